"""Tests of my_program.py with a local server in place of OpenRouter: without a key, a network, or waits.

    python -m pytest examples/test_my_program.py

The two fixtures come from `openrouter_core.testing.fixtures`. A project with several test files needs the line with
`pytest_plugins` only once, in the ``conftest.py`` at the top of its tests.
"""

import sys

import pytest

from examples import my_program
from openrouter_core import Err, OpenRouterCore
from openrouter_core.models.errors import APIConnectionError
from openrouter_core.testing import LocalServer, Reply, chunks

pytest_plugins = ["openrouter_core.testing.fixtures"]


def test_the_request_and_the_answer(
    openrouter: OpenRouterCore, openrouter_server: LocalServer
) -> None:
    openrouter_server.enqueue(Reply.events(chunks("A short one.")))
    assert my_program.summary(openrouter, "A long text").unwrap() == "A short one."
    [request] = openrouter_server.requests
    assert request.json["messages"][0]["content"] == "Sum up in one sentence: A long text"


def test_a_rate_limit_is_waited_for(
    openrouter: OpenRouterCore, openrouter_server: LocalServer
) -> None:
    openrouter_server.enqueue(Reply.error(429, "Slow down", headers={"Retry-After": "20"}))
    assert my_program.summary(openrouter, "A long text").unwrap()
    assert len(openrouter_server.requests) == 2


def test_a_summary_that_is_cut_off_is_an_error(
    openrouter: OpenRouterCore, openrouter_server: LocalServer
) -> None:
    openrouter_server.enqueue(Reply.events(chunks("A short one.")).cut(at=-40))
    result = my_program.summary(openrouter, "A long text")
    assert isinstance(result, Err)
    assert isinstance(result.failure(), APIConnectionError)


def test_the_program_says_what_went_wrong(
    openrouter_server: LocalServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    openrouter_server.enqueue(Reply.error(402, "Out of credits"))
    monkeypatch.setattr(sys, "argv", ["my_program.py", "A long text"])
    assert my_program.main() == 1
    assert "no summary: Out of credits" in capsys.readouterr().err
