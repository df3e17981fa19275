"""The transport of a core: shared by threads, a session for each event loop, and left alone after a fork."""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    import httpx

    from openrouter_core._io.session import Session
    from openrouter_core._io.session_async import AsyncSession
    from openrouter_core.core import OpenRouterCore


def transport_of(core: OpenRouterCore) -> Transport:
    """The HTTP clients of a core, and of all that share its connections."""
    shared = core.connections
    made = shared.made
    if (
        made is None
    ):  # setdefault is atomic; a lock could be held by another thread when the process forks
        made = vars(shared).setdefault("made", Transport(shared.client, shared.async_client))
    assert isinstance(made, Transport)
    return made


class Transport:
    """All clients of one core."""

    def __init__(self, client: httpx.Client | None, async_client: httpx.AsyncClient | None) -> None:
        self._injected = client
        self._injected_async = async_client
        self._reset()
        _TRANSPORTS.add(self)

    def _reset(self) -> None:
        """Begin anew, and leave what there was alone: after a fork the sockets are the parent's."""
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._async_sessions: weakref.WeakKeyDictionary[AbstractEventLoop, AsyncSession] = (
            weakref.WeakKeyDictionary()
        )

    def session(self) -> Session:
        """The session for a sync call."""
        session = self._session
        if session is None:
            from openrouter_core._io.session import (
                Session,  # it imports httpx, which an import does without
            )

            with self._lock:
                session = self._session = self._session or Session(self._injected)
        return session

    def async_session(self, loop: AbstractEventLoop) -> AsyncSession:
        """The session for an async call on a loop: connections cannot move from one loop to another."""
        session = self._async_sessions.get(loop)
        if session is None:
            from openrouter_core._io.session_async import (
                AsyncSession,  # it imports asyncio, which a sync call does without
            )

            with self._lock:
                session = self._async_sessions.setdefault(loop, AsyncSession(self._injected_async))
        return session

    def close(self) -> None:
        """Close the sync session; the next call opens another."""
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()

    async def aclose(self, loop: AbstractEventLoop) -> None:
        """Close the sync session, and that of the running loop."""
        self.close()
        with self._lock:
            session = self._async_sessions.pop(loop, None)
        if session is not None:
            await session.aclose()


_TRANSPORTS: Final[weakref.WeakSet[Transport]] = weakref.WeakSet()
_INHERITED: Final[list[object]] = []
"""What a forked child got from its parent: kept, so that nothing closes it here."""


def _after_fork() -> None:
    for transport in list(_TRANSPORTS):
        _INHERITED.append((transport._session, dict(transport._async_sessions)))
        transport._reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
