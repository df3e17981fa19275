"""A request to LocalServer is checked as the API would check it: a 400 that names the place, and only then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from openrouter_core.testing import LocalServer
from openrouter_core.testing.api.shapes import body_problem
from tests.request_checks.written import TARGET, written

SHARED = Path(__file__).parents[4] / "shared"
DESCRIPTIONS = [SHARED / "openapi.yaml", SHARED / "openapi-2026-10-27.yaml"]

CHAT: tuple[str, dict[str, Any]] = (
    "/chat/completions",
    {"messages": [{"role": "user", "content": "Hi"}]},
)
RESPONSES: tuple[str, dict[str, Any]] = ("/responses", {"input": "Hi"})
EMBEDDINGS: tuple[str, dict[str, Any]] = ("/embeddings", {"model": "x/y", "input": "Hi"})


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with (
        LocalServer() as server,
        httpx.Client(base_url=server.url, trust_env=False, verify=False) as client,
    ):
        yield client


def test_the_table_is_as_it_would_be_written() -> None:
    for path in DESCRIPTIONS:
        if not path.is_file():
            pytest.skip(f"no {path}: the API's description is not beside this checkout")
    assert TARGET.read_text(encoding="utf-8") == written(DESCRIPTIONS)


def test_what_the_api_answered_is_taken(recordings: list[dict[str, Any]]) -> None:
    taken = 0
    for exchange in recordings:
        request, path = exchange["request"], exchange["path"]
        if exchange["status"] != 200 or path not in (CHAT[0], RESPONSES[0], EMBEDDINGS[0]):
            continue
        if isinstance(request, dict):
            assert body_problem(f"POST {path}", request) is None, exchange["id"]
            taken += 1
    assert taken > 700


def said(*content: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": list(content)}]}


IMAGE = {"type": "input_image", "image_url": "data:image/png;base64,AAAA"}
REFUSED: list[tuple[tuple[str, dict[str, Any]], dict[str, Any], str]] = [
    (CHAT, {"stop": 5}, "stop: expected string or array or null, received number"),
    (CHAT, {"stop": ["a", 5]}, "stop[1]: expected string, received number"),
    (CHAT, {"stop": ["a"] * 5}, "stop: expected at most 4 items, received 5"),
    (CHAT, {"seed": "a"}, "seed: expected integer or null, received string"),
    (CHAT, {"seed": 1.5}, "seed: expected integer or null, received 1.5"),
    (CHAT, {"models": 5}, "models: expected array or null, received number"),
    (CHAT, {"models": [None]}, "models[0]: expected string, received null"),
    (CHAT, {"tools": [{}]}, "tools[0].type: Required"),
    (CHAT, {"tools": [{"type": 5}]}, "tools[0].type: expected string, received number"),
    (CHAT, {"tools": [{"type": "function"}]}, "tools[0].function: Required"),
    (CHAT, {"tools": [{"type": "function", "function": {}}]}, "tools[0].function.name: Required"),
    (CHAT, {"tool_choice": "maybe"}, "tool_choice: expected one of none, auto, required"),
    (CHAT, {"tool_choice": {"type": "function"}}, "tool_choice.function: Required"),
    (CHAT, {"logit_bias": [1]}, "logit_bias: expected object or null, received array"),
    (CHAT, {"logit_bias": {"50": "a"}}, "logit_bias.50: expected number, received string"),
    (CHAT, {"stream": "yes"}, "stream: expected boolean or null, received string"),
    (CHAT, {"stream_options": 5}, "stream_options: expected object or null, received number"),
    (CHAT, {"reasoning": [None]}, "reasoning: expected object or null, received array"),
    (CHAT, {"reasoning": {"effort": "huge"}}, "reasoning.effort: expected one of max, xhigh"),
    (CHAT, {"provider": {"order": 5}}, "provider.order: expected array or null, received number"),
    (CHAT, {"provider": {"zdr": {}}}, "provider.zdr: expected boolean or null, received object"),
    (CHAT, {"plugins": [{}]}, "plugins[0].id: Required"),
    (CHAT, {"plugins": [{"id": "web", "max_results": "5"}]}, "plugins[0].max_results: expected integer"),
    (CHAT, {"response_format": {"type": "json_schema"}}, "response_format.json_schema: Required"),
    (CHAT, {"metadata": {"a": 1}}, "metadata.a: expected string, received number"),
    (CHAT, {"session_id": "x" * 257}, "session_id: expected at most 256 characters, received 257"),
    (CHAT, {"temperature": 2.5}, "temperature: expected a number from 0 to 2, received 2.5"),
    (CHAT, {"top_p": -1}, "top_p: expected a number from 0 to 1, received -1"),
    (CHAT, {"top_logprobs": 50}, "top_logprobs: expected a number from 0 to 20, received 50"),
    (CHAT, {"presence_penalty": 3}, "presence_penalty: expected a number from -2 to 2, received 3"),
    (CHAT, said({"type": "image_url"}), "messages[0].content[0].image_url: Required"),
    (CHAT, said({"type": "input_text", "text": "a"}), "messages[0].content[0].type: expected one of text"),
    (CHAT, said(5), "messages[0].content[0]: expected string or object, received number"),
    (CHAT, {"messages": [{"role": "tool", "content": "x"}]}, "messages[0].tool_call_id: Required"),
    (CHAT, {"messages": [{"role": "user", "content": None}]}, "messages[0].content: expected string or array"),
    (CHAT, {"messages": [{"role": "bot", "content": "x"}]}, "messages[0].role: expected one of system"),
    (CHAT, {"messages": None}, "messages: expected array, received null"),
    (CHAT, {"prompt": 5}, "prompt: expected string or null, received number"),
    (RESPONSES, {"reasoning": 5}, "reasoning: expected object or null, received number"),
    (RESPONSES, {"text": 5}, "text: expected object or null, received number"),
    (RESPONSES, {"text": {"format": {"type": "json_schema", "name": "x"}}}, "text.format.schema: Required"),
    (RESPONSES, {"text": {"format": {"type": "xml"}}}, "text.format.type: expected one of text, json_object"),
    (RESPONSES, {"tools": [{"type": 5}]}, "tools[0].type: expected one of function"),
    (RESPONSES, {"tools": [{"type": "function"}]}, "tools[0].name: Required"),
    (RESPONSES, {"tool_choice": {"type": "allowed_tools", "mode": "auto"}}, "tool_choice.tools: Required"),
    (RESPONSES, {"metadata": {"a": 1}}, "metadata.a: expected string, received number"),
    (RESPONSES, {"truncation": 7}, "truncation: expected string or null, received number"),
    (RESPONSES, {"stream": "yes"}, "stream: expected boolean or null, received string"),
    (RESPONSES, {"provider": {"zdr": {}}}, "provider.zdr: expected boolean or null, received object"),
    (RESPONSES, {"input": [5]}, "input[0]: expected object, received number"),
    (RESPONSES, {"input": [{}]}, "input[0].role: Required"),
    (RESPONSES, {"input": [{"type": "dance"}]}, "input[0].type: expected one of reasoning, message"),
    (RESPONSES, {"input": [{"role": "user", "content": [{"type": "input_text"}]}]},
     "input[0].content[0].text: Required"),
    (RESPONSES, {"input": [{"type": "function_call_output", "call_id": "x"}]}, "input[0].output: Required"),
    (RESPONSES, {"input": None}, "input: Required"),
    (RESPONSES, {"previous_response_id": "resp_1"}, "previous_response_id: not supported"),
    (EMBEDDINGS, {"provider": {"zdr": {}}}, "provider.zdr: expected boolean or null, received object"),
    (EMBEDDINGS, {"input": [1, "a"]}, "input"),
    (EMBEDDINGS, {"input": [[]]}, "input: expected no empty item"),
    (EMBEDDINGS, {"dimensions": 0}, "dimensions: expected integer >= 1, received 0"),
]  # fmt: skip


@pytest.mark.parametrize(("request_to", "wrong", "message"), REFUSED)
def test_a_mistake_is_a_400_that_names_its_place(
    client: httpx.Client,
    request_to: tuple[str, dict[str, Any]],
    wrong: dict[str, Any],
    message: str,
) -> None:
    path, body = request_to
    answer = client.post(path, json={**body, **wrong})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(message)


TAKEN: list[tuple[tuple[str, dict[str, Any]], dict[str, Any]]] = [
    (CHAT, said("Hi", {"type": "text", "text": "you"})),
    (CHAT, said({"image_url": {"url": "https://a.b/c.png"}})),
    (CHAT, {"tools": None, "provider": None, "stop": None, "stream": None, "models": None}),
    (CHAT, {"newer": [None], "transforms": ["middle-out"], "usage": {"include": True}}),
    (CHAT, {"messages": [{"role": "assistant", "content": None, "refusal": None, "audio": None}]}),
    (CHAT, {"seed": 5.0, "max_tokens": 10, "top_p": 1}),
    (CHAT, {"service_tier": "ultrafast", "tools": [{"type": "openrouter:web_search"}]}),
    (RESPONSES, {"input": [{"role": "user", "content": [IMAGE]}]}),
    (RESPONSES, {"input": [{"type": "reasoning", "id": "rs_1", "summary": [], "status": None}]}),
    (RESPONSES, {"metadata": {"a": "b"}, "reasoning": {"effort": "low"}, "truncation": "auto"}),
    (EMBEDDINGS, {"provider": None, "dimensions": None, "encoding_format": None}),
]  # fmt: skip


@pytest.mark.parametrize(("request_to", "fields"), TAKEN)
def test_what_the_api_takes_is_answered(
    client: httpx.Client, request_to: tuple[str, dict[str, Any]], fields: dict[str, Any]
) -> None:
    path, body = request_to
    answer = client.post(path, json={**body, **fields})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("/models?max_output_price=1e-07", 200),
        ("/models?min_price=1E5&max_price=0.5", 200),
        ("/models?zdr=true&distillable=false", 200),
        ("/models?zdr=null", 400),
        ("/models?zdr=true&zdr=true", 400),
        ("/models?newer=1&newer=2", 200),
        ("/models?region=mars", 400),
        ("/models?min_age_days=x", 400),
        ("/models?context=1e3", 400),
        ("/keys?offset=18446744073709551615", 200),
        ("/keys?offset=-1", 400),
        ("/files?limit=0", 400),
    ],
)
def test_a_query_is_read_as_the_api_reads_it(client: httpx.Client, query: str, status: int) -> None:
    answer = client.get(query)
    assert answer.status_code == status
    if status == 400:
        assert answer.json()["error"]["message"].split(":")[0] in query


DEEP: dict[str, Any] = {"a": 1}
for _ in range(300):
    DEEP = {"a": DEEP}


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (json.dumps({**RESPONSES[1], "tools": [{"type": "function", "name": "f", "parameters": DEEP}]}), "deep"),
        ('{"input": "Hi", "tools": ' + "[" * 900 + "]" * 900 + "}", "deep"),
        ('{"input": "Hi", "temperature": 1e999}', "JSON"),
        ('{"input": "Hi", "seed": ' + "9" * 5000 + "}", "JSON"),
        ('{"input": "Hi", "temperature": NaN}', "JSON"),
    ],
    ids=["schema", "arrays", "infinite", "digits", "nan"],
)  # fmt: skip
def test_what_could_not_be_written_again_is_a_400(
    client: httpx.Client, content: str, named: str
) -> None:
    answer = client.post("/responses", content=content)
    assert (answer.status_code, named in answer.json()["error"]["message"]) == (400, True)
