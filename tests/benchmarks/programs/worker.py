"""One contestant in a process of its own: reads jobs as lines of JSON, does them, and writes what they cost.

A job names a function of the contestant's module, a URL and a body. The function gives a callable that does the work
once and returns a number, the length of the answer's text or the number of chunks, which proves that it was done.
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
from types import ModuleType
from typing import Any


def peak() -> float:
    """The largest resident size so far, in MiB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)


@cache
def prepared(contestant: ModuleType, do: str, url: str, body: str) -> Callable[[], int]:
    work: Callable[[], int] = getattr(contestant, do)(url, json.loads(body))
    return work


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


async def together(contestant: ModuleType, job: dict[str, Any]) -> dict[str, Any]:
    """Do the work `calls` times at once, and all that `count` times."""
    prepare: Callable[[str, Any], Callable[[], Awaitable[int]]] = getattr(contestant, job["do"])
    await prepare(job["warm_url"], job["body"])()
    work = prepare(job["url"], job["body"])
    got: list[int] = []
    started = time.perf_counter()
    cpu = time.process_time()
    for _ in range(job["count"]):
        got += await asyncio.gather(*(work() for _ in range(job["calls"])))
    done = len(got)
    return {
        "cpu": (time.process_time() - cpu) / done,
        "rate": done / (time.perf_counter() - started),
        "got": got[-1] if len(set(got)) == 1 else sorted(set(got)),
        "peak": peak(),
    }


def main() -> None:
    contestant = import_module(f"work_{sys.argv[1]}")
    print(
        json.dumps({"can": [name for name in dir(contestant) if not name.startswith("_")]}),
        flush=True,
    )
    for line in sys.stdin:
        job = json.loads(line)
        done = asyncio.run(together(contestant, job)) if "calls" in job else repeat(contestant, job)
        print(json.dumps(done), flush=True)


if __name__ == "__main__":
    main()
