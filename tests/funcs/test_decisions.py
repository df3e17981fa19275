"""Typed questions are answered with how likely it is, by two functions."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.alpha_decisions_create import alpha_decisions_create
from openrouter_core.funcs.system_one_create import system_one_create
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import structure, unstructure
from tests.funcs.conftest import Run

QUESTIONS: dict[str, models.DecisionQuestion] = {
    "polite": models.NoulQuestion("Is it polite?"),
    "tone": models.ChoiceQuestion("Which tone?", criteria={"warm": "Kind", "cold": None}),
    "length": models.ScoreQuestion("How long?", criteria=["a word", "a line", "a page"]),
    "where": models.BoxQuestion("Where is it?"),
}
BOTH = pytest.mark.parametrize("function", [system_one_create, alpha_decisions_create])


@BOTH
def test_each_question_is_answered_under_its_name(
    function: Any, run: Run, core: OpenRouterCore
) -> None:
    request = models.DecisionsParams(model="typesafe/jev-1.13", state="Hi", questions=QUESTIONS)
    response = run(function, core, request).unwrap()
    assert list(response.answers) == list(QUESTIONS)
    polite, tone, length, where = response.answers.values()
    assert 0 <= polite.noul <= 1
    assert tone.choice == max(tone.probabilities, key=lambda name: tone.probabilities[name])
    assert sum(tone.probabilities.values()) == pytest.approx(1, abs=1e-3)
    assert 0 <= length.score <= 2
    assert length.legend == {"0": "a word", "1": "a line", "2": "a page"}
    assert where.box.left < where.box.right
    assert response.model == "typesafe/jev-1.13"
    assert response.usage.cost > 0
    assert response.id == response.http_meta.generation_id
    assert run(function, core, request).unwrap().answers == response.answers


def test_a_bare_name_is_one_of_typesafes(run: Run, core: OpenRouterCore) -> None:
    request = {"model": "jev-latest", "state": [1], "questions": {"a": QUESTIONS["polite"]}}
    assert run(system_one_create, core, request).unwrap().model == "typesafe/jev-latest"


def test_a_shape_that_is_new_is_kept_whole() -> None:
    body = {
        "model": "a/b",
        "answers": {
            "new": {"type": "brand_new", "a": 1},
            "polite": {"type": "noul", "noul": 1, "temperature": 0.5},
            "refused": None,
        },
        "usage": {"input_tokens": 3, "output_tokens": 0, "cost": None},
    }
    response = structure(body, models.DecisionsResponse)
    new, polite, refused = response.answers.values()
    assert isinstance(new, models.UnknownDecisionAnswer)
    assert new.extra == {"type": "brand_new", "a": 1}
    assert isinstance(polite, models.NoulAnswer)
    assert (polite.noul, polite.extra) == (1, {"temperature": 0.5})
    assert refused is None
    assert unstructure(response) == body


@BOTH
@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"state": 5}, "state"),
        ({"questions": ["a"]}, "questions"),
        ({"questions": {"a": "Is it polite?"}}, "questions.a"),
        ({"questions": {"a": {"type": "noul", "instructions": 5}}}, "questions.a.instructions"),
        (
            {"questions": {"a": {"type": "score", "instructions": "x", "criteria": "low"}}},
            "questions.a.criteria",
        ),
    ],
)
def test_a_wrong_question_is_refused_and_says_where(
    function: Any,
    fields: Any,
    path: str,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    request = {"model": "a/b", "state": "Hi", "questions": {}, **fields}
    error = run(function, core, request).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


@BOTH
@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ({}, "questions"),
        ({"a": models.ChoiceQuestion("x", criteria={"only": None})}, "a.criteria"),
        ({"a": models.ScoreQuestion("x", criteria=["level"] * 11)}, "a.criteria"),
        ({"a": {"type": "brand_new"}}, "a"),
    ],
)
def test_questions_that_nobody_can_answer_are_an_err(
    function: Any, questions: Any, said: str, run: Run, core: OpenRouterCore
) -> None:
    request = {"model": "a/b", "state": "Hi", "questions": questions}
    error = run(function, core, request).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert said in str(error)


@BOTH
def test_what_is_billed_is_not_sent_again_where_the_response_was_lost(
    function: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({}).cut(0))
    request = {"model": "a/b", "state": "Hi", "questions": QUESTIONS}
    error = run(function, core, request).failure()
    assert isinstance(error, errors.APIConnectionError)
    assert len(server.requests) == 1
