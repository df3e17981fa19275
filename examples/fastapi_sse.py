"""A chat over HTTP with FastAPI: the answer is sent as server-sent events while it is written, and logged at the end.

    pip install '.[examples]'
    OPENROUTER_API_KEY=sk-or-... uvicorn --app-dir examples fastapi_sse:app
    curl -N localhost:8000/chat --json '{"messages": [{"role": "user", "content": "Tell me about the sea."}]}'

An error before the first event is an HTTP status, and later an event. If the reader leaves, the request to OpenRouter
ends. Providers that support it then stop the generation and its billing. Everybody who reaches this address chats at
your expense: put it behind a login. `asgi_chat.py` is larger: it has a page, limits, and a status for each kind of
error.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel

from openrouter_core import AsyncCollectingStream, Err, Ok, OpenRouterCore, collecting
from openrouter_core.funcs.chat_send import chat_send_async
from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk

Kept = AsyncCollectingStream[ChatStreamingResponseChunk, ChatResponse]
log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with OpenRouterCore(x_title="fastapi_sse") as app.state.core:
        yield


app = FastAPI(lifespan=lifespan)


class Turn(BaseModel):
    role: Literal["user", "assistant"]
    content: str


class Chat(BaseModel):
    messages: list[Turn]


async def ask(chat: Chat, request: Request) -> AsyncIterator[Kept]:
    """The stream of the answer. It is closed when the reader has received it all, or has left."""
    body = {"model": "openai/gpt-4o-mini", **chat.model_dump()}
    match await chat_send_async(request.app.state.core, body, stream=True):
        case Err(error):
            log.error("no answer: %s", error)
            raise HTTPException(429 if error.status_code == 429 else 502, "No answer.")
        case Ok(stream):
            async with collecting(stream) as kept:
                yield kept
            match kept.result():
                case Ok(response):
                    log.info("answered: %s", response.usage)
                case Err(error):  # error.partial is the part that was written
                    log.warning("not answered to the end: %s", error)


@app.post("/chat", response_class=EventSourceResponse)
async def answer(kept: Annotated[Kept, Depends(ask)]) -> AsyncIterator[dict[str, str]]:
    """Send the texts. The stream has begun, so an error is an event."""
    async for result in kept:
        yield {"text": result.unwrap().text} if isinstance(result, Ok) else {"error": "cut off"}
