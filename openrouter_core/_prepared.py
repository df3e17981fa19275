"""A request as it will be sent: hooks see it and may change it."""

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
        field: the name of the form's field that holds the file.
        source: bytes, a path, or a file that is open for reading bytes; None where the form has no file.
        filename: the name that the server gets.
        content_type: the file's media type; with None it follows from the name.
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
    """A request as it will be sent, but without the key.

    Fields:
        operation: the function's name, such as ``"chat_send"``.
        method, url: the HTTP method, and the whole URL.
        headers: the request's headers, without Authorization.
        content: the body's bytes; None where there is no body, or the HTTP client writes it from `upload`.
        upload: the form with a file, where one is sent; the HTTP client writes its headers.
        stream: whether a stream is requested.
        secret: the body's fields that debug output does not show.
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
