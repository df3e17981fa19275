"""Commands for a shell, in a response of the Responses API, and their output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openrouter_core.models.model import JsonObject, ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.responses.citations import OutputContainerFileCitation


@model
class ShellAction(ResponseModel):
    """Commands to run one after the other.

    Fields:
        timeout_ms: milliseconds for all of them.
        max_output_length: how many characters of their output to return.
    """

    commands: Sequence[str] | None = None
    timeout_ms: int | None = None
    max_output_length: int | None = None


@model
class ShellOutcome(ResponseModel):
    """How a command ended.

    Fields:
        type: ``exit`` or ``timeout``.
    """

    type: str | None = None
    exit_code: int | None = None


@model
class ShellCallOutputContent(ResponseModel):
    """What a command printed, and how it ended."""

    stdout: str | None = None
    stderr: str | None = None
    outcome: ShellOutcome | None = None


@model
class OutputShellCallItem(ResponseModel):
    """Commands for a shell; if it is the caller's, a `ShellCallOutputItem` with their `call_id` answers them.

    Fields:
        arguments: what the model wrote; send it back unmodified, so that the provider finds the prompt in its cache.
        environment: where they run.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    action: ShellAction | None = None
    arguments: str | None = None
    environment: JsonObject | None = None


@model
class OutputShellCallOutputItem(ResponseModel):
    """The output of commands that the server ran.

    Fields:
        container_id: where they ran.
        files: what they created there.
        error: why they could not run.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    output: Sequence[ShellCallOutputContent] | None = None
    max_output_length: int | None = None
    container_id: str | None = None
    files: Sequence[OutputContainerFileCitation] | None = None
    error: str | None = None


@model
class OutputShellServerToolItem(ResponseModel):
    """Commands that the server ran, and their output.

    Fields:
        container_id: where they ran.
        files: what they created there.
        error: why they could not run.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    action: ShellAction | None = None
    arguments: str | None = None
    output: Sequence[ShellCallOutputContent] | None = None
    container_id: str | None = None
    files: Sequence[OutputContainerFileCitation] | None = None
    error: str | None = None


@model
class LocalShellAction(ResponseModel):
    """A command to run.

    Fields:
        command: the program and its arguments.
        env: environment variables.
        timeout_ms: milliseconds.
    """

    type: str | None = None
    command: Sequence[str] | None = None
    env: Mapping[str, str] | None = None
    timeout_ms: int | None = None
    user: str | None = None
    working_directory: str | None = None


@model
class LocalShellCallItem(ResponseModel):
    """A command for a shell of the caller; a `LocalShellCallOutputItem` answers it."""

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    action: LocalShellAction | None = None
