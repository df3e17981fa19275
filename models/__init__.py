"""The data that goes over the wire. A class is created when it is first named, so that importing
this package costs nothing.

The unit of that laziness is the module: naming one class creates those it shares a module with.
Python reads the table, type checkers read `__init__.pyi`. `python -m tests.model_index` writes both from the modules
in this folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MODULES = {
    "api_keys": (
        "ApiKey ApiKeyExternal ApiKeyRateLimit ApiKeySpending ApiKeysCreateParams "
        "ApiKeysCreateResponse ApiKeysDeleteResponse ApiKeysGetResponse ApiKeysListParams "
        "ApiKeysListResponse ApiKeysUpdateParams ApiKeysUpdateResponse CurrentApiKey "
        "CurrentApiKeyResponse FreeModelDailyRequests KeyBudget"
    ),
    "audio": (
        "AudioProviderOptions SpeechParams SpeechReference SpeechReferenceAudio "
        "SpeechReferenceAudioPart SpeechTurn TranscribedEntity TranscribedSegment TranscribedWord "
        "TranscriptionFileParams TranscriptionParams TranscriptionResponse TranscriptionUsage"
    ),
    "audio_parts": "AudioPart InputAudio TranscriptionAudio",
    "batches": (
        "BatchBody BatchCreateBatchesParams BatchDeleteResponse BatchDeletion BatchError "
        "BatchListParams BatchListResponse BatchProviderPreferences BatchRequest BatchRequestCounts "
        "BatchResponse BatchResult BatchResultError BatchResultResponse BatchUsage UpstreamDeletion"
    ),
    "binary": "BinaryResponse",
    "caching": "CacheControl PromptCacheBreakpoint PromptCacheOptions",
    "chat.annotations": (
        "AnnotatedFile FileAnnotation UnknownAnnotation UrlCitation UrlCitationAnnotation "
        "WebSearchCitation WebSearchCitationAnnotation"
    ),
    "chat.chunk": "ChatDelta ChatStreamingChoice ChatStreamingResponseChunk",
    "chat.content": (
        "ChatContentAudio ChatContentAudioData ChatContentFile ChatContentFileData ChatContentImage "
        "ChatContentImageUrl ChatContentText ChatContentVideo ChatContentVideoUrl UnknownContent"
    ),
    "chat.formats": ("GrammarFormat JsonSchema JsonSchemaFormat PythonFormat ResponseFormat"),
    "chat.logprobs": "ChatTokenLogprob ChatTokenLogprobs ChatTopLogprob",
    "chat.media": "ChatAudio ChatImage ChatImageUrl",
    "chat.messages": ("ContentPart DeveloperMessage Message SystemMessage UserMessage"),
    "chat.options": "AudioOptions Prediction StreamOptions UsageOptions",
    "chat.parts": (
        "FileInput FilePart ImagePart ImageUrl InputVideoPart TextPart VideoPart VideoUrl"
    ),
    "chat.reasoning": (
        "ReasoningDetailEncrypted ReasoningDetailServerToolCall ReasoningDetailSummary "
        "ReasoningDetailText UnknownReasoningDetail"
    ),
    "chat.request": "ChatGenerationParams",
    "chat.response": (
        "ChatAnnotation ChatChoice ChatContent ChatMessage ChatResponse ChatToolCall "
        "ChatToolCallFunction ReasoningDetail"
    ),
    "chat.tool_choice": "NamedFunction NamedToolChoice",
    "chat.tools": "Function FunctionTool Tool ToolChoice",
    "chat.turns": ("AssistantMessage AssistantToolCall FunctionCall ToolCall ToolMessage"),
    "chat.usage": ("ChatUsage CompletionTokensDetails CostDetails PromptTokensDetails"),
    "containers": (
        "ContainerFileResponse ContainersListContainerFilesParams "
        "ContainersListContainerFilesResponse"
    ),
    "credits": "Credits CreditsResponse",
    "decisions": (
        "Box BoxAnswer BoxQuestion ChoiceAnswer ChoiceQuestion DecisionAnswer DecisionContent "
        "DecisionCriteria DecisionQuestion DecisionsParams DecisionsResponse DecisionsUsage "
        "NoulAnswer NoulQuestion ScoreAnswer ScoreQuestion UnknownDecisionAnswer"
    ),
    "embeddings": (
        "Embedding EmbeddingAudioPart EmbeddingFilePart EmbeddingInput EmbeddingMedia EmbeddingPart "
        "EmbeddingVideoPart EmbeddingsGenerateParams EmbeddingsPromptTokensDetails "
        "EmbeddingsResponse EmbeddingsUsage"
    ),
    "files": (
        "FileResponse FilesDeleteParams FilesDeleteResponse FilesDownloadParams FilesListParams "
        "FilesListResponse FilesRetrieveParams FilesUploadParams"
    ),
    "formats": "JsonObjectFormat TextFormat",
    "generations": (
        "Generation GenerationContent GenerationContentInput GenerationContentOutput "
        "GenerationFailedAttempt GenerationFailure GenerationFeedback GenerationParams "
        "GenerationProviderResponse GenerationResponse GenerationsListGenerationContentResponse "
        "GenerationsSubmitFeedbackParams GenerationsSubmitFeedbackResponse"
    ),
    "http_meta": "HttpMeta",
    "images": (
        "GeneratedImage ImageCompletedEvent ImageEndpoint ImageErrorEvent ImageModel "
        "ImagePartialEvent ImagePrice ImageTextChunkEvent ImagesGenerateParams "
        "ImagesGenerateResponse ImagesListModelEndpointsResponse ImagesListModelsResponse "
        "ImagesStreamEvent ImagesUsage ParameterCapability UnknownImageEvent"
    ),
    "management.byok": (
        "ByokCreateParams ByokKey ByokKeyResponse ByokListParams ByokListResponse ByokUpdateParams"
    ),
    "management.deleted": "DeletedResponse",
    "management.destination_configs": (
        "ArizeDestinationConfig BraintrustDestinationConfig ClickhouseDestinationConfig "
        "DatadogDestinationConfig DestinationConfig GrafanaDestinationConfig "
        "LangfuseDestinationConfig LangsmithDestinationConfig NewrelicDestinationConfig "
        "OpikDestinationConfig OtelCollectorDestinationConfig PosthogDestinationConfig "
        "RampDestinationConfig S3DestinationConfig SentryDestinationConfig "
        "SnowflakeDestinationConfig WeaveDestinationConfig WebhookDestinationConfig"
    ),
    "management.destinations": (
        "ArizeDestination BraintrustDestination ClickhouseDestination DatadogDestination "
        "DestinationSettings GrafanaDestination LangfuseDestination LangsmithDestination "
        "NewrelicDestination ObservabilityDestination OpikDestination OtelCollectorDestination "
        "PosthogDestination RampDestination S3Destination SentryDestination SnowflakeDestination "
        "UnknownDestination WeaveDestination WebhookDestination"
    ),
    "management.external_users": (
        "ExternalUser ExternalUserResponse ExternalUsersCreateParams ExternalUsersListParams "
        "ExternalUsersListResponse ExternalUsersUpdateParams"
    ),
    "management.filter_rules": (
        "ObservabilityFilterGroup ObservabilityFilterRule ObservabilityFilterRules"
    ),
    "management.guardrails": (
        "Guardrail GuardrailAssignedResponse GuardrailAssignmentsListParams GuardrailBuiltinFilter "
        "GuardrailContentFilter GuardrailKeyAssignment GuardrailKeyAssignmentsResponse "
        "GuardrailKeysParams GuardrailMemberAssignment GuardrailMemberAssignmentsResponse "
        "GuardrailMembersParams GuardrailResponse GuardrailUnassignedResponse "
        "GuardrailsCreateParams GuardrailsListParams GuardrailsListResponse GuardrailsUpdateParams"
    ),
    "management.intern_chat": "InternChatChunk InternChatSteeredResponse InternsChatParams",
    "management.interns": (
        "Intern InternProgress InternStatus InternsCreateParams InternsDeleteParams "
        "InternsDeleteResponse InternsListParams InternsListResponse InternsProvisionResponse "
        "InternsSuspendResponse InternsUpdateParams"
    ),
    "management.observability": (
        "ObservabilityCreateParams ObservabilityDestinationResponse ObservabilityListParams "
        "ObservabilityListResponse ObservabilityUpdateParams"
    ),
    "management.organization": (
        "OrganizationListMembersParams OrganizationListMembersResponse OrganizationMember "
        "OrganizationSettings OrganizationSettingsResponse OrganizationUpdateSettingsParams"
    ),
    "management.private_endpoints": (
        "DeclaredRegion DeletedPrivateEndpoint ManagedPrivateEndpoint "
        "ManagedPrivateEndpointResponse PrivateEndpoint PrivateEndpointCheck PrivateEndpointPricing "
        "PrivateEndpointPricingParams PrivateEndpointResponse PrivateEndpointSummary "
        "PrivateEndpointValidation PrivateEndpointWorkspace PrivateEndpointsCreateParams "
        "PrivateEndpointsDeleteParams PrivateEndpointsDeleteResponse PrivateEndpointsListResponse "
        "PrivateEndpointsUpdateParams PrivateEndpointsUpdatePricingParams "
        "PrivateEndpointsValidateParams PrivateEndpointsValidateResponse"
    ),
    "management.scim": (
        "ScimCreateParams ScimDeleteParams ScimGroup ScimGroupMapping ScimGroupMappingResponse "
        "ScimListGroupsParams ScimListGroupsResponse ScimListMappingsParams "
        "ScimListMappingsResponse ScimSyncJob ScimSyncJobResponse ScimUpdateParams"
    ),
    "management.vault": (
        "InternConnection InternConnectionsListResponse VaultEffectiveSecret "
        "VaultEffectiveSecretsListResponse VaultSecret VaultSecretParams VaultSecretResponse "
        "VaultSecretsCopyParams VaultSecretsCopyResponse VaultSecretsListParams "
        "VaultSecretsListResponse"
    ),
    "management.workspace_budgets": (
        "WorkspaceBudget WorkspaceBudgetResponse WorkspacesListBudgetsResponse "
        "WorkspacesSetBudgetParams"
    ),
    "management.workspace_members": (
        "WorkspaceMember WorkspacesBulkAddMembersParams WorkspacesBulkAddMembersResponse "
        "WorkspacesBulkRemoveMembersParams WorkspacesBulkRemoveMembersResponse "
        "WorkspacesListMembersParams WorkspacesListMembersResponse"
    ),
    "management.workspaces": (
        "ServerToolName Workspace WorkspaceChanges WorkspaceResponse WorkspacesCreateParams "
        "WorkspacesDeleteParams WorkspacesListParams WorkspacesListResponse WorkspacesUpdateParams"
    ),
    "messages.citations": (
        "CitationCharLocation CitationContentBlockLocation CitationPageLocation "
        "CitationSearchResultLocation CitationWebSearchResultLocation MessagesCitation "
        "UnknownCitation"
    ),
    "messages.content": (
        "CompactionBlock ContainerUploadBlock ContentBlock RedactedThinkingBlock ServerToolUseBlock "
        "TextBlock ThinkingBlock ToolCaller ToolUseBlock UnknownContentBlock"
    ),
    "messages.context": (
        "ClearThinking ClearToolUses Compact ContextEdit ContextManagement ContextSize"
    ),
    "messages.events": (
        "CitationsDelta CompactionDelta ContentBlockDelta ContentBlockDeltaEvent "
        "ContentBlockStartEvent ContentBlockStopEvent InputJsonDelta MessageDelta MessageDeltaEvent "
        "MessageStartEvent MessageStopEvent MessagesErrorEvent MessagesEvent MessagesPingEvent "
        "MessagesStreamEvent SignatureDelta TextDelta ThinkingDelta UnknownDelta "
        "UnknownMessagesEvent"
    ),
    "messages.input": "ContentBlockParam MessageParam ToolResultContent",
    "messages.input_blocks": (
        "CitationsConfigParam DocumentBlockParam ImageBlockParam SearchResultBlockParam "
        "ServerToolUseBlockParam TextBlockParam ToolReferenceBlockParam ToolResultBlockParam "
        "ToolUseBlockParam"
    ),
    "messages.request": "MessagesRequest",
    "messages.response": ("AppliedContextManagement MessagesContainer MessagesResult StopDetails"),
    "messages.settings": (
        "MessageOutputConfig MessagesFallback MessagesJsonSchema MessagesMetadata "
        "MessagesOutputConfig Safeguard TaskBudget Thinking ThinkingAdaptive ThinkingBetweenTools "
        "ThinkingBlockBinding ThinkingDisabled ThinkingEnabled"
    ),
    "messages.sources": (
        "Base64Source ContentSource DocumentSource FileSourceParam ImageSource PlainTextSource "
        "UrlSource"
    ),
    "messages.tool_changes": (
        "ChangedTool McpToolReference McpToolsetReference ToolAdditionBlockParam ToolDefinition "
        "ToolReference ToolRemovalBlockParam"
    ),
    "messages.tool_results": (
        "AdvisorToolResultBlock BashCodeExecutionToolResultBlock BashToolResultBlock "
        "CitationsConfig CodeExecutionContent CodeExecutionOutput CodeExecutionResult "
        "CodeExecutionToolResultBlock DeferredToolSearchResultBlock FetchedDocument FoundTool "
        "ServerToolError ShellToolResultBlock TextEditorCodeExecutionToolResultBlock "
        "TextEditorContent TextEditorResult ToolSearchContent ToolSearchResult "
        "ToolSearchToolResultBlock WebFetchContent WebFetchResult WebFetchToolResultBlock "
        "WebSearchResult WebSearchToolResultBlock"
    ),
    "messages.tools": (
        "AdvisorTool AnthropicWebSearchTool BashTool MessagesCustomTool MessagesTool "
        "MessagesToolChoice TextEditorTool ToolSearchTool"
    ),
    "messages.usage": (
        "CacheCreation MessagesOutputTokensDetails MessagesServerToolUse MessagesUsage "
        "UsageIteration"
    ),
    "model": "FileSource JsonObject Response UNSET Unset",
    "model_catalog": (
        "ArtificialAnalysisScores DefaultParameters DesignArenaScore ModelAliasTarget "
        "ModelArchitecture ModelBenchmarks ModelCount ModelInfo ModelLinks ModelPricing "
        "ModelReasoning ModelsCountResponse ModelsGetResponse ModelsListResponse PageLinks "
        "PerRequestLimits PricingOverride TopProvider"
    ),
    "model_endpoints": (
        "EndpointsListResponse EndpointsListZdrEndpointsResponse ModelEndpoint ModelEndpoints "
        "Percentiles PerformanceByWorkload ToolChoiceSupport WorkloadPerformance"
    ),
    "model_filters": (
        "EmbeddingsListModelsParams ModelOrder ModelsCountParams ModelsListForUserParams "
        "ModelsListParams"
    ),
    "oauth": (
        "AuthCode AuthCodeExchangeParams AuthCodeExchangeResponse AuthCodeParams AuthCodeResponse "
        "AuthorizationUrlParams CodeChallenge OAuthJwk OAuthJwksResponse OAuthTokenParams "
        "OAuthTokenResponse"
    ),
    "openrouter_metadata": (
        "EndpointInfo EndpointsMetadata OpenRouterMetadata PipelineStage RouterAttempt RouterParams"
    ),
    "plugins": (
        "AutoBetaRouterPlugin AutoRouterPlugin ContextCompressionPlugin FileParserPlugin "
        "FusionPlugin JevRouterPlugin ModerationPlugin ParetoRouterPlugin PdfParserOptions Plugin "
        "ResponseHealingPlugin SwitchyardRouterPlugin WebFetchPlugin WebSearchPlugin"
    ),
    "presets": (
        "Preset PresetResponse PresetVersion PresetVersionResponse PresetWithVersion "
        "PresetsListParams PresetsListResponse PresetsListVersionsParams "
        "PresetsListVersionsResponse"
    ),
    "provider_preferences": "MaxPrice PercentileCutoffs ProviderPreferences ProviderSort",
    "providers": "Provider ProvidersListResponse",
    "rate_limit": "RateLimit",
    "reasoning": "ConfigurationUpdate Reasoning ReasoningUpdate",
    "reports.analytics": (
        "ActivityItem AnalyticsDimension AnalyticsFilter AnalyticsGetAnalyticsMetaResponse "
        "AnalyticsGetUserActivityParams AnalyticsGetUserActivityResponse AnalyticsGranularity "
        "AnalyticsMeta AnalyticsMetric AnalyticsOperator AnalyticsOrder "
        "AnalyticsQueryAnalyticsParams AnalyticsQueryAnalyticsResponse AnalyticsQueryInfo "
        "AnalyticsQueryResult AnalyticsTimeRange ClassifierDimensions ClassifierFilters"
    ),
    "reports.benchmarks": (
        "ArtificialAnalysisBenchmark Benchmark BenchmarkRunConfig BenchmarksGetBenchmarksParams "
        "BenchmarksGetBenchmarksResponse BenchmarksMeta DesignArenaBenchmark OpenRouterBenchmark "
        "TournamentStats"
    ),
    "reports.classifications": (
        "ClassificationsGetTaskClassificationsParams ClassificationsGetTaskClassificationsResponse "
        "TaskClassification TaskClassificationModel TaskClassifications TaskMacroCategory"
    ),
    "reports.datasets": (
        "DatasetsGetAppRankingsParams DatasetsGetAppRankingsResponse DatasetsGetRankingsDailyParams "
        "DatasetsGetRankingsDailyResponse DatasetsGetSessionCostParams "
        "DatasetsGetSessionCostResponse RankedApp RankedModel RankingMeta SessionCost "
        "SessionCostMeta"
    ),
    "rerank": (
        "RankedDocument RerankDocument RerankRerankParams RerankRerankResponse RerankResult "
        "RerankUsage"
    ),
    "responses.call_events": (
        "ApplyPatchCallOperationDiffDeltaEvent ApplyPatchCallOperationDiffDoneEvent "
        "CustomToolCallInputDeltaEvent CustomToolCallInputDoneEvent FunctionCallArgsDeltaEvent "
        "FunctionCallArgsDoneEvent"
    ),
    "responses.citations": (
        "OutputContainerFileCitation OutputFileCitation OutputFilePath OutputUrlCitation"
    ),
    "responses.events": (
        "ContentPartAddedEvent ContentPartDoneEvent OutputItemAddedEvent OutputItemDoneEvent "
        "ResponseCompletedEvent ResponseCreatedEvent ResponseInProgressEvent "
        "ResponseIncompleteEvent ResponsesEvent ResponsesItemEvent TextDeltaEvent TextDoneEvent "
        "UnknownResponsesEvent"
    ),
    "responses.function_tools": (
        "CustomTool CustomToolFormat MemberTool NamespaceFunctionTool NamespaceTool "
        "ResponsesFunctionTool"
    ),
    "responses.fusion": (
        "FusionAnalysis FusionContradiction FusionFailedModel FusionInsight FusionPanelResponse "
        "FusionPartialCoverage FusionSource FusionStance OutputFusionServerToolItem"
    ),
    "responses.fusion_events": (
        "FusionCallAnalysisCompletedEvent FusionCallAnalysisInProgressEvent "
        "FusionCallCompletedEvent FusionCallInProgressEvent FusionCallPanelAddedEvent "
        "FusionCallPanelCompletedEvent FusionCallPanelDeltaEvent FusionCallPanelFailedEvent "
        "FusionCallPanelReasoningDeltaEvent"
    ),
    "responses.hosted": (
        "CodeInterpreterOutput CompactionItem ComputerSafetyCheck ContextCompactionItem "
        "OutputCodeInterpreterCallItem OutputComputerCallItem OutputFileSearchCallItem "
        "OutputImageGenerationCallItem OutputWebSearchCallItem WebSearchAction WebSearchSource"
    ),
    "responses.hosted_events": (
        "CodeInterpreterCallCodeDeltaEvent CodeInterpreterCallCodeDoneEvent "
        "CodeInterpreterCallCompletedEvent CodeInterpreterCallInProgressEvent "
        "CodeInterpreterCallInterpretingEvent ImageGenCallCompletedEvent "
        "ImageGenCallGeneratingEvent ImageGenCallInProgressEvent ImageGenCallPartialImageEvent "
        "WebSearchCallCompletedEvent WebSearchCallInProgressEvent WebSearchCallSearchingEvent"
    ),
    "responses.input": "InputContent InputItem InputMessage",
    "responses.input_context": (
        "AdditionalToolsItem AgentMessageItem AgentReference ConfigurationUpdateItem "
        "EncryptedContent ItemReferenceItem"
    ),
    "responses.input_parts": "InputFile InputImage InputText InputVideo",
    "responses.input_results": (
        "ApplyPatchCallOutputItem CustomToolCallOutputItem FunctionCallItem FunctionCallOutputItem "
        "LocalShellCallOutputItem McpApprovalResponseItem ShellCallOutputItem ToolSearchOutputItem"
    ),
    "responses.logprobs": "OutputTokenLogprob OutputTopLogprob",
    "responses.mcp": (
        "McpApproval McpApprovalRequestItem McpCallError McpCallItem McpListToolsItem McpListedTool "
        "McpTool McpToolFilter"
    ),
    "responses.openai_tools": (
        "ApplyPatchTool CodeInterpreterContainer CodeInterpreterTool CompoundFilter ComputerUseTool "
        "FileFilter FileSearchFilter FileSearchRanking FileSearchTool ImageGenerationTool ImageMask "
        "LocalShellTool ShellTool WebSearchFilters WebSearchTool"
    ),
    "responses.output": "OutputAnnotation OutputContent OutputItem",
    "responses.output_calls": (
        "OutputCustomToolCallItem OutputFunctionCallItem OutputToolSearchCallItem"
    ),
    "responses.output_server": (
        "MatchedTool OutputAdvisorServerToolItem OutputArmorBlockedItem OutputBashServerToolItem "
        "OutputBrowserUseServerToolItem OutputCodeInterpreterServerToolItem OutputDatetimeItem "
        "OutputFileSearchServerToolItem OutputFilesServerToolItem "
        "OutputImageGenerationServerToolItem OutputMcpServerToolItem OutputMemoryServerToolItem "
        "OutputSearchModelsServerToolItem OutputSubagentServerToolItem "
        "OutputTextEditorServerToolItem OutputToolSearchServerToolItem OutputWebFetchServerToolItem "
        "OutputWebSearchServerToolItem"
    ),
    "responses.output_text": "OutputMessageItem OutputRefusal OutputText",
    "responses.patches": (
        "ApplyPatchOperation OutputApplyPatchCallItem OutputApplyPatchServerToolItem"
    ),
    "responses.rare_events": (
        "AnnotationAddedEvent RefusalDeltaEvent RefusalDoneEvent ResponseFailedEvent ResponsesDebug "
        "ResponsesDebugEvent ResponsesErrorEvent ResponsesTimings"
    ),
    "responses.request": "ResponsesRequest",
    "responses.response": (
        "IncompleteDetails OpenResponsesResult ResponsesError ResponsesErrorMetadata"
    ),
    "responses.server_tools": (
        "ApplyPatchServerTool ApplyPatchServerToolConfig ShellServerTool ShellServerToolConfig "
        "ToolSearchServerTool ToolSearchServerToolConfig"
    ),
    "responses.settings": "ResponsesReasoning StoredPrompt",
    "responses.shell": (
        "LocalShellAction LocalShellCallItem OutputShellCallItem OutputShellCallOutputItem "
        "OutputShellServerToolItem ShellAction ShellCallOutputContent ShellOutcome"
    ),
    "responses.stream": "ResponsesStreamEvent",
    "responses.text": ("ResponsesFormat ResponsesJsonSchemaFormat ResponsesTextConfig"),
    "responses.thought_events": (
        "ReasoningDeltaEvent ReasoningDoneEvent ReasoningSummaryPartAddedEvent "
        "ReasoningSummaryPartDoneEvent ReasoningSummaryTextDeltaEvent ReasoningSummaryTextDoneEvent"
    ),
    "responses.thoughts": "OutputReasoningItem ReasoningSummaryText ReasoningText",
    "responses.tool_choice": "AllowedToolsChoice FunctionToolChoice",
    "responses.tools": "ResponsesTool ResponsesToolChoice",
    "responses.unknown": ("UnknownOutputAnnotation UnknownOutputContent UnknownOutputItem"),
    "responses.usage": (
        "InputTokensDetails OutputTokensDetails ResponsesCostDetails ResponsesUsage"
    ),
    "safeguards": (
        "Alignment AlignmentCall AlignmentPlugin AlignmentRule AlignmentVerdict ArmorAutoMode "
        "ArmorContext ArmorEnvironmentEntry ArmorPlugin ArmorRule SafeguardResult SafeguardStatus "
        "SafeguardedToolUse"
    ),
    "server_tools.agents": (
        "AdvisorServerTool AdvisorServerToolConfig FusionServerTool FusionServerToolConfig "
        "SubagentServerTool SubagentServerToolConfig"
    ),
    "server_tools.choices": "ServerToolChoice",
    "server_tools.deferred": (
        "DeferredBm25Search DeferredCustomSearch DeferredRegexSearch DeferredSearch "
        "DeferredToolsControl"
    ),
    "server_tools.tools": (
        "BashEnvironment BashServerTool BashServerToolConfig ContainerAuto ContainerNetwork "
        "ContainerNetworkAllowlist ContainerNetworkDisabled ContainerReference DatetimeServerTool "
        "DatetimeServerToolConfig FilesServerTool ImageGenerationServerTool "
        "ImageGenerationServerToolConfig SearchModelsServerTool SearchModelsServerToolConfig "
        "ServerTool"
    ),
    "server_tools.unions": "NestedTool",
    "server_tools.usage": "ServerToolUse",
    "server_tools.web": (
        "WebFetchServerTool WebFetchServerToolConfig WebSearchConfig WebSearchOptions "
        "WebSearchServerTool WebSearchShorthand WebSearchUserLocation XSearchOptions"
    ),
    "stops": ("FinishReasonIs HasToolCall MaxCost MaxTokensUsed StepCountIs StopCondition"),
    "tools": (
        "ToolEngine ToolInfo ToolInputName ToolNativeModel ToolNativeSupport ToolOutputName "
        "ToolPrice ToolsGetToolResponse ToolsListToolsParams ToolsListToolsResponse"
    ),
    "tracing": "DebugOptions TraceConfig",
    "videos": (
        "AudioReference AudioUrl FrameImage UpscaleFactors VideoGenerationGenerateParams "
        "VideoGenerationGetVideoContentParams VideoGenerationListVideosModelsResponse VideoModel "
        "VideoProvider VideoReference VideoResponse VideoUsage"
    ),
    "webhooks": "BatchWebhookEvent UnknownWebhookEvent VideoWebhookEvent",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]  # from the table


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
