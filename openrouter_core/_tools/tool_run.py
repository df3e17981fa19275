"""What a chat with tools came to: `ToolRun`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from openrouter_core._tools.calls import requested
from openrouter_core._tools.given import RequestedCall
from openrouter_core._tools.messages import pending

if TYPE_CHECKING:
    from openrouter_core.models import ChatResponse, ChatUsage
    from openrouter_core.models.chat.messages import Message


@attrs.frozen(slots=False, kw_only=True)
class ToolRun:
    """What a chat with tools came to; as an error's `partial`, the run so far.

    Fields:
        response: the last response, as it came. Of one that broke off, what had arrived; an empty one where none came.
        messages: the whole chat, ready to be sent again: what it began with, the model's messages, and for each of
            their calls a message with its result. The model's messages are as they came, but for calls that would make
            the next request fail: an id that is missing or there twice is made anew, and arguments that are no JSON
            object are ``{}``. `wire.to_json` writes them as JSON; what `json.loads` reads of that can be sent too.
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
        """The calls that `messages` end in, and that have no result yet: the run was stopped before them. A run that
        goes on from the messages makes them first.
        """
        return [requested(id, self.steps, call) for id, call in pending(self.messages)[1]]
