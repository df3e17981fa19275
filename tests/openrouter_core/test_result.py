"""`raise_on_err`: the value, or the error itself as an exception; over a real call."""

from __future__ import annotations

import traceback
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, raise_on_err
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply

REQUEST = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}


@pytest.mark.parametrize("value", [0, None, "", [1], Ok(2)])
def test_what_an_ok_holds_is_the_value(value: object) -> None:
    assert raise_on_err(Ok(value)) is value


def test_the_error_itself_is_raised_with_its_cause() -> None:
    error = errors.UnexpectedClientError("a hook raised ValueError")
    error.__cause__ = cause = ValueError("why")
    with pytest.raises(errors.UnexpectedClientError) as told:
        raise_on_err(Err(error))
    assert told.value is error
    assert told.value.__cause__ is cause


def test_a_script_ends_in_what_went_wrong() -> None:
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        assert raise_on_err(chat_send(core, REQUEST)).text == "The capital of France is Paris."
        server.enqueue(Reply.error(402, "Insufficient credits"))
        result = chat_send(core, REQUEST)
        with pytest.raises(errors.PaymentRequiredResponseError) as told:
            raise_on_err(result)
    last = traceback.format_exception(told.value)[-1]
    assert last.endswith("PaymentRequiredResponseError: Insufficient credits [HTTP 402]\n")


async def later() -> Ok[int]:
    return Ok(1)


@pytest.mark.parametrize(
    ("given", "got"),
    [
        (Err("a text"), "expected an Err of an exception; got one of a value of type str"),
        (5, "expected Ok or Err; got a value of type int"),
        (later(), "expected Ok or Err; got a coroutine: await it first"),
    ],
    ids=["text", "number", "coroutine"],
)
def test_what_cannot_be_raised_is_named(given: Any, got: str) -> None:
    with pytest.raises(TypeError, match=f"^raise_on_err: {got}$"):
        raise_on_err(given)
    if hasattr(given, "close"):
        given.close()
