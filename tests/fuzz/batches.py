"""A batch of generated answers, as one process runs it."""

from __future__ import annotations

import sys
import traceback
import warnings
from functools import cache
from random import Random
from typing import Final, NamedTuple

from tests.fuzz.answers import Answer, draw
from tests.fuzz.promises import Callers, check_calls, check_middle

CALLS: Final = 50
"""One answer in so many goes through the functions, four times."""


class Failure(NamedTuple):
    answer: str
    report: str


class Done(NamedTuple):
    """What a batch did: answers drawn, calls made, and the first failure."""

    answers: int
    calls: int
    failure: Failure | None = None


@cache
def callers() -> Callers:
    """This process's; it ends with it."""
    return Callers()


def run_batch(seed: str, count: int) -> Done:
    """Draw and check `count` answers, up to the first that breaks a promise."""
    warnings.simplefilter("error")
    unraisable: list[str] = []
    sys.unraisablehook = lambda raised: unraisable.append(repr(raised.exc_value))
    random = Random(seed)
    calls = 0
    for number in range(count):
        through_calls = number % CALLS == 0
        answer = draw(random, encoded=through_calls)
        failure = check(answer, through_calls)
        calls += 4 * through_calls
        if failure is None and unraisable:
            failure = Failure(answer.to_json(), f"lost in a destructor: {unraisable}")
        if failure is not None:
            return Done(number + 1, calls, failure)
    return Done(count, calls)


def check(answer: Answer, through_calls: bool) -> Failure | None:
    try:
        check_calls(callers(), answer) if through_calls else check_middle(answer)
    except Exception:
        return Failure(answer.to_json(), traceback.format_exc())
    return None
