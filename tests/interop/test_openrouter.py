"""OpenRouter's own Python SDK, whose responses are checked by the newest description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openrouter_core.testing import LocalServer, Reply

openrouter: Any = pytest.importorskip("openrouter")
errors: Any = pytest.importorskip("openrouter.errors")

MODEL = "openai/gpt-4o-mini"
FRANCE = [{"role": "user", "content": "What is the capital of France?"}]
SAID = "The capital of France is Paris."
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": SCHEMA}}


@pytest.fixture
def client(server: LocalServer) -> Iterator[Any]:
    with openrouter.OpenRouter(api_key="sk-or-v1-x", server_url=server.url) as client:
        yield client


def test_a_chat(client: Any) -> None:
    assert client.chat.send(model=MODEL, messages=FRANCE).choices[0].message.content == SAID


def test_a_stream(client: Any) -> None:
    with client.chat.send(model=MODEL, messages=FRANCE, stream=True) as events:
        said = [event.choices[0].delta.content or "" for event in events if event.choices]
    assert "".join(said) == SAID


def test_a_tool_call(client: Any) -> None:
    answer = client.chat.send(model=MODEL, messages=FRANCE, tools=[WEATHER], tool_choice="required")
    assert answer.choices[0].message.tool_calls[0].function.name == "weather"


def test_embeddings(client: Any) -> None:
    answer = client.embeddings.generate(model="openai/text-embedding-3-small", input=["a", "b"])
    assert len(answer.data) == 2


def test_responses(client: Any) -> None:
    answer = client.responses.send(model=MODEL, input=FRANCE[0]["content"])
    assert answer.output[0].content[0].text == SAID
    with client.responses.send(model=MODEL, input="Hi", stream=True) as events:
        assert len(list(events)) > 5


def test_keys(client: Any) -> None:
    made = client.api_keys.create(name="mine", limit=5)
    assert client.api_keys.get(hash=made.data.hash).data.name == "mine"
    assert client.api_keys.update(hash=made.data.hash, name="yours").data.name == "yours"
    assert [key.name for key in client.api_keys.list().data] == ["yours"]
    client.api_keys.delete(hash=made.data.hash)
    assert client.api_keys.list().data == []
    assert client.api_keys.get_current_key_metadata().data.label


def generation(client: Any) -> Any:
    made = client.chat.send(model=MODEL, messages=FRANCE).id
    return client.generations.get_generation(id=made).data.id == made


READS: dict[str, Callable[[Any], Any]] = {
    "models": lambda client: client.models.list().result.data[0].id,
    "endpoints": lambda client: client.endpoints.list(author="openai", slug="gpt-4o-mini").data.id,
    "credits": lambda client: client.credits.get_credits().data.total_credits,
    "generation": generation,
}


@pytest.mark.parametrize("name", READS)
def test_a_read(client: Any, name: str) -> None:
    assert READS[name](client)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, "BadRequestResponseError"),
        (401, "UnauthorizedResponseError"),
        (402, "PaymentRequiredResponseError"),
        (404, "NotFoundResponseError"),
        (429, "TooManyRequestsResponseError"),
    ],
)
def test_an_error_has_its_class(client: Any, server: LocalServer, status: int, error: str) -> None:
    server.enqueue(Reply.error(status, "No"))
    with pytest.raises(getattr(errors, error), match="No"):
        client.chat.send(model=MODEL, messages=FRANCE, retries=None)
