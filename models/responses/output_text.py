"""A model's message, in a response of the Responses API: `OutputMessageItem` and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from openrouter_core.models.model import ResponseModel, join_text, model

if TYPE_CHECKING:
    from openrouter_core.models.responses.logprobs import OutputTokenLogprob
    from openrouter_core.models.responses.output import OutputAnnotation, OutputContent


@model
class OutputText(ResponseModel):
    """Text, with its citations."""

    type: str | None = None
    text: str | None = None
    annotations: Sequence[OutputAnnotation] | None = None
    logprobs: Sequence[OutputTokenLogprob] | None = None


@model
class OutputRefusal(ResponseModel):
    """Why the model declined."""

    type: str | None = None
    refusal: str | None = None


@model
class OutputMessageItem(ResponseModel):
    """The model's message.

    Fields:
        phase: ``commentary``, or ``final_answer``, from models that distinguish them.
    """

    type: str | None = None
    id: str | None = None
    role: str | None = None
    status: str | None = None
    phase: str | None = None
    content: Sequence[OutputContent] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """The text parts joined, ``""`` if there is none."""
        return join_text([part.text or "" for part in self.content if isinstance(part, OutputText)])
