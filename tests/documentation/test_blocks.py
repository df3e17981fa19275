"""Every Python block of README.md, CONTRIBUTING.md and the pages in docs/ is a program that runs, and that type
checkers accept as it stands there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documentation.blocks import ROOT, blocks, pages, written


@pytest.mark.parametrize("page", pages())
def test_the_blocks_of_a_page_run(page: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.documentation.blocks", page],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    results = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    failed = [
        f"{page}, line {each['line']}:\n{each['failed']}" for each in results if "failed" in each
    ]
    assert not failed, "\n\n".join(failed)
    assert (done.returncode, len(results)) == (0, len(blocks(page))), done.stderr
    skipped = {each["skipped"] for each in results if "skipped" in each}
    if len(skipped) and all("skipped" in each for each in results):
        pytest.skip(", ".join(sorted(skipped)))


def test_mypy_accepts_every_block(tmp_path: Path) -> None:
    files = [str(file) for _, file in written(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if "No module named mypy" in done.stderr:
        pytest.skip("mypy is not installed (the extra 'dev')")
    assert done.returncode == 0, done.stdout.replace(f"{tmp_path}/", "") + done.stderr


def test_pyright_accepts_every_block(tmp_path: Path) -> None:
    pytest.importorskip("pyright", reason="pyright is not installed (the extra 'dev')")
    files = [file for _, file in written(tmp_path)]
    settings = {"include": ["."], "typeCheckingMode": "standard", "pythonVersion": "3.11"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pyright",
            "--project",
            str(tmp_path),
            "--pythonpath",
            sys.executable,
            "--outputjson",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    report = json.loads(done.stdout)
    errors = [
        f"{Path(each['file']).name}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in report["generalDiagnostics"]
        if each["severity"] == "error"
    ]
    assert not errors, "\n".join(errors)
    assert report["summary"]["filesAnalyzed"] == len(files)
