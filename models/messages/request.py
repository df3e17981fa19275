"""The request of the Messages API: `MessagesRequest`; its parts are in the imported modules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.messages.context import ContextManagement
    from openrouter_core.models.messages.input import MessageParam
    from openrouter_core.models.messages.input_blocks import TextBlockParam
    from openrouter_core.models.messages.settings import (
        MessagesFallback,
        MessagesMetadata,
        MessagesOutputConfig,
        Safeguard,
        Thinking,
    )
    from openrouter_core.models.messages.tools import MessagesTool, MessagesToolChoice
    from openrouter_core.models.plugins import Plugin
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.server_tools.deferred import DeferredToolsControl
    from openrouter_core.models.stops import StopCondition
    from openrouter_core.models.tracing import TraceConfig


@model
class MessagesRequest(RequestModel):
    """A request of the Messages API, in Anthropic's format. A field that is `UNSET` is not sent, so the model's own
    default applies.

    Fields:
        messages: the conversation so far.
        model: such as ``anthropic/claude-sonnet-4.5``; models of all providers answer.
        max_tokens: the most tokens to write, thoughts included.
        system: instructions that hold for the whole conversation: text, or blocks of text.
        stream: set by the ``stream`` argument of the function that sends the request, not here.

        temperature: how random the choice of tokens is, 0 to 1.
        top_p: choose among the most likely tokens that together have this probability, 0 to 1.
        top_k: choose among this many of the most likely tokens.
        stop_sequences: texts at which to stop.
        thinking: whether to think, and how much.
        output_config: how much effort to make, and what form the text must have.

        tools: functions of the caller, and tools that the provider or the server runs.
        tool_choice: whether a tool must be called.
        deferred_tools: the model sees tools only after it has searched for them.
        stop_server_tools_when: the loop of server tools ends as soon as one of these conditions holds.
        context_management: what to remove from a long conversation.

        models: further models, tried in this order when the first cannot answer.
        fallbacks: Anthropic's form of the same, at most 3; not beside `models`.
        provider: which providers may answer, and in what order.
        plugins: what the server does around the model.
        route: deprecated in favour of `ProviderPreferences.sort`.
        service_tier: how the provider should schedule the request; it changes the price.
        speed: ``fast`` answers sooner, at a higher price.
        safeguards: checks that Anthropic runs beside the response.

        cache_control: lets the server choose where the cached prefix ends.
        metadata: who asks, in the form of Anthropic's API.
        user: an id of the end user that reveals nothing about the person; at most 256 characters.
        session_id: requests with the same id stay with one provider and are grouped; at most 256 characters.
        trace: names under which observability tools show the request.
    """

    messages: Sequence[MessageParam | JsonObject] | None = attrs.field(kw_only=False)
    model: str = attrs.field(kw_only=False)
    max_tokens: int | Unset | None = attrs.field(default=UNSET, kw_only=False)
    system: str | Sequence[TextBlockParam | JsonObject] | Unset | None = UNSET
    stream: bool | Unset | None = UNSET

    temperature: float | Unset | None = UNSET
    top_p: float | Unset | None = UNSET
    top_k: int | Unset | None = UNSET
    stop_sequences: Sequence[str] | Unset | None = UNSET
    thinking: Thinking | Unset | None = UNSET
    output_config: MessagesOutputConfig | JsonObject | Unset | None = UNSET

    tools: Sequence[MessagesTool] | Unset | None = UNSET
    tool_choice: MessagesToolChoice | JsonObject | Unset | None = UNSET
    deferred_tools: DeferredToolsControl | JsonObject | Unset | None = UNSET
    stop_server_tools_when: Sequence[StopCondition] | Unset | None = UNSET
    context_management: ContextManagement | JsonObject | Unset | None = UNSET

    models: Sequence[str] | Unset | None = UNSET
    fallbacks: Sequence[MessagesFallback | JsonObject] | Unset | None = UNSET
    provider: ProviderPreferences | JsonObject | Unset | None = UNSET
    plugins: Sequence[Plugin] | Unset | None = UNSET
    route: Literal["fallback", "sort"] | str | Unset | None = UNSET
    service_tier: str | Unset | None = UNSET
    speed: Literal["fast", "standard"] | str | Unset | None = UNSET
    safeguards: Sequence[Safeguard | JsonObject] | Unset | None = UNSET

    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    metadata: MessagesMetadata | JsonObject | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET
