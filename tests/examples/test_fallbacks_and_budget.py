"""examples/fallbacks_and_budget.py: the class of the error decides what happens next, and the cost when it ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, RecordedRequest, Reply, completion, error

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "fallbacks_and_budget"
FIRST, SECOND = "openai/gpt-4o-mini", "anthropic/claude-3.5-haiku"
ATTEMPTS = 3  # of the core, before the program hears of a failure that passes
FORBIDDEN = error(403, "This model flagged it")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key", answer="Paris.") as server:
        yield server


def models(server: LocalServer) -> list[str]:
    return [request.json["model"] for request in server.requests]


def busy(status: int, seconds: float) -> Reply:
    return Reply.error(status, "Busy", headers={"Retry-After": f"{seconds}"})


def test_without_a_key_each_question_is_answered_after_a_wait_and_a_switch(
    programs: Programs,
) -> None:
    done = programs.run(NAME)
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["model"] for line in lines] == [FIRST, SECOND, FIRST]
    assert lines[0] == {
        "question": "What is the capital of France?",
        "model": FIRST,
        "answer": "The capital of France is Paris.",
    }
    notice, waited, switched, spent = done.stderr.splitlines()
    assert "local server" in notice
    assert waited == f"{FIRST}: Slow down [HTTP 429; retry after 0.1 s]; waiting"
    assert switched.endswith(f"asking {SECOND}")
    assert spent == "spent 0.000039 of 0.01 USD"


@pytest.mark.parametrize("status", [429, 503, 529])
def test_a_busy_model_is_waited_for(programs: Programs, server: LocalServer, status: int) -> None:
    server.enqueue(*[busy(status, 0.05)] * ATTEMPTS)
    done = programs.run(NAME, "Capital?", server=server)
    assert done.returncode == 0
    assert "retry after 0.05 s" in done.stderr
    assert models(server) == [FIRST] * (ATTEMPTS + 1)
    *_, last, again = server.requests
    assert again.received_at - last.received_at >= 0.05


def test_a_model_that_stays_busy_is_left_in_the_end(
    programs: Programs, server: LocalServer
) -> None:
    def reply(request: RecordedRequest) -> Reply | None:
        return busy(429, 0.01) if request.json["model"] == FIRST else None

    server.always(reply)
    done = programs.run(NAME, "Capital?", server=server)
    assert done.returncode == 0
    assert done.stderr.count("waiting") == 3
    assert models(server) == [FIRST] * ATTEMPTS * 4 + [SECOND]


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(busy(429, 3600), id="busy for an hour"),
        pytest.param(Reply.error(400, "Too long for this model"), id="400"),
        pytest.param(Reply.json(FORBIDDEN, 403), id="403"),
        pytest.param(Reply.error(404, "No endpoints found"), id="404"),
        pytest.param(Reply.json(FORBIDDEN), id="an error with status 200"),
        pytest.param(
            Reply.json(completion("Par", finish_reason="error", error=FORBIDDEN)),
            id="an error in a choice",
        ),
        pytest.param(Reply(200, {}, "<html>"), id="no JSON"),
        pytest.param(Reply.json(completion("Paris.")).cut(at=-10), id="a broken connection"),
    ],
)
def test_what_another_model_may_do_better_is_asked_of_it(
    programs: Programs, server: LocalServer, reply: Reply
) -> None:
    server.enqueue(reply)
    done = programs.run(NAME, "Capital?", server=server)
    assert done.returncode == 0
    assert json.loads(done.stdout)["model"] == SECOND
    assert f"asking {SECOND}" in done.stderr
    assert models(server) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "reply", [Reply.error(402, "Insufficient credits"), Reply.error(401, "User not found.")]
)
def test_what_no_model_would_do_stops_everything(
    programs: Programs, server: LocalServer, reply: Reply
) -> None:
    server.enqueue(None, reply)
    done = programs.run(NAME, "One?", "Two?", "Three?", server=server)
    assert done.returncode == 3
    assert [json.loads(line)["question"] for line in done.stdout.splitlines()] == ["One?"]
    assert "no answer to 'Two?'" in done.stderr
    assert len(server.requests) == 2


def test_a_question_that_no_model_answers_does_not_stop_the_next(
    programs: Programs, server: LocalServer
) -> None:
    server.enqueue(*[Reply.error(400, "No")] * 2)
    done = programs.run(NAME, "One?", "Two?", server=server)
    assert done.returncode == 1
    assert [json.loads(line)["question"] for line in done.stdout.splitlines()] == ["Two?"]
    assert "no answer to 'One?': No [HTTP 400]" in done.stderr
    assert models(server) == [FIRST, SECOND, FIRST]


def test_nothing_is_asked_once_the_limit_is_reached(
    programs: Programs, server: LocalServer
) -> None:
    server.always(Reply.json(completion("Paris.", usage_counts=(1_000_000, 0))))  # 0.15 USD
    done = programs.run(NAME, "One?", "Two?", "Three?", "--limit", "0.2", server=server)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == len(server.requests) == 2
    assert done.stderr.endswith("spent 0.300000 of 0.2 USD\n")


def test_an_answer_that_broke_off_was_paid_for(programs: Programs, server: LocalServer) -> None:
    server.enqueue(
        Reply.json(
            completion(
                "Par",
                finish_reason="error",
                error=error(502, "Provider died"),
                usage_counts=(1_000_000, 0),
            )
        )
    )
    done = programs.run(NAME, "One?", "--limit", "0.1", server=server)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.endswith("spent 0.150000 of 0.1 USD\n")
    assert len(server.requests) == 1


def test_an_answer_without_a_cost_counts_as_free(programs: Programs, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion("Paris.", usage_counts=None)))
    done = programs.run(NAME, "One?", server=server)
    assert done.returncode == 0
    assert done.stderr == "spent 0.000000 of 0.01 USD\n"


@pytest.mark.parametrize("limit", ["nan", "-1", "much"])
def test_a_limit_that_limits_nothing_is_refused(
    programs: Programs, server: LocalServer, limit: str
) -> None:
    done = programs.run(NAME, f"--limit={limit}", server=server)
    assert done.returncode == 2
    assert "--limit" in done.stderr
    assert not server.requests
