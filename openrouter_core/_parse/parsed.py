"""What `chat_parse` gives: `Parsed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

if TYPE_CHECKING:
    from openrouter_core.models import ChatResponse, ChatUsage

_T_co = TypeVar("_T_co", covariant=True)


@attrs.frozen(slots=False)
class Parsed(Generic[_T_co]):
    """What a model has answered, as a value, and what it has cost.

    Fields:
        value: the answer.
        response: the response that held it.
        usage: tokens and cost of all responses together: those too that did not fit, where the model was asked again.
    """

    value: _T_co
    response: ChatResponse = attrs.field(repr=False)
    usage: ChatUsage
