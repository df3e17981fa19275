"""A chat in the browser: one page, and a server that streams the model's answers to it as they are written.

    pip install '.[examples]'
    python examples/asgi_chat.py                                  against a local server on this machine
    OPENROUTER_API_KEY=sk-or-... python examples/asgi_chat.py     against OpenRouter

and open the address that it prints. In production, run ``uvicorn asgi_chat:app --timeout-graceful-shutdown 10`` behind
a login, because each answer is billed to your key. Set ``CHAT_HOSTS`` to the names of your server, separated by commas:
other names are answered with 400. Otherwise a page of another site could make its own name point to your machine (DNS
rebinding), and chat at your expense.

The page sends the whole conversation with each question, so the server stores nothing. If a reader leaves or presses
Stop, the request to OpenRouter ends at once. Providers that support it then stop the generation and its billing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from functools import partial
from hashlib import sha256
from socket import socket
from typing import TYPE_CHECKING, Any, TypeAlias

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from openrouter_core import AnyError, AsyncEventStream, Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send_async
from openrouter_core.models import ChatGenerationParams, ChatStreamingResponseChunk, errors

if TYPE_CHECKING:
    from openrouter_core.testing import RecordedRequest, Reply

Turn: TypeAlias = dict[str, str]
Stream: TypeAlias = AsyncEventStream[ChatStreamingResponseChunk]

TITLE = "openrouter-core chat"
MODEL = "openai/gpt-4o-mini"
SYSTEM: Turn = {"role": "system", "content": "You are a helpful assistant. Answer in plain text."}
MAX_CONVERSATION = 65_536
"""Bytes of a request's body. The price of an answer depends on the length of the conversation before it."""
MAX_ANSWER = 2_000
"""Tokens."""
HOSTS = os.environ.get("CHAT_HOSTS", "localhost,127.0.0.1").split(",")
"""The names by which this server may be reached."""

log = logging.getLogger(__name__)


# The conversation that a reader sends.


async def chat(request: Request) -> ASGIApp:
    """``POST /chat``: the next answer in a conversation, as server-sent events; before those, an error is a status."""
    media_type = request.headers.get("content-type", "").partition(";")[0]
    if media_type.strip().lower() != "application/json":
        return refuse(
            415, "Expected JSON."
        )  # a page of another site cannot send JSON without asking the browser
    try:
        body = await read_body(request)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it
    if body is None:
        return refuse(413, "This conversation has become too long. Reload the page for a new one.")
    turns = read_turns(body)
    if turns is None:
        return refuse(400, 'Expected {"messages": [{"role": "user", "content": "..."}, ...]}.')
    return partial(answer, request.app.state.core, turns)


async def read_body(request: Request) -> bytes | None:
    """The body of a request; None if it is too long, without reading the rest."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_CONVERSATION:
            return None
    return body


def read_turns(body: bytes) -> list[Turn] | None:
    """The conversation so far; None if the body is anything else. Readers cannot set the system prompt."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    turns: list[Turn] = []
    match sent:
        case {"messages": [*messages]}:
            for message in messages:
                match message:
                    case {"role": "user" | "assistant" as role, "content": str(content)}:
                        turns.append({"role": role, "content": content})
                    case _:
                        return None
    return turns or None


# The answer.


async def answer(
    core: OpenRouterCore, turns: list[Turn], scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer a conversation as long as its reader is there.

    Starlette alone notices that a reader has left only while it streams, and on a server with ASGI 2.4 only at the next
    event.
    """
    async with asyncio.TaskGroup() as group:
        answering = group.create_task(respond(core, turns, scope, receive, send))
        reading = group.create_task(until_left(receive))
        reading.add_done_callback(lambda _: answering.cancel())


async def until_left(receive: Receive) -> None:
    """Return when the reader has left, or has received everything: ASGI calls both a disconnect."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def respond(
    core: OpenRouterCore, turns: list[Turn], scope: Scope, receive: Receive, send: Send
) -> None:
    """Open the stream and pass it on. A cancellation at any point closes it."""
    request = ChatGenerationParams(
        model=MODEL, messages=[SYSTEM, *turns], max_completion_tokens=MAX_ANSWER
    )
    match await chat_send_async(core, request, stream=True):
        case Err(error):
            await refuse(*explain(error))(scope, receive, send)
        case Ok(stream):
            async with stream:
                response = StreamingResponse(
                    events(stream),
                    media_type="text/event-stream",
                    headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
                )
                await response.stream_response(
                    send
                )  # the response itself would wait for `receive` too


