r"""A function for AWS Lambda, behind API Gateway or a function URL: it gets a question, and returns a model's answer.

To try it on your machine, where each handler is called a few times:

    pip install .                                                   once, in a clone of the project
    python examples/aws_lambda.py                                   against a local server on this machine
    OPENROUTER_API_KEY=sk-or-... python examples/aws_lambda.py      against OpenRouter

For AWS, install all that it needs into a folder, and pack the folder into a zip file. Nothing in it is compiled for
one system, so you can do this on any:

    python3.13 -m pip install --target package .
    cp examples/aws_lambda.py package/
    python3.13 -m compileall -q -f --invalidation-mode unchecked-hash package
    (cd package && zip -qr ../function.zip .)
    aws lambda create-function --function-name ask --runtime python3.13 --handler aws_lambda.handler \
        --zip-file fileb://function.zip --timeout 29 --memory-size 512 \
        --environment 'Variables={OPENROUTER_API_KEY=sk-or-...}' --role arn:aws:iam::...

Run compileall with the Python version of the function. A zip file may change the dates by which Python recognizes
compiled files, and Lambda's folder is read-only: then each cold start would compile everything again, which took 300 ms
instead of 125 ms. The timeout is 29 s because API Gateway waits no longer (a function URL does). For a key in Secrets
Manager, see `aws_lambda_key.py`.

Whoever can call the function asks at your expense. A function URL with ``AuthType: NONE`` answers everybody: choose
``AWS_IAM``, or an API Gateway with an authorizer, and limit how many run at the same time
(``--reserved-concurrent-executions``).

The request's body is ``{"question": "..."}``; the answer's is ``{"answer": "..."}`` or ``{"error": "..."}``.
"""
# ruff: noqa: E402  # the clock is read before the imports, which are the larger part of a cold start

from __future__ import annotations

import time

_STARTED = time.perf_counter()

import base64
import json
import logging
import os
from collections.abc import Mapping
from contextlib import ExitStack
from math import ceil
from typing import Any, Protocol, TypeAlias

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, RequestOptions, Timeout, warm_up
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import ChatGenerationParams, ChatResponse, UserMessage, errors

Event: TypeAlias = Mapping[str, Any]
Answer: TypeAlias = dict[str, Any]

MODEL = "openai/gpt-4o-mini"
MAX_QUESTION = 8_000
"""Characters; each of them is billed."""
MARGIN = 1.0
"""Seconds of the invocation that remain to report that the model took too long."""

MESSAGES = {
    403: "This question is not allowed.",
    422: "The model cannot process this question.",
    429: "Too many questions at the moment. Try again later.",
    500: "This function is not set up correctly. See its log.",
    502: "The model's provider failed. Try again.",
    503: "The model is not available at the moment. Try again later.",
    504: "The model did not answer in time.",
}

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)  # the root logger, where Lambda listens, begins at WARNING

core = OpenRouterCore(
    x_title="openrouter-core on Lambda"
)  # one per process, because it keeps connections


def prepare() -> None:
    """Import and create what the first call needs. While a function starts, it has a whole processor; later its share
    depends on its memory: https://serverlessland.com/content/service/lambda/guides/effectively-running-java-on-serverless
    """
    match warm_up(core, chat_send):  # for `async_handler` it is chat_send_async
        case Err(error):  # for example no key; each answer would log the same error
            log.error("%s: %s", type(error).__name__, error)


class Context(Protocol):
    """What is used here of the object that Lambda passes."""

    def get_remaining_time_in_millis(self) -> int: ...


def handler(event: Event, context: Context) -> Answer:
    """The function, in sync code."""
    began = time.perf_counter()
    asked = read(event, context)
    if isinstance(asked, Err):
        return asked.failure()
    request, options = asked.unwrap()
    answer = respond(chat_send(core, request, options=options))
    log_cold_start(began)
    return answer


def async_handler(event: Event, context: Context) -> Answer:
    """The same in async code. Each invocation has its own event loop; its connections are closed with the loop."""
    import asyncio  # the sync handler starts without it

    began = time.perf_counter()
    asked = read(event, context)
    if isinstance(asked, Err):
        return asked.failure()
    request, options = asked.unwrap()
    answer = respond(asyncio.run(chat_send_async(core, request, options=options)))
    log_cold_start(began)
    return answer


