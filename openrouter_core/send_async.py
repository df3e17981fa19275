"""The async loop that sends, waits and opens streams. All that it decides is decided by
`openrouter_core.call.Call`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from openrouter_core import debug
from openrouter_core.call import ERROR_BODY, Call
from openrouter_core.disk import opened
from openrouter_core.failures import aborted
from openrouter_core.hooks import ResponseEvent, RetryEvent
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.notify import ask_async, failed_async, observe_async
from openrouter_core.request import check_prepared
from openrouter_core.result import Err, Ok
from openrouter_core.secret import Secret
from openrouter_core.stream_async import AsyncEventStream, read_events, single

if TYPE_CHECKING:
    import httpx

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.operation import Operation
    from openrouter_core.options import RequestOptions
    from openrouter_core.receiver import Receiver
    from openrouter_core.session_async import AsyncSession


async def call_async(
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
    """Run an operation, as `openrouter_core.send.call`."""
    prepared = None
    try:
        settings = core.settings(options, stream=bool(stream))
        this = Call(operation, settings, request, stream=stream, path=path, into=into, wait=wait)
        prepared = this.prepared
        session = core.transport.async_session(asyncio.get_running_loop())
        while True:
            this.begin()
            try:
                return Ok(await _attempt(this, session))
            except Exception as exc:
                error = this.failure(exc)
            if session.closed.is_set():
                raise aborted(error)
            pause = this.decide(error)
            if pause is None:
                raise error
            debug.log_retry(prepared, error, this.attempt, pause)
            event = RetryEvent(request=prepared, error=error, attempt=this.attempt, wait=pause)
            await observe_async(this.hooks.on_retry, event)
            async with session.limit(None):
                await this.clock.sleep_async(pause)
            if session.closed.is_set():
                raise aborted(error)
    except OpenRouterError as error:
        return await failed_async(core.hooks, prepared, error)


async def _attempt(this: Call, session: AsyncSession) -> Any:
    """Send once, and read the answer or open the stream; everything that fails is raised."""
    prepared = this.prepared
    async with session.limit(this.time_left()):
        for hook in this.hooks.before_request:
            given = await ask_async(hook, "a before_request hook", prepared)
            prepared = prepared if given is None else check_prepared(given)
        secret = this.with_key(await _ask_key(this.key()), prepared)
        debug.log_request(prepared, this.attempt)
        client = await session.client(prepared.url)
        with opened(prepared.upload) as form:
            request = client.build_request(
                prepared.method,
                session.target(prepared.url),
                headers=dict(prepared.headers),
                content=prepared.content,
                extensions={"timeout": this.timeouts()},
                **form,
            )
            if secret is not None:
                request.headers["Authorization"] = secret.bearer()
            this.sent = True
            try:
                response = await client.send(request, stream=True, follow_redirects=False)
            except BaseException:
                await session.sweep()
                raise
    this.heard(response.status_code, response.headers.raw)
    try:
        streamed = this.opens_stream(response.status_code, response.headers.get("content-type", ""))
        body = None if streamed else await _read(this, response, session)
        meta = this.meta()
        debug.log_answer(prepared, meta)
        if this.hooks.after_response:
            event = ResponseEvent(request=prepared, http_meta=meta)
            await observe_async(this.hooks.after_response, event)
        if body is None:
            lease = session.lease(response)
            return AsyncEventStream(read_events(this, this.reader(meta), lease), meta, lease)
    except BaseException:
        await session.release(response)
        raise
    await session.release(response)
    answer = this.answer(body, meta)
    return AsyncEventStream(single(answer), meta) if this.stream else answer


async def _read(this: Call, response: httpx.Response, session: AsyncSession) -> Receiver:
    """A whole body; of an error no more than is of use, and what came of it where the connection breaks."""
    failed = response.status_code >= 300
    until = this.body_until()
    with this.receiver(response.status_code, response.headers) as received:
        try:
            async with session.limit(None if until is None else until - this.clock.now()):
                async for part in response.aiter_bytes():
                    received.write(part)
                    if failed and received.size > ERROR_BODY:
                        break
        except Exception:
            if not failed:
                raise
        if not failed:
            this.check_whole(getattr(response, "_decoder", None), received)
    return received


async def _ask_key(secret: Secret | None) -> Secret | None:
    """The key itself, where a function gives it."""
    if secret is None or not callable(secret.source):
        return secret
    return Secret(await ask_async(secret.source, "the api_key function"))
