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
    Union,
    get_args,
    get_origin,
)

import attrs

from openrouter_core import models
from openrouter_core._check import MISSING, SECRET
from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.structure_hooks import (
    JSON_NAMES,
    Hook,
    Rule,
    keep,
    scalar_hook,
    structure_values,
)
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

_SCALARS: Final = {str, int, float, bool, NoneType}
_NONE: Final[frozenset[type]] = frozenset()
_NULL: Final[frozenset[type]] = frozenset({NoneType})
_SOME: Final = "a list with at least one item"


def _list_hook(cls: Any) -> Hook:
    """A list of which one item does not fit does not fit. Where it is a list of models, the error says what is left:

    - ``[{"id": "a/b"}, null, {"id": "c/d"}]`` of models: both models
    - ``[[{"token": "a"}, 5], [{"token": "b"}]]`` of lists of models: lists of one model each
    - ``[0.1, null]`` of numbers: nothing, because a vector without one of its numbers is another vector
    """
    (member,) = get_args(cls)
    each = structure_hook(member)
    plain = _scalar_kinds(member)
    of_models = _holds_models(member)

    def hook(value: Any, _: object = None) -> Any:
        if type(value) is not list and not isinstance(value, list | tuple):
            value = _written(value, list, "a list")
        if plain and plain.issuperset(map(type, value)):  # 3 072 numbers are 3 072 calls else
            return list(value)
        made: list[Any] = []
        try:
            for item in value:
                made.append(each(item))
        except StructureError as error:
            found = error
        else:
            return made
        if not of_models:
            raise found.with_parent(len(made))
        raise _without_misfits(each, value, made, found)

    return hook


def _without_misfits(
    each: Hook, items: Sequence[Any], made: list[Any], first: StructureError
) -> StructureError:
    """Go on where a list's first misfit stands, once: what is made of the others is in the error."""
    found = [*made, first.kept]
    for item in items[len(found) :]:
        try:
            found.append(each(item))
        except StructureError as error:
            found.append(error.kept)
    first.with_parent(len(made))
    first.kept = [item for item in found if item is not MISSING]
    return first


def _object_hook(cls: Any) -> Hook:
    member = get_args(cls)[1]
    each = None if member is Any else _nullable(structure_hook(member))

    def hook(value: Any, _: object = None) -> Any:
        if isinstance(value, Model):
            value = wire_fields(value)
        elif not isinstance(value, Mapping):
            value = object_of(value)
        return value if each is None else structure_values(each, value)

    return hook


def _nullable(hook: Hook) -> Hook:
    """Null is a value of every object, as it is of every field."""
    return lambda value, _=None: None if value is None else hook(value)


def _kind_union_hook(cls: Any) -> Hook:
    """A union is decided by the kind of JSON value; an object goes to the model, if there is one, else is kept.

    - ``str | Sequence[TextPart]``: ``"Hi"`` is the text, ``[{"type": "text"}]`` goes to the list's hook, 5 fits neither
    - ``Reasoning | JsonObject``: ``{"effort": "low"}`` is a `Reasoning`
    - ``int | float``: 1 and 1.0 stay what they are
    """
    by_kind: dict[type, Hook] = {}
    names: list[str] = []
    for member in get_args(cls):
        kind = _kind(member)
        if kind is Unset:
            continue
        if kind is not NoneType and JSON_NAMES[kind] not in names:
            names.append(JSON_NAMES[kind])
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
        if found is None:  # a message of pydantic's
            written = dumped(value)
            found = None if written is value else by_kind.get(_value_kind(written))
            value = value if found is None else written
        if found is None or found is _refuse:
            raise StructureError(expected, value)
        return found(value)

    return hook


def _written(value: Any, kind: type, expected: str) -> Any:
    """What an object of pydantic's writes, where that is of a kind."""
    written = dumped(value)
    if not isinstance(written, kind):
        raise StructureError(expected, value)
    return written


def _refuse(value: object, _: object = None) -> NoReturn:
    raise StructureError("nothing", value)


def _open_literal_hook(cls: Any) -> Hook:
    """Enumerations grow on the server, so a literal says what is known, and takes every value of its kind."""
    (kind,) = {type(choice) for choice in get_args(cls)}
    return structure_hook(kind)


