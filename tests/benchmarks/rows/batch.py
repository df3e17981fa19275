"""The example that asks a file of prompts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.bench import HERE, OURS, PROGRAMS, Bench, Failed, Row, ask, table
from tests.benchmarks.rows.start import starter

EXAMPLE = HERE.parents[1] / "examples" / "batch.py"


def batch(bench: Bench) -> Iterator[Row]:
    """Many lines, eight in flight, which is the default."""
    lines = 4_000 if bench.quick else 20_000
    found = _run(bench, lines, "8")
    what = f"examples/batch.py, {lines:,} lines, 8 in flight, answers at once; CPU a line"
    values = {OURS: [found["cpu"] / lines * 1e3]}
    yield Row(what, "ms", values, floor=None, most=2.0, note=f"peak {found['peak']:.0f} MiB")


def in_flight(bench: Bench) -> Iterator[Row]:
    """Whether more in flight are ever slower."""
    lines = 1_000
    numbers = ("8", "50", "200")
    wall, cpu = table(numbers), table(numbers)
    for order in bench.rounds(5, 2, names=numbers):
        for number in order:
            found = _run(bench, lines, number)
            wall[number].append(found["wall"] / lines * 1e3)
            cpu[number].append(found["cpu"] / lines * 1e3)
    for number in numbers[1:]:
        what = f"examples/batch.py, {lines:,} lines, {number} in flight beside 8"
        for measured, values in (("wall", wall), ("CPU", cpu)):
            both = {OURS: values[number], "8": values["8"]}
            yield Row(f"{what}; {measured} a line", "ms", both, {"8": 1.0}, floor="8")


def _run(bench: Bench, lines: int, number: str) -> dict[str, float]:
    prompts, answers = Path(bench.folder, "prompts.jsonl"), Path(bench.folder, "answers.jsonl")
    answers.unlink(missing_ok=True)
    with prompts.open("w", encoding="utf-8") as file:
        for line in range(lines):
            file.write(json.dumps({"prompt": f"What is {line} plus {line}?"}) + "\n")
    command = [bench.python, str(PROGRAMS / "batch_at.py"), str(EXAMPLE)]
    command += [f"{bench.url}/answer/small", str(prompts), str(answers)]
    command += ["--in-flight", number]
    with starter(bench, stderr=subprocess.DEVNULL) as process:
        done = ask(process, {"command": command, "environment": bench.environment()}, "batch.py")
    if done["status"] or answers.read_bytes().count(b'"ok": true') != lines:
        raise Failed(f"batch.py exited with {done['status']}")
    return done


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "batch": batch,
    "batch_in_flight": in_flight,
}
