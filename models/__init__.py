"""The data that goes over the wire. A class is created when it is first named, so that importing
this package costs nothing.

The unit of that laziness is the module: naming one class creates those it shares a module with.
Python reads the table, type checkers read `__init__.pyi`; a test holds them together.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MODULES = {
    "agent_tools": (
        "AdvisorServerTool AdvisorServerToolConfig FusionServerTool FusionServerToolConfig "
        "SubagentServerTool SubagentServerToolConfig"
    ),
    "api_keys": (
        "ApiKey ApiKeyRateLimit ApiKeySpending ApiKeysCreateParams ApiKeysCreateResponse ApiKeysDeleteResponse "
        "ApiKeysListParams ApiKeysListResponse ApiKeysUpdateParams ApiKeysUpdateResponse "
        "CurrentApiKey CurrentApiKeyResponse"
    ),
    "audio": (
        "AudioProviderOptions SpeechParams SpeechReference SpeechReferenceAudio "
        "SpeechReferenceAudioPart TranscribedSegment TranscribedWord TranscriptionParams "
        "TranscriptionResponse TranscriptionUsage"
    ),
    "audio_parts": "AudioPart InputAudio",
    "binary": "BinaryResponse",
    "caching": "CacheControl PromptCacheBreakpoint PromptCacheOptions",
    "chat_annotations": (
        "AnnotatedFile FileAnnotation UnknownAnnotation UrlCitation UrlCitationAnnotation"
    ),
    "chat_chunk": "ChatDelta ChatStreamingChoice ChatStreamingResponseChunk",
    "chat_formats": "GrammarFormat JsonSchema JsonSchemaFormat PythonFormat ResponseFormat",
    "chat_logprobs": "ChatTokenLogprob ChatTokenLogprobs ChatTopLogprob",
    "chat_media": "ChatAudio ChatImage ChatImageUrl",
    "chat_messages": "ContentPart DeveloperMessage Message SystemMessage UserMessage",
    "chat_options": "AudioOptions Prediction StreamOptions UsageOptions",
    "chat_parts": (
        "FileInput FilePart ImagePart ImageUrl InputVideoPart TextPart VideoPart VideoUrl"
    ),
    "chat_reasoning": (
        "ReasoningDetailEncrypted ReasoningDetailServerToolCall ReasoningDetailSummary "
        "ReasoningDetailText UnknownReasoningDetail"
    ),
    "chat_request": "ChatGenerationParams",
    "chat_response": (
        "ChatAnnotation ChatChoice ChatMessage ChatResponse ChatToolCall ChatToolCallFunction "
        "ReasoningDetail"
    ),
    "chat_tool_choice": "NamedFunction NamedToolChoice",
    "chat_tools": "Function FunctionTool Tool ToolChoice",
    "chat_turns": "AssistantMessage AssistantToolCall FunctionCall ToolCall ToolMessage",
    "chat_usage": "ChatUsage CompletionTokensDetails CostDetails PromptTokensDetails",
    "credits": "Credits CreditsResponse",
    "embeddings": (
        "Embedding EmbeddingAudioPart EmbeddingFilePart EmbeddingInput EmbeddingMedia "
        "EmbeddingPart EmbeddingVideoPart EmbeddingsGenerateParams EmbeddingsPromptTokensDetails "
        "EmbeddingsResponse EmbeddingsUsage"
    ),
    "files": "FileResponse FilesDownloadParams FilesUploadParams",
    "formats": "JsonObjectFormat TextFormat",
    "generations": "Generation GenerationParams GenerationProviderResponse GenerationResponse",
    "http_meta": "HttpMeta RateLimit",
    "model": "FileSource JsonObject UNSET Unset",
    "model_catalog": (
        "ArtificialAnalysisScores DefaultParameters DesignArenaScore EndpointsListResponse "
        "ModelAliasTarget ModelArchitecture ModelBenchmarks ModelEndpoint ModelEndpoints "
        "ModelInfo ModelLinks ModelPricing ModelReasoning ModelsListResponse "
        "ModelsPageLinks PerRequestLimits Percentiles PricingOverride TopProvider"
    ),
    "model_filters": "ModelsListParams",
    "nested_tools": "NestedTool",
    "oauth": "AuthCodeExchangeParams AuthCodeExchangeResponse AuthorizationUrlParams CodeChallenge",
    "openrouter_metadata": (
        "EndpointInfo EndpointsMetadata OpenRouterMetadata PipelineStage RouterAttempt RouterParams"
    ),
    "plugins": (
        "AutoBetaRouterPlugin AutoRouterPlugin ContextCompressionPlugin FileParserPlugin "
        "FusionPlugin ModerationPlugin ParetoRouterPlugin PdfParserOptions Plugin "
        "ResponseHealingPlugin WebFetchPlugin WebSearchPlugin"
    ),
    "provider_preferences": "MaxPrice PercentileCutoffs ProviderPreferences ProviderSort",
    "reasoning": "Reasoning",
    "responses_call_events": (
        "ApplyPatchCallOperationDiffDeltaEvent ApplyPatchCallOperationDiffDoneEvent "
        "CustomToolCallInputDeltaEvent CustomToolCallInputDoneEvent FunctionCallArgsDeltaEvent "
        "FunctionCallArgsDoneEvent"
    ),
    "responses_citations": "OutputFileCitation OutputFilePath OutputUrlCitation",
    "responses_events": (
        "ContentPartAddedEvent ContentPartDoneEvent OutputItemAddedEvent OutputItemDoneEvent "
        "ResponseCompletedEvent ResponseCreatedEvent ResponseInProgressEvent "
        "ResponseIncompleteEvent ResponsesEvent ResponsesItemEvent TextDeltaEvent TextDoneEvent "
        "UnknownResponsesEvent"
    ),
    "responses_function_tools": (
        "CustomTool CustomToolFormat MemberTool NamespaceFunctionTool NamespaceTool "
        "ResponsesFunctionTool"
    ),
    "responses_fusion": (
        "FusionAnalysis FusionContradiction FusionFailedModel FusionInsight FusionPanelResponse "
        "FusionPartialCoverage FusionSource FusionStance OutputFusionServerToolItem"
    ),
    "responses_fusion_events": (
        "FusionCallAnalysisCompletedEvent FusionCallAnalysisInProgressEvent "
        "FusionCallCompletedEvent FusionCallInProgressEvent FusionCallPanelAddedEvent "
        "FusionCallPanelCompletedEvent FusionCallPanelDeltaEvent FusionCallPanelFailedEvent "
        "FusionCallPanelReasoningDeltaEvent"
    ),
    "responses_hosted": (
        "CodeInterpreterOutput CompactionItem ComputerSafetyCheck ContextCompactionItem "
        "OutputCodeInterpreterCallItem OutputComputerCallItem OutputFileSearchCallItem "
        "OutputImageGenerationCallItem OutputWebSearchCallItem WebSearchAction WebSearchSource"
    ),
    "responses_hosted_events": (
        "CodeInterpreterCallCodeDeltaEvent CodeInterpreterCallCodeDoneEvent "
        "CodeInterpreterCallCompletedEvent CodeInterpreterCallInProgressEvent "
        "CodeInterpreterCallInterpretingEvent ImageGenCallCompletedEvent "
        "ImageGenCallGeneratingEvent ImageGenCallInProgressEvent ImageGenCallPartialImageEvent "
        "WebSearchCallCompletedEvent WebSearchCallInProgressEvent WebSearchCallSearchingEvent"
    ),
    "responses_input": "InputContent InputItem InputMessage",
    "responses_input_context": (
        "AdditionalToolsItem AgentMessageItem AgentReference EncryptedContent ItemReferenceItem"
    ),
    "responses_input_parts": "InputFile InputImage InputText InputVideo",
    "responses_input_results": (
        "ApplyPatchCallOutputItem CustomToolCallOutputItem FunctionCallItem "
        "FunctionCallOutputItem LocalShellCallOutputItem McpApprovalResponseItem "
        "ShellCallOutputItem"
    ),
    "responses_logprobs": "OutputTokenLogprob OutputTopLogprob",
    "responses_mcp": (
        "McpApproval McpApprovalRequestItem McpCallItem McpListToolsItem McpListedTool McpTool "
        "McpToolFilter"
    ),
    "responses_openai_tools": (
        "ApplyPatchTool CodeInterpreterContainer CodeInterpreterTool CompoundFilter "
        "ComputerUseTool FileFilter FileSearchFilter FileSearchRanking FileSearchTool "
        "ImageGenerationTool ImageMask LocalShellTool ShellTool WebSearchFilters WebSearchTool"
    ),
    "responses_output": "OutputAnnotation OutputContent OutputItem",
    "responses_output_calls": "OutputCustomToolCallItem OutputFunctionCallItem",
    "responses_output_server": (
        "OutputAdvisorServerToolItem OutputBashServerToolItem OutputBrowserUseServerToolItem "
        "OutputCodeInterpreterServerToolItem OutputDatetimeItem OutputFileSearchServerToolItem "
        "OutputFilesServerToolItem OutputImageGenerationServerToolItem OutputMcpServerToolItem "
        "OutputMemoryServerToolItem OutputSearchModelsServerToolItem OutputSubagentServerToolItem "
        "OutputTextEditorServerToolItem OutputToolSearchServerToolItem "
        "OutputWebFetchServerToolItem OutputWebSearchServerToolItem"
    ),
    "responses_output_text": "OutputMessageItem OutputRefusal OutputText",
    "responses_patches": (
        "ApplyPatchOperation OutputApplyPatchCallItem OutputApplyPatchServerToolItem"
    ),
    "responses_rare_events": (
        "AnnotationAddedEvent RefusalDeltaEvent RefusalDoneEvent ResponseFailedEvent "
        "ResponsesDebug ResponsesDebugEvent ResponsesErrorEvent ResponsesTimings"
    ),
    "responses_request": "ResponsesRequest",
    "responses_response": "IncompleteDetails OpenResponsesResult ResponsesError",
    "responses_server_tools": (
        "ApplyPatchServerTool ApplyPatchServerToolConfig ShellServerTool ShellServerToolConfig "
        "ToolSearchServerTool ToolSearchServerToolConfig"
    ),
    "responses_settings": "ResponsesReasoning StoredPrompt",
    "responses_shell": (
        "LocalShellAction LocalShellCallItem OutputShellCallItem OutputShellCallOutputItem "
        "OutputShellServerToolItem ShellAction ShellCallOutputContent ShellOutcome"
    ),
    "responses_stream": "ResponsesStreamEvent",
    "responses_text": "ResponsesFormat ResponsesJsonSchemaFormat ResponsesTextConfig",
    "responses_thought_events": (
        "ReasoningDeltaEvent ReasoningDoneEvent ReasoningSummaryPartAddedEvent "
        "ReasoningSummaryPartDoneEvent ReasoningSummaryTextDeltaEvent "
        "ReasoningSummaryTextDoneEvent"
    ),
    "responses_thoughts": "OutputReasoningItem ReasoningSummaryText ReasoningText",
    "responses_tool_choice": "AllowedToolsChoice FunctionToolChoice",
    "responses_tools": "ResponsesTool ResponsesToolChoice",
    "responses_unknown": "UnknownOutputAnnotation UnknownOutputContent UnknownOutputItem",
    "responses_usage": "InputTokensDetails OutputTokensDetails ResponsesCostDetails ResponsesUsage",
    "server_tool_use": "ServerToolUse",
    "server_tools": (
        "BashEnvironment BashServerTool BashServerToolConfig ContainerAuto ContainerReference "
        "DatetimeServerTool DatetimeServerToolConfig FilesServerTool ImageGenerationServerTool "
        "ImageGenerationServerToolConfig SearchModelsServerTool SearchModelsServerToolConfig "
        "ServerTool"
    ),
    "stops": "FinishReasonIs HasToolCall MaxCost MaxTokensUsed StepCountIs StopCondition",
    "tool_choices": "ServerToolChoice",
    "tracing": "DebugOptions TraceConfig",
    "web_tools": (
        "WebFetchServerTool WebFetchServerToolConfig WebSearchConfig WebSearchOptions "
        "WebSearchServerTool WebSearchShorthand WebSearchUserLocation"
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]  # from the table


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value
