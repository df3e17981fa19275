"""A reply as plain data, and methods that add faults: each returns a new reply, and they can be combined."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypeAlias

from openrouter_core.testing import framing, payloads
from openrouter_core.testing.framing import Body, HeaderInput, HeaderPairs, Transfer
from openrouter_core.testing.script import Cut, Pause, Reset, Send, Stall, Step, insert

Origin: TypeAlias = Literal["response", "body"]

# Headers of the recorded connection; a replay has another one. Recorded bodies are already decompressed.
_HOP_BY_HOP = {"connection", "content-encoding", "content-length", "transfer-encoding"}


@dataclass(frozen=True, slots=True)
class Edit:
    """Steps to put into a reply's script at byte positions; negative ones count from the end."""

    steps: tuple[Step, ...]
    at: tuple[int, ...] = ()
    every: int | None = None
    of: Origin = "response"
    end: bool = False


@dataclass(frozen=True)
class Reply:
    """The reply to one request.

    Fields:
        status: any integer.
        headers: a mapping, or pairs if a name repeats. Content-Type is derived from the body, and Content-Length or
            Transfer-Encoding from `transfer`, unless they are given here: given headers are sent, correct or not.
        body: bytes; a str (UTF-8); a tuple of bytes, each written and chunked separately; or anything that JSON can
            hold.
        delay: seconds before the first byte.
        transfer: how the body's end is marked: by its length, by chunks, or by closing the
            connection.
        edits: faults, made by the methods below.

    >>> reply = Reply(503, {"Retry-After": "2"}, {"error": {"code": 503, "message": "Busy"}})
    >>> reply.wire.splitlines()[:3]
    [b'HTTP/1.1 503 Service Unavailable', b'Retry-After: 2', b'Content-Type: application/json']
    """

    status: int = 200
    headers: HeaderInput = ()
    body: Body = b""
    delay: float = 0.0
    transfer: Transfer = "content-length"
    edits: tuple[Edit, ...] = ()

    # Ways to make one.

    @classmethod
    def json(cls, value: payloads.Json, status: int = 200, headers: HeaderInput = ()) -> Reply:
        """A JSON body: `Reply.json(completion("Hi"))`, or an error with status 200:
        `Reply.json(error(429, "Slow down"))`.

        It is not a stream, even if the request asked for one: see `events`.
        """
        return cls(
            status,
            framing.with_default(headers, "Content-Type", "application/json"),
            payloads.dumps(value),
        )

    @classmethod
    def error(
        cls,
        code: int,
        message: str = "Something went wrong",
        headers: HeaderInput = (),
        **fields: Any,
    ) -> Reply:
        """An error whose HTTP status and body agree; `fields` are more keys of the error object."""
        return cls.json(payloads.error(code, message, **fields), code, headers)

    @classmethod
    def redirect(cls, location: str, status: int = 307) -> Reply:
        """A redirect with an empty body."""
        return cls(status, {"Location": location})

    @classmethod
    def events(
        cls,
        events: Iterable[payloads.Event],
        *,
        done: bool = True,
        headers: HeaderInput = (),
        newline: str = "\n",
        per_write: int = 1,
    ) -> Reply:
        """A stream of server-sent events, chunked: `Reply.events(chunks("Hi there"))` for a chat.

        Use this for a stream, not `json`. `message_events` and `response_events` make the events of the other APIs.

        Args:
            events: mappings (sent as JSON), strings (sent unchanged as data, valid or not), and bytes (sent raw; see
                `comment`).
            done: end with `data: [DONE]`.
            headers: more headers, or another Content-Type.
            newline: the line ending: LF, CRLF or CR.
            per_write: how many events share a write and an HTTP chunk.
        """
        encoded = [payloads.event(event, newline=newline) for event in events]
        if done:
            encoded.append(payloads.event(payloads.DONE, newline=newline))
        body = tuple(
            b"".join(encoded[i : i + per_write]) for i in range(0, len(encoded), per_write)
        )
        return cls(
            200,
            framing.with_default(headers, "Content-Type", "text/event-stream"),
            body,
            transfer="chunked",
        )

    @classmethod
    def recorded(cls, exchange: Mapping[str, Any]) -> Reply:
        """The response of a recorded exchange: its `status`, `headers`, `content_type`, `body` (base64 if
        `body_encoding` says so) and `stream`; if that is true, the body is chunked event by event.
        """
        text = exchange.get("body") or ""
        data: bytes = (
            b64decode(text)
            if exchange.get("body_encoding") == "base64"
            else text.encode("utf-8", "surrogatepass")
        )
        kept = [
            (name, str(value))
            for name, value in (exchange.get("headers") or {}).items()
            if name.lower() not in _HOP_BY_HOP
        ]
        headers = framing.with_default(
            kept, "Content-Type", exchange.get("content_type") or "application/json"
        )
        status = exchange.get("status") or 200
        if not exchange.get("stream"):
            return cls(status, headers, data)
        return cls(
            status,
            headers,
            tuple(data.replace(b"\n\n", b"\n\n\0").split(b"\0")),
            transfer="chunked",
        )

    # Faults.

    def cut(self, at: int, *, of: Origin = "response", reset: bool = False) -> Reply:
        r"""Close the connection before byte `at`: nothing from this byte on is sent.

        A stream that breaks off while it is read is a reply made by `Reply.events` and cut in its body. A reply
        that is cut in its head is no response, and opens no stream.

        Args:
            at: a position in `reply.wire`, the whole response, with status line and headers. A negative one counts
                from the end; one beyond the end is the end.
            of: "body" counts in the body alone, as it was given: without the sizes of HTTP chunks.
            reset: end with a reset (RST), as when a machine dies, in place of an orderly end (FIN).

        >>> stream = Reply.events(["one", "two"])
        >>> sent = stream.cut(at=len(b"data: one\n\n"), of="body").script[0].data
        >>> sent.endswith(b"data: one\n\n\r\n"), b"two" in sent
        (True, False)
        """
        return self._edited(Edit((Reset() if reset else Cut(),), (at,), of=of, end=True))

    def stall(self, at: int, *, of: Origin = "response") -> Reply:
        """Send nothing from byte `at` on, but keep the connection open until the client disconnects; `at` and `of` as
        in `cut`.
        """
        return self._edited(Edit((Stall(),), (at,), of=of, end=True))

    def pause(self, seconds: float, at: int, *, of: Origin = "response") -> Reply:
        """Wait before byte `at`; `at` and `of` as in `cut`."""
        return self._edited(Edit((Pause(seconds),), (at,), of=of))

    def split(
        self, *at: int, every: int | None = None, of: Origin = "body", pause: float = 0.001
    ) -> Reply:
        """Split the writes before the bytes `at`, or after every `every` bytes.

        Args:
            *at: positions, as in `cut`.
            every: bytes per write, instead of positions.
            of: as in `cut`.
            pause: seconds between the writes. TCP_NODELAY is on, but a reader that is slower than the writer can still
                get several writes in one read; a pause makes that unlikely.
        """
        return self._edited(Edit((Pause(pause),), at, every, of))

    def drip(self, size: int = 1, pause: float = 0.01, *, of: Origin = "body") -> Reply:
        """Send `size` bytes at a time, `pause` seconds apart."""
        return self.split(every=size, of=of, pause=pause)

    def delayed(self, seconds: float) -> Reply:
        """Wait before the first byte."""
        return replace(self, delay=seconds)

    def with_headers(self, headers: HeaderInput) -> Reply:
        """Add headers, each replacing one of the same name, for example a wrong `Content-Type`."""
        added = framing.header_pairs(headers)
        names = {name.lower() for name, _ in added}
        return replace(
            self,
            headers=(
                *(
                    pair
                    for pair in framing.header_pairs(self.headers)
                    if pair[0].lower() not in names
                ),
                *added,
            ),
        )

    def until_close(self) -> Reply:
        """Mark the body's end by closing the connection."""
        return replace(self, transfer="close")

    def chunked(self) -> Reply:
        """Send the body in HTTP chunks, one per piece."""
        return replace(self, transfer="chunked")

    def gzip(self, *, truncate: int = 0) -> Reply:
        """Compress the body, each piece flushed separately; `truncate` drops that many bytes from the end of the
        compressed body.
        """
        encoded = self.with_headers([*self._typed, ("Content-Encoding", "gzip")])
        return replace(encoded, body=framing.compress(self.pieces, truncate))

    def kept_alive(self, count: int = 3, *, pause: float = 0.0) -> Reply:
        """Put OpenRouter's whitespace keep-alives (newline, nine spaces, newline) before the body,
        chunked.

        Args:
            count: how many.
            pause: seconds after each.
        """
        blank = b"\n         \n"
        prefixed = replace(
            self, headers=self._typed, body=(blank,) * count + self.pieces, transfer="chunked"
        )
        at = tuple(len(blank) * number for number in range(1, count + 1))
        return prefixed._edited(Edit((Pause(pause),), at, of="body")) if pause else prefixed

    def _edited(self, edit: Edit) -> Reply:
        return replace(self, edits=(*self.edits, edit))

    # What goes over the wire.

    @cached_property
    def pieces(self) -> tuple[bytes, ...]:
        """The body as the pieces that are written."""
        return framing.body_pieces(self.body)

    @cached_property
    def head(self) -> bytes:
        """Status line and headers, including the empty line."""
        length = sum(map(len, self.pieces))
        return framing.encode_head(self.status, self._typed, self.transfer, length)

    @cached_property
    def wire(self) -> bytes:
        """The whole response as it would be sent without faults; positions count in it."""
        return b"".join((self.head, *self._framed))

    @cached_property
    def script(self) -> tuple[Step, ...]:
        """The steps that send this reply, faults included."""
        first, *rest = self._framed or (b"",)
        steps: tuple[Step, ...] = (
            *((Pause(self.delay),) if self.delay else ()),
            *map(Send, (self.head + first, *rest)),
            *((Cut(),) if self._closes else ()),
        )
        for edit in self.edits:
            if edit.every is not None:
                start = len(self.head) if edit.of == "body" else 0
                positions = list(range(start, len(self.wire), edit.every))
            else:
                positions = [self._locate(position, edit.of) for position in edit.at]
            steps = insert(steps, positions, edit.steps, end=edit.end)
        return steps

    @property
    def _typed(self) -> HeaderPairs:
        return framing.with_implied_type(self.headers, self.body)

    @property
    def _closes(self) -> bool:
        return self.transfer == "close" or any(
            name.lower() == "connection" and value.lower() == "close"
            for name, value in framing.header_pairs(self.headers)
        )

    @cached_property
    def _framed(self) -> tuple[bytes, ...]:
        return framing.frame(self.pieces, self.transfer)

    def _locate(self, position: int, of: Origin) -> int:
        if of == "body":
            return len(self.head) + framing.framed_offset(position, self.pieces, self._framed)
        return position if position >= 0 else max(len(self.wire) + position, 0)
