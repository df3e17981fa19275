"""One call: what both loops decide the same way (`Call`), and the sync loop that sends, waits and opens streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import classify, debug, models, wire
from openrouter_core.events import EventReader
from openrouter_core.failures import network_error, total_timeout
from openrouter_core.hooks import PreparedRequest, ResponseEvent, RetryEvent, is_async, require_sync
from openrouter_core.models.errors import (
    InvalidRequestError,
    OpenRouterError,
    RequestTimeoutError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.notify import ask, failed, observe
from openrouter_core.request import check_prepared, origin, prepare
from openrouter_core.result import Err, Ok
from openrouter_core.retries import decide
from openrouter_core.secret import Secret
from openrouter_core.stream import EventStream, Lease, aborted, read_events, single

if TYPE_CHECKING:
    import httpx

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.operation import Operation
    from openrouter_core.options import RequestOptions
    from openrouter_core.transport import Session

ERROR_BODY: Final = 1024 * 1024
"""How many bytes of an error's body are read; what a hostile server sends beyond that is not."""
HEADER_VALUE: Final = 8192
"""How many characters of a response header's value are kept."""


class Call:
    """One call of an operation, from the first attempt to the last; knows no socket.

    Raises:
        SDKValidationError: the request is wrong.
        InvalidRequestError: it cannot be sent.
    """

    def __init__(
        self,
        core: OpenRouterCore,
        operation: Operation,
        request: object,
        *,
        stream: bool | None,
        options: RequestOptions | None,
    ) -> None:
        self.operation = operation
        self.hooks = core.hooks
        self.clock = core.clock
        self.settings = core.settings(options, stream=bool(stream))
        self.prepared = prepare(operation, self.settings, request, stream=stream)
        self.stream = bool(stream)
        self.response_class = getattr(models, operation.response)
        self.attempt = 0
        self.started = self.clock.now()
        total = self.settings.limits.total
        self.deadline = None if total is None else self.started + total

    def time_left(self) -> float | None:
        """Seconds of the call's total limit that are left; None is unbounded.

        Raises:
            RequestTimeoutError: none are.
        """
        if self.deadline is None:
            return None
        left = self.deadline - self.clock.now()
        if left <= 0:
            raise self.out_of_time()
        return left

    def out_of_time(self, *, body_sent: bool = True) -> RequestTimeoutError:
        """The error when the total limit has passed."""
        return total_timeout(self.settings.limits.total, body_sent=body_sent)

    def timeouts(self) -> dict[str, float | None]:
        """The limits of an attempt that begins now, as httpx's ``timeout`` extension wants them."""
        limits = self.settings.limits
        left = self.time_left()
        phases = {"connect": limits.connect, "read": limits.read, "write": limits.write, "pool": limits.pool}
        if left is None:
            return phases
        return {phase: left if limit is None else min(limit, left) for phase, limit in phases.items()}

    def with_key(self, secret: Secret | None, prepared: PreparedRequest) -> Secret | None:
        """The key for a request, checked; None where a hook has turned the request to another server.

        Raises:
            InvalidRequestError: it cannot be sent.
        """
        if secret is None or origin(prepared.url) != origin(self.prepared.url):
            return None
        problem = "the function gave no key" if secret.source is None else secret.problem()
        if problem is not None:
            raise InvalidRequestError(f"api_key: {problem}")
        return secret

    def key(self) -> Secret | None:
        """The key, or the function that gives it; None for an operation that has no use for one."""
        return None if self.operation.key == "none" else self.settings.key

    def failure(self, exc: Exception) -> OpenRouterError:
        """The error that an exception during an attempt means."""
        error = exc if isinstance(exc, OpenRouterError) else network_error(exc)
        if isinstance(error, RequestTimeoutError) and error.phase != "total" and self.deadline is not None:
            if self.clock.now() >= self.deadline - 0.005:  # clocks of sockets and ours differ by a little
                return self.out_of_time(body_sent=bool(error.body_sent))
        return error

    def meta(self, response: httpx.Response) -> HttpMeta:
        """What HTTP said."""
        headers: dict[str, str] = {}
        for raw_name, raw_value in response.headers.raw:
            name = raw_name.decode("latin-1").lower()
            value = raw_value[:HEADER_VALUE].decode("latin-1")
            headers[name] = f"{headers[name]}, {value}"[:HEADER_VALUE] if name in headers else value
        return HttpMeta(
            status=response.status_code,
            headers=headers,
            attempts=self.attempt,
            elapsed=self.clock.now() - self.started,
        )

    def answer(self, body: bytes, meta: HttpMeta) -> Any:
        """What a whole answer is: a model, or where a stream was asked for, the results that the stream would have had.

        Raises:
            OpenRouterError: the answer means an error.
        """
        data = classify.read_object(body, meta, self.response_class, now=self.clock.wall())
        if isinstance(data, OpenRouterError):
            raise data
        if self.stream:
            return self.reader(meta).whole(data)
        response = wire.structure(data, self.response_class)
        response.__dict__["http_meta"] = meta
        return response

    def reader(self, meta: HttpMeta) -> EventReader:
        """What reads this call's stream."""
        assert self.operation.events is not None
        return EventReader(
            self.operation.events(), meta, max_event_bytes=self.settings.max_event_bytes, now=self.clock.wall()
        )

    def until(self, since: float) -> float | None:
        """When a wait for an event that began at `since` has lasted too long; None is never."""
        read = self.settings.limits.read
        ends = (self.deadline, None if read is None else since + read)
        return min((end for end in ends if end is not None), default=None)

    def stream_error(self, exc: Exception | None, aborted_by_user: bool) -> OpenRouterError:
        """The error that ends a stream: an exception while reading, or (None) a limit of time that has passed."""
        if aborted_by_user:
            return aborted(None if exc is None else self.failure(exc))
        if exc is not None:
            return self.failure(exc)
        silent = RequestTimeoutError(
            "the server sent no event for too long", phase="read", body_sent=True, retryable=True
        )
        return self.failure(silent)

    def decide(self, error: OpenRouterError) -> float | None:
        """Seconds until the next attempt, or None when there is none."""
        decision = decide(
            self.settings.retry,
            self.operation.repeat,
            error,
            attempt=self.attempt,
            elapsed=self.clock.now() - self.started,
            jitter=self.clock.random(),
            total=self.settings.limits.total,
        )
        if decision.again:
            return decision.wait
        if error.retry_after is None:
            error.retry_after = decision.wait
        return None


