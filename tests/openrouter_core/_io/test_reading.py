"""What says that a stream is whole: its end, which was read, and nothing else."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

import httpx
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, Timeout
from openrouter_core._io.reading import SETTLE_SECONDS
from openrouter_core._io.stream import EventStream
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_collect import chat_collect_async
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, comment
from tests.test_lifetimes import Steps

REQUEST = {"messages": [{"role": "user", "content": "Count to three."}]}
STREAM = Reply.events(chunks("one two three"))
STALLED = STREAM.stall(len(STREAM.pieces[0]), of="body")
"""One event, then silence."""
WITHOUT_SIGNAL = Reply.events(chunks("one two three"), done=False)
OPEN = WITHOUT_SIGNAL.stall(len(b"".join(WITHOUT_SIGNAL.pieces)), of="body")
"""All but the closing signal and the end of the body."""


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server
        server.wait_for_open_connections(0)


@pytest.fixture
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(server_url=server.url, api_key="a-key") as core:
        yield core


def text_of(results: list[Any]) -> str:
    return "".join(result.unwrap().text for result in results if isinstance(result, Ok))


def assert_whole_or_aborted(stream: Any, results: list[Any]) -> None:
    """All of it came, and it says so; or one Err is the end, and it does not."""
    *before, last = results
    if stream.complete:
        assert (text_of(results), stream.error) == ("one two three", None)
        assert all(isinstance(result, Ok) for result in results)
    else:
        assert all(isinstance(result, Ok) for result in before)
        assert isinstance(last, Err)
        assert last.failure() is stream.error
        assert type(stream.error) is errors.RequestAbortedError
        assert stream.error.body_sent
        assert stream.error.status_code == 200


# --- a cancelled read ----------------------------------------------------------------------------


def test_a_read_may_be_cancelled_at_every_await(server: LocalServer, core: OpenRouterCore) -> None:
    """The n-th round cancels the n-th await of all that the stream's reads make."""
    cancelled: list[bool] = []

    async def round_(n: int) -> bool:
        server.enqueue(STREAM.split(every=40))
        stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
        results: list[Any] = []

        async def read() -> None:
            async for result in stream:
                results.append(result)

        async def in_steps() -> None:
            await Steps(read(), cancel_at=n)

        try:
            await asyncio.create_task(in_steps())
        except asyncio.CancelledError:
            results += [result async for result in stream]
            cancelled.append(stream.complete)
            assert [result async for result in stream] == [], "an Err is given once"
            assert_whole_or_aborted(stream, results)
            return True
        assert_whole_or_aborted(stream, results)
        return False

    async def main() -> None:
        async with core:
            n = 0
            while await round_(n):
                n += 1

    asyncio.run(main())
    assert len(cancelled) >= 8
    assert not any(cancelled[:4]), "what a cancelled read had read is lost"


@pytest.mark.parametrize("taken", [0, 1])
def test_a_wait_for_an_event_that_is_given_up_is_an_err_and_no_end(
    server: LocalServer, core: OpenRouterCore, taken: int
) -> None:
    async def main() -> Any:
        async with core:
            server.enqueue(STREAM.stall(0, of="body") if taken == 0 else STALLED)
            stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
            for _ in range(taken):
                assert isinstance(await anext(stream), Ok)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(stream), 0.05)
            assert not stream.complete
            if taken == 0:
                collected = await chat_collect_async(stream)
                assert not stream.complete
                return collected
            [result] = [result async for result in stream]
            assert not stream.complete
            return result

    error = asyncio.run(main()).failure()
    assert type(error) is errors.RequestAbortedError
    assert error.partial is None


# --- Ctrl-C --------------------------------------------------------------------------------------


class Interrupt:
    """Raises KeyboardInterrupt at the n-th line that runs in the files of streams."""

    FILES = ("reading.py", "stream.py", "body.py", "lease.py", "events.py", "sse.py")

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, frame: FrameType, event: str, argument: object) -> Any:
        if not frame.f_code.co_filename.endswith(self.FILES) or "_drain" in frame.f_code.co_name:
            return None
        if frame.f_code.co_name == "__del__":
            return None
        if event == "line":
            self.left -= 1
            if self.left < 0:
                sys.settrace(None)
                raise KeyboardInterrupt
        return self


