"""What a user's own functions may watch, and the one of them that may change something.

All that they receive is frozen, and none of it holds the key.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from openrouter_core._shown import shown_headers
from openrouter_core.models.errors import InvalidRequestError, OpenRouterError
from openrouter_core.models.http_meta import HttpMeta, frozen_headers

if TYPE_CHECKING:
    from openrouter_core.models.model import FileSource


class Upload(NamedTuple):
    """The file of a multipart request, and the form's other fields.

    Fields:
        field: the form's field that holds the file.
        source: bytes, a path, or a file that is open for reading bytes.
        filename: what the server is told.
        content_type: its media type; None lets the name decide.
        fields: the form's other fields.
    """

    field: str
    source: FileSource
    filename: str
    content_type: str | None
    fields: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Upload(field={self.field!r}, filename={self.filename!r}, content_type={self.content_type!r})"


@attrs.frozen(slots=False, kw_only=True)
class PreparedRequest:
    """A request as it will be sent, without the key.

    Fields:
        operation: the function's name, such as ``"chat_send"``.
        headers: names as they are written on the wire.
        content: the body's bytes.
        upload: the file that is sent as a form, where one is; the HTTP client writes its headers.
        stream: whether a stream is asked for.
        secret: the body's fields that no debug output shows.
    """

    operation: str
    method: str
    url: str
    headers: Mapping[str, str] = attrs.field(
        converter=frozen_headers, repr=lambda headers: repr(shown_headers(headers))
    )
    content: bytes | None = attrs.field(
        default=None, repr=lambda c: "None" if c is None else f"<{len(c)} bytes>"
    )
    upload: Upload | None = None
    stream: bool = False
    secret: frozenset[str] = frozenset()


@attrs.frozen(slots=False, eq=False, kw_only=True)
class ResponseEvent:
    """An answer has come: its headers, and where nothing is streamed its body."""

    request: PreparedRequest
    http_meta: HttpMeta


@attrs.frozen(slots=False, eq=False, kw_only=True)
class ErrorEvent:
    """The call (or the stream) ends in an `Err`. `request` is None where none could be made; `error` is the one that
    the caller gets.
    """

    request: PreparedRequest | None
    error: OpenRouterError


@attrs.frozen(slots=False, eq=False, kw_only=True)
class RetryEvent:
    """The request will be sent again.

    Fields:
        attempt: how many attempts there were.
        wait: seconds until the next.
    """

    request: PreparedRequest
    error: OpenRouterError
    attempt: int
    wait: float


_Hook: TypeAlias = "Callable[[Any], Any]"


def _several(value: _Hook | Iterable[_Hook] | None) -> tuple[_Hook, ...]:
    found = () if value is None else (value,) if callable(value) else tuple(value)
    for hook in found:
        if not callable(hook):
            raise TypeError(f"a hook must be callable; got {hook!r}")
    return found


@attrs.frozen(slots=False, kw_only=True)
class Hooks:
    """Functions, sync or async, one or several, called in order.

    Fields:
        before_request: called with each `PreparedRequest`, retries included; may return a changed one
            (`attrs.evolve`). If it raises, nothing is sent, and the call is ``Err(UnexpectedClientError)``.
        after_response: called with a `ResponseEvent` for each answer, whatever its status.
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
