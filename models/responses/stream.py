"""What a stream of the Responses API consists of: `ResponsesStreamEvent`, whose members are in the imported modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from openrouter_core.models.model import TaggedUnion

if TYPE_CHECKING:
    from openrouter_core.models.responses.call_events import (
        ApplyPatchCallOperationDiffDeltaEvent,
        ApplyPatchCallOperationDiffDoneEvent,
        CustomToolCallInputDeltaEvent,
        CustomToolCallInputDoneEvent,
        FunctionCallArgsDeltaEvent,
        FunctionCallArgsDoneEvent,
    )
    from openrouter_core.models.responses.events import (
        ContentPartAddedEvent,
        ContentPartDoneEvent,
        OutputItemAddedEvent,
        OutputItemDoneEvent,
        ResponseCompletedEvent,
        ResponseCreatedEvent,
        ResponseIncompleteEvent,
        ResponseInProgressEvent,
        TextDeltaEvent,
        TextDoneEvent,
        UnknownResponsesEvent,
    )
    from openrouter_core.models.responses.fusion_events import (
        FusionCallAnalysisCompletedEvent,
        FusionCallAnalysisInProgressEvent,
        FusionCallCompletedEvent,
        FusionCallInProgressEvent,
        FusionCallPanelAddedEvent,
        FusionCallPanelCompletedEvent,
        FusionCallPanelDeltaEvent,
        FusionCallPanelFailedEvent,
        FusionCallPanelReasoningDeltaEvent,
    )
    from openrouter_core.models.responses.hosted_events import (
        CodeInterpreterCallCodeDeltaEvent,
        CodeInterpreterCallCodeDoneEvent,
        CodeInterpreterCallCompletedEvent,
        CodeInterpreterCallInProgressEvent,
        CodeInterpreterCallInterpretingEvent,
        ImageGenCallCompletedEvent,
        ImageGenCallGeneratingEvent,
        ImageGenCallInProgressEvent,
        ImageGenCallPartialImageEvent,
        WebSearchCallCompletedEvent,
        WebSearchCallInProgressEvent,
        WebSearchCallSearchingEvent,
    )
    from openrouter_core.models.responses.rare_events import (
        AnnotationAddedEvent,
        RefusalDeltaEvent,
        RefusalDoneEvent,
        ResponseFailedEvent,
        ResponsesDebugEvent,
        ResponsesErrorEvent,
    )
    from openrouter_core.models.responses.thought_events import (
        ReasoningDeltaEvent,
        ReasoningDoneEvent,
        ReasoningSummaryPartAddedEvent,
        ReasoningSummaryPartDoneEvent,
        ReasoningSummaryTextDeltaEvent,
        ReasoningSummaryTextDoneEvent,
    )

    ResponsesStreamEvent: TypeAlias = (
        ResponseCreatedEvent
        | ResponseInProgressEvent
        | ResponseCompletedEvent
        | ResponseIncompleteEvent
        | ResponseFailedEvent
        | ResponsesErrorEvent
        | OutputItemAddedEvent
        | OutputItemDoneEvent
        | ContentPartAddedEvent
        | ContentPartDoneEvent
        | TextDeltaEvent
        | TextDoneEvent
        | RefusalDeltaEvent
        | RefusalDoneEvent
        | AnnotationAddedEvent
        | FunctionCallArgsDeltaEvent
        | FunctionCallArgsDoneEvent
        | CustomToolCallInputDeltaEvent
        | CustomToolCallInputDoneEvent
        | ApplyPatchCallOperationDiffDeltaEvent
        | ApplyPatchCallOperationDiffDoneEvent
        | ReasoningDeltaEvent
        | ReasoningDoneEvent
        | ReasoningSummaryPartAddedEvent
        | ReasoningSummaryPartDoneEvent
        | ReasoningSummaryTextDeltaEvent
        | ReasoningSummaryTextDoneEvent
        | ImageGenCallInProgressEvent
        | ImageGenCallGeneratingEvent
        | ImageGenCallPartialImageEvent
        | ImageGenCallCompletedEvent
        | CodeInterpreterCallInProgressEvent
        | CodeInterpreterCallInterpretingEvent
        | CodeInterpreterCallCompletedEvent
        | CodeInterpreterCallCodeDeltaEvent
        | CodeInterpreterCallCodeDoneEvent
        | WebSearchCallInProgressEvent
        | WebSearchCallSearchingEvent
        | WebSearchCallCompletedEvent
        | FusionCallInProgressEvent
        | FusionCallPanelAddedEvent
        | FusionCallPanelDeltaEvent
        | FusionCallPanelReasoningDeltaEvent
        | FusionCallPanelCompletedEvent
        | FusionCallPanelFailedEvent
        | FusionCallAnalysisInProgressEvent
        | FusionCallAnalysisCompletedEvent
        | FusionCallCompletedEvent
        | ResponsesDebugEvent
        | UnknownResponsesEvent
    )
else:
    ResponsesStreamEvent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "response.created": "ResponseCreatedEvent",
                "response.in_progress": "ResponseInProgressEvent",
                "response.completed": "ResponseCompletedEvent",
                "response.incomplete": "ResponseIncompleteEvent",
                "response.failed": "ResponseFailedEvent",
                "error": "ResponsesErrorEvent",
                "response.output_item.added": "OutputItemAddedEvent",
                "response.output_item.done": "OutputItemDoneEvent",
                "response.content_part.added": "ContentPartAddedEvent",
                "response.content_part.done": "ContentPartDoneEvent",
                "response.output_text.delta": "TextDeltaEvent",
                "response.output_text.done": "TextDoneEvent",
                "response.output_text.annotation.added": "AnnotationAddedEvent",
                "response.refusal.delta": "RefusalDeltaEvent",
                "response.refusal.done": "RefusalDoneEvent",
                "response.function_call_arguments.delta": "FunctionCallArgsDeltaEvent",
                "response.function_call_arguments.done": "FunctionCallArgsDoneEvent",
                "response.custom_tool_call_input.delta": "CustomToolCallInputDeltaEvent",
                "response.custom_tool_call_input.done": "CustomToolCallInputDoneEvent",
                "response.apply_patch_call_operation_diff.delta": (
                    "ApplyPatchCallOperationDiffDeltaEvent"
                ),
                "response.apply_patch_call_operation_diff.done": (
                    "ApplyPatchCallOperationDiffDoneEvent"
                ),
                "response.reasoning_text.delta": "ReasoningDeltaEvent",
                "response.reasoning_text.done": "ReasoningDoneEvent",
                "response.reasoning_summary_part.added": "ReasoningSummaryPartAddedEvent",
                "response.reasoning_summary_part.done": "ReasoningSummaryPartDoneEvent",
                "response.reasoning_summary_text.delta": "ReasoningSummaryTextDeltaEvent",
                "response.reasoning_summary_text.done": "ReasoningSummaryTextDoneEvent",
                "response.image_generation_call.in_progress": "ImageGenCallInProgressEvent",
                "response.image_generation_call.generating": "ImageGenCallGeneratingEvent",
                "response.image_generation_call.partial_image": "ImageGenCallPartialImageEvent",
                "response.image_generation_call.completed": "ImageGenCallCompletedEvent",
                "response.code_interpreter_call.in_progress": "CodeInterpreterCallInProgressEvent",
                "response.code_interpreter_call.interpreting": (
                    "CodeInterpreterCallInterpretingEvent"
                ),
                "response.code_interpreter_call.completed": "CodeInterpreterCallCompletedEvent",
                "response.code_interpreter_call_code.delta": "CodeInterpreterCallCodeDeltaEvent",
                "response.code_interpreter_call_code.done": "CodeInterpreterCallCodeDoneEvent",
                "response.web_search_call.in_progress": "WebSearchCallInProgressEvent",
                "response.web_search_call.searching": "WebSearchCallSearchingEvent",
                "response.web_search_call.completed": "WebSearchCallCompletedEvent",
                "response.fusion_call.in_progress": "FusionCallInProgressEvent",
                "response.fusion_call.panel.added": "FusionCallPanelAddedEvent",
                "response.fusion_call.panel.delta": "FusionCallPanelDeltaEvent",
                "response.fusion_call.panel.reasoning.delta": "FusionCallPanelReasoningDeltaEvent",
                "response.fusion_call.panel.completed": "FusionCallPanelCompletedEvent",
                "response.fusion_call.panel.failed": "FusionCallPanelFailedEvent",
                "response.fusion_call.analysis.in_progress": "FusionCallAnalysisInProgressEvent",
                "response.fusion_call.analysis.completed": "FusionCallAnalysisCompletedEvent",
                "response.fusion_call.completed": "FusionCallCompletedEvent",
                "response.debug": "ResponsesDebugEvent",
            },
            otherwise="UnknownResponsesEvent",
        ),
    ]
