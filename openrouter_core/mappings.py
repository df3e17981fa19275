"""Requests as plain mappings, whose keys an editor completes: `ChatGenerationMapping`,
`ResponsesRequestMapping`, `EmbeddingsGenerateMapping`, and the mappings in them. ``python -m tests.mappings`` writes
this module from the models.

A request may be any of these, a model, or any other mapping: they help who writes one, and refuse nothing.

>>> request: ChatGenerationMapping = {"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}]}
"""

# ruff: noqa: E501  # an alias in quotes is one line

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, Required, TypeAlias, TypedDict

if TYPE_CHECKING:
    from openrouter_core.models import (
        AdditionalToolsItem,
        AdvisorServerTool,
        AdvisorServerToolConfig,
        AgentMessageItem,
        AgentReference,
        AlignmentPlugin,
        AlignmentRule,
        AllowedToolsChoice,
        ApplyPatchCallOutputItem,
        ApplyPatchServerTool,
        ApplyPatchServerToolConfig,
        ApplyPatchTool,
        ArmorAutoMode,
        ArmorContext,
        ArmorEnvironmentEntry,
        ArmorPlugin,
        ArmorRule,
        AssistantMessage,
        AudioOptions,
        AudioPart,
        AutoBetaRouterPlugin,
        AutoRouterPlugin,
        BashServerTool,
        BashServerToolConfig,
        CacheControl,
        ChatAudio,
        ChatGenerationParams,
        ChatImage,
        ChatMessage,
        ChatToolCall,
        CodeInterpreterContainer,
        CodeInterpreterTool,
        CompactionItem,
        CompoundFilter,
        ComputerUseTool,
        ConfigurationUpdate,
        ConfigurationUpdateItem,
        ContainerAuto,
        ContainerNetworkAllowlist,
        ContainerNetworkDisabled,
        ContainerReference,
        ContextCompactionItem,
        ContextCompressionPlugin,
        CustomTool,
        CustomToolCallOutputItem,
        CustomToolFormat,
        DatetimeServerTool,
        DatetimeServerToolConfig,
        DebugOptions,
        DeferredBm25Search,
        DeferredCustomSearch,
        DeferredRegexSearch,
        DeferredToolsControl,
        DeveloperMessage,
        EmbeddingAudioPart,
        EmbeddingFilePart,
        EmbeddingInput,
        EmbeddingMedia,
        EmbeddingsGenerateParams,
        EmbeddingVideoPart,
        EncryptedContent,
        FileAnnotation,
        FileInput,
        FileParserPlugin,
        FilePart,
        FileSearchFilter,
        FileSearchRanking,
        FileSearchTool,
        FilesServerTool,
        FinishReasonIs,
        Function,
        FunctionCall,
        FunctionCallItem,
        FunctionCallOutputItem,
        FunctionTool,
        FunctionToolChoice,
        FusionPlugin,
        FusionServerTool,
        FusionServerToolConfig,
        GrammarFormat,
        HasToolCall,
        ImageGenerationServerTool,
        ImageGenerationServerToolConfig,
        ImageGenerationTool,
        ImageMask,
        ImagePart,
        ImageUrl,
        InputAudio,
        InputFile,
        InputImage,
        InputMessage,
        InputText,
        InputVideo,
        InputVideoPart,
        ItemReferenceItem,
        JevRouterPlugin,
        JsonObjectFormat,
        JsonSchema,
        JsonSchemaFormat,
        LocalShellCallItem,
        LocalShellCallOutputItem,
        LocalShellTool,
        MaxCost,
        MaxPrice,
        MaxTokensUsed,
        McpApproval,
        McpApprovalRequestItem,
        McpApprovalResponseItem,
        McpCallItem,
        McpListToolsItem,
        McpTool,
        McpToolFilter,
        ModerationPlugin,
        NamedFunction,
        NamedToolChoice,
        NamespaceFunctionTool,
        NamespaceTool,
        OutputAdvisorServerToolItem,
        OutputApplyPatchCallItem,
        OutputApplyPatchServerToolItem,
        OutputArmorBlockedItem,
        OutputBashServerToolItem,
        OutputBrowserUseServerToolItem,
        OutputCodeInterpreterCallItem,
        OutputCodeInterpreterServerToolItem,
        OutputComputerCallItem,
        OutputContainerFileCitation,
        OutputCustomToolCallItem,
        OutputDatetimeItem,
        OutputFileSearchCallItem,
        OutputFileSearchServerToolItem,
        OutputFilesServerToolItem,
        OutputFunctionCallItem,
        OutputFusionServerToolItem,
        OutputImageGenerationCallItem,
        OutputImageGenerationServerToolItem,
        OutputMcpServerToolItem,
        OutputMemoryServerToolItem,
        OutputMessageItem,
        OutputReasoningItem,
        OutputRefusal,
        OutputSearchModelsServerToolItem,
        OutputShellCallItem,
        OutputShellCallOutputItem,
        OutputShellServerToolItem,
        OutputSubagentServerToolItem,
        OutputText,
        OutputTextEditorServerToolItem,
        OutputToolSearchCallItem,
        OutputToolSearchServerToolItem,
        OutputWebFetchServerToolItem,
        OutputWebSearchCallItem,
        OutputWebSearchServerToolItem,
        ParetoRouterPlugin,
        PdfParserOptions,
        PercentileCutoffs,
        Prediction,
        PromptCacheBreakpoint,
        PromptCacheOptions,
        ProviderPreferences,
        ProviderSort,
        PythonFormat,
        Reasoning,
        ReasoningDetailEncrypted,
        ReasoningDetailServerToolCall,
        ReasoningDetailSummary,
        ReasoningDetailText,
        ReasoningUpdate,
        ResponseHealingPlugin,
        ResponsesFunctionTool,
        ResponsesJsonSchemaFormat,
        ResponsesReasoning,
        ResponsesRequest,
        ResponsesTextConfig,
        SearchModelsServerTool,
        SearchModelsServerToolConfig,
        ServerTool,
        ServerToolChoice,
        ShellCallOutputContent,
        ShellCallOutputItem,
        ShellServerTool,
        ShellServerToolConfig,
        ShellTool,
        StepCountIs,
        StoredPrompt,
        StreamOptions,
        SubagentServerTool,
        SubagentServerToolConfig,
        SwitchyardRouterPlugin,
        SystemMessage,
        TextFormat,
        TextPart,
        ToolCall,
        ToolMessage,
        ToolSearchOutputItem,
        ToolSearchServerTool,
        ToolSearchServerToolConfig,
        TraceConfig,
        UnknownAnnotation,
        UnknownOutputItem,
        UnknownReasoningDetail,
        UrlCitationAnnotation,
        UsageOptions,
        UserMessage,
        VideoPart,
        VideoUrl,
        WebFetchPlugin,
        WebFetchServerTool,
        WebFetchServerToolConfig,
        WebSearchCitationAnnotation,
        WebSearchConfig,
        WebSearchFilters,
        WebSearchOptions,
        WebSearchPlugin,
        WebSearchServerTool,
        WebSearchShorthand,
        WebSearchTool,
        WebSearchUserLocation,
        XSearchOptions,
    )
    from openrouter_core.models.model import JsonObject


class WritesItself(Protocol):
    """What pydantic's models are: objects that write themselves as JSON."""

    def model_dump(self, *, mode: str, by_alias: bool, exclude_unset: bool) -> Any:
        """The object as plain JSON."""


class AdditionalToolsItemMapping(TypedDict, total=False):
    """`AdditionalToolsItem` as a mapping."""

    type: Required[Literal["additional_tools"]]
    role: Required[
        Literal[
            "unknown", "user", "assistant", "system", "critic", "discriminator", "developer", "tool"
        ]
        | str
    ]
    tools: Required[Sequence[ResponsesToolMapping]]
    id: str | None


class AdvisorServerToolConfigMapping(TypedDict, total=False):
    """`AdvisorServerToolConfig` as a mapping."""

    name: str | None
    model: str | None
    instructions: str | None
    forward_transcript: bool | None
    reasoning: Reasoning | ReasoningMapping | JsonObject | None
    max_completion_tokens: int | None
    temperature: float | None
    stream: bool | None


