"""Tools that OpenRouter runs, and that only the Responses API has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.server_tools.tools import BashEnvironment


@model
class ApplyPatchServerToolConfig(RequestModel):
    """Who checks patches.

    Fields:
        engine: ``auto`` and ``native`` let a provider do it if it can; ``openrouter`` always does it on the server.
    """

    engine: Literal["auto", "native", "openrouter"] | str | Unset | None = UNSET


@model
class ApplyPatchServerTool(RequestModel):
    """Makes patches that create, update and delete files, checked, for the caller to apply."""

    type: Literal["openrouter:apply_patch"] = "openrouter:apply_patch"
    parameters: ApplyPatchServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class ShellServerToolConfig(RequestModel):
    """Where to run commands.

    Fields:
        engine: ``auto`` prefers the provider's own shell; ``openrouter`` runs them on the server.
        sleep_after_seconds: how long the container waits for the next command.
    """

    engine: Literal["auto", "openrouter"] | str | Unset | None = UNSET
    environment: BashEnvironment | Unset | None = UNSET
    sleep_after_seconds: int | Unset | None = UNSET


@model
class ShellServerTool(RequestModel):
    """Runs shell commands in a container."""

    type: Literal["openrouter:shell"] = "openrouter:shell"
    parameters: ShellServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class ToolSearchServerToolConfig(RequestModel):
    """How to search for tools.

    Fields:
        max_results: 5 by default.
    """

    max_results: int | Unset | None = UNSET


@model
class ToolSearchServerTool(RequestModel):
    """Finds deferred tools of the request, and lets the model call them."""

    type: Literal["openrouter:tool_search"] = "openrouter:tool_search"
    parameters: ToolSearchServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )
