"""`chat_collect` over real sockets and over given results: the answer, the error's partial, and the stream's end."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from itertools import islice
from typing import Any, TypeAlias

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, wire
from openrouter_core._io.stream import EventStream
from openrouter_core._io.stream_async import AsyncEventStream
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core.funcs.chat_collect import chat_collect, chat_collect_async
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import (
    ChatGenerationParams,
    ChatResponse,
    ChatStreamingResponseChunk,
    errors,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.testing import LocalServer, Reply, chunks, chunks_of, completion, error_chunk

Collected: TypeAlias = Ok[ChatResponse] | Err[Any]
Results: TypeAlias = Iterable[Ok[ChatStreamingResponseChunk] | Err[Any]]

REQUEST: dict[str, Any] = {
    "messages": [{"role": "user", "content": "What is the capital of France?"}]
}
META = HttpMeta(status=200, headers={"x-generation-id": "gen-1"})
TOOL_CALL = {
    "index": 0,
    "id": "call_1",
    "type": "function",
    "function": {"name": "f", "arguments": '{"x":1}'},
}


def collect(server: LocalServer) -> Collected:
    with OpenRouterCore(server_url=server.url) as core:
        return chat_collect(chat_send(core, REQUEST, stream=True).unwrap())


def collect_async(server: LocalServer) -> Collected:
    async def run() -> Collected:
        async with OpenRouterCore(server_url=server.url) as core:
            return await chat_collect_async(
                (await chat_send_async(core, REQUEST, stream=True)).unwrap()
            )

    return asyncio.run(run())


both = pytest.mark.parametrize("collect", [collect, collect_async], ids=["sync", "async"])
Collect: TypeAlias = Callable[[LocalServer], Collected]


def given(results: Results) -> EventStream[ChatStreamingResponseChunk]:
    def generate() -> Generator[list[Ok[ChatStreamingResponseChunk] | Err[Any]], None, None]:
        for result in results:
            yield [result]

    return EventStream(generate(), META, ChatEvents)


def given_async(results: Results) -> AsyncEventStream[ChatStreamingResponseChunk]:
    async def generate() -> AsyncGenerator[list[Ok[ChatStreamingResponseChunk] | Err[Any]], None]:
        for result in results:
            yield [result]

    return AsyncEventStream(generate(), META, ChatEvents)


def chunk_of(text: str) -> ChatStreamingResponseChunk:
    return wire.structure(
        {"choices": [{"index": 0, "delta": {"content": text}}]}, ChatStreamingResponseChunk
    )


# --- the answer ----------------------------------------------------------------------------------------------------


@both
def test_a_collected_stream_is_the_answer_that_is_not_streamed(collect: Collect) -> None:
    answer = completion("Paris, of course", message={"reasoning": "Hm", "tool_calls": [TOOL_CALL]})
    with LocalServer() as server:
        server.enqueue(Reply.events(chunks_of(answer)))
        response = collect(server).unwrap()
    wanted = wire.structure(answer, ChatResponse)
    assert response == wanted
    assert response.http_meta is not None
    assert response.http_meta.status == 200


@both
def test_a_whole_answer_in_place_of_a_stream_is_that_answer(collect: Collect) -> None:
    answer = completion(
        "Paris", message={"tool_calls": [TOOL_CALL], "content": [{"type": "text", "text": "Paris"}]}
    )
    with LocalServer() as server:
        server.enqueue(Reply.json(answer))
        assert collect(server).unwrap() == wire.structure(answer, ChatResponse)


@both
def test_a_stream_that_says_nothing_and_ends_well_is_an_answer_without_choices(
    collect: Collect,
) -> None:
    with LocalServer() as server:
        server.enqueue(Reply.events([]))
        response = collect(server).unwrap()
    assert response == ChatResponse(choices=[])
    assert response.text == ""
    assert response.http_meta is not None


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("separator", [b"\n\n", b"\r\n", b"\n"])
@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/plain"])
def test_events_are_the_response_whether_they_were_asked_for_or_not(
    content_type: str, separator: bytes, stream: bool
) -> None:
    answer = completion("Paris, of course", message={"tool_calls": [TOOL_CALL]})
    events = [json.dumps(event).encode() for event in chunks_of(answer)]
    body = b"".join(b"data: " + event + separator for event in (*events, b"null", b"[DONE]"))
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(Reply(body=body, headers={"Content-Type": content_type}))
        result = chat_send(core, REQUEST, stream=stream)
        if stream:
            result = chat_collect(result.unwrap())  # type: ignore[arg-type]  # a stream was asked for
    assert result.unwrap() == wire.structure(answer, ChatResponse)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/plain"])
def test_json_with_a_streams_closing_signal_is_the_response(
    content_type: str, stream: bool
) -> None:
    body = json.dumps(completion("Paris")).encode() + b"\n\ndata: [DONE]\n\n"
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(Reply(body=body, headers={"Content-Type": content_type}))
        result = chat_send(core, REQUEST, stream=stream)
        if stream:
            result = chat_collect(result.unwrap())  # type: ignore[arg-type]  # a stream was asked for
    assert result.unwrap() == wire.structure(completion("Paris"), ChatResponse)


def test_an_error_among_events_that_nobody_asked_for_is_the_calls_error() -> None:
    events = [*chunks("Par", finish_reason=None, usage_counts=None), error_chunk(402, "Pay first")]
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(Reply.events(events), Reply.events(events[:-1], done=False))
        error, cut = chat_send(core, REQUEST).failure(), chat_send(core, REQUEST).failure()
    assert isinstance(error, errors.PaymentRequiredResponseError)
    assert isinstance(cut, errors.StreamIncompleteError)
    assert error.partial.text == cut.partial.text == "Par"


@both
def test_a_stream_that_lacks_a_choice_that_was_asked_for_is_incomplete(
    collect: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {"choices": [{"index": 0, "delta": {"content": "a"}, "finish_reason": "stop"}]}
    second = {"choices": [{"index": 1, "delta": {"content": "b"}, "finish_reason": "stop"}]}
    monkeypatch.setitem(REQUEST, "n", 2)
    with LocalServer() as server:
        server.enqueue(Reply.events([first], done=False), Reply.events([first, second], done=False))
        error, response = collect(server).failure(), collect(server).unwrap()
    assert isinstance(error, errors.StreamIncompleteError)
    assert error.partial.text == "a"
    assert [choice.message.text for choice in response.choices] == ["a", "b"]


@pytest.mark.parametrize(
    ("request_of", "options"),
    [
        ({"n": 2}, None),
        ({"n": 1}, RequestOptions(extra_body={"n": 2})),
        ({}, RequestOptions(extra_body={"n": 2})),
        (ChatGenerationParams(messages=REQUEST["messages"], n=2), None),
    ],
)
def test_the_number_of_choices_is_what_is_sent(request_of: Any, options: Any) -> None:
    first = {"choices": [{"index": 0, "delta": {"content": "a"}, "finish_reason": "stop"}]}
    if isinstance(request_of, dict):
        request_of = {**REQUEST, **request_of}
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(Reply.events([first], done=False))
        stream = chat_send(core, request_of, stream=True, options=options).unwrap()
        assert isinstance(chat_collect(stream).failure(), errors.StreamIncompleteError)


def test_the_connection_is_used_again_after_a_collected_stream() -> None:
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        for _ in range(4):
            stream = chat_send(core, REQUEST, stream=True).unwrap()
            assert chat_collect(stream).unwrap().text
            assert list(stream) == []
        assert server.connections.accepted == 1


def test_the_connection_is_used_again_after_a_collected_stream_async() -> None:
    async def run() -> None:
        async with OpenRouterCore(server_url=server.url) as core:
            for _ in range(4):
                stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
                assert (await chat_collect_async(stream)).unwrap().text
                assert [result async for result in stream] == []

    with LocalServer() as server:
        asyncio.run(run())
        assert server.connections.accepted == 1


def test_recorded_streams_over_a_socket(recordings: list[dict[str, Any]]) -> None:
    """A handful over a real socket, one of each model; the tests of `ChatAccumulator` have all of them."""
    seen: dict[str, dict[str, Any]] = {}
    for exchange in recordings:
        if (
            exchange["stream"]
            and exchange["path"] == "/chat/completions"
            and '"error"' not in exchange["body"]
        ):
            request = exchange["request"] if isinstance(exchange["request"], dict) else {}
            seen.setdefault(str(request.get("model")), exchange)
    assert len(seen) > 10
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        for exchange in list(seen.values())[:12]:
            server.enqueue(Reply.recorded(exchange), Reply.recorded(exchange))
            results = list(chat_send(core, REQUEST, stream=True).unwrap())
            response = chat_collect(chat_send(core, REQUEST, stream=True).unwrap()).unwrap()
            assert response.text == "".join(result.unwrap().text for result in results), exchange[
                "id"
            ]
            usages = [result.unwrap().usage for result in results]
            assert response.usage == next(usage for usage in reversed(usages) if usage), exchange[
                "id"
            ]


# --- the error -----------------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("shape", ["choice", "empty", "alone"])
def test_an_error_in_the_stream_keeps_its_fields_and_what_had_arrived(
    collect: Collect, shape: Any
) -> None:
    events = [
        *chunks("Par", finish_reason=None, usage_counts=None),
        error_chunk(429, "Slow down", shape=shape),
    ]
    with LocalServer() as server:
        server.enqueue(Reply.events(events))
        error = collect(server).failure()
        server.wait_for_open_connections(0)
    assert type(error) is errors.TooManyRequestsResponseError
    assert (error.message, error.code, error.status_code) == ("Slow down", 429, 200)
    assert isinstance(error.partial, ChatResponse)
    assert error.partial.text == "Par"
    assert error.partial.http_meta == error.http_meta


@both
def test_the_error_chunks_own_content_is_part_of_what_had_arrived(collect: Collect) -> None:
    last = error_chunk(502, "Provider died")
    last["choices"][0]["delta"]["content"] = "is"
    last["usage"] = {"cost": 0.5}
    with LocalServer() as server:
        server.enqueue(Reply.events([*chunks("Par", finish_reason=None, usage_counts=None), last]))
        error = collect(server).failure()
    assert isinstance(error, errors.BadGatewayResponseError)
    assert error.partial.text == "Paris"
    assert error.partial.choices[0].finish_reason == "error"
    assert error.partial.usage.cost == 0.5


@both
def test_a_whole_answer_with_an_error_in_the_place_of_events(collect: Collect) -> None:
    failed = completion(
        "Par", finish_reason="error", error={"error": {"code": 502, "message": "x"}}
    )
    with LocalServer() as server:
        server.enqueue(Reply.json(failed).with_headers({"Content-Type": "text/event-stream"}))
        error = collect(server).failure()
    assert isinstance(error, errors.BadGatewayResponseError)
    assert isinstance(error.partial, ChatResponse)
    assert error.partial.text == "Par"


@both
def test_an_error_before_anything_else_has_no_partial(collect: Collect) -> None:
    with LocalServer() as server:
        server.enqueue(Reply.events([error_chunk(503, "Down", shape="alone")]))
        error = collect(server).failure()
    assert isinstance(error, errors.ServiceUnavailableResponseError)
    assert error.partial is None


@both
def test_a_truncated_stream_is_an_error_with_what_had_arrived(collect: Collect) -> None:
    with LocalServer() as server:
        server.enqueue(Reply.events(chunks("Paris is", finish_reason=None), done=False))
        error = collect(server).failure()
    assert isinstance(error, errors.StreamIncompleteError)
    assert error.partial.text == "Paris is"


@both
def test_a_connection_that_is_cut_is_an_error_with_what_had_arrived(collect: Collect) -> None:
    with LocalServer() as server:
        server.enqueue(Reply.events(chunks("Paris is nice")).cut(-30, reset=True))
        error = collect(server).failure()
    assert isinstance(error, errors.APIConnectionError)
    assert error.partial.text.startswith("Paris")


def test_the_given_error_is_not_changed_and_the_new_one_is_its_like() -> None:
    cause = ValueError("why")
    error = errors.StreamIncompleteError("cut", http_meta=META, retryable=True)
    error.__cause__ = cause
    failed = chat_collect(given([Ok(chunk_of("a")), Err(error)])).failure()
    assert error.partial is None
    assert type(failed) is type(error)
    assert failed.__cause__ is cause
    assert (failed.message, failed.http_meta, failed.retryable) == ("cut", META, True)
    assert failed.partial == wire.structure(
        {"object": "chat.completion", "choices": [{"index": 0, "message": {"content": "a"}}]},
        ChatResponse,
    )


# --- the stream's end ----------------------------------------------------------------------------------------------


class Watched(list[Ok[ChatStreamingResponseChunk] | Err[Any]]):
    """Results, after which something happens."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__([Ok(chunk_of("a"))])
        self.then = then

    def __iter__(self) -> Any:
        yield from super().__iter__()
        self.then()


