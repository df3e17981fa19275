"""From JSON values to users' own classes, strictly: what does not fit is a `StructureError` that says where.

It is separate from `openrouter_core._convert.converter`: the classes are not this package's, their rules are the
opposite of a response's (no extra key, nothing missing), and their hooks must be freed with them, so cattrs, which
keeps everything that it has made, is not used.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any, Final, Literal, NoReturn, get_args

import attrs

from openrouter_core._check import MISSING
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.structure_hooks import (
    Hook,
    Rule,
    keep,
    structure_part,
    structure_values,
)
from openrouter_core._parse.cache import kept_with_classes
from openrouter_core._parse.described import described_hook
from openrouter_core._parse.fields import fields_of
from openrouter_core._parse.limits import limited_hook, limited_members, limits_in, require_takes
from openrouter_core._parse.scalars import class_hook, literal_hook, none_hook
from openrouter_core._parse.types import (
    LISTS,
    MAPPINGS,
    SETS,
    Field,
    bare,
    has_fields,
    is_described,
    is_typed_dict,
    is_union,
    origin_of,
    refuse,
    spelled,
    split,
    takes_null,
)

_KEYS_PASS: Final[ContextVar[bool]] = ContextVar("keys_pass", default=False)
"""Whether a key that a class does not have is ignored."""


def parse_open(annotation: Any) -> Callable[[Any], Any]:
    """As `parse_hook`, for JSON from a server and not from a model: a key that a class does not have is ignored,
    because a response can have a new one at any time.
    """
    hook = parse_hook(annotation)

    def open_hook(value: Any) -> Any:
        before = _KEYS_PASS.set(True)
        try:
            return hook(value)
        finally:
            _KEYS_PASS.reset(before)

    return open_hook


def parse_hook(annotation: Any) -> Hook:
    """The function that converts a JSON value to `annotation`, or raises `StructureError`; made once for each
    annotation.

    The hooks of a class's fields are made when a value has the field: `openrouter_core._parse.schema` walks all of them
    before a request is sent, so that a class that cannot be made is found in time.

    Raises:
        SDKValidationError: no JSON value can be converted to it.
    """
    try:
        return _hook_of(annotation)
    except RecursionError:  # a type alias; a class is fine
        refuse(annotation, "it contains itself; write it as a class")


@kept_with_classes
def _hook_of(annotation: Any) -> Hook:
    for fits, hook_of in _RULES:
        if fits(annotation):
            return hook_of(annotation)
    return _no_hook(annotation)


def _no_hook(annotation: Any) -> NoReturn:
    refuse(
        annotation,
        "it is not an attrs class, dataclass, TypedDict, NamedTuple, msgspec.Struct or pydantic model, and not another "
        "type that JSON can hold",
    )


def _plain_class_hook(cls: Any) -> Hook:
    if cls in MAPPINGS:
        return parse_hook(cls[str, Any])
    if cls is tuple:
        return parse_hook(tuple[Any, ...])
    if cls in (*LISTS, *SETS):
        return parse_hook(cls[Any])
    return class_hook(cls) or _no_hook(cls)


# --- lists, mappings, unions ---------------------------------------------------------------------------------------


def _items_hook(annotation: Any) -> Hook:
    origin = origin_of(annotation)
    each = parse_hook(get_args(annotation)[0])
    made: Any = list if origin in LISTS else set
    if origin in (deque, frozenset):
        made = origin

    def hook(value: Any, _: object = None) -> Any:
        items = _structured_items(value, each)
        try:
            return made(items)
        except TypeError as error:  # a set of values that cannot be hashed
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
            structure_part(each, item, i)
            for i, (each, item) in enumerate(zip(hooks, value, strict=True))
        )

    return hook


def _structured_items(value: Any, each: Hook) -> list[Any]:
    if not isinstance(value, list):
        raise StructureError("a list", value)
    return [structure_part(each, item, i) for i, item in enumerate(value)]


def _dict_hook(annotation: Any) -> Hook:
    key, member = get_args(annotation)
    if bare(key) not in (str, Any):
        refuse(annotation, "the keys of a JSON object must be strings")
    each = parse_hook(member)
    ordered = origin_of(annotation) is OrderedDict

    def hook(value: Any, _: object = None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise StructureError("an object", value)
        values = structure_values(each, value)
        return OrderedDict(values) if ordered else values

    return hook


def _annotated_hook(annotation: Any) -> Hook:
    """The hook of the type itself, with a check of its limits; a union's limits belong to its members."""
    inner, metadata = split(annotation)
    limits = limits_in(annotation, metadata)
    if not limits:
        return parse_hook(inner)
    if is_union(inner):
        return _first_fit_hook(limited_members(annotation, limits))
    require_takes(annotation, limits)
    return limited_hook(parse_hook(inner), inner, limits)


