"""Every example of the reference runs as it is printed there, sync and async, and prints what stands below it."""

from __future__ import annotations

import contextlib
import inspect
import io
import sys
import types
from pathlib import Path

import pytest

from tests.documentation.programs import TWINLESS, expected, program, program_async
from tests.operations_page import function, names


def assert_prints(code: str, name: str, docstring: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program prints what the page says. The interpreter ends a line that the program leaves open."""
    wanted = expected(docstring).split("\n")
    assert printed(code, name, monkeypatch).replace("\n", "") == "".join(wanted)


def printed(code: str, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a program writes, run as the main module."""
    module = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", module)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, name, "exec"), module.__dict__)
    return output.getvalue()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No example finds a key, a server or a file of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for variable in ("OPENROUTER_API_KEY", "OPENROUTER_SERVER_URL", "OPENROUTER_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize("name", names())
def test_an_example_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    docstring = inspect.getdoc(function(name)) or ""
    assert_prints(program(docstring, name), name, docstring, monkeypatch)


@pytest.mark.parametrize("name", [each for each in names() if each not in TWINLESS])
def test_the_async_form_of_an_example_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    docstring = inspect.getdoc(function(name)) or ""
    code = program_async(docstring, name)
    assert f"{name}_async" in code
    assert_prints(code, f"{name}_async", docstring, monkeypatch)
