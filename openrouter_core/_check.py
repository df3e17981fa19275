"""What an argument must be, and a value as a person reads it in an error's message."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import NoneType
from typing import Final

from openrouter_core.models.errors import SDKValidationError

MISSING: Final = object()
"""Stands for a value that is not there, which is not null."""
SECRET: Final = object()
"""Stands for a value that nobody is shown."""
_IN_WORDS: Final = {bool: "True or False", str: "a string", Mapping: "a mapping"}


def shown(value: object) -> str:
    """A value as a person can read it in one line; never a whole payload."""
    if value is MISSING:
        return "nothing"
    if value is SECRET:
        return "a value that is not shown"
    if isinstance(value, bytes):  # what somebody read from a file: a picture, or a key
        return f"{len(value)} bytes"
    if isinstance(value, str | int | float | NoneType):
        try:
            text = repr(value[:60] if isinstance(value, str) else value)
        except ValueError:  # an integer too long for the interpreter to print
            return "a very long integer"
        return text if len(text) <= 64 else text[:61] + "..."
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "an empty list" if not value else f"a list of {len(value)}"
    return f"a value of type {type(value).__name__}"


def invalid(path: str, expected: str, got: object) -> SDKValidationError:
    """The error for an argument, or a field of a request, that is not what it has to be."""
    text = shown(got)
    return SDKValidationError(
        f"{path}: expected {expected}; got {text}", path=path, expected=expected, got=text
    )


def expect(name: str, value: object, cls: type) -> None:
    """Raise TypeError unless a constructor's argument is of a class, or None."""
    if value is not None and not isinstance(value, cls):
        expected = _IN_WORDS.get(cls, cls.__name__)
        raise TypeError(f"{name}: expected {expected}; got a value of type {type(value).__name__}")


def check_budget(value: object) -> None:
    """Raise TypeError unless `value` is a `Budget`, or None. A program that has one has loaded its module."""
    if value is not None and not hasattr(value, "estimating"):
        raise TypeError(f"budget: expected Budget; got a value of type {type(value).__name__}")


def check_seconds(name: str, value: object, expected: str = "a positive number of seconds") -> None:
    """Raise ValueError unless `value` is a positive, finite number of seconds."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 < value <= sys.float_info.max
    ):
        raise ValueError(f"{name}: expected {expected}; got {shown(value)}")


def check_bytes(name: str, value: object) -> None:
    """Raise ValueError unless `value` is a positive integer."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{name}: expected a positive number of bytes; got {shown(value)}")


def check_clients(client: object, async_client: object) -> None:
    """Raise TypeError when an injected client is not a client, or is of the other kind."""
    for name, value, kind in (
        ("http_client", client, "httpx.Client"),
        ("async_http_client", async_client, "httpx.AsyncClient"),
    ):
        if value is not None and not hasattr(value, "send"):
            got = type(value).__name__
            raise TypeError(f"{name}: expected an {kind}; got a value of type {got}")
    if hasattr(client, "aclose"):
        raise TypeError("http_client: expected an httpx.Client; pass this one as async_http_client")
    if async_client is not None and not hasattr(async_client, "aclose"):
        raise TypeError(
            "async_http_client: expected an httpx.AsyncClient; pass this one as http_client"
        )
