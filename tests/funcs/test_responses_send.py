"""`responses_send` against a server: whole and streamed, sync and async, and what goes wrong."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from openrouter_core import UNSET, Err, Ok, OpenRouterCore, RequestOptions
from openrouter_core.funcs.responses_send import responses_send, responses_send_async
from openrouter_core.models import (
    FunctionCallItem,
    FunctionCallOutputItem,
    InputImage,
    InputMessage,
    InputText,
    OpenResponsesResult,
    OutputFunctionCallItem,
    OutputMessageItem,
    OutputReasoningItem,
    OutputText,
    ResponseCompletedEvent,
    ResponseIncompleteEvent,
    ResponsesFunctionTool,
    ResponsesReasoning,
    ResponsesRequest,
    ResponsesTextConfig,
    UnknownOutputAnnotation,
    UnknownOutputContent,
    UnknownOutputItem,
    UserMessage,
    WebSearchServerTool,
    errors,
)
from openrouter_core.models.responses.mcp import McpTool
from openrouter_core.models.responses.text import ResponsesJsonSchemaFormat
from openrouter_core.testing import LocalServer, Reply, comment, response, response_events
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run, Time

QUESTION = {"input": "What is the capital of France?"}
Results = list[Ok[Any] | Err[Any]]


def streamed(
    run: Run, core: OpenRouterCore, request: Any = QUESTION, options: RequestOptions | None = None
) -> Results:
    """All that a stream gives, or the error that it could not be opened for."""

    async def read() -> Results:
        opened = await responses_send_async(core, request, stream=True, options=options)
        if isinstance(opened, Err):
            return [opened]
        async with opened.unwrap() as stream:
            return [result async for result in stream]

    if run.asynchronous:
        return asyncio.run(read())
    opened = responses_send(core, request, stream=True, options=options)
    return [opened] if isinstance(opened, Err) else list(opened.unwrap())


def failure(results: Results) -> Any:
    *delivered, last = results
    assert all(isinstance(result, Ok) for result in delivered)
    assert isinstance(last, Err), last
    return last.failure()


# --- answers -----------------------------------------------------------------------------------------------------


def test_a_whole_answer(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    answer = run(responses_send, core, QUESTION).unwrap()
    assert isinstance(answer, OpenResponsesResult)
    assert answer.output_text == "The capital of France is Paris."
    assert answer.status == "completed"
    assert answer.usage is not None
    assert answer.usage.cost is not None
    assert answer.http_meta is not None
    assert answer.http_meta.generation_id == answer.id
    [request] = server.requests
    assert (request.method, request.path) == ("POST", "/api/v1/responses")
    assert request.json == {**QUESTION, "stream": False}
    assert request.headers["authorization"] == "Bearer a-key"


def test_a_streamed_answer(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    for _ in range(3):
        events = [result.unwrap() for result in streamed(run, core)]
        assert "".join(event.text_delta for event in events) == "The capital of France is Paris."
        assert [event.sequence_number for event in events] == list(range(len(events)))
        last = events[-1]
        assert isinstance(last, ResponseCompletedEvent)
        assert last.response is not None
        assert last.response.output_text == "The capital of France is Paris."
        assert last.response.usage is not None
    assert server.requests[-1].json == {**QUESTION, "stream": True}
    assert server.requests[-1].headers["accept"] == "text/event-stream"
    if not run.asynchronous:  # each asyncio.run has connections of its own
        assert server.connections.accepted == 1


def test_an_answer_that_was_cut_off_is_an_answer(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json(response("The cap", status="incomplete")))
    whole = run(responses_send, core, QUESTION).unwrap()
    assert (whole.output_text, whole.status) == ("The cap", "incomplete")
    assert whole.incomplete_details.reason == "max_output_tokens"
    server.enqueue(Reply.events(response_events("The cap", status="incomplete")))
    last = streamed(run, core)[-1].unwrap()
    assert isinstance(last, ResponseIncompleteEvent)
    assert last.response == whole


@pytest.mark.parametrize("written", ["missing", "", None, "something else"])
def test_the_text_is_read_from_the_messages_whatever_the_server_writes(
    written: str | None, core: OpenRouterCore, server: LocalServer
) -> None:
    body = response("it is.", output=[response("Paris ")["output"][0], {"type": "reasoning"}])
    body |= {} if written == "missing" else {"output_text": written}
    server.enqueue(Reply.json(body))
    answer = responses_send(core, QUESTION).unwrap()
    assert answer.output_text == "Paris it is."
    assert unstructure(answer) == body
    assert isinstance(answer.text, ResponsesTextConfig)


@pytest.mark.parametrize("output", ["missing", None, [], [{"type": "reasoning", "summary": []}], 7])
def test_an_answer_without_a_message_has_no_text(
    output: Any, core: OpenRouterCore, server: LocalServer
) -> None:
    body = {"object": "response", "status": "completed", "output": output}
    server.enqueue(
        Reply.json({k: v for k, v in body.items() if output != "missing" or k != "output"})
    )
    answer = responses_send(core, QUESTION).unwrap()
    assert answer.output_text == ""
    assert list(answer.output) == [] or isinstance(answer.output[0], OutputReasoningItem)


def test_what_is_not_known_is_kept(core: OpenRouterCore, server: LocalServer) -> None:
    parts = [
        {"type": "output_text", "text": "Hi", "annotations": [{"type": "smell", "x": None}]},
        {"type": "output_scent", "data": [None]},
    ]
    items: list[dict[str, Any]] = [
        {"type": "message", "id": "m", "content": parts, "mood": "good"},
        {"type": "dance", "steps": [1, None, {"a": 1.0}]},
        {"type": 7},
        {},
    ]
    body = {**response(None, output=items), "new_in_2027": {"x": [None]}, "temperature": "hot"}
    server.enqueue(Reply.json(body))
    answer = responses_send(core, QUESTION).unwrap()
    assert unstructure(answer) == body
    message, *unknown = answer.output
    assert isinstance(message, OutputMessageItem)
    text, part = message.content
    assert isinstance(part, UnknownOutputContent)
    assert isinstance(text, OutputText)
    assert text.annotations is not None
    assert isinstance(text.annotations[0], UnknownOutputAnnotation)
    assert [type(item) for item in unknown] == [UnknownOutputItem] * 3
    assert message.extra == {"mood": "good"}
    assert answer.extra == {"new_in_2027": {"x": [None]}, "temperature": "hot"}
    assert answer.temperature is None


# --- requests ----------------------------------------------------------------------------------------------------

CALL = {"type": "function_call", "call_id": "c1", "name": "add", "arguments": '{"a": 1}'}


def test_a_model_and_a_mapping_say_the_same(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    model = ResponsesRequest(
        [
            InputMessage("system", "Be brief."),
            InputMessage("user", [InputText("Look:"), InputImage("https://x.test/a.png")]),
            FunctionCallItem("c1", "add", '{"a": 1}'),
            FunctionCallOutputItem("c1", [InputText("2")]),
            {"role": "user", "content": "So?"},
        ],
        model="a/b",
        tools=[
            ResponsesFunctionTool("add", {"type": "object"}, strict=True),
            WebSearchServerTool(),
        ],
        reasoning=ResponsesReasoning("low", context="all_turns"),
        text=ResponsesTextConfig(ResponsesJsonSchemaFormat("sum", {"type": "object"})),
        metadata={"a": "b"},
        store=False,
        temperature=None,
        top_p=UNSET,
    )
    mapping = {
        "input": [
            {"type": "message", "role": "system", "content": "Be brief."},
            {
                "type": "message",
                "role": "user",
                "content": [
                    {"type": "input_text", "text": "Look:"},
                    {"type": "input_image", "image_url": "https://x.test/a.png"},
                ],
            },
            CALL,
            {
                "type": "function_call_output",
                "call_id": "c1",
                "output": [{"type": "input_text", "text": "2"}],
            },
            {"role": "user", "content": "So?"},
        ],
        "model": "a/b",
        "temperature": None,
        "tools": [
            {"type": "function", "name": "add", "parameters": {"type": "object"}, "strict": True},
            {"type": "openrouter:web_search"},
        ],
        "text": {
            "format": {"type": "json_schema", "name": "sum", "schema": {"type": "object"}},
        },
        "reasoning": {"effort": "low", "context": "all_turns"},
        "metadata": {"a": "b"},
        "store": False,
    }
    for request in (model, mapping):
        assert isinstance(run(responses_send, core, request), Ok)
    by_model, by_mapping = server.requests
    assert by_model.json == by_mapping.json == {**mapping, "stream": False}


def test_what_no_one_has_modelled_is_sent_as_it_is(
    core: OpenRouterCore, server: LocalServer
) -> None:
    request = {
        "newer": [None, {"x": 1}],
        "input": [
            {"role": "user", "content": [{"type": "input_scent", "data": [None]}], "x": None},
            {"type": "dance", "content": {"steps": 3}, "role": 5},
            {"type": "function_call", **CALL, "newer": None},
        ],
        "tools": [{"type": "oven", "parameters": 7}, {"type": "openrouter:oven", "x": None}],
        "text": {"format": {"type": "xml", "schema": 5}},
        "tool_choice": {"type": "oven", "name": 5},
    }
    server.enqueue(Reply.json(response()))
    assert isinstance(responses_send(core, request), Ok)
    assert json.dumps(server.requests[0].json) == json.dumps({**request, "stream": False})


MISTAKES: list[tuple[Mapping[str, Any], str]] = [
    ({"input": 5}, "input"),
    ({"input": [5]}, "input[0]"),
    ({"input": [{"role": "user", "content": 5}]}, "input[0].content"),
    ({"input": [{"type": "message", "role": 5, "content": "Hi"}]}, "input[0].role"),
    ({"input": [{"role": "user", "content": [{"type": "input_text", "text": 5}]}]},
     "input[0].content[0].text"),
    ({"input": [{"role": "user", "content": [5]}]}, "input[0].content[0]"),
    ({"input": [{**CALL, "arguments": {"a": 1}}]}, "input[0].arguments"),
    ({"input": [{"type": "function_call_output", "call_id": 1, "output": ""}]},
     "input[0].call_id"),
    ({"input": [{"type": "function_call_output", "call_id": "1", "output": {}}]},
     "input[0].output"),
    ({"input": [{"type": "mcp_approval_response", "approve": "yes"}]}, "input[0].approve"),
    ({"input": [UserMessage("Hi")]}, "input[0]"),
    ({"tools": [{"type": "function", "name": 5}]}, "tools[0].name"),
    ({"tools": [{"type": "namespace", "tools": [{"type": "function", "strict": 1}]}]},
     "tools[0].tools[0].strict"),
    ({"tools": [{"type": "mcp", "require_approval": {"never": {"tool_names": "x"}}}]},
     "tools[0].require_approval.never.tool_names"),
    ({"tools": [{"type": "file_search", "filters": {"type": "and", "filters": [5]}}]},
     "tools[0].filters.filters[0]"),
    ({"tools": [{"type": "openrouter:shell", "parameters": {"sleep_after_seconds": "9"}}]},
     "tools[0].parameters.sleep_after_seconds"),
    ({"text": {"format": {"type": "json_schema", "schema": "x"}}}, "text.format.schema"),
    ({"tool_choice": {"type": "function", "name": 5}}, "tool_choice.name"),
    ({"reasoning": {"effort": 1}}, "reasoning.effort"),
    ({"max_output_tokens": "9"}, "max_output_tokens"),
    ({"metadata": {"a": 1}}, "metadata.a"),
    ({"prompt": {"id": "p", "variables": {"v": {"type": "input_text", "text": 1}}}},
     "prompt.variables.v.text"),
]  # fmt: skip


@pytest.mark.parametrize(("request_", "path"), MISTAKES, ids=[path for _, path in MISTAKES])
def test_a_wrong_type_is_an_err_that_says_where(
    request_: Mapping[str, Any], path: str, run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    for results in (
        [run(responses_send, core, {**QUESTION, **request_})],
        streamed(run, core, {**QUESTION, **request_}),
    ):
        error = failure(results)
        assert type(error) is errors.SDKValidationError
        assert error.path == path
    assert server.requests == []


def test_the_stream_argument_decides(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    error = failure([run(responses_send, core, {**QUESTION, "stream": True})])
    assert (type(error), error.path) == (errors.SDKValidationError, "stream")
    assert server.requests == []
    assert isinstance(run(responses_send, core, {**QUESTION, "stream": False}), Ok)


ANSWERED: list[dict[str, Any]] = [
    {
        "type": "reasoning",
        "id": "rs_1",
        "summary": [{"type": "summary_text", "text": "Adding."}],
        "encrypted_content": "gAAA",
        "status": None,
        "content": None,
        "newer": [None],
    },
    {"type": "openrouter:advisor", "id": "ad_1", "status": "completed", "advice": "Add."},
    {**CALL, "id": "fc_1", "status": "completed", "namespace": None},
    {"type": "dance", "steps": [None]},
]


@pytest.mark.parametrize("how", ["the answer's own", "as plain data"])
def test_an_answers_output_goes_back_as_it_came(
    how: str, run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    body = response("Two.", output=ANSWERED)
    server.enqueue(Reply.json(body))
    output = run(responses_send, core, QUESTION).unwrap().output
    call = next(item for item in output if isinstance(item, OutputFunctionCallItem))
    items = output if how == "the answer's own" else unstructure(output)
    result = FunctionCallOutputItem(call.call_id or "", "2")
    history = [InputMessage("user", "1 + 1?"), *items, result]
    for request in ({"input": history}, ResponsesRequest(history)):
        server.enqueue(Reply.json(body))
        assert isinstance(run(responses_send, core, request), Ok)
        assert server.requests[-1].json["input"][1:-1] == body["output"]


def test_an_mcp_servers_token_is_not_shown() -> None:
    tool = McpTool("mail", authorization="secret-token", headers={"x-key": "secret-key"})
    request = ResponsesRequest("Hi", tools=[tool])
    assert "secret" not in repr(tool) + repr(request) + str(request)
    assert unstructure(tool)["authorization"] == "secret-token"


# --- failures ----------------------------------------------------------------------------------------------------

STATUSES = {
    400: errors.BadRequestResponseError,
    401: errors.UnauthorizedResponseError,
    402: errors.PaymentRequiredResponseError,
    404: errors.NotFoundResponseError,
    413: errors.PayloadTooLargeResponseError,
    429: errors.TooManyRequestsResponseError,
    500: errors.InternalServerResponseError,
    529: errors.ProviderOverloadedResponseError,
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_its_error(
    status: int, run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.always(
        Reply.json({"error": {"code": "invalid_prompt", "message": "No"}, "metadata": None}, status)
    )
    for results in ([run(responses_send, core, QUESTION)], streamed(run, core)):
        error = failure(results)
        assert type(error) is STATUSES[status]
        assert (error.message, error.status_code, error.code) == ("No", status, "invalid_prompt")


def failing(answer: Mapping[str, Any]) -> Callable[[bool], Reply]:
    """A failed answer, whole or streamed."""
    begun = [{"type": "response.created", "response": {"status": "in_progress"}}]

    def reply(stream: bool) -> Reply:
        last = {"type": "response.failed", "response": answer}
        return Reply.events([*begun, last]) if stream else Reply.json(answer)

    return reply


def test_a_failed_answer_with_nothing_in_it_is_asked_for_again(
    run: Run, core: OpenRouterCore, server: LocalServer, time: Time
) -> None:
    said = {"error": {"code": "server_error", "message": "It broke"}}
    failed = response(None, status="failed", error=said, usage_counts=None)
    server.enqueue(failing(failed)(False), failing(failed)(False))
    answer = run(responses_send, core, QUESTION).unwrap()
    assert answer.output_text == "The capital of France is Paris."
    assert (len(server.requests), len(time.waits)) == (3, 2)


@pytest.mark.parametrize(("text", "usage"), [("Par", None), (None, (3, 0)), ("Par", (3, 1))])
def test_a_failed_answer_that_was_paid_for_is_not_asked_for_again(
    text: str | None,
    usage: tuple[int, int] | None,
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
) -> None:
    said = {"error": {"code": "server_error", "message": "It broke"}}
    failed = failing(response(text, status="failed", error=said, usage_counts=usage))
    server.enqueue(failed(False))
    error = failure([run(responses_send, core, QUESTION)])
    assert type(error) is errors.InternalServerResponseError
    assert error.partial.output_text == (text or "")
    server.enqueue(failed(True))
    error = failure(streamed(run, core))
    assert type(error) is errors.InternalServerResponseError
    assert error.partial.response.output_text == (text or "")
    assert len(server.requests) == 2


def test_a_refused_stream_is_opened_again(
    run: Run, core: OpenRouterCore, server: LocalServer, time: Time
) -> None:
    server.enqueue(Reply.error(503, "Busy", headers={"Retry-After": "2"}))
    assert isinstance(streamed(run, core)[-1].unwrap(), ResponseCompletedEvent)
    assert time.waits == [2.0]


def test_a_stream_that_fails_has_given_what_came_before(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    begun = response_events("Paris it is.")[:6]
    server.enqueue(
        Reply.events([*begun, {"type": "error", "code": "rate_limit_exceeded", "message": "Slow"}])
    )
    results = streamed(run, core)
    assert len(results) == 7
    error = failure(results)
    assert type(error) is errors.TooManyRequestsResponseError
    assert len(server.requests) == 1


def test_a_stream_cut_at_any_byte_is_never_taken_for_whole(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    events = response_events("Paris it is.", usage_counts=None)
    reply = Reply.events([comment(), *events], done=False)
    for transfer in (reply, reply.until_close()):
        size = len(transfer.wire)
        for at in (len(transfer.head), *range(len(transfer.head) + 1, size - 20, size // 40)):
            server.enqueue(transfer.cut(at))
            results = streamed(run, core)
            error = failure(results)
            assert isinstance(error, errors.StreamIncompleteError | errors.APIConnectionError), at
            assert len(results) <= len(events)


def test_a_stream_is_whole_without_its_closing_signal_however_it_ends(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    reply = Reply.events(response_events("Paris."), done=False)
    stalled = reply.stall(-5)  # before the end of the body, which then never comes
    for each in (reply, reply.until_close(), reply.cut(-5), reply.cut(-5, reset=True), stalled):
        server.enqueue(each)
        last = streamed(run, core)[-1].unwrap()
        assert isinstance(last, ResponseCompletedEvent)
        assert last.response is not None
        assert last.response.output_text == "Paris."


def test_a_whole_answer_to_a_stream_request_is_one_event(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    for headers in ({}, {"Content-Type": "text/event-stream"}, {"Content-Type": "text/plain"}):
        server.enqueue(Reply.json(response("Paris.")).kept_alive(3).with_headers(headers))
        [result] = streamed(run, core)
        event = result.unwrap()
        assert isinstance(event, ResponseCompletedEvent)
        assert unstructure(event.response) == response("Paris.")


def test_a_page_instead_of_an_answer_is_an_err(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.always(Reply(200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><p>Hello</p>"))
    for results in ([run(responses_send, core, QUESTION)], streamed(run, core)):
        error = failure(results)
        assert type(error) is errors.ResponseValidationError
        assert error.body == "<!DOCTYPE html><p>Hello</p>"


def test_a_stream_that_is_closed_early_gives_no_more(
    core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.events(response_events("Paris it is."), done=False).stall(-500))
    with responses_send(core, QUESTION, stream=True).unwrap() as stream:
        assert isinstance(next(stream), Ok)
    assert server.requests[0].wait_for_disconnect()


# --- the stand-in ------------------------------------------------------------------------------------------------


def test_the_stand_in_calls_the_function_that_it_must(run: Run, core: OpenRouterCore) -> None:
    schema = {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
    }
    other = ResponsesFunctionTool("other", None)
    request = {"input": "Weather?", "tools": [other, ResponsesFunctionTool("weather", schema)]}
    choices: tuple[tuple[Any, str], ...] = (
        ("required", "other"),
        ({"type": "function", "name": "weather"}, "weather"),
    )
    for choice, name in choices:
        answer = run(responses_send, core, {**request, "tool_choice": choice}).unwrap()
        [call] = answer.output
        assert isinstance(call, OutputFunctionCallItem)
        assert call.name == name
        assert answer.output_text == ""
        assert json.loads(call.arguments or "") == ({"city": ""} if name == "weather" else {})
        events = [r.unwrap() for r in streamed(run, core, {**request, "tool_choice": choice})]
        assert events[-1].response.output == [call]
        assert "response.function_call_arguments.done" in [event.type for event in events]


REFUSED: list[tuple[Mapping[str, Any], str]] = [
    ({}, "input: Required"),
    ({"input": [{"role": "bot", "content": "Hi"}]}, "input[0].role: expected one of"),
    ({"input": [{"content": "Hi"}]}, "input[0].role: Required"),
    ({"input": "Hi", "temperature": 3}, "temperature: expected a number from 0 to 2"),
    ({"input": "Hi", "previous_response_id": "resp_1"}, "previous_response_id: not supported"),
]


@pytest.mark.parametrize(("request_", "said"), REFUSED)
def test_the_stand_in_refuses_what_the_api_would(
    request_: Mapping[str, Any], said: str, core: OpenRouterCore
) -> None:
    error = responses_send(core, request_).failure()
    assert type(error) is errors.BadRequestResponseError
    assert said in error.message


def test_the_stand_in_answers_as_it_is_told() -> None:
    with (
        LocalServer(answer="Always this.") as server,
        OpenRouterCore(server_url=server.url) as core,
    ):
        assert responses_send(core, QUESTION).unwrap().output_text == "Always this."
    with (
        LocalServer(answer=lambda request: response(request.json["input"] + "!")) as server,
        OpenRouterCore(server_url=server.url) as core,
    ):
        assert responses_send(core, {"input": "Hi"}).unwrap().output_text == "Hi!"


QUESTIONS: list[Any] = [
    "Hello?",
    [{"role": "user", "content": "Hello?"}],
    [{"role": "user", "content": [{"type": "input_text", "text": "Hello?"}]}],
    [{"role": "user", "content": "Hello?"}, {"role": "assistant", "content": "Yes?"}],
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_stand_in_repeats_what_it_was_asked(asked: Any, core: OpenRouterCore) -> None:
    assert "Hello?" in responses_send(core, {"input": asked}).unwrap().output_text


# --- what a call creates -----------------------------------------------------------------------------------------

CALL_AND_REPORT = """
import gc, json, sys
from openrouter_core import OpenRouterCore
from openrouter_core.funcs.responses_send import responses_send
core = OpenRouterCore(server_url=sys.argv[1])
request = {"input": [{"role": "user", "content": "Hello"}]}
if sys.argv[2] == "stream":
    assert [result.unwrap() for result in responses_send(core, request, stream=True).unwrap()]
else:
    assert responses_send(core, request).unwrap().output_text
modules = [name for name in sys.modules if name.startswith("openrouter_core.models.")]
classes = [
    each for each in gc.get_objects()
    if isinstance(each, type) and "__attrs_attrs__" in each.__dict__
    and each.__module__.startswith("openrouter_core.models.")
]
print(json.dumps([sorted(name.rpartition(".")[2] for name in modules), len(classes)]))
"""


@pytest.mark.parametrize(("form", "most"), [("whole", 26), ("stream", 40)])
def test_a_call_creates_the_classes_that_it_touches(
    form: str, most: int, server: LocalServer
) -> None:
    command = [sys.executable, "-W", "error", "-c", CALL_AND_REPORT, server.url, form]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    modules, classes = json.loads(printed)
    assert [name for name in modules if name.startswith("chat")] == []
    assert classes <= most, modules
