"""examples/my_program.py and its own tests, which are run as their reader would."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, Reply
from tests.examples.conftest import ROOT

if TYPE_CHECKING:
    from tests.examples.conftest import Programs


def test_its_own_tests_pass() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "examples/test_my_program.py"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "PYTEST_ADDOPTS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "4 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("refused", [False, True])
def test_it_prints_a_summary_or_why_there_is_none(programs: Programs, refused: bool) -> None:
    with LocalServer(answer="A short one.", api_key="a-key") as server:
        server.always(Reply.error(402, "Out of credits") if refused else None)
        done = programs.run("my_program", "A long text", server=server)
    assert done.returncode == int(refused)
    assert done.stdout == ("" if refused else "A short one.\n")
    assert ("no summary: Out of credits" in done.stderr) is refused
