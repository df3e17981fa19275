"""What one call uses: the core's configuration, changed by the call's options. `core` makes it, and the rooms below
read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from openrouter_core.clock import Clock
from openrouter_core.hooks import Hooks
from openrouter_core.models.errors import InvalidRequestError
from openrouter_core.retries import RetryConfig
from openrouter_core.secret import Secret
from openrouter_core.timeouts import Limits

DEFAULT_SERVER_URL: Final = "https://openrouter.ai/api/v1"

_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE: Final = re.compile(r"(?:[!-~](?:[ -~\t]*[!-~])?)?")
_TITLE: Final = frozenset({"x-title", "x-openrouter-title"})
_ATTRIBUTION: Final = _TITLE | {"http-referer", "x-openrouter-categories"}
_FRAMING: Final = frozenset({"content-length", "transfer-encoding"})


class Settings(NamedTuple):
    """What one call uses: the core's configuration, changed by the call's options.

    Fields:
        server_url: the server's URL, to which the operation's path is added.
        key: the key, or the function that gives it; None sends no Authorization header.
        no_key: the message that says why there is no key, for operations that need one; None where there is a key, and
            where the server may not need one.
        headers: all headers but Authorization, Content-Type and Accept.
        extra_body, extra_query: added to the body and the query without changes.
        allow_http: whether the key may be sent unencrypted.
    """

    server_url: str
    key: Secret | None
    no_key: str | None
    headers: Mapping[str, str]
    limits: Limits
    retry: RetryConfig
    hooks: Hooks
    clock: Clock
    max_event_bytes: int
    max_response_bytes: int
    extra_body: Mapping[str, Any] | None = None
    extra_query: Mapping[str, Any] | None = None
    allow_http: bool = False


def with_attribution(headers: Mapping[str, str]) -> dict[str, str]:
    """A call's headers, prepared so that they can change an attribution but not remove it: an empty attribution header
    is left out, and the title is written under both of its names.
    """
    kept = {
        name: value
        for name, value in headers.items()
        if value != "" or str(name).lower() not in _ATTRIBUTION
    }
    for name, value in list(kept.items()):
        if str(name).lower() in _TITLE:
            kept = {k: v for k, v in kept.items() if str(k).lower() not in _TITLE}
            return {**kept, "X-Title": value, "X-OpenRouter-Title": value}
    return kept


def merge_headers(*layers: Mapping[str, str]) -> dict[str, str]:
    """One set of headers, in which a later layer replaces an earlier one; upper and lower case are the same.

    Raises:
        InvalidRequestError: a name or a value cannot be sent; the value is not in the message.
    """
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        for name, value in layer.items():
            if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
                raise InvalidRequestError(
                    "headers: a name is empty, or holds a character that a header's name cannot have (it is not shown)"
                )
            if name.lower() in _FRAMING:
                raise InvalidRequestError(
                    f"header {name}: it cannot be given, because it follows from the body"
                )
            if not isinstance(value, str):
                raise InvalidRequestError(
                    f"header {name}: expected a string; got a value of type {type(value).__name__}"
                )
            if not _HEADER_VALUE.fullmatch(value):
                raise InvalidRequestError(
                    f"header {name}: its value holds a line break, a character beyond ASCII, or a space at its "
                    "beginning or end (the value is not shown)"
                )
            merged[name.lower()] = (name, value)
    return dict(merged.values())
