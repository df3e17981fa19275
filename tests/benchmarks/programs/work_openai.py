"""The openai package; its own limits are 1 000 connections, 100 kept alive."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from openai import AsyncOpenAI, OpenAI  # type: ignore[import-not-found]  # in the benchmarks' own environment only

KEY = "sk-or-v1-benchmark"
PATIENT = 60.0
"""Seconds: with its own five for a connection it fails where a thousand are opened by a busy machine."""


def call(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenAI(api_key=KEY, base_url=url, timeout=PATIENT)
    return lambda: len(client.chat.completions.create(**body).choices[0].message.content)


def stream(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenAI(api_key=KEY, base_url=url, timeout=PATIENT)
    return lambda: sum(1 for _ in client.chat.completions.create(**body, stream=True))


def call_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    client = AsyncOpenAI(api_key=KEY, base_url=url, timeout=PATIENT)

    async def once() -> int:
        return len((await client.chat.completions.create(**body)).choices[0].message.content)

    return once


def stream_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    client = AsyncOpenAI(api_key=KEY, base_url=url, timeout=PATIENT)

    async def once() -> int:
        chunks = 0
        async for _ in await client.chat.completions.create(**body, stream=True):
            chunks += 1
        return chunks

    return once


def open_async(
    url: str, body: Mapping[str, Any]
) -> Callable[[], Awaitable[Callable[[], Awaitable[int]]]]:
    """Opens a stream; what that gives reads it to its end."""
    client = AsyncOpenAI(api_key=KEY, base_url=url, timeout=PATIENT)

    async def once() -> Callable[[], Awaitable[int]]:
        stream = await client.chat.completions.create(**body, stream=True)

        async def rest() -> int:
            chunks = 0
            async for _ in stream:
                chunks += 1
            return chunks

        return rest

    return once


def list_models(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = OpenAI(api_key=KEY, base_url=url, timeout=PATIENT)
    return lambda: len(client.models.list().data)
