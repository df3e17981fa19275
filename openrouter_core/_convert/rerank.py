"""Checks that a response ranks the documents of its request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openrouter_core._convert.converter import structure_hook
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of, whole_number
from openrouter_core.models import RerankResult
from openrouter_core.models.errors import ResponseValidationError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.models import RerankRerankResponse
    from openrouter_core.options import RequestOptions


def whole_ranking(
    response: RerankRerankResponse, request: object, options: RequestOptions | None
) -> Ok[RerankRerankResponse] | Err[Any]:
    """The response, if each result names another document of the request: its reader looks the document up, and
    ``documents[-1]`` would be one too.

    - ``[{"index": 1}, {"index": 0}]`` of two documents: all there
    - ``[]``, or none at all: nothing is ranked, which no request asks for
    - ``[{"index": 2}]``, ``[{"index": -1}]``, ``[{}]``, ``[null]`` of two: result 0 names no document
    - ``[{"index": 0}, {"index": 0}]``: result 1 names the same document again
    """
    rows = response.extra.get("results", response.results)
    rows = rows if isinstance(rows, list | tuple) else []
    problem = _problem([_index(row) for row in rows], _documents(request, options))
    if problem is None:
        return Ok(response)
    return Err(
        ResponseValidationError(
            problem,
            partial=response,
            http_meta=response.http_meta,
            status_code=response.http_meta.status if response.http_meta else None,
            body_sent=True,
        )
    )


def _problem(indexes: Sequence[int | None], count: int) -> str | None:
    if not indexes:
        return "the response ranks no documents"
    seen: set[int] = set()
    for place, index in enumerate(indexes):
        if index is None or not 0 <= index < count:
            return f"result {place} of the response names no document of the request"
        if index in seen:
            return f"result {place} of the response names document {index} again"
        seen.add(index)
    return None


def _index(row: object) -> int | None:
    """Which document a row is about."""
    try:
        return whole_number(structure_hook(RerankResult)(row).index)
    except StructureError:
        return None


def _documents(request: object, options: RequestOptions | None) -> int:
    """How many documents a request has."""
    given: Mapping[str, Any] = object_of(request)
    given = {**given, **((options and options.extra_body) or {})}
    documents = given.get("documents")
    return len(documents) if isinstance(documents, Sequence) else 0
