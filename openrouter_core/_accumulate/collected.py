"""What came of a stream that is read to its end: the whole response, or the stream's error with what had arrived."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

from openrouter_core import wire
from openrouter_core._check import invalid
from openrouter_core.models.errors import (
    AnyError,
    OpenRouterError,
    RequestAbortedError,
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
        """Whether nothing has come."""
        ...

    def add(self, event: object, /) -> None:
        """Take the next event: JSON, or a model."""

    def result(self) -> JsonObject:
        """The whole response, as far as it has come."""
        ...


class Stream(Protocol):
    """What a stream says of itself, sync or async."""

    error: AnyError | None
    complete: bool
    http_meta: HttpMeta

    @property
    def closed(self) -> bool: ...
    @property
    def untouched(self) -> bool: ...


def misuse(function: str, expected: str, got: object) -> TypeError:
    """The error for an argument that no program means to give, with what to do instead. The value is not shown.

    - an `Ok` that holds the stream: unwrap it first
    - what an async function gave: await it first
    """
    name = f"a value of type {type(got).__name__}"
    if got is None:
        name = "None"
    elif isinstance(got, Ok | Err):
        name = f"{'Ok' if isinstance(got, Ok) else 'Err'}: unwrap it first"
    elif hasattr(got, "__await__"):
        name = f"a {type(got).__name__}: await it first"
    elif hasattr(got, "untouched"):
        name = f"an {type(got).__name__}: collect it first"
    return TypeError(f"{function}: expected {expected}; got {name}")


def require_stream(function: str, stream: object) -> None:
    """Raise TypeError unless `stream` can be read by a function of this name."""
    is_async = function.endswith("_async")
    wanted, other = ("__aiter__", "__iter__") if is_async else ("__iter__", "__aiter__")
    expected = "an AsyncEventStream" if is_async else "an EventStream"
    if not hasattr(stream, "untouched"):
        raise misuse(function, expected, stream)
    if hasattr(stream, other) and not hasattr(stream, wanted):
        there = function.removesuffix("_async") if is_async else f"{function}_async"
        raise TypeError(
            f"{function}: expected {expected}; got an {type(stream).__name__}: use {there}"
        )


class Collected(Generic[_R]):
    """What came of a stream so far.

    Arguments:
        stream: the stream; this only looks at it, and whoever reads it gives the results to `take`.
        accumulator: what puts its events together.
        response: the class of the whole response.

    Fields:
        usable: whether the stream can be read to its end, and nothing was taken from it.
    """

    def __init__(self, stream: Stream, accumulator: Accumulator, response: type[_R]) -> None:
        self._stream = stream
        self._accumulator = accumulator
        self._class = response
        self.usable = stream.untouched and stream.error is None

    def take(self, result: Ok[Any] | Err[Any]) -> None:
        """Take the stream's next result; its `Err` stays in the stream's `error`."""
        if isinstance(result, Ok):
            self._accumulator.add(result.unwrap())

    def result(self) -> Ok[_R] | Err[Any]:
        """What the stream amounts to; it may have failed, or been closed, before it came here."""
        error = self._error()
        if error is None:
            return Ok(self._response())
        if isinstance(error.partial, Model):  # the error's own event
            self._accumulator.add(error.partial)
        partial = None if self._accumulator.empty else self._response()
        return Err(with_fields(error, partial=partial))

    def _error(self) -> OpenRouterError | None:
        stream = self._stream
        if stream.error is not None:
            return stream.error
        if not self.usable and not stream.closed:
            return invalid(
                "stream",
                "a stream that no chunk was taken from (collect it instead of iterating it)",
                stream,
            )
        if stream.complete:
            return None
        return RequestAbortedError(
            "the stream was closed before its end",
            status_code=stream.http_meta.status,
            http_meta=stream.http_meta,
            body_sent=True,
        )

    def _response(self) -> _R:
        response = wire.structure(self._accumulator.result(), self._class)
        response.__dict__["http_meta"] = self._stream.http_meta
        return response
