"""Do the tests notice? `python -m tests.mutants --count 200 --seed 1` makes small changes, one at a time, and looks.

A change is a comparison, a boolean, a number, an operator, a word of the protocol or a case that is not what it was:
mutmut's operators, in the modules that only compute (`plan.py`). Each is made in a private copy of the repository. Of
a sample at least 95 in 100 have to be noticed by the tests beside the module, and for each of the others
`explained.toml` says why it changes nothing that can be seen.
"""

from __future__ import annotations

import argparse
import hashlib
import queue
import re
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants.copies import Copy, Outcome
from tests.mutants.mutations import Change, Mutant, changes
from tests.mutants.plan import modules, tests_of

ROOT = Path(__file__).parent.parent.parent
EXPLAINED = Path(__file__).parent / "explained.toml"
SHARE = 0.95  # of a sample, what has to be noticed
SLOWER = 4  # times what the tests take without a change, and
AT_LEAST = 30.0  # seconds: then they count as a loop without an end

Explanations = dict[tuple[str, str, str], str]


def explanations() -> Explanations:
    """Why a change is not to be seen, by its module, its lines, and what they become."""
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("change", [])
    return {(each["file"], each["was"], each["becomes"]): each["why"] for each in entries}


def outdated(known: Explanations) -> list[str]:
    """The explanations of lines that are not there any more."""
    found = []
    for file, was, _ in known:
        path = ROOT / file
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        there = {line.strip() for line in lines}
        if not there.issuperset(was.splitlines()):
            found.append(f"{file}: {was}")
    return found


def sample(files: list[str], count: int, seed: str) -> list[Change]:
    """So many of the changes of these modules, for a seed the same; an edit moves only those that it touches."""
    every = [change for file in files for change in changes(ROOT, file)]
    print(f"{len(every):,} changes of {len(files)} modules, of them {count} with seed {seed}")
    return sorted(every, key=lambda each: _order(f"{seed}\0{each.key}"))[:count]


def _order(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


class Trials:
    """The copies, each in use by one trial at a time."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self._free: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        for number in range(jobs):
            self._free.put(Copy(ROOT, folder / str(number)))

    def unchanged(self, test: str) -> Outcome:
        copy = self._free.get()
        try:
            return copy.run((test,), timeout=600)
        finally:
            self._free.put(copy)

    def changed(self, mutant: Mutant, timeout: float) -> Outcome:
        copy = self._free.get()
        try:
            return copy.run_with(mutant.file, mutant.code, tests_of(mutant.file), timeout)
        finally:
            self._free.put(copy)


def run(chosen: list[Change], jobs: int) -> list[Mutant]:
    """The changes that nothing noticed."""
    survivors: list[Mutant] = []
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ThreadPoolExecutor(jobs) as pool,
    ):
        trials = Trials(Path(folder), jobs)
        tests = sorted({test for change in chosen for test in tests_of(change.file)[1:]})
        seconds: dict[str, float] = {}
        for test, outcome in zip(tests, pool.map(trials.unchanged, tests), strict=True):
            if outcome.noticed:
                raise SystemExit(f"These fail without any change:\n{outcome.output}")
            seconds[test] = outcome.seconds
            print(f"{outcome.seconds:5.1f} s  {test}", flush=True)

        def attempt(change: Change) -> tuple[Mutant, Outcome]:
            mutant = change.made()
            usual = sum(seconds[test] for test in tests_of(change.file)[1:])
            return mutant, trials.changed(mutant, max(AT_LEAST, SLOWER * usual))

        for mutant, outcome in pool.map(attempt, chosen):
            if outcome.noticed:
                print(".", end="", flush=True)
            else:
                survivors.append(mutant)
                print(f"\nNot noticed, in {outcome.seconds:.0f} s\n{mutant}", flush=True)
    return survivors


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many changes")
    parser.add_argument("--seed", default="1", help="the same seed, the same changes")
    parser.add_argument("--jobs", type=int, default=2, help="how many at the same time")
    parser.add_argument("--only", default="", help="a pattern of the modules' paths")
    return parser.parse_args()


def main() -> int:
    said = arguments()
    began = time.monotonic()
    known = explanations()
    old = outdated(known)
    for each in old:
        print(f"explained.toml: these lines are no longer there: {each}")
    files = [file for file in modules(ROOT) if re.search(said.only, file)]
    chosen = sample(files, said.count, said.seed)
    survivors = run(chosen, said.jobs)
    unexplained = [each for each in survivors if (each.file, each.was, each.becomes) not in known]
    noticed = len(chosen) - len(survivors)
    print(
        f"\n{len(chosen)} changes: {noticed} noticed, {len(survivors) - len(unexplained)} explained, "
        f"{len(unexplained)} neither; {(time.monotonic() - began) / 60:.1f} minutes"
    )
    return int(bool(old or unexplained or noticed < SHARE * len(chosen)))


if __name__ == "__main__":
    raise SystemExit(main())
