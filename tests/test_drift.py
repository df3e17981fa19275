"""The drift report: nothing missing today, and what happens to a description that changes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from openrouter_core import models
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from tests.drift import __main__ as program
from tests.drift import exceptions, operations
from tests.drift.description import Description, read
from tests.drift.differences import Drift, Where
from tests.drift.fields import Comparison
from tests.drift.operations import STREAM, Report, key_of, report
from tests.drift.shapes import NotADescriptionError

ROOT = Path(__file__).parent.parent
NAMES = sorted(file.stem for file in (ROOT / "funcs").glob("*.py") if file.stem != "__init__")

Document = dict[str, Any]


def json_content(schema: Document) -> Document:
    return {"content": {"application/json": {"schema": schema}}}


def ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def record(**properties: Document) -> Document:
    return {"type": "object", "properties": properties}


STRING: Document = {"type": "string"}
NUMBER: Document = {"type": "number"}


def small() -> Document:
    """A description of two operations, with the names of OpenRouter's own schemas."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "A small API", "version": "1"},
        "paths": {
            "/chat/completions": {
                "post": {
                    "operationId": "send",
                    "requestBody": json_content(ref("ChatRequest")),
                    "responses": {
                        "200": {
                            "content": {
                                "application/json": {"schema": ref("ChatResult")},
                                STREAM: {"schema": record(data=ref("ChatStreamChunk"))},
                            }
                        }
                    },
                }
            },
            "/credits": {
                "get": {
                    "responses": {
                        "200": json_content(
                            record(data=record(total_credits=NUMBER, total_usage=NUMBER))
                        )
                    }
                }
            },
            "/things": {"get": {"operationId": "listThings"}},
        },
        "components": {
            "schemas": {
                "ChatRequest": record(
                    messages={"type": "array", "items": ref("ChatMessages")}, temperature=NUMBER
                ),
                "ChatMessages": {
                    "oneOf": [ref("ChatUserMessage"), ref("ChatAssistantMessage")],
                    "discriminator": {
                        "propertyName": "role",
                        "mapping": {
                            "user": "ChatUserMessage",
                            "assistant": "#/components/schemas/ChatAssistantMessage",
                        },
                    },
                },
                "ChatUserMessage": record(role=STRING, content=STRING),
                "ChatAssistantMessage": record(role={"const": "assistant"}, content=STRING),
                "ChatResult": record(
                    choices={
                        "type": "array",
                        "items": record(message=ref("ChatAssistantMessage")),
                    },
                    usage={"anyOf": [ref("ChatUsage"), {"type": "null"}]},
                ),
                "ChatStreamChunk": record(
                    choices={"type": "array", "items": record(delta=ref("ChatStreamDelta"))},
                    usage={"allOf": [ref("ChatUsage"), {"description": "comes last"}]},
                ),
                "ChatStreamDelta": record(role=STRING, content={"type": ["string", "null"]}),
                "ChatUsage": record(total_tokens={"type": "integer"}),
            }
        },
    }


@pytest.fixture(scope="session")
def copied(description: Description) -> str:
    """OpenRouter's description as JSON: the quickest way to a fresh copy."""
    return json.dumps(description.document)


@pytest.fixture(params=["small", "OpenRouter's"])
def document(request: pytest.FixtureRequest) -> Document:
    """A description that a test may change."""
    if request.param == "small":
        return small()
    found: Document = json.loads(request.getfixturevalue("copied"))
    return found


def drift_of(name: str, document: object) -> Drift:
    (found,) = (each for each in report(Description(document)).operations if each.name == name)
    return found


def said(differences: Sequence[object]) -> list[str]:
    return [str(each) for each in differences]


# ---------------------------------------------------------------- the package, today


