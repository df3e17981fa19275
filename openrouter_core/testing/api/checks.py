"""A request's JSON body and query, if the API would accept them; else the 400 that names the first mistake.

Kinds, bounds and lists of values are in `requests.json`, which `shapes` reads. A rule checks of one field what the
API's description says only in prose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from openrouter_core.testing.api.shapes import body_problem, kind, known, lists_of, query_problem
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

Rule: TypeAlias = Callable[[Any], str | None]
"""What is wrong with a value of the right kind, as "expected ..., received ...", or None."""

Rules: TypeAlias = Mapping[str, Rule]

DEEPEST = 200  # levels of arrays and objects; echoed values are written again recursively
NO_RULES: Rules = {}


def body_of(
    request: RecordedRequest, operation: str, rules: Rules = NO_RULES
) -> dict[str, Any] | Reply:
    """The body, or the 400.

    Args:
        request: the request with the body.
        operation: such as "POST /keys".
        rules: further rules for fields.
    """
    try:
        body = json.loads(request.body, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        return Reply.error(400, "Invalid JSON in request body")
    if _is_deeper(body, DEEPEST):
        return Reply.error(400, f"Invalid input: nested more than {DEEPEST} levels deep")
    if not isinstance(body, dict):
        return Reply.error(400, f"Invalid input: expected object, received {kind(body)}")
    problem = body_problem(operation, body) or broken_rule(body, rules)
    return body if problem is None else Reply.error(400, problem)


def query_of(
    request: RecordedRequest, operation: str, rules: Rules = NO_RULES
) -> dict[str, str] | Reply:
    """The query's parameters as strings, or the 400.

    Most of the API's lists are one comma-separated string, so a parameter that is repeated is a mistake; those that
    repeat are joined with commas here.
    """
    query = dict(request.params)
    names = [name for name, _ in request.params]
    lists = {name: query.pop(name) for name in lists_of(operation) if name in query}
    repeated = next(
        (name for name in query if names.count(name) > 1 and name in known(operation)), None
    )
    if repeated is not None:
        return Reply.error(400, f"{repeated}: expected string, received array")
    problem = query_problem(operation, query) or broken_rule(query, rules)
    query.update((name, ",".join(v for n, v in request.params if n == name)) for name in lists)
    return query if problem is None else Reply.error(400, problem)


def broken_rule(values: Mapping[str, Any], rules: Rules) -> str | None:
    """The message of the first broken rule, after the field's name, or None.

    >>> broken_rule({"sort": "fun"}, {"sort": one_of("price", "latency")})
    'sort: expected one of price, latency; received "fun"'
    """
    for name, rule in rules.items():
        problem = rule(values[name]) if values.get(name) is not None else None
        if problem is not None:
            return f"{name}: {problem}"
    return None


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is Python's, not JSON's")


def _finite(text: str) -> float:
    value = float(text)
    if abs(value) == float("inf"):  # 1e999, which JSON cannot write
        raise ValueError(f"{text[:20]} is out of range")
    return value


def _is_deeper(value: Any, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [
            each
            for one in level
            if isinstance(one, dict | list)
            for each in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)


# Rules.


def one_of(*values: str) -> Rule:
    """A member of an enum."""
    expected = "expected one of " + ", ".join(values)
    return lambda value: None if value in values else f"{expected}; received {json.dumps(value)}"


def not_empty(value: Any) -> str | None:
    """A text or a list that is not empty."""
    noun = "character" if isinstance(value, str) else "item"
    return None if value else f"expected at least 1 {noun}, received 0"


def from_to(lowest: float, highest: float) -> Rule:
    """A number between bounds, inclusive."""
    return lambda value: (
        None
        if lowest <= value <= highest
        else f"expected a number from {lowest} to {highest}, received {value}"
    )


def utc(value: str) -> str | None:
    """An ISO 8601 timestamp in UTC; the API takes no other timezone."""
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)", value):
        return None
    return f"expected an ISO 8601 timestamp in UTC, received {json.dumps(value)}"
