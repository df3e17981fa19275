"""Ask, parse, check, and fall back to a second model: one pipeline, written in four ways.

pip install .                                                 once, in a clone of the project
python examples/pipeline.py                                   a stand-in server on this machine answers
OPENROUTER_API_KEY=sk-or-... python examples/pipeline.py      OpenRouter answers

Prints a line for each way: to stdout the order that the e-mail holds, or to stderr why there is none. Exit status: 0
when every way found it, else 1.

`early_return` and `chained` are typed throughout: mypy --strict and pyright know the order and every error, and refuse
steps that do not fit together. What is lost with returns (0.30; mypy 2.4 without its plugin, pyright 1.1.414):

- `with_flow`: what `flow(...)` gives is `Never` to mypy and unknown to pyright. Both take it for whatever the
  annotation says, and neither refuses steps that do not fit together. With its plugin mypy makes it `Result[Any, Any]`.
- `with_future`: of a coroutine that gives ``Ok[T] | Err[E]`` mypy makes `FutureResult[Any, Any]`; pyright makes
  `FutureResult[Any, E]`, and refuses each step that fails with another error. So `ask` says ``Result[T, Problem]``,
  with one type for all errors. `parse` and `check` do not, and from them on the value is `Any` to both; if they did,
  only which step fails with what would be lost.

What both checkers do is held fast in tests/typing/cases/returns_idioms.py.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeAlias

import attrs
from returns.future import FutureResult
from returns.io import IOFailure
from returns.pipeline import flow
from returns.pointfree import bind, lash
from returns.result import Result
from returns.unsafe import unsafe_perform_io

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import ChatGenerationParams, ChatResponse, SystemMessage, UserMessage
from openrouter_core.models.errors import (
    AnyError,
    InvalidRequestError,
    PaymentRequiredResponseError,
    SDKValidationError,
    UnauthorizedResponseError,
)
from openrouter_core.result import and_then, or_else

if TYPE_CHECKING:
    from openrouter_core.testing import RecordedRequest

FIRST, SECOND = "openai/gpt-4o-mini", "anthropic/claude-3.5-haiku"
TASK = 'What is ordered in this e-mail? Answer with JSON only, as {"item": "...", "quantity": 1}.'
EMAIL = "Hello! Could you send us a dozen of the blue mugs by Friday? Kind regards, Ida"


@attrs.frozen
class Order:
    """What we are after."""

    item: str
    quantity: int


@attrs.frozen
class Unreadable:
    """The answer is not what was asked for."""

    answer: str


@attrs.frozen
class Implausible:
    """The answer can be read, and cannot be right."""

    order: Order


Problem: TypeAlias = AnyError | Unreadable | Implausible


def request(model: str) -> ChatGenerationParams:
    """The question."""
    return ChatGenerationParams(model=model, messages=[SystemMessage(TASK), UserMessage(EMAIL)])


def parse(response: ChatResponse) -> Ok[Order] | Err[Unreadable]:
    """Read the answer. For more than this there is `openrouter_core.funcs.chat_parse`."""
    try:
        answer = json.loads(response.text)
    except (ValueError, RecursionError):
        return Err(Unreadable(response.text))
    match answer:
        case {"item": str(item), "quantity": int(quantity)} if quantity is not True:
            return Ok(Order(item, quantity))
    return Err(Unreadable(response.text))


def check(order: Order) -> Ok[Order] | Err[Implausible]:
    """Believe it, or not."""
    return Ok(order) if order.item and 1 <= order.quantity <= 1000 else Err(Implausible(order))


def is_final(problem: Problem) -> bool:
    """Whether a second model would only fail in the same way."""
    return isinstance(
        problem,
        InvalidRequestError
        | SDKValidationError
        | UnauthorizedResponseError
        | PaymentRequiredResponseError,
    )


def early_return(core: OpenRouterCore) -> Ok[Order] | Err[Problem]:
    """Each step by itself, and out at the first that fails."""

    def order(model: str) -> Ok[Order] | Err[Problem]:
        asked = chat_send(core, request(model))
        if isinstance(asked, Err):
            return asked
        parsed = parse(asked.unwrap())
        if isinstance(parsed, Err):
            return parsed
        return check(parsed.unwrap())

    first = order(FIRST)
    if isinstance(first, Ok) or is_final(first.failure()):
        return first
    return order(SECOND)


def chained(core: OpenRouterCore) -> Ok[Order] | Err[Problem]:
    """`and_then` goes on with what went well, `or_else` with what did not."""

    def order(model: str) -> Ok[Order] | Err[Problem]:
        return and_then(and_then(chat_send(core, request(model)), parse), check)

    def fall_back(problem: Problem) -> Ok[Order] | Err[Problem]:
        return Err(problem) if is_final(problem) else order(SECOND)

    return or_else(order(FIRST), fall_back)


def with_flow(core: OpenRouterCore) -> Ok[Order] | Err[Problem]:
    """The same with returns' `flow`, `bind` and `lash`: only the annotations say what comes out."""

    def order(model: str) -> Ok[Order] | Err[Problem]:
        return flow(chat_send(core, request(model)), bind(parse), bind(check))

    def fall_back(problem: Problem) -> Ok[Order] | Err[Problem]:
        return Err(problem) if is_final(problem) else order(SECOND)

    return flow(order(FIRST), lash(fall_back))


async def with_future(core: OpenRouterCore) -> Ok[Order] | Err[Problem]:
    """The same for async code, with returns' `FutureResult`: nothing is sent before it is awaited."""

    async def ask(model: str) -> Result[ChatResponse, Problem]:
        return await chat_send_async(core, request(model))

    def order(model: str) -> FutureResult[Order, Problem]:
        return FutureResult(ask(model)).bind_result(parse).bind_result(check)

    def fall_back(problem: Problem) -> FutureResult[Order, Problem]:
        return FutureResult.from_failure(problem) if is_final(problem) else order(SECOND)

    outcome = await order(FIRST).lash(fall_back)
    if isinstance(outcome, IOFailure):
        return Err(unsafe_perform_io(outcome.failure()))
    return Ok(unsafe_perform_io(outcome.unwrap()))


def stand_in(stack: ExitStack) -> OpenRouterCore:
    """A core for a server on this machine, whose first model chats where JSON was asked for."""
    from openrouter_core.testing import LocalServer

    def answer(received: RecordedRequest) -> str:
        understood = received.json["model"] == SECOND
        return '{"item": "blue mug", "quantity": 12}' if understood else "Gladly! That is a dozen."

    print(
        "OPENROUTER_API_KEY is not set: a stand-in server on this machine answers.", file=sys.stderr
    )
    return OpenRouterCore(server_url=stack.enter_context(LocalServer(answer=answer)).url)


def main() -> int:
    """Talk to OpenRouter where there is a key, else to a stand-in."""
    with ExitStack() as stack:
        has_key = bool(os.environ.get("OPENROUTER_API_KEY"))
        core = OpenRouterCore(x_title="pipeline") if has_key else stand_in(stack)
        stack.enter_context(core)
        results = {way.__name__: way(core) for way in (early_return, chained, with_flow)}
        results[with_future.__name__] = asyncio.run(with_future(core))
    for name, result in results.items():
        match result:
            case Ok(order):
                print(f"{name}: {order}")
            case Err(problem):
                print(f"{name}: {problem!r}", file=sys.stderr)
    return 0 if all(isinstance(result, Ok) for result in results.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
