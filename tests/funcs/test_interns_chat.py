"""Talking to interns: what they say, what they ask, and why they may not."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.interns_chat import interns_chat, interns_chat_async
from openrouter_core.funcs.interns_create_intern import interns_create_intern
from openrouter_core.funcs.interns_get_intern import interns_get_intern
from openrouter_core.models import ChatMessage, InternChatChunk, ToolMessage, errors
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run

NOWHERE = "10ca15e7-0000-4000-8000-00000000dead"
HI = {"role": "user", "content": "Hi"}
ROLE = {"choices": [{"index": 0, "delta": {"role": "assistant"}, "finish_reason": None}]}


def running(core: OpenRouterCore, name: str = "Ada") -> str:
    intern = interns_create_intern(core, {"name": name, "provision": True}).unwrap()
    assert intern.id is not None
    while interns_get_intern(core, intern.id).unwrap().status != "running":
        pass
    return intern.id


def told(
    run: Run, core: OpenRouterCore, intern: str, *messages: Any, **fields: Any
) -> list[Ok[Any] | Err[Any]]:
    """All that the stream gives, or the error that it could not be opened for."""
    request = {"messages": list(messages), **fields}

    async def read() -> list[Ok[Any] | Err[Any]]:
        opened = await interns_chat_async(core, intern, request)
        if isinstance(opened, Err):
            return [opened]
        async with opened.unwrap() as stream:
            return [result async for result in stream]

    if run.asynchronous:
        return asyncio.run(read())
    opened = interns_chat(core, intern, request)
    return [opened] if isinstance(opened, Err) else list(opened.unwrap())


def test_an_intern_answers_and_goes_on(run: Run, core: OpenRouterCore) -> None:
    intern = running(core)
    first = [each.unwrap() for each in told(run, core, intern, HI)]
    assert all(isinstance(each, InternChatChunk) for each in first)
    assert 'You said: "Hi"' in "".join(each.text for each in first)
    session = first[-1].session_id
    assert session
    assert first[-1].usage.total_tokens > 0
    again = [each.unwrap() for each in told(run, core, intern, HI, session_id=session)]
    assert again[-1].session_id == session
    other = [each.unwrap() for each in told(run, core, intern, HI)]
    assert other[-1].session_id != session


def test_an_intern_asks_and_is_answered(run: Run, core: OpenRouterCore) -> None:
    intern = running(core)
    asked = [each.unwrap() for each in told(run, core, intern, HI, approval_mode="manual")]
    [call] = [call for each in asked for choice in each.choices for call in choice.delta.tool_calls or ()]  # fmt: skip
    assert call.function.name == "openrouter.provide_input"
    session = asked[-1].session_id
    assert asked[-1].usage is None
    echoed = {"role": "assistant", "tool_calls": [call]}
    answer = ToolMessage("allow_once", tool_call_id=call.id)
    said = [each.unwrap() for each in told(run, core, intern, HI, echoed, answer, session_id=session)]  # fmt: skip
    assert 'You said: "Hi"' in "".join(each.text for each in said)
    [late] = told(run, core, intern, answer, session_id=session)
    assert isinstance(late.failure(), errors.NotFoundResponseError)
    assert late.failure().metadata == {"reason": "interaction_unknown", "retryable": False}


def test_a_message_to_a_run_that_is_under_way_is_handed_to_it(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json({"session_id": "s1", "status": "steered"}, 202))
    [steered] = [each.unwrap() for each in told(run, core, NOWHERE, HI, session_id="s1")]
    assert isinstance(steered, InternChatChunk)
    assert (steered.status, steered.session_id, steered.choices) == ("steered", "s1", [])


def test_a_stream_is_collected_as_a_chat_is(core: OpenRouterCore) -> None:
    stream = interns_chat(core, running(core), {"messages": [HI]}).unwrap()
    response = chat_collect(stream).unwrap()
    assert 'You said: "Hi"' in response.text
    assert isinstance(response.choices[0].message, ChatMessage)
    assert response.extra["session_id"] == "session-1"


@pytest.mark.parametrize(
    ("code", "reason", "retryable", "error"),
    [
        (410, "run_ended", False, errors.GoneResponseError),
        (409, "busy", True, errors.ConflictResponseError),
        (502, "stream_severed", True, errors.BadGatewayResponseError),
        (500, "turn_failed", False, errors.InternalServerResponseError),
        (500, "turn_failed", True, errors.InternalServerResponseError),
    ],
)
def test_a_run_that_fails_says_why(
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
    code: int,
    reason: str,
    retryable: bool,
    error: type[Exception],
) -> None:
    metadata = {"reason": reason, "retryable": retryable}
    failed = {
        "choices": [{"index": 0, "delta": {}, "finish_reason": "error"}],
        "error": {"code": code, "message": "It ended", "metadata": metadata},
    }
    last: dict[str, Any] = {"choices": [], "session_id": "s1", "usage": None}
    server.enqueue(Reply.events([ROLE, failed, last]))
    *delivered, ended = told(run, core, NOWHERE, HI)
    assert len(delivered) == 1
    assert type(ended.failure()) is error
    assert ended.failure().metadata == metadata
    assert ended.failure().retryable is retryable


def test_who_is_not_there_or_not_running(run: Run, core: OpenRouterCore) -> None:
    [missing] = told(run, core, NOWHERE, HI)
    assert isinstance(missing.failure(), errors.NotFoundResponseError)
    made = interns_create_intern(core, {"name": "Bob"}).unwrap()
    [stopped] = told(run, core, str(made.id), HI)
    assert isinstance(stopped.failure(), errors.ServiceUnavailableResponseError)
    assert stopped.failure().retryable
    assert stopped.failure().metadata["reason"] == "intern_not_ready"


def test_a_conversation_has_a_message(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    [refused] = told(run, core, NOWHERE)
    assert isinstance(refused.failure(), errors.SDKValidationError)
    assert server.requests == []


def test_a_stream_that_breaks_off_is_incomplete(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.events([ROLE], done=False))
    last = told(run, core, NOWHERE, HI)[-1]
    assert isinstance(last.failure(), errors.StreamIncompleteError)
    assert json.loads(server.requests[-1].body)["stream"] is True
