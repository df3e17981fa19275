"""A long run of generated answers: `python -m tests.fuzz --count 1000000 --seed 1`.

Every answer is a body that is read whole and, under a status of success, also as a stream. The bulk goes through the
pure middle (`promises.check_middle`: classifier, `EventReader`, wire, retry decision), so that a million take minutes;
one in `batches.CALLS` goes through the functions themselves, sync and async, whole and streamed, with an HTTP client
whose transport is the answer (`promises.check_calls`). A hostile server follows (`tests.fuzz.hostile`) and, where
atheris is installed, a run that it guides by coverage.

An answer that breaks a promise is written out, and `--replay FILE` tries it again; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.answers import Answer
from tests.fuzz.batches import Failure, check, run_batch

BATCH = 5000  # answers that a process takes at once


def run(count: int, seed: str, jobs: int) -> list[Failure]:
    """Run batches in processes, and stop at the first failure."""
    began = time.monotonic()
    sizes = [min(BATCH, count - start) for start in range(0, count, BATCH)]
    answers = calls = 0
    failures: list[Failure] = []
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = [
            pool.submit(run_batch, f"{seed}/{number}", size) for number, size in enumerate(sizes)
        ]
        for batch in as_completed(waiting):
            if batch.cancelled():
                continue
            done = batch.result()
            answers += done.answers
            calls += done.calls
            if done.failure is not None:
                failures.append(done.failure)
                for each in waiting:
                    each.cancel()
    took = time.monotonic() - began
    print(
        f"{answers:,} answers, of them {calls // 4:,} in {calls:,} calls, with seed {seed}: "
        f"{took:.1f} s, {answers / took:,.0f} a second in {jobs} processes"
    )
    return failures


def guided(runs: int) -> int:
    """The run that atheris guides, in a process of its own: it instruments the package as it is imported."""
    if find_spec("atheris") is None:
        print("atheris is not installed: nothing is guided by coverage (pip install atheris)")
        return 0
    command = [sys.executable, "-m", "tests.fuzz.guided", "--runs", str(runs)]
    return int(subprocess.run(command, check=False).returncode != 0)


def hostile(seed: str, seconds: float) -> int:
    """The run against a hostile server, in a process of its own: its memory is looked at."""
    command = [sys.executable, "-m", "tests.fuzz.hostile", "--seed", seed]
    done = subprocess.run([*command, "--seconds", str(seconds)], check=False)
    return int(done.returncode != 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="how many answers")
    parser.add_argument("--seed", default=str(int(time.time())), help="the same seed, the same run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--guided", type=int, default=100_000, help="how many runs with atheris")
    parser.add_argument("--hostile", type=float, default=120, help="seconds of a hostile server")
    parser.add_argument("--replay", type=Path, help="an answer that was written out")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder to write them to")
    return parser.parse_args()


def main() -> int:
    said = arguments()
    if said.replay is not None:
        answer = Answer.from_json(said.replay.read_text(encoding="utf-8"))
        failures = [each for calls in (False, True) if (each := check(answer, calls))]
        print("\n".join(each.report for each in failures) or "no promise is broken")
        return bool(failures)
    failures = run(said.count, said.seed, said.jobs)
    for number, failure in enumerate(failures):
        file = said.out / f"fuzz-failure-{said.seed}-{number}.json"
        file.write_text(failure.answer, encoding="utf-8")
        print(f"{failure.report}\nwritten to {file}; python -m tests.fuzz --replay {file}")
    if failures:
        return 1
    failed = hostile(said.seed, said.hostile) if said.hostile else 0
    return failed or (guided(said.guided) if said.guided else 0)


if __name__ == "__main__":
    sys.exit(main())
