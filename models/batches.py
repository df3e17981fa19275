"""Batches: many requests to one model, answered within a day at a lower price."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    TaggedUnion,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.chat.response import ChatResponse
    from openrouter_core.models.chat.usage import (
        CompletionTokensDetails,
        CostDetails,
        PromptTokensDetails,
    )
    from openrouter_core.models.embeddings import EmbeddingsResponse
    from openrouter_core.models.messages.response import MessagesResult
    from openrouter_core.models.responses.response import OpenResponsesResult
    from openrouter_core.models.server_tools.usage import ServerToolUse


@model
class BatchRequest(RequestModel):
    """One request of a batch.

    Fields:
        custom_id: identifies its result; unique within the batch.
        body: what the batch's endpoint takes, without ``model`` and ``stream``.
    """

    custom_id: str = attrs.field(kw_only=False)
    body: JsonObject = attrs.field(kw_only=False)


@model
class BatchProviderPreferences(RequestModel):
    """Which providers may take a batch.

    Fields:
        only: the slugs of those that may.
        allow_fallbacks: whether another provider may take it if the first cannot.
    """

    only: Sequence[str] | Unset | None = UNSET
    allow_fallbacks: bool | Unset | None = UNSET


@model
class BatchCreateBatchesParams(RequestModel):
    """The batch that `batch_create_batches` makes.

    Fields:
        endpoint: which operation all requests are for.
        model: which model answers all of them.
        callback_url: the https URL to which an event is sent when the batch has ended.
        completion_window: the time within which it must be done.
    """

    endpoint: (
        Literal["/v1/chat/completions", "/v1/responses", "/v1/messages", "/v1/embeddings"] | str
    )
    model: str
    callback_url: str | Unset | None = UNSET
    completion_window: Literal["24h"] | str | Unset | None = UNSET
    provider: BatchProviderPreferences | JsonObject | Unset | None = UNSET
    requests: Sequence[BatchRequest | JsonObject]


@model
class BatchListParams(RequestModel):
    """Which batches `batch_list` lists.

    Fields:
        limit: how many batches a page has at most.
        after: the id of the last batch on the previous page; `openrouter_core.paginate.paginate` sets it.
        status: only batches with these statuses.
        created_after, created_before: ISO 8601; a date, or a time.
    """

    limit: int | Unset | None = UNSET
    after: str | Unset | None = UNSET
    status: (
        Sequence[
            Literal["validating", "in_progress", "completed", "failed", "expired", "cancelled"]
            | str
        ]
        | Unset
        | None
    ) = UNSET
    created_after: str | Unset | None = UNSET
    created_before: str | Unset | None = UNSET


@model
class BatchError(ResponseModel):
    """Why a batch failed as a whole."""

    message: str | None = None


@model
class BatchRequestCounts(ResponseModel):
    """How many requests of a batch there are, were answered, and failed."""

    total: int | None = None
    completed: int | None = None
    failed: int | None = None


@model
class BatchResultError(ResponseModel):
    """Why one request of a batch failed.

    Fields:
        param: which part of the request is wrong.
        error_type: OpenRouter's finer class, such as ``invalid_request``.
    """

    message: str | None = None
    type: str | None = None
    param: str | None = None
    error_type: str | None = None


if TYPE_CHECKING:
    BatchBody: TypeAlias = (
        ChatResponse | OpenResponsesResult | MessagesResult | EmbeddingsResponse | JsonObject
    )
else:
    BatchBody = Annotated[
        Any,
        TaggedUnion(
            "object",
            {
                "chat.completion": "ChatResponse",
                "response": "OpenResponsesResult",
                "list": "EmbeddingsResponse",
            },
            untagged="MessagesResult",  # which gives its type instead
        ),
    ]


@model
class BatchResultResponse(ResponseModel):
    """The response to one request of a batch.

    Fields:
        body: what the endpoint's own function would return; anything that is not such a response is plain JSON.
    """

    status_code: int | None = None
    request_id: str | None = None
    body: BatchBody | None = None


@model
class BatchResult(ResponseModel):
    """The result of one request of a batch: a response or an error.

    Fields:
        custom_id: the request's.
    """

    id: str | None = None
    custom_id: str | None = None
    response: BatchResultResponse | None = None
    error: BatchResultError | None = None


@model
class BatchUsage(ResponseModel):
    """Tokens and cost of all requests of a batch.

    Fields:
        cost: what the account was charged, in US dollars.
        is_byok: whether your own key for the provider was used.
        cache_creation, iterations, service_tier, speed: as Anthropic reports it.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    total_tokens: int | None = None
    cost: float | None = None
    is_byok: bool | None = None
    prompt_tokens_details: PromptTokensDetails | None = None
    completion_tokens_details: CompletionTokensDetails | None = None
    cost_details: CostDetails | None = None
    server_tool_use: ServerToolUse | None = None
    cache_creation: JsonObject | None = None
    iterations: Sequence[JsonObject] | None = None
    service_tier: str | None = None
    speed: str | None = None


@model
class BatchResponse(Response):
    """A batch.

    Fields:
        status: ``completed``, ``failed``, ``expired`` and ``cancelled`` are final.
        results: one for each request, once the status is final, in any order; a list of batches does not include them.
        request_counts: how many requests were answered, and how many failed: a batch can be completed although some
            failed.
        error: why the whole batch failed.
        usage: tokens and cost, once they are known.
        created_at, expires_at, finalized_at: seconds since the epoch.
    """

    __describes_failure__: ClassVar[bool] = True

    id: str | None = None
    status: (
        Literal[
            "validating",
            "in_progress",
            "finalizing",
            "completed",
            "failed",
            "expired",
            "cancelling",
            "cancelled",
        ]
        | str
        | None
    ) = None
    endpoint: str | None = None
    model: str | None = None
    provider: str | None = None
    request_counts: BatchRequestCounts | None = None
    results: Sequence[BatchResult] | None = None
    error: BatchError | None = None
    usage: BatchUsage | None = None
    completion_window: str | None = None
    created_at: int | None = None
    expires_at: int | None = None
    finalized_at: int | None = None
    object: str | None = None


@model
class BatchListResponse(Response):
    """A page of batches, the newest first.

    Fields:
        has_more: whether there is another page.
        first_id, last_id: the ids of the first and the last batch on the page.
    """

    data: Sequence[BatchResponse] = attrs.field(factory=list)
    has_more: bool | None = None
    first_id: str | None = None
    last_id: str | None = None
    object: str | None = None


@model
class UpstreamDeletion(ResponseModel):
    """Whether the provider has deleted its copy of a batch as well."""

    provider: str | None = None
    status: Literal["deleted", "unsupported", "not_applicable"] | str | None = None


@model
class BatchDeletion(ResponseModel):
    """Where a batch was deleted."""

    openrouter: str | None = None
    upstream: UpstreamDeletion | None = None


@model
class BatchDeleteResponse(Response):
    """Confirms that a batch was deleted, and where."""

    id: str | None = None
    deletion: BatchDeletion | None = None
    object: str | None = None
