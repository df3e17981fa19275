"""What the logger ``openrouter_core`` says: never the key, never a payload whole."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from openrouter_core._shown import shown_headers
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


def log_request(request: PreparedRequest, attempt: int) -> None:
    """Say what is about to be sent."""
    if debugging():
        logger().debug(
            "%s: %s %s attempt %d headers=%s body=%s",
            request.operation,
            request.method,
            request.url,
            attempt,
            shown_headers(request.headers),
            shown_body(request.content, request.secret),
        )


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
    """A JSON body with its long strings cut, and stars for the fields that are secret; of anything else only the
    size.
    """
    if content is None:
        return "none"
    try:
        body = json.loads(content)
        if secret and isinstance(body, dict):
            body.update((name, "***") for name in secret & body.keys())
        return json.dumps(_cut(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        return f"<{len(content)} bytes>"


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _SHOWN else f"{value[:64]}... <{len(value)} characters>"
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value] if isinstance(value, list) else value
