"""Where an answer's body goes while it arrives: into memory, unless it is told of another place."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from openrouter_core.hooks import is_async
from openrouter_core.misfit import shown
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.notify import ask

if TYPE_CHECKING:
    from pathlib import Path

Progress: TypeAlias = Callable[[int, int | None], object]
"""Called with the bytes so far, and all that there will be, where the server says so."""


class Receiver:
    """Keeps a body in memory.

    Each attempt of a call begins it again. It is a context in which the body arrives: left with an exception, what
    has come is thrown away.

    Arguments:
        progress: called after each piece.

    Fields:
        content: the body, once it is whole.
        path: the file that holds it instead.
        size: how many bytes have come.
    """

    path: Path | None = None

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._parts: list[bytes] = []
        self.total: int | None = None
        self.size = 0

    @property
    def content(self) -> bytes | None:
        return b"".join(self._parts)

    def check(self) -> None:
        """Raise SDKValidationError where it cannot take anything; called before a request is sent."""
        progress = self._progress
        if progress is not None and (not callable(progress) or is_async(progress)):
            expected = "a function that is not async"
            raise SDKValidationError(
                f"progress: expected {expected}; got {shown(progress)}",
                path="progress",
                expected=expected,
                got=shown(progress),
            )

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
        if self._progress is not None:
            ask(self._progress, "the progress function", self.size, self.total)

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
