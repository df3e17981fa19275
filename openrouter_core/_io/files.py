"""Files of the user's: read while they are sent, and from their beginning when they are sent again; written while they
arrive, and there when they are whole.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from openrouter_core._check import invalid, shown
from openrouter_core._protocol.sink import BodySink, Progress
from openrouter_core._protocol.upload import EXPECTED, can_seek, is_path
from openrouter_core.hooks import Upload
from openrouter_core.models.errors import SDKValidationError, UnexpectedClientError

if TYPE_CHECKING:
    from pathlib import Path

    from openrouter_core.models.model import FileSource

_NOTHING: Final[dict[str, Any]] = {}


@contextmanager
def opened(upload: Upload | None) -> Iterator[dict[str, Any]]:
    """What to give to the HTTP client beside the rest of a request; a file is open meanwhile, at its beginning.

    Raises:
        SDKValidationError: the file cannot be opened.
    """
    if upload is None:
        yield _NOTHING
        return
    source = upload.source
    ours = isinstance(source, bytes) or is_path(source)
    file: Any = None
    try:
        try:
            file = _file_of(source)
            content = _Content(upload.field, file)
        except (OSError, ValueError) as exc:  # ValueError: also a zero byte in a path
            expected = "a file that can be read"
            got = shown(os.fspath(source) if is_path(source) else source)
            reason = getattr(exc, "strerror", None) or str(exc)
            raise SDKValidationError(
                f"{upload.field}: expected {expected}; got {got}: {reason}",
                path=upload.field,
                expected=expected,
                got=got,
            ) from exc
        yield {
            "files": {upload.field: (upload.filename, content, upload.content_type)},
            "data": dict(upload.fields),
        }
    finally:
        if ours and file is not None:
            file.close()


def repeatable(upload: Upload | None) -> bool:
    """Whether what a request sends can be read again."""
    if upload is None or isinstance(upload.source, bytes):
        return True
    if is_path(upload.source):
        return os.path.isfile(upload.source)  # noqa: PTH113  # never raises; a named pipe is no such file
    return can_seek(upload.source)


def _file_of(source: FileSource) -> Any:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if is_path(source):
        return open(source, "rb")  # noqa: PTH123  # pathlib takes 3 ms to import; closed by the caller
    if getattr(source, "closed", False):
        raise ValueError("it is closed")
    return source


class _Content:
    """A file as the HTTP client reads it: from its beginning, and as many bytes as there were then, which is what
    ``Content-Length`` promises. A file that can be read only once is sent in chunks.

    It has no ``fileno``: httpx would take the size of what stands behind that, which is none for a pipe, and for a
    file that is unpacked while it is read that of the packed one.
    """

    def __init__(self, field: str, file: Any) -> None:
        self._field = field
        self._file = file
        self._size: int | None = None
        if can_seek(file):
            file.seek(0, os.SEEK_END)
            self._size = file.tell()
            file.seek(0)
        self._left = self._size

    def tell(self) -> int:
        return 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """To the end, which says how much there is, or back to the beginning; httpx asks for nothing else."""
        if self._size is None:
            raise io.UnsupportedOperation("it can be read only once")
        if whence == os.SEEK_END:
            return self._size
        self._file.seek(0)
        self._left = self._size
        return 0

    def read(self, size: int) -> bytes:
        if self._left is not None:
            size = min(size, self._left)
        try:
            part = self._file.read(size)
        except Exception as exc:
            reason = getattr(exc, "strerror", None) or str(exc) or type(exc).__name__
            raise UnexpectedClientError(
                f"{self._field}: it could not be read to its end: {reason}"
            ) from exc
        if not isinstance(part, bytes | bytearray | memoryview):
            raise invalid(self._field, EXPECTED, part)
        if self._left is not None:
            if size and not part:
                raise UnexpectedClientError(
                    f"{self._field}: it became shorter, by {self._left} bytes, while it was sent"
                )
            self._left -= len(part)
        return bytes(part)


class FileSink(BodySink):
    """Writes a body to a file. Until it is whole it stands beside its place under another name, and then takes the
    place of what was there: whoever looks sees the old file or the new one.

    Arguments:
        to: the file; its folder must exist.
        progress: as in `BodySink`.
    """

    def __init__(self, to: str | os.PathLike[str], progress: Progress | None = None) -> None:
        from pathlib import Path  # with what it imports 3 ms, which only a download to a file pays

        super().__init__(progress)
        self._to = to
        self._file: BinaryIO | None = None
        self._part = Path()

    @property
    def content(self) -> None:
        return None

    def check(self) -> None:
        from pathlib import Path  # as above

        super().check()
        expected = "a path in a folder that exists, of a file or of nothing yet"
        try:
            # A link stays, and what it names is replaced; a device or a named pipe must not be.
            self.path = Path(os.path.realpath(self._to))
            fits = self.path.parent.is_dir() and (self.path.is_file() or not self.path.exists())
        except (OSError, ValueError, TypeError):
            fits = False
        if not fits:
            raise invalid("to", expected, _text(self._to))

    def _open(self) -> None:
        import secrets  # 5 ms

        assert self.path is not None, "check() comes first"
        self._discard()
        self._part = self.path.with_name(f".{self.path.name[:32]}.{secrets.token_hex(4)}.part")
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
            self._file = None
        except OSError as exc:
            raise _unwritable(self.path, exc) from exc
        finally:
            self._discard()  # where it did not come so far

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