def interrupt() -> None:
    raise KeyboardInterrupt


def test_an_interrupt_passes_through_and_the_stream_is_closed() -> None:
    stream = given(Watched(interrupt))
    with pytest.raises(KeyboardInterrupt):
        chat_collect(stream)
    assert list(stream) == []


def test_an_interrupt_passes_through_and_the_stream_is_closed_async() -> None:
    async def run() -> None:
        stream = given_async(Watched(interrupt))
        with pytest.raises(KeyboardInterrupt):
            await chat_collect_async(stream)
        assert [result async for result in stream] == []

    asyncio.run(run())


def test_a_cancelled_collect_drops_the_connection() -> None:
    async def run() -> None:
        async with OpenRouterCore(server_url=server.url) as core:
            stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
            task = asyncio.create_task(chat_collect_async(stream))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(task, 0.2)
            await asyncio.to_thread(server.wait_for_open_connections, 0)

    with LocalServer() as server:
        server.enqueue(Reply.events(chunks("Paris is nice")).stall(-60))
        asyncio.run(run())


@pytest.mark.parametrize("read", [0, 2])
def test_a_stream_that_was_closed_before_its_end_is_no_answer(read: int) -> None:
    with (
        LocalServer(answer="Paris is nice") as server,
        OpenRouterCore(server_url=server.url) as core,
    ):
        stream = chat_send(core, REQUEST, stream=True).unwrap()
        for _ in range(read):
            next(stream)
        stream.close()
        error = chat_collect(stream).failure()
    assert isinstance(error, errors.RequestAbortedError)
    assert error.partial is None


