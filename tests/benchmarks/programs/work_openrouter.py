"""The official OpenRouter package."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
from openrouter import (  # type: ignore[import-not-found]  # in the benchmarks' own environment only
    OpenRouter,
    components,
)

KEY = "sk-or-v1-benchmark"
LIMITS = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
PATIENT = httpx.Timeout(60.0)


def call(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenRouter(api_key=KEY, server_url=url)
    return lambda: len(client.chat.send(**body).choices[0].message.content)


def call_typed(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenRouter(api_key=KEY, server_url=url)
    classes = {"system": components.ChatSystemMessage, "user": components.ChatUserMessage}

    def once() -> int:
        messages = [
            classes[each["role"]](role=each["role"], content=each["content"])
            for each in body["messages"]
        ]
        response = client.chat.send(model=body["model"], messages=messages)
        return len(response.choices[0].message.content)

    return once


def stream(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenRouter(api_key=KEY, server_url=url)

    def once() -> int:
        with client.chat.send(**body, stream=True) as events:
            return sum(1 for _ in events)

    return once


def call_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    http = httpx.AsyncClient(limits=LIMITS, timeout=PATIENT, follow_redirects=True)
    client = OpenRouter(api_key=KEY, server_url=url, async_client=http)

    async def once() -> int:
        return len((await client.chat.send_async(**body)).choices[0].message.content)

    return once


def stream_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    http = httpx.AsyncClient(limits=LIMITS, timeout=PATIENT, follow_redirects=True)
    client = OpenRouter(api_key=KEY, server_url=url, async_client=http)

    async def once() -> int:
        chunks = 0
        async with await client.chat.send_async(**body, stream=True) as events:
            async for _ in events:
                chunks += 1
        return chunks

    return once


def list_models(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenRouter(api_key=KEY, server_url=url)
    return lambda: len(client.models.list().result.data)
