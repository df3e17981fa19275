"""litellm, by its provider for OpenRouter."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core.testing import LocalServer, Reply

litellm: Any = pytest.importorskip("litellm")

FRANCE = [{"role": "user", "content": "What is the capital of France?"}]
SAID = "The capital of France is Paris."
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": SCHEMA}}


def ask(server: LocalServer, **more: Any) -> Any:
    return litellm.completion(
        model="openrouter/openai/gpt-4o-mini",
        messages=FRANCE,
        api_base=server.url,
        api_key="sk-or-v1-x",
        num_retries=0,
        max_retries=0,
        **more,
    )


def test_a_chat(server: LocalServer) -> None:
    assert ask(server).choices[0].message.content == SAID


def test_a_stream(server: LocalServer) -> None:
    said = [event.choices[0].delta.content or "" for event in ask(server, stream=True)]
    assert "".join(said) == SAID


def test_a_tool_call(server: LocalServer) -> None:
    answer = ask(server, tools=[WEATHER], tool_choice="required")
    assert answer.choices[0].message.tool_calls[0].function.arguments == '{"city": ""}'


def test_an_answer_in_a_schema(server: LocalServer) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "x", "schema": SCHEMA}}
    assert ask(server, response_format=form).choices[0].message.content == '{"city": ""}'


def test_embeddings(server: LocalServer) -> None:
    answer = litellm.embedding(
        model="openrouter/openai/text-embedding-3-small",
        input=["a"],
        api_base=server.url,
        api_key="sk-or-v1-x",
    )
    assert len(answer.data[0]["embedding"]) == 1_536


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, "BadRequestError"), (401, "AuthenticationError"), (429, "RateLimitError")],
)
def test_an_error_has_its_class(server: LocalServer, status: int, error: str) -> None:
    server.enqueue(Reply.error(status, "No"))
    with pytest.raises(getattr(litellm, error), match="No"):
        ask(server)
