"""What kind of file some bytes are, of those that OpenRouter stores: by their contents alone."""

from __future__ import annotations

import json

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
# Office documents are ZIP archives; the folder of the main part tells them apart.
_OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)


def mime_type(content: bytes) -> str | None:
    r"""The MIME type that the API would report, or None for a file that it refuses.

    >>> mime_type(b"%PDF-1.7 ..."), mime_type(b'{"a": 1}'), mime_type(b"\x00\x01")
    ('application/pdf', 'application/json', None)
    """
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    if content.startswith(b"RIFF"):
        return {b"WAVE": "audio/wav", b"WEBP": "image/webp"}.get(content[8:12])
    if content.startswith(b"PK\x03\x04"):
        return next((name for folder, name in _OFFICE if folder in content), None)
    # The first bytes of an MPEG audio frame: eleven bits that are set, then layer III.
    if len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    if b"\0" in content:
        return None
    try:
        return _text_type(content.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _text_type(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    if text.lstrip()[:1] in ("{", "["):
        if _is_json(text):
            return "application/json"
        if all(map(_is_json, lines)):
            return "application/x-ndjson"
    if len(lines) > 1 and lines[0].count(",") and len({line.count(",") for line in lines}) == 1:
        return "text/csv"
    if any(line.startswith(("# ", "## ", "```", "- [")) for line in lines):
        return "text/markdown"
    return "text/plain"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
