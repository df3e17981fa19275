"""A new observability destination: ``POST /observability/destinations``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ObservabilityCreateParams, ObservabilityDestinationResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="observability_create",
    method="POST",
    path="/observability/destinations",
    retry=NON_IDEMPOTENT,
    request="ObservabilityCreateParams",
    response="ObservabilityDestinationResponse",
)


def observability_create(
    core: OpenRouterCore,
    request: ObservabilityCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityDestinationResponse] | Err[AnyError]:
    """Create an observability destination, to which OpenRouter reports the requests of the workspace.

    The texts of requests and responses are sent there too, unless ``privacy_mode`` is True. A workspace can have at
    most five destinations of each type.

    Key: a management key.

    Arguments:
        core: the client.
        request (ObservabilityCreateParams or a mapping): the ``type``, a ``name``, and the ``config`` for the type.
            ``config`` is the class for the type, such as `LangfuseDestinationConfig`, or a mapping with the API's names
            of its fields.
        options: for this call only.

    Returns:
        ``Ok(ObservabilityDestinationResponse)``: `data` is the destination, of the class for its type, such as
        `LangfuseDestination`. Each secret in its `config` is masked: only its first and last characters are returned.

    Errors:
        BadRequestResponseError: ``config`` lacks a field that the type needs.
        ConflictResponseError: the workspace already has five destinations of this type.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     config = {"publicKey": "pk-lf-12345678", "secretKey": "sk-lf-12345678"}
        ...     request = {"type": "langfuse", "name": "traces", "config": config}
        ...     made = observability_create(core, request).unwrap().data
        >>> type(made).__name__, made.config.secretKey, made.config.baseUrl
        ('LangfuseDestination', 'sk-l...5678', 'https://us.cloud.langfuse.com')
    """
    return call(core, OPERATION, request, options=options)


async def observability_create_async(
    core: OpenRouterCore,
    request: ObservabilityCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityDestinationResponse] | Err[AnyError]:
    """As `observability_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
