"""The models that the stand-in offers, and their endpoints: read without a key, and the same for every server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import urlencode

from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.payloads import CREATED, MODEL
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

Model: TypeAlias = dict[str, Any]

_SAMPLING = ["frequency_penalty", "max_tokens", "presence_penalty", "seed", "stop", "temperature"]
_CHAT = [*_SAMPLING, "response_format", "structured_outputs", "tool_choice", "tools", "top_p"]


def _model(
    model_id: str,
    name: str,
    *,
    prices: tuple[str, str],
    context: int,
    most: int | None = None,
    modality: str = "text->text",
    tokenizer: str = "Other",
    parameters: list[str] = _CHAT,
    canonical: str | None = None,
    age: int = 0,
    voices: list[str] | None = None,
) -> Model:
    inputs, outputs = (side.split("+") for side in modality.split("->"))
    canonical = canonical or model_id.removesuffix(":free")
    return {
        "id": model_id,
        "canonical_slug": canonical,
        "hugging_face_id": "",
        "name": name,
        "created": CREATED - age * 86_400,
        "description": f"{name}, as a stand-in for OpenRouter lists it; no model is behind it.",
        "context_length": context,
        "architecture": {
            "modality": modality,
            "input_modalities": inputs,
            "output_modalities": outputs,
            "tokenizer": tokenizer,
            "instruct_type": None,
        },
        "pricing": {"prompt": prices[0], "completion": prices[1]},
        "top_provider": {
            "context_length": context,
            "max_completion_tokens": most,
            "is_moderated": False,
        },
        "per_request_limits": None,
        "supported_parameters": parameters,
        "default_parameters": None,
        "supported_voices": voices,
        "knowledge_cutoff": None,
        "expiration_date": None,
        "links": {"details": f"/api/v1/models/{canonical}/endpoints"},
    }


# Newest first, as the API lists them; names, sizes and prices are like those of real models.
MODELS: tuple[Model, ...] = (
    _model(
        "mistralai/voxtral-mini-tts-2603",
        "Mistral: Voxtral Mini TTS",
        prices=("0.000016", "0"),
        context=4_096,
        modality="text->speech",
        tokenizer="Mistral",
        parameters=[],
        voices=["en_paul_neutral", "fr_marie_neutral"],
        age=1,
    ),
    _model(
        "google/gemini-2.5-flash-image",
        "Google: Gemini 2.5 Flash Image",
        prices=("0.0000003", "0.0000025"),
        context=32_768,
        most=32_768,
        modality="text+image->text+image",
        tokenizer="Gemini",
        parameters=[*_SAMPLING, "response_format", "structured_outputs", "top_p"],
        age=30,
    ),
    _model(
        "meta-llama/llama-3.3-70b-instruct:free",
        "Meta: Llama 3.3 70B Instruct (free)",
        prices=("0", "0"),
        context=131_072,
        tokenizer="Llama3",
        parameters=[*_SAMPLING, "tool_choice", "tools", "top_p"],
        age=190,
    ),
    _model(
        "anthropic/claude-3.5-haiku",
        "Anthropic: Claude 3.5 Haiku",
        prices=("0.0000008", "0.000004"),
        context=200_000,
        most=8_192,
        modality="text+image->text",
        tokenizer="Claude",
        parameters=["max_tokens", "stop", "temperature", "tool_choice", "tools", "top_k", "top_p"],
        canonical="anthropic/claude-3-5-haiku",
        age=230,
    ),
    _model(
        MODEL,
        "OpenAI: GPT-4o-mini",
        prices=("0.00000015", "0.0000006"),
        context=128_000,
        most=16_384,
        modality="text+image+file->text",
        tokenizer="GPT",
        age=330,
    ),
    # A router has no price of its own: the API says -1.
    _model(
        "openrouter/auto",
        "Auto Router",
        prices=("-1", "-1"),
        context=2_000_000,
        tokenizer="Router",
        parameters=[],
        age=580,
    ),
    _model(
        "openai/text-embedding-3-small",
        "OpenAI: Text Embedding 3 Small",
        prices=("0.00000002", "0"),
        context=8_192,
        modality="text->embeddings",
        tokenizer="GPT",
        parameters=[],
        age=590,
    ),
    _model(
        "openai/whisper-large-v3",
        "OpenAI: Whisper Large V3",
        prices=("0.0000017", "0"),
        context=448,
        modality="audio->transcription",
        parameters=[],
        age=600,
    ),
)

_CATEGORIES: dict[str, set[str]] = {
    "programming": {MODEL, "anthropic/claude-3.5-haiku"},
    "roleplay": {"meta-llama/llama-3.3-70b-instruct:free"},
    "marketing": {MODEL},
    "marketing/seo": {MODEL},
    "technology": {MODEL, "anthropic/claude-3.5-haiku"},
    "science": {"anthropic/claude-3.5-haiku"},
    "translation": {MODEL, "meta-llama/llama-3.3-70b-instruct:free"},
    "legal": {"anthropic/claude-3.5-haiku"},
    "finance": {MODEL},
    "health": {MODEL},
    "trivia": {"meta-llama/llama-3.3-70b-instruct:free"},
    "academia": {"anthropic/claude-3.5-haiku"},
}
_PARAMETERS = {name for model in MODELS for name in model["supported_parameters"]}


def _supports(model: Model, wanted: str) -> bool:
    # A name that no model supports is ignored: recorded, with "structured_output" for the plural.
    return (set(wanted.split(",")) & _PARAMETERS).issubset(model["supported_parameters"])


def _per_million(model: Model, side: str) -> float:
    return float(model["pricing"][side]) * 1e6


# The parameters that are honoured; the API has more, which are let through and do nothing here.
_FILTERS: dict[str, Callable[[Model, str], bool]] = {
    "category": lambda model, wanted: model["id"] in _CATEGORIES.get(wanted, ()),
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


# The others need figures that a stand-in has not: the order stays as it is.
_ORDERS: dict[str, Callable[[Model], float]] = {
    "pricing-low-to-high": _average_price,
    "pricing-high-to-low": lambda model: -_average_price(model),
    "context-high-to-low": lambda model: -model["context_length"],
    "newest": lambda model: -model["created"],
}


def list_models(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    """GET /models: the whole list, or a page of it when an offset or a limit is given."""
    query = query_of(request, "GET /models")
    if isinstance(query, Reply):
        return query
    wanted = {"output_modalities": "text", **query}
    found = [
        model
        for model in MODELS
        if all(keeps(model, wanted[name]) for name, keeps in _FILTERS.items() if name in wanted)
    ]
    if query.get("sort") in _ORDERS:
        found.sort(key=_ORDERS[query["sort"]])
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


def _feed(models: list[Model]) -> Reply:
    items = "".join(
        f"<item><title>{model['name']}</title><guid>{model['id']}</guid></item>" for model in models
    )
    feed = f'<rss version="2.0"><channel><title>OpenRouter Models</title>{items}</channel></rss>'
    return Reply(200, {"Content-Type": "application/rss+xml"}, feed)


def list_endpoints(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    """GET /models/{author}/{slug}/endpoints, by a model's id or by its canonical slug."""
    wanted = f"{parameters['author']}/{parameters['slug']}"
    for model in MODELS:
        if wanted in (model["id"], model["canonical_slug"]):
            copied = ("id", "name", "created", "description", "architecture")
            data = {**{key: model[key] for key in copied}, "endpoints": [_endpoint(model)]}
            return Reply.json({"data": data})
    return Reply.error(404, f"Model {wanted} not found")


