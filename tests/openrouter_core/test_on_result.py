"""`Hooks.on_result`: one event for each call, whatever its operation and however it ends."""

from __future__ import annotations

import asyncio
import gc
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from openrouter_core import (
    Err,
    Hooks,
    Ok,
    OpenRouterCore,
    RequestOptions,
    ResultEvent,
    RetryConfig,
)
from openrouter_core.budget import Budget
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.images_generate import images_generate
from openrouter_core.funcs.messages_create import messages_create
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.request import request as any_request
from openrouter_core.funcs.rerank_rerank import rerank_rerank
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.funcs.stt_create_transcription import stt_create_transcription
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from openrouter_core.models import (
    ChatGenerationParams,
    ChatResponse,
    ChatUsage,
    UserMessage,
    errors,
)
from openrouter_core.testing import (
    LocalServer,
    Reply,
    chunks,
    completion,
    error_chunk,
    message_events,
    response_events,
)
from tests.funcs.conftest import Run, Time

MESSAGES = [{"role": "user", "content": "Hello"}]
CHAT = {"model": "a/b", "messages": MESSAGES}
MESSAGE = {"model": "a/b", "messages": MESSAGES, "max_tokens": 9}
INPUT = {"model": "a/b", "input": "Hello"}


class Told(list[ResultEvent]):
    """A hook that keeps what it is told."""

    def __call__(self, event: ResultEvent) -> None:
        self.append(event)

    @property
    def only(self) -> ResultEvent:
        [event] = self
        return event

    def wait(self) -> ResultEvent:
        """The one event, which may come from elsewhere."""
        until = time.monotonic() + 10
        while not self and time.monotonic() < until:
            time.sleep(0.001)
        return self.only


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Run:
    return Run(request.param)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def core(server: LocalServer, told: Told) -> Iterator[OpenRouterCore]:
    with OpenRouterCore("a-key", server_url=server.url, hooks=Hooks(on_result=told)) as core:
        yield core


# ---------------------------------------------------------------- what a whole response says

SAID = {
    "prompt_tokens": 9,
    "completion_tokens": 4,
    "total_tokens": 13,
    "cost": 0.25,
    "is_byok": False,
}
OWN_KEY = {**SAID, "cost": 0.01, "is_byok": True, "cost_details": {"upstream_inference_cost": 0.5}}


