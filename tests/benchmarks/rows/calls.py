"""Calls one after the other, on a connection that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from tests.benchmarks.bench import (
    FLOOR,
    LARGE_ANSWER,
    NO_TARGETS,
    OURS,
    PEERS,
    SHORT,
    SLOW,
    SMALL_ANSWER,
    Bench,
    Row,
    Worker,
    scaled,
    table,
)

LONG = SHORT | {"messages": SHORT["messages"] * 250}
LONGEST = SHORT | {"messages": SHORT["messages"] * 1000}
MODELS = 500


def measured(
    bench: Bench,
    *,
    job: Mapping[str, Any],
    do: Mapping[str, str],
    expected: Mapping[str, int],
    seconds: float,
    rounds: tuple[int, int],
) -> dict[str, list[float]]:
    """CPU seconds of a piece of work.

    Arguments:
        do: by contestant, the function of its module that does the work.
        expected: by such a function what it gives.
        seconds: how long one measurement should take; 0 does the work once.
    """
    workers = {name: Worker(bench, name) for name in do}
    values = table(tuple(workers))
    counts: dict[str, int] = {}
    for name, worker in workers.items():
        one = {**job, "do": do[name], "count": 1}
        worker.do(one, expected[do[name]])  # opens the connection, compiles hooks
        cpu = worker.do(one, expected[do[name]])["cpu"] if seconds else 1
        counts[name] = max(3, min(500, int(seconds / max(cpu, 1e-6)))) if seconds else 1
    for number, order in enumerate(bench.rounds(*rounds, names=tuple(workers))):
        for name in order:
            if not (name == SLOW and number >= 3):
                one = {**job, "do": do[name], "count": counts[name]}
                values[name].append(workers[name].do(one, expected[do[name]])["cpu"])
    for worker in workers.values():
        worker.close()
    return values


def _call(
    bench: Bench,
    *,
    what: str,
    do: str = "call",
    kind: str = "small",
    body: Mapping[str, Any] = SHORT,
    targets: Mapping[str, float] = NO_TARGETS,
    names: Sequence[str] = PEERS,
) -> Iterator[Row]:
    """Who knows no models (httpx, openai) takes mappings where the others are given models."""
    answer = SMALL_ANSWER if kind == "small" else LARGE_ANSWER
    values = measured(
        bench,
        job={"url": f"{bench.url}/answer/{kind}", "body": body},
        do={name: do if name in (OURS, SLOW) else "call" for name in names},
        expected={"call": answer, "call_typed": answer},
        seconds=0.1 if bench.quick else 0.15,
        rounds=(9, 3),
    )
    yield Row(f"call, {what}; CPU", "µs", scaled(values, 1e6), targets)


def models_list(bench: Bench) -> Iterator[Row]:
    """A large answer of many objects."""
    values = measured(
        bench,
        job={"url": f"{bench.url}/catalog/{MODELS}", "body": SHORT},
        do=dict.fromkeys(PEERS, "list_models"),
        expected={"list_models": MODELS},
        seconds=0.15,
        rounds=(9, 3),
    )
    yield Row(f"list of {MODELS} models; CPU", "ms", scaled(values, 1e3), {FLOOR: 2.00})


def run_tools(bench: Bench) -> Iterator[Row]:
    """What a run with tools costs beside the request that it sends."""
    values = {}
    for name, do in (("chat_send", "send_tools"), (OURS, "run_tools")):
        values[name] = (OURS, do)
    workers = {name: Worker(bench, contestant) for name, (contestant, _) in values.items()}
    found = table(tuple(workers))
    for number, order in enumerate(bench.rounds(10, 4, names=tuple(workers))):
        for name in order:
            job = {"do": values[name][1], "count": 200, "body": SHORT}
            job["url"] = f"{bench.url}/answer/small"
            cpu = workers[name].do(job, SMALL_ANSWER)["cpu"]
            if number:  # the first compiles hooks
                found[name].append(cpu * 1e6)
    for worker in workers.values():
        worker.close()
    what = "chat_run_tools, ten tools, one step, beside chat_send of the same; CPU"
    yield Row(what, "µs", found, {"chat_send": 1.50}, floor="chat_send")


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "call": partial(_call, what="small answer, 2 messages", targets={FLOOR: 1.20}),
    "call_typed": partial(_call, what="the same, request of models", do="call_typed"),
    "call_large": partial(_call, what="100 kB answer", kind="large"),
    "call_500": partial(_call, what="500 messages", body=LONG),
    "call_500_typed": partial(
        _call, what="500 messages, request of models", do="call_typed", body=LONG
    ),
    "call_2000": partial(_call, what="2 000 messages", body=LONGEST, targets={FLOOR: 1.40}),
    "models_list": models_list,
    "run_tools": run_tools,
}
