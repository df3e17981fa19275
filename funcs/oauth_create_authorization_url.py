"""The page on which a user lets an app use their account. Nothing is sent."""

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
    """Make the URL of the page on which a user lets an app use their account.

    The user comes back to ``callback_url`` with a code. It sends nothing and waits for nothing, so it has
    no async form.

    Key: none.

    Arguments:
        core: says which server; the page is ``/auth`` on its host
            (https://openrouter.ai/docs/guides/overview/auth/oauth).
        request (AuthorizationUrlParams or a mapping): the ``callback_url``, and the challenge where there is one.

    Returns:
        ``Ok`` of the URL, a string.

    Errors:
        SDKValidationError: the request is wrong.
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