@pytest.fixture(scope="module", params=["openapi.yaml", "openapi-2026-10-27.yaml"])
def today(request: pytest.FixtureRequest, openapi: Path) -> Report:
    """The package beside each description that there is."""
    file = openapi.parent / request.param
    if not file.is_file():
        pytest.skip(f"no {file}")
    return report(read(file))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_described_is_missing_here(today: Report, name: str) -> None:
    if name in today.programs:
        assert not any(drift.name == name for drift in today.operations)
        return
    (drift,) = (each for each in today.operations if each.name == name)
    assert said([*drift.missing, *drift.differing]) == []
    assert drift.compared > 0


def test_every_module_is_compared_or_said_to_be_no_operation(today: Report) -> None:
    assert sorted([drift.name for drift in today.operations] + today.programs) == NAMES
    built = {key_of(each.method, each.path) for each in today.operations}
    unknown = {
        key_of(each.method, each.path)
        for each in today.operations
        if "not in this description, which is older" in str(each.undescribed)
    }
    described = len(built - unknown) + len(today.not_built) + len(today.excepted)
    assert described == today.described


def test_nothing_else_differs_and_what_is_meant_to_has_its_reason(today: Report) -> None:
    assert today.differing == []
    assert [(each.path, why) for each, why in today.excepted] == [
        ("/credits/coinbase", "deprecated; it answers 410 to everybody")
    ]
    reasons = {why for drift in today.operations for _, why in drift.excepted}
    assert reasons <= set(exceptions.DIFFERING.values())


def test_what_is_newer_than_a_description_is_known_by_name(openapi: Path) -> None:
    newer = openapi.parent / "openapi-2026-10-27.yaml"
    if not newer.is_file():
        pytest.skip(f"no {newer}")
    keys = [
        {key_of(each.method, each.path) for each in read(file).operations()}
        for file in (newer, openapi)
    ]
    assert {key_of(*each.split()) for each in exceptions.NEWER} == keys[0] - keys[1]


def test_what_is_on_the_wire_and_not_described_is_reported_and_does_not_count(
    today: Report,
) -> None:
    (chat,) = (each for each in today.operations if each.name == "chat_send")
    assert {
        "response provider: in ChatResponse",
        "response choices[].native_finish_reason: in ChatChoice",
        "response choices[].message.annotations: in ChatMessage",
        "stream choices[].error: in ChatStreamingChoice",
    } <= set(said(chat.undescribed))
    assert today.missing() == len(today.things()) == 0


# ---------------------------------------------------------------- a description that changes


def properties_of(document: Document, schema: str) -> Document:
    found: Document = document["components"]["schemas"][schema]["properties"]
    return found


def add(schema: str, name: str = "newer", value: Document = STRING) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        properties_of(document, schema)[name] = value

    return edit


def remove(schema: str, name: str) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        del properties_of(document, schema)[name]

    return edit


def add_role(document: Document) -> None:
    new = record(role={"enum": ["narrator"]}, content=STRING)
    document["components"]["schemas"]["ChatMessages"]["oneOf"].append(new)


def add_parameter(document: Document) -> None:
    parameters = document["paths"]["/credits"]["get"].setdefault("parameters", [])
    parameters.append({"in": "query", "name": "newer", "schema": STRING})


def add_header(document: Document) -> None:
    parameters = document["paths"]["/credits"]["get"].setdefault("parameters", [])
    parameters.append({"in": "header", "name": "X-Newer", "schema": STRING})


def add_credit(document: Document) -> None:
    answer = document["paths"]["/credits"]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    schema["properties"]["data"]["properties"]["newer"] = STRING


def remove_operation(document: Document) -> None:
    del document["paths"]["/credits"]