def is_stream(response: httpx.Response) -> bool:
    """Whether an answer to a stream request is taken as a stream: a success that does not call itself JSON."""
    return 200 <= response.status_code < 300 and "json" not in response.headers.get("content-type", "").lower()


def call(
    core: OpenRouterCore,
    operation: Operation,
    request: object,
    *,
    stream: bool | None = None,
    options: RequestOptions | None = None,
) -> Ok[Any] | Err[Any]:
    """Run an operation: send, wait and send again as its description and the settings say.

    Arguments:
        request: a model or a mapping, as the operation's description names.
        stream: whether to stream; None for an operation that does not know the question.
    """
    prepared = None
    try:
        require_sync(core.hooks)
        this = Call(core, operation, request, stream=stream, options=options)
        prepared = this.prepared
        session = core.transport.session()
        while True:
            this.attempt += 1
            try:
                return Ok(_attempt(this, session))
            except Exception as exc:
                error = this.failure(exc)
            if session.closed.is_set():
                raise aborted(error)
            wait = this.decide(error)
            if wait is None:
                raise error
            debug.log_retry(prepared, error, this.attempt, wait)
            observe(this.hooks.on_retry, RetryEvent(request=prepared, error=error, attempt=this.attempt, wait=wait))
            this.clock.sleep(wait, session.closed)
            if session.closed.is_set():
                raise aborted(error)
    except OpenRouterError as error:
        return failed(core.hooks, prepared, error)


def _attempt(this: Call, session: Session) -> Any:
    """Send once, and read the answer or open the stream; everything that fails is raised."""
    prepared = this.prepared
    for hook in this.hooks.before_request:
        prepared = check_prepared(ask(hook, "a before_request hook", prepared) or prepared)
    secret = this.with_key(_ask_key(this.key()), prepared)
    debug.log_request(prepared, this.attempt)
    timeouts = this.timeouts()
    limit = session.read_limit(timeouts, now=this.clock.now, until=this.deadline)
    client = session.client(prepared.url)
    request = client.build_request(
        prepared.method,
        prepared.url,
        headers=dict(prepared.headers),
        content=prepared.content,
        extensions={"timeout": timeouts},
    )
    if secret is not None:
        request.headers["Authorization"] = secret.bearer()
    response = client.send(request, stream=True, follow_redirects=False)
    try:
        opened = this.stream and is_stream(response)
        body = b"" if opened else _read(this, response)
        meta = this.meta(response)
        debug.log_answer(prepared, meta)
        observe(this.hooks.after_response, ResponseEvent(request=prepared, http_meta=meta))
        if opened:
            lease = Lease(session, response)
            return EventStream(read_events(this, this.reader(meta), lease, limit), meta, lease)
    except BaseException:
        response.close()
        raise
    response.close()
    answer = this.answer(body, meta)
    return EventStream(single(answer), meta) if this.stream else answer


def _read(this: Call, response: httpx.Response) -> bytes:
    """A whole body; of an error no more than is of use, and what came of it where the connection breaks."""
    failed = response.status_code >= 300
    parts: list[bytes] = []
    size = 0
    try:
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if failed and size > ERROR_BODY:
                break
            this.time_left()
    except Exception:
        if not failed:
            raise
    return b"".join(parts)


def _ask_key(secret: Secret | None) -> Secret | None:
    """The key itself, where a function gives it."""
    if secret is None or not callable(secret.source):
        return secret
    if is_async(secret.source):
        raise InvalidRequestError("api_key is an async function: use the function's _async form")
    return Secret(ask(secret.source, "the api_key function"))
