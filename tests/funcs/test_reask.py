"""`chat_parse(..., reask=)`: a model whose answer does not fit is told what is wrong, and asked again."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from openrouter_core import Hooks, Ok, OpenRouterCore, Parsed, RequestOptions, Timeout
from openrouter_core.budget import Budget
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_parse import chat_parse, parse_answer
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, completion
from tests.funcs.conftest import Run, Time


@attrs.frozen
class Line:
    text: str
    amount: float


REQUEST: dict[str, Any] = {"model": "a/b", "messages": [{"role": "user", "content": "Tea, 12.50"}]}
GOOD = '{"text": "Tea", "amount": 12.5}'
WRONG = '{"text": "Tea", "amount": "12,50"}'
TOOL_CALL = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}

MENDED: list[tuple[str | None, str]] = [
    (WRONG, "the answer does not fit the schema: amount: expected a number; got '12,50'"),
    (
        "Sure, it is tea",
        "the answer is not JSON (Expecting value: line 1 column 1 (char 0)): 'Sure, it i",
    ),
    (f"```json\n{GOOD}\n```", "the answer is JSON in a code fence"),
    (
        '{"text": "Tea"}',
        "the answer does not fit the schema: amount: expected a number; got nothing",
    ),
]


@pytest.mark.parametrize(("text", "wrong"), MENDED)
def test_the_model_reads_what_is_wrong_and_where(
    run: Run, core: OpenRouterCore, server: LocalServer, text: str, wrong: str
) -> None:
    server.enqueue(Reply.json(completion(text)), Reply.json(completion(GOOD)))
    parsed: Any = run(chat_parse, core, REQUEST, Line, reask=1).unwrap()
    assert parsed.value == Line("Tea", 12.5)
    first, second = (each.json for each in server.requests)
    assert {**second, "messages": first["messages"]} == first
    own, said = second["messages"][1:]
    assert (own["role"], own["content"]) == ("assistant", text)
    assert said["role"] == "user"
    assert said["content"].startswith(f"Your answer cannot be used: {wrong}")


def test_an_empty_answer_is_not_sent_back(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json(completion("")), Reply.json(completion(GOOD)))
    assert isinstance(run(chat_parse, core, REQUEST, Line, reask=1), Ok)
    assert [each["role"] for each in server.requests[1].json["messages"]] == ["user", "user"]


def test_usage_adds_up(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    server.enqueue(*(Reply.json(completion(text)) for text in (WRONG, "Hm", GOOD)))
    parsed: Any = run(chat_parse, core, REQUEST, Line, reask=5).unwrap()
    costs = [completion(text)["usage"]["cost"] for text in (WRONG, "Hm", GOOD)]
    assert parsed.usage.cost == pytest.approx(sum(costs))
    assert parsed.response.usage.cost == costs[2]
    assert len(server.requests) == 3
    assert len(server.requests[2].json["messages"]) == 5


def test_without_it_the_model_is_asked_once(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json(completion(WRONG)))
    error: Any = run(chat_parse, core, REQUEST, Line).failure()
    assert error.usage == error.partial.usage
    assert error.usage.cost > 0
    assert len(server.requests) == 1


def test_it_is_asked_so_often_and_no_more(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(*(Reply.json(completion(WRONG)) for _ in range(4)))
    error: Any = run(chat_parse, core, REQUEST, Line, reask=2).failure()
    assert error.usage.cost == pytest.approx(3 * error.partial.usage.cost)
    assert type(error) is errors.AnswerSchemaError
    assert len(server.requests) == 3


FINAL: list[tuple[dict[str, Any], type[errors.OpenRouterError]]] = [
    (completion("No", message={"refusal": "No."}), errors.AnswerRefusedError),
    (completion(GOOD[:9], finish_reason="length"), errors.AnswerCutOffError),
    (completion(None, message={"tool_calls": [TOOL_CALL]}), errors.AnswerNotJsonError),
    ({**completion(), "choices": None}, errors.AnswerNotJsonError),
]


@pytest.mark.parametrize(("body", "cls"), FINAL)
def test_what_asking_does_not_mend_is_not_asked_again(
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
    body: dict[str, Any],
    cls: type[errors.OpenRouterError],
) -> None:
    server.enqueue(Reply.json(body))
    assert type(run(chat_parse, core, REQUEST, Line, reask=3).failure()) is cls
    assert len(server.requests) == 1


def test_a_later_request_that_fails_keeps_what_was_spent(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json(completion(WRONG)), Reply.error(402, "No credit"))
    error: Any = run(chat_parse, core, REQUEST, Line, reask=1).failure()
    assert error.usage.cost > 0
    assert type(error) is errors.PaymentRequiredResponseError
    assert error.partial.text == WRONG
    assert isinstance(error.__cause__, errors.AnswerSchemaError)


@pytest.mark.parametrize(
    ("seconds", "cls", "requests"),
    [
        (99.7, errors.RequestTimeoutError, 2),  # the second request has 0.3 s, and is not answered
        (99.999, errors.AnswerSchemaError, 1),
    ],
)
def test_all_requests_have_the_time_of_one(
    run: Run,
    server: LocalServer,
    time: Time,
    seconds: float,
    cls: type[errors.OpenRouterError],
    requests: int,
) -> None:
    server.enqueue(Reply.json(completion(WRONG)), Reply.json(completion(GOOD)).stall(at=0))
    hooks = Hooks(after_response=lambda event: time.waits.append(seconds))
    with OpenRouterCore(server_url=server.url, hooks=hooks, timeout=Timeout(total=100)) as core:
        error: Any = run(chat_parse, with_clock(core, time.clock), REQUEST, Line, reask=9).failure()
    assert type(error) is cls
    assert error.partial.text == WRONG
    assert error.usage == error.partial.usage
    assert len(server.requests) == requests


def test_a_budget_ends_it(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    server.enqueue(*(Reply.json(completion(WRONG)) for _ in range(9)))
    once = completion(WRONG)["usage"]["cost"]
    budget = Budget(max_cost=2.5 * once, estimate=once)
    options = RequestOptions(budget=budget)
    error: Any = run(chat_parse, core, REQUEST, Line, reask=8, options=options).failure()
    assert error.usage.cost == pytest.approx(2 * once)
    assert type(error) is errors.BudgetExceededError
    assert budget.spent == pytest.approx(2 * once)
    assert len(server.requests) == 2


@pytest.mark.parametrize("reask", [-1, True, 1.0, "1", None])
def test_what_is_no_number_of_times_is_refused(
    run: Run, core: OpenRouterCore, server: LocalServer, reask: Any
) -> None:
    error: Any = run(chat_parse, core, REQUEST, Line, reask=reask).failure()
    assert type(error) is errors.SDKValidationError
    assert error.path == "reask"
    assert server.requests == []


def test_messages_of_extra_body_would_hide_what_is_asked(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    options = RequestOptions(extra_body={"messages": REQUEST["messages"]})
    error: Any = run(chat_parse, core, REQUEST, Line, reask=1, options=options).failure()
    assert error.path == "options.extra_body.messages"
    assert server.requests == []


def test_a_request_is_not_changed(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion(WRONG)), Reply.json(completion(GOOD)))
    run(chat_parse, core, REQUEST, Line, reask=1)
    assert len(REQUEST["messages"]) == 1
    assert "response_format" not in REQUEST


def test_what_was_parsed_is_shown_in_short(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.json(completion(GOOD)))
    parsed: Any = run(chat_parse, core, REQUEST, Line).unwrap()
    match parsed:
        case Parsed(Line("Tea", amount), response, usage):
            assert (amount, response.text, usage) == (12.5, GOOD, response.usage)
        case _:
            pytest.fail("it does not match")
    assert repr(parsed).startswith("Parsed(value=Line(text='Tea', amount=12.5), usage=ChatUsage(")
    assert parse_answer(parsed.response, Line).unwrap() == parsed.value
