"""Update the organization's settings: ``PATCH /organization/settings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        OrganizationSettingsResponse,
        OrganizationUpdateSettingsParams,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="organization_update_settings",
    method="PATCH",
    path="/organization/settings",
    retry=IDEMPOTENT,
    request="OrganizationUpdateSettingsParams",
    response="OrganizationSettingsResponse",
)


def organization_update_settings(
    core: OpenRouterCore,
    request: OrganizationUpdateSettingsParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[OrganizationSettingsResponse] | Err[AnyError]:
    """Update the settings of the organization that the key belongs to.

    They apply to all its members. With a filtered model catalog, `models_list` returns only the models that the key of
    the call can use.

    Key: a management key.

    Arguments:
        core: the client.
        request (OrganizationUpdateSettingsParams or a mapping): the new settings.
        options: for this call only.

    Returns:
        ``Ok(OrganizationSettingsResponse)``: `data` holds the changed settings.

    Errors:
        NotFoundResponseError: the key belongs to no organization.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     wanted = {"is_filtered_model_catalog_enabled": True}
        ...     changed = organization_update_settings(core, wanted).unwrap().data
        >>> changed.is_filtered_model_catalog_enabled
        True
    """
    return call(core, OPERATION, request, options=options)


async def organization_update_settings_async(
    core: OpenRouterCore,
    request: OrganizationUpdateSettingsParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[OrganizationSettingsResponse] | Err[AnyError]:
    """As `organization_update_settings`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