CHANGES: dict[str, tuple[str, Callable[[Document], None], list[str], list[str]]] = {
    "a field of the request": (
        "chat_send",
        add("ChatRequest"),
        ["body newer: not in ChatGenerationParams"],
        [],
    ),
    "a field deep in the request": (
        "chat_send",
        add("ChatUserMessage"),
        ["body messages[](UserMessage).newer: not in UserMessage"],
        [],
    ),
    "an alternative": (
        "chat_send",
        add_role,
        ["body messages[]: no model for role 'narrator'"],
        [],
    ),
    "another kind of value": (
        "chat_send",
        add("ChatRequest", "temperature", {"type": ["number", "string"]}),
        ["body temperature: does not take 'x'"],
        [],
    ),
    "a list": (
        "chat_send",
        add("ChatRequest", "temperature", {"type": "array", "items": NUMBER}),
        ["body temperature: no list"],
        [],
    ),
    "a field of response and stream": (
        "chat_send",
        add("ChatUsage"),
        ["response usage.newer: not in ChatUsage", "stream usage.newer: not in ChatUsage"],
        [],
    ),
    "a field of request and response": (
        "chat_send",
        add("ChatAssistantMessage"),
        [
            "body messages[](AssistantMessage).newer: not in AssistantMessage",
            "response choices[].message.newer: not in ChatMessage",
        ],
        [],
    ),
    "a field of a chunk": (
        "chat_send",
        add("ChatStreamDelta"),
        ["stream choices[].delta.newer: not in ChatDelta"],
        [],
    ),
    "a field of the request less": (
        "chat_send",
        remove("ChatRequest", "temperature"),
        [],
        ["body temperature: in ChatGenerationParams"],
    ),
    "a field of a chunk less": (
        "chat_send",
        remove("ChatStreamDelta", "content"),
        [],
        ["stream choices[].delta.content: in ChatDelta"],
    ),
    "a query parameter": (
        "credits_get_credits",
        add_parameter,
        ["query newer: not in a request that has no fields"],
        [],
    ),
    "a header": ("credits_get_credits", add_header, [], []),
    "a field of a plain answer": (
        "credits_get_credits",
        add_credit,
        ["response data.newer: not in Credits"],
        [],
    ),
    "an operation less": (
        "credits_get_credits",
        remove_operation,
        ["operation GET /credits: not in the description"],
        [],
    ),
}


@pytest.mark.parametrize(
    ("name", "edit", "missing", "undescribed"), CHANGES.values(), ids=CHANGES.keys()
)
def test_a_change_of_the_description_is_reported(
    document: Document,
    name: str,
    edit: Callable[[Document], None],
    missing: list[str],
    undescribed: list[str],
) -> None:
    before = drift_of(name, document)
    assert said(before.missing) == []
    edit(document)
    drift = drift_of(name, document)
    assert said(drift.missing) == missing
    new = [each for each in drift.undescribed if each not in before.undescribed]
    assert said(new) == undescribed


def test_an_operation_that_is_not_built_is_listed_and_counts_only_when_asked(
    document: Document,
) -> None:
    document["paths"]["/newer/{id}"] = {"put": {"operationId": "putNewer"}}
    found = report(Description(document))
    assert ("PUT", "/newer/{id}", "putNewer") in found.not_built
    assert found.missing(every=True) == found.missing() + len(found.not_built)


# ---------------------------------------------------------------- where the parts of a request go, and what comes back

EMPTY = {"200": json_content({"type": "object"})}


class Events(ChatEvents):
    chunk = "UnknownAnnotation"  # a class without fields


GET = Operation(
    "things_get", "GET", "/things/{id}", SAFE, "ProviderSort", "UnknownAnnotation", body=None
)
POST = GET._replace(method="POST", body="json")
PART_IN_QUERY = POST._replace(query=("by",))
FORM = POST._replace(body="multipart")
PLAIN = GET._replace(request=None)
SILENT = PLAIN._replace(response=None)
BYTES = PLAIN._replace(accept="audio/*")
STREAMING = PLAIN._replace(events=Events)


def in_query(*names: str) -> Document:
    return {"parameters": [{"in": "query", "name": name, "schema": STRING} for name in names]}


def sending(media_type: str, *names: str) -> Document:
    schema = record(**dict.fromkeys(names, STRING))
    return {"requestBody": {"content": {media_type: {"schema": schema}}}}


