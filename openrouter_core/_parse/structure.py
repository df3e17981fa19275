"""From JSON values to users' own classes, strictly: what does not fit is a `StructureError` that says where.

cattrs finds the hook for a type and keeps it, as in `openrouter_core._convert.converter`; the hooks decide the rest,
because its own coerce (``"5"`` becomes 5, None ``'None'``, 1.9 becomes 1, ``"false"`` True). It is a converter apart:
the classes are not this package's, and their rules are the opposite of a response's.
"""

from __future__ import annotations

import sys
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Sequence,
    Set,
)
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar, get_args

import attrs

from openrouter_core._check import MISSING
from openrouter_core._convert.error import StructureError
from openrouter_core._parse.scalars import Hook, keep, literal_hook, none_hook, scalar_hook
from openrouter_core._parse.types import (
    Field,
    Key,
    bare,
    fields_of,
    has_fields,
    is_enum,
    is_typed_dict,
    is_union,
    origin_of,
    refuse,
    spelled,
    split,
    takes_null,
)

if TYPE_CHECKING:
    from cattrs import BaseConverter

_T = TypeVar("_T")

LISTS: Final[tuple[Any, ...]] = (list, Sequence, MutableSequence, Collection)
SETS: Final[tuple[Any, ...]] = (set, Set, MutableSet, frozenset)
MAPPINGS: Final[tuple[Any, ...]] = (dict, Mapping, MutableMapping)


def parse_hook(annotation: Any) -> Hook:
    """What makes of a JSON value what `annotation` says, or raises `StructureError`; made once for each annotation.

    The hooks of a class's fields are made when a value has the field: `openrouter_core._parse.schema` walks all of them
    before a request is sent, so that a class that cannot be made is found in time.

    Raises:
        SDKValidationError: no JSON value can be made into it.
    """
    key = Key(annotation)
    try:
        hash(key)
    except TypeError:
        refuse(annotation, "what Annotated or Literal holds must be hashable")
    try:
        # cattrs takes any key. Given the annotation itself it would take a StrEnum for a string, and `date | str` for
        # what it has made of `str | date`.
        return _converter().get_structure_hook(key)
    except RecursionError:  # a type alias; a class is no trouble
        refuse(annotation, "it holds itself, and not by way of a class")


@cache
def _converter() -> BaseConverter:
    """The one converter. cattrs is imported here, with the first answer and not before."""
    from cattrs import BaseConverter

    converter = BaseConverter()
    for predicate, factory in (
        (lambda _: True, _no_hook),
        (lambda t: isinstance(t, type), _class_hook),
        (lambda t: split(t) != (t, ()), _annotated_hook),
        (lambda t: t is Any, lambda _: keep),
        (lambda t: t is None, lambda _: none_hook),
        (lambda t: origin_of(t) in (*LISTS, *SETS), _items_hook),
        (lambda t: origin_of(t) is tuple, _tuple_hook),
        (lambda t: origin_of(t) in MAPPINGS, _mapping_hook),
        (is_union, _union_hook),
        (lambda t: origin_of(t) is Literal, literal_hook),
        (has_fields, _fields_hook),
    ):
        converter.register_structure_hook_factory(_of_key(predicate), _of_key(factory))
    return converter


def _of_key(function: Callable[[Any], _T]) -> Callable[[Any], _T]:
    return lambda key: function(key.annotation)


def _no_hook(annotation: Any) -> Hook:
    why = "it is no attrs class, dataclass or TypedDict, and nothing else that JSON can hold"
    refuse(annotation, why)


def _class_hook(cls: Any) -> Hook:
    if cls in MAPPINGS:
        return parse_hook(cls[str, Any])
    if cls is tuple:
        return parse_hook(tuple[Any, ...])
    if cls in (*LISTS, *SETS):
        return parse_hook(cls[Any])
    return scalar_hook(cls) or _no_hook(cls)


# --- lists, mappings, unions ---------------------------------------------------------------------------------------


def _items_hook(annotation: Any) -> Hook:
    origin = origin_of(annotation)
    each = parse_hook(get_args(annotation)[0])
    made = list if origin in LISTS else frozenset if origin is frozenset else set

    def hook(value: Any, _: object = None) -> Any:
        items = _structured_items(value, each)
        try:
            return made(items)
        except TypeError as error:  # a set of what cannot be hashed
            raise StructureError(f"items that a set can hold ({error})", value) from None

    return hook


