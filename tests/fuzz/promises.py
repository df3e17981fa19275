"""What is promised of every answer, as checks that raise `Broken`.

`check_middle` gives an answer to the pure middle (`Call.answer`, `EventReader`, the retry decision), without an HTTP
client: about ten times as fast as `check_calls`, which goes through `chat_send` and `chat_send_async` with an httpx
client whose transport is the answer.
"""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, TypeAlias

import httpx

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core._io.attempt import Attempt, first_attempt
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import OPERATION, chat_send, chat_send_async
from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk, HttpMeta
from openrouter_core.models.errors import APIError, OpenRouterError, SDKValidationError
from openrouter_core.wire import unstructure
from tests.fuzz.answers import KEY, Answer

REQUEST: Final = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
Results: TypeAlias = "list[Ok[Any] | Err[Any]]"


class Broken(AssertionError):
    """A promise that was not kept."""


def promise(kept: bool, what: str, *shown: object) -> None:
    if not kept:
        raise Broken(": ".join((what, *(repr(each)[:500] for each in shown))))


# --- results -------------------------------------------------------------------------------------------------------


def check_error(error: object, status: int | None = None) -> None:
    """An `Err` holds an error of a leaf class that can be shown, and that shows no key."""
    if not isinstance(error, OpenRouterError) or type(error).__subclasses__():
        raise Broken(f"an Err holds a {type(error).__name__}")
    said = (str(error), repr(error), error.message, error.body or "")
    promise(all(isinstance(text, str) for text in said), "an error cannot be shown", said)
    promise(not any(KEY in text for text in said), "an error shows the key", said)
    promise("\n" not in said[0], "an error's line is several", said[0])
    if status is not None and status >= 300:
        promise(isinstance(error, APIError), "a bad status is an API error", status, error)
    wait = error.retry_after
    promise(wait is None or 0 <= wait < math.inf, "a wait makes no sense", wait)


def check_value(value: object, cls: type[Any], status: int) -> None:
    """An `Ok` holds a model of a success, which can be written down again."""
    promise(type(value) is cls, "an Ok holds something else", value)
    assert isinstance(value, ChatResponse | ChatStreamingResponseChunk)
    promise(200 <= status < 300, "a bad status was taken for an answer", status)
    promise(isinstance(value.text, str) and isinstance(value.choices, list | tuple), "no text")
    try:
        plain = unstructure(value)
    except SDKValidationError as error:
        promise("deeply" in error.message, "an answer cannot be written", error)
    else:
        promise(isinstance(plain, dict), "an answer is no object", plain)


def check_whole(result: object, body: bytes | None, status: int) -> None:
    """One result; `body` is what it was made of, where that is known."""
    match result:
        case Ok(value):
            check_value(value, ChatResponse, status)
            if body is not None:
                data = parsed(body)
                promise(data is None or not says_error(data), "an error was taken for an answer")
        case Err(error):
            check_error(error, status)
        case _:
            raise Broken(f"neither Ok nor Err: {result!r}")


def check_stream(results: Results, body: bytes | None, status: int) -> None:
    """`Ok`s, then at most one `Err`; without one, the answer was finished."""
    for result in results[:-1]:
        promise(isinstance(result, Ok), "an Err is not the last result", result)
    for result in results:
        match result:
            case Ok(chunk):
                check_value(chunk, ChatStreamingResponseChunk, status)
            case Err(error):
                check_error(error)
    if body is not None and not (results and isinstance(results[-1], Err)):
        is_json = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
        finished = b"[DONE]" in body or b"finish_reason" in body or is_json
        promise(finished or b"\\u" in body, "a truncated stream was taken for an answer")


