"""How an operation streams of which nothing is known: `PlainEvents`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._protocol import classify
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core._protocol.sse import Event
from openrouter_core.models.model import JsonObject

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator


class PlainEvents(EventFormat):
    """JSON objects, until the stream ends: nobody can tell whether more should have come. An event with a name has it
    as ``type``, where it has none of its own.
    """

    chunk = "JsonObject"
    whole = collected = "Response"

    @property
    def complete(self) -> bool:
        return True

    def is_end(self, event: Event) -> bool:
        return event.data.startswith("[DONE]")

    def named(self, data: JsonObject, name: str) -> JsonObject:
        return data if "type" in data else {"type": name, **data}

    def find_error(self, data: JsonObject) -> JsonObject | None:
        return classify.find_error(data)

    def as_chunk(self, response: JsonObject) -> JsonObject:
        return response

    def accumulator(self) -> Accumulator:
        return _Events()


class _Events:
    """The events as they came, of a stream that calls itself JSON."""

    def __init__(self) -> None:
        self._events: list[object] = []

    @property
    def empty(self) -> bool:
        return not self._events

    def add(self, event: object) -> None:
        self._events.append(event)

    def result(self) -> JsonObject:
        return {"events": self._events}
