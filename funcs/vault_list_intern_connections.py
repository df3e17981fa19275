"""The connections of an intern: ``GET /vault/interns/{internId}/connections``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import InternConnectionsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="vault_list_intern_connections",
    method="GET",
    path="/vault/interns/{internId}/connections",
    retry=SAFE,
    request=None,
    response="InternConnectionsListResponse",
    body=None,
)


def vault_list_intern_connections(
    core: OpenRouterCore,
    intern_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternConnectionsListResponse] | Err[AnyError]:
    """List the services that an intern may use, such as GitHub and Slack.

    They are connected in the dashboard. The list does not say whether a connection works at present.

    Key: needed, with access to the Intern API. An intern's own key can access only that intern.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        options: for this call only.

    Returns:
        ``Ok(InternConnectionsListResponse)``: `data` is a list of `InternConnection`, each with its `key`, and without
        credentials.

    Errors:
        NotFoundResponseError: there is no such intern, or the key has no access to it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     ada = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     found = vault_list_intern_connections(core, ada.id).unwrap()
        >>> [connection.key for connection in found.data]
        ['github']
    """
    return call(core, OPERATION, None, path={"internId": intern_id}, options=options)


async def vault_list_intern_connections_async(
    core: OpenRouterCore,
    intern_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternConnectionsListResponse] | Err[AnyError]:
    """As `vault_list_intern_connections`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"internId": intern_id}, options=options)
