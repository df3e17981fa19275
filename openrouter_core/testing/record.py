"""What the server received, as values: headers, requests, and whether the reply was finished."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Condition
from typing import Any
from urllib.parse import parse_qsl


class Headers(Mapping[str, str]):
    """Header fields as they were sent: case-insensitive, in their original order and spelling.

    `headers["name"]` joins repeated fields with ", " (RFC 9110, 5.3); `get_all` keeps them apart;
    `raw` is the list.

    >>> headers = Headers([("X-Title", "a"), ("x-title", "b")])
    >>> headers["X-TITLE"], headers.get_all("x-title"), list(headers)
    ('a, b', ['a', 'b'], ['X-Title'])
    """

    __slots__ = ("raw",)

    def __init__(
        self, raw: Mapping[str, str] | list[tuple[str, str]] | tuple[tuple[str, str], ...]
    ):
        self.raw: tuple[tuple[str, str], ...] = tuple(
            raw.items() if isinstance(raw, Mapping) else raw
        )

    def get_all(self, name: str) -> list[str]:
        """Every value of `name`, in the order sent."""
        wanted = name.lower()
        return [value for key, value in self.raw if key.lower() == wanted]

    def __getitem__(self, name: str) -> str:
        values = self.get_all(name)
        if not values:
            raise KeyError(name)
        return ", ".join(values)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.get_all(name))

    def __iter__(self) -> Iterator[str]:
        first: dict[str, str] = {}
        for key, _ in self.raw:
            first.setdefault(key.lower(), key)
        return iter(first.values())

    def __len__(self) -> int:
        return len({key.lower() for key, _ in self.raw})

    def __repr__(self) -> str:
        return f"Headers({list(self.raw)!r})"


class Fate:
    """Whether a reply was finished; written by the server's thread, awaited by any other."""

    __slots__ = ("changed", "disconnected_at", "finished_at")

    def __init__(self, changed: Condition):
        self.changed = changed
        self.finished_at: float | None = None
        self.disconnected_at: float | None = None

    @property
    def known(self) -> bool:
        return self.finished_at is not None or self.disconnected_at is not None

    def finish(self) -> None:
        with self.changed:
            self.finished_at = time.monotonic()
            self.changed.notify_all()

    def disconnect(self) -> None:
        with self.changed:
            self.disconnected_at = time.monotonic()
            self.changed.notify_all()

    def wait(self, timeout: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.known, timeout)


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """One request as it arrived.

    Fields:
        method, target: as on the request line; the target is a whole URL if the server was used as a proxy.
        path, query: the target's parts, still percent-encoded; the query without its "?".
        headers: case-insensitive, several values per name, original order and spelling.
        body: the bytes, without the transfer coding.
        connection: the number of its connection, from 1; equal numbers mean that a connection was reused.
        received_at: when its last byte arrived, in seconds of `time.monotonic()`.
        http_version: "HTTP/1.1" or "HTTP/1.0".
    """

    method: str
    target: str
    path: str
    query: str
    headers: Headers
    body: bytes
    connection: int
    received_at: float
    http_version: str
    _fate: Fate = field(repr=False, compare=False)

    @property
    def json(self) -> Any:
        """The parsed body; raises ValueError if it is not JSON."""
        return json.loads(self.body)

    @property
    def unknown(self) -> list[str]:
        """The paths of keys in its JSON that the API does not know, and so ignores: ``["temprature"]``; this includes
        parameters that are newer than this version.
        """
        from openrouter_core.testing.api.shapes import unknown_keys

        try:
            return unknown_keys(self.method, self.path, self.json)
        except (ValueError, RecursionError):
            return []

    @property
    def params(self) -> list[tuple[str, str]]:
        """The query's pairs, percent-decoded, in the order sent."""
        return parse_qsl(self.query, keep_blank_values=True)

    @property
    def finished_at(self) -> float | None:
        """When the reply's last byte was handed to the kernel (monotonic seconds), or None."""
        return self._fate.finished_at

    @property
    def disconnected_at(self) -> float | None:
        """When the client disconnected before the reply was finished (monotonic seconds), or None."""
        return self._fate.disconnected_at

    def wait_for_disconnect(self, timeout: float = 5.0) -> bool:
        """Whether the client disconnects before the reply is finished; blocks until that is known.

        Args:
            timeout: seconds after which the result is False. In async code call this through `asyncio.to_thread`, so
                that the client under test can continue.
        """
        self._fate.wait(timeout)
        return self.disconnected_at is not None

    def wait_for_finish(self, timeout: float = 5.0) -> bool:
        """Whether the reply is finished before the client disconnects; blocks until that is known.

        Args:
            timeout: seconds after which the result is False.
        """
        self._fate.wait(timeout)
        return self.finished_at is not None
