"""What a user may say for one call only."""

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
    """Settings of one call, over those of the core; None keeps the core's.

    Fields:
        api_key: a key, or a function (sync or async) that gives one: for programs that act for many users.
        headers: added to the request's own. Names are compared without case; attribution headers that are not named
            here stay. An Authorization among them takes the key's place.
        http_referer, x_title: the app's URL and name, for OpenRouter's rankings.
        timeout: a `Timeout`, or a number of seconds for every phase and, where nothing is streamed, the total.
        retries: a `RetryConfig`.
        server_url: what stands before the operation's path. The core's key belongs to the core's server: another
            scheme, host or port here wants an `api_key` here too.
        extra_body: keys for the body that no model knows; they replace those of the request.
        extra_query: parameters for the URL's query.
        budget: what the call's cost counts against, and which may refuse it; in place of the core's.
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
