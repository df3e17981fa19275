"""What comes back from the Responses API: `OpenResponsesResult`.

A field that is missing or null on the wire is None; only `output`, and the `content` of a message, are never None.
Settings repeated from the request (`tools`, `text`, `reasoning`, ...) have the request's classes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

import attrs

from openrouter_core.models.model import Response, ResponseModel, join_text, model
from openrouter_core.models.responses.output_text import OutputMessageItem

if TYPE_CHECKING:
    from openrouter_core.models.caching import PromptCacheOptions
    from openrouter_core.models.openrouter_metadata import OpenRouterMetadata
    from openrouter_core.models.responses.input import InputItem
    from openrouter_core.models.responses.output import OutputItem
    from openrouter_core.models.responses.settings import ResponsesReasoning, StoredPrompt
    from openrouter_core.models.responses.text import ResponsesTextConfig
    from openrouter_core.models.responses.tools import ResponsesTool, ResponsesToolChoice
    from openrouter_core.models.responses.usage import ResponsesUsage
    from openrouter_core.models.safeguards import Alignment, SafeguardResult


@model
class ResponsesErrorMetadata(ResponseModel):
    """Further details of an error from OpenRouter; other keys are in `extra`.

    Fields:
        alignment: the result of an `AlignmentPlugin`, and what it withheld.
    """

    alignment: Alignment | None = None


@model
class ResponsesError(ResponseModel):
    """Why there is no response, or only a part of one; a response that has one is never an `Ok`, only an error's
    `partial`.
    """

    code: str | None = None
    message: str | None = None
    metadata: ResponsesErrorMetadata | None = None


@model
class IncompleteDetails(ResponseModel):
    """Why a response stops before its end: ``max_output_tokens`` or ``content_filter``."""

    reason: str | None = None


@model
class OpenResponsesResult(Response):
    """A whole response. In a stream, the events about the response as a whole hold one too, with what exists so far.

    Fields:
        id: the generation's id (``gen-...``).
        status: ``completed``; ``incomplete``, with the reason in `incomplete_details`; ``in_progress`` in a stream's
            events. Older responses lack it.
        output: messages, thoughts and calls, in their order. It can be put into the next request's ``input`` unchanged.
        text: the requested form of the text; the text itself is `output_text`.
        created_at: seconds since the epoch.
        completed_at: seconds since the epoch.
        model: the model that answered, which can differ from the requested one.
        usage: tokens and cost.
        error: why there is no response.
        alignment: the result of an `AlignmentPlugin`.
        safeguard_results: the result of an `ArmorPlugin`.
        error_type: OpenRouter's more specific class of the error, such as ``rate_limit_exceeded``.
    """

    id: str | None = None
    object: str | None = None
    status: str | None = None
    created_at: float | None = None
    completed_at: float | None = None
    model: str | None = None
    output: Sequence[OutputItem] = attrs.field(factory=list)
    usage: ResponsesUsage | None = None
    incomplete_details: IncompleteDetails | None = None
    error: ResponsesError | None = None
    error_type: str | None = None
    openrouter_metadata: OpenRouterMetadata | None = None
    alignment: Alignment | None = None
    safeguard_results: Sequence[SafeguardResult] | None = None

    instructions: str | Sequence[InputItem] | None = None
    tools: Sequence[ResponsesTool] | None = None
    tool_choice: str | ResponsesToolChoice | None = None
    parallel_tool_calls: bool | None = None
    max_tool_calls: int | None = None
    max_output_tokens: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    top_logprobs: int | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    text: ResponsesTextConfig | None = None
    reasoning: ResponsesReasoning | None = None
    truncation: str | None = None
    service_tier: str | None = None
    prompt: StoredPrompt | None = None
    prompt_cache_key: str | None = None
    prompt_cache_options: PromptCacheOptions | None = None
    previous_response_id: str | None = None
    background: bool | None = None
    store: bool | None = None
    metadata: Mapping[str, str] | None = None
    safety_identifier: str | None = None
    user: str | None = None

    if TYPE_CHECKING:

        @property
        def output_text(self) -> str:
            """The text of the response's messages joined, ``""`` if there is none."""
            ...
    else:
        output_text: str | None = None


class _JoinedText:
    """Reads `output_text` from the messages. The server's own value under that name is kept and sent back unchanged,
    but it is empty in most recorded responses, and missing from newer ones.
    """

    def __get__(self, instance: OpenResponsesResult | None, owner: type) -> str | None:
        if instance is None:
            return None
        messages = (item for item in instance.output if isinstance(item, OutputMessageItem))
        return join_text([message.text for message in messages])

    def __set__(self, instance: object, value: object) -> NoReturn:
        """With this method, Python uses the descriptor before the instance's ``__dict__``."""
        raise attrs.exceptions.FrozenInstanceError


if not TYPE_CHECKING:
    OpenResponsesResult.output_text = _JoinedText()
