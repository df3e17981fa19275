"""Talking to an intern: `InternsChatParams`, and the chunks of the response."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.chat.chunk import ChatStreamingResponseChunk
from openrouter_core.models.model import UNSET, RequestModel, Response, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.chat.messages import Message


@model
class InternsChatParams(RequestModel):
    """A message to an intern.

    Fields:
        messages: the conversation, of which only the last message is read: a user's message begins a run; a
            `ToolMessage` answers the intern's question, and needs `session_id`.
        session_id: the session to continue, from the last chunk of an earlier stream; without it, or with an unknown
            id, a new session begins.
        approval_mode: with ``manual`` the intern asks before it uses tools such as its shell, in this run only; with
            ``self-drive`` it does not.
        model: not used; the intern has a model of its own.
        stream: set by the function that sends the request, not here.
    """

    messages: Sequence[Message] = attrs.field(kw_only=False, metadata={"non_empty": True})
    session_id: str | Unset | None = UNSET
    approval_mode: Literal["self-drive", "manual"] | str | Unset | None = UNSET
    model: str | Unset | None = UNSET
    stream: bool | Unset | None = UNSET


@model
class InternChatChunk(ChatStreamingResponseChunk):
    """One event of an intern's stream.

    Fields:
        session_id: in the last chunk, the session to continue; None if the run failed before there was one.
        status: ``steered`` if the message went to a run in progress, whose own stream has the reply. It is then the
            only event.
    """

    session_id: str | None = None
    status: str | None = None


@model
class InternChatSteeredResponse(Response):
    """What the API answers if a message went to a run in progress; a stream yields an `InternChatChunk`."""

    session_id: str | None = None
    status: str | None = None
