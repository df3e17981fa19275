"""The default answer to a rerank request: a document is the better the more words it shares with the query."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, not_empty
from openrouter_core.testing.payloads import CREATED
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

USD_PER_SEARCH = 0.001
DOCUMENTS_PER_SEARCH = 100


def _documents(value: list[Any]) -> str | None:
    for document in value:
        if not (isinstance(document, str) or document.get("text") or document.get("image")):
            return "expected a text, an image or both in each document"
    return None


_RULES = {"query": not_empty, "documents": _documents}


class Rerank:
    """The handler."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /rerank", _RULES)
        if isinstance(body, Reply):
            return body
        documents = [
            {"text": each} if isinstance(each, str) else each for each in body["documents"]
        ]
        results: list[dict[str, Any]] = [
            {
                "index": index,
                "relevance_score": relevance(body["query"], document.get("text") or ""),
                "document": {
                    name: document[name] for name in ("text", "image") if name in document
                },
            }
            for index, document in enumerate(documents)
        ]
        results.sort(key=lambda result: -result["relevance_score"])
        searches = -(-len(documents) // DOCUMENTS_PER_SEARCH)
        generation_id = f"gen-rerank-{CREATED}-localserver{next(self._numbers):06d}"
        response = {
            "id": generation_id,
            # Without its author: recorded.
            "model": body["model"].rpartition("/")[2],
            "provider": "LocalServer",
            "results": results[: body.get("top_n") or None],
            "usage": {"search_units": searches, "cost": round(searches * USD_PER_SEARCH, 10)},
        }
        return Reply.json(response, headers={"X-Generation-Id": generation_id})


def relevance(query: str, document: str) -> float:
    """The share of both texts' words that are in both, from 0 to 1.

    >>> relevance("Where is Paris?", "Paris is in France."), relevance("Where is Paris?", "Lima")
    (0.571429, 0.0)
    """
    asked, said = (set(re.findall(r"\w+", text.lower())) for text in (query, document))
    return round(2 * len(asked & said) / (len(asked) + len(said) or 1), 6)
