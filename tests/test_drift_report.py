"""The drift report itself: a copy of a description is changed in one way after the other, and each is named."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openrouter_core.funcs import api_keys_list, oauth_create_oauth_token
from tests.drift import exceptions, operations
from tests.drift.description import Description
from tests.drift.operations import Report, key_of, modules, report
from tests.drift.printing import as_json, as_text
from tests.drift.since import as_lines, changes

ROOT = Path(__file__).parent.parent
Document = dict[str, Any]
Edit = Callable[[Document], object]

LARGE = ("/chat/completions", "/responses")
USED = (
    "/credits",
    "/keys",
    "/keys/{hash}",
    "/files",
    "/models",
    "/vault/secrets/{name}",
    "/workspaces/{workspace_ref}/budgets/{interval}",
    "/oauth/token",
)
"""The paths that are changed here: to compare all takes seconds, and the large ones take half of one."""


@pytest.fixture(scope="module")
def original(openapi: Path) -> Document:
    from tests.drift.description import read

    newest = openapi.parent / "openapi-2026-10-27.yaml"
    if not newest.is_file():
        pytest.skip(f"no {newest}")
    document: Document = json.loads(json.dumps(read(newest).document))
    document["servers"] = [{"url": "https://openrouter.ai/api/v1"}]
    document["components"]["securitySchemes"] = {
        "apiKey": {"type": "http", "scheme": "bearer"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    }
    return document


def part_of(document: Document, paths: tuple[str, ...]) -> Document:
    """A copy with these paths, and the schemas that they refer to."""
    chosen = {path: document["paths"][path] for path in paths}
    known = document["components"]["schemas"]
    schemas: Document = {}
    waiting = [json.dumps(chosen)]
    while waiting:
        for name in re.findall(r'"#/components/schemas/([^"]+)"', waiting.pop()):
            if name not in schemas:
                waiting.append(json.dumps(known[name]))
                schemas[name] = json.loads(waiting[-1])
    components = {**document["components"], "schemas": schemas}
    return copy.deepcopy({**document, "paths": chosen, "components": components})


@pytest.fixture
def document(original: Document, request: pytest.FixtureRequest) -> Document:
    """A copy that a test may change; the large operations are in it where the test's name or its row asks for them."""
    large = any(
        word in request.node.name for word in ("class", "alternative", "event", "in a list")
    )
    return part_of(original, (*LARGE, *USED) if large else USED)


@pytest.fixture(autouse=True)
def only_what_is_described(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of("", path)[1] for path in document["paths"]}
    found = [each for each in modules() if each[1] and key_of("", each[1].path)[1] in keys]
    monkeypatch.setattr(operations, "modules", lambda: iter(found))


def lines(document: Document) -> list[str]:
    return [each.strip() for each in as_text(report(Description(document)), every=False)]


# ---------------------------------------------------------------- the ways to change a description


def operation(document: Document, name: str) -> Document:
    method, _, path = name.partition(" ")
    found: Document = document["paths"][path][method.lower()]
    return found


def setting(name: str, key: str, value: Any) -> Edit:
    return lambda document: operation(document, name).__setitem__(key, value)


def parameter(owner: str, place: str, name: str, **described: Any) -> Edit:
    added = {"in": place, "name": name, "schema": {"type": "string"}, **described}
    return lambda document: operation(document, owner).setdefault("parameters", []).append(added)


def response(name: str, status: str, described: Document) -> Edit:
    return lambda document: operation(document, name)["responses"].__setitem__(status, described)


def body_type(name: str, media_type: str) -> Edit:
    return lambda document: operation(document, name)["requestBody"]["content"].__setitem__(
        media_type, {"schema": {"type": "string"}}
    )


def response_type(name: str, media_type: str) -> Edit:
    return lambda document: operation(document, name)["responses"]["200"]["content"].__setitem__(
        media_type, {"schema": {"type": "string"}}
    )


