"""What is promised stands in tables, and each of their rows names a test that there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+(?:::\w+)?))?`")


def rows(document: str, heading: str) -> list[str]:
    """The rows of the table below a heading."""
    _, found, below = (ROOT / document).read_text(encoding="utf-8").partition(f"\n{heading}\n")
    assert found, f"{document} has no section '{heading}'"
    section = re.split(r"\n#+ ", below)[0]
    return [line for line in section.splitlines() if line.startswith("|")][2:]


def names_in(path: str) -> set[str]:
    """The tests of a file: functions, and methods as ``Class::method``."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{each.name}"
                for each in node.body
                if isinstance(each, ast.FunctionDef)
            }
    return found


@pytest.mark.parametrize(
    ("document", "heading"),
    [
        ("docs/how/promises.md", "## What it promises"),
        ("SECURITY.md", "## What this package promises"),
    ],
)
def test_each_promise_names_a_test_that_there_is(document: str, heading: str) -> None:
    promises = rows(document, heading)
    assert promises
    for row in promises:
        named = TEST.findall(row)
        assert named, f"this row of {document} names no test: {row}"
        for path, test in named:
            assert (ROOT / path).is_file(), f"{document} names {path}, which is not there"
            assert not test or test in names_in(path), f"{path} has no test {test}"
