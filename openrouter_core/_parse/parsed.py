"""`Parsed`: what `chat_parse` returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

if TYPE_CHECKING:
    from openrouter_core.models import ChatResponse, ChatUsage

_T_co = TypeVar("_T_co", covariant=True)


@attrs.frozen(slots=False)
class Parsed(Generic[_T_co]):
    """A model's answer as a value, with its response and its cost.

    Fields:
        value: the answer.
        response: the response that held it.
        usage: tokens and cost of all responses together, including those that did not fit, after which the model was
            asked again.
    """

    value: _T_co
    response: ChatResponse = attrs.field(repr=False)
    usage: ChatUsage
