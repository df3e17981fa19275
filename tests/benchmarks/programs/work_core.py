"""This project."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import ChatGenerationParams, SystemMessage, UserMessage

KEY = "sk-or-v1-benchmark"


def call(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    core = OpenRouterCore(KEY, server_url=url)

    def once() -> int:
        result = chat_send(core, body)
        if isinstance(result, Err):
            raise result.failure()
        return len(result.unwrap().text)

    return once


def call_typed(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    """With a request of models, which a program makes anew for each call."""
    core = OpenRouterCore(KEY, server_url=url)

    def once() -> int:
        request = ChatGenerationParams(
            model=body["model"],
            messages=[
                (SystemMessage if message["role"] == "system" else UserMessage)(message["content"])
                for message in body["messages"]
            ],
        )
        result = chat_send(core, request)
        if isinstance(result, Err):
            raise result.failure()
        return len(result.unwrap().text)

    return once


def stream(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    core = OpenRouterCore(KEY, server_url=url)

    def once() -> int:
        opened = chat_send(core, body, stream=True)
        if isinstance(opened, Err):
            raise opened.failure()
        chunks = 0
        for result in opened.unwrap():
            match result:
                case Ok():
                    chunks += 1
                case Err(error):
                    raise error
        return chunks

    return once


def collect(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    """A stream folded into a response; the number of chunks is not told, so the answer is looked at instead."""
    core = OpenRouterCore(KEY, server_url=url)

    def once() -> int:
        opened = chat_send(core, body, stream=True)
        if isinstance(opened, Err):
            raise opened.failure()
        result = chat_collect(opened.unwrap())
        if isinstance(result, Err):
            raise result.failure()
        return len(result.unwrap().text)

    return once


def call_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    core = OpenRouterCore(KEY, server_url=url)

    async def once() -> int:
        result = await chat_send_async(core, body)
        if isinstance(result, Err):
            raise result.failure()
        return len(result.unwrap().text)

    return once


def stream_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    core = OpenRouterCore(KEY, server_url=url)

    async def once() -> int:
        opened = await chat_send_async(core, body, stream=True)
        if isinstance(opened, Err):
            raise opened.failure()
        chunks = 0
        async for result in opened.unwrap():
            match result:
                case Ok():
                    chunks += 1
                case Err(error):
                    raise error
        return chunks

    return once
