"""What comes back from the Messages API: `MessagesResult`.

A field that is missing or null on the wire is None; only `content` is never None.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from openrouter_core.models.messages.content import TextBlock
from openrouter_core.models.model import JsonObject, Response, ResponseModel, join_text, model

if TYPE_CHECKING:
    from openrouter_core.models.messages.content import ContentBlock
    from openrouter_core.models.messages.usage import MessagesUsage
    from openrouter_core.models.openrouter_metadata import OpenRouterMetadata


@model
class MessagesContainer(ResponseModel):
    """The container in which the response's code ran; a later request can reuse it until it expires."""

    id: str | None = None
    expires_at: str | None = None


@model
class StopDetails(ResponseModel):
    """Why the model declined.

    Fields:
        category: such as ``cyber`` or ``bio``.
    """

    type: str | None = None
    category: str | None = None
    explanation: str | None = None


@model
class AppliedContextManagement(ResponseModel):
    """What was removed from the conversation; each edit has its `type`, and how much it removed."""

    applied_edits: Sequence[JsonObject] | None = None


@model
class MessagesResult(Response):
    """A whole response. In a stream `MessageStartEvent` holds one too, still empty.

    Fields:
        id: the generation's id.
        content: text, thoughts and calls, in their order. It can be put into the next request unchanged:
            ``MessageParam("assistant", response.content)``.
        model: the model that answered, which can differ from the requested one.
        stop_reason: why it ends: ``end_turn``, ``max_tokens``, ``stop_sequence``, ``tool_use``, ``pause_turn``,
            ``refusal``, ...
        stop_sequence: the text at which it stopped, if it did.
        stop_details: why the model declined.
        usage: tokens and cost.
        provider: who served it.
    """

    id: str | None = None
    type: str | None = None
    role: str | None = None
    model: str | None = None
    provider: str | None = None
    content: Sequence[ContentBlock] = attrs.field(factory=list)
    stop_reason: str | None = None
    stop_sequence: str | None = None
    stop_details: StopDetails | None = None
    usage: MessagesUsage | None = None
    container: MessagesContainer | None = None
    context_management: AppliedContextManagement | None = None
    openrouter_metadata: OpenRouterMetadata | None = None

    @property
    def text(self) -> str:
        """The response's texts joined, ``""`` if there is none."""
        return join_text(
            [block.text or "" for block in self.content if isinstance(block, TextBlock)]
        )
