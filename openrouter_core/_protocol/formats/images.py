"""How images are streamed: `ImagesEvents`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from openrouter_core._convert.values import whole_number
from openrouter_core._protocol import classify
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core._protocol.halves import TextPlace
from openrouter_core._protocol.sse import Event
from openrouter_core.models.model import EMPTY_REQUEST, JsonObject

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator

_COMPLETED: Final = "image_generation.completed"


class ImagesEvents(EventFormat):
    """Images as they get finer, then each image done. Over when as many are done as were asked for; a provider may make
    fewer, so the stream is whole with the first, and read to its end.

        {"type": "image_generation.partial_image", "b64_json": "...", "partial_image_index": 0}
        {"type": "image_generation.completed", "b64_json": "...", "usage": {...}}
    """

    chunk = "ImagesStreamEvent"
    whole = collected = "ImagesGenerateResponse"
    wants = ("n",)

    def __init__(self, request: JsonObject = EMPTY_REQUEST) -> None:
        super().__init__(request)
        self._asked = max(whole_number(request.get("n")) or 1, 1)
        self._done = 0

    @property
    def complete(self) -> bool:
        return self._done > 0

    def is_end(self, event: Event) -> bool:
        return self.ended or event.data.startswith("[DONE]")

    def named(self, data: JsonObject, name: str) -> JsonObject:
        return data if "type" in data else {"type": name, **data}

    def find_error(self, data: JsonObject) -> JsonObject | None:
        kind = data.get("type")
        if kind == "error":
            flat = {key: value for key, value in data.items() if key != "type"}
            return classify.find_error(data) or flat
        found = classify.find_error(data) if "error" in data else None
        if kind == _COMPLETED and found is None:
            self._done += 1
            self.ended = self._done >= self._asked
        return found

    def texts(self, data: JsonObject) -> Iterable[TextPlace]:
        if isinstance(data, dict) and isinstance(data.get("text"), str):
            yield TextPlace((str(data.get("phase")),), data, "text")

    def as_chunk(self, response: JsonObject) -> JsonObject:
        images = response.get("data")
        first = images[0] if isinstance(images, list) and images else None
        return {
            "type": _COMPLETED,
            **response,
            **(first if isinstance(first, dict) else {}),
        }

    def accumulator(self) -> Accumulator:
        from openrouter_core._accumulate.images import (
            ImagesAccumulator,  # a stream that its user reads does without
        )

        return ImagesAccumulator()
