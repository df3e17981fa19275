"""A functional core for the OpenRouter API: import one function, get `Ok` or `Err`, never an exception.

Each operation of the API is one function in a module of its own name, in `openrouter_core.funcs`; importing it loads
only what it needs. Its first argument is an `OpenRouterCore`, which holds configuration and connections. It takes the
request as a model or as a plain mapping, and returns ``Ok(response)`` or ``Err(error)``:

>>> from openrouter_core import Err, Ok, OpenRouterCore
>>> from openrouter_core.funcs.chat_send import chat_send
>>> from openrouter_core.testing import LocalServer
>>> request = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
>>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
...     match chat_send(core, request):
...         case Ok(response):
...             print(response.text)
...         case Err(error):
...             print("chat_send failed:", error)
The capital of France is Paris.

Here `LocalServer` replaces OpenRouter; without ``server_url`` the request goes to OpenRouter, with the key from
``api_key=`` or from ``OPENROUTER_API_KEY``.

What a program imports:

- from this package what a call or an annotation needs, listed in `__all__`: the core and its settings
  (`OpenRouterCore`, `RequestOptions`, `Timeout`, `RetryConfig`, `BackoffStrategy`, `Hooks`), results (`Ok`, `Err`,
  `and_then`, `or_else`, `raise_on_err`, `AnyError`), streams (`EventStream`, `collecting`, and what belongs to them),
  what hooks receive, `ToolRun`, `warm_up`, and `UNSET`. A name is loaded when it is first used.
- `openrouter_core.funcs.<operation>`: the functions, each with an ``_async`` form.
- `openrouter_core.models`: the classes of requests and responses, and `openrouter_core.models.errors`, every class that
  an `Err` can hold.
- `openrouter_core.wire`: JSON to models and back. `openrouter_core.media`: message parts from files, and files from a
  model's images and sound. `openrouter_core.paginate`: all items of a list that comes in pages.
  `openrouter_core.concurrent`: many calls at once. `openrouter_core.budget`: a limit for the cost of several calls.
  `openrouter_core.otel`: spans and metrics for OpenTelemetry. `openrouter_core.webhooks`: verifies and reads events.
  `openrouter_core.testing`: a stand-in server for tests, and fixtures for pytest.

Every name that begins with an underscore, or is in such a folder, is private, and may change with any version.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openrouter_core._collecting import AsyncCollectingStream as AsyncCollectingStream
    from openrouter_core._collecting import CollectingStream as CollectingStream
    from openrouter_core._collecting import collecting as collecting
    from openrouter_core._io.stream import EventStream as EventStream
    from openrouter_core._io.stream_async import AsyncEventStream as AsyncEventStream
    from openrouter_core._parse.parsed import Parsed as Parsed
    from openrouter_core._parse.response import response_format as response_format
    from openrouter_core._protocol.sink import Progress as Progress
    from openrouter_core._tools.chat import ToolRun as ToolRun
    from openrouter_core._warm_up import warm_up as warm_up
    from openrouter_core.core import OpenRouterCore as OpenRouterCore
    from openrouter_core.hooks import ErrorEvent as ErrorEvent
    from openrouter_core.hooks import Hooks as Hooks
    from openrouter_core.hooks import PreparedRequest as PreparedRequest
    from openrouter_core.hooks import ResponseEvent as ResponseEvent
    from openrouter_core.hooks import ResultEvent as ResultEvent
    from openrouter_core.hooks import RetryEvent as RetryEvent
    from openrouter_core.hooks import Upload as Upload
    from openrouter_core.models.errors import AnyError as AnyError
    from openrouter_core.models.http_meta import HttpMeta as HttpMeta
    from openrouter_core.models.model import UNSET as UNSET
    from openrouter_core.models.model import FileSource as FileSource
    from openrouter_core.models.model import JsonObject as JsonObject
    from openrouter_core.models.model import Unset as Unset
    from openrouter_core.options import RequestOptions as RequestOptions
    from openrouter_core.result import Err as Err
    from openrouter_core.result import Ok as Ok
    from openrouter_core.result import and_then as and_then
    from openrouter_core.result import or_else as or_else
    from openrouter_core.result import raise_on_err as raise_on_err
    from openrouter_core.retries import BackoffStrategy as BackoffStrategy
    from openrouter_core.retries import RetryConfig as RetryConfig
    from openrouter_core.secret import KeySource as KeySource
    from openrouter_core.timeouts import Timeout as Timeout

    __version__: str

_HOME = {
    "AnyError": "models.errors",
    "AsyncCollectingStream": "_collecting",
    "AsyncEventStream": "_io.stream_async",
    "BackoffStrategy": "retries",
    "CollectingStream": "_collecting",
    "Err": "result",
    "ErrorEvent": "hooks",
    "EventStream": "_io.stream",
    "FileSource": "models.model",
    "Hooks": "hooks",
    "HttpMeta": "models.http_meta",
    "JsonObject": "models.model",
    "KeySource": "secret",
    "Ok": "result",
    "OpenRouterCore": "core",
    "Parsed": "_parse.parsed",
    "PreparedRequest": "hooks",
    "Progress": "_protocol.sink",
    "RequestOptions": "options",
    "ResponseEvent": "hooks",
    "ResultEvent": "hooks",
    "RetryConfig": "retries",
    "RetryEvent": "hooks",
    "Timeout": "timeouts",
    "ToolRun": "_tools.chat",
    "UNSET": "models.model",
    "Unset": "models.model",
    "Upload": "hooks",
    "and_then": "result",
    "collecting": "_collecting",
    "or_else": "result",
    "raise_on_err": "result",
    "response_format": "_parse.response",
    "warm_up": "_warm_up",
}
"""The module of each public name; it is imported on first use, so that an import costs only what it names."""

__all__ = sorted((*_HOME, "__version__"))  # pyright: ignore[reportUnsupportedDunderAll]  # from the table


if not TYPE_CHECKING:  # a type checker that saw it would accept every name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            value = import_module(f"{__name__}.core").VERSION
        elif name in _HOME:
            value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
