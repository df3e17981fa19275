r"""A model's calls as the next request sends them back.

They are sent back unchanged, except for what would make every later request of the conversation fail: several providers
answer 400 if the `arguments` of a call are not the text of a JSON object. Models do write such arguments, and the
result of the call says what was wrong:

    {"name": "edit", "arguments": "{\"path\": \"a"}         cut off by the token limit: sent back as "{}"
    {"name": "edit", "arguments": ""}                       also null, missing, "[1]": "{}"
    {"name": "edit", "arguments": {"path": "a"}}            the object itself: its text, "{\"path\":\"a\"}"
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from openrouter_core import wire
from openrouter_core._tools.calls import arguments_of
from openrouter_core.models.errors import SDKValidationError


def own_ids(ids: Sequence[str | None], step: int, taken: Collection[object] = ()) -> list[str]:
    """The ids of calls, with new ones for those that are missing or repeated.

    Arguments:
        step: a number that no other response of the run has, for new ids.
        taken: the ids of other calls.
    """
    made: list[str] = []
    used, seen = {*ids, *taken}, {*taken}
    for index, each in enumerate(ids):
        name = each or ""
        if not name.strip() or name in seen:
            name = f"call_{step}_{index}"
            while name in used:
                name += "_"
        seen.add(name)
        made.append(name)
    return made


def own_name(name: str | None) -> str:
    """The name of the called tool; the API refuses a blank one."""
    return name if name and name.strip() else "unknown"


def arguments_text(said: object) -> str:
    """The text of a JSON object: the model's own text if it is valid JSON, so that not a byte of it changes."""
    if isinstance(said, str) and _is_json_object(said):
        return said
    try:
        arguments = arguments_of(said)
        if isinstance(arguments, dict):  # such as with a line break in a string, no valid JSON
            return wire.to_json(arguments).decode()
    except (ValueError, RecursionError, SDKValidationError):
        pass
    return "{}"


def _is_json_object(text: str) -> bool:
    try:
        # Numbers stay text: the interpreter's limit of digits is not a rule of JSON.
        return isinstance(json.loads(text, parse_int=str, parse_constant=_no_constant), dict)
    except (ValueError, RecursionError):
        return False


def _no_constant(constant: str) -> Any:
    raise ValueError(f"JSON has no {constant}")