class AdvisorServerToolMapping(TypedDict, total=False):
    """`AdvisorServerTool` as a mapping."""

    type: Required[Literal["openrouter:advisor"]]
    parameters: AdvisorServerToolConfig | AdvisorServerToolConfigMapping | JsonObject | None


class AgentMessageItemMapping(TypedDict, total=False):
    """`AgentMessageItem` as a mapping."""

    type: Required[Literal["agent_message"]]
    author: Required[str]
    recipient: Required[str]
    content: Required[Sequence[InputContentMapping]]
    agent: AgentReference | AgentReferenceMapping | JsonObject | None
    id: str | None


class AgentReferenceMapping(TypedDict, total=False):
    """`AgentReference` as a mapping."""

    agent_name: Required[str]


class AlignmentPluginMapping(TypedDict, total=False):
    """`AlignmentPlugin` as a mapping."""

    id: Required[Literal["alignment"]]
    rules: Required[Sequence[AlignmentRule | AlignmentRuleMapping | JsonObject]]
    instruct: bool | None
    mode: Literal["enforce", "audit"] | str | None
    threshold: float | None
    max_retries: int | None


class AlignmentRuleMapping(TypedDict, total=False):
    """`AlignmentRule` as a mapping."""

    rule: Required[str]
    watch: Required[Sequence[Literal["content", "tool_calls", "refusal", "images", "audio"] | str]]


class AllowedToolsChoiceMapping(TypedDict, total=False):
    """`AllowedToolsChoice` as a mapping."""

    type: Required[Literal["allowed_tools"]]
    tools: Required[Sequence[JsonObject]]
    mode: Required[Literal["auto", "required"] | str]


class ApplyPatchCallOutputItemMapping(TypedDict, total=False):
    """`ApplyPatchCallOutputItem` as a mapping."""

    type: Required[Literal["apply_patch_call_output"]]
    call_id: Required[str]
    status: Required[Literal["completed", "failed"] | str]
    output: str | None
    id: str | None


class ApplyPatchServerToolConfigMapping(TypedDict, total=False):
    """`ApplyPatchServerToolConfig` as a mapping."""

    engine: Literal["auto", "native", "openrouter"] | str | None


class ApplyPatchServerToolMapping(TypedDict, total=False):
    """`ApplyPatchServerTool` as a mapping."""

    type: Required[Literal["openrouter:apply_patch"]]
    parameters: ApplyPatchServerToolConfig | ApplyPatchServerToolConfigMapping | JsonObject | None


class ApplyPatchToolMapping(TypedDict, total=False):
    """`ApplyPatchTool` as a mapping."""

    type: Required[Literal["apply_patch"]]


class ArmorAutoModeMapping(TypedDict, total=False):
    """`ArmorAutoMode` as a mapping."""

    hard_deny: Sequence[str | ArmorRule | ArmorRuleMapping | JsonObject] | None
    soft_deny: Sequence[str | ArmorRule | ArmorRuleMapping | JsonObject] | None
    allow: Sequence[str | ArmorRule | ArmorRuleMapping | JsonObject] | None
    environment: (
        Sequence[str | ArmorEnvironmentEntry | ArmorEnvironmentEntryMapping | JsonObject] | None
    )


class ArmorContextMapping(TypedDict, total=False):
    """`ArmorContext` as a mapping."""

    v: Required[float]
    auto_mode: ArmorAutoMode | ArmorAutoModeMapping | JsonObject | None


class ArmorEnvironmentEntryMapping(TypedDict, total=False):
    """`ArmorEnvironmentEntry` as a mapping."""

    name: Required[str]
    value: Required[str]


class ArmorPluginMapping(TypedDict, total=False):
    """`ArmorPlugin` as a mapping."""

    id: Required[Literal["armor"]]
    enabled: bool | None
    mode: Literal["enforce", "audit"] | str | None
    on_error: Literal["log", "block"] | str | None
    output_mode: Literal["text", "custom_item", "claude_code_compatibility"] | str | None
    classifier_context: ArmorContext | ArmorContextMapping | JsonObject | None
    evaluate_native_tools: bool | None
    use_cc_style_default_rules: bool | None


class ArmorRuleMapping(TypedDict, total=False):
    """`ArmorRule` as a mapping."""

    id: Required[str]
    instructions: Required[str]
    name: str | None
    threshold: float | None


class AssistantMessageMapping(TypedDict, total=False):
    """`AssistantMessage` as a mapping."""

    role: Required[Literal["assistant"]]
    content: str | Sequence[ContentPartMapping] | None
    tool_calls: Sequence[AssistantToolCallMapping] | None
    name: str | None
    refusal: str | None
    reasoning: str | None
    reasoning_details: Sequence[ReasoningDetailMapping | JsonObject] | None
    images: Sequence[ChatImage | JsonObject] | None
    audio: ChatAudio | JsonObject | None
    annotations: Sequence[ChatAnnotationMapping | JsonObject] | None
    model: str | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None


AssistantToolCallMapping: TypeAlias = "ToolCall | ToolCallMapping | ChatToolCall | JsonObject"


class AudioOptionsMapping(TypedDict, total=False):
    """`AudioOptions` as a mapping."""

    voice: str | None
    format: str | None


class AudioPartMapping(TypedDict, total=False):
    """`AudioPart` as a mapping."""

    type: Required[Literal["input_audio"]]
    input_audio: Required[InputAudio | InputAudioMapping | JsonObject]


class AutoBetaRouterPluginMapping(TypedDict, total=False):
    """`AutoBetaRouterPlugin` as a mapping."""

    id: Required[Literal["auto-beta-router"] | str]
    enabled: bool | None
    allowed_models: Sequence[str] | None
    excluded_models: Sequence[str] | None
    cost_tier: Literal["low", "medium", "high", "xhigh", "max"] | str | None
    cost_quality_tradeoff: int | None


class AutoRouterPluginMapping(TypedDict, total=False):
    """`AutoRouterPlugin` as a mapping."""

    enabled: bool | None
    allowed_models: Sequence[str] | None
    excluded_models: Sequence[str] | None
    cost_tier: Literal["low", "medium", "high", "xhigh", "max"] | str | None
    cost_quality_tradeoff: int | None
    id: Required[Literal["auto-router"] | str]
    pin_model: bool | None


BashEnvironmentMapping: TypeAlias = "ContainerAuto | ContainerAutoMapping | ContainerReference | ContainerReferenceMapping | JsonObject"


class BashServerToolConfigMapping(TypedDict, total=False):
    """`BashServerToolConfig` as a mapping."""

    engine: Literal["auto", "native", "openrouter"] | str | None
    environment: BashEnvironmentMapping | None
    sleep_after_seconds: int | None


class BashServerToolMapping(TypedDict, total=False):
    """`BashServerTool` as a mapping."""

    type: Required[Literal["openrouter:bash"]]
    parameters: BashServerToolConfig | BashServerToolConfigMapping | JsonObject | None


class CacheControlMapping(TypedDict, total=False):
    """`CacheControl` as a mapping."""

    type: Required[Literal["ephemeral"] | str]
    ttl: Literal["5m", "1h"] | str | None


ChatAnnotationMapping: TypeAlias = (
    "UrlCitationAnnotation | WebSearchCitationAnnotation | FileAnnotation | UnknownAnnotation"
)


