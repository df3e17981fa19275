"""A whole response that came as events, although none were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from openrouter_core import models, wire
from openrouter_core._protocol import classify
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core.models.errors import OpenRouterError, with_fields
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject, Model
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator

_PIECE: Final = 65_536
_MOST_OBJECTS: Final = 10 * wire.MAX_OBJECTS
"""Ten seconds of CPU, in which nobody looks at the clock; room for an answer of 150 000 chunks."""
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
    if body.count(b"{") > _MOST_OBJECTS:
        return classify.unreadable("body", body, meta)
    # A piece at a time: a chunk as a model takes many times its bytes.
    pieces = (body[start : start + _PIECE] for start in range(0, len(body), _PIECE))
    for result in chain(chain.from_iterable(map(reader.feed, pieces)), _ending(reader)):
        if isinstance(result, Err):
            return _with_partial(result.failure(), events, accumulator)
        accumulator.add(result.unwrap())
    return accumulator.result()


def _ending(reader: EventReader) -> Iterator[Ok[Any] | Err[OpenRouterError]]:
    """What the end means, asked for once it is there."""
    yield from reader.end()


def _with_partial(
    error: OpenRouterError, events: EventFormat, accumulator: Accumulator
) -> OpenRouterError:
    if isinstance(error.partial, Model):  # the error's own event
        accumulator.add(error.partial)
    if accumulator.empty:
        return error
    partial = wire.structure(accumulator.result(), getattr(models, events.whole))
    return with_fields(error, partial=partial)