def answering(**schemas: Document) -> Document:
    types = {"json": "application/json", "audio": "audio/mpeg", "events": STREAM}
    content = {types[name]: {"schema": schema} for name, schema in schemas.items()}
    return {"responses": {"2XX": {"content": content}}}


@pytest.mark.parametrize(
    ("operation", "described", "missing", "undescribed"),
    [
        (GET, in_query("by", "partition"), [], []),
        (GET, in_query("by"), [], ["query partition: in ProviderSort"]),
        (
            GET,
            in_query("by", "partition", "newer"),
            ["query newer: not in ProviderSort"],
            [],
        ),
        (
            GET,
            in_query("by", "partition") | sending("application/json", "newer"),
            ["body: described as application/json, and not sent"],
            [],
        ),
        (POST, sending("application/json", "by", "partition"), [], []),
        (POST, sending("text/csv", "by"), ["body: described as text/csv, and not sent"], []),
        (POST, {}, [], ["body by: in ProviderSort", "body partition: in ProviderSort"]),
        (PART_IN_QUERY, in_query("by") | sending("application/json", "partition"), [], []),
        (
            PART_IN_QUERY,
            in_query("partition") | sending("application/json", "by"),
            ["query partition: not sent in the query", "body by: not sent in the body"],
            ["query by: in ProviderSort", "body partition: in ProviderSort"],
        ),
        (
            FORM,
            sending("multipart/form-data", "by", "newer"),
            ["body newer: not in ProviderSort"],
            ["body partition: in ProviderSort"],
        ),
        (
            FORM,
            {
                "requestBody": {
                    "content": {
                        "multipart/form-data": {"schema": record(by=NUMBER, partition=NUMBER)}
                    }
                }
            },
            [],
            [],
        ),
        (PLAIN, answering(json=record(), audio=STRING), [], []),
        (
            PLAIN,
            answering(audio=STRING),
            ["response: described as audio/mpeg, and not read"],
            [],
        ),
        (
            PLAIN,
            {"responses": EMPTY | {"default": json_content(record(newer=STRING))}},
            [],
            [],
        ),
        (
            PLAIN,
            {"responses": EMPTY | {"201": json_content(record(newer=STRING))}},
            ["response newer: not in UnknownAnnotation"],
            [],
        ),
        (PLAIN, {"responses": {"204": {}}}, [], ["response: UnknownAnnotation"]),
        (SILENT, {"responses": {"204": {}}}, [], []),
        (SILENT, {"responses": {"204": {"content": {"*/*": {"schema": STRING}}}}}, [], []),
        (
            SILENT,
            answering(json=record()),
            ["response: described as application/json, and not read"],
            [],
        ),
        (BYTES, answering(json=record(newer=STRING), audio=STRING), [], []),
        (
            BYTES,
            answering(json=record(newer=STRING)),
            ["response: described as application/json, and not read"],
            [],
        ),
        (STREAMING, answering(json=record(), events=record(data=record())), [], []),
        (
            STREAMING,
            answering(json=record(), events=record(newer=STRING)),
            ["stream newer: not in UnknownAnnotation"],
            [],
        ),
        (
            STREAMING,
            answering(json=record(), events=record(data=record(), newer=STRING)),
            ["stream newer: beside an event's data, and not read"],
            [],
        ),
        (STREAMING, answering(json=record()), [], ["stream: UnknownAnnotation"]),
        (
            STREAMING,
            answering(events=record(data=record())),
            [],
            ["response: UnknownAnnotation"],
        ),
        (
            PLAIN,
            answering(json=record(), events=record(data=record(newer=STRING))),
            ["stream: described, and not read"],
            [],
        ),
        (PLAIN, answering(json=record(), events=STRING), [], []),
        (
            PLAIN._replace(path="/things/{name}"),
            {},
            ["path name: no argument of things_get"],
            [],
        ),
    ],
)
def test_each_part_of_an_operation_is_compared_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch,
    operation: Operation,
    described: Document,
    missing: list[str],
    undescribed: list[str],
) -> None:
    only = ("things_get", operation, frozenset({"id"}))
    monkeypatch.setattr(operations, "modules", lambda: iter([only]))
    document = small()
    item = {operation.method.lower(): {"responses": EMPTY} | described}
    document["paths"] = {"/things/{thing}": item}
    drift = drift_of("things_get", document)
    assert said(drift.missing) == missing
    assert said(drift.undescribed) == undescribed


