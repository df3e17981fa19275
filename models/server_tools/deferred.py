"""Tools that a model learns of only when it searches for them, which keeps a long list of tools out of the prompt."""

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
    """Tools are found by a tool of the caller's.

    Fields:
        tool_id: the tool that searches.
        result_key: the key of its result that holds the names of what it found.
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
    """How the model searches for the request's tools. Each following request holds the same tools, and the
    assistant's reasoning as it came. ``v1``, ``portable`` and ``runtime`` are all that there is so far.
    """

    search: DeferredSearch = attrs.field(kw_only=False)
    protocol: Literal["v1"] | str
    profile: Literal["portable"] | str
    validation: Literal["runtime"] | str
