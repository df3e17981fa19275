"""From a name to a connection, within the limits: a slow name server, one that is silent, addresses that are silent."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpcore
import pytest

from openrouter_core import Ok, OpenRouterCore, RetryConfig, Timeout
from openrouter_core.funcs.models_list import models_list, models_list_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer

NAME = "api.example"
LookUp = Callable[[], list[str]]
PATIENT = Timeout(connect=60)
PATIENCE = 5.0  # seconds; what is tried would last longer, or for ever


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> Callable[[LookUp], list[str]]:
    """Answers for our name what a test says, and for all others what the system says; tells who asked."""
    asked: list[str] = []

    def use(look_up: LookUp) -> list[str]:
        system = socket.getaddrinfo

        def answer(host: Any, port: Any, *options: Any, **named: Any) -> Any:
            if host not in (NAME, NAME.encode()):
                return system(host, port, *options, **named)
            asked.append(threading.current_thread().name)
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
                for address in look_up()
            ]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        return asked

    return use


def core_for(port: int, timeout: Timeout) -> OpenRouterCore:
    return OpenRouterCore(
        server_url=f"http://{NAME}:{port}/api/v1",
        timeout=timeout,
        retry_config=RetryConfig("none"),
    )


def call(core: OpenRouterCore, asynchronous: bool) -> Any:
    began = time.monotonic()
    result = asyncio.run(models_list_async(core)) if asynchronous else models_list(core)
    assert time.monotonic() - began < PATIENCE
    return result


@pytest.fixture
def silent() -> Iterator[tuple[int, list[str]]]:
    """A port, and eight addresses at which it takes no connection and refuses none: the queue is full."""
    if sys.platform != "linux":
        pytest.skip("elsewhere there is one loopback address, and a full queue refuses")
    addresses = [f"127.0.0.{number}" for number in range(2, 10)]
    with ExitStack() as stack:
        port = 0
        for address in addresses:
            full = stack.enter_context(socket.socket())
            full.bind((address, port))
            port = full.getsockname()[1]
            full.listen(0)
            for _ in range(2):
                filler = stack.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex((address, port))
        yield port, addresses


both = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


@both
@pytest.mark.parametrize(
    ("timeout", "phase"),
    [
        (Timeout(connect=0.5), "connect"),
        (Timeout(connect=0.5, total=60), "connect"),
        (Timeout(total=0.5), "total"),
        (Timeout(connect=None, total=0.5), "total"),
    ],
    ids=["connect", "connect-first", "total", "total-alone"],
)
def test_all_addresses_share_one_limit(
    looked_up: Callable[[LookUp], list[str]],
    silent: tuple[int, list[str]],
    asynchronous: bool,
    timeout: Timeout,
    phase: str,
) -> None:
    port, addresses = silent
    looked_up(lambda: addresses)
    error = call(core_for(port, timeout), asynchronous).failure()
    assert type(error) is errors.RequestTimeoutError
    assert error.phase == phase


@both
def test_an_address_that_is_silent_leaves_time_for_the_next(
    looked_up: Callable[[LookUp], list[str]], silent: tuple[int, list[str]], asynchronous: bool
) -> None:
    port, addresses = silent
    with LocalServer(port=port, allowed_hosts=[NAME]) as server:
        looked_up(lambda: [*addresses[:2], "127.0.0.1"])
        with core_for(port, Timeout(connect=3)) as core:
            assert isinstance(call(core, asynchronous), Ok)
        assert len(server.requests) == 1


@both
@pytest.mark.parametrize("connect", [0.3, None], ids=["connect", "total"])
def test_a_name_server_that_is_silent_costs_no_more_than_the_limit(
    looked_up: Callable[[LookUp], list[str]], asynchronous: bool, connect: float | None
) -> None:
    released = threading.Event()

    def silence() -> list[str]:
        released.wait(60)
        return []

    looked_up(silence)
    core = core_for(9, Timeout(connect=connect, total=0.3 if connect is None else 60))
    try:
        if not asynchronous:
            error = call(core, False).failure()
        else:
            error = asyncio.run(released_after(core, released)).failure()
    finally:
        released.set()
    assert type(error) is errors.RequestTimeoutError
    assert error.body_sent is False or connect is None
    assert error.phase == ("total" if connect is None else "connect")


async def released_after(core: OpenRouterCore, released: threading.Event) -> Any:
    """asyncio's own thread for names is waited for when the loop ends."""
    result = await asyncio.wait_for(models_list_async(core), PATIENCE)
    released.set()
    return result


