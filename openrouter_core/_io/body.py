"""Bodies, piece by piece: a response's, read as it is sent and decoded here; and a request's, which says when it has
gone out.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from openrouter_core._protocol.content_coding import ContentDecoder, decoder_of

if TYPE_CHECKING:
    import httpx


class Body:
    """What has come of a body, and how it is decoded.

    Fields:
        decoder: undoes its compression.
    """

    def __init__(self, response: httpx.Response) -> None:
        # A client of the user's, or a stand-in for the network, may have read it whole, and so have decoded it.
        self._is_read = bool(getattr(response, "is_stream_consumed", False))
        coding = "" if self._is_read else response.headers.get("content-encoding", "")
        self.decoder: ContentDecoder = decoder_of(coding)


class SyncBody(Body):
    """Its pieces, for sync code.

    Fields:
        raw: what is sent, as it is sent.
    """

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response)
        self.raw: Iterator[bytes] = response.iter_bytes() if self._is_read else response.iter_raw()

    def next(self) -> bytes | None:
        """The next piece, decoded; it may be empty. None is the end.

        Raises:
            ResponseValidationError: the compression is broken.
        """
        if self.decoder.waiting:
            return self.decoder.decode(b"")
        data = next(self.raw, None)
        return None if data is None else self.decoder.decode(data)


class AsyncBody(Body):
    """As `SyncBody`, for async code."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response)
        self.raw: AsyncIterator[bytes] = (
            response.aiter_bytes() if self._is_read else response.aiter_raw()
        )

    async def next(self) -> bytes | None:
        """As `SyncBody.next`."""
        if self.decoder.waiting:
            import asyncio

            await asyncio.sleep(0)  # other tasks, and the time limits, have their turn
            return self.decoder.decode(b"")
        data = await anext(self.raw, None)
        return None if data is None else self.decoder.decode(data)


def when_sent(request: httpx.Request, then: Callable[[], None]) -> None:
    """Call `then` when the request's body, which is bytes, has gone out, and only the response is waited for."""
    kind: Any = type(request.stream)
    stream = _watched(kind)(request.content)
    stream.then = then
    request.stream = stream


@cache
def _watched(kind: Any) -> Any:
    """A class that an HTTP client takes for its own: httpx and httpx2 know each their streams."""

    def iterate(self: Any) -> Iterator[bytes]:
        try:
            yield from kind.__iter__(self)
        finally:
            self.then()

    async def iterate_async(self: Any) -> AsyncIterator[bytes]:
        try:
            async for part in kind.__aiter__(self):
                yield part
        finally:
            self.then()

    return type(kind.__name__, (kind,), {"__iter__": iterate, "__aiter__": iterate_async})