async def events(stream: Stream) -> AsyncIterator[str]:
    """The events that the page reads: texts, then the end or an error."""
    cut = False
    async for result in stream:
        match result:
            case Ok(chunk):
                if chunk.text:
                    yield event(text=chunk.text)
                cut = cut or any(choice.finish_reason == "length" for choice in chunk.choices)
            case Err(error):
                yield event(error=explain(error)[1])
    if stream.error is None:
        yield event(done=True, cut=cut)


def event(**data: str | bool) -> str:
    """A server-sent event. JSON in ASCII holds no line break of any kind."""
    return f"data: {json.dumps(data)}\n\n"


def refuse(status: int, message: str) -> Response:
    """An error that comes before any event."""
    return JSONResponse({"error": message}, status)


def explain(error: AnyError) -> tuple[int, str]:
    """A status, and a text for the reader. The text of the error may name keys and limits, so it goes to the log."""
    log.error("%s: %s", type(error).__name__, error)
    match error:
        case errors.TooManyRequestsResponseError():
            return 429, "Too many questions at the moment. Try again in a while."
        case errors.ServiceUnavailableResponseError() | errors.ProviderOverloadedResponseError():
            return 503, "The model is not available at the moment. Try again in a while."
        case (
            errors.RequestTimeoutError()
            | errors.RequestTimeoutResponseError()
            | errors.GatewayTimeoutResponseError()
            | errors.EdgeNetworkTimeoutResponseError()
        ):
            return 504, "The model took too long. Try again."
        case errors.ForbiddenResponseError():
            return 403, "The model's provider does not allow this question."
        case (
            errors.BadRequestResponseError()
            | errors.PayloadTooLargeResponseError()
            | errors.UnprocessableEntityResponseError()
        ):
            return 422, "The model cannot process this conversation. It may be too long."
        case (
            errors.UnauthorizedResponseError()
            | errors.PaymentRequiredResponseError()
            | errors.NotFoundResponseError()
            | errors.SDKValidationError()
            | errors.InvalidRequestError()
            | errors.UnexpectedClientError()
        ):
            return 500, "This server is not set up correctly. See its log."
        case errors.StreamIncompleteError():
            return 502, "The answer was cut off."
        case errors.RequestAbortedError():
            return 503, "This server is being stopped."
        case _:
            return 502, "The model's provider failed. Try again."


# The page.

STYLE = """
:root { color-scheme: light dark; --line: #8886; --mine: #8882; --accent: #2457c5; }
@media (prefers-color-scheme: dark) { :root { --accent: #3f6fd8; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { display: flex; flex-direction: column; height: 100dvh; max-width: 46rem; margin: auto; padding: 1rem; }
h1 { margin: 0 0 .5rem; font-size: 1.1rem; }
#conversation { flex: 1; overflow-y: auto; padding-block: .5rem; }
article { margin: 0 0 1rem; padding: .5rem .9rem; border-radius: .6rem; }
article.user { margin-left: 15%; background: var(--mine); }
article h2 { margin: 0; font-size: .8rem; opacity: .75; }
article p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
#notice { margin: 0 0 .5rem; min-height: 1.5em; }
form { display: grid; grid-template-columns: 1fr auto; gap: .5rem; align-items: end; }
label { grid-column: 1 / -1; font-size: .85rem; }
textarea { font: inherit; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .6rem; resize: vertical; }
button { font: inherit; padding: .5rem 1.2rem; border: 0; border-radius: .6rem; }
button { background: var(--accent); color: #fff; }
button#stop { background: #b3261e; }
"""

