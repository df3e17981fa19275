"""Typed values from tickets, one in each line, for 5 dollars at most. Needs ``pip install '.[schema]'``.

OPENROUTER_API_KEY=sk-or-... python examples/tickets.py 5 <tickets.txt >tickets.jsonl
"""

import sys
from dataclasses import asdict, dataclass
from json import dumps
from typing import Literal

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, Parsed
from openrouter_core.budget import Budget
from openrouter_core.concurrent import gather
from openrouter_core.funcs.chat_parse import chat_parse
from openrouter_core.models.errors import BudgetExceededError


@dataclass
class Ticket:
    about: Literal["billing", "delivery", "login", "other"]
    urgent: bool
    summary: str


def read(core: OpenRouterCore, text: str) -> Ok[Parsed[Ticket]] | Err[AnyError]:
    request = {"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": text}]}
    return chat_parse(core, request, Ticket, reask=1)


def main() -> None:
    try:
        budget = Budget(max_cost=float(sys.argv[1]))
    except (IndexError, ValueError):
        sys.exit("usage: python examples/tickets.py DOLLARS <tickets.txt >tickets.jsonl")
    left = 0
    many = gather(OpenRouterCore(), read, sys.stdin, in_flight=50, budget=budget, progress=True)
    for text, result in many:
        match result:
            case Ok(parsed):
                print(dumps({"text": text.strip(), **asdict(parsed.value)}))
            case Err(BudgetExceededError()):
                left += 1
            case Err(error):
                print(f"{text.strip()}: {error}", file=sys.stderr)
    print(f"{budget.spent:.4f} USD spent, {left} tickets left", file=sys.stderr)


if __name__ == "__main__":
    main()
