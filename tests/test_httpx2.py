"""Injected clients of httpx2, httpx's maintained fork: the same interface, and classes of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from typing import Any, NamedTuple

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, Timeout
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, completion

httpx2: Any = pytest.importorskip("httpx2", reason="httpx2 is not installed: pip install httpx2")

REQUEST = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
WHOLE = Reply.json(completion("Paris it is."))
EVENTS = Reply.events(chunks("Paris it is."))
ONCE = RetryConfig("none")
LIMIT = 0.2  # seconds


class Client(NamedTuple):
    """Calls with a client of httpx2: `results` is all that one call gives, or what its stream yields."""

    results: Callable[..., list[Any]]
    streamed: bool

    def text(self, url: str, **options: Any) -> str:
        return "".join(result.unwrap().text for result in self.results(url, **options))

    def error(self, url: str, **options: Any) -> errors.OpenRouterError:
        *delivered, last = self.results(url, **options)
        assert all(isinstance(result, Ok) for result in delivered)
        assert isinstance(last, Err), f"taken for an answer: {last!r}"
        error: errors.OpenRouterError = last.failure()
        return error


def whole_or_events(core: OpenRouterCore, stream: bool, options: RequestOptions) -> list[Any]:
    match chat_send(core, REQUEST, stream=stream, options=options):
        case Ok(answer) if stream:
            return list(answer)  # type: ignore[arg-type]  # `stream` says that it is one
        case result:
            return [result]


async def whole_or_events_async(
    core: OpenRouterCore, stream: bool, options: RequestOptions
) -> list[Any]:
    match await chat_send_async(core, REQUEST, stream=stream, options=options):
        case Ok(answer) if stream:
            events: AsyncGenerator[Any, None] = answer  # type: ignore[assignment]  # as above
            return [result async for result in events]
        case result:
            return [result]


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture(params=["sync", "async"])
def asynchronous(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "async")


@pytest.fixture(params=["whole", "streamed"])
def client(
    request: pytest.FixtureRequest, server: LocalServer, asynchronous: bool
) -> Iterator[Client]:
    streamed: bool = request.param == "streamed"
    if asynchronous:
        with asyncio.Runner() as runner:
            theirs = httpx2.AsyncClient()
            core = OpenRouterCore(api_key="a-key", async_http_client=theirs, retry_config=ONCE)

            def run(url: str, **options: Any) -> list[Any]:
                said = RequestOptions(server_url=url, api_key="a-key", **options)
                return runner.run(whole_or_events_async(core, streamed, said))

            yield Client(run, streamed)
            assert not theirs._transport._pool._requests, "a request still holds its connection"
            closing: Coroutine[Any, Any, None] = theirs.aclose()
            runner.run(closing)
    else:
        with httpx2.Client() as theirs:
            core = OpenRouterCore(api_key="a-key", http_client=theirs, retry_config=ONCE)
            yield Client(
                lambda url, **options: whole_or_events(
                    core, streamed, RequestOptions(server_url=url, api_key="a-key", **options)
                ),
                streamed,
            )
            assert not theirs._transport._pool._requests, "a request still holds its connection"
    server.wait_for_open_connections(0)


@pytest.fixture
def answer(client: Client) -> Reply:
    return EVENTS if client.streamed else WHOLE


def test_an_answer_is_an_ok(client: Client, server: LocalServer, answer: Reply) -> None:
    server.enqueue(answer, answer)
    assert [client.text(server.url), client.text(server.url)] == ["Paris it is."] * 2
    assert server.connections.accepted == 1, "the connection is used again"
    assert server.requests[0].headers["Authorization"] == "Bearer a-key"


def test_an_answer_in_gzip_is_an_ok(client: Client, server: LocalServer, answer: Reply) -> None:
    server.enqueue(answer.gzip())
    assert client.text(server.url) == "Paris it is."


def test_a_status_is_its_error(client: Client, server: LocalServer) -> None:
    server.enqueue(Reply.error(429, "Slow down", {"Retry-After": "7"}))
    error = client.error(server.url)
    assert type(error) is errors.TooManyRequestsResponseError
    assert error.retry_after == 7


def test_a_redirect_is_not_followed(client: Client, server: LocalServer) -> None:
    server.enqueue(Reply.redirect(f"{server.url}/elsewhere"))
    assert client.error(server.url).status_code == 307
    assert len(server.requests) == 1


def test_a_refused_connection_is_said_to_be_one(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    error = client.error(url)
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent, error.retryable) == ("connect", False, True)


def test_a_name_that_does_not_resolve_says_so(client: Client) -> None:
    error = client.error("https://no-such-host.invalid")
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("dns", False)


def test_a_reset_connection_is_said_to_be_one(
    client: Client, server: LocalServer, answer: Reply
) -> None:
    server.enqueue(answer.cut(0, reset=True))
    error = client.error(server.url)
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("read", True)


def test_an_answer_that_is_cut_off_is_not_taken_for_one(
    client: Client, server: LocalServer, answer: Reply
) -> None:
    server.enqueue(answer.cut(-30))
    error = client.error(server.url)
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("read", True)


def test_a_broken_compression_is_an_err(client: Client, server: LocalServer, answer: Reply) -> None:
    server.enqueue(answer.with_headers({"Content-Encoding": "gzip"}))
    error = client.error(server.url)
    assert type(error) is errors.ResponseValidationError
    assert "compressed" in error.message


def test_a_compression_that_is_cut_off_is_an_err(
    client: Client, server: LocalServer, answer: Reply
) -> None:
    server.enqueue(answer.gzip(truncate=4))
    result = client.results(server.url)[-1]
    if client.streamed:  # its closing signal has come, and what follows that changes nothing
        assert isinstance(result, Ok)
    else:
        assert isinstance(result, Err)
        assert type(result.failure()) is errors.ResponseValidationError


@pytest.mark.parametrize("timeout", [Timeout(read=LIMIT), LIMIT], ids=["read", "one number"])
def test_a_stall_before_the_answer_ends_at_the_limit(
    client: Client, server: LocalServer, answer: Reply, timeout: Timeout | float
) -> None:
    server.enqueue(answer.stall(0))
    error = client.error(server.url, timeout=timeout)
    assert type(error) is errors.RequestTimeoutError
    assert (error.phase, error.body_sent) in (("read", True), ("total", True))


@pytest.mark.parametrize("phase", ["read", "total"])
def test_a_stall_in_the_answer_ends_at_the_limit(
    client: Client, server: LocalServer, answer: Reply, phase: str
) -> None:
    server.enqueue(answer.stall(len(answer.head) + 10))
    error = client.error(server.url, timeout=Timeout(**{phase: LIMIT}))
    assert type(error) is errors.RequestTimeoutError
    assert (error.phase, error.body_sent) == (phase, True)


def test_a_scheme_that_it_does_not_speak_is_an_invalid_request(
    client: Client, server: LocalServer
) -> None:
    error = client.error("ftp://127.0.0.1")
    assert type(error) is errors.InvalidRequestError
    assert server.requests == []


def test_a_full_pool_is_a_timeout_of_the_pool(server: LocalServer) -> None:
    with httpx2.Client(limits=httpx2.Limits(max_connections=1)) as theirs:
        core = OpenRouterCore(http_client=theirs, server_url=server.url, retry_config=ONCE)
        server.enqueue(EVENTS.stall(len(EVENTS.pieces[0]), of="body"))
        with chat_send(core, REQUEST, stream=True).unwrap():
            match chat_send(core, REQUEST, options=RequestOptions(timeout=Timeout(pool=LIMIT))):
                case Err(errors.RequestTimeoutError() as error):
                    assert (error.phase, error.body_sent) == ("pool", False)
                case other:
                    pytest.fail(f"no time limit: {other!r}")


def test_a_stream_that_is_left_gives_its_connection_back(server: LocalServer) -> None:
    with httpx2.Client() as theirs:
        core = OpenRouterCore(http_client=theirs, server_url=server.url)
        server.enqueue(EVENTS.stall(len(EVENTS.pieces[0]), of="body"))
        with chat_send(core, REQUEST, stream=True).unwrap() as stream:
            assert isinstance(next(stream), Ok)
        server.wait_for_open_connections(0)
        assert list(stream) == []


def test_the_cores_closing_leaves_a_client_of_the_users_open(server: LocalServer) -> None:
    with httpx2.Client() as theirs:
        core = OpenRouterCore(http_client=theirs, server_url=server.url)
        core.close()
        assert not theirs.is_closed
        assert chat_send(core, REQUEST).unwrap().text
