"""A message to an intern: ``POST /interns/{internId}/chat/completions``, always streamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openrouter_core._io.send import call
from openrouter_core._protocol.formats.interns import InternsEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import InternChatChunk, InternsChatParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_chat",
    method="POST",
    path="/interns/{internId}/chat/completions",
    retry=NON_IDEMPOTENT,
    request="InternsChatParams",
    response="InternChatSteeredResponse",
    events=InternsEvents,
)


def interns_chat(
    core: OpenRouterCore,
    intern_id: str,
    request: InternsChatParams | JsonObject,
    *,
    stream: Literal[True] = True,
    options: RequestOptions | None = None,
) -> Ok[EventStream[InternChatChunk]] | Err[AnyError]:
    """Send an intern a message, and stream what it does and writes.

    It is billed. A request whose response was lost is not sent again, because the intern may already be working on it.
    Closing the stream before its end stops the intern.

    An intern may ask a question. The stream then ends with a call of the tool ``openrouter.provide_input`` and the
    finish reason ``tool_calls``. To reply, send a second request with the same ``session_id``, whose last message is a
    `ToolMessage`, within a few minutes. Read each stream to its end: the last chunk contains the ``session_id``.

    Key: needed, with access to the Intern API.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        request (InternsChatParams or a mapping): the ``messages``, and the ``session_id`` of a session to continue. A
            mapping uses the API's field names; it is checked, and then sent unchanged.
        stream: always True: this operation has no response without streaming.
        options: for this call only.

    Returns:
        ``Ok(EventStream)`` as soon as the response begins. The stream yields ``Ok(InternChatChunk)`` for each chunk,
        then at most one `Err`. If the intern is already working in this session, the message is added to that work. The
        only chunk then has the `status` ``"steered"``, and the reply arrives in the stream of the earlier request.

    Errors:
        NotFoundResponseError: there is no such intern, the key has no access to it, or there is no such question.
        ConflictResponseError: the intern is busy; `retry_after` says how many seconds to wait.
        GoneResponseError: the run was ended by its owner or by a time limit.
        ServiceUnavailableResponseError: the intern is not running, or cannot be reached.
        StreamIncompleteError: the stream ended before the response was finished; only as a stream's last result.
        Others: see `AnyError`. `metadata` has the reason; `retryable` says whether
            the same request may be sent again.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.interns_get_intern import interns_get_intern
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"messages": [{"role": "user", "content": "Sort my mail."}]}
        >>> with LocalServer(answer="Done.") as server, OpenRouterCore(server_url=server.url) as core:
        ...     ada = interns_create_intern(core, {"name": "Ada", "provision": True}).unwrap()
        ...     while interns_get_intern(core, ada.id).unwrap().status != "running":
        ...         pass
        ...     chunks = [each.unwrap() for each in interns_chat(core, ada.id, request).unwrap()]
        >>> "".join(chunk.text for chunk in chunks), chunks[-1].session_id
        ('Done.', 'session-1')
    """
    return call(
        core, OPERATION, request, stream=stream, path={"internId": intern_id}, options=options
    )


async def interns_chat_async(
    core: OpenRouterCore,
    intern_id: str,
    request: InternsChatParams | JsonObject,
    *,
    stream: Literal[True] = True,
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[InternChatChunk]] | Err[AnyError]:
    """As `interns_chat`, for async code; the stream is an `AsyncEventStream`."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, request, stream=stream, path={"internId": intern_id}, options=options
    )
