"""A whole response that came as events, although none were asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from openrouter_core import models, wire
from openrouter_core._protocol.event_format import EventFormat
from openrouter_core._protocol.events import EventReader
from openrouter_core.models.errors import OpenRouterError, with_fields
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject, Model
from openrouter_core.result import Err

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator

_BEGINNING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:data|event|id|retry)?:")


def holds_events(body: bytes) -> bool:
    r"""Whether a body is a stream's, whatever its content type says: no JSON begins so.

    >>> holds_events(b"\n: PROCESSING\n\ndata: {}\n\n"), holds_events(b'\n{"data": 1}'), holds_events(b"")
    (True, False, False)
    """
    return _BEGINNING.match(body) is not None


def whole_from_events(
    body: bytes, meta: HttpMeta, events: EventFormat, *, now: float, max_event_bytes: int
) -> JsonObject | OpenRouterError:
    """The JSON object of the whole response that a stream's events amount to, or the error that the stream ends with.

    Arguments:
        body: all of the stream.
        events: how the operation streams.
        now: seconds since the epoch.
        max_event_bytes: the largest event that is taken.
    """
    reader = EventReader(events, meta, max_event_bytes=max_event_bytes, now=now)
    accumulator = events.accumulator()
    for result in [*reader.feed(body), *reader.end()]:
        if isinstance(result, Err):
            return _with_partial(result.failure(), events, accumulator)
        accumulator.add(result.unwrap())
    return accumulator.result()


def _with_partial(
    error: OpenRouterError, events: EventFormat, accumulator: Accumulator
) -> OpenRouterError:
    if isinstance(error.partial, Model):  # the error's own event
        accumulator.add(error.partial)
    if accumulator.empty:
        return error
    partial = wire.structure(accumulator.result(), getattr(models, events.whole))
    return with_fields(error, partial=partial)
