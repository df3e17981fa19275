"""One call of an operation as a value: what is sent, the rules that hold for it, and what its response means.

Nothing here reads a clock or a file, or changes: times, counts and bytes are given, values come back. What happens
during a call is kept in `openrouter_core._io.attempt`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from openrouter_core import models, wire
from openrouter_core._check import invalid
from openrouter_core._protocol import classify
from openrouter_core._protocol.event_data import without_end_signal
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.operation import ANYTHING, Operation
from openrouter_core._protocol.request import prepare
from openrouter_core._protocol.retry import (
    LEAST_LOOK,
    LEAST_POLL_WAIT,
    LEAST_WAIT,
    Decision,
    decide,
    waiting_for,
)
from openrouter_core._protocol.url import origin, redirected, same_origin
from openrouter_core._protocol.whole_from_events import holds_events, whole_from_events
from openrouter_core.hooks import PreparedRequest
from openrouter_core.models.errors import (
    APIError,
    InvalidRequestError,
    OpenRouterError,
    ResponseValidationError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import EMPTY_REQUEST, Response, ResponseModel
from openrouter_core.retries import RetryConfig
from openrouter_core.secret import Secret
from openrouter_core.settings import Settings

if TYPE_CHECKING:
    from openrouter_core._protocol.formats.event_format import EventFormat
    from openrouter_core._protocol.sink import BodySink

ERROR_BODY: Final = 1024 * 1024
"""How many bytes of an error's body are read; what a hostile server sends beyond that is not."""
_REDIRECTS: Final = frozenset({301, 302, 307, 308})
"""Redirects that want the same request at another URL (RFC 9110, 15.4)."""
HEADER_VALUE: Final = 8192
"""How many characters of a response header's value are kept."""


