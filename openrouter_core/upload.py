"""A file to be uploaded: read from where it is while it is sent, and from its beginning when it is sent again."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias, TypeGuard

import attrs

from openrouter_core.misfit import shown
from openrouter_core.models.errors import SDKValidationError

if TYPE_CHECKING:
    from openrouter_core.models.model import FileSource

FileParts: TypeAlias = Mapping[str, "tuple[str, BinaryIO, str | None]"]
"""What httpx takes as ``files=``: by form field a name, the open file and its media type."""


@attrs.frozen(slots=False, eq=False, kw_only=True)
class Upload:
    """The file of a multipart request, and the form's other fields.

    Fields:
        field: the form's field that holds the file.
        source: bytes, a path, or a file that is open for reading bytes.
        filename: what the server is told.
        content_type: its media type; None lets the name decide.
        fields: the form's other fields.
    """

    field: str
    source: FileSource = attrs.field(repr=False)
    filename: str
    content_type: str | None = None
    fields: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def repeatable(self) -> bool:
        """Whether the file can be read again."""
        return _is_path(self.source) or isinstance(self.source, bytes) or _can_seek(self.source)


def upload_of(
    field: str, source: object, filename: object, content_type: object, fields: Mapping[str, str]
) -> Upload:
    """The upload that a request describes. Nothing is opened here.

    Raises:
        SDKValidationError: `source` is nothing that could be uploaded.
    """
    if isinstance(source, bytearray | memoryview):
        source = bytes(source)
    if not (
        isinstance(source, bytes) or _is_path(source) or callable(getattr(source, "read", None))
    ):
        raise _wrong(field, "bytes, a path, or a file that is open for reading bytes", source)
    if isinstance(source, io.TextIOBase):
        raise _wrong(field, 'a file that is open for reading bytes: open it with mode "rb"', source)
    named: Any = source if _is_path(source) else getattr(source, "name", None)
    known = isinstance(filename, str) and filename
    return Upload(
        field=field,
        source=source,  # type: ignore[arg-type]  # that it is one was checked above
        filename=str(filename) if known else _last_part(named) or "upload",
        content_type=content_type if isinstance(content_type, str) else None,
        fields=fields,
    )


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
    ours = isinstance(source, bytes) or _is_path(source)
    file: Any
    try:
        if isinstance(source, bytes):
            file = io.BytesIO(source)
        elif _is_path(source):
            file = Path(source).open("rb")  # noqa: SIM115  # closed below
        else:
            file = source
            if getattr(file, "closed", False):
                raise ValueError("it is closed")
            if upload.repeatable:
                file.seek(0)
    except (OSError, ValueError) as exc:  # ValueError: also a zero byte in a path
        expected = "a file that can be read"
        got = shown(os.fspath(source) if _is_path(source) else source)
        reason = getattr(exc, "strerror", None) or str(exc)
        raise SDKValidationError(
            f"{upload.field}: expected {expected}; got {got}: {reason}",
            path=upload.field,
            expected=expected,
            got=got,
        ) from exc
    try:
        yield {
            "files": {upload.field: (upload.filename, file, upload.content_type)},
            "data": dict(upload.fields),
        }
    finally:
        if ours:
            file.close()


_NOTHING: Final[dict[str, Any]] = {}


def _wrong(field: str, expected: str, got: object) -> SDKValidationError:
    return SDKValidationError(
        f"{field}: expected {expected}; got {shown(got)}",
        path=field,
        expected=expected,
        got=shown(got),
    )


def _is_path(source: object) -> TypeGuard[str | os.PathLike[str]]:
    return isinstance(source, str | os.PathLike)


def _can_seek(file: Any) -> bool:
    try:
        return bool(file.seekable())
    except (AttributeError, ValueError, OSError):
        return False


def _last_part(path: object) -> str:
    return os.path.basename(os.fspath(path)) if isinstance(path, str | os.PathLike) else ""  # noqa: PTH119  # a name may be no path
