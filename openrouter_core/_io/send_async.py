"""The async loop that sends, waits and opens streams; `openrouter_core._io.send` with ``await``."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from openrouter_core._io import debug
from openrouter_core._io.attempt import Attempt, Watch, first_attempt
from openrouter_core._io.body import AsyncBody, when_sent
from openrouter_core._io.files import is_pipe, opened
from openrouter_core._io.notify import call_hook_async, emit_async, emit_end_async, emit_error_async
from openrouter_core._io.outcome import outcome_of
from openrouter_core._io.reading import Reading
from openrouter_core._io.stream_async import AsyncEventStream, read_events, single
from openrouter_core._io.transport import transport_of
from openrouter_core._protocol.network_errors import aborted, drop_frames
from openrouter_core.core import require_core
from openrouter_core.hooks import Upload
from openrouter_core.models.errors import InvalidRequestError, OpenRouterError
from openrouter_core.result import Err, Ok
from openrouter_core.secret import Secret

if TYPE_CHECKING:
    import httpx

    from openrouter_core._io.session_async import AsyncSession
    from openrouter_core._protocol.operation import Operation
    from openrouter_core._protocol.sink import BodySink
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.options import RequestOptions


async def call_async(
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
    """Run an operation, as `openrouter_core._io.send.call`."""
    require_core(core)
    attempt = None
    outcome = outcome_of(core, operation.name, request, stream=stream, options=options)
    try:
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
        session = transport_of(core).async_session(_running_loop())
        if outcome is not None and outcome.place is not None:
            async with session.limit(None):
                await outcome.place.wait_async()
            attempt.start()
        while True:
            try:
                return Ok(await _send(attempt, session))
            except Exception as exc:
                error = attempt.failure(exc)
            if session.closed.is_set():
                raise aborted(error)
            moved = attempt.moved(error)
            if moved is not None:
                attempt = moved
                continue
            event = attempt.retry_event(error)
            await emit_async(attempt.hooks.on_retry, event)
            async with session.limit(None):
                await attempt.clock.sleep_async(event.wait)
            if session.closed.is_set():
                raise aborted(error)
            attempt = attempt.next()
    except OpenRouterError as error:
        return await emit_error_async(core.hooks, attempt, error, outcome)
    except BaseException:  # cancelled, or interrupted
        await emit_end_async(outcome, attempt)
        raise


def _running_loop() -> asyncio.AbstractEventLoop:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise InvalidRequestError(
            "the _async functions need asyncio's event loop, and none is running: begin with asyncio.run(), or under "
            "trio call the sync function in a thread (trio.to_thread.run_sync)"
        ) from None


async def _send(attempt: Attempt, session: AsyncSession) -> Any:
    """Send once, and read the response or open the stream; everything that fails is raised."""
    prepared = attempt.call.prepared
    async with session.limit(attempt.time_left()):
        for hook in attempt.hooks.before_request:
            given = await call_hook_async(hook, "a before_request hook", prepared)
            prepared = attempt.changed(prepared, given)
        secret = attempt.key_for(prepared, await _asked_key(attempt.call.key))
        debug.log_request(prepared, attempt.number, attempt.call.operation.request)
        attempt.route = session.route(prepared.url)
        client = await session.client(prepared.url)
        async with _opened(attempt, prepared.upload) as form:
            request = client.build_request(
                prepared.method,
                session.target(prepared.url),
                headers=dict(prepared.headers),
                content=prepared.content,
                extensions={"timeout": attempt.timeouts()},
                **form,
            )
            if secret is not None:
                request.headers["Authorization"] = secret.bearer()
            attempt.sent = True
            try:
                async with _head_limit(attempt, request) if attempt.call.stream else nullcontext():
                    response = await client.send(request, stream=True, follow_redirects=False)
            except BaseException as exc:
                drop_frames(exc)
                await session.sweep()
                raise
    attempt.record_headers(response.status_code, response.headers.raw)
    try:
        content_type = response.headers.get("content-type", "")
        streamed = attempt.call.opens_stream(response.status_code, content_type)
        body = None if streamed else await _read(attempt, response, session)
        meta = attempt.meta()
        debug.log_response(prepared, meta)
        if attempt.hooks.after_response:
            from openrouter_core.hooks import ResponseEvent  # without a hook it is not created

            event = ResponseEvent(request=prepared, http_meta=meta)
            await emit_async(attempt.hooks.after_response, event)
        if body is None:
            lease, pieces = session.lease(response), AsyncBody(response)
            reading = Reading(attempt, attempt.reader(meta), lease, pieces.decoder)
            return AsyncEventStream(
                read_events(reading, pieces, lease), meta, attempt.call.events, reading
            )
    except BaseException:
        await session.release(response)
        raise
    await session.release(response)
    whole = attempt.response(body, meta)
    if attempt.outcome is not None:
        await emit_end_async(attempt.outcome, attempt, **attempt.came(whole))
    return (
        AsyncEventStream(single(whole), meta, attempt.call.events) if attempt.call.stream else whole
    )


@asynccontextmanager
async def _opened(attempt: Attempt, upload: Upload | None) -> AsyncGenerator[dict[str, Any], None]:
    """As `opened`; a named pipe is waited for in a thread."""
    if upload is None or not is_pipe(upload.source):
        with opened(upload, attempt.time_left) as form:
            yield form
        return
    given_up = threading.Event()
    opening = opened(upload, attempt.time_left, given_up)
    try:
        form = await asyncio.to_thread(opening.__enter__)
    finally:
        given_up.set()
    try:
        yield form
    finally:
        opening.__exit__(None, None, None)


@asynccontextmanager
async def _head_limit(attempt: Attempt, request: httpx.Request) -> AsyncGenerator[None, None]:
    """A stream's head is waited for as its first event is, from when the request has gone out. The HTTP client limits
    only the time between two bytes.
    """
    async with asyncio.timeout(None) as head:

        def begin() -> None:
            until = attempt.body_until()
            if until is not None:
                left = until - attempt.clock.now()
                try:
                    head.reschedule(asyncio.get_running_loop().time() + left)
                except RuntimeError:  # it is here already
                    pass

        when_sent(request, begin)
        yield


async def _read(attempt: Attempt, response: httpx.Response, session: AsyncSession) -> BodySink:
    """A whole body; of an error no more than is of use, and what came of it where the connection breaks."""
    until = attempt.body_until()
    with attempt.begin_body(response.status_code, response.headers) as sink:
        try:
            body = AsyncBody(response)
            async with session.limit(None if until is None else until - attempt.clock.now()):
                while (part := await body.next()) is not None and attempt.write(sink, part):
                    pass
            attempt.end_body(body.decoder, sink)
        except Exception as exc:
            attempt.body_broke(exc)
    return sink


async def _asked_key(secret: Secret | None) -> Secret | None:
    """The key itself, where a function gives it."""
    if secret is None or not callable(secret.source):
        return secret
    return Secret(await call_hook_async(secret.source, "the api_key function"))
