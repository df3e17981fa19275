"""`warm_up`: the work that the first call would have to do besides its own, done before it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

from openrouter_core import models
from openrouter_core._check import shown
from openrouter_core._convert.every_hook import is_converted, make_hooks
from openrouter_core._io.send import require_sync_key
from openrouter_core._io.transport import transport_of
from openrouter_core._protocol.network_errors import network_error
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.request import check_key
from openrouter_core._protocol.url import url_of, url_problem
from openrouter_core.core import OpenRouterCore, require_core
from openrouter_core.hooks import NO_HOOKS, require_sync
from openrouter_core.models.errors import AnyError, InvalidRequestError, OpenRouterError
from openrouter_core.result import Err, Ok
from openrouter_core.settings import Settings, merge_headers


def warm_up(core: OpenRouterCore, *functions: Callable[..., Any]) -> Ok[None] | Err[AnyError]:
    """Prepare a core for its first call: in the init phase of a serverless function, or before a server's first user.

    It imports what the functions need when they are called (httpx, and asyncio for async functions), reads the trusted
    certificates, makes the HTTP client, and creates the classes of the functions' requests and responses with the code
    that reads them. It sends nothing, opens no connection, and does not call a function that gives the key.

    It prepares everything that a request and a response can hold, and one call needs only a part of that. For a chat it
    takes 1.4 times as long as a first call without it; the first call then takes 3 ms instead of 100.

    Arguments:
        core: configuration and connections.
        functions: the functions that will be called, such as `chat_send` and `chat_send_async`; without any, only the
            HTTP client is made.

    Returns:
        ``Ok(None)``. A second call takes no time.

    Errors:
        InvalidRequestError: every call of these functions would fail: there is no key; or the key, the server's URL, a
            proxy or the certificates that the environment names cannot be used; or a package is not installed.

    Raises:
        TypeError: `core` is not an `OpenRouterCore`, or one of `functions` is not a function of this package.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.funcs.chat_send import chat_send
    >>> core = OpenRouterCore(api_key="sk-or-v1-0123456789abcdef")
    >>> warm_up(core, chat_send)
    <Success: None>
    """
    require_core(core)
    for function in functions:
        if not getattr(function, "__module__", "").startswith("openrouter_core."):
            raise TypeError(
                f"functions: expected functions of openrouter_core.funcs; got {shown(function)}"
            )
    kinds = {_is_async_form(function) for function in functions}
    try:
        settings = core.settings(None, stream=False)
        _prepare_functions(functions, settings)
        url = url_of(settings.server_url, "", {}, None)
        if kinds != {True}:
            require_sync(core.hooks)
            _prepare_sync(core, url)
        if True in kinds:
            _prepare_async(core, url)
    except Exception as exc:
        error: Any = exc if isinstance(exc, OpenRouterError) else network_error(exc, None)
        return Err(error)
    return Ok(None)


def _is_async_form(function: Callable[..., Any]) -> bool:
    """Whether it is a function's async form, also one that gives a stream and no coroutine."""
    return function.__name__.endswith("_async")


def _prepare_functions(functions: Iterable[Callable[..., Any]], settings: Settings) -> None:
    """Import what functions import when they are called, and make what their operations want."""
    problem = url_problem(settings.server_url)
    if problem is not None:
        raise InvalidRequestError(f"server_url: {problem}")
    merge_headers(settings.headers)
    if settings.hooks is not NO_HOOKS:
        import_module("openrouter_core._hook_events")
    left = {(function.__module__, _is_async_form(function)) for function in functions}
    done: set[tuple[str, bool]] = set()
    while left:
        name, asynchronous = left.pop()
        done.add((name, asynchronous))
        module = import_module(name)
        later = getattr(module, "LATER", ())
        if asynchronous:
            later += getattr(module, "LATER_ASYNC", ())
        left |= {(each, asynchronous) for each in later} - done
        if hasattr(module, "OPERATION"):
            _prepare_operation(module.OPERATION, settings)
            if not asynchronous and module.OPERATION.key != "none":
                require_sync_key(settings.key)
    if "openrouter_core._parse.schema" in sys.modules:
        from openrouter_core._parse.schema import json_schema

        json_schema(str)


def _prepare_operation(operation: Operation, settings: Settings) -> None:
    check_key(operation, settings)
    key = settings.key
    if key is not None and operation.key != "none" and not callable(key.source):
        problem = key.problem()
        if problem is not None:
            raise InvalidRequestError(f"{key.NAME}: {problem}")
    names = [operation.request, operation.response]
    if operation.events is not None:
        names += [operation.events.chunk, operation.events.whole]
    classes = [getattr(models, name) for name in names if name is not None]
    make_hooks(*(each for each in classes if is_converted(each)))


def _prepare_sync(core: OpenRouterCore, url: str) -> None:
    session = transport_of(core).session()
    session.client(url)
    session.target(url)
    "a.example".encode("idna")  # as the look-up of a host's name does, with a module of its own


def _prepare_async(core: OpenRouterCore, url: str) -> None:
    """What can be prepared without an event loop: an async client belongs to one loop, so this one is thrown away."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: F401  # asyncio looks names up in it

    from openrouter_core._io import send_async, session_async  # noqa: F401  # they import asyncio

    if core.async_http_client is None:
        from openrouter_core._io.client_async import open_async_client
        from openrouter_core._io.environment import Proxies

        open_async_client(Proxies().way(url))
        with suppress(
            ImportError
        ):  # httpcore speaks through anyio, which looks it up when a loop runs
            import_module("anyio._backends._asyncio")
    "a.example".encode("idna")
