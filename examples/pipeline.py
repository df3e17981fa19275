"""Ask, parse, check, and use a second model if that failed: one pipeline, written in three ways.

    OPENROUTER_API_KEY=sk-or-... python examples/pipeline.py

It prints a line for each way: to stdout the order in the e-mail, or to stderr why there is none.

`chained` is fully typed: mypy --strict and pyright report steps that do not fit. With `flow` and `Result.do` of returns
0.30 (mypy 2.4 without its plugin, pyright 1.1.414), they trust the annotation of the result instead:
tests/typing/cases/returns_idioms.py shows what each of them infers.
"""

import json
import sys
from typing import TypeAlias

import attrs
from returns.pipeline import flow
from returns.pointfree import bind, lash
from returns.result import Result

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, and_then, or_else
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatResponse, errors

FIRST, SECOND = "openai/gpt-4o-mini", "anthropic/claude-3.5-haiku"
FINAL = (
    errors.InvalidRequestError,
    errors.SDKValidationError,
    errors.UnauthorizedResponseError,
    errors.PaymentRequiredResponseError,
)
"""With these errors, a second model would fail in the same way."""
TASK = 'What is ordered in this e-mail? Answer with JSON only, as {"item": "...", "quantity": 1}.'
EMAIL = "Hello! Could you send us a dozen of the blue mugs by Friday? Kind regards, Ida"


@attrs.frozen
class Order:
    item: str
    quantity: int


@attrs.frozen
class Unreadable:
    answer: str


@attrs.frozen
class Implausible:
    order: Order


Problem: TypeAlias = AnyError | Unreadable | Implausible


def ask(core: OpenRouterCore, model: str) -> Ok[ChatResponse] | Err[AnyError]:
    messages = [{"role": "system", "content": TASK}, {"role": "user", "content": EMAIL}]
    return chat_send(core, {"model": model, "messages": messages})


def parse(response: ChatResponse) -> Ok[Order] | Err[Unreadable]:
    """Read the answer. `openrouter_core.funcs.chat_parse` does this for whole classes."""
    try:
        match json.loads(response.text):
            case {"item": str(item), "quantity": int(quantity)} if quantity is not True:
                return Ok(Order(item, quantity))
    except (ValueError, RecursionError):
        pass
    return Err(Unreadable(response.text))


def check(order: Order) -> Ok[Order] | Err[Implausible]:
    return Ok(order) if order.item and 1 <= order.quantity <= 1000 else Err(Implausible(order))


def unless_final(problem: Problem) -> Ok[str] | Err[Problem]:
    """The next model; or the problem again, if another model cannot help."""
    return Err(problem) if isinstance(problem, FINAL) else Ok(SECOND)


def chained(core: OpenRouterCore) -> Ok[Order] | Err[Problem]:
    """`and_then` continues with the value of an `Ok`, `or_else` with the error of an `Err`."""

    def order(model: str) -> Ok[Order] | Err[Problem]:
        return and_then(and_then(ask(core, model), parse), check)

    return or_else(order(FIRST), lambda problem: and_then(unless_final(problem), order))


def with_flow(core: OpenRouterCore) -> Ok[Order] | Err[Problem]:
    """`flow` of returns: the value goes through one function after the other."""

    def order(model: str) -> Ok[Order] | Err[Problem]:
        return flow(ask(core, model), bind(parse), bind(check))

    def fall_back(problem: Problem) -> Ok[Order] | Err[Problem]:
        return flow(unless_final(problem), bind(order))

    return flow(order(FIRST), lash(fall_back))


def with_do(core: OpenRouterCore) -> Result[Order, Problem]:
    """`Result.do` of returns: each `for` takes the value of an `Ok`, and the first `Err` ends it."""

    def order(model: str) -> Result[Order, Problem]:
        return Result.do(
            checked
            for response in ask(core, model)
            for parsed in parse(response)
            for checked in check(parsed)
        )

    return order(FIRST).lash(
        lambda problem: Result.do(
            found for model in unless_final(problem) for found in order(model)
        )
    )


def main() -> int:
    with OpenRouterCore() as core:
        results = {way.__name__: way(core) for way in (chained, with_flow, with_do)}
    for name, result in results.items():
        match result:
            case Ok(order):
                print(f"{name}: {order}")
            case Err(problem):
                print(f"{name}: {problem!r}", file=sys.stderr)
    return 0 if all(isinstance(result, Ok) for result in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
