"""HTTP/1.1 requests from bytes, without a socket: the part of RFC 9112 that clients use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openrouter_core.testing.record import Headers

MAX_HEAD_BYTES = 1 << 20
MAX_BODY_BYTES = 64 << 20
MAX_CHUNK_LINE_BYTES = 4096

# As in RFC 9110, 8.6 and RFC 9112, 7.1; more digits cannot be a real length.
_LENGTH = re.compile("[0-9]{1,18}")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(;.*)?", re.S)


class MalformedRequest(Exception):
    """The bytes are not an HTTP/1.1 request; `status` is the answer before closing."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class ParsedRequest:
    """A complete request; `keep_alive` says whether the client wants to reuse the connection."""

    method: str
    target: str
    headers: Headers
    body: bytes
    keep_alive: bool
    http_version: str


@dataclass(slots=True)
class _Head:
    method: str
    target: str
    headers: Headers
    keep_alive: bool
    http_version: str
    length: int | None  # None: the body is chunked
    expects_continue: bool


class RequestParser:
    """Takes bytes as they arrive and returns requests when they are complete.

    The buffer is searched from where the last search stopped, so a body in a million pieces is
    linear work.

    Args:
        max_body: the largest body in bytes.
    """

    def __init__(self, max_body: int = MAX_BODY_BYTES) -> None:
        self._max_body = max_body
        self._buffer = bytearray()
        self._head: _Head | None = None
        self._position = 0  # of the search for the head's end
        self._body = bytearray()  # the chunks so far

    @property
    def unread(self) -> int:
        """How many bytes were fed but not consumed yet."""
        return len(self._buffer)

    def feed(self, data: bytes) -> None:
        """Add what was received."""
        self._buffer += data

    def take_expectation(self) -> bool:
        """Whether the client waits for `100 Continue`; True once per request, and not if the body is arriving."""
        if self._head is None or not self._head.expects_continue or self._buffer:
            return False
        self._head.expects_continue = False
        return True

    def next_request(self) -> ParsedRequest | None:
        """The next complete request, or None if bytes are missing; raises `MalformedRequest`."""
        if self._head is None:
            self._head = self._take_head()
        if self._head is None:
            return None
        body = self._take_chunked() if self._head.length is None else self._take(self._head.length)
        if body is None:
            return None
        head, self._head = self._head, None
        return ParsedRequest(
            head.method, head.target, head.headers, body, head.keep_alive, head.http_version
        )

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
        head = _parse_head(text)
        self._expect_at_most(head.length or 0)
        return head

    def _expect_at_most(self, size: int) -> None:
        if size > self._max_body:
            raise MalformedRequest(413, f"the body is larger than {self._max_body} bytes")

    def _take(self, size: int) -> bytes | None:
        if len(self._buffer) < size:
            return None
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _take_chunked(self) -> bytes | None:
        while True:
            line_end = self._buffer.find(b"\r\n")
            if line_end < 0:
                if len(self._buffer) > MAX_CHUNK_LINE_BYTES:
                    raise MalformedRequest(400, "a chunk's size line is too long")
                return None
            size = _chunk_size(self._buffer[:line_end])
            if size == 0:
                return self._take_trailers(line_end)
            self._expect_at_most(len(self._body) + size)
            end = line_end + 2 + size
            if len(self._buffer) < end + 2:
                return None
            if self._buffer[end : end + 2] != b"\r\n":
                raise MalformedRequest(400, "a chunk is longer than its size says")
            self._body += self._buffer[line_end + 2 : end]
            del self._buffer[: end + 2]

    def _take_trailers(self, line_end: int) -> bytes | None:
        bare = self._buffer[line_end + 2 : line_end + 4] == b"\r\n"
        end = line_end if bare else self._buffer.find(b"\r\n\r\n", line_end)
        if end < 0:
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise MalformedRequest(431, "the trailers are too large")
            return None
        del self._buffer[: end + 4]
        body = bytes(self._body)
        self._body.clear()
        return body


def _chunk_size(line: bytes | bytearray) -> int:
    found = _CHUNK_SIZE.fullmatch(line)
    if found is None:
        raise MalformedRequest(400, f"bad chunk size {bytes(line[:20])!r}")
    return int(found[1], 16)


def _parse_head(text: str) -> _Head:
    request_line, *lines = text.split("\r\n")
    try:
        method, target, version = request_line.split(" ")
    except ValueError:
        raise MalformedRequest(400, f"bad request line {request_line[:100]!r}") from None
    if version not in ("HTTP/1.1", "HTTP/1.0"):
        raise MalformedRequest(505, f"HTTP version not supported: {version[:20]!r}")
    headers = _parse_fields(lines)
    options = {option.strip().lower() for option in headers.get("connection", "").split(",")}
    keep_alive = "close" not in options and (version == "HTTP/1.1" or "keep-alive" in options)
    expects_continue = headers.get("expect", "").lower() == "100-continue"
    length = _body_length(headers)
    return _Head(method, target, headers, keep_alive, version, length, expects_continue)


def _parse_fields(lines: list[str]) -> Headers:
    fields: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise MalformedRequest(400, "bad header line")
        fields.append((name, value.strip(" \t")))
    return Headers(fields)


def _body_length(headers: Headers) -> int | None:
    """The length of the body in bytes; None for a chunked one.

    If two headers give two lengths, the two sides of a proxy may use different ones, which allows request smuggling
    (RFC 9112, 6.3 and 11.2): such a request is refused.
    """
    lengths, codings = headers.get_all("content-length"), headers.get_all("transfer-encoding")
    if len(lengths) + len(codings) > 1:
        raise MalformedRequest(400, "Content-Length or Transfer-Encoding is given more than once")
    if codings:
        if codings[0].lower() != "chunked":
            raise MalformedRequest(501, f"transfer coding not supported: {codings[0][:20]!r}")
        return None
    if lengths and not _LENGTH.fullmatch(lengths[0]):
        raise MalformedRequest(400, f"bad Content-Length {lengths[0][:20]!r}")
    return int(lengths[0]) if lengths else 0
