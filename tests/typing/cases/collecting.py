"""What a stream amounts to follows from its chunks, shown and kept; a script can have the value or an exception."""

from typing import assert_never, assert_type

from openrouter_core import (
    AnyError,
    AsyncCollectingStream,
    AsyncEventStream,
    CollectingStream,
    Err,
    EventStream,
    JsonObject,
    Ok,
    OpenRouterCore,
    collecting,
    raise_on_err,
)
from openrouter_core.funcs.chat_collect import chat_collect, chat_collect_async
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.images_generate import images_generate
from openrouter_core.funcs.interns_chat import interns_chat
from openrouter_core.funcs.messages_collect import messages_collect
from openrouter_core.funcs.messages_create import messages_create
from openrouter_core.funcs.models_count import models_count
from openrouter_core.funcs.request import request
from openrouter_core.funcs.responses_collect import responses_collect
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.models import (
    ChatResponse,
    ChatStreamingResponseChunk,
    ImagesGenerateResponse,
    ImagesStreamEvent,
    InternChatChunk,
    MessagesResult,
    MessagesStreamEvent,
    OpenResponsesResult,
    Response,
    ResponsesStreamEvent,
)

REQUEST: JsonObject = {"messages": [{"role": "user", "content": "Hi"}]}


def test_a_chat(core: OpenRouterCore) -> None:
    stream = chat_send(core, REQUEST, stream=True).unwrap()
    kept = collecting(stream)
    assert_type(kept, CollectingStream[ChatStreamingResponseChunk, ChatResponse])
    with kept:
        for result in kept:
            match result:
                case Ok(chunk):
                    assert_type(chunk, ChatStreamingResponseChunk)
                case Err(error):
                    assert_type(error, AnyError)
                case never:
                    assert_never(never)
    match kept.result():
        case Ok(response):
            assert_type(response, ChatResponse)
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


async def test_a_chat_async(core: OpenRouterCore) -> None:
    stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
    kept = collecting(stream)
    assert_type(kept, AsyncCollectingStream[ChatStreamingResponseChunk, ChatResponse])
    async with kept:
        async for result in kept:
            assert_type(result, Ok[ChatStreamingResponseChunk] | Err[AnyError])
    assert_type(kept.result(), Ok[ChatResponse] | Err[AnyError])
    for each in kept:  # rejected: an async stream
        print(each)


def test_every_format(core: OpenRouterCore) -> None:
    responses = collecting(responses_send(core, {"input": "Hi"}, stream=True).unwrap())
    assert_type(responses, CollectingStream[ResponsesStreamEvent, OpenResponsesResult])
    messages = collecting(messages_create(core, REQUEST, stream=True).unwrap())
    assert_type(messages, CollectingStream[MessagesStreamEvent, MessagesResult])
    images = collecting(images_generate(core, {"prompt": "Hi"}, stream=True).unwrap())
    assert_type(images, CollectingStream[ImagesStreamEvent, ImagesGenerateResponse])
    interns = collecting(interns_chat(core, "an-intern", REQUEST).unwrap())
    assert_type(interns, CollectingStream[InternChatChunk, ChatResponse])
    unknown = collecting(request(core, "GET", "/a", stream=True).unwrap())
    assert_type(unknown, CollectingStream[JsonObject, Response])


def test_a_function_that_passes_a_stream_on(
    stream: EventStream[ChatStreamingResponseChunk],
    other: AsyncEventStream[ResponsesStreamEvent],
) -> None:
    def give() -> CollectingStream[ChatStreamingResponseChunk, ChatResponse]:
        return collecting(stream)

    assert_type(give().result(), Ok[ChatResponse] | Err[AnyError])
    assert_type(collecting(other).result(), Ok[OpenResponsesResult] | Err[AnyError])


def test_what_is_no_stream(core: OpenRouterCore) -> None:
    collecting(chat_send(core, REQUEST, stream=True))  # rejected: it is not unwrapped
    collecting([])  # rejected: no stream


def show(chunk: ChatStreamingResponseChunk) -> None:
    print(chunk.text, end="")


async def show_async(chunk: ChatStreamingResponseChunk) -> None:
    print(chunk.text, end="")


def show_event(event: ResponsesStreamEvent) -> None:
    print(event)


async def test_each(core: OpenRouterCore) -> None:
    stream = chat_send(core, REQUEST, stream=True).unwrap()
    assert_type(chat_collect(stream, each=show), Ok[ChatResponse] | Err[AnyError])
    chat_collect(stream, each=lambda chunk: print(chunk.text, end=""))
    chat_collect(stream, each=show_event)  # rejected: it takes another API's events
    chat_collect(stream, each=lambda chunk: chunk.output_text)  # rejected: a chunk has none
    asynchronous = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
    await chat_collect_async(asynchronous, each=show_async)
    await chat_collect_async(asynchronous, each=show)
    responses_collect(responses_send(core, {"input": "Hi"}, stream=True).unwrap(), each=show_event)
    messages_collect(messages_create(core, REQUEST, stream=True).unwrap(), each=print)


def test_the_value_or_the_exception(core: OpenRouterCore) -> None:
    assert_type(raise_on_err(chat_send(core, REQUEST)), ChatResponse)
    assert_type(
        raise_on_err(chat_send(core, REQUEST, stream=True)),
        EventStream[ChatStreamingResponseChunk],
    )
    assert_type(raise_on_err(chat_send(core, REQUEST)).text, str)
    raise_on_err(chat_send)  # rejected: a function is no result
    raise_on_err(Err("a text"))  # rejected: only an exception can be raised


async def test_the_value_or_the_exception_async(core: OpenRouterCore) -> None:
    assert_type(raise_on_err(await chat_send_async(core, REQUEST)), ChatResponse)
    raise_on_err(chat_send_async(core, REQUEST))  # rejected: it is not awaited


def test_two_matches_in_one_function(core: OpenRouterCore) -> str:
    match models_count(core):
        case Ok(count):
            print(count)
        case Err(error):
            return str(error)
    match chat_send(core, REQUEST, stream=True):
        case Ok(stream):
            pass
        case Err(error):
            return str(error)
    match chat_collect(stream, each=show):
        case Ok(response):
            return response.text
        case Err(error):
            assert_type(error, AnyError)
            return str(error.partial)
        case never:
            assert_never(never)
