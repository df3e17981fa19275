"""The request of the Responses API: `ResponsesRequest`; its parts are in the imported modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl, PromptCacheOptions
    from openrouter_core.models.plugins import Plugin
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.responses.input import InputItem
    from openrouter_core.models.responses.settings import ResponsesReasoning, StoredPrompt
    from openrouter_core.models.responses.text import ResponsesTextConfig
    from openrouter_core.models.responses.tools import ResponsesTool, ResponsesToolChoice
    from openrouter_core.models.server_tools.deferred import DeferredToolsControl
    from openrouter_core.models.stops import StopCondition
    from openrouter_core.models.tracing import DebugOptions, TraceConfig


@model
class ResponsesRequest(RequestModel):
    """A request of the Responses API. A field that is `UNSET` is not sent, so the model's own default applies.

    The API stores nothing: `input` holds the whole conversation each time. Put a response's `output` unchanged into the
    next request's `input`.

    Fields:
        input: text, or the conversation so far as a list of items.
        model: such as ``openai/gpt-4o-mini``; without it the account's default model answers.
        models: further models, tried in this order when the first cannot answer.
        instructions: instructions that hold for the whole conversation; a system message before `input`.
        stream: set by the ``stream`` argument of the function that sends the request, not here.

        max_output_tokens: the most tokens to write, thoughts included.
        temperature: how random the choice of tokens is, 0 to 2.
        top_p: choose among the most likely tokens that together have this probability, 0 to 1.
        top_k: choose among this many of the most likely tokens.
        frequency_penalty: discourages tokens the more often they have occurred, -2 to 2.
        presence_penalty: discourages tokens that have occurred at all, -2 to 2.
        top_logprobs: how many likely tokens to report at each position, 0 to 20.
        stop: text that ends the response.

        tools: functions of the caller, and tools that the provider or the server runs.
        tool_choice: ``none``, ``auto``, ``required``, or the tool to be called.
        parallel_tool_calls: whether one response may hold several calls.
        deferred_tools: the model sees tools only after it has searched for them.
        max_tool_calls: how many steps with server tools there may be, at most 30, which is the default; not used beside
            `stop_server_tools_when`.
        stop_server_tools_when: the loop of server tools ends as soon as one of these conditions holds.

        text: what form the response must have, and how detailed it should be.
        modalities: what the response may consist of: ``text``, ``image``.
        image_config: how to make images, such as ``{"aspect_ratio": "16:9"}``; the keys depend on the model.
        include: what else to send, such as ``reasoning.encrypted_content``.
        reasoning: how much to think, and whether to send a summary of the thoughts.
        truncation: ``auto`` shortens an input that is longer than the model can read; ``disabled`` refuses it.

        provider: which providers may answer, and in what order.
        plugins: what the server does around the model.
        route: deprecated in favour of `ProviderPreferences.sort`.
        service_tier: how the provider should schedule the request; it changes the price. ``fast`` means ``priority``.
        prompt: a prompt stored at the provider, with values for its variables.

        cache_control: lets the server choose where the cached prefix ends.
        prompt_cache_key: requests with the same key go to where their common prefix is cached.
        prompt_cache_options: which prefixes the provider caches.

        user: an id of the end user that reveals nothing about the person; at most 256 characters.
        safety_identifier: the same for providers that block single end users: without it they block the account.
        session_id: requests with the same id stay with one provider and are grouped; at most 256 characters.
        metadata: at most 16 pairs of text; a key has up to 64 characters, a value up to 512.
        trace: names under which observability tools show the request.
        debug: returns the request as the provider received it; streams only.
        background: OpenAI's setting for a response that is fetched later; nothing is stored here.
        store: nothing is stored; only False is accepted.
        previous_response_id: not supported, because nothing is stored; any value but null is refused.
    """

    input: str | Sequence[InputItem] | Unset | None = attrs.field(default=UNSET, kw_only=False)
    model: str | Unset | None = UNSET
    models: Sequence[str] | Unset | None = UNSET
    instructions: str | Unset | None = UNSET
    stream: bool | Unset | None = UNSET

    max_output_tokens: int | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    top_p: float | Unset | None = UNSET
    top_k: int | Unset | None = UNSET
    frequency_penalty: float | Unset | None = UNSET
    presence_penalty: float | Unset | None = UNSET
    top_logprobs: int | Unset | None = UNSET
    stop: str | Sequence[str] | Unset | None = UNSET

    tools: Sequence[ResponsesTool] | Unset | None = UNSET
    tool_choice: Literal["none", "auto", "required"] | str | ResponsesToolChoice | Unset | None = (
        UNSET
    )
    parallel_tool_calls: bool | Unset | None = UNSET
    deferred_tools: DeferredToolsControl | JsonObject | Unset | None = UNSET
    max_tool_calls: int | Unset | None = UNSET
    stop_server_tools_when: Sequence[StopCondition] | Unset | None = UNSET

    text: ResponsesTextConfig | JsonObject | Unset | None = UNSET
    modalities: Sequence[Literal["text", "image"] | str] | Unset | None = UNSET
    image_config: JsonObject | Unset | None = UNSET
    include: (
        Sequence[
            Literal[
                "file_search_call.results",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
            | str
        ]
        | Unset
        | None
    ) = UNSET
    reasoning: ResponsesReasoning | JsonObject | Unset | None = UNSET
    truncation: Literal["auto", "disabled"] | str | Unset | None = UNSET

    provider: ProviderPreferences | JsonObject | Unset | None = UNSET
    plugins: Sequence[Plugin] | Unset | None = UNSET
    route: Literal["fallback", "sort"] | str | Unset | None = UNSET
    service_tier: (
        Literal["auto", "default", "fast", "flex", "priority", "scale", "ultrafast"]
        | str
        | Unset
        | None
    ) = UNSET
    prompt: StoredPrompt | JsonObject | Unset | None = UNSET

    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    prompt_cache_key: str | Unset | None = UNSET
    prompt_cache_options: PromptCacheOptions | JsonObject | Unset | None = UNSET

    user: str | Unset | None = UNSET
    safety_identifier: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    metadata: Mapping[str, str] | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET
    debug: DebugOptions | JsonObject | Unset | None = UNSET
    background: bool | Unset | None = UNSET
    store: bool | Unset | None = UNSET
    previous_response_id: str | Unset | None = UNSET
