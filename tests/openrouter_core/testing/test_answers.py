"""What LocalServer says: in the format that is asked for, through either API, and to a prompt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from openrouter_core.testing import LocalServer
from openrouter_core.testing.api.inference.samples import sample


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with (
        LocalServer() as server,
        httpx.Client(base_url=server.url, trust_env=False, verify=False) as client,
    ):
        yield client


def chat(client: httpx.Client, **fields: Any) -> str:
    body = {"messages": [{"role": "user", "content": "Hi"}], **fields}
    answer = client.post("/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["choices"][0]["message"]["content"])


def responses(client: httpx.Client, **fields: Any) -> str:
    answer = client.post("/responses", json={"input": "Hi", **fields})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["output"][-1]["content"][0]["text"])


OBJECT = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


@pytest.mark.parametrize(
    ("schema", "expected"), [(OBJECT, {"a": 0}), ({"type": "array"}, []), ({"enum": ["x"]}, "x")]
)
def test_both_apis_answer_in_the_schema(client: httpx.Client, schema: Any, expected: Any) -> None:
    described = {"name": "x", "schema": schema}
    form = {"type": "json_schema", "json_schema": described}
    assert json.loads(chat(client, response_format=form)) == expected
    text = {"format": {"type": "json_schema", **described}}
    assert json.loads(responses(client, text=text)) == expected


def test_both_apis_answer_with_an_object(client: httpx.Client) -> None:
    assert chat(client, response_format={"type": "json_object"}) == "{}"
    assert responses(client, text={"format": {"type": "json_object"}}) == "{}"


@pytest.mark.parametrize("text", [None, {}, {"format": {"type": "text"}}, {"verbosity": "low"}])
def test_without_a_format_the_answer_is_text(client: httpx.Client, text: Any) -> None:
    assert "stand-in" in responses(client, text=text)


def test_a_format_that_is_streamed_is_the_same(client: httpx.Client) -> None:
    text = {"format": {"type": "json_schema", "name": "x", "schema": OBJECT}}
    answer = client.post("/responses", json={"input": "Hi", "text": text, "stream": True})
    events = [
        json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")
    ]
    deltas = [event["delta"] for event in events if event["type"] == "response.output_text.delta"]
    assert json.loads("".join(deltas)) == {"a": 0}


def test_an_answer_that_was_given_wins_over_the_format() -> None:
    with (
        LocalServer(answer="As told") as server,
        httpx.Client(base_url=server.url, trust_env=False, verify=False) as client,
    ):
        assert responses(client, text={"format": {"type": "json_object"}}) == "As told"
        assert chat(client, response_format={"type": "json_object"}) == "As told"


def test_a_prompt_is_what_the_user_says(client: httpx.Client) -> None:
    answer = client.post("/chat/completions", json={"prompt": "Capital of France?"})
    assert answer.json()["choices"][0]["message"]["content"] == "The capital of France is Paris."
    for body in ({}, {"prompt": None}):
        refused = client.post("/chat/completions", json=body)
        assert (refused.status_code, '"prompt" or "messages"' in refused.text) == (400, False)
        assert 'specify "prompt" or "messages"' in refused.json()["error"]["message"]


def test_bare_strings_among_the_parts_are_read(client: httpx.Client) -> None:
    parts = ["Capital", {"type": "text", "text": "of"}, "France?"]
    said = chat(client, messages=[{"role": "user", "content": parts}])
    assert said == "The capital of France is Paris."


NODE = {
    "$defs": {"N": {
        "type": "object",
        "properties": {"next": {"anyOf": [{"$ref": "#/$defs/N"}, {"type": "null"}]}},
        "required": ["next"],
    }},
    "$ref": "#/$defs/N",
}  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "fits"),
    [
        ({"type": "integer", "minimum": 5}, lambda value: value >= 5),
        ({"type": "integer", "exclusiveMinimum": 5}, lambda value: value > 5),
        ({"type": "integer", "exclusiveMaximum": 0}, lambda value: value < 0),
        ({"type": "integer", "maximum": -3}, lambda value: value <= -3),
        ({"type": "integer", "multipleOf": 7, "minimum": 1}, lambda value: value in (7, 14)),
        ({"type": "number", "exclusiveMinimum": 0, "maximum": 0.1}, lambda value: 0 < value <= 0.1),
        ({"type": "string", "minLength": 3}, lambda value: len(value) >= 3),
        ({"type": "string", "format": "date"}, lambda value: value.count("-") == 2),
        ({"type": "string", "format": "uuid"}, lambda value: len(value) == 36),
        ({"allOf": [OBJECT, {"properties": {"b": {"type": "null"}}, "required": ["b"]}]},
         lambda value: value == {"a": 0, "b": None}),
        ({"$ref": "#/$defs/A", "$defs": {"A": {"type": "boolean"}}}, lambda value: value is False),
        ({"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"const": 3}}}, lambda value: value == 3),
        ({"type": "array", "prefixItems": [{"type": "string"}], "minItems": 2}, lambda value: value == ["", None]),
        (NODE, lambda value: "null" in json.dumps(value)),
        ({"$ref": "#"}, lambda value: value is None),
        ({"type": "integer", "minimum": 10**400}, lambda value: value == 0),
    ],
)  # fmt: skip
def test_a_sample_fits_its_schema(schema: Any, fits: Any) -> None:
    assert fits(sample(schema))
