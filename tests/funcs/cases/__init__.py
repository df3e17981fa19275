"""For every operation at least one call, and the request that it makes: one module for each resource."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple


class Case(NamedTuple):
    """A call, and the request that it makes.

    Fields:
        function: the sync form.
        arguments: what it gets after the core.
        request_line: method, path below the server's URL, and query.
        body: the request's JSON.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    request_line: str
    body: Any = None


def cases() -> list[Case]:
    """Those of every module here."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return [case for name in names for case in import_module(f"{__name__}.{name}").CASES]
