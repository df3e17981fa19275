"""The result of a stream so far: the whole response, or the error with the part that had arrived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from openrouter_core import models, wire
from openrouter_core.models.errors import (
    AnyError,
    OpenRouterError,
    RequestAbortedError,
    SDKValidationError,
    with_fields,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject, Model, Response
from openrouter_core.result import Err, Ok

_R = TypeVar("_R", bound=Response)


class Accumulator(Protocol):
    """Puts the events of a stream together."""

    @property
    def empty(self) -> bool:
        """Whether nothing has arrived yet."""
        ...

    def add(self, event: object, /) -> None:
        """Take the next event: JSON, or a model."""

    def result(self) -> JsonObject:
        """The response, as far as it has arrived."""
        ...


class Format(Protocol):
    """How a stream's events are combined, and into what."""

    collected: ClassVar[str]

    def accumulator(self) -> Accumulator: ...


class Stream(Protocol):
    """What sync and async streams have in common."""

    error: AnyError | None
    complete: bool
    http_meta: HttpMeta

    @property
    def format(self) -> Callable[[], Format]: ...
    @property
    def closed(self) -> bool: ...
    @property
    def given(self) -> int: ...


def misuse(function: str, expected: str, got: object) -> TypeError:
    """The error for an argument that is given by mistake, with what to do instead. The value is not shown.

    - an `Ok` that holds the stream: unwrap it first
    - the result of an async function: await it first
    """
    name = f"a value of type {type(got).__name__}"
    if got is None:
        name = "None"
    elif isinstance(got, Ok | Err):
        name = "an Ok: unwrap it first" if isinstance(got, Ok) else "an Err: handle it first"
    elif hasattr(got, "__await__"):
        name = f"a {type(got).__name__}: await it first"
    elif hasattr(got, "given"):
        name = f"an {type(got).__name__}: collect it first"
    return TypeError(f"{function}: expected {expected}; got {name}")


def require_stream(function: str, stream: Any, response: str) -> None:
    """Raise TypeError unless `stream` can be read by the function of this name, and makes such a response."""
    is_async = function.endswith("_async")
    wanted, other = ("__aiter__", "__iter__") if is_async else ("__iter__", "__aiter__")
    expected = "an AsyncEventStream" if is_async else "an EventStream"
    if not hasattr(stream, "given"):
        raise misuse(function, expected, stream)
    if hasattr(stream, other) and not hasattr(stream, wanted):
        there = function.removesuffix("_async") if is_async else f"{function}_async"
        raise TypeError(
            f"{function}: expected {expected}; got an {type(stream).__name__}: use {there}"
        )
    collected = stream.format.collected
    if collected != response:
        raise TypeError(
            f"{function}: expected a stream of the parts of {response}; got one of {collected}: use collecting"
        )


class Collected(Generic[_R]):
    """The result of a stream so far.

    Arguments:
        stream: the stream; it is not read here: its reader passes the results to `take`.

    Fields:
        usable: whether no chunk was read from the stream before, and there was no error.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        events = stream.format()
        self._class: type[_R] = getattr(models, events.collected)
        self._accumulator = events.accumulator()
        self._taken = 0
        self._result: Ok[_R] | Err[Any] | None = None  # once nothing more can arrive
        self._was_closed = stream.closed
        self.usable = stream.given == 0 and stream.error is None

    def take(self, result: Ok[Any] | Err[Any]) -> Ok[Any] | Err[Any]:
        """Take the stream's next result; an `Err` is returned with what had arrived."""
        if isinstance(result, Err):
            return self.result()
        self._taken += 1
        self._accumulator.add(result.unwrap())
        return result

    def result(self) -> Ok[_R] | Err[Any]:
        """The whole response; an `Err` before the end of the stream, or if the stream was closed or had failed before
        it was passed here.
        """
        if self._result is not None:
            return self._result
        stream = self._stream
        result = self._end()
        if stream.complete or stream.closed or stream.error is not None or not self.usable:
            self._result = result
        return result

    def failed(self, error: OpenRouterError) -> Err[Any]:
        """The `Err` of an error that is not the stream's own, with what had arrived."""
        meta = self._stream.http_meta
        changes = {"status_code": meta.status, "http_meta": meta, "body_sent": True}
        self._result = Err(with_fields(error, partial=self._partial(), **changes))
        return self._result

    def _end(self) -> Ok[_R] | Err[Any]:
        error = self._error()
        if error is None:
            return Ok(self._response())
        if isinstance(error.partial, Model):  # the error's own event
            self._accumulator.add(error.partial)
        return Err(with_fields(error, partial=self._partial()))

    def _error(self) -> OpenRouterError | None:
        stream = self._stream
        if stream.error is not None:
            return stream.error
        if self._lacks_chunks and (stream.complete or not self._was_closed):
            expected = (
                "a stream whose chunks are all read here (collect it instead of iterating it)"
            )
            got = f"one that {stream.given} chunks were taken from, {self._taken} of them here"
            return SDKValidationError(
                f"stream: expected {expected}; got {got}",
                path="stream",
                expected=expected,
                got=got,
            )
        if stream.complete:
            return None
        return RequestAbortedError(
            f"the stream was {'closed' if stream.closed else 'left'} before its end",
            status_code=stream.http_meta.status,
            http_meta=stream.http_meta,
            body_sent=True,
        )

    @property
    def _lacks_chunks(self) -> bool:
        """Whether chunks were read from the stream that were not passed here."""
        return self._stream.given > self._taken

    def _partial(self) -> _R | None:
        return None if self._lacks_chunks or self._accumulator.empty else self._response()

    def _response(self) -> _R:
        response = wire.structure(self._accumulator.result(), self._class)
        response.__dict__["http_meta"] = self._stream.http_meta
        return response
