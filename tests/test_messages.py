"""What each error says to whoever has only this line, in a log: what happened, to which value, and what to do.

Each is provoked against a server, so that the whole line is seen; ports are written as 0.
"""

from __future__ import annotations

import re
import socket
import typing
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from openrouter_core import (
    BackoffStrategy,
    Err,
    Hooks,
    OpenRouterCore,
    RequestOptions,
    RetryConfig,
    Timeout,
    collecting,
)
from openrouter_core import webhooks as hooked
from openrouter_core.budget import Budget
from openrouter_core.funcs.chat_parse import chat_parse
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.video_generation_get_generation import video_generation_get_generation
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.tools import Pause

PROMPT = "the words of a prompt"
REQUEST = {"messages": [{"role": "user", "content": PROMPT}]}
KEY = "sk-or-v1-0123456789abcdef"
CALL = {
    "id": "c1",
    "type": "function",
    "function": {"name": "double", "arguments": '{"number": 2}'},
}
CALLING = {
    "choices": [
        {
            "finish_reason": "tool_calls",
            "message": {"role": "assistant", "content": None, "tool_calls": [CALL]},
        }
    ],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2, "cost": 0.5},
}
Provoke = Callable[[OpenRouterCore, LocalServer], Any]


def double(number: int) -> int:
    """Double a number."""
    return 2 * number


def raises(*_: object) -> Any:
    raise ValueError(PROMPT)


def asked(core: OpenRouterCore, request: Any = REQUEST, **options: Any) -> Any:
    return chat_send(core, request, options=RequestOptions(**options))


def replied(reply: Reply, **options: Any) -> Provoke:
    """What a call gives when the server replies so."""

    def provoke(core: OpenRouterCore, server: LocalServer) -> Any:
        server.enqueue(reply)
        return asked(core, **options)

    return provoke


def streamed(reply: Reply) -> Provoke:
    """What ends a stream that the server replies with."""

    def provoke(core: OpenRouterCore, server: LocalServer) -> Any:
        server.enqueue(reply)
        return [*chat_send(core, REQUEST, stream=True).unwrap()][-1]

    return provoke


def answered(text: str | None, **choice: Any) -> Provoke:
    """What `chat_parse` makes of an answer."""

    def provoke(core: OpenRouterCore, server: LocalServer) -> Any:
        message = {"role": "assistant", "content": text, **choice.pop("message", {})}
        server.enqueue(
            Reply.json({"choices": [{"finish_reason": "stop", "message": message, **choice}]})
        )
        return chat_parse(core, REQUEST, into=dict if text is None else list[int])

    return provoke


def run(**limits: Any) -> Provoke:
    """What a run comes to in which the model always calls a tool."""

    def provoke(core: OpenRouterCore, server: LocalServer) -> Any:
        server.always(Reply.json(CALLING))
        return chat_run_tools(core, REQUEST, tools=[double], **limits)

    return provoke


def refused_connection(core: OpenRouterCore, server: LocalServer) -> Any:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    return asked(core, server_url=url, api_key=KEY)


def left_stream(core: OpenRouterCore, server: LocalServer) -> Any:
    kept = collecting(chat_send(core, REQUEST, stream=True).unwrap())
    next(kept)
    kept.close()
    return kept.result()


def failed_job(core: OpenRouterCore, server: LocalServer) -> Any:
    server.enqueue(Reply.json({"id": "v1", "status": "failed", "error": "The prompt was refused"}))
    return video_generation_get_generation(core, "v1", wait=5)


