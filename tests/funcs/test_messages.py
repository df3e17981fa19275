"""`messages_create` and `messages_collect` over real sockets: whole and streamed, sync and async, and their errors."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.funcs.messages_collect import messages_collect, messages_collect_async
from openrouter_core.funcs.messages_create import messages_create, messages_create_async
from openrouter_core.models import (
    Base64Source,
    CacheControl,
    ImageBlockParam,
    MessageParam,
    MessagesCustomTool,
    MessagesRequest,
    MessagesResult,
    MessagesToolChoice,
    TextBlockParam,
    ThinkingEnabled,
    ToolResultBlockParam,
    ToolUseBlock,
    errors,
)
from openrouter_core.testing import LocalServer, Reply, message, message_events, message_events_of
from openrouter_core.wire import structure, unstructure
from tests.funcs.conftest import Run

MODEL = "anthropic/claude-sonnet-4.5"
FRANCE = {"role": "user", "content": "What is the capital of France?"}
REQUEST: dict[str, Any] = {"model": MODEL, "max_tokens": 50, "messages": [FRANCE]}
SAID = "The capital of France is Paris."
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = {"name": "weather", "input_schema": SCHEMA}
Results = list[Ok[Any] | Err[Any]]


def streamed(run: Run, core: OpenRouterCore, request: Any = REQUEST) -> Results:
    """All that a stream gives, or the error that it could not be opened for."""

    async def read() -> Results:
        opened = await messages_create_async(core, request, stream=True)
        if isinstance(opened, Err):
            return [opened]
        async with opened.unwrap() as stream:
            return [result async for result in stream]

    if run.asynchronous:
        return asyncio.run(read())
    opened = messages_create(core, request, stream=True)
    return [opened] if isinstance(opened, Err) else list(opened.unwrap())


def collected(run: Run, core: OpenRouterCore, request: Any = REQUEST) -> Any:
    async def read() -> Any:
        opened = await messages_create_async(core, request, stream=True)
        return await messages_collect_async(opened.unwrap())

    if run.asynchronous:
        return asyncio.run(read())
    return messages_collect(messages_create(core, request, stream=True).unwrap())


def test_a_whole_response(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    response = run(messages_create, core, REQUEST).unwrap()
    assert isinstance(response, MessagesResult)
    assert (response.text, response.stop_reason, response.model) == (SAID, "end_turn", MODEL)
    assert response.usage is not None
    assert response.usage.cost is not None
    assert response.http_meta is not None
    assert response.http_meta.generation_id == response.id
    [request] = server.requests
    assert (request.method, request.path) == ("POST", "/api/v1/messages")
    assert request.json == {**REQUEST, "stream": False}
    assert request.headers["authorization"] == "Bearer a-key"


def test_a_streamed_response(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    events = [result.unwrap() for result in streamed(run, core)]
    assert [event.type for event in events if event.type != "content_block_delta"] == [
        "message_start",
        "content_block_start",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    assert "".join(event.text_delta for event in events) == SAID
    assert server.requests[-1].json == {**REQUEST, "stream": True}
    assert server.requests[-1].headers["accept"] == "text/event-stream"


def test_a_call_its_result_and_what_is_said_then(run: Run, core: OpenRouterCore) -> None:
    request = {**REQUEST, "tools": [WEATHER], "tool_choice": {"type": "any"}}
    first = run(messages_create, core, request).unwrap()
    assert collected(run, core, request).unwrap().content == first.content
    [call] = first.content
    assert isinstance(call, ToolUseBlock)
    assert (call.name, call.input, first.stop_reason) == ("weather", {"city": ""}, "tool_use")
    assert call.id is not None
    turns: list[Any] = [
        FRANCE,
        MessageParam("assistant", first.content),
        MessageParam("user", [ToolResultBlockParam(call.id, "Sun"), TextBlockParam("So?")]),
    ]
    second = run(messages_create, core, MessagesRequest(turns, MODEL, 50)).unwrap()
    assert "So?" in second.text


def test_a_model_and_a_mapping_say_the_same(core: OpenRouterCore, server: LocalServer) -> None:
    model = MessagesRequest(
        [
            MessageParam("user", [ImageBlockParam(Base64Source("image/png", "AAAA"))]),
            MessageParam("assistant", "Well,"),
        ],
        MODEL,
        10,
        system=[TextBlockParam("Be brief.", cache_control=CacheControl(ttl="1h"))],
        tools=[MessagesCustomTool("weather", SCHEMA, "How it is")],
        tool_choice=MessagesToolChoice("auto", disable_parallel_tool_use=True),
        thinking=ThinkingEnabled(1024),
        top_k=None,
    )
    image = {"type": "base64", "media_type": "image/png", "data": "AAAA"}
    cached = {"type": "ephemeral", "ttl": "1h"}
    mapping = {
        "messages": [
            {"role": "user", "content": [{"type": "image", "source": image}]},
            {"role": "assistant", "content": "Well,"},
        ],
        "model": MODEL,
        "max_tokens": 10,
        "system": [{"type": "text", "text": "Be brief.", "cache_control": cached}],
        "tools": [{"name": "weather", "input_schema": SCHEMA, "description": "How it is"}],
        "tool_choice": {"type": "auto", "disable_parallel_tool_use": True},
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "top_k": None,
    }
    for request in (model, mapping):
        messages_create(core, request)
        assert server.requests[-1].json == {**mapping, "stream": False}


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"messages": [{"role": "user"}]}, None),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": 7}]}]}, "text"),
        ({"max_tokens": "many"}, "max_tokens"),
        ({"tools": [{"name": "a", "input_schema": "none"}]}, "input_schema"),
        ({"thinking": {"type": "enabled", "budget_tokens": "all"}}, "budget_tokens"),
        ({"system": 7}, "system"),
        ({"stream": True}, "stream"),
    ],
)
def test_a_mistake_is_told_by_its_place(
    core: OpenRouterCore, server: LocalServer, wrong: dict[str, Any], path: str | None
) -> None:
    error = messages_create(core, {**REQUEST, **wrong}).failure()
    if path is None:  # what is missing the server says
        assert isinstance(error, errors.BadRequestResponseError)
        assert error.message == "messages[0].content: Required"
        assert error.error_type == "invalid_request_error"
    else:
        assert isinstance(error, errors.SDKValidationError)
        assert path in str(error.path)
        assert server.requests == []


def test_what_is_not_known_is_kept(core: OpenRouterCore, server: LocalServer) -> None:
    body = {**message("Hi", content=[{"type": "scent"}, {}]), "new": {"x": [None]}, "model": 7}
    server.enqueue(Reply.json(body))
    response = messages_create(core, REQUEST).unwrap()
    assert unstructure(response) == body
    assert response.text == "Hi"


@pytest.mark.parametrize("reply", ["json", "events"])
def test_a_body_of_the_other_kind_is_read(
    run: Run, core: OpenRouterCore, server: LocalServer, reply: str
) -> None:
    body = message("Paris it is")
    if reply == "json":
        server.enqueue(Reply.json(body))
        response = collected(run, core).unwrap()
    else:
        server.enqueue(Reply.events(message_events_of(body), done=False))
        response = run(messages_create, core, REQUEST).unwrap()
    assert response == structure(body, MessagesResult)


@pytest.mark.parametrize("stream", [False, True])
def test_what_became_of_it_can_be_asked(run: Run, core: OpenRouterCore, stream: bool) -> None:
    result = collected(run, core) if stream else run(messages_create, core, REQUEST)
    response = result.unwrap()
    found = run(generations_get_generation, core, {"id": response.id}).unwrap().data
    assert (found.model, found.streamed, found.api_type) == (MODEL, stream, "completions")
    assert found.total_cost == response.usage.cost


# --- collected ---------------------------------------------------------------------------------------------------


def test_a_collected_stream_is_the_response_that_is_not_streamed(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    thought = {"type": "thinking", "thinking": "Hm, let me see.", "signature": "c2ln"}
    whole = message("Paris it is", content=[thought], stop_reason="max_tokens")
    server.enqueue(Reply.events(message_events_of(whole)))
    made = collected(run, core).unwrap()
    assert made == structure(whole, MessagesResult)
    assert made.http_meta is not None
    assert made.http_meta.status == 200


@pytest.mark.parametrize("end", ["cut", "error"])
def test_an_error_has_what_had_come(
    run: Run, core: OpenRouterCore, server: LocalServer, end: str
) -> None:
    events = message_events("Paris it is")[:5]
    if end == "error":
        events.append({"type": "error", "error": {"type": "overloaded_error", "message": "Busy"}})
    server.enqueue(Reply.events(events, done=False))
    error = collected(run, core).failure()
    wanted = (
        errors.StreamIncompleteError if end == "cut" else errors.ProviderOverloadedResponseError
    )
    assert type(error) is wanted
    assert isinstance(error.partial, MessagesResult)
    assert error.partial.text == "Paris it"
    assert error.partial.stop_reason is None
    assert len(server.requests) == 1


def test_a_stream_that_was_begun_is_not_collected(core: OpenRouterCore) -> None:
    stream = messages_create(core, REQUEST, stream=True).unwrap()
    next(iter(stream))
    assert isinstance(messages_collect(stream).failure(), errors.SDKValidationError)
    with pytest.raises(TypeError, match="unwrap it first"):
        messages_collect(messages_create(core, REQUEST, stream=True))  # type: ignore[arg-type]  # the mistake itself


# --- errors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stream", [False, True])
def test_recorded_refusals(
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
    stream: bool,
    recordings: list[dict[str, Any]],
    quoted_errors: list[dict[str, Any]],
) -> None:
    every = [*recordings, *quoted_errors]
    recorded = [each for each in every if each["path"].endswith("/messages")]
    assert recorded
    for exchange in recorded:
        server.enqueue(Reply.recorded(exchange))
        result = streamed(run, core)[0] if stream else run(messages_create, core, REQUEST)
        error = result.failure()
        assert isinstance(error, errors.APIError)
        assert error.status_code == exchange["status"]
        assert error.body == exchange["body"]
        if exchange.get("valid_json"):
            assert error.error_type == "not_found_error"
            assert isinstance(error, errors.NotFoundResponseError)
            assert error.metadata is not None
            assert error.metadata["failed_routing_step"] == "Filter by Guardrails"


@pytest.mark.parametrize(("status", "sent"), [(429, 3), (500, 3), (529, 3), (400, 1), (404, 1)])
def test_a_refusal_that_passes_is_not_the_last_word(
    run: Run, core: OpenRouterCore, server: LocalServer, status: int, sent: int
) -> None:
    server.always(Reply.json({"type": "error", "error": {"type": "x", "message": "No"}}, status))
    options = RequestOptions(retries=RetryConfig(max_retries=2))
    result = run(messages_create, core, REQUEST, options=options)
    assert result.failure().status_code == status
    assert len(server.requests) == sent


def test_a_response_that_was_lost_is_not_billed_again(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.always(Reply.json(message("Hi")).cut(at=20))
    options = RequestOptions(retries=RetryConfig(max_retries=2))
    assert isinstance(run(messages_create, core, REQUEST, options=options), Err)
    assert len(server.requests) == 1