@pytest.mark.parametrize(
    ("function", "request_", "body", "expected"),
    [
        (
            chat_send,
            CHAT,
            {**completion("Hi", model="a/b-2"), "usage": SAID},
            ("a/b-2", 9, 4, 0.25, ("stop",)),
        ),
        (
            chat_send,
            CHAT,
            {**completion("Hi", model="a/b"), "usage": OWN_KEY},
            ("a/b", 9, 4, 0.51, ("stop",)),
        ),
        (
            chat_send,
            CHAT,
            {
                "choices": [
                    {"index": 1, "finish_reason": "length", "message": {"content": "b"}},
                    {"index": 0, "finish_reason": "stop", "message": {"content": "a"}},
                ]
            },
            (None, None, None, None, ("stop", "length")),
        ),
        (
            messages_create,
            MESSAGE,
            {
                "type": "message",
                "model": "a/b",
                "stop_reason": "end_turn",
                "content": [],
                "usage": {
                    "input_tokens": 5,
                    "cache_read_input_tokens": 100,
                    "cache_creation_input_tokens": 10,
                    "output_tokens": 2,
                    "cost": 0.5,
                },
            },
            ("a/b", 115, 2, 0.5, ("end_turn",)),
        ),
        (
            responses_send,
            INPUT,
            {
                "object": "response",
                "model": "a/b",
                "status": "incomplete",
                "incomplete_details": {"reason": "max_output_tokens"},
                "output": [],
                "usage": {"input_tokens": 5, "output_tokens": 2, "cost": 0.5},
            },
            ("a/b", 5, 2, 0.5, ("max_output_tokens",)),
        ),
        (
            embeddings_generate,
            INPUT,
            {
                "model": "b",
                "data": [{"index": 0, "embedding": [0.5]}],
                "usage": {"prompt_tokens": 2, "total_tokens": 2, "cost": 1e-7},
            },
            ("b", 2, None, 1e-7, ()),
        ),
        (
            rerank_rerank,
            {"model": "a/b", "query": "q", "documents": ["d"]},
            {
                "model": "b",
                "results": [{"index": 0, "relevance_score": 1}],
                "usage": {"search_units": 1, "cost": 0.001},
            },
            ("b", None, None, 0.001, ()),
        ),
        (
            images_generate,
            {"model": "a/b", "prompt": "A cat"},
            {"data": [{"b64_json": "AA=="}], "usage": SAID},
            (None, 9, 4, 0.25, ()),
        ),
        (
            stt_create_transcription,
            {"model": "a/b", "input_audio": {"data": "AA==", "format": "wav"}},
            {"text": "Hi", "usage": {"seconds": 1, "cost": 0.25, "input_tokens": 9}},
            (None, 9, None, 0.25, ()),
        ),
        (
            tts_create_speech,
            {"model": "a/b", "input": "Hi", "voice": "x"},
            b"\0" * 8,
            (None, None, None, None, ()),
        ),
        # what does not fit its field, or is nothing that can be counted
        (
            chat_send,
            CHAT,
            {"model": 5, "choices": [], "usage": {"prompt_tokens": "9", "cost": "0.1"}},
            (None, None, None, None, ()),
        ),
        (chat_send, CHAT, {"choices": [], "usage": "much"}, (None, None, None, None, ())),
        (
            chat_send,
            CHAT,
            b'{"choices": [], "usage": {"cost": 1e999}}',
            (None, None, None, float("inf"), ()),
        ),
    ],
)
def test_a_whole_response(
    run: Run,
    server: LocalServer,
    told: Told,
    core: OpenRouterCore,
    function: Callable[..., Any],
    request_: Any,
    body: Any,
    expected: tuple[Any, ...],
) -> None:
    kind = "audio/pcm" if function is tts_create_speech else "application/json"
    server.enqueue(Reply(200, {"Content-Type": kind, "X-Generation-Id": "gen-1"}, body))
    result = run(function, core, request_)
    event = told.only
    said = (event.model, event.input_tokens, event.output_tokens, event.cost, event.finish_reasons)
    assert said == (*expected[:3], pytest.approx(expected[3]) if expected[3] else None, expected[4])
    assert event.response is result.unwrap()
    assert event.operation == function.__name__
    assert (event.model_asked, event.stream, event.attempts) == ("a/b", False, 1)
    assert (event.error, event.complete, event.time_to_first_chunk) == (None, True, None)
    assert event.http_meta is not None
    assert event.http_meta.generation_id == "gen-1"
    assert event.request is not None
    assert json.loads(event.request.content or b"")["model"] == "a/b"
    assert 0 < event.elapsed < 60


@pytest.mark.parametrize(
    ("request_", "options", "model"),
    [
        (CHAT, None, "a/b"),
        (ChatGenerationParams(model="a/b", messages=[UserMessage("Hi")]), None, "a/b"),
        ({"messages": MESSAGES}, None, None),
        ({"messages": MESSAGES, "model": None}, None, None),
        (CHAT, RequestOptions(extra_body={"model": "c/d"}), "c/d"),
        ({"messages": [], "model": "a/b"}, None, "a/b"),
        ({"messages": MESSAGES, "model": 5}, None, None),
        ("no request", None, None),
    ],
)
def test_the_model_that_was_asked(
    run: Run, told: Told, core: OpenRouterCore, request_: Any, options: Any, model: str | None
) -> None:
    run(chat_send, core, request_, options=options)
    assert told.only.model_asked == model