def read(
    event: Event, context: Context
) -> Ok[tuple[ChatGenerationParams, RequestOptions]] | Err[Answer]:
    """What to send and how long it may take; or an answer at once."""
    match read_question(event):
        case Err(problem):
            return Err(reply(400, error=problem))
        case Ok(question):
            request = ChatGenerationParams(model=MODEL, messages=[UserMessage(question)])
    seconds = context.get_remaining_time_in_millis() / 1000 - MARGIN
    if seconds <= 0:
        return Err(reply(504, error=MESSAGES[504]))
    return Ok((request, RequestOptions(timeout=Timeout(total=seconds))))


def read_question(event: Event) -> Ok[str] | Err[str]:
    """The question in the body of a request, or what is wrong with the body."""
    body = event.get("body") or ""  # of a direct invocation it may be anything
    try:
        if event.get("isBase64Encoded"):
            body = base64.b64decode(body)
        asked = json.loads(body)
    except (TypeError, ValueError, RecursionError):
        return Err("The body is not JSON.")
    match asked:
        case {"question": str(question)} if len(question) > MAX_QUESTION:
            return Err(f"The question is longer than {MAX_QUESTION} characters.")
        case {"question": str(question)} if question.strip():
            return Ok(question)
    return Err('Expected {"question": "..."}.')


def respond(result: Ok[ChatResponse] | Err[AnyError]) -> Answer:
    """The answer for API Gateway. The text of an error may name keys, limits and providers, so it goes to the log."""
    match result:
        case Ok(response):
            return reply(200, answer=response.text)
        case Err(error):
            log.error("%s: %s", type(error).__name__, error)
            status = status_of(error)
            answer = reply(status, error=MESSAGES[status])
            if error.retry_after is not None:
                answer["headers"]["Retry-After"] = str(ceil(error.retry_after))
            return answer


def status_of(error: AnyError) -> int:
    """4xx if another question would help, 500 if this function must be changed, 502 to 504 if a later try may work."""
    match error:
        case errors.TooManyRequestsResponseError():
            return 429
        case errors.ServiceUnavailableResponseError() | errors.ProviderOverloadedResponseError():
            return 503
        case (
            errors.RequestTimeoutError()
            | errors.RequestTimeoutResponseError()
            | errors.GatewayTimeoutResponseError()
            | errors.EdgeNetworkTimeoutResponseError()
        ):
            return 504
        case errors.ForbiddenResponseError():
            return 403
        case (
            errors.BadRequestResponseError()
            | errors.PayloadTooLargeResponseError()
            | errors.UnprocessableEntityResponseError()
        ):
            return 422
        case (
            errors.UnauthorizedResponseError()
            | errors.PaymentRequiredResponseError()
            | errors.NotFoundResponseError()
            | errors.SDKValidationError()
            | errors.InvalidRequestError()
            | errors.UnexpectedClientError()
        ):
            return 500
        case _:
            return 502


def reply(status: int, **body: str) -> Answer:
    """A response as API Gateway and function URLs take it."""
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json", "Cache-Control": "no-store"},
        "body": json.dumps(body),
    }


_cold = True


def log_cold_start(began: float) -> None:
    """Log once how long the first answer of the process took."""
    global _cold
    if _cold:
        _cold = False
        answered = 1000 * (time.perf_counter() - began)
        log.info("cold start: import %.0f ms, first answer %.0f ms", IMPORT_MS, answered)


class LocalContext:
    """Replaces Lambda's object on your machine."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


def main() -> int:
    """Call each handler a few times."""
    logging.basicConfig(format="%(message)s")
    with ExitStack() as stack:
        if not os.environ.get("OPENROUTER_API_KEY"):
            from openrouter_core.testing import LocalServer

            server = stack.enter_context(LocalServer())
            os.environ["OPENROUTER_SERVER_URL"] = server.url
            print("OPENROUTER_API_KEY is not set: a local server on this machine answers.")
        stack.enter_context(core)
        prepare()
        good = {"body": json.dumps({"question": "What is the capital of France?"})}
        answers = []
        for call in (handler, handler, async_handler, async_handler):
            answers.append(call(good, LocalContext()))
            print(f"{call.__name__}: {answers[-1]['statusCode']} {answers[-1]['body']}")
        bad = handler({"body": "What is the capital of France?"}, LocalContext())
        print(f"handler, with a body that is not JSON: {bad['statusCode']} {bad['body']}")
    return 0 if all(answer["statusCode"] == 200 for answer in answers) else 1


if __name__ != "__main__":  # Lambda imports this module
    prepare()

IMPORT_MS = 1000 * (time.perf_counter() - _STARTED)

if __name__ == "__main__":
    raise SystemExit(main())
