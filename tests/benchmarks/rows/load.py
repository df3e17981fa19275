"""Many calls in flight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from tests.benchmarks.bench import (
    FLOOR,
    LOADED,
    NO_TARGETS,
    OURS,
    SHORT,
    SMALL_ANSWER,
    Bench,
    Failed,
    Row,
    once,
    table,
)


def together(bench: Bench, *, calls: int, count: int, chunks: int = 0) -> Iterator[Row]:
    """So many calls, or short streams, that the server answers all at the same moment."""
    path = f"stream/text/{chunks}/4" if chunks else "answer/small"
    cpu, rate, memory = table(LOADED), table(LOADED), table(LOADED)
    for order in bench.rounds(3, names=LOADED):
        for name in order:
            job = {
                "how": "together",
                "do": "stream_async" if chunks else "call_async",
                "warm_url": f"{bench.url}/{path}",
                "url": f"{bench.url}/together/{calls}/{path}",
                "body": SHORT,
                "calls": calls,
                "count": count,
            }
            done = once(bench, name, job, chunks + 1 if chunks else SMALL_ANSWER)
            cpu[name].append(done["cpu"] * 1e6)
            rate[name].append(done["rate"])
            memory[name].append(done["peak"])
    noun = f"streams of {chunks} chunks" if chunks else "calls"
    yield Row(f"{calls:,} {noun} at the same moment; CPU each", "µs", cpu)
    yield Row("the same, each second", "", rate)
    yield Row("the same, peak memory", "MiB", memory)


def _job(bench: Bench, calls: int, at_once: int, milliseconds: int = 500) -> dict[str, Any]:
    return {
        "how": "flow",
        "do": "call_async",
        "warm_url": f"{bench.url}/answer/small",
        "url": f"{bench.url}/slow/{milliseconds}/answer/small",
        "body": SHORT,
        "calls": calls,
        "at_once": at_once,
    }


def slow_calls(
    bench: Bench,
    *,
    calls: int,
    at_once: int,
    targets: Mapping[str, float] = NO_TARGETS,
    threads: bool = False,
) -> Iterator[Row]:
    """Answers after half a second, as from a model."""
    names = (FLOOR, "httpx2", OURS, "openai")
    cpu, rate = table(names), table(names)
    job = _job(bench, calls, at_once)
    if threads:
        job |= {"how": "in_threads", "do": "call"}
    failed: set[str] = set()
    for order in bench.rounds(3, names=names):
        for name in order:
            try:
                done = once(bench, name, job, SMALL_ANSWER)
            except Failed:
                if name == OURS:
                    raise
                failed.add(name)  # such as a time limit of its own, on a machine that is busy
                continue
            cpu[name].append(done["cpu"] * 1e3)
            rate[name].append(done["rate"])
    where = f"in {at_once} threads" if threads else f"{at_once:,} at once"
    what = f"{calls:,} calls, {where}, answers after 0.5 s; CPU a call"
    for name in failed:
        del cpu[name], rate[name]
    note = f"failed: {', '.join(sorted(failed))}" if failed else ""
    yield Row(what, "ms", cpu, targets, note=note)
    yield Row("the same, calls a second", "", rate)


def growth(bench: Bench) -> Iterator[Row]:
    """What a call costs more among many than among few."""
    found = table((OURS,))
    for _ in bench.rounds(4, 2, names=(OURS,)):
        few = once(bench, OURS, _job(bench, 600, 50), SMALL_ANSWER)["cpu"]
        many = once(bench, OURS, _job(bench, 1000, 1000), SMALL_ANSWER)["cpu"]
        found[OURS].append(many / few)
    yield Row("CPU a call, 1 000 at once beside 50 at once", "times", found, floor=None, most=1.40)


def soak(bench: Bench) -> Iterator[Row]:
    """Whether a call costs the same after twenty thousand as after two thousand."""
    calls = 4_000 if bench.quick else 20_000
    job = _job(bench, calls, 100, 50) | {"window": calls // 10}
    done = once(bench, OURS, job, SMALL_ANSWER)
    windows = [each * 1e3 for each in done["windows"]]
    small = _job(bench, 1_000, 100, 50)
    floor = once(bench, FLOOR, small, SMALL_ANSWER)["cpu"] * 1e3
    what = f"{calls:,} calls, 100 in flight, answers after 50 ms; CPU a call, ten windows"
    note = f"httpx: of 1 000 calls; peak {done['peak']:.0f} MiB"
    yield Row(what, "ms", {OURS: windows, FLOOR: [floor]}, floor=None, most=2.5, note=note)
    # The first window opens the connections.
    flat = {OURS: [windows[-1] / windows[1]]}
    yield Row("the same, last window beside the second", "times", flat, floor=None, most=1.2)


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "together_1": partial(together, calls=1, count=200),
    "together_100": partial(together, calls=100, count=2),
    "together_1000": partial(together, calls=1000, count=1),
    "together_streams": partial(together, calls=100, count=2, chunks=20),
    "calls_50": partial(slow_calls, calls=600, at_once=50, targets={FLOOR: 0.60, "openai": 0.60}),
    "calls_200": partial(
        slow_calls, calls=600, at_once=200, targets={FLOOR: 0.25, "httpx2": 0.70, "openai": 0.45}
    ),
    "calls_1000": partial(slow_calls, calls=1000, at_once=1000, targets={FLOOR: 0.90}),
    "threads_50": partial(slow_calls, calls=600, at_once=50, targets={FLOOR: 1.00}, threads=True),
    "growth": growth,
    "soak": soak,
}
