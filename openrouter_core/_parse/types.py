"""What the annotations of users' classes and functions mean, as far as JSON goes: what is around a type, and which
fields a class has.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from enum import Enum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NamedTuple,
    NoReturn,
    NotRequired,
    Required,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from openrouter_core.models.errors import SDKValidationError

origin_of: Final[Callable[[Any], Any]] = get_origin
"""What was subscripted: list of ``list[int]``. The function's own type knows no special forms."""


class Field(NamedTuple):
    """A field of a class, or a parameter of a function, as a key of a JSON object.

    Fields:
        name: the key.
        annotation: what its value is.
        required: whether there is no default. Where there is one, a missing key and null both mean it.
        argument: what the constructor calls it, where that is another name.
    """

    name: str
    annotation: Any
    required: bool = True
    argument: str | None = None


class Key:
    """An annotation as a key to what was made of it. Python takes ``int | str`` for ``str | int``; here a union's order
    counts, and so do the types of a Literal's values.
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
    """Raise for a type that no JSON can be described for, or made into.

    Raises:
        SDKValidationError: always.
    """
    name = spelled(annotation)
    raise SDKValidationError(f"{name}: {why}", expected="a type that JSON can hold", got=name)


def spelled(annotation: object) -> str:
    """An annotation as its author would write it."""
    members = get_args(annotation)
    if is_union(annotation):
        return " | ".join(map(spelled, members))
    if origin_of(annotation) in (None, Literal, Annotated):
        if annotation in (None, NoneType, ...):
            return "..." if annotation is ... else "None"
        if isinstance(annotation, type):
            return annotation.__qualname__.rpartition("<locals>.")[2]
        return str(annotation).replace("typing.", "")
    return f"{spelled(origin_of(annotation))}[{', '.join(map(spelled, members))}]"


def split(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type itself, and what `Annotated` says about it; type aliases and `NewType` are looked through."""
    metadata: tuple[Any, ...] = ()
    while True:
        origin = origin_of(annotation)
        if origin is Annotated:
            metadata = annotation.__metadata__ + metadata
            annotation = annotation.__origin__
        elif _is_around(origin):
            annotation = get_args(annotation)[0]
        elif _is_alias(origin):
            annotation = origin.__value__[get_args(annotation)]
        elif _is_alias(annotation):
            annotation = annotation.__value__
        elif hasattr(annotation, "__supertype__"):
            annotation = annotation.__supertype__
        else:
            return annotation, metadata


def bare(annotation: Any) -> Any:
    """The type itself."""
    return split(annotation)[0]


def _is_around(origin: Any) -> bool:
    """Whether it may stand around the type of a field; ReadOnly is typing's from Python 3.13 on."""
    return origin in (Required, NotRequired, Final) or getattr(origin, "_name", "") == "ReadOnly"


def _is_alias(annotation: Any) -> bool:
    """Whether it is what a ``type`` statement makes, which Python 3.11 has not."""
    return type(annotation).__name__ == "TypeAliasType"


def is_union(annotation: Any) -> bool:
    """Whether a bare annotation is a union, in either spelling."""
    return origin_of(annotation) in (Union, UnionType)


def is_enum(annotation: Any) -> bool:
    """Whether a bare annotation is an enumeration."""
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def takes_null(annotation: Any) -> bool:
    """Whether null is a value of its own there."""
    annotation = bare(annotation)
    if is_union(annotation):
        return any(takes_null(member) for member in get_args(annotation))
    if origin_of(annotation) is Literal:
        return None in get_args(annotation)
    return annotation in (Any, None, NoneType)


def is_typed_dict(annotation: Any) -> bool:
    """Whether a bare annotation is a `TypedDict`, whichever module it came from."""
    origin = origin_of(annotation) or annotation
    return (
        isinstance(origin, type)
        and issubclass(origin, dict)
        and hasattr(origin, "__required_keys__")
    )


def has_fields(annotation: Any) -> bool:
    """Whether a bare annotation is a class whose fields are the keys of a JSON object."""
    origin = origin_of(annotation) or annotation
    return isinstance(origin, type) and (
        attrs.has(origin) or dataclasses.is_dataclass(origin) or is_typed_dict(origin)
    )


def fields_of(cls: Any) -> list[Field]:
    """The fields of an attrs class, a dataclass or a `TypedDict`, in the order in which they are written.

    Raises:
        SDKValidationError: an annotation is missing or names what is not there, or the constructor wants more than the
            fields.
    """
    origin = origin_of(cls) or cls
    hints = _hints(origin)
    if is_typed_dict(origin):
        fields = [
            Field(name, hint, _is_required(origin, name, hint)) for name, hint in hints.items()
        ]
    elif attrs.has(origin):
        fields = [
            Field(f.name, hints.get(f.name, f.type), f.default is attrs.NOTHING, f.alias)
            for f in attrs.fields(origin)
            if f.init
        ]
    else:
        missing = dataclasses.MISSING
        fields = [
            Field(f.name, hints[f.name], f.default is missing and f.default_factory is missing)
            for f in dataclasses.fields(origin)
            if f.init
        ]
    for field in fields:
        if field.annotation is None and field.name not in hints:
            refuse(origin, f"the field {field.name} has no annotation")
    if not is_typed_dict(origin):
        try:
            inspect.signature(origin).bind(**{f.argument or f.name: None for f in fields})
        except (TypeError, ValueError) as error:
            refuse(origin, f"its constructor cannot be called with its fields: {error}")
    arguments = dict(zip(getattr(origin, "__parameters__", ()), get_args(cls), strict=False))
    return [f._replace(annotation=_filled_in(f.annotation, arguments)) for f in fields]


def _hints(cls: type) -> dict[str, Any]:
    try:
        try:
            return get_type_hints(cls, include_extras=True)
        except NameError:  # a class that is in no module may name itself
            return get_type_hints(cls, localns={cls.__name__: cls}, include_extras=True)
    except Exception as error:  # whatever the evaluation of an annotation raises
        refuse(cls, f"an annotation cannot be evaluated: {error}")


def _is_required(cls: Any, name: str, hint: Any) -> bool:
    """`__required_keys__` alone does not do: it is wrong where annotations are strings."""
    while (origin := origin_of(hint)) is not None:
        if origin in (Required, NotRequired):
            return origin is Required
        if origin is not Annotated and not _is_around(origin):
            break
        hint = hint.__origin__ if origin is Annotated else get_args(hint)[0]
    return name in cls.__required_keys__


def _filled_in(annotation: Any, arguments: dict[Any, Any]) -> Any:
    """An annotation of a generic class, with the arguments that the class was given."""
    if isinstance(annotation, TypeVar):
        return arguments.get(annotation, annotation)
    parameters = getattr(annotation, "__parameters__", ())
    if not arguments or not parameters or isinstance(annotation, type):
        return annotation
    return annotation[tuple(arguments.get(each, each) for each in parameters)]
