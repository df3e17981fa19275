"""The models that the stand-in offers, and their providers: the same for every server. `listings` shows them."""

from __future__ import annotations

from typing import Any, TypeAlias

from openrouter_core.testing.payloads import CREATED, MODEL

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
        "cohere/rerank-v3.5",
        "Cohere: Rerank 3.5",
        prices=("0", "0"),
        context=4_096,
        modality="text->rerank",
        parameters=[],
        age=595,
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

CATEGORIES: dict[str, set[str]] = {
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

PROVIDERS: tuple[dict[str, Any], ...] = (
    {
        "name": "LocalServer",
        "slug": "localserver",
        "headquarters": None,
        "datacenters": None,
        "privacy_policy_url": None,
        "terms_of_service_url": None,
        "status_page_url": None,
    },
    {
        "name": "OpenAI",
        "slug": "openai",
        "headquarters": "US",
        "datacenters": ["US", "IE"],
        "privacy_policy_url": "https://openai.com/privacy",
        "terms_of_service_url": "https://openai.com/terms",
        "status_page_url": "https://status.openai.com",
    },
)


def endpoint(model: Model) -> dict[str, Any]:
    """The only endpoint of a model."""
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
        "uptime_last_5m": None,  # too few requests to measure
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
        "latency_last_30m": {"p50": 250, "p75": 350, "p90": 480, "p99": 850},
        "throughput_last_30m": {"p50": 45.2, "p75": 38.5, "p90": 28.3, "p99": 15.1},
    }
