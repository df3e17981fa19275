"""One request of a run while its response comes: whole, or in chunks that are passed on (`CollectingStream`)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Protocol, TypeAlias

from openrouter_core.result import Err, Ok

Chunk: TypeAlias = "Ok[Any] | Err[Any]"


class Asked(Protocol):
    """A request that was sent: first its chunks are read, then there is its result."""

    def __iter__(self) -> Iterator[Chunk]: ...
    def result(self) -> Ok[Any] | Err[Any]: ...
    def close(self) -> None: ...


class AskedAsync(Protocol):
    """As `Asked`, for async code."""

    def __aiter__(self) -> AsyncIterator[Chunk]: ...
    def result(self) -> Ok[Any] | Err[Any]: ...
    async def aclose(self) -> None: ...


class Whole:
    """A response that came whole, or none: it has no chunks."""

    def __init__(self, result: Ok[Any] | Err[Any]) -> None:
        self._result = result

    def __iter__(self) -> Iterator[Chunk]:
        return iter(())

    async def __aiter__(self) -> AsyncIterator[Chunk]:
        for chunk in self:
            yield chunk

    def result(self) -> Ok[Any] | Err[Any]:
        """The response."""
        return self._result

    def close(self) -> None:
        """There is nothing open."""

    async def aclose(self) -> None:
        """There is nothing open."""
