"""Answers that a server could give: bodies like the API's, bent, under statuses, types and headers that fit or do not.

All is drawn from a `random.Random`, of which only a few methods are used: hypothesis has one that it can shrink.
"""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

from openrouter_core.testing import chunks, comment, completion, error, error_chunk, usage
from openrouter_core.testing.payloads import event

KEY: Final = "sk-or-v1-0123456789abcdef"
"""The key that is sent, and that some answers send back."""

ENDINGS: Final = ("ReadError", "ReadTimeout", "RemoteProtocolError", "OSError", "RuntimeError")
"""What reading a body may raise at its end: classes of httpx, and of no HTTP client at all."""


class Answer(NamedTuple):
    """What a server sends.

    Fields:
        headers: names and values.
        pieces: the body, as it is cut when it arrives.
        ending: the exception that reading the body ends in, by name; None where it ends well.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    pieces: tuple[bytes, ...]
    ending: str | None = None

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)

    def to_json(self) -> str:
        """Text from which `from_json` makes the same answer."""
        pieces = [b64encode(piece).decode() for piece in self.pieces]
        return json.dumps({**self._asdict(), "pieces": pieces}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Answer:
        said = json.loads(text)
        return cls(
            said["status"],
            tuple((name, value) for name, value in said["headers"]),
            tuple(b64decode(piece) for piece in said["pieces"]),
            said["ending"],
        )


# --- what bodies are made of ---------------------------------------------------------------------------------------

_TOOL_CALL: Final[dict[str, Any]] = {
    "index": 0,
    "id": "call_1",
    "type": "function",
    "function": {"name": "look_up", "arguments": '{"city": "Paris"}'},
}
_RICH: Final[dict[str, Any]] = {
    "id": "gen-1",
    "provider": None,
    "model": "a/b",
    "created": 1.5e9,
    "choices": [
        {
            "index": 0,
            "finish_reason": "tool_calls",
            "logprobs": {"content": [{"token": "a", "logprob": -1, "top_logprobs": []}]},
            "message": {
                "role": "assistant",
                "content": [{"type": "text", "text": "Paris\u2028"}],
                "tool_calls": [_TOOL_CALL],
                "reasoning_details": [{"type": "reasoning.text", "text": "So", "signature": None}],
                "annotations": [{"type": "url_citation", "url_citation": {"url": "https://a.b"}}],
                "images": [{"type": "image_url", "image_url": {"url": "data:,"}}],
            },
        }
    ],
    "usage": {**usage(), "cost": 1e-07, "server_tool_use": {"web_search_requests": 1}},
}
_FAILURES: Final[tuple[Any, ...]] = (
    error(429, "Slow down", metadata={"raw": '{"error": {"message": "quota"}}'}),
    error("server_error", "Broken", availability={"retryable": True, "retry_after": 2}),
    error(503, "No provider", availability={"retryable": True, "retry_after": 10**400}),
    {"error": {"http_status": 402, "error_type": "payment_required"}, "user_id": "user_1"},
    {"id": None, "choices": None, "error": {"code": 502.0, "message": None}},
    {"error": f"you sent {KEY}"},
    {"choices": [{"finish_reason": "error", "error": {"code": 504}, "message": {"content": "P"}}]},
    error_chunk(503, "No provider"),
)
DOCUMENTS: Final[tuple[bytes, ...]] = (
    *(
        json.dumps(value, separators=(",", ":")).encode()
        for value in (completion("Paris it is."), _RICH, {}, {"choices": []}, *_FAILURES)
    ),
    b"\n         \n" * 3 + json.dumps(completion("Hi")).encode(),
    b"<html><body>502 Bad Gateway</body></html>",
    b"upstream connect error",
    b"",
)
_DONE: Final = event("[DONE]")
STREAMS: Final[tuple[bytes, ...]] = (
    b"".join(map(event, chunks("Paris it is."))) + _DONE,
    b"".join(event(each, newline="\r\n") for each in chunks("Paris")) + event("[DONE]"),
    comment() + b"".join(map(event, chunks("Hi"))),
    event(_RICH) + _DONE,
    b"".join(map(event, chunks("Hi")[:1])) + event(error_chunk(429, "Slow down")),
    *(event(each) + _DONE for each in _FAILURES),
    b"\xef\xbb\xbfevent: message\nid: 1\ndata: {\ndata: }\n\n",
    b'data: {"choices":\r\ndata: []}\r\n\r\n' + _DONE,
    _DONE,
    comment(),
)
TOKENS: Final[tuple[bytes, ...]] = (
    *(
        b"\n",
        b"\n\n",
        b"\r",
        b"\r\n",
        b"data:",
        b"data: ",
        b"event: error\n",
        b": x\n\n",
        b"[DONE]",
    ),
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b"{}", b"[]", b"null", b"true", b'""', b" ", b"\\"),
    *(b"NaN", b"-Infinity", b"1e999", b"-0", b"0.1e-400", b"9" * 4301, b"1" * 20_000, b"429"),
    *(b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"\x00"),
    *("\u2028\u2029\x85".encode(), b"\xf0\x9f\x98\x80", KEY.encode(), b"<", b"a" * 70_000),
    *(b'"error":', b'"choices":', b'"finish_reason":"stop"', b'"finish_reason":"error"'),
    *(
        b'"delta":{"content":"x"}',
        b'"message":',
        b'"index":',
        b'"usage":',
        b'"code":',
        b'"metadata":',
    ),
)
_NAMES: Final = (
    *("error", "code", "message", "metadata", "raw", "provider_name", "availability", "retryable"),
    *("retry_after", "http_status", "error_type", "type", "user_id", "choices", "index"),
    *("finish_reason", "native_finish_reason", "delta", "message", "role", "content", "reasoning"),
    *("reasoning_details", "tool_calls", "function", "name", "arguments", "id", "logprobs"),
    *("annotations", "images", "audio", "usage", "cost", "prompt_tokens", "prompt_tokens_details"),
    *("model", "created", "object", "x"),
)
_SCALARS: Final[tuple[bytes, ...]] = (
    *(
        b"null",
        b"true",
        b"false",
        b"0",
        b"1",
        b"-1",
        b"1.5",
        b"1e400",
        b"NaN",
        b"429",
        b"502.0",
        b"200",
    ),
    *(
        b'"error"',
        b'"stop"',
        b'""',
        b'"text"',
        b'"429"',
        b'"rate_limit_exceeded"',
        b'"\\ud83d"',
        b'"\xff"',
    ),
    *(b"9" * 4300, b"9" * 5000, b'"1e5"', b'"[1, {}]"', b'"data:,"', b"1" + b"0" * 400, b"-9e307"),
)
_DEPTHS: Final = (3, 100, 300, 330, 480, 500, 900, 960, 990, 1000, 2000, 10_000, 100_000)


def _value(random: Random, depth: int) -> bytes:
    """JSON of any shape, with the API's names in it."""
    kind = random.randrange(6) if depth else 0
    if kind < 2:
        return random.choice(_SCALARS)
    items = [_value(random, depth - 1) for _ in range(random.randrange(4))]
    if kind == 2:
        return b"[" + b",".join(items) + b"]"
    return (
        b"{"
        + b",".join(b'"%s":%s' % (random.choice(_NAMES).encode(), item) for item in items)
        + b"}"
    )


