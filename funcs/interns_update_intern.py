"""Update an intern: ``PATCH /interns/{internId}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import Intern, InternsUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_update_intern",
    method="PATCH",
    path="/interns/{internId}",
    retry=IDEMPOTENT,
    request="InternsUpdateParams",
    response="Intern",
)


def interns_update_intern(
    core: OpenRouterCore,
    intern_id: str,
    request: InternsUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[Intern] | Err[AnyError]:
    """Update the name, the description, the instructions or the model of an intern.

    A new model is used from the next start on.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        request (InternsUpdateParams or a mapping): the fields to change. A field
            that is left out keeps its value, and None removes it.
        options: for this call only.

    Returns:
        ``Ok(Intern)``: the changed intern.

    Errors:
        ConflictResponseError: you have another intern with this name.
        NotFoundResponseError: there is no such intern, or the key has no access to it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = interns_create_intern(core, {"name": "Ada", "description": "Mail"}).unwrap()
        ...     changed = interns_update_intern(core, made.id, {"description": None}).unwrap()
        >>> changed.name, changed.description
        ('Ada', None)
    """
    return call(core, OPERATION, request, path={"internId": intern_id}, options=options)


async def interns_update_intern_async(
    core: OpenRouterCore,
    intern_id: str,
    request: InternsUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[Intern] | Err[AnyError]:
    """As `interns_update_intern`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"internId": intern_id}, options=options)
