"""One core in threads, forks, event loops and pickles; streams that are left half-read; and nothing left behind."""

from __future__ import annotations

import asyncio
import copy
import gc
import multiprocessing
import os
import pickle
import subprocess
import sys
import textwrap
import threading
import time
import weakref
from collections.abc import Callable, Coroutine, Generator, Iterator
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from openrouter_core import Err, Hooks, Ok, OpenRouterCore, RequestOptions, RetryConfig, Timeout
from openrouter_core._io.stream import EventStream
from openrouter_core._io.stream_async import AsyncEventStream
from openrouter_core._io.transport import transport_of
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import ChatGenerationParams, ChatResponse, UserMessage, errors
from openrouter_core.testing import LocalServer, Reply, Stall, chunks, completion

REQUEST = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
DESCRIPTORS = Path("/proc/self/fd")
STREAM = Reply.events(chunks("one two three"))
STALLED = STREAM.stall(len(STREAM.pieces[0]), of="body")
"""One event, then silence."""

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(server_url=server.url, api_key="a-key") as core:
        yield core
    server.wait_for_open_connections(0)


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No thread and no descriptor outlives a test, nor a warning: pytest.ini makes each an error."""
    gc.collect()
    threads, descriptors = set(threading.enumerate()), open_descriptors()
    yield
    gc.collect()
    assert set(threading.enumerate()) <= threads
    assert open_descriptors() <= descriptors


def open_descriptors() -> int:
    return len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.is_dir() else 0


def text_of(result: Ok[Any] | Err[Any]) -> str:
    response = result.unwrap()
    assert isinstance(response, ChatResponse)
    return response.text


def streamed(core: OpenRouterCore) -> EventStream[Any]:
    return chat_send(core, REQUEST, stream=True).unwrap()


async def streamed_async(core: OpenRouterCore) -> AsyncEventStream[Any]:
    return (await chat_send_async(core, REQUEST, stream=True)).unwrap()


def held(core: OpenRouterCore) -> int:
    """How many requests the sync connection pool still holds."""
    session: Any = transport_of(core).session()
    return sum(client._transport._pool.in_use for client in session._clients.values())


# Threads.


def test_fifty_threads_share_one_core(server: LocalServer, core: OpenRouterCore) -> None:
    texts: list[str] = []

    def work() -> None:
        for _ in range(4):
            texts.append(text_of(chat_send(core, REQUEST)))
            texts.append("".join(result.unwrap().text for result in streamed(core)))

    run_in_threads(50, work)
    assert texts == ["The capital of France is Paris."] * 400
    assert server.connections.accepted <= 50


def test_threads_may_close_the_core_while_others_use_it(
    server: LocalServer, core: OpenRouterCore
) -> None:
    kinds: set[type] = set()

    def work() -> None:
        for _ in range(20):
            result = chat_send(core, REQUEST)
            kinds.add(type(result.failure()) if isinstance(result, Err) else Ok)

    def close() -> None:
        for _ in range(50):
            core.close()
            time.sleep(0.001)

    run_in_threads(8, work, close)
    assert kinds <= {Ok, errors.RequestAbortedError}


def run_in_threads(count: int, *works: Callable[[], None]) -> None:
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as problem:
            failures.append(problem)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works * count]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "a thread hangs"
    assert failures == []


# Closing.


def test_a_core_is_closed_twice_and_used_again(server: LocalServer, core: OpenRouterCore) -> None:
    for _ in range(2):
        text_of(chat_send(core, REQUEST))
        core.close()
        core.close()
    assert server.connections.accepted == 2


def test_a_core_is_closed_twice_and_used_again_async(
    server: LocalServer, core: OpenRouterCore
) -> None:
    async def main() -> None:
        for _ in range(2):
            text_of(await chat_send_async(core, REQUEST))
            text_of(chat_send(core, REQUEST))
            await core.aclose()
            await core.aclose()

    asyncio.run(main())
    assert server.connections.accepted == 4


def test_a_stream_is_closed_twice_and_ends(server: LocalServer, core: OpenRouterCore) -> None:
    stream = streamed(core)
    next(stream)
    stream.close()
    stream.close()
    assert list(stream) == []
    assert held(core) == 0
    server.wait_for_open_connections(0)

    async def main() -> None:
        stream = await streamed_async(core)
        await anext(stream)
        await stream.aclose()
        await stream.aclose()
        assert [result async for result in stream] == []
        await asyncio.to_thread(server.wait_for_open_connections, 0)

    asyncio.run(main())


def in_another_thread(work: Callable[[], Any]) -> Callable[[], Any]:
    """Start it; the answer waits for its result, though not for ever."""
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(work()), daemon=True)
    thread.start()

    def wait() -> Any:
        thread.join(2)
        assert not thread.is_alive(), "closing did not wake the thread that waits"
        return results[0]

    return wait


@pytest.mark.parametrize("who", ["the stream", "the core"])
def test_closing_from_another_thread_wakes_a_read(
    server: LocalServer, core: OpenRouterCore, who: str
) -> None:
    server.enqueue(STALLED)
    stream = streamed(core)
    next(stream)
    rest = in_another_thread(lambda: list(stream))
    time.sleep(0.05)
    stream.close() if who == "the stream" else core.close()
    [result] = rest()
    assert type(result.failure()) is errors.RequestAbortedError
    assert server.requests[0].wait_for_disconnect()


@pytest.mark.parametrize("at", [0, 10, 300])
def test_closing_the_core_from_another_thread_ends_a_call(
    server: LocalServer, core: OpenRouterCore, at: int
) -> None:
    server.enqueue(Reply.json(completion()).stall(at))
    call = in_another_thread(lambda: chat_send(core, REQUEST))
    server.wait_for_requests(1)
    time.sleep(0.02)
    core.close()
    assert type(call().failure()) is errors.RequestAbortedError
    assert server.requests[0].wait_for_disconnect()


def test_closing_the_core_from_another_thread_ends_a_wait(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(503, headers={"Retry-After": "30"}))
    call = in_another_thread(lambda: chat_send(core, REQUEST))
    server.wait_for_requests(1)
    time.sleep(0.02)
    core.close()
    assert type(call().failure()) is errors.RequestAbortedError


def test_closing_the_core_while_a_connection_is_made_leaves_none(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The close comes between the connection and the request."""
    core = OpenRouterCore(server_url=server.url)
    connect = httpcore.SyncBackend.connect_tcp

    def connect_and_close(*arguments: Any) -> Any:
        stream = connect(*arguments)
        core.close()
        return stream

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_and_close)
    result = chat_send(core, REQUEST)
    assert type(result.failure()) is errors.RequestAbortedError
    server.wait_for_open_connections(0)
    assert server.requests == []


