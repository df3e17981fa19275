"""The settings of the organization: ``GET /organization/settings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import OrganizationSettingsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="organization_get_settings",
    method="GET",
    path="/organization/settings",
    retry=SAFE,
    request=None,
    response="OrganizationSettingsResponse",
    body=None,
)


def organization_get_settings(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[OrganizationSettingsResponse] | Err[AnyError]:
    """Get the settings of the organization that the key belongs to.

    Key: a management key.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(OrganizationSettingsResponse)``: `data` holds the settings.

    Errors:
        NotFoundResponseError: the key belongs to no organization.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = organization_get_settings(core).unwrap().data
        >>> found.is_filtered_model_catalog_enabled
        False
    """
    return call(core, OPERATION, None, options=options)


async def organization_get_settings_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[OrganizationSettingsResponse] | Err[AnyError]:
    """As `organization_get_settings`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
