"""The models that OpenRouter offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from openrouter_core.models.model import Response, ResponseModel, model

if TYPE_CHECKING:
    from decimal import Decimal


class _Prices:
    """Prices as the API writes them, and as exact numbers."""

    def decimal(self, name: str) -> Decimal | None:
        """A price as an exact number: US dollars for one token, request, image or second.

        Arguments:
            name: the field, such as ``"prompt"``.

        Returns:
            None if there is no such price. It is negative if the price depends on the model that a router chooses.

        >>> from openrouter_core.models import ModelPricing
        >>> price = ModelPricing(prompt="0.00003").decimal("prompt")
        >>> price * 1_000_000
        Decimal('30.00000')
        """
        from decimal import Decimal, InvalidOperation  # 1 ms, only for programs that need it

        value = getattr(self, name, None)
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return None
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            return None
        return found if found.is_finite() else None


@model
class PricingOverride(ResponseModel, _Prices):
    """Prices that apply to some of the requests.

    Fields:
        min_prompt_tokens: for prompts of at least this length.
        utc_start, utc_end: between these hours of the day.
        utc_days: on these days of the week, such as ``"monday"``.
    """

    prompt: str | None = None
    completion: str | None = None
    audio: str | None = None
    input_audio_cache: str | None = None
    input_cache_read: str | None = None
    input_cache_write: str | None = None
    input_cache_write_1h: str | None = None
    min_prompt_tokens: float | None = None
    utc_start: float | None = None
    utc_end: float | None = None
    utc_days: Sequence[str] | None = None


@model
class ModelPricing(ResponseModel, _Prices):
    """What a model costs: strings, because a price such as ``"0.00000025"`` has no exact float; `decimal` converts
    them.

    Fields:
        prompt, completion: US dollars per token.
        request, image, web_search: US dollars for each.
        discount: the share from 0 to 1 by which prices are reduced.
        overrides: prices that apply to some of the requests.
    """

    prompt: str | None = None
    completion: str | None = None
    request: str | None = None
    image: str | None = None
    image_token: str | None = None
    image_output: str | None = None
    audio: str | None = None
    audio_output: str | None = None
    input_audio_cache: str | None = None
    input_cache_read: str | None = None
    input_cache_write: str | None = None
    input_cache_write_1h: str | None = None
    internal_reasoning: str | None = None
    web_search: str | None = None
    discount: float | None = None
    overrides: Sequence[PricingOverride] | None = None


@model
class ModelArchitecture(ResponseModel):
    """The inputs and outputs of a model."""

    modality: str | None = None
    input_modalities: Sequence[str] | None = None
    output_modalities: Sequence[str] | None = None
    tokenizer: str | None = None
    instruct_type: str | None = None


@model
class TopProvider(ResponseModel):
    """The limits of the preferred provider, in tokens."""

    context_length: int | None = None
    max_completion_tokens: int | None = None
    is_moderated: bool | None = None


@model
class PerRequestLimits(ResponseModel):
    """The largest request that is accepted, in tokens."""

    prompt_tokens: float | None = None
    completion_tokens: float | None = None


@model
class DefaultParameters(ResponseModel):
    """The values of parameters that a request does not give."""

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    repetition_penalty: float | None = None


@model
class ModelReasoning(ResponseModel):
    """How a model thinks before it answers.

    Fields:
        mandatory: whether thinking cannot be turned off.
    """

    mandatory: bool | None = None
    default_enabled: bool | None = None
    default_effort: str | None = None
    supported_efforts: Sequence[str | None] | None = None
    supports_max_tokens: bool | None = None


@model
class ArtificialAnalysisScores(ResponseModel):
    """Scores of Artificial Analysis."""

    intelligence_index: float | None = None
    coding_index: float | None = None
    agentic_index: float | None = None


@model
class DesignArenaScore(ResponseModel):
    """A score of Design Arena."""

    arena: str | None = None
    category: str | None = None
    elo: float | None = None
    rank: int | None = None
    win_rate: float | None = None


@model
class ModelBenchmarks(ResponseModel):
    """A model's results in benchmarks of others."""

    artificial_analysis: ArtificialAnalysisScores | None = None
    design_arena: Sequence[DesignArenaScore] | None = None


@model
class ModelLinks(ResponseModel):
    """Where to find more; paths on the server."""

    details: str | None = None


@model
class ModelAliasTarget(ResponseModel):
    """The model behind an alias."""

    name: str | None = None
    slug: str | None = None


@model
class ModelInfo(ResponseModel):
    """A model.

    Fields:
        id: the name that requests use.
        canonical_slug: a name that never changes.
        created: seconds since the epoch.
        context_length: in tokens.
        expiration_date: the date when it is removed.
        supported_parameters: the parameters that a request may have.
    """

    id: str | None = None
    canonical_slug: str | None = None
    name: str | None = None
    description: str | None = None
    created: int | None = None
    context_length: int | None = None
    architecture: ModelArchitecture | None = None
    pricing: ModelPricing | None = None
    top_provider: TopProvider | None = None
    per_request_limits: PerRequestLimits | None = None
    default_parameters: DefaultParameters | None = None
    supported_parameters: Sequence[str] | None = None
    supported_voices: Sequence[str] | None = None
    reasoning: ModelReasoning | None = None
    benchmarks: ModelBenchmarks | None = None
    alias_target: ModelAliasTarget | None = None
    hugging_face_id: str | None = None
    knowledge_cutoff: str | None = None
    expiration_date: str | None = None
    links: ModelLinks | None = None


@model
class PageLinks(ResponseModel):
    """The URL of the next page of a list, if there is one."""

    next: str | None = None


@model
class ModelsListResponse(Response):
    """What `models_list` returns.

    Fields:
        total_count: how many models there are on all pages.
    """

    data: Sequence[ModelInfo] = attrs.field(factory=list)
    total_count: int | None = None
    links: PageLinks | None = None


@model
class ModelsGetResponse(Response):
    """What `models_get` returns."""

    data: ModelInfo | None = None


@model
class ModelCount(ResponseModel):
    """How many models there are."""

    count: int | None = None


@model
class ModelsCountResponse(Response):
    """What `models_count` returns."""

    data: ModelCount | None = None