def _nested(random: Random) -> bytes:
    """JSON as deep as the interpreter's stack, more or less, at a place where the API has a value."""
    depth = random.choice(_DEPTHS)
    opening, inner, closing = random.choice(
        ((b"[", b"1", b"]"), (b'{"error":', b"{}", b"}"), (b'{"a":', b'""', b"}"))
    )
    deep = opening * depth + inner + (closing * depth if random.randrange(8) else b"")
    around = random.choice(
        (
            b"%s",
            b'{"x":%s}',
            b'{"error":%s}',
            b'{"error":{"code":429,"metadata":{"raw":%s}}}',
            b'{"error":{"code":"a","metadata":{"raw":"%s"}},"choices":[]}',
            b'{"choices":[{"finish_reason":"stop","message":{"content":%s}}]}',
            b'{"choices":[{"finish_reason":"error","delta":{"tool_calls":%s}}]}',
            b'{"usage":%s,"error":"x"}',
        )
    )
    return around % deep


def _noise(random: Random) -> bytes:
    return bytes(random.randrange(256) for _ in range(random.randrange(40)))


def _events(random: Random, documents: list[bytes]) -> bytes:
    end = random.choice((b"\n\n", b"\r\n\r\n", b"\r\r", b"\n", b""))
    body = b"".join(b"data: " + document + end for document in documents)
    return body + (b"data: [DONE]" + end if random.randrange(2) else b"")


def _fresh(random: Random) -> bytes:
    kind = random.randrange(16)
    if kind < 5:
        return random.choice(DOCUMENTS)
    if kind < 10:
        return random.choice(STREAMS)
    if kind < 12:
        return _value(random, 5)
    if kind < 14:
        return _events(random, [_value(random, 4) for _ in range(random.randrange(4))])
    if kind == 14:
        return _noise(random)
    # Deep and long values cost a hundred times the others.
    if random.randrange(8):
        return _events(random, [random.choice(DOCUMENTS).replace(b"\n", b" ")])
    deep = _nested(random)
    return _events(random, [deep]) if random.randrange(2) else deep


# --- what is done to them ------------------------------------------------------------------------------------------


def _place(random: Random, body: bytes) -> int:
    return random.randrange(len(body) + 1)


def _truncate(random: Random, body: bytes) -> bytes:
    return body[: _place(random, body)]


def _insert(random: Random, body: bytes) -> bytes:
    at = _place(random, body)
    return body[:at] + random.choice(TOKENS) + body[at:]


def _flip(random: Random, body: bytes) -> bytes:
    at = _place(random, body)
    return body[:at] + bytes([random.randrange(256)]) + body[at + 1 :]


def _remove(random: Random, body: bytes) -> bytes:
    at = _place(random, body)
    return body[:at] + body[at + random.randrange(1, 30) :]