def _endpoint(model: Model) -> dict[str, Any]:
    return {
        "name": f"LocalServer | {model['canonical_slug']}",
        "model_id": model["id"],
        "model_name": model["name"],
        "context_length": model["context_length"],
        "pricing": {**model["pricing"], "discount": 0},
        "provider_name": "LocalServer",
        "tag": "localserver",
        "quantization": "unknown",
        "max_completion_tokens": model["top_provider"]["max_completion_tokens"],
        "max_prompt_tokens": None,
        "supported_parameters": model["supported_parameters"],
        "status": 0,
        "uptime_last_5m": None,  # too few requests to say
        "uptime_last_30m": 99.5,
        "uptime_last_1d": 100,
        "supports_implicit_caching": False,
        "supports_tool_choice": dict.fromkeys(
            ("auto", "function", "none", "required"),
            "tool_choice" in model["supported_parameters"],
        ),
        "supports_diarization": False,
        "native_tools": {},
        "service_tier": None,
        "latency_last_30m": {"p50": 0.25, "p75": 0.35, "p90": 0.48, "p99": 0.85},
        "throughput_last_30m": {"p50": 45.2, "p75": 38.5, "p90": 28.3, "p99": 15.1},
    }


ROUTES = (
    Route("GET", "/models", list_models, needs_key=False),
    Route("GET", "/models/{author}/{slug}/endpoints", list_endpoints, needs_key=False),
)
