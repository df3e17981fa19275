"""From JSON values to models: one cattrs converter, and a registered hook for each kind of annotation.

cattrs finds the hook for a type and keeps it; what the hooks do is decided here, because its own coerce (None becomes
``'None'``, 1.9 becomes 1) and this package neither guesses nor drops. Every hook either returns the value, or raises
`StructureError`; a request's model passes that on with the path, a response's model keeps the value in `extra`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    NoReturn,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

import attrs

from openrouter_core import models
from openrouter_core._check import MISSING
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of, wire_fields
from openrouter_core.models.model import (
    NO_JSON,
    UNSET,
    Model,
    RequestModel,
    ResponseModel,
    TaggedUnion,
    Unset,
)

if TYPE_CHECKING:
    from cattrs import BaseConverter

Hook: TypeAlias = Callable[..., Any]
"""From a JSON value to what a field holds; cattrs passes the type as a second argument, which ours do not need."""


_JSON_NAMES: Final[dict[type, str]] = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "true or false",
    NoneType: "null",
    list: "a list",
    dict: "an object",
}


_SCALARS: Final = {str, int, float, bool, NoneType}
_NONE: Final[frozenset[type]] = frozenset()
_NULL: Final[frozenset[type]] = frozenset({NoneType})


def _scalar_hook(wanted: type) -> Hook:
    accepted: tuple[type, ...] = (int, float) if wanted is float else (wanted,)
    takes_bool = wanted is bool

    def hook(value: Any, _: object = None) -> Any:
        if isinstance(value, accepted) and (takes_bool or not isinstance(value, bool)):
            return value
        raise StructureError(_JSON_NAMES[wanted], value)

    return hook


def _list_hook(cls: Any) -> Hook:
    (member,) = get_args(cls)
    each = structure_hook(member)
    plain = _scalar_kinds(member)

    def hook(value: Any, _: object = None) -> Any:
        if type(value) is not list and not isinstance(value, list | tuple):
            raise StructureError("a list", value)
        if plain.issuperset(map(type, value)):  # a vector of 3 072 numbers is 3 072 calls else
            return list(value)
        made: list[Any] = []
        try:
            for item in value:
                made.append(each(item))
        except StructureError as error:
            raise error.with_parent(len(made)) from None
        return made

    return hook


def _mapping_hook(cls: Any) -> Hook:
    member = get_args(cls)[1]
    each = None if member is Any else structure_hook(member)

    def hook(value: Any, _: object = None) -> Any:
        if isinstance(value, Model):
            value = wire_fields(value)
        elif not isinstance(value, Mapping):
            raise StructureError("an object", value)
        if each is None:
            return value
        made: dict[Any, Any] = {}
        for key, item in value.items():
            try:
                made[key] = None if item is None else each(item)
            except StructureError as error:
                raise error.with_parent(key) from None
        return made

    return hook


def _union_hook(cls: Any) -> Hook:
    """A union is decided by the kind of JSON value; an object goes to the model, if there is one, else is kept."""
    by_kind: dict[type, Hook] = {}
    names: list[str] = []
    for member in get_args(cls):
        kind = _kind(member)
        if kind is Unset:
            continue
        if kind is not NoneType and _JSON_NAMES[kind] not in names:
            names.append(_JSON_NAMES[kind])
        if kind is not dict or dict not in by_kind or get_origin(member) is not Mapping:
            by_kind[kind] = structure_hook(member)
    if float in by_kind:
        by_kind[int] = by_kind[float]
    by_kind[tuple] = by_kind.get(list, _refuse)
    plain = _scalar_kinds(cls)
    expected = " or ".join(names)

    def hook(value: Any, _: object = None) -> Any:
        kind = type(value)
        if kind in plain:
            return value
        found = by_kind.get(kind) or by_kind.get(_value_kind(value))
        if found is None or found is _refuse:
            raise StructureError(expected, value)
        return found(value)

    return hook


def _refuse(value: object, _: object = None) -> NoReturn:
    raise StructureError("nothing", value)


def _literal_hook(cls: Any) -> Hook:
    """Enumerations grow on the server, so a literal says what is known, and takes every value of its kind."""
    (kind,) = {type(choice) for choice in get_args(cls)}
    return structure_hook(kind)


def _tagged_hook(union: TaggedUnion) -> Hook:
    tag, members, closed = union.tag, union.members, union.closed
    hooks: dict[object, Hook] = {}
    without_tag = f"an object with '{tag}'"

    def hook(value: Any, _: object = None) -> Any:
        if type(value) is dict or isinstance(value, Mapping):
            name = value.get(tag)
        elif isinstance(value, Model):
            if tag not in value.__wire__ and (closed or isinstance(value, RequestModel)):
                raise StructureError(without_tag, value)
            if isinstance(value, ResponseModel):
                return value  # it came from the server, and goes back as it came
            name = getattr(value, tag)
        else:
            raise StructureError("an object", value)
        if not isinstance(name, str):
            if closed:
                raise StructureError(f"one of {', '.join(members)}", name).with_parent(tag)
            if not (union.otherwise or name is None or name is UNSET):
                raise StructureError("a string", name).with_parent(tag)
            name = None
        found = hooks.get(name)
        if found is None:
            if name not in members and closed:
                raise StructureError(f"one of {', '.join(members)}", name).with_parent(tag)
            wanted = members.get(name, union.otherwise) if name is not None else union.untagged
            if wanted:
                found = structure_hook(getattr(models, wanted))
            else:
                found = structure_hook(type(value)) if isinstance(value, Model) else _keep
            if name in members:
                hooks[name] = (
                    found  # only the known ones: a server that invents tags must not grow this table
                )
        return found(value)

    return hook


def _keep(value: Any, _: object = None) -> Any:
    return value


def _model_hook(cls: Any) -> Hook:
    """One pass over the keys that are there. A field's own hook is made when its key is first met, so a class that no
    value needs is never created.
    """
    strict = issubclass(cls, RequestModel)
    table: dict[str, Hook] = {}
    scalars: dict[str, frozenset[type]] = {}  # by key the types whose values go in as they are
    never_null = frozenset(f.name for f in attrs.fields(cls) if hasattr(f.default, "factory"))
    for field in attrs.fields(cls):
        if field.name in cls.__wire__:
            table[field.name] = _first_use(cls, field, table, scalars)
            scalars[field.name] = _NONE if field.name in never_null else _NULL
    non_empty = cls.__non_empty__
    new = cls.__new__

    def hook(value: Any, _: object = None) -> Any:
        if type(value) is not dict:
            if isinstance(value, ResponseModel) and (strict or isinstance(value, cls)):
                return value
            if isinstance(value, RequestModel) and not isinstance(value, cls):
                raise StructureError(f"{cls.__name__} or a mapping", value)
            value = object_of(value)
        made = new(cls)
        values = made.__dict__
        extra: dict[str, Any] | None = None
        for key, item in value.items():
            if type(item) in scalars.get(
                key, _NONE
            ):  # most values of a chunk: no hook is called for them
                values[key] = item
                continue
            found = table.get(key)
            if found is not None:
                if item is None:
                    continue  # where it is allowed, it is among the scalars
                try:
                    values[key] = found(item)
                    continue
                except StructureError as error:
                    if item is UNSET:
                        continue
                    if strict:
                        raise error.with_parent(key) from None
            if extra is None:
                extra = values["extra"] = {}
            extra[key] = item
        for name in non_empty:
            if not values.get(name):
                raise StructureError(
                    "a list with at least one item", value.get(name, MISSING)
                ).with_parent(name)
        return made

    return hook


def _first_use(
    cls: type,
    field: attrs.Attribute[Any],
    table: dict[str, Hook],
    scalars: dict[str, frozenset[type]],
) -> Hook:
    def hook(value: Any, _: object = None) -> Any:
        annotation = annotation_of(cls, field)
        found = table[field.name] = structure_hook(annotation)
        scalars[field.name] |= _scalar_kinds(annotation)
        return found(value)

    return hook


class _ModelNames(Mapping[str, Any]):
    """The names in `openrouter_core.models`, each imported when an annotation that is being resolved names it."""

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(models, name)
        except AttributeError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(models.__all__)

    def __len__(self) -> int:
        return len(models.__all__)


def annotation_of(cls: type, field: attrs.Attribute[Any]) -> Any:
    """A field's annotation as an object; most are strings, whose names are imported for type checkers only."""
    annotation: Any = field.type
    return _resolved(cls.__module__, annotation) if isinstance(annotation, str) else annotation


