"""Documents in the order of their relevance to a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.tracing import TraceConfig


@model
class RerankDocument(RequestModel):
    """A document with a text, an image, or both.

    Fields:
        image: a URL, or a data URL that holds it.
    """

    text: str | Unset | None = attrs.field(default=UNSET, kw_only=False)
    image: str | Unset | None = UNSET


@model
class RerankRerankParams(RequestModel):
    """What `rerank_rerank` puts in order.

    Fields:
        documents: texts, or `RerankDocument` objects for a model that looks at images too.
        top_n: how many of the best to return; by default all.
        user: your own id for the end user.
        session_id: requests with the same id are grouped.
        trace: names under which observability tools show the request.
    """

    model: str
    query: str
    documents: Sequence[str | RerankDocument | JsonObject]
    top_n: int | Unset | None = UNSET
    provider: ProviderPreferences | JsonObject | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET


@model
class RankedDocument(ResponseModel):
    """A document as it was sent; if it was sent as a plain text, that is its `text`."""

    text: str | None = None
    image: str | None = None


@model
class RerankResult(ResponseModel):
    """A document's rank.

    Fields:
        index: which of the request's documents it is, from 0.
        relevance_score: how relevant it is; comparable only within one response.
    """

    index: int | None = None
    relevance_score: float | None = None
    document: RankedDocument | None = None


@model
class RerankUsage(ResponseModel):
    """Usage, and its cost in US dollars.

    Fields:
        search_units: the unit that some providers bill in place of tokens.
    """

    total_tokens: int | None = None
    search_units: int | None = None
    cost: float | None = None


@model
class RerankRerankResponse(Response):
    """What `rerank_rerank` returns.

    Fields:
        results: the best first.
    """

    id: str | None = None
    model: str | None = None
    provider: str | None = None
    results: Sequence[RerankResult] = attrs.field(factory=list)
    usage: RerankUsage | None = None