def _tuple_hook(annotation: Any) -> Hook:
    members = get_args(annotation)
    if len(members) == 2 and members[1] is ...:
        each = parse_hook(members[0])
        return lambda value, _=None: tuple(_structured_items(value, each))
    hooks = [parse_hook(member) for member in members]

    def hook(value: Any, _: object = None) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(hooks):
            raise StructureError(f"a list of {len(hooks)}", value)
        return tuple(
            _below(i, each, item) for i, (each, item) in enumerate(zip(hooks, value, strict=True))
        )

    return hook


def _structured_items(value: Any, each: Hook) -> list[Any]:
    if not isinstance(value, list):
        raise StructureError("a list", value)
    return [_below(i, each, item) for i, item in enumerate(value)]


def _mapping_hook(annotation: Any) -> Hook:
    key, member = get_args(annotation)
    if bare(key) not in (str, Any):
        refuse(annotation, "the keys of a JSON object are strings")
    each = parse_hook(member)

    def hook(value: Any, _: object = None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise StructureError("an object", value)
        return {name: _below(name, each, item) for name, item in value.items()}

    return hook


def _below(step: object, hook: Hook, value: Any) -> Any:
    try:
        return hook(value)
    except StructureError as error:
        error.with_parent(step)
        raise


def _annotated_hook(annotation: Any) -> Hook:
    """The hook of the type itself and, where there are limits that msgspec knows, a check of those."""
    inner, metadata = split(annotation)
    hook = parse_hook(inner)
    msgspec = sys.modules.get("msgspec")  # who has written a limit has it loaded
    limits = tuple(each for each in metadata if msgspec and isinstance(each, msgspec.Meta))
    if not msgspec or not limits or is_union(inner) or has_fields(inner) or is_enum(inner):
        return hook
    origin = origin_of(inner)
    listed = origin in (*LISTS, *SETS, tuple)
    plain: Any = list if listed else dict if origin in MAPPINGS else inner
    limited = Annotated[(plain, *limits)]

    def checked(value: Any, _: object = None) -> Any:
        made = hook(value)
        try:
            msgspec.convert(made if plain is inner else value, limited)
        except msgspec.ValidationError as error:
            raise StructureError(str(error).removeprefix("Expected "), value) from None
        return made

    return checked


def _union_hook(annotation: Any) -> Hook:
    """The first member that takes the value, in the order in which they are written."""
    hooks = [(spelled(member), parse_hook(member)) for member in get_args(annotation)]

    def hook(value: Any, _: object = None) -> Any:
        misfits: list[tuple[str, StructureError]] = []
        for name, each in hooks:
            try:
                return each(value)
            except StructureError as error:
                misfits.append((name, error))
        inside = [error for _, error in misfits if error.path]
        if len(inside) == 1:  # of one member the value has the kind, so it is the one that is meant
            raise inside[0]
        words = [f"{name} ({m.message})" if m.path else m.expected for name, m in misfits]
        raise StructureError(" or ".join(dict.fromkeys(words)), value)

    return hook


# --- objects -------------------------------------------------------------------------------------------------------


def _fields_hook(cls: Any) -> Hook:
    fields = fields_of(cls)
    read = object_hook(fields)
    if is_typed_dict(cls):
        return read
    names = {field.name: field.argument or field.name for field in fields}
    make = origin_of(cls) or cls

    def hook(value: Any, _: object = None) -> Any:
        values = {names[name]: item for name, item in read(value).items()}
        try:
            return make(**values)
        except Exception as error:  # of a validator, a converter, __post_init__
            raise StructureError(
                f"what {spelled(cls)} accepts ({_sentence(error)})", value
            ) from error

    return hook


def _sentence(error: Exception) -> object:
    """What an exception says; attrs' validators put the field, and all that they know, beside their sentence."""
    match error.args:
        case (str(sentence), attrs.Attribute(), *_):
            return sentence
    return error


def object_hook(fields: Iterable[Field]) -> Hook:
    """What makes of a JSON object the values of these fields, by name; those that have a default may be missing."""
    table = {field.name: field for field in fields}
    nullable = {field.name for field in table.values() if takes_null(field.annotation)}
    hooks: dict[str, Hook] = {}  # made on first use, because a class may hold itself

    def hook_of(name: str) -> Hook:
        if name not in hooks:
            hooks[name] = parse_hook(table[name].annotation)
        return hooks[name]

    def hook(value: Any, _: object = None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise StructureError("an object", value)
        made: dict[str, Any] = {}
        for name, item in value.items():
            field = table.get(name)
            if field is None:
                raise StructureError("no such key", item).with_parent(name)
            if item is None and not field.required and name not in nullable:
                continue  # null stands for what is not there
            made[name] = _below(name, hook_of(name), item)
        for name, field in table.items():
            if field.required and name not in value:
                _below(name, hook_of(name), MISSING)
                raise StructureError("a value", MISSING).with_parent(name)
        return made

    return hook
