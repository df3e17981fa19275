"""A host's addresses, looked up within a time limit that the system's own look-up does not know."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Final

_POLL_SECONDS: Final = 0.1


class _LookUp:
    """A name that is being looked up, by a thread that nobody has to wait for: no one can stop it.

    Fields:
        done: set when it is over.
        addresses: what was found.
        error: what was raised instead.
    """

    def __init__(self) -> None:
        self.done = threading.Event()
        self.addresses: list[str] = []
        self.error: BaseException | None = None

    def run(self, key: tuple[int, str, int]) -> None:
        try:
            self.addresses = _ask_system(key[1], key[2])
        except BaseException as exc:
            self.error = exc
        finally:
            _RUNNING.pop(key, None)
            self.done.set()


_RUNNING: Final[dict[tuple[int, str, int], _LookUp]] = {}
"""One for each name, of this process: where the name server is silent, calls do not heap up threads, and after a fork
the parent's threads are not waited for.
"""


def is_numeric(host: str) -> bool:
    """Whether a host is an address already."""
    if ":" in host:
        return True
    try:
        socket.inet_pton(socket.AF_INET, host)
    except (OSError, ValueError):
        return False
    return True


def addresses_of(
    host: str, port: int, seconds: float | None, is_closed: Callable[[], bool]
) -> list[str]:
    """A host's addresses in numbers, the best first.

    Arguments:
        seconds: how long it may take; None is as long as the system waits.
        is_closed: whether nobody wants to know any more.

    Raises:
        TimeoutError: it took too long.
        OSError: there are no addresses, or `is_closed` (ConnectionAbortedError).
    """
    # Nobody has to be asked for this one, and a thread would cost more than the response.
    if seconds is None or host.rstrip(".").lower() == "localhost":
        return _ask_system(host, port)
    key = (os.getpid(), host, port)
    found = _RUNNING.get(key)
    if found is None:
        mine = _LookUp()
        found = _RUNNING.setdefault(key, mine)  # atomic
        if found is mine:
            thread = threading.Thread(
                target=mine.run, args=(key,), name="openrouter-look-up", daemon=True
            )
            try:
                thread.start()
            except (
                RuntimeError
            ):  # no thread is to be had: there are too many, or Python is about to end
                mine.run(key)
    end = time.monotonic() + seconds
    while not found.done.wait(min(_POLL_SECONDS, max(end - time.monotonic(), 0))):
        if is_closed():
            raise ConnectionAbortedError("closed while a name was looked up")
        if time.monotonic() >= end:
            raise TimeoutError(f"the name was not looked up within {seconds:g} s")
    if found.error is not None:
        raise found.error
    return found.addresses


def _ask_system(host: str, port: int) -> list[str]:
    found: list[Any] = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    if not found:
        raise OSError("the name has no address")
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
