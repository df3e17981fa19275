"""examples/pipeline.py: three ways to write one pipeline, which say the same whatever the models answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, RecordedRequest, Reply, completion

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

WAYS = ["chained", "with_flow", "with_do"]
FIRST, SECOND = "openai/gpt-4o-mini", "anthropic/claude-3.5-haiku"
ORDER = "Order(item='blue mug', quantity=12)"
GOOD = Reply.json(completion('{"item": "blue mug", "quantity": 12}'))


def chat(text: str) -> Reply:
    return Reply.json(completion(text))


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        pytest.param(GOOD, None, ORDER, id="the first model's order is good"),
        pytest.param(chat("A dozen!"), GOOD, ORDER, id="no JSON"),
        pytest.param(chat("[" * 100_000), GOOD, ORDER, id="JSON without end"),
        pytest.param(chat('["mug", 12]'), GOOD, ORDER, id="JSON of another shape"),
        pytest.param(chat('{"item": "mug", "quantity": true}'), GOOD, ORDER, id="no number"),
        pytest.param(chat('{"item": "mug", "quantity": 0}'), GOOD, ORDER, id="implausible"),
        pytest.param(Reply.error(404, "No endpoints"), GOOD, ORDER, id="no such model"),
        pytest.param(chat(""), chat("?"), "Unreadable(answer='?')", id="neither can be read"),
        pytest.param(
            chat("?"),
            chat('{"item": "mug", "quantity": 5000}'),
            "Implausible(order=Order(item='mug', quantity=5000))",
            id="the second cannot be right",
        ),
        pytest.param(
            Reply.error(402, "No credits"), None, "PaymentRequiredResponseError", id="no credits"
        ),
        pytest.param(Reply.error(401, "Who?"), None, "UnauthorizedResponseError", id="no key"),
    ],
)
def test_every_way_says_the_same(
    programs: Programs, first: Reply, second: Reply | None, outcome: str
) -> None:
    def answer(request: RecordedRequest) -> Reply:
        if request.json["model"] == FIRST:
            return first
        return second or Reply.error(400, "the second model was not to be asked")

    with LocalServer(api_key="a-key") as server:
        server.always(answer)
        done = programs.run("pipeline", server=server)
    said = done.stdout if outcome == ORDER else done.stderr
    lines = [line.split(": ", 1) for line in said.splitlines()]
    assert [way for way, _ in lines] == WAYS
    for _, text in lines:
        assert re.match(re.escape(outcome), text)
    assert done.stdout + done.stderr == said
    assert done.returncode == (0 if outcome == ORDER else 1)
    models = [FIRST] if second is None else [FIRST, SECOND]
    assert [request.json["model"] for request in server.requests] == models * len(WAYS)
