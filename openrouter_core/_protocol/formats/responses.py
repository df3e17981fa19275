"""How the Responses API streams: `ResponsesEvents`."""

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

_LAST: Final = ("response.completed", "response.incomplete", "response.failed")
_ENDED: Final = ("completed", "incomplete", "failed", "cancelled")
_ERRORS: Final = ("error", "response.error")
_PLACE: Final = ("output_index", "content_index", "summary_index")
_ENVELOPE: Final = ("type", "sequence_number")


class ResponsesEvents(EventFormat):
    """Events told apart by ``type``; complete with the one that says how the response ended, which ``[DONE]`` may
    follow, but not replace.

    A failure is an event of its own, or stands in the last one's response:
    https://openrouter.ai/docs/api/reference/errors-and-debugging
    """

    chunk = "ResponsesStreamEvent"
    whole = collected = "OpenResponsesResult"
    inside = ("response",)

    @property
    def complete(self) -> bool:
        return self.ended

    def is_end(self, event: Event) -> bool:
        return self.ended or event.data.startswith("[DONE]")

    def named(self, data: JsonObject, name: str) -> JsonObject:
        return data if "type" in data else {"type": name, **data}

    def find_error(self, data: JsonObject) -> JsonObject | None:
        kind = data.get("type")
        if kind in _LAST:
            self.ended = True
            found = classify.find_error(self.response_in(data))
            return {} if found is None and kind == "response.failed" else found
        if kind in _ERRORS:
            flat = {key: value for key, value in data.items() if key not in _ENVELOPE}
            return classify.find_error(data) or flat
        if isinstance(kind, str) and kind.startswith("response."):
            return None  # what else fails, such as one model of a panel, does not end the response
        return classify.find_error(data)

    def texts(self, data: JsonObject) -> Iterable[TextPlace]:
        kind = data.get("type")
        if not (isinstance(data, dict) and isinstance(kind, str) and kind.endswith(".delta")):
            return
        if isinstance(data.get("delta"), str):
            place = [whole_number(data.get(name)) for name in _PLACE]
            ident = data.get("item_id")
            yield TextPlace(
                (kind, ident if isinstance(ident, str) else None, *place), data, "delta"
            )

    def response_in(self, data: JsonObject) -> JsonObject:
        response = data.get("response")
        return response if isinstance(response, dict) else data

    @staticmethod
    def finish_reasons(said: Any) -> Mapping[int, str]:
        status = getattr(said, "status", None)
        if status not in _ENDED:
            return {}
        reason = getattr(getattr(said, "incomplete_details", None), "reason", None)
        return {0: reason if isinstance(reason, str) else status}

    def as_chunk(self, response: JsonObject) -> JsonObject:
        how = "incomplete" if response.get("status") == "incomplete" else "completed"
        return {"type": f"response.{how}", "response": response}

    def accumulator(self) -> Accumulator:
        from openrouter_core._accumulate.responses import (
            ResponsesAccumulator,  # a stream that its user reads does without
        )

        return ResponsesAccumulator()
