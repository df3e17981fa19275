"""Asking the program about a call before it is made."""

from __future__ import annotations

from typing import Any

from openrouter_core._check import invalid
from openrouter_core._io.notify import call_hook
from openrouter_core._tools.calls import PlannedCall
from openrouter_core._tools.given import AsyncBeforeCall
from openrouter_core.hooks import is_async
from openrouter_core.models.errors import InvalidRequestError, OpenRouterError


def checked_before_call(before_call: Any, *, twin: str | None) -> AsyncBeforeCall | None:
    """`before_call`, if it is valid.

    Arguments:
        twin: the function that accepts async functions, if they are a mistake here.

    Raises:
        SDKValidationError: it is not a function.
        InvalidRequestError: it is an async function in sync code.
    """
    checked: AsyncBeforeCall | None = before_call
    if checked is None:
        return None
    if not callable(before_call):
        raise invalid("before_call", "a function", before_call)
    if twin is not None and is_async(before_call):
        raise InvalidRequestError(f"before_call is async: use {twin}")
    return checked


def is_asked(before_call: AsyncBeforeCall | None, call: PlannedCall, seconds: float | None) -> bool:
    """Whether the program decides about a call: about one that would be run now."""
    in_time = seconds is None or seconds > 0
    return before_call is not None and call.tool is not None and in_time


def decide_call(
    before_call: AsyncBeforeCall | None, call: PlannedCall, seconds: float | None
) -> PlannedCall:
    """A call as the program has decided."""
    if not is_asked(before_call, call, seconds):
        return call
    try:
        decision = call_hook(before_call, "before_call", call.asked)
    except OpenRouterError as error:  # without a decision there is no consent
        return call._replace(stop=error)
    return call.decided(decision)
