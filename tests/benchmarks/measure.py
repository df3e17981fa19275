"""The rows: what is measured, round by round, each round with every contestant in turn.

A round's contestants see the machine within the same second or two, so a round's ratio means something also where the
machine is shared; who begins changes from round to round. This module imports little: a child inherits the peak memory
of the process that starts it, and that must stay below what the children need themselves.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"

FLOOR = "httpx"
OURS = "core"
CONTESTANTS = (FLOOR, OURS, "openrouter", "openai")
SLOW = "openrouter"
"""It takes so much longer than the others that it sits out some rounds."""
PACKAGES = {
    "httpx": "httpx",
    "core": "openrouter-core",
    "openrouter": "openrouter",
    "openai": "openai",
}

IMPORTS = {
    "httpx": "import httpx",
    "core": (
        "from openrouter_core import OpenRouterCore\n"
        "from openrouter_core.funcs.chat_send import chat_send\n"
        "OpenRouterCore('sk-or-v1-benchmark')"
    ),
    "openrouter": "from openrouter import OpenRouter\nOpenRouter(api_key='sk-or-v1-benchmark')",
    "openai": "from openai import OpenAI\nOpenAI(api_key='sk-or-v1-benchmark')",
}
TIMED_IMPORT = """
import sys, time
cpu, wall = time.process_time(), time.perf_counter()
{code}
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
modules = len(sys.modules)
import gc
made = [c for c in gc.get_objects() if isinstance(c, type) and "__attrs_attrs__" in c.__dict__]
print(cpu, wall, modules, sum(c.__module__.startswith("openrouter_core") for c in made))
"""

SHORT: dict[str, Any] = {
    "model": "openai/gpt-4o-mini",
    "messages": [
        {"role": "system", "content": "You are a helpful assistant."},
        {"role": "user", "content": "What is the capital of France?"},
    ],
}
LONG: dict[str, Any] = {**SHORT, "messages": SHORT["messages"] * 250}
SMALL_ANSWER, LARGE_ANSWER = 31, 100_000  # characters


class Row(NamedTuple):
    """One line of the table.

    Fields:
        number: the benchmark's own number, 1 to 7.
        what, unit: in words.
        values: each contestant's measurements, one a round.
        target: the ratio to the floor that this project wants to keep.
        floor: whether ratios make sense.
    """

    number: int
    what: str
    unit: str
    values: dict[str, list[float]]
    target: float | None = None
    floor: bool = True


class Failed(Exception):
    """A contestant did not do the work."""


class Bench(NamedTuple):
    """One sitting.

    Fields:
        url: the server's.
        python: the interpreter of the environment that holds the contestants.
        folder: an empty folder to run in, so that no checkout is imported by chance.
        quick: fewer rounds, shorter streams.
        wheel: this project's wheel, where there is one to weigh.
    """

    url: str
    python: str
    folder: str
    quick: bool
    wheel: Path | None

    def rounds(self, full: int, quick: int) -> Iterator[tuple[str, ...]]:
        """The contestants, in each round beginning with another."""
        for number in range(quick if self.quick else full):
            first = number % len(CONTESTANTS)
            yield CONTESTANTS[first:] + CONTESTANTS[:first]

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        clean = {
            name: value
            for name, value in os.environ.items()
            if not re.search(r"^(PYTHON|OPENROUTER|OPENAI)|_proxy$", name, re.IGNORECASE)
        }
        return subprocess.Popen(
            [self.python, *arguments], cwd=self.folder, env=clean, text=True, **options
        )


# ---------------------------------------------------------------- 1 and 2: a process from its first moment


def cold_start(bench: Bench) -> Iterator[Row]:
    wall, cpu, memory = _table(), _table(), _table()
    for number, order in enumerate(bench.rounds(15, 5)):
        for name in order:
            script = str(PROGRAMS / f"cold_{name}.py")
            started = time.perf_counter()
            process = bench.start(
                script, f"{bench.url}/answer/small", "sk-or-v1-benchmark", stdout=subprocess.PIPE
            )
            assert process.stdout is not None
            with process.stdout as output:
                printed = output.read()
            _, status, used = os.wait4(process.pid, 0)
            took = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode or len(printed.strip()) != SMALL_ANSWER:
                raise Failed(f"{script} printed {printed!r}")
            if number == 0:
                continue  # the first brings files into memory
            wall[name].append(took * 1e3)
            cpu[name].append((used.ru_utime + used.ru_stime) * 1e3)
            memory[name].append(
                used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
            )
    yield Row(1, "cold start: import, one chat, print, exit; wall", "ms", wall, target=1.30)
    yield Row(1, "the same, CPU", "ms", cpu)
    yield Row(1, "the same, peak memory", "MiB", memory, target=1.25)


def imports(bench: Bench) -> Iterator[Row]:
    cpu, wall, modules, classes = _table(), _table(), _table(), _table()
    for number, order in enumerate(bench.rounds(15, 5)):
        for name in order:
            process = bench.start(
                "-c", TIMED_IMPORT.format(code=IMPORTS[name]), stdout=subprocess.PIPE
            )
            printed, _ = process.communicate()
            figures = [float(each) for each in printed.split()]
            if number:
                for table, value in zip((cpu, wall, modules, classes), figures, strict=True):
                    table[name].append(value)
    for table in (cpu, wall):
        for name in table:
            table[name] = [value * 1e3 for value in table[name]]
    yield Row(
        2,
        "import and make a client (httpx: import alone), without Python's start; wall",
        "ms",
        wall,
        target=0.90,
    )
    yield Row(2, "the same, CPU", "ms", cpu)
    yield Row(2, "modules loaded", "", modules)
    yield Row(2, "attrs classes of this project created", "", {OURS: classes[OURS]}, floor=False)


# ---------------------------------------------------------------- 3 and 4: work on a connection that is open


class Worker:
    """A contestant that waits for jobs; see `programs/worker.py`."""

    def __init__(self, bench: Bench, name: str) -> None:
        program = str(PROGRAMS / "worker.py")
        self.name = name
        self.process = bench.start(program, name, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.can = set(self._answer()["can"])

    def do(self, job: Mapping[str, Any], expected: int) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        done = self._answer()
        if done["got"] != expected:
            raise Failed(f"{self.name}: {job['do']} gave {done['got']}, not {expected}")
        return done

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"{self.name} has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        self.process.communicate()


def warm_calls(bench: Bench, workers: Mapping[str, Worker]) -> Iterator[Row]:
    for what, do, kind, body, target in (
        ("small answer, 2 messages", "call", "small", SHORT, 1.20),
        ("the same, request of models", "call_typed", "small", SHORT, None),
        ("100 kB answer", "call", "large", SHORT, None),
        ("500 messages", "call", "small", LONG, None),
        ("500 messages, request of models", "call_typed", "small", LONG, None),
    ):
        expected = SMALL_ANSWER if kind == "small" else LARGE_ANSWER
        values = _work(
            bench,
            workers,
            job={"url": f"{bench.url}/answer/{kind}", "body": body},
            do=do,
            expected=expected,
            seconds=0.1 if bench.quick else 0.15,
            rounds=(9, 3),
        )
        yield Row(3, f"call, {what}; CPU", "µs", _scaled(values, 1e6), target)


def streams(bench: Bench, workers: Mapping[str, Worker]) -> Iterator[Row]:
    chunks = 1000 if bench.quick else 5000
    for kind, batch, do, target in (
        ("text", 32, "stream", 1.60),
        ("tools", 32, "stream", 1.60),
        ("reasoning", 32, "stream", 1.60),
        ("text", 32, "collect", None),
        ("text", 1, "stream", 1.60),
    ):
        values = _work(
            bench,
            workers,
            job={"url": f"{bench.url}/stream/{kind}/{chunks}/{batch}", "body": SHORT},
            do=do,
            expected=chunks * len("word00 ") if do == "collect" else chunks + 1,
            seconds=0,
            rounds=(3, 2) if batch == 1 else (7, 4),
        )
        folded = ", through chat_collect" if do == "collect" else ""
        read = "one event a read" if batch == 1 else f"{batch} events a read"
        yield Row(
            4,
            f"stream of {kind}, {read}{folded}; CPU a chunk",
            "µs",
            _scaled(values, 1e6 / chunks),
            target,
        )


def _work(
    bench: Bench,
    workers: Mapping[str, Worker],
    *,
    job: Mapping[str, Any],
    do: str,
    expected: int,
    seconds: float,
    rounds: tuple[int, int],
) -> dict[str, list[float]]:
    """CPU seconds of a piece of work.

    Who cannot do it in this form does it in the plain one (httpx knows no models, openai takes mappings); where a
    stream is to be collected, only the floor does.

    Arguments:
        seconds: how long one measurement should take; 0 does the work once.
    """
    values: dict[str, list[float]] = {}
    jobs: dict[str, dict[str, Any]] = {}
    want: dict[str, int] = {}
    for name, worker in workers.items():
        able, want[name] = do, expected
        if do not in worker.can:
            if do == "collect" and name != FLOOR:
                continue
            able = "stream" if do == "collect" else "call"
            want[name] = expected // len("word00 ") + 1 if do == "collect" else expected
        jobs[name] = {**job, "do": able, "count": 1}
        values[name] = []
        worker.do(jobs[name], want[name])  # opens the connection, compiles hooks
        if seconds:
            once = worker.do(jobs[name], want[name])["cpu"]
            jobs[name]["count"] = max(3, min(500, int(seconds / max(once, 1e-6))))
    for number, order in enumerate(bench.rounds(*rounds)):
        for name in order:
            if name in jobs and not (name == SLOW and number >= 3):
                values[name].append(workers[name].do(jobs[name], want[name])["cpu"])
    return values


# ---------------------------------------------------------------- 5 and 6: memory, and much at once


def stream_memory(bench: Bench) -> Iterator[Row]:
    """The growth from the first twentieth of a long stream to its end; peers, which are slower, get a shorter one."""
    growth, peaks = _table(), _table()
    most = 20_000 if bench.quick else 200_000
    for name in CONTESTANTS:
        chunks = most if name in (FLOOR, OURS) else most // 5
        worker = Worker(bench, name)
        job = {"do": "stream", "body": SHORT, "count": 1}
        before = worker.do({**job, "url": f"{bench.url}/stream/text/5000/32"}, 5001)["peak"]
        after = worker.do({**job, "url": f"{bench.url}/stream/text/{chunks}/32"}, chunks + 1)[
            "peak"
        ]
        worker.close()
        growth[name].append(after - before)
        peaks[name].append(after)
    yield Row(
        5,
        f"growth over a stream of {most:,} chunks (peers: {most // 5:,})",
        "MiB",
        growth,
        floor=False,
    )
    yield Row(5, "peak memory of that stream", "MiB", peaks)


def at_once(bench: Bench) -> Iterator[Row]:
    chunks = 20
    for do, path, expected in (
        ("call_async", "answer/small", SMALL_ANSWER),
        ("stream_async", f"stream/text/{chunks}/4", chunks + 1),
    ):
        for calls, count in ((1, 200), (100, 2), (1000, 1)):
            cpu, rate, memory = _table(), _table(), _table()
            for number, order in enumerate(bench.rounds(2 if calls == 1000 else 3, 1)):
                for name in order:
                    slow = name == SLOW
                    if slow and calls == 1000 and (number or bench.quick or do == "stream_async"):
                        continue  # half a minute each
                    worker = Worker(bench, name)
                    job = {
                        "do": do,
                        "warm_url": f"{bench.url}/{path}",
                        "url": f"{bench.url}/together/{calls}/{path}",
                        "body": SHORT,
                        "calls": calls,
                        "count": max(1, count // 10) if slow else count,
                    }
                    done = worker.do(job, expected)
                    worker.close()
                    cpu[name].append(done["cpu"] * 1e6)
                    rate[name].append(done["rate"])
                    memory[name].append(done["peak"])
            noun = "calls" if do == "call_async" else f"streams of {chunks} chunks"
            target = 1.20 if calls == 1000 and do == "call_async" else None
            yield Row(6, f"{calls:,} {noun} at once; CPU each", "µs", cpu, target)
            yield Row(6, "the same, each second", "", rate)
            yield Row(6, "the same, peak memory", "MiB", memory)


# ---------------------------------------------------------------- 7: size


def sizes(bench: Bench) -> Iterator[Row]:
    if bench.wheel is not None:
        weight = {OURS: [bench.wheel.stat().st_size / 1000]}
        yield Row(7, "the wheel (at most 400 kB)", "kB", weight, floor=False)
    installed = {name: [_installed(PACKAGES[name]) / 1e6] for name in CONTESTANTS}
    yield Row(7, "installed with all dependencies, byte code not counted", "MB", installed)


def _installed(package: str) -> int:
    """Bytes of a distribution's files, and of those of everything that it requires."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    waiting = [canonicalize_name(package)]
    size = 0
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        one = distribution(name)
        files = (
            Path(str(file.locate())) for file in one.files or () if "__pycache__" not in file.parts
        )
        size += sum(file.stat().st_size for file in files if file.is_file())
        for line in one.requires or ():
            required = Requirement(line)
            if required.marker is None or required.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(required.name))
    return size


def _table() -> dict[str, list[float]]:
    return {name: [] for name in CONTESTANTS}


def _scaled(values: Mapping[str, list[float]], factor: float) -> dict[str, list[float]]:
    return {name: [value * factor for value in each] for name, each in values.items()}


def all_rows(bench: Bench, wanted: set[int]) -> Iterator[Row]:
    """Measure; each row is given as soon as it is known."""
    apart: dict[int, Callable[[Bench], Iterator[Row]]] = {
        1: cold_start,
        2: imports,
        5: stream_memory,
        6: at_once,
        7: sizes,
    }
    warm = {3: warm_calls, 4: streams}
    for number in sorted(wanted):
        if number in apart:
            yield from apart[number](bench)
        else:
            workers = {name: Worker(bench, name) for name in CONTESTANTS}
            yield from warm[number](bench, workers)
            for worker in workers.values():
                worker.close()
