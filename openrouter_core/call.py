"""One call: all that both loops decide the same way. It knows time and the user's settings, and no socket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from openrouter_core import classify, models, wire
from openrouter_core.events import EventReader
from openrouter_core.failures import aborted, network_error, total_timeout
from openrouter_core.models.errors import (
    APIError,
    InvalidRequestError,
    OpenRouterError,
    RequestTimeoutError,
    ResponseValidationError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.operation import ANYTHING, JSON
from openrouter_core.receiver import Receiver
from openrouter_core.request import Settings, origin, prepare
from openrouter_core.retries import decide, waiting_for

if TYPE_CHECKING:
    from openrouter_core.hooks import PreparedRequest
    from openrouter_core.operation import Operation
    from openrouter_core.secret import Secret

ERROR_BODY: Final = 1024 * 1024
"""How many bytes of an error's body are read; what a hostile server sends beyond that is not."""
HEADER_VALUE: Final = 8192
"""How many characters of a response header's value are kept."""


class Call:
    """One call of an operation, from the first attempt to the last.

    Raises:
        SDKValidationError: the request is wrong.
        InvalidRequestError: it cannot be sent.
    """

    def __init__(
        self,
        operation: Operation,
        settings: Settings,
        request: object,
        *,
        stream: bool | None = None,
        path: Mapping[str, str] | None = None,
        into: Receiver | None = None,
        wait: float | None = None,
    ) -> None:
        self.operation = operation
        self.settings = settings
        self.hooks = settings.hooks
        self.clock = settings.clock
        self.into = into
        if into is not None:
            into.check()
        self.retry = settings.retry
        if wait is not None:
            self.retry = waiting_for(settings.retry, operation.repeat, wait)
        self.prepared = prepare(operation, settings, request, stream=stream, path=path)
        self.stream = bool(stream)
        self.response_class = getattr(models, operation.response)
        self.attempt = 0
        self.sent = False  # whether the server may have this attempt's whole request
        self.http_meta: HttpMeta | None = (
            None  # of this attempt's answer, once its headers are here
        )
        self._secret: Secret | None = None  # as it was sent; hidden where a server sends it back
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

    def with_key(self, secret: Secret | None, prepared: PreparedRequest) -> Secret | None:
        """The key for a request, checked; None where a hook has turned the request to another server, or has put an
        Authorization of its own.

        Raises:
            InvalidRequestError: it cannot be sent.
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
            raise InvalidRequestError(f"api_key: {problem}")
        self._secret = secret
        return secret

    def key(self) -> Secret | None:
        """The key, or the function that gives it; None for an operation that has no use for one."""
        return None if self.operation.key == "none" else self.settings.key

    def failure(self, exc: Exception) -> OpenRouterError:
        """The error that an exception during an attempt means; a bare TimeoutError is a time limit of ours."""
        if isinstance(exc, TimeoutError):
            exc = RequestTimeoutError(
                "the server sent no event for too long",
                phase="read",
                body_sent=self.sent,
                retryable=True,
            )
        error = exc if isinstance(exc, OpenRouterError) else network_error(exc)
        if isinstance(error, RequestTimeoutError) and error.phase != "total" and self.is_late():
            error = self.out_of_time(body_sent=bool(error.body_sent))
        if self.http_meta is not None and error.http_meta is None:
            error.http_meta, error.status_code = self.http_meta, self.http_meta.status
        if self._secret is not None:
            self._secret.hide_in(error)
        return error

    def is_late(self, until: float | None = None) -> bool:
        """Whether the total limit has passed, or the time `until`; the clocks of sockets and ours differ by a
        little.
        """
        ends = [end for end in (self.deadline, until) if end is not None]
        return bool(ends) and self.clock.now() >= min(ends) - 0.005

    def opens_stream(self, status: int, content_type: str) -> bool:
        """Whether an answer is read as a stream: one was asked for, and a success came that does not call itself
        JSON.
        """
        return self.stream and 200 <= status < 300 and "json" not in content_type.lower()

    def begin(self) -> None:
        """Another attempt begins."""
        self.attempt += 1
        self.sent = False
        self.http_meta = None

    def heard(self, status: int, raw_headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Take note of an answer's headers: every error from here on says what HTTP said."""
        headers: dict[str, str] = {}
        for raw_name, raw_value in raw_headers:
            name = raw_name.decode("latin-1").lower()
            value = raw_value.decode("latin-1")
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        text = "\n".join((*headers, *headers.values()))
        if self._secret is not None and self._secret.is_in(text):
            headers = self._secret.hidden(headers)
        headers = {name: value[:HEADER_VALUE] for name, value in headers.items()}
        self.http_meta = HttpMeta(
            status=status, headers=headers, attempts=self.attempt, elapsed=self._elapsed()
        )

    def meta(self) -> HttpMeta:
        """What HTTP said, now that the answer, or of a stream its beginning, is here."""
        assert self.http_meta is not None
        said = self.http_meta
        self.http_meta = HttpMeta(  # attrs.evolve takes five times as long
            status=said.status,
            headers=said.headers,
            attempts=said.attempts,
            elapsed=self._elapsed(),
        )
        return self.http_meta

    def _elapsed(self) -> float:
        return self.clock.now() - self.started

    def receiver(self, status: int, headers: Mapping[str, str]) -> Receiver:
        """What takes the body of an answer that comes whole."""
        if status >= 300 or not self.operation.holds_content(headers.get("content-type", "")):
            return Receiver().begin()
        if self.into is None:
            self.into = Receiver()
        length = headers.get("content-length", "")
        known = length.isdecimal() and len(length) < 20 and "content-encoding" not in headers
        return self.into.begin(int(length) if known else None)

    def check_whole(self, decoder: object, received: Receiver) -> None:
        """Raise when a success's compressed body was cut at its end, which httpx's decoders do not report.

        Arguments:
            decoder: httpx's own; gzip's and deflate's hold a zlib object that knows whether it has seen the end. Those
                of httpx2 hold it in one more object.
        """
        inner = getattr(decoder, "decompressor", None)
        inner = getattr(inner, "decompressor", inner)
        if inner is not None and not getattr(inner, "eof", True) and self.http_meta is not None:
            raise ResponseValidationError(
                "the body's compression is cut off",
                body=classify.kept_text(received.content or b""),
            )

    def answer(self, received: Receiver, meta: HttpMeta) -> Any:
        """What a whole answer is: a model, or where a stream was asked for, the results that the stream would have
        had.

        Raises:
            OpenRouterError: the answer means an error.
        """
        if received is self.into:
            return self._content(received, meta)
        body = received.content or b""
        if self._secret is not None and meta.status >= 300:
            body = self._secret.hidden(body)  # before anything is cut: half a key is still one
        data = classify.read_object(body, meta, self.response_class, now=self.clock.wall())
        if self.operation.accept != JSON and not isinstance(data, APIError):
            return self._json_content(body, meta)
        if isinstance(data, OpenRouterError):
            raise data
        if self.stream:
            return self.reader(meta).whole(data)
        response = wire.structure(data, self.response_class)
        response.__dict__["http_meta"] = meta
        return response

    def _content(self, received: Receiver, meta: HttpMeta) -> Any:
        return self.response_class(
            content=received.content,
            path=received.path,
            size=received.size,
            content_type=meta.headers.get("content-type"),
            http_meta=meta,
        )

    def _json_content(self, body: bytes, meta: HttpMeta) -> Any:
        """JSON that is no error, where content was asked for: a file may well be JSON."""
        if self.operation.accept != ANYTHING:
            raise ResponseValidationError(
                f"the server answered {meta.status}, and the body is not {self.operation.accept}",
                status_code=meta.status,
                http_meta=meta,
                body=classify.kept_text(body),
            )
        with (self.into or Receiver()).begin(len(body)) as received:
            received.write(body)
        return self._content(received, meta)

    def reader(self, meta: HttpMeta) -> EventReader:
        """What reads this call's stream."""
        assert self.operation.events is not None
        return EventReader(
            self.operation.events(),
            meta,
            max_event_bytes=self.settings.max_event_bytes,
            now=self.clock.wall(),
        )

    def until(self, since: float) -> float | None:
        """When a wait for an event that began at `since` has lasted too long; None is never."""
        read = self.settings.limits.read
        ends = (self.deadline, None if read is None else since + read)
        return min((end for end in ends if end is not None), default=None)

    def body_until(self) -> float | None:
        """When an answer that comes whole must have come; where a stream was asked for, it is the one event."""
        return self.until(self.clock.now()) if self.stream else self.deadline

    def stream_error(self, exc: Exception | None, aborted_by_user: bool) -> OpenRouterError:
        """The error that ends a stream: an exception while reading, or None where the user ended it."""
        error = None if exc is None else self.failure(exc)
        return aborted(error) if error is None or aborted_by_user else error

    def decide(self, error: OpenRouterError) -> float | None:
        """Seconds until the next attempt, or None when there is none."""
        upload = self.prepared.upload
        if upload is not None and not upload.repeatable:
            return None
        decision = decide(
            self.retry,
            self.operation.repeat,
            error,
            attempt=self.attempt,
            elapsed=self._elapsed(),
            jitter=self.clock.random(),
            total=self.settings.limits.total,
        )
        if decision.again:
            return decision.wait
        if error.retry_after is None:
            error.retry_after = decision.wait
        return None
