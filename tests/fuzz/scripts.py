"""What a hostile server does with one request: a script, drawn from a seed and the request's number."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Final, NamedTuple, TypeAlias

from openrouter_core.testing import chunks, completion
from openrouter_core.testing.payloads import event
from tests.fuzz.answers import KEY, TOKENS, draw_body

PAUSE: Final = 0.02
"""Seconds between two pieces of a drip."""
LONG: Final = 1.0
"""Seconds of silence, longer than the client waits."""


class Step(NamedTuple):
    """One step of a script.

    Fields:
        data: what is sent.
        times: how often; floods end when the client has gone.
        pause: seconds to wait after each time.
    """

    data: bytes
    times: int = 1
    pause: float = 0.0


class Script(NamedTuple):
    """What happens on a connection once a request's head is here.

    Fields:
        name: what is hostile about it.
        steps: what is sent.
        ending: how it ends: ``"close"``, ``"reset"``, or ``"keep"`` for another request.
        reads: what of the request's body is read before: ``"all"``, ``"nothing"`` or ``"slowly"``.
        cut: whether less comes than was announced, so that a whole response must not be taken for one.
    """

    name: str
    steps: tuple[Step, ...]
    ending: str = "close"
    reads: str = "all"
    cut: bool = False


def script(seed: str, number: int, kind: str) -> Script:
    """The script for a request.

    Arguments:
        kind: what the client makes of it: ``"whole"``, ``"streamed"``, ``"download"`` or ``"upload"``.
    """
    random = Random(f"{seed}/{number}")
    draw = random.choices(_DRAWS, _WEIGHTS)[0]
    found = draw(random, kind)
    reads = random.choices(("all", "nothing", "slowly"), (8, 1, 1))[0]
    return found._replace(reads=reads if kind == "upload" else "all")


# --- heads and bodies ----------------------------------------------------------------------------------------------

_TYPES: Final = {
    "whole": b"application/json",
    "streamed": b"text/event-stream",
    "download": b"application/octet-stream",
    "upload": b"application/json",
}
_STATUSES: Final = (200,) * 12 + (200, 201, 204, 304, 400, 401, 429, 500, 503, 101, 999)
_STREAM: Final = b"".join(map(event, chunks("Paris it is."))) + event("[DONE]")


def _type(random: Random, kind: str) -> bytes:
    """Mostly what the client has asked for."""
    return random.choice(list(_TYPES.values())) if random.randrange(6) == 0 else _TYPES[kind]


def _head(status: int, content_type: bytes, *headers: bytes) -> bytes:
    lines = (b"HTTP/1.1 %d X" % status, b"Content-Type: " + content_type, *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _body(random: Random, kind: str) -> bytes:
    choice = random.randrange(4)
    if choice == 0:
        return draw_body(random)[:200_000]
    if kind == "streamed":
        return _STREAM
    if kind == "download":
        return random.randbytes(random.randrange(1, 5_000))
    return completion_body() if choice == 1 else b'{"id": "file_1", "object": "file", "bytes": 5}'


@cache
def completion_body() -> bytes:
    import json

    return json.dumps(completion("Paris it is.")).encode()


def _chunked(random: Random, body: bytes) -> bytes:
    size = random.choice((1, 7, 1_000, 70_000)) if len(body) < 500 else 4_000
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


# --- what is hostile -----------------------------------------------------------------------------------------------


def _pieces(random: Random, data: bytes) -> tuple[Step, ...]:
    """Bytes as they may arrive: at once, in pieces, or in drips with silence in between."""
    how = random.randrange(8)
    if how < 5:
        return (Step(data),)
    places = sorted(random.randrange(len(data) + 1) for _ in range(random.randrange(1, 12)))
    parts = [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]
    steps = [Step(part, pause=PAUSE if how < 7 else 0.0) for part in parts]
    if how == 7 and random.randrange(4) == 0:
        steps.insert(random.randrange(len(steps)), Step(b"", pause=LONG))
    return tuple(steps)


def _well_meant(random: Random, kind: str) -> Script:
    """An answer like the API's, or bent, framed well."""
    body = _body(random, kind)
    status = random.choice(_STATUSES)
    content_type = _type(random, kind)
    headers = [random.choice((b"X-A: b", b"Set-Cookie: a=b", b"X-Echo: " + KEY.encode()))]
    framing = random.randrange(3)
    if framing == 0:
        data = _head(status, content_type, *headers, b"Content-Length: %d" % len(body)) + body
    elif framing == 1:
        data = _head(status, content_type, *headers, b"Transfer-Encoding: chunked")
        data += _chunked(random, body)
    else:
        data = _head(status, content_type, *headers, b"Connection: close") + body
    ending = "close" if framing == 2 else random.choice(("keep", "keep", "close"))
    if random.randrange(12) == 0:  # a second response that nobody has asked for
        return Script("planted response", (Step(data + data),), "keep")
    return Script("answer", _pieces(random, data), ending)