def test_parameters_may_stand_beside_the_operations_and_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(operations, "modules", lambda: iter([("things_get", GET, {"id"})]))
    document = small()
    document["components"]["parameters"] = {"Newer": {"in": "query", "name": "newer"}}
    document["paths"] = {
        "/things/{id}": {
            "parameters": [{"$ref": "#/components/parameters/Newer"}],
            "get": in_query("by", "partition") | {"responses": EMPTY},
        }
    }
    drift = drift_of("things_get", document)
    assert said(drift.missing) == ["query newer: not in ProviderSort"]


# ---------------------------------------------------------------- schemas and annotations, at every depth


def compared(schema: Document | bool, annotation: object, **schemas: Document) -> Drift:
    document = small()
    document["components"]["schemas"] |= schemas
    drift = Drift("anything", "GET", "/")
    comparison = Comparison(Description(document), drift)
    comparison.compare([schema], annotation, Where())
    comparison.finish()
    return drift


NEWER = record(newer=STRING)


@pytest.mark.parametrize(
    ("schema", "annotation", "missing"),
    [
        (NEWER, models.ChatUsage, ["newer: not in ChatUsage"]),
        ({"allOf": [ref("ChatUsage"), NEWER]}, models.ChatUsage, ["newer: not in ChatUsage"]),
        ({"anyOf": [ref("ChatUsage"), NEWER]}, models.ChatUsage, ["newer: not in ChatUsage"]),
        ({"oneOf": [{"type": "null"}, NEWER]}, models.ChatUsage, ["newer: not in ChatUsage"]),
        (
            {**record(total_tokens=NUMBER), "oneOf": [{"required": ["total_tokens"]}, NEWER]},
            models.ChatUsage,
            ["total_tokens: does not take 0.5", "newer: not in ChatUsage"],
        ),
        (
            {"additionalProperties": NEWER, "type": "object"},
            Mapping[str, models.ChatUsage],
            ["*.newer: not in ChatUsage"],
        ),
        (record(a=NEWER), Mapping[str, models.ChatUsage], ["a.newer: not in ChatUsage"]),
        (
            {"type": "array", "items": {"type": "array", "items": NEWER}},
            Sequence[Sequence[models.ChatUsage]],
            ["[][].newer: not in ChatUsage"],
        ),
        (NEWER, models.ChatUsage | models.UrlCitation, ["newer: not in UrlCitation"]),
        ({"type": "object"}, str, [": no model"]),
        ({"type": "array", "items": STRING}, Sequence[str], []),
        ({"type": "array", "items": NUMBER}, Sequence[str], ["[]: does not take 0.5"]),
        ({"items": NUMBER}, Sequence[str], ["[]: does not take 0.5"]),
        ({"type": ["string", "boolean"]}, str | None, [": does not take True"]),
        ({"enum": ["a", 1, None]}, str, [": does not take 1"]),
        ({}, str, []),
        (True, str, []),
        (False, str, []),
        ({"type": "null"}, str, []),
    ],
)
def test_what_a_schema_has_and_no_field_takes_is_found(
    schema: Document | bool, annotation: object, missing: list[str]
) -> None:
    assert said(compared(schema, annotation).missing) == missing


