"""One contestant in a process of its own: reads jobs as lines of JSON, does them, and writes what they cost.

A job names how its work is done (a function here), a function of the contestant's module, a URL and a body. That
function gives a callable that does the work once and returns a number, the length of the answer's text or the number of
chunks, which proves that it was done.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from functools import cache
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit


def peak() -> float:
    """The largest resident size so far, in MiB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)


@cache
def prepared(contestant: ModuleType, do: str, url: str, body: str) -> Callable[[], int]:
    work: Callable[[], int] = getattr(contestant, do)(url, json.loads(body))
    return work


def agreed(got: list[int]) -> Any:
    """The one number that all pieces of the work gave, or what they gave."""
    return got[-1] if len(set(got)) == 1 else sorted(set(got))


def repeat(contestant: ModuleType, job: dict[str, Any]) -> dict[str, Any]:
    """Do the work `count` times, on a connection that the first of all jobs of its kind opened."""
    work = prepared(contestant, job["do"], job["url"], json.dumps(job["body"]))
    started = time.perf_counter()
    cpu = time.process_time()
    got = [work() for _ in range(job["count"])]
    return {
        "cpu": (time.process_time() - cpu) / job["count"],
        "wall": (time.perf_counter() - started) / job["count"],
        "got": got[-1],
        "peak": peak(),
    }


def together(contestant: ModuleType, job: dict[str, Any]) -> dict[str, Any]:
    """Do the work `calls` times at once, and all that `count` times."""

    async def run() -> dict[str, Any]:
        prepare: Callable[[str, Any], Callable[[], Awaitable[int]]] = getattr(contestant, job["do"])
        await prepare(job["warm_url"], job["body"])()
        work = prepare(job["url"], job["body"])
        got: list[int] = []
        started = time.perf_counter()
        cpu = time.process_time()
        for _ in range(job["count"]):
            got += await asyncio.gather(*(work() for _ in range(job["calls"])))
        return {
            "cpu": (time.process_time() - cpu) / len(got),
            "rate": len(got) / (time.perf_counter() - started),
            "got": agreed(got),
            "peak": peak(),
        }

    return asyncio.run(run())


def flow(contestant: ModuleType, job: dict[str, Any]) -> dict[str, Any]:
    """Do the work `calls` times, `at_once` in flight, each of them beginning the next when it is done.

    `windows` has the CPU of a call for each so many calls (`window`), one after the other.
    """

    async def run() -> dict[str, Any]:
        prepare: Callable[[str, Any], Callable[[], Awaitable[int]]] = getattr(contestant, job["do"])
        await prepare(job["warm_url"], job["body"])()
        work = prepare(job["url"], job["body"])
        left = iter(range(job["calls"]))
        window = job.get("window", job["calls"])
        got: list[int] = []
        started = time.perf_counter()
        marks = [time.process_time()]

        async def one_after_the_other() -> None:
            for _ in left:
                got.append(await work())
                if len(got) % window == 0:
                    marks.append(time.process_time())

        await asyncio.gather(*(one_after_the_other() for _ in range(job["at_once"])))
        return {
            "cpu": (time.process_time() - marks[0]) / len(got),
            "rate": len(got) / (time.perf_counter() - started),
            "windows": [(b - a) / window for a, b in pairwise(marks)],
            "got": agreed(got),
            "peak": peak(),
        }

    return asyncio.run(run())


def in_threads(contestant: ModuleType, job: dict[str, Any]) -> dict[str, Any]:
    """Do the work `calls` times in `at_once` threads, which share one client."""
    from concurrent.futures import ThreadPoolExecutor

    prepare: Callable[[str, Any], Callable[[], int]] = getattr(contestant, job["do"])
    prepare(job["warm_url"], job["body"])()
    work = prepare(job["url"], job["body"])
    started = time.perf_counter()
    cpu = time.process_time()
    with ThreadPoolExecutor(job["at_once"]) as threads:
        got = list(threads.map(lambda _: work(), range(job["calls"])))
    return {
        "cpu": (time.process_time() - cpu) / len(got),
        "rate": len(got) / (time.perf_counter() - started),
        "got": agreed(got),
        "peak": peak(),
    }


def many_streams(contestant: ModuleType, job: dict[str, Any]) -> dict[str, Any]:
    """Open so many streams, and only then let the server write: opening them is not a chunk's affair."""

    async def run() -> dict[str, Any]:
        await contestant.stream_async(job["warm_url"], job["body"])()
        open_one = contestant.open_async(job["url"], job["body"])
        before = peak()
        opened = await asyncio.gather(*(open_one() for _ in range(job["streams"])))
        open_peak = peak()
        started = time.perf_counter()
        cpu = time.process_time()
        await _go(job["url"])
        got = await asyncio.gather(*(read_rest() for read_rest in opened))
        return {
            "cpu": (time.process_time() - cpu) / sum(got),
            "rate": sum(got) / (time.perf_counter() - started),
            "got": agreed(got),
            "open": (open_peak - before) / job["streams"],
            "peak": peak(),
        }

    return asyncio.run(run())


async def _go(url: str) -> None:
    where = urlsplit(url)
    _, writer = await asyncio.open_connection(where.hostname, where.port)
    writer.write(b"GET /go HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await writer.drain()
    writer.close()


HOW = {each.__name__: each for each in (repeat, together, flow, in_threads, many_streams)}


def main() -> None:
    contestant = import_module(f"work_{sys.argv[1]}")
    print(
        json.dumps({"can": [name for name in dir(contestant) if not name.startswith("_")]}),
        flush=True,
    )
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(HOW[job.get("how", "repeat")](contestant, job)), flush=True)


if __name__ == "__main__":
    main()
