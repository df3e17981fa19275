"""Results of OpenRouter's tools, in a response of the Responses API; some field names are in camel case, as they are on
the wire. Shells, patches and panels of models have their own modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.model import JsonObject, ResponseModel, model
from openrouter_core.models.responses.hosted import WebSearchAction

if TYPE_CHECKING:
    from openrouter_core.models.responses.citations import OutputContainerFileCitation


@model
class OutputDatetimeItem(ResponseModel):
    """The date and the time that the model received."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    datetime: str | None = None
    timezone: str | None = None
    error: str | None = None


@model
class OutputWebSearchServerToolItem(ResponseModel):
    """The server searched the web."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    action: WebSearchAction | None = None
    error: str | None = None


@model
class OutputWebFetchServerToolItem(ResponseModel):
    """The server read a web page."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    url: str | None = None
    title: str | None = None
    content: str | None = None
    error: str | None = None
    httpStatus: int | None = None  # noqa: N815  # the wire's name


@model
class OutputFileSearchServerToolItem(ResponseModel):
    """The server searched files."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    queries: Sequence[str] | None = None


@model
class OutputCodeInterpreterServerToolItem(ResponseModel):
    """The server ran code."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    language: str | None = None
    code: str | None = None
    stdout: str | None = None
    stderr: str | None = None
    exitCode: int | None = None  # noqa: N815  # the wire's name


@model
class OutputBashServerToolItem(ResponseModel):
    """The server ran a shell command.

    Fields:
        arguments: the call as the model wrote it.
        container_id: where it ran.
        files: what it created there.
        error: why it could not run.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    arguments: str | None = None
    command: str | None = None
    stdout: str | None = None
    stderr: str | None = None
    exitCode: int | None = None  # noqa: N815  # the wire's name
    container_id: str | None = None
    files: Sequence[OutputContainerFileCitation] | None = None
    error: str | None = None


@model
class OutputTextEditorServerToolItem(ResponseModel):
    """The server viewed or changed a file.

    Fields:
        command: ``view``, ``create``, ``str_replace`` or ``insert``.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    command: str | None = None
    filePath: str | None = None  # noqa: N815  # the wire's name


@model
class OutputFilesServerToolItem(ResponseModel):
    """The server listed, read, wrote or changed a file of the workspace.

    Fields:
        arguments: the call as the model wrote it.
        result: JSON as text.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    arguments: str | None = None
    operation: str | None = None
    file_id: str | None = None
    filename: str | None = None
    result: str | None = None
    error: str | None = None


@model
class OutputImageGenerationServerToolItem(ResponseModel):
    """The server made an image.

    Fields:
        prompt: the prompt for the image.
        result: the image, base64 or a URL.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    prompt: str | None = None
    revisedPrompt: str | None = None  # noqa: N815  # the wire's name
    result: str | None = None
    imageB64: str | None = None  # noqa: N815  # the wire's name
    imageUrl: str | None = None  # noqa: N815  # the wire's name
    error: str | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none, or only its URL."""
        return bytes_of(self.imageB64 or self.result)


@model
class OutputBrowserUseServerToolItem(ResponseModel):
    """The server used a browser.

    Fields:
        screenshotB64: what the browser showed, an image in base64.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    action: str | None = None
    screenshotB64: str | None = None  # noqa: N815  # the wire's name


@model
class OutputMemoryServerToolItem(ResponseModel):
    """The server read, wrote or deleted something that it stores for the model.

    Fields:
        action: ``read``, ``write`` or ``delete``.
        value: any JSON.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    action: str | None = None
    key: str | None = None
    value: Any = None


@model
class OutputMcpServerToolItem(ResponseModel):
    """The server called a tool of an MCP server."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    serverLabel: str | None = None  # noqa: N815  # the wire's name
    toolName: str | None = None  # noqa: N815  # the wire's name


@model
class MatchedTool(ResponseModel):
    """A tool that a search found.

    Fields:
        definition: as in the request.
        schema_digest: shows whether the definition has changed.
    """

    tool_id: str | None = None
    definition: JsonObject | None = None
    schema_digest: str | None = None


@model
class OutputToolSearchServerToolItem(ResponseModel):
    """The server searched the request's tools."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    query: str | None = None
    matches: Sequence[MatchedTool] | None = None
    error: str | None = None


@model
class OutputSearchModelsServerToolItem(ResponseModel):
    """The server searched OpenRouter's models.

    Fields:
        arguments: JSON as text.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    arguments: str | None = None
    query: str | None = None
    error: str | None = None


@model
class OutputArmorBlockedItem(ResponseModel):
    """A call of the caller's tool that an `ArmorPlugin` withheld.

    Fields:
        name, namespace, arguments: the call, as the model wrote it.
        explanation: why, for a person to read.
        reason: the rule that it broke.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    name: str | None = None
    namespace: str | None = None
    arguments: str | None = None
    reason: str | None = None
    explanation: str | None = None


@model
class OutputAdvisorServerToolItem(ResponseModel):
    """Another model gave advice.

    Fields:
        instance_name: which advisor, if there are several; it must be sent back.
        model: the advisor's slug.
        prompt: what it was asked.
        error: why there is no advice.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    instance_name: str | None = None
    model: str | None = None
    prompt: str | None = None
    advice: str | None = None
    error: str | None = None


@model
class OutputSubagentServerToolItem(ResponseModel):
    """Another model was given a task.

    Fields:
        call_id: function calls of the subagent have it as their `subagent_id`; experimental.
        instance_name: which worker, if there are several.
        name: the worker's name, if the request gave it one.
        model: the worker's slug.
        outcome: the result.
        error: why there is no result.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    instance_name: str | None = None
    name: str | None = None
    model: str | None = None
    task_name: str | None = None
    task_description: str | None = None
    outcome: str | None = None
    error: str | None = None