def test_any_request_says_as_much(run: Run, told: Told, core: OpenRouterCore) -> None:
    run(any_request, core, "POST", "/chat/completions", json=CHAT).unwrap()
    event = told.only
    assert (event.operation, event.model_asked, event.model) == ("request", "a/b", "a/b")
    assert event.cost is not None
    told.clear()
    run(any_request, core, "FETCH", "/chat/completions", json=CHAT).failure()
    assert (told.only.operation, type(told.only.error)) == ("request", errors.SDKValidationError)
    told.clear()
    run(models_list, core).unwrap()
    assert (told.only.operation, told.only.usage, told.only.model_asked) == (
        "models_list",
        None,
        None,
    )


# ---------------------------------------------------------------- streams, to their end

STREAMS = [
    (chat_send, CHAT, Reply.events(chunks("Hi you", model="a/b")), ("stop",)),
    (
        messages_create,
        MESSAGE,
        Reply.events(message_events("Hi you", model="a/b"), done=False),
        ("end_turn",),
    ),
    (
        responses_send,
        INPUT,
        Reply.events(response_events("Hi you", model="a/b"), done=False),
        ("completed",),
    ),
    # a whole response, although a stream was asked for
    (chat_send, CHAT, Reply.json(completion("Hi you", model="a/b")), ("stop",)),
]


async def take(stream: Any, count: int | None = None) -> list[Any]:
    """So many results of a stream, sync or async; None is all."""
    taken: list[Any] = []
    while count is None or len(taken) < count:
        try:
            taken.append(await anext(stream) if hasattr(stream, "__anext__") else next(stream))
        except (StopIteration, StopAsyncIteration):
            break
    return taken


async def open_stream(asynchronous: bool, core: OpenRouterCore, request: Any = CHAT) -> Any:
    if asynchronous:
        return (await chat_send_async(core, request, stream=True)).unwrap()
    return chat_send(core, request, stream=True).unwrap()


@pytest.mark.parametrize("collect", [False, True])
@pytest.mark.parametrize(("function", "request_", "reply", "reasons"), STREAMS)
def test_a_stream_that_is_read_to_its_end(
    run: Run,
    server: LocalServer,
    told: Told,
    function: Callable[..., Any],
    request_: Any,
    reply: Reply,
    reasons: tuple[str, ...],
    collect: bool,
) -> None:
    server.enqueue(reply)
    core = OpenRouterCore(
        "a-key", server_url=server.url, hooks=Hooks(on_result=told, collect_streams=collect)
    )

    async def main() -> None:
        if run.asynchronous:
            twin = getattr(sys.modules[function.__module__], f"{function.__name__}_async")
            given = await twin(core, request_, stream=True)
        else:
            given = function(core, request_, stream=True)
        results = await take(given.unwrap())
        assert all(isinstance(result, Ok) for result in results)

    asyncio.run(main())
    event = told.only
    assert event.finish_reasons == reasons
    assert (event.model, event.model_asked, event.complete) == ("a/b", "a/b", True)
    assert 0 < (event.cost or 0) < 1
    assert (event.input_tokens or 0) > 0
    assert (event.output_tokens or 0) > 0
    assert event.time_to_first_chunk is not None
    assert 0 < event.time_to_first_chunk <= event.elapsed
    if collect:
        response = event.response
        assert getattr(response, "output_text", response.text) == "Hi you"
        assert event.response.http_meta is not None
    else:
        assert event.response is None


def test_time_is_the_clocks(server: LocalServer, told: Told) -> None:
    clock = Time()
    hooks = Hooks(on_result=told)
    core = with_clock(OpenRouterCore("k", server_url=server.url, hooks=hooks), clock.clock)
    clock.waits.append(100.0)
    stream = chat_send(core, CHAT, stream=True).unwrap()
    clock.waits.append(2.0)
    next(stream)
    clock.waits.append(5.0)
    stream.close()
    assert (told.only.time_to_first_chunk, told.only.elapsed) == (2.0, 7.0)


# ---------------------------------------------------------------- streams that end otherwise

Ending = Callable[[Any, bool], Any]


async def close_early(stream: Any, asynchronous: bool) -> None:
    await take(stream, 1)
    await stream.aclose() if asynchronous else stream.close()


