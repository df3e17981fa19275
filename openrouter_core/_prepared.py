"""A request as it will be sent: what hooks see, may change, and what the loops send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from openrouter_core._shown import shown_headers
from openrouter_core.models._frozen import Frozen
from openrouter_core.models.http_meta import frozen_headers

if TYPE_CHECKING:
    from openrouter_core.models.model import FileSource


class Upload(NamedTuple):
    """The file of a multipart request, and the form's other fields.

    Fields:
        field: the form's field that holds the file.
        source: bytes, a path, or a file that is open for reading bytes; None where the form has no file.
        filename: what the server is told.
        content_type: its media type; None lets the name decide.
        fields: the form's other fields.
    """

    field: str
    source: FileSource | None
    filename: str
    content_type: str | None
    fields: Mapping[str, str | list[str]]

    def __repr__(self) -> str:
        return f"Upload(field={self.field!r}, filename={self.filename!r}, content_type={self.content_type!r})"


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class PreparedRequest(Frozen):
    """A request as it will be sent, without the key.

    Fields:
        operation: the function's name, such as ``"chat_send"``.
        headers: names as they are written on the wire.
        content: the body's bytes.
        upload: the file that is sent as a form, where one is; the HTTP client writes its headers.
        stream: whether a stream is asked for.
        secret: the body's fields that no debug output shows.
    """

    operation: str
    method: str
    url: str
    headers: Mapping[str, str] = attrs.field(
        converter=frozen_headers, repr=lambda headers: repr(shown_headers(headers))
    )
    content: bytes | None = attrs.field(
        default=None, repr=lambda c: "None" if c is None else f"<{len(c)} bytes>"
    )
    upload: Upload | None = None
    stream: bool = False
    secret: frozenset[str] = frozenset()
