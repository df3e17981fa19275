"""The default answer to an embeddings request: vectors that depend on nothing but the input."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import struct
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, from_to, not_empty
from openrouter_core.testing.api.shapes import kind
from openrouter_core.testing.payloads import CREATED
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

DIMENSIONS = 1_536  # of openai/text-embedding-3-small
MOST_DIMENSIONS = 16_384  # no model has more, and one request must not occupy the server
USD_PER_TOKEN = 2e-8
# Components are multiples of this: such a number is the same as a double and as a float.
STEP = 2.0**-20


def _input(value: Any) -> str | None:
    """What the kinds of the items leave open: something has to be there to embed."""
    if isinstance(value, list) and any(item in ("", []) for item in value):
        return "expected no empty item"
    return not_empty(value)


_RULES = {"input": _input, "dimensions": from_to(1, MOST_DIMENSIONS)}


class Embeddings:
    """The handler."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /embeddings", _RULES)
        if isinstance(body, Reply):
            return body
        inputs = _inputs(body["input"])
        encode = _as_base64 if body.get("encoding_format") == "base64" else list
        vectors = [vector(item, body.get("dimensions") or DIMENSIONS) for item in inputs]
        tokens = sum(_tokens(item) for item in inputs)
        cost = round(tokens * USD_PER_TOKEN, 10)
        generation_id = f"gen-emb-{CREATED}-localserver{next(self._numbers):06d}"
        response = {
            "object": "list",
            "data": [
                {"object": "embedding", "embedding": encode(components), "index": index}
                for index, components in enumerate(vectors)
            ],
            # Without its author: recorded.
            "model": body["model"].rpartition("/")[2],
            "usage": {
                "prompt_tokens": tokens,
                "total_tokens": tokens,
                "cost": cost,
                "is_byok": False,
                "cost_details": {
                    "upstream_inference_cost": cost,
                    "upstream_inference_prompt_cost": cost,
                    "upstream_inference_completions_cost": 0,
                },
            },
            "provider": "LocalServer",
            "id": generation_id,
        }
        return Reply.json(response, headers={"X-Generation-Id": generation_id})


def vector(item: Any, dimensions: int) -> list[float]:
    """A vector of length 1, near enough, that depends on the JSON value alone.

    Fewer dimensions are the beginning of more, scaled to length 1 again.
    """
    seed = json.dumps(item, sort_keys=True).encode()
    drawn = struct.unpack(f"<{dimensions}h", hashlib.shake_128(seed).digest(2 * dimensions))
    length = math.sqrt(sum(component * component for component in drawn)) or 1.0
    return [round(component / length / STEP) * STEP for component in drawn]


def _inputs(value: Any) -> list[Any]:
    """One for each vector: an array of numbers is the tokens of a single text."""
    return [value] if isinstance(value, str) or kind(value[0]) == "number" else value


def _tokens(item: Any) -> int:
    # Four characters to a token, as for a chat.
    return len(item) if isinstance(item, list) else len(json.dumps(item)) // 4 + 1


def _as_base64(components: list[float]) -> str:
    """As the API packs them: 32-bit floats, little-endian."""
    return b64encode(struct.pack(f"<{len(components)}f", *components)).decode()
