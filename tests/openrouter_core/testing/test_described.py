"""What LocalServer answers, held against the descriptions of the API: kinds, enums, and all that is required."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from openrouter_core.testing import LocalServer

SHARED = Path(__file__).parents[4] / "shared"
# Where a description says that there is an error, and not how it looks.
ERROR = {
    "required": ["error"],
    "properties": {
        "error": {
            "required": ["code", "message"],
            "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
        }
    },
}
KINDS = {
    type(None): {"null"},
    bool: {"boolean"},
    int: {"integer", "number"},
    float: {"number"},
    str: {"string"},
    list: {"array"},
    dict: {"object"},
}


@pytest.fixture(scope="module", params=["openapi.yaml", "openapi-2026-10-27.yaml"])
def document(request: pytest.FixtureRequest) -> Any:
    file = SHARED / request.param
    if not file.is_file():
        pytest.skip(f"no {file}: the API's description is not beside this checkout")
    with file.open(encoding="utf-8") as text:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with (
        LocalServer(downloadable_uploads=True) as server,
        httpx.Client(base_url=server.url, trust_env=False, verify=False) as client,
    ):
        yield client


def misfits(document: Any, schema: Any, value: Any, path: str = "") -> Iterator[str]:
    """The places where a value is not what a JSON Schema says: kinds, enums and required keys."""
    if "$ref" in schema:
        schema = reduce(getitem, schema["$ref"].removeprefix("#/").split("/"), document)
        yield from misfits(document, schema, value, path)
        return
    for part in schema.get("allOf", ()):
        yield from misfits(document, part, value, path)
    for word in ("anyOf", "oneOf"):
        if word in schema:
            tried = [list(misfits(document, part, value, path)) for part in schema[word]]
            yield from min(tried, key=len)
    kinds = schema.get("type", ())
    allowed = [kinds] if isinstance(kinds, str) else kinds
    values = schema.get("enum", [schema.get("const", value)])
    if value not in values or (allowed and not KINDS[type(value)].intersection(allowed)):
        yield path
    if isinstance(value, dict):
        yield from (f"{path}.{name}" for name in schema.get("required", ()) if name not in value)
        properties, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, below in value.items():
            inner = properties.get(name, others if isinstance(others, dict) else {})
            yield from misfits(document, inner, below, f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from misfits(document, schema["items"], item, f"{path}[{index}]")


def fits(document: Any, answer: httpx.Response, method: str, path: str) -> list[str]:
    if path not in document["paths"]:
        pytest.skip("this description is older")
    described = document["paths"][path][method]["responses"]
    found = described.get(str(answer.status_code)) or described["default"]
    if "$ref" in found:
        found = reduce(getitem, found["$ref"].removeprefix("#/").split("/"), document)
    content = found.get("content") or {"application/json": {"schema": ERROR}}
    return list(misfits(document, content["application/json"]["schema"], answer.json()))


MODEL = "openai/gpt-4o-mini"
HELLO = {"messages": [{"role": "user", "content": "Hello"}]}
FUNCTION = {"name": "find", "parameters": {"type": "object"}}
TOOL = {"type": "function", "function": FUNCTION}
CALLED = {"tools": [{"type": "function", **FUNCTION}], "tool_choice": "required"}
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
IN_FORMAT = {"type": "json_schema", "json_schema": {"name": "x", "schema": SCHEMA}}
TEXT_FORMAT = {"format": {"type": "json_schema", "name": "x", "schema": SCHEMA}}
HEARD = {"data": b64encode(b"four").decode(), "format": "ogg"}
VERBOSE = {"response_format": "verbose_json", "timestamp_granularities": ["word"]}

Ask = Callable[[httpx.Client], httpx.Response]


def posted(path: str, **body: Any) -> Ask:
    return lambda client: client.post(path, json=body)


def got(path: str) -> Ask:
    return lambda client: client.get(path)


def of_a_key(method: str, **body: Any) -> Ask:
    def ask(client: httpx.Client) -> httpx.Response:
        made = client.post("/keys", json={"name": "mine"}).json()
        return client.request(method, f"/keys/{made['data']['hash']}", json=body or None)

    return ask


def of_a_file(method: str) -> Ask:
    def ask(client: httpx.Client) -> httpx.Response:
        stored = client.post("/files", files={"file": ("a.txt", b"text")}).json()
        return client.request(method, f"/files/{stored['id']}")

    return ask


def uploaded(client: httpx.Client) -> httpx.Response:
    return client.post("/files", files={"file": ("a.txt", b"text")})


def of_a_generation(path: str) -> Ask:
    def ask(client: httpx.Client) -> httpx.Response:
        made = client.post("/chat/completions", json=HELLO).json()["id"]
        return client.get(path, params={"id": made})

    return ask


def feedback(client: httpx.Client) -> httpx.Response:
    made = client.post("/chat/completions", json=HELLO).json()["id"]
    return client.post("/generation/feedback", json={"generation_id": made, "category": "other"})


ANSWERS: list[tuple[str, str, Ask]] = [
    ("post", "/chat/completions", posted("/chat/completions", **HELLO)),
    ("post", "/chat/completions", posted("/chat/completions", **HELLO, tools=[TOOL], tool_choice="required")),
    ("post", "/chat/completions", posted("/chat/completions", **HELLO, response_format=IN_FORMAT)),
    ("post", "/chat/completions", posted("/chat/completions", prompt="Hi")),
    ("post", "/chat/completions", posted("/chat/completions", messages=[])),
    ("post", "/responses", posted("/responses", input="Hi")),
    ("post", "/responses", posted("/responses", input="Hi", text=TEXT_FORMAT)),
    ("post", "/responses", posted("/responses", input="Hi", **CALLED)),
    ("post", "/responses", posted("/responses", input="Hi", reasoning={"effort": "low"}, metadata={"a": "b"})),
    ("post", "/responses", posted("/responses", input=5)),
    ("post", "/embeddings", posted("/embeddings", model="x/y", input="a")),
    ("post", "/embeddings", posted("/embeddings", model="x/y", input="a", encoding_format="base64")),
    ("get", "/models", got("/models?output_modalities=all")),
    ("get", "/models", got("/models?limit=1")),
    ("get", "/models/{author}/{slug}/endpoints", got(f"/models/{MODEL}/endpoints")),
    ("get", "/models/{author}/{slug}/endpoints", got("/models/x/y/endpoints")),
    ("get", "/models/count", got("/models/count")),
    ("get", "/models/user", got("/models/user?limit=2")),
    ("get", "/model/{author}/{slug}", got(f"/model/{MODEL}")),
    ("get", "/model/{author}/{slug}", got("/model/x/y")),
    ("get", "/embeddings/models", got("/embeddings/models")),
    ("get", "/endpoints/zdr", got("/endpoints/zdr")),
    ("get", "/providers", got("/providers")),
    ("post", "/rerank", posted("/rerank", model="x/y", query="q", documents=["a", {"text": "b", "image": "u"}])),
    ("post", "/rerank", posted("/rerank", model="x/y", query="q", documents=[])),
    ("get", "/activity", got("/activity?group_by=workspace")),
    ("get", "/activity", got("/activity?date=1999-01-01")),
    ("get", "/analytics/meta", got("/analytics/meta")),
    ("post", "/analytics/query", posted("/analytics/query", metrics=["request_count"], granularity="week")),
    ("post", "/analytics/query", posted("/analytics/query", metrics=["beauty"])),
    ("get", "/datasets/app-rankings", got("/datasets/app-rankings?sort=trending")),
    ("get", "/datasets/rankings-daily", got("/datasets/rankings-daily?period=month")),
    ("get", "/datasets/session-cost", got("/datasets/session-cost")),
    ("get", "/benchmarks", got("/benchmarks?include_run_config=true")),
    ("get", "/benchmarks", got("/benchmarks?source=design-arena&task_type=coding")),
    ("get", "/classifications/task", got("/classifications/task")),
    ("get", "/tools", got("/tools?limit=1")),
    ("get", "/tools/{name}", got("/tools/web_search")),
    ("get", "/tools/{name}", got("/tools/unknown")),
    ("get", "/generation", of_a_generation("/generation")),
    ("get", "/generation/content", of_a_generation("/generation/content")),
    ("get", "/generation/content", got("/generation/content?id=gen-0")),
    ("post", "/generation/feedback", feedback),
    ("get", "/credits", got("/credits")),
    ("get", "/key", got("/key")),
    ("post", "/keys", posted("/keys", name="mine")),
    ("post", "/keys", posted("/keys", name="mine", limit=5, limit_reset="daily", expires_at="2030-01-01T00:00:00Z")),
    ("get", "/keys", got("/keys")),
    ("get", "/keys/{hash}", of_a_key("GET")),
    ("patch", "/keys/{hash}", of_a_key("PATCH", limit=5)),
    ("delete", "/keys/{hash}", of_a_key("DELETE")),
    ("get", "/keys/{hash}", got("/keys/unknown")),
    ("post", "/auth/keys/code", posted("/auth/keys/code", callback_url="https://a.b")),
    ("post", "/auth/keys", posted("/auth/keys", code="x")),
    ("post", "/files", uploaded),
    ("get", "/files", got("/files")),
    ("get", "/files/{file_id}", of_a_file("GET")),
    ("delete", "/files/{file_id}", of_a_file("DELETE")),
    ("post", "/audio/transcriptions", posted("/audio/transcriptions", model="x/y", input_audio=HEARD)),
    ("post", "/audio/transcriptions", posted("/audio/transcriptions", model="x/y", input_audio=HEARD, **VERBOSE)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "ask"), ANSWERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_answer_has_what_the_description_requires(
    document: Any, client: httpx.Client, method: str, path: str, ask: Ask
) -> None:
    found = fits(document, ask(client), method, path)
    # The provider is this server, which OpenRouter does not list.
    assert [place for place in found if not place.endswith(".provider_name")] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/chat/completions", HELLO),
        ("/chat/completions", {**HELLO, "tools": [TOOL], "tool_choice": "required"}),
        ("/responses", {"input": "Hi", "text": TEXT_FORMAT}),
        ("/responses", {"input": "Hi", **CALLED}),
    ],
)  # fmt: skip
def test_an_event_has_what_the_description_requires(
    document: Any, client: httpx.Client, path: str, body: dict[str, Any]
) -> None:
    content = document["paths"][path]["post"]["responses"]["200"]["content"]
    if "text/event-stream" not in content:
        pytest.skip("this description does not say what an event is")
    schema = content["text/event-stream"]["schema"]
    answer = client.post(path, json={**body, "stream": True})
    events = [line[6:] for line in answer.text.splitlines() if line.startswith("data: {")]
    assert len(events) > 2
    for event in events:
        assert list(misfits(document, schema, {"data": json.loads(event)})) == []
