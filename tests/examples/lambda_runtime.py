"""AWS's own runtime client around a handler of `examples/`, and the Runtime API that it talks to."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from openrouter_core.testing import LocalServer

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PATIENCE = 60.0
"""Seconds after which a test gives up waiting for another process."""
aws = pytest.mark.skipif(
    find_spec("awslambdaric") is None,
    reason="awslambdaric is not installed (the extra 'examples', on Linux only)",
)


class Invocation(NamedTuple):
    """An event in JSON, and when Lambda would give up waiting: milliseconds since 1970."""

    event: bytes
    deadline: int


class Outcome(NamedTuple):
    """What the runtime reported of an invocation: ``response`` or ``error``, and its body."""

    kind: str
    body: Any

    @property
    def answer(self) -> Any:
        """The body that API Gateway would pass on."""
        assert self.kind == "response", self.body
        return json.loads(self.body["body"])


class RuntimeApi(ThreadingHTTPServer):
    """The part of Lambda that a function's process talks to: it asks for the next invocation, and reports the outcome.
    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), RuntimeApiRequest)
        self.invocations: queue.Queue[Invocation | None] = queue.Queue()
        self.outcomes: queue.Queue[Outcome] = queue.Queue()
        self.asked = threading.Semaphore(0)  # how often the process has asked for an invocation


class RuntimeApiRequest(BaseHTTPRequestHandler):
    """One request to the Runtime API."""

    protocol_version = "HTTP/1.1"

    @property
    def api(self) -> RuntimeApi:
        assert isinstance(self.server, RuntimeApi)
        return self.server

    def do_GET(self) -> None:
        """``/runtime/invocation/next`` is answered when there is one."""
        assert self.path == "/2018-06-01/runtime/invocation/next"
        self.api.asked.release()
        invocation = self.api.invocations.get()
        if invocation is None:  # the test is over
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Lambda-Runtime-Aws-Request-Id", "an-invocation")
        self.send_header("Lambda-Runtime-Deadline-Ms", str(invocation.deadline))
        self.send_header(
            "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:1:function:ask"
        )
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(invocation.event)))
        self.end_headers()
        self.wfile.write(invocation.event)

    def do_POST(self) -> None:
        """``/runtime/invocation/<id>/response`` or ``.../error``; ``/runtime/init/error`` is an error too."""
        assert self.path.startswith("/2018-06-01/runtime/")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.api.outcomes.put(Outcome(self.path.rpartition("/")[2], body))

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


class Function:
    """A function's process, and the Runtime API that it lives on."""

    def __init__(self, api: RuntimeApi, process: subprocess.Popen[str]) -> None:
        self._api = api
        self._process = process
        self._wait()

    def invoke(self, event: object, *, seconds: float = 60.0) -> Outcome:
        """Invoke it, with so many seconds to answer; return when it waits for the next invocation."""
        deadline = int(1000 * (time.time() + seconds))
        self._api.invocations.put(Invocation(json.dumps(event).encode(), deadline))
        outcome = self._api.outcomes.get(timeout=PATIENCE)
        self._wait()
        return outcome

    def _wait(self) -> None:
        if not self._api.asked.acquire(timeout=PATIENCE):
            self._process.kill()
            pytest.fail(f"the runtime asks for no invocation: {self._process.communicate()[0]}")

    @property
    def descriptors(self) -> int:
        """How many descriptors the process has open."""
        return len(list(Path(f"/proc/{self._process.pid}/fd").iterdir()))

    def log(self) -> str:
        """End the process, and return what it has printed."""
        self._process.kill()
        return self._process.communicate(timeout=PATIENCE)[0]


@contextmanager
def deployed(handler: str, server: LocalServer, **variables: str) -> Iterator[Function]:
    """A process of AWS's runtime client that has loaded a handler, such as ``aws_lambda.handler``.

    Arguments:
        variables: of the environment, such as the key.
    """
    variables |= {
        "OPENROUTER_SERVER_URL": server.url,
        "AWS_LAMBDA_FUNCTION_NAME": "ask",
        "PYTHONWARNINGS": "always",
    }
    with RuntimeApi() as api, ExitStack() as stack:
        serving = threading.Thread(target=api.serve_forever, args=(0.05,))
        serving.start()
        stack.callback(serving.join)
        stack.callback(api.shutdown)
        stack.callback(api.invocations.put, None)
        process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", handler],
            cwd=EXAMPLES,
            env=os.environ | variables | {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        stack.enter_context(process)
        stack.callback(process.kill)
        yield Function(api, process)
