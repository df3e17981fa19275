"""The same promises, with bodies that atheris finds: it keeps what reaches new code. `python -m tests.fuzz` runs it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

FAILURE = Path("fuzz-failure-guided.json")


def main() -> None:
    """Fuzz; libFuzzer ends the process, with a status other than 0 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000)
    said = parser.parse_args()
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["openrouter_core"]):
        answers: Any = import_module("tests.fuzz.answers")
        promises: Any = import_module("tests.fuzz.promises")

    def one(data: bytes) -> None:
        # What is around the body follows from its first bytes, so that those can be found too.
        answer = answers.around(Random(data[:2]), data[2:], encoded=False)
        try:
            promises.check_middle(answer)
        except Exception:
            FAILURE.write_text(answer.to_json(), encoding="utf-8")
            print(f"written to {FAILURE}; python -m tests.fuzz --replay {FAILURE}")
            raise

    with tempfile.TemporaryDirectory() as corpus:
        for number, body in enumerate((*answers.DOCUMENTS, *answers.STREAMS)):
            Path(corpus, f"{number}").write_bytes(b"\x00\x00" + body)
        limits = ["-max_len=20000", "-timeout=60", f"-artifact_prefix={corpus}/"]
        atheris.Setup([sys.argv[0], f"-atheris_runs={said.runs}", *limits, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