def _first_fit_hook(members: Iterable[Any]) -> Hook:
    """The first member that accepts the value, in the order in which they are written:

    - ``date | str``: "2026-01-31" is a date, "tomorrow" is text
    - ``str | date``: both are text
    """
    hooks = [(spelled(member), parse_hook(member)) for member in members]

    def hook(value: Any, _: object = None) -> Any:
        misfits: list[tuple[str, StructureError]] = []
        for name, each in hooks:
            try:
                return each(value)
            except StructureError as error:
                misfits.append((name, error))
        inside = [error for _, error in misfits if error.path]
        if len(inside) == 1:  # the value has the kind of this member, so this one is meant
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
    names = {field.name: field.argument or field.name for field in fields if field.given}
    make = origin_of(cls) or cls

    def hook(value: Any, _: object = None) -> Any:
        values = {names[name]: item for name, item in read(value).items() if name in names}
        try:
            return make(**values)
        except Exception as error:  # from a validator, a converter, __post_init__
            raise StructureError(
                f"what {spelled(cls)} accepts ({_sentence(error)})", value
            ) from error

    return hook


def _sentence(error: Exception) -> object:
    """The message of an exception; attrs' validators have further arguments after their message."""
    match error.args:
        case (str(sentence), attrs.Attribute(), *_):
            return sentence
    return error


def object_hook(fields: Iterable[Field]) -> Hook:
    """The function that converts a JSON object to the values of these fields, by name; fields with a default may be
    missing.
    """
    table = {field.name: field for field in fields}
    nullable = {field.name for field in table.values() if takes_null(field.annotation)}
    hooks: dict[str, Hook] = {}  # made on first use, because a class may refer to itself

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
                if _KEYS_PASS.get():
                    continue
                raise StructureError("no such key", item).with_parent(name)
            if item is None and not field.required and name not in nullable:
                continue  # null means a missing value
            made[name] = structure_part(hook_of(name), item, name)
        for name, field in table.items():
            if field.required and name not in value:
                structure_part(hook_of(name), MISSING, name)
                raise StructureError("a value", MISSING).with_parent(name)
        return made

    return hook


_RULES: Final[tuple[Rule, ...]] = (
    (lambda t: t is Any, lambda _: keep),
    (lambda t: t is None, lambda _: none_hook),
    (lambda t: split(t) != (t, ()), _annotated_hook),
    (is_union, lambda t: _first_fit_hook(get_args(t))),
    (lambda t: origin_of(t) is Literal, literal_hook),
    (is_described, lambda t: described_hook(t, _KEYS_PASS.get)),
    (has_fields, _fields_hook),
    (lambda t: isinstance(t, type), _plain_class_hook),
    (lambda t: origin_of(t) in (*LISTS, *SETS), _items_hook),
    (lambda t: origin_of(t) is tuple, _tuple_hook),
    (lambda t: origin_of(t) in MAPPINGS, _dict_hook),
)
"""Which annotation gets which hook; the first rule that fits counts."""
