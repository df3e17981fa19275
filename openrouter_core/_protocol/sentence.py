"""The sentence in the body of an error, in the forms of many servers."""

from __future__ import annotations

from types import UnionType
from typing import Any, Final

_SAID: Final = (
    "message",
    "msg",
    "errordescription",
    "description",
    "detail",
    "details",
    "reason",
    "errormessage",
    "errormsg",
    "errmsg",
    "faultstring",
)
_INNER: Final = ("error", "errors", "issues", "fault")
_TEXTS: Final = ("text", "value")
"""What holds the text of a message that is an object: ``{"message": {"lang": "en", "value": "Slow down"}}``."""
_ANY: Final = str | list | dict
"""What a field of ``errors`` may have; elsewhere a text beside a name may be anything, such as a code."""
_MOST: Final = 5
_DEEPEST: Final = 5


def sentence(value: Any, depth: int = 0, fields: type | UnionType = list) -> str | None:
    """What an error says, or None::

    {"message": "Slow down"}                                          Slow down
    {"message": ["model is missing", "n is no number"]}               model is missing; n is no number
    {"detail": [{"loc": ["body", "n"], "msg": "Field required"}]}     body.n: Field required       FastAPI
    {"errors": [{"message": "No such model"}]}                        No such model
    {"errors": {"model": ["is missing"]}}                             model: is missing
    {"errors": {"model": "is missing"}}                               model: is missing
    {"Message": "Slow down"}                                          Slow down     AWS
    {"fault": {"faultstring": "Quota exceeded"}}                      Quota exceeded     Apigee
    {"message": {"lang": "en", "value": "Slow down"}}                 Slow down     OData
    {"title": "Forbidden", "detail": "The budget is used up"}         Forbidden: The budget is used up     RFC 9457
    """
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return _joined([sentence(each, depth + 1) for each in value[:_MOST]])
    if not isinstance(value, dict):
        return None
    named = {_folded(name): each for name, each in value.items()} | value
    said = _first(named, _SAID, depth)
    title = value.get("title")
    if isinstance(title, str) and title.strip() and title != said:
        said = title if said is None else f"{title}: {said}"
    said = said or _first(named, _INNER, depth)
    if depth and said is None:
        said = _first(named, _TEXTS, depth) or _by_field(value, depth, fields)
    place = _place(value)
    return f"{place}: {said}" if said and place else said


def _first(value: dict[str, Any], names: tuple[str, ...], depth: int) -> str | None:
    for name in names:
        said = sentence(value.get(name), depth + 1, _ANY if name == "errors" else list)
        if said is not None:
            return said
    return None


def _folded(name: str) -> str:
    """A name as it is compared: ``Message`` and ``error_description`` are spelled in several ways."""
    return name.replace("_", "").lower()


def _place(value: dict[str, Any]) -> str | None:
    """Where in the request the mistake is: pydantic's ``loc``, zod's ``path``."""
    steps = value.get("loc") or value.get("path")
    if isinstance(steps, list) and all(isinstance(step, str | int) for step in steps):
        return ".".join(map(str, steps[:20]))
    return None


def _by_field(value: dict[str, Any], depth: int, kinds: type | UnionType) -> str | None:
    """The messages of a mapping from fields to them; `kinds` says what counts as one."""
    parts = [
        f"{name}: {said}"
        for name, each in list(value.items())[:_MOST]
        if isinstance(each, kinds) and (said := sentence(each, depth + 1))
    ]
    return _joined(parts)


def _joined(parts: list[Any]) -> str | None:
    return "; ".join(part for part in parts if part) or None
