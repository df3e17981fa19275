"""How a test runs one of the programs in `examples/`: as its user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from openrouter_core.testing import LocalServer

ROOT = Path(__file__).parent.parent.parent

collect_ignore = ["mcp_server.py"]  # a program that imports what is of the extra `examples`


class Programs:
    """The programs of `examples/`, run from the top of the checkout; every warning in them is an error."""

    @staticmethod
    def command(name: str, *arguments: str) -> Sequence[str]:
        """What its docstring says to type."""
        return (sys.executable, "-W", "error", f"examples/{name}.py", *arguments)

    @staticmethod
    def environment(server: LocalServer | None, more: Mapping[str, str]) -> dict[str, str]:
        """This process's, with a key and a server in OpenRouter's place, or else without a key."""
        env = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
        if server is not None:
            env |= {"OPENROUTER_API_KEY": "a-key", "OPENROUTER_SERVER_URL": server.url}
        return env

    def run(
        self,
        name: str,
        *arguments: str,
        server: LocalServer | None = None,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run one to its end."""
        return subprocess.run(
            self.command(name, *arguments),
            cwd=ROOT,
            env=self.environment(server, env or {}),
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def start(self, name: str, *arguments: str, server: LocalServer) -> subprocess.Popen[bytes]:
        """Start one, to be met on its way."""
        return subprocess.Popen(
            self.command(name, *arguments),
            cwd=ROOT,
            env=self.environment(server, {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


@pytest.fixture(scope="session")
def programs() -> Programs:
    return Programs()