def schema_of(document: Document, where: str) -> Document:
    """A schema by its name, or the body (``body``), the response or the events of an operation."""
    part, _, name = where.partition(" ")
    if not name:
        found: Document = document["components"]["schemas"][where]
        return found
    described = operation(document, name)
    if part != "body":
        described = described["responses"]["200"]
    content = (described.get("requestBody") or described)["content"]
    event = "text/event-stream"
    media = content[event] if part == "event" else next(v for k, v in content.items() if k != event)
    schema: Document = media["schema"]
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def field(where: str, name: str, schema: Document) -> Edit:
    return lambda document: schema_of(document, where)["properties"].__setitem__(name, schema)


def marked(where: str, name: str, **marks: Any) -> Edit:
    """A field that is described already, described a little otherwise."""

    def edit(document: Document) -> None:
        properties = schema_of(document, where)["properties"]
        properties[name] = {**properties[name], **marks}

    return edit


def each_parameter(document: Document, name: str) -> Document:
    """A parameter by its name, wherever it is first met."""
    items = (item for path in document["paths"].values() for item in path.values())
    found = (each for item in items for each in item.get("parameters", ()) if each["name"] == name)
    return next(found)


def renamed_parameter(document: Document) -> None:
    document["paths"]["/keys/{id_of_a_key}"] = document["paths"].pop("/keys/{hash}")


def without(*steps: str) -> Edit:
    def edit(document: Document) -> None:
        found = document
        for step in steps[:-1]:
            found = found[step]
        del found[steps[-1]]

    return edit


def in_path(path: str, key: str, value: Any) -> Edit:
    return lambda document: document["paths"][path].__setitem__(key, value)


STRING: Document = {"type": "string"}
DEEP: Document = {
    "type": "object",
    "properties": {"deep": {"$ref": "#/components/schemas/External"}},
}
NEWER = {"enum": ["newer"], "type": "string"}

