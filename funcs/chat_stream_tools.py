"""A chat in which the model calls Python functions, as a stream of events: `chat_run_tools`, shown while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openrouter_core.result import Err

if TYPE_CHECKING:
    from openrouter_core._tools.asked import Asked, AskedAsync
    from openrouter_core._tools.given import AnyTool, AsyncBeforeCall, BeforeCall
    from openrouter_core._tools.stream import ToolStream
    from openrouter_core._tools.stream_async import AsyncToolStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ChatRequest
    from openrouter_core.options import RequestOptions

LATER = (
    "openrouter_core._accumulate.chat",
    "openrouter_core._collecting",
    "openrouter_core._tools.chat",
    "openrouter_core._tools.run",
    "openrouter_core._tools.stream",
    "openrouter_core.funcs.chat_send",
)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""
LATER_ASYNC = ("openrouter_core._tools.stream_async",)


def chat_stream_tools(
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
) -> ToolStream:
    """Let a model call Python functions, and see what it writes and calls meanwhile.

    It is `chat_run_tools` with streamed requests; tools, limits and `before_call` are as described there. Nothing is
    sent before the stream is iterated. Leaving it ends the request, and no further call is made.

    Key: needed.

    Arguments:
        core: the client.
        request (ChatGenerationParams or a mapping): as for `chat_run_tools`.
        tools: functions and `openrouter_core.tools.Tool` objects, as for `chat_run_tools`.
        max_steps: how many requests are sent at most.
        max_seconds (float, seconds): how long the run may take, with the time that the reader of the stream takes.
        max_cost (float, US dollars): once the responses have cost this, no further request is sent.
        max_calls: how many calls of one response are run at most.
        parallel: whether the calls of one response run at the same time, each in a thread, at most 16 at once. The
            result of each comes as soon as it is done.
        before_call: is called before each call; see `chat_run_tools`.
        options: settings for each request.

    Returns:
        a `ToolStream`, which yields ``Ok(event)`` with one of the classes of `openrouter_core.tools`:

        - `TextDelta`, `ReasoningDelta`: the model has written more; of several choices (``n``) the first counts
        - `StepUsage`: a response is complete, and this is its usage
        - `CallBegun`: a tool is about to run; `CallResult`: the result of a call, also of one that could not be run
        - `RunFinished`: the last event; its `run` is what `chat_run_tools` returns

    Errors:
        those of `chat_run_tools`, as the stream's last result. Each error's `partial` is the `ToolRun` so far. A
        response that was cut off is its `response`, and is not in its `messages`.
        RequestAbortedError: another thread has closed the stream, or a read of it was interrupted.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import Err, Ok, OpenRouterCore
        >>> from openrouter_core.testing import LocalServer, Reply, completion
        >>> from openrouter_core.tools import CallBegun, RunFinished, TextDelta
        >>> def get_weather(city: str) -> str:
        ...     "The weather in a city."
        ...     return f"clear in {city}"
        >>> called = {"name": "get_weather", "arguments": '{"city": "Oslo"}'}
        >>> calls = [{"id": "call_1", "type": "function", "function": called}]
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(Reply.json(completion(None, message={"tool_calls": calls})))
        ...     request = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
        ...     with chat_stream_tools(core, request, tools=[get_weather]) as stream:
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
    from openrouter_core._tools.chat import CHAT
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream import ToolStream
    from openrouter_core.funcs.chat_send import chat_send

    def ask(body: dict[str, Any], options: RequestOptions | None) -> Asked:
        opened = chat_send(core, body, stream=True, options=options)
        return Whole(opened) if isinstance(opened, Err) else CollectingStream(opened.unwrap())

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    begun = begin(core, CHAT, request, tools, limits, twin="chat_stream_tools_async", **how)
    return ToolStream(begun, ask, parallel=parallel)


def chat_stream_tools_async(
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
) -> AsyncToolStream:
    """As `chat_stream_tools`, for async code. It is not awaited: ``async with`` and ``async for`` read its stream.

    Functions and `before_call` may be async or sync, as for `chat_run_tools_async`. Leaving the stream cancels the
    functions that run, and so does cancelling the task that reads it.
    """
    from openrouter_core._collecting import AsyncCollectingStream
    from openrouter_core._tools.asked import Whole
    from openrouter_core._tools.chat import CHAT
    from openrouter_core._tools.limits import RunLimits
    from openrouter_core._tools.run import begin
    from openrouter_core._tools.stream_async import AsyncToolStream
    from openrouter_core.funcs.chat_send import chat_send_async

    async def ask(body: dict[str, Any], options: RequestOptions | None) -> AskedAsync:
        opened = await chat_send_async(core, body, stream=True, options=options)
        return Whole(opened) if isinstance(opened, Err) else AsyncCollectingStream(opened.unwrap())

    limits = RunLimits(max_steps, max_seconds, max_cost, max_calls)
    how = {"parallel": parallel, "before_call": before_call, "options": options}
    begun = begin(core, CHAT, request, tools, limits, twin=None, **how)
    return AsyncToolStream(begun, ask)
