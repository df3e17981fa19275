"""What type checkers read in place of the table in `__init__.py`. `python -m tests.model_index` writes it."""

from openrouter_core.models import errors as errors
from openrouter_core.models.api_keys import ApiKey as ApiKey
from openrouter_core.models.api_keys import ApiKeyExternal as ApiKeyExternal
from openrouter_core.models.api_keys import ApiKeyRateLimit as ApiKeyRateLimit
from openrouter_core.models.api_keys import ApiKeysCreateParams as ApiKeysCreateParams
from openrouter_core.models.api_keys import ApiKeysCreateResponse as ApiKeysCreateResponse
from openrouter_core.models.api_keys import ApiKeysDeleteResponse as ApiKeysDeleteResponse
from openrouter_core.models.api_keys import ApiKeysGetResponse as ApiKeysGetResponse
from openrouter_core.models.api_keys import ApiKeysListParams as ApiKeysListParams
from openrouter_core.models.api_keys import ApiKeysListResponse as ApiKeysListResponse
from openrouter_core.models.api_keys import ApiKeySpending as ApiKeySpending
from openrouter_core.models.api_keys import ApiKeysUpdateParams as ApiKeysUpdateParams
from openrouter_core.models.api_keys import ApiKeysUpdateResponse as ApiKeysUpdateResponse
from openrouter_core.models.api_keys import CurrentApiKey as CurrentApiKey
from openrouter_core.models.api_keys import CurrentApiKeyResponse as CurrentApiKeyResponse
from openrouter_core.models.api_keys import FreeModelDailyRequests as FreeModelDailyRequests
from openrouter_core.models.api_keys import KeyBudget as KeyBudget
from openrouter_core.models.audio import AudioProviderOptions as AudioProviderOptions
from openrouter_core.models.audio import SpeechParams as SpeechParams
from openrouter_core.models.audio import SpeechReference as SpeechReference
from openrouter_core.models.audio import SpeechReferenceAudio as SpeechReferenceAudio
from openrouter_core.models.audio import SpeechReferenceAudioPart as SpeechReferenceAudioPart
from openrouter_core.models.audio import SpeechTurn as SpeechTurn
from openrouter_core.models.audio import TranscribedEntity as TranscribedEntity
from openrouter_core.models.audio import TranscribedSegment as TranscribedSegment
from openrouter_core.models.audio import TranscribedWord as TranscribedWord
from openrouter_core.models.audio import TranscriptionFileParams as TranscriptionFileParams
from openrouter_core.models.audio import TranscriptionParams as TranscriptionParams
from openrouter_core.models.audio import TranscriptionResponse as TranscriptionResponse
from openrouter_core.models.audio import TranscriptionUsage as TranscriptionUsage
from openrouter_core.models.audio_parts import AudioPart as AudioPart
from openrouter_core.models.audio_parts import InputAudio as InputAudio
from openrouter_core.models.audio_parts import TranscriptionAudio as TranscriptionAudio
from openrouter_core.models.batches import BatchBody as BatchBody
from openrouter_core.models.batches import BatchCreateBatchesParams as BatchCreateBatchesParams
from openrouter_core.models.batches import BatchDeleteResponse as BatchDeleteResponse
from openrouter_core.models.batches import BatchDeletion as BatchDeletion
from openrouter_core.models.batches import BatchError as BatchError
from openrouter_core.models.batches import BatchListParams as BatchListParams
from openrouter_core.models.batches import BatchListResponse as BatchListResponse
from openrouter_core.models.batches import BatchProviderPreferences as BatchProviderPreferences
from openrouter_core.models.batches import BatchRequest as BatchRequest
from openrouter_core.models.batches import BatchRequestCounts as BatchRequestCounts
from openrouter_core.models.batches import BatchResponse as BatchResponse
from openrouter_core.models.batches import BatchResult as BatchResult
from openrouter_core.models.batches import BatchResultError as BatchResultError
from openrouter_core.models.batches import BatchResultResponse as BatchResultResponse
from openrouter_core.models.batches import BatchUsage as BatchUsage
from openrouter_core.models.batches import UpstreamDeletion as UpstreamDeletion
from openrouter_core.models.binary import BinaryResponse as BinaryResponse
from openrouter_core.models.caching import CacheControl as CacheControl
from openrouter_core.models.caching import PromptCacheBreakpoint as PromptCacheBreakpoint
from openrouter_core.models.caching import PromptCacheOptions as PromptCacheOptions
from openrouter_core.models.chat.annotations import AnnotatedFile as AnnotatedFile
from openrouter_core.models.chat.annotations import FileAnnotation as FileAnnotation
from openrouter_core.models.chat.annotations import UnknownAnnotation as UnknownAnnotation
from openrouter_core.models.chat.annotations import UrlCitation as UrlCitation
from openrouter_core.models.chat.annotations import UrlCitationAnnotation as UrlCitationAnnotation
from openrouter_core.models.chat.annotations import WebSearchCitation as WebSearchCitation
from openrouter_core.models.chat.annotations import (
    WebSearchCitationAnnotation as WebSearchCitationAnnotation,
)
from openrouter_core.models.chat.chunk import ChatDelta as ChatDelta
from openrouter_core.models.chat.chunk import ChatStreamingChoice as ChatStreamingChoice
from openrouter_core.models.chat.chunk import (
    ChatStreamingResponseChunk as ChatStreamingResponseChunk,
)
from openrouter_core.models.chat.content import ChatContentAudio as ChatContentAudio
from openrouter_core.models.chat.content import ChatContentAudioData as ChatContentAudioData
from openrouter_core.models.chat.content import ChatContentFile as ChatContentFile
from openrouter_core.models.chat.content import ChatContentFileData as ChatContentFileData
from openrouter_core.models.chat.content import ChatContentImage as ChatContentImage
from openrouter_core.models.chat.content import ChatContentImageUrl as ChatContentImageUrl
from openrouter_core.models.chat.content import ChatContentText as ChatContentText
from openrouter_core.models.chat.content import ChatContentVideo as ChatContentVideo
from openrouter_core.models.chat.content import ChatContentVideoUrl as ChatContentVideoUrl
from openrouter_core.models.chat.content import UnknownContent as UnknownContent
from openrouter_core.models.chat.formats import GrammarFormat as GrammarFormat
from openrouter_core.models.chat.formats import JsonSchema as JsonSchema
from openrouter_core.models.chat.formats import JsonSchemaFormat as JsonSchemaFormat
from openrouter_core.models.chat.formats import PythonFormat as PythonFormat
from openrouter_core.models.chat.formats import ResponseFormat as ResponseFormat
from openrouter_core.models.chat.logprobs import ChatTokenLogprob as ChatTokenLogprob
from openrouter_core.models.chat.logprobs import ChatTokenLogprobs as ChatTokenLogprobs
from openrouter_core.models.chat.logprobs import ChatTopLogprob as ChatTopLogprob
from openrouter_core.models.chat.media import ChatAudio as ChatAudio
from openrouter_core.models.chat.media import ChatImage as ChatImage
from openrouter_core.models.chat.media import ChatImageUrl as ChatImageUrl
from openrouter_core.models.chat.messages import ContentPart as ContentPart
from openrouter_core.models.chat.messages import DeveloperMessage as DeveloperMessage
from openrouter_core.models.chat.messages import Message as Message
from openrouter_core.models.chat.messages import SystemMessage as SystemMessage
from openrouter_core.models.chat.messages import UserMessage as UserMessage
from openrouter_core.models.chat.options import AudioOptions as AudioOptions
from openrouter_core.models.chat.options import Prediction as Prediction
from openrouter_core.models.chat.options import StreamOptions as StreamOptions
from openrouter_core.models.chat.options import UsageOptions as UsageOptions
from openrouter_core.models.chat.parts import FileInput as FileInput
from openrouter_core.models.chat.parts import FilePart as FilePart
from openrouter_core.models.chat.parts import ImagePart as ImagePart
from openrouter_core.models.chat.parts import ImageUrl as ImageUrl
from openrouter_core.models.chat.parts import InputVideoPart as InputVideoPart
from openrouter_core.models.chat.parts import TextPart as TextPart
from openrouter_core.models.chat.parts import VideoPart as VideoPart
from openrouter_core.models.chat.parts import VideoUrl as VideoUrl
from openrouter_core.models.chat.reasoning import (
    ReasoningDetailEncrypted as ReasoningDetailEncrypted,
)
from openrouter_core.models.chat.reasoning import (
    ReasoningDetailServerToolCall as ReasoningDetailServerToolCall,
)
from openrouter_core.models.chat.reasoning import ReasoningDetailSummary as ReasoningDetailSummary
from openrouter_core.models.chat.reasoning import ReasoningDetailText as ReasoningDetailText
from openrouter_core.models.chat.reasoning import UnknownReasoningDetail as UnknownReasoningDetail
from openrouter_core.models.chat.request import ChatGenerationParams as ChatGenerationParams
from openrouter_core.models.chat.response import ChatAnnotation as ChatAnnotation
from openrouter_core.models.chat.response import ChatChoice as ChatChoice
from openrouter_core.models.chat.response import ChatContent as ChatContent
from openrouter_core.models.chat.response import ChatMessage as ChatMessage
from openrouter_core.models.chat.response import ChatResponse as ChatResponse
from openrouter_core.models.chat.response import ChatToolCall as ChatToolCall
from openrouter_core.models.chat.response import ChatToolCallFunction as ChatToolCallFunction
from openrouter_core.models.chat.response import ReasoningDetail as ReasoningDetail
from openrouter_core.models.chat.tool_choice import NamedFunction as NamedFunction
from openrouter_core.models.chat.tool_choice import NamedToolChoice as NamedToolChoice
from openrouter_core.models.chat.tools import Function as Function
from openrouter_core.models.chat.tools import FunctionTool as FunctionTool
from openrouter_core.models.chat.tools import Tool as Tool
from openrouter_core.models.chat.tools import ToolChoice as ToolChoice
from openrouter_core.models.chat.turns import AssistantMessage as AssistantMessage
from openrouter_core.models.chat.turns import AssistantToolCall as AssistantToolCall
from openrouter_core.models.chat.turns import FunctionCall as FunctionCall
from openrouter_core.models.chat.turns import ToolCall as ToolCall
from openrouter_core.models.chat.turns import ToolMessage as ToolMessage
from openrouter_core.models.chat.usage import ChatUsage as ChatUsage
from openrouter_core.models.chat.usage import CompletionTokensDetails as CompletionTokensDetails
from openrouter_core.models.chat.usage import CostDetails as CostDetails
from openrouter_core.models.chat.usage import PromptTokensDetails as PromptTokensDetails
from openrouter_core.models.containers import ContainerFileResponse as ContainerFileResponse
from openrouter_core.models.containers import (
    ContainersListContainerFilesParams as ContainersListContainerFilesParams,
)
from openrouter_core.models.containers import (
    ContainersListContainerFilesResponse as ContainersListContainerFilesResponse,
)
from openrouter_core.models.credits import Credits as Credits
from openrouter_core.models.credits import CreditsResponse as CreditsResponse
from openrouter_core.models.decisions import Box as Box
from openrouter_core.models.decisions import BoxAnswer as BoxAnswer
from openrouter_core.models.decisions import BoxQuestion as BoxQuestion
from openrouter_core.models.decisions import ChoiceAnswer as ChoiceAnswer
from openrouter_core.models.decisions import ChoiceQuestion as ChoiceQuestion
from openrouter_core.models.decisions import DecisionAnswer as DecisionAnswer
from openrouter_core.models.decisions import DecisionContent as DecisionContent
from openrouter_core.models.decisions import DecisionCriteria as DecisionCriteria
from openrouter_core.models.decisions import DecisionQuestion as DecisionQuestion
from openrouter_core.models.decisions import DecisionsParams as DecisionsParams
from openrouter_core.models.decisions import DecisionsResponse as DecisionsResponse
from openrouter_core.models.decisions import DecisionsUsage as DecisionsUsage
from openrouter_core.models.decisions import NoulAnswer as NoulAnswer
from openrouter_core.models.decisions import NoulQuestion as NoulQuestion
from openrouter_core.models.decisions import ScoreAnswer as ScoreAnswer
from openrouter_core.models.decisions import ScoreQuestion as ScoreQuestion
from openrouter_core.models.decisions import UnknownDecisionAnswer as UnknownDecisionAnswer
from openrouter_core.models.embeddings import Embedding as Embedding
from openrouter_core.models.embeddings import EmbeddingAudioPart as EmbeddingAudioPart
from openrouter_core.models.embeddings import EmbeddingFilePart as EmbeddingFilePart
from openrouter_core.models.embeddings import EmbeddingInput as EmbeddingInput
from openrouter_core.models.embeddings import EmbeddingMedia as EmbeddingMedia
from openrouter_core.models.embeddings import EmbeddingPart as EmbeddingPart
from openrouter_core.models.embeddings import EmbeddingsGenerateParams as EmbeddingsGenerateParams
from openrouter_core.models.embeddings import (
    EmbeddingsPromptTokensDetails as EmbeddingsPromptTokensDetails,
)
from openrouter_core.models.embeddings import EmbeddingsResponse as EmbeddingsResponse
from openrouter_core.models.embeddings import EmbeddingsUsage as EmbeddingsUsage
from openrouter_core.models.embeddings import EmbeddingVideoPart as EmbeddingVideoPart
from openrouter_core.models.files import FileResponse as FileResponse
from openrouter_core.models.files import FilesDeleteParams as FilesDeleteParams
from openrouter_core.models.files import FilesDeleteResponse as FilesDeleteResponse
from openrouter_core.models.files import FilesDownloadParams as FilesDownloadParams
from openrouter_core.models.files import FilesListParams as FilesListParams
from openrouter_core.models.files import FilesListResponse as FilesListResponse
from openrouter_core.models.files import FilesRetrieveParams as FilesRetrieveParams
from openrouter_core.models.files import FilesUploadParams as FilesUploadParams
from openrouter_core.models.formats import JsonObjectFormat as JsonObjectFormat
from openrouter_core.models.formats import TextFormat as TextFormat
from openrouter_core.models.generations import Generation as Generation
from openrouter_core.models.generations import GenerationContent as GenerationContent
from openrouter_core.models.generations import GenerationContentInput as GenerationContentInput
from openrouter_core.models.generations import GenerationContentOutput as GenerationContentOutput
from openrouter_core.models.generations import GenerationFailedAttempt as GenerationFailedAttempt
from openrouter_core.models.generations import GenerationFailure as GenerationFailure
from openrouter_core.models.generations import GenerationFeedback as GenerationFeedback
from openrouter_core.models.generations import GenerationParams as GenerationParams
from openrouter_core.models.generations import (
    GenerationProviderResponse as GenerationProviderResponse,
)
from openrouter_core.models.generations import GenerationResponse as GenerationResponse
from openrouter_core.models.generations import (
    GenerationsListGenerationContentResponse as GenerationsListGenerationContentResponse,
)
from openrouter_core.models.generations import (
    GenerationsSubmitFeedbackParams as GenerationsSubmitFeedbackParams,
)
from openrouter_core.models.generations import (
    GenerationsSubmitFeedbackResponse as GenerationsSubmitFeedbackResponse,
)
from openrouter_core.models.http_meta import HttpMeta as HttpMeta
from openrouter_core.models.images import GeneratedImage as GeneratedImage
from openrouter_core.models.images import ImageCompletedEvent as ImageCompletedEvent
from openrouter_core.models.images import ImageEndpoint as ImageEndpoint
from openrouter_core.models.images import ImageErrorEvent as ImageErrorEvent
from openrouter_core.models.images import ImageModel as ImageModel
from openrouter_core.models.images import ImagePartialEvent as ImagePartialEvent
from openrouter_core.models.images import ImagePrice as ImagePrice
from openrouter_core.models.images import ImagesGenerateParams as ImagesGenerateParams
from openrouter_core.models.images import ImagesGenerateResponse as ImagesGenerateResponse
from openrouter_core.models.images import (
    ImagesListModelEndpointsResponse as ImagesListModelEndpointsResponse,
)
from openrouter_core.models.images import ImagesListModelsResponse as ImagesListModelsResponse
from openrouter_core.models.images import ImagesStreamEvent as ImagesStreamEvent
from openrouter_core.models.images import ImagesUsage as ImagesUsage
from openrouter_core.models.images import ImageTextChunkEvent as ImageTextChunkEvent
from openrouter_core.models.images import ParameterCapability as ParameterCapability
from openrouter_core.models.images import UnknownImageEvent as UnknownImageEvent
from openrouter_core.models.management.byok import ByokCreateParams as ByokCreateParams
from openrouter_core.models.management.byok import ByokKey as ByokKey
from openrouter_core.models.management.byok import ByokKeyResponse as ByokKeyResponse
from openrouter_core.models.management.byok import ByokListParams as ByokListParams
from openrouter_core.models.management.byok import ByokListResponse as ByokListResponse
from openrouter_core.models.management.byok import ByokUpdateParams as ByokUpdateParams
from openrouter_core.models.management.deleted import DeletedResponse as DeletedResponse
from openrouter_core.models.management.destination_configs import (
    ArizeDestinationConfig as ArizeDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    BraintrustDestinationConfig as BraintrustDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    ClickhouseDestinationConfig as ClickhouseDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    DatadogDestinationConfig as DatadogDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    DestinationConfig as DestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    GrafanaDestinationConfig as GrafanaDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    LangfuseDestinationConfig as LangfuseDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    LangsmithDestinationConfig as LangsmithDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    NewrelicDestinationConfig as NewrelicDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    OpikDestinationConfig as OpikDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    OtelCollectorDestinationConfig as OtelCollectorDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    PosthogDestinationConfig as PosthogDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    RampDestinationConfig as RampDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    S3DestinationConfig as S3DestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    SentryDestinationConfig as SentryDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    SnowflakeDestinationConfig as SnowflakeDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    WeaveDestinationConfig as WeaveDestinationConfig,
)
from openrouter_core.models.management.destination_configs import (
    WebhookDestinationConfig as WebhookDestinationConfig,
)
from openrouter_core.models.management.destinations import ArizeDestination as ArizeDestination
from openrouter_core.models.management.destinations import (
    BraintrustDestination as BraintrustDestination,
)
from openrouter_core.models.management.destinations import (
    ClickhouseDestination as ClickhouseDestination,
)
from openrouter_core.models.management.destinations import DatadogDestination as DatadogDestination
from openrouter_core.models.management.destinations import (
    DestinationSettings as DestinationSettings,
)
from openrouter_core.models.management.destinations import GrafanaDestination as GrafanaDestination
from openrouter_core.models.management.destinations import (
    LangfuseDestination as LangfuseDestination,
)
from openrouter_core.models.management.destinations import (
    LangsmithDestination as LangsmithDestination,
)
from openrouter_core.models.management.destinations import (
    NewrelicDestination as NewrelicDestination,
)
from openrouter_core.models.management.destinations import (
    ObservabilityDestination as ObservabilityDestination,
)
from openrouter_core.models.management.destinations import OpikDestination as OpikDestination
from openrouter_core.models.management.destinations import (
    OtelCollectorDestination as OtelCollectorDestination,
)
from openrouter_core.models.management.destinations import PosthogDestination as PosthogDestination
from openrouter_core.models.management.destinations import RampDestination as RampDestination
from openrouter_core.models.management.destinations import S3Destination as S3Destination
from openrouter_core.models.management.destinations import SentryDestination as SentryDestination
from openrouter_core.models.management.destinations import (
    SnowflakeDestination as SnowflakeDestination,
)
from openrouter_core.models.management.destinations import UnknownDestination as UnknownDestination
from openrouter_core.models.management.destinations import WeaveDestination as WeaveDestination
from openrouter_core.models.management.destinations import WebhookDestination as WebhookDestination
from openrouter_core.models.management.external_users import ExternalUser as ExternalUser
from openrouter_core.models.management.external_users import (
    ExternalUserResponse as ExternalUserResponse,
)
from openrouter_core.models.management.external_users import (
    ExternalUsersCreateParams as ExternalUsersCreateParams,
)
from openrouter_core.models.management.external_users import (
    ExternalUsersListParams as ExternalUsersListParams,
)
from openrouter_core.models.management.external_users import (
    ExternalUsersListResponse as ExternalUsersListResponse,
)
from openrouter_core.models.management.external_users import (
    ExternalUsersUpdateParams as ExternalUsersUpdateParams,
)
from openrouter_core.models.management.filter_rules import (
    ObservabilityFilterGroup as ObservabilityFilterGroup,
)
from openrouter_core.models.management.filter_rules import (
    ObservabilityFilterRule as ObservabilityFilterRule,
)
from openrouter_core.models.management.filter_rules import (
    ObservabilityFilterRules as ObservabilityFilterRules,
)
from openrouter_core.models.management.guardrails import Guardrail as Guardrail
from openrouter_core.models.management.guardrails import (
    GuardrailAssignedResponse as GuardrailAssignedResponse,
)
from openrouter_core.models.management.guardrails import (
    GuardrailAssignmentsListParams as GuardrailAssignmentsListParams,
)
from openrouter_core.models.management.guardrails import (
    GuardrailBuiltinFilter as GuardrailBuiltinFilter,
)
from openrouter_core.models.management.guardrails import (
    GuardrailContentFilter as GuardrailContentFilter,
)
from openrouter_core.models.management.guardrails import (
    GuardrailKeyAssignment as GuardrailKeyAssignment,
)
from openrouter_core.models.management.guardrails import (
    GuardrailKeyAssignmentsResponse as GuardrailKeyAssignmentsResponse,
)
from openrouter_core.models.management.guardrails import GuardrailKeysParams as GuardrailKeysParams
from openrouter_core.models.management.guardrails import (
    GuardrailMemberAssignment as GuardrailMemberAssignment,
)
from openrouter_core.models.management.guardrails import (
    GuardrailMemberAssignmentsResponse as GuardrailMemberAssignmentsResponse,
)
from openrouter_core.models.management.guardrails import (
    GuardrailMembersParams as GuardrailMembersParams,
)
from openrouter_core.models.management.guardrails import GuardrailResponse as GuardrailResponse
from openrouter_core.models.management.guardrails import (
    GuardrailsCreateParams as GuardrailsCreateParams,
)
from openrouter_core.models.management.guardrails import (
    GuardrailsListParams as GuardrailsListParams,
)
from openrouter_core.models.management.guardrails import (
    GuardrailsListResponse as GuardrailsListResponse,
)
from openrouter_core.models.management.guardrails import (
    GuardrailsUpdateParams as GuardrailsUpdateParams,
)
from openrouter_core.models.management.guardrails import (
    GuardrailUnassignedResponse as GuardrailUnassignedResponse,
)
from openrouter_core.models.management.intern_chat import InternChatChunk as InternChatChunk
from openrouter_core.models.management.intern_chat import (
    InternChatSteeredResponse as InternChatSteeredResponse,
)
from openrouter_core.models.management.intern_chat import InternsChatParams as InternsChatParams
from openrouter_core.models.management.interns import Intern as Intern
from openrouter_core.models.management.interns import InternProgress as InternProgress
from openrouter_core.models.management.interns import InternsCreateParams as InternsCreateParams
from openrouter_core.models.management.interns import InternsDeleteParams as InternsDeleteParams
from openrouter_core.models.management.interns import InternsDeleteResponse as InternsDeleteResponse
from openrouter_core.models.management.interns import InternsListParams as InternsListParams
from openrouter_core.models.management.interns import InternsListResponse as InternsListResponse
from openrouter_core.models.management.interns import (
    InternsProvisionResponse as InternsProvisionResponse,
)
from openrouter_core.models.management.interns import (
    InternsSuspendResponse as InternsSuspendResponse,
)
from openrouter_core.models.management.interns import InternStatus as InternStatus
from openrouter_core.models.management.interns import InternsUpdateParams as InternsUpdateParams
from openrouter_core.models.management.observability import (
    ObservabilityCreateParams as ObservabilityCreateParams,
)
from openrouter_core.models.management.observability import (
    ObservabilityDestinationResponse as ObservabilityDestinationResponse,
)
from openrouter_core.models.management.observability import (
    ObservabilityListParams as ObservabilityListParams,
)
from openrouter_core.models.management.observability import (
    ObservabilityListResponse as ObservabilityListResponse,
)
from openrouter_core.models.management.observability import (
    ObservabilityUpdateParams as ObservabilityUpdateParams,
)
from openrouter_core.models.management.organization import (
    OrganizationListMembersParams as OrganizationListMembersParams,
)
from openrouter_core.models.management.organization import (
    OrganizationListMembersResponse as OrganizationListMembersResponse,
)
from openrouter_core.models.management.organization import OrganizationMember as OrganizationMember
from openrouter_core.models.management.organization import (
    OrganizationSettings as OrganizationSettings,
)
from openrouter_core.models.management.organization import (
    OrganizationSettingsResponse as OrganizationSettingsResponse,
)
from openrouter_core.models.management.organization import (
    OrganizationUpdateSettingsParams as OrganizationUpdateSettingsParams,
)
from openrouter_core.models.management.private_endpoints import DeclaredRegion as DeclaredRegion
from openrouter_core.models.management.private_endpoints import (
    DeletedPrivateEndpoint as DeletedPrivateEndpoint,
)
from openrouter_core.models.management.private_endpoints import (
    ManagedPrivateEndpoint as ManagedPrivateEndpoint,
)
from openrouter_core.models.management.private_endpoints import (
    ManagedPrivateEndpointResponse as ManagedPrivateEndpointResponse,
)
from openrouter_core.models.management.private_endpoints import PrivateEndpoint as PrivateEndpoint
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointCheck as PrivateEndpointCheck,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointPricing as PrivateEndpointPricing,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointPricingParams as PrivateEndpointPricingParams,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointResponse as PrivateEndpointResponse,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsCreateParams as PrivateEndpointsCreateParams,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsDeleteParams as PrivateEndpointsDeleteParams,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsDeleteResponse as PrivateEndpointsDeleteResponse,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsListResponse as PrivateEndpointsListResponse,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointSummary as PrivateEndpointSummary,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsUpdateParams as PrivateEndpointsUpdateParams,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsUpdatePricingParams as PrivateEndpointsUpdatePricingParams,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsValidateParams as PrivateEndpointsValidateParams,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointsValidateResponse as PrivateEndpointsValidateResponse,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointValidation as PrivateEndpointValidation,
)
from openrouter_core.models.management.private_endpoints import (
    PrivateEndpointWorkspace as PrivateEndpointWorkspace,
)
from openrouter_core.models.management.scim import ScimCreateParams as ScimCreateParams
from openrouter_core.models.management.scim import ScimDeleteParams as ScimDeleteParams
from openrouter_core.models.management.scim import ScimGroup as ScimGroup
from openrouter_core.models.management.scim import ScimGroupMapping as ScimGroupMapping
from openrouter_core.models.management.scim import (
    ScimGroupMappingResponse as ScimGroupMappingResponse,
)
from openrouter_core.models.management.scim import ScimListGroupsParams as ScimListGroupsParams
from openrouter_core.models.management.scim import ScimListGroupsResponse as ScimListGroupsResponse
from openrouter_core.models.management.scim import ScimListMappingsParams as ScimListMappingsParams
from openrouter_core.models.management.scim import (
    ScimListMappingsResponse as ScimListMappingsResponse,
)
from openrouter_core.models.management.scim import ScimSyncJob as ScimSyncJob
from openrouter_core.models.management.scim import ScimSyncJobResponse as ScimSyncJobResponse
from openrouter_core.models.management.scim import ScimUpdateParams as ScimUpdateParams
from openrouter_core.models.management.vault import InternConnection as InternConnection
from openrouter_core.models.management.vault import (
    InternConnectionsListResponse as InternConnectionsListResponse,
)
from openrouter_core.models.management.vault import VaultEffectiveSecret as VaultEffectiveSecret
from openrouter_core.models.management.vault import (
    VaultEffectiveSecretsListResponse as VaultEffectiveSecretsListResponse,
)
from openrouter_core.models.management.vault import VaultSecret as VaultSecret
from openrouter_core.models.management.vault import VaultSecretParams as VaultSecretParams
from openrouter_core.models.management.vault import VaultSecretResponse as VaultSecretResponse
from openrouter_core.models.management.vault import VaultSecretsCopyParams as VaultSecretsCopyParams
from openrouter_core.models.management.vault import (
    VaultSecretsCopyResponse as VaultSecretsCopyResponse,
)
from openrouter_core.models.management.vault import VaultSecretsListParams as VaultSecretsListParams
from openrouter_core.models.management.vault import (
    VaultSecretsListResponse as VaultSecretsListResponse,
)
from openrouter_core.models.management.workspace_budgets import WorkspaceBudget as WorkspaceBudget
from openrouter_core.models.management.workspace_budgets import (
    WorkspaceBudgetResponse as WorkspaceBudgetResponse,
)
from openrouter_core.models.management.workspace_budgets import (
    WorkspacesListBudgetsResponse as WorkspacesListBudgetsResponse,
)
from openrouter_core.models.management.workspace_budgets import (
    WorkspacesSetBudgetParams as WorkspacesSetBudgetParams,
)
from openrouter_core.models.management.workspace_members import WorkspaceMember as WorkspaceMember
from openrouter_core.models.management.workspace_members import (
    WorkspacesBulkAddMembersParams as WorkspacesBulkAddMembersParams,
)
from openrouter_core.models.management.workspace_members import (
    WorkspacesBulkAddMembersResponse as WorkspacesBulkAddMembersResponse,
)
from openrouter_core.models.management.workspace_members import (
    WorkspacesBulkRemoveMembersParams as WorkspacesBulkRemoveMembersParams,
)
from openrouter_core.models.management.workspace_members import (
    WorkspacesBulkRemoveMembersResponse as WorkspacesBulkRemoveMembersResponse,
)
from openrouter_core.models.management.workspace_members import (
    WorkspacesListMembersParams as WorkspacesListMembersParams,
)
from openrouter_core.models.management.workspace_members import (
    WorkspacesListMembersResponse as WorkspacesListMembersResponse,
)
from openrouter_core.models.management.workspaces import ServerToolName as ServerToolName
from openrouter_core.models.management.workspaces import Workspace as Workspace
from openrouter_core.models.management.workspaces import WorkspaceChanges as WorkspaceChanges
from openrouter_core.models.management.workspaces import WorkspaceResponse as WorkspaceResponse
from openrouter_core.models.management.workspaces import (
    WorkspacesCreateParams as WorkspacesCreateParams,
)
from openrouter_core.models.management.workspaces import (
    WorkspacesDeleteParams as WorkspacesDeleteParams,
)
from openrouter_core.models.management.workspaces import (
    WorkspacesListParams as WorkspacesListParams,
)
from openrouter_core.models.management.workspaces import (
    WorkspacesListResponse as WorkspacesListResponse,
)
from openrouter_core.models.management.workspaces import (
    WorkspacesUpdateParams as WorkspacesUpdateParams,
)
from openrouter_core.models.messages.citations import CitationCharLocation as CitationCharLocation
from openrouter_core.models.messages.citations import (
    CitationContentBlockLocation as CitationContentBlockLocation,
)
from openrouter_core.models.messages.citations import CitationPageLocation as CitationPageLocation
from openrouter_core.models.messages.citations import (
    CitationSearchResultLocation as CitationSearchResultLocation,
)
from openrouter_core.models.messages.citations import (
    CitationWebSearchResultLocation as CitationWebSearchResultLocation,
)
from openrouter_core.models.messages.citations import MessagesCitation as MessagesCitation
from openrouter_core.models.messages.citations import UnknownCitation as UnknownCitation
from openrouter_core.models.messages.content import CompactionBlock as CompactionBlock
from openrouter_core.models.messages.content import ContainerUploadBlock as ContainerUploadBlock
from openrouter_core.models.messages.content import ContentBlock as ContentBlock
from openrouter_core.models.messages.content import RedactedThinkingBlock as RedactedThinkingBlock
from openrouter_core.models.messages.content import ServerToolUseBlock as ServerToolUseBlock
from openrouter_core.models.messages.content import TextBlock as TextBlock
from openrouter_core.models.messages.content import ThinkingBlock as ThinkingBlock
from openrouter_core.models.messages.content import ToolCaller as ToolCaller
from openrouter_core.models.messages.content import ToolUseBlock as ToolUseBlock
from openrouter_core.models.messages.content import UnknownContentBlock as UnknownContentBlock
from openrouter_core.models.messages.context import ClearThinking as ClearThinking
from openrouter_core.models.messages.context import ClearToolUses as ClearToolUses
from openrouter_core.models.messages.context import Compact as Compact
from openrouter_core.models.messages.context import ContextEdit as ContextEdit
from openrouter_core.models.messages.context import ContextManagement as ContextManagement
from openrouter_core.models.messages.context import ContextSize as ContextSize
from openrouter_core.models.messages.events import CitationsDelta as CitationsDelta
from openrouter_core.models.messages.events import CompactionDelta as CompactionDelta
from openrouter_core.models.messages.events import ContentBlockDelta as ContentBlockDelta
from openrouter_core.models.messages.events import ContentBlockDeltaEvent as ContentBlockDeltaEvent
from openrouter_core.models.messages.events import ContentBlockStartEvent as ContentBlockStartEvent
from openrouter_core.models.messages.events import ContentBlockStopEvent as ContentBlockStopEvent
from openrouter_core.models.messages.events import InputJsonDelta as InputJsonDelta
from openrouter_core.models.messages.events import MessageDelta as MessageDelta
from openrouter_core.models.messages.events import MessageDeltaEvent as MessageDeltaEvent
from openrouter_core.models.messages.events import MessagesErrorEvent as MessagesErrorEvent
from openrouter_core.models.messages.events import MessagesEvent as MessagesEvent
from openrouter_core.models.messages.events import MessagesPingEvent as MessagesPingEvent
from openrouter_core.models.messages.events import MessagesStreamEvent as MessagesStreamEvent
from openrouter_core.models.messages.events import MessageStartEvent as MessageStartEvent
from openrouter_core.models.messages.events import MessageStopEvent as MessageStopEvent
from openrouter_core.models.messages.events import SignatureDelta as SignatureDelta
from openrouter_core.models.messages.events import TextDelta as TextDelta
from openrouter_core.models.messages.events import ThinkingDelta as ThinkingDelta
from openrouter_core.models.messages.events import UnknownDelta as UnknownDelta
from openrouter_core.models.messages.events import UnknownMessagesEvent as UnknownMessagesEvent
from openrouter_core.models.messages.input import ContentBlockParam as ContentBlockParam
from openrouter_core.models.messages.input import MessageParam as MessageParam
from openrouter_core.models.messages.input import ToolResultContent as ToolResultContent
from openrouter_core.models.messages.input_blocks import (
    CitationsConfigParam as CitationsConfigParam,
)
from openrouter_core.models.messages.input_blocks import DocumentBlockParam as DocumentBlockParam
from openrouter_core.models.messages.input_blocks import ImageBlockParam as ImageBlockParam
from openrouter_core.models.messages.input_blocks import (
    SearchResultBlockParam as SearchResultBlockParam,
)
from openrouter_core.models.messages.input_blocks import (
    ServerToolUseBlockParam as ServerToolUseBlockParam,
)
from openrouter_core.models.messages.input_blocks import TextBlockParam as TextBlockParam
from openrouter_core.models.messages.input_blocks import (
    ToolReferenceBlockParam as ToolReferenceBlockParam,
)
from openrouter_core.models.messages.input_blocks import (
    ToolResultBlockParam as ToolResultBlockParam,
)
from openrouter_core.models.messages.input_blocks import ToolUseBlockParam as ToolUseBlockParam
from openrouter_core.models.messages.request import MessagesRequest as MessagesRequest
from openrouter_core.models.messages.response import (
    AppliedContextManagement as AppliedContextManagement,
)
from openrouter_core.models.messages.response import MessagesContainer as MessagesContainer
from openrouter_core.models.messages.response import MessagesResult as MessagesResult
from openrouter_core.models.messages.response import StopDetails as StopDetails
from openrouter_core.models.messages.settings import MessageOutputConfig as MessageOutputConfig
from openrouter_core.models.messages.settings import MessagesFallback as MessagesFallback
from openrouter_core.models.messages.settings import MessagesJsonSchema as MessagesJsonSchema
from openrouter_core.models.messages.settings import MessagesMetadata as MessagesMetadata
from openrouter_core.models.messages.settings import MessagesOutputConfig as MessagesOutputConfig
from openrouter_core.models.messages.settings import Safeguard as Safeguard
from openrouter_core.models.messages.settings import TaskBudget as TaskBudget
from openrouter_core.models.messages.settings import Thinking as Thinking
from openrouter_core.models.messages.settings import ThinkingAdaptive as ThinkingAdaptive
from openrouter_core.models.messages.settings import ThinkingBetweenTools as ThinkingBetweenTools
from openrouter_core.models.messages.settings import ThinkingBlockBinding as ThinkingBlockBinding
from openrouter_core.models.messages.settings import ThinkingDisabled as ThinkingDisabled
from openrouter_core.models.messages.settings import ThinkingEnabled as ThinkingEnabled
from openrouter_core.models.messages.sources import Base64Source as Base64Source
from openrouter_core.models.messages.sources import ContentSource as ContentSource
from openrouter_core.models.messages.sources import DocumentSource as DocumentSource
from openrouter_core.models.messages.sources import FileSourceParam as FileSourceParam
from openrouter_core.models.messages.sources import ImageSource as ImageSource
from openrouter_core.models.messages.sources import PlainTextSource as PlainTextSource
from openrouter_core.models.messages.sources import UrlSource as UrlSource
from openrouter_core.models.messages.tool_changes import ChangedTool as ChangedTool
from openrouter_core.models.messages.tool_changes import McpToolReference as McpToolReference
from openrouter_core.models.messages.tool_changes import McpToolsetReference as McpToolsetReference
from openrouter_core.models.messages.tool_changes import (
    ToolAdditionBlockParam as ToolAdditionBlockParam,
)
from openrouter_core.models.messages.tool_changes import ToolDefinition as ToolDefinition
from openrouter_core.models.messages.tool_changes import ToolReference as ToolReference
from openrouter_core.models.messages.tool_changes import (
    ToolRemovalBlockParam as ToolRemovalBlockParam,
)
from openrouter_core.models.messages.tool_results import (
    AdvisorToolResultBlock as AdvisorToolResultBlock,
)
from openrouter_core.models.messages.tool_results import (
    BashCodeExecutionToolResultBlock as BashCodeExecutionToolResultBlock,
)
from openrouter_core.models.messages.tool_results import BashToolResultBlock as BashToolResultBlock
from openrouter_core.models.messages.tool_results import CitationsConfig as CitationsConfig
from openrouter_core.models.messages.tool_results import (
    CodeExecutionContent as CodeExecutionContent,
)
from openrouter_core.models.messages.tool_results import CodeExecutionOutput as CodeExecutionOutput
from openrouter_core.models.messages.tool_results import CodeExecutionResult as CodeExecutionResult
from openrouter_core.models.messages.tool_results import (
    CodeExecutionToolResultBlock as CodeExecutionToolResultBlock,
)
from openrouter_core.models.messages.tool_results import (
    DeferredToolSearchResultBlock as DeferredToolSearchResultBlock,
)
from openrouter_core.models.messages.tool_results import FetchedDocument as FetchedDocument
from openrouter_core.models.messages.tool_results import FoundTool as FoundTool
from openrouter_core.models.messages.tool_results import ServerToolError as ServerToolError
from openrouter_core.models.messages.tool_results import (
    ShellToolResultBlock as ShellToolResultBlock,
)
from openrouter_core.models.messages.tool_results import (
    TextEditorCodeExecutionToolResultBlock as TextEditorCodeExecutionToolResultBlock,
)
from openrouter_core.models.messages.tool_results import TextEditorContent as TextEditorContent
from openrouter_core.models.messages.tool_results import TextEditorResult as TextEditorResult
from openrouter_core.models.messages.tool_results import ToolSearchContent as ToolSearchContent
from openrouter_core.models.messages.tool_results import ToolSearchResult as ToolSearchResult
from openrouter_core.models.messages.tool_results import (
    ToolSearchToolResultBlock as ToolSearchToolResultBlock,
)
from openrouter_core.models.messages.tool_results import WebFetchContent as WebFetchContent
from openrouter_core.models.messages.tool_results import WebFetchResult as WebFetchResult
from openrouter_core.models.messages.tool_results import (
    WebFetchToolResultBlock as WebFetchToolResultBlock,
)
from openrouter_core.models.messages.tool_results import WebSearchResult as WebSearchResult
from openrouter_core.models.messages.tool_results import (
    WebSearchToolResultBlock as WebSearchToolResultBlock,
)
from openrouter_core.models.messages.tools import AdvisorTool as AdvisorTool
from openrouter_core.models.messages.tools import AnthropicWebSearchTool as AnthropicWebSearchTool
from openrouter_core.models.messages.tools import BashTool as BashTool
from openrouter_core.models.messages.tools import MessagesCustomTool as MessagesCustomTool
from openrouter_core.models.messages.tools import MessagesTool as MessagesTool
from openrouter_core.models.messages.tools import MessagesToolChoice as MessagesToolChoice
from openrouter_core.models.messages.tools import TextEditorTool as TextEditorTool
from openrouter_core.models.messages.tools import ToolSearchTool as ToolSearchTool
from openrouter_core.models.messages.usage import CacheCreation as CacheCreation
from openrouter_core.models.messages.usage import (
    MessagesOutputTokensDetails as MessagesOutputTokensDetails,
)
from openrouter_core.models.messages.usage import MessagesServerToolUse as MessagesServerToolUse
from openrouter_core.models.messages.usage import MessagesUsage as MessagesUsage
from openrouter_core.models.messages.usage import UsageIteration as UsageIteration
from openrouter_core.models.model import UNSET as UNSET
from openrouter_core.models.model import FileSource as FileSource
from openrouter_core.models.model import JsonObject as JsonObject
from openrouter_core.models.model import Response as Response
from openrouter_core.models.model import Unset as Unset
from openrouter_core.models.model_catalog import (
    ArtificialAnalysisScores as ArtificialAnalysisScores,
)
from openrouter_core.models.model_catalog import DefaultParameters as DefaultParameters
from openrouter_core.models.model_catalog import DesignArenaScore as DesignArenaScore
from openrouter_core.models.model_catalog import ModelAliasTarget as ModelAliasTarget
from openrouter_core.models.model_catalog import ModelArchitecture as ModelArchitecture
from openrouter_core.models.model_catalog import ModelBenchmarks as ModelBenchmarks
from openrouter_core.models.model_catalog import ModelCount as ModelCount
from openrouter_core.models.model_catalog import ModelInfo as ModelInfo
from openrouter_core.models.model_catalog import ModelLinks as ModelLinks
from openrouter_core.models.model_catalog import ModelPricing as ModelPricing
from openrouter_core.models.model_catalog import ModelReasoning as ModelReasoning
from openrouter_core.models.model_catalog import ModelsCountResponse as ModelsCountResponse
from openrouter_core.models.model_catalog import ModelsGetResponse as ModelsGetResponse
from openrouter_core.models.model_catalog import ModelsListResponse as ModelsListResponse
from openrouter_core.models.model_catalog import PageLinks as PageLinks
from openrouter_core.models.model_catalog import PerRequestLimits as PerRequestLimits
from openrouter_core.models.model_catalog import PricingOverride as PricingOverride
from openrouter_core.models.model_catalog import TopProvider as TopProvider
from openrouter_core.models.model_endpoints import EndpointsListResponse as EndpointsListResponse
from openrouter_core.models.model_endpoints import (
    EndpointsListZdrEndpointsResponse as EndpointsListZdrEndpointsResponse,
)
from openrouter_core.models.model_endpoints import ModelEndpoint as ModelEndpoint
from openrouter_core.models.model_endpoints import ModelEndpoints as ModelEndpoints
from openrouter_core.models.model_endpoints import Percentiles as Percentiles
from openrouter_core.models.model_endpoints import PerformanceByWorkload as PerformanceByWorkload
from openrouter_core.models.model_endpoints import ToolChoiceSupport as ToolChoiceSupport
from openrouter_core.models.model_endpoints import WorkloadPerformance as WorkloadPerformance
from openrouter_core.models.model_filters import (
    EmbeddingsListModelsParams as EmbeddingsListModelsParams,
)
from openrouter_core.models.model_filters import ModelOrder as ModelOrder
from openrouter_core.models.model_filters import ModelsCountParams as ModelsCountParams
from openrouter_core.models.model_filters import ModelsListForUserParams as ModelsListForUserParams
from openrouter_core.models.model_filters import ModelsListParams as ModelsListParams
from openrouter_core.models.oauth import AuthCode as AuthCode
from openrouter_core.models.oauth import AuthCodeExchangeParams as AuthCodeExchangeParams
from openrouter_core.models.oauth import AuthCodeExchangeResponse as AuthCodeExchangeResponse
from openrouter_core.models.oauth import AuthCodeParams as AuthCodeParams
from openrouter_core.models.oauth import AuthCodeResponse as AuthCodeResponse
from openrouter_core.models.oauth import AuthorizationUrlParams as AuthorizationUrlParams
from openrouter_core.models.oauth import CodeChallenge as CodeChallenge
from openrouter_core.models.oauth import OAuthJwk as OAuthJwk
from openrouter_core.models.oauth import OAuthJwksResponse as OAuthJwksResponse
from openrouter_core.models.oauth import OAuthTokenParams as OAuthTokenParams
from openrouter_core.models.oauth import OAuthTokenResponse as OAuthTokenResponse
from openrouter_core.models.openrouter_metadata import EndpointInfo as EndpointInfo
from openrouter_core.models.openrouter_metadata import EndpointsMetadata as EndpointsMetadata
from openrouter_core.models.openrouter_metadata import OpenRouterMetadata as OpenRouterMetadata
from openrouter_core.models.openrouter_metadata import PipelineStage as PipelineStage
from openrouter_core.models.openrouter_metadata import RouterAttempt as RouterAttempt
from openrouter_core.models.openrouter_metadata import RouterParams as RouterParams
from openrouter_core.models.plugins import AutoBetaRouterPlugin as AutoBetaRouterPlugin
from openrouter_core.models.plugins import AutoRouterPlugin as AutoRouterPlugin
from openrouter_core.models.plugins import ContextCompressionPlugin as ContextCompressionPlugin
from openrouter_core.models.plugins import FileParserPlugin as FileParserPlugin
from openrouter_core.models.plugins import FusionPlugin as FusionPlugin
from openrouter_core.models.plugins import JevRouterPlugin as JevRouterPlugin
from openrouter_core.models.plugins import ModerationPlugin as ModerationPlugin
from openrouter_core.models.plugins import ParetoRouterPlugin as ParetoRouterPlugin
from openrouter_core.models.plugins import PdfParserOptions as PdfParserOptions
from openrouter_core.models.plugins import Plugin as Plugin
from openrouter_core.models.plugins import ResponseHealingPlugin as ResponseHealingPlugin
from openrouter_core.models.plugins import SwitchyardRouterPlugin as SwitchyardRouterPlugin
from openrouter_core.models.plugins import WebFetchPlugin as WebFetchPlugin
from openrouter_core.models.plugins import WebSearchPlugin as WebSearchPlugin
from openrouter_core.models.presets import Preset as Preset
from openrouter_core.models.presets import PresetResponse as PresetResponse
from openrouter_core.models.presets import PresetsListParams as PresetsListParams
from openrouter_core.models.presets import PresetsListResponse as PresetsListResponse
from openrouter_core.models.presets import PresetsListVersionsParams as PresetsListVersionsParams
from openrouter_core.models.presets import (
    PresetsListVersionsResponse as PresetsListVersionsResponse,
)
from openrouter_core.models.presets import PresetVersion as PresetVersion
from openrouter_core.models.presets import PresetVersionResponse as PresetVersionResponse
from openrouter_core.models.presets import PresetWithVersion as PresetWithVersion
from openrouter_core.models.provider_preferences import MaxPrice as MaxPrice
from openrouter_core.models.provider_preferences import PercentileCutoffs as PercentileCutoffs
from openrouter_core.models.provider_preferences import ProviderPreferences as ProviderPreferences
from openrouter_core.models.provider_preferences import ProviderSort as ProviderSort
from openrouter_core.models.providers import Provider as Provider
from openrouter_core.models.providers import ProvidersListResponse as ProvidersListResponse
from openrouter_core.models.rate_limit import RateLimit as RateLimit
from openrouter_core.models.reasoning import ConfigurationUpdate as ConfigurationUpdate
from openrouter_core.models.reasoning import Reasoning as Reasoning
from openrouter_core.models.reasoning import ReasoningUpdate as ReasoningUpdate
from openrouter_core.models.reports.analytics import ActivityItem as ActivityItem
from openrouter_core.models.reports.analytics import AnalyticsDimension as AnalyticsDimension
from openrouter_core.models.reports.analytics import AnalyticsFilter as AnalyticsFilter
from openrouter_core.models.reports.analytics import (
    AnalyticsGetAnalyticsMetaResponse as AnalyticsGetAnalyticsMetaResponse,
)
from openrouter_core.models.reports.analytics import (
    AnalyticsGetUserActivityParams as AnalyticsGetUserActivityParams,
)
from openrouter_core.models.reports.analytics import (
    AnalyticsGetUserActivityResponse as AnalyticsGetUserActivityResponse,
)
from openrouter_core.models.reports.analytics import AnalyticsGranularity as AnalyticsGranularity
from openrouter_core.models.reports.analytics import AnalyticsMeta as AnalyticsMeta
from openrouter_core.models.reports.analytics import AnalyticsMetric as AnalyticsMetric
from openrouter_core.models.reports.analytics import AnalyticsOperator as AnalyticsOperator
from openrouter_core.models.reports.analytics import AnalyticsOrder as AnalyticsOrder
from openrouter_core.models.reports.analytics import (
    AnalyticsQueryAnalyticsParams as AnalyticsQueryAnalyticsParams,
)
from openrouter_core.models.reports.analytics import (
    AnalyticsQueryAnalyticsResponse as AnalyticsQueryAnalyticsResponse,
)
from openrouter_core.models.reports.analytics import AnalyticsQueryInfo as AnalyticsQueryInfo
from openrouter_core.models.reports.analytics import AnalyticsQueryResult as AnalyticsQueryResult
from openrouter_core.models.reports.analytics import AnalyticsTimeRange as AnalyticsTimeRange
from openrouter_core.models.reports.analytics import ClassifierDimensions as ClassifierDimensions
from openrouter_core.models.reports.analytics import ClassifierFilters as ClassifierFilters
from openrouter_core.models.reports.benchmarks import (
    ArtificialAnalysisBenchmark as ArtificialAnalysisBenchmark,
)
from openrouter_core.models.reports.benchmarks import Benchmark as Benchmark
from openrouter_core.models.reports.benchmarks import BenchmarkRunConfig as BenchmarkRunConfig
from openrouter_core.models.reports.benchmarks import (
    BenchmarksGetBenchmarksParams as BenchmarksGetBenchmarksParams,
)
from openrouter_core.models.reports.benchmarks import (
    BenchmarksGetBenchmarksResponse as BenchmarksGetBenchmarksResponse,
)
from openrouter_core.models.reports.benchmarks import BenchmarksMeta as BenchmarksMeta
from openrouter_core.models.reports.benchmarks import DesignArenaBenchmark as DesignArenaBenchmark
from openrouter_core.models.reports.benchmarks import OpenRouterBenchmark as OpenRouterBenchmark
from openrouter_core.models.reports.benchmarks import TournamentStats as TournamentStats
from openrouter_core.models.reports.classifications import (
    ClassificationsGetTaskClassificationsParams as ClassificationsGetTaskClassificationsParams,
)
from openrouter_core.models.reports.classifications import (
    ClassificationsGetTaskClassificationsResponse as ClassificationsGetTaskClassificationsResponse,
)
from openrouter_core.models.reports.classifications import TaskClassification as TaskClassification
from openrouter_core.models.reports.classifications import (
    TaskClassificationModel as TaskClassificationModel,
)
from openrouter_core.models.reports.classifications import (
    TaskClassifications as TaskClassifications,
)
from openrouter_core.models.reports.classifications import TaskMacroCategory as TaskMacroCategory
from openrouter_core.models.reports.datasets import (
    DatasetsGetAppRankingsParams as DatasetsGetAppRankingsParams,
)
from openrouter_core.models.reports.datasets import (
    DatasetsGetAppRankingsResponse as DatasetsGetAppRankingsResponse,
)
from openrouter_core.models.reports.datasets import (
    DatasetsGetRankingsDailyParams as DatasetsGetRankingsDailyParams,
)
from openrouter_core.models.reports.datasets import (
    DatasetsGetRankingsDailyResponse as DatasetsGetRankingsDailyResponse,
)
from openrouter_core.models.reports.datasets import (
    DatasetsGetSessionCostParams as DatasetsGetSessionCostParams,
)
from openrouter_core.models.reports.datasets import (
    DatasetsGetSessionCostResponse as DatasetsGetSessionCostResponse,
)
from openrouter_core.models.reports.datasets import RankedApp as RankedApp
from openrouter_core.models.reports.datasets import RankedModel as RankedModel
from openrouter_core.models.reports.datasets import RankingMeta as RankingMeta
from openrouter_core.models.reports.datasets import SessionCost as SessionCost
from openrouter_core.models.reports.datasets import SessionCostMeta as SessionCostMeta
from openrouter_core.models.rerank import RankedDocument as RankedDocument
from openrouter_core.models.rerank import RerankDocument as RerankDocument
from openrouter_core.models.rerank import RerankRerankParams as RerankRerankParams
from openrouter_core.models.rerank import RerankRerankResponse as RerankRerankResponse
from openrouter_core.models.rerank import RerankResult as RerankResult
from openrouter_core.models.rerank import RerankUsage as RerankUsage
from openrouter_core.models.responses.call_events import (
    ApplyPatchCallOperationDiffDeltaEvent as ApplyPatchCallOperationDiffDeltaEvent,
)
from openrouter_core.models.responses.call_events import (
    ApplyPatchCallOperationDiffDoneEvent as ApplyPatchCallOperationDiffDoneEvent,
)
from openrouter_core.models.responses.call_events import (
    CustomToolCallInputDeltaEvent as CustomToolCallInputDeltaEvent,
)
from openrouter_core.models.responses.call_events import (
    CustomToolCallInputDoneEvent as CustomToolCallInputDoneEvent,
)
from openrouter_core.models.responses.call_events import (
    FunctionCallArgsDeltaEvent as FunctionCallArgsDeltaEvent,
)
from openrouter_core.models.responses.call_events import (
    FunctionCallArgsDoneEvent as FunctionCallArgsDoneEvent,
)
from openrouter_core.models.responses.citations import (
    OutputContainerFileCitation as OutputContainerFileCitation,
)
from openrouter_core.models.responses.citations import OutputFileCitation as OutputFileCitation
from openrouter_core.models.responses.citations import OutputFilePath as OutputFilePath
from openrouter_core.models.responses.citations import OutputUrlCitation as OutputUrlCitation
from openrouter_core.models.responses.events import ContentPartAddedEvent as ContentPartAddedEvent
from openrouter_core.models.responses.events import ContentPartDoneEvent as ContentPartDoneEvent
from openrouter_core.models.responses.events import OutputItemAddedEvent as OutputItemAddedEvent
from openrouter_core.models.responses.events import OutputItemDoneEvent as OutputItemDoneEvent
from openrouter_core.models.responses.events import ResponseCompletedEvent as ResponseCompletedEvent
from openrouter_core.models.responses.events import ResponseCreatedEvent as ResponseCreatedEvent
from openrouter_core.models.responses.events import (
    ResponseIncompleteEvent as ResponseIncompleteEvent,
)
from openrouter_core.models.responses.events import (
    ResponseInProgressEvent as ResponseInProgressEvent,
)
from openrouter_core.models.responses.events import ResponsesEvent as ResponsesEvent
from openrouter_core.models.responses.events import ResponsesItemEvent as ResponsesItemEvent
from openrouter_core.models.responses.events import TextDeltaEvent as TextDeltaEvent
from openrouter_core.models.responses.events import TextDoneEvent as TextDoneEvent
from openrouter_core.models.responses.events import UnknownResponsesEvent as UnknownResponsesEvent
from openrouter_core.models.responses.function_tools import CustomTool as CustomTool
from openrouter_core.models.responses.function_tools import CustomToolFormat as CustomToolFormat
from openrouter_core.models.responses.function_tools import MemberTool as MemberTool
from openrouter_core.models.responses.function_tools import (
    NamespaceFunctionTool as NamespaceFunctionTool,
)
from openrouter_core.models.responses.function_tools import NamespaceTool as NamespaceTool
from openrouter_core.models.responses.function_tools import (
    ResponsesFunctionTool as ResponsesFunctionTool,
)
from openrouter_core.models.responses.fusion import FusionAnalysis as FusionAnalysis
from openrouter_core.models.responses.fusion import FusionContradiction as FusionContradiction
from openrouter_core.models.responses.fusion import FusionFailedModel as FusionFailedModel
from openrouter_core.models.responses.fusion import FusionInsight as FusionInsight
from openrouter_core.models.responses.fusion import FusionPanelResponse as FusionPanelResponse
from openrouter_core.models.responses.fusion import FusionPartialCoverage as FusionPartialCoverage
from openrouter_core.models.responses.fusion import FusionSource as FusionSource
from openrouter_core.models.responses.fusion import FusionStance as FusionStance
from openrouter_core.models.responses.fusion import (
    OutputFusionServerToolItem as OutputFusionServerToolItem,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallAnalysisCompletedEvent as FusionCallAnalysisCompletedEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallAnalysisInProgressEvent as FusionCallAnalysisInProgressEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallCompletedEvent as FusionCallCompletedEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallInProgressEvent as FusionCallInProgressEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallPanelAddedEvent as FusionCallPanelAddedEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallPanelCompletedEvent as FusionCallPanelCompletedEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallPanelDeltaEvent as FusionCallPanelDeltaEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallPanelFailedEvent as FusionCallPanelFailedEvent,
)
from openrouter_core.models.responses.fusion_events import (
    FusionCallPanelReasoningDeltaEvent as FusionCallPanelReasoningDeltaEvent,
)
from openrouter_core.models.responses.hosted import CodeInterpreterOutput as CodeInterpreterOutput
from openrouter_core.models.responses.hosted import CompactionItem as CompactionItem
from openrouter_core.models.responses.hosted import ComputerSafetyCheck as ComputerSafetyCheck
from openrouter_core.models.responses.hosted import ContextCompactionItem as ContextCompactionItem
from openrouter_core.models.responses.hosted import (
    OutputCodeInterpreterCallItem as OutputCodeInterpreterCallItem,
)
from openrouter_core.models.responses.hosted import OutputComputerCallItem as OutputComputerCallItem
from openrouter_core.models.responses.hosted import (
    OutputFileSearchCallItem as OutputFileSearchCallItem,
)
from openrouter_core.models.responses.hosted import (
    OutputImageGenerationCallItem as OutputImageGenerationCallItem,
)
from openrouter_core.models.responses.hosted import (
    OutputWebSearchCallItem as OutputWebSearchCallItem,
)
from openrouter_core.models.responses.hosted import WebSearchAction as WebSearchAction
from openrouter_core.models.responses.hosted import WebSearchSource as WebSearchSource
from openrouter_core.models.responses.hosted_events import (
    CodeInterpreterCallCodeDeltaEvent as CodeInterpreterCallCodeDeltaEvent,
)
from openrouter_core.models.responses.hosted_events import (
    CodeInterpreterCallCodeDoneEvent as CodeInterpreterCallCodeDoneEvent,
)
from openrouter_core.models.responses.hosted_events import (
    CodeInterpreterCallCompletedEvent as CodeInterpreterCallCompletedEvent,
)
from openrouter_core.models.responses.hosted_events import (
    CodeInterpreterCallInProgressEvent as CodeInterpreterCallInProgressEvent,
)
from openrouter_core.models.responses.hosted_events import (
    CodeInterpreterCallInterpretingEvent as CodeInterpreterCallInterpretingEvent,
)
from openrouter_core.models.responses.hosted_events import (
    ImageGenCallCompletedEvent as ImageGenCallCompletedEvent,
)
from openrouter_core.models.responses.hosted_events import (
    ImageGenCallGeneratingEvent as ImageGenCallGeneratingEvent,
)
from openrouter_core.models.responses.hosted_events import (
    ImageGenCallInProgressEvent as ImageGenCallInProgressEvent,
)
from openrouter_core.models.responses.hosted_events import (
    ImageGenCallPartialImageEvent as ImageGenCallPartialImageEvent,
)
from openrouter_core.models.responses.hosted_events import (
    WebSearchCallCompletedEvent as WebSearchCallCompletedEvent,
)
from openrouter_core.models.responses.hosted_events import (
    WebSearchCallInProgressEvent as WebSearchCallInProgressEvent,
)
from openrouter_core.models.responses.hosted_events import (
    WebSearchCallSearchingEvent as WebSearchCallSearchingEvent,
)
from openrouter_core.models.responses.input import InputContent as InputContent
from openrouter_core.models.responses.input import InputItem as InputItem
from openrouter_core.models.responses.input import InputMessage as InputMessage
from openrouter_core.models.responses.input_context import (
    AdditionalToolsItem as AdditionalToolsItem,
)
from openrouter_core.models.responses.input_context import AgentMessageItem as AgentMessageItem
from openrouter_core.models.responses.input_context import AgentReference as AgentReference
from openrouter_core.models.responses.input_context import (
    ConfigurationUpdateItem as ConfigurationUpdateItem,
)
from openrouter_core.models.responses.input_context import EncryptedContent as EncryptedContent
from openrouter_core.models.responses.input_context import ItemReferenceItem as ItemReferenceItem
from openrouter_core.models.responses.input_parts import InputFile as InputFile
from openrouter_core.models.responses.input_parts import InputImage as InputImage
from openrouter_core.models.responses.input_parts import InputText as InputText
from openrouter_core.models.responses.input_parts import InputVideo as InputVideo
from openrouter_core.models.responses.input_results import (
    ApplyPatchCallOutputItem as ApplyPatchCallOutputItem,
)
from openrouter_core.models.responses.input_results import (
    CustomToolCallOutputItem as CustomToolCallOutputItem,
)
from openrouter_core.models.responses.input_results import FunctionCallItem as FunctionCallItem
from openrouter_core.models.responses.input_results import (
    FunctionCallOutputItem as FunctionCallOutputItem,
)
from openrouter_core.models.responses.input_results import (
    LocalShellCallOutputItem as LocalShellCallOutputItem,
)
from openrouter_core.models.responses.input_results import (
    McpApprovalResponseItem as McpApprovalResponseItem,
)
from openrouter_core.models.responses.input_results import (
    ShellCallOutputItem as ShellCallOutputItem,
)
from openrouter_core.models.responses.input_results import (
    ToolSearchOutputItem as ToolSearchOutputItem,
)
from openrouter_core.models.responses.logprobs import OutputTokenLogprob as OutputTokenLogprob
from openrouter_core.models.responses.logprobs import OutputTopLogprob as OutputTopLogprob
from openrouter_core.models.responses.mcp import McpApproval as McpApproval
from openrouter_core.models.responses.mcp import McpApprovalRequestItem as McpApprovalRequestItem
from openrouter_core.models.responses.mcp import McpCallError as McpCallError
from openrouter_core.models.responses.mcp import McpCallItem as McpCallItem
from openrouter_core.models.responses.mcp import McpListedTool as McpListedTool
from openrouter_core.models.responses.mcp import McpListToolsItem as McpListToolsItem
from openrouter_core.models.responses.mcp import McpTool as McpTool
from openrouter_core.models.responses.mcp import McpToolFilter as McpToolFilter
from openrouter_core.models.responses.openai_tools import ApplyPatchTool as ApplyPatchTool
from openrouter_core.models.responses.openai_tools import (
    CodeInterpreterContainer as CodeInterpreterContainer,
)
from openrouter_core.models.responses.openai_tools import CodeInterpreterTool as CodeInterpreterTool
from openrouter_core.models.responses.openai_tools import CompoundFilter as CompoundFilter
from openrouter_core.models.responses.openai_tools import ComputerUseTool as ComputerUseTool
from openrouter_core.models.responses.openai_tools import FileFilter as FileFilter
from openrouter_core.models.responses.openai_tools import FileSearchFilter as FileSearchFilter
from openrouter_core.models.responses.openai_tools import FileSearchRanking as FileSearchRanking
from openrouter_core.models.responses.openai_tools import FileSearchTool as FileSearchTool
from openrouter_core.models.responses.openai_tools import ImageGenerationTool as ImageGenerationTool
from openrouter_core.models.responses.openai_tools import ImageMask as ImageMask
from openrouter_core.models.responses.openai_tools import LocalShellTool as LocalShellTool
from openrouter_core.models.responses.openai_tools import ShellTool as ShellTool
from openrouter_core.models.responses.openai_tools import WebSearchFilters as WebSearchFilters
from openrouter_core.models.responses.openai_tools import WebSearchTool as WebSearchTool
from openrouter_core.models.responses.output import OutputAnnotation as OutputAnnotation
from openrouter_core.models.responses.output import OutputContent as OutputContent
from openrouter_core.models.responses.output import OutputItem as OutputItem
from openrouter_core.models.responses.output_calls import (
    OutputCustomToolCallItem as OutputCustomToolCallItem,
)
from openrouter_core.models.responses.output_calls import (
    OutputFunctionCallItem as OutputFunctionCallItem,
)
from openrouter_core.models.responses.output_calls import (
    OutputToolSearchCallItem as OutputToolSearchCallItem,
)
from openrouter_core.models.responses.output_server import MatchedTool as MatchedTool
from openrouter_core.models.responses.output_server import (
    OutputAdvisorServerToolItem as OutputAdvisorServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputArmorBlockedItem as OutputArmorBlockedItem,
)
from openrouter_core.models.responses.output_server import (
    OutputBashServerToolItem as OutputBashServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputBrowserUseServerToolItem as OutputBrowserUseServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputCodeInterpreterServerToolItem as OutputCodeInterpreterServerToolItem,
)
from openrouter_core.models.responses.output_server import OutputDatetimeItem as OutputDatetimeItem
from openrouter_core.models.responses.output_server import (
    OutputFileSearchServerToolItem as OutputFileSearchServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputFilesServerToolItem as OutputFilesServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputImageGenerationServerToolItem as OutputImageGenerationServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputMcpServerToolItem as OutputMcpServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputMemoryServerToolItem as OutputMemoryServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputSearchModelsServerToolItem as OutputSearchModelsServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputSubagentServerToolItem as OutputSubagentServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputTextEditorServerToolItem as OutputTextEditorServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputToolSearchServerToolItem as OutputToolSearchServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputWebFetchServerToolItem as OutputWebFetchServerToolItem,
)
from openrouter_core.models.responses.output_server import (
    OutputWebSearchServerToolItem as OutputWebSearchServerToolItem,
)
from openrouter_core.models.responses.output_text import OutputMessageItem as OutputMessageItem
from openrouter_core.models.responses.output_text import OutputRefusal as OutputRefusal
from openrouter_core.models.responses.output_text import OutputText as OutputText
from openrouter_core.models.responses.patches import ApplyPatchOperation as ApplyPatchOperation
from openrouter_core.models.responses.patches import (
    OutputApplyPatchCallItem as OutputApplyPatchCallItem,
)
from openrouter_core.models.responses.patches import (
    OutputApplyPatchServerToolItem as OutputApplyPatchServerToolItem,
)
from openrouter_core.models.responses.rare_events import (
    AnnotationAddedEvent as AnnotationAddedEvent,
)
from openrouter_core.models.responses.rare_events import RefusalDeltaEvent as RefusalDeltaEvent
from openrouter_core.models.responses.rare_events import RefusalDoneEvent as RefusalDoneEvent
from openrouter_core.models.responses.rare_events import ResponseFailedEvent as ResponseFailedEvent
from openrouter_core.models.responses.rare_events import ResponsesDebug as ResponsesDebug
from openrouter_core.models.responses.rare_events import ResponsesDebugEvent as ResponsesDebugEvent
from openrouter_core.models.responses.rare_events import ResponsesErrorEvent as ResponsesErrorEvent
from openrouter_core.models.responses.rare_events import ResponsesTimings as ResponsesTimings
from openrouter_core.models.responses.request import ResponsesRequest as ResponsesRequest
from openrouter_core.models.responses.response import IncompleteDetails as IncompleteDetails
from openrouter_core.models.responses.response import OpenResponsesResult as OpenResponsesResult
from openrouter_core.models.responses.response import ResponsesError as ResponsesError
from openrouter_core.models.responses.response import (
    ResponsesErrorMetadata as ResponsesErrorMetadata,
)
from openrouter_core.models.responses.server_tools import (
    ApplyPatchServerTool as ApplyPatchServerTool,
)
from openrouter_core.models.responses.server_tools import (
    ApplyPatchServerToolConfig as ApplyPatchServerToolConfig,
)
from openrouter_core.models.responses.server_tools import ShellServerTool as ShellServerTool
from openrouter_core.models.responses.server_tools import (
    ShellServerToolConfig as ShellServerToolConfig,
)
from openrouter_core.models.responses.server_tools import (
    ToolSearchServerTool as ToolSearchServerTool,
)
from openrouter_core.models.responses.server_tools import (
    ToolSearchServerToolConfig as ToolSearchServerToolConfig,
)
from openrouter_core.models.responses.settings import ResponsesReasoning as ResponsesReasoning
from openrouter_core.models.responses.settings import StoredPrompt as StoredPrompt
from openrouter_core.models.responses.shell import LocalShellAction as LocalShellAction
from openrouter_core.models.responses.shell import LocalShellCallItem as LocalShellCallItem
from openrouter_core.models.responses.shell import OutputShellCallItem as OutputShellCallItem
from openrouter_core.models.responses.shell import (
    OutputShellCallOutputItem as OutputShellCallOutputItem,
)
from openrouter_core.models.responses.shell import (
    OutputShellServerToolItem as OutputShellServerToolItem,
)
from openrouter_core.models.responses.shell import ShellAction as ShellAction
from openrouter_core.models.responses.shell import ShellCallOutputContent as ShellCallOutputContent
from openrouter_core.models.responses.shell import ShellOutcome as ShellOutcome
from openrouter_core.models.responses.stream import ResponsesStreamEvent as ResponsesStreamEvent
from openrouter_core.models.responses.text import ResponsesFormat as ResponsesFormat
from openrouter_core.models.responses.text import (
    ResponsesJsonSchemaFormat as ResponsesJsonSchemaFormat,
)
from openrouter_core.models.responses.text import ResponsesTextConfig as ResponsesTextConfig
from openrouter_core.models.responses.thought_events import (
    ReasoningDeltaEvent as ReasoningDeltaEvent,
)
from openrouter_core.models.responses.thought_events import ReasoningDoneEvent as ReasoningDoneEvent
from openrouter_core.models.responses.thought_events import (
    ReasoningSummaryPartAddedEvent as ReasoningSummaryPartAddedEvent,
)
from openrouter_core.models.responses.thought_events import (
    ReasoningSummaryPartDoneEvent as ReasoningSummaryPartDoneEvent,
)
from openrouter_core.models.responses.thought_events import (
    ReasoningSummaryTextDeltaEvent as ReasoningSummaryTextDeltaEvent,
)
from openrouter_core.models.responses.thought_events import (
    ReasoningSummaryTextDoneEvent as ReasoningSummaryTextDoneEvent,
)
from openrouter_core.models.responses.thoughts import OutputReasoningItem as OutputReasoningItem
from openrouter_core.models.responses.thoughts import ReasoningSummaryText as ReasoningSummaryText
from openrouter_core.models.responses.thoughts import ReasoningText as ReasoningText
from openrouter_core.models.responses.tool_choice import AllowedToolsChoice as AllowedToolsChoice
from openrouter_core.models.responses.tool_choice import FunctionToolChoice as FunctionToolChoice
from openrouter_core.models.responses.tools import ResponsesTool as ResponsesTool
from openrouter_core.models.responses.tools import ResponsesToolChoice as ResponsesToolChoice
from openrouter_core.models.responses.unknown import (
    UnknownOutputAnnotation as UnknownOutputAnnotation,
)
from openrouter_core.models.responses.unknown import UnknownOutputContent as UnknownOutputContent
from openrouter_core.models.responses.unknown import UnknownOutputItem as UnknownOutputItem
from openrouter_core.models.responses.usage import InputTokensDetails as InputTokensDetails
from openrouter_core.models.responses.usage import OutputTokensDetails as OutputTokensDetails
from openrouter_core.models.responses.usage import ResponsesCostDetails as ResponsesCostDetails
from openrouter_core.models.responses.usage import ResponsesUsage as ResponsesUsage
from openrouter_core.models.safeguards import Alignment as Alignment
from openrouter_core.models.safeguards import AlignmentCall as AlignmentCall
from openrouter_core.models.safeguards import AlignmentPlugin as AlignmentPlugin
from openrouter_core.models.safeguards import AlignmentRule as AlignmentRule
from openrouter_core.models.safeguards import AlignmentVerdict as AlignmentVerdict
from openrouter_core.models.safeguards import ArmorAutoMode as ArmorAutoMode
from openrouter_core.models.safeguards import ArmorContext as ArmorContext
from openrouter_core.models.safeguards import ArmorEnvironmentEntry as ArmorEnvironmentEntry
from openrouter_core.models.safeguards import ArmorPlugin as ArmorPlugin
from openrouter_core.models.safeguards import ArmorRule as ArmorRule
from openrouter_core.models.safeguards import SafeguardedToolUse as SafeguardedToolUse
from openrouter_core.models.safeguards import SafeguardResult as SafeguardResult
from openrouter_core.models.safeguards import SafeguardStatus as SafeguardStatus
from openrouter_core.models.server_tools.agents import AdvisorServerTool as AdvisorServerTool
from openrouter_core.models.server_tools.agents import (
    AdvisorServerToolConfig as AdvisorServerToolConfig,
)
from openrouter_core.models.server_tools.agents import FusionServerTool as FusionServerTool
from openrouter_core.models.server_tools.agents import (
    FusionServerToolConfig as FusionServerToolConfig,
)
from openrouter_core.models.server_tools.agents import SubagentServerTool as SubagentServerTool
from openrouter_core.models.server_tools.agents import (
    SubagentServerToolConfig as SubagentServerToolConfig,
)
from openrouter_core.models.server_tools.choices import ServerToolChoice as ServerToolChoice
from openrouter_core.models.server_tools.deferred import DeferredBm25Search as DeferredBm25Search
from openrouter_core.models.server_tools.deferred import (
    DeferredCustomSearch as DeferredCustomSearch,
)
from openrouter_core.models.server_tools.deferred import DeferredRegexSearch as DeferredRegexSearch
from openrouter_core.models.server_tools.deferred import DeferredSearch as DeferredSearch
from openrouter_core.models.server_tools.deferred import (
    DeferredToolsControl as DeferredToolsControl,
)
from openrouter_core.models.server_tools.tools import BashEnvironment as BashEnvironment
from openrouter_core.models.server_tools.tools import BashServerTool as BashServerTool
from openrouter_core.models.server_tools.tools import BashServerToolConfig as BashServerToolConfig
from openrouter_core.models.server_tools.tools import ContainerAuto as ContainerAuto
from openrouter_core.models.server_tools.tools import ContainerNetwork as ContainerNetwork
from openrouter_core.models.server_tools.tools import (
    ContainerNetworkAllowlist as ContainerNetworkAllowlist,
)
from openrouter_core.models.server_tools.tools import (
    ContainerNetworkDisabled as ContainerNetworkDisabled,
)
from openrouter_core.models.server_tools.tools import ContainerReference as ContainerReference
from openrouter_core.models.server_tools.tools import DatetimeServerTool as DatetimeServerTool
from openrouter_core.models.server_tools.tools import (
    DatetimeServerToolConfig as DatetimeServerToolConfig,
)
from openrouter_core.models.server_tools.tools import FilesServerTool as FilesServerTool
from openrouter_core.models.server_tools.tools import (
    ImageGenerationServerTool as ImageGenerationServerTool,
)
from openrouter_core.models.server_tools.tools import (
    ImageGenerationServerToolConfig as ImageGenerationServerToolConfig,
)
from openrouter_core.models.server_tools.tools import (
    SearchModelsServerTool as SearchModelsServerTool,
)
from openrouter_core.models.server_tools.tools import (
    SearchModelsServerToolConfig as SearchModelsServerToolConfig,
)
from openrouter_core.models.server_tools.tools import ServerTool as ServerTool
from openrouter_core.models.server_tools.unions import NestedTool as NestedTool
from openrouter_core.models.server_tools.usage import ServerToolUse as ServerToolUse
from openrouter_core.models.server_tools.web import WebFetchServerTool as WebFetchServerTool
from openrouter_core.models.server_tools.web import (
    WebFetchServerToolConfig as WebFetchServerToolConfig,
)
from openrouter_core.models.server_tools.web import WebSearchConfig as WebSearchConfig
from openrouter_core.models.server_tools.web import WebSearchOptions as WebSearchOptions
from openrouter_core.models.server_tools.web import WebSearchServerTool as WebSearchServerTool
from openrouter_core.models.server_tools.web import WebSearchShorthand as WebSearchShorthand
from openrouter_core.models.server_tools.web import WebSearchUserLocation as WebSearchUserLocation
from openrouter_core.models.server_tools.web import XSearchOptions as XSearchOptions
from openrouter_core.models.stops import FinishReasonIs as FinishReasonIs
from openrouter_core.models.stops import HasToolCall as HasToolCall
from openrouter_core.models.stops import MaxCost as MaxCost
from openrouter_core.models.stops import MaxTokensUsed as MaxTokensUsed
from openrouter_core.models.stops import StepCountIs as StepCountIs
from openrouter_core.models.stops import StopCondition as StopCondition
from openrouter_core.models.tools import ToolEngine as ToolEngine
from openrouter_core.models.tools import ToolInfo as ToolInfo
from openrouter_core.models.tools import ToolInputName as ToolInputName
from openrouter_core.models.tools import ToolNativeModel as ToolNativeModel
from openrouter_core.models.tools import ToolNativeSupport as ToolNativeSupport
from openrouter_core.models.tools import ToolOutputName as ToolOutputName
from openrouter_core.models.tools import ToolPrice as ToolPrice
from openrouter_core.models.tools import ToolsGetToolResponse as ToolsGetToolResponse
from openrouter_core.models.tools import ToolsListToolsParams as ToolsListToolsParams
from openrouter_core.models.tools import ToolsListToolsResponse as ToolsListToolsResponse
from openrouter_core.models.tracing import DebugOptions as DebugOptions
from openrouter_core.models.tracing import TraceConfig as TraceConfig
from openrouter_core.models.videos import AudioReference as AudioReference
from openrouter_core.models.videos import AudioUrl as AudioUrl
from openrouter_core.models.videos import FrameImage as FrameImage
from openrouter_core.models.videos import UpscaleFactors as UpscaleFactors
from openrouter_core.models.videos import (
    VideoGenerationGenerateParams as VideoGenerationGenerateParams,
)
from openrouter_core.models.videos import (
    VideoGenerationGetVideoContentParams as VideoGenerationGetVideoContentParams,
)
from openrouter_core.models.videos import (
    VideoGenerationListVideosModelsResponse as VideoGenerationListVideosModelsResponse,
)
from openrouter_core.models.videos import VideoModel as VideoModel
from openrouter_core.models.videos import VideoProvider as VideoProvider
from openrouter_core.models.videos import VideoReference as VideoReference
from openrouter_core.models.videos import VideoResponse as VideoResponse
from openrouter_core.models.videos import VideoUsage as VideoUsage
from openrouter_core.models.webhooks import BatchWebhookEvent as BatchWebhookEvent
from openrouter_core.models.webhooks import UnknownWebhookEvent as UnknownWebhookEvent
from openrouter_core.models.webhooks import VideoWebhookEvent as VideoWebhookEvent

__all__: list[str]
_HOME: dict[str, str]
_MODULES: dict[str, str]
