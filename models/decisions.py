"""Decisions: typed questions, each answered with probabilities and no prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    TaggedUnion,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.tracing import TraceConfig

DecisionContent: TypeAlias = str | JsonObject | Sequence[Any]
"""A text, or JSON that says the same with more structure."""


@model
class DecisionCriteria(RequestModel):
    """What yes means and what no means."""

    true: DecisionContent
    false: DecisionContent


@model
class NoulQuestion(RequestModel):
    """Whether something is so."""

    type: Literal["noul"] = "noul"
    instructions: DecisionContent = attrs.field(kw_only=False)
    criteria: DecisionCriteria | JsonObject | Unset | None = UNSET


@model
class ChoiceQuestion(RequestModel):
    """Which of several it is.

    Fields:
        criteria: for each name what it means; None if the name is clear.
    """

    type: Literal["choice"] = "choice"
    instructions: DecisionContent = attrs.field(kw_only=False)
    criteria: Mapping[str, DecisionContent | None]


@model
class ScoreQuestion(RequestModel):
    """How much of something there is.

    Fields:
        criteria: what each level means, the lowest first.
    """

    type: Literal["score"] = "score"
    instructions: DecisionContent = attrs.field(kw_only=False)
    criteria: Sequence[DecisionContent]


@model
class BoxQuestion(RequestModel):
    """Where in an image something is."""

    type: Literal["box"] = "box"
    instructions: DecisionContent = attrs.field(kw_only=False)


DecisionQuestion: TypeAlias = Annotated[
    "NoulQuestion | ChoiceQuestion | ScoreQuestion | BoxQuestion | JsonObject",
    TaggedUnion(
        "type",
        {
            "noul": "NoulQuestion",
            "choice": "ChoiceQuestion",
            "score": "ScoreQuestion",
            "box": "BoxQuestion",
        },
    ),
]
"""A question that is not answered in prose."""


@model
class DecisionsParams(RequestModel):
    """What `system_one_create` and `alpha_decisions_create` ask.

    Fields:
        state: what the questions are about: a text, or JSON.
        questions: the questions, each under a name that you choose; its answer has the same name.
        session_id: requests with the same id are grouped; at most 256 characters. It is not sent to the provider.
    """

    model: str
    state: DecisionContent
    questions: Mapping[str, DecisionQuestion]
    provider: ProviderPreferences | JsonObject | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET
    user: str | Unset | None = UNSET


@model
class NoulAnswer(ResponseModel):
    """Whether something is so.

    Fields:
        noul: how likely it is, 0 to 1.
    """

    type: str | None = None
    noul: float | None = None


@model
class ChoiceAnswer(ResponseModel):
    """Which of several it is.

    Fields:
        choice: the name of the most likely one.
        probabilities: how likely each name is; together about 1.
        confidence: 0 if all are equally likely, 1 if only one is.
    """

    type: str | None = None
    choice: str | None = None
    probabilities: Mapping[str, float] | None = None
    confidence: float | None = None


@model
class ScoreAnswer(ResponseModel):
    """How much of something there is.

    Fields:
        score: the level, 0 being the lowest; it can be between two levels.
        probabilities: how likely each level is, by its number as text: ``{"0": 0.25, "1": 0.75}``.
        legend: what each level means, by its number.
        confidence: 0 if all are equally likely, 1 if only one is.
    """

    type: str | None = None
    score: float | None = None
    probabilities: Mapping[str, float] | None = None
    legend: Mapping[str, DecisionContent] | None = None
    confidence: float | None = None


@model
class Box(ResponseModel):
    """A part of an image, by its edges."""

    left: float | None = None
    top: float | None = None
    right: float | None = None
    bottom: float | None = None


@model
class BoxAnswer(ResponseModel):
    """Where in an image something is.

    Fields:
        confidence: 0 to 1.
    """

    type: str | None = None
    box: Box | None = None
    confidence: float | None = None


@model
class UnknownDecisionAnswer(ResponseModel):
    """An answer of a type that this version does not know; `extra` is the whole answer."""


if TYPE_CHECKING:
    DecisionAnswer: TypeAlias = (
        NoulAnswer | ChoiceAnswer | ScoreAnswer | BoxAnswer | UnknownDecisionAnswer
    )
else:
    DecisionAnswer = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "noul": "NoulAnswer",
                "choice": "ChoiceAnswer",
                "score": "ScoreAnswer",
                "box": "BoxAnswer",
            },
            otherwise="UnknownDecisionAnswer",
        ),
    ]


@model
class DecisionsUsage(ResponseModel):
    """Tokens and cost.

    Fields:
        cost: US dollars.
    """

    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None


@model
class DecisionsResponse(Response):
    """What `system_one_create` and `alpha_decisions_create` return.

    Fields:
        id: of the generation.
        answers: by the names of the questions; an answer that the model refused is missing.
    """

    id: str | None = None
    model: str | None = None
    provider: str | None = None
    answers: Mapping[str, DecisionAnswer] = attrs.field(factory=dict)
    usage: DecisionsUsage | None = None
