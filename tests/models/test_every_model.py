"""What holds for every model, tried on every class that the registry names."""

from __future__ import annotations

import ast
import copy
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
import pytest

from openrouter_core import models, wire
from openrouter_core._convert import converter
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.models.model import NO_JSON, Model, RequestModel, TaggedUnion, Unset

CLASSES: list[type[Model]] = [
    named
    for name in models.__all__
    if isinstance(named := getattr(models, name), type) and issubclass(named, Model)
]
REQUESTS = [cls for cls in CLASSES if issubclass(cls, RequestModel)]
SCALARS: dict[Any, object] = {str: "x", int: 1, float: 0.5, bool: True}


def attributes(cls: Any) -> tuple[attrs.Attribute[Any], ...]:
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return found


def field_types(cls: type[Model]) -> dict[str, Any]:
    """The fields that go over the wire, each with the annotation that its hook is made of."""
    return {
        f.name: converter.annotation_of(cls, f) for f in attributes(cls) if f.name in cls.__wire__
    }


def options(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return [a for a in get_args(annotation) if a not in (NoneType, Unset)]
    return [annotation]


def members(union: TaggedUnion) -> Iterator[tuple[str, type[Model]]]:
    for tag, name in union.members.items():
        yield tag, getattr(models, name)


def sample(annotation: Any) -> Any:
    """JSON data that fits an annotation; of alternatives the first."""
    chosen = options(annotation)[0]
    if chosen in SCALARS:
        return SCALARS[chosen]
    if chosen is Any:
        return [{"a": None}]
    origin = get_origin(chosen)
    if origin is Literal:
        return get_args(chosen)[0]
    if origin is Sequence:
        return [sample(get_args(chosen)[0])]
    if origin is Mapping:
        member = get_args(chosen)[1]
        return {"k": [None, {"a": 1.5}] if member is Any else sample(member)}
    if origin is Annotated and chosen.__metadata__[0] is NO_JSON:
        return "a path"
    if origin is Annotated:
        tag, cls = next(members(chosen.__metadata__[0]))
        return {**full(cls), chosen.__metadata__[0].tag: tag}
    return full(chosen)


def full(cls: type[Model]) -> dict[str, Any]:
    """JSON data with every field of a class, as deep as it goes."""
    return {name: sample(annotation) for name, annotation in field_types(cls).items()}


def parts(value: object) -> Iterator[Model]:
    """Every model in a value, itself included."""
    if isinstance(value, Model):
        yield value
        for below in vars(value).values():
            yield from parts(below)
    elif isinstance(value, list):
        for item in value:
            yield from parts(item)


def test_the_registry_names_the_models() -> None:
    assert len(CLASSES) > 90
    assert len(REQUESTS) > 60


def test_type_checkers_see_every_name_of_the_registry_and_no_other() -> None:
    """The stub that they read must not drift from the table that Python reads."""
    source = Path(str(models.__file__)).with_suffix(".pyi").read_text(encoding="utf-8")
    seen = [
        (alias.asname, (node.module or "").removeprefix("openrouter_core.models."))
        for node in ast.parse(source).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert seen.pop(0) == (
        "errors",
        "openrouter_core.models",
    )  # a module, which every call has imported
    assert dict(seen) == models._HOME
    assert len(seen) == len(models._HOME)
    assert list(models._MODULES) == sorted(models._MODULES)


def test_every_class_of_the_wire_is_in_the_registry() -> None:
    def below(cls: type[Model]) -> Iterator[type[Model]]:
        for child in cls.__subclasses__():
            yield child
            yield from below(child)

    mine = {c.__name__ for c in below(Model) if c.__module__.startswith("openrouter_core.models.")}
    assert mine - {"RequestModel", "ResponseModel"} == {cls.__name__ for cls in CLASSES}


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_field_has_a_hook_and_every_value_comes_back(cls: type[Model]) -> None:
    data = {**full(cls), "newer": {"x": [None, 1]}}
    for name, annotation in field_types(cls).items():
        converter.structure_hook(annotation)(data[name])
    made = wire.structure(data, cls)
    assert wire.unstructure(made) == data
    assert made.extra == {"newer": {"x": [None, 1]}}
    assert wire.from_json(wire.to_json(made), cls) == made
    assert [part for part in parts(made) if part.extra] == [made]  # where misfits would be


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_model_can_be_built_compared_shown_copied_and_pickled(cls: type[Model]) -> None:
    made = wire.structure(full(cls), cls)
    build: Any = cls
    built = build(**{name: value for name, value in vars(made).items() if name != "extra"})
    assert built == made
    assert repr(built).startswith(f"{cls.__name__}(")
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert again == made
        assert wire.unstructure(again) == wire.unstructure(made)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_null_is_valid_for_every_field_and_stays_null(cls: type[Model]) -> None:
    never = {f.name for f in attributes(cls) if hasattr(f.default, "factory")}
    nulls = dict.fromkeys(name for name in cls.__wire__ if name not in never)
    nulls.update({name: sample(field_types(cls)[name]) for name in cls.__non_empty__})
    assert wire.unstructure(wire.structure(nulls, cls)) == nulls


@pytest.mark.parametrize("cls", REQUESTS, ids=lambda cls: cls.__name__)
def test_every_tag_has_a_default_and_every_other_field_of_a_request_is_unset(
    cls: type[Model],
) -> None:
    build: Any = cls
    required = [f.name for f in attributes(cls) if f.default is attrs.NOTHING]
    made = build(**dict.fromkeys(required, "x"))
    defaults = {name: v for name, v in vars(made).items() if name not in required}
    tags = {"type", "role", "id", "mode", "name", "media_type", "grant_type", "subject_token_type"}
    assert set(defaults) <= tags


# --- wrong types, at every place -------------------------------------------------------------

Put = Callable[[object], Any]
"""From a value to a part of a request that has it in one certain place."""


def itself(value: object) -> object:
    return value


def in_list(put: Put) -> Put:
    return lambda value: [put(value)]


def in_object(tag: Mapping[str, str], name: str, put: Put = itself) -> Put:
    return lambda value: {**tag, name: put(value)}


def places(annotation: Any, above: tuple[type, ...] = ()) -> Iterator[tuple[str, Put]]:
    """Every place in a value of an annotation: its path, and what puts something there."""
    for option in options(annotation):
        origin = get_origin(option)
        if origin is Sequence:
            yield "[0]", in_list(itself)
            for path, put in places(get_args(option)[0], above):
                yield f"[0]{path}", in_list(put)
        elif origin is Mapping and get_args(option)[1] is not Any:
            yield ".k", in_object({}, "k")
        elif origin is Annotated:
            union: TaggedUnion = option.__metadata__[0]
            strict = [(tag, cls) for tag, cls in members(union) if issubclass(cls, RequestModel)]
            if strict:  # what came in a response goes back as it came
                yield f".{union.tag}", in_object({}, union.tag)
            for tag, cls in strict:
                yield from places_of(cls, {union.tag: tag}, above)
        elif isinstance(option, type) and issubclass(option, RequestModel):
            yield from places_of(option, {}, above)


def places_of(
    cls: type[Model], tag: Mapping[str, str], above: tuple[type, ...]
) -> Iterator[tuple[str, Put]]:
    if cls in above:
        return
    for name, annotation in field_types(cls).items():
        if name in tag:
            continue
        yield f".{name}", in_object(tag, name)
        for path, put in places(annotation, (*above, cls)):
            yield f".{name}{path}", in_object(tag, name, put)


HI: dict[type[Model], dict[str, Any]] = {
    models.ChatGenerationParams: {"messages": [{"role": "user", "content": "Hi"}]},
    models.ResponsesRequest: {"input": "Hi"},
}


@pytest.mark.parametrize(
    ("cls", "name"),
    [pytest.param(cls, name, id=f"{cls.__name__}-{name}") for cls in HI for name in cls.__wire__],
)
def test_a_value_of_the_wrong_type_is_a_mistake_at_its_path(cls: type[Model], name: str) -> None:
    annotation = field_types(cls)[name]
    tried = 0
    for path, put in [("", itself), *places(annotation)]:
        for wrong in (set(), b"bytes", object()):
            with pytest.raises(SDKValidationError) as raised:
                wire.structure({**HI[cls], name: put(wrong)}, cls)
            assert raised.value.path == f"{name}{path}"
            tried += 1
    assert tried >= 3


def test_the_wrong_types_are_tried_at_very_many_places() -> None:
    found = {path for path, _ in places(models.ChatGenerationParams)}
    assert len(found) > 250
    assert ".messages[0].content[0].cache_control.ttl" in found
    assert ".messages[0].tool_calls[0].function.arguments" in found
    assert ".tools[0].parameters.tools[0].parameters.user_location.city" in found
    assert ".provider.preferred_max_latency.p99" in found
    found = {path for path, _ in places(models.ResponsesRequest)}
    assert len(found) > 500
    assert ".input[0].content[0].prompt_cache_breakpoint.mode" in found
    assert ".input[0].output[0].video_url" in found
    assert ".tools[0].require_approval.never.tool_names[0]" in found
