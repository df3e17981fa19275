"""From the events of a stream of images to the whole response: `ImagesAccumulator`."""

from __future__ import annotations

from typing import Any, Final

from openrouter_core._accumulate.values import json_object, keep_last

_IMAGE: Final = ("b64_json", "media_type")


class ImagesAccumulator:
    """Puts events together, one after the other, into the JSON object of an `ImagesGenerateResponse`: the finished
    images.

    >>> response = ImagesAccumulator()
    >>> response.add({"type": "image_generation.partial_image", "b64_json": "AA=="})
    >>> response.add({"type": "image_generation.completed", "b64_json": "AAE=", "created": 1})
    >>> response.result()
    {'created': 1, 'data': [{'b64_json': 'AAE='}]}
    """

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._images: list[Any] = []

    @property
    def empty(self) -> bool:
        """Whether no image is finished."""
        return not self._images

    def add(self, event: object) -> None:
        """Take the next event: JSON, or a model."""
        values = json_object(event)
        if values is None or values.get("type") != "image_generation.completed":
            return
        every = values.get("data")
        if isinstance(every, list):
            self._images += every
        else:
            self._images.append({name: values[name] for name in _IMAGE if name in values})
        for name, value in values.items():
            if name not in ("type", "data", *_IMAGE):
                keep_last(self._values, name, value)

    def result(self) -> dict[str, Any]:
        """The response so far."""
        return {**self._values, "data": self._images}
