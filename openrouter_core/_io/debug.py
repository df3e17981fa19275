"""What the logger ``openrouter_core`` writes: never the key, and never a whole payload."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from openrouter_core._shown import covered, shown_headers
from openrouter_core.hooks import PreparedRequest
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.models.http_meta import HttpMeta

if TYPE_CHECKING:
    from logging import Logger

_SHOWN: Final = 256
"""How many characters of one string are shown: enough to know a prompt again, too few for an image."""


@cache
def logger() -> Logger:
    """The logger. The module is imported here, with the first call: httpx has it loaded by then."""
    import logging

    return logging.getLogger("openrouter_core")


@cache
def _switch_on() -> None:
    import logging

    logger().setLevel(logging.DEBUG)
    if not logger().handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
        logger().addHandler(handler)


def debugging() -> bool:
    """Whether anyone listens; ``OPENROUTER_DEBUG=1`` prints to standard error."""
    if os.environ.get("OPENROUTER_DEBUG") == "1":
        _switch_on()
    return logger().isEnabledFor(10)  # logging.DEBUG


def log_request(request: PreparedRequest, attempt: int, request_class: str | None = None) -> None:
    """Say what is about to be sent; of the first attempt also which keys of a body of that class may be misspelt."""
    if debugging():
        logger().debug(
            "%s: %s %s attempt %d headers=%s body=%s",
            request.operation,
            request.method,
            shown_url(request.url),
            attempt,
            shown_headers(request.headers),
            shown_body(request.content, request.secret),
        )
        if attempt == 1 and request_class is not None and request.content is not None:
            _log_misspelt(request, request_class)


def _log_misspelt(request: PreparedRequest, request_class: str) -> None:
    from openrouter_core._convert.misspelt import misspelt

    try:
        body = json.loads(request.content or b"")
    except (ValueError, RecursionError):
        return
    if found := misspelt(body, request_class):
        logger().debug("%s: perhaps misspelt, and ignored: %s", request.operation, ", ".join(found))


def log_response(request: PreparedRequest, meta: HttpMeta) -> None:
    """Say what has come."""
    if debugging():
        headers = shown_headers(meta.headers)
        logger().debug(
            "%s: answered %d after %.3f s headers=%s",
            request.operation,
            meta.status,
            meta.elapsed,
            headers,
        )


def log_error(request: PreparedRequest | None, error: OpenRouterError) -> None:
    """Say how a call failed."""
    if debugging():
        name = request.operation if request is not None else "request"
        logger().debug("%s: %s: %s", name, type(error).__name__, shown_error(error))


def log_retry(request: PreparedRequest, error: OpenRouterError, attempt: int, wait: float) -> None:
    """Say that a request will be sent again."""
    if debugging():
        logger().debug(
            "%s: attempt %d failed (%s), again in %.3f s",
            request.operation,
            attempt,
            shown_error(error),
            wait,
        )


def log_hook(name: str, exc: BaseException) -> None:
    """Say that an observing hook raised: the result stands, and its author should know."""
    logger().warning(
        "a hook (%s) raised %s; the call goes on", name, type(exc).__name__, exc_info=exc
    )


def shown_error(error: OpenRouterError) -> str:
    """An error's line; a server may have put what it was sent into it."""
    text = str(error)
    return text if len(text) <= 4 * _SHOWN else f"{text[: 4 * _SHOWN]}... <{len(text)} characters>"


def shown_body(content: bytes | None, secret: frozenset[str] = frozenset()) -> str:
    """A JSON body with its long strings cut, and stars for what is secret or by its name may be, at every depth; of
    anything else only the size.
    """
    if content is None:
        return "none"
    try:
        body = json.loads(content)
        if secret and isinstance(body, dict):
            body.update((name, "***") for name in secret & body.keys())
        return json.dumps(covered(_cut(body)), ensure_ascii=False)
    except (ValueError, RecursionError):
        return f"<{len(content)} bytes>"


def shown_url(url: str) -> str:
    """A URL with stars in its query for what by its name may be a secret: ``?api_key=***``."""
    address, mark, query = url.partition("?")
    return f"{address}{mark}{'&'.join(map(_shown_pair, query.split('&')))}"


def _shown_pair(pair: str) -> str:
    from urllib.parse import quote_plus, unquote_plus

    name, equals, value = pair.partition("=")
    text = unquote_plus(value)
    (shown,) = covered({unquote_plus(name): _cut(text)}).values()
    if shown == text or not equals:
        return pair
    safe = "*{}[]\"':,"
    return f"{name}={quote_plus(shown if isinstance(shown, str) else json.dumps(shown), safe)}"


def _cut(value: Any) -> Any:
    """JSON with its long strings cut, and strings of JSON, such as a tool call's arguments, as what they say."""
    if isinstance(value, str):
        if value[:1] in ("{", "["):
            try:
                return _cut(json.loads(value))
            except (ValueError, RecursionError):
                pass
        return value if len(value) <= _SHOWN else f"{value[:64]}... <{len(value)} characters>"
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value] if isinstance(value, list) else value
