"""Classes that describe themselves and read JSON themselves: pydantic's models, by their own methods.

Nothing here imports pydantic: a class that has ``model_json_schema`` and ``model_validate`` is one of them.
"""

from __future__ import annotations

import inspect
import json
import math
from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from openrouter_core import wire
from openrouter_core._check import MISSING
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.structure_hooks import Hook
from openrouter_core._parse.types import refuse, spelled
from openrouter_core.models.errors import SDKValidationError

_LISTS: Final = ("anyOf", "oneOf", "allOf", "prefixItems")
_NOT_SENT: Final = ("title", "discriminator")
"""Keywords that pydantic adds and no model needs: every field's name in capitals, and what each member says anyway."""
_SHOULD_BE: Final = "Input should be "


# --- a class's own description -----------------------------------------------------------------------------------


def own_schema(cls: Any) -> dict[str, Any]:
    """A class's own JSON Schema, as plain JSON that the caller may change.

    Raises:
        SDKValidationError: it does not have one.
    """
    try:
        schema = json.loads(json.dumps(cls.model_json_schema()))
    except Exception as error:  # of a field that JSON cannot hold
        refuse(cls, f"it cannot be described: {error}")
    return schema if isinstance(schema, dict) else refuse(cls, "its schema is not an object")


def is_own_object(cls: Any) -> bool:
    """Whether a class's values are JSON objects; those of pydantic's ``RootModel[list[int]]`` are not."""
    schema = own_schema(cls)
    for _ in range(len(schema.get("$defs", ())) + 1):
        if "$ref" not in schema:
            break
        name = schema["$ref"].rpartition("/")[2]
        schema = {**schema.get("$defs", {}).get(name, {}), "$defs": schema.get("$defs", {})}
    return schema.get("type") == "object"


def rewritten(
    schema: Any, place: str, named: Callable[[str], str], finish: Callable[[str, Any], Any]
) -> Any:
    """A class's own schema in the form of ours, part by part, the inner ones first.

    Arguments:
        place: the path of the part, such as ``Invoice.lines``.
        named: maps one of its ``$ref`` to one of ours.
        finish: converts a part whose own parts are converted.
    """
    if not isinstance(schema, dict):  # true means the same as {}
        return schema
    made: dict[str, Any] = {}

    def part(inner: Any, step: str = "") -> Any:
        return rewritten(inner, place + step, named, finish)

    for key, value in schema.items():
        if key in _NOT_SENT or (key == "default" and value is None):
            continue
        if key == "$ref":
            made[key] = named(value)
        elif key in ("properties", "patternProperties"):
            made[key] = {name: part(inner, f".{name}") for name, inner in value.items()}
        elif key in _LISTS:
            made[key] = [part(inner) for inner in value]
        else:
            made[key] = part(value) if key in ("items", "additionalProperties") else value
    if "oneOf" in made:  # strict mode does not have it, and it differs only if two members fit
        made["anyOf"] = made.pop("oneOf")
    if len(made.get("allOf", ())) == 1:
        (only,) = made.pop("allOf")
        made = {**only, **made}
    return finish(place, made)


# --- its values from JSON -----------------------------------------------------------------------------------------


def described_hook(cls: Any, keys_pass: Callable[[], bool]) -> Hook:
    """A hook that makes a value of a class by the class's own rules, strictly: "5" is not an integer, and a date is
    text in JSON.

    Arguments:
        keys_pass: whether a key that the class does not have is ignored; otherwise it is a mistake, unless the class's
            own ``extra=`` says what to do with it.
    """
    read = _own_reader(cls, keys_pass)

    def hook(value: Any, _: object = None) -> Any:
        try:
            return read(value)
        except StructureError:
            raise
        except Exception as error:  # pydantic's, or whatever else a validator raises
            raise _misfit(cls, error, value) from error

    return hook


def _own_reader(cls: Any, keys_pass: Callable[[], bool]) -> Callable[[Any], Any]:
    validate = getattr(cls, "model_validate_json", None)
    if validate is None:
        return cls.model_validate  # type: ignore[no-any-return]  # `is_described` has seen that it is there
    config = getattr(cls, "model_config", None) or {}
    forbids = config.get("extra") is None and "extra" in inspect.signature(validate).parameters

    def read(value: Any) -> Any:
        how = {"extra": "forbid"} if forbids and not keys_pass() else {}
        try:
            return validate(_as_text(value), strict=True, **how)
        except Exception as error:
            if not any(each.get("type") == "int_type" for each in _errors(error)):
                raise
        return validate(_as_text(_with_integers(value)), strict=True, **how)

    return read


def _as_text(value: Any) -> bytes:
    """A value as JSON text again: a date is text there, and pydantic's strict mode accepts that only from JSON."""
    try:
        return wire.to_json(value)
    except SDKValidationError as error:  # NaN
        got = math.nan if error.got == "nan" else value
        found = StructureError(error.expected or "a value that JSON can hold", got)
        raise (found.with_parent(error.path) if error.path else found) from None


def _with_integers(value: Any) -> Any:
    """A value with 5 in place of 5.0: both are integers for JSON Schema, but not for pydantic's strict mode."""
    if isinstance(value, dict):
        return {name: _with_integers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_integers(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _errors(error: Exception) -> Sequence[dict[str, Any]]:
    """The entries of a pydantic error; none for another exception."""
    listed = getattr(error, "errors", None)
    return cast("Sequence[dict[str, Any]]", listed() if callable(listed) else ())


def _misfit(cls: Any, error: Exception, value: Any) -> StructureError:
    """The first place that does not fit. Each member of a union reports an error: the one that matches the value most
    deeply is used.
    """
    found = [
        (_place_in_json(each["loc"], value, missing=each["type"] == "missing"), each)
        for each in _errors(error)
    ]
    if not found:
        return StructureError(f"what {spelled(cls)} accepts ({error})", value)
    place = found[0][0]
    inside = list(dict.fromkeys(p for p, _ in found if p[: len(place)] == place != p))
    if len(inside) == 1:
        (place,) = inside
    here = [each for p, each in found if p == place]
    expected = " or ".join(dict.fromkeys(_expected(cls, each) for each in here))
    got = {"missing": MISSING, "json_invalid": value}.get(here[0]["type"], here[0].get("input"))
    made = StructureError(expected, got)
    for step in reversed(place):
        made.with_parent(step)
    return made


def _place_in_json(steps: Sequence[Any], value: Any, *, missing: bool) -> tuple[Any, ...]:
    """Where in the JSON a mistake is. pydantic's paths also have the members of unions, which are not in the JSON:

    - ``("pet", "Dog", "age")`` in ``{"pet": {"age": "5"}}``: pet.age
    - ``("pet", "name")`` in ``{"pet": {}}``, where it is missing: pet.name
    """
    place: list[Any] = []
    for number, step in enumerate(steps, 1):
        if _is_in(value, step):
            value = value[step]
            place.append(step)
        elif missing and number == len(steps):
            place.append(step)
    return tuple(place)


def _is_in(value: Any, step: Any) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and -1 < step < len(value)
    return isinstance(value, dict) and step in value


def _expected(cls: Any, said: dict[str, Any]) -> str:
    """pydantic's message, in the form of our own."""
    kind, words = said.get("type"), str(said.get("msg"))
    if kind == "missing":
        return "a value"
    if kind == "extra_forbidden":
        return "no such key"
    if words.startswith(_SHOULD_BE):
        words = words.removeprefix(_SHOULD_BE)
        return f"a value {words}" if words.startswith(("greater", "less")) else words
    return f"what {spelled(cls)} accepts ({words.removeprefix('Value error, ')})"
