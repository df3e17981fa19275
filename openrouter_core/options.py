"""`RequestOptions`: settings of a single call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from openrouter_core._check import check_budget, expect
from openrouter_core._shown import Covered
from openrouter_core.models._frozen import Frozen
from openrouter_core.retries import RetryConfig
from openrouter_core.secret import Credentials, KeySource, Secret, hide
from openrouter_core.timeouts import Timeout, check_timeout

if TYPE_CHECKING:
    from openrouter_core.budget import Budget


@attrs.frozen(slots=False, eq=False, repr=False, init=False)
class RequestOptions(Frozen):
    """Settings of one call. A field that is None keeps the core's setting.

    Fields:
        api_key: a key, or a function (sync or async) that gives one: for programs that act for many users.
        headers: headers that are added to the request; upper and lower case are the same. The core's attribution
            headers stay unless they are named here. An Authorization header replaces the key.
        http_referer, x_title: the app's URL and name, for OpenRouter's rankings.
        timeout: a `Timeout`, or a number of seconds for every phase and, where nothing is streamed, the total.
        retries: a `RetryConfig`: when the request is sent again.
        server_url: the server's URL, to which the operation's path is added. The core's key is only sent to the
            core's server: for another scheme, host or port give an `api_key` too.
        extra_body: keys that are added to the body, such as those that no model has; they replace keys of the request.
        extra_query: parameters that are added to the URL's query.
        budget: the `Budget` that the call's cost counts against, and that may refuse the call; it replaces the core's.

    Raises:
        TypeError: an argument has the wrong type.
        ValueError: `timeout` is not a positive number.
    """

    api_key: Secret | None
    headers: Mapping[str, str]
    http_referer: str | None
    x_title: str | None
    timeout: Timeout | float | None
    retries: RetryConfig | None
    server_url: str | None
    extra_body: Mapping[str, Any] | None
    extra_query: Mapping[str, Any] | None
    budget: Budget | None

    def __init__(
        self,
        *,
        api_key: KeySource | Secret | None = None,
        headers: Mapping[str, str] | None = None,
        http_referer: str | None = None,
        x_title: str | None = None,
        timeout: Timeout | float | None = None,
        retries: RetryConfig | None = None,
        server_url: str | None = None,
        extra_body: Mapping[str, Any] | None = None,
        extra_query: Mapping[str, Any] | None = None,
        budget: Budget | None = None,
    ) -> None:
        api_key = hide(api_key)  # first of all: from here on no frame's locals show it
        if not isinstance(headers, Mapping | None):
            kind = type(headers).__name__
            headers = None  # it may hold credentials, and the traceback shows this frame
            raise TypeError(f"headers: expected a mapping; got a value of type {kind}")
        others = Covered()
        for name, value in (headers or {}).items():
            if str(name).lower() == "authorization":
                api_key = Credentials(value)
            else:
                others[name] = value
        headers = value = None  # type: ignore[assignment]  # here too
        extra_body = Covered(extra_body) if isinstance(extra_body, Mapping) else extra_body
        extra_query = Covered(extra_query) if isinstance(extra_query, Mapping) else extra_query
        expect("retries", retries, RetryConfig)
        expect("extra_body", extra_body, Mapping)
        expect("extra_query", extra_query, Mapping)
        check_timeout(timeout)
        check_budget(budget)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes it
            api_key=api_key,
            headers=others,
            http_referer=http_referer,
            x_title=x_title,
            timeout=timeout,
            retries=retries,
            server_url=server_url,
            extra_body=extra_body,
            extra_query=extra_query,
            budget=budget,
        )


for _field in attrs.fields(RequestOptions):
    # As for a core: one whose making failed has a representation too.
    setattr(RequestOptions, _field.name, {} if _field.name == "headers" else None)

NO_OPTIONS = RequestOptions()
