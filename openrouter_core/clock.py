"""`Clock`: time and random numbers, in one place so that tests can give their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple


def _random() -> float:
    import random  # costs 5 ms to import, and only a retry needs it

    return random.random()


def _sleep(seconds: float, aborted: threading.Event) -> None:
    aborted.wait(min(seconds, threading.TIMEOUT_MAX))


async def _sleep_async(seconds: float) -> None:
    import asyncio

    await asyncio.sleep(seconds)


class Clock(NamedTuple):
    """Where all times and random numbers come from.

    Fields:
        now: seconds on a clock that never goes back.
        wall: seconds since the epoch.
        random: a number from 0 to 1.
        sleep: wait for a number of seconds, or until the event is set.
        sleep_async: wait for a number of seconds without blocking the event loop.
    """

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    random: Callable[[], float] = _random
    sleep: Callable[[float, threading.Event], None] = _sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep_async


SYSTEM_CLOCK = Clock()
