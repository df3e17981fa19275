"""`chat_send` says what comes back: exact types in a match, which is exhaustive, for each of its four forms."""

from typing import assert_never, assert_type

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, RequestOptions
from openrouter_core.funcs.chat_collect import chat_collect, chat_collect_async
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import ChatGenerationParams, ChatResponse, ChatStreamingResponseChunk
from openrouter_core.models import errors as e
from openrouter_core.models.chat.messages import SystemMessage, UserMessage

REQUEST = ChatGenerationParams(messages=[SystemMessage("Be brief."), UserMessage("Hi")])


def test_a_whole_answer(core: OpenRouterCore) -> None:
    match chat_send(core, REQUEST):
        case Ok(response):
            assert_type(response, ChatResponse)
            assert_type(response.text, str)
        case Err(error):
            assert_type(error, AnyError)
            assert_type(error.retry_after, float | None)
        case never:
            assert_never(never)


async def test_a_whole_answer_async(core: OpenRouterCore) -> None:
    match await chat_send_async(core, REQUEST, options=RequestOptions(timeout=5)):
        case Ok(response):
            assert_type(response, ChatResponse)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


def test_a_stream(core: OpenRouterCore) -> None:
    match chat_send(core, REQUEST, stream=True):
        case Ok(stream):
            for event in stream:
                match event:
                    case Ok(chunk):
                        assert_type(chunk, ChatStreamingResponseChunk)
                    case Err(error):
                        assert_type(error, AnyError)
                    case never:
                        assert_never(never)
        case Err(error):
            assert_type(error, AnyError)
        case never_either:
            assert_never(never_either)


async def test_a_stream_async(core: OpenRouterCore) -> None:
    match await chat_send_async(core, REQUEST, stream=True):
        case Ok(stream):
            async with stream:
                async for event in stream:
                    match event:
                        case Ok(chunk):
                            assert_type(chunk, ChatStreamingResponseChunk)
                        case Err(error):
                            assert_type(error, AnyError)
                        case never:
                            assert_never(never)
        case Err(error):
            assert_type(error, AnyError)
        case never_either:
            assert_never(never_either)


def test_a_stream_is_collected(core: OpenRouterCore) -> None:
    started = chat_send(core, REQUEST, stream=True)
    if isinstance(started, Err):
        return
    match chat_collect(started.unwrap()):
        case Ok(response):
            assert_type(response, ChatResponse)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


async def test_a_stream_is_collected_async(core: OpenRouterCore) -> None:
    started = await chat_send_async(core, REQUEST, stream=True)
    if isinstance(started, Err):
        return
    match await chat_collect_async(started.unwrap()):
        case Ok(response):
            assert_type(response, ChatResponse)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


def test_an_early_return_leaves_the_answer(core: OpenRouterCore) -> str:
    result = chat_send(core, REQUEST)
    if isinstance(result, Err):
        return str(result.failure())
    assert_type(result, Ok[ChatResponse])
    return result.unwrap().text


def test_every_error_can_be_told_apart(error: AnyError) -> str:
    match error:
        case e.UnauthorizedResponseError() | e.ForbiddenResponseError():
            return "key"
        case e.PaymentRequiredResponseError():
            return "credit"
        case e.TooManyRequestsResponseError() | e.ProviderOverloadedResponseError():
            return "later"
        case (
            e.InternalServerResponseError()
            | e.BadGatewayResponseError()
            | e.ServiceUnavailableResponseError()
            | e.GatewayTimeoutResponseError()
            | e.EdgeNetworkTimeoutResponseError()
            | e.ClientClosedRequestResponseError()
            | e.RequestTimeoutResponseError()
        ):
            return "server"
        case (
            e.BadRequestResponseError()
            | e.NotFoundResponseError()
            | e.ConflictResponseError()
            | e.GoneResponseError()
            | e.PayloadTooLargeResponseError()
            | e.UnprocessableEntityResponseError()
            | e.OpenRouterDefaultError()
        ):
            return "request"
        case e.SDKValidationError() | e.InvalidRequestError() | e.BudgetExceededError():
            return "nothing was sent"
        case e.APIConnectionError() | e.RequestTimeoutError() | e.RequestAbortedError():
            return "network"
        case e.ResponseValidationError() | e.StreamIncompleteError():
            return "answer"
        case e.JobFailedError():
            return "job"
        case e.WebhookVerificationError():
            return "webhook"
        case e.UnexpectedClientError():
            return "hook"
        case (
            e.AnswerRefusedError()
            | e.AnswerCutOffError()
            | e.AnswerFencedError()
            | e.AnswerNotJsonError()
            | e.AnswerSchemaError()
        ):
            return "what the model answered"
        case e.MaxStepsExceededError() | e.MaxSecondsExceededError() | e.MaxCostExceededError():
            return "budget"
        case e.ToolRunPausedError():
            return "approval"
        case _:
            assert_never(error)


def test_a_forgotten_error_is_seen(error: AnyError) -> None:
    match error:
        case e.SDKValidationError() | e.InvalidRequestError():
            pass
        case _:
            assert_never(error)  # rejected: many errors are left


def test_a_forgotten_err_is_seen(core: OpenRouterCore) -> None:
    match chat_send(core, REQUEST):
        case Ok(_):
            pass
        case failed:
            assert_never(failed)  # rejected: the Err is left


def test_a_result_is_no_answer(core: OpenRouterCore) -> None:
    chat_send(core, REQUEST).text  # rejected: it may be an Err
    chat_send(core, REQUEST, stream=True).text  # rejected: it is a stream
    assert_type(chat_send(core, REQUEST, stream=True), Ok[ChatResponse])  # rejected: it is a stream
