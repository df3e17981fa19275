"""How the Responses API streams: `ResponsesEvents`."""

from __future__ import annotations

from typing import Final

from openrouter_core._protocol import classify
from openrouter_core._protocol.events import EventFormat
from openrouter_core._protocol.sse import Event
from openrouter_core.models.model import JsonObject

_LAST: Final = ("response.completed", "response.incomplete", "response.failed")
_ERRORS: Final = ("error", "response.error")
_ENVELOPE: Final = ("type", "sequence_number")


class ResponsesEvents(EventFormat):
    """Events told apart by ``type``; complete with the one that says how the answer ended, which ``[DONE]`` may
    follow, but not replace.

    A failure is an event of its own, or stands in the last one's answer:
    https://openrouter.ai/docs/api/reference/errors-and-debugging
    """

    chunk = "ResponsesStreamEvent"
    whole = "OpenResponsesResult"

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
            found = classify.find_error(self.answer_in(data))
            return {} if found is None and kind == "response.failed" else found
        if kind in _ERRORS:
            flat = {key: value for key, value in data.items() if key not in _ENVELOPE}
            return classify.find_error(data) or flat
        if isinstance(kind, str) and kind.startswith("response."):
            return None  # what else fails, such as one model of a panel, does not end the answer
        return classify.find_error(data)

    def answer_in(self, data: JsonObject) -> JsonObject:
        answer = data.get("response")
        return answer if isinstance(answer, dict) else data

    def as_chunk(self, answer: JsonObject) -> JsonObject:
        how = "incomplete" if answer.get("status") == "incomplete" else "completed"
        return {"type": f"response.{how}", "response": answer}
