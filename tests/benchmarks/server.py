"""A server that only writes: canned HTTP answers over raw asyncio, so that it costs less than any client under test.

Run as a process of its own, with a folder for its certificate, it prints its addresses as JSON. What stands in the
path before ``/chat/completions`` says what to answer:

- ``/answer/<kind>``: a whole answer, ``small`` or ``large`` (100 kB of text).
- ``/stream/<kind>/<chunks>/<batch>``: a stream of ``text``, ``tools`` or ``reasoning`` chunks. `batch` events go out in
  one HTTP chunk; with 1 they are also spaced, so that each is a read of its own.
- ``/together/<calls>/...``: as what follows, and held back until so many requests wait: that many are in flight at
  once.
- ``/slow/<milliseconds>/...``: as what follows, after that time, as a real API takes to answer.
- ``/paced/<kind>/<chunks>/<milliseconds>``: the headers of a stream; its events begin when ``/go`` is asked for, and
  then each such stream gets one event in every interval.
- ``/catalog/<models>/models``: the list of so many models.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import time
from collections.abc import Coroutine
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

TEXT = "The capital of France is Paris. "
SPACING = 0.0001
"""Seconds between the events of an unbatched stream; the thread that waits makes it about 0.2 ms."""
PATIENCE = 20.0
"""Seconds after which a request that waits for others is answered all the same: a client may open fewer connections."""

ARGUMENTS = ('{"city"', ': "Par', 'is", ', '"unit": ', '"celsius"}')


def event(
    delta: dict[str, Any], finish: str | None = None, usage: dict[str, Any] | None = None
) -> bytes:
    """One event, as OpenRouter writes it."""
    chunk: dict[str, Any] = {
        "id": "gen-1760000000-abcdefghijklmnopqrst",
        "provider": "OpenAI",
        "model": "openai/gpt-4o-mini",
        "object": "chat.completion.chunk",
        "created": 1760000000,
        "choices": [
            {
                "index": 0,
                "delta": {"role": "assistant", "content": "", **delta},
                "finish_reason": finish,
                "native_finish_reason": finish,
                "logprobs": None,
            }
        ],
        "system_fingerprint": "fp_44add55e8f",
    }
    if usage is not None:
        chunk["usage"] = usage
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


USAGE: dict[str, Any] = {
    "prompt_tokens": 24,
    "completion_tokens": 8,
    "total_tokens": 32,
    "cost": 0.0000084,
    "is_byok": False,
    "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
    "cost_details": {"upstream_inference_cost": None, "upstream_inference_prompt_cost": 3.6e-06},
    "completion_tokens_details": {"reasoning_tokens": 0, "image_tokens": 0},
}


def delta(kind: str, number: int) -> dict[str, Any]:
    """What the chunk with this number adds."""
    if kind == "text":
        return {"content": f"word{number % 100:02} "}
    if kind == "reasoning":
        detail = {
            "type": "reasoning.text",
            "text": f"so{number % 100:02} ",
            "format": None,
            "index": 0,
        }
        return {"reasoning": detail["text"], "reasoning_details": [detail]}
    call, part = divmod(number, len(ARGUMENTS))
    fragment: dict[str, Any] = {"index": call, "function": {"arguments": ARGUMENTS[part]}}
    if part == 0:
        fragment |= {"id": f"call_{call}", "type": "function"}
        fragment["function"]["name"] = "get_weather"
    return {"tool_calls": [fragment]}


def http_chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@cache
def answer(kind: str) -> bytes:
    """A whole answer with its headers."""
    text = TEXT.strip() if kind == "small" else TEXT * (100_000 // len(TEXT))
    body = json.dumps(
        {
            "id": "gen-1760000000-abcdefghijklmnopqrst",
            "provider": "OpenAI",
            "model": "openai/gpt-4o-mini",
            "object": "chat.completion",
            "created": 1760000000,
            "choices": [
                {
                    "logprobs": None,
                    "finish_reason": "stop",
                    "native_finish_reason": "stop",
                    "index": 0,
                    "message": {
                        "role": "assistant",
                        "content": text,
                        "refusal": None,
                        "reasoning": None,
                    },
                }
            ],
            "system_fingerprint": "fp_44add55e8f",
            "usage": USAGE,
        }
    ).encode()
    return HEAD % (b"application/json", b"Content-Length: %d" % len(body)) + body


@cache
def catalog(models: int) -> bytes:
    """A list of models, each as OpenRouter describes it."""
    listing = {
        "data": [listed(number) for number in range(models)],
        "total_count": models,
        "links": {"next": None},
    }
    body = json.dumps(listing).encode()
    return HEAD % (b"application/json", b"Content-Length: %d" % len(body)) + body


def listed(number: int) -> dict[str, Any]:
    """One model in the list."""
    slug = f"vendor-{number % 60}/model-{number}-instruct"
    return {
        "id": slug,
        "canonical_slug": f"{slug}-2026-05-01",
        "hugging_face_id": "",
        "name": f"Vendor: Model {number}",
        "created": 1760000000 + number,
        "description": "A model for chats, with tools and structured output. " * 8,
        "context_length": 131072,
        "architecture": {
            "modality": "text+image->text",
            "input_modalities": ["text", "image"],
            "output_modalities": ["text"],
            "tokenizer": "Other",
            "instruct_type": None,
        },
        "pricing": {
            "prompt": "0.00000015",
            "completion": "0.0000006",
            "request": "0",
            "image": "0.000217",
            "web_search": "0",
            "internal_reasoning": "0",
            "input_cache_read": "0.000000075",
        },
        "top_provider": {
            "context_length": 131072,
            "max_completion_tokens": 16384,
            "is_moderated": False,
        },
        "per_request_limits": None,
        "supported_voices": None,
        "links": {"details": f"/api/v1/models/{slug}/endpoints"},
        "supported_parameters": [
            "frequency_penalty",
            "logprobs",
            "max_tokens",
            "presence_penalty",
            "response_format",
            "seed",
            "stop",
            "structured_outputs",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
        ],
        "default_parameters": {"temperature": None, "top_p": None, "frequency_penalty": None},
        "expiration_date": None,
    }


HEAD = (
    b"HTTP/1.1 200 OK\r\nDate: Thu, 09 Oct 2025 08:53:20 GMT\r\nContent-Type: %s\r\n%s\r\n"
    b"Connection: keep-alive\r\nX-Generation-Id: gen-1760000000-abcdefghijklmnopqrst\r\n"
    b"Cache-Control: no-cache\r\nVary: Accept-Encoding\r\n\r\n"
)


@cache
def stream(kind: str, chunks: int, batch: int) -> tuple[bytes, ...]:
    """A stream's HTTP chunks, the headers before the first; long ones repeat a block, so that they take no memory."""
    events = [event(delta(kind, number)) for number in range(min(chunks, 5000))]
    blocks = [http_chunk(b"".join(events[at : at + batch])) for at in range(0, len(events), batch)]
    blocks *= max(1, chunks // 5000)
    finish = "tool_calls" if kind == "tools" else "stop"
    blocks.append(http_chunk(event({}, finish, USAGE) + b"data: [DONE]\n\n") + b"0\r\n\r\n")
    return HEAD % (b"text/event-stream", b"Transfer-Encoding: chunked"), *blocks


class Connection(asyncio.Protocol):
    """Reads requests, and answers each by its path."""

    waiting: ClassVar[dict[str, list[Connection]]] = {}
    paced: ClassVar[dict[tuple[str, int, int], list[Connection]]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.held = b""
        self.room = asyncio.Event()
        self.room.set()

    def pause_writing(self) -> None:
        self.room.clear()

    def resume_writing(self) -> None:
        self.room.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.room.set()

    def data_received(self, data: bytes) -> None:
        self.held += data
        head, found, body = self.held.partition(b"\r\n\r\n")
        if not found or len(body) < length(head):
            return
        self.held = b""
        path = head.split(b" ", 2)[1].decode().partition("?")[0]
        self.route(path.removesuffix("/chat/completions").strip("/"))

    def route(self, path: str) -> None:
        match path.split("/"):
            case ["together", calls, *rest]:
                self.wait("/".join(rest), int(calls))
            case ["slow", milliseconds, *rest]:
                loop = asyncio.get_running_loop()
                loop.call_later(int(milliseconds) / 1000, self.route, "/".join(rest))
            case ["paced", kind, chunks, milliseconds]:
                key = kind, int(chunks), int(milliseconds)
                self.paced.setdefault(key, []).append(self)
                self.transport.write(stream(kind, int(chunks), 1)[0])
            case ["go"]:
                for key, connections in self.paced.items():
                    keep(self.pace(*key, connections))
                self.paced.clear()
                self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            case ["catalog", models, "models"]:
                self.transport.write(catalog(int(models)))
            case ["answer", kind]:
                self.transport.write(answer(kind))
            case ["stream", kind, chunks, batch]:
                keep(self.send(stream(kind, int(chunks), int(batch)), batch == "1"))
            case _:
                self.transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def wait(self, path: str, calls: int) -> None:
        waiting = self.waiting.setdefault(path, [])
        waiting.append(self)
        if len(waiting) == 1:
            asyncio.get_running_loop().call_later(PATIENCE, self.go, path, waiting)
        if len(waiting) >= calls:
            self.go(path, waiting)

    def go(self, path: str, waiting: list[Connection]) -> None:
        if self.waiting.get(path) is waiting:
            del self.waiting[path]
        for connection in waiting:
            connection.route(path)
        waiting.clear()

    async def send(self, blocks: tuple[bytes, ...], spaced: bool) -> None:
        for block in blocks:
            await self.room.wait()
            if self.transport.is_closing():
                return
            self.transport.write(block)
            if spaced:  # the loop's own timers count in milliseconds
                await asyncio.get_running_loop().run_in_executor(None, time.sleep, SPACING)

    @staticmethod
    async def pace(
        kind: str, chunks: int, milliseconds: int, connections: list[Connection]
    ) -> None:
        """Write one block to each connection in every interval, late where this process is too slow for it."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        for block in stream(kind, chunks, 1)[1:]:
            for connection in connections:
                if not connection.transport.is_closing():
                    connection.transport.write(block)
            due += milliseconds / 1000
            await asyncio.sleep(max(0.0, due - loop.time()))


TASKS: set[asyncio.Future[None]] = set()


def keep(work: Coroutine[Any, Any, None]) -> None:
    """Run it; the loop alone would forget the task."""
    task = asyncio.ensure_future(work)
    TASKS.add(task)
    task.add_done_callback(TASKS.discard)


def length(head: bytes) -> int:
    """The Content-Length that a request's head names."""
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


def certified(folder: Path) -> ssl.SSLContext:
    """What serves TLS under an authority of our own, whose certificate is put into the folder."""
    import trustme

    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


async def main(folder: Path) -> None:
    loop = asyncio.get_running_loop()
    servers = {
        scheme: await loop.create_server(Connection, "127.0.0.1", 0, backlog=4096, ssl=context)
        for scheme, context in (("http", None), ("https", certified(folder)))
    }
    print(
        json.dumps(
            {
                scheme: f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
                for scheme, server in servers.items()
            }
        ),
        flush=True,
    )
    await asyncio.gather(*(server.serve_forever() for server in servers.values()))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