def test_alternatives_are_told_apart_by_their_values_where_two_unions_hold_together() -> None:
    """OpenRouter narrows a list's items with `allOf`: what is of both is one of the pairs that agree."""
    one, other = record(type={"const": "one"}), record(type={"const": "other"}, newer=STRING)
    narrowed = record(type={"const": "one"}, first=STRING)
    third = record(type={"const": "third"}, last=STRING)
    both = {"allOf": [{"oneOf": [one, other]}, {"oneOf": [narrowed, third]}]}
    shapes = Description(small()).shapes(both)
    assert sorted(sorted(shape.properties) for shape in shapes) == [
        ["first", "type"],
        ["last", "type"],  # what agrees with nothing is not dropped: it must not hide a field
        ["newer", "type"],
    ]


@pytest.mark.parametrize(
    ("first", "second", "kinds", "choices"),
    [
        ({"type": ["object", "null"]}, {"type": "object"}, [{"object"}], [()]),
        ({"type": "string"}, {"type": "object"}, [{"string"}, {"object"}], [(), ()]),
        ({"enum": ["a", "b"]}, {"enum": ["b", "c"]}, [None], [("b",)]),
        ({"enum": ["a", "b"]}, {"type": "string"}, [{"string"}], [("a", "b")]),
        ({"const": "a"}, {"const": "b"}, [None, None], [("a",), ("b",)]),
        ({"description": "anything"}, {"type": "string"}, [{"string"}], [()]),
        ({"type": "string"}, {"description": "anything"}, [{"string"}], [()]),
    ],
)
def test_what_is_of_two_schemas_is_of_what_they_have_in_common(
    first: Document, second: Document, kinds: list[object], choices: list[object]
) -> None:
    shapes = Description(small()).shapes({"allOf": [first, second]})
    assert [shape.kinds for shape in shapes] == kinds
    assert [shape.choices for shape in shapes] == choices


def test_a_part_that_two_schemas_describe_is_of_both() -> None:
    def described_by(part: Document) -> Document:
        return {"items": part, "additionalProperties": part, **record(part=part)}

    description = Description(small())
    first, second = described_by(record(a=STRING)), described_by(record(b=STRING))
    (shape,) = description.shapes({"allOf": [first, second]})
    for part in (shape.items, shape.further, shape.properties["part"]):
        assert part is not None
        (both,) = description.shapes(part)
        assert set(both.properties) == {"a", "b"}


def test_a_reference_gives_the_shapes_that_it_refers_to() -> None:
    description = Description(small())
    there = description.shapes(small()["components"]["schemas"]["ChatUsage"])
    once = description.shapes(ref("ChatUsage"))
    assert description.shapes({"description": "again", **ref("ChatUsage")}) == once
    assert description.shapes({"allOf": [ref("ChatUsage"), {"description": "again"}]}) == once
    assert there != once  # shapes are told apart by where they stand


def test_the_same_difference_is_said_once() -> None:
    twice = {"anyOf": [NEWER, record(newer=NUMBER)]}
    assert said(compared(twice, models.ChatUsage).missing) == ["newer: not in ChatUsage"]


def test_a_schema_that_holds_itself_is_gone_through_once() -> None:
    tool = record(
        type={"const": "openrouter:subagent"},
        parameters=record(tools={"type": "array", "items": ref("Tool")}, newer=STRING),
    )
    found = compared(ref("Tool"), models.SubagentServerTool, Tool=tool)
    assert said(found.missing) == ["parameters.newer: not in SubagentServerToolConfig"]
    own = {"anyOf": [ref("Own"), NEWER]}
    assert said(compared(ref("Own"), models.ChatUsage, Own=own).missing) == [
        "newer: not in ChatUsage"
    ]


CITATION = record(url=STRING, newer=STRING)


