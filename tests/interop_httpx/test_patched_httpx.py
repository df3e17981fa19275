"""Packages that replace functions of httpx or httpcore, to see traffic or to fake it, work over our own clients: sync
and async, whole and streamed, with a proxy in the environment and without.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RetryConfig
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, completion

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

REQUEST = {"model": "a/b", "messages": [{"role": "user", "content": "Hi"}]}
FAKED = "https://faked.example/api/v1"
TEXT = "Faked"
WHOLE = json.dumps(completion(TEXT)).encode()
EVENTS = b"".join(Reply.events(chunks(TEXT)).pieces)
KINDS = ["sync", "async", "sync streamed", "async streamed"]
Result = Ok[Any] | Err[Any]


def ask(kind: str, url: str, *, times: int = 1) -> list[str | errors.AnyError]:
    """What a core's calls bring: texts and errors."""
    core = OpenRouterCore("a-key", server_url=url, retry_config=RetryConfig("none"))
    if kind.startswith("async"):
        return asyncio.run(_ask_async(core, kind, times))
    with core:
        return [_ask(core, kind) for _ in range(times)]


def _ask(core: OpenRouterCore, kind: str) -> str | errors.AnyError:
    if kind == "sync":
        return _outcome([chat_send(core, REQUEST)])
    match chat_send(core, REQUEST, stream=True):
        case Ok(stream):
            return _outcome(list(stream))
        case failed:
            return _outcome([failed])


async def _ask_async(core: OpenRouterCore, kind: str, times: int) -> list[str | errors.AnyError]:
    found: list[str | errors.AnyError] = []
    async with core:
        for _ in range(times):
            if kind == "async":
                found.append(_outcome([await chat_send_async(core, REQUEST)]))
                continue
            match await chat_send_async(core, REQUEST, stream=True):
                case Ok(stream):
                    found.append(_outcome([result async for result in stream]))
                case failed:
                    found.append(_outcome([failed]))
    return found


def _outcome(results: list[Any]) -> str | errors.AnyError:
    text = ""
    for result in results:
        if isinstance(result, Err):
            error: errors.AnyError = result.failure()
            return error
        text += result.unwrap().text
    return text


def body(kind: str) -> dict[str, Any]:
    """What is faked, as all of these packages take it."""
    if "streamed" in kind:
        return {"content": EVENTS, "headers": {"Content-Type": "text/event-stream"}}
    return {"content": WHOLE, "headers": {"Content-Type": "application/json"}}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(params=["", "HTTPS_PROXY"], ids=["direct", "proxy"])
def environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where packages fake traffic, a proxy in the environment is asked for nothing."""
    if request.param:
        monkeypatch.setenv(request.param, "http://127.0.0.1:1")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server
        server.wait_for_open_connections(0)


# --- what fakes traffic --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("environment")
def test_respx_fakes_a_response(kind: str) -> None:
    respx = pytest.importorskip("respx", reason="of the test extra")
    with respx.mock as router:
        route = router.post(f"{FAKED}/chat/completions").respond(200, **body(kind))
        assert ask(kind, FAKED, times=3) == [TEXT] * 3
    assert [call.request.headers["Authorization"] for call in route.calls] == ["Bearer a-key"] * 3


@pytest.mark.usefixtures("environment")
def test_respx_fakes_an_error_and_refuses_what_it_does_not_know(kind: str) -> None:
    respx = pytest.importorskip("respx", reason="of the test extra")
    with respx.mock as router:
        route = router.post(f"{FAKED}/chat/completions")
        route.respond(402, json={"error": {"code": 402, "message": "No credits"}})
        [error] = ask(kind, FAKED)
        assert type(error) is errors.PaymentRequiredResponseError
        [error] = ask(kind, "https://other.example/v1")
        assert type(error) is errors.UnexpectedClientError
        assert "not mocked" in str(error)


def test_respx_lets_through_what_it_is_told_to(kind: str, server: LocalServer) -> None:
    respx = pytest.importorskip("respx", reason="of the test extra")
    server.always(Reply(200, **_reply(kind)))
    with respx.mock as router:
        router.route(host="127.0.0.1").pass_through()
        assert ask(kind, server.url, times=2) == [TEXT] * 2
    assert ask(kind, server.url) == [TEXT], "and afterwards all is as before"


def _reply(kind: str) -> dict[str, Any]:
    found = body(kind)
    return {"headers": tuple(found["headers"].items()), "body": found["content"]}


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("kind", KINDS)
def test_pytest_httpx_fakes_a_response(kind: str, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("pytest_httpx", reason="of the test extra")
    mock: HTTPXMock = request.getfixturevalue("httpx_mock")
    for _ in range(2):
        mock.add_response(url=f"{FAKED}/chat/completions", method="POST", **body(kind))
    assert ask(kind, FAKED, times=2) == [TEXT] * 2
    assert len(mock.get_requests()) == 2


def test_vcrpy_records_and_plays_back(kind: str, server: LocalServer, tmp_path: Path) -> None:
    vcr = pytest.importorskip("vcr", reason="of the test extra")
    server.always(Reply(200, **_reply(kind)))
    for played_back in (False, True):
        with vcr.use_cassette(str(tmp_path / "cassette.yaml")) as cassette:
            assert ask(kind, server.url) == [TEXT]
            assert cassette.play_count == played_back
    assert len(server.requests) == 1


# --- what sees traffic ---------------------------------------------------------------------------------------------


def test_opentelemetry_sees_each_request(kind: str, server: LocalServer) -> None:
    instrumentation = pytest.importorskip(
        "opentelemetry.instrumentation.httpx", reason="of the test extra"
    )
    sdk = pytest.importorskip("opentelemetry.sdk.trace", reason="of the test extra")
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    server.always(Reply(200, **_reply(kind)))
    instrumentor = instrumentation.HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    try:
        assert ask(kind, server.url, times=2) == [TEXT] * 2
    finally:
        instrumentor.uninstrument()
        provider.shutdown()
    spans = exporter.get_finished_spans()
    assert [dict(span.attributes or {})["http.status_code"] for span in spans] == [200, 200]
    assert all("traceparent" in request.headers for request in server.requests)
    assert server.connections.accepted == 1


SENTRY = """
import sys
import sentry_sdk
from sentry_sdk.integrations.httpx import HttpxIntegration
from sentry_sdk.transport import Transport
from tests.interop_httpx.test_patched_httpx import ask

