"""A conversation of the Responses API in which the model calls Python functions, as a stream of events:
`responses_run_tools`, shown while it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openrouter_core.result import Err

if TYPE_CHECKING:
    from openrouter_core._tools.asked import Asked, AskedAsync
    from openrouter_core._tools.events import ResponsesToolEvent
    from openrouter_core._tools.given import AnyTool, AsyncBeforeCall, BeforeCall
    from openrouter_core._tools.stream import ToolStream
    from openrouter_core._tools.stream_async import AsyncToolStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ResponsesCall
    from openrouter_core.options import RequestOptions

LATER = (
    "openrouter_core._accumulate.responses",
    "openrouter_core._collecting",
    "openrouter_core._tools.responses",
    "openrouter_core._tools.run",
    "openrouter_core._tools.stream",
    "openrouter_core.funcs.responses_send",
)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""
LATER_ASYNC = ("openrouter_core._tools.stream_async",)


def responses_stream_tools(
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
) -> ToolStream[ResponsesToolEvent]:
    """Let a model of the Responses API call Python functions, and see what it writes and calls meanwhile.

    It is `responses_run_tools` with streamed requests, as `chat_stream_tools` is `chat_run_tools`. Nothing is sent
    before the stream is iterated. Leaving it ends the request, and no further call is made.

    Key: needed.

    Arguments:
        core: the client.
        request (ResponsesRequest or a mapping): as for `responses_run_tools`.
        tools: functions and `openrouter_core.tools.Tool` objects, as for `chat_run_tools`.
        max_steps: how many requests are sent at most.
        max_seconds (float, seconds): how long the run may take, with the time that the reader of the stream takes.
        max_cost (float, US dollars): once the responses have cost this, no further request is sent.
        max_calls: how many calls of one response are run at most.
        parallel: whether the calls of one response run at the same time, each in a thread, at most 16 at once.
        before_call: is called before each call; see `chat_run_tools`.
        options: settings for each request.

    Returns:
        a `ToolStream`, which yields ``Ok(event)`` with one of the classes of `openrouter_core.tools`, as
        `chat_stream_tools` does. The usage in a `StepUsage` is a `ResponsesUsage`, and the `run` of `RunFinished` is
        what `responses_run_tools` returns. A `ReasoningDelta` is part of a thought, or of a summary of thoughts.

    Errors:
        those of `responses_run_tools`, as the stream's last result. Each error's `partial` is the `ResponsesToolRun` so
        far. A response that was cut off is its `response`, and is not in its `input`.
        RequestAbortedError: another thread has closed the stream, or a read of it was interrupted.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import Err, Ok, OpenRouterCore
        >>> from openrouter_core.testing import LocalServer, Reply, response_events
        >>> from openrouter_core.tools import CallBegun, RunFinished, TextDelta
        >>> def get_weather(city: str) -> str:
        ...     "The weather in a city."
        ...     return f"clear in {city}"
        >>> asked = {"type": "function_call", "call_id": "call_1", "name": "get_weather"}
        >>> asked["arguments"] = '{"city": "Oslo"}'
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(Reply.events(response_events(None, output=[asked])))
        ...     request = {"model": "openai/gpt-5-mini", "input": "What is the capital of France?"}
        ...     with responses_stream_tools(core, request, tools=[get_weather]) as stream:
        ...         for result in stream:
        ...             match result:
        ...                 case Ok(TextDelta(text)):
        ...                     print(text, end="")
        ...                 case Ok(CallBegun(call)):
        ...                     print("calling", call.name, call.arguments)
        ...                 case Ok(RunFinished(run)):
        ...                     print(f" ({run.steps} steps)")
        ...                 case Err(error):
        ...                     print("it failed:", error)
        calling get_weather {'city': 'Oslo'}
        The capital of France is Paris. (2 steps)
    """
    from openrouter_core._collecting import CollectingStream
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.responses import RESPONSES
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream import ToolStream
    from openrouter_core.funcs.responses_send import responses_send

    def ask(body: dict[str, Any], options: RequestOptions | None) -> Asked:
        opened = responses_send(core, body, stream=True, options=options)
        return Whole(opened) if isinstance(opened, Err) else CollectingStream(opened.unwrap())

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    twin = "responses_stream_tools_async"
    begun = begin(core, RESPONSES, request, tools, limits, twin=twin, **how)
    return ToolStream(begun, ask, parallel=parallel)


def responses_stream_tools_async(
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
) -> AsyncToolStream[ResponsesToolEvent]:
    """As `responses_stream_tools`, for async code. It is not awaited: ``async with`` and ``async for`` read its stream.

    Functions and `before_call` may be async or sync, as for `chat_run_tools_async`. Leaving the stream cancels the
    functions that run, and so does cancelling the task that reads it.
    """
    from openrouter_core._collecting import AsyncCollectingStream
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.responses import RESPONSES
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream_async import AsyncToolStream
    from openrouter_core.funcs.responses_send import responses_send_async

    async def ask(body: dict[str, Any], options: RequestOptions | None) -> AskedAsync:
        opened = await responses_send_async(core, body, stream=True, options=options)
        return Whole(opened) if isinstance(opened, Err) else AsyncCollectingStream(opened.unwrap())

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    begun = begin(core, RESPONSES, request, tools, limits, twin=None, **how)
    return AsyncToolStream(begun, ask)