NAMED = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
"""Those whose name is the same on every version of Python."""
WITHOUT_A_REASON: list[tuple[Provoke, type[errors.OpenRouterError], str]] = [
    (
        replied(Reply(status)),
        cls,
        f"the server answered {status} ({NAMED[status]}) and gave no reason "
        + (
            "[HTTP 401: the API key is missing or not valid]"
            if status == 401
            else f"[HTTP {status}]"
        ),
    )
    for cls in typing.get_args(errors.AnyError)
    if (status := getattr(cls, "STATUS", None)) in NAMED
]
MESSAGES: list[tuple[Provoke, type[errors.OpenRouterError], str]] = [
    *WITHOUT_A_REASON,
    (
        replied(Reply.error(413, "Too large")),
        errors.PayloadTooLargeResponseError,
        "Too large [HTTP 413]",
    ),
    (
        replied(Reply.error(422, "No such voice")),
        errors.UnprocessableEntityResponseError,
        "No such voice [HTTP 422]",
    ),
    (
        replied(Reply(499)),
        errors.ClientClosedRequestResponseError,
        "the server answered 499 and gave no reason [HTTP 499]",
    ),
    (
        replied(Reply(524)),
        errors.EdgeNetworkTimeoutResponseError,
        "the edge network gave up waiting for the API [HTTP 524]",
    ),
    (
        replied(Reply(529)),
        errors.ProviderOverloadedResponseError,
        "the provider is overloaded [HTTP 529]",
    ),
    (
        replied(Reply.redirect("https://b.example/v1?token=secret")),
        errors.OpenRouterDefaultError,
        "the server answered with a redirect to 'https://b.example/v1', which is not followed because the key goes to "
        "no other host: is server_url right? [HTTP 307]",
    ),
    (
        lambda core, server: asked(core, {"messages": [{"role": "user", "content": 5}]}),
        errors.SDKValidationError,
        "messages[0].content: expected a string or a list; got 5",
    ),
    (
        lambda core, server: asked(core, headers={"X-A": "b\n"}),
        errors.InvalidRequestError,
        "header X-A: its value holds a line break, a character beyond ASCII, or a space at its beginning or end (the "
        "value is not shown)",
    ),
    (
        lambda core, server: asked(core, budget=Budget(1, estimate=2.5)),
        errors.BudgetExceededError,
        "the budget has too little left for a call that may cost 2.5 US dollars: of max_cost=1.0 US dollars 0.0 are "
        "spent, and 0.0 are reserved for calls in flight",
    ),
    (
        refused_connection,
        errors.APIConnectionError,
        "the server refused the connection (127.0.0.1:0): [Errno 111] Connection refused",
    ),
    (
        replied(Reply(200, delay=1), timeout=Timeout(read=0.05)),
        errors.RequestTimeoutError,
        "the server sent nothing within 0.05 s, the limit of Timeout.read (127.0.0.1:0)",
    ),
    (
        left_stream,
        errors.RequestAbortedError,
        "the stream was closed before its end [HTTP 200; gen-0]",
    ),
    (
        replied(Reply(200, {"Content-Type": "text/plain"}, b"Hello there")),
        errors.ResponseValidationError,
        "the server answered 200, and the body is not a JSON object (11 bytes of text/plain) [HTTP 200]",
    ),
    (
        streamed(Reply.events([{"choices": [{"delta": {"content": "Hel"}}]}], done=False)),
        errors.StreamIncompleteError,
        "the stream ended before the response was finished, without its closing signal [HTTP 200]",
    ),
    (
        failed_job,
        errors.JobFailedError,
        "the job has ended without a result: status is 'failed'; The prompt was refused [HTTP 200; code failed; "
        "upstream said 'The prompt was refused']",
    ),
    (
        lambda core, server: hooked.verify(b"{}", {}, "whsec_1"),
        errors.WebhookVerificationError,
        "the header X-OpenRouter-Signature is missing",
    ),
    (
        lambda core, server: asked(core.with_options(hooks=Hooks(before_request=raises))),
        errors.UnexpectedClientError,
        "a before_request hook raised ValueError",
    ),
    (
        answered("", message={"refusal": "I cannot do that"}),
        errors.AnswerRefusedError,
        "the model declined: I cannot do that [HTTP 200]",
    ),
    (
        answered('{"value": [1', finish_reason="length"),
        errors.AnswerCutOffError,
        "the answer was cut off at the token limit, after 12 characters: raise max_tokens [HTTP 200]",
    ),
    (
        answered('```json\n{"value": []}\n```'),
        errors.AnswerFencedError,
        """the answer is JSON in a code fence: '```json\\n{"value": []}\\n```' [HTTP 200]""",
    ),
    (
        answered("Sure!"),
        errors.AnswerNotJsonError,
        "the answer is not JSON (Expecting value: line 1 column 1 (char 0)): 'Sure!' [HTTP 200]",
    ),
    (
        answered('{"value": ["1"]}'),
        errors.AnswerSchemaError,
        "the answer does not fit the schema: value[0]: expected an integer; got '1' [HTTP 200]",
    ),
    (
        run(before_call=lambda call: Pause("a person has to agree")),
        errors.ToolRunPausedError,
        "a person has to agree",
    ),
    (
        run(max_steps=2),
        errors.MaxStepsExceededError,
        "max_steps=2",
    ),
    (
        run(max_seconds=1e-9),
        errors.MaxSecondsExceededError,
        "max_seconds=1e-09",
    ),
    (
        run(max_cost=0.5),
        errors.MaxCostExceededError,
        "max_cost=0.5",
    ),
]