def parsed(body: bytes) -> dict[str, Any] | None:
    """A body as the standard library reads it; None where it does not, or it is no object."""
    try:
        data = json.loads(body.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def says_error(data: dict[str, Any]) -> bool:
    choices = data.get("choices")
    return bool(data.get("error")) or any(
        isinstance(choice, dict)
        and (bool(choice.get("error")) or choice.get("finish_reason") == "error")
        for choice in (choices if isinstance(choices, list) else ())
    )


# --- the pure middle -----------------------------------------------------------------------------------------------


def _attempt(*, stream: bool) -> Attempt:
    """The first attempt of a call whose key was sent."""
    core = OpenRouterCore(api_key=KEY, server_url="https://fuzz.invalid")
    settings = core.settings(None, stream=stream)
    attempt = first_attempt(
        OPERATION, settings, REQUEST, stream=stream, path=None, sink=None, wait=None
    )
    attempt.key_for(attempt.call.prepared, attempt.call.key)
    return attempt


_WHOLE: Final = _attempt(stream=False)
_STREAMED: Final = _attempt(stream=True)


def _meta(attempt: Attempt, answer: Answer) -> HttpMeta:
    """What HTTP said."""
    attempt.record_headers(
        answer.status,
        [(name.encode(), value.encode("utf-8")) for name, value in answer.headers],
    )
    return attempt.meta()


def _answered(attempt: Attempt, body: bytes, meta: HttpMeta) -> Ok[Any] | Err[Any]:
    try:
        with attempt.begin_body(meta.status, meta.headers) as received:
            received.write(body)
        answer = attempt.response(received, meta)
    except OpenRouterError as error:
        failed = attempt.failure(error)
        wait = attempt.call.decide(failed, attempt=1, elapsed=0.0, jitter=1.0).wait
        promise(wait is None or wait >= 0, "a wait is negative", wait)
        return Err(failed)
    return answer if isinstance(answer, Ok) else Ok(answer)


def _read(meta: HttpMeta, pieces: tuple[bytes, ...]) -> Results:
    reader = _STREAMED.reader(meta)
    results: Results = []
    for piece in pieces:
        results += reader.feed(piece)
        if reader.finished:
            break
    else:
        results += reader.end()
    promise(reader.finished, "a stream has ended, and its reader waits for more")
    failed = bool(results) and isinstance(results[-1], Err)
    promise(reader.failed == failed, "a reader failed without an Err, or the other way round")
    for result in results:
        if isinstance(result, Err):
            _STREAMED.failure(result.failure())
    return results


def _outline(results: Results) -> list[tuple[object, ...]]:
    """What two readings of one body must have in common: all but what is kept of the blank before a body's text."""
    outline: list[tuple[object, ...]] = []
    for result in results:
        match result:
            case Ok(chunk):
                outline.append((type(chunk), chunk.text, chunk.id))
            case Err(error):
                text = (error.body or "").lstrip().lstrip("\ufeff").lstrip()
                outline.append((type(error), error.message, text[:1000]))
    return outline


def check_middle(answer: Answer) -> None:
    """What an answer means, whole and as a stream, however it is cut."""
    body = answer.body
    check_whole(_answered(_WHOLE, body, _meta(_WHOLE, answer)), body, answer.status)
    meta = _meta(_STREAMED, answer)
    result = _answered(_STREAMED, body, meta)
    if isinstance(result, Ok):
        check_value(result.unwrap(), ChatStreamingResponseChunk, answer.status)
    else:
        check_error(result.failure(), answer.status)
    if 200 <= answer.status < 300:
        results = _read(meta, answer.pieces)
        check_stream(results, body, answer.status)
        if len(answer.pieces) > 1:
            promise(
                _outline(results) == _outline(_read(meta, (body,))),
                "results depend on how the bytes are cut",
            )


# --- the functions -------------------------------------------------------------------------------------------------


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """An answer's body, for either kind of client."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.pieces
        if self._answer.ending is not None:
            raise _exception(self._answer.ending)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def _exception(name: str) -> Exception:
    cls = getattr(httpx, name, None)
    if cls is None:
        cls = {"OSError": OSError, "RuntimeError": RuntimeError}[name]
    made: Exception = cls(f"the connection broke; Bearer {KEY} was sent")
    return made


class Callers:
    """One core with clients that get the answer at hand, and that waits for nothing."""

    def __init__(self) -> None:
        self._waits: list[float] = []
        self._answer = Answer(200, (), ())
        self._loop = asyncio.new_event_loop()
        self._client = httpx.Client(transport=httpx.MockTransport(self._respond))
        self._async_client = httpx.AsyncClient(transport=httpx.MockTransport(self._respond))
        self._core = with_clock(
            OpenRouterCore(
                api_key=KEY,
                server_url="https://fuzz.invalid",
                http_client=self._client,
                async_http_client=self._async_client,
            ),
            Clock(
                random=lambda: 1.0,
                sleep=lambda seconds, aborted: self._waits.append(seconds),
                sleep_async=self._sleep,
            ),
        )

    def _respond(self, request: httpx.Request) -> httpx.Response:
        headers = [(name.encode(), value.encode("utf-8")) for name, value in self._answer.headers]
        return httpx.Response(self._answer.status, headers=headers, stream=_Body(self._answer))

    async def _sleep(self, seconds: float) -> None:
        self._waits.append(seconds)

    def check(self, answer: Answer, *, asynchronous: bool, streamed: bool) -> None:
        """One call that gets this answer, also when it is sent again."""
        self._answer = answer
        self._waits.clear()
        plain = answer.ending is None and not any(
            name == "Content-Encoding" for name, _ in answer.headers
        )
        body = answer.body if plain else None
        result = self._call(streamed) if not asynchronous else self._call_async(streamed)
        if isinstance(result, list):
            check_stream(result, body, answer.status)
        else:
            check_whole(result, body, answer.status if plain or answer.status >= 300 else 200)
        promise(len(self._waits) <= 2, "a request was sent too often", self._waits)
        promise(all(0 <= wait <= 60 for wait in self._waits), "a wait is too long", self._waits)

    def _call(self, streamed: bool) -> object:
        if not streamed:
            return chat_send(self._core, REQUEST)
        match chat_send(self._core, REQUEST, stream=True):
            case Ok(stream):
                results = list(stream)
                promise(next(stream, None) is None, "a stream goes on after its end")
                return results
            case Err() as failed:
                return failed

    def _call_async(self, streamed: bool) -> object:
        return self._loop.run_until_complete(self._call_in_loop(streamed))

    async def _call_in_loop(self, streamed: bool) -> object:
        if not streamed:
            return await chat_send_async(self._core, REQUEST)
        match await chat_send_async(self._core, REQUEST, stream=True):
            case Ok(stream):
                results = [result async for result in stream]
                promise(await anext(stream, None) is None, "a stream goes on after its end")
                return results
            case Err() as failed:
                return failed

    def close(self) -> None:
        self._loop.run_until_complete(self._core.aclose())
        self._loop.run_until_complete(self._async_client.aclose())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()
        self._client.close()


def check_calls(callers: Callers, answer: Answer) -> None:
    """An answer through all four forms of the operation."""
    for asynchronous in (False, True):
        for streamed in (False, True):
            callers.check(answer, asynchronous=asynchronous, streamed=streamed)