@both
def test_a_name_without_an_address_is_an_err_that_says_so(asynchronous: bool) -> None:
    core = OpenRouterCore(
        server_url="http://there-is-no-such-name.invalid/v1", retry_config=RetryConfig("none")
    )
    result = asyncio.run(models_list_async(core)) if asynchronous else models_list(core)
    error = result.failure()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("dns", False)
    assert "name could not be looked up" in str(error)


def test_calls_that_wait_for_one_name_share_one_look_up(
    looked_up: Callable[[LookUp], list[str]],
) -> None:
    """Else each would leave a thread behind while the name server is silent."""
    released, begun = threading.Event(), threading.Event()

    def slowly() -> list[str]:
        begun.set()
        released.wait(60)
        return ["127.0.0.1"]

    asked = looked_up(slowly)
    results: list[Any] = []
    with LocalServer(allowed_hosts=[NAME]) as server, core_for(server.port, PATIENT) as core:
        threads = [
            threading.Thread(target=lambda: results.append(models_list(core))) for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        assert begun.wait(60)
        wait_until(lambda: in_look_up() == 20)
        released.set()
        for thread in threads:
            thread.join(30)
    assert [type(result) for result in results] == [type(Ok(None))] * 20
    assert asked == ["openrouter-look-up"]


def test_a_core_that_is_closed_waits_for_no_name(
    looked_up: Callable[[LookUp], list[str]],
) -> None:
    released, begun = threading.Event(), threading.Event()

    def silence() -> list[str]:
        begun.set()
        released.wait(60)
        return []

    looked_up(silence)
    core = core_for(9, PATIENT)
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(models_list(core)))
    thread.start()
    try:
        assert begun.wait(60)
        core.close()
        thread.join(PATIENCE)
        assert type(results[0].failure()) is errors.RequestAbortedError
    finally:
        released.set()


def test_where_no_thread_is_to_be_had_the_caller_asks(
    looked_up: Callable[[LookUp], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalServer(allowed_hosts=[NAME]) as server, core_for(server.port, PATIENT) as core:
        asked = looked_up(lambda: ["127.0.0.1"])

        def none(thread: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr(threading.Thread, "start", none)
        result = models_list(core)
        monkeypatch.undo()
    assert isinstance(result, Ok)
    assert asked == [threading.current_thread().name]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_address_and_this_machine_need_no_thread(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        url = server.url.replace("127.0.0.1", host)
        started: list[str] = []
        start = threading.Thread.start

        def note(thread: threading.Thread) -> None:
            started.append(thread.name)
            start(thread)

        monkeypatch.setattr(threading.Thread, "start", note)
        assert isinstance(models_list(core.with_options(server_url=url)), Ok)
    assert "openrouter-look-up" not in started


def test_who_replaces_the_opening_of_sockets_gets_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(backend: Any, host: str, port: int, *options: Any, **named: Any) -> Any:
        asked.append(host)
        raise httpcore.ConnectError("not here")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refuse)
    assert type(models_list(core_for(9, PATIENT)).failure()) is errors.APIConnectionError
    assert asked == [NAME]


def in_look_up() -> int:
    """How many threads wait for a name's addresses."""
    stacks = (traceback.extract_stack(frame) for frame in sys._current_frames().values())
    return sum(any(step.name == "addresses_of" for step in stack) for stack in stacks)


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)
