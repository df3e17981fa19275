"""What the server answers a request with: what it was told to, else what the API would."""

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
    """The plan and the routes; written by any thread, asked by the server's.

    Args:
        routes: what is answered by default.
        answered: where each answer of a POST is put, with its request and the time.
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
        """Have no plan."""
        self._queue.clear()
        self._always = None

    def script_for(self, request: RecordedRequest) -> Script:
        """The steps that answer it."""
        try:
            reply = self._reply(request)
            if not isinstance(reply, Reply):
                return reply
            if reply.transfer == "chunked" and request.http_version == "HTTP/1.0":
                reply = reply.until_close()  # which knows no chunks
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
        # What a browser asks on its own account is not what the plan is for.
        if not browsers.is_preflight(request):
            queued = self._queue.popleft() if self._queue else None
            for planned in (queued, self._always):
                reply = planned(request) if callable(planned) else planned
                if reply is not None:
                    return reply
        return self._routes.answer(request)


def _encode(planned: Planned) -> None:
    """Raise for a reply that cannot be sent here, where its author can see it."""
    if isinstance(planned, Reply):
        _ = planned.script
