"""The two pytest fixtures for users' own tests: there when they are named, gone after each test, and no one else's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PLUGIN = 'pytest_plugins = ["openrouter_core.testing.fixtures"]\n'
TESTS = """
import os, subprocess, sys, threading, time, urllib.request
import pytest
from openrouter_core import BackoffStrategy, Ok, OpenRouterCore, RetryConfig
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.testing import Reply

ASK = {"messages": [{"role": "user", "content": "Capital of France?"}]}
SEEN = []


def test_the_core_asks_the_server(openrouter, openrouter_server):
    assert chat_send(openrouter, ASK).unwrap().text == "The capital of France is Paris."
    assert len(openrouter_server.requests) == 1
    SEEN.append(openrouter_server.url)


def test_each_test_has_a_server_of_its_own(openrouter_server):
    assert openrouter_server.requests == []
    with pytest.raises(OSError):
        urllib.request.urlopen(SEEN[0], timeout=5)


def test_a_wait_is_not_waited_for(openrouter, openrouter_server):
    began = time.monotonic()
    openrouter_server.enqueue(*[Reply.error(429, "Slow down", headers={"Retry-After": "50"})] * 2)
    patient = openrouter.with_options(
        retry_config=RetryConfig(backoff=BackoffStrategy(max_elapsed_time=200))
    )
    assert isinstance(chat_send(patient, ASK), Ok)
    assert len(openrouter_server.requests) == 3
    assert time.monotonic() - began < 25


def test_nor_in_async_code(openrouter, openrouter_server):
    import asyncio

    openrouter_server.enqueue(Reply.error(429, "Slow down", headers={"Retry-After": "50"}))

    async def main():
        async with openrouter:
            return await asyncio.wait_for(chat_send_async(openrouter, ASK), 25)

    assert isinstance(asyncio.run(main()), Ok)
    assert len(openrouter_server.requests) == 2


def test_a_core_of_the_programs_own_asks_it_too(openrouter_server):
    with OpenRouterCore() as core:
        assert isinstance(chat_send(core, ASK), Ok)
    assert len(openrouter_server.requests) == 1


def test_a_program_that_is_started_too(openrouter_server):
    program = (
        "from openrouter_core import OpenRouterCore\\n"
        "from openrouter_core.funcs.chat_send import chat_send\\n"
        f"print(chat_send(OpenRouterCore(), {ASK!r}).unwrap().text)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "Paris" in done.stdout, done.stderr


def test_the_environment_is_as_before():
    assert "OPENROUTER_SERVER_URL" not in os.environ
    assert not [thread for thread in threading.enumerate() if "LocalServer" in thread.name]
"""


def run(folder: Path, plugin: str) -> subprocess.CompletedProcess[str]:
    """Their tests, in a folder and a process of their own."""
    (folder / "conftest.py").write_text(plugin, encoding="utf-8")
    (folder / "test_theirs.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_who_names_the_module_has_both(tmp_path: Path) -> None:
    done = run(tmp_path, PLUGIN)
    assert "7 passed" in done.stdout, done.stdout + done.stderr


def test_who_does_not_has_neither(tmp_path: Path) -> None:
    done = run(tmp_path, "")
    assert "fixture 'openrouter_server' not found" in done.stdout
    assert "1 passed, 6 errors" in done.stdout