@pytest.mark.parametrize(
    ("provoke", "cls", "line"), MESSAGES, ids=[cls.__name__ for _, cls, _ in MESSAGES]
)
def test_what_it_says(provoke: Provoke, cls: type[errors.OpenRouterError], line: str) -> None:
    retries = RetryConfig("none")
    with (
        LocalServer() as server,
        OpenRouterCore(api_key=KEY, server_url=server.url, retry_config=retries) as core,
    ):
        result = provoke(core, server)
    assert isinstance(result, Err), result
    error = result.failure()
    assert type(error) is cls
    said = re.sub(r"gen-[\w-]+", "gen-0", re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:0", str(error)))
    if issubclass(
        cls, errors.ToolBudgetError
    ):  # with what the limit was; the words are tested with the tools
        assert line in said
    else:
        assert said == line
    assert KEY not in repr(error)
    assert PROMPT not in said


def test_each_class_is_in_the_table() -> None:
    told = {cls for _, cls, _ in MESSAGES}
    assert told == set(typing.get_args(errors.AnyError))


WRONG_ARGUMENTS: list[tuple[Callable[[], object], str]] = [
    (
        lambda: OpenRouterCore(timeout=-1),
        "timeout: expected a Timeout or a positive number of seconds; got -1",
    ),
    (
        lambda: OpenRouterCore(retry_config=any_value(5)),
        "retry_config: expected RetryConfig; got a value of type int",
    ),
    (lambda: OpenRouterCore(hooks=any_value(5)), "hooks: expected Hooks; got a value of type int"),
    (
        lambda: OpenRouterCore(budget=any_value(5)),
        "budget: expected Budget; got a value of type int",
    ),
    (
        lambda: OpenRouterCore(max_event_bytes=0),
        "max_event_bytes: expected a positive number of bytes; got 0",
    ),
    (
        lambda: OpenRouterCore(max_response_bytes=0),
        "max_response_bytes: expected a positive number of bytes; got 0",
    ),
    (
        lambda: OpenRouterCore(allow_http=any_value("x")),
        "allow_http: expected True or False; got a value of type str",
    ),
    (
        lambda: OpenRouterCore(app_categories=any_value(5)),
        "app_categories: expected a string or several; got a value of type int",
    ),
    (
        lambda: OpenRouterCore(app_categories=any_value([5])),
        "app_categories: expected a string; got a value of type int",
    ),
    (
        lambda: OpenRouterCore(http_client=any_value(5)),
        "http_client: expected an httpx.Client; got a value of type int",
    ),
    (
        lambda: OpenRouterCore(async_http_client=any_value(5)),
        "async_http_client: expected an httpx.AsyncClient; got a value of type int",
    ),
    (
        lambda: OpenRouterCore(http_client=any_value(httpx.AsyncClient())),
        "http_client: expected an httpx.Client; pass this one as async_http_client",
    ),
    (
        lambda: RequestOptions(headers=any_value(5)),
        "headers: expected a mapping; got a value of type int",
    ),
    (
        lambda: RequestOptions(extra_body=any_value(5)),
        "extra_body: expected a mapping; got a value of type int",
    ),
    (
        lambda: RequestOptions(extra_query=any_value(5)),
        "extra_query: expected a mapping; got a value of type int",
    ),
    (
        lambda: RequestOptions(retries=any_value(5)),
        "retries: expected RetryConfig; got a value of type int",
    ),
    (
        lambda: Timeout(read=any_value("5")),
        "Timeout.read: expected a positive number of seconds; got '5'",
    ),
    (
        lambda: RetryConfig(any_value("x")),
        "RetryConfig.strategy: expected 'backoff' or 'none'; got 'x'",
    ),
    (
        lambda: RetryConfig(backoff=any_value(5)),
        "RetryConfig.backoff: expected BackoffStrategy; got a value of type int",
    ),
    (
        lambda: RetryConfig(max_retries=-1),
        "RetryConfig.max_retries: expected an integer of at least 0; got -1",
    ),
    (
        lambda: RetryConfig(retry_codes=any_value(5.5)),
        "RetryConfig.retry_codes: expected several, such as ('429', '5XX'); got 5.5",
    ),
    (
        lambda: RetryConfig(retry_codes=any_value([None])),
        "RetryConfig.retry_codes: expected codes such as '429' and '5XX'; got None",
    ),
    (
        lambda: RetryConfig(retry_connection_errors=any_value("no")),
        "RetryConfig.retry_connection_errors: expected True or False; got a value of type str",
    ),
    (
        lambda: BackoffStrategy(exponent=any_value("a")),
        "BackoffStrategy.exponent: expected a number of at least 1; got 'a'",
    ),
    (lambda: Hooks(on_retry=any_value(5)), "Hooks.on_retry: expected a function or several; got 5"),
    (lambda: Budget(0), "max_cost: expected a positive number of US dollars; got 0"),
    (lambda: Budget(1).charge(-1), "cost: expected a number of US dollars, at least 0; got -1"),
]


def any_value(value: object) -> Any:
    """A value that no type checker looks at."""
    return value


@pytest.mark.parametrize(
    ("make", "message"),
    WRONG_ARGUMENTS,
    ids=[message.partition(":")[0] for _, message in WRONG_ARGUMENTS],
)
def test_a_wrong_argument_is_named_with_what_was_expected(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(message)}$"):
        make()