def _repeat(random: Random, body: bytes) -> bytes:
    at = _place(random, body)
    part = body[at : at + random.randrange(1, 60)]
    return body[:at] + part * random.randrange(2, 5) + body[at:]


def _splice(random: Random, body: bytes) -> bytes:
    other = _fresh(random)
    return body[: _place(random, body)] + other[_place(random, other) :]


def _swap(random: Random, body: bytes) -> bytes:
    """Put another JSON value where one stands."""
    at = body.find(b":", _place(random, body)) + 1
    end = at
    while end < len(body) and body[end] not in b",}]\n":
        end += 1
    return body[:at] + _value(random, 2) + body[end:] if at else body


_Mutation: TypeAlias = Callable[[Random, bytes], bytes]
_MUTATIONS: Final[tuple[_Mutation, ...]] = (
    _truncate,
    _insert,
    _insert,
    _flip,
    _remove,
    _repeat,
    _splice,
    _swap,
    _swap,
)


def mutate(random: Random, body: bytes) -> bytes:
    """Bend a body a little."""
    return random.choice(_MUTATIONS)(random, body)


def draw_body(random: Random) -> bytes:
    """A body, as it was written or bent up to four times."""
    body = _fresh(random)
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        body = mutate(random, body)
    return body


# --- what is around them -------------------------------------------------------------------------------------------

_STATUSES: Final = (200, 200, 200, 200, 200, 201, 204, 301, 307, 400, 401, 402, 403, 404, 408, 413)
_MORE_STATUSES: Final = (422, 429, 429, 500, 502, 503, 504, 520, 524, 529, 101, 300, 304, 418, 999)
_TYPES: Final = (
    *("application/json", "text/event-stream", "application/json; charset=utf-8", "text/html", ""),
    *("text/event-stream; charset=latin-1", "APPLICATION/JSON", "text/plain; charset=no-such", ";"),
    *("application/octet-stream", "application/problem+json", "jSon/\xff", "multipart/x; boundary"),
)
_HEADERS: Final = (
    *(("Retry-After", value) for value in ("1", "0", "86400", "-1", "soon", "1e9", "9" * 400)),
    *(("Retry-After", value) for value in ("Wed, 21 Oct 2015 07:28:00 GMT", "1 Jan 99999", "٣")),
    *(("retry-after-ms", value) for value in ("1500", "nan", "", "1.5")),
    ("X-Generation-Id", "gen-1"),
    ("X-RateLimit-Reset", "1750000000000"),
    ("X-Echo", KEY),
    ("X-Long", "a" * 20_000),
    ("X-Odd", "\xff\xfe\t "),
    ("Location", "https://elsewhere.example/"),
    ("Set-Cookie", "a=b; Expires=never"),
    ("Content-Length", "3"),
    ("Date", "yesterday"),
    ("Link", "<>;;"),
)
_ENCODINGS: Final = (
    "gzip",
    "deflate",
    "br",
    "zstd",
    "gzip, gzip",
    "no-such",
    "GZIP",
    "identity",
    ",",
)


def cut(random: Random, body: bytes) -> tuple[bytes, ...]:
    """A body as it may arrive."""
    kind = random.randrange(4)
    if kind == 0 and len(body) < 3000:
        size = random.randrange(1, 20)
        return tuple(body[at : at + size] for at in range(0, len(body), size))
    if kind == 1:
        return (body,)
    places = sorted(_place(random, body) for _ in range(random.randrange(4)))
    return tuple(
        body[start:end] for start, end in zip([0, *places], [*places, len(body)], strict=True)
    )


def _status(random: Random) -> int:
    kind = random.randrange(8)
    if kind == 0:
        return random.randrange(100, 600)
    return random.choice(_STATUSES if kind < 6 else _MORE_STATUSES)


def _encoded(random: Random, body: bytes) -> tuple[str, bytes]:
    """A Content-Encoding, and a body that has it, or only begins like one that has."""
    encoding = random.choice(_ENCODINGS)
    if random.randrange(4):
        body = zlib.compress(body) if encoding == "deflate" else gzip.compress(body, mtime=0)
        if not random.randrange(3):
            body = mutate(random, body)
    return encoding, body


def around(random: Random, body: bytes, *, encoded: bool = True) -> Answer:
    """An answer with this body.

    Arguments:
        encoded: whether it may be compressed, and reading it may end badly: things that an HTTP client deals with.
    """
    headers = [("Content-Type", random.choice(_TYPES))]
    if not random.randrange(3):
        headers += [random.choice(_HEADERS) for _ in range(random.randrange(1, 4))]
    ending = None
    if encoded:
        if not random.randrange(4):
            encoding, body = _encoded(random, body)
            headers.append(("Content-Encoding", encoding))
        if not random.randrange(6):
            ending = random.choice(ENDINGS)
    return Answer(_status(random), tuple(headers), cut(random, body), ending)


def draw(random: Random, *, encoded: bool = True) -> Answer:
    """An answer; see `around`."""
    return around(random, draw_body(random), encoded=encoded)
