"""`chat_run_tools` says what comes back: a run, or an error that is `chat_send`'s or a limit's; `chat_stream_tools`
what it yields; and so do those of the Responses API.
"""

from typing import assert_never, assert_type

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, ToolRun
from openrouter_core.funcs.chat_run_tools import (
    chat_run_tools,
    chat_run_tools_async,
)
from openrouter_core.funcs.chat_stream_tools import chat_stream_tools, chat_stream_tools_async
from openrouter_core.funcs.responses_run_tools import (
    responses_run_tools,
    responses_run_tools_async,
)
from openrouter_core.funcs.responses_stream_tools import (
    responses_stream_tools,
    responses_stream_tools_async,
)
from openrouter_core.models import ChatResponse, ChatUsage, OpenResponsesResult, ResponsesUsage
from openrouter_core.models import errors as e
from openrouter_core.tools import (
    AsyncToolStream,
    CallBegun,
    CallResult,
    Pause,
    ReasoningDelta,
    RequestedCall,
    ResponsesToolEvent,
    ResponsesToolRun,
    RunFinished,
    StepUsage,
    TextDelta,
    Tool,
    ToolEvent,
    ToolStream,
)

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
ASKED = {"input": "Hi"}


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


def test_events(core: OpenRouterCore) -> None:
    with chat_stream_tools(core, REQUEST, tools=[get_weather]) as stream:
        for result in stream:
            match result:
                case Ok(TextDelta(text) | ReasoningDelta(text)):
                    assert_type(text, str)
                case Ok(CallBegun(call)):
                    assert_type(call, RequestedCall)
                    assert_type(call.name, str)
                case Ok(CallResult(call, text, failed)):
                    assert_type((call, text, failed), tuple[RequestedCall, str, bool])
                case Ok(StepUsage(usage, total)):
                    assert_type((usage, total), tuple[ChatUsage, ChatUsage])
                case Ok(RunFinished(run)):
                    assert_type(run, ToolRun)
                case Err(error):
                    assert_type(error, AnyError)


async def test_events_async(core: OpenRouterCore) -> None:
    async with chat_stream_tools_async(core, REQUEST, tools=[get_weather, find]) as stream:
        async for result in stream:
            if isinstance(result, Err):
                assert_type(result.failure(), AnyError)
                return
            event = result.unwrap()
            if isinstance(event, RunFinished):
                assert_type(event.run.pending, list[RequestedCall])


def shown(events: ToolStream, finished: RunFinished) -> list[ToolEvent]:
    """A program that names the classes: without more they are chat's."""
    assert_type(finished.run, ToolRun)
    return [each.unwrap() for each in events if isinstance(each, Ok)]


async def shown_async(events: AsyncToolStream) -> list[ToolEvent]:
    return [each.unwrap() async for each in events if isinstance(each, Ok)]


async def test_events_that_are_passed_on(core: OpenRouterCore) -> None:
    finished = RunFinished(chat_run_tools(core, REQUEST, [find]).unwrap())
    shown(chat_stream_tools(core, REQUEST, [find]), finished)
    await shown_async(chat_stream_tools_async(core, REQUEST, [find]))
    shown(responses_stream_tools(core, ASKED, [find]), finished)  # rejected: other events


async def test_a_run_of_the_responses_api(core: OpenRouterCore) -> None:
    match responses_run_tools(core, ASKED, tools=[get_weather], max_cost=0.5, parallel=True):
        case Ok(run):
            assert_type(run, ResponsesToolRun)
            assert_type(run.response, OpenResponsesResult)
            assert_type(run.usage, ResponsesUsage)
            assert_type((run.text, run.pending), tuple[str, list[RequestedCall]])
            responses_run_tools(core, {"input": [*run.input]}, tools=[])
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)
    done = await responses_run_tools_async(core, ASKED, tools=[get_weather, find])
    assert_type(done, Ok[ResponsesToolRun] | Err[AnyError])


async def test_events_of_the_responses_api(core: OpenRouterCore) -> None:
    with responses_stream_tools(core, ASKED, tools=[get_weather]) as stream:
        assert_type(stream, ToolStream[ResponsesToolEvent])
        for result in stream:
            match result:
                case Ok(TextDelta(text) | ReasoningDelta(text)):
                    assert_type(text, str)
                case Ok(StepUsage(usage, total)):
                    assert_type((usage, total), tuple[ResponsesUsage, ResponsesUsage])
                case Ok(RunFinished(run)):
                    assert_type(run, ResponsesToolRun)
                case Err(error):
                    assert_type(error, AnyError)
    async for result in responses_stream_tools_async(core, ASKED, tools=[find]):
        if isinstance(result, Ok):
            event = result.unwrap()
            if isinstance(event, RunFinished):
                assert_type(event.run, ResponsesToolRun)


def test_tools_in_a_list_of_their_own(core: OpenRouterCore) -> None:
    tools = [get_weather, find]
    chat_run_tools(core, REQUEST, tools)
    ready = Tool("time", "The time.", {"type": "object"}, lambda given: len(given))
    chat_run_tools(core, REQUEST, [get_weather, ready])


def test_before_call(core: OpenRouterCore) -> None:
    def refuse(call: RequestedCall) -> Err[str] | None:
        return Err("no") if call.step > 1 else None

    def change(call: RequestedCall) -> dict[str, str]:
        return {"city": str(call.arguments["city"])}

    def log(call: RequestedCall) -> None:
        print(call)

    async def later(call: RequestedCall) -> Pause | Err[Exception] | None:
        return Pause()

    def wrong(call: RequestedCall) -> bool:
        return True

    for before_call in (refuse, change, log):
        chat_run_tools(core, REQUEST, [get_weather], before_call=before_call)
    chat_stream_tools_async(core, REQUEST, [get_weather], before_call=later)
    chat_stream_tools_async(core, REQUEST, [get_weather], before_call=log)
    chat_run_tools(core, REQUEST, [get_weather], before_call=later)  # rejected: it is async
    chat_run_tools(core, REQUEST, [get_weather], before_call=wrong)  # rejected: a bool


def test_what_is_no_function_is_no_tool(core: OpenRouterCore) -> None:
    chat_run_tools(core, REQUEST, tools=["get_weather"])  # rejected: a name is no function
    chat_run_tools(core, REQUEST, tools=get_weather)  # rejected: it wants a list
    chat_run_tools(core, REQUEST)  # rejected: tools are missing
