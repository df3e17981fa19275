"""examples/stream_to_terminal.py: what is written arrives at once, and who leaves stops the model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, Reply, Stall, chunks

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "stream_to_terminal"
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and pipes")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


@pytest.fixture
def _heeds_interrupts() -> Iterator[None]:
    """Who was started by a shell in the background ignores SIGINT, and so would a process that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def unfinished(text: str) -> Reply:
    """The beginning of an answer, and then silence."""
    written = chunks(text, finish_reason=None, usage_counts=None)
    return Reply.events(written, done=False).stall(at=-1)


def interrupt(process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    return process.returncode, stdout, stderr


def test_without_a_key_a_stand_in_tells_of_the_sea(programs: Programs) -> None:
    done = programs.run(NAME, "Tell me about the sea.")
    assert done.returncode == 0
    assert done.stdout.startswith("The sea is wide")
    assert done.stdout.count("\n") == 1
    notice, usage = done.stderr.splitlines()
    assert "local server" in notice
    assert usage.endswith(" USD")


def test_the_answer_is_all_that_goes_to_stdout(programs: Programs, server: LocalServer) -> None:
    done = programs.run(NAME, "The capital of France?", "--model", "a/b", server=server)
    assert (done.returncode, done.stdout) == (0, "The capital of France is Paris.\n")
    assert done.stderr == "17 tokens, 6.15e-06 USD\n"
    asked = server.requests[0].json
    assert (asked["model"], asked["stream"]) == ("a/b", True)
    assert asked["messages"] == [{"role": "user", "content": "The capital of France?"}]


@posix
@pytest.mark.usefixtures("_heeds_interrupts")
def test_ctrl_c_in_an_answer_closes_the_connection(programs: Programs, server: LocalServer) -> None:
    server.enqueue(unfinished("The sea is"))
    with programs.start(NAME, server=server) as process:
        assert process.stdout is not None
        assert process.stdout.read(10) == b"The sea is"  # there, and the answer is not at its end
        assert interrupt(process) == (130, b"", b"\nstopped\n")
        assert server.requests[0].wait_for_disconnect()


@posix
@pytest.mark.usefixtures("_heeds_interrupts")
def test_ctrl_c_before_an_answer_closes_the_connection(
    programs: Programs, server: LocalServer
) -> None:
    server.enqueue([Stall()])
    with programs.start(NAME, server=server) as process:
        server.wait_for_requests(1, timeout=30)
        assert interrupt(process) == (130, b"", b"\nstopped\n")
        assert server.requests[0].wait_for_disconnect()


@posix
def test_a_reader_who_leaves_closes_the_connection(programs: Programs, server: LocalServer) -> None:
    server.enqueue(Reply.events(chunks("word " * 1000)).drip(250, pause=0.02))
    with programs.start(NAME, server=server) as process:
        assert process.stdout is not None
        assert process.stdout.read(4) == b"word"
        process.stdout.close()
        assert process.wait(timeout=30) == 141
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert server.requests[0].wait_for_disconnect()


@pytest.mark.parametrize(
    ("reply", "stdout", "stderr"),
    [
        pytest.param(
            Reply.error(402, "Insufficient credits"),
            "",
            "no answer: Insufficient credits [HTTP 402]\n",
            id="refused",
        ),
        pytest.param(
            Reply.events(chunks("Half an", finish_reason=None, usage_counts=None), done=False),
            "Half an\n",
            "the answer was cut off: the stream ended ",
            id="cut off on the way",
        ),
        pytest.param(
            Reply.events(chunks("Half an", finish_reason="length", usage_counts=None)),
            "Half an\n",
            "the answer was cut off: length\n",
            id="cut off by the token limit",
        ),
    ],
)
def test_what_is_not_a_whole_answer_is_a_failure(
    programs: Programs, server: LocalServer, reply: Reply, stdout: str, stderr: str
) -> None:
    server.enqueue(reply)
    done = programs.run(NAME, server=server)
    assert (done.returncode, done.stdout) == (1, stdout)
    assert done.stderr.startswith(stderr)
    assert done.stderr.count("\n") == 1


def test_an_answer_has_no_power_over_the_terminal(programs: Programs, server: LocalServer) -> None:
    server.enqueue(Reply.events(chunks("a\tb\x1b[2J\x9b2J\rc\nd \N{SNOWMAN}")))
    done = programs.run(NAME, server=server)
    assert done.stdout == "a\tb[2J2Jc\nd \N{SNOWMAN}\n"


def test_a_sign_that_stdout_has_not_is_a_question_mark(
    programs: Programs, server: LocalServer
) -> None:
    # In ASCII, the half of a surrogate pair arrives as what it is.
    event = json.dumps(chunks("\N{SNOWMAN}\ud83d!", usage_counts=None)[0])
    server.enqueue(Reply.events([event]))
    done = programs.run(NAME, server=server, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (0, "??!\n")
