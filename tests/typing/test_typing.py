"""What mypy --strict and pyright must say about programs that use the package.

Each file of `cases/` is such a program. A line that ends in `# rejected: <why>` must get an error from both checkers,
and no other line from either: an `assert_type` that stands there unmarked is a promise about an inferred type.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((Path(__file__).parent / "cases").glob("*.py"))
MARK = re.compile(r"# rejected: \S")

# What a checker has against a file: messages by line number.
Errors = Mapping[int, list[str]]


def run(*command: str) -> str:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def mypy_errors() -> dict[Path, Errors]:
    arguments = ("--strict", "--output", "json", "--no-pretty", *map(str, CASES))
    found: dict[Path, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in run(sys.executable, "-m", "mypy", *arguments).splitlines():
        each = json.loads(line)
        if each["severity"] == "error":
            found[ROOT / each["file"]][each["line"]].append(each["message"])
    return dict(found)


def pyright_errors() -> dict[Path, Errors]:
    # The files have a configuration of their own: the project's leaves them out of `make types`, and pyright then takes
    # them from no command line.
    project = str(Path(__file__).with_name("pyrightconfig.json"))
    arguments = ("--project", project, "--pythonpath", sys.executable, "--outputjson")
    found: dict[Path, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    report = json.loads(run(sys.executable, "-m", "pyright", *arguments))
    assert report["summary"]["filesAnalyzed"] == len(CASES)
    for each in report["generalDiagnostics"]:
        if each["severity"] == "error":
            line = each["range"]["start"]["line"] + 1
            found[Path(each["file"])][line].append(each["message"])
    return dict(found)


@pytest.fixture(scope="module", params=[mypy_errors, pyright_errors], ids=["mypy", "pyright"])
def errors(request: pytest.FixtureRequest) -> dict[Path, Errors]:
    found: dict[Path, Errors] = request.param()
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_exactly_the_marked_lines_are_rejected(case: Path, errors: dict[Path, Errors]) -> None:
    lines = case.read_text(encoding="utf-8").splitlines()
    marked = {number for number, line in enumerate(lines, 1) if MARK.search(line)}
    found = errors.get(case, {})
    assert sorted(marked - set(found)) == [], "lines that should be rejected and are not"
    assert {line: found[line] for line in sorted(set(found) - marked)} == {}


def test_no_error_stands_outside_the_cases(errors: dict[Path, Errors]) -> None:
    assert set(errors) <= set(CASES)
