"""`collecting` and ``each=``: a stream that is shown while it comes, and kept; over real sockets, sync and async."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from itertools import islice
from typing import Any

import pytest

from openrouter_core import (
    AsyncCollectingStream,
    CollectingStream,
    Err,
    Ok,
    OpenRouterCore,
    collecting,
)
from openrouter_core.funcs.chat_collect import chat_collect, chat_collect_async
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.images_generate import images_generate
from openrouter_core.funcs.interns_chat import interns_chat
from openrouter_core.funcs.interns_create_intern import interns_create_intern
from openrouter_core.funcs.interns_get_intern import interns_get_intern
from openrouter_core.funcs.messages_collect import messages_collect
from openrouter_core.funcs.messages_create import messages_create
from openrouter_core.funcs.request import request
from openrouter_core.funcs.responses_collect import responses_collect
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, error_chunk
from tests.funcs.conftest import Run

MESSAGES = [{"role": "user", "content": "What is the capital of France?"}]
REQUEST = {"messages": MESSAGES}
CHAT = (chat_send, (REQUEST,), "ChatResponse")
RESPONSES = (responses_send, ({"input": "What is the capital of France?"},), "OpenResponsesResult")
ANTHROPIC = (
    messages_create,
    ({"model": "anthropic/claude-sonnet-4.5", "max_tokens": 99, "messages": MESSAGES},),
    "MessagesResult",
)
IMAGES = (images_generate, ({"model": "a/b", "prompt": "A house."},), "ImagesGenerateResponse")
STREAMING = pytest.mark.parametrize(
    ("function", "arguments", "response"),
    [CHAT, RESPONSES, ANTHROPIC, IMAGES],
    ids=["chat", "responses", "messages", "images"],
)
COLLECTED = pytest.mark.parametrize(
    ("function", "arguments", "collect"),
    [
        (CHAT[0], CHAT[1], chat_collect),
        (RESPONSES[0], RESPONSES[1], responses_collect),
        (ANTHROPIC[0], ANTHROPIC[1], messages_collect),
    ],
    ids=["chat", "responses", "messages"],
)

Opened = tuple[Callable[..., Any], tuple[Any, ...]]


def twin(function: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    found: Callable[..., Awaitable[Any]] = getattr(
        sys.modules[function.__module__], f"{function.__name__}_async"
    )
    return found


def keep(
    run: Run,
    core: OpenRouterCore,
    opened: Opened,
    *,
    before: int = 0,
    take: int | None = None,
    meanwhile: int = 0,
    close: bool = True,
) -> tuple[list[Any], Any]:
    """What was shown of a stream, and what was kept of it.

    Arguments:
        before: how many chunks are taken from the stream before it is kept.
        take: how many are shown; None is all.
        meanwhile: how many are taken from the stream itself after that.
        close: whether the stream is closed, and not only left.
    """
    function, arguments = opened
    if not run.asynchronous:
        stream = function(core, *arguments, stream=True).unwrap()
        assert len(list(islice(stream, before))) == before
        kept = collecting(stream)
        assert isinstance(kept, CollectingStream)
        shown = list(islice(kept, take))
        assert len(list(islice(stream, meanwhile))) == meanwhile
        if close:
            kept.close()
        return shown, kept.result()

    async def read() -> tuple[list[Any], Any]:
        stream = (await twin(function)(core, *arguments, stream=True)).unwrap()
        for _ in range(before):
            await anext(stream)
        kept = collecting(stream)
        assert isinstance(kept, AsyncCollectingStream)
        shown: list[Any] = []
        while take is None or len(shown) < take:
            result = await anext(kept, None)
            if result is None:
                break
            shown.append(result)
        for _ in range(meanwhile):
            await anext(stream)
        if close:
            await kept.aclose()
        result = kept.result()
        await stream.aclose()
        return shown, result

    return asyncio.run(read())


def collect_each(
    run: Run, core: OpenRouterCore, opened: Opened, collect: Callable[..., Any], each: Any
) -> Any:
    function, arguments = opened
    if not run.asynchronous:
        return collect(function(core, *arguments, stream=True).unwrap(), each=each)

    async def read() -> Any:
        stream = (await twin(function)(core, *arguments, stream=True)).unwrap()
        return await twin(collect)(stream, each=each)

    return asyncio.run(read())


# --- shown and kept ------------------------------------------------------------------------------------------------


@STREAMING
def test_a_stream_that_was_shown_is_kept_whole(
    run: Run, core: OpenRouterCore, function: Any, arguments: Any, response: str
) -> None:
    shown, result = keep(run, core, (function, arguments))
    made = result.unwrap()
    assert type(made).__name__ == response
    assert shown
    assert all(isinstance(each, Ok) for each in shown)
    assert made.http_meta.status == 200
    assert made.usage is not None


@COLLECTED
def test_each_sees_every_chunk_and_the_response_is_the_same(
    run: Run, core: OpenRouterCore, function: Any, arguments: Any, collect: Any
) -> None:
    seen: list[Any] = []
    made = collect_each(run, core, (function, arguments), collect, seen.append).unwrap()
    shown, kept = keep(run, core, (function, arguments))
    assert [type(each) for each in seen] == [type(each.unwrap()) for each in shown]
    assert type(made) is type(kept.unwrap())
    assert made.http_meta.status == 200


def test_the_texts_that_were_shown_are_the_text_that_was_kept(
    run: Run, core: OpenRouterCore
) -> None:
    shown, result = keep(run, core, CHAT[:2])
    text = "".join(each.unwrap().text for each in shown)
    assert text == result.unwrap().text == "The capital of France is Paris."
    assert result.unwrap().usage == shown[-1].unwrap().usage


def test_an_async_function_is_awaited_for_each_chunk(core: OpenRouterCore) -> None:
    async def read() -> tuple[list[str], Any]:
        seen: list[str] = []

        async def show(chunk: Any) -> None:
            await asyncio.sleep(0)
            seen.append(chunk.text)

        stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
        return seen, await chat_collect_async(stream, each=show)

    seen, result = asyncio.run(read())
    assert "".join(seen) == result.unwrap().text == "The capital of France is Paris."


def test_interns_are_kept_as_a_chat(core: OpenRouterCore) -> None:
    made = interns_create_intern(core, {"name": "Ada", "provision": True}).unwrap()
    while interns_get_intern(core, made.id or "").unwrap().status != "running":
        pass
    with collecting(interns_chat(core, made.id or "", REQUEST).unwrap()) as kept:
        text = "".join(result.unwrap().text for result in kept)
    response = kept.result().unwrap()
    assert (type(response).__name__, response.text) == ("ChatResponse", text)
    assert text


def test_a_stream_of_which_nothing_is_known_is_kept_as_its_events(core: OpenRouterCore) -> None:
    stream = request(core, "POST", "/chat/completions", json=REQUEST, stream=True).unwrap()
    with collecting(stream) as kept:
        shown = [result.unwrap() for result in kept]
    assert kept.result().unwrap().extra == {"events": shown}
    assert shown


def test_json_that_calls_itself_a_stream_is_its_one_event(
    core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json({"a": 1}).with_headers({"Content-Type": "text/event-stream"}))
    with collecting(request(core, "GET", "/a", stream=True).unwrap()) as kept:
        assert list(kept) == [Ok({"a": 1})]
    assert kept.result().unwrap().extra == {"events": [{"a": 1}]}


def test_a_result_that_is_asked_for_twice_is_the_same(core: OpenRouterCore) -> None:
    stream = chat_send(core, REQUEST, stream=True).unwrap()
    with collecting(stream) as kept:
        list(kept)
        assert kept.result() is kept.result()
    assert kept.result().unwrap().text == "The capital of France is Paris."
    assert list(kept) == []


# --- failed, and left ----------------------------------------------------------------------------------------------


def test_an_error_comes_once_and_holds_what_had_arrived(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    events = [
        *chunks("Par", finish_reason=None, usage_counts=None),
        error_chunk(502, "Provider died"),
    ]
    server.enqueue(Reply.events(events))
    shown, result = keep(run, core, CHAT[:2])
    *before, last = shown
    assert all(isinstance(each, Ok) for each in before)
    assert last == result
    error = result.failure()
    assert isinstance(error, errors.BadGatewayResponseError)
    assert error.partial.text == "Par"
    assert error.partial.http_meta == error.http_meta


@pytest.mark.parametrize("close", [True, False])
def test_a_stream_that_is_left_is_an_error_with_what_had_arrived(
    run: Run, core: OpenRouterCore, server: LocalServer, close: bool
) -> None:
    server.enqueue(Reply.events(chunks("one two three four")))
    shown, result = keep(run, core, CHAT[:2], take=2, close=close)
    error = result.failure()
    assert isinstance(error, errors.RequestAbortedError)
    assert error.message == f"the stream was {'closed' if close else 'left'} before its end"
    assert error.partial.text == "".join(each.unwrap().text for each in shown) != ""
    assert error.status_code == 200
    server.wait_for_open_connections(0)


def test_a_stream_that_is_left_at_once_has_no_partial(run: Run, core: OpenRouterCore) -> None:
    shown, result = keep(run, core, CHAT[:2], take=0)
    assert shown == []
    assert isinstance(result.failure(), errors.RequestAbortedError)
    assert result.failure().partial is None


def test_a_result_before_the_end_does_not_end_the_stream(core: OpenRouterCore) -> None:
    with collecting(chat_send(core, REQUEST, stream=True).unwrap()) as kept:
        first = next(kept).unwrap().text
        assert kept.result().failure().partial.text == first
        rest = "".join(result.unwrap().text for result in kept)
    assert kept.result().unwrap().text == first + rest


# --- read elsewhere ------------------------------------------------------------------------------------------------


@STREAMING
@pytest.mark.parametrize("before", [1, 2])
def test_a_stream_that_was_read_before_is_one_error_and_no_part(
    run: Run, core: OpenRouterCore, function: Any, arguments: Any, response: str, before: int
) -> None:
    if response == "ImagesGenerateResponse":
        before = 1
    shown, result = keep(run, core, (function, arguments), before=before, close=False)
    assert shown == [result]
    error = result.failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (error.path, error.partial) == ("stream", None)


@pytest.mark.parametrize("take", [0, 1, 2])
def test_a_stream_that_is_read_meanwhile_is_an_error_and_no_part(
    run: Run, core: OpenRouterCore, server: LocalServer, take: int
) -> None:
    server.enqueue(Reply.events(chunks("one two three four")))
    _, result = keep(run, core, CHAT[:2], take=take, meanwhile=1)
    assert isinstance(result.failure(), errors.SDKValidationError)
    assert result.failure().partial is None


def test_the_error_of_a_stream_that_was_read_meanwhile_has_no_part(
    core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.events(chunks("one two", finish_reason=None), done=False))
    stream = chat_send(core, REQUEST, stream=True).unwrap()
    with collecting(stream) as kept:
        next(stream)
        *_, last = kept
    assert isinstance(last.failure(), errors.StreamIncompleteError)
    assert last.failure().partial is None
    assert kept.result() == last


@COLLECTED
def test_a_stream_that_was_read_to_its_end_is_no_empty_response(
    run: Run, core: OpenRouterCore, function: Any, arguments: Any, collect: Any
) -> None:
    stream = function(core, *arguments, stream=True).unwrap()
    with stream:  # as a reader who then remembers that the whole was wanted
        assert list(stream)
    assert isinstance(collect(stream).failure(), errors.SDKValidationError)


# --- each ----------------------------------------------------------------------------------------------------------


@COLLECTED
def test_what_each_raises_is_the_errors_cause_and_the_stream_is_closed(
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
    function: Any,
    arguments: Any,
    collect: Any,
) -> None:
    seen: list[Any] = []

    def show(chunk: Any) -> None:
        seen.append(chunk)
        if len(seen) == 3:
            raise OSError("nobody reads")

    error = collect_each(run, core, (function, arguments), collect, show).failure()
    assert type(error) is errors.UnexpectedClientError
    assert error.message == "each raised OSError"
    assert isinstance(error.__cause__, OSError)
    assert (len(seen), error.status_code, error.body_sent) == (3, 200, True)
    assert error.partial is not None
    assert error.http_meta == error.partial.http_meta
    server.wait_for_open_connections(0)


def test_the_chunk_that_each_raised_at_is_part_of_what_had_arrived(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.events(chunks("one two three")))
    seen: list[str] = []

    def show(chunk: Any) -> None:
        seen.append(chunk.text)
        if "two" in chunk.text:
            raise ValueError(chunk.text)

    error = collect_each(run, core, CHAT[:2], chat_collect, show).failure()
    assert error.partial.text == "".join(seen) == "one two"


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_in_each_passes_through_and_the_stream_is_closed(
    core: OpenRouterCore, server: LocalServer, kind: type[BaseException]
) -> None:
    def show(chunk: Any) -> None:
        raise kind

    with pytest.raises(kind):
        chat_collect(chat_send(core, REQUEST, stream=True).unwrap(), each=show)
    server.wait_for_open_connections(0)


def test_a_cancellation_in_each_passes_through_and_the_stream_is_closed(
    core: OpenRouterCore, server: LocalServer
) -> None:
    async def read() -> None:
        async def show(chunk: Any) -> None:
            await asyncio.Event().wait()

        stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(chat_collect_async(stream, each=show), 0.05)
        assert stream.closed

    asyncio.run(read())
    server.wait_for_open_connections(0)


def test_an_async_function_for_sync_code_is_an_error(core: OpenRouterCore) -> None:
    async def show(chunk: Any) -> None: ...

    error = chat_collect(chat_send(core, REQUEST, stream=True).unwrap(), each=show).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert error.message == "each is async: use the operation's _async form"


# --- mistakes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "got None"),
        ([], "got a value of type list"),
        (Ok(1), "got an Ok: unwrap it first"),
        (Err(ValueError()), "got an Err: handle it first"),
    ],
)
def test_what_is_no_stream_is_a_type_error(given: Any, message: str) -> None:
    with pytest.raises(TypeError, match="expected an EventStream or an AsyncEventStream") as told:
        collecting(given)
    assert str(told.value).endswith(message)


def test_a_stream_of_another_operation_is_a_type_error(core: OpenRouterCore) -> None:
    stream: Any = responses_send(core, RESPONSES[1][0], stream=True).unwrap()
    with stream, pytest.raises(TypeError) as told:
        chat_collect(stream)
    assert str(told.value) == (
        "chat_collect: expected a stream of the parts of ChatResponse; got one of OpenResponsesResult: use collecting"
    )


def test_each_of_both_streams_has_loops_of_its_own(core: OpenRouterCore) -> None:
    with collecting(chat_send(core, REQUEST, stream=True).unwrap()) as kept:
        assert not hasattr(kept, "__aiter__")
        with pytest.raises(TypeError, match="got a value of type CollectingStream"):
            chat_collect(kept)  # type: ignore[arg-type]  # the mistake itself
