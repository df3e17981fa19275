"""What was asked and answered in a generation, and what is said of it."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.generations_list_generation_content import (
    generations_list_generation_content,
)
from openrouter_core.funcs.generations_submit_feedback import generations_submit_feedback
from tests.funcs.cases import Case

CASES = [
    Case(
        generations_list_generation_content,
        ({"id": "gen-1&a"},),
        "GET /generation/content?id=gen-1%26a",
    ),
    Case(
        generations_list_generation_content,
        (models.GenerationParams("gen-1"),),
        "GET /generation/content?id=gen-1",
    ),
    Case(
        generations_submit_feedback,
        (models.GenerationsSubmitFeedbackParams("gen-1", "latency"),),
        "POST /generation/feedback",
        {"generation_id": "gen-1", "category": "latency"},
    ),
    Case(
        generations_submit_feedback,
        ({"generation_id": "gen-1", "category": "a new one", "comment": None},),
        "POST /generation/feedback",
        {"generation_id": "gen-1", "category": "a new one", "comment": None},
    ),
]
