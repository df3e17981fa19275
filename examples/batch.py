"""Answers for a file of prompts: many at once, within a cost limit, and continued where the last run stopped.

    python examples/batch.py prompts.jsonl answers.jsonl --in-flight 50 --max-cost 5

A line of the input is {"id": "a", "prompt": "Capital of France?", "temperature": 0}. It has a prompt or messages; its
other keys are fields of the request. Without an id, the number of the line is used. The output gets a line for each
answer as it comes:

    {"id": "a", "digest": "5c9a...", "ok": true, "error": null, "text": "Paris.", "cost": 6.9e-06, "usage": {...}, ...}

Run the same command again to continue: a line whose digest is in the output is not sent again; with --retry-failed,
failures are. Never run two at the same time. A run that is killed loses the calls in flight, which may be billed twice.
The first line is sent alone, to learn what one costs. With --estimate 0.01, dollars for a line, all begin at once.
Ctrl-C and SIGTERM stop sending, and wait for the calls in flight; a second one kills. Exit status: 0 all answered,
1 some failed, 2 wrong files, 3 the cost limit (of the whole output), 4 the key or its credits were refused, 130, 143.
"""

import hashlib
import json
import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from openrouter_core import AnyError, BackoffStrategy, Err, Ok, OpenRouterCore, RetryConfig, wire
from openrouter_core.budget import Budget
from openrouter_core.concurrent import gather
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatResponse
from openrouter_core.models import errors as e

PATIENT = RetryConfig(max_retries=5, backoff=BackoffStrategy(max_interval=30, max_elapsed_time=600))
STOPS: dict[type, int] = {e.BudgetExceededError: 3, e.InvalidRequestError: 4}
STOPS |= {e.UnauthorizedResponseError: 4, e.PaymentRequiredResponseError: 4}
Prompt: TypeAlias = tuple[Any, dict[str, Any]]  # the id and the request
Result: TypeAlias = Ok[ChatResponse] | Err[AnyError]
Ask: TypeAlias = Callable[[OpenRouterCore, Prompt], Result]


def ask(core: OpenRouterCore, prompt: Prompt) -> Result:
    return chat_send(core, prompt[1])


def digest(prompt: Prompt) -> str:
    return hashlib.sha256(json.dumps(prompt, sort_keys=True).encode()).hexdigest()[:16]


def read(lines: BinaryIO, model: str) -> Iterator[Prompt]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                fields = {"id": number, "model": model, **json.loads(line)}
            except (ValueError, TypeError, RecursionError) as problem:
                raise ValueError(f"line {number} is not a JSON object: {problem}") from None
            if "prompt" in fields:
                fields["messages"] = [{"role": "user", "content": fields.pop("prompt")}]
            yield fields.pop("id"), fields


def record(prompt: Prompt, result: Result) -> dict[str, Any]:
    error = result.failure() if isinstance(result, Err) else None
    response = error.partial if error else result.unwrap()
    if not isinstance(response, ChatResponse):
        response = ChatResponse()  # otherwise it is the part that had come, which is billed
    cost = response.usage.cost if response.usage else None
    found = {"id": prompt[0], "digest": digest(prompt), "ok": error is None}
    found["error"] = error and f"{type(error).__name__}: {error}"
    found |= {"text": response.text, "cost": cost if cost and 0 < cost < 1e6 else 0}
    return {**found, "usage": wire.unstructure(response.usage), "generation_id": response.id}


def load(output: BinaryIO, budget: Budget) -> Iterator[tuple[str, bool]]:
    """What earlier runs wrote, and whether each was answered. An incomplete last line is removed."""
    end = output.seek(0)
    for line in output:
        try:
            found = json.loads(line)
            if found["cost"]:
                budget.charge(found["cost"])
            yield found["digest"], found["ok"]
        except (ValueError, TypeError, LookupError) as problem:
            is_ours = isinstance(problem, ValueError) and b'{"id": '.startswith(line[:7])
            if line.endswith(b"\n") or not is_ours:
                raise OSError(f"{output.name}: not written by this program") from None
            break
        end += len(line)
        if not line.endswith(b"\n"):
            end += output.write(b"\n")
    output.truncate(end)


def run(lines: BinaryIO, output: BinaryIO, options: Namespace, ask: Ask) -> int:
    budget = Budget(options.max_cost, estimate=options.estimate)
    stops: list[tuple[int, object]] = []
    known = {key: ok for key, ok in load(output, budget) if ok or not options.retry_failed}
    over = [0, 0]  # failed, answered

    def prompts() -> Iterator[Prompt]:
        for prompt in read(lines, options.model):
            if stops:
                return  # the calls in flight still give their results
            if digest(prompt) in known:
                over[known[digest(prompt)]] += 1
            else:
                yield prompt

    def stop(number: int, frame: object) -> None:
        stops.append((128 + number, signal.Signals(number).name))
        signal.signal(number, signal.SIG_DFL)
        os.write(2, b"waiting for the calls in flight; a second signal kills\n")

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    core, n = OpenRouterCore(retry_config=PATIENT), options.in_flight
    calls = gather(core, ask, prompts(), in_flight=n, ordered=False, budget=budget, progress=True)
    for prompt, result in calls:
        status = STOPS.get(type(result.failure())) if isinstance(result, Err) else None
        if status:
            stops.append((status, result.failure()))
            continue
        found = record(prompt, result)
        output.write(json.dumps(found).encode() + b"\n")
        output.flush()
        over[found["ok"]] += 1
    print(f"{over[1]} answered, {over[0]} failed, {budget.spent:.4f} USD", file=sys.stderr)
    for status, why in stops:
        print(f"stopped: {why}; run it again for the rest", file=sys.stderr)
        return status
    return 1 if over[0] else 0


def main(ask: Ask = ask) -> int:
    parser = ArgumentParser()
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--model", default="openai/gpt-4o-mini")
    parser.add_argument("--in-flight", type=int, default=8)
    parser.add_argument("--max-cost", type=float, default=1e6)
    parser.add_argument("--estimate", type=float)
    parser.add_argument("--retry-failed", action="store_true")
    options = parser.parse_args()
    try:
        with options.input.open("rb") as lines, options.output.open("a+b") as output:
            return run(lines, output, options, ask)
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
