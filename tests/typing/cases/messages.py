"""`messages_create`, `images_generate` and `interns_chat` say what comes back: exact types in a match, in each form."""

from typing import assert_never, assert_type

from openrouter_core import AnyError, AsyncEventStream, Err, EventStream, Ok, OpenRouterCore
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.images_generate import images_generate
from openrouter_core.funcs.interns_chat import interns_chat
from openrouter_core.funcs.messages_collect import messages_collect
from openrouter_core.funcs.messages_create import messages_create, messages_create_async
from openrouter_core.models import (
    ChatResponse,
    ContentBlockDeltaEvent,
    ImagesGenerateResponse,
    ImagesStreamEvent,
    InternChatChunk,
    MessageParam,
    MessagesRequest,
    MessagesResult,
    MessagesStreamEvent,
    TextBlock,
    TextDelta,
    ToolResultBlockParam,
)

REQUEST = MessagesRequest([MessageParam("user", "Hi"), {"role": "user", "content": "there"}], "a/b")


def test_a_whole_response(core: OpenRouterCore) -> None:
    match messages_create(core, REQUEST):
        case Ok(response):
            assert_type(response, MessagesResult)
            assert_type(response.text, str)
            for block in response.content:
                match block:
                    case TextBlock():
                        assert_type(block.text, str | None)
                    case _:
                        pass
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


def test_a_response_goes_back(core: OpenRouterCore, response: MessagesResult) -> None:
    turns = [
        MessageParam("assistant", response.content),
        MessageParam("user", [ToolResultBlockParam("toolu_1", "2")]),
    ]
    messages_create(core, MessagesRequest(turns, "a/b", 50))
    messages_create(core, MessagesRequest(turns))  # rejected: a model is needed
    messages_create(core, MessagesRequest("Hi", "a/b"))  # rejected: a text is no list of messages


def test_a_stream(core: OpenRouterCore) -> None:
    match messages_create(core, REQUEST, stream=True):
        case Ok(stream):
            assert_type(stream, EventStream[MessagesStreamEvent])
            for result in stream:
                match result:
                    case Ok(event):
                        assert_type(event, MessagesStreamEvent)
                        assert_type(event.text_delta, str)
                        match event:
                            case ContentBlockDeltaEvent(delta=TextDelta(text=text)):
                                assert_type(text, str | None)
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
    whole = await messages_create_async(core, REQUEST)
    assert_type(whole, Ok[MessagesResult] | Err[AnyError])
    streamed = await messages_create_async(core, REQUEST, stream=True)
    assert_type(streamed, Ok[AsyncEventStream[MessagesStreamEvent]] | Err[AnyError])


def test_images_and_interns(core: OpenRouterCore) -> None:
    request = {"model": "a/b", "prompt": "A dot"}
    assert_type(images_generate(core, request), Ok[ImagesGenerateResponse] | Err[AnyError])
    finer = images_generate(core, request, stream=True)
    assert_type(finer, Ok[EventStream[ImagesStreamEvent]] | Err[AnyError])
    told = interns_chat(core, "i1", {"messages": []})
    assert_type(told, Ok[EventStream[InternChatChunk]] | Err[AnyError])


def test_collected(
    messages: EventStream[MessagesStreamEvent], intern: EventStream[InternChatChunk]
) -> None:
    assert_type(messages_collect(messages), Ok[MessagesResult] | Err[AnyError])
    assert_type(chat_collect(intern), Ok[ChatResponse] | Err[AnyError])
