"""`responses_send` says what comes back: exact types in a match, which is exhaustive, for each of its four forms."""

from typing import assert_never, assert_type

from openrouter_core import AnyError, Err, Ok, OpenRouterCore
from openrouter_core.funcs.responses_collect import responses_collect, responses_collect_async
from openrouter_core.funcs.responses_send import (
    responses_send,
    responses_send_async,
)
from openrouter_core.models import (
    FunctionCallOutputItem,
    InputMessage,
    OpenResponsesResult,
    OutputFunctionCallItem,
    OutputMessageItem,
    ResponseCompletedEvent,
    ResponsesRequest,
    ResponsesStreamEvent,
    TextDeltaEvent,
)

REQUEST = ResponsesRequest([InputMessage("user", "Hi"), {"role": "user", "content": "there"}])


def test_a_whole_answer(core: OpenRouterCore) -> None:
    match responses_send(core, REQUEST):
        case Ok(response):
            assert_type(response, OpenResponsesResult)
            assert_type(response.output_text, str)
            for item in response.output:
                match item:
                    case OutputMessageItem():
                        assert_type(item.text, str)
                    case OutputFunctionCallItem():
                        assert_type(item.arguments, str | None)
                    case _:
                        pass
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


def test_an_answer_goes_back(core: OpenRouterCore, response: OpenResponsesResult) -> None:
    result = FunctionCallOutputItem("call_1", "2")
    responses_send(core, ResponsesRequest([*response.output, result]))
    responses_send(core, {"input": [*response.output, result]})
    responses_send(core, ResponsesRequest(5))  # rejected: neither text nor a list


def test_a_stream(core: OpenRouterCore) -> None:
    match responses_send(core, REQUEST, stream=True):
        case Ok(stream):
            for result in stream:
                match result:
                    case Ok(event):
                        assert_type(event, ResponsesStreamEvent)
                        assert_type(event.text_delta, str)
                        assert_type(event.type, str | None)
                        match event:
                            case TextDeltaEvent():
                                assert_type(event.delta, str | None)
                            case ResponseCompletedEvent():
                                assert_type(event.response, OpenResponsesResult | None)
                            case _:
                                pass
                    case Err(error):
                        assert_type(error, AnyError)
                    case never:
                        assert_never(never)
        case Err(error):
            assert_type(error, AnyError)
        case never_either:
            assert_never(never_either)


async def test_async(core: OpenRouterCore) -> None:
    match await responses_send_async(core, REQUEST):
        case Ok(response):
            assert_type(response, OpenResponsesResult)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)
    match await responses_send_async(core, "Hi"):  # rejected: neither a model nor a mapping
        case _:
            pass
    match await responses_send_async(core, REQUEST, stream=True):
        case Ok(stream):
            async with stream:
                async for result in stream:
                    match result:
                        case Ok(event):
                            assert_type(event, ResponsesStreamEvent)
                        case Err(error):
                            assert_type(error, AnyError)
                        case never:
                            assert_never(never)
        case Err(error):
            assert_type(error, AnyError)
        case never_either:
            assert_never(never_either)


def test_a_stream_is_collected(core: OpenRouterCore) -> None:
    started = responses_send(core, REQUEST, stream=True)
    if isinstance(started, Err):
        return
    match responses_collect(started.unwrap()):
        case Ok(response):
            assert_type(response, OpenResponsesResult)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


async def test_a_stream_is_collected_async(core: OpenRouterCore) -> None:
    started = await responses_send_async(core, REQUEST, stream=True)
    if isinstance(started, Err):
        return
    match await responses_collect_async(started.unwrap()):
        case Ok(response):
            assert_type(response, OpenResponsesResult)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)
