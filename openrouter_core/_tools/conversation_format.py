"""How an endpoint writes a conversation, as data: what a run with tools asks of it, so that one loop serves each."""

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
        field: the request's, which holds the conversation.
        request: the class that describes a request.
        response: the class of a response.
        usage: the class of its usage.
        definition: a function in a request's ``tools``, of what `describe` says of it.
        declared_name: the name of a function that a request declares; None of a tool that the server runs.
        pending: of what a request has in its field: the conversation as it can go on, and the calls that it ends in.
        turn: of a response, the conversation before it and its step: what the conversation goes on with.
        result: what tells the model a call's result; takes the call's id and the text.
        deltas: what an event of a stream has of the response; takes the step too.
        run: what `RunFinished` holds, of `response`, `usage`, `steps` and the conversation under its own name.
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
