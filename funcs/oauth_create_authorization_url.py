"""The page on which a user gives an app access to their account. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._protocol.url import origin, url_of
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import AuthorizationUrlParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject


def oauth_create_authorization_url(
    core: OpenRouterCore, request: AuthorizationUrlParams | JsonObject
) -> Ok[str] | Err[AnyError]:
    """Create the URL of the page on which a user gives an app access to their account.

    The page sends the user back to ``callback_url`` with a code. This function sends nothing, so it has no async form.

    Key: none.

    Arguments:
        core: its server decides the host of the page, whose path is ``/auth``
            (https://openrouter.ai/docs/guides/overview/auth/oauth).
        request (AuthorizationUrlParams or a mapping): the ``callback_url``, and the challenge if you use one.

    Returns:
        ``Ok(str)``: the URL.

    Errors:
        SDKValidationError: a field of the request is missing or has a wrong value.
        InvalidRequestError: the ``server_url`` of the core is not a URL.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> core = OpenRouterCore(server_url="https://openrouter.ai/api/v1")
        >>> oauth_create_authorization_url(core, {"callback_url": "https://app.example/back"}).unwrap()
        'https://openrouter.ai/auth?callback_url=https%3A%2F%2Fapp.example%2Fback'
    """
    from openrouter_core import models, wire

    try:
        fields = wire.checked(request, models.AuthorizationUrlParams)
        if not fields.get("callback_url"):
            raise SDKValidationError(
                "callback_url: expected a URL; got nothing",
                path="callback_url",
                expected="a URL",
                got="nothing",
            )
        server = core.settings(None, stream=False).server_url
        url_of(server, "")  # raises where it is none
        scheme, host = origin(server)
        return Ok(url_of(f"{scheme}://{host}", "/auth", fields))
    except (SDKValidationError, InvalidRequestError) as error:
        return Err(error)
