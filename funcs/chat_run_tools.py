"""A chat in which the model calls Python functions: ask, run what it calls, send the results, until it stops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._tools.asked import Asked, AskedAsync
    from openrouter_core._tools.chat import ToolRun
    from openrouter_core._tools.given import AnyTool, AsyncBeforeCall, BeforeCall
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ChatRequest
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

LATER = (
    "openrouter_core._tools.chat",
    "openrouter_core._tools.run",
    "openrouter_core._tools.stream",
    "openrouter_core.funcs.chat_send",
)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""
LATER_ASYNC = ("openrouter_core._tools.stream_async",)


def chat_run_tools(
    core: OpenRouterCore,
    request: ChatRequest,
    tools: Iterable[AnyTool],
    *,
    max_steps: int = 8,
    max_seconds: float | None = None,
    max_cost: float | None = None,
    max_calls: int = 128,
    parallel: bool = False,
    before_call: BeforeCall | None = None,
    options: RequestOptions | None = None,
) -> Ok[ToolRun] | Err[AnyError]:
    """Let a model call Python functions.

    The chat is sent, the functions that the model calls are run, and their results are sent. This is repeated until the
    model calls nothing more.

    The arguments of a call must fit the parameters strictly. A call that fails does not end the run: the model reads
    why in the message with the result, and can try again. A call fails if the tool is unknown, if its arguments are not
    JSON or do not fit, if the function raises or returns an `Err`, or if JSON cannot hold the result. Of an exception
    the model and its provider read the class and the text, so the text must not contain a password.

    Key: needed.

    Arguments:
        core: the client.
        request (ChatGenerationParams or a mapping): as for `chat_send`, and not changed. Its own tools, such as those
            that the server runs, are kept; a function that only the request declares cannot be run here. A
            `tool_choice` that makes the model call a tool is sent with the first request only: with it the model could
            never stop. Of several choices (``n``) the first counts.
        tools: functions, methods, `functools.partial` objects and objects with ``__call__``, all of whose parameters
            are annotated; and `openrouter_core.tools.Tool` objects, which have a JSON Schema already, such as those
            of an MCP server. The model reads a function's name (an object's is its ``__name__`` or its class's), its
            docstring, and its parameters with their defaults, except those that a partial sets. A string in
            ``Annotated[str, "the city's name"]`` describes a parameter. Needs msgspec (the extra ``schema``).
        max_steps: how many requests are sent at most.
        max_seconds (float, seconds): how long the run may take. The total time limit of each request is the time that
            remains, where that is less. A function cannot be stopped: in the caller's thread the run waits for it; with
            ``parallel=True`` it continues alone in its thread.
        max_cost (float, US dollars): once the responses have cost this, no further request is sent, so the last one may
            exceed it. What counts is ``usage.cost`` and, if a provider key of the account's own was used (`is_byok`),
            also ``usage.cost_details.upstream_inference_cost``, which that provider bills. A response that names no
            cost counts as free.
        max_calls: how many calls of one response are run at most; for the others, the model reads that they were not.
        parallel: whether the calls of one response run at the same time, each in a thread, at most 16 at once; else one
            after the other in the caller's thread.
        before_call: is called with each `RequestedCall` before it is run (its `name`, its `arguments` as JSON, its
            `id`, and its `step`). It returns None to run the call, or a mapping to run it with these arguments; an
            `Err` with a text that the model reads instead of a result; or a `Pause` to stop the run before the call.
            With ``parallel=True`` it is called for all calls that would run at once, before the first of them. If it
            raises, the run ends with `UnexpectedClientError`, and the call is not made.
        options: settings for each request; its `extra_body` may hold no messages, tools or tool_choice.

    Returns:
        ``Ok(ToolRun)`` when the model has stopped calling tools, whatever its finish reason says: the last `response`
        and its `text`, the whole chat as `messages`, ready to be sent again, the `usage` of all responses together, and
        the number of `steps`. The text that a function returns is in the chat unchanged, any other value as JSON: also
        objects of attrs classes, of dataclasses and of this package's models. For an `Ok`, it is the value in it.

    Errors:
        MaxStepsExceededError, MaxSecondsExceededError, MaxCostExceededError: a limit was reached, and the model had not
            stopped (all of them are a `ToolBudgetError`). The calls of its last response were run, as far as there was
            time.
        SDKValidationError: the request, a limit or a tool is wrong (it says which); nothing was sent.
        InvalidRequestError: a function is async, or msgspec is not installed; nothing was sent.
        ToolRunPausedError: `before_call` returned a `Pause`; `partial.pending` are the calls that were not made.
        UnexpectedClientError: `before_call` raised, or returned something else.
        Others: see `AnyError`. Those of `chat_send` are returned unchanged.

        If the request and the tools were valid, the `partial` of each error is the `ToolRun` so far: send its
        `messages` to continue the run. ``KeyboardInterrupt`` passes through.

    A run can begin with the messages of another. If they end in calls without a result, because the run was stopped
    before them, these are made first, and `before_call` is called for them again. So a run can wait for a person for
    days: ``wire.to_json(error.partial.messages)`` keeps it, and ``{"messages": json.loads(kept)}`` is its request.
    Messages that a stranger could have written must not end in calls: they would be made.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer, Reply, completion
        >>> def get_weather(city: str, days: int = 1) -> dict[str, object]:
        ...     "The weather in a city."
        ...     return {"city": city, "sky": ["clear"] * days}
        >>> called = {"name": "get_weather", "arguments": '{"city": "Oslo"}'}
        >>> calls = [{"id": "call_1", "type": "function", "function": called}]
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(Reply.json(completion(None, message={"tool_calls": calls})))
        ...     server.enqueue(Reply.json(completion("Clear.")))
        ...     request = {"messages": [{"role": "user", "content": "How is the weather in Oslo?"}]}
        ...     run = chat_run_tools(core, request, tools=[get_weather]).unwrap()
        >>> run.text, run.steps, run.usage.total_tokens
        ('Clear.', 2, 44)
        >>> run.messages[2].content
        '{"city":"Oslo","sky":["clear"]}'

        Approval by a person, a log of the calls, and a limit of them:

        >>> from openrouter_core.tools import Pause, RequestedCall
        >>> approved: set[str] = set()
        >>> def ask(call: RequestedCall) -> Pause | None:
        ...     return None if call.id in approved else Pause("somebody must approve it")
        >>> def log(call: RequestedCall) -> None:
        ...     print(f"step {call.step}: {call.name}({dict(call.arguments)})")
        >>> made: list[str] = []
        >>> def at_most_twice(call: RequestedCall) -> Err[str] | None:
        ...     made.append(call.name)
        ...     return Err("it can be called twice only") if made.count(call.name) > 2 else None
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(Reply.json(completion(None, message={"tool_calls": calls})))
        ...     stopped = chat_run_tools(core, request, tools=[get_weather], before_call=ask).failure()
        ...     approved.update(call.id for call in stopped.partial.pending)
        ...     server.enqueue(Reply.json(completion("Clear.")))
        ...     again = {"messages": stopped.partial.messages}
        ...     run = chat_run_tools(core, again, tools=[get_weather], before_call=ask).unwrap()
        >>> print(stopped, stopped.partial.pending[0].arguments, run.text)
        somebody must approve it {'city': 'Oslo'} Clear.
    """
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.chat import CHAT
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream import ToolStream, read_to_end
    from openrouter_core.funcs.chat_send import chat_send

    def ask(body: dict[str, Any], options: RequestOptions | None) -> Asked:
        return Whole(chat_send(core, body, options=options))

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    begun = begin(core, CHAT, request, tools, limits, twin="chat_run_tools_async", **how)
    return read_to_end(ToolStream(begun, ask, parallel=parallel))


async def chat_run_tools_async(
    core: OpenRouterCore,
    request: ChatRequest,
    tools: Iterable[AnyTool],
    *,
    max_steps: int = 8,
    max_seconds: float | None = None,
    max_cost: float | None = None,
    max_calls: int = 128,
    parallel: bool = False,
    before_call: AsyncBeforeCall | None = None,
    options: RequestOptions | None = None,
) -> Ok[ToolRun] | Err[AnyError]:
    """As `chat_run_tools`, for async code. Functions and `before_call` may be async or sync.

    An async function is cancelled when `max_seconds` have passed, and has a second to clean up. A sync one would block
    the event loop, so it runs in a thread, which sees the caller's context variables. It cannot be stopped: when the
    time is over, it continues alone, and neither `asyncio.run` nor the end of the program waits for it.
    `asyncio.CancelledError` passes through, and the functions that run are cancelled. A sync `before_call` is called
    on the event loop: one that waits should be async.
    """
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.chat import CHAT
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream_async import AsyncToolStream, read_to_end_async
    from openrouter_core.funcs.chat_send import chat_send_async

    async def ask(body: dict[str, Any], options: RequestOptions | None) -> AskedAsync:
        return Whole(await chat_send_async(core, body, options=options))

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    begun = begin(core, CHAT, request, tools, limits, twin=None, **how)
    return await read_to_end_async(AsyncToolStream(begun, ask))