async def close_unread(stream: Any, asynchronous: bool) -> None:
    await stream.aclose() if asynchronous else stream.close()


async def close_twice(stream: Any, asynchronous: bool) -> None:
    await close_early(stream, asynchronous)
    await close_early(stream, asynchronous)


async def leave_with(stream: Any, asynchronous: bool) -> None:
    if asynchronous:
        async with stream:
            await anext(stream)
    else:
        with stream:
            next(stream)


async def drop_early(stream: Any, asynchronous: bool) -> None:
    await take(stream, 1)


async def drop_unread(stream: Any, asynchronous: bool) -> None:
    pass


async def drop_in_a_circle(stream: Any, asynchronous: bool) -> None:
    await take(stream, 1)
    circle: list[Any] = [stream]
    circle.append(circle)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    "end",
    [
        close_early,
        close_unread,
        close_twice,
        leave_with,
        drop_early,
        drop_unread,
        drop_in_a_circle,
    ],
)
def test_a_stream_that_is_left(
    server: LocalServer, told: Told, core: OpenRouterCore, end: Ending, asynchronous: bool
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there", model="a/b")).stall(420, of="body"))

    async def main() -> None:
        await end(await open_stream(asynchronous, core), asynchronous)
        gc.collect()
        while not told and asynchronous:
            await asyncio.sleep(0.001)
        chat_send(core, CHAT).unwrap()  # gives back the connections of what was dropped

    asyncio.run(asyncio.wait_for(main(), 20))
    core.close()
    gc.collect()
    event, other = told
    assert (event.error, event.complete, event.cost, event.response) == (None, False, None, None)
    assert (event.stream, other.stream) == (True, False)
    unread = end in (close_unread, drop_unread)
    assert (event.time_to_first_chunk is None) == unread
    assert (event.model is None) == unread


async def cut(server: LocalServer) -> type[Exception]:
    server.enqueue(
        Reply.events(chunks("Hi you", finish_reason=None, usage_counts=None), done=False)
    )
    return errors.StreamIncompleteError


async def error_in_it(server: LocalServer) -> type[Exception]:
    server.enqueue(Reply.events([*chunks("Hi", usage_counts=None)[:2], error_chunk(502, "Broken")]))
    return errors.BadGatewayResponseError


async def reset(server: LocalServer) -> type[Exception]:
    server.enqueue(Reply.events(chunks("Hi you there")).cut(300, of="body", reset=True))
    return errors.APIConnectionError


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("failing", [cut, error_in_it, reset])
def test_a_stream_that_fails(
    server: LocalServer, told: Told, core: OpenRouterCore, failing: Any, asynchronous: bool
) -> None:
    async def main() -> tuple[type, Any]:
        expected = await failing(server)
        stream = await open_stream(asynchronous, core)
        results = await take(stream)
        await close_early(stream, asynchronous)
        return expected, results[-1]

    expected, last = asyncio.run(main())
    core.close()
    assert isinstance(last, Err)
    assert type(last.failure()) is expected
    assert told.only.error is last.failure()
    assert (told.only.complete, told.only.stream) == (False, True)
    if failing is not reset:  # which may take what was sent before it along
        assert told.only.time_to_first_chunk is not None


def test_a_read_that_is_cancelled_ends_the_stream_once(
    server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))

    async def main() -> None:
        stream = (await chat_send_async(core, CHAT, stream=True)).unwrap()
        task = asyncio.create_task(take(stream))
        while not stream.given:
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (told.only.error, told.only.complete) == (None, False)
        [aborted] = await take(stream)  # the stream itself says that something is lost
        assert isinstance(aborted.failure(), errors.RequestAbortedError)
        await stream.aclose()

    asyncio.run(main())
    assert told.only.stream


