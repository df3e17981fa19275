"""A function's result, or its exception, as the model reads it."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping, Set
from typing import Any, Final, TypeAlias

import attrs

from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.values import object_of
from openrouter_core._io import debug
from openrouter_core.models.model import Model
from openrouter_core.result import Err, Ok
from openrouter_core.wire import to_json

Outcome: TypeAlias = Ok[object] | Err[str]
"""The result of a call: what the function returned, or the text for the model instead."""

_LONGEST: Final = 1000
"""Characters of a failure's message that the model gets to read."""


def error_text(exc: BaseException) -> str:
    """What the model reads of an exception; the rest is in the debug log."""
    if debug.debugging():
        debug.logger().debug("a tool raised %s", type(exc).__name__, exc_info=exc)
    try:
        message = str(exc).strip()
    except Exception:
        message = ""
    return _shortened(f"{type(exc).__name__}: {message}" if message else type(exc).__name__)


def result_text(value: object) -> Ok[str] | Err[str]:
    """A function's result as the model reads it: text unchanged, anything else as JSON. For an `Ok` that is its value;
    an `Err` is a failure, like an exception.
    """
    while isinstance(value, Ok):
        value = value.unwrap()
    if isinstance(value, Err):
        return Err(failure_text(value))
    if isinstance(value, str):
        return Ok(str.__str__(value))
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        return Err("the function is async, and this is a sync call")
    try:
        return Ok(to_json(result_value(value)).decode())
    except Exception as exc:
        return Err(f"the result cannot be written as JSON: {error_text(exc)}")


def failure_text(failure: Err[Any]) -> str:
    """The content of an `Err`, in words."""
    error: object = failure.failure()
    if isinstance(error, BaseException):
        return error_text(error)
    text = result_text(error)
    return _shortened(text.unwrap() if isinstance(text, Ok) else text.failure())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def result_value(value: Any) -> Any:
    """A result as JSON values, as far as possible: `wire.to_json` refuses the rest."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping | Model):
        return {name: result_value(item) for name, item in object_of(value).items()}
    if isinstance(value, list | tuple | Set):
        return [result_value(item) for item in value]
    if isinstance(value, Ok):
        return result_value(value.unwrap())
    if isinstance(value, Err):  # one of several
        return f"Error: {failure_text(value)}"
    cls = type(value)
    if attrs.has(cls):
        return {f.name: result_value(getattr(value, f.name)) for f in attrs.fields(cls)}
    if dataclasses.is_dataclass(cls):
        return {f.name: result_value(getattr(value, f.name)) for f in dataclasses.fields(cls)}
    written = dumped(value)
    if written is not value:
        return written
    from msgspec import to_builtins  # it supports dates, enumerations, decimals, UUIDs

    return to_builtins(value, builtin_types=(bytes, bytearray, memoryview))