class ChatGenerationMapping(TypedDict, total=False):
    """`ChatGenerationParams` as a mapping."""

    model: str | None
    messages: Required[Sequence[MessageMapping]]
    models: Sequence[str] | None
    stream: bool | None
    max_completion_tokens: int | None
    max_tokens: int | None
    temperature: float | None
    top_p: float | None
    top_k: int | None
    top_a: float | None
    min_p: float | None
    frequency_penalty: float | None
    presence_penalty: float | None
    repetition_penalty: float | None
    logit_bias: Mapping[str, float] | None
    seed: int | None
    stop: str | Sequence[str] | None
    n: int | None
    logprobs: bool | None
    top_logprobs: int | None
    tools: Sequence[ToolMapping] | None
    tool_choice: Literal["none", "auto", "required"] | str | ToolChoiceMapping | None
    parallel_tool_calls: bool | None
    deferred_tools: DeferredToolsControl | DeferredToolsControlMapping | JsonObject | None
    stop_server_tools_when: Sequence[StopConditionMapping] | None
    response_format: ResponseFormatMapping | None
    modalities: Sequence[Literal["text", "image", "audio"] | str] | None
    audio: AudioOptions | AudioOptionsMapping | JsonObject | None
    image_config: JsonObject | None
    prediction: Prediction | PredictionMapping | JsonObject | None
    reasoning: Reasoning | ReasoningMapping | JsonObject | None
    reasoning_effort: (
        Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | None
    )
    include_reasoning: bool | None
    provider: ProviderPreferences | ProviderPreferencesMapping | JsonObject | None
    plugins: Sequence[PluginMapping] | None
    route: Literal["fallback", "sort"] | str | None
    transforms: Sequence[str] | None
    preset: str | None
    service_tier: (
        Literal["auto", "default", "fast", "flex", "priority", "scale", "ultrafast"] | str | None
    )
    web_search_options: WebSearchOptions | WebSearchOptionsMapping | JsonObject | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None
    prompt_cache_key: str | None
    prompt_cache_options: PromptCacheOptions | PromptCacheOptionsMapping | JsonObject | None
    user: str | None
    session_id: str | None
    metadata: Mapping[str, str] | None
    trace: TraceConfig | TraceConfigMapping | JsonObject | None
    stream_options: StreamOptions | StreamOptionsMapping | JsonObject | None
    usage: UsageOptions | UsageOptionsMapping | JsonObject | None
    debug: DebugOptions | DebugOptionsMapping | JsonObject | None


class CodeInterpreterContainerMapping(TypedDict, total=False):
    """`CodeInterpreterContainer` as a mapping."""

    type: Required[Literal["auto"] | str]
    file_ids: Sequence[str] | None
    memory_limit: Literal["1g", "4g", "16g", "64g"] | str | None


class CodeInterpreterToolMapping(TypedDict, total=False):
    """`CodeInterpreterTool` as a mapping."""

    type: Required[Literal["code_interpreter"]]
    container: Required[
        str | CodeInterpreterContainer | CodeInterpreterContainerMapping | JsonObject
    ]


class CompoundFilterMapping(TypedDict, total=False):
    """`CompoundFilter` as a mapping."""

    type: Required[Literal["and", "or"] | str]
    filters: Required[Sequence[FileFilterMapping]]


class ComputerUseToolMapping(TypedDict, total=False):
    """`ComputerUseTool` as a mapping."""

    type: Required[Literal["computer_use_preview"]]
    environment: Required[Literal["windows", "mac", "linux", "ubuntu", "browser"] | str]
    display_width: Required[int]
    display_height: Required[int]


class ConfigurationUpdateItemMapping(TypedDict, total=False):
    """`ConfigurationUpdateItem` as a mapping."""

    reasoning: Required[ReasoningUpdate | ReasoningUpdateMapping | JsonObject]
    type: Required[Literal["configuration_update"]]
    id: str | None


class ConfigurationUpdateMapping(TypedDict, total=False):
    """`ConfigurationUpdate` as a mapping."""

    reasoning: Required[ReasoningUpdate | ReasoningUpdateMapping | JsonObject]


class ContainerAutoMapping(TypedDict, total=False):
    """`ContainerAuto` as a mapping."""

    type: Required[Literal["container_auto"]]
    file_ids: Sequence[str] | None
    network_policy: ContainerNetworkMapping | None


class ContainerNetworkAllowlistMapping(TypedDict, total=False):
    """`ContainerNetworkAllowlist` as a mapping."""

    type: Required[Literal["allowlist"]]
    allowed_domains: Required[Sequence[str]]


class ContainerNetworkDisabledMapping(TypedDict, total=False):
    """`ContainerNetworkDisabled` as a mapping."""

    type: Required[Literal["disabled"]]


ContainerNetworkMapping: TypeAlias = "ContainerNetworkDisabled | ContainerNetworkDisabledMapping | ContainerNetworkAllowlist | ContainerNetworkAllowlistMapping | JsonObject"


class ContainerReferenceMapping(TypedDict, total=False):
    """`ContainerReference` as a mapping."""

    type: Required[Literal["container_reference"]]
    container_id: Required[str]
    file_ids: Sequence[str] | None
    network_policy: ContainerNetworkMapping | None


ContentPartMapping: TypeAlias = "str | TextPart | TextPartMapping | ImagePart | ImagePartMapping | AudioPart | AudioPartMapping | VideoPart | VideoPartMapping | InputVideoPart | InputVideoPartMapping | FilePart | FilePartMapping | ChatImage | JsonObject"


class ContextCompressionPluginMapping(TypedDict, total=False):
    """`ContextCompressionPlugin` as a mapping."""

    id: Required[Literal["context-compression"]]
    enabled: bool | None
    engine: Literal["middle-out"] | str | None


class CustomToolCallOutputItemMapping(TypedDict, total=False):
    """`CustomToolCallOutputItem` as a mapping."""

    type: Required[Literal["custom_tool_call_output"]]
    call_id: Required[str]
    output: Required[str | Sequence[InputContentMapping]]
    id: str | None


class CustomToolFormatMapping(TypedDict, total=False):
    """`CustomToolFormat` as a mapping."""

    type: Required[Literal["text", "grammar"] | str]
    syntax: Literal["lark", "regex"] | str | None
    definition: str | None


CustomToolMapping = TypedDict(
    "CustomToolMapping",
    {
        "type": 'Required[Literal["custom"]]',
        "name": "Required[str]",
        "description": "str | None",
        "format": "CustomToolFormat | CustomToolFormatMapping | JsonObject | None",
        "defer_loading": "bool | None",
        "async": "bool | None",
    },
    total=False,
)


class DatetimeServerToolConfigMapping(TypedDict, total=False):
    """`DatetimeServerToolConfig` as a mapping."""

    timezone: str | None


class DatetimeServerToolMapping(TypedDict, total=False):
    """`DatetimeServerTool` as a mapping."""

    type: Required[Literal["openrouter:datetime"]]
    parameters: DatetimeServerToolConfig | DatetimeServerToolConfigMapping | JsonObject | None


class DebugOptionsMapping(TypedDict, total=False):
    """`DebugOptions` as a mapping."""

    echo_upstream_body: bool | None


class DeferredBm25SearchMapping(TypedDict, total=False):
    """`DeferredBm25Search` as a mapping."""

    type: Required[Literal["bm25"]]
    max_results: int | None


class DeferredCustomSearchMapping(TypedDict, total=False):
    """`DeferredCustomSearch` as a mapping."""

    type: Required[Literal["custom"]]
    tool_id: Required[str]
    result_key: Required[str]
    max_results: int | None


class DeferredRegexSearchMapping(TypedDict, total=False):
    """`DeferredRegexSearch` as a mapping."""

    type: Required[Literal["regex"]]
    max_results: int | None


DeferredSearchMapping: TypeAlias = "DeferredBm25Search | DeferredBm25SearchMapping | DeferredRegexSearch | DeferredRegexSearchMapping | DeferredCustomSearch | DeferredCustomSearchMapping | JsonObject"


class DeferredToolsControlMapping(TypedDict, total=False):
    """`DeferredToolsControl` as a mapping."""

    search: Required[DeferredSearchMapping]
    protocol: Required[Literal["v1"] | str]
    profile: Required[Literal["portable"] | str]
    validation: Required[Literal["runtime"] | str]


class DeveloperMessageMapping(TypedDict, total=False):
    """`DeveloperMessage` as a mapping."""

    role: Required[Literal["developer"]]
    content: Required[str | Sequence[ContentPartMapping]]
    name: str | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None
    configuration_update: ConfigurationUpdate | ConfigurationUpdateMapping | JsonObject | None


class EmbeddingAudioPartMapping(TypedDict, total=False):
    """`EmbeddingAudioPart` as a mapping."""

    type: Required[Literal["input_audio"]]
    input_audio: Required[EmbeddingMedia | EmbeddingMediaMapping | JsonObject]


class EmbeddingFilePartMapping(TypedDict, total=False):
    """`EmbeddingFilePart` as a mapping."""

    type: Required[Literal["input_file"]]
    input_file: Required[EmbeddingMedia | EmbeddingMediaMapping | JsonObject]