@pytest.mark.parametrize(
    ("reply", "first"),
    [("whole at once", 0), ("a piece at a time", 1), ("without its signal", 2)],
)
def test_a_read_may_be_interrupted_at_every_line(
    server: LocalServer, core: OpenRouterCore, reply: str, first: int
) -> None:
    """At every third here; each line runs several times in a stream, and three streams begin at another."""
    answers = {
        "whole at once": Reply(200, STREAM.headers, b"".join(STREAM.pieces)),
        "a piece at a time": STREAM,
        "without its signal": WITHOUT_SIGNAL,
    }
    server.always(answers[reply])
    lost = 0
    for at in range(first, 10_000, 3):
        stream = chat_send(core, REQUEST, stream=True).unwrap()
        results: list[Any] = []
        was = sys.gettrace()
        sys.settrace(Interrupt(at))
        try:
            while True:  # not a for loop over it, which the caller could not go on with
                given = next(stream, None)
                if given is None:
                    break
                results.append(given)
            interrupted = False
        except KeyboardInterrupt:
            interrupted = True
        finally:
            sys.settrace(was)
        results += list(stream)
        assert_whole_or_aborted(stream, results)
        assert list(stream) == []
        lost += not stream.complete
        if not interrupted:
            break
    assert lost > 20


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Python's own handler, also where the tests run in the background: a shell lets that ignore Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        pytest.skip("signals go to the main thread")
    was = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, was)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_in_a_read_is_no_end(server: LocalServer, core: OpenRouterCore) -> None:
    server.enqueue(STALLED)
    with chat_send(core, REQUEST, stream=True).unwrap() as stream:
        assert isinstance(next(stream), Ok)
        alarm = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
        alarm.start()
        with pytest.raises(KeyboardInterrupt):
            next(stream)
        alarm.join()
        [result] = list(stream)
        assert type(result.failure()) is errors.RequestAbortedError
        assert not stream.complete