def test_closing_from_another_thread_tells_once(
    server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    stream = chat_send(core, CHAT, stream=True).unwrap()
    threading.Timer(0.05, stream.close).start()
    results = list(stream)
    assert isinstance(results[-1].failure(), errors.RequestAbortedError)
    assert told.only.error is results[-1].failure()


def test_a_closed_core_ends_its_streams_in_an_error(
    server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    stream = chat_send(core, CHAT, stream=True).unwrap()
    core.close()
    assert type(list(stream)[-1].failure()) is errors.RequestAbortedError
    assert type(told.only.error) is errors.RequestAbortedError


def test_a_loop_that_ends_tells_of_its_streams(
    server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    kept: list[Any] = []

    async def main() -> None:
        kept.append(await open_stream(True, core))
        await take(kept[0], 1)

    asyncio.run(main())
    assert (told.only.error, told.only.complete) == (None, False)
    kept.clear()
    gc.collect()
    assert len(told) == 1


def test_a_loop_that_ends_calls_the_hooks_that_are_not_async(server: LocalServer) -> None:
    told = Told()

    async def never(event: ResultEvent) -> None:
        await asyncio.sleep(3600)

    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    core = OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_result=[never, told]))

    async def main() -> None:
        stream = await open_stream(True, core)
        del stream

    asyncio.run(main())
    gc.collect()
    assert not told.only.complete


def test_an_unread_stream_of_a_loop_that_is_gone_is_told_by_a_thread(
    server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    kept: list[Any] = []

    async def main() -> None:
        kept.append(await open_stream(True, core))

    asyncio.run(main())
    kept.clear()
    gc.collect()
    assert not told.wait().complete


PROGRAM = """
import sys
from openrouter_core import Hooks, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
def told(event):
    print(event.operation, event.complete, event.error, flush=True)
core = OpenRouterCore(server_url=sys.argv[1], hooks=Hooks(on_result=told))
stream = chat_send(core, {"messages": [{"role": "user", "content": "Hi"}]}, stream=True).unwrap()
next(stream)
"""


def test_a_program_that_ends_tells_of_the_stream_that_it_left(server: LocalServer) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, server.url], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("chat_send False None\n", "")


def test_the_collector_does_not_hang_on_a_lock_that_a_hook_wants(server: LocalServer) -> None:
    lock = threading.Lock()
    told = Told()

    def locked(event: ResultEvent) -> None:
        with lock:
            told(event)

    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    with OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_result=locked)) as core:
        stream = chat_send(core, CHAT, stream=True).unwrap()
        next(stream)
        with lock:
            del stream
            gc.collect()
            assert told == []
        told.wait()


# ---------------------------------------------------------------- calls that fail