@cache
def _resolved(module: str, annotation: str) -> Any:
    """An annotation of a module. Half of a model's fields say ``str | None``, and each evaluation takes 30 µs."""
    return eval(annotation, dict(vars(sys.modules[module])), _ModelNames())


def _kind(annotation: Any) -> type:
    """The kind of JSON value that an annotation stands for, as the type that `json.loads` makes of it."""
    if annotation in (str, int, float, bool, NoneType, Unset):
        return annotation  # type: ignore[no-any-return]  # the membership test says that it is a type
    origin = get_origin(annotation)
    if origin is Literal:
        return type(get_args(annotation)[0])
    return list if origin in (list, Sequence) else dict


def _scalar_kinds(annotation: Any) -> frozenset[type]:
    """The types of JSON's values without parts that an annotation takes, and takes as they are."""
    union = get_origin(annotation) in (Union, UnionType)
    kinds = {_kind(member) for member in (get_args(annotation) if union else (annotation,))}
    if float in kinds:
        kinds.add(int)
    return frozenset(kinds & _SCALARS)


def _value_kind(value: object) -> type:
    """The kind of JSON value that an object becomes: enumerations are strings, every mapping and model an object."""
    if isinstance(value, str):
        return str
    if isinstance(value, bool | int | float):
        return next(kind for kind in (bool, int, float) if isinstance(value, kind))
    return dict if isinstance(value, Mapping | Model) else type(value)


def _unknown(annotation: Any) -> NoReturn:
    raise TypeError(f"no hook is registered for the annotation {annotation!r}")


@cache
def _converter() -> BaseConverter:
    """The one converter. cattrs is imported here, with the first value converted and not before."""
    from cattrs import BaseConverter

    origin: Callable[[Any], Any] = get_origin  # whose own types know no special forms
    converter = BaseConverter()
    for scalar in (str, int, float, bool):
        converter.register_structure_hook(scalar, _scalar_hook(scalar))
    for predicate, factory in (
        (lambda _: True, _unknown),
        (lambda t: t in (Any, NoneType), lambda _: _keep),
        (lambda t: origin(t) in (list, Sequence), _list_hook),
        (lambda t: origin(t) in (dict, Mapping), _mapping_hook),
        (lambda t: origin(t) in (Union, UnionType), _union_hook),
        (lambda t: origin(t) is Literal, _literal_hook),
        (lambda t: origin(t) is Annotated, lambda t: _tagged_hook(t.__metadata__[0])),
        (lambda t: origin(t) is Annotated and t.__metadata__[0] is NO_JSON, lambda _: _keep),
        (lambda t: isinstance(t, type) and issubclass(t, Model), _model_hook),
    ):
        converter.register_structure_hook_factory(predicate, factory)
    return converter


def structure_hook(annotation: Any) -> Hook:
    """What makes of a JSON value what `annotation` says, or raises `StructureError`; made once for each annotation."""
    return _converter().get_structure_hook(annotation)
