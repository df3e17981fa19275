"""How chat writes a conversation: `CHAT`, and the result of a run over it: `ToolRun`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import models
from openrouter_core._convert.values import object_of, wire_fields
from openrouter_core._tools.calls import requested
from openrouter_core._tools.conversation_format import ConversationFormat, Turn
from openrouter_core._tools.events import ReasoningDelta, TextDelta
from openrouter_core._tools.given import RequestedCall
from openrouter_core._tools.messages import pending, with_calls
from openrouter_core.models.model import Model, choice_numbers

if TYPE_CHECKING:
    from openrouter_core.models import (
        ChatResponse,
        ChatStreamingChoice,
        ChatStreamingResponseChunk,
        ChatUsage,
    )
    from openrouter_core.models.chat.messages import Message


@attrs.frozen(slots=False, kw_only=True)
class ToolRun:
    """The result of a chat with tools; as an error's `partial`, the run so far.

    Fields:
        response: the last response, unchanged. If it broke off, the part that had arrived; an empty one if none came.
        messages: the whole chat, ready to be sent again: the messages of the request, the model's messages, and for
            each of their calls a message with its result. The model's messages are unchanged, except for calls that
            would make the next request fail: a missing or repeated id is replaced by a new one, and arguments that are
            not a JSON object by ``{}``. `wire.to_json` writes the messages as JSON; the result of `json.loads` can be
            sent again too.
        usage: tokens and cost of all responses together.
        steps: how many responses came.
    """

    response: ChatResponse
    messages: list[Message] = attrs.field(repr=lambda messages: f"<{len(messages)} messages>")
    usage: ChatUsage
    steps: int

    @property
    def text(self) -> str:
        """The last response's text."""
        return self.response.text

    @property
    def pending(self) -> list[RequestedCall]:
        """The calls at the end of `messages` that have no result yet: the run was stopped before them. A run that
        continues from the messages makes them first.
        """
        return [requested(self.steps, call) for call in pending(self.messages)[1]]


def _chat_tool(described: dict[str, Any]) -> dict[str, Any]:
    return described


def _chat_tool_name(tool: Mapping[str, Any]) -> object:
    function = tool.get("function")
    return object_of(function).get("name") if isinstance(function, Mapping | Model) else None


def _chat_turn(response: ChatResponse, messages: Sequence[Any], step: int) -> Turn:
    """Only the first of several choices counts."""
    if not response.choices:
        return [], []
    message, calls = with_calls(response.choices[0].message, step)
    return [message], calls


def _tool_message(id: str, text: str) -> Model:
    return models.ToolMessage(text, tool_call_id=id)


def _chat_deltas(chunk: ChatStreamingResponseChunk, step: int) -> list[TextDelta | ReasoningDelta]:
    """What a chunk adds to the first choice, which is the one that counts."""
    numbers = choice_numbers([each.extra.get("index", each.index) for each in chunk.choices])
    found: list[TextDelta | ReasoningDelta] = []
    for number, choice in zip(numbers, chunk.choices, strict=True):
        if number != 0:
            continue
        if reasoning := _reasoning_of(choice):
            found.append(ReasoningDelta(reasoning, step))
        if choice.text:
            found.append(TextDelta(choice.text, step))
    return found


def _reasoning_of(choice: ChatStreamingChoice) -> str:
    """What a chunk adds to a choice's thoughts, under either of their names; the second is vLLM's. Some servers send a
    ``message`` in place of the delta, as `ChatStreamingChoice.text` says.
    """
    message = choice.extra.get("message")
    given = message if isinstance(message, Mapping) and "delta" not in choice.__dict__ else {}
    fields = {**given, **wire_fields(choice.delta)}
    value = fields.get("reasoning") or fields.get("reasoning_content")
    return value if isinstance(value, str) else ""


CHAT: Final = ConversationFormat(
    field="messages",
    request=models.ChatGenerationParams,
    response=models.ChatResponse,
    usage=models.ChatUsage,
    definition=_chat_tool,
    declared_name=_chat_tool_name,
    pending=pending,
    turn=_chat_turn,
    result=_tool_message,
    deltas=_chat_deltas,
    run=ToolRun,
)
