"""Checks everything that a user's type can hold before anything is sent: `require_parsed`."""

from __future__ import annotations

from typing import Any, Literal, get_args

from openrouter_core._parse.fields import fields_of
from openrouter_core._parse.structure import parse_hook
from openrouter_core._parse.types import bare, has_fields, origin_of
from openrouter_core.models.errors import SDKValidationError, with_fields


def require_parsed(annotation: Any, path: str) -> None:
    """Raise SDKValidationError if a type, or a field of it at any depth, cannot be made from a JSON value.

    Arguments:
        path: the argument that gives the type.
    """
    try:
        _walk(annotation, [])
    except SDKValidationError as error:
        raise with_fields(error, message=f"{path}: {error.message}", path=path) from None


def _walk(annotation: Any, seen: list[Any]) -> None:
    parse_hook(annotation)
    inner = bare(annotation)
    if inner in seen or origin_of(inner) is Literal:
        return
    seen.append(inner)
    parts = [field.annotation for field in fields_of(inner)] if has_fields(inner) else []
    for part in parts or get_args(inner):
        if part is not ...:
            _walk(part, seen)
