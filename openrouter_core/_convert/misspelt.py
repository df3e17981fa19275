"""Keys of a request that are almost a known key, and may be misspelt: the API ignores them, and nobody notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from openrouter_core import models
from openrouter_core._convert.converter import structure_hook
from openrouter_core._convert.error import StructureError
from openrouter_core.models.model import Model

_LIKE: Final = 0.75
"""How much two keys have in common, of 1, that are taken for one: ``temprature`` and ``temperature`` 0.95, ``nmae`` and
``name`` 0.75.
"""


def misspelt(body: object, request: str) -> list[str]:
    """What may be misspelt in a request's JSON: ``messages[0].contnet (content?)``.

    Arguments:
        request: the name of its class.
    """
    try:
        return list(_looked_through(structure_hook(getattr(models, request))(body), ""))
    except StructureError:  # of a body that `extra_body` has changed
        return []


def _looked_through(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _looked_through(item, f"{place}[{index}]")
    if not isinstance(value, Model):
        return
    from difflib import get_close_matches  # only who debugs pays for it

    dot = f"{place}." if place else ""
    missing = [name for name in value.__wire__ if name not in value.__dict__]
    for key in value.extra:
        for near in get_close_matches(str(key), missing, 1, _LIKE):
            yield f"{dot}{key} ({near}?)"
    for name, item in value.__dict__.items():
        if not isinstance(item, Mapping):
            yield from _looked_through(item, f"{dot}{name}")