@pytest.mark.parametrize("at", ["stalled", "waiting", "streaming"])
def test_closing_from_another_task_ends_a_call(
    server: LocalServer, core: OpenRouterCore, at: str
) -> None:
    server.enqueue(
        {
            "stalled": Reply.json(completion()).stall(0),
            "waiting": Reply.error(503, headers={"Retry-After": "30"}),
            "streaming": STALLED,
        }[at]
    )

    async def work() -> Any:
        if at != "streaming":
            return await chat_send_async(core, REQUEST)
        *_, last = [result async for result in await streamed_async(core)]
        return last

    async def main() -> Any:
        task = asyncio.create_task(work())
        await asyncio.to_thread(server.wait_for_requests, 1)
        await asyncio.sleep(0.02)
        await core.aclose()
        return await asyncio.wait_for(task, 2)

    assert type(asyncio.run(main()).failure()) is errors.RequestAbortedError


def test_closing_a_stream_from_another_task_wakes_its_read(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(STALLED)

    async def main() -> Any:
        stream = await streamed_async(core)
        await anext(stream)
        task = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0.02)
        await stream.aclose()
        return await asyncio.wait_for(task, 2)

    assert type(asyncio.run(main()).failure()) is errors.RequestAbortedError


# Streams that are not read to the end.


