"""Two pytest fixtures for tests of your own programs: `openrouter_server` and `openrouter`.

They are not loaded automatically. Name this module in the top ``conftest.py`` of your tests:

    pytest_plugins = ["openrouter_core.testing.fixtures"]

Then a test names the fixtures that it needs:

    def test_a_busy_server_is_asked_again(openrouter, openrouter_server):
        openrouter_server.enqueue(Reply.error(429, "Slow down", headers={"Retry-After": "20"}))
        assert my_program.summary(openrouter, "a text") == "what the server answers"
        assert len(openrouter_server.requests) == 2
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.testing.server import LocalServer

KEY = "sk-or-v1-of-a-test"


@pytest.fixture
def openrouter_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """A running `LocalServer` that requires a key; a new one for each test.

    During the test, environment variables hold its URL and its key (``OPENROUTER_SERVER_URL``, ``OPENROUTER_API_KEY``),
    so a program that makes its own ``OpenRouterCore()``, in this process or a child process, uses it too.
    """
    with LocalServer(api_key=KEY) as server:
        monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
        monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
        yield server


@pytest.fixture
def openrouter(openrouter_server: LocalServer) -> Iterator[OpenRouterCore]:
    """A core that uses `openrouter_server`, and does not wait before a retry."""
    with OpenRouterCore(api_key=KEY, server_url=openrouter_server.url) as core:
        yield with_clock(core, Clock(sleep=_no_wait, sleep_async=_no_wait_async))


def _no_wait(seconds: float, aborted: threading.Event) -> None:
    pass


async def _no_wait_async(seconds: float) -> None:
    pass
