"""A file to be uploaded, as a value: where it is, and how the server gets to know it. `openrouter_core._io.files` opens
it.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Mapping
from typing import Any, Final, TypeGuard

from openrouter_core._check import invalid
from openrouter_core.hooks import Upload

EXPECTED: Final = "bytes, a path, or a file that is open for reading bytes"
_MEDIA_TYPE: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")


def upload_of(
    field: str,
    source: object,
    filename: object,
    content_type: object,
    fields: Mapping[str, str | list[str]],
) -> Upload:
    """The upload that a request describes. Nothing is opened here.

    Raises:
        SDKValidationError: `source` is nothing that could be uploaded, or a form cannot hold its name or its type.
    """
    if isinstance(source, bytearray | memoryview):
        source = bytes(source)
    if is_path(source):
        try:
            source = os.fsdecode(source)
        except Exception:  # a path of the user's own making
            raise invalid(field, EXPECTED, source) from None
    elif not isinstance(source, bytes):
        read = getattr(source, "read", None)
        if not callable(read) or inspect.iscoroutinefunction(read):
            raise invalid(field, EXPECTED, source)
        if hasattr(source, "encoding"):  # files of text have one, also those that no class of io is
            raise invalid(
                field, 'a file that is open for reading bytes: open it with mode "rb"', source
            )
    name = filename if isinstance(filename, str) and filename else _name_of(source) or "upload"
    try:
        name.encode()
    except UnicodeEncodeError:
        raise invalid("filename", "a name that UTF-8 can write", name) from None
    media_type = content_type if isinstance(content_type, str) and content_type else None
    if media_type is not None and not _MEDIA_TYPE.fullmatch(media_type):
        raise invalid("content_type", "a media type such as text/csv", media_type)
    return Upload(
        field=field,
        source=source,  # type: ignore[arg-type]  # that it is one was checked above
        filename=name,
        content_type=media_type,
        fields=fields,
    )


def is_path(source: object) -> TypeGuard[str | os.PathLike[str]]:
    """Whether a source is a path."""
    return isinstance(source, str | os.PathLike)


def can_seek(file: Any) -> bool:
    """Whether a file can be read again."""
    try:
        return bool(file.seekable())
    except Exception:  # a closed file raises, and one of the user's own may have no such method
        return False


def _name_of(source: Any) -> str:
    """The last part of a path, or of an open file's; empty where there is none."""
    try:
        named = source if isinstance(source, str) else source.name
    except Exception:  # many have no name, and a class of the user's own may raise anything
        return ""
    return os.path.basename(os.fsdecode(named)) if isinstance(named, str | bytes) else ""  # noqa: PTH119  # a name may not be a path