class EmbeddingInputMapping(TypedDict, total=False):
    """`EmbeddingInput` as a mapping."""

    content: Required[Sequence[EmbeddingPartMapping]]


class EmbeddingMediaMapping(TypedDict, total=False):
    """`EmbeddingMedia` as a mapping."""

    data: Required[str]
    format: str | None


EmbeddingPartMapping: TypeAlias = "TextPart | TextPartMapping | ImagePart | ImagePartMapping | EmbeddingAudioPart | EmbeddingAudioPartMapping | EmbeddingVideoPart | EmbeddingVideoPartMapping | EmbeddingFilePart | EmbeddingFilePartMapping | JsonObject"


class EmbeddingVideoPartMapping(TypedDict, total=False):
    """`EmbeddingVideoPart` as a mapping."""

    type: Required[Literal["input_video"]]
    input_video: Required[EmbeddingMedia | EmbeddingMediaMapping | JsonObject]


class EmbeddingsGenerateMapping(TypedDict, total=False):
    """`EmbeddingsGenerateParams` as a mapping."""

    model: Required[str]
    input: Required[
        str
        | Sequence[
            str | float | Sequence[float] | EmbeddingInput | EmbeddingInputMapping | JsonObject
        ]
    ]
    encoding_format: Literal["float", "base64"] | str | None
    dimensions: int | None
    input_type: str | None
    user: str | None
    session_id: str | None
    trace: TraceConfig | TraceConfigMapping | JsonObject | None
    provider: ProviderPreferences | ProviderPreferencesMapping | JsonObject | None


class EncryptedContentMapping(TypedDict, total=False):
    """`EncryptedContent` as a mapping."""

    type: Required[Literal["encrypted_content"]]
    encrypted_content: Required[str]


FileFilterMapping: TypeAlias = "FileSearchFilter | FileSearchFilterMapping | CompoundFilter | CompoundFilterMapping | JsonObject"


class FileInputMapping(TypedDict, total=False):
    """`FileInput` as a mapping."""

    filename: str | None
    file_data: str | None
    file_id: str | None


class FileParserPluginMapping(TypedDict, total=False):
    """`FileParserPlugin` as a mapping."""

    id: Required[Literal["file-parser"]]
    enabled: bool | None
    pdf: PdfParserOptions | PdfParserOptionsMapping | JsonObject | None


class FilePartMapping(TypedDict, total=False):
    """`FilePart` as a mapping."""

    type: Required[Literal["file"]]
    file: Required[FileInput | FileInputMapping | JsonObject]


class FileSearchFilterMapping(TypedDict, total=False):
    """`FileSearchFilter` as a mapping."""

    type: Required[Literal["eq", "ne", "gt", "gte", "lt", "lte"] | str]
    key: Required[str]
    value: Required[str | float | bool | Sequence[str | float]]


class FileSearchRankingMapping(TypedDict, total=False):
    """`FileSearchRanking` as a mapping."""

    ranker: Literal["auto", "default-2024-11-15"] | str | None
    score_threshold: float | None


class FileSearchToolMapping(TypedDict, total=False):
    """`FileSearchTool` as a mapping."""

    type: Required[Literal["file_search"]]
    vector_store_ids: Required[Sequence[str]]
    filters: FileFilterMapping | None
    max_num_results: int | None
    ranking_options: FileSearchRanking | FileSearchRankingMapping | JsonObject | None


class FilesServerToolMapping(TypedDict, total=False):
    """`FilesServerTool` as a mapping."""

    type: Required[Literal["openrouter:files"]]
    parameters: JsonObject | None


class FinishReasonIsMapping(TypedDict, total=False):
    """`FinishReasonIs` as a mapping."""

    type: Required[Literal["finish_reason_is"]]
    reason: Required[str]


FunctionCallItemMapping = TypedDict(
    "FunctionCallItemMapping",
    {
        "type": 'Required[Literal["function_call"]]',
        "call_id": "Required[str]",
        "name": "Required[str]",
        "arguments": "Required[str]",
        "id": "str | None",
        "namespace": "str | None",
        "status": 'Literal["in_progress", "completed", "incomplete"] | str | None',
        "async": "bool | None",
        "subagent_id": "str | None",
        "subagent_items": "Sequence[JsonObject] | None",
    },
    total=False,
)


class FunctionCallMapping(TypedDict, total=False):
    """`FunctionCall` as a mapping."""

    name: Required[str]
    arguments: Required[str]


class FunctionCallOutputItemMapping(TypedDict, total=False):
    """`FunctionCallOutputItem` as a mapping."""

    type: Required[Literal["function_call_output"]]
    call_id: Required[str]
    output: Required[str | Sequence[InputContentMapping]]
    id: str | None
    status: Literal["in_progress", "completed", "incomplete"] | str | None


class FunctionMapping(TypedDict, total=False):
    """`Function` as a mapping."""

    name: Required[str]
    description: str | None
    parameters: JsonObject | None
    strict: bool | None
    defer_loading: bool | None


class FunctionToolChoiceMapping(TypedDict, total=False):
    """`FunctionToolChoice` as a mapping."""

    type: Required[Literal["function"]]
    name: Required[str]


class FunctionToolMapping(TypedDict, total=False):
    """`FunctionTool` as a mapping."""

    type: Required[Literal["function"]]
    function: Required[Function | FunctionMapping | JsonObject]
    cache_control: CacheControl | CacheControlMapping | JsonObject | None
    defer_loading: bool | None


class FusionPluginMapping(TypedDict, total=False):
    """`FusionPlugin` as a mapping."""

    id: Required[Literal["fusion"]]
    enabled: bool | None
    preset: Literal["general-high", "general-budget", "general-fast"] | str | None
    analysis_models: Sequence[str] | None
    model: str | None
    tools: Sequence[NestedToolMapping] | None
    max_tool_calls: int | None


class FusionServerToolConfigMapping(TypedDict, total=False):
    """`FusionServerToolConfig` as a mapping."""

    analysis_models: Sequence[str] | None
    model: str | None
    tools: Sequence[NestedToolMapping] | None
    max_tool_calls: int | None
    reasoning: Reasoning | ReasoningMapping | JsonObject | None
    max_completion_tokens: int | None
    temperature: float | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None


class FusionServerToolMapping(TypedDict, total=False):
    """`FusionServerTool` as a mapping."""

    type: Required[Literal["openrouter:fusion"]]
    parameters: FusionServerToolConfig | FusionServerToolConfigMapping | JsonObject | None


class GrammarFormatMapping(TypedDict, total=False):
    """`GrammarFormat` as a mapping."""

    type: Required[Literal["grammar"]]
    grammar: Required[str]


class HasToolCallMapping(TypedDict, total=False):
    """`HasToolCall` as a mapping."""

    type: Required[Literal["has_tool_call"]]
    tool_name: Required[str]


class ImageGenerationServerToolConfigMapping(TypedDict, total=False):
    """`ImageGenerationServerToolConfig` as a mapping."""

    model: str | None


class ImageGenerationServerToolMapping(TypedDict, total=False):
    """`ImageGenerationServerTool` as a mapping."""

    type: Required[Literal["openrouter:image_generation"]]
    parameters: (
        ImageGenerationServerToolConfig | ImageGenerationServerToolConfigMapping | JsonObject | None
    )


class ImageGenerationToolMapping(TypedDict, total=False):
    """`ImageGenerationTool` as a mapping."""

    type: Required[Literal["image_generation"]]
    model: str | None
    size: str | None
    quality: Literal["low", "medium", "high", "auto"] | str | None
    background: Literal["transparent", "opaque", "auto"] | str | None
    moderation: Literal["auto", "low"] | str | None
    input_fidelity: Literal["high", "low"] | str | None
    input_image_mask: ImageMask | ImageMaskMapping | JsonObject | None
    output_format: Literal["png", "webp", "jpeg"] | str | None
    output_compression: int | None
    partial_images: int | None


class ImageMaskMapping(TypedDict, total=False):
    """`ImageMask` as a mapping."""

    file_id: str | None
    image_url: str | None


class ImagePartMapping(TypedDict, total=False):
    """`ImagePart` as a mapping."""

    type: Required[Literal["image_url"]]
    image_url: Required[ImageUrl | ImageUrlMapping | JsonObject]


