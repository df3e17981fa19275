"""The request of a chat: `ChatGenerationParams`; its parts are in the imported modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl, PromptCacheOptions
    from openrouter_core.models.chat.formats import ResponseFormat
    from openrouter_core.models.chat.messages import Message
    from openrouter_core.models.chat.options import (
        AudioOptions,
        Prediction,
        StreamOptions,
        UsageOptions,
    )
    from openrouter_core.models.chat.tools import Tool, ToolChoice
    from openrouter_core.models.plugins import Plugin
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.reasoning import Reasoning
    from openrouter_core.models.server_tools.deferred import DeferredToolsControl
    from openrouter_core.models.server_tools.web import WebSearchOptions
    from openrouter_core.models.stops import StopCondition
    from openrouter_core.models.tracing import DebugOptions, TraceConfig


@model
class ChatGenerationParams(RequestModel):
    """A chat request. A field that is `UNSET` is not sent, so the model's own default applies; only `messages` is
    required.

    Fields:
        model: such as ``openai/gpt-4o-mini``; without it the account's default model answers.
        messages: the chat so far, at least one message.
        models: further models, tried in this order when the first cannot answer.
        stream: set by the ``stream`` argument of the function that sends the request, not here.

        max_completion_tokens: the most tokens to write, thoughts included; `max_tokens` is its
            older name.
        temperature: how random the choice of tokens is, 0 to 2.
        top_p: choose among the most likely tokens that together have this probability, 0 to 1.
        top_k: choose among this many of the most likely tokens.
        top_a: leave out tokens whose probability is small compared with the most likely one's, 0 to 1.
        min_p: leave out tokens below this share of the most likely one's probability, 0 to 1.
        frequency_penalty: discourages tokens the more often they have occurred, -2 to 2.
        presence_penalty: discourages tokens that have occurred at all, -2 to 2.
        repetition_penalty: discourages tokens that have occurred, also in the prompt; 1 means no penalty.
        logit_bias: from a token's id to what is added to its logit, -100 to 100.
        seed: the same seed and request should give the same response.
        stop: texts that end the response, at most four.
        n: how many responses; few models take more than one.
        logprobs: whether to report the tokens' log probabilities.
        top_logprobs: how many likely tokens to report at each position, 0 to 20.

        tools: functions of the caller, and tools that the server runs.
        tool_choice: ``none``, ``auto``, ``required``, or the tool to be called.
        parallel_tool_calls: whether one response may hold several calls.
        deferred_tools: the model sees tools only after it has searched for them.
        stop_server_tools_when: the loop of server tools ends as soon as one of these conditions holds.

        response_format: what form the response must have.
        modalities: what the response may consist of: ``text``, ``image``, ``audio``.
        audio: the voice and format of spoken responses.
        image_config: how to make images, such as ``{"aspect_ratio": "16:9"}``; the keys depend on the model.
        prediction: text that most of the response is expected to repeat, for speed.

        reasoning: how much to think, and whether to show it; `reasoning_effort` and
            `include_reasoning` are older forms.

        provider: which providers may answer, and in what order.
        plugins: what the server does around the model.
        route: deprecated in favour of `ProviderPreferences.sort`.
        transforms: deprecated in favour of the plugin ``context-compression``.
        preset: a configuration saved in the account, such as ``@preset/support``.
        service_tier: how the provider should schedule the request; it changes the price.
        web_search_options: how a model that searches by itself should do it.

        cache_control: lets the server choose where the cached prefix ends.
        prompt_cache_key: requests with the same key go to where their common prefix is cached.
        prompt_cache_options: which prefixes the provider caches.

        user: an id of the end user that reveals nothing about the person.
        session_id: requests with the same id stay with one provider and are grouped; at most 256 characters.
        metadata: at most 16 pairs of text; a key has up to 64 characters, a value up to 512.
        trace: names under which observability tools show the request.
        stream_options: deprecated; usage is always sent.
        usage: deprecated; usage is always sent.
        debug: returns the request as the provider received it; streams only.
    """

    model: str | Unset | None = UNSET
    messages: Sequence[Message] = attrs.field(metadata={"non_empty": True})
    models: Sequence[str] | Unset | None = UNSET
    stream: bool | Unset | None = UNSET

    max_completion_tokens: int | Unset | None = UNSET
    max_tokens: int | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    top_p: float | Unset | None = UNSET
    top_k: int | Unset | None = UNSET
    top_a: float | Unset | None = UNSET
    min_p: float | Unset | None = UNSET
    frequency_penalty: float | Unset | None = UNSET
    presence_penalty: float | Unset | None = UNSET
    repetition_penalty: float | Unset | None = UNSET
    logit_bias: Mapping[str, float] | Unset | None = UNSET
    seed: int | Unset | None = UNSET
    stop: str | Sequence[str] | Unset | None = UNSET
    n: int | Unset | None = UNSET
    logprobs: bool | Unset | None = UNSET
    top_logprobs: int | Unset | None = UNSET

    tools: Sequence[Tool] | Unset | None = UNSET
    tool_choice: Literal["none", "auto", "required"] | str | ToolChoice | Unset | None = UNSET
    parallel_tool_calls: bool | Unset | None = UNSET
    deferred_tools: DeferredToolsControl | JsonObject | Unset | None = UNSET
    stop_server_tools_when: Sequence[StopCondition] | Unset | None = UNSET

    response_format: ResponseFormat | Unset | None = UNSET
    modalities: Sequence[Literal["text", "image", "audio"] | str] | Unset | None = UNSET
    audio: AudioOptions | JsonObject | Unset | None = UNSET
    image_config: JsonObject | Unset | None = UNSET
    prediction: Prediction | JsonObject | Unset | None = UNSET

    reasoning: Reasoning | JsonObject | Unset | None = UNSET
    reasoning_effort: (
        Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | Unset | None
    ) = UNSET
    include_reasoning: bool | Unset | None = UNSET

    provider: ProviderPreferences | JsonObject | Unset | None = UNSET
    plugins: Sequence[Plugin] | Unset | None = UNSET
    route: Literal["fallback", "sort"] | str | Unset | None = UNSET
    transforms: Sequence[str] | Unset | None = UNSET
    preset: str | Unset | None = UNSET
    service_tier: (
        Literal["auto", "default", "fast", "flex", "priority", "scale", "ultrafast"]
        | str
        | Unset
        | None
    ) = UNSET
    web_search_options: WebSearchOptions | JsonObject | Unset | None = UNSET

    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    prompt_cache_key: str | Unset | None = UNSET
    prompt_cache_options: PromptCacheOptions | JsonObject | Unset | None = UNSET

    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    metadata: Mapping[str, str] | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET
    stream_options: StreamOptions | JsonObject | Unset | None = UNSET
    usage: UsageOptions | JsonObject | Unset | None = UNSET
    debug: DebugOptions | JsonObject | Unset | None = UNSET