@pytest.mark.parametrize("at", [1, 2, 3])
def test_ctrl_c_between_a_read_and_taking_note_of_it_loses_and_doubles_nothing(
    server: LocalServer, core: OpenRouterCore, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = itertools.count(1)
    note = EventStream._note

    def interrupted(stream: EventStream[Any]) -> None:
        if next(calls) == at:
            raise KeyboardInterrupt
        note(stream)

    monkeypatch.setattr(EventStream, "_note", interrupted)
    server.enqueue(
        Reply.events([*chunks("one two")[:1], {"error": {"code": 502, "message": "No"}}])
    )
    stream = chat_send(core, REQUEST, stream=True).unwrap()
    results: list[Any] = []

    def take() -> None:
        while (given := next(stream, None)) is not None:
            results.append(given)

    with pytest.raises(KeyboardInterrupt):
        take()
    take()
    assert [type(each) for each in results] == [Ok, Err]
    assert stream.given == 1
    assert type(stream.error) is errors.BadGatewayResponseError


# --- finished, and left open ---------------------------------------------------------------------


def in_order(now: list[float]) -> Clock:
    """A clock on which each look is a tenth of a second after the last."""

    def look() -> float:
        now[0] += 0.1
        return now[0]

    return Clock(now=look)


def results_of(core: OpenRouterCore, how: str) -> tuple[list[Any], Any]:
    """All that a stream gives, and the stream, through one of four clients."""

    async def read(core: OpenRouterCore) -> tuple[list[Any], Any]:
        async with core:
            stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
            return [result async for result in stream], stream

    async def read_injected() -> tuple[list[Any], Any]:
        async with httpx.AsyncClient() as mine:
            return await read(injected(core, async_http_client=mine))

    def injected(core: OpenRouterCore, **client: Any) -> OpenRouterCore:
        made = OpenRouterCore("a-key", server_url=core.server_url, timeout=core.timeout, **client)
        return with_clock(made, core.clock)

    if how == "async":
        return asyncio.run(read(core))
    if how == "async, injected":
        return asyncio.run(read_injected())
    if how == "sync":
        stream = chat_send(core, REQUEST, stream=True).unwrap()
        return list(stream), stream
    with httpx.Client() as mine:
        stream = chat_send(injected(core, http_client=mine), REQUEST, stream=True).unwrap()
        return list(stream), stream


CLIENTS = ["sync", "async", "sync, injected", "async, injected"]


@pytest.mark.parametrize("how", CLIENTS)
@pytest.mark.parametrize("usage", [True, False], ids=["with usage", "without"])
def test_a_finished_stream_that_stays_open_is_whole_after_two_seconds(
    server: LocalServer, core: OpenRouterCore, how: str, usage: bool
) -> None:
    reply = OPEN
    if not usage:
        events = [event for event in chunks("one two three") if event["choices"]]
        reply = Reply.events(events, done=False)
        reply = reply.stall(len(b"".join(reply.pieces)), of="body")
    server.enqueue(reply)
    began = time.monotonic()
    results, stream = results_of(core, how)
    assert SETTLE_SECONDS - 0.1 < time.monotonic() - began < 30
    assert stream.complete
    assert_whole_or_aborted(stream, results)
    assert server.requests[0].wait_for_disconnect()


@pytest.mark.parametrize("how", CLIENTS)
def test_comments_do_not_keep_a_finished_stream_open(
    server: LocalServer, core: OpenRouterCore, how: str
) -> None:
    """The clock of this test makes the two seconds short."""
    with_clock(core, in_order([0.0]))
    events: list[Any] = [*chunks("one two three"), *[comment()] * 500]
    server.enqueue(Reply.events(events, done=False).stall(-1))
    results, stream = results_of(core, how)
    assert stream.complete
    assert_whole_or_aborted(stream, results)


@pytest.mark.parametrize("how", CLIENTS)
def test_usage_that_comes_late_is_waited_for(
    server: LocalServer, core: OpenRouterCore, how: str
) -> None:
    *before, _usage = WITHOUT_SIGNAL.pieces
    server.enqueue(STREAM.pause(0.5, sum(map(len, before)), of="body"))
    results, stream = results_of(core, how)
    assert stream.complete
    assert results[-1].unwrap().usage is not None


@pytest.mark.parametrize("how", CLIENTS)
def test_an_unfinished_stream_that_stays_open_is_an_err(
    server: LocalServer, core: OpenRouterCore, how: str
) -> None:
    first, *_ = chunks("one two three")
    server.enqueue(Reply.events([first], done=False).stall(-1))
    results, stream = results_of(core.with_options(timeout=Timeout(read=0.2)), how)
    assert not stream.complete
    assert type(results[-1].failure()) is errors.RequestTimeoutError


def test_a_user_who_takes_long_over_an_event_loses_nothing(
    server: LocalServer, core: OpenRouterCore
) -> None:
    """Neither of the limit between two events, nor of the time for the usage."""
    server.enqueue(STREAM)
    now = [0.0]
    with_clock(core, Clock(now=lambda: now[0]))
    results = []
    for result in chat_send(core, REQUEST, stream=True).unwrap():
        now[0] += 1_000.0
        results.append(result)
    assert text_of(results) == "one two three"
    assert results[-1].unwrap().usage is not None


# --- a fork --------------------------------------------------------------------------------------

FORK = """
import os, sys
from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models.errors import RequestAbortedError

core = OpenRouterCore("a-key", server_url=sys.argv[1])
stream = chat_send(core, {"messages": [{"role": "user", "content": "x"}]}, stream=True).unwrap()
text = "" if sys.argv[2] == "unread" else next(stream).unwrap().text
pid = os.fork()
if pid == 0:
    error = next(stream).failure()
    good = type(error) is RequestAbortedError and "forked" in str(error)
    good = good and list(stream) == [] and next(stream, None) is None and not stream.complete
    stream.close()
    os._exit(0 if good else 1)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
text += "".join(result.unwrap().text for result in stream)
assert stream.complete
print(text)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("how", ["begun", "unread", "read at once"])
def test_a_fork_that_reads_its_parents_stream_is_told_so(server: LocalServer, how: str) -> None:
    paused = STREAM.pause(0.5, len(STREAM.pieces[0]), of="body")
    at_once = Reply(headers={"Content-Type": "text/event-stream"}, body=b"".join(STREAM.pieces))
    server.enqueue(at_once if how == "read at once" else paused)
    done = subprocess.run(
        [sys.executable, "-c", FORK, server.url, how],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("one two three", "", 0)


# --- other event loops ---------------------------------------------------------------------------


@pytest.mark.parametrize("begun", [False, True], ids=["unread", "begun"])
@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_a_stream_that_is_let_go_stops_the_server_on_every_loop(
    server: LocalServer, core: OpenRouterCore, loop: str, begun: bool
) -> None:
    made: Any = asyncio
    if loop == "uvloop":
        made = pytest.importorskip("uvloop", reason="uvloop is not installed: pip install uvloop")
    server.enqueue(Reply.events(chunks("word " * 300)).split(every=300, pause=0.02), None)

    async def main() -> None:
        async with core:
            stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
            if begun:
                assert isinstance(await anext(stream), Ok)
            del stream
            gc.collect()
            assert await asyncio.to_thread(server.requests[0].wait_for_disconnect)
            # The next call is not disturbed by what is being closed.
            streams = [(await chat_send_async(core, REQUEST, stream=True)).unwrap() for _ in "ab"]
            del streams
            await chat_send_async(core, REQUEST)

    with asyncio.Runner(loop_factory=made.new_event_loop) as runner:
        runner.run(main())
