"""One server tool: ``GET /tools/{name}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ToolsGetToolResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="tools_get_tool",
    method="GET",
    path="/tools/{name}",
    retry=SAFE,
    request=None,
    response="ToolsGetToolResponse",
    body=None,
    follows=True,
)


def tools_get_tool(
    core: OpenRouterCore,
    name: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ToolsGetToolResponse] | Err[AnyError]:
    """Get one server tool, a tool that OpenRouter runs for a model.

    Key: needed.

    Arguments:
        core: the client.
        name (str): the tool's own name, or another name that a request can use for it, such as
            ``"openrouter:web_search"``. For another name the API responds with a redirect, which is followed.
        options: for this call only.

    Returns:
        ``Ok(ToolsGetToolResponse)``: `data` is the `ToolInfo`, with the models whose provider runs the tool itself.

    Errors:
        NotFoundResponseError: there is no such tool.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = tools_get_tool(core, "openrouter:web_search").unwrap().data
        >>> found.name, found.engines[0].pricing[0].price
        ('web_search', '0.005')
    """
    return call(core, OPERATION, None, path={"name": name}, options=options)


async def tools_get_tool_async(
    core: OpenRouterCore,
    name: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ToolsGetToolResponse] | Err[AnyError]:
    """As `tools_get_tool`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"name": name}, options=options)
