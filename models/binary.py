"""A response of bytes."""

from __future__ import annotations

from pathlib import Path

import attrs

from openrouter_core.models.http_meta import HttpMeta


@attrs.frozen(slots=False, kw_only=True)
class BinaryResponse:
    """Bytes that the API sent: sound, or a file's content.

    Fields:
        content: the bytes; None if they were written to `path`.
        path: the file that holds them, if one was requested.
        size: the number of bytes.
        content_type: their media type, as the server reports it.
        http_meta: status, headers and times of the HTTP response; its `generation_id` identifies the generation, if
            there was one.
    """

    content: bytes | None = attrs.field(
        default=None, repr=lambda c: "None" if c is None else f"<{len(c)} bytes>"
    )
    path: Path | None = None
    size: int = 0
    content_type: str | None = None
    http_meta: HttpMeta | None = attrs.field(default=None, eq=False, repr=False)
