"""Typed questions."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.alpha_decisions_create import alpha_decisions_create
from openrouter_core.funcs.system_one_create import system_one_create
from tests.funcs.cases import Case

BODY = {
    "model": "jev-latest",
    "state": {"text": "Hi", "at": None},
    "questions": {
        "polite": {
            "type": "noul",
            "instructions": "Is it polite?",
            "criteria": {"true": "A greeting", "false": ["None"]},
        },
        "tone": {
            "type": "choice",
            "instructions": {"ask": "Which tone?"},
            "criteria": {"warm": "Kind", "cold": None},
        },
        "length": {"type": "score", "instructions": "How long?", "criteria": ["short", "long"]},
        "where": {"type": "box", "instructions": "Where is it?"},
        "new": {"type": "brand_new", "a": None},
    },
    "trace": {"trace_id": "t"},
    "user": None,
}
CASES = [
    Case(system_one_create, (BODY,), "POST /systemone", BODY),
    Case(
        system_one_create,
        (
            models.DecisionsParams(
                model="jev-latest",
                state={"text": "Hi", "at": None},
                questions={
                    "polite": models.NoulQuestion(
                        "Is it polite?",
                        criteria=models.DecisionCriteria(true="A greeting", false=["None"]),
                    ),
                    "tone": models.ChoiceQuestion(
                        {"ask": "Which tone?"}, criteria={"warm": "Kind", "cold": None}
                    ),
                    "length": models.ScoreQuestion("How long?", criteria=["short", "long"]),
                    "where": models.BoxQuestion("Where is it?"),
                    "new": {"type": "brand_new", "a": None},
                },
                trace=models.TraceConfig(trace_id="t"),
                user=None,
            ),
        ),
        "POST /systemone",
        BODY,
    ),
    Case(
        alpha_decisions_create,
        ({"model": "a/b", "state": "Hi", "questions": {}},),
        "POST /api/alpha/decisions",
        {"model": "a/b", "state": "Hi", "questions": {}},
    ),
]
