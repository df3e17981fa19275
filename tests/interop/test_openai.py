"""The openai package, which many programs point at OpenRouter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from openrouter_core.testing import LocalServer, Reply, chunks

openai: Any = pytest.importorskip("openai")
pydantic: Any = pytest.importorskip("pydantic")

MODEL = "openai/gpt-4o-mini"
FRANCE = [{"role": "user", "content": "What is the capital of France?"}]
SAID = "The capital of France is Paris."
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": SCHEMA}}
City: Any = pydantic.create_model(
    "City", name=(str, ...), size=(int, pydantic.Field(ge=3)), twin=(str | None, ...)
)


@pytest.fixture
def client(server: LocalServer) -> Iterator[Any]:
    with openai.OpenAI(api_key="sk-or-v1-x", base_url=server.url, max_retries=0) as client:
        yield client


def test_a_chat(client: Any) -> None:
    answer = client.chat.completions.create(model=MODEL, messages=FRANCE)
    assert answer.choices[0].message.content == SAID
    assert answer.usage.total_tokens > 0


def test_a_stream(client: Any) -> None:
    events = client.chat.completions.create(model=MODEL, messages=FRANCE, stream=True)
    assert (
        "".join(event.choices[0].delta.content or "" for event in events if event.choices) == SAID
    )


def test_a_tool_call_and_its_result(client: Any) -> None:
    asked: dict[str, Any] = {"model": MODEL, "tools": [WEATHER]}
    first = client.chat.completions.create(messages=FRANCE, tool_choice="required", **asked)
    (call,) = first.choices[0].message.tool_calls
    assert (call.function.name, call.function.arguments) == ("weather", '{"city": ""}')
    result = {"role": "tool", "tool_call_id": call.id, "content": "Sun"}
    history = [*FRANCE, first.choices[0].message, result]
    assert (
        client.chat.completions.create(messages=history, **asked).choices[0].message.content == SAID
    )


def test_a_streamed_tool_call(client: Any) -> None:
    with client.chat.completions.stream(
        model=MODEL, messages=FRANCE, tools=[WEATHER], tool_choice="required"
    ) as stream:
        final = stream.get_final_completion()
    assert final.choices[0].message.tool_calls[0].function.name == "weather"


def test_an_answer_in_a_class(client: Any) -> None:
    chat = client.chat.completions.parse(model=MODEL, messages=FRANCE, response_format=City)
    response = client.responses.parse(model=MODEL, input="A city", text_format=City)
    assert (
        chat.choices[0].message.parsed == response.output_parsed == City(name="", size=3, twin="")
    )


def test_responses(client: Any) -> None:
    assert client.responses.create(model=MODEL, input=FRANCE).output_text == SAID
    with client.responses.stream(model=MODEL, input=FRANCE) as stream:
        assert [event.type for event in stream][-1] == "response.completed"
        first = stream.get_final_response()
    assert first.output_text == SAID
    history = [*FRANCE, *first.output, {"role": "user", "content": "And?"}]
    assert "And?" in client.responses.create(model=MODEL, input=history).output_text


def test_embeddings(client: Any) -> None:
    packed = client.embeddings.create(model="openai/text-embedding-3-small", input=["a", "b"])
    plain = client.embeddings.create(
        model="openai/text-embedding-3-small", input=["a", "b"], encoding_format="float"
    )
    assert [each.embedding for each in packed.data] == [each.embedding for each in plain.data]


def test_models_and_files(client: Any) -> None:
    assert MODEL in [model.id for model in client.models.list()]
    stored = client.files.create(file=("a.txt", b"text"), purpose="user_data")
    assert [file.id for file in client.files.list()] == [stored.id]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (429, "RateLimitError"),
        (500, "InternalServerError"),
        (503, "InternalServerError"),
    ],
)
def test_an_error_has_its_class(client: Any, server: LocalServer, status: int, error: str) -> None:
    server.enqueue(Reply.error(status, "No"))
    with pytest.raises(getattr(openai, error), match="No"):
        client.chat.completions.create(model=MODEL, messages=FRANCE)


def test_a_mistake_is_told_by_its_place(client: Any) -> None:
    with pytest.raises(openai.BadRequestError, match="temperature"):
        client.chat.completions.create(model=MODEL, messages=FRANCE, temperature=5)


def test_a_stream_that_breaks_off_raises(client: Any, server: LocalServer) -> None:
    server.enqueue(Reply.events(chunks("One two three")).cut(at=-40))
    with pytest.raises((openai.APIError, httpx.TransportError)):
        list(client.chat.completions.create(model=MODEL, messages=FRANCE, stream=True))
