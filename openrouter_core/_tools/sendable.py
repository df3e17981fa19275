r"""A model's calls as they go back with the next request.

They go back as they came. Changed is what would make every later request of the conversation fail: several providers
answer 400 where the `arguments` of a call are no text of a JSON object. Models write these, and what tells the result
says what was wrong:

    {"name": "edit", "arguments": "{\"path\": \"a"}         cut off by the token limit: goes back as "{}"
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
    """The ids of calls as they came, but for those that are missing or there twice.

    Arguments:
        step: a number that no other response of the run has, for ids that have to be made.
        taken: ids that other calls have.
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
    """The name of what is called; a blank one is refused."""
    return name if name and name.strip() else "unknown"


def arguments_text(said: object) -> str:
    """The text of a JSON object: the model's own where it is one by the letter, so that not a byte of it changes."""
    if isinstance(said, str) and _is_json_object(said):
        return said
    try:
        arguments = arguments_of(said)
        if isinstance(
            arguments, dict
        ):  # with a line break in a string, for example, which JSON has not
            return wire.to_json(arguments).decode()
    except (ValueError, RecursionError, SDKValidationError):
        pass
    return "{}"


def _is_json_object(text: str) -> bool:
    try:
        # Numbers stay text: the interpreter's limit of digits is no rule of JSON's.
        return isinstance(json.loads(text, parse_int=str, parse_constant=_no_constant), dict)
    except (ValueError, RecursionError):
        return False


def _no_constant(constant: str) -> Any:
    raise ValueError(f"JSON has no {constant}")