def test_leaving_a_loop_over_a_stream_drops_its_connection(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(STALLED)
    for _ in range(3):
        with streamed(core) as stream:
            for _result in stream:
                break
        assert server.requests[-1].wait_for_disconnect()
    for _result in streamed(core):
        break  # the stream was let go
    assert server.requests[-1].wait_for_disconnect()
    server.always(None)
    text_of(chat_send(core, REQUEST))
    assert held(core) == 0


def test_a_stream_that_is_let_go_drops_its_connection(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(STALLED)
    for begun in (False, True):
        stream = streamed(core)
        if begun:
            next(stream)
        del stream
        assert server.requests[-1].wait_for_disconnect()
    server.always(None)
    text_of(chat_send(core, REQUEST))
    assert held(core) == 0


def test_a_stream_in_a_cycle_is_collected_wherever_the_collector_runs(
    server: LocalServer, core: OpenRouterCore
) -> None:
    """It may run while this very thread holds the lock of the connection pool."""
    server.always(STALLED)

    class Holder:
        pass

    def let_go() -> None:
        holder: Any = Holder()
        holder.me = holder
        holder.stream = streamed(core)
        next(holder.stream)

    pool: Any = transport_of(core).session().client(server.url)._transport._pool  # type: ignore[attr-defined]  # its own
    gc.disable()
    try:
        let_go()

        def collect() -> None:
            with pool._lock:
                gc.collect()

        in_another_thread(collect)()
    finally:
        gc.enable()
    assert server.requests[-1].wait_for_disconnect()
    server.always(None)
    text_of(chat_send(core, REQUEST))
    assert held(core) == 0


def test_streams_that_are_let_go_never_fill_the_pool(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(STALLED)
    for _ in range(1_100):  # more than the pool has room for
        streamed(core)
    server.always(None)
    text_of(chat_send(core, REQUEST))
    assert held(core) == 0


def test_an_async_stream_that_is_let_go_drops_its_connection(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(STALLED)

    async def main() -> None:
        for begun in (False, True):
            stream = await streamed_async(core)
            if begun:
                await anext(stream)
            del stream
            gc.collect()
            request = server.requests[-1]
            assert await asyncio.to_thread(request.wait_for_disconnect)
        async for _result in await streamed_async(core):
            break
        server.always(None)
        text_of(await chat_send_async(core, REQUEST))

    asyncio.run(main(), debug=True)
    server.wait_for_open_connections(0)


def test_a_core_and_its_stream_may_be_let_go_together(server: LocalServer) -> None:
    server.always(STALLED)
    stream = streamed(OpenRouterCore(server_url=server.url))
    assert next(stream).unwrap().text == "one"
    del stream
    gc.collect()
    server.wait_for_open_connections(0)


def test_a_core_that_is_let_go_closes_its_sockets(server: LocalServer) -> None:
    text_of(chat_send(OpenRouterCore(server_url=server.url), REQUEST))
    server.wait_for_open_connections(0)


# Event loops.


def test_fifty_event_loops_one_after_the_other_leave_nothing(
    server: LocalServer, core: OpenRouterCore
) -> None:
    loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

    async def main() -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        text_of(await chat_send_async(core, REQUEST))
        stream = await streamed_async(core)
        await anext(stream)  # and no more: the loop's end closes it

    asyncio.run(main(), debug=True)
    before = open_descriptors()
    for _ in range(49):
        asyncio.run(main())
    server.wait_for_open_connections(0)
    assert open_descriptors() == before
    gc.collect()
    assert [loop() for loop in loops if loop() is not None] == []


def test_two_loops_in_two_threads_share_one_core(server: LocalServer, core: OpenRouterCore) -> None:
    meet = threading.Barrier(2)

    async def main() -> None:
        meet.wait(5)
        results = await asyncio.gather(*(chat_send_async(core, REQUEST) for _ in range(20)))
        assert [text_of(result) for result in results] == ["The capital of France is Paris."] * 20

    run_in_threads(2, lambda: asyncio.run(main()))


# Cancellation.


@pytest.mark.parametrize("reply", ["whole", "streamed", "failing", "retried"])
def test_a_call_may_be_cancelled_at_every_await(
    server: LocalServer, core: OpenRouterCore, reply: str
) -> None:
    """Each point at which the call waits is a case; the n-th round cancels it at the n-th."""
    answers = {
        "whole": [Reply.json(completion("Hi")).drip(200, 0.001)],
        "streamed": [STREAM],
        "failing": [Reply.error(400)],
        "retried": [
            Reply.error(503, headers={"retry-after-ms": "1"}),
            Reply.json(completion("Hi")),
        ],
    }[reply]

    async def work() -> None:
        if reply == "streamed":
            async for result in await streamed_async(core):
                assert isinstance(result, Ok)
        else:
            await chat_send_async(core, REQUEST)

    async def main() -> int:
        count = 0
        while True:
            server.reset()
            server.enqueue(*answers)
            try:
                await asyncio.create_task(in_steps(work(), cancel_at=count))
            except asyncio.CancelledError:
                count += 1
                await no_request_is_held(core)
                continue
            return count

    assert asyncio.run(main()) >= 8


async def in_steps(coroutine: Coroutine[Any, Any, None], *, cancel_at: int) -> None:
    await Steps(coroutine, cancel_at=cancel_at)


class Steps:
    """Drives a coroutine, and cancels the task that it runs in where it waits for the n-th time."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], *, cancel_at: int) -> None:
        self._coroutine = coroutine
        self._left = cancel_at

    def __await__(self) -> Generator[Any, Any, None]:
        sent: Any = None
        raised: BaseException | None = None
        while True:
            try:
                waited_for = self._coroutine.throw(raised) if raised else self._coroutine.send(sent)
            except StopIteration:
                return
            sent = raised = None
            task = asyncio.current_task()
            if self._left == 0 and task is not None:
                task.cancel()
            self._left -= 1
            try:
                sent = yield waited_for
            except BaseException as problem:
                raised = problem


async def no_request_is_held(core: OpenRouterCore) -> None:
    await asyncio.sleep(0)
    session: Any = transport_of(core).async_session(asyncio.get_running_loop())
    pools = [client._transport._pool for client in session._clients.values()]
    assert [pool.in_use for pool in pools if pool.in_use] == []


@pytest.mark.parametrize("how", ["cancelled", "out of time"])
def test_a_tls_handshake_that_is_given_up_leaves_no_socket(server: LocalServer, how: str) -> None:
    url = server.url.replace("http:", "https:")
    limit = Timeout(total=0.05 if how == "out of time" else 5)

    async def main() -> None:
        async with OpenRouterCore("a-key", server_url=url, timeout=limit) as core:
            for _ in range(3):
                server.enqueue_connection([Stall()])
                task = asyncio.create_task(chat_send_async(core, REQUEST))
                await asyncio.sleep(0.04)
                if how == "cancelled":
                    task.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await task
                else:
                    assert type((await task).failure()) is errors.RequestTimeoutError
                await asyncio.to_thread(server.wait_for_open_connections, 0)
            await no_request_is_held(core)

    asyncio.run(main())


def test_a_cancelled_task_closes_its_connection(server: LocalServer, core: OpenRouterCore) -> None:
    server.always(STALLED)

    async def main() -> None:
        async def read() -> None:
            async for _ in await streamed_async(core):
                pass

        task = asyncio.create_task(read())
        await asyncio.to_thread(server.wait_for_requests, 1)
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.requests[0].wait_for_disconnect)

    asyncio.run(main(), debug=True)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_is_no_failure_passes_through_and_closes_the_connection(
    server: LocalServer, kind: type[BaseException]
) -> None:
    def interrupt(_: object) -> None:
        raise kind

    with OpenRouterCore(server_url=server.url, hooks=Hooks(after_response=interrupt)) as core:
        for stream in (False, True):
            with pytest.raises(kind):
                chat_send(core, REQUEST, stream=stream)
        assert held(core) == 0


# Forks and processes.


def in_a_child(work: Callable[[], None]) -> None:
    """Run it in a fork, and fail where it fails."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


@forks
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_fork_makes_connections_of_its_own(server: LocalServer, core: OpenRouterCore) -> None:
    text_of(chat_send(core, REQUEST))

    def child() -> None:
        text_of(chat_send(core, REQUEST))
        asyncio.run(chat_send_async(core, REQUEST)).unwrap()
        core.close()

    in_a_child(child)
    text_of(chat_send(core, REQUEST))
    connections = [request.connection for request in server.requests]
    assert connections[0] == connections[3], "the parent goes on with its own"
    assert len(set(connections)) == 3


@forks
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize("how", ["close", "let go", "close the core", "exit"])
def test_a_fork_leaves_its_parents_stream_alone(
    server: LocalServer, core: OpenRouterCore, how: str
) -> None:
    first = len(STREAM.pieces[0])
    server.enqueue(STREAM.pause(0.3, first, of="body"))
    streams = [streamed(core)]
    next(streams[0])

    def child() -> None:
        if how == "close":
            streams[0].close()
        elif how == "let go":
            streams.clear()
            gc.collect()
        elif how == "close the core":
            core.close()
        else:
            with pytest.raises(SystemExit):
                sys.exit()

    in_a_child(child)
    assert "".join(result.unwrap().text for result in streams[0]) == " two three"


@forks
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_fork_while_other_threads_call_does_not_hang(
    server: LocalServer, core: OpenRouterCore
) -> None:
    stop = threading.Event()

    def busy() -> None:
        while not stop.is_set():
            text_of(chat_send(core, REQUEST))

    threads = [threading.Thread(target=busy) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            in_a_child(lambda: print(end=text_of(chat_send(core, REQUEST))[:0]))
    finally:
        stop.set()
        for thread in threads:
            thread.join()


PROCESS = """
import multiprocessing, sys
from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send

def work(core):
    return chat_send(core, {"messages": [{"role": "user", "content": "Hi, world"}]}).unwrap().text

if __name__ == "__main__":
    core = OpenRouterCore(server_url=sys.argv[2], api_key="a-key")
    here = work(core)
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        there = pool.map(work, [core] * 4)
    print(here == work(core) and set(there) == {here})
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_pool_of_processes_is_given_the_core(
    server: LocalServer, tmp_path: Path, method: str
) -> None:
    assert run(PROCESS, tmp_path, method, server.url) == "True"


def run(program: str, folder: Path, *arguments: str) -> str:
    """What a program prints; it must end well and say nothing on stderr, also in Python's development mode."""
    file = folder / "program.py"
    file.write_text(textwrap.dedent(program), encoding="utf-8")
    flags = ["-X", "dev", "-W", "error", "-W", "ignore::DeprecationWarning"]
    done = subprocess.run(
        [sys.executable, *flags, file, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


EXITS = {
    "after a call": "chat_send(core, request).unwrap()",
    "with a stream open": "stream = chat_send(core, request, stream=True).unwrap(); next(stream)",
    "with a stream unread": "stream = chat_send(core, request, stream=True).unwrap()",
    "with a stream in a cycle": "it = []; it += [it, chat_send(core, request, stream=True).unwrap()]",
    "from a thread": "import threading; t = threading.Thread(target=chat_send, args=(core, request)); t.start()",
    "in a loop": """
async def main():
    global stream
    stream = (await chat_send_async(core, request, stream=True)).unwrap()
    async for _ in stream:
        break
asyncio.run(main(), debug=False)
""",
    "with a loop's stream unread": """
async def main():
    global stream
    stream = (await chat_send_async(core, request, stream=True)).unwrap()
asyncio.run(main(), debug=False)
""",
    "by an exception": """
import contextlib
stream = chat_send(core, request, stream=True).unwrap()
next(stream)
sys.exit(0)
""",
}


@pytest.mark.parametrize("how", list(EXITS))
def test_an_interpreter_ends_in_silence(server: LocalServer, tmp_path: Path, how: str) -> None:
    if "stream" in EXITS[how]:
        server.always(STREAM.pause(0.1, len(STREAM.pieces[0]), of="body"))
    run(
        f"""
import asyncio, sys
from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
core = OpenRouterCore(server_url={server.url!r}, api_key="a-key")
request = {REQUEST!r}
{EXITS[how]}
""",
        tmp_path,
    )
    server.wait_for_open_connections(0)


# Copies and pickles.


def configuration(core: OpenRouterCore) -> dict[str, object]:
    return {name: value for name, value in vars(core).items() if name != "connections"}


def test_a_core_travels_with_its_configuration(server: LocalServer) -> None:
    core = OpenRouterCore(
        api_key="a-key",
        http_referer="https://example.com",
        x_title="Tests",
        app_categories=["a", "b"],
        server_url=server.url,
        user_agent="tests/1",
        timeout=Timeout(read=7),
        retry_config=RetryConfig("none"),
        hooks=Hooks(on_error=print),
        max_event_bytes=99,
    )
    text_of(chat_send(core, REQUEST))
    for copied in (copy.copy(core), copy.deepcopy(core), pickle.loads(pickle.dumps(core))):
        assert copied is not core
        assert configuration(copied) == configuration(core)
        with copied:
            text_of(chat_send(copied, REQUEST))
    core.close()
    assert server.connections.accepted == 4
    assert {request.headers["Authorization"] for request in server.requests} == {"Bearer a-key"}


def test_a_core_that_cannot_be_pickled_says_why() -> None:
    with httpx.Client() as mine:
        core = OpenRouterCore(http_client=mine)
        assert copy.copy(core).http_client is copy.deepcopy(core).http_client is mine
        with pytest.raises(TypeError, match="injected HTTP client"):
            pickle.dumps(core)
    with pytest.raises(TypeError, match="api_key"):
        pickle.dumps(OpenRouterCore(api_key=lambda: "a-key"))
    with pytest.raises(TypeError, match="hooks"):
        pickle.dumps(OpenRouterCore(hooks=Hooks(on_retry=lambda event: None)))


def test_requests_options_and_responses_travel(server: LocalServer, core: OpenRouterCore) -> None:
    request = ChatGenerationParams(model="m", messages=[UserMessage("Hi")])
    options = RequestOptions(headers={"X-Mine": "1"}, timeout=3, extra_body={"a": 1})
    response = chat_send(core, REQUEST).unwrap()
    chunk = next(streamed(core)).unwrap()
    for value in (request, response, chunk):
        for copied in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert copied == value
            assert repr(copied) == repr(value)
    copied = pickle.loads(pickle.dumps(response))
    assert copied.http_meta == response.http_meta
    assert (
        repr(pickle.loads(pickle.dumps(options))) == repr(copy.deepcopy(options)) == repr(options)
    )


def test_errors_travel(server: LocalServer, core: OpenRouterCore) -> None:
    server.enqueue(
        Reply.error(402, "No credits", metadata={"provider_name": "X", "raw": '{"a":1}'})
    )
    server.enqueue(Reply.json(completion()).cut(9))
    found = [
        chat_send(core, REQUEST).failure(),
        chat_send(core, REQUEST).failure(),
        chat_send(core, {"messages": []}).failure(),
        chat_send(core, REQUEST, options=RequestOptions(server_url="ftp://x")).failure(),
    ]
    assert len({type(error) for error in found}) == 4
    for error in found:
        for copied in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
            assert type(copied) is type(error)
            assert (str(copied), repr(copied)) == (str(error), repr(error))
            assert copied.http_meta == error.http_meta
            with pytest.raises(type(error)):
                raise copied
