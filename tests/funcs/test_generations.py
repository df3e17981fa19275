"""What was asked and answered in a generation, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.funcs.generations_list_generation_content import (
    generations_list_generation_content,
)
from openrouter_core.funcs.generations_submit_feedback import generations_submit_feedback
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run, Time

MESSAGES = [{"role": "user", "content": "Why?"}]
MISSING = Reply.error(404, "Generation gen-1 not found")


def kept_of(run: Run, core: OpenRouterCore, generation_id: str | None) -> Any:
    return run(generations_list_generation_content, core, {"id": generation_id}).unwrap().data


@pytest.mark.parametrize(
    ("function", "request_", "asked"),
    [
        (chat_send, {"messages": MESSAGES}, {"messages": MESSAGES}),
        (responses_send, {"model": "a/b", "input": "Why?"}, {"prompt": "Why?"}),
    ],
    ids=["chat", "responses"],
)
def test_what_was_asked_and_answered_is_kept(
    function: Any, request_: Any, asked: Any, run: Run, core: OpenRouterCore
) -> None:
    response = function(core, request_).unwrap()
    kept = kept_of(run, core, response.http_meta.generation_id or response.id)
    assert {name: getattr(kept.input, name) for name in asked} == asked
    assert kept.output.completion
    assert kept.output.completion in str(response)
    assert kept.error is None


def test_what_was_streamed_is_kept_whole(run: Run, core: OpenRouterCore) -> None:
    with chat_send(core, {"messages": MESSAGES}, stream=True).unwrap() as stream:
        chunks = [result.unwrap() for result in stream]
    kept = kept_of(run, core, chunks[0].id)
    said = [choice.delta.content for chunk in chunks for choice in chunk.choices]
    assert kept.output.completion == "".join(each or "" for each in said)


@pytest.mark.parametrize(
    ("body", "completion", "reasoning"),
    [
        ({"choices": [{"message": {"content": "A", "reasoning": "R"}}]}, "A", "R"),
        ({"choices": [{"message": {"content": None}}]}, None, None),
        ({"choices": [{"text": "A"}]}, "A", None),
        (
            {"content": [{"type": "thinking", "thinking": "R"}, {"type": "text", "text": "A"}]},
            "A",
            "R",
        ),
        (
            {
                "output": [
                    {"type": "reasoning", "summary": [{"text": "R"}]},
                    {"type": "message", "content": [{"text": "A"}, {"text": "B"}]},
                ]
            },
            "AB",
            "R",
        ),
    ],
    ids=["chat", "nothing", "text", "messages", "responses"],
)
def test_texts_are_found_in_every_format(
    body: dict[str, Any],
    completion: str | None,
    reasoning: str | None,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(Reply.json({"id": "gen-1", **body}))
    chat_send(core, {"messages": MESSAGES})
    output = kept_of(run, core, "gen-1").output
    assert (output.completion, output.reasoning) == (completion, reasoning)


def test_why_a_generation_failed_is_kept(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = {"code": 502, "message": "No", "metadata": {"provider_name": "P", "raw": "x"}}
    choice = {"message": {"role": "assistant", "content": "A"}, "finish_reason": "error"}
    server.enqueue(Reply.json({"id": "gen-1", "choices": [choice], "error": error}))
    chat_send(core, {"messages": MESSAGES})
    failed = kept_of(run, core, "gen-1").error
    assert (failed.status, failed.message, failed.provider_name, failed.raw) == (
        502,
        "No",
        "P",
        "x",
    )
    assert failed.previous_errors == []


def test_an_input_that_is_no_chat_is_kept_too(run: Run, core: OpenRouterCore) -> None:
    request = {"model": "openai/text-embedding-3-small", "input": ["a", "b"]}
    response = embeddings_generate(core, request).unwrap()
    assert kept_of(run, core, response.id).input.messages == ["a", "b"]


def test_content_is_asked_for_until_it_is_there(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    data = {
        "input": {"prompt": "p"},
        "output": {"completion": "c", "reasoning": None},
        "error": None,
    }
    server.enqueue(MISSING, MISSING, Reply.json({"data": data}))
    found = run(generations_list_generation_content, core, {"id": "gen-1"}, wait=30).unwrap()
    assert found.data.output.completion == "c"
    assert time.waits == [0.5, 1.0]


@pytest.mark.parametrize(
    ("headers", "advice"), [({}, None), ({"Retry-After": "30"}, 30.0)], ids=["none", "Retry-After"]
)
@pytest.mark.parametrize(
    "function", [generations_get_generation, generations_list_generation_content]
)
def test_a_wait_that_was_for_nothing_says_how_long_it_was(
    function: Any,
    headers: dict[str, str],
    advice: float | None,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(MISSING, MISSING, MISSING.with_headers(headers))
    error = run(function, core, {"id": "gen-1"}, wait=2).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert error.message == "Generation gen-1 not found (still so after 1.5 s, with wait=2)"
    assert error.retry_after == advice  # the server's; a pause of our own is no advice
    assert ("retry after" in str(error)) == (advice is not None)
    assert len(server.requests) == 3


def test_without_wait_it_is_asked_for_once(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(generations_list_generation_content, core, {"id": "gen-0"}).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert len(server.requests) == 1


def test_feedback_is_taken_for_a_generation_that_there_is(run: Run, core: OpenRouterCore) -> None:
    response = chat_send(core, {"messages": MESSAGES}).unwrap()
    feedback = {"generation_id": response.id, "category": "formatting", "comment": "No list."}
    assert run(generations_submit_feedback, core, feedback).unwrap().data.success is True
    error = run(generations_submit_feedback, core, {**feedback, "generation_id": "gen-0"}).failure()
    assert isinstance(error, errors.NotFoundResponseError)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"category": "rude"}, "category"), ({"comment": "x" * 1_001}, "comment")],
    ids=["category", "comment"],
)
def test_feedback_that_the_api_does_not_take(
    change: dict[str, Any], named: str, run: Run, core: OpenRouterCore
) -> None:
    feedback = {"generation_id": "gen-1", "category": "other", **change}
    error = run(generations_submit_feedback, core, feedback).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert named in str(error)


@pytest.mark.parametrize("status", [408, 409, 500, 502])
def test_feedback_that_may_have_been_taken_is_not_sent_again(
    status: int, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.error(status, "No"))
    feedback = {"generation_id": "gen-1", "category": "other"}
    assert run(generations_submit_feedback, core, feedback).failure().status_code == status
    assert len(server.requests) == 1
