"""A chat's messages as the next request sends them back.

The model's message is sent back unchanged, because annotations and signed reasoning are only valid unchanged;
`openrouter_core._tools.sendable` says what is changed in its calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openrouter_core import models, wire
from openrouter_core._convert.values import object_of, wire_fields
from openrouter_core._tools.calls import ModelCall
from openrouter_core._tools.sendable import arguments_text, own_ids, own_name
from openrouter_core.models import ChatMessage, ChatToolCall, ChatToolCallFunction


def sendable(message: ChatMessage, step: int) -> ChatMessage:
    """The message with calls that the API accepts, each with its own id.

    Arguments:
        step: a number that no other message of the run has, for new ids.
    """
    came = message.tool_calls or ()
    calls = [_sendable_call(call) for call in _with_ids(came, step)]
    whole = "tool_calls" not in message.extra  # otherwise some members are not calls
    if whole and all(new is old for new, old in zip(calls, came, strict=True)):
        return message
    fields = wire_fields(message)
    fields["tool_calls"] = calls
    if not calls:
        del fields["tool_calls"]
    return wire.structure(fields, models.ChatMessage)


def with_calls(message: ChatMessage, step: int) -> tuple[ChatMessage, list[ModelCall]]:
    """The message to send back, and its calls: their contents are what the model wrote, the ids those sent back."""
    came = message.tool_calls or ()
    message = sendable(message, step)
    sent = message.tool_calls or ()
    return message, [
        _model_call(each.id or "", call) for each, call in zip(sent, came, strict=True)
    ]


def pending(messages: Sequence[Any]) -> tuple[list[Any], list[ModelCall]]:
    """The chat as it can continue, and the calls of the model's last message that have no result:

        {"role": "assistant", "tool_calls": [{"id": "call_1", ...}, {"id": "call_2", ...}]}
        {"role": "tool", "tool_call_id": "call_1", ...}                                         the second is pending

    If another message follows them, there are none.
    """
    chat = list(messages)
    answered: set[object] = set()
    for index in range(len(chat) - 1, -1, -1):
        fields = object_of(chat[index])
        if fields.get("role") == "assistant":
            came = wire.structure(wire.unstructure(fields), models.ChatMessage)
            message, calls = with_calls(came, 0)
            left = [call for call in calls if call.id not in answered]
            if left and message is not came:
                chat[index] = message
            return chat, left
        if fields.get("role") != "tool":
            break
        answered.add(fields.get("tool_call_id"))
    return chat, []


def _with_ids(calls: Sequence[ChatToolCall], step: int) -> list[ChatToolCall]:
    ids = own_ids([call.id for call in calls], step)
    return [
        call
        if call.id == id
        else wire.structure({**wire_fields(call), "id": id}, models.ChatToolCall)
        for call, id in zip(calls, ids, strict=True)
    ]


def _sendable_call(call: ChatToolCall) -> ChatToolCall:
    """A function call as the API accepts it; a call of another type unchanged."""
    if call.type not in (None, "", "function"):
        return call
    function = call.function or models.ChatToolCallFunction()
    name, text = own_name(function.name), arguments_text(_written_arguments(function))
    if call.type and name == function.name and text == function.arguments:
        return call
    called = {**wire_fields(function), "name": name, "arguments": text}
    return wire.structure(
        {**wire_fields(call), "type": "function", "function": called}, models.ChatToolCall
    )


def _model_call(id: str, call: ChatToolCall) -> ModelCall:
    function = call.function
    if function is None:
        return ModelCall(id, None, None)
    return ModelCall(id, function.name, _written_arguments(function))


def _written_arguments(function: ChatToolCallFunction) -> object:
    """The arguments as the model or the server wrote them: normally text, but it can be anything."""
    return function.extra.get("arguments") if function.arguments is None else function.arguments
