"""Calling a user's functions, so that none of them can lose a response."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from openrouter_core._io import debug
from openrouter_core.hooks import Hooks, PreparedRequest, is_async
from openrouter_core.models.errors import (
    InvalidRequestError,
    OpenRouterError,
    UnexpectedClientError,
)
from openrouter_core.result import Err

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Task

    from openrouter_core._io.attempt import Attempt
    from openrouter_core._io.outcome import Outcome
    from openrouter_core.hooks import ErrorEvent

DROPPED_SECONDS: Final = 1.0
"""How long the garbage collector waits for the hooks that are called for a stream that was dropped."""


def call_progress(function: Any, *arguments: object) -> None:
    """Call a progress function, which must not be async, also where the call is async.

    Raises:
        UnexpectedClientError: it raised.
        InvalidRequestError: it gave something to be awaited.
    """
    call_hook(function, "the progress function", *arguments, instead="pass a plain function")


def call_hook(
    function: Any, what: str, *arguments: object, instead: str = "use the operation's _async form"
) -> Any:
    """Call a function whose result is needed.

    Arguments:
        instead: what to do where it is async.

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
        raise InvalidRequestError(f"{what} is async: {instead}")
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


def emit_error(
    hooks: Hooks,
    attempt: Attempt | None,
    error: OpenRouterError,
    outcome: Outcome | None = None,
) -> Err[Any]:
    """The end of a call, or of a stream, that failed; `attempt` is the last one, where there was any."""
    request = None if attempt is None else attempt.call.prepared
    _end(request, error)
    result = None if outcome is None else outcome.end(attempt, error=error)
    if hooks.on_error:
        emit(hooks.on_error, _error_event(request, error))
    if result is not None:
        emit(hooks.on_result, result)
    return Err(error)


async def emit_error_async(
    hooks: Hooks,
    attempt: Attempt | None,
    error: OpenRouterError,
    outcome: Outcome | None = None,
) -> Err[Any]:
    """As `emit_error`, for hooks that may be async."""
    request = None if attempt is None else attempt.call.prepared
    _end(request, error)
    result = None if outcome is None else outcome.end(attempt, error=error)
    if hooks.on_error:
        await emit_async(hooks.on_error, _error_event(request, error))
    if result is not None:
        await emit_async(hooks.on_result, result)
    return Err(error)


def emit_end(outcome: Outcome | None, attempt: Attempt | None, **came: Any) -> None:
    """The end of a call, or of a stream, that has not failed; `came` is what `Outcome.end` takes."""
    result = None if outcome is None else outcome.end(attempt, **came)
    if outcome is not None and result is not None:
        emit(outcome.hooks, result)


async def emit_end_async(outcome: Outcome | None, attempt: Attempt | None, **came: Any) -> None:
    """As `emit_end`, for hooks that may be async."""
    result = None if outcome is None else outcome.end(attempt, **came)
    if outcome is not None and result is not None:
        await emit_async(outcome.hooks, result)


def emit_dropped(
    outcome: Outcome, attempt: Attempt, loop: AbstractEventLoop | None, *, complete: bool
) -> None:
    """The end of a stream that nobody refers to any more. The collector may run anywhere, also where this thread holds
    a lock that a hook wants: so hooks are called on the event loop, or in a thread, which is waited for a while.

    Arguments:
        loop: the event loop of a stream that is read in async code.
    """
    result = outcome.end(attempt, complete=complete)
    if result is None:
        return
    if loop is not None:
        try:
            loop.call_soon_threadsafe(_tell_on, loop, outcome.hooks, result)
            return
        except RuntimeError:  # the loop is closed: what is async cannot be called any more
            pass
    import _thread
    from contextvars import copy_context

    told = _thread.allocate_lock()
    told.acquire()

    def tell(run: Any) -> None:
        try:
            run(emit, outcome.hooks, result)
        finally:
            told.release()

    try:
        _thread.start_new_thread(tell, (copy_context().run,))
    except RuntimeError:  # the interpreter is about to end
        emit(outcome.hooks, result)
    else:
        told.acquire(timeout=DROPPED_SECONDS)


_TELLING: Final[set[Task[None]]] = set()
"""An event loop holds its tasks weakly."""


def _tell_on(loop: AbstractEventLoop, hooks: Iterable[Any], result: object) -> None:
    later = [hook for hook in hooks if is_async(hook)]
    emit([hook for hook in hooks if hook not in later], result)
    if not later:
        return
    task = loop.create_task(emit_async(later, result))  # a loop that is about to end may not run it
    _TELLING.add(task)
    task.add_done_callback(_TELLING.discard)


def _end(request: PreparedRequest | None, error: OpenRouterError) -> None:
    error.__traceback__ = (
        None  # it is a value now: a traceback's frames would keep connections alive
    )
    error.__context__ = None
    debug.log_error(request, error)


def _error_event(request: PreparedRequest | None, error: Any) -> ErrorEvent:
    from openrouter_core.hooks import ErrorEvent  # without a hook it is not created

    return ErrorEvent(request=request, error=error)


def _discard(awaitable: object) -> None:
    if inspect.iscoroutine(awaitable):
        awaitable.close()
