"""examples/cli.py: an answer that appears while it is written, what it cost, and one branch for every error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, Reply, chunks

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "cli"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def test_the_answer_goes_to_stdout_and_its_cost_to_stderr(
    programs: Programs, server: LocalServer
) -> None:
    done = programs.run(NAME, "The", "capital of France?", server=server)
    assert (done.returncode, done.stdout) == (0, "The capital of France is Paris.")
    assert done.stderr == "\n6.15e-06 USD\n"
    (sent,) = server.requests
    assert sent.json["messages"] == [{"role": "user", "content": "The capital of France?"}]
    assert sent.json["stream"] is True


def test_the_answer_appears_while_it_is_written(programs: Programs, server: LocalServer) -> None:
    written = chunks("The sea is", finish_reason=None, usage_counts=None)
    server.enqueue(Reply.events(written, done=False).stall(at=-1))
    with programs.start(NAME, "Hi", server=server) as process:
        assert process.stdout is not None
        assert process.stdout.read(10) == b"The sea is"
        process.kill()


@pytest.mark.parametrize(
    ("reply", "stdout", "stderr"),
    [
        pytest.param(Reply.error(402, "Pay first"), "", "Pay first [HTTP 402]\n", id="refused"),
        pytest.param(
            Reply.events(chunks("Half an", finish_reason=None, usage_counts=None), done=False),
            "Half an",
            "the stream ended ",
            id="cut off",
        ),
    ],
)
def test_every_error_ends_in_one_line(
    programs: Programs, server: LocalServer, reply: Reply, stdout: str, stderr: str
) -> None:
    server.enqueue(reply)
    done = programs.run(NAME, "Hi", server=server)
    assert (done.returncode, done.stdout) == (1, stdout)
    assert done.stderr.startswith(f"\nno answer: {stderr}")
    assert done.stderr.count("\n") == 2
