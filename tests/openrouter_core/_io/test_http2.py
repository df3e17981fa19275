"""Streams that share a connection, as an injected client's do over HTTP/2: what one does is no other's affair."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.testing import chunks
from openrouter_core.testing.payloads import event

pytest.importorskip("h2", reason="h2 is not installed: pip install h2")
hypercorn: Any = pytest.importorskip("hypercorn", reason="hypercorn is not installed")

SLOW = [event(chunk) for chunk in chunks("one two three four five six seven eight")]
DONE = event("[DONE]")


class Server:
    """Streams over HTTP/2. What a stream is like, its question says: "slow", "endless", "late end".

    Fields:
        url: its address.
        peers: the connections that requests came over.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        self.peers: set[tuple[str, int]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        assert self._ready.wait(10)

    async def _serve(self) -> None:
        from hypercorn.asyncio import serve

        config = hypercorn.Config()
        config.bind = [f"fd://{self._socket.detach()}"]
        config.errorlog = config.accesslog = None
        config.graceful_timeout = 0.1
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        await serve(self._app, config, shutdown_trigger=self._end.wait)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    async def _app(self, scope: Any, receive: Callable[[], Any], send: Callable[..., Any]) -> None:
        if scope["type"] != "http":
            return
        assert scope["http_version"] == "2"
        self.peers.add(tuple(scope["client"]))
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        kind = json.loads(body)["messages"][0]["content"]
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

        async def say(data: bytes, more: bool = True) -> None:
            await send({"type": "http.response.body", "body": data, "more_body": more})

        while kind == "endless":
            await say(SLOW[0])
            await asyncio.sleep(0.05)
        for chunk in SLOW:
            await say(chunk)
            await asyncio.sleep(0.1 if kind == "slow" else 0)
        await say(DONE)
        await asyncio.sleep(0.8 if kind == "late end" else 0)
        await say(b"", False)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def asked(kind: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": kind}]}


def assert_whole(stream: Any, results: list[Any]) -> None:
    problems = [result for result in results if isinstance(result, Err)]
    assert problems == []
    text = "".join(result.unwrap().text for result in results)
    assert (text, stream.complete) == ("one two three four five six seven eight", True)


HOW = ["let go unread", "let go", "closed", "left", "late end"]


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # hypercorn's own
@pytest.mark.parametrize("how", HOW)
def test_a_stream_that_ends_in_any_way_leaves_the_others_alone(server: Server, how: str) -> None:
    server.peers.clear()
    with httpx.Client(http1=False, http2=True) as mine:
        core = OpenRouterCore("a-key", server_url=server.url, http_client=mine)
        slow = chat_send(core, asked("slow"), stream=True).unwrap()
        results = [next(slow)]
        if how == "late end":
            other = chat_send(core, asked(how), stream=True).unwrap()
            assert_whole(other, list(other))
        else:
            other = chat_send(core, asked("endless"), stream=True).unwrap()
            if how != "let go unread":
                assert isinstance(next(other), Ok)
            if how == "closed":
                other.close()
            elif how == "left":
                with other:
                    pass
            del other
            gc.collect()
        results += list(slow)
        assert_whole(slow, results)
        last = chat_send(core, asked("fast"), stream=True).unwrap()
        assert_whole(last, list(last))
    assert len(server.peers) == 1, "there was one connection, and it lasted"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("how", [*HOW, "cancelled"])
def test_a_stream_that_ends_in_any_way_leaves_the_others_alone_async(
    server: Server, how: str
) -> None:
    server.peers.clear()

    async def other(core: OpenRouterCore) -> None:
        if how == "late end":
            stream = (await chat_send_async(core, asked(how), stream=True)).unwrap()
            assert_whole(stream, [result async for result in stream])
            return
        stream = (await chat_send_async(core, asked("endless"), stream=True)).unwrap()
        if how != "let go unread":
            assert isinstance(await anext(stream), Ok)
        if how == "closed":
            await stream.aclose()
        elif how == "left":
            async with stream:
                pass
        elif how == "cancelled":
            reading = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(0)
            reading.cancel()
            with pytest.raises(asyncio.CancelledError):
                await reading

    async def main() -> None:
        async with httpx.AsyncClient(http1=False, http2=True) as mine:
            core = OpenRouterCore("a-key", server_url=server.url, async_http_client=mine)
            slow = (await chat_send_async(core, asked("slow"), stream=True)).unwrap()
            results = [await anext(slow)]
            await other(core)
            gc.collect()
            results += [result async for result in slow]
            assert_whole(slow, results)
            last = (await chat_send_async(core, asked("fast"), stream=True)).unwrap()
            assert_whole(last, [result async for result in last])

    asyncio.run(main())
    assert len(server.peers) == 1
