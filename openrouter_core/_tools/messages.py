r"""The model's message as it goes back with the next request.

It goes back as it came, because annotations, and reasoning that is signed, are only good as they are. Changed is what
would make every later request of the chat fail: several providers answer 400 where the `arguments` of a call in
``messages`` are no text of a JSON object. Models write these, and the tool's message says what was wrong:

    {"name": "edit", "arguments": "{\"path\": \"a"}         cut off by the token limit: goes back as "{}"
    {"name": "edit", "arguments": ""}                       also null, missing, "[1]": "{}"
    {"name": "edit", "arguments": {"path": "a"}}            the object itself: its text, "{\"path\":\"a\"}"
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from openrouter_core import models, wire
from openrouter_core._convert.values import object_of, wire_fields
from openrouter_core._tools.calls import arguments_of, written_arguments
from openrouter_core.models import ChatMessage, ChatToolCall, ChatToolCallFunction
from openrouter_core.models.errors import SDKValidationError

Calls: TypeAlias = list[tuple[str, ChatToolCall]]
"""A message's calls, each with the id that goes back."""


def sendable(message: ChatMessage, step: int) -> ChatMessage:
    """The message with calls that the API takes back, each with an id of its own.

    Arguments:
        step: a number that no other message of the run has, for ids that have to be made.
    """
    came = message.tool_calls or ()
    calls = [_sendable_call(call) for call in _with_ids(came, step)]
    whole = "tool_calls" not in message.extra  # else there were members that are no calls
    if whole and all(new is old for new, old in zip(calls, came, strict=True)):
        return message
    fields = wire_fields(message)
    fields["tool_calls"] = calls
    if not calls:
        del fields["tool_calls"]
    return wire.structure(fields, models.ChatMessage)


def with_calls(message: ChatMessage, step: int) -> tuple[ChatMessage, Calls]:
    """The message as it goes back, and its calls: what is read of them is what the model wrote; the id is the one that
    goes back.
    """
    came = message.tool_calls or ()
    message = sendable(message, step)
    sent = message.tool_calls or ()
    return message, [(each.id or "", call) for each, call in zip(sent, came, strict=True)]


def pending(messages: Sequence[Any]) -> tuple[list[Any], Calls]:
    """The chat as it can go on, and the calls of its last message of the model's that no result follows:

        {"role": "assistant", "tool_calls": [{"id": "call_1", ...}, {"id": "call_2", ...}]}
        {"role": "tool", "tool_call_id": "call_1", ...}                                         the second is pending

    Where anybody has written another message after them there are none.
    """
    chat = list(messages)
    answered: set[object] = set()
    for index in range(len(chat) - 1, -1, -1):
        fields = object_of(chat[index])
        if fields.get("role") == "assistant":
            came = wire.structure(wire.unstructure(fields), models.ChatMessage)
            message, calls = with_calls(came, 0)
            left = [(id, call) for id, call in calls if id not in answered]
            if left and message is not came:
                chat[index] = message
            return chat, left
        if fields.get("role") != "tool":
            break
        answered.add(fields.get("tool_call_id"))
    return chat, []


def _with_ids(calls: Sequence[ChatToolCall], step: int) -> list[ChatToolCall]:
    """The calls as they came, but for ids that are missing or there twice."""
    made: list[ChatToolCall] = []
    used = {call.id for call in calls}
    seen: set[str] = set()
    for index, call in enumerate(calls):
        name = call.id or ""
        if not name.strip() or name in seen:
            name = f"call_{step}_{index}"
            while name in used:
                name += "_"
            call = wire.structure({**wire_fields(call), "id": name}, models.ChatToolCall)
        seen.add(name)
        made.append(call)
    return made


def _sendable_call(call: ChatToolCall) -> ChatToolCall:
    """A call of a function as the API takes it back; a call of another type as it came."""
    if call.type not in (None, "", "function"):
        return call
    function = call.function or models.ChatToolCallFunction()
    name = function.name if function.name and function.name.strip() else "unknown"
    text = _arguments_text(function)
    if call.type and name == function.name and text == function.arguments:
        return call
    called = {**wire_fields(function), "name": name, "arguments": text}
    return wire.structure(
        {**wire_fields(call), "type": "function", "function": called}, models.ChatToolCall
    )


def _arguments_text(function: ChatToolCallFunction) -> str:
    """The text of a JSON object: the model's own where it is one by the letter, so that not a byte of it changes."""
    said = written_arguments(function)
    if isinstance(said, str) and _is_json_object(said):
        return said
    try:
        arguments = arguments_of(function)
        if isinstance(
            arguments, dict
        ):  # with a line break in a string, for example, which JSON has not
            return wire.to_json(arguments).decode()
    except (ValueError, RecursionError, SDKValidationError):
        pass
    return "{}"


def _is_json_object(text: str) -> bool:
    try:
        # Numbers stay text: the interpreter's limit of digits is no rule of JSON's.
        return isinstance(json.loads(text, parse_int=str, parse_constant=_no_constant), dict)
    except (ValueError, RecursionError):
        return False


def _no_constant(constant: str) -> Any:
    raise ValueError(f"JSON has no {constant}")