class Call(NamedTuple):
    """What is decided of a call before it begins.

    Fields:
        operation: the operation's description.
        settings: the core's configuration with the call's options over it.
        prepared: the request, without the key.
        retry: when it is sent again.
        stream: whether a stream was asked for.
        wanted: the fields of the request that the operation's events want to know.
        least_wait: seconds between two attempts, at least.
        wait: for how many seconds to go on asking; None asks once, and repeats what `retry` says.
    """

    operation: Operation
    settings: Settings
    prepared: PreparedRequest
    retry: RetryConfig
    stream: bool
    wanted: Mapping[str, Any] = EMPTY_REQUEST
    least_wait: float = LEAST_WAIT
    wait: float | None = None

    # --- before and between attempts ---------------------------------------------------------------------------

    @property
    def key(self) -> Secret | None:
        """The key, or the function that gives it; None for an operation that has no use for one."""
        return None if self.operation.key == "none" else self.settings.key

    @property
    def events(self) -> type[EventFormat]:
        """How the stream that was asked for comes."""
        assert self.operation.events is not None
        return self.operation.events

    def key_for(self, prepared: PreparedRequest, secret: Secret | None) -> Secret | None:
        """The key that goes with a request; None where a hook has turned the request to another server, or has put
        an Authorization of its own.

        Arguments:
            prepared: the request as the hooks left it.
            secret: the key itself, where a function gave it.

        Raises:
            InvalidRequestError: the key cannot be sent.
        """
        if secret is None:
            return None
        if prepared is not self.prepared:  # a hook has changed it
            if origin(prepared.url) != origin(self.prepared.url):
                return None
            if any(name.lower() == "authorization" for name in prepared.headers):
                return None
        problem = "the function gave no key" if secret.source is None else secret.problem()
        if problem is not None:
            raise InvalidRequestError(f"{secret.NAME}: {problem}")
        return secret

    def timeouts(self, left: float | None) -> dict[str, float | None]:
        """The limits of an attempt, in seconds, as httpx's ``timeout`` extension wants them.

        Arguments:
            left: seconds of the total limit that are left; None is unbounded.
        """
        limits = self.settings.limits
        phases = {
            "connect": limits.connect,
            "read": limits.read,
            "write": limits.write,
            "pool": limits.pool,
        }
        if left is None:
            return phases
        return {
            phase: left if limit is None else min(limit, left) for phase, limit in phases.items()
        }

    def decide(
        self,
        error: OpenRouterError,
        *,
        attempt: int,
        elapsed: float,
        jitter: float,
        repeatable: bool = True,
    ) -> Decision:
        """Whether to send again after an error, and when.

        Arguments:
            attempt: how many attempts there were.
            elapsed: seconds since the first began.
            jitter: a random number from 0 to 1.
            repeatable: whether the body can be sent again.
        """
        if not repeatable:
            return Decision(False)
        return decide(
            self.retry,
            self.operation.rule,
            error,
            attempt=attempt,
            elapsed=elapsed,
            jitter=jitter,
            total=self.settings.limits.total,
            least=self.least_wait,
        )

    def moved(self, error: OpenRouterError, url: str) -> Call | None:
        """The call that follows a redirect; None where the response is none, or its redirects are not followed, or it
        names another server. The one that follows follows no further.

        Arguments:
            error: what a response meant.
            url: where the request went.
        """
        meta = error.http_meta
        if not self.operation.follows or meta is None or meta.status not in _REDIRECTS:
            return None
        target = redirected(url, meta.headers.get("location", ""))
        if target is None or not same_origin(target, self.prepared.url):
            return None
        return self._replace(
            operation=self.operation._replace(follows=False),
            prepared=attrs.evolve(self.prepared, url=target),
        )

    # --- what has come -----------------------------------------------------------------------------------------

    def opens_stream(self, status: int, content_type: str) -> bool:
        """Whether a response is read as a stream: one was asked for, and a success came that does not call itself
        JSON.
        """
        return self.stream and 200 <= status < 300 and "json" not in content_type.lower()

    def is_content(self, status: int, content_type: str) -> bool:
        """Whether a body is the bytes that were asked for."""
        return 200 <= status < 300 and self.operation.holds_content(content_type)

    def wait_until(self, since: float, deadline: float | None) -> float | None:
        """When a wait for an event that began at `since` has lasted too long; None is never."""
        read = self.settings.limits.read
        ends = (deadline, None if read is None else since + read)
        return min((end for end in ends if end is not None), default=None)

    def reader(self, meta: HttpMeta, *, wall: float) -> EventReader:
        """What reads this call's stream.

        Arguments:
            wall: seconds since the epoch.
        """
        return EventReader(
            self.events(self.wanted),
            meta,
            max_event_bytes=self.settings.max_event_bytes,
            now=wall,
        )

    def response(
        self, body: bytes, meta: HttpMeta, sink: BodySink, *, secret: Secret | None, wall: float
    ) -> Any:
        """What a whole body means: a model, or where a stream was asked for, the one result that it would have had.

        Arguments:
            sink: takes the body where it turns out to be the content that was asked for.
            secret: the key as it was sent; hidden where a server sends it back.
            wall: seconds since the epoch.

        Raises:
            OpenRouterError: the body means an error.
        """
        if secret is not None and meta.status >= 300:
            body = secret.hidden(body)  # before anything is cut: half a key is still one
        named = self.operation.response
        cls = None if named is None else getattr(models, named)
        model = cls if self.operation.wants_json else None  # a download's class describes no JSON
        data = self._read_object(body, meta, model, wall=wall)
        if isinstance(data, OpenRouterError) and secret is not None:
            if (shown := secret.hidden(body)) != body:
                data = self._read_object(shown, meta, model, wall=wall)
            classify.note_foreign_key(data, secret)
        if not self.operation.wants_json and not isinstance(data, APIError):
            return self._json_content(body, meta, sink)
        if isinstance(data, OpenRouterError):
            raise data
        if self.stream:
            return self.reader(meta, wall=wall).whole(data)
        if cls is None:
            return None if self.operation.read is None else self.operation.read(data, meta)
        response = wire.structure(data, cls)
        response.__dict__["http_meta"] = meta
        return response

    def _read_object(
        self, body: bytes, meta: HttpMeta, cls: type[ResponseModel] | None, *, wall: float
    ) -> Any:
        """The JSON object of a whole body, without a class any JSON value, or the error that it means. Some servers
        send a stream's events, or its closing signal, to who asked for none.
        """
        if self.operation.events is not None and 200 <= meta.status < 300:
            if holds_events(body):
                events = self.operation.events(self.wanted)
                limit = self.settings.max_event_bytes
                return whole_from_events(body, meta, events, now=wall, max_event_bytes=limit)
            body = without_end_signal(body)
        if self.operation.response is None and not self.stream:
            nothing = Response if self.operation.read is None else None
            return classify.read_any(body, meta, nothing, now=wall)
        return classify.read_object(body, meta, cls, now=wall)

    def problem(self, response: object) -> OpenRouterError | None:
        """Why a response is not the one that is waited for; None where it is, or nothing is waited for."""
        poll = self.operation.poll
        return None if poll is None or self.wait is None else poll.problem(response)

    def deadline(self, started: float, now: float) -> tuple[float | None, str]:
        """When an attempt that begins now must be over, and which limit that is; None is never.

        Arguments:
            started: when the call began.
        """
        total = self.settings.limits.total
        end = None if total is None else started + total
        if self.wait is None:
            return end, "total"
        wait_end = max(started + self.wait, now + LEAST_LOOK)
        return (wait_end, "wait") if end is None or wait_end < end else (end, "total")

    def content(self, sink: BodySink, meta: HttpMeta) -> Any:
        """The response of an operation whose body is bytes."""
        assert self.operation.response is not None
        return getattr(models, self.operation.response)(
            content=sink.content,
            path=sink.path,
            size=sink.size,
            content_type=meta.headers.get("content-type"),
            http_meta=meta,
        )

    def _json_content(self, body: bytes, meta: HttpMeta, sink: BodySink) -> Any:
        """JSON that means no error, where content was asked for: a file may well be JSON."""
        if self.operation.accept != ANYTHING:
            raise ResponseValidationError(
                f"the server answered {meta.status}, and the body is not {self.operation.accept}",
                status_code=meta.status,
                http_meta=meta,
                body=classify.kept_text(body),
            )
        with sink.begin(len(body)):
            sink.write(body)
        return self.content(sink, meta)


