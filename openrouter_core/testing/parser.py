"""HTTP/1.1 requests out of bytes, without a socket: as much of RFC 9112 as clients use."""

from __future__ import annotations

from dataclasses import dataclass

from openrouter_core.testing.record import Headers

MAX_HEAD_BYTES = 1 << 20


class MalformedRequest(Exception):
    """The bytes are no HTTP/1.1 request; `status` is what to answer before closing."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class ParsedRequest:
    """A complete request; `keep_alive` is whether its sender wants to use the connection again."""

    method: str
    target: str
    headers: Headers
    body: bytes
    keep_alive: bool


@dataclass(slots=True)
class _Head:
    method: str
    target: str
    headers: Headers
    keep_alive: bool
    length: int | None  # None: the body is chunked
    expects_continue: bool


class RequestParser:
    """Takes bytes as they come and gives requests as they are complete.

    The buffer is searched from where the last search stopped, so a body in a million pieces is
    linear work.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head: _Head | None = None
        self._position = (
            0  # of the unread part of a chunked body, or of the search for the head's end
        )
        self._chunks: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Add what was received."""
        self._buffer += data

    def take_expectation(self) -> bool:
        """Whether the sender waits for `100 Continue`; True once per request, and not if the body
        is on its way.
        """
        if self._head is None or not self._head.expects_continue or self._buffer:
            return False
        self._head.expects_continue = False
        return True

    def next_request(self) -> ParsedRequest | None:
        """The next complete request, or None while bytes are missing; raises `MalformedRequest`."""
        if self._head is None:
            self._head = self._take_head()
        if self._head is None:
            return None
        body = self._take_chunked() if self._head.length is None else self._take(self._head.length)
        if body is None:
            return None
        head, self._head = self._head, None
        return ParsedRequest(head.method, head.target, head.headers, body, head.keep_alive)

    def _take_head(self) -> _Head | None:
        if self._buffer.startswith(b"\r\n"):
            del self._buffer[:2]  # RFC 9112, 2.2: an empty line before a request is to be ignored
        end = self._buffer.find(b"\r\n\r\n", self._position)
        if end > MAX_HEAD_BYTES or (end < 0 and len(self._buffer) > MAX_HEAD_BYTES):
            raise MalformedRequest(431, "the request's head is too large")
        if end < 0:
            self._position = max(len(self._buffer) - 3, 0)
            return None
        text = self._buffer[:end].decode("latin-1")
        del self._buffer[: end + 4]
        self._position = 0
        return _parse_head(text)

    def _take(self, size: int) -> bytes | None:
        if len(self._buffer) < size:
            return None
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _take_chunked(self) -> bytes | None:
        while True:
            line_end = self._buffer.find(b"\r\n", self._position)
            if line_end < 0:
                return None
            size = _chunk_size(self._buffer[self._position : line_end])
            if size == 0:
                return self._take_trailers(line_end)
            end = line_end + 2 + size
            if len(self._buffer) < end + 2:
                return None
            if self._buffer[end : end + 2] != b"\r\n":
                raise MalformedRequest(400, "a chunk is longer than its size says")
            self._chunks.append(bytes(self._buffer[line_end + 2 : end]))
            self._position = end + 2

    def _take_trailers(self, line_end: int) -> bytes | None:
        bare = self._buffer[line_end + 2 : line_end + 4] == b"\r\n"
        end = line_end if bare else self._buffer.find(b"\r\n\r\n", line_end)
        if end < 0:
            return None
        del self._buffer[: end + 4]
        self._position = 0
        body = b"".join(self._chunks)
        self._chunks.clear()
        return body


def _chunk_size(line: bytes | bytearray) -> int:
    digits = line.split(b";", 1)[0].strip()
    try:
        size = int(digits, 16)
    except ValueError:
        size = -1
    if size < 0:
        raise MalformedRequest(400, f"bad chunk size {bytes(digits[:20])!r}")
    return size


def _parse_head(text: str) -> _Head:
    request_line, *lines = text.split("\r\n")
    try:
        method, target, version = request_line.split(" ")
    except ValueError:
        raise MalformedRequest(400, f"bad request line {request_line[:100]!r}") from None
    if version not in ("HTTP/1.1", "HTTP/1.0"):
        raise MalformedRequest(505, f"HTTP version not supported: {version[:20]!r}")
    fields: list[tuple[str, str]] = []
    length: int | None = 0
    keep_alive = version == "HTTP/1.1"
    expects_continue = False
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise MalformedRequest(400, "bad header line")
        value = value.strip(" \t")
        fields.append((name, value))
        match name.lower():
            case "content-length":
                if not (value.isascii() and value.isdigit()):
                    raise MalformedRequest(400, f"bad Content-Length {value[:20]!r}")
                length = None if length is None else int(value)
            case "transfer-encoding":
                if value.lower() != "chunked":
                    raise MalformedRequest(501, f"transfer coding not supported: {value[:20]!r}")
                length = None
            case "connection":
                options = {option.strip().lower() for option in value.split(",")}
                keep_alive = "close" not in options and (keep_alive or "keep-alive" in options)
            case "expect":
                expects_continue = value.lower() == "100-continue"
            case _:
                pass
    return _Head(method, target, Headers(fields), keep_alive, length, expects_continue)