@pytest.mark.parametrize(
    ("schema", "missing", "plain"),
    [
        (
            record(type={"const": "url_citation"}, url_citation=CITATION),
            ["annotations[](UrlCitationAnnotation).url_citation.newer: not in UrlCitation"],
            [],
        ),
        (
            {
                "oneOf": [ref("Cited")],
                "discriminator": {
                    "propertyName": "type",
                    "mapping": {"url_citation": "#/components/schemas/Cited"},
                },
            },
            ["annotations[](UrlCitationAnnotation).url_citation.newer: not in UrlCitation"],
            [],
        ),
        (
            {"oneOf": [ref("file")], "discriminator": {"propertyName": "type"}},
            ["annotations[](FileAnnotation).newer: not in FileAnnotation"],
            [],
        ),
        (
            {
                "oneOf": [ref("own")],
                "discriminator": {"propertyName": "type", "mapping": {"url_citation": "own"}},
            },
            ["annotations[](FileAnnotation).newer: not in FileAnnotation"],
            [],
        ),
        (
            {"allOf": [record(type=STRING), record(type={"const": "scent"})]},
            ["annotations[]: no model for type 'scent'"],
            [],
        ),
        (record(url_citation=CITATION), [], ["annotations[]: kept as plain JSON"]),
    ],
)
def test_a_union_is_compared_by_its_tag(
    schema: Document, missing: list[str], plain: list[str]
) -> None:
    found = compared(
        record(annotations={"type": "array", "items": schema}),
        models.ChatMessage,
        Cited=record(type=STRING, url_citation=CITATION),
        file=record(type=STRING, newer=STRING),
        own=record(type={"const": "file"}, newer=STRING),
    )
    assert said(found.missing) == missing
    assert said(found.plain) == plain


def test_what_no_place_of_a_class_describes_is_undescribed() -> None:
    here, there = record(url=STRING, title=STRING), record(url=STRING, content=STRING)
    cited = {
        "anyOf": [
            record(type={"const": "url_citation"}, url_citation=here),
            record(type={"const": "url_citation"}, url_citation=there),
        ]
    }
    schema = record(annotations={"type": "array", "items": cited})
    undescribed = said(compared(schema, models.ChatMessage).undescribed)
    assert [each for each in undescribed if each.startswith("annotations")] == [
        "annotations[]: WebSearchCitationAnnotation, for type 'web_search_citation'",
        "annotations[]: FileAnnotation, for type 'file'",
        "annotations[](UrlCitationAnnotation).url_citation.start_index: in UrlCitation",
        "annotations[](UrlCitationAnnotation).url_citation.end_index: in UrlCitation",
    ]


def test_a_field_that_one_part_of_an_operation_describes_is_not_undescribed_in_another() -> None:
    drift = Drift("anything", "GET", "/")
    comparison = Comparison(Description(small()), drift)
    comparison.compare([record(cost=NUMBER)], models.ChatUsage, Where("response"))
    comparison.compare([record(total_tokens=NUMBER)], models.ChatUsage, Where("stream"))
    comparison.finish()
    assert "response prompt_tokens: in ChatUsage" in said(drift.undescribed)
    assert not [each for each in drift.undescribed if each.path in ("cost", "total_tokens")]


def test_an_object_without_described_keys_says_nothing_of_fields() -> None:
    found = compared({"type": "object", "additionalProperties": True}, models.ChatUsage)
    assert (found.missing, found.undescribed, found.plain) == ([], [], [])


def test_an_object_without_a_described_tag_may_be_any_member_of_a_union() -> None:
    schema = record(annotations={"type": "array", "items": record(url=STRING)})
    undescribed = said(compared(schema, models.ChatMessage).undescribed)
    assert not [each for each in undescribed if each.startswith("annotations")]


def test_described_parts_of_what_is_kept_as_plain_json_are_said_to_be_so() -> None:
    content = {"type": "array", "items": NEWER}
    found = compared(record(content=content), models.AnnotatedFile)
    assert said(found.plain) == ["content[]: kept as plain JSON"]
    free = {**record(total_tokens=NUMBER), "additionalProperties": NEWER}
    assert said(compared(free, models.ChatUsage).plain) == ["*: kept as plain JSON"]