def plan(
    operation: Operation,
    settings: Settings,
    request: object,
    *,
    stream: bool | None = None,
    path: Mapping[str, str] | None = None,
    wait: float | None = None,
    idempotency_key: str | None = None,
) -> Call:
    """Decide what a call will send, and by which rules.

    Arguments:
        request: a model or a mapping, as the operation's description names.
        stream: whether to stream; None for an operation that does not know the question.
        path: the path parameters.
        wait: how many seconds to go on asking for what is not there yet; None does not.
        idempotency_key: by which the server knows a request again.

    Raises:
        SDKValidationError: the request is wrong.
        InvalidRequestError: it cannot be sent.
    """
    if not isinstance(stream, bool | None):
        raise invalid("stream", "True or False", stream)
    retry, least_wait = settings.retry, LEAST_WAIT
    if wait is not None:
        retry, least_wait = waiting_for(retry, operation.rule, wait), LEAST_POLL_WAIT
    prepared = prepare(
        operation, settings, request, stream=stream, path=path, idempotency_key=idempotency_key
    )
    wanted = _wanted(operation, request, settings.extra_body or EMPTY_REQUEST)
    return Call(operation, settings, prepared, retry, bool(stream), wanted, least_wait, wait)


def _wanted(operation: Operation, request: object, extra: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of the request that the operation's events want to know, as they are sent."""
    if operation.events is None:
        return EMPTY_REQUEST
    given = request if isinstance(request, Mapping) else getattr(request, "__dict__", {})
    return {name: extra.get(name, given.get(name)) for name in operation.events.wants}


def kept_headers(
    raw_headers: Iterable[tuple[bytes, bytes]], secret: Secret | None
) -> dict[str, str]:
    """A response's headers as errors and responses keep them: names in lower case, values of one name joined with
    commas, the key hidden, and what is very long cut.
    """
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw_headers:
        name = raw_name.decode("latin-1").lower()
        value = raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    if secret is not None and secret.is_in("\n".join((*headers, *headers.values()))):
        headers = secret.hidden(headers)
    return {name: value[:HEADER_VALUE] for name, value in headers.items()}


def known_length(headers: Mapping[str, str]) -> int | None:
    """How many bytes a body will have, where the server says so and does not compress it.

    Arguments:
        headers: a response's headers.
    """
    length = headers.get("content-length", "")
    known = length.isdecimal() and len(length) < 20 and "content-encoding" not in headers
    return int(length) if known else None