class ImageUrlMapping(TypedDict, total=False):
    """`ImageUrl` as a mapping."""

    url: Required[str]
    detail: Literal["auto", "low", "high", "original"] | str | None


class InputAudioMapping(TypedDict, total=False):
    """`InputAudio` as a mapping."""

    url: str | None
    data: Required[str]
    format: Required[str]


InputContentMapping: TypeAlias = "InputText | InputTextMapping | InputImage | InputImageMapping | InputFile | InputFileMapping | AudioPart | AudioPartMapping | InputVideo | InputVideoMapping | OutputText | OutputRefusal | EncryptedContent | EncryptedContentMapping | JsonObject"


class InputFileMapping(TypedDict, total=False):
    """`InputFile` as a mapping."""

    type: Required[Literal["input_file"]]
    filename: str | None
    file_data: str | None
    file_url: str | None
    file_id: str | None


class InputImageMapping(TypedDict, total=False):
    """`InputImage` as a mapping."""

    type: Required[Literal["input_image"]]
    image_url: str | None
    file_id: str | None
    detail: Literal["auto", "high", "low", "original"] | str | None


InputItemMapping: TypeAlias = "InputMessage | InputMessageMapping | FunctionCallItem | FunctionCallItemMapping | FunctionCallOutputItem | FunctionCallOutputItemMapping | CustomToolCallOutputItem | CustomToolCallOutputItemMapping | ApplyPatchCallOutputItem | ApplyPatchCallOutputItemMapping | LocalShellCallOutputItem | LocalShellCallOutputItemMapping | ShellCallOutputItem | ShellCallOutputItemMapping | McpApprovalResponseItem | McpApprovalResponseItemMapping | CompactionItem | ContextCompactionItem | ItemReferenceItem | ItemReferenceItemMapping | AdditionalToolsItem | AdditionalToolsItemMapping | ToolSearchOutputItem | ToolSearchOutputItemMapping | ConfigurationUpdateItem | ConfigurationUpdateItemMapping | AgentMessageItem | AgentMessageItemMapping | OutputItemMapping | JsonObject"


class InputMessageMapping(TypedDict, total=False):
    """`InputMessage` as a mapping."""

    type: Required[Literal["message"]]
    role: Required[Literal["user", "system", "developer", "assistant"] | str]
    content: Required[str | Sequence[InputContentMapping] | None]
    id: str | None
    phase: Literal["commentary", "final_answer"] | str | None
    status: Literal["completed", "incomplete", "in_progress"] | str | None


class InputTextMapping(TypedDict, total=False):
    """`InputText` as a mapping."""

    type: Required[Literal["input_text"]]
    text: Required[str]
    prompt_cache_breakpoint: (
        PromptCacheBreakpoint | PromptCacheBreakpointMapping | JsonObject | None
    )


class InputVideoMapping(TypedDict, total=False):
    """`InputVideo` as a mapping."""

    type: Required[Literal["input_video"]]
    video_url: Required[str]
    processing: Literal["agentic", "static"] | str | None


class InputVideoPartMapping(TypedDict, total=False):
    """`InputVideoPart` as a mapping."""

    type: Required[Literal["input_video"]]
    video_url: Required[VideoUrl | VideoUrlMapping | JsonObject]


class ItemReferenceItemMapping(TypedDict, total=False):
    """`ItemReferenceItem` as a mapping."""

    type: Required[Literal["item_reference"]]
    id: Required[str]


class JevRouterPluginMapping(TypedDict, total=False):
    """`JevRouterPlugin` as a mapping."""

    id: Required[Literal["jev-router"]]
    models: Sequence[str] | None
    allowed_models: Sequence[str] | None
    excluded_models: Sequence[str] | None
    cost_tier: str | None


class JsonObjectFormatMapping(TypedDict, total=False):
    """`JsonObjectFormat` as a mapping."""

    type: Required[Literal["json_object"]]


class JsonSchemaFormatMapping(TypedDict, total=False):
    """`JsonSchemaFormat` as a mapping."""

    type: Required[Literal["json_schema"]]
    json_schema: Required[JsonSchema | JsonSchemaMapping | JsonObject]


class JsonSchemaMapping(TypedDict, total=False):
    """`JsonSchema` as a mapping."""

    name: Required[str]
    schema: JsonObject | None
    strict: bool | None
    description: str | None


class LocalShellCallOutputItemMapping(TypedDict, total=False):
    """`LocalShellCallOutputItem` as a mapping."""

    type: Required[Literal["local_shell_call_output"]]
    id: Required[str]
    output: Required[str]
    status: Literal["in_progress", "completed", "incomplete"] | str | None


class LocalShellToolMapping(TypedDict, total=False):
    """`LocalShellTool` as a mapping."""

    type: Required[Literal["local_shell"]]


class MaxCostMapping(TypedDict, total=False):
    """`MaxCost` as a mapping."""

    type: Required[Literal["max_cost"]]
    max_cost_in_dollars: Required[float]


class MaxPriceMapping(TypedDict, total=False):
    """`MaxPrice` as a mapping."""

    prompt: float | str | None
    completion: float | str | None
    request: float | str | None
    image: float | str | None
    audio: float | str | None


class MaxTokensUsedMapping(TypedDict, total=False):
    """`MaxTokensUsed` as a mapping."""

    type: Required[Literal["max_tokens_used"]]
    max_tokens: Required[int]


class McpApprovalMapping(TypedDict, total=False):
    """`McpApproval` as a mapping."""

    always: McpToolFilter | McpToolFilterMapping | JsonObject | None
    never: McpToolFilter | McpToolFilterMapping | JsonObject | None


class McpApprovalResponseItemMapping(TypedDict, total=False):
    """`McpApprovalResponseItem` as a mapping."""

    type: Required[Literal["mcp_approval_response"]]
    approval_request_id: Required[str]
    approve: Required[bool]
    reason: str | None
    id: str | None


class McpToolFilterMapping(TypedDict, total=False):
    """`McpToolFilter` as a mapping."""

    tool_names: Sequence[str] | None
    read_only: bool | None


class McpToolMapping(TypedDict, total=False):
    """`McpTool` as a mapping."""

    type: Required[Literal["mcp"]]
    server_label: Required[str]
    server_url: str | None
    connector_id: (
        Literal[
            "connector_dropbox",
            "connector_gmail",
            "connector_googlecalendar",
            "connector_googledrive",
            "connector_microsoftteams",
            "connector_outlookcalendar",
            "connector_outlookemail",
            "connector_sharepoint",
        ]
        | str
        | None
    )
    server_description: str | None
    authorization: str | None
    headers: Mapping[str, str] | None
    allowed_tools: Sequence[str] | McpToolFilter | McpToolFilterMapping | JsonObject | None
    require_approval: (
        Literal["always", "never"] | str | McpApproval | McpApprovalMapping | JsonObject | None
    )


MemberToolMapping: TypeAlias = "NamespaceFunctionTool | NamespaceFunctionToolMapping | CustomTool | CustomToolMapping | JsonObject"

MessageMapping: TypeAlias = "SystemMessage | SystemMessageMapping | DeveloperMessage | DeveloperMessageMapping | UserMessage | UserMessageMapping | AssistantMessage | AssistantMessageMapping | ToolMessage | ToolMessageMapping | ChatMessage | JsonObject"


class ModerationPluginMapping(TypedDict, total=False):
    """`ModerationPlugin` as a mapping."""

    id: Required[Literal["moderation"]]


class NamedFunctionMapping(TypedDict, total=False):
    """`NamedFunction` as a mapping."""

    name: Required[str]


class NamedToolChoiceMapping(TypedDict, total=False):
    """`NamedToolChoice` as a mapping."""

    type: Required[Literal["function"]]
    function: Required[NamedFunction | NamedFunctionMapping | JsonObject]


NamespaceFunctionToolMapping = TypedDict(
    "NamespaceFunctionToolMapping",
    {
        "type": 'Required[Literal["function"]]',
        "name": "Required[str]",
        "parameters": "JsonObject | None",
        "description": "str | None",
        "strict": "bool | None",
        "defer_loading": "bool | None",
        "output_schema": "JsonObject | None",
        "allowed_callers": 'Sequence[Literal["direct", "programmatic"] | str] | None',
        "async": "bool | None",
    },
    total=False,
)


