"""What happens during a call: one attempt after the other, each with what has been sent and received so far.

Both loops, `send` and `send_async`, drive an `Attempt`; what is decided about it is decided by its `Call`, a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from openrouter_core._io import debug
from openrouter_core._io.files import repeatable
from openrouter_core._io.notify import call_progress
from openrouter_core._protocol import classify
from openrouter_core._protocol.call import ERROR_BODY, Call, kept_headers, known_length, plan
from openrouter_core._protocol.network_errors import (
    Route,
    aborted,
    drop_requests,
    network_error,
    silence,
    total_timeout,
    wait_timeout,
)
from openrouter_core._protocol.poll import add_time_waited
from openrouter_core._protocol.request import check_prepared
from openrouter_core._protocol.retry_after import retry_after
from openrouter_core._protocol.sink import BodySink, check_progress
from openrouter_core.hooks import PreparedRequest
from openrouter_core.models.errors import (
    OpenRouterError,
    RequestTimeoutError,
    ResponseValidationError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.settings import Settings

if TYPE_CHECKING:
    from openrouter_core._io.outcome import Outcome
    from openrouter_core._protocol.content_coding import ContentDecoder
    from openrouter_core._protocol.events import EventReader
    from openrouter_core._protocol.operation import Operation
    from openrouter_core.hooks import RetryEvent
    from openrouter_core.secret import Secret

Watch: TypeAlias = Callable[[Any], object] | None
"""Called with each response of a job that is waited for."""
CLOCK_SLACK: Final = 0.005
"""Seconds by which the clocks of sockets and ours may differ."""


class Attempt:
    """One attempt of a call.

    Fields:
        call: what is sent, and by which rules.
        sink: where the bytes go, of an operation that asks for bytes.
        started: when the call's first attempt began, on the clock's `now`.
        number: which attempt this is, from 1.
        deadline: when this attempt must be over, as the whole call or the wait must; None is never.
        outcome: the figures of the call, where a hook or a budget needs them.
        seen: the last response of a job that goes on.
        sent: whether the server may have this attempt's whole request.
        http_meta: status and headers of the response, once they are here.
        route: the way to the server, once it is known.
    """

    def __init__(
        self,
        call: Call,
        sink: BodySink,
        started: float,
        progress: Watch = None,
        outcome: Outcome | None = None,
    ) -> None:
        self.call = call
        self.sink = sink
        self.progress = progress
        self.outcome = outcome
        self.clock = call.settings.clock
        self.hooks = call.settings.hooks
        self.started = started
        self.number = 1
        self.seen: Any = None
        self.deadline, self._limit = call.deadline(started, started)
        self.sent = False
        self.http_meta: HttpMeta | None = None
        self.route: Route | None = None
        self._url = call.prepared.url
        self._secret: Secret | None = None  # as it was sent; hidden where a server sends it back

    def start(self) -> None:
        """Begin only now: a call has waited until there was room for it."""
        self.started = self.clock.now()
        self.deadline, self._limit = self.call.deadline(self.started, self.started)

    def next(self) -> Attempt:
        """The attempt after this one."""
        attempt = Attempt(self.call, self.sink, self.started, self.progress, self.outcome)
        attempt.number, attempt.seen = self.number + 1, self.seen
        attempt.deadline, attempt._limit = self.call.deadline(self.started, self.clock.now())
        return attempt

    # --- time ----------------------------------------------------------------------------------------------------

    @property
    def elapsed(self) -> float:
        """Seconds since the call began."""
        return self.clock.now() - self.started

    def time_left(self) -> float | None:
        """Seconds of the call's total limit that are left; None is unbounded.

        Raises:
            RequestTimeoutError: none are.
        """
        if self.deadline is None:
            return None
        left = self.deadline - self.clock.now()
        if left <= 0:
            raise self._out_of_time(body_sent=True)
        return left

    def timeouts(self) -> dict[str, float | None]:
        """The limits of what begins now, as httpx's ``timeout`` extension wants them."""
        return self.call.timeouts(self.time_left())

    def wait_until(self, since: float) -> float | None:
        """When a wait for an event that began at `since` has lasted too long; None is never."""
        return self.call.wait_until(since, self.deadline)

    def body_until(self) -> float | None:
        """When a body that comes whole must have come; where a stream was requested, the body is its one event."""
        return self.wait_until(self.clock.now()) if self.call.stream else self.deadline

    def is_late(self, until: float | None = None) -> bool:
        """Whether the total limit has passed, or the time `until`."""
        end = self.deadline
        if end is None or (until is not None and until < end):
            end = until
        return end is not None and self.clock.now() >= end - CLOCK_SLACK

    def _out_of_time(self, *, body_sent: bool) -> RequestTimeoutError:
        if self._limit == "wait":
            return wait_timeout(self.call.wait, body_sent=body_sent)
        return total_timeout(self.call.settings.limits.total, body_sent=body_sent)

    # --- the request ---------------------------------------------------------------------------------------------

    def changed(self, prepared: PreparedRequest, given: Any) -> PreparedRequest:
        """The request after a ``before_request`` hook."""
        return prepared if given is None else check_prepared(given)

    def key_for(self, prepared: PreparedRequest, secret: Secret | None) -> Secret | None:
        """As `Call.key_for`; from here on the key is hidden where a server sends it back."""
        self._url = prepared.url
        self._secret = self.call.key_for(prepared, secret)
        return self._secret

    # --- the response --------------------------------------------------------------------------------------------

    def record_headers(self, status: int, raw_headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Take note of a response's headers: every later error of this attempt has them."""
        headers = kept_headers(raw_headers, self._secret)
        self.http_meta = HttpMeta(
            status=status,
            headers=headers,
            attempts=self.number,
            elapsed=self.elapsed,
            url=self._url.partition("?")[0],
        )

    def meta(self) -> HttpMeta:
        """Status, headers and times, once the response is here, or the beginning of a stream."""
        assert self.http_meta is not None
        seen = self.http_meta
        self.http_meta = HttpMeta(  # attrs.evolve takes five times as long
            status=seen.status,
            headers=seen.headers,
            attempts=seen.attempts,
            elapsed=self.elapsed,
            url=seen.url,
        )
        return self.http_meta

    def begin_body(self, status: int, headers: Mapping[str, str]) -> BodySink:
        """What takes a body that comes whole.

        Raises:
            ResponseValidationError: it says that it is larger than may be.
        """
        length = known_length(headers)
        self._check_size(length or 0)
        if self.call.is_content(status, headers.get("content-type", "")):
            return self.sink.begin(length)
        return BodySink().begin()

    def write(self, sink: BodySink, part: bytes) -> bool:
        """Take the next piece of a body, and return whether more is needed: of an error's body only the beginning is.

        Raises:
            ResponseValidationError: it is larger than may be.
        """
        self._check_size(sink.size + len(part))
        sink.write(part)
        if sink.progress is not None:
            call_progress(sink.progress, sink.size, sink.total)
        return not (self._failed and sink.size > ERROR_BODY)

    def end_body(self, decoder: ContentDecoder, sink: BodySink) -> None:
        """Raise when the compressed body of a success is cut off. Some servers name a compression where there is no
        body at all, which is accepted, but not for a download.
        """
        if decoder.whole or self._failed or (not decoder.begun and sink is not self.sink):
            return
        raise ResponseValidationError(
            "the compressed body is cut off", body=classify.kept_text(sink.content or b"")
        )

    def body_broke(self, exc: Exception) -> None:
        """A body broke off: of an error's, what had come is used."""
        if not self._failed:
            raise exc

    def _check_size(self, size: int) -> None:
        settings = self.call.settings
        name, limit = ("max_response_bytes", settings.max_response_bytes)
        if self.call.stream:  # it is the one event of the stream that was asked for
            name, limit = ("max_event_bytes", settings.max_event_bytes)
        if size > limit and not self._failed:
            raise ResponseValidationError(f"the body is larger than {name} ({limit} bytes)")

    @property
    def _failed(self) -> bool:
        return self.http_meta is not None and self.http_meta.status >= 300

    def response(self, sink: BodySink, meta: HttpMeta) -> Any:
        """The result of a whole response: a model, or where a stream was requested, the one result of that stream.

        Raises:
            OpenRouterError: the response means an error.
        """
        if sink is self.sink:
            return self.call.content(sink, meta)
        response = self.call.response(
            sink.content or b"", meta, self.sink, secret=self._secret, wall=self.clock.wall()
        )
        if self.progress is not None:
            call_progress(self.progress, response)
        problem = self.call.problem(response)
        if problem is not None:
            self.seen = response
            problem.retry_after = retry_after(meta.headers, None, now=self.clock.wall())
            raise problem
        return response

    def came(self, given: Any) -> dict[str, Any]:
        """A response that came whole, as `Outcome.end` takes it."""
        if self.call.stream and self.outcome is not None:
            self.outcome.note([given])
            return {"complete": True}
        return {"response": given, "complete": True}

    def reader(self, meta: HttpMeta) -> EventReader:
        """What reads this call's stream."""
        return self.call.reader(meta, wall=self.clock.wall())

    def moved(self, error: OpenRouterError) -> Attempt | None:
        """The attempt that follows a redirect, where it is one that is followed."""
        call = self.call.moved(error, self._url)
        if call is None:
            return None
        attempt = self.next()
        attempt.call, attempt.number = call, self.number  # it does not count as a second attempt
        return attempt

    # --- errors --------------------------------------------------------------------------------------------------

    def failure(self, exc: Exception) -> OpenRouterError:
        """The error that an exception during this attempt means; a bare TimeoutError: no event came in time."""
        if isinstance(exc, TimeoutError):
            exc = silence(self.call.settings.limits, body_sent=self.sent)
        if self.sent and type(exc).__name__ == "InvalidURL":
            # httpx reads where a redirect leads also when nobody follows it: "Location: mailto:a@example.com"
            exc = ResponseValidationError(
                "the server answered with a redirect, and its Location is not a URL"
            )
        limits = self.call.settings.limits
        error = exc if isinstance(exc, OpenRouterError) else network_error(exc, self.route, limits)
        is_ours = isinstance(error, RequestTimeoutError) and error.phase in ("total", "wait")
        if isinstance(error, RequestTimeoutError) and not is_ours and self.is_late():
            error = self._out_of_time(body_sent=bool(error.body_sent))
        if self.http_meta is not None and error.http_meta is None:
            error.http_meta, error.status_code = self.http_meta, self.http_meta.status
        drop_requests(error)
        if self._secret is not None:
            self._secret.hide_in(error)
        return error

    def stream_error(self, exc: Exception | None, *, closed: bool) -> OpenRouterError:
        """The error that ends a stream.

        Arguments:
            exc: what was raised while reading; None where nothing was.
            closed: whether the user closed the stream or the core meanwhile.
        """
        error = None if exc is None else self.failure(exc)
        return aborted(error) if error is None or closed else error

    def retry_event(self, error: OpenRouterError) -> RetryEvent:
        """What the hooks receive where there is another attempt.

        Raises:
            OpenRouterError: there is no other attempt; this is the error itself.
        """
        call = self.call
        decision = call.decide(
            error,
            attempt=self.number,
            elapsed=self.elapsed,
            jitter=self.clock.random(),
            repeatable=repeatable(call.prepared.upload),
        )
        if not decision.again or decision.wait is None:
            if call.wait is not None and decision.wait is not None:
                add_time_waited(error, self.elapsed, call.wait)
            elif error.retry_after is None:
                error.retry_after = decision.wait
            if error.partial is None:
                error.partial = self.seen
            raise error
        debug.log_retry(call.prepared, error, self.number, decision.wait)
        from openrouter_core.hooks import RetryEvent  # as a class it is of use only here

        found: Any = error  # each is one of `AnyError`
        return RetryEvent(
            request=call.prepared, error=found, attempt=self.number, wait=decision.wait
        )


def first_attempt(
    operation: Operation,
    settings: Settings,
    request: object,
    *,
    stream: bool | None,
    path: Mapping[str, str] | None,
    sink: BodySink | None,
    wait: float | None,
    progress: Watch = None,
    idempotency_key: str | None = None,
    outcome: Outcome | None = None,
) -> Attempt:
    """Begin a call; the arguments are those of `openrouter_core._io.send.call`, and `outcome` is what counts it.

    Raises:
        BudgetExceededError: its budget has no room for it.
        SDKValidationError: the request is wrong.
        InvalidRequestError: it cannot be sent.
    """
    sink = sink or BodySink()
    sink.check()
    check_progress(progress)
    if operation.idempotency and idempotency_key is None:
        idempotency_key = _new_key(settings)
    call = plan(
        operation,
        settings,
        request,
        stream=stream,
        path=path,
        wait=wait,
        idempotency_key=idempotency_key,
    )
    if outcome is not None:
        outcome.begin(call)
    return Attempt(call, sink, settings.clock.now(), progress, outcome)


def _new_key(settings: Settings) -> str | None:
    """A key by which the server knows this call's attempts as one; None where the user has put one into the headers."""
    if any(name.lower() == "idempotency-key" for name in settings.headers):
        return None
    from uuid import uuid4  # 2 ms, for the few operations that want one

    return str(uuid4())
