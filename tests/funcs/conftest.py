"""One way to call an operation, sync or async, so that every test is written once and run twice."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.testing import LocalServer


class Run:
    """Calls a function, or its async form."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous

    def __call__(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if not self.asynchronous:
            return function(*args, **kwargs)
        twin = getattr(sys.modules[function.__module__], f"{function.__name__}_async")

        async def call() -> Any:
            return await twin(*args, **kwargs)

        return asyncio.run(call())


class Time:
    """A clock that goes on only while somebody sleeps.

    Fields:
        waits: how long it was slept, in seconds.
        chance: every random number.
    """

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.chance = 1.0
        self.clock = Clock(
            now=lambda: sum(self.waits),
            random=lambda: self.chance,
            sleep=lambda seconds, aborted: self.waits.append(seconds),
            sleep_async=self._sleep,
        )

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Run:
    return Run(request.param)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def core(server: LocalServer, time: Time) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(api_key="a-key", server_url=server.url) as core:
        yield with_clock(core, time.clock)
