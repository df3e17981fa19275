"""The lists of models, their endpoints, and providers. Most need no key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from openrouter_core.testing.api.catalog import CATEGORIES, MODELS, PROVIDERS, Model, endpoint
from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Handler, Route

_PARAMETERS = {name for model in MODELS for name in model["supported_parameters"]}


def _supports(model: Model, wanted: str) -> bool:
    # A name that no model supports is ignored: recorded, with "structured_output" for the plural.
    return (set(wanted.split(",")) & _PARAMETERS).issubset(model["supported_parameters"])


def _per_million(model: Model, side: str) -> float:
    return float(model["pricing"][side]) * 1e6


# The supported parameters; the API has more, which are accepted and ignored here.
_FILTERS: dict[str, Callable[[Model, str], bool]] = {
    "category": lambda model, wanted: model["id"] in CATEGORIES.get(wanted, ()),
    "supported_parameters": _supports,
    "output_modalities": lambda model, wanted: (
        wanted == "all"
        or not set(wanted.split(",")).isdisjoint(model["architecture"]["output_modalities"])
    ),
    "input_modalities": lambda model, wanted: set(wanted.split(",")).issubset(
        model["architecture"]["input_modalities"]
    ),
    "q": lambda model, wanted: wanted.lower() in f"{model['id']}\n{model['name']}".lower(),
    "context": lambda model, wanted: model["context_length"] >= int(wanted),
    "model_authors": lambda model, wanted: model["id"].split("/")[0] in wanted.split(","),
    "arch": lambda model, wanted: model["architecture"]["tokenizer"].lower() == wanted.lower(),
    "min_price": lambda model, wanted: _per_million(model, "prompt") >= float(wanted),
    "max_price": lambda model, wanted: _per_million(model, "prompt") <= float(wanted),
    "min_output_price": lambda model, wanted: _per_million(model, "completion") >= float(wanted),
    "max_output_price": lambda model, wanted: _per_million(model, "completion") <= float(wanted),
}


def _average_price(model: Model) -> float:
    return float(model["pricing"]["prompt"]) + float(model["pricing"]["completion"])


# The others need figures that a stand-in does not have: the order stays unchanged.
_ORDERS: dict[str, Callable[[Model], float]] = {
    "pricing-low-to-high": _average_price,
    "pricing-high-to-low": lambda model: -_average_price(model),
    "context-high-to-low": lambda model: -model["context_length"],
    "newest": lambda model: -model["created"],
}


def models_by(operation: str, **defaults: str) -> Handler:
    """GET of a list of models: the whole list, or a page of it when an offset or a limit is given.

    Args:
        operation: such as "GET /models".
        defaults: the query's defaults.
    """

    def handle(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, operation)
        if isinstance(query, Reply):
            return query
        found = _found({**defaults, **query})
        if query.get("use_rss") == "true":
            return _feed(found)
        page, next_page = found, None
        if "offset" in query or "limit" in query:
            offset, limit = int(query.get("offset", 0)), int(query.get("limit", 500))
            page = found[offset : offset + limit]
            if offset + limit < len(found):
                following = {**query, "offset": offset + limit, "limit": limit}
                next_page = f"{request.path}?{urlencode(following)}"
        return Reply.json({"data": page, "total_count": len(found), "links": {"next": next_page}})

    return handle


def _found(wanted: Mapping[str, str]) -> list[Model]:
    found = [
        model
        for model in MODELS
        if all(keeps(model, wanted[name]) for name, keeps in _FILTERS.items() if name in wanted)
    ]
    if wanted.get("sort") in _ORDERS:
        found.sort(key=_ORDERS[wanted["sort"]])
    return found


def _feed(models: list[Model]) -> Reply:
    items = "".join(
        f"<item><title>{model['name']}</title><guid>{model['id']}</guid></item>" for model in models
    )
    feed = f'<rss version="2.0"><channel><title>OpenRouter Models</title>{items}</channel></rss>'
    return Reply(200, {"Content-Type": "application/rss+xml"}, feed)


def count_models(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    """GET /models/count."""
    query = query_of(request, "GET /models/count")
    if isinstance(query, Reply):
        return query
    return Reply.json({"data": {"count": len(_found({"output_modalities": "text", **query}))}})


def on_model(show: Callable[[Model], Any]) -> Handler:
    """A handler for one model, identified by its id or its canonical slug."""

    def handle(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        wanted = f"{parameters['author']}/{parameters['slug']}"
        for model in MODELS:
            if wanted in (model["id"], model["canonical_slug"]):
                return Reply.json({"data": show(model)})
        return Reply.error(404, f"Model {wanted} not found")

    return handle


def _endpoints(model: Model) -> dict[str, Any]:
    copied = ("id", "name", "created", "description", "architecture")
    return {**{key: model[key] for key in copied}, "endpoints": [endpoint(model)]}


def _keep_no_data(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    """GET /endpoints/zdr: free models keep data."""
    found = [endpoint(model) for model in MODELS if not model["id"].endswith(":free")]
    return Reply.json({"data": found})


ROUTES = (
    Route("GET", "/models", models_by("GET /models", output_modalities="text"), needs_key=False),
    Route("GET", "/models/count", count_models, needs_key=False),
    Route("GET", "/models/user", models_by("GET /models/user", output_modalities="text")),
    Route("GET", "/model/{author}/{slug}", on_model(lambda model: model), needs_key=False),
    Route("GET", "/models/{author}/{slug}/endpoints", on_model(_endpoints), needs_key=False),
    Route(
        "GET",
        "/embeddings/models",
        models_by("GET /embeddings/models", output_modalities="embeddings"),
        needs_key=False,
    ),
    Route("GET", "/endpoints/zdr", _keep_no_data, needs_key=False),
    Route(
        "GET",
        "/providers",
        lambda request, parameters: Reply.json({"data": list(PROVIDERS)}),
        needs_key=False,
    ),
)
