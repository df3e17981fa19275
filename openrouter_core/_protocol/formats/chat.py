"""How a chat streams: `ChatEvents`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from openrouter_core._convert.values import whole_number
from openrouter_core._protocol import classify
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core._protocol.halves import TextPlace
from openrouter_core._protocol.sse import Event
from openrouter_core.models.model import EMPTY_REQUEST, JsonObject, choice_numbers

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator


class ChatEvents(EventFormat):
    """A chat's stream: chunks, then ``[DONE]``; complete with it, or when every choice that was asked for, and every
    other that has begun, has its finish reason.

    Choices may come one after the other. With ``n`` of 2 the response is not whole between these two:

        {"index": 0, "finish_reason": "stop"}
        {"index": 1, "delta": {"content": "Rome"}}
    """

    chunk = "ChatStreamingResponseChunk"
    whole = collected = "ChatResponse"
    wants = ("n",)

    def __init__(self, request: JsonObject = EMPTY_REQUEST) -> None:
        super().__init__(request)
        self._asked = max(whole_number(request.get("n")) or 1, 1)
        self._unfinished: set[int] = set()
        self._finished: set[int] = set()
        self._done = False

    @property
    def complete(self) -> bool:
        return self._done or (len(self._finished) >= self._asked and not self._unfinished)

    def is_end(self, event: Event) -> bool:
        if event.data.startswith("[DONE]"):
            self._done = True
            return True
        return False

    def find_error(self, data: JsonObject) -> JsonObject | None:
        if "error" not in data and self._goes_on(data.get("choices")):
            return None
        failed = "error" in data
        for index, choice in _numbered(data):
            reason = choice.get("finish_reason")
            if reason:  # some providers write "" until there is one
                self._finished.add(index)
                self._unfinished.discard(index)
                failed = failed or reason == "error"
            elif index not in self._finished:
                self._unfinished.add(index)
            failed = failed or "error" in choice
        return classify.find_error(data) if failed else None

    def _goes_on(self, choices: object) -> bool:
        """Whether these are the one choice that has begun, unfinished: nearly every chunk, read by the million."""
        if type(choices) is not list or len(choices) != 1 or type(choices[0]) is not dict:
            return False
        choice = choices[0]
        index = choice.get("index")
        return (
            type(index) is int
            and index in self._unfinished
            and not choice.get("finish_reason")
            and "error" not in choice
        )

    def texts(self, data: JsonObject) -> Iterable[TextPlace]:
        for number, choice in _numbered(data):
            delta = choice.get("delta")
            if not isinstance(delta, dict):
                delta = choice.get("message")
            if not isinstance(delta, dict):
                continue
            for name in _TEXTS:
                value = delta.get(name)
                inside = "text" if isinstance(value, list) else name
                for holder in value if isinstance(value, list) else (delta,):
                    if isinstance(holder, dict) and isinstance(holder.get(inside), str):
                        yield TextPlace((number, name), holder, inside)

    def as_text(self, key: tuple[Any, ...], text: str) -> JsonObject:
        number, name = key
        return {"choices": [{"index": number, "delta": {name: text}}]}

    @staticmethod
    def finish_reasons(said: Any) -> Mapping[int, str]:
        choices = getattr(said, "choices", ())
        numbers = choice_numbers([choice.extra.get("index", choice.index) for choice in choices])
        return {
            number: choice.finish_reason
            for number, choice in zip(numbers, choices, strict=True)
            if choice.finish_reason
        }

    def as_chunk(self, response: JsonObject) -> JsonObject:
        choices = response.get("choices")
        if not isinstance(choices, list):
            return response
        renamed = [
            {("delta" if key == "message" else key): value for key, value in choice.items()}
            if isinstance(choice, dict)
            else choice
            for choice in choices
        ]
        return {**response, "object": "chat.completion.chunk", "choices": renamed}

    def accumulator(self) -> Accumulator:
        from openrouter_core._accumulate.chat import (
            ChatAccumulator,  # a stream that its user reads does without
        )

        return ChatAccumulator()


_TEXTS: Final = ("content", "refusal", "reasoning", "reasoning_content")


def _numbered(data: JsonObject) -> Iterable[tuple[int, dict[str, Any]]]:
    """A chunk's choices, each with the number of the response that it belongs to."""
    choices = data.get("choices")
    if type(choices) is not list or not choices:
        return ()
    if len(choices) == 1 and type(choices[0]) is dict:  # nearly always: read by the million
        [choice] = choices
        index = choice.get("index")
        return ((0 if index == 0 else max(whole_number(index) or 0, 0), choice),)
    found = [choice for choice in choices if isinstance(choice, dict)]
    return zip(choice_numbers([choice.get("index") for choice in found]), found, strict=True)
