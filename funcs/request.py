"""Any request to the API, also to an operation that this package does not know."""

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
    """Send any request to the API, also to an operation that this package does not know.

    Key, retries, time limits, hooks and errors are those of every operation. A GET is sent again whenever it failed in
    passing, a PUT and a DELETE too; a POST and a PATCH only where the server has certainly done nothing.

    Key: optional: sent where there is one. It goes to the core's server and to no other.

    Arguments:
        core: configuration and connections.
        method: GET, POST, PATCH, PUT or DELETE.
        path: what stands after the server's URL, such as ``/activity``. A part that is no text of your own is to be
            encoded: ``urllib.parse.quote(name, safe="")``.
        query (a mapping): parameters of the URL; None is left out, a list is written with commas, as most of the API
            wants it. ``RequestOptions(extra_query={"status": ["a", "b"]})`` repeats the name instead.
        json: the body: a mapping, a model, or anything else that JSON can hold; None sends none.
        into: the class of the response: one of `openrouter_core.models`, or any type that `chat_parse` takes, of which
            keys that it does not have are passed over. None gives the JSON as it is.
        accept: the media type to ask for, or several with commas. Texts and XML are given as str, all else that is no
            JSON as bytes.
        stream: whether to read server-sent events; ``"stream": true`` is then added to the body, where there is one.
        options: settings for this call only.

    Returns:
        ``Ok`` with an `into`; the JSON value, None where a success has no body; the text or the bytes; or with
        ``stream=True`` an `EventStream` of events, each a JSON object. An event with a name has it as ``type``, where
        it has none of its own.

    Errors:
        SDKValidationError: an argument is wrong: a path that leads to another place, such as an absolute URL or one
            with ``..``; nothing was sent.
        ResponseValidationError: the response is not what was asked for: no JSON, or JSON that does not fit `into`.
        Those of every operation: see `openrouter_core.AnyError`.

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
    from openrouter_core._io.send_async import call_async  # it imports asyncio

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
