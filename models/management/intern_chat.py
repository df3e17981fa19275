"""Talking to an intern: `InternsChatParams`, and the chunks that come back."""

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
    """What to tell an intern.

    Fields:
        messages: the conversation, of which only the last message is read: a user's begins a run; a `ToolMessage`
            answers what the intern has asked, and wants `session_id`.
        session_id: the session to go on with, as the last chunk of an earlier stream tells it; without it a new one
            begins. An id that the intern does not know begins one too.
        approval_mode: ``manual`` has the intern ask before it uses its shell and the like, and holds for this run;
            ``self-drive`` does not.
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
        session_id: in the last chunk, the session to go on with; None where the run failed before there was one.
        status: ``steered`` where the message went to a run that is under way, whose own stream has the reply. It is
            then the only event.
    """

    session_id: str | None = None
    status: str | None = None


@model
class InternChatSteeredResponse(Response):
    """What the API answers where a message went to a run that is under way; a stream gives an `InternChatChunk`."""

    session_id: str | None = None
    status: str | None = None
