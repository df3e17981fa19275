"""Log probabilities of a text's tokens, in the Responses API."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import ResponseModel, model


@model
class OutputTopLogprob(ResponseModel):
    """A possible token at this position; `logprob` is a natural logarithm."""

    token: str | None = None
    logprob: float | None = None
    bytes: Sequence[int] | None = None


@model
class OutputTokenLogprob(ResponseModel):
    """A token of the text, and the most likely alternatives."""

    token: str | None = None
    logprob: float | None = None
    bytes: Sequence[int] | None = None
    top_logprobs: Sequence[OutputTopLogprob] | None = None