def _tagged_hook(union: TaggedUnion) -> Hook:
    tag, members, closed = union.tag, union.members, union.closed
    hooks: dict[object, Hook] = {}
    without_tag = f"an object with '{tag}'"

    def hook(value: Any, _: object = None) -> Any:
        if type(value) is dict:  # as nearly all are: an `isinstance` of Mapping takes 0.4 µs
            name = value.get(tag)
            if type(name) is str and name in hooks:
                return hooks[name](value)
        elif not isinstance(value, Mapping | Model):
            value = object_of(value)
        if isinstance(value, Mapping):
            name = value.get(tag)
        else:
            if tag not in value.__wire__ and (closed or isinstance(value, RequestModel)):
                raise StructureError(without_tag, value)
            if isinstance(value, ResponseModel):
                return value  # it came from the server, and goes back as it came
            name = getattr(value, tag)
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
                found = structure_hook(type(value)) if isinstance(value, Model) else keep
            if name in members:
                hooks[name] = (
                    found  # only the known ones: a server that invents tags must not grow this table
                )
        return found(value)

    return hook


def _model_hook(cls: Any) -> Hook:
    """One pass over the keys that are there. A field's own hook is made when its key is first met, so a class that no
    value needs is never created.
    """
    strict = issubclass(cls, RequestModel)
    table: dict[str, Hook] = {}
    scalars = _Kinds()
    for field in attrs.fields(cls):
        if field.name in cls.__wire__:
            table[field.name] = _first_use(cls, field, table, scalars)
            scalars[field.name] = _NULL
    non_empty = {
        field.name: "a string that is not empty" if field.type == "str" else _SOME
        for field in attrs.fields(cls)
        if field.name in cls.__non_empty__
    }
    secret = cls.__secret__
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
            if type(item) in scalars[key]:  # most values of a chunk: no hook is called for them
                values[key] = item
                continue
            found = table.get(key)
            if found is not None:
                try:
                    values[key] = found(item)
                    continue
                except StructureError as error:
                    if item is UNSET:
                        continue
                    if strict:
                        if key in secret:  # {"key": b"sk-..."}
                            error.got = SECRET
                        raise error.with_parent(key) from None
                    if error.kept is not MISSING:
                        values[key] = error.kept
            if extra is None:
                extra = values["extra"] = {}
            extra[key] = item
        for name, expected in non_empty.items():
            if not values.get(name):
                raise StructureError(expected, value.get(name, MISSING)).with_parent(name)
        return made

    return hook


class _Kinds(dict[str, frozenset[type]]):
    """By key the types whose values go in as they are; none of a key that no one modelled."""

    def __missing__(self, key: object) -> frozenset[type]:
        return _NONE


def _first_use(
    cls: type, field: attrs.Attribute[Any], table: dict[str, Hook], scalars: _Kinds
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


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)


def _holds_models(annotation: Any) -> bool:
    """Whether a value may be a model, or a list of models."""
    origin: Any = get_origin(annotation)
    if origin in (list, Sequence, Union, UnionType):
        return any(map(_holds_models, get_args(annotation)))
    return _is_model(annotation) or (
        origin is Annotated and isinstance(annotation.__metadata__[0], TaggedUnion)
    )


@cache
def _models_converter() -> BaseConverter:
    """The one converter. cattrs is imported here, with the first value converted and not before."""
    from cattrs import BaseConverter

    origin: Callable[[Any], Any] = get_origin  # whose own types know no special forms
    rules: tuple[Rule, ...] = (
        (lambda _: True, _unknown),
        (lambda t: t in (Any, NoneType), lambda _: keep),
        (lambda t: origin(t) in (list, Sequence), _list_hook),
        (lambda t: origin(t) in (dict, Mapping), _object_hook),
        (lambda t: origin(t) in (Union, UnionType), _kind_union_hook),
        (lambda t: origin(t) is Literal, _open_literal_hook),
        (lambda t: origin(t) is Annotated, lambda t: _tagged_hook(t.__metadata__[0])),
        (lambda t: origin(t) is Annotated and t.__metadata__[0] is NO_JSON, lambda _: keep),
        (_is_model, _model_hook),
    )
    converter = BaseConverter()
    for fits, hook_of in rules:  # of two rules for one annotation the later counts
        converter.register_structure_hook_factory(fits, hook_of)
    for scalar in (str, int, bool):
        converter.register_structure_hook(scalar, scalar_hook(scalar))
    converter.register_structure_hook(float, scalar_hook(float, int, float))
    return converter


def structure_hook(annotation: Any) -> Hook:
    """What makes of a JSON value what `annotation` says, or raises `StructureError`; made once for each annotation."""
    return _models_converter().get_structure_hook(annotation)
