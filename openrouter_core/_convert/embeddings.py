"""Checks that a response holds a vector for each input of its request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openrouter_core._convert.converter import structure_hook
from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of, whole_number
from openrouter_core.models import Embedding
from openrouter_core.models.errors import ResponseValidationError
from openrouter_core.models.model import Model
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.models import EmbeddingsResponse
    from openrouter_core.options import RequestOptions


def whole_embeddings(
    response: EmbeddingsResponse, request: object, options: RequestOptions | None
) -> Ok[EmbeddingsResponse] | Err[Any]:
    """The response, if each input has a vector that can be read: otherwise a program could pair a text with the vector
    of the next one. An input is named by its place, from 0.

    - ``[{"index": 0, "embedding": [0.1]}, null]`` of two inputs: embedding 1 cannot be read
    - ``[{"index": 0, "embedding": [0.1]}]`` of two: embedding 1 is missing
    - ``[{"index": 1, ...}, {"index": 0, ...}]`` of two: all there, in another order
    - ``[{"index": 0, ...}, {"index": 0, ...}]`` of two: a server that does not number; the place counts
    - ``[null, {"index": 0, ...}]`` of two: embedding 1 cannot be read, because 0 is the other
    """
    rows = response.extra.get("data", response.data)
    rows = rows if isinstance(rows, list | tuple) else []
    found = [_read_row(row) for row in rows]
    numbers = _places([number for number, _ in found])
    wanted = _inputs(request, options)
    if wanted == 1 and len(rows) == 1:
        numbers = [0]  # the number that it had in a batch of the server's
    unread = [n for n, (_, read) in zip(numbers, found, strict=True) if not read]
    missing = sorted(set(range(wanted)) - set(numbers))
    if not unread and not missing:
        return Ok(response)
    which, what = (unread, "cannot be read") if unread else (missing, "is missing")
    return Err(
        ResponseValidationError(
            f"embedding {which[0]} of the response {what}"
            + (f", and {len(which) - 1} more" if which[1:] else ""),
            partial=response,
            http_meta=response.http_meta,
            status_code=response.http_meta.status if response.http_meta else None,
            body_sent=True,
        )
    )


def _read_row(row: object) -> tuple[int | None, bool]:
    """Which input a row says that it is for, and whether it holds a vector."""
    try:
        embedding = structure_hook(Embedding)(row)
    except StructureError:
        return None, False
    return whole_number(embedding.index), bool(embedding.vector)


def _places(given: Sequence[int | None]) -> list[int]:
    """Which input each row is for; those that do not say have what the others leave, in their order."""
    known = [number for number in given if number is not None]
    if len(set(known)) < 2 and len(known) != 1:
        return list(range(len(given)))
    free = iter(sorted(set(range(len(given))) - set(known)))
    return [next(free) if number is None else number for number in given]


def _inputs(request: object, options: RequestOptions | None) -> int:
    """How many inputs a request has; a list of numbers is the tokens of one text."""
    given: Mapping[str, Any] = object_of(request)
    given = {**given, **((options and options.extra_body) or {})}
    inputs = dumped(given.get("input"))
    if isinstance(inputs, str | Mapping | Model):
        return 1
    if not isinstance(inputs, Sequence):
        return 0
    return 1 if inputs and isinstance(inputs[0], int | float) else len(inputs)
