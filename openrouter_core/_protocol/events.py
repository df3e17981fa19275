"""From a stream's bytes to results: which events are chunks, which are errors, and how a stream ends. No socket
here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from openrouter_core import models, wire
from openrouter_core._convert import converter
from openrouter_core._protocol import classify
from openrouter_core._protocol.event_data import is_keep_alive, separate, without_end_signal
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core._protocol.halves import ESCAPE, Halves
from openrouter_core._protocol.sse import Event, EventDecoder
from openrouter_core.models.errors import (
    OpenRouterError,
    ResponseValidationError,
    StreamIncompleteError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject
from openrouter_core.result import Err, Ok

_new_ok: Final = Ok.__new__
_put_into: Final[Callable[[Ok[Any], Any], None]] = getattr(
    getattr(Ok, "_inner_value", None), "__set__", Ok.__init__
)
"""What `Ok` itself does, three calls further down: 0.3 µs of the 6 that a chunk may take. Where a later release of
returns keeps its value elsewhere, `Ok` is asked.
"""

_BOM: Final = b"\xef\xbb\xbf"
_FIELDS: Final = (b":", b"data", b"event", b"id", b"retry")


class EventReader:
    """Reads one stream: bytes in, results out, and what the end of the bytes means.

    Fields:
        finished: whether a terminal signal or an error has come; what follows is not read.
        failed: whether that was an error.
    """

    def __init__(
        self, events: EventFormat, meta: HttpMeta, *, max_event_bytes: int, now: float
    ) -> None:
        self._format = events
        self._meta = meta
        self._now = now
        self._max = max_event_bytes
        self._decoder = EventDecoder(max_event_bytes)
        self._structure = converter.structure_hook(getattr(models, events.chunk))
        self._halves = Halves()
        # The body so far, where it turns out to be JSON and no stream.
        self._json: bytearray | None = None
        self._first = True
        # What may be the beginning of a byte order mark; None once something else has come.
        self._mark: bytes | None = b""
        # At the body's end what is left of an event is the beginning of one that was cut off.
        self._ended = False
        self.finished = False
        self.failed = False
        # The body's beginning, until an event shows that it is a stream.
        self._beginning: bytearray | None = bytearray()

    @property
    def complete(self) -> bool:
        """Whether the response is whole if the stream ends now."""
        return self._format.complete and not self.failed

    def feed(self, data: bytes) -> list[Ok[Any] | Err[OpenRouterError]]:
        """Take the next bytes of the body, and give the results that they complete."""
        if self.finished:
            return []
        if self._first:
            self._look_at_beginning(data)
        if self._json is not None:
            self._json += data
            if len(self._json) > self._max:
                return [self._fail(self._too_large())]
            return []
        events = self._decoder.feed(data)
        if events:
            self._beginning = None
        elif self._beginning is not None and len(self._beginning) < classify.KEPT_BODY:
            self._beginning += data
        results = self._results(events)
        if self._decoder.too_large and not self.finished:
            results.append(self._fail(self._too_large()))
        return results

    def end(self) -> list[Ok[Any] | Err[OpenRouterError]]:
        """The body has ended, cleanly."""
        if self.finished:
            return []
        if self._json is not None:
            return [self._whole(bytes(self._json))]
        if self._beginning is not None and not self._is_stream(bytes(self._beginning)):
            body = bytes(self._beginning)
            return [self._fail(classify.unreadable("body", body, self._meta))]
        self._ended = True
        results = self._results(self._decoder.end())
        if not self.finished:
            self._finish(results)
        return results

    def whole(self, response: JsonObject) -> Ok[Any]:
        """The one result of a whole response that was sent although a stream was asked for."""
        self.finished = True
        return Ok(self._structure(self._format.as_chunk(response)))

    def _results(self, events: Iterable[Event]) -> list[Ok[Any] | Err[OpenRouterError]]:
        results: list[Ok[Any] | Err[OpenRouterError]] = []
        # Looked up once: a stream spends its time in this loop.
        events_format = self._format
        is_end, find_error = events_format.is_end, events_format.find_error
        structure, halves = self._structure, self._halves.kept
        keep_alives = self._format.keep_alives
        for event in events:
            text, name = event
            # An event that only ends the stream is not an object.
            if (text[:1] != "{" or events_format.ended) and is_end(event):
                self._finish(results)
                break
            try:
                data = wire.parse_json(text)
            except ValueError:
                data = None
            if type(data) is not dict:
                if not is_keep_alive(text, name):
                    results += self._no_object(event)
                if self.finished:
                    break
                continue
            if name:
                data = self._format.named(data, name)
            if keep_alives and data.get("type") in keep_alives:
                continue
            if halves or ESCAPE in text:
                self._halves.mend(self._format.texts(data))
            found = find_error(data)
            if found is None and (name == "error" or data.get("object") == "error"):
                found = data  # an error without an envelope, as vLLM's server writes it
            if found is not None:
                results.append(self._fail(self._event_error(data, found, text)))
                break
            made = _new_ok(Ok)
            _put_into(made, structure(data))
            results.append(made)
        if self._format.ended:
            self.finished = True
        return results

    def _no_object(self, event: Event) -> list[Ok[Any] | Err[OpenRouterError]]:
        """The results of an event whose data is not a JSON object: it may be several events."""
        separated = separate(event.data, cut=self._ended)
        if separated:
            *before, last = separated
            return self._results([*map(Event, before), Event(last, event.event)])
        cut = self._incomplete("the stream ended in the middle of an event")
        return [self._fail(cut if self._ended else self._unreadable(event.data))]

    def _finish(self, results: list[Ok[Any] | Err[OpenRouterError]]) -> None:
        self.finished = True
        for key, half in self._halves.kept.items():  # the other half never came
            alone = self._format.as_text(key, half)
            if alone is not None:
                results.append(Ok(self._structure(alone)))
        if not self._format.complete:
            results.append(self._fail(self._incomplete()))

    def _look_at_beginning(self, data: bytes) -> None:
        """Find out whether the body is JSON, or a page; a byte order mark before it may come in pieces."""
        if self._mark is None:
            held, text = b"", data
        else:
            held, text = self._mark, self._mark + data
            if len(text) < len(_BOM) and _BOM.startswith(text):
                self._mark = text
                return
            self._mark = None
            text = text.removeprefix(_BOM)
        if text.strip():
            self._first = False
            if text.lstrip()[:1] in (b"{", b"<"):
                self._json = bytearray(held)

    def _is_stream(self, beginning: bytes) -> bool:
        """Whether a body without events may be the beginning of a stream."""
        if (
            "text/event-stream" in self._meta.headers.get("content-type", "")
            and not beginning.strip()
        ):
            return True
        return any(line.startswith(_FIELDS) for line in beginning.splitlines())

    def _event_error(self, data: JsonObject, found: JsonObject, text: str) -> OpenRouterError:
        response = self._format.response_in(data)
        return classify.api_error(
            response,
            self._meta,
            now=self._now,
            body=text[: classify.KEPT_BODY],
            found=found,
            partial=self._structure(data) if classify.delivered(response) else None,
        )

    def _whole(self, body: bytes) -> Ok[Any] | Err[OpenRouterError]:
        whole = getattr(models, self._format.whole)
        read = classify.read_object(without_end_signal(body), self._meta, whole, now=self._now)
        return self._fail(read) if isinstance(read, OpenRouterError) else self.whole(read)

    def _unreadable(self, text: str) -> ResponseValidationError:
        body = text.encode("utf-8", "replace")
        return classify.unreadable("stream's event", body, self._meta)

    def _incomplete(
        self,
        message: str = "the stream ended before the response was finished, without its closing signal",
    ) -> StreamIncompleteError:
        return StreamIncompleteError(message, **self._context(), retryable=True)

    def _too_large(self) -> ResponseValidationError:
        message = f"an event of the stream is larger than max_event_bytes ({self._max} bytes)"
        return ResponseValidationError(message, **self._context())

    def _context(self) -> dict[str, Any]:
        return {"status_code": self._meta.status, "http_meta": self._meta}

    def _fail(self, error: OpenRouterError) -> Err[OpenRouterError]:
        self.finished = self.failed = True
        return Err(error)
