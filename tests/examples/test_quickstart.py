"""examples/quickstart.py: the first thing that a newcomer runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core.testing import LocalServer, Reply, chunks

if TYPE_CHECKING:
    from tests.examples.conftest import Programs


def test_without_a_key_a_stand_in_answers_whole_and_streamed(programs: Programs) -> None:
    done = programs.run("quickstart")
    assert (done.returncode, done.stderr) == (0, "")
    notice, whole, cost, streamed = done.stdout.splitlines()
    assert "local server" in notice
    assert whole == "openai/gpt-4o-mini: The capital of France is Paris."
    assert "USD" in cost
    assert streamed == "streamed: The capital of France is Paris."


def test_with_a_key_it_asks_the_api(programs: Programs) -> None:
    with LocalServer(api_key="a-key", answer="Paris.") as server:
        done = programs.run("quickstart", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "openai/gpt-4o-mini: Paris."
    assert [request.json["stream"] for request in server.requests] == [False, True]


def test_a_refusal_goes_to_stderr_and_into_the_exit_status(programs: Programs) -> None:
    with LocalServer(api_key="another-key") as server:
        done = programs.run("quickstart", server=server)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == 2 * [
        "chat_send failed: User not found. [HTTP 401: the API key is missing or not valid]"
    ]


def test_a_stream_that_breaks_off_is_a_failure(programs: Programs) -> None:
    with LocalServer(answer="Paris.") as server:
        server.enqueue(None, Reply.events(chunks("It is Paris.")).cut(at=-200))
        done = programs.run("quickstart", server=server)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "streamed: It is Paris."
    assert "the stream failed:" in done.stderr
