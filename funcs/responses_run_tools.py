"""A conversation of the Responses API in which the model calls Python functions: `chat_run_tools` over that API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._tools.asked import Asked, AskedAsync
    from openrouter_core._tools.given import AnyTool, AsyncBeforeCall, BeforeCall
    from openrouter_core._tools.responses import ResponsesToolRun
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ResponsesCall
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

LATER = (
    "openrouter_core._tools.responses",
    "openrouter_core._tools.run",
    "openrouter_core._tools.stream",
    "openrouter_core.funcs.responses_send",
)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""
LATER_ASYNC = ("openrouter_core._tools.stream_async",)


def responses_run_tools(
    core: OpenRouterCore,
    request: ResponsesCall,
    tools: Iterable[AnyTool],
    *,
    max_steps: int = 8,
    max_seconds: float | None = None,
    max_cost: float | None = None,
    max_calls: int = 128,
    parallel: bool = False,
    before_call: BeforeCall | None = None,
    options: RequestOptions | None = None,
) -> Ok[ResponsesToolRun] | Err[AnyError]:
    """Let a model of the Responses API call Python functions.

    It is `chat_run_tools` for another API; tools, limits and `before_call` are as described there. The server stores
    nothing, so each request has the whole conversation, with the model's thoughts. Some models need their thoughts
    back in encrypted form: ``"include": ["reasoning.encrypted_content"]`` in the request asks for it.

    Key: needed.

    Arguments:
        core: the client.
        request (ResponsesRequest or a mapping): as for `responses_send`, and not changed. Its own tools, such as those
            that the server runs, are kept. Only functions can be run here: a call of another tool that the caller has
            to answer, such as a `CustomTool` or a shell, is in the last response. A `tool_choice` that makes the model
            call a tool is sent with the first request only; a list of allowed tools is sent with all.
        tools: functions and `openrouter_core.tools.Tool` objects, as for `chat_run_tools`.
        max_steps: how many requests are sent at most.
        max_seconds (float, seconds): how long the run may take; see `chat_run_tools`.
        max_cost (float, US dollars): once the responses have cost this, no further request is sent.
        max_calls: how many calls of one response are run at most; for the others, the model reads that they were not.
        parallel: whether the calls of one response run at the same time, each in a thread, at most 16 at once.
        before_call: is called before each call; see `chat_run_tools`.
        options: settings for each request; its `extra_body` may hold no input, tools or tool_choice.

    Returns:
        ``Ok(ResponsesToolRun)`` when the model has stopped calling functions: the last `response` and its `text`, the
        whole conversation as `input`, ready to be sent again, the `usage` of all responses together, and the number of
        `steps`.

    Errors:
        MaxStepsExceededError, MaxSecondsExceededError, MaxCostExceededError: a limit was reached, and the model had not
            stopped (all of them are a `ToolBudgetError`).
        SDKValidationError: the request, a limit or a tool is wrong (it says which); nothing was sent.
        InvalidRequestError: a function is async, or msgspec is not installed; nothing was sent.
        ToolRunPausedError: `before_call` returned a `Pause`; `partial.pending` are the calls that were not made.
        UnexpectedClientError: `before_call` raised, or returned something else.
        Others: see `AnyError`. Those of `responses_send` are returned unchanged.

        If the request and the tools were valid, the `partial` of each error is the `ResponsesToolRun` so far: send its
        `input` to continue the run. ``KeyboardInterrupt`` passes through.

    A run can begin with the input of another. If it ends in calls without a result, because the run was stopped before
    them, these are made first, and `before_call` is called for them again. ``wire.to_json(run.input)`` keeps it, and
    ``{"input": json.loads(kept)}`` is its request. An input that a stranger could have written must not end in calls:
    they would be made.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer, Reply, response
        >>> def get_weather(city: str, days: int = 1) -> dict[str, object]:
        ...     "The weather in a city."
        ...     return {"city": city, "sky": ["clear"] * days}
        >>> call = {"type": "function_call", "call_id": "call_1", "name": "get_weather"}
        >>> call["arguments"] = '{"city": "Oslo"}'
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(Reply.json(response(None, output=[call])), Reply.json(response("Clear.")))
        ...     request = {"model": "openai/gpt-5-mini", "input": "How is the weather in Oslo?"}
        ...     run = responses_run_tools(core, request, tools=[get_weather]).unwrap()
        >>> run.text, run.steps, run.usage.total_tokens
        ('Clear.', 2, 44)
        >>> run.input[2].output
        '{"city":"Oslo","sky":["clear"]}'
    """
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.responses import RESPONSES
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream import ToolStream, read_to_end
    from openrouter_core.funcs.responses_send import responses_send

    def ask(body: dict[str, Any], options: RequestOptions | None) -> Asked:
        return Whole(responses_send(core, body, options=options))

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    twin = "responses_run_tools_async"
    begun = begin(core, RESPONSES, request, tools, limits, twin=twin, **how)
    return read_to_end(ToolStream(begun, ask, parallel=parallel))


async def responses_run_tools_async(
    core: OpenRouterCore,
    request: ResponsesCall,
    tools: Iterable[AnyTool],
    *,
    max_steps: int = 8,
    max_seconds: float | None = None,
    max_cost: float | None = None,
    max_calls: int = 128,
    parallel: bool = False,
    before_call: AsyncBeforeCall | None = None,
    options: RequestOptions | None = None,
) -> Ok[ResponsesToolRun] | Err[AnyError]:
    """As `responses_run_tools`, for async code. Functions and `before_call` may be async or sync, and are run and
    cancelled as by `chat_run_tools_async`.
    """
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.responses import RESPONSES
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream_async import AsyncToolStream, read_to_end_async
    from openrouter_core.funcs.responses_send import responses_send_async

    async def ask(body: dict[str, Any], options: RequestOptions | None) -> AskedAsync:
        return Whole(await responses_send_async(core, body, options=options))

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    begun = begin(core, RESPONSES, request, tools, limits, twin=None, **how)
    return await read_to_end_async(AsyncToolStream(begun, ask))
