"""One guardrail: ``GET /guardrails/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GuardrailResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_get",
    method="GET",
    path="/guardrails/{id}",
    retry=SAFE,
    request=None,
    response="GuardrailResponse",
    body=None,
)


def guardrails_get(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailResponse] | Err[AnyError]:
    """Get one guardrail.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the guardrail, from `guardrails_list` or `guardrails_create`.
        options: for this call only.

    Returns:
        ``Ok(GuardrailResponse)``: `data` is the `Guardrail`.

    Errors:
        NotFoundResponseError: there is no such guardrail.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team"}).unwrap().data
        ...     guardrails_get(core, made.id).unwrap().data.name
        'a team'
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def guardrails_get_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailResponse] | Err[AnyError]:
    """As `guardrails_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
