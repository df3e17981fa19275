"""A response of bytes."""

from __future__ import annotations

from pathlib import Path

import attrs

from openrouter_core.models.http_meta import HttpMeta


@attrs.frozen(slots=False, kw_only=True)
class BinaryResponse:
    """Bytes that the API sent: sound, or a file's content.

    Fields:
        content: the bytes; None where they were written to `path`.
        path: the file that holds them, where one was asked for.
        size: how many bytes they are.
        content_type: their media type, as the server says.
        http_meta: what HTTP said; its `generation_id` is that of the generation, where there was one.
    """

    content: bytes | None = attrs.field(
        default=None, repr=lambda c: "None" if c is None else f"<{len(c)} bytes>"
    )
    path: Path | None = None
    size: int = 0
    content_type: str | None = None
    http_meta: HttpMeta | None = attrs.field(default=None, eq=False, repr=False)