def test_a_stream_that_another_thread_closes_is_no_answer() -> None:
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(Reply.events(chunks("Paris is nice")).stall(-60))
        stream = chat_send(core, REQUEST, stream=True).unwrap()
        timer = threading.Timer(0.2, stream.close)
        timer.start()
        error = chat_collect(stream).failure()
        timer.join()
    assert isinstance(error, errors.RequestAbortedError)
    assert error.partial is not None
    assert error.partial.text.startswith("Paris")


def test_a_stream_that_was_closed_before_its_end_is_no_answer_async() -> None:
    async def run() -> None:
        async with OpenRouterCore(server_url=server.url) as core:
            stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
            await stream.aclose()
            assert isinstance(
                (await chat_collect_async(stream)).failure(), errors.RequestAbortedError
            )

    with LocalServer() as server:
        asyncio.run(run())


@pytest.mark.parametrize("taken", [1, 2, 100])
def test_a_stream_that_chunks_were_taken_from_is_never_a_part_of_a_response(taken: int) -> None:
    with (
        LocalServer(answer="Paris is nice") as server,
        OpenRouterCore(server_url=server.url) as core,
    ):
        stream = chat_send(core, REQUEST, stream=True).unwrap()
        assert list(islice(stream, taken))
        error = chat_collect(stream).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (error.path, error.partial) == ("stream", None)
    assert "collect it instead of iterating it" in str(error)
