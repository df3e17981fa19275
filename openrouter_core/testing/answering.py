"""The server's answer to a request: a planned reply, else what the API would answer."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeAlias

from openrouter_core.testing import browsers
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Routes
from openrouter_core.testing.script import Script

if TYPE_CHECKING:
    from openrouter_core.testing.api.generations import Answered

log = logging.getLogger("openrouter_core.testing")

Planned: TypeAlias = Reply | Script | Callable[[RecordedRequest], Reply | Script | None] | None


class Answering:
    """The plan and the routes; written by any thread, read by the server's.

    Args:
        routes: the default answers.
        answered: the collection to which each answer of a POST is added, with its request and the time.
        bound: the address that the server listens on.
        allowed_hosts: more names that a Host header may have.
    """

    def __init__(
        self,
        routes: Routes,
        answered: deque[Answered],
        bound: str,
        allowed_hosts: Collection[str],
    ):
        self._routes = routes
        self._answered = answered
        self._bound = bound
        self._allowed_hosts = allowed_hosts
        self._queue: deque[Planned] = deque()
        self._always: Planned = None

    def enqueue(self, replies: Collection[Planned]) -> None:
        """Answer the next requests with these, one each."""
        for reply in replies:
            _encode(reply)
        self._queue.extend(replies)

    def always(self, reply: Planned) -> None:
        """Answer with this whenever the queue is empty."""
        _encode(reply)
        self._always = reply

    def forget(self) -> None:
        """Remove the plan."""
        self._queue.clear()
        self._always = None

    def script_for(self, request: RecordedRequest) -> Script:
        """The steps that answer a request."""
        try:
            reply = self._reply(request)
            if not isinstance(reply, Reply):
                return reply
            if reply.transfer == "chunked" and request.http_version == "HTTP/1.0":
                reply = reply.until_close()  # HTTP/1.0 has no chunks
            script = reply.script
            if request.method == "POST" and reply.status == 200:
                self._answered.append((request, reply, time.time()))
            return script
        except Exception as problem:  # a user's callable, or a reply that cannot be encoded
            log.exception("answering %s %s raised", request.method, request.path)
            return Reply.error(500, f"LocalServer could not answer: {problem!r}").script

    def _reply(self, request: RecordedRequest) -> Reply | Script:
        refusal = browsers.misdirected(request, self._bound, self._allowed_hosts)
        if refusal is not None:
            return refusal
        # The plan is not for requests that a browser makes on its own.
        if not browsers.is_preflight(request):
            queued = self._queue.popleft() if self._queue else None
            for planned in (queued, self._always):
                reply = planned(request) if callable(planned) else planned
                if reply is not None:
                    return reply
        return self._routes.answer(request)


def _encode(planned: Planned) -> None:
    """Raise here for a reply that cannot be sent, so that its author sees the error."""
    if isinstance(planned, Reply):
        _ = planned.script
