"""What you have spent: the remaining credits, the last 30 days by model, and single generations.

    OPENROUTER_API_KEY=<a management key> python examples/cost_report.py [gen-... ...]

The ids are those of responses, such as the ``generation_id`` in the output of batch.py. Errors go to stderr, and make
the exit status 1.
"""

import sys
from collections import defaultdict

from openrouter_core import AnyError, Err, Ok, OpenRouterCore
from openrouter_core.concurrent import gather
from openrouter_core.funcs.analytics_get_user_activity import analytics_get_user_activity
from openrouter_core.funcs.credits_get_credits import credits_get_credits
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.models import GenerationResponse


def generation(core: OpenRouterCore, id: str) -> Ok[GenerationResponse] | Err[AnyError]:
    return generations_get_generation(core, {"id": id}, wait=20)  # it is not known at once


def main() -> int:
    problems: list[AnyError] = []
    with OpenRouterCore() as core:
        match credits_get_credits(core):
            case Ok(credits) if credits.data:
                left = (credits.data.total_credits or 0) - (credits.data.total_usage or 0)
                print(f"{left:12.4f} USD  are left")
            case Err(error):
                problems.append(error)
        match analytics_get_user_activity(core):
            case Ok(activity):
                spent = defaultdict[str, float](float)
                for row in activity.data or []:
                    spent[row.model or "?"] += row.usage or 0
                for model, cost in sorted(spent.items(), key=lambda each: -each[1]):
                    print(f"{cost:12.4f} USD  {model}, in 30 days")
            case Err(error):
                problems.append(error)
        for id, result in gather(core, generation, sys.argv[1:]):
            match result:
                case Ok(found) if found.data:
                    print(f"{found.data.total_cost or 0:12.6f} USD  {id}, {found.data.model}")
                case Err(error):
                    problems.append(error)
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