def _cut(random: Random, kind: str) -> Script:
    """A body that ends before its end."""
    body = _body(random, kind) + b" "
    framing = random.randrange(3)
    content_type = _TYPES[kind]
    if framing == 0:
        head = _head(200, content_type, b"Content-Length: %d" % len(body))
        data = body[: random.randrange(len(body))]
    elif framing == 1:
        head = _head(200, content_type, b"Transfer-Encoding: chunked")
        whole = _chunked(random, body)
        data = whole[: random.randrange(len(whole) - 5)]
    else:
        packed = gzip.compress(body, mtime=0)
        head = _head(200, content_type, b"Content-Encoding: gzip", b"Connection: close")
        data = packed[: random.randrange(1, len(packed) - 8)]
    ending = random.choice(("close", "reset"))
    return Script("cut", _pieces(random, head + data), ending, cut=True)


_LENGTHS: Final = (
    *(b"0", b"-1", b"+5", b"5, 5", b"5, 6", b"0x10", b"1e3", b"", b" 5", b"5 5", b"\xb2", b"5\x00"),
    *(b"9" * 20, b"9" * 5_000, b"10000000000", b"18446744073709551616"),
)
_CHUNKS: Final = (
    *(
        b"-1\r\na\r\n",
        b"0x2\r\nab\r\n",
        b"+2\r\nab\r\n",
        b"2\r\nabXX",
        b"\r\n",
        b"g\r\n",
        b"2\nab\n",
    ),
    *(b"f" * 16 + b"\r\n", b"f" * 5_000 + b"\r\n", b"2;" + b"x" * 70_000 + b"\r\nab\r\n0\r\n\r\n"),
    *(
        b"0\r\n" + b"X-T: a\r\n" * 5_000 + b"\r\n",
        b"2 \r\nab\r\n0\r\n\r\n",
        b"0\r\nno colon\r\n\r\n",
    ),
)


def _framing(random: Random, kind: str) -> Script:
    """Lengths and chunks that are none, and heads that say two things."""
    body = _body(random, kind)
    how = random.randrange(4)
    if how == 0:
        head = _head(200, _TYPES[kind], b"Content-Length: " + random.choice(_LENGTHS))
        return Script("length", (Step(head + body),))
    if how == 1:
        head = _head(200, _TYPES[kind], b"Transfer-Encoding: chunked")
        return Script("chunk", (Step(head + random.choice(_CHUNKS)),))
    coding = random.choice(
        (b"chunked, chunked", b"gzip, chunked", b"identity", b"chunked\x0b", b"x")
    )
    headers = [b"Transfer-Encoding: " + coding]
    if how == 3:
        headers += [b"Content-Length: 5", b"Transfer-Encoding: chunked"]
    return Script("two framings", (Step(_head(200, _TYPES[kind], *headers) + body),))


