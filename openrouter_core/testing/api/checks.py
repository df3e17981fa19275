"""Whether a request's JSON body and query are what the API accepts, field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

Check: TypeAlias = Callable[[Any], str | None]
"""What is wrong with a value, as "expected ..., received ...", or None."""

Fields: TypeAlias = Mapping[str, Check]

_KINDS = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
}


# Requests.


def body_fields(
    request: RecordedRequest, fields: Fields, required: Collection[str] = ()
) -> dict[str, Any] | Reply:
    """The body, which has to be a JSON object, or the 400 that names its first mistake.

    Args:
        fields: a check for each field that the API looks at; others are let through.
        required: the fields that must be there.
    """
    try:
        body = json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return Reply.error(400, "Invalid JSON in request body")
    if not isinstance(body, dict):
        return Reply.error(400, f"Invalid input: expected object, received {kind(body)}")
    problem = find_problem(body, fields, required)
    return body if problem is None else Reply.error(400, problem)


def query_fields(
    request: RecordedRequest, fields: Fields, required: Collection[str] = ()
) -> dict[str, str] | Reply:
    """The query's parameters as strings, or the 400 that names the first mistake.

    The API's lists are one comma-separated string, so a parameter that is repeated is a mistake.
    """
    query: dict[str, str] = {}
    for name, value in request.params:
        if name in query and name in fields:
            return Reply.error(400, f"{name}: expected string, received array")
        query[name] = value
    problem = find_problem(query, fields, required)
    return query if problem is None else Reply.error(400, problem)


def find_problem(
    values: Mapping[str, Any], fields: Fields, required: Collection[str] = ()
) -> str | None:
    """The first mistake, after the field's name, or None.

    >>> find_problem({"name": 1}, {"name": text()}, ("name",))
    'name: expected string, received number'
    """
    for name in required:
        if name not in values:
            return f"{name}: Required"
    for name, check in fields.items():
        problem = check(values[name]) if name in values else None
        if problem is not None:
            return f"{name}: {problem}"
    return None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is Python's, not JSON's")


def kind(value: Any) -> str:
    """What JSON calls the value's type."""
    return _KINDS.get(type(value), "null")


# Checks.


def a(*kinds: str) -> Check:
    """One of JSON's types, by name."""
    expected = f"expected {' or '.join(kinds)}"
    return lambda value: None if kind(value) in kinds else f"{expected}, received {kind(value)}"


def text(shortest: int = 0, longest: int | None = None, *, null: bool = False) -> Check:
    """A string of so many characters."""
    is_string = a("string", "null") if null else a("string")

    def check(value: Any) -> str | None:
        problem = is_string(value)
        if problem is not None or value is None:
            return problem
        if len(value) < shortest:
            return f"expected at least {shortest} characters, received {len(value)}"
        if longest is not None and len(value) > longest:
            return f"expected at most {longest} characters, received {len(value)}"
        return None

    return check


def one_of(*values: str | None) -> Check:
    """A member of an enum."""
    expected = "expected one of " + ", ".join(
        "null" if value is None else value for value in values
    )
    return lambda value: None if value in values else f"{expected}; received {json.dumps(value)}"


def whole(lowest: int, highest: int | None = None) -> Check:
    """A JSON integer between bounds."""
    expected = _bounded("integer", lowest, highest)

    def check(value: Any) -> str | None:
        fits = type(value) is int and lowest <= value and (highest is None or value <= highest)
        return None if fits else f"{expected}, received {json.dumps(value)}"

    return check


def digits(lowest: int, highest: int | None = None) -> Check:
    """An integer between bounds, as a query spells it."""
    within = whole(lowest, highest)
    expected = _bounded("integer", lowest, highest)

    def check(value: str) -> str | None:
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            return f"{expected}, received {json.dumps(value)}"
        return within(int(value))

    return check


def price(value: str) -> str | None:
    """A number from 0 on, as a query spells it."""
    if re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,18})?", value):
        return None
    return f"expected number >= 0, received {json.dumps(value)}"


def uuid(value: Any) -> str | None:
    """A UUID in its usual spelling."""
    if isinstance(value, str) and re.fullmatch(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value, re.I
    ):
        return None
    return f"expected a UUID, received {json.dumps(value)}"


def utc(value: Any) -> str | None:
    """An ISO 8601 timestamp in UTC, or null; the API takes no other timezone."""
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)"
    if value is None or (isinstance(value, str) and re.fullmatch(stamp, value)):
        return None
    return f"expected an ISO 8601 timestamp in UTC, received {json.dumps(value)}"


def _bounded(name: str, lowest: int, highest: int | None) -> str:
    return f"expected {name} " + (
        f">= {lowest}" if highest is None else f"from {lowest} to {highest}"
    )