@pytest.mark.parametrize(
    ("request_", "replies", "cls", "attempts"),
    [
        ({"messages": []}, [], errors.SDKValidationError, 0),
        (CHAT, [Reply.error(400)], errors.BadRequestResponseError, 1),
        (
            CHAT,
            [Reply.error(429, headers={"retry-after-ms": "1"}), Reply.error(400)],
            errors.BadRequestResponseError,
            2,
        ),
        (
            CHAT,
            [Reply.json({"error": {"code": 502, "message": "No"}})] * 9,
            errors.BadGatewayResponseError,
            3,
        ),
        (CHAT, [Reply(200, {}, "no JSON")], errors.ResponseValidationError, 1),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_call_that_fails(
    run: Run,
    server: LocalServer,
    told: Told,
    core: OpenRouterCore,
    request_: Any,
    replies: list[Reply],
    cls: type,
    attempts: int,
    stream: bool,
) -> None:
    for reply in replies:
        server.enqueue(reply)
    fast = with_clock(core.with_options(), Time().clock)

    async def main() -> Any:
        result: Any = (chat_send_async if run.asynchronous else chat_send)(
            fast, request_, stream=stream
        )
        result = await result if run.asynchronous else result
        if isinstance(result, Ok):  # a stream that fails with its first result
            [result] = await take(result.unwrap())
        return result.failure()

    error = asyncio.run(main())
    event = told.only
    assert event.http_meta is error.http_meta
    assert event.error is error
    assert (event.complete, event.response, event.stream) == (False, None, stream)
    assert type(error) is cls
    assert event.attempts == attempts


def test_retries_are_one_call(
    run: Run, server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(503, headers={"retry-after-ms": "1"}))
    server.enqueue(Reply.json(completion("Hi")))
    run(chat_send, core, CHAT).unwrap()
    assert (told.only.attempts, told.only.error) == (2, None)


def test_a_call_that_is_cancelled_is_told_once(
    server: LocalServer, told: Told, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json(completion("Hi")).delayed(30))

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await chat_send_async(core, CHAT)

    asyncio.run(main())
    event = told.only
    assert (event.error, event.complete, event.attempts) == (None, False, 1)


def test_a_call_that_is_interrupted_is_told_once(server: LocalServer, told: Told) -> None:
    def interrupt(event: object) -> None:
        raise KeyboardInterrupt

    hooks = Hooks(after_response=interrupt, on_result=told)
    core = OpenRouterCore("k", server_url=server.url, hooks=hooks)
    with core, pytest.raises(KeyboardInterrupt):
        chat_send(core, CHAT)
    assert (told.only.error, told.only.complete) == (None, False)


# ---------------------------------------------------------------- the hooks themselves


@pytest.mark.parametrize("stream", [False, True])
def test_what_a_hook_raises_never_reaches_the_caller(
    run: Run, server: LocalServer, told: Told, stream: bool
) -> None:
    def broken(event: ResultEvent) -> None:
        raise RuntimeError("broken")

    core = OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_result=[broken, told]))

    async def main() -> None:
        if not stream:
            in_loop = chat_send_async if run.asynchronous else chat_send
            result: Any = in_loop(core, CHAT)
            result = await result if run.asynchronous else result
            assert isinstance(result, Ok)
        else:
            results = await take(await open_stream(run.asynchronous, core))
            assert all(isinstance(result, Ok) for result in results)

    asyncio.run(main())
    assert told.only.complete


@pytest.mark.parametrize("stream", [False, True])
def test_an_interrupt_passes_through(server: LocalServer, stream: bool) -> None:
    def interrupt(event: ResultEvent) -> None:
        raise KeyboardInterrupt

    def call(core: OpenRouterCore) -> None:
        if stream:
            list(chat_send(core, CHAT, stream=True).unwrap())
        else:
            chat_send(core, CHAT)

    core = OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_result=interrupt))
    with core, pytest.raises(KeyboardInterrupt):
        call(core)


@pytest.mark.parametrize("end", [None, close_early, drop_early, drop_unread])
def test_async_hooks_are_awaited_in_async_code(server: LocalServer, end: Ending | None) -> None:
    told = Told()

    async def slow(event: ResultEvent) -> None:
        await asyncio.sleep(0)
        told.append(event)

    core = OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_result=slow))

    async def main() -> None:
        if end is None:
            await chat_send_async(core, CHAT)
        else:
            await end(await open_stream(True, core), True)
        gc.collect()
        while not told:
            await asyncio.sleep(0.001)
        await core.aclose()

    asyncio.run(asyncio.wait_for(main(), 20))
    assert told.only.operation == "chat_send"


def test_the_request_is_the_one_that_hooks_saw_first(
    run: Run, server: LocalServer, told: Told
) -> None:
    seen: list[Any] = []
    hooks = Hooks(before_request=lambda request: seen.append(request), on_result=told)
    server.enqueue(Reply.error(503, headers={"retry-after-ms": "1"}))
    server.enqueue(Reply.json(completion("Hi")))
    run(chat_send, OpenRouterCore("k", server_url=server.url, hooks=hooks), CHAT)
    assert [told.only.request is each for each in seen] == [True, True]


def test_without_a_hook_nothing_is_computed(
    run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openrouter_core._io import outcome
    from openrouter_core._protocol import figures

    def never(*_: object, **__: object) -> Any:
        raise AssertionError("computed without a hook")

    monkeypatch.setattr(outcome.Outcome, "__init__", never)
    monkeypatch.setattr(figures.Figures, "__init__", never)
    monkeypatch.setattr(figures, "asked_model", never)
    core = OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_error=never, on_retry=never))

    async def main() -> None:
        result: Any = chat_send(core, CHAT)
        if run.asynchronous:
            result = await chat_send_async(core, CHAT)
        assert isinstance(result, Ok)
        results = await take(await open_stream(run.asynchronous, core))
        assert all(isinstance(each, Ok) for each in results)

    asyncio.run(main())


