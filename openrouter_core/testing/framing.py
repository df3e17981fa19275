"""From a reply's fields to bytes: body pieces, chunks, compression, the head."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Literal, TypeAlias

from openrouter_core.testing.payloads import dumps

Body: TypeAlias = (
    bytes | str | tuple[bytes, ...] | Mapping[str, Any] | list[Any] | int | float | None
)
HeaderPairs: TypeAlias = tuple[tuple[str, str], ...]
HeaderInput: TypeAlias = Mapping[str, str] | Sequence[tuple[str, str]]
Transfer: TypeAlias = Literal["content-length", "chunked", "close"]

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


def header_pairs(headers: HeaderInput) -> HeaderPairs:
    """Headers as pairs, whichever way they were given."""
    return tuple(headers.items() if isinstance(headers, Mapping) else headers)


def with_default(headers: HeaderInput, name: str, value: str) -> HeaderPairs:
    """The headers, with `name` added if it is missing."""
    pairs = header_pairs(headers)
    if any(key.lower() == name.lower() for key, _ in pairs):
        return pairs
    return (*pairs, (name, value))


def with_implied_type(headers: HeaderInput, body: Body) -> HeaderPairs:
    """The headers, with a Content-Type if the body's Python type implies one."""
    if isinstance(body, bytes | tuple):
        return header_pairs(headers)
    implied = "text/plain; charset=utf-8" if isinstance(body, str) else "application/json"
    return with_default(headers, "Content-Type", implied)


def body_pieces(body: Body) -> tuple[bytes, ...]:
    """The body as the pieces that are written; never empty bytes, which would end a chunked body."""
    if isinstance(body, tuple):
        return tuple(piece for piece in body if piece)
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogatepass")
    elif not isinstance(body, bytes):
        body = dumps(body)
    return (body,) if body else ()


def compress(pieces: tuple[bytes, ...], truncate: int) -> tuple[bytes, ...]:
    """The gzipped pieces, each flushed so that it can be read at once; the last bytes are cut off."""
    compressor = zlib.compressobj(wbits=31)  # 31 adds gzip's header and trailer
    compressed = [
        compressor.compress(piece) + compressor.flush(zlib.Z_SYNC_FLUSH) for piece in pieces
    ]
    compressed.append(compressor.flush())
    while truncate > 0 and compressed:
        last = compressed.pop()
        if len(last) > truncate:
            compressed.append(last[:-truncate])
        truncate -= len(last)
    return tuple(compressed)


def encode_head(status: int, headers: HeaderPairs, transfer: Transfer, length: int) -> bytes:
    """Status line and headers, including the empty line."""
    pairs = list(headers)
    given = {name.lower() for name, _ in pairs}
    if transfer == "close":
        pairs.append(("Connection", "close"))
    elif given.isdisjoint(("content-length", "transfer-encoding")):
        if transfer == "chunked":
            pairs.append(("Transfer-Encoding", "chunked"))
        elif status >= 200 and status not in (204, 304):  # RFC 9110, 8.6
            pairs.append(("Content-Length", str(length)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs)
    return f"HTTP/1.1 {status} {_PHRASES.get(status, 'Unknown')}\r\n{lines}\r\n".encode("latin-1")


def frame(pieces: tuple[bytes, ...], transfer: Transfer) -> tuple[bytes, ...]:
    """The pieces as they are sent; if chunked, with the terminator as the last one."""
    if transfer != "chunked":
        return pieces
    return (*(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces), b"0\r\n\r\n")


def framed_offset(position: int, pieces: tuple[bytes, ...], framed: tuple[bytes, ...]) -> int:
    """Where byte `position` of the body stands among the framed bytes.

    A position between two chunks is before the second one's size line.
    """
    left = position if position >= 0 else max(sum(map(len, pieces)) + position, 0)
    start = 0
    for piece, wire in zip(pieces, framed, strict=False):
        if left == 0:
            break
        if left < len(piece):
            size_line = len(wire) - len(piece) - 2 if len(wire) > len(piece) else 0
            return start + size_line + left
        left -= len(piece)
        start += len(wire)
    return start
