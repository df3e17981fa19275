"""How fast, how large: this project beside bare httpx, which is the floor, httpx2 and the official packages.

    make bench                                  everything, about 20 minutes on 2 processors that are free
    make bench BENCH_ARGS=--quick               fewer rounds and shorter streams, about 8 minutes
    make bench BENCH_ARGS="--row calls_50"      one row, in a minute
    make bench BENCH_ARGS="--row 'call*,tls_*' --json build/mine.json"

All contestants talk to the same local server in a process of its own, with the same body and the same canned answers,
each in the form that its own documentation shows. They take turns in each round. A cell is the median of the rounds
(smallest–largest), and in front of it the median of the rounds' ratios to the floor, which is measured in the same
rounds. CPU is user and system time of the client's process. On a shared machine trust the CPU rows; wall times are
noisy. The last line says how even the machine was.

Options:
    --row NAMES   only these rows, by name or pattern, with commas between them.
    --quick       fewer rounds and shorter streams.
    --json FILE   where to write what was measured (build/benchmarks.json).
    --wheel FILE  this project's wheel, to be weighed.

Rows:
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from tests.benchmarks import report
from tests.benchmarks.bench import HERE, Bench
from tests.benchmarks.rows import ALL


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=f"{__doc__}    {' '.join(ALL)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--row", default="*")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"))
    parser.add_argument("--wheel", type=Path)
    options = parser.parse_args()
    patterns = options.row.split(",")
    wanted = [name for name in ALL if any(fnmatch(name, pattern) for pattern in patterns)]
    if not wanted:
        parser.error(f"no row is called {options.row}; there are {', '.join(ALL)}")

    where = report.conditions()
    print(where["date"], where["machine"], f"Python {where['python']}", sep="; ")
    print(", ".join(f"{name} {version}" for name, version in where["versions"].items()), end="\n\n")
    print(*report.heading(), sep="\n", flush=True)
    rows = []
    noise: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(HERE / "server.py"), folder]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            urls = json.loads(server.stdout.readline())
            bench = Bench(
                url=urls["http"],
                tls_url=urls["https"],
                python=sys.executable,
                folder=folder,
                quick=options.quick,
                wheel=options.wheel,
                noise=noise,
            )
            for name in wanted:
                for row in ALL[name](bench):
                    rows.append(row)
                    print(report.line(row), flush=True)
        finally:
            server.terminate()
            server.communicate()
    print("", report.noise(noise), sep="\n")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(
        json.dumps(report.as_json(rows, where, noise), indent=1), encoding="utf-8"
    )
    print(f"All figures: {options.json}")


if __name__ == "__main__":
    main()
