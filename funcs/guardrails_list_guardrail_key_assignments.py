"""The keys of one guardrail: ``GET /guardrails/{id}/assignments/keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        GuardrailAssignmentsListParams,
        GuardrailKeyAssignmentsResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_list_guardrail_key_assignments",
    method="GET",
    path="/guardrails/{id}/assignments/keys",
    retry=SAFE,
    request="GuardrailAssignmentsListParams",
    response="GuardrailKeyAssignmentsResponse",
    body=None,
    pages="offset",
)


def guardrails_list_guardrail_key_assignments(
    core: OpenRouterCore,
    id: str,
    request: GuardrailAssignmentsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailKeyAssignmentsResponse] | Err[AnyError]:
    """List the API keys that one guardrail is assigned to, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages. `guardrails_list_key_assignments` lists the keys of all
    guardrails.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the guardrail, from `guardrails_list` or `guardrails_create`.
        request (GuardrailAssignmentsListParams or a mapping): the ``limit`` and the ``offset``. Default: the first 50.
        options: for this call only.

    Returns:
        ``Ok(GuardrailKeyAssignmentsResponse)``: `data` is a list of `GuardrailKeyAssignment`; `total_count` is the
        number on all pages.

    Errors:
        NotFoundResponseError: there is no such guardrail.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_bulk_assign_keys import guardrails_bulk_assign_keys
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team"}).unwrap().data
        ...     both = {"key_hashes": ["f01d", "c56e"]}
        ...     done = guardrails_bulk_assign_keys(core, made.id, both)
        ...     found = guardrails_list_guardrail_key_assignments(core, made.id, {"limit": 1}).unwrap()
        >>> found.data[0].key_hash, found.total_count
        ('f01d', 2)
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def guardrails_list_guardrail_key_assignments_async(
    core: OpenRouterCore,
    id: str,
    request: GuardrailAssignmentsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailKeyAssignmentsResponse] | Err[AnyError]:
    """As `guardrails_list_guardrail_key_assignments`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
