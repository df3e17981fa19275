"""langchain-openrouter, which needs an old release of OpenRouter's SDK and so an environment of its own."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core.testing import LocalServer, Reply

langchain_openrouter: Any = pytest.importorskip("langchain_openrouter")
messages: Any = pytest.importorskip("langchain_core.messages")
pydantic: Any = pytest.importorskip("pydantic")

SAID = "The capital of France is Paris."
City: Any = pydantic.create_model("City", __doc__="A city.", name=(str, ...), size=(int, ...))


@pytest.fixture
def chat(server: LocalServer) -> Any:
    return langchain_openrouter.ChatOpenRouter(
        model="openai/gpt-4o-mini", api_key="sk-or-v1-x", base_url=server.url, max_retries=0
    )


def weather(city: str) -> str:
    """The weather of a city."""
    return f"Sun in {city}"


def test_a_chat_and_a_stream(chat: Any) -> None:
    assert chat.invoke("What is the capital of France?").content == SAID
    said = [part.content for part in chat.stream("What is the capital of France?")]
    assert "".join(said) == SAID


def test_a_tool_call_and_its_result(chat: Any) -> None:
    question = messages.HumanMessage("How is it in Paris?")
    asked = chat.bind_tools([weather], tool_choice="required").invoke([question])
    (call,) = asked.tool_calls
    assert (call["name"], call["args"]) == ("weather", {"city": ""})
    result = messages.ToolMessage("Sun", tool_call_id=call["id"])
    assert "How is it in Paris?" in chat.invoke([question, asked, result]).content


@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_an_answer_in_a_class(chat: Any, method: str) -> None:
    found = chat.with_structured_output(City, method=method).invoke("A city")
    assert found == City(name="", size=0)


def test_an_error_has_its_class(chat: Any, server: LocalServer) -> None:
    server.enqueue(Reply.error(429, "Slow down"))
    with pytest.raises(Exception, match="Slow down") as raised:
        chat.invoke("Hi")
    assert type(raised.value).__name__ == "TooManyRequestsResponseError"
