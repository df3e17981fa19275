"""The default answers to typed questions: they depend on nothing but what was asked about what."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping
from math import log
from typing import Any

from openrouter_core.testing.api.checks import body_of
from openrouter_core.testing.payloads import CREATED
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

USD_PER_TOKEN = 1e-7
MOST_CHOICES = 255
MOST_LEVELS = 10


def _questions(questions: Mapping[str, Any]) -> str | None:
    if not questions:
        return "expected at least 1 question, received 0"
    for name, question in questions.items():
        least, most = {"choice": (2, MOST_CHOICES), "score": (2, MOST_LEVELS)}.get(
            question["type"], (0, 2)
        )
        count = len(question.get("criteria") or ())
        if not least <= count <= most:
            return f"{name}.criteria: expected {least} to {most}, received {count}"
    return None


class Decisions:
    """The handlers of both operations that take such questions."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.routes = (
            Route("POST", "/systemone", self._system_one),
            Route("POST", "/decisions", self._decisions, base="/api/alpha"),
        )

    def _system_one(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /systemone", {"questions": _questions})
        if isinstance(body, Reply):
            return body
        # "Bare System One model IDs such as jev-1.13 are mapped onto the typesafe/ namespace."
        name = body["model"] if "/" in body["model"] else f"typesafe/{body['model']}"
        return self._answered(body, name)

    def _decisions(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /api/alpha/decisions", {"questions": _questions})
        return body if isinstance(body, Reply) else self._answered(body, body["model"])

    def _answered(self, body: Mapping[str, Any], model: str) -> Reply:
        generation_id = f"gen-dec-{CREATED}-localserver{next(self._numbers):06d}"
        # Four characters to a token, as for a chat.
        tokens = len(json.dumps([body["state"], body["questions"]])) // 4 + 1
        response = {
            "id": generation_id,
            "model": model,
            "provider": "LocalServer",
            "answers": {
                name: answer(body["state"], question)
                for name, question in body["questions"].items()
            },
            "usage": {
                "input_tokens": tokens,
                "output_tokens": len(body["questions"]),
                "cost": round(tokens * USD_PER_TOKEN, 10),
            },
        }
        return Reply.json(response, headers={"X-Generation-Id": generation_id})


def answer(state: Any, question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one question.

    >>> answer("Hello!", {"type": "noul", "instructions": "Is it a greeting?"})
    {'type': 'noul', 'noul': 0.6826}
    """
    kind: str = question["type"]
    criteria: Any = question.get("criteria")
    seed = json.dumps([state, question], sort_keys=True)
    if kind == "noul":
        return {"type": kind, "noul": _shares(seed, ("true", "false"))["true"]}
    if kind == "choice":
        shares = _shares(seed, criteria)
        likeliest = max(shares, key=lambda name: shares[name])
        told = {"probabilities": shares, "confidence": _confidence(shares.values())}
        return {"type": kind, "choice": likeliest, **told}
    if kind == "score":
        levels = {str(level): meaning for level, meaning in enumerate(criteria)}
        shares = _shares(seed, levels)
        score = round(sum(int(level) * share for level, share in shares.items()), 4)
        told = {"probabilities": shares, "confidence": _confidence(shares.values())}
        return {"type": kind, "score": score, "legend": levels, **told}
    left, top = (_shares(seed + edge, ("before", "after"))["before"] / 2 for edge in ("x", "y"))
    box = {"left": left, "top": top, "right": left + 0.5, "bottom": top + 0.5}
    return {"type": kind, "box": box, "confidence": 0.5}


def _shares(seed: str, names: Iterable[str]) -> dict[str, float]:
    """How likely each is, as drawn from a seed; together 1, near enough."""
    drawn = {
        name: 1 + int.from_bytes(hashlib.sha256(f"{name} {seed}".encode()).digest()[:4], "big")
        for name in names
    }
    return {name: round(number / sum(drawn.values()), 4) for name, number in drawn.items()}


def _confidence(shares: Iterable[float]) -> float:
    """1 where one has all, 0 where all have the same: how far it is from the most that entropy can be."""
    every = list(shares)
    entropy = -sum(share * log(share) for share in every if share > 0)
    return round(max(0.0, 1 - entropy / log(len(every))), 4)
