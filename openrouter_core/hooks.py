"""What a user's own functions may watch, and the one of them that may change something.

All that they receive is frozen, and none of it holds the key.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from openrouter_core._prepared import PreparedRequest as PreparedRequest
from openrouter_core._prepared import Upload as Upload
from openrouter_core.models._frozen import Frozen
from openrouter_core.models.errors import InvalidRequestError

if TYPE_CHECKING:
    from openrouter_core._hook_events import ErrorEvent as ErrorEvent
    from openrouter_core._hook_events import ResponseEvent as ResponseEvent
    from openrouter_core._hook_events import RetryEvent as RetryEvent
else:

    def __getattr__(name: str) -> Any:
        """The events' classes, once they are named."""
        if name not in ("ErrorEvent", "ResponseEvent", "RetryEvent"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from openrouter_core import _hook_events

        return getattr(_hook_events, name)


_Hook: TypeAlias = "Callable[[Any], Any]"


def _several(value: _Hook | Iterable[_Hook] | None) -> tuple[_Hook, ...]:
    found = () if value is None else (value,) if callable(value) else tuple(value)
    for hook in found:
        if not callable(hook):
            raise TypeError(f"a hook must be callable; got {hook!r}")
    return found


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class Hooks(Frozen):
    """Functions, sync or async, one or several, called in order.

    Fields:
        before_request: called with each `PreparedRequest`, retries included; may return a changed one
            (`attrs.evolve`). If it raises, nothing is sent, and the call is ``Err(UnexpectedClientError)``.
        after_response: called with a `ResponseEvent` for each response, whatever its status.
        on_error: called with an `ErrorEvent` when a call or a stream ends in an `Err`.
        on_retry: called with a `RetryEvent` before each wait.

    The last three only observe: one that raises is logged, and the result stands. An async function in a sync call is
    ``Err(InvalidRequestError)``.
    """

    before_request: tuple[_Hook, ...] = attrs.field(default=(), converter=_several)
    after_response: tuple[_Hook, ...] = attrs.field(default=(), converter=_several)
    on_error: tuple[_Hook, ...] = attrs.field(default=(), converter=_several)
    on_retry: tuple[_Hook, ...] = attrs.field(default=(), converter=_several)

    def __iter__(self) -> Iterator[_Hook]:
        for group in (self.before_request, self.after_response, self.on_error, self.on_retry):
            yield from group


NO_HOOKS = Hooks()


def is_async(function: object) -> bool:
    """Whether calling `function` gives something to be awaited."""
    while isinstance(function, partial):
        function = function.func
    called = function if inspect.isroutine(function) else type(function).__call__
    return inspect.iscoroutinefunction(called)


def require_sync(hooks: Hooks) -> None:
    """Raise InvalidRequestError when one of the hooks is async: a sync call cannot wait for it."""
    if hooks is not NO_HOOKS:
        for hook in hooks:
            if is_async(hook):
                raise InvalidRequestError(
                    "an async hook cannot be used in a sync call: use the function's _async form"
                )
