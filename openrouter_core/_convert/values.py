"""One level of a model or a mapping, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.error import StructureError
from openrouter_core.models.model import Model, ResponseModel
from openrouter_core.models.model import whole_number as whole_number


def wire_fields(obj: Model, *, replay: bool = False) -> dict[str, Any]:
    """What a model has on the wire, one level deep.

    Arguments:
        replay: whether it is a part of a response that travels back in a request.
    """
    values = {name: value for name, value in obj.__dict__.items() if name in obj.__wire__}
    values.update(obj.extra)
    if replay and isinstance(obj, ResponseModel) and obj.__replay__:
        wanted = obj.__replay__
        values = {name: value for name, value in values.items() if value is not None}
        values = {**{k: v for k, v in wanted.items() if k not in values}, **values}
    return values


def object_of(value: object) -> Mapping[str, Any]:
    """A mapping as it is, a model as what it has on the wire, an object of pydantic's as what it writes; raises
    `StructureError` for all else.
    """
    if isinstance(value, Model):
        return wire_fields(value)
    if isinstance(value, Mapping):
        return value
    written = dumped(value)
    if isinstance(written, Mapping):
        return written
    raise StructureError("an object", value)