_HEADS: Final = (
    *(
        b"",
        b"\r\n",
        b"\x00" * 100,
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 2 O\r\n\r\n",
    ),
    *(
        b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n folded: a\r\n\r\n",
        b"<html>\r\n\r\n",
    ),
    *(
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"SSH-2.0-OpenSSH_9\r\n",
    ),
    *(b"HTTP/1.1 200 OK\r\nX: \xff\xfe\x80\r\n\r\n", b"HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
    *(b"HTTP/1.1 200 \xff\r\nContent-Length: 2\r\n\r\n{}", b"HTTP/1.0 200 OK\r\n\r\n{}"),
)


def _no_http(random: Random, kind: str) -> Script:
    data = random.choice((*_HEADS, random.randbytes(random.randrange(300))))
    ending = random.choice(("close", "reset"))
    return Script("no HTTP", (Step(data, pause=random.choice((0.0, 0.0, 0.0, LONG))),), ending)


def _head_flood(random: Random, kind: str) -> Script:
    flood = random.choice(
        (
            Step(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1_000, 100),
            Step(b"HTTP/1.1 100 Continue\r\n\r\n", 100, PAUSE),
            Step(b"X-Many: a\r\n" * 1_000, 100),
            Step(b"x" * 65_536, 100),
            Step(b"X", 100, PAUSE),
        )
    )
    first = b"" if flood.data.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\nX-First: 1\r\n"
    return Script("head flood", (Step(first), flood))


_FLOODS: Final = (
    *(b"x" * 65_536, b" " * 65_536, b"\n" * 65_536, b"\r\n" * 30_000, b": x\n\n" * 10_000),
    *(b"data\n" * 10_000, b"data:xy\n" * 8_000, b"data: x\n\n" * 5_000, b"event: x\n" * 5_000),
    *(b"id: 1\n\n" * 8_000, b"\xff" * 65_536, b"[" * 65_536, b"{}," * 20_000, b'"\\u0000' * 9_000),
    *(_STREAM[:-20] * 40, b'data: {"choices":[{"delta":{"content":"x"}}]}\n\n' * 1_000),
    *(b'data: {"choices":[' + b'{"index":2305843009213693951},' * 2_000, b"\xef\xbb\xbf" * 20_000),
)
_OPENINGS: Final = (b"", b'{"a":"', b'data: {"choices":[],"x":[', b'{"choices":[', b"data: ", b": ")


def _body_flood(random: Random, kind: str) -> Script:
    """A body without end."""
    head = _head(random.choice((200, 200, 200, 500)), _type(random, kind), b"Connection: close")
    flood = Step(random.choice(_FLOODS), random.choice((20, 200)))
    if random.randrange(4) == 0:
        flood = Step(random.choice((b" ", b"\n", b": x\n\n", b"data: {}\n\n", b"x")), 100, PAUSE)
    return Script("body flood", (Step(head + random.choice(_OPENINGS)), flood))


_COSTLY: Final = (
    (b'{"choices":[],"x":[', b"{},", b"0]}"),
    (b'{"choices":[', b"{},", b"{}]}"),
    (b'{"choices":[', b'{"delta":{}},', b"{}]}"),
    (b'{"choices":[{"delta":{"tool_calls":[', b'{"index":2305843009213693951},', b"{}]}}]}"),
    (b'{"choices":[{"message":{"content":[', b'{"type":"text"},', b"{}]}}]}"),
    (b'{"x":', b'{"a":', b""),
    (b'{"error":{"message":"', b"\\u0041", b'"}}'),
    (b'{"usage":{"cost":', b"9", b"}}"),
)


def _costly(random: Random, kind: str) -> Script:
    """JSON that is small on the wire, and not in memory; up to the limit of an event."""
    opening, inner, closing = random.choice(_COSTLY)
    size = random.choice((1_000, 50_000, 500_000, 2_000_000, 2_200_000))
    body = opening + inner * (size // len(inner)) + closing
    if kind == "streamed":
        body = b"data: " + body + b"\n\ndata: [DONE]\n\n"
    head = _head(200, _TYPES[kind], b"Content-Length: %d" % len(body))
    return Script("costly JSON", (Step(head + body),), "keep")


@cache
def _bomb(unit: bytes, layers: int, coding: str) -> bytes:
    """Megabytes, packed."""
    data = unit * (2**20 // len(unit))
    packed = gzip.compress(data, mtime=0) * 40 if coding == "gzip" else zlib.compress(data * 8)
    return packed if layers == 1 else gzip.compress(packed, mtime=0)


_CODINGS: Final = (
    *(b"gzip", b"deflate", b"gzip, gzip", b"br", b"zstd", b"compress", b"no-such", b"identity"),
    *(b"gzip;q=1", b", ,", b"gzip," * 5_000, b"\xff"),
)


def _codings(random: Random, kind: str) -> Script:
    """Compression: bombs, what is none, and what was not asked for."""
    if random.randrange(2):
        unit = random.choice((b" ", b"\n", b"x", b": x\n\n", b"data: {}\n\n", b"{},"))
        coding = random.choice(("gzip", "deflate"))
        layers = random.choice((1, 1, 2))
        names = ", ".join([coding, "gzip"][:layers]).encode()
        packed = _bomb(unit, layers, coding)
    else:
        names = random.choice(_CODINGS)
        body = _body(random, kind)
        packed = random.choice((body, gzip.compress(body, mtime=0), zlib.compress(body)))
        if random.randrange(3) == 0:
            at = random.randrange(len(packed) + 1)
            packed = packed[:at] + random.choice(TOKENS)[:100] + packed[at:]
    status = random.choice((200, 200, 200, 500))
    head = _head(status, _type(random, kind), b"Content-Encoding: " + names, b"Connection: close")
    return Script("coding", _pieces(random, head + packed))


_Draw: TypeAlias = Callable[[Random, str], Script]
_DRAWS: Final[tuple[_Draw, ...]] = (
    *(_well_meant, _cut, _framing, _no_http, _head_flood, _body_flood, _costly, _codings),
)
_WEIGHTS: Final = (16, 12, 12, 10, 1, 3, 1, 6)
