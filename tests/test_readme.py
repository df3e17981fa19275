"""Every Python block of the README is a program of its own, and runs against the stand-in server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from openrouter_core.testing import LocalServer

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[object]:
    """Each block's code, on the line that it has in the README, so that a traceback names that line."""
    text = README.read_text(encoding="utf-8")
    found: list[object] = []
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        found.append(pytest.param("\n" * line + block[1], id=f"line-{line + 1}"))
    return found


@pytest.mark.parametrize("code", blocks())
def test_a_python_block_of_the_readme_runs(code: str, tmp_path: Path) -> None:
    program = tmp_path / "README.py"
    program.write_text(code, encoding="utf-8")
    with LocalServer(api_key="a-key") as server:
        done = subprocess.run(
            [sys.executable, "-W", "error", program],
            cwd=tmp_path,
            env={**os.environ, "OPENROUTER_API_KEY": "a-key", "OPENROUTER_SERVER_URL": server.url},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
