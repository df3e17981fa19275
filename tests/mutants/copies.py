"""A copy of the repository, in which one module at a time is changed and its tests are run."""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from attrs import frozen

from tests.mutants.plan import LONG

COPIED = ("openrouter_core", "funcs", "models", "tests", "examples", "pyproject.toml")
MEMORY = 4 << 30  # bytes: a change that makes a loop endless may also make it collect


@frozen
class Outcome:
    """How a run of tests ended.

    Fields:
        noticed: A test failed, or they did not come to an end.
        seconds: How long that took.
        output: What pytest printed.
    """

    noticed: bool
    seconds: float
    output: str


class Copy:
    """The copy of one worker. Its symlinks stay symlinks, so that what is imported is the copy's own."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.top = folder / root.name
        for name in COPIED:
            if (root / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(root / name, self.top / name, symlinks=True, ignore=ignored)
            else:
                shutil.copy2(root / name, self.top / name)
        beside = root.parent / "shared"  # recorded traffic, where there is any
        if beside.is_dir():
            (folder / "shared").symlink_to(beside)

    def run(self, tests: tuple[str, ...], timeout: float) -> Outcome:
        """Run these tests up to the first that fails."""
        others = " and ".join(f"not ({name})" for name in LONG)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        command += ["-k", others, *tests]
        # The plugins of other packages take long to load, and no test here needs one. Where CI is set, hypothesis tries
        # the same inputs each time.
        environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CI": "true"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        began = time.monotonic()
        try:
            done = subprocess.run(
                command,
                cwd=self.top,
                env=environment,
                timeout=timeout,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                preexec_fn=_limit_memory,
                text=True,
                errors="replace",
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(True, time.monotonic() - began, f"no end within {timeout:.0f} s")
        return Outcome(done.returncode != 0, time.monotonic() - began, done.stdout)

    def run_with(self, file: str, code: str, tests: tuple[str, ...], timeout: float) -> Outcome:
        """The same while a module's text is this one."""
        path = self.top / file
        as_it_was = path.read_text(encoding="utf-8")
        try:
            self._write(path, code)
            return self.run(tests, timeout)
        finally:
            self._write(path, as_it_was)

    def _write(self, path: Path, code: str) -> None:
        path.write_text(code, encoding="utf-8")
        # Two texts of one length, written within a second, would look the same to the cache of compiled modules.
        Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
