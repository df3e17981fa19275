"""The stand-in server: its thread, its socket, and its planned replies."""

from __future__ import annotations

import asyncio
import atexit
import os
import socket
import ssl
import threading
from collections import deque
from collections.abc import Collection, Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Self

from openrouter_core.testing.acceptor import BACKLOG, Acceptor
from openrouter_core.testing.answering import Answering, Planned
from openrouter_core.testing.api.inference.answers import Answer
from openrouter_core.testing.api.inference.chat import ChatCompletions
from openrouter_core.testing.api.inference.responses import Responses
from openrouter_core.testing.connection import Connection
from openrouter_core.testing.ledger import Connections, Ledger
from openrouter_core.testing.parser import MAX_BODY_BYTES
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.routes import Handler, Route, Routes
from openrouter_core.testing.script import Script
from openrouter_core.testing.webhooks import WEBHOOK_SECRET, Webhook, Webhooks

if TYPE_CHECKING:
    from openrouter_core.testing.api.generations import Answered
    from openrouter_core.testing.api.operations import Operations


class LocalServer:
    """A stand-in for OpenRouter on a loopback port.

    It runs in its own daemon thread, answers every operation of this package by default, sends planned replies if there
    are any, and records the requests. Every method may be called from any thread.

    A request is checked as the API would check it. Answers are plausible, and, ids and times aside, the same for the
    same request: text for a chat, vectors for embeddings, a tone for speech. The server keeps what clients create until
    `reset` or its end: keys, authorization codes, files (in memory), and a generation for each answer, also for
    enqueued replies (but not for scripts).

    A chat that asks for JSON by a schema gets the smallest value that fits: 0, an empty text or list, false, the first
    of several values, and the required fields of an object. So does `chat_parse`, which requires every field.

    A chat with a PDF gets `annotations`, but not if the request already has them. One whose `modalities` name "image"
    gets a PNG of one pixel. A streamed chat whose `modalities` name "audio" gets a tone in the format that `audio`
    names: wav, mp3 (which is silent) or pcm16.

    Args:
        answer: the text of every default answer of a model, or a function that takes the `RecordedRequest` and returns
            text or a whole response; it runs on the server's thread and must not block.
        api_key: the key required as `Authorization: Bearer`, else 401; None requires none.
        host: the address to listen on.
        port: 0 lets the operating system choose.
        base_path: the path before `/chat/completions`.
        ssl_context: serve https with it.
        keep_requests: how many of the latest requests, and of the generations, to keep; None keeps
            all.
        generation_lag: how many times `GET /generation` answers 404 for an id first, as the API does for a while after
            the answer.
        downloadable_uploads: whether `GET /files/{file_id}/content` returns an upload. The API answers 400 for every
            file that it did not create.
        job_looks: how many times a job, such as a batch or a video, can be polled before it ends; one with a
            `callback_url` ends by itself shortly after its start.
        webhook_secret: the secret that signs the events about the end of a job.
        allowed_hosts: names that a Host header may have, besides `host`, those of the loopback and, if bound to 0.0.0.0
            or ::, any address; "*" allows every name. Other names are answered with 421: they may be a web page's
            attempt to read the server's data (DNS rebinding).
        max_body: the largest request body in bytes; a larger one is answered with 413.

    >>> from urllib.request import urlopen
    >>> question = b'{"messages": [{"role": "user", "content": "Capital of France?"}]}'
    >>> with LocalServer(answer="Paris") as server, urlopen(
    ...     server.url + "/chat/completions", question
    ... ) as response:
    ...     response.status, server.requests[0].json["messages"][0]["role"]
    (200, 'user')
    """

    def __init__(
        self,
        *,
        answer: Answer | None = None,
        api_key: str | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        base_path: str = "/api/v1",
        ssl_context: ssl.SSLContext | None = None,
        keep_requests: int | None = None,
        generation_lag: int = 0,
        downloadable_uploads: bool = False,
        job_looks: int = 1,
        webhook_secret: str = WEBHOOK_SECRET,
        allowed_hosts: Collection[str] = (),
        max_body: int = MAX_BODY_BYTES,
    ):
        self._answer = answer
        self._host = host
        self._port = port
        self._base_path = base_path
        self._ssl_context = ssl_context
        self._generation_lag = generation_lag
        self._keep_requests = keep_requests
        self._downloadable_uploads = downloadable_uploads
        self._job_looks = job_looks
        self._webhooks = Webhooks(webhook_secret)
        self._max_body = max_body
        self._routes = Routes(
            base_path,
            api_key,
            [
                Route("POST", "/chat/completions", ChatCompletions(answer)),
                Route("POST", "/responses", Responses(answer)),
            ],
            further=self._further_routes,
            also=lambda key: self._operations is not None and self._operations.accepts(key),
        )
        self._operations: Operations | None = None
        self._answered: deque[Answered] = deque(maxlen=keep_requests)
        self._answering = Answering(self._routes, self._answered, host, allowed_hosts)
        self._ledger = Ledger(keep_requests)
        self._openings: deque[Script] = deque()
        self._lifecycle = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._pid = 0

    # What to answer.

    def enqueue(self, *replies: Planned) -> None:
        """Answer the next requests with these, one each, in order, whatever the requests are.

        Args:
            replies: each a `Reply`; a script (any iterable of steps); a function that takes the request and returns one
                of them; or None for the reply that would be sent otherwise.

        >>> from openrouter_core.testing import Reply
        >>> server = LocalServer()
        >>> server.enqueue(Reply.error(503, "Busy"), None, Reply.json({}).cut(at=20))
        """
        self._answering.enqueue(replies)

    def enqueue_connection(self, *scripts: Script) -> None:
        """Play these scripts on the next connections, one each, before a request is read; for instance `[Reset()]`."""
        self._openings.extend(scripts)

    def always(self, reply: Planned) -> None:
        """Answer with this whenever the queue is empty; None restores the default."""
        self._answering.always(reply)

    def route(
        self,
        method: str,
        template: str,
        handler: Handler,
        *,
        needs_key: bool = True,
        base: str | None = None,
    ) -> None:
        """Add an operation that is answered by default; see `Route`."""
        self._routes.add(Route(method, template, handler, needs_key, base))

    def reset(self) -> None:
        """Forget the recorded requests, replies set with `enqueue` or `always`, and what clients created: generations,
        keys, codes, files. Added routes stay.
        """
        self._answering.forget()
        self._openings.clear()
        self._ledger.forget()
        self._answered.clear()
        self._webhooks.forget()
        if self._operations is not None:
            self._operations.forget()

    # What happened.

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests so far, in the order in which they were completed; a copy."""
        return self._ledger.requests

    @property
    def connections(self) -> Connections:
        """The numbers of accepted and of open connections."""
        return self._ledger.connections

    def wait_for_requests(self, count: int, timeout: float = 5.0) -> list[RecordedRequest]:
        """The requests, as soon as there are `count`; raises TimeoutError after `timeout` seconds."""
        return self._ledger.wait_for_requests(count, timeout)

    def wait_for_open_connections(self, count: int, timeout: float = 5.0) -> None:
        """Wait until exactly `count` connections are open; raises TimeoutError after `timeout` seconds."""
        self._ledger.wait_for_open(count, timeout)

    @property
    def webhooks(self) -> list[Webhook]:
        """The events about ended jobs so far; a copy."""
        return self._webhooks.sent

    def wait_for_webhooks(self, count: int, timeout: float = 5.0) -> list[Webhook]:
        """The events, as soon as there are `count`; raises TimeoutError after `timeout` seconds."""
        return self._webhooks.wait_for(count, timeout)

    # Where it is.

    @property
    def port(self) -> int:
        """The port; available after `start`, also after `close`."""
        return self._port

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        scheme = "http" if self._ssl_context is None else "https"
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"{scheme}://{host}:{self._port}"

    @property
    def url(self) -> str:
        """The value for `server_url`."""
        return self.origin + self._base_path

    # Its life.

    def start(self) -> Self:
        """Start the server; returns when it accepts connections. May be called twice."""
        with self._lifecycle:
            if self._thread is not None:
                return self
            family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
            listener = socket.create_server(
                (self._host, self._port), family=family, backlog=BACKLOG
            )
            self._port = listener.getsockname()[1]
            self._pid = os.getpid()
            ready: Future[None] = Future()
            self._thread = threading.Thread(
                target=self._run, args=(listener, ready), name="LocalServer", daemon=True
            )
            self._thread.start()
            try:
                ready.result()
            except BaseException:
                self._thread = None
                raise
        # A daemon thread ends with the interpreter and leaves its loop and sockets open: close them in time.
        atexit.register(self.close)
        return self

    def close(self) -> None:
        """Drop every connection and end the thread; may be called twice, and from any thread."""
        with self._lifecycle:
            thread, self._thread = self._thread, None
        atexit.unregister(self.close)
        if thread is None or self._loop is None or self._stop is None or self._pid != os.getpid():
            return  # never started, closed before, or a fork's copy: its thread is the parent's
        self._loop.call_soon_threadsafe(self._stop.set)
        if thread is not threading.current_thread():
            thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(self, *exc_info: object) -> None:
        self.close()

    def _run(self, listener: socket.socket, ready: Future[None]) -> None:
        try:
            # A selector loop, whatever the program's policy is: the acceptor needs add_reader.
            # Not in debug mode, which would log a client that refuses our certificate.
            with (
                listener,
                asyncio.Runner(debug=False, loop_factory=asyncio.SelectorEventLoop) as runner,
            ):
                runner.run(self._serve(listener, ready))
        except BaseException as problem:
            if ready.done():
                raise
            ready.set_exception(problem)

    async def _serve(self, listener: socket.socket, ready: Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        acceptor = Acceptor(listener, self._ssl_context, self._connection)
        acceptor.open()
        ready.set_result(None)
        await self._stop.wait()
        await acceptor.close()

    def _connection(self, live: set[Connection]) -> Connection:
        return Connection(
            self._ledger, self._next_opening, self._answering.script_for, live, self._max_body
        )

    def _next_opening(self) -> Script | None:
        return self._openings.popleft() if self._openings else None

    def _further_routes(self) -> Iterable[Route]:
        from openrouter_core.testing.api.jobs.every import Jobs
        from openrouter_core.testing.api.operations import Operations

        self._operations = Operations(
            self._answered,
            answer=self._answer,
            generation_lag=self._generation_lag,
            keep_generations=self._keep_requests,
            downloadable_uploads=self._downloadable_uploads,
            jobs=Jobs(self._routes.answer, self._webhooks, self._job_looks),
        )
        return self._operations.routes
