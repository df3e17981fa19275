"""`chat_run_tools` says what comes back: a run, or an error that is `chat_send`'s or a limit's."""

from typing import assert_never, assert_type

from openrouter_core import AnyError, Err, Ok, OpenRouterCore
from openrouter_core._tools.tool_run import ToolRun
from openrouter_core.funcs.chat_run_tools import (
    chat_run_tools,
    chat_run_tools_async,
)
from openrouter_core.models import ChatResponse, ChatUsage
from openrouter_core.models import errors as e

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}


def get_weather(city: str, days: int = 1) -> str:
    return city * days


async def find(city: str) -> dict[str, int]:
    return {city: 1}


def test_a_run(core: OpenRouterCore) -> None:
    match chat_run_tools(core, REQUEST, tools=[get_weather], max_cost=0.5, parallel=True):
        case Ok(run):
            assert_type(run, ToolRun)
            assert_type(run.response, ChatResponse)
            assert_type(run.usage, ChatUsage)
            assert_type(run.text, str)
            chat_run_tools(core, {"messages": [*run.messages]}, tools=[])
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


async def test_a_run_async(core: OpenRouterCore) -> None:
    match await chat_run_tools_async(core, REQUEST, tools=[get_weather, find]):
        case Ok(run):
            assert_type(run, ToolRun)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


def test_limits_are_told_apart_from_all_else(error: AnyError) -> str:
    match error:
        case e.MaxStepsExceededError():
            return "steps"
        case e.ToolBudgetError():
            assert_type(error, e.MaxSecondsExceededError | e.MaxCostExceededError)
            return "time or money"
        case e.TooManyRequestsResponseError():
            assert_type(error.retry_after, float | None)
            return "later"
        case _:
            return "else"


def test_what_is_no_function_is_no_tool(core: OpenRouterCore) -> None:
    chat_run_tools(core, REQUEST, tools=["get_weather"])  # rejected: a name is no function
    chat_run_tools(core, REQUEST, tools=get_weather)  # rejected: it wants a list
    chat_run_tools(core, REQUEST)  # rejected: tools are missing