class Nowhere(Transport):
    def capture_envelope(self, envelope):
        for item in envelope.items:
            for span in (item.payload.json or {}).get("spans", ()):
                print(span["op"], span["description"].partition(" http")[0], span["data"]["http.response.status_code"])

sentry_sdk.init(
    dsn="http://key@127.0.0.1:1/1", transport=Nowhere, traces_sample_rate=1.0, default_integrations=False,
    integrations=[HttpxIntegration()], auto_enabling_integrations=False,
)
with sentry_sdk.start_transaction(name="test"):
    assert ask(sys.argv[1], sys.argv[2]) == ["Faked"]
sentry_sdk.flush()
"""


def test_sentry_sees_each_request(kind: str, server: LocalServer, run: Callable[..., str]) -> None:
    """In a process of its own: what Sentry replaces stays replaced."""
    pytest.importorskip("sentry_sdk", reason="of the test extra")
    server.always(Reply(200, **_reply(kind)))
    assert run(SENTRY, kind, server.url) == "http.client POST 200"
    assert "sentry-trace" in server.requests[0].headers


# --- a Python without ssl ------------------------------------------------------------------------------------------

NO_SSL = """
import sys
sys.modules["ssl"] = sys.modules["_ssl"] = None  # as in Pyodide, where ssl is a package of its own
import asyncio, json
import httpx
from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send, chat_send_async

def answer(request):
    if json.loads(request.content)["stream"]:
        events = 'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\\n\\ndata: [DONE]\\n\\n'
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, text=events)
    return httpx.Response(200, json={"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]})

async def main(core):
    found = [(await chat_send_async(core, request)).unwrap().text]
    async for result in (await chat_send_async(core, request, stream=True)).unwrap():
        found.append(result.unwrap().text)
    return found

request = {"messages": [{"role": "user", "content": "Hi"}]}
mock = httpx.MockTransport(answer)
with httpx.Client(transport=mock) as client:
    core = OpenRouterCore("a-key", http_client=client, async_http_client=httpx.AsyncClient(transport=mock))
    texts = [chat_send(core, request).unwrap().text]
    texts += [result.unwrap().text for result in chat_send(core, request, stream=True).unwrap()]
    texts += asyncio.run(main(core))
print(texts, type(chat_send(OpenRouterCore("a-key"), request).failure()).__name__)
"""


@pytest.mark.skipif(httpx.__version__ < "0.28", reason="this httpx imports ssl itself")
def test_a_python_without_ssl_works_with_an_injected_client(run: Callable[..., str]) -> None:
    """There a client of our own is an Err like any other."""
    assert run(NO_SSL) == "['Hi', 'Hi', 'Hi', 'Hi'] InvalidRequestError"


@pytest.fixture
def run() -> Callable[..., str]:
    """What a program prints in a fresh process."""

    def run(program: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run