CHANGES: dict[str, tuple[Edit, str]] = {
    "a status": (
        response("GET /credits", "418", {}),
        "differs     status 418: no class in models.errors has it",
    ),
    "a redirect": (response("GET /credits", "307", {}), "differs     status 307: a redirect"),
    "a success without a body": (
        response("GET /credits", "204", {}),
        "differs     status 204: no body, and CreditsResponse is expected",
    ),
    "a success that loses its body": (
        response("GET /credits", "200", {}),
        "differs     status 200: no body, and CreditsResponse is expected",
    ),
    "a success that gets a body": (
        response(
            "DELETE /vault/secrets/{name}",
            "200",
            {"content": {"application/json": {"schema": DEEP}}},
        ),
        "missing     response: described as application/json, and not read",
    ),
    "a header": (
        parameter("GET /credits", "header", "X-Newer"),
        "differs     header X-Newer: no argument sends it",
    ),
    "a query parameter": (
        parameter("GET /keys", "query", "newer"),
        "missing     query newer: not in ApiKeysListParams",
    ),
    "a path parameter's name": (renamed_parameter, ""),
    "a media type of a body": (
        body_type("POST /keys", "text/csv"),
        "differs     body text/csv: described, and no function sends it",
    ),
    "a form beside JSON": (
        body_type("POST /keys", "application/x-www-form-urlencoded"),
        "differs     body application/x-www-form-urlencoded: described, and no function sends it",
    ),
    "a media type of a response": (
        response_type("GET /credits", "text/csv"),
        "differs     response text/csv: described, and no function reads it",
    ),
    "events": (
        response_type("GET /credits", "text/event-stream"),
        "differs     response text/event-stream: described, and no function reads it",
    ),
    "no key": (
        setting("GET /credits", "security", []),
        "differs     key: described as none, and wanted here",
    ),
    "a key that may be left out": (
        setting("GET /credits", "security", [{"apiKey": []}, {}]),
        "differs     key: described as optional, and wanted here",
    ),
    "another key": (
        setting("GET /credits", "security", [{"cookie": []}]),
        "differs     key cookie: wanted in place of a bearer token, and not sent",
    ),
    "another key for all": (
        lambda document: document.__setitem__("security", [{"cookie": []}]),
        "differs     key cookie: wanted in place of a bearer token, and not sent",
    ),
    "an operation's server": (
        setting("GET /credits", "servers", [{"url": "https://billing.openrouter.ai/v2"}]),
        "differs     server https://billing.openrouter.ai/v2: not where it is sent",
    ),
    "a path's server": (
        in_path("/credits", "servers", [{"url": "https://openrouter.ai/api/v2/"}]),
        "differs     server https://openrouter.ai/api/v2: not where it is sent",
    ),
    "the server of all": (
        lambda document: document.__setitem__("servers", [{"url": "https://openrouter.ai/api/v2"}]),
        "differs: server https://openrouter.ai/api/v2: not this package's, which is https://openrouter.ai/api/v1",
    ),
    "an operation that is to go": (
        setting("GET /credits", "deprecated", True),
        "differs     operation GET /credits: deprecated, which the docstring does not say",
    ),
    "a field that is to go": (
        marked("body POST /keys", "limit", deprecated=True),
        "differs     body limit: deprecated, which ApiKeysCreateParams does not say",
    ),
    "a query parameter that is to go": (
        parameter("GET /keys", "query", "offset", deprecated=True),
        "differs     query offset: deprecated, which is not said",
    ),
    "a value of a body": (
        marked("body POST /keys", "limit_reset", **NEWER),
        "differs     body limit_reset: 'newer' is not among the values listed",
    ),
    "a value in a list": (
        field("ChatRequest", "modalities", {"type": "array", "items": NEWER}),
        "differs     body modalities[]: 'newer' is not among the values listed",
    ),
    "a value of a query": (
        parameter("GET /models", "query", "sort", schema=NEWER),
        "differs     query sort: 'newer' is not among the values listed",
    ),
    "a value of a path": (
        lambda document: each_parameter(document, "interval").update(schema=NEWER),
        "differs     path interval: 'newer' is not among the values listed",
    ),
    "a value less": (
        marked("body POST /keys", "limit_reset", enum=["daily", "weekly"], anyOf=[]),
        "undescribed body limit_reset: 'monthly' is listed here alone",
    ),
    "a cookie": (
        parameter("GET /credits", "cookie", "session"),
        "differs     cookie session: no argument sends it",
    ),
    "one more key": (
        setting("GET /credits", "security", [{"apiKey": [], "cookie": []}]),
        "differs     key cookie: wanted in place of a bearer token, and not sent",
    ),
    "an alternative that is to go": (
        lambda document: schema_of(document, "ChatContentImage").update(deprecated=True),
        "differs     body messages[](UserMessage).content[](ImagePart): deprecated, which ImagePart does not say",
    ),
    "a kind of object that is to go": (
        lambda document: schema_of(document, "External").update(deprecated=True),
        "differs     body external: deprecated, which ApiKeysCreateParams does not say",
    ),
    "how pages are asked for": (
        lambda document: (
            [
                each.update(name="cursor")
                for each in operation(document, "GET /keys")["parameters"]
                if each["name"] == "offset"
            ]
            and None
        ),
        "differs     pages: described by cursor, by offset here",
    ),
    "beside the data of a chat's event": (
        field("event POST /chat/completions", "newer", STRING),
        "missing     stream newer: beside an event's data, and not read",
    ),
    "beside the data of a response's event": (
        field("event POST /responses", "newer", STRING),
        "missing     stream newer: beside an event's data, and not read",
    ),
    "a field of an event": (
        field("ChatStreamDelta", "newer", STRING),
        "missing     stream choices[].delta.newer: not in ChatDelta",
    ),
    "a field of a response": (
        field("response GET /credits", "newer", STRING),
        "missing     response newer: not in CreditsResponse",
    ),
    "a field of a form with files": (
        field("body POST /files", "newer", STRING),
        "missing     body newer: not in FilesUploadParams",
    ),
    "a field of a form": (
        field("body POST /oauth/token", "newer", STRING),
        f"missing     body newer: not in {oauth_create_oauth_token.OPERATION.request}",
    ),
    "what stands in a new field": (
        field("body POST /keys", "newer", DEEP),
        "inside      body newer.deep.user: in what is missing",
    ),
    "an operation": (
        in_path("/credits", "put", {"operationId": "putCredits"}),
        "PUT /credits putCredits",
    ),
    "an operation less": (
        without("paths", "/credits"),
        "missing     operation GET /credits: not in the description",
    ),
    "a field less": (
        lambda document: schema_of(document, "body POST /keys")["properties"].pop("limit"),
        "undescribed body limit: in ApiKeysCreateParams",
    ),
}


