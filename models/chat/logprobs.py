"""Log probabilities of a choice's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import ResponseModel, model


@model
class ChatTopLogprob(ResponseModel):
    """A possible token at this position; `logprob` is a natural logarithm."""

    token: str | None = None
    logprob: float | None = None
    bytes: Sequence[int] | None = None


@model
class ChatTokenLogprob(ResponseModel):
    """A token of the response, and the most likely alternatives."""

    token: str | None = None
    logprob: float | None = None
    bytes: Sequence[int] | None = None
    top_logprobs: Sequence[ChatTopLogprob] | None = None


@model
class ChatTokenLogprobs(ResponseModel):
    """The log probabilities of a response and of a refusal. An older form that some providers stream
    (``tokens``, ``token_logprobs``, ``top_logprobs``, ``text_offset``) is in `extra`.
    """

    content: Sequence[ChatTokenLogprob] | None = None
    refusal: Sequence[ChatTokenLogprob] | None = None
