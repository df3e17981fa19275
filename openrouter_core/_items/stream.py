"""`ItemStream`: the items of a list that a model writes, each as soon as it is complete."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from openrouter_core import models
from openrouter_core._collecting import CollectingStream
from openrouter_core._parse.items import ItemReader
from openrouter_core._parse.parsed import Parsed
from openrouter_core.models.errors import AnyError, OpenRouterError, RequestAbortedError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core.models import ChatStreamingResponseChunk

_T_co = TypeVar("_T_co", covariant=True)
Begun: TypeAlias = "Ok[tuple[dict[str, Any], ItemReader]] | Err[Any]"
"""The request, and the reader of the items; or the reason why nothing is sent."""
_Open: TypeAlias = "Callable[[Any], Ok[EventStream[ChatStreamingResponseChunk]] | Err[AnyError]]"


class Items(Generic[_T_co]):
    """What `ItemStream` and `AsyncItemStream` share: everything except reading the stream."""

    def __init__(self, begun: Begun) -> None:
        self._begun = begun
        self._kept: Any = None
        self._ready: deque[Ok[Any] | Err[Any]] = deque()
        self._result: Ok[Any] | Err[Any] | None = None
        self._closed = False

    def result(self) -> Ok[Parsed[list[_T_co]]] | Err[AnyError]:
        """The result of the whole stream, once it is read to its end; may be called more than once.

        Returns:
            ``Ok(Parsed)``: all items as its `value`, the whole `ChatResponse` and its `usage`.

        Errors:
            the stream's own `Err`.
            RequestAbortedError: the stream was left before its end; `partial` is the part of the response that had
                arrived.
        """
        if self._result is not None:
            return self._result
        result = None if self._kept is None else self._kept.result()
        if isinstance(result, Err):
            return result
        return Err(RequestAbortedError("the stream was left before its end"))

    def _take(self, result: Ok[ChatStreamingResponseChunk] | Err[Any]) -> bool:
        """Take a chunk; returns whether it was the last one needed."""
        if isinstance(result, Err):
            self._end(result)
            return True
        for item in self._reader.add(result.unwrap().text):
            if isinstance(item, Err):
                self._end(self._kept._collected.failed(item.failure()))
                return True
            self._ready.append(item)
        return False

    @property
    def _reader(self) -> ItemReader:
        return self._begun.unwrap()[1]

    def _end(self, error: Err[Any]) -> None:
        self._result = error
        self._ready.append(error)

    def _whole(self) -> None:
        """The stream was read to its end."""
        result = self._kept.result()
        if isinstance(result, Err):  # it was closed meanwhile
            self._result = result
            return
        response = result.unwrap()
        try:
            whole, left = self._reader.end(response)
        except OpenRouterError as error:
            error.__traceback__ = error.__context__ = None  # it is a value now
            self._end(Err(error))
            return
        usage = response.usage or models.ChatUsage()
        self._result = Ok(Parsed(whole, response, usage))
        self._ready.extend(map(Ok, left))


class ItemStream(Items[_T_co]):
    """Yields ``Ok(item)`` for each item of a list as soon as it is complete, then at most one `Err`; iterating it never
    raises. The request is sent when the first item is requested.

    Leave the ``with`` block, call `close`, or drop the last reference: this closes the connection, which ends the
    generation and its billing on providers that support it.
    """

    def __init__(self, begun: Begun, open_stream: _Open) -> None:
        super().__init__(begun)
        self._open = open_stream

    def __iter__(self) -> Iterator[Ok[_T_co] | Err[AnyError]]:
        return self

    def __next__(self) -> Ok[_T_co] | Err[AnyError]:
        while not self._ready and self._result is None and not self._closed:
            self._step()
        if self._closed or not self._ready:
            raise StopIteration
        return self._ready.popleft()

    def _step(self) -> None:
        if self._kept is None:
            opened: Any = self._begun
            if isinstance(opened, Ok):
                opened = self._open(opened.unwrap()[0])
            if isinstance(opened, Err):
                self._end(opened)
                return
            self._kept = CollectingStream(opened.unwrap())
            if self._closed:  # by another thread
                self._kept.close()
        for result in self._kept:
            if self._take(result):
                self._kept.close()
                return
            if self._ready:
                return
        self._whole()

    def close(self) -> None:
        """End the request; an iteration then ends at once. May be called twice, and from another thread."""
        self._closed = True
        if self._kept is not None:
            self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