def test_a_description_that_has_not_changed_has_nothing_to_say(document: Document) -> None:
    assert [each for each in lines(document) if each.startswith(("missing ", "differs"))] == []


@pytest.mark.parametrize(("edit", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_each_change_is_named(document: Document, edit: Edit, line: str) -> None:
    before = lines(document)
    edit(document)
    after = lines(document)
    new = [each for each in after if each not in before]
    if not line:
        assert new == []
        return
    assert line in new
    counts = not line.startswith(("undescribed", "PUT", "inside"))
    assert (after[-1] != "missing: 0") is (counts or line.startswith("inside"))


@pytest.mark.parametrize(("edit", "line"), CHANGES.values(), ids=CHANGES.keys())
def test_each_change_is_named_since_the_older_description(
    document: Document, edit: Edit, line: str
) -> None:
    old = Description(copy.deepcopy(document))
    edit(document)
    new = Description(document)
    there, back = changes(old, new), changes(new, old)
    assert bool(there) is bool(back) is bool(line)
    ways = [(way, str(change)) for each in there for way, change in each.found]
    turned = {"added": "removed", "removed": "added"}
    assert sorted((turned[way], change) for way, change in ways) == sorted(
        (way, str(change)) for each in back for way, change in each.found
    )


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (CHANGES["a status"][0], ["GET /credits", "added    status: 418"]),
        (CHANGES["a header"][0], ["GET /credits", "added    header: X-Newer"]),
        (CHANGES["a query parameter"][0], ["GET /keys", "added    query: newer"]),
        (
            CHANGES["an operation less"][0],
            ["GET /credits", "removed  operation: getCredits"],
        ),
        pytest.param(
            CHANGES["a field of an event"][0],
            ["added    response data.choices[].delta.newer"],
            id="event",
        ),
        (CHANGES["a value of a body"][0], ["added    body limit_reset: the value 'newer'"]),
        (CHANGES["a field that is to go"][0], ["added    body limit: deprecated"]),
        (
            CHANGES["the server of all"][0],
            [
                "added    server: https://openrouter.ai/api/v2",
                "removed  server: https://openrouter.ai/api/v1",
            ],
        ),
        (
            CHANGES["what stands in a new field"][0],
            ["added    body newer", "1 things in 1 places, and 3 inside them"],
        ),
    ],
)
def test_what_has_changed_is_said_in_words(
    document: Document, edit: Edit, expected: list[str]
) -> None:
    old = Description(copy.deepcopy(document))
    edit(document)
    new = Description(document)
    text = [each.strip() for each in as_lines(old, new, changes(old, new))]
    assert [each for each in text if each in expected] == expected


# ---------------------------------------------------------------- counting


def counted(document: Document) -> tuple[int, int, int]:
    found = report(Description(document))
    return found.missing(), found.places(), found.inside()


def test_a_class_in_many_places_counts_once(document: Document) -> None:
    field("ChatUsage", "newer", DEEP)(document)
    things, places, inside = counted(document)
    assert (things, places) == (1, 2)  # in the response, and in the stream
    assert inside == places * 3


def test_a_field_that_a_class_hands_down_counts_once(document: Document) -> None:
    for name in ("AutoBetaRouterPlugin", "AutoRouterPlugin"):
        field(name, "newer", STRING)(document)
    things, places, _ = counted(document)
    assert (things, places) == (1, 4)  # both plugins, in a chat and in a response


