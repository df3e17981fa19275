"""Which handler answers a request: a table of method and path template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias
from urllib.parse import unquote

from openrouter_core.testing.browsers import preflight, readable
from openrouter_core.testing.payloads import error
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.script import Script

Handler: TypeAlias = Callable[[RecordedRequest, Mapping[str, str]], Reply | Script]


@dataclass(frozen=True, slots=True)
class Route:
    """One operation.

    Fields:
        method: in upper case.
        template: the path below the server's URL; `{name}` stands for one segment.
        handler: called with the request and the path's parameters, percent-decoded; on the server's
            thread, so it must not block.
        needs_key: whether a missing or wrong key is answered with 401, if the server requires a key.
        base: the prefix of the template in place of the server's own "/api/v1", such as "/api/alpha".
    """

    method: str
    template: str
    handler: Handler
    needs_key: bool = True
    base: str | None = None


class Routes:
    """The table. A route added later takes precedence over the same one added earlier.

    Args:
        prefix: the prefix of every template, such as "/api/v1".
        api_key: the required key; None requires none.
        routes: the first routes.
        further: returns routes that are tried after all others; called on the first request that no other route
            matches.
        also: whether another key is accepted too.
    """

    def __init__(
        self,
        prefix: str,
        api_key: str | None,
        routes: Iterable[Route] = (),
        further: Callable[[], Iterable[Route]] = tuple,
        also: Callable[[str], bool] = lambda key: False,
    ):
        self._prefix = prefix
        self._api_key = api_key
        self._further = further
        self._also = also
        self._table: list[tuple[re.Pattern[str], Route]] = []
        self._last: list[tuple[re.Pattern[str], Route]] | None = None
        for route in routes:
            self.add(route)

    def add(self, route: Route) -> None:
        """Put `route` before all others."""
        # A new list, because the server's thread may be reading the old one.
        self._table = [(self._pattern(route), route), *self._table]

    def answer(self, request: RecordedRequest) -> Reply | Script:
        """The handler's reply, or 404, 405 or 401 as OpenRouter writes them; a web page may read it."""
        reply = self._answer(request)
        return readable(reply) if isinstance(reply, Reply) else reply

    def _answer(self, request: RecordedRequest) -> Reply | Script:
        allowed: list[str] = []
        for pattern, route in chain(self._table, self._further_table()):
            match = pattern.fullmatch(request.path)
            if match is None:
                continue
            if route.method != request.method:
                allowed.append(route.method)
                continue
            if route.needs_key and (refusal := self._refuse(request)):
                return refusal
            return route.handler(
                request, {name: unquote(text) for name, text in match.groupdict().items()}
            )
        if allowed and request.method == "OPTIONS":
            return preflight(request, allowed)
        if allowed:
            body = error(405, f"Method {request.method} is not allowed for {request.path}")
            return Reply.json(body, 405, {"Allow": ", ".join(allowed)})
        return Reply.error(404, f"Not Found: {request.method} {request.path}")

    def _further_table(self) -> Iterator[tuple[re.Pattern[str], Route]]:
        if self._last is None:
            self._last = [(self._pattern(route), route) for route in self._further()]
        yield from self._last

    def _pattern(self, route: Route) -> re.Pattern[str]:
        prefix = self._prefix
        if route.base is not None:
            prefix = prefix.rstrip("/").removesuffix("/v1").removesuffix("/api") + route.base
        template = re.escape(prefix + route.template)
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", template))

    def _refuse(self, request: RecordedRequest) -> Reply | None:
        if self._api_key is None:
            return None
        given = request.headers.get("authorization")
        if given is None:
            return Reply.error(401, "No auth credentials found")
        scheme, _, key = given.partition(" ")
        if scheme.lower() != "bearer" or not (key == self._api_key or self._also(key)):
            return Reply.error(401, "User not found.")
        return None
