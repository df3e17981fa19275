"""One stream after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.benchmarks.bench import FLOOR, OURS, PEERS, SHORT, Bench, Row, Worker, scaled, table
from tests.benchmarks.rows.calls import measured


def _stream(bench: Bench, *, kind: str, batch: int = 32, collect: bool = False) -> Iterator[Row]:
    """Where a stream is to be folded, only the floor reads it as it is."""
    chunks = 1000 if bench.quick else 5000
    do: dict[str, str] = {FLOOR: "stream", OURS: "collect"}
    if not collect:
        do = dict.fromkeys([str(name) for name in PEERS], "stream")
    values = measured(
        bench,
        job={"url": f"{bench.url}/stream/{kind}/{chunks}/{batch}", "body": SHORT},
        do=do,
        expected={"stream": chunks + 1, "collect": chunks * len("word00 ")},
        seconds=0,
        rounds=(3, 2) if batch == 1 else (7, 4),
    )
    folded = ", through chat_collect" if collect else ""
    read = "one event a read" if batch == 1 else f"{batch} events a read"
    what = f"stream of {kind}, {read}{folded}; CPU a chunk"
    yield Row(what, "µs", scaled(values, 1e6 / chunks), {} if collect else {FLOOR: 1.60})


def memory(bench: Bench) -> Iterator[Row]:
    """The growth from the first twentieth of a long stream to its end; peers, which are slower, get a shorter one."""
    growth, peaks = table(), table()
    most = 20_000 if bench.quick else 200_000
    for name in PEERS:
        chunks = most if name in (FLOOR, OURS) else most // 5
        job = {"do": "stream", "body": SHORT, "count": 1}
        worker = Worker(bench, name)
        before = worker.do({**job, "url": f"{bench.url}/stream/text/5000/32"}, 5001)["peak"]
        after = worker.do({**job, "url": f"{bench.url}/stream/text/{chunks}/32"}, chunks + 1)[
            "peak"
        ]
        worker.close()
        growth[name].append(after - before)
        peaks[name].append(after)
    what = f"growth over a stream of {most:,} chunks (openrouter, openai: {most // 5:,})"
    yield Row(what, "MiB", growth, floor=None)
    yield Row("peak memory of that stream", "MiB", peaks)


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "stream_text": partial(_stream, kind="text"),
    "stream_tools": partial(_stream, kind="tools"),
    "stream_reasoning": partial(_stream, kind="reasoning"),
    "stream_single": partial(_stream, kind="text", batch=1),
    "stream_collect": partial(_stream, kind="text", collect=True),
    "stream_memory": memory,
}
