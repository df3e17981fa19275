"""Where an answer's body goes while it arrives: into memory, or into a file that appears when it is whole."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypeAlias

from openrouter_core.misfit import shown
from openrouter_core.models.errors import SDKValidationError, UnexpectedClientError
from openrouter_core.notify import ask

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


class FileReceiver(Receiver):
    """Writes a body to a file. Until it is whole it stands beside its place under another name, and then takes the
    place of what was there: whoever looks sees the old file or the new one.

    Arguments:
        to: the file; its folder must exist.
        progress: as in `Receiver`.
    """

    def __init__(self, to: str | os.PathLike[str], progress: Progress | None = None) -> None:
        super().__init__(progress)
        self._to = to
        self._file: BinaryIO | None = None
        self._part = Path()

    @property
    def content(self) -> None:
        return None

    def check(self) -> None:
        expected = "a path in a folder that exists"
        try:
            self.path = Path(
                os.path.realpath(self._to)
            )  # a link stays, and what it names is replaced
            fits = self.path.parent.is_dir() and not self.path.is_dir()
        except (OSError, ValueError, TypeError):
            fits = False
        if not fits:
            raise SDKValidationError(
                f"to: expected {expected}; got {shown(_text(self._to))}",
                path="to",
                expected=expected,
                got=shown(_text(self._to)),
            )

    def _open(self) -> None:
        assert self.path is not None, "check() comes first"
        self._discard()
        self._part = self.path.with_name(f".{self.path.name[:100]}.{secrets.token_hex(4)}.part")
        try:
            self._file = self._part.open("xb")
        except OSError as exc:
            raise _unwritable(self._part, exc) from exc

    def _keep(self, part: bytes) -> None:
        assert self._file is not None
        try:
            self._file.write(part)
        except OSError as exc:
            raise _unwritable(self._part, exc) from exc

    def _finish(self) -> None:
        assert self._file is not None
        assert self.path is not None
        try:
            self._file.flush()
            os.fsync(self._file.fileno())  # else a crash may leave the name with nothing in it
            self._file.close()
            self._part.replace(self.path)
        except OSError as exc:
            self._discard()
            raise _unwritable(self.path, exc) from exc
        self._file = None

    def _discard(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        for undo in (file.close, lambda: self._part.unlink(missing_ok=True)):
            try:
                undo()
            except OSError:  # closing writes what was held back, and the disk may be full
                pass


def _text(path: object) -> object:
    return os.fspath(path) if isinstance(path, os.PathLike) else path


def _unwritable(path: Path, exc: OSError) -> UnexpectedClientError:
    return UnexpectedClientError(f"{path} could not be written: {exc.strerror or exc}")
