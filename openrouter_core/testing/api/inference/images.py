"""Images as a stand-in paints them, PNG or SVG; the models that do, and who serves them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Mapping
from itertools import count
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, from_to, not_empty
from openrouter_core.testing.payloads import CREATED, comment
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

_RULES: Rules = {"prompt": not_empty, "n": from_to(1, 10), "output_compression": from_to(0, 100)}
_PARTIAL_IMAGES = 2
_COST = 0.04  # US dollars for an image
_PARAMETERS = {
    "n": {"type": "range", "min": 1, "max": 10},
    "quality": {"type": "enum", "values": ["auto", "low", "medium", "high"]},
    "output_format": {"type": "enum", "values": ["png", "svg"]},
    "seed": {"type": "boolean"},
}
_MODELS = {
    "openai/gpt-image-1": ("GPT Image 1", "OpenAI"),
    "google/gemini-2.5-flash-image": ("Gemini 2.5 Flash Image", "Google"),
}


class Images:
    """The handlers."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.routes = (
            Route("POST", "/images", self._generate),
            Route("GET", "/images/models", self._list_models),
            Route("GET", "/images/models/{author}/{slug}/endpoints", self._list_endpoints),
        )

    def _generate(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /images", _RULES)
        if isinstance(body, Reply):
            return body
        vector = body.get("output_format") == "svg"
        made = [
            svg(body["prompt"]) if vector else png(shade)
            for shade, _ in enumerate(range(body.get("n") or 1))
        ]
        media_type = "image/svg+xml" if vector else "image/png"
        images = [{"b64_json": b64encode(each).decode(), "media_type": media_type} for each in made]
        headers = {"X-Generation-Id": f"gen-img-{CREATED}-localserver{next(self._numbers):06d}"}
        usage = _usage(len(body["prompt"]), len(images))
        if not body.get("stream"):
            answer = {"created": CREATED, "data": images, "usage": usage}
            return Reply.json(answer, headers=headers)
        events: list[Any] = [comment(), *_progress(made[0], vector)]
        for image in images:
            done = {"type": "image_generation.completed", **image, "created": CREATED}
            events.append(done)
        events[-1]["usage"] = usage
        return Reply.events(events, headers=headers)

    def _list_models(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        listed = [_model(model_id, name) for model_id, (name, _) in _MODELS.items()]
        return Reply.json({"data": listed})

    def _list_endpoints(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        model_id = f"{parameters['author']}/{parameters['slug']}"
        if model_id not in _MODELS:
            return Reply.error(404, f"Model {model_id} not found")
        return Reply.json({"id": model_id, "endpoints": [_endpoint(_MODELS[model_id][1])]})


def png(shade: int = 0) -> bytes:
    r"""A PNG of one grey pixel.

    >>> png()[:8], len(png())
    (b'\x89PNG\r\n\x1a\n', 67)
    """
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)  # width, height, bits; greyscale
    pixels = zlib.compress(bytes((0, shade)))
    chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def svg(prompt: str) -> bytes:
    """An SVG that says what was asked for."""
    said = prompt.replace("&", "&amp;").replace("<", "&lt;")
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{said}</title></svg>'.encode()


def _progress(image: bytes, vector: bool) -> list[dict[str, Any]]:
    """What comes before the image: coarser ones, or the text of an SVG piece by piece."""
    if vector:
        text = image.decode()
        pieces = [text[at : at + 20] for at in range(0, len(text), 20)]
        kind = "image_generation.text_chunk"
        return [{"type": kind, "phase": "content", "text": piece} for piece in pieces]
    return [
        {
            "type": "image_generation.partial_image",
            "partial_image_index": number,
            "b64_json": b64encode(png(number)).decode(),
        }
        for number in range(_PARTIAL_IMAGES)
    ]


def _usage(characters: int, images: int) -> dict[str, Any]:
    prompt, completion = characters // 4 + 1, 1_000 * images
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "cost": round(_COST * images, 10),
        "is_byok": False,
    }


def _model(model_id: str, name: str) -> dict[str, Any]:
    return {
        "id": model_id,
        "name": name,
        "description": f"{name}, as a stand-in for OpenRouter lists it; no model is behind it.",
        "created": CREATED,
        "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["image"]},
        "endpoints": f"/api/v1/images/models/{model_id}/endpoints",
        "supported_parameters": _PARAMETERS,
        "supports_streaming": True,
    }


def _endpoint(provider: str) -> dict[str, Any]:
    return {
        "provider_name": provider,
        "provider_slug": provider.lower(),
        "provider_tag": provider.lower(),
        "pricing": [{"billable": "output_image", "unit": "image", "cost_usd": _COST}],
        "supported_parameters": _PARAMETERS,
        "allowed_passthrough_parameters": [],
        "supports_streaming": True,
    }