SCRIPT = """
"use strict";
const conversation = document.getElementById("conversation");
const notice = document.getElementById("notice");
const form = document.querySelector("form");
const question = document.getElementById("question");
const send = document.getElementById("send");
const stop = document.getElementById("stop");
const turns = [];  // the conversation, as the server takes it
let reading = null;  // what ends the answer that is being read

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (text && !reading) ask(text);
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
stop.addEventListener("click", () => reading?.abort());
// A page that is left may be kept for the way back, its requests and all.
addEventListener("pagehide", () => reading?.abort());

async function ask(text) {
  reading = new AbortController();
  setBusy(true);
  question.value = "";
  const asked = show("user", "You", text);
  const answer = show("assistant", "Assistant", "");
  turns.push({role: "user", content: text});
  let said = "";
  let problem = "";
  try {
    for await (const piece of readAnswer(reading.signal)) {
      const follow = conversation.scrollHeight - conversation.scrollTop - conversation.clientHeight < 40;
      answer.lastChild.append(piece);  // as text, whatever it looks like
      said += piece;
      if (follow) conversation.scrollTop = conversation.scrollHeight;
    }
  } catch (error) {
    problem = reading.signal.aborted ? "Stopped." : error.message;
  }
  if (said) {
    turns.push({role: "assistant", content: said});
  } else {  // as if it had not been asked
    turns.pop();
    asked.remove();
    answer.remove();
    question.value ||= text;
    problem ||= "The model said nothing.";
  }
  reading = null;
  setBusy(false, problem);
}

async function* readAnswer(signal) {
  const body = JSON.stringify({messages: turns});
  const headers = {"Content-Type": "application/json"};
  const response = await fetch("chat", {method: "POST", headers, body, signal}).catch((error) => {
    throw signal.aborted ? error : new Error("The server cannot be reached.");
  });
  if (!response.ok) {
    const {error} = await response.json().catch(() => ({}));
    throw new Error(error ?? `The server failed (${response.status}).`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";
  for (;;) {
    const {value, done} = await reader.read().catch((error) => {
      throw signal.aborted ? error : new Error("The connection to the server was lost.");
    });
    if (done) throw new Error("The connection to the server was lost.");
    const events = (unread + value).split("\\n\\n");
    unread = events.pop();
    for (const event of events) {
      const data = JSON.parse(event.slice("data: ".length));
      if (data.error) throw new Error(data.error);
      if (data.cut) throw new Error("The answer was too long, and ends here.");
      if (data.done) return;
      yield data.text;
    }
  }
}

function show(role, name, text) {
  const article = document.createElement("article");
  const heading = document.createElement("h2");
  const words = document.createElement("p");
  article.className = role;
  heading.textContent = name;
  words.textContent = text;
  article.append(heading, words);
  conversation.append(article);
  conversation.scrollTop = conversation.scrollHeight;
  return article;
}

function setBusy(busy, problem = "") {
  // A screen reader is told of an answer when it is complete, not of each word.
  conversation.setAttribute("aria-busy", String(busy));
  notice.textContent = busy ? "Answering\\u2026" : problem;
  send.hidden = busy;
  stop.hidden = !busy;
  question.focus();
}
"""

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chat</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>Chat with {MODEL}</h1>
<div id="conversation" role="log" aria-label="Conversation" tabindex="0"></div>
<p id="notice" role="status"></p>
<form>
<label for="question">Your message (Shift+Enter begins a new line)</label>
<textarea id="question" rows="2" maxlength="8000" required autofocus></textarea>
<button id="send">Send</button>
<button id="stop" type="button" hidden>Stop</button>
</form>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""


def page(request: Request) -> Response:
    """``GET /``. Only its own script can run on the page, even if a text of a model became markup."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})


def source(code: str) -> str:
    """Inline code as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; script-src {source(SCRIPT)}; style-src {source(STYLE)}; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


# The program.


def make_app(core: OpenRouterCore) -> Starlette:
    """The application; it closes the core when it ends."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with core:
            yield

    routes = [Route("/", page), Route("/chat", chat, methods=["POST"])]
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    app = Starlette(routes=routes, middleware=[only_here], lifespan=lifespan)
    app.state.core = core
    return app


app = make_app(OpenRouterCore(x_title=TITLE))


class Server(uvicorn.Server):
    """uvicorn would wait for the answers that are being written. Here, they end with a message to their readers."""

    def __init__(self, core: OpenRouterCore, **options: Any) -> None:
        super().__init__(uvicorn.Config(make_app(core), timeout_graceful_shutdown=2, **options))
        self._core = core

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Called when the program must end."""
        await self._core.aclose()
        await super().shutdown(sockets)


def main() -> None:
    """Serve on this machine, and only to this machine."""
    parser = argparse.ArgumentParser(description="A chat in the browser.")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    with ExitStack() as stack:
        stack.enter_context(suppress(KeyboardInterrupt))
        if os.environ.get("OPENROUTER_API_KEY"):
            core = OpenRouterCore(x_title=TITLE)
        else:
            from openrouter_core.testing import LocalServer

            server = stack.enter_context(LocalServer())
            server.always(slow_answer)
            core = OpenRouterCore(server_url=server.url)
            print("OPENROUTER_API_KEY is not set: a local server on this machine answers.")
        Server(core, host="127.0.0.1", port=port).run()


def slow_answer(request: RecordedRequest) -> Reply:
    """The answer of the local server, slow enough to be seen and stopped."""
    from openrouter_core.testing import Reply, chunks

    messages = request.json["messages"]
    words = (
        f'You said: "{messages[-1]["content"]}" That is message {len(messages) - 1} of this conversation. '
        "No model reads it: a stand-in for OpenRouter, on this machine, answers a few words at a time, so that there "
        "is something to see, and to stop. To talk to a model, set OPENROUTER_API_KEY and start the program again."
    )
    return Reply.events(chunks(words)).split(every=300, pause=0.05)


if __name__ == "__main__":
    main()
