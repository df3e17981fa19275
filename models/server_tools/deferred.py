"""Tools that a model sees only after it has searched for them, which keeps a long list of tools out of the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model


@model
class DeferredBm25Search(RequestModel):
    """Tools are found by the words of their definitions, which the server ranks by BM25."""

    type: Literal["bm25"] = "bm25"
    max_results: int | Unset | None = UNSET


@model
class DeferredRegexSearch(RequestModel):
    """Tools are found by a regular expression that the model writes."""

    type: Literal["regex"] = "regex"
    max_results: int | Unset | None = UNSET


@model
class DeferredCustomSearch(RequestModel):
    """Tools are found by a tool of the caller.

    Fields:
        tool_id: the tool that searches.
        result_key: the key of its result that holds the names of the tools found.
    """

    type: Literal["custom"] = "custom"
    tool_id: str = attrs.field(kw_only=False)
    result_key: str = attrs.field(kw_only=False)
    max_results: int | Unset | None = UNSET


if TYPE_CHECKING:
    DeferredSearch: TypeAlias = (
        DeferredBm25Search | DeferredRegexSearch | DeferredCustomSearch | JsonObject
    )
else:
    DeferredSearch = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "bm25": "DeferredBm25Search",
                "regex": "DeferredRegexSearch",
                "custom": "DeferredCustomSearch",
            },
        ),
    ]


@model
class DeferredToolsControl(RequestModel):
    """How the model searches for the request's tools. Every later request must have the same tools, and the assistant's
    reasoning unchanged. ``v1``, ``portable`` and ``runtime`` are the only values so far.
    """

    search: DeferredSearch = attrs.field(kw_only=False)
    protocol: Literal["v1"] | str
    profile: Literal["portable"] | str
    validation: Literal["runtime"] | str
