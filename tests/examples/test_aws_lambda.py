"""`examples/aws_lambda.py` under AWS's own runtime client."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from openrouter_core.testing import LocalServer, Reply
from tests.examples import lambda_runtime
from tests.examples.lambda_runtime import EXAMPLES, PATIENCE, Function, aws

QUESTION = {"body": json.dumps({"question": "What is the capital of France?"})}
PARIS = {"answer": "The capital of France is Paris."}
HANDLERS = ["handler", "async_handler"]


def deployed(name: str, server: LocalServer) -> AbstractContextManager[Function]:
    return lambda_runtime.deployed(f"aws_lambda.{name}", server, OPENROUTER_API_KEY="a-key")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def test_the_program_runs_without_aws_and_without_a_key() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / "aws_lambda.py"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(f"handler: 200 {json.dumps(PARIS)}") == 4
    assert done.stdout.count("async_handler: 200") == 2
    assert "400" in done.stdout
    assert done.stderr.startswith("cold start: import ")


@aws
@pytest.mark.parametrize("name", HANDLERS)
def test_a_handler_answers_and_prints_its_cold_start_once(name: str, server: LocalServer) -> None:
    with deployed(name, server) as function:
        for _ in range(3):
            outcome = function.invoke(QUESTION)
            assert outcome.body["statusCode"] == 200
            assert outcome.answer == PARIS
        log = function.log()
    assert len(re.findall(r"cold start: import \d+ ms, first answer \d+ ms", log)) == 1
    assert "Warning" not in log
    assert [request.json["model"] for request in server.requests] == ["openai/gpt-4o-mini"] * 3


@aws
def test_sync_invocations_share_a_connection(server: LocalServer) -> None:
    with deployed("handler", server) as function:
        function.invoke(QUESTION)
        after_the_first = function.descriptors
        for _ in range(10):
            assert function.invoke(QUESTION).answer == PARIS
        assert function.descriptors == after_the_first
    assert {request.connection for request in server.requests} == {1}


@aws
def test_async_invocations_leave_nothing_open(server: LocalServer) -> None:
    with deployed("async_handler", server) as function:
        function.invoke(QUESTION)
        after_the_first = function.descriptors
        server.wait_for_open_connections(0, PATIENCE)
        for _ in range(10):
            assert function.invoke(QUESTION).answer == PARIS
        assert function.descriptors == after_the_first
        server.wait_for_open_connections(0, PATIENCE)
    assert len(server.requests) == 11


# A wait that does not fit into the invocation's time: nothing is tried again, and the tests do not wait.
LATER = {"Retry-After": "9000.5"}
CASES = {
    "a rate limit": (Reply.error(429, "sk-or-secret", LATER), 429, "Too many questions"),
    "an overload": (Reply.error(529, "sk-or-secret", LATER), 503, "not available"),
    "no provider": (Reply.error(503, "sk-or-secret", LATER), 503, "not available"),
    "a provider that fails": (Reply.error(502, "sk-or-secret", LATER), 502, "provider failed"),
    "an error in a 200 body": (
        Reply.json({"error": {"code": 402, "message": "sk-or-secret"}}),
        500,
        "not set up correctly",
    ),
    "a wrong key": (Reply.error(401, "sk-or-secret"), 500, "not set up correctly"),
    "moderation": (Reply.error(403, "sk-or-secret"), 403, "is not allowed"),
    "a question that is too long": (Reply.error(413, "sk-or-secret"), 422, "cannot process"),
    "a slow edge": (Reply.error(524, "sk-or-secret"), 504, "in time"),
    "a connection that breaks off": (Reply.json({}).cut(at=3), 502, "provider failed"),
}


@aws
@pytest.mark.parametrize("name", HANDLERS)
def test_an_err_is_a_status_of_its_own_and_its_words_go_to_the_log(
    name: str, server: LocalServer
) -> None:
    with deployed(name, server) as function:
        for case, (upstream, status, message) in CASES.items():
            server.enqueue(upstream)
            outcome = function.invoke(QUESTION)
            assert outcome.body["statusCode"] == status, case
            assert message in outcome.answer["error"], case
            assert "sk-or-secret" not in str(outcome), case
            waits = upstream.status in (429, 502, 503, 529)
            assert outcome.body["headers"].get("Retry-After") == ("9001" if waits else None), case
        assert function.invoke(QUESTION).answer == PARIS
        log = function.log()
    assert len(server.requests) == len(CASES) + 1
    assert log.count("sk-or-secret") == len(CASES) - 1  # the connection said nothing
    assert "TooManyRequestsResponseError" in log
    assert "a-key" not in log


@aws
@pytest.mark.parametrize("name", HANDLERS)
def test_a_model_that_is_slower_than_the_invocation_is_a_504_before_lambda_gives_up(
    name: str, server: LocalServer
) -> None:
    with deployed(name, server) as function:
        function.invoke(QUESTION)
        server.enqueue(Reply.json({}).stall(at=0))
        began = time.monotonic()
        outcome = function.invoke(QUESTION, seconds=1.3)
        assert time.monotonic() - began < 1.3
        assert outcome.body["statusCode"] == 504
        assert server.requests[1].wait_for_disconnect(PATIENCE)
        assert function.invoke(QUESTION, seconds=0.2).body["statusCode"] == 504
    assert len(server.requests) == 2


@aws
def test_a_body_that_is_no_question_is_a_400_and_nothing_is_sent(server: LocalServer) -> None:
    events: list[tuple[dict[str, Any], str]] = [
        ({}, "not JSON"),
        ({"body": None}, "not JSON"),
        ({"body": {"question": "Capital of France?"}}, "not JSON"),
        ({"body": 5}, "not JSON"),
        ({"body": "Capital of France?"}, "not JSON"),
        ({"body": "[" * 100_000}, "not JSON"),
        ({"body": "//79", "isBase64Encoded": True}, "not JSON"),
        ({"body": "x", "isBase64Encoded": True}, "not JSON"),
        ({"body": '["question"]'}, "Expected"),
        ({"body": '{"question": 5}'}, "Expected"),
        ({"body": '{"question": " "}'}, "Expected"),
        ({"body": json.dumps({"question": "x" * 8_001})}, "longer than 8000"),
    ]
    with deployed("handler", server) as function:
        for event, message in events:
            outcome = function.invoke(event)
            assert outcome.body["statusCode"] == 400, event
            assert message in outcome.answer["error"], event
    assert server.requests == []


@aws
def test_a_body_in_base64_is_read(server: LocalServer) -> None:
    body = base64.b64encode(QUESTION["body"].encode()).decode()
    with deployed("handler", server) as function:
        assert function.invoke({"body": body, "isBase64Encoded": True}).answer == PARIS


@aws
def test_what_is_no_http_event_is_reported_as_an_error_and_the_process_goes_on(
    server: LocalServer,
) -> None:
    with deployed("handler", server) as function:
        outcome = function.invoke(["no", "HTTP", "event"])
        assert outcome.kind == "error"
        assert outcome.body["errorType"] == "AttributeError"
        assert function.invoke(QUESTION).answer == PARIS
