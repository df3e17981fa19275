"""Send a chat whose answer is a list of a given type, and get each item as soon as it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core._items.stream import ItemStream
    from openrouter_core._items.stream_async import AsyncItemStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ChatRequest
    from openrouter_core.models import ChatStreamingResponseChunk
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions
    from openrouter_core.result import Err, Ok

_T = TypeVar("_T")

LATER = (
    "openrouter_core._parse.items",
    "openrouter_core._items.stream",
    "openrouter_core.funcs.chat_send",
)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""
LATER_ASYNC = ("openrouter_core._items.stream_async",)


def chat_parse_stream(
    core: OpenRouterCore,
    request: ChatRequest,
    into: type[list[_T]],
    *,
    options: RequestOptions | None = None,
) -> ItemStream[_T]:
    """Send a conversation that the model answers with a list, and get the items one by one while it writes them.

    It is `chat_parse` for a list, with a streamed request; the same rules for types and strict parsing apply. Each item
    is checked when it is complete; the first one that does not fit ends the request. Nothing is sent before the stream
    is iterated. It is billed, as `chat_send` is.

    Key: needed.

    Arguments:
        core: the client.
        request (ChatGenerationParams or a mapping): as for `chat_parse`.
        into: the type of the list, such as ``list[Invoice]``.
        options: for this call only.

    Returns:
        an `ItemStream`, which yields ``Ok(item)`` for each item, then at most one `Err`. Closing the stream ends the
        request. After the last item, `result()` is ``Ok(Parsed)`` with all items as `value`, the whole `response` and
        its `usage`; or it is that `Err`.

    Errors:
        SDKValidationError: `into` is not a list, or one of the reasons in `chat_parse`; nothing was sent.
        AnswerSchemaError: an item does not fit; `path` says where, for example ``value[3].total``. `partial` is the
            part of the response that arrived.
        The errors of `chat_parse`, as the last result of the stream, and of every operation: see
            `openrouter_core.AnyError`.

    Example:
        >>> import attrs
        >>> from openrouter_core import Err, Ok, OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> @attrs.frozen
        ... class City:
        ...     name: str
        ...     people: int
        >>> request = {"messages": [{"role": "user", "content": "The largest cities of Norway?"}]}
        >>> answer = '{"value": [{"name": "Oslo", "people": 717710}, {"name": "Bergen", "people": 291940}]}'
        >>> with LocalServer(answer=answer) as server, OpenRouterCore(server_url=server.url) as core:
        ...     with chat_parse_stream(core, request, into=list[City]) as cities:
        ...         for result in cities:
        ...             match result:
        ...                 case Ok(city):
        ...                     print(city)
        ...                 case Err(error):
        ...                     print("it failed:", error)
        City(name='Oslo', people=717710)
        City(name='Bergen', people=291940)
        >>> cities.result().unwrap().usage.cost > 0
        True
    """
    from openrouter_core._items.stream import ItemStream
    from openrouter_core._parse.items import begin_items
    from openrouter_core.core import require_core
    from openrouter_core.funcs.chat_send import chat_send

    def open_stream(body: Any) -> Ok[EventStream[ChatStreamingResponseChunk]] | Err[AnyError]:
        return chat_send(core, body, stream=True, options=options)

    require_core(core)
    return ItemStream(begin_items(request, into), open_stream)


def chat_parse_stream_async(
    core: OpenRouterCore,
    request: ChatRequest,
    into: type[list[_T]],
    *,
    options: RequestOptions | None = None,
) -> AsyncItemStream[_T]:
    """As `chat_parse_stream`, for async code: not awaited, but read with ``async with`` and ``async for``."""
    from openrouter_core._items.stream_async import AsyncItemStream
    from openrouter_core._parse.items import begin_items
    from openrouter_core.core import require_core
    from openrouter_core.funcs.chat_send import chat_send_async

    async def open_stream(
        body: Any,
    ) -> Ok[AsyncEventStream[ChatStreamingResponseChunk]] | Err[AnyError]:
        return await chat_send_async(core, body, stream=True, options=options)

    require_core(core)
    return AsyncItemStream(begin_items(request, into), open_stream)
