"""This project."""

from collections.abc import Awaitable, Callable, Mapping
from types import FunctionType
from typing import Any

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.models_list import models_list
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


def open_async(
    url: str, body: Mapping[str, Any]
) -> Callable[[], Awaitable[Callable[[], Awaitable[int]]]]:
    """Opens a stream; what that gives reads it to its end."""
    core = OpenRouterCore(KEY, server_url=url)

    async def once() -> Callable[[], Awaitable[int]]:
        opened = await chat_send_async(core, body, stream=True)
        if isinstance(opened, Err):
            raise opened.failure()
        stream = opened.unwrap()

        async def rest() -> int:
            chunks = 0
            async for result in stream:
                match result:
                    case Ok():
                        chunks += 1
                    case Err(error):
                        raise error
            return chunks

        return rest

    return once


def list_models(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    core = OpenRouterCore(KEY, server_url=url)

    def once() -> int:
        result = models_list(core)
        if isinstance(result, Err):
            raise result.failure()
        return len(result.unwrap().data)

    return once


def get_weather(city: str, days: int = 1, unit: str = "celsius") -> str:
    """The weather in a city, for some days."""
    return f"{city}: clear for {days} days, 20 {unit}"


TOOLS: list[Callable[..., object]] = []
for _number in range(10):
    _tool = FunctionType(
        get_weather.__code__, globals(), f"get_weather_{_number}", get_weather.__defaults__
    )
    _tool.__annotations__ = get_weather.__annotations__
    _tool.__doc__ = get_weather.__doc__
    TOOLS.append(_tool)


def run_tools(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    """A run with ten tools, of which the model calls none: one request."""
    core = OpenRouterCore(KEY, server_url=url)

    def once() -> int:
        result = chat_run_tools(core, body, TOOLS)
        if isinstance(result, Err):
            raise result.failure()
        return len(result.unwrap().text)

    return once


def send_tools(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    """What such a run sends, by `chat_send`."""
    parameters = {
        "type": "object",
        "properties": {
            "city": {"type": "string"},
            "days": {"type": "integer", "default": 1},
            "unit": {"type": "string", "default": "celsius"},
        },
        "required": ["city"],
    }
    functions = [
        {"name": tool.__name__, "description": tool.__doc__, "parameters": parameters}
        for tool in TOOLS
    ]
    tools = [{"type": "function", "function": function} for function in functions]
    return call(url, {**body, "tools": tools})