class NamespaceToolMapping(TypedDict, total=False):
    """`NamespaceTool` as a mapping."""

    type: Required[Literal["namespace"]]
    name: Required[str]
    description: Required[str]
    tools: Required[Sequence[MemberToolMapping]]


NestedToolMapping: TypeAlias = "WebSearchServerTool | WebSearchServerToolMapping | WebFetchServerTool | WebFetchServerToolMapping | WebSearchShorthand | WebSearchShorthandMapping | AdvisorServerTool | AdvisorServerToolMapping | FusionServerTool | FusionServerToolMapping | SubagentServerTool | SubagentServerToolMapping | BashServerTool | BashServerToolMapping | DatetimeServerTool | DatetimeServerToolMapping | FilesServerTool | FilesServerToolMapping | ImageGenerationServerTool | ImageGenerationServerToolMapping | SearchModelsServerTool | SearchModelsServerToolMapping | ServerTool | ServerToolMapping | JsonObject"

OutputItemMapping: TypeAlias = "OutputMessageItem | OutputReasoningItem | OutputFunctionCallItem | OutputCustomToolCallItem | OutputToolSearchCallItem | OutputWebSearchCallItem | OutputFileSearchCallItem | OutputImageGenerationCallItem | OutputCodeInterpreterCallItem | OutputComputerCallItem | OutputApplyPatchCallItem | OutputShellCallItem | OutputShellCallOutputItem | LocalShellCallItem | McpListToolsItem | McpApprovalRequestItem | McpCallItem | OutputAdvisorServerToolItem | OutputArmorBlockedItem | OutputApplyPatchServerToolItem | OutputBashServerToolItem | OutputBrowserUseServerToolItem | OutputCodeInterpreterServerToolItem | OutputDatetimeItem | OutputSearchModelsServerToolItem | OutputFileSearchServerToolItem | OutputFilesServerToolItem | OutputFusionServerToolItem | OutputImageGenerationServerToolItem | OutputMcpServerToolItem | OutputMemoryServerToolItem | OutputShellServerToolItem | OutputSubagentServerToolItem | OutputTextEditorServerToolItem | OutputToolSearchServerToolItem | OutputWebFetchServerToolItem | OutputWebSearchServerToolItem | UnknownOutputItem"


class ParetoRouterPluginMapping(TypedDict, total=False):
    """`ParetoRouterPlugin` as a mapping."""

    id: Required[Literal["pareto-router"]]
    enabled: bool | None
    max_price: float | None
    min_coding_score: float | None
    price_source: Literal["prompt", "weighted_avg"] | str | None


class PdfParserOptionsMapping(TypedDict, total=False):
    """`PdfParserOptions` as a mapping."""

    engine: Literal["mistral-ocr", "native", "cloudflare-ai", "pdf-text"] | str | None


class PercentileCutoffsMapping(TypedDict, total=False):
    """`PercentileCutoffs` as a mapping."""

    p50: float | None
    p75: float | None
    p90: float | None
    p99: float | None


PluginMapping: TypeAlias = "AutoRouterPlugin | AutoRouterPluginMapping | AutoBetaRouterPlugin | AutoBetaRouterPluginMapping | JevRouterPlugin | JevRouterPluginMapping | SwitchyardRouterPlugin | SwitchyardRouterPluginMapping | ParetoRouterPlugin | ParetoRouterPluginMapping | FusionPlugin | FusionPluginMapping | AlignmentPlugin | AlignmentPluginMapping | ArmorPlugin | ArmorPluginMapping | ModerationPlugin | ModerationPluginMapping | WebSearchPlugin | WebSearchPluginMapping | WebFetchPlugin | WebFetchPluginMapping | FileParserPlugin | FileParserPluginMapping | ResponseHealingPlugin | ResponseHealingPluginMapping | ContextCompressionPlugin | ContextCompressionPluginMapping | JsonObject"


class PredictionMapping(TypedDict, total=False):
    """`Prediction` as a mapping."""

    type: Required[Literal["content"] | str]
    content: Required[str | Sequence[ContentPartMapping]]


class PromptCacheBreakpointMapping(TypedDict, total=False):
    """`PromptCacheBreakpoint` as a mapping."""

    mode: Required[Literal["explicit"] | str]
    ttl: str | None


class PromptCacheOptionsMapping(TypedDict, total=False):
    """`PromptCacheOptions` as a mapping."""

    mode: Required[Literal["explicit"] | str]
    ttl: str | None


class ProviderPreferencesMapping(TypedDict, total=False):
    """`ProviderPreferences` as a mapping."""

    order: Sequence[str] | None
    only: Sequence[str] | None
    ignore: Sequence[str] | None
    allow_fallbacks: bool | None
    require_parameters: bool | None
    data_collection: Literal["allow", "deny"] | str | None
    zdr: bool | None
    enforce_distillable_text: bool | None
    quantizations: Sequence[str] | None
    sort: (
        Literal["price", "throughput", "latency", "exacto"]
        | str
        | ProviderSort
        | ProviderSortMapping
        | JsonObject
        | None
    )
    max_price: MaxPrice | MaxPriceMapping | JsonObject | None
    preferred_max_latency: float | PercentileCutoffs | PercentileCutoffsMapping | JsonObject | None
    preferred_min_throughput: (
        float | PercentileCutoffs | PercentileCutoffsMapping | JsonObject | None
    )
    options: Mapping[str, JsonObject] | None


class ProviderSortMapping(TypedDict, total=False):
    """`ProviderSort` as a mapping."""

    by: Literal["price", "throughput", "latency", "exacto"] | str | None
    partition: Literal["model", "none"] | str | None


class PythonFormatMapping(TypedDict, total=False):
    """`PythonFormat` as a mapping."""

    type: Required[Literal["python"]]


ReasoningDetailMapping: TypeAlias = "ReasoningDetailText | ReasoningDetailSummary | ReasoningDetailEncrypted | ReasoningDetailServerToolCall | UnknownReasoningDetail"


class ReasoningMapping(TypedDict, total=False):
    """`Reasoning` as a mapping."""

    effort: Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | None
    max_tokens: int | None
    summary: Literal["auto", "concise", "detailed"] | str | None
    exclude: bool | None
    enabled: bool | None


class ReasoningUpdateMapping(TypedDict, total=False):
    """`ReasoningUpdate` as a mapping."""

    effort: Required[Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str]


ResponseFormatMapping: TypeAlias = "TextFormat | TextFormatMapping | JsonObjectFormat | JsonObjectFormatMapping | JsonSchemaFormat | JsonSchemaFormatMapping | GrammarFormat | GrammarFormatMapping | PythonFormat | PythonFormatMapping | JsonObject"


class ResponseHealingPluginMapping(TypedDict, total=False):
    """`ResponseHealingPlugin` as a mapping."""

    id: Required[Literal["response-healing"]]
    enabled: bool | None


ResponsesFormatMapping: TypeAlias = "TextFormat | TextFormatMapping | JsonObjectFormat | JsonObjectFormatMapping | ResponsesJsonSchemaFormat | ResponsesJsonSchemaFormatMapping | JsonObject"

ResponsesFunctionToolMapping = TypedDict(
    "ResponsesFunctionToolMapping",
    {
        "type": 'Required[Literal["function"]]',
        "name": "Required[str]",
        "parameters": "Required[JsonObject | None]",
        "description": "str | None",
        "strict": "bool | None",
        "defer_loading": "bool | None",
        "output_schema": "JsonObject | None",
        "allowed_callers": 'Sequence[Literal["direct", "programmatic"] | str] | None',
        "async": "bool | None",
    },
    total=False,
)


class ResponsesJsonSchemaFormatMapping(TypedDict, total=False):
    """`ResponsesJsonSchemaFormat` as a mapping."""

    type: Required[Literal["json_schema"]]
    name: Required[str]
    schema: Required[JsonObject]
    strict: bool | None
    description: str | None


class ResponsesReasoningMapping(TypedDict, total=False):
    """`ResponsesReasoning` as a mapping."""

    effort: Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | None
    max_tokens: int | None
    enabled: bool | None
    summary: Literal["auto", "concise", "detailed"] | str | None
    context: Literal["auto", "all_turns", "current_turn"] | str | None
    mode: Literal["standard", "pro"] | str | None


