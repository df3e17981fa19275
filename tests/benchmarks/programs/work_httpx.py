"""The floor: httpx and `json.loads`, and for streams bytes that are split at blank lines."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx

KEY = {"Authorization": "Bearer sk-or-v1-benchmark"}
LIMITS = httpx.Limits(max_connections=1000, max_keepalive_connections=100)
PATIENT = httpx.Timeout(60.0)


def call(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = httpx.Client(headers=KEY, limits=LIMITS, timeout=PATIENT)

    def once() -> int:
        response = client.post(f"{url}/chat/completions", json=body)
        response.raise_for_status()
        return len(json.loads(response.content)["choices"][0]["message"]["content"])

    return once


def stream(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = httpx.Client(headers=KEY, limits=LIMITS, timeout=PATIENT)

    def once() -> int:
        chunks = 0
        held = b""
        with client.stream(
            "POST", f"{url}/chat/completions", json={**body, "stream": True}
        ) as response:
            for data in response.iter_bytes():
                *events, held = (held + data).split(b"\n\n")
                for event in events:
                    if event != b"data: [DONE]":
                        json.loads(event[6:])
                        chunks += 1
        return chunks

    return once


def call_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    client = httpx.AsyncClient(headers=KEY, limits=LIMITS, timeout=PATIENT)

    async def once() -> int:
        response = await client.post(f"{url}/chat/completions", json=body)
        response.raise_for_status()
        return len(json.loads(response.content)["choices"][0]["message"]["content"])

    return once


def stream_async(url: str, body: Mapping[str, Any]) -> Callable[[], Awaitable[int]]:
    client = httpx.AsyncClient(headers=KEY, limits=LIMITS, timeout=PATIENT)

    async def once() -> int:
        chunks = 0
        held = b""
        target = f"{url}/chat/completions"
        async with client.stream("POST", target, json={**body, "stream": True}) as response:
            async for data in response.aiter_bytes():
                *events, held = (held + data).split(b"\n\n")
                for event in events:
                    if event != b"data: [DONE]":
                        json.loads(event[6:])
                        chunks += 1
        return chunks

    return once


def open_async(
    url: str, body: Mapping[str, Any]
) -> Callable[[], Awaitable[Callable[[], Awaitable[int]]]]:
    """Opens a stream; what that gives reads it to its end."""
    client = httpx.AsyncClient(headers=KEY, limits=LIMITS, timeout=PATIENT)

    async def once() -> Callable[[], Awaitable[int]]:
        target = f"{url}/chat/completions"
        request = client.build_request("POST", target, json={**body, "stream": True})
        response = await client.send(request, stream=True)

        async def rest() -> int:
            chunks = 0
            held = b""
            async for data in response.aiter_bytes():
                *events, held = (held + data).split(b"\n\n")
                for event in events:
                    if event != b"data: [DONE]":
                        json.loads(event[6:])
                        chunks += 1
            await response.aclose()
            return chunks

        return rest

    return once


def list_models(url: str, body: Mapping[str, Any]) -> Callable[[], int]:
    client = httpx.Client(headers=KEY, limits=LIMITS, timeout=PATIENT)

    def once() -> int:
        response = client.get(f"{url}/models")
        response.raise_for_status()
        return len(json.loads(response.content)["data"])

    return once
