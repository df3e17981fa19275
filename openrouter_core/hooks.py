"""`Hooks`: functions of the user's that are called during a call. One of them may change the request.

What they receive is frozen, and does not hold the key.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from openrouter_core._check import shown
from openrouter_core._prepared import PreparedRequest as PreparedRequest
from openrouter_core._prepared import Upload as Upload
from openrouter_core.models._frozen import Frozen
from openrouter_core.models.errors import InvalidRequestError

if TYPE_CHECKING:
    from openrouter_core._hook_events import ErrorEvent as ErrorEvent
    from openrouter_core._hook_events import ResponseEvent as ResponseEvent
    from openrouter_core._hook_events import ResultEvent as ResultEvent
    from openrouter_core._hook_events import RetryEvent as RetryEvent
else:

    def __getattr__(name: str) -> Any:
        """The events' classes, once they are named."""
        if name not in ("ErrorEvent", "ResponseEvent", "ResultEvent", "RetryEvent"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from openrouter_core import _hook_events

        return getattr(_hook_events, name)


BeforeRequest: TypeAlias = (
    "Callable[[PreparedRequest], PreparedRequest | Awaitable[PreparedRequest | None] | None]"
)
"""A function that is called with a request before it is sent, and may return another request."""
AfterResponse: TypeAlias = "Callable[[ResponseEvent], object]"
OnError: TypeAlias = "Callable[[ErrorEvent], object]"
OnRetry: TypeAlias = "Callable[[RetryEvent], object]"
OnResult: TypeAlias = "Callable[[ResultEvent], object]"
"""Functions that only watch: what they return is ignored. An async one is awaited."""

_NAMES = ("before_request", "after_response", "on_error", "on_retry", "on_result")
_HookT = TypeVar("_HookT", bound=Callable[..., object])


def _several(name: str, value: _HookT | Iterable[_HookT] | None) -> tuple[_HookT, ...]:
    if not (value is None or callable(value) or isinstance(value, Iterable)):
        raise TypeError(f"Hooks.{name}: expected a function or several; got {shown(value)}")
    found = () if value is None else (value,) if callable(value) else tuple(value)
    for hook in found:
        if not callable(hook):
            raise TypeError(f"Hooks.{name}: expected a function or several; got {shown(hook)}")
    return found


@attrs.frozen(slots=False, eq=False, repr=False, init=False)
class Hooks(Frozen):
    """Functions that are called during a call: for each field one or several, sync or async, called in order.

    Fields:
        before_request: called with the `PreparedRequest` before each attempt; it may return a changed one, made with
            `attrs.evolve`. If it raises, nothing is sent, and the call is ``Err(UnexpectedClientError)``.
        after_response: called with a `ResponseEvent` for each response, whatever its status.
        on_error: called with an `ErrorEvent` when a call or a stream ends in an `Err`.
        on_retry: called with a `RetryEvent` before each wait.
        on_result: called with a `ResultEvent` once for each call, when it is over: with its tokens, its cost, its
            duration, and its error if there is one. For a stream that is when it ends in any way: read to the end,
            failed, closed, dropped or cancelled. For a stream that was dropped the hook is called in a thread of its
            own, in async code on the event loop, because the garbage collector may run while this thread holds a lock.
            If the event loop ends at that moment, an async hook is not called.
        collect_streams: whether the `ResultEvent` of a stream holds its response too. It is put together from the
            chunks, which takes some time for each chunk.

    All but `before_request` only watch: if one raises, this is logged, and the call's result does not change. An async
    function in a sync call gives ``Err(InvalidRequestError)``.

    Raises:
        TypeError: a field holds something that cannot be called.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.funcs.chat_send import chat_send
    >>> from openrouter_core.testing import LocalServer
    >>> def log(event):
    ...     print(event.operation, event.model_asked, event.output_tokens, "tokens", event.finish_reasons)
    >>> request = {"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": "Hello"}]}
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url, hooks=Hooks(on_result=log)) as core:
    ...     result = chat_send(core, request)
    chat_send openai/gpt-4o-mini 20 tokens ('stop',)
    """

    before_request: tuple[BeforeRequest, ...]
    after_response: tuple[AfterResponse, ...]
    on_error: tuple[OnError, ...]
    on_retry: tuple[OnRetry, ...]
    on_result: tuple[OnResult, ...]
    collect_streams: bool

    def __init__(
        self,
        *,
        before_request: BeforeRequest | Iterable[BeforeRequest] | None = None,
        after_response: AfterResponse | Iterable[AfterResponse] | None = None,
        on_error: OnError | Iterable[OnError] | None = None,
        on_retry: OnRetry | Iterable[OnRetry] | None = None,
        on_result: OnResult | Iterable[OnResult] | None = None,
        collect_streams: bool = False,
    ) -> None:
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]  # attrs makes it
            before_request=_several("before_request", before_request),
            after_response=_several("after_response", after_response),
            on_error=_several("on_error", on_error),
            on_retry=_several("on_retry", on_retry),
            on_result=_several("on_result", on_result),
            collect_streams=bool(collect_streams),
        )

    def __iter__(self) -> Iterator[Callable[..., object]]:
        for name in _NAMES:
            yield from getattr(self, name)


NO_HOOKS = Hooks()


def is_async(function: object) -> bool:
    """Whether calling `function` gives something that must be awaited."""
    while isinstance(function, partial):
        function = function.func
    called = function if inspect.isroutine(function) else type(function).__call__
    return inspect.iscoroutinefunction(called)


def require_sync(hooks: Hooks) -> None:
    """Raise InvalidRequestError when one of the hooks is async: a sync call cannot wait for it."""
    if hooks is not NO_HOOKS:
        for name in _NAMES:
            if any(map(is_async, getattr(hooks, name))):
                raise InvalidRequestError(
                    f"a hook ({name}) is async: use the operation's _async form"
                )
