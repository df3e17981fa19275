"""The server tools: ``GET /tools``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ToolsListToolsParams, ToolsListToolsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="tools_list_tools",
    method="GET",
    path="/tools",
    retry=SAFE,
    request="ToolsListToolsParams",
    response="ToolsListToolsResponse",
    body=None,
    pages="offset",
)


def tools_list_tools(
    core: OpenRouterCore,
    request: ToolsListToolsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ToolsListToolsResponse] | Err[AnyError]:
    """List the server tools (tools that OpenRouter runs for a model), with their names in requests and their prices.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: needed.

    Arguments:
        core: the client.
        request (ToolsListToolsParams or a mapping): which tools. Default: all.
        options: for this call only.

    Returns:
        ``Ok(ToolsListToolsResponse)``: `data` is a list of `ToolInfo`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = tools_list_tools(core, {"api_format": "chat-completions"}).unwrap().data
        >>> {alias.type for tool in found for alias in tool.aliases} >= {"openrouter:web_search"}
        True
    """
    return call(core, OPERATION, request, options=options)


async def tools_list_tools_async(
    core: OpenRouterCore,
    request: ToolsListToolsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ToolsListToolsResponse] | Err[AnyError]:
    """As `tools_list_tools`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
