"""What the rows are made with: the contestants, how they are started and take turns, and what a row is.

A round's contestants see the machine within the same seconds, so a round's ratio means something also where the machine
is shared; who begins changes from round to round. This module imports little: a child inherits the peak memory of the
process that starts it, and that must stay below what the children need themselves.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"

FLOOR = "httpx"
OURS = "core"
PACKAGES = {
    "httpx": "httpx",
    "httpx2": "httpx2",
    "core": "openrouter-core",
    "openrouter": "openrouter",
    "openai": "openai",
}
CONTESTANTS = tuple(PACKAGES)
PEERS = (FLOOR, OURS, "openrouter", "openai")
"""Where httpx's successor, which is about as fast with one connection, would only take time."""
LOADED = (FLOOR, "httpx2", OURS, "openai")
"""Where many are in flight: openrouter 1.3 needs minutes for it."""
SLOW = "openrouter"
"""It takes so much longer than the others that it sits out some rounds."""

BUDGET: Final = 40.0
"""Seconds after which a row begins no further round: one row has to be measured again in under a minute."""
NO_TARGETS: Final[Mapping[str, float]] = MappingProxyType({})

SHORT: dict[str, Any] = {
    "model": "openai/gpt-4o-mini",
    "messages": [
        {"role": "system", "content": "You are a helpful assistant."},
        {"role": "user", "content": "What is the capital of France?"},
    ],
}
SMALL_ANSWER, LARGE_ANSWER = 31, 100_000  # characters


class Row(NamedTuple):
    """One line of the table.

    Fields:
        what, unit: in words.
        values: each contestant's measurements, one a round.
        targets: by peer the ratio to it that this project wants to keep.
        floor: to whose values the ratios in the table are; None where ratios make no sense.
        most: the absolute value that this project wants to keep.
        note: what else there is to say, such as why nothing was measured.
    """

    what: str
    unit: str
    values: dict[str, list[float]]
    targets: Mapping[str, float] = NO_TARGETS
    floor: str | None = FLOOR
    most: float | None = None
    note: str = ""


class Failed(Exception):
    """A contestant did not do the work."""


class Bench(NamedTuple):
    """One sitting.

    Fields:
        url, tls_url: the server's, and the same over TLS.
        python: the interpreter of the environment that holds the contestants.
        folder: an empty folder to run in, so that no checkout is imported by chance; the server's authority is in it.
        quick: fewer rounds, shorter streams.
        wheel: this project's wheel, where there is one to weigh.
        noise: seconds that the same piece of work took, each time a round began.
    """

    url: str
    tls_url: str
    python: str
    folder: str
    quick: bool
    wheel: Path | None
    noise: list[float]

    def rounds(
        self, full: int, quick: int = 1, names: Sequence[str] = PEERS
    ) -> Iterator[tuple[str, ...]]:
        """The contestants, in each round beginning with another, until the time for a row is up."""
        started = time.perf_counter()
        for number in range(quick if self.quick else full):
            if number and time.perf_counter() - started > BUDGET:
                return
            self.noise.append(_same_work())
            first = number % len(names)
            yield (*names[first:], *names[:first])

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a contestant: nothing in it changes what a package does."""
        unwanted = re.compile(r"^(PYTHON|OPENROUTER|OPENAI|SSL)|_proxy$", re.IGNORECASE)
        return {k: v for k, v in os.environ.items() if not unwanted.search(k)} | more

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.python, *arguments],
            cwd=self.folder,
            env=self.environment(),
            text=True,
            **options,
        )

    @property
    def authority(self) -> Path:
        """The certificate that the server's own is signed with."""
        return Path(self.folder, "ca.pem")


def _same_work() -> float:
    started = time.perf_counter()
    total = 0
    for number in range(200_000):
        total += number
    return time.perf_counter() - started


class Worker:
    """A program that waits for jobs as lines of JSON; without more arguments a contestant, see `programs/worker.py`.

    Fields:
        can: what a contestant can do.
    """

    def __init__(self, bench: Bench, name: str) -> None:
        self.name = name
        self.process = bench.start(
            str(PROGRAMS / "worker.py"), name, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.can: Collection[str] = ask(self.process, None, name)["can"]

    def do(self, job: Mapping[str, Any], expected: int) -> dict[str, Any]:
        done = ask(self.process, job, self.name)
        if done["got"] != expected:
            raise Failed(f"{self.name}: {job['do']} gave {done['got']}, not {expected}")
        return done

    def close(self) -> None:
        self.process.communicate()


def ask(process: subprocess.Popen[str], job: Mapping[str, Any] | None, name: str) -> dict[str, Any]:
    """Give a program a job, where there is one, and read a line of what it says."""
    assert process.stdin is not None
    assert process.stdout is not None
    if job is not None:
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise Failed(f"{name} has ended")
    said: dict[str, Any] = json.loads(line)
    return said


def once(bench: Bench, name: str, job: Mapping[str, Any], expected: int) -> dict[str, Any]:
    """Do one job in a process of its own."""
    worker = Worker(bench, name)
    try:
        return worker.do(job, expected)
    finally:
        worker.close()


def table(names: Sequence[str] = PEERS) -> dict[str, list[float]]:
    return {name: [] for name in names}


def scaled(values: Mapping[str, list[float]], factor: float) -> dict[str, list[float]]:
    return {name: [value * factor for value in each] for name, each in values.items()}
