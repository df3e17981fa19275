"""The anthropic package, which many programs point at OpenRouter's Messages API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from openrouter_core.testing import LocalServer, Reply, message_events, named_event

anthropic: Any = pytest.importorskip("anthropic", reason="anthropic is not installed")

MODEL = "anthropic/claude-sonnet-4.5"
FRANCE = [{"role": "user", "content": "What is the capital of France?"}]
SAID = "The capital of France is Paris."
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
ASKED: dict[str, Any] = {"model": MODEL, "max_tokens": 50, "messages": FRANCE}
WEATHER = {"name": "weather", "description": "How the weather is", "input_schema": SCHEMA}


@pytest.fixture
def client(server: LocalServer) -> Iterator[Any]:
    base = server.url.removesuffix("/v1")  # the package puts /v1/messages after it
    with anthropic.Anthropic(
        auth_token="sk-or-v1-x",
        base_url=base,
        max_retries=0,
        _strict_response_validation=True,
    ) as client:
        yield client


def test_a_message(client: Any) -> None:
    answer = client.messages.create(**ASKED)
    assert [block.text for block in answer.content] == [SAID]
    assert (answer.stop_reason, answer.role, answer.model) == ("end_turn", "assistant", MODEL)
    assert answer.usage.output_tokens > 0


def test_a_stream(client: Any, server: LocalServer) -> None:
    with client.messages.stream(**ASKED) as stream:
        assert "".join(stream.text_stream) == SAID
        final = stream.get_final_message()
    assert final.content[0].text == SAID
    assert final.usage.output_tokens > 1
    kinds = [event.type for event in client.messages.create(stream=True, **ASKED)]
    assert (kinds[0], kinds[-2:]) == ("message_start", ["message_delta", "message_stop"])
    assert server.requests[-1].json["stream"] is True


@pytest.mark.parametrize("streamed", [False, True])
def test_a_tool_call_and_its_result(client: Any, streamed: bool) -> None:
    asked = {**ASKED, "tools": [WEATHER], "tool_choice": {"type": "tool", "name": "weather"}}
    if streamed:
        with client.messages.stream(**asked) as stream:
            first = stream.get_final_message()
    else:
        first = client.messages.create(**asked)
    (call,) = first.content
    assert (call.name, call.input, first.stop_reason) == ("weather", {"city": ""}, "tool_use")
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "Sun"}
    turns = [
        *FRANCE,
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [result, {"type": "text", "text": "So?"}]},
    ]
    assert "So?" in client.messages.create(**{**ASKED, "messages": turns}).content[0].text


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (404, "NotFoundError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
    ],
)
def test_an_error_has_its_class(client: Any, server: LocalServer, status: int, error: str) -> None:
    server.enqueue(Reply.error(status, "No"))
    with pytest.raises(getattr(anthropic, error), match="No"):
        client.messages.create(**ASKED)


def test_a_mistake_is_told_by_its_place(client: Any) -> None:
    with pytest.raises(anthropic.BadRequestError, match="temperature"):
        client.messages.create(**ASKED, extra_body={"temperature": 5})


def test_an_error_in_a_stream_raises(client: Any, server: LocalServer) -> None:
    failed = {"type": "error", "error": {"type": "overloaded_error", "message": "Busy"}}
    events = [*message_events("One two")[:4], failed]
    server.enqueue(Reply.events(map(named_event, events), done=False))
    with pytest.raises(anthropic.APIStatusError, match="Busy"):
        list(client.messages.create(stream=True, **ASKED))