# ---------------------------------------------------------------- the file


def test_yaml_is_read_as_openapi_wants_it(tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(
        "openapi: 3.1.0\npaths: {}\ninfo: {title: An API, version: 2026-08-22}\n"
        "components: {schemas: {Switch: {properties: {on: {enum: [off, true]}, 200: {}}}}}\n"
    )
    description = read(file)
    assert description.title == "An API 2026-08-22"
    (shape,) = description.shapes(ref("Switch"))
    assert set(shape.properties) == {"on", "200"}
    (on,) = description.shapes(shape.properties["on"])
    assert on.choices == ("off", True)


HEAD: Document = {"openapi": "3.1.0", "info": {"title": "x"}}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has no paths"),
        ("[]", "it has no paths"),
        ("openapi: 3.1.0", "it has no paths"),
        ('{"swagger": "2.0", "paths": {}}', 'it does not say "openapi: 3..."'),
        ("a: [", "while parsing"),
        ("[" * 100_000, "recursion"),
        ("\0", "unacceptable character"),
        (json.dumps(HEAD | {"paths": {"/a": []}}), "paths of /a: expected a mapping, got '[]'"),
        (
            json.dumps(HEAD | {"paths": {"/a": {"get": {"parameters": {}}}}}),
            "GET /a: expected a list",
        ),
        (
            json.dumps(HEAD | {"paths": {"/a": {"$ref": "#/b"}}}),
            "refers to #/b, which is not there",
        ),
        (
            json.dumps(HEAD | {"paths": {"/a": {"$ref": "b.yaml"}}}),
            "'b.yaml', which is another file",
        ),
        (
            json.dumps(HEAD | {"paths": {"/a": {"$ref": "#/paths/~1a"}}}),
            "#/paths/~1a refers to itself",
        ),
    ],
)
def test_what_is_no_description_is_said(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(text)
    with pytest.raises(NotADescriptionError) as caught:
        report(read(file))
    assert why in str(caught.value)


# ---------------------------------------------------------------- the program


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.drift", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_says_what_is_missing_and_fails(tmp_path: Path) -> None:
    document = small()
    add("ChatRequest")(document)
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document))
    done = run(file)
    assert (done.returncode, done.stderr) == (1, "")
    assert "  missing     body newer: not in ChatGenerationParams\n" in done.stdout
    assert "  GET /things listThings\n" in done.stdout
    done = run(file, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    printed = json.loads(done.stdout)
    (chat,) = (each for each in printed["operations"] if each["name"] == "chat_send")
    assert chat["missing"] == [
        {"part": "body", "path": "newer", "what": "not in ChatGenerationParams"}
    ]
    assert {"method": "GET", "path": "/things", "title": "listThings"} in printed["not_built"]
    assert "chat_collect" in printed["programs"]


@pytest.mark.parametrize("text", [None, "", "not: a description"])
def test_the_program_tells_a_file_that_is_no_description(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "openapi.yaml"
    if text is not None:
        file.write_text(text)
    done = run(file)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{file} is no OpenAPI description: ")
    assert done.stderr.count("\n") == 1


def test_the_program_is_content_with_openrouters_description(openapi: Path) -> None:
    done = run(openapi)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\nmissing: 0\n")


def test_operations_that_are_not_built_make_the_program_fail_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built = [each for each in operations.modules() if each[0] in ("chat_collect", "chat_send")]
    monkeypatch.setattr(operations, "modules", lambda: iter(built))
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(small()))
    for options, status, counted in (([], 0, 0), (["--all"], 1, 2)):
        monkeypatch.setattr(sys, "argv", ["drift", str(file), *options])
        assert program.main() == status
        printed = capsys.readouterr().out
        assert "no operation: chat_collect\n" in printed
        assert f"not built: 2{'' if options else ', which does not count (--all)'}\n" in printed
        assert printed.endswith(f"missing: {counted}\n")
