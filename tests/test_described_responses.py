"""Random responses made from the description, for every operation: none raises, none loses anything, and no described
field of the described type ends in `extra`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import pytest

from openrouter_core import models, wire
from openrouter_core._protocol.operation import JSON, Operation
from openrouter_core.models.model import Model
from tests.drift.description import Described, Description
from tests.drift.operations import STREAM, modules
from tests.drift.samples import Samples
from tests.drift.shapes import Schema

OPERATIONS = {name: operation for name, operation, _ in modules() if operation is not None}
COUNT = 60
LEFT_OPEN = {("MessagesResult", "stop_reason"), ("MessagesResult", "stop_sequence")}
"""Of a message that has just begun the description says no kind of these."""


def misplaced(value: object, place: str = "") -> Iterator[str]:
    """The fields that are kept in `extra` although their class has them."""
    if isinstance(value, Model):
        for name, item in value.extra.items():
            nulls = isinstance(item, list) and None in item  # then the whole list is kept too
            is_open = (type(value).__name__, name) in LEFT_OPEN
            if name in value.__wire__ and not nulls and not is_open:
                yield f"{place}({type(value).__name__}).{name} = {item!r}"
        for name, item in vars(value).items():
            if name in value.__wire__:
                yield from misplaced(item, f"{place}.{name}")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from misplaced(item, f"{place}.{name}")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, item in enumerate(value):
            yield from misplaced(item, f"{place}[{index}]")


def described_by(description: Description, operation: Operation) -> Described | None:
    for each in description.operations():
        same = each.path.replace("{", "").replace("}", "")
        if (each.method, same) == (
            operation.method,
            operation.path.replace("{", "").replace("}", ""),
        ):
            return each
    return None


def schemas(description: Description, operation: Operation) -> Iterator[tuple[str, Schema]]:
    """What a response of an operation, or an event of its stream, is a value of, and the class that takes it."""
    described = described_by(description, operation)
    if described is None:
        pytest.skip(f"{operation.name} is not in this description")
    for media, found in described.answer.items():
        for schema in found:
            if media == STREAM and operation.events is not None:
                for event in description.event_data(schema):
                    yield operation.events.chunk, event
            elif "json" in media and operation.accept == JSON and operation.response is not None:
                yield operation.response, schema


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_described_response_is_taken_whole(name: str, description: Description) -> None:
    made = 0
    for cls, schema in schemas(description, OPERATIONS[name]):
        annotation = getattr(models, cls)
        samples = Samples(description, seed=len(name))
        for _ in range(COUNT):
            value = samples.value(schema)
            if not isinstance(value, dict):
                continue
            made += 1
            model = wire.structure(value, annotation)
            assert wire.unstructure(model) == value
            assert json.loads(wire.to_json(model)) == value
            assert list(misplaced(model)) == []
    operation = OPERATIONS[name]
    assert made >= COUNT // 2 or operation.accept != JSON or operation.response is None


def test_a_misplaced_field_is_seen() -> None:
    model = wire.structure({"choices": [{"index": "one"}]}, models.ChatResponse)
    assert list(misplaced(model)) == [".choices[0](ChatChoice).index = 'one'"]
