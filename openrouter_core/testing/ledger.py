"""The server's memory of requests and connections: written by its thread, read by any."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition
from urllib.parse import urlsplit

from openrouter_core.testing.parser import ParsedRequest
from openrouter_core.testing.record import Fate, RecordedRequest


@dataclass(frozen=True, slots=True)
class Connections:
    """How many connections were accepted so far, and how many of them are open now."""

    accepted: int
    open: int


class Ledger:
    """Counts connections and keeps requests; `changed` is notified whenever either changes.

    Args:
        keep: how many of the latest requests to keep; None keeps all.
    """

    def __init__(self, keep: int | None):
        self.changed = Condition()
        self._requests: deque[RecordedRequest] = deque(maxlen=keep)
        self._received = 0
        self._accepted = 0
        self._open = 0

    def accept(self) -> int:
        """Count a new connection; returns its number, from 1."""
        with self.changed:
            self._accepted += 1
            self._open += 1
            self.changed.notify_all()
            return self._accepted

    def drop(self) -> None:
        """Count a closed connection."""
        with self.changed:
            self._open -= 1
            self.changed.notify_all()

    def record(self, parsed: ParsedRequest, connection: int) -> RecordedRequest:
        """Keep a request and notify the threads that wait for it."""
        target = parsed.target
        if target.startswith("/"):
            path, _, query = target.partition("?")
        else:  # the absolute form, which a client sends to a proxy
            parts = urlsplit(target)
            path, query = parts.path, parts.query
        request = RecordedRequest(
            method=parsed.method,
            target=target,
            path=path,
            query=query,
            headers=parsed.headers,
            body=parsed.body,
            connection=connection,
            received_at=time.monotonic(),
            http_version=parsed.http_version,
            _fate=Fate(self.changed),
        )
        with self.changed:
            self._requests.append(request)
            self._received += 1
            self.changed.notify_all()
        return request

    def forget(self) -> None:
        """Forget the requests so far."""
        with self.changed:
            self._requests.clear()
            self._received = 0

    @property
    def requests(self) -> list[RecordedRequest]:
        with self.changed:
            return list(self._requests)

    @property
    def connections(self) -> Connections:
        with self.changed:
            return Connections(self._accepted, self._open)

    def wait_for_requests(self, count: int, timeout: float) -> list[RecordedRequest]:
        self._wait(
            lambda: self._received >= count,
            timeout,
            lambda: f"{count} requests; got {self._received}",
        )
        return self.requests

    def wait_for_open(self, count: int, timeout: float) -> None:
        self._wait(
            lambda: self._open == count,
            timeout,
            lambda: f"{count} open connections; got {self._open}",
        )

    def _wait(self, met: Callable[[], bool], timeout: float, expected: Callable[[], str]) -> None:
        with self.changed:
            if not self.changed.wait_for(met, timeout):
                raise TimeoutError(f"waited {timeout} s for {expected()}")
