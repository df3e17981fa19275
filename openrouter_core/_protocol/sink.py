"""Where a response's body goes while it arrives: into memory, unless another place is given."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from openrouter_core._check import invalid
from openrouter_core.hooks import is_async

if TYPE_CHECKING:
    from pathlib import Path

Progress: TypeAlias = Callable[[int, int | None], object]
"""Called with the number of bytes so far, and of all bytes where the server says how many there are."""


def check_progress(progress: object) -> None:
    """Raise SDKValidationError where a progress function cannot be called."""
    if progress is not None and (not callable(progress) or is_async(progress)):
        raise invalid("progress", "a function that is not async", progress)


class BodySink:
    """Keeps a body in memory.

    Each attempt of a call begins it again. It is a context in which the body arrives: left with an exception, what
    has come is thrown away.

    Arguments:
        progress: called after each piece, by whoever writes to the sink.

    Fields:
        content: the body, once it is whole.
        path: the file that holds it instead.
        size: how many bytes have come.
        total: how many there will be; None where that is not known.
    """

    path: Path | None = None

    def __init__(self, progress: Progress | None = None) -> None:
        self.progress = progress
        self._parts: list[bytes] = []
        self.total: int | None = None
        self.size = 0

    @property
    def content(self) -> bytes | None:
        return b"".join(self._parts)

    def check(self) -> None:
        """Raise SDKValidationError where it cannot take anything; called before a request is sent."""
        check_progress(self.progress)

    def begin(self, total: int | None = None) -> Self:
        """A body is about to arrive.

        Arguments:
            total: its size in bytes; None where it is not known.
        """
        self.total, self.size = total, 0
        self._open()
        return self

    def write(self, part: bytes) -> None:
        """Take the next piece."""
        self._keep(part)
        self.size += len(part)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self._finish()
        else:
            self._discard()

    def _open(self) -> None:
        self._parts = []

    def _keep(self, part: bytes) -> None:
        self._parts.append(part)

    def _finish(self) -> None: ...

    def _discard(self) -> None: ...
