"""How the Messages API streams: `MessagesEvents`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from openrouter_core._convert.values import whole_number
from openrouter_core._protocol import classify
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core._protocol.halves import TextPlace
from openrouter_core._protocol.sse import Event
from openrouter_core.models.model import JsonObject

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator

_TEXTS: Final = ("text", "thinking", "partial_json")


class MessagesEvents(EventFormat):
    """Anthropic's events, told apart by ``type``; complete with ``message_stop``, which ``[DONE]`` may follow, but not
    replace. A failure is an event of its own:

        event: error
        data: {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}

    https://docs.anthropic.com/en/api/messages-streaming
    """

    chunk = "MessagesStreamEvent"
    whole = collected = "MessagesResult"
    keep_alives = ("ping",)
    inside = ("message", "delta")

    @property
    def complete(self) -> bool:
        return self.ended

    def is_end(self, event: Event) -> bool:
        return self.ended or event.data.startswith("[DONE]")

    def named(self, data: JsonObject, name: str) -> JsonObject:
        return data if "type" in data else {"type": name, **data}

    def find_error(self, data: JsonObject) -> JsonObject | None:
        kind = data.get("type")
        if kind == "message_stop":
            self.ended = True
        if kind == "error":
            flat = {key: value for key, value in data.items() if key != "type"}
            return classify.find_error(data) or flat
        return classify.find_error(data) if "error" in data else None

    def texts(self, data: JsonObject) -> Iterable[TextPlace]:
        delta = data.get("delta")
        if not isinstance(delta, dict):
            return
        for name in _TEXTS:
            if isinstance(delta.get(name), str):
                yield TextPlace((whole_number(data.get("index")), name), delta, name)

    @staticmethod
    def finish_reasons(said: Any) -> Mapping[int, str]:
        reason = getattr(said, "stop_reason", None)
        return {0: reason} if isinstance(reason, str) else {}

    def as_chunk(self, response: JsonObject) -> JsonObject:
        return {"type": "message_start", "message": response}

    def accumulator(self) -> Accumulator:
        from openrouter_core._accumulate.messages import (
            MessagesAccumulator,  # a stream that its user reads does without
        )

        return MessagesAccumulator()
