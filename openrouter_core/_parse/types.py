"""What the annotations of users' classes and functions mean in JSON: what is around a type, and its kind."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict, deque
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Reversible,
    Sequence,
    Set,
)
from enum import Enum
from types import GenericAlias, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NamedTuple,
    NoReturn,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
)

import attrs

from openrouter_core.models.errors import SDKValidationError

origin_of: Final[Callable[[Any], Any]] = get_origin
"""What was subscripted: list for ``list[int]``. The declared type of `get_origin` has no special forms."""

LISTS: Final[tuple[Any, ...]] = (
    list,
    Sequence,
    MutableSequence,
    Collection,
    Iterable,
    Reversible,
    Container,
    deque,
)
SETS: Final[tuple[Any, ...]] = (set, Set, MutableSet, frozenset)
MAPPINGS: Final[tuple[Any, ...]] = (dict, Mapping, MutableMapping, OrderedDict)

PLAIN: Final[dict[Any, Any]] = {
    Iterable: list,
    Reversible: list,
    Container: list,
    deque: list,
    OrderedDict: dict,
}
"""Types with the same JSON, for types that msgspec does not know."""


class Field(NamedTuple):
    """A field of a class, or a parameter of a function, as a key of a JSON object.

    Fields:
        name: the key.
        annotation: the type of its value.
        required: whether there is no default. If there is one, a missing key and null both mean the default.
        argument: its name in the constructor, if that is different.
        given: whether the constructor accepts it; the tag of a msgspec `Struct` is only in JSON.
    """

    name: str
    annotation: Any
    required: bool = True
    argument: str | None = None
    given: bool = True


class Key:
    """An annotation as a cache key. For Python, ``int | str`` equals ``str | int``; here a union's order counts, and so
    do the types of a Literal's values.
    """

    __slots__ = ("_parts", "annotation")

    def __init__(self, annotation: Any) -> None:
        self.annotation = annotation
        self._parts = _parts_of(annotation)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)


def _parts_of(annotation: Any) -> Any:
    if origin_of(annotation) is Literal:
        return Literal, *((type(value), value) for value in get_args(annotation))
    if members := get_args(annotation):
        return origin_of(annotation), *map(_parts_of, members)
    return annotation


def refuse(annotation: object, why: str) -> NoReturn:
    """Raise for a type that cannot be described by a JSON Schema, or made from JSON.

    Raises:
        SDKValidationError: always.
    """
    name = spelled(annotation)
    raise SDKValidationError(f"{name}: {why}", expected="a type that JSON can hold", got=name)


def spelled(annotation: object) -> str:
    """An annotation as its author would write it."""
    if annotation in (None, NoneType):
        return "None"
    members = get_args(annotation)
    if isinstance(annotation, type) and not members:
        return annotation.__qualname__.rpartition("<locals>.")[2]
    if is_union(annotation):
        return " | ".join(map(spelled, members))
    if origin_of(annotation) in (None, Literal, Annotated):
        return "..." if annotation is ... else str(annotation).replace("typing.", "")
    if not members and not isinstance(annotation, GenericAlias):  # List and Generic, as they are
        return str(annotation).replace("typing.", "")
    return f"{spelled(origin_of(annotation))}[{', '.join(map(spelled, members)) or '()'}]"


def split(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type itself, and what `Annotated` says about it. Type aliases and `NewType` are resolved, and typing's
    `List`, which has an origin and no arguments, becomes `list`.
    """
    metadata: tuple[Any, ...] = ()
    while True:
        origin = origin_of(annotation)
        if origin is Annotated:
            metadata = annotation.__metadata__ + metadata
            annotation = annotation.__origin__
        elif is_around(origin):
            annotation = get_args(annotation)[0]
        elif _is_alias(origin):
            annotation = origin.__value__[get_args(annotation)]
        elif _is_alias(annotation):
            annotation = annotation.__value__
        elif hasattr(annotation, "__supertype__"):
            annotation = annotation.__supertype__
        elif _is_unsubscripted(annotation):
            annotation = origin
        else:
            return annotation, metadata


def _is_unsubscripted(annotation: Any) -> bool:
    """Whether it is typing's `List` or `Dict` without arguments; ``tuple[()]`` has arguments: an empty list."""
    return isinstance(origin_of(annotation), type) and not (
        isinstance(annotation, type) or hasattr(annotation, "__args__")
    )


def bare(annotation: Any) -> Any:
    """The type itself."""
    return split(annotation)[0]


def is_around(origin: Any) -> bool:
    """Whether it may wrap the type of a field; typing has ReadOnly from Python 3.13 on."""
    return origin in (Required, NotRequired, Final) or getattr(origin, "_name", "") == "ReadOnly"


def _is_alias(annotation: Any) -> bool:
    """Whether it comes from a ``type`` statement, which Python 3.11 does not have."""
    return type(annotation).__name__ == "TypeAliasType"


def is_union(annotation: Any) -> bool:
    """Whether a bare annotation is a union, in either spelling."""
    return origin_of(annotation) in (Union, UnionType)


def is_enum(annotation: Any) -> bool:
    """Whether a bare annotation is an enumeration."""
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def takes_null(annotation: Any) -> bool:
    """Whether null is a valid value."""
    annotation = bare(annotation)
    if is_union(annotation):
        return any(takes_null(member) for member in get_args(annotation))
    if origin_of(annotation) is Literal:
        return None in get_args(annotation)
    return annotation in (Any, None, NoneType)


def is_typed_dict(annotation: Any) -> bool:
    """Whether a bare annotation is a `TypedDict`, from any module."""
    origin = origin_of(annotation) or annotation
    return (
        isinstance(origin, type)
        and issubclass(origin, dict)
        and hasattr(origin, "__required_keys__")
    )


def is_named_tuple(annotation: Any) -> bool:
    """Whether a bare annotation is a `NamedTuple`."""
    origin = origin_of(annotation) or annotation
    return isinstance(origin, type) and issubclass(origin, tuple) and hasattr(origin, "_fields")


def is_struct(annotation: Any) -> bool:
    """Whether a bare annotation is a `msgspec.Struct`, checked without importing msgspec."""
    origin = origin_of(annotation) or annotation
    return isinstance(origin, type) and hasattr(origin, "__struct_fields__")


def is_described(annotation: Any) -> bool:
    """Whether it is a class that describes itself and reads JSON itself, as pydantic's models do."""
    return isinstance(annotation, type) and all(
        callable(getattr(annotation, name, None))
        for name in ("model_json_schema", "model_validate")
    )


def has_fields(annotation: Any) -> bool:
    """Whether a bare annotation is a class whose fields are the keys of a JSON object."""
    origin = origin_of(annotation) or annotation
    return isinstance(origin, type) and (
        attrs.has(origin)
        or dataclasses.is_dataclass(origin)
        or is_typed_dict(origin)
        or is_named_tuple(origin)
        or is_struct(origin)
    )
