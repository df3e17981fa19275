"""A thousand streams open at once, in one event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.benchmarks.bench import FLOOR, OURS, SHORT, Bench, Row, once, table

STREAMS = 1000


def _paced(
    bench: Bench, *, chunks: int, milliseconds: int, target: float, memory: bool = False
) -> Iterator[Row]:
    names = (FLOOR, "httpx2", OURS)
    streams = 200 if bench.quick else STREAMS
    cpu, rate, idle = table(names), table(names), table(names)
    for order in bench.rounds(3, names=names):
        for name in order:
            job = {
                "how": "many_streams",
                "do": "open_async",
                "warm_url": f"{bench.url}/stream/text/8/4",
                "url": f"{bench.url}/paced/text/{chunks}/{milliseconds}",
                "body": SHORT,
                "streams": streams,
            }
            done = once(bench, name, job, chunks + 1)
            cpu[name].append(done["cpu"] * 1e6)
            rate[name].append(done["rate"])
            idle[name].append(done["open"] * 1024)
    if memory:
        yield Row(f"{streams:,} idle streams open; peak memory each", "KiB", idle)
        return
    sent = streams * 1000 // milliseconds
    what = f"{streams:,} streams at once, {sent:,} chunks a second; CPU a chunk"
    yield Row(what, "µs", cpu, {FLOOR: target})
    yield Row("the same, chunks a second", "", rate)


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "streams_saturated": partial(_paced, chunks=100, milliseconds=20, target=1.30),
    "streams_slow": partial(_paced, chunks=20, milliseconds=400, target=1.00),
    "streams_idle": partial(_paced, chunks=1, milliseconds=1, target=1.00, memory=True),
}
