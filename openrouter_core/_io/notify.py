"""Calling a user's functions, so that none of them can lose a response."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openrouter_core._io import debug
from openrouter_core.hooks import Hooks, PreparedRequest
from openrouter_core.models.errors import (
    InvalidRequestError,
    OpenRouterError,
    UnexpectedClientError,
)
from openrouter_core.result import Err

if TYPE_CHECKING:
    from openrouter_core.hooks import ErrorEvent


def call_hook(function: Any, what: str, *arguments: object) -> Any:
    """Call a function whose result is needed.

    Raises:
        UnexpectedClientError: it raised.
        InvalidRequestError: it gave something to be awaited, which a sync call cannot do.
    """
    try:
        given = function(*arguments)
    except Exception as exc:
        raise UnexpectedClientError(f"{what} raised {type(exc).__name__}") from exc
    if inspect.isawaitable(given):
        _discard(given)
        raise InvalidRequestError(f"{what} is async: use the operation's _async form")
    return given


async def call_hook_async(function: Any, what: str, *arguments: object) -> Any:
    """As `call_hook`, for a function that may be async."""
    try:
        given = function(*arguments)
        return await given if inspect.isawaitable(given) else given
    except Exception as exc:
        raise UnexpectedClientError(f"{what} raised {type(exc).__name__}") from exc


def emit(hooks: Iterable[Any], event: object) -> None:
    """Call the hooks that only watch: one that raises is logged, and the result stands."""
    for hook in hooks:
        try:
            call_hook(hook, "a hook", event)
        except OpenRouterError as error:
            debug.log_hook(type(event).__name__, error.__cause__ or error)


async def emit_async(hooks: Iterable[Any], event: object) -> None:
    """As `emit`, for hooks that may be async."""
    for hook in hooks:
        try:
            await call_hook_async(hook, "a hook", event)
        except OpenRouterError as error:
            debug.log_hook(type(event).__name__, error.__cause__ or error)


def emit_error(hooks: Hooks, request: PreparedRequest | None, error: OpenRouterError) -> Err[Any]:
    """The end of a call, or of a stream, that failed."""
    _end(request, error)
    if hooks.on_error:
        emit(hooks.on_error, _error_event(request, error))
    return Err(error)


async def emit_error_async(
    hooks: Hooks, request: PreparedRequest | None, error: OpenRouterError
) -> Err[Any]:
    """As `emit_error`, for hooks that may be async."""
    _end(request, error)
    if hooks.on_error:
        await emit_async(hooks.on_error, _error_event(request, error))
    return Err(error)


def _end(request: PreparedRequest | None, error: OpenRouterError) -> None:
    error.__traceback__ = (
        None  # it is a value now: a traceback's frames would keep connections alive
    )
    error.__context__ = None
    debug.log_error(request, error)


def _error_event(request: PreparedRequest | None, error: OpenRouterError) -> ErrorEvent:
    from openrouter_core.hooks import ErrorEvent  # without a hook it is not created

    return ErrorEvent(request=request, error=error)


def _discard(awaitable: object) -> None:
    if inspect.iscoroutine(awaitable):
        awaitable.close()
