"""OpenRouter's own description of the chat request, property by property, against the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import pytest
import yaml

from openrouter_core import converter, models
from openrouter_core.misfit import Misfit
from openrouter_core.models.model import Model, TaggedUnion, Unset

OPENAPI = Path(__file__).parents[3] / "shared" / "openapi.yaml"

Schema = dict[str, Any]
SAMPLES: dict[str, object] = {"string": "x", "integer": 1, "number": 0.5, "boolean": True}


@pytest.fixture(scope="module")
def schemas() -> dict[str, Schema]:
    if not OPENAPI.is_file():
        pytest.skip(f"no {OPENAPI}: the API's description is not beside this checkout")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with OPENAPI.open("rb") as file:
        described = yaml.load(file, Loader=loader)
    found: dict[str, Schema] = described["components"]["schemas"]
    return found


class Walk:
    """Goes down a schema and the annotation that should take it, side by side.

    Fields:
        missing: paths that no field takes.
        checked: how many properties were compared.
    """

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self.schemas = schemas
        self.missing: list[str] = []
        self.checked = 0
        self._seen: set[tuple[str, int, type]] = set()

    def compare(self, schema: Schema, annotation: Any, path: str) -> None:
        for shape in self.shapes(schema):
            for value in values(shape):
                self.expect(annotation, value, path)
            if shape.get("properties"):
                self.compare_object(shape, annotation, path)
            if "items" in shape:
                members = [get_args(a)[0] for a in options(annotation) if is_list(a)]
                if not members:
                    self.missing.append(f"{path}: no list")
                for member in members:
                    self.compare(shape["items"], member, f"{path}[]")

    def compare_object(self, shape: Schema, annotation: Any, path: str) -> None:
        takers = list(classes(annotation, shape["properties"]))
        if not takers:
            self.missing.append(f"{path}: no model")
        for taker in takers:
            key = (path.rpartition(".")[2], id(shape), taker)
            if key in self._seen:
                continue
            self._seen.add(key)
            fields = attributes(taker)
            for name, below in shape["properties"].items():
                self.checked += 1
                if name in taker.__wire__:
                    self.compare(
                        below, converter.annotation_of(taker, fields[name]), f"{path}.{name}"
                    )
                else:
                    self.missing.append(f"{path}.{name}: not in {taker.__name__}")

    def shapes(self, schema: Schema) -> Iterator[Schema]:
        """The plain schemas that a schema refers to, or is an alternative or a sum of."""
        if "$ref" in schema:
            yield from self.shapes(self.schemas[schema["$ref"].rpartition("/")[2]])
            return
        for word in ("anyOf", "oneOf", "allOf"):
            for part in schema.get(word) or ():
                yield from self.shapes(part)
        if not {"anyOf", "oneOf", "allOf"} & set(schema):
            yield schema

    def expect(self, annotation: Any, value: object, path: str) -> None:
        self.checked += 1
        try:
            converter.hook_for(annotation)(value)
        except Misfit:
            self.missing.append(f"{path}: does not take {value!r}")


def values(shape: Schema) -> list[object]:
    """Values of a schema: all of an enumeration, else one of each scalar type; null needs no hook."""
    if "const" in shape:
        return [shape["const"]]
    if "enum" in shape:
        return [value for value in shape["enum"] if value is not None]
    kinds = shape.get("type")
    return [
        SAMPLES[k] for k in ([kinds] if isinstance(kinds, str) else kinds or ()) if k in SAMPLES
    ]


def attributes(cls: Any) -> dict[str, attrs.Attribute[Any]]:
    return attrs.fields_dict(cls)


def options(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return [a for a in get_args(annotation) if a not in (NoneType, Unset)]
    return [annotation]


def is_list(annotation: Any) -> bool:
    return get_origin(annotation) is Sequence


def classes(annotation: Any, properties: Mapping[str, Schema]) -> Iterator[type[Model]]:
    """The models that the hook of an annotation would choose for an object of these properties."""
    for option in options(annotation):
        if isinstance(option, type) and issubclass(option, Model):
            yield option
        elif get_origin(option) is Annotated:
            union: TaggedUnion = option.__metadata__[0]
            tags = values(properties.get(union.tag, {}))
            names = {union.members.get(str(tag), union.otherwise) for tag in tags}
            for name in sorted(filter(None, names)):
                yield getattr(models, name)


def test_the_chat_request_has_a_field_for_every_property(schemas: dict[str, Schema]) -> None:
    walk = Walk(schemas)
    walk.compare(schemas["ChatRequest"], models.ChatGenerationParams, "ChatRequest")
    assert walk.missing == []
    assert walk.checked > 600


def test_the_routing_report_has_a_field_for_every_property(schemas: dict[str, Schema]) -> None:
    walk = Walk(schemas)
    walk.compare(schemas["OpenRouterMetadata"], models.OpenRouterMetadata, "OpenRouterMetadata")
    assert walk.missing == []
    assert walk.checked > 40


def test_the_walk_finds_what_is_missing(schemas: dict[str, Schema]) -> None:
    walk = Walk(schemas)
    schema: Schema = {
        "properties": {
            "messages": {"type": "string"},
            "newer": {"type": "string"},
            "reasoning": {"properties": {"newer": {"type": "integer"}}},
            "temperature": {"properties": {"by": {"type": "string"}}},
        }
    }
    walk.compare(schema, models.ChatGenerationParams, "request")
    assert walk.missing == [
        "request.messages: does not take 'x'",
        "request.newer: not in ChatGenerationParams",
        "request.reasoning.newer: not in Reasoning",
        "request.temperature: no model",
    ]


@pytest.mark.parametrize(
    "name",
    ["n", "usage", "include_reasoning", "web_search_options", "transforms", "preset", "audio"],
)
def test_keys_in_wide_use_that_the_description_lacks_have_a_field(name: str) -> None:
    assert name in models.ChatGenerationParams.__wire__
