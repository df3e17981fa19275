"""The sync loop that sends, waits and opens streams. What it decides is decided in `openrouter_core._protocol`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from openrouter_core._io import debug
from openrouter_core._io.attempt import Attempt, Watch, first_attempt
from openrouter_core._io.body import SyncBody, when_sent
from openrouter_core._io.files import opened
from openrouter_core._io.notify import call_hook, emit, emit_end, emit_error
from openrouter_core._io.outcome import outcome_of
from openrouter_core._io.reading import Reading
from openrouter_core._io.stream import EventStream, read_events, single
from openrouter_core._io.transport import transport_of
from openrouter_core._protocol.network_errors import aborted, drop_frames
from openrouter_core.core import require_core
from openrouter_core.hooks import is_async, require_sync
from openrouter_core.models.errors import InvalidRequestError, OpenRouterError
from openrouter_core.result import Err, Ok
from openrouter_core.secret import Secret

if TYPE_CHECKING:
    import httpx

    from openrouter_core._io.session import Session
    from openrouter_core._io.sockets import TimeLimit
    from openrouter_core._protocol.operation import Operation
    from openrouter_core._protocol.sink import BodySink
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.options import RequestOptions


def call(
    core: OpenRouterCore,
    operation: Operation,
    request: object,
    *,
    stream: bool | None = None,
    path: Mapping[str, str] | None = None,
    sink: BodySink | None = None,
    wait: float | None = None,
    progress: Watch = None,
    idempotency_key: str | None = None,
    options: RequestOptions | None = None,
) -> Ok[Any] | Err[Any]:
    """Run an operation: send, wait and send again as its description and the settings say.

    Arguments:
        request: a model or a mapping, as the operation's description names.
        stream: whether to stream; None for an operation that does not know the question.
        path: the path parameters.
        sink: what takes the bytes, of an operation whose response is bytes; None keeps them in memory.
        wait: how many seconds to go on asking for what is not there, or not done, yet; None does not.
        progress: called with each response.
        idempotency_key: by which the server knows a request again, of an operation that takes one; None makes one.
    """
    require_core(core)
    attempt = None
    outcome = outcome_of(core, operation.name, request, stream=stream, options=options)
    try:
        require_sync(core.hooks)
        settings = core.settings(options, stream=bool(stream), waits=wait is not None)
        attempt = first_attempt(
            operation,
            settings,
            request,
            stream=stream,
            path=path,
            sink=sink,
            wait=wait,
            progress=progress,
            idempotency_key=idempotency_key,
            outcome=outcome,
        )
        session = transport_of(core).session()
        if outcome is not None and outcome.place is not None:
            outcome.place.wait(session.closed)
            attempt.start()
        while True:
            try:
                return Ok(_send(attempt, session))
            except Exception as exc:
                error = attempt.failure(exc)
            if session.closed.is_set():
                raise aborted(error)
            moved = attempt.moved(error)
            if moved is not None:
                attempt = moved
                continue
            event = attempt.retry_event(error)
            emit(attempt.hooks.on_retry, event)
            attempt.clock.sleep(event.wait, session.closed)
            if session.closed.is_set():
                raise aborted(error)
            attempt = attempt.next()
    except OpenRouterError as error:
        return emit_error(core.hooks, attempt, error, outcome)
    except BaseException:  # cancelled, or interrupted
        emit_end(outcome, attempt)
        raise


def _send(attempt: Attempt, session: Session) -> Any:
    """Send once, and read the response or open the stream; everything that fails is raised."""
    prepared = attempt.call.prepared
    for hook in attempt.hooks.before_request:
        prepared = attempt.changed(prepared, call_hook(hook, "a before_request hook", prepared))
    secret = attempt.key_for(prepared, _asked_key(attempt.call.key))
    debug.log_request(prepared, attempt.number, attempt.call.operation.request)
    timeouts = attempt.timeouts()
    limit = session.time_limits(timeouts, now=attempt.clock.now, until=attempt.deadline)
    attempt.route = session.route(prepared.url)
    client = session.client(prepared.url)
    with opened(prepared.upload, attempt.time_left) as form:
        request = client.build_request(
            prepared.method,
            session.target(prepared.url),
            headers=dict(prepared.headers),
            content=prepared.content,
            extensions={"timeout": timeouts},
            **form,
        )
        if secret is not None:
            request.headers["Authorization"] = secret.bearer()
        if (
            limit is not None and attempt.call.stream
        ):  # the head is waited for as the first event is
            when_sent(request, lambda: setattr(limit, "until", attempt.body_until()))
        attempt.sent = True
        try:
            response = client.send(request, stream=True, follow_redirects=False)
        except BaseException as exc:
            drop_frames(exc)
            raise
    attempt.record_headers(response.status_code, response.headers.raw)
    try:
        content_type = response.headers.get("content-type", "")
        streamed = attempt.call.opens_stream(response.status_code, content_type)
        body = None if streamed else _read(attempt, response, limit)
        meta = attempt.meta()
        debug.log_response(prepared, meta)
        if attempt.hooks.after_response:
            from openrouter_core.hooks import ResponseEvent  # without a hook it is not created

            event = ResponseEvent(request=prepared, http_meta=meta)
            emit(attempt.hooks.after_response, event)
        if body is None:
            lease, pieces = session.lease(response), SyncBody(response)
            reading = Reading(attempt, attempt.reader(meta), lease, pieces.decoder)
            return EventStream(
                read_events(reading, pieces, limit), meta, attempt.call.events, reading
            )
    except BaseException:
        response.close()
        raise
    response.close()
    given = attempt.response(body, meta)
    if attempt.outcome is not None:
        emit_end(attempt.outcome, attempt, **attempt.came(given))
    return EventStream(single(given), meta, attempt.call.events) if attempt.call.stream else given


def _read(attempt: Attempt, response: httpx.Response, limit: TimeLimit | None) -> BodySink:
    """A whole body; of an error no more than is of use, and what came of it where the connection breaks."""
    until = attempt.body_until()
    if limit is not None:
        limit.until = until
    with attempt.begin_body(response.status_code, response.headers) as sink:
        try:
            body = SyncBody(response)
            while (part := body.next()) is not None and attempt.write(sink, part):
                if until is not None and attempt.clock.now() > until:
                    raise TimeoutError
            attempt.end_body(body.decoder, sink)
        except Exception as exc:
            attempt.body_broke(exc)
    return sink


def _asked_key(secret: Secret | None) -> Secret | None:
    """The key itself, where a function gives it."""
    if secret is None or not callable(secret.source):
        return secret
    require_sync_key(secret)
    return Secret(call_hook(secret.source, "the api_key function"))


def require_sync_key(secret: Secret | None) -> None:
    """Raise InvalidRequestError where a sync call would be given a key to be awaited."""
    if secret is not None and callable(secret.source) and is_async(secret.source):
        raise InvalidRequestError("the api_key function is async: use the operation's _async form")