class ResponsesRequestMapping(TypedDict, total=False):
    """`ResponsesRequest` as a mapping."""

    input: str | Sequence[InputItemMapping] | None
    model: str | None
    models: Sequence[str] | None
    instructions: str | None
    stream: bool | None
    max_output_tokens: int | None
    temperature: float | None
    top_p: float | None
    top_k: int | None
    frequency_penalty: float | None
    presence_penalty: float | None
    top_logprobs: int | None
    stop: str | Sequence[str] | None
    tools: Sequence[ResponsesToolMapping] | None
    tool_choice: Literal["none", "auto", "required"] | str | ResponsesToolChoiceMapping | None
    parallel_tool_calls: bool | None
    deferred_tools: DeferredToolsControl | DeferredToolsControlMapping | JsonObject | None
    max_tool_calls: int | None
    stop_server_tools_when: Sequence[StopConditionMapping] | None
    text: ResponsesTextConfig | ResponsesTextConfigMapping | JsonObject | None
    modalities: Sequence[Literal["text", "image"] | str] | None
    image_config: JsonObject | None
    include: (
        Sequence[
            Literal[
                "file_search_call.results",
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
            | str
        ]
        | None
    )
    reasoning: ResponsesReasoning | ResponsesReasoningMapping | JsonObject | None
    truncation: Literal["auto", "disabled"] | str | None
    provider: ProviderPreferences | ProviderPreferencesMapping | JsonObject | None
    plugins: Sequence[PluginMapping] | None
    route: Literal["fallback", "sort"] | str | None
    service_tier: (
        Literal["auto", "default", "fast", "flex", "priority", "scale", "ultrafast"] | str | None
    )
    prompt: StoredPrompt | StoredPromptMapping | JsonObject | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None
    prompt_cache_key: str | None
    prompt_cache_options: PromptCacheOptions | PromptCacheOptionsMapping | JsonObject | None
    user: str | None
    safety_identifier: str | None
    session_id: str | None
    metadata: Mapping[str, str] | None
    trace: TraceConfig | TraceConfigMapping | JsonObject | None
    debug: DebugOptions | DebugOptionsMapping | JsonObject | None
    background: bool | None
    store: bool | None
    previous_response_id: str | None


class ResponsesTextConfigMapping(TypedDict, total=False):
    """`ResponsesTextConfig` as a mapping."""

    format: ResponsesFormatMapping | None
    verbosity: Literal["low", "medium", "high", "xhigh", "max"] | str | None


ResponsesToolChoiceMapping: TypeAlias = "FunctionToolChoice | FunctionToolChoiceMapping | AllowedToolsChoice | AllowedToolsChoiceMapping | ServerToolChoice | ServerToolChoiceMapping | JsonObject"

ResponsesToolMapping: TypeAlias = "ResponsesFunctionTool | ResponsesFunctionToolMapping | CustomTool | CustomToolMapping | NamespaceTool | NamespaceToolMapping | WebSearchTool | WebSearchToolMapping | FileSearchTool | FileSearchToolMapping | ComputerUseTool | ComputerUseToolMapping | CodeInterpreterTool | CodeInterpreterToolMapping | McpTool | McpToolMapping | ImageGenerationTool | ImageGenerationToolMapping | LocalShellTool | LocalShellToolMapping | ShellTool | ShellToolMapping | ApplyPatchTool | ApplyPatchToolMapping | ApplyPatchServerTool | ApplyPatchServerToolMapping | ShellServerTool | ShellServerToolMapping | ToolSearchServerTool | ToolSearchServerToolMapping | NestedToolMapping"


class SearchModelsServerToolConfigMapping(TypedDict, total=False):
    """`SearchModelsServerToolConfig` as a mapping."""

    max_results: int | None


class SearchModelsServerToolMapping(TypedDict, total=False):
    """`SearchModelsServerTool` as a mapping."""

    type: Required[Literal["openrouter:experimental__search_models"]]
    parameters: (
        SearchModelsServerToolConfig | SearchModelsServerToolConfigMapping | JsonObject | None
    )


class ServerToolChoiceMapping(TypedDict, total=False):
    """`ServerToolChoice` as a mapping."""

    type: Required[str]


class ServerToolMapping(TypedDict, total=False):
    """`ServerTool` as a mapping."""

    type: Required[str]
    parameters: JsonObject | None


class ShellCallOutputItemMapping(TypedDict, total=False):
    """`ShellCallOutputItem` as a mapping."""

    type: Required[Literal["shell_call_output"]]
    call_id: Required[str]
    output: Required[Sequence[ShellCallOutputContent | JsonObject]]
    max_output_length: int | None
    container_id: str | None
    files: Sequence[OutputContainerFileCitation | JsonObject] | None
    error: str | None
    id: str | None
    status: Literal["in_progress", "completed", "incomplete"] | str | None


class ShellServerToolConfigMapping(TypedDict, total=False):
    """`ShellServerToolConfig` as a mapping."""

    engine: Literal["auto", "openrouter"] | str | None
    environment: BashEnvironmentMapping | None
    sleep_after_seconds: int | None


class ShellServerToolMapping(TypedDict, total=False):
    """`ShellServerTool` as a mapping."""

    type: Required[Literal["openrouter:shell"]]
    parameters: ShellServerToolConfig | ShellServerToolConfigMapping | JsonObject | None


class ShellToolMapping(TypedDict, total=False):
    """`ShellTool` as a mapping."""

    type: Required[Literal["shell"]]


class StepCountIsMapping(TypedDict, total=False):
    """`StepCountIs` as a mapping."""

    type: Required[Literal["step_count_is"]]
    step_count: Required[int]


StopConditionMapping: TypeAlias = "StepCountIs | StepCountIsMapping | HasToolCall | HasToolCallMapping | MaxTokensUsed | MaxTokensUsedMapping | MaxCost | MaxCostMapping | FinishReasonIs | FinishReasonIsMapping | JsonObject"


class StoredPromptMapping(TypedDict, total=False):
    """`StoredPrompt` as a mapping."""

    id: Required[str]
    variables: Mapping[str, str | InputContentMapping] | None


class StreamOptionsMapping(TypedDict, total=False):
    """`StreamOptions` as a mapping."""

    include_usage: bool | None


class SubagentServerToolConfigMapping(TypedDict, total=False):
    """`SubagentServerToolConfig` as a mapping."""

    name: str | None
    model: str | None
    instructions: str | None
    tools: Sequence[NestedToolMapping] | None
    max_tool_calls: int | None
    inherit_functions: bool | None
    inherited_function_names: Sequence[str] | None
    reasoning: Reasoning | ReasoningMapping | JsonObject | None
    max_completion_tokens: int | None
    temperature: float | None


class SubagentServerToolMapping(TypedDict, total=False):
    """`SubagentServerTool` as a mapping."""

    type: Required[Literal["openrouter:subagent"]]
    parameters: SubagentServerToolConfig | SubagentServerToolConfigMapping | JsonObject | None


class SwitchyardRouterPluginMapping(TypedDict, total=False):
    """`SwitchyardRouterPlugin` as a mapping."""

    id: Required[Literal["switchyard-router"]]
    algorithm: (
        Literal["capability", "stage", "auto", "random", "composite", "passthrough"] | str | None
    )
    judge_model: str | None


class SystemMessageMapping(TypedDict, total=False):
    """`SystemMessage` as a mapping."""

    role: Required[Literal["system"]]
    content: Required[str | Sequence[ContentPartMapping]]
    name: str | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None
    configuration_update: ConfigurationUpdate | ConfigurationUpdateMapping | JsonObject | None


class TextFormatMapping(TypedDict, total=False):
    """`TextFormat` as a mapping."""

    type: Required[Literal["text"]]


class TextPartMapping(TypedDict, total=False):
    """`TextPart` as a mapping."""

    type: Required[Literal["text"]]
    text: Required[str]
    cache_control: CacheControl | CacheControlMapping | JsonObject | None
    prompt_cache_breakpoint: (
        PromptCacheBreakpoint | PromptCacheBreakpointMapping | JsonObject | None
    )


class ToolCallMapping(TypedDict, total=False):
    """`ToolCall` as a mapping."""

    id: Required[str]
    type: Required[Literal["function"] | str]
    function: Required[FunctionCall | FunctionCallMapping | JsonObject]


ToolChoiceMapping: TypeAlias = "NamedToolChoice | NamedToolChoiceMapping | ServerToolChoice | ServerToolChoiceMapping | JsonObject"

ToolMapping: TypeAlias = "FunctionTool | FunctionToolMapping | NestedToolMapping"


class ToolMessageMapping(TypedDict, total=False):
    """`ToolMessage` as a mapping."""

    role: Required[Literal["tool"]]
    content: Required[str | Sequence[ContentPartMapping]]
    tool_call_id: Required[str]
    name: str | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None


class ToolSearchOutputItemMapping(TypedDict, total=False):
    """`ToolSearchOutputItem` as a mapping."""

    type: Required[Literal["tool_search_output"]]
    call_id: Required[str]
    tools: Required[Sequence[ResponsesToolMapping]]
    execution: Required[Literal["client", "server"] | str]
    id: str | None
    status: Literal["in_progress", "completed", "incomplete"] | str | None


class ToolSearchServerToolConfigMapping(TypedDict, total=False):
    """`ToolSearchServerToolConfig` as a mapping."""

    max_results: int | None


class ToolSearchServerToolMapping(TypedDict, total=False):
    """`ToolSearchServerTool` as a mapping."""

    type: Required[Literal["openrouter:tool_search"]]
    parameters: ToolSearchServerToolConfig | ToolSearchServerToolConfigMapping | JsonObject | None


class TraceConfigMapping(TypedDict, total=False):
    """`TraceConfig` as a mapping."""

    trace_id: str | None
    trace_name: str | None
    span_name: str | None
    generation_name: str | None
    parent_span_id: str | None


class UsageOptionsMapping(TypedDict, total=False):
    """`UsageOptions` as a mapping."""

    include: bool | None


class UserMessageMapping(TypedDict, total=False):
    """`UserMessage` as a mapping."""

    role: Required[Literal["user"]]
    content: Required[str | Sequence[ContentPartMapping]]
    name: str | None
    cache_control: CacheControl | CacheControlMapping | JsonObject | None


class VideoPartMapping(TypedDict, total=False):
    """`VideoPart` as a mapping."""

    type: Required[Literal["video_url"]]
    video_url: Required[VideoUrl | VideoUrlMapping | JsonObject]


class VideoUrlMapping(TypedDict, total=False):
    """`VideoUrl` as a mapping."""

    url: Required[str]
    processing: Literal["agentic", "static"] | str | None


class WebFetchPluginMapping(TypedDict, total=False):
    """`WebFetchPlugin` as a mapping."""

    id: Required[Literal["web-fetch"]]
    max_uses: int | None
    max_content_tokens: int | None
    allowed_domains: Sequence[str] | None
    blocked_domains: Sequence[str] | None


class WebFetchServerToolConfigMapping(TypedDict, total=False):
    """`WebFetchServerToolConfig` as a mapping."""

    engine: Literal["auto", "native", "openrouter", "exa", "parallel", "firecrawl"] | str | None
    max_uses: int | None
    max_content_tokens: int | None
    allowed_domains: Sequence[str] | None
    blocked_domains: Sequence[str] | None


class WebFetchServerToolMapping(TypedDict, total=False):
    """`WebFetchServerTool` as a mapping."""

    type: Required[Literal["openrouter:web_fetch"]]
    parameters: WebFetchServerToolConfig | WebFetchServerToolConfigMapping | JsonObject | None


class WebSearchConfigMapping(TypedDict, total=False):
    """`WebSearchConfig` as a mapping."""

    engine: Literal["auto", "native", "exa", "parallel", "firecrawl", "perplexity"] | str | None
    mode: str | None
    max_results: int | None
    max_total_results: int | None
    max_uses: int | None
    max_characters: int | None
    search_context_size: Literal["low", "medium", "high"] | str | None
    allowed_domains: Sequence[str] | None
    excluded_domains: Sequence[str] | None
    user_location: WebSearchUserLocation | WebSearchUserLocationMapping | JsonObject | None
    x_search: XSearchOptions | XSearchOptionsMapping | JsonObject | None


class WebSearchFiltersMapping(TypedDict, total=False):
    """`WebSearchFilters` as a mapping."""

    allowed_domains: Sequence[str] | None
    excluded_domains: Sequence[str] | None
    blocked_domains: Sequence[str] | None


class WebSearchOptionsMapping(TypedDict, total=False):
    """`WebSearchOptions` as a mapping."""

    search_context_size: Literal["low", "medium", "high"] | str | None
    user_location: WebSearchUserLocation | WebSearchUserLocationMapping | JsonObject | None


class WebSearchPluginMapping(TypedDict, total=False):
    """`WebSearchPlugin` as a mapping."""

    id: Required[Literal["web"]]
    enabled: bool | None
    engine: Literal["native", "exa", "firecrawl", "parallel", "perplexity"] | str | None
    mode: str | None
    max_results: int | None
    max_uses: int | None
    search_prompt: str | None
    include_domains: Sequence[str] | None
    exclude_domains: Sequence[str] | None
    user_location: WebSearchUserLocation | WebSearchUserLocationMapping | JsonObject | None
    x_search: XSearchOptions | XSearchOptionsMapping | JsonObject | None


class WebSearchServerToolMapping(TypedDict, total=False):
    """`WebSearchServerTool` as a mapping."""

    type: Required[Literal["openrouter:web_search"]]
    parameters: WebSearchConfig | WebSearchConfigMapping | JsonObject | None


class WebSearchShorthandMapping(TypedDict, total=False):
    """`WebSearchShorthand` as a mapping."""

    engine: Literal["auto", "native", "exa", "parallel", "firecrawl", "perplexity"] | str | None
    mode: str | None
    max_results: int | None
    max_total_results: int | None
    max_uses: int | None
    max_characters: int | None
    search_context_size: Literal["low", "medium", "high"] | str | None
    allowed_domains: Sequence[str] | None
    excluded_domains: Sequence[str] | None
    user_location: WebSearchUserLocation | WebSearchUserLocationMapping | JsonObject | None
    x_search: XSearchOptions | XSearchOptionsMapping | JsonObject | None
    type: Required[
        Literal[
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
        ]
        | str
    ]
    parameters: WebSearchConfig | WebSearchConfigMapping | JsonObject | None


class WebSearchToolMapping(TypedDict, total=False):
    """`WebSearchTool` as a mapping."""

    type: Required[
        Literal[
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
        ]
        | str
    ]
    engine: Literal["native", "exa", "parallel", "firecrawl", "perplexity", "auto"] | str | None
    filters: WebSearchFilters | WebSearchFiltersMapping | JsonObject | None
    mode: str | None
    max_results: int | None
    max_uses: int | None
    search_context_size: Literal["low", "medium", "high"] | str | None
    user_location: WebSearchUserLocation | WebSearchUserLocationMapping | JsonObject | None
    x_search: XSearchOptions | XSearchOptionsMapping | JsonObject | None


class WebSearchUserLocationMapping(TypedDict, total=False):
    """`WebSearchUserLocation` as a mapping."""

    type: Required[Literal["approximate"] | str]
    city: str | None
    region: str | None
    country: str | None
    timezone: str | None


class XSearchOptionsMapping(TypedDict, total=False):
    """`XSearchOptions` as a mapping."""

    allowed_x_handles: Sequence[str] | None
    excluded_x_handles: Sequence[str] | None
    from_date: str | None
    to_date: str | None
    enable_image_understanding: bool | None
    enable_video_understanding: bool | None


ChatRequest: TypeAlias = "ChatGenerationParams | ChatGenerationMapping | JsonObject | WritesItself"
"""A request: a model, or a mapping, or an object that writes itself."""
ResponsesCall: TypeAlias = "ResponsesRequest | ResponsesRequestMapping | JsonObject | WritesItself"
"""A request: a model, or a mapping, or an object that writes itself."""
EmbeddingsRequest: TypeAlias = (
    "EmbeddingsGenerateParams | EmbeddingsGenerateMapping | JsonObject | WritesItself"
)
"""A request: a model, or a mapping, or an object that writes itself."""
