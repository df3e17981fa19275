"""Any request to the API, also for an operation that this package has no function for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, overload

from openrouter_core._io.notify import emit_error, emit_error_async
from openrouter_core._io.outcome import outcome_of
from openrouter_core._io.send import call
from openrouter_core._protocol.open_request import as_asked, open_operation, plain_request
from openrouter_core.core import require_core
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

_T = TypeVar("_T")

LATER: Final = ("openrouter_core._parse.walk", "openrouter_core._protocol.formats.plain")
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""


@overload
def request(
    core: OpenRouterCore,
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: None = None,
    accept: str = "application/json",
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[JsonObject]] | Err[AnyError]: ...


@overload
def request(
    core: OpenRouterCore,
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: type[_T],
    accept: str = "application/json",
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[_T] | Err[AnyError]: ...


@overload
def request(
    core: OpenRouterCore,
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: Any = None,
    accept: str = "application/json",
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Ok[Any] | Err[AnyError]: ...


def request(
    core: OpenRouterCore,
    method: str,
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: Any = None,
    accept: str = "application/json",
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """Send any request to the API, also for an operation that this package has no function for.

    Key, retries, timeouts, hooks and errors are the same as for every operation. GET, PUT and DELETE are retried after
    every temporary failure; POST and PATCH only if the server has certainly not processed the request.

    Key: optional. It is sent if there is one, and only to the core's server.

    Arguments:
        core: the client.
        method: GET, POST, PATCH, PUT or DELETE.
        path: the part of the URL after the server's URL, such as ``/activity``. Encode text that comes from others:
            ``urllib.parse.quote(name, safe="")``.
        query (a mapping): parameters of the URL. None is left out; a list is joined with commas, as most of the API
            expects. ``RequestOptions(extra_query={"status": ["a", "b"]})`` repeats the name instead.
        json: the body: a mapping, a model, or any other JSON value. None sends no body.
        into: the class of the response: one of `openrouter_core.models`, or any type that `chat_parse` supports; keys
            that this type does not have are ignored. None returns the plain JSON value.
        accept: the media type to request, or several with commas. Text and XML are returned as str, other content that
            is not JSON as bytes.
        stream: whether to read server-sent events; ``"stream": true`` is then added to the body, if there is one.
        options: for this call only.

    Returns:
        ``Ok`` of an object of the class `into`. Without `into` it holds the JSON value, which is None if the response
        has no body, or the text or bytes. With ``stream=True`` it holds an `EventStream`, whose events are JSON
        objects; the name of an event is added as its ``type``, unless its JSON has a ``type``.

    Errors:
        SDKValidationError: an argument is wrong, for example a `path` that leads outside the API: an absolute URL, or a
            path with ``..``; nothing was sent.
        ResponseValidationError: the response is not JSON, or its JSON does not fit `into`.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = request(core, "GET", "/models", query={"q": "gpt-4o-mini"}).unwrap()
        >>> found["data"][0]["id"]
        'openai/gpt-4o-mini'
    """
    require_core(core)
    try:
        operation = open_operation(method, path, into, accept, body=json is not None, stream=stream)
        given = plain_request(query, json)
    except OpenRouterError as error:
        outcome = outcome_of(core, "request", json, stream=stream, options=options)
        return emit_error(core.hooks, None, error, outcome)
    result = call(core, operation, given, stream=True if stream else None, options=options)
    return result.map(lambda response: as_asked(response, operation))


@overload
async def request_async(
    core: OpenRouterCore,
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: None = None,
    accept: str = "application/json",
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[JsonObject]] | Err[AnyError]: ...


@overload
async def request_async(
    core: OpenRouterCore,
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: type[_T],
    accept: str = "application/json",
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[_T] | Err[AnyError]: ...


@overload
async def request_async(
    core: OpenRouterCore,
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: Any = None,
    accept: str = "application/json",
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Ok[Any] | Err[AnyError]: ...


async def request_async(
    core: OpenRouterCore,
    method: str,
    path: str,
    *,
    query: JsonObject | None = None,
    json: Any = None,
    into: Any = None,
    accept: str = "application/json",
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `request`, for async code; a stream is an `AsyncEventStream`."""
    from openrouter_core._io.send_async import call_async

    require_core(core)
    try:
        operation = open_operation(method, path, into, accept, body=json is not None, stream=stream)
        given = plain_request(query, json)
    except OpenRouterError as error:
        outcome = outcome_of(core, "request", json, stream=stream, options=options)
        return await emit_error_async(core.hooks, None, error, outcome)
    result = await call_async(
        core, operation, given, stream=True if stream else None, options=options
    )
    return result.map(lambda response: as_asked(response, operation))
