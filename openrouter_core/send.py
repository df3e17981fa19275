"""The sync loop that sends, waits and opens streams. What it decides is decided by `openrouter_core.call.Call`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from openrouter_core import debug
from openrouter_core.call import ERROR_BODY, Call
from openrouter_core.disk import opened
from openrouter_core.failures import aborted
from openrouter_core.hooks import ResponseEvent, RetryEvent, is_async, require_sync
from openrouter_core.models.errors import InvalidRequestError, OpenRouterError
from openrouter_core.notify import ask, failed, observe
from openrouter_core.request import check_prepared
from openrouter_core.result import Err, Ok
from openrouter_core.secret import Secret
from openrouter_core.stream import EventStream, read_events, single

if TYPE_CHECKING:
    import httpx

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.operation import Operation
    from openrouter_core.options import RequestOptions
    from openrouter_core.receiver import Receiver
    from openrouter_core.session import Session, TimeLimit


def call(
    core: OpenRouterCore,
    operation: Operation,
    request: object,
    *,
    stream: bool | None = None,
    path: Mapping[str, str] | None = None,
    into: Receiver | None = None,
    wait: float | None = None,
    options: RequestOptions | None = None,
) -> Ok[Any] | Err[Any]:
    """Run an operation: send, wait and send again as its description and the settings say.

    Arguments:
        request: a model or a mapping, as the operation's description names.
        stream: whether to stream; None for an operation that does not know the question.
        path: the path parameters.
        into: what takes the content, where the answer is no JSON; None keeps it in memory.
        wait: how many seconds to go on asking for what is not there yet; None does not.
    """
    prepared = None
    try:
        require_sync(core.hooks)
        settings = core.settings(options, stream=bool(stream))
        this = Call(operation, settings, request, stream=stream, path=path, into=into, wait=wait)
        prepared = this.prepared
        session = core.transport.session()
        while True:
            this.begin()
            try:
                return Ok(_attempt(this, session))
            except Exception as exc:
                error = this.failure(exc)
            if session.closed.is_set():
                raise aborted(error)
            pause = this.decide(error)
            if pause is None:
                raise error
            debug.log_retry(prepared, error, this.attempt, pause)
            observe(
                this.hooks.on_retry,
                RetryEvent(request=prepared, error=error, attempt=this.attempt, wait=pause),
            )
            this.clock.sleep(pause, session.closed)
            if session.closed.is_set():
                raise aborted(error)
    except OpenRouterError as error:
        return failed(core.hooks, prepared, error)


def _attempt(this: Call, session: Session) -> Any:
    """Send once, and read the answer or open the stream; everything that fails is raised."""
    prepared = this.prepared
    for hook in this.hooks.before_request:
        given = ask(hook, "a before_request hook", prepared)
        prepared = prepared if given is None else check_prepared(given)
    secret = this.with_key(_ask_key(this.key()), prepared)
    debug.log_request(prepared, this.attempt)
    timeouts = this.timeouts()
    limit = session.time_limits(timeouts, now=this.clock.now, until=this.deadline)
    client = session.client(prepared.url)
    with opened(prepared.upload) as form:
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
        this.sent = True
        response = client.send(request, stream=True, follow_redirects=False)
    this.heard(response.status_code, response.headers.raw)
    try:
        streamed = this.opens_stream(response.status_code, response.headers.get("content-type", ""))
        body = None if streamed else _read(this, response, limit)
        meta = this.meta()
        debug.log_answer(prepared, meta)
        if this.hooks.after_response:
            event = ResponseEvent(request=prepared, http_meta=meta)
            observe(this.hooks.after_response, event)
        if body is None:
            lease = session.lease(response)
            return EventStream(read_events(this, this.reader(meta), lease, limit), meta, lease)
    except BaseException:
        response.close()
        raise
    response.close()
    answer = this.answer(body, meta)
    return EventStream(single(answer), meta) if this.stream else answer


def _read(this: Call, response: httpx.Response, limit: TimeLimit | None) -> Receiver:
    """A whole body; of an error no more than is of use, and what came of it where the connection breaks."""
    failed = response.status_code >= 300
    until = this.body_until()
    if limit is not None:
        limit.until = until
    with this.receiver(response.status_code, response.headers) as received:
        try:
            for part in response.iter_bytes():
                received.write(part)
                if failed and received.size > ERROR_BODY:
                    break
                if until is not None and this.clock.now() > until:
                    raise TimeoutError
        except Exception:
            if not failed:
                raise
        if not failed:
            this.check_whole(getattr(response, "_decoder", None), received)
    return received


def _ask_key(secret: Secret | None) -> Secret | None:
    """The key itself, where a function gives it."""
    if secret is None or not callable(secret.source):
        return secret
    if is_async(secret.source):
        raise InvalidRequestError("api_key is an async function: use the function's _async form")
    return Secret(ask(secret.source, "the api_key function"))
