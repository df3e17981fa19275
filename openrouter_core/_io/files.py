"""Files of the user's: read while they are sent, and from their beginning when they are sent again; written while they
arrive, and there when they are whole.
"""

from __future__ import annotations

import io
import os
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from openrouter_core._check import invalid, shown
from openrouter_core._protocol.bodies.upload import EXPECTED, can_seek, is_path
from openrouter_core._protocol.sink import BodySink, Progress
from openrouter_core.hooks import Upload
from openrouter_core.models.errors import SDKValidationError, UnexpectedClientError

if TYPE_CHECKING:
    from pathlib import Path

    from openrouter_core.models.model import FileSource

_NOTHING: Final[dict[str, Any]] = {}


_POLL_SECONDS: Final = 0.1
_IN_MEMORY: Final = 1024 * 1024


@contextmanager
def opened(
    upload: Upload | None,
    time_left: Callable[[], float | None],
    given_up: threading.Event | None = None,
) -> Iterator[dict[str, Any]]:
    """What to give to the HTTP client beside the rest of a request; a file is open meanwhile, at its beginning.

    Arguments:
        time_left: the seconds that a named pipe may take; None is unbounded.
        given_up: ends the wait for a pipe from another thread.

    Raises:
        SDKValidationError: the file cannot be opened, or is a device.
        RequestTimeoutError: it is a named pipe, and did not come to its end in time.
    """
    if upload is None:
        yield _NOTHING
        return
    source = upload.source
    if source is None:
        yield {"files": _form_parts(upload.fields)}
        return
    ours = isinstance(source, bytes) or is_path(source)
    file: Any = None
    try:
        try:
            file = _file_of(source)
            if ours and is_pipe(source):
                with file:
                    file = _drained(file.fileno(), time_left, given_up or threading.Event())
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


def _form_parts(fields: Mapping[str, str | list[str]]) -> list[tuple[str, tuple[None, str]]]:
    """A form's fields, each as a part without a file's name: so the HTTP client writes a form that has no file."""
    return [
        (name, (None, text))
        for name, value in fields.items()
        for text in (value if isinstance(value, list) else [value])
    ]


def repeatable(upload: Upload | None) -> bool:
    """Whether what a request sends can be read again."""
    if upload is None or isinstance(upload.source, bytes | None):
        return True
    if is_path(upload.source):
        return os.path.isfile(upload.source)  # noqa: PTH113  # never raises; a named pipe is no such file
    return can_seek(upload.source)


def is_pipe(source: object) -> bool:
    """Whether a source is the path of a named pipe, which keeps its reader waiting."""
    try:
        return is_path(source) and stat.S_ISFIFO(os.stat(source).st_mode)  # noqa: PTH116  # as below
    except (OSError, ValueError):
        return False


def open_at_once(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file for reading, without waiting where it is a pipe that nobody writes to.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is a device, which may have no end, and no size.
    """
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115  # the caller closes it
    try:
        _check_kind(file)
    except BaseException:
        file.close()
        raise
    return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_kind(file: Any) -> None:
    try:
        mode = os.fstat(file.fileno()).st_mode
    except Exception:  # it is not a file of the operating system's
        return
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise ValueError("it is a device")


def _file_of(source: FileSource) -> Any:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if is_path(source):
        return open_at_once(source)  # closed by the caller
    if getattr(source, "closed", False):
        raise ValueError("it is closed")
    _check_kind(source)
    return source


def _drained(
    descriptor: int, time_left: Callable[[], float | None], given_up: threading.Event
) -> Any:
    """What comes out of a named pipe, from when it has a writer until it has none. It is kept, on the disk where it is
    much: the HTTP client reads a file without a limit of time, and in async code on the event loop.
    """
    import select
    import tempfile

    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # the caller closes it
    try:
        while not given_up.is_set():
            left = time_left()
            wait = _POLL_SECONDS if left is None else min(left, _POLL_SECONDS)
            if not poll.poll(wait * 1000):
                continue
            part = os.read(descriptor, 65_536)
            if not part:
                return kept
            kept.write(part)
        raise ValueError("the call was given up")
    except BaseException:
        kept.close()
        raise


def _size_of(file: Any) -> int | None:
    """How many bytes a file holds, and it is at its beginning then; None where that shows only when it is read: a
    pipe, and what the system makes while it is read, such as ``/proc/version``.
    """
    if not can_seek(file):
        return None
    try:
        file.seek(0, os.SEEK_END)
        size = int(file.tell())
    except OSError:
        return None
    file.seek(0)
    if size == 0 and file.read(1):
        file.seek(0)
        return None
    return size


class _Content:
    """A file as the HTTP client reads it: from its beginning, and as many bytes as there were then, which is what
    ``Content-Length`` promises. A file that can be read only once is sent in chunks.

    It has no ``fileno``: httpx would use the size of the file behind it. A pipe has no size, and a file that is
    decompressed while it is read has the size of the compressed one.
    """

    def __init__(self, field: str, file: Any) -> None:
        self._field = field
        self._file = file
        self._size = _size_of(file)
        self._left = self._size

    def tell(self) -> int:
        return 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """To the end, which says how much there is, or back to the beginning; httpx asks for nothing else."""
        if self._size is None:
            raise io.UnsupportedOperation("the file can be read only once")
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
                f"{self._field}: the file could not be read to its end: {reason}"
            ) from exc
        if not isinstance(part, bytes | bytearray | memoryview):
            raise invalid(self._field, EXPECTED, part)
        if self._left is not None:
            if size and not part:
                raise UnexpectedClientError(
                    f"{self._field}: the file became shorter by {self._left} bytes while it was sent"
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
        self._mode = 0o600

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
        if _is_planted(Path(self._to)):
            expected = "a path that is not another user's link in a folder that all may write to"
            raise invalid("to", expected, _text(self._to))

    def _open(self) -> None:
        import secrets  # 5 ms

        assert self.path is not None, "check() comes first"
        self._discard()
        self._part = self.path.with_name(f".{self.path.name[:32]}.{secrets.token_hex(4)}.part")
        try:
            self._mode = _mode_of(self.path)
            # What was private stays so, also while it grows.
            self._file = open(self._part, "xb", opener=_private)  # noqa: SIM115  # closed with the sink
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
            try:
                self._part.chmod(self._mode)
            except OSError:  # some file systems have no permissions
                pass
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


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _mode_of(path: Path) -> int:
    """The permissions of the file that is replaced; of a new one those that `open` would give it, which only a file
    can tell: asking for the umask means setting it, for all threads.
    """
    import secrets

    try:
        return stat.S_IMODE(path.stat().st_mode) & 0o777
    except FileNotFoundError:
        probe = path.with_name(f".{secrets.token_hex(8)}.part")
        with probe.open("xb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        probe.unlink()
        return mode


def _is_planted(path: Path) -> bool:
    """Whether a path is a link that somebody else may have laid in a shared folder such as ``/tmp``, so that what it
    names is overwritten. Linux refuses to open such links (``protected_symlinks``), but not to replace what they name.
    """
    if not hasattr(os, "geteuid") or not path.is_symlink():
        return False
    folder = path.parent.stat()
    shared = folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH
    return bool(shared) and path.lstat().st_uid not in (os.geteuid(), folder.st_uid)


def _unwritable(path: Path, exc: OSError) -> UnexpectedClientError:
    return UnexpectedClientError(f"to: {path} could not be written: {exc.strerror or exc}")
