"""How an endpoint writes a conversation, as data, so that one loop serves every endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from openrouter_core._tools.calls import ModelCall
from openrouter_core.models.model import Model, Response

if TYPE_CHECKING:
    from openrouter_core._tools.events import ReasoningDelta, TextDelta

Turn: TypeAlias = "tuple[list[Any], list[ModelCall]]"
"""Parts of a conversation as they are sent, and the calls in them that have no result yet."""


class ConversationFormat(NamedTuple):
    """How an endpoint writes a conversation.

    Fields:
        field: the field of a request that holds the conversation.
        request: the class that describes a request.
        response: the class of a response.
        usage: the class of its usage.
        definition: from the result of `describe` to an entry of a request's ``tools``.
        declared_name: the name of a function that a request declares; None for a tool that the server runs.
        pending: from the field of a request to the conversation as it can continue, and the calls at its end.
        turn: from a response, the conversation before it and its step to what is added to the conversation.
        result: the item with a call's result for the model; takes the call's id and the text.
        deltas: what an event of a stream adds to the response; takes the step too.
        run: makes the run in `RunFinished` from `response`, `usage`, `steps` and the conversation under its own name.
    """

    field: str
    request: type[Model]
    response: type[Response]
    usage: type[Model]
    definition: Callable[[dict[str, Any]], dict[str, Any]]
    declared_name: Callable[[Mapping[str, Any]], object]
    pending: Callable[[Any], Turn]
    turn: Callable[[Any, Sequence[Any], int], Turn]
    result: Callable[[str, str], Model]
    deltas: Callable[[Any, int], list[TextDelta | ReasoningDelta]]
    run: Callable[..., Any]
