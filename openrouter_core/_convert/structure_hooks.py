"""What the two converters share: the one for our models (`openrouter_core._convert.converter`) and the one for users'
own types (`openrouter_core._parse.structure`).

A hook makes of a JSON value what an annotation says, or raises `StructureError`. Where the two differ (users' integers
take 5.0, our unions are told apart by the kind of the value, cattrs keeps the hooks of our models and must not keep
those of users' classes), each has a hook of its own, under a name of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any, Final, TypeAlias

from openrouter_core._convert.error import StructureError

Hook: TypeAlias = Callable[..., Any]
"""From a JSON value to what an annotation says; cattrs passes the type as a second argument, which ours do not need."""

Rule: TypeAlias = tuple[Callable[[Any], bool], Callable[[Any], Hook]]
"""Which annotations are meant, and what makes the hook of one."""

JSON_NAMES: Final[dict[type, str]] = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "true or false",
    NoneType: "null",
    list: "a list",
    dict: "an object",
}
"""The types that `json.loads` makes, as a person reads them."""


def keep(value: Any, _: object = None) -> Any:
    """The hook of what takes everything as it is."""
    return value


def scalar_hook(name: type, *accepted: type) -> Hook:
    """A hook that takes values of these types as they are; ``true`` is a number only to Python.

    Arguments:
        name: what is wanted, as a key of `JSON_NAMES`; also what is accepted, where nothing else is given.
    """
    wanted = accepted or (name,)
    takes_bool = name is bool

    def hook(value: Any, _: object = None) -> Any:
        if isinstance(value, wanted) and (takes_bool or not isinstance(value, bool)):
            return value
        raise StructureError(JSON_NAMES[name], value)

    return hook


def structure_part(hook: Hook, value: Any, step: object) -> Any:
    """Run a hook one level down; what does not fit says where: ``[1]``, ``.name``."""
    try:
        return hook(value)
    except StructureError as error:
        error.with_parent(step)
        raise


def structure_values(hook: Hook, values: Mapping[Any, Any]) -> dict[Any, Any]:
    """The values of an object without fields of its own, each made by the same hook."""
    return {key: structure_part(hook, item, key) for key, item in values.items()}
