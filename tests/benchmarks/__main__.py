"""How fast, how large: this project beside bare httpx, which is the floor, and the official packages.

    make bench                         everything, about 6 minutes on 2 processors that are free
    make bench BENCH_ARGS=--quick      fewer rounds and shorter streams, 1 to 2 minutes
    make bench BENCH_ARGS="--rows 3,4 --json build/mine.json"

All contestants talk to the same local server in a process of its own, with the same body and the same canned answers,
each in the form that its own documentation shows, on a connection that is kept alive. They take turns in each round.
A cell is the median of the rounds (smallest–largest), and in front of it the median of the rounds' ratios to the floor.
CPU is user and system time of the client's process. On a shared machine trust the CPU rows; wall times are noisy.

Options:
    --quick       fewer rounds and shorter streams.
    --rows 1,2    only these rows: 1 cold start, 2 import, 3 calls, 4 streams, 5 memory of a long stream, 6 concurrent
                  calls and streams, 7 size.
    --json FILE   where to write what was measured (build/benchmarks.json).
    --wheel FILE  this project's wheel, to be weighed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import measure, report


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rows", default="1,2,3,4,5,6,7")
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"))
    parser.add_argument("--wheel", type=Path)
    options = parser.parse_args()

    where = report.conditions()
    print(where["date"], where["machine"], f"Python {where['python']}", sep="; ")
    print(", ".join(f"{name} {version}" for name, version in where["versions"].items()), end="\n\n")
    print(*report.heading(), sep="\n", flush=True)
    server = subprocess.Popen(
        [sys.executable, measure.HERE / "server.py"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    rows = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            bench = measure.Bench(
                url=server.stdout.readline().strip(),
                python=sys.executable,
                folder=folder,
                quick=options.quick,
                wheel=options.wheel,
            )
            for row in measure.all_rows(bench, {int(each) for each in options.rows.split(",")}):
                rows.append(row)
                print(report.line(row), flush=True)
    finally:
        server.terminate()
        server.communicate()
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report.as_json(rows, where), indent=1), encoding="utf-8")
    print(f"\nAll figures: {options.json}")


if __name__ == "__main__":
    main()