def test_with_a_hook_nothing_is_structured_twice(
    server: LocalServer, told: Told, core: OpenRouterCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openrouter_core import wire

    list(chat_send(core, CHAT, stream=True).unwrap())
    told.clear()
    calls: list[object] = []
    structure = wire.structure

    def counting(data: Any, cls: Any) -> Any:
        calls.append(cls)
        return structure(data, cls)

    monkeypatch.setattr(wire, "structure", counting)
    list(chat_send(core, CHAT, stream=True).unwrap())
    assert calls == [ChatGenerationParams]
    chat_send(core, CHAT).unwrap()
    assert calls == [ChatGenerationParams, ChatGenerationParams, ChatResponse]
    assert [type(event.usage) for event in told] == [ChatUsage, ChatUsage]


# ---------------------------------------------------------------- whatever happens


def some_reply(chance: random.Random) -> Reply:
    stream = Reply.events(chunks("Hi you there now"))
    place = chance.randrange(1, 900)
    return chance.choice(
        [
            stream,
            stream.stall(place, of="body"),
            stream.cut(place, of="body", reset=True),
            Reply.json(completion("Hi")).delayed(0.01),
            Reply.error(500),
        ]
    )


async def some_call(core: OpenRouterCore, seed: int) -> None:
    chance = random.Random(seed)
    with suppress(TimeoutError):
        async with asyncio.timeout(chance.choice([0.02, 0.2, 1])):
            result = await chat_send_async(core, CHAT, stream=True)
            if isinstance(result, Err) or chance.random() < 0.2:
                return
            stream = result.unwrap()
            async for _ in stream:
                if chance.random() < 0.1:
                    break
            if chance.random() < 0.5:
                await stream.aclose()


def some_call_in_a_thread(core: OpenRouterCore, seed: int) -> None:
    chance = random.Random(seed)
    result = chat_send(core, CHAT, stream=True)
    if isinstance(result, Err) or chance.random() < 0.2:
        return
    stream = result.unwrap()
    closing = threading.Timer(chance.choice([0.0, 0.02, 0.1]), stream.close)
    closing.start()
    for _ in stream:
        if chance.random() < 0.1:
            break
    closing.join()


@pytest.mark.parametrize("asynchronous", [False, True], ids=["threads", "tasks"])
def test_each_call_is_told_once_and_nothing_stays_reserved(
    server: LocalServer, told: Told, asynchronous: bool
) -> None:
    count, chance = 80, random.Random(7)
    server.enqueue(*[some_reply(chance) for _ in range(count)])
    budget = Budget(1000, estimate=1)
    core = OpenRouterCore(
        "k",
        server_url=server.url,
        hooks=Hooks(on_result=told, collect_streams=True),
        budget=budget,
        retry_config=RetryConfig("none"),
    )

    async def main() -> None:
        await asyncio.gather(*[some_call(core, seed) for seed in range(count)])
        gc.collect()
        while len(told) < count:
            await asyncio.sleep(0.001)
        await core.aclose()

    if asynchronous:
        asyncio.run(asyncio.wait_for(main(), 60))
    else:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda seed: some_call_in_a_thread(core, seed), range(count)))
    core.close()
    gc.collect()
    assert len(told) == count
    assert budget.reserved == 0
    assert 0 < budget.spent <= count


@pytest.mark.parametrize(
    ("hooks", "message"),
    [
        (5, "Hooks.on_result: expected a function or several; got 5"),
        ([5], "Hooks.on_result: expected a function or several; got 5"),
        ("log", "Hooks.on_result: expected a function or several; got 'l'"),
    ],
)
def test_what_is_no_hook_is_a_type_error(hooks: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Hooks(on_result=hooks)