def test_an_alternative_counts_once_and_what_stands_in_it_is_told(document: Document) -> None:
    schemas = document["components"]["schemas"]
    schemas["NewerPlugin"] = {
        "type": "object",
        "properties": {"id": {"const": "newer"}, "deep": DEEP},
    }
    for name in ("ChatRequest", "ResponsesRequest"):
        plugins = schemas[name]["properties"]["plugins"]
        plugins["anyOf"].append(
            {"type": "array", "items": {"$ref": "#/components/schemas/NewerPlugin"}}
        )
    found = report(Description(document))
    assert (found.missing(), found.places()) == (1, 2)
    assert "inside      body plugins[].deep.deep.user: in what is missing" in lines(document)


def test_a_second_function_with_the_same_request_is_named(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = api_keys_list.OPERATION
    second = ("keys_list", own._replace(name="keys_list"), frozenset[str]())
    found = [*operations.modules(), second]
    monkeypatch.setattr(operations, "modules", lambda: iter(found))
    new = lines(document)
    assert "differs     operation keys_list: a second function with the same request" in new
    assert "differs     operation api_keys_list: a second function with the same request" in new


def test_two_functions_with_different_bodies_share_what_one_path_describes(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    body_type("POST /keys", "multipart/form-data")(document)
    assert "differs     body multipart/form-data: described, and no function sends it" in lines(
        document
    )
    found = list(operations.modules())
    (own,) = (each for each in found if each[0] == "api_keys_create")
    assert own[1] is not None
    form = own[1]._replace(name="api_keys_create_form", body="multipart")
    found.append((form.name, form, own[2]))
    monkeypatch.setattr(operations, "modules", lambda: iter(found))
    assert not [each for each in lines(document) if each.startswith(("missing ", "differs"))]


def test_an_operation_is_newer_than_an_older_description_only(document: Document) -> None:
    """A description that knows others of the same time has lost this one."""
    name = "DELETE /vault/secrets/{name}"
    lost = f"missing     operation {name}: not in the description"
    without("paths", "/vault/secrets/{name}", "delete")(document)
    assert lost in lines(document)
    for each in exceptions.NEWER:
        method, _, path = each.partition(" ")
        document["paths"].get(path, {}).pop(method.lower(), None)
    after = lines(document)
    assert lost not in after
    assert f"undescribed operation {name}: not in this description, which is older" in after


def test_the_report_has_the_same_for_programs(document: Document) -> None:
    for name in ("a status", "the server of all", "what stands in a new field", "a header"):
        CHANGES[name][0](document)
    found: Report = report(Description(document))
    printed = json.loads(json.dumps(as_json(found, every=False)))
    (keys,) = (each for each in printed["operations"] if each["name"] == "api_keys_create")
    assert {"part": "body", "path": "newer", "what": "not in ApiKeysCreateParams"} in keys[
        "missing"
    ]
    assert [each["path"] for each in keys["inside"]] == [
        "newer.deep",
        "newer.deep.user",
        "newer.deep.api_key",
    ]
    (credits_,) = (each for each in printed["operations"] if each["name"] == "credits_get_credits")
    assert [each["path"] for each in credits_["differing"]] == ["418", "X-Newer"]
    assert {each["why"] for each in credits_["excepted"]} <= set(exceptions.DIFFERING.values())
    assert [each["part"] for each in printed["differing"]] == ["server"]
    assert printed["missing"] == 4


def test_the_command_says_what_has_changed(tmp_path: Path, document: Document) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(document))
    CHANGES["a status"][0](document)
    new.write_text(json.dumps(document))
    for options in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "tests.drift", str(new), "--since", str(old), *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        if options:
            (change,) = json.loads(done.stdout)["changes"]
            assert (change["operation"], change["way"]) == ("GET /credits", "added")
        else:
            assert "\nGET /credits\n  added    status: 418\n" in done.stdout
            assert "\nadded: 1\nremoved: 0\n" in done.stdout
