"""Which fields a user's class has: an attrs class, a dataclass, a `TypedDict`, a `NamedTuple`, a msgspec `Struct`."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    TypeVar,
    Union,
    get_args,
    get_type_hints,
)

import attrs

from openrouter_core._parse.types import (
    Field,
    is_around,
    is_named_tuple,
    is_struct,
    is_typed_dict,
    is_union,
    origin_of,
    refuse,
    split,
)


def fields_of(cls: Any) -> list[Field]:
    """The fields of a class, in the order in which they are written.

    Raises:
        SDKValidationError: an annotation is missing or names something unknown, or the constructor needs more than the
            fields.
    """
    origin = origin_of(cls) or cls
    hints = _filled_in_hints(cls)
    fields = list(_reader_of(origin)(origin, hints))
    for field in fields:
        if field.annotation is None and field.name not in hints:
            hint = "; write a typing.NamedTuple" if is_named_tuple(origin) else ""
            refuse(origin, f"the field {field.name} has no annotation{hint}")
    if not is_typed_dict(origin):
        try:
            names = {f.argument or f.name: None for f in fields if f.given}
            inspect.signature(origin).bind(**names)
        except (TypeError, ValueError) as error:
            refuse(origin, f"its constructor cannot be called with its fields: {error}")
    return fields


# --- each kind of class --------------------------------------------------------------------------------------------

_Reader = Callable[[Any, dict[str, Any]], Iterable[Field]]


def _reader_of(cls: type) -> _Reader:
    if is_typed_dict(cls):
        return _of_typed_dict
    if is_struct(cls):
        return _of_struct
    if is_named_tuple(cls):
        return _of_named_tuple
    return _of_attrs if attrs.has(cls) else _of_dataclass


def _of_typed_dict(cls: Any, hints: dict[str, Any]) -> Iterable[Field]:
    return [Field(name, hint, _is_required(cls, name, hint)) for name, hint in hints.items()]


def _of_named_tuple(cls: Any, hints: dict[str, Any]) -> Iterable[Field]:
    """An object, although msgspec writes a list: a model makes fewer mistakes with names than with positions, and
    strict mode has no list whose items differ.
    """
    return [Field(name, hints.get(name), name not in cls._field_defaults) for name in cls._fields]


def _of_attrs(cls: Any, hints: dict[str, Any]) -> Iterable[Field]:
    return [
        Field(f.name, hints.get(f.name, f.type), f.default is attrs.NOTHING, f.alias)
        for f in attrs.fields(cls)
        if f.init
    ]


def _of_dataclass(cls: Any, hints: dict[str, Any]) -> Iterable[Field]:
    missing = dataclasses.MISSING
    return [
        Field(f.name, hints[f.name], f.default is missing and f.default_factory is missing)
        for f in dataclasses.fields(cls)
        if f.init
    ]


def _of_struct(cls: Any, hints: dict[str, Any]) -> Iterable[Field]:
    """A Struct's fields under the names that it has in JSON (``rename="camel"``), its tag first:

    ``class Cat(Struct, tag=True): lives: int`` is ``{"type": "Cat", "lives": 9}``
    """
    import msgspec  # a Struct exists only if msgspec is installed

    config = cls.__struct_config__
    if config.array_like:
        refuse(cls, "strict mode has no lists whose items differ by place; leave array_like out")
    fields = [
        Field(f.encode_name, _without_unset(hints.get(f.name, f.type)), f.required, f.name)
        for f in msgspec.structs.fields(cls)
    ]
    if config.tag is not None:
        fields.insert(0, Field(config.tag_field, Literal[config.tag], given=False))
    return fields


def _without_unset(annotation: Any) -> Any:
    """``int | UnsetType`` says that a field may be missing, as its default does too."""
    import msgspec

    inner, metadata = split(annotation)
    members = [each for each in get_args(inner) if each is not msgspec.UnsetType]
    if not is_union(inner) or len(members) == len(get_args(inner)):
        return annotation
    left: Any = Union[tuple(members)]  # noqa: UP007  # of members that are known at run time only
    return Annotated[(left, *metadata)] if metadata else left


# --- annotations ---------------------------------------------------------------------------------------------------


def _hints(cls: type) -> dict[str, Any]:
    try:
        try:
            return get_type_hints(cls, include_extras=True)
        except NameError:  # a local class may refer to itself and its type parameters
            names: dict[str, Any] = {}
            for base in reversed(_arguments_of(cls)):
                names[base.__name__] = base
                names |= {each.__name__: each for each in getattr(base, "__type_params__", ())}
            return get_type_hints(cls, localns=names, include_extras=True)
    except Exception as error:  # the evaluation of an annotation can raise anything
        refuse(cls, f"an annotation cannot be evaluated: {error}")


def _is_required(cls: Any, name: str, hint: Any) -> bool:
    """`__required_keys__` alone is not enough: it is wrong if annotations are strings."""
    while (origin := origin_of(hint)) is not None:
        if origin in (Required, NotRequired):
            return origin is Required
        if origin is not Annotated and not is_around(origin):
            break
        hint = hint.__origin__ if origin is Annotated else get_args(hint)[0]
    return name in cls.__required_keys__


# --- generic classes -----------------------------------------------------------------------------------------------


def _filled_in_hints(cls: Any) -> dict[str, Any]:
    """The annotations of a class's fields, with its type parameters replaced:

    - ``Box[int]``: the ``item: T`` of Box is an int
    - ``class Users(Page[User])``: the ``items: list[T]`` of Page is a list of User
    - ``class Pair(Page[int], Generic[T])``: T is int in Page's annotations, and Pair's own in Pair's annotations
    """
    origin = origin_of(cls) or cls
    hints = _hints(origin)
    arguments = _arguments_of(cls)
    if not any(arguments.values()):
        return hints
    for name in hints:
        author = _author_of(name, origin, arguments)
        hint = hints[name] if author is origin else _hints(author)[name]
        hints[name] = _filled_in(hint, arguments[author])
    return hints


def _author_of(name: str, cls: type, arguments: dict[type, dict[Any, Any]]) -> type:
    """The class or base that has a field's annotation. A `TypedDict` has its bases' annotations too, but its bases are
    not in its ``__mro__``: it is the last base with the name.
    """
    holders = [base for base in arguments if name in inspect.get_annotations(base)]
    if is_typed_dict(cls):
        return holders[-1]
    return min(holders, key=cls.__mro__.index)


def _arguments_of(cls: Any) -> dict[type, dict[Any, Any]]:
    """The arguments for the type parameters of a class and of its bases; the class first."""
    found: dict[type, dict[Any, Any]] = {}

    def visit(base: Any, outside: dict[Any, Any]) -> None:
        origin = origin_of(base) or base
        if origin in found or not isinstance(origin, type):
            return
        given = [_filled_in(each, outside) for each in get_args(base)]
        parameters = getattr(origin, "__parameters__", ())
        own = {each: each.__default__ for each in parameters[len(given) :] if _has_default(each)}
        found[origin] = own | dict(zip(parameters, given, strict=False))
        for each in vars(origin).get("__orig_bases__", origin.__bases__):
            visit(each, found[origin])

    visit(cls, {})
    return found


def _has_default(parameter: Any) -> bool:
    """Whether a type parameter has a default, which came with Python 3.13."""
    has_default = getattr(parameter, "has_default", None)
    return has_default is not None and bool(has_default())


def _filled_in(annotation: Any, arguments: dict[Any, Any]) -> Any:
    """An annotation of a generic class, with the arguments that the class was given."""
    if isinstance(annotation, TypeVar):
        return arguments.get(annotation, annotation)
    parameters = getattr(annotation, "__parameters__", ())
    if not arguments or not parameters or isinstance(annotation, type):
        return annotation
    return annotation[tuple(arguments.get(each, each) for each in parameters)]
