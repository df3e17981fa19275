"""Items of an input that are neither a message of the conversation nor a call: references, tools that are added later,
and messages between agents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model
from openrouter_core.models.reasoning import ConfigurationUpdate

if TYPE_CHECKING:
    from openrouter_core.models.responses.input import InputContent
    from openrouter_core.models.responses.tools import ResponsesTool


@model
class ItemReferenceItem(RequestModel):
    """A reference to an item by its id."""

    type: Literal["item_reference"] = "item_reference"
    id: str = attrs.field(kw_only=False)


@model
class AdditionalToolsItem(RequestModel):
    """Tools that the model has from here on.

    Fields:
        role: who adds them, such as ``developer``.
    """

    type: Literal["additional_tools"] = "additional_tools"
    role: (
        Literal[
            "unknown",
            "user",
            "assistant",
            "system",
            "critic",
            "discriminator",
            "developer",
            "tool",
        ]
        | str
    ) = attrs.field(kw_only=False)
    tools: Sequence[ResponsesTool] = attrs.field(kw_only=False)
    id: str | Unset | None = UNSET


@model
class ConfigurationUpdateItem(ConfigurationUpdate):
    """Settings that hold from here on; it comes before the user's message to which it applies."""

    type: Literal["configuration_update"] = "configuration_update"
    id: str | Unset | None = UNSET


@model
class EncryptedContent(RequestModel):
    """A part that only its provider can read."""

    type: Literal["encrypted_content"] = "encrypted_content"
    encrypted_content: str = attrs.field(kw_only=False)


@model
class AgentReference(RequestModel):
    """The agent that a message belongs to."""

    agent_name: str = attrs.field(kw_only=False)


@model
class AgentMessageItem(RequestModel):
    """A message from one agent to another, in a session of several.

    Fields:
        author: the sender.
        recipient: the receiver.
        content: a list of parts: text, images, encrypted parts.
    """

    type: Literal["agent_message"] = "agent_message"
    author: str = attrs.field(kw_only=False)
    recipient: str = attrs.field(kw_only=False)
    content: Sequence[InputContent] = attrs.field(kw_only=False)
    agent: AgentReference | JsonObject | Unset | None = UNSET
    id: str | Unset | None = UNSET
