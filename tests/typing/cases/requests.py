"""Requests, options and the core: what may be written, and which mistakes a type checker sees before a call is made."""

import httpx

from openrouter_core import (
    UNSET,
    BackoffStrategy,
    OpenRouterCore,
    RequestOptions,
    RetryConfig,
    Timeout,
)
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatGenerationParams, ChatResponse
from openrouter_core.models.chat.messages import UserMessage


async def fetch_key() -> str:
    return "key"


def test_a_core_is_configured() -> None:
    OpenRouterCore()
    OpenRouterCore(api_key="key", http_referer="https://example.com", x_title="Mine", timeout=30)
    OpenRouterCore(api_key=lambda: "key", timeout=Timeout(connect=5, total=None))
    OpenRouterCore(api_key=fetch_key, http_client=httpx.Client())
    OpenRouterCore(
        retry_config=RetryConfig(
            strategy="backoff",
            backoff=BackoffStrategy(initial_interval=0.5, max_interval=30),
            retry_codes=["5XX", "429"],
        )
    )
    OpenRouterCore(key="key")  # rejected: the argument is api_key
    OpenRouterCore(timeout="30")  # rejected: seconds are a number
    OpenRouterCore(http_client=httpx.AsyncClient())  # rejected: that is async_http_client
    RetryConfig(strategy="sometimes")  # rejected: "none" or "backoff"


def test_a_request_is_a_mapping_or_a_model_or_both(
    core: OpenRouterCore, last: ChatResponse
) -> None:
    messages = [{"role": "user", "content": "Hi"}]
    chat_send(core, {"model": "a/b", "messages": messages, "a_new_parameter": {"x": None}})
    chat_send(core, {"messages": [UserMessage("Hi")]})
    chat_send(core, ChatGenerationParams(messages=messages, temperature=None, top_p=UNSET))
    chat_send(core, ChatGenerationParams(messages=[UserMessage("Hi"), last.choices[0].message]))
    chat_send(core, {"messages": messages}, options=RequestOptions(extra_body={"x": 1}))
    chat_send(core, "Hi")  # rejected: a request is a model or a mapping
    chat_send(core)  # rejected: there is no request
    chat_send(core, {"messages": messages}, temperature=1)  # rejected: it belongs into the request
    chat_send(core, {"messages": messages}, options={})  # rejected: options are RequestOptions
    chat_send(core, {"messages": messages}, True)  # rejected: stream is a keyword


def test_a_model_knows_its_fields() -> None:
    ChatGenerationParams(messages=[UserMessage("Hi")], temperature="hot")  # rejected: a number
    ChatGenerationParams(messages=[UserMessage("Hi")], tempreature=1)  # rejected: no such field
    ChatGenerationParams(model="a/b")  # rejected: messages are missing
    UserMessage(3)  # rejected: content is text or parts
