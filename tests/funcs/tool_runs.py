"""What the tests of `chat_run_tools` and `chat_stream_tools` share: runs in each form, tools, responses that call them,
what was sent.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import attrs
import pytest

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_run_tools import chat_run_tools, chat_run_tools_async
from openrouter_core.funcs.chat_stream_tools import chat_stream_tools, chat_stream_tools_async
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.tools import RunFinished, ToolEvent, ToolRun

Result: TypeAlias = "Ok[ToolRun] | Err[Any]"
QUESTION = {"role": "user", "content": "How is the weather in Oslo?"}
JSON = {"Content-Type": "application/json"}
KEY = "sk-or-v1-0123456789abcdef"
REQUEST: dict[str, Any] = {"model": "a/b", "messages": [QUESTION]}


@attrs.define
class Place:
    """Where."""

    city: str
    country: str | None = None


def get_weather(city: str, days: int = 1) -> dict[str, object]:
    """The weather in a city."""
    return {"city": city, "sky": ["clear"] * days}


def find(place: Place, unit: Literal["c", "f"] = "c") -> Place:
    return attrs.evolve(place, country=unit)


async def find_later(place: Place) -> Place:
    await asyncio.sleep(0)
    return attrs.evolve(place, country="NO")


def fail(reason: str) -> str:
    raise LookupError(reason)


def core_of(server: LocalServer, clock: Clock | None = None) -> OpenRouterCore:
    core = OpenRouterCore(server_url=server.url, api_key=KEY)
    return core if clock is None else with_clock(core, clock)


def run(
    server: LocalServer, request: Any = REQUEST, *, clock: Clock | None = None, **how: Any
) -> Result:
    how.setdefault("tools", [get_weather, find, fail])
    with core_of(server, clock) as core:
        return chat_run_tools(core, request, **how)


def run_async(
    server: LocalServer, request: Any = REQUEST, *, clock: Clock | None = None, **how: Any
) -> Result:
    how.setdefault("tools", [get_weather, find, fail])

    async def main() -> Result:
        async with core_of(server, clock) as core:
            return await chat_run_tools_async(core, request, **how)

    return asyncio.run(main())


def run_streamed(
    server: LocalServer,
    request: Any = REQUEST,
    *,
    clock: Clock | None = None,
    see: Callable[[Any], None] = lambda result: None,
    **how: Any,
) -> Result:
    how.setdefault("tools", [get_weather, find, fail])
    results = []
    with core_of(server, clock) as core:
        for result in chat_stream_tools(core, request, **how):
            see(result)
            results.append(result)
    return last_of(results)


def run_streamed_async(
    server: LocalServer,
    request: Any = REQUEST,
    *,
    clock: Clock | None = None,
    see: Callable[[Any], None] = lambda result: None,
    **how: Any,
) -> Result:
    how.setdefault("tools", [get_weather, find, fail])
    results = []

    async def main() -> None:
        async with core_of(server, clock) as core:
            async for result in chat_stream_tools_async(core, request, **how):
                see(result)
                results.append(result)

    asyncio.run(main())
    return last_of(results)


def last_of(results: list[Ok[ToolEvent] | Err[Any]]) -> Result:
    """What a streamed run came to; an `Err` and the end of a run are the last, and nothing else is."""
    *before, last = results
    assert not any(
        isinstance(each, Err) or isinstance(each.unwrap(), RunFinished) for each in before
    )
    if isinstance(last, Err):
        return last
    event = last.unwrap()
    assert isinstance(event, RunFinished)
    return Ok(event.run)


Run: TypeAlias = Callable[..., Result]
both = pytest.mark.parametrize("run", [run, run_async], ids=["sync", "async"])
every_form = pytest.mark.parametrize(
    "run",
    [run, run_async, run_streamed, run_streamed_async],
    ids=["sync", "async", "streamed", "streamed async"],
)
each_way = pytest.mark.parametrize("parallel", [False, True], ids=["in order", "parallel"])


def call(name: object, arguments: object = "{}", id: object = "call_1") -> dict[str, Any]:
    if isinstance(arguments, dict):
        arguments = json.dumps(arguments)
    return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}


def calling(*calls: Any, **message: Any) -> Reply:
    """An answer that calls tools."""
    body = completion(
        None, finish_reason="tool_calls", message={"tool_calls": list(calls), **message}
    )
    return Reply.json(body)


def sent(server: LocalServer) -> list[dict[str, Any]]:
    return [request.json for request in server.requests]


def told(server: LocalServer) -> list[str]:
    """The tools' messages in the last request."""
    return [each["content"] for each in sent(server)[-1]["messages"] if each["role"] == "tool"]


def count() -> int:
    return 7


def named(function: Callable[..., object]) -> Callable[[], object]:
    def tool() -> object:
        return function()

    return tool


def keep_calling(server: LocalServer, steps: int = 20) -> None:
    server.enqueue(*[calling(call("get_weather", {"city": "Oslo"}))] * steps)


NAMED = {"type": "function", "function": {"name": "get_weather"}}
