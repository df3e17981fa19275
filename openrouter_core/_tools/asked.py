"""One request of a run while its response arrives: whole, or in chunks that are passed on (`CollectingStream`)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Protocol, TypeAlias

from openrouter_core.result import Err, Ok

Chunk: TypeAlias = "Ok[Any] | Err[Any]"


class Asked(Protocol):
    """A request that was sent: its chunks are read first, then its result."""

    def __iter__(self) -> Iterator[Chunk]: ...
    def result(self) -> Ok[Any] | Err[Any]: ...
    def close(self) -> None: ...


class AskedAsync(Protocol):
    """As `Asked`, for async code."""

    def __aiter__(self) -> AsyncIterator[Chunk]: ...
    def result(self) -> Ok[Any] | Err[Any]: ...
    async def aclose(self) -> None: ...


class Whole:
    """A response without chunks: a whole one, or an error."""

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
        """Nothing is open."""

    async def aclose(self) -> None:
        """Nothing is open."""
