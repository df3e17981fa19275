"""Answer questions within a budget. The class of an error decides: wait, use another model, or stop.

pip install .                                                             once, in a clone of the project
python examples/fallbacks_and_budget.py                                   a local server on this machine answers
OPENROUTER_API_KEY=sk-or-... python examples/fallbacks_and_budget.py --limit 0.01 "Why is the sky blue?"

Answers go to stdout, each as a line of JSON, and errors to stderr. Exit status: 0 if every question has its answer,
1 if one has none, 3 if the program stopped early: the limit is reached, the credits are used up, or the key is not
valid.

The cost of an answer (`usage.cost`, in US dollars) is known only afterwards, so the last one can exceed the limit. An
answer without a cost counts as free. OpenRouter can also change the model itself, if a request lists several in
`models`. Use this program if you want to decide in your own code.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from typing import Literal, TypeAlias

import attrs

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatGenerationParams, ChatResponse, UserMessage, errors

MODELS = ("openai/gpt-4o-mini", "anthropic/claude-3.5-haiku")
QUESTIONS = ("What is the capital of France?", "Why is the sky blue?", "How far away is the moon?")
MOST_WAITS = 3  # for one question to one model
LONGEST_WAIT = 300.0  # seconds


@attrs.frozen
class LimitReached:
    """Nothing more may be spent."""

    spent: float


Problem: TypeAlias = errors.AnyError | LimitReached


@attrs.define
class Budget:
    """The limit and the sum so far, in US dollars."""

    limit: float
    spent: float = 0.0

    def book(self, answer: object) -> None:
        """Add the cost of an answer. `error.partial` is one too: an answer that was cut off is billed."""
        if isinstance(answer, ChatResponse) and answer.usage is not None:
            self.spent += answer.usage.cost or 0.0


def what_next(problem: Problem) -> float | Literal["switch", "stop"]:
    """How many seconds to wait before the next try; or whether to use another model, or to stop."""
    match problem:
        case (
            LimitReached()
            | errors.PaymentRequiredResponseError()
            | errors.UnauthorizedResponseError()
            | errors.InvalidRequestError()
            | errors.SDKValidationError()
        ):
            return "stop"
        case (
            errors.TooManyRequestsResponseError(retry_after=float(seconds))
            | errors.ServiceUnavailableResponseError(retry_after=float(seconds))
            | errors.ProviderOverloadedResponseError(retry_after=float(seconds))
        ) if seconds <= LONGEST_WAIT:
            return seconds  # the core itself has already waited for up to a minute
        case _:
            return "switch"


def ask(
    core: OpenRouterCore, model: str, question: str, budget: Budget
) -> Ok[ChatResponse] | Err[Problem]:
    """Ask one model, and try again after a wait if the error says how long."""
    request = ChatGenerationParams(model=model, messages=[UserMessage(question)])
    waits = 0
    while budget.spent < budget.limit:
        result = chat_send(core, request)
        if isinstance(result, Ok):
            budget.book(result.unwrap())
            return result
        error = result.failure()
        budget.book(error.partial)
        seconds = what_next(error)
        if not isinstance(seconds, float) or waits == MOST_WAITS:
            return result
        print(f"{model}: {error}; waiting", file=sys.stderr)
        time.sleep(seconds)
        waits += 1
    return Err(LimitReached(budget.spent))


def answer(core: OpenRouterCore, question: str, budget: Budget) -> Ok[ChatResponse] | Err[Problem]:
    """The answer of the first model, or of the next one if it fails."""
    model, *others = MODELS
    result = ask(core, model, question, budget)
    for other in others:
        if isinstance(result, Ok) or what_next(result.failure()) == "stop":
            break
        print(f"{result.failure()}; asking {other}", file=sys.stderr)
        result = ask(core, other, question, budget)
    return result


def answer_all(core: OpenRouterCore, questions: tuple[str, ...], budget: Budget) -> int:
    """Print an answer to each question, and return the exit status."""
    status = 0
    for question in questions:
        match answer(core, question, budget):
            case Ok(response):
                line = {"question": question, "model": response.model, "answer": response.text}
                print(json.dumps(line), flush=True)
            case Err(problem):
                print(f"no answer to {question!r}: {problem}", file=sys.stderr)
                if what_next(problem) == "stop":
                    return 3
                status = 1
    return status


def stand_in(stack: ExitStack) -> OpenRouterCore:
    """A core for a local server, which is busy at first, and later does not know a model."""
    from openrouter_core.testing import LocalServer, Reply

    print("OPENROUTER_API_KEY is not set: a local server on this machine answers.", file=sys.stderr)
    server = stack.enter_context(LocalServer())
    busy = Reply.error(429, "Slow down", headers={"Retry-After": "0.1"})
    server.enqueue(busy, busy, busy, None, Reply.error(404, "No endpoints found for this model."))
    return OpenRouterCore(server_url=server.url)


def dollars(text: str) -> float:
    """An amount from the command line."""
    amount = float(text)
    if not amount >= 0:
        raise ValueError(text)
    return amount


def main() -> int:
    """Ask OpenRouter if there is a key, and a local server if not."""
    parser = argparse.ArgumentParser(description="Answer questions within a budget.")
    parser.add_argument("questions", nargs="*", default=QUESTIONS)
    parser.add_argument("--limit", type=dollars, default=0.01, help="US dollars (%(default)s)")
    arguments = parser.parse_args()
    budget = Budget(arguments.limit)
    with ExitStack() as stack:
        has_key = bool(os.environ.get("OPENROUTER_API_KEY"))
        core = OpenRouterCore(x_title="fallbacks_and_budget") if has_key else stand_in(stack)
        stack.enter_context(core)
        status = answer_all(core, tuple(arguments.questions), budget)
    print(f"spent {budget.spent:.6f} of {budget.limit:g} USD", file=sys.stderr)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
