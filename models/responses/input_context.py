"""Items of an input that are neither a message of the conversation nor a call: references, tools that join later, and
what agents tell each other.
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
    """An item by its id, in place of the item."""

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
    """What holds from here on; it stands before the user's message that it is for."""

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
    """What one agent tells another, in a session of several.

    Fields:
        author: the agent that speaks.
        recipient: the agent that is spoken to.
        content: a list of parts: text, images, encrypted parts.
    """

    type: Literal["agent_message"] = "agent_message"
    author: str = attrs.field(kw_only=False)
    recipient: str = attrs.field(kw_only=False)
    content: Sequence[InputContent] = attrs.field(kw_only=False)
    agent: AgentReference | JsonObject | Unset | None = UNSET
    id: str | Unset | None = UNSET
