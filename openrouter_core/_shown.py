"""Mappings of a user's as they may be seen: in a representation, a log, a traceback with its locals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from openrouter_core.models.model import TELLTALE

_COUNT: Final = "(?i)tokens$"
"""``max_tokens`` and similar names are not secrets where their values are numbers."""
_IN_TEXT: Final = r"(?i)(\bbearer\s+|\bbasic\s+)\S+|(://)[^/@\s]*@"
_SHOWN: Final = 256
_DEEPEST: Final = 20
HIDDEN: Final = "***"


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers as they may be seen: what may hold a credential is covered, and what is long is cut."""
    return {
        name: HIDDEN if re.search(TELLTALE, name) else value[:_SHOWN]
        for name, value in headers.items()
    }


class Covered(dict[str, Any]):
    """A mapping that shows stars for what may be a secret, by its names, at every depth:
    ``{"tools": [{"headers": {"Authorization": "***"}}]}``.
    """

    def __repr__(self) -> str:
        return repr(covered(dict(self)))


def covered(value: Any, depth: int = 0) -> Any:
    """A copy of JSON with stars for what may be a secret, and long texts cut."""
    if depth > _DEEPEST:
        return "..."
    if isinstance(value, Mapping):
        return {name: _covered_item(name, item, value, depth) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [covered(item, depth + 1) for item in value]
    if isinstance(value, str):
        return re.sub(_IN_TEXT, rf"\1\2{HIDDEN}", value[:_SHOWN])
    return value


def _covered_item(name: object, item: Any, holder: Mapping[Any, Any], depth: int) -> Any:
    # Headers are also written as {"name": "X-Api-Key", "value": "..."}; a value without a name may be anything's, such
    # as a vault's.
    about = name
    if name == "value" and isinstance(item, str):
        about = holder.get("name", "secret")
    if item is None or isinstance(item, bool) or not re.search(TELLTALE, str(about)):
        return covered(item, depth + 1)
    counts = isinstance(item, int | float) and re.search(_COUNT, str(about))
    return item if counts else HIDDEN
