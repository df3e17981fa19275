"""`warm_up`: what it leaves for the first call to do, what it finds wrong, and what it does not do."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from openrouter_core import Hooks, Ok, OpenRouterCore, warm_up
from openrouter_core._io.environment import tls_context
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.models_list import models_list
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer

FUNCS = Path(__file__).parent.parent.parent / "funcs"

FIRST_CALL = """
import collections, importlib, json, sys
from openrouter_core import Ok, OpenRouterCore, warm_up
from openrouter_core._convert import converter

name, url, streamed = sys.argv[1], sys.argv[2], sys.argv[3] == "streamed"
compiled, make = collections.Counter(), converter._model_hook

def counting(cls):
    compiled[cls.__name__] += 1
    return make(cls)

def get_weather(city: str) -> str:
    "The weather in a city."
    return "clear"

class City:
    name: str

converter._model_hook = counting
operation = name.removesuffix("_async")
function = getattr(importlib.import_module(f"openrouter_core.funcs.{operation}"), name)
core = OpenRouterCore("a-key", server_url=url)
assert isinstance(warm_up(core, function), Ok)
modules, classes = set(sys.modules), dict(compiled)
import attrs
call = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
chat = {
    "model": "a/b",
    "messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "Hello"}]},
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "5"},
    ],
    "reasoning": {"effort": "low"},
    "provider": {"sort": "price"},
    "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}],
}
arguments = {
    "chat_send": [chat],
    "chat_parse": [{"messages": chat["messages"]}, attrs.define(City)],
    "chat_run_tools": [{"messages": chat["messages"]}, [get_weather]],
    "chat_stream_tools": [{"messages": chat["messages"]}, [get_weather]],
    "responses_run_tools": [{"input": "Hello"}, [get_weather]],
    "responses_stream_tools": [{"input": "Hello"}, [get_weather]],
    "embeddings_generate": [{"model": "a/b", "input": ["Hello"]}],
    "models_list": [],
    "responses_send": [{"model": "a/b", "input": "Hello", "reasoning": {"effort": "low"}}],
}[operation]
options = {"stream": True} if streamed else {}

def sync():
    if operation.endswith("_stream_tools"):
        return len([each.unwrap() for each in function(core, *arguments)])
    result = function(core, *arguments, **options).unwrap()
    return len([each.unwrap() for each in result]) if streamed else 1

async def asynchronous():
    async with core:
        if operation.endswith("_stream_tools"):
            return len([each.unwrap() async for each in function(core, *arguments)])
        result = (await function(core, *arguments, **options)).unwrap()
        return len([each.unwrap() async for each in result]) if streamed else 1

if name == operation:
    count = sync()
else:
    assert "asyncio" in modules
    import asyncio
    count = asyncio.run(asynchronous())
print(json.dumps({
    "results": count,
    "imported": sorted(set(sys.modules) - modules),
    "compiled": {name: n for name, n in compiled.items() if n != classes.get(name)},
    "prepared": len(classes),
    "asyncio": "asyncio" in sys.modules,
}))
"""
CALLS = [
    *("chat_send", "chat_send_async", "responses_send", "models_list", "embeddings_generate"),
    *("chat_run_tools", "chat_run_tools_async", "chat_parse", "chat_parse_async"),
    *("chat_stream_tools", "chat_stream_tools_async"),
    *("responses_run_tools", "responses_run_tools_async"),
    *("responses_stream_tools", "responses_stream_tools_async"),
]


@pytest.fixture(params=["http", "https"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LocalServer]:
    """A server that answers with a city, behind TLS too."""
    context = None
    if request.param == "https":
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
    with LocalServer(answer='{"name": "Oslo"}', ssl_context=context) as server:
        yield server


@pytest.mark.parametrize(
    ("server", "name", "streamed"),
    [
        *(("http", name, "whole") for name in CALLS),
        *(("http", name, "streamed") for name in CALLS[:3]),
        *(("https", name, "whole") for name in CALLS[:2]),
    ],
    indirect=["server"],
)
def test_the_first_call_after_it_imports_and_compiles_nothing(
    server: LocalServer, tmp_path: Path, name: str, streamed: str
) -> None:
    url = server.url.replace("127.0.0.1", "localhost")
    variables = {**os.environ, "SSL_CERT_FILE": str(tmp_path / "authority.pem")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FIRST_CALL, name, url, streamed],
        capture_output=True,
        text=True,
        check=False,
        env=variables,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["results"] > (streamed == "streamed")
    assert (found["imported"], found["compiled"]) == ([], {})
    assert found["prepared"] > 10
    assert found["asyncio"] or not name.endswith("_async")
    assert server.connections.accepted == len(server.requests) == 1


def test_sync_functions_alone_do_without_asyncio() -> None:
    code = (
        "import sys\n"
        "from openrouter_core import OpenRouterCore, warm_up\n"
        "from openrouter_core.funcs.chat_run_tools import chat_run_tools\n"
        "core = OpenRouterCore('k', server_url='http://127.0.0.1:9')\n"
        "assert warm_up(core, chat_run_tools).unwrap() is None\n"
        "print('asyncio' in sys.modules, 'openrouter_core._io.send_async' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False", "False"], done.stderr


def public_functions() -> list[Callable[..., Any]]:
    names = sorted(file.stem for file in FUNCS.glob("*.py") if file.stem != "__init__")
    modules = [(name, import_module(f"openrouter_core.funcs.{name}")) for name in names]
    found = [getattr(m, f"{name}{end}", None) for name, m in modules for end in ("", "_async")]
    return [function for function in found if function is not None]


@pytest.mark.parametrize("function", public_functions(), ids=lambda function: function.__name__)
def test_every_function_can_be_prepared(function: Callable[..., Any]) -> None:
    with LocalServer() as server, OpenRouterCore("k", server_url=server.url) as core:
        for _ in range(2):
            assert warm_up(core, function) == Ok(None)
        assert server.connections.accepted == 0


# --- what is wrong -------------------------------------------------------------------------------


async def async_hook(event: object) -> None:
    """Not for a sync call."""


WRONG: dict[str, tuple[dict[str, str], dict[str, Any], str]] = {
    # the environment; the core's arguments; what the error begins with
    "no key": ({}, {}, "no API key"),
    "a key that cannot be sent": ({}, {"api_key": "a key\n"}, "api_key: "),
    "a key of the environment with its name": (
        {"OPENROUTER_API_KEY": "OPENROUTER_API_KEY=sk-or-v1-0"},
        {},
        "OPENROUTER_API_KEY: ",
    ),
    "a URL that is none": ({}, {"api_key": "k", "server_url": "localhost"}, "server_url: "),
    "a key that everybody could read": (
        {},
        {"api_key": "k", "server_url": "http://models.example"},
        "server_url: ",
    ),
    "a certificate file that is not there": (
        {"SSL_CERT_FILE": "/nonexistent.pem"},
        {"api_key": "k"},
        "SSL_CERT_FILE: ",
    ),
    "a certificate folder that is not there": (
        {"SSL_CERT_DIR": "/nonexistent"},
        {"api_key": "k"},
        "SSL_CERT_DIR: ",
    ),
    "a proxy that is none": ({"HTTPS_PROXY": "ftp://x"}, {"api_key": "k"}, "HTTPS_PROXY: "),
    "a header that cannot be sent": ({}, {"api_key": "k", "x_title": "a\nb"}, "header X-Title"),
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """One in which nothing of this is set."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith(("SSL_CERT", "OPENROUTER")):
            monkeypatch.delenv(name)
    tls_context.cache_clear()
    yield monkeypatch
    tls_context.cache_clear()


@pytest.mark.parametrize("function", [chat_send, chat_send_async], ids=["sync", "async"])
@pytest.mark.parametrize("case", WRONG)
def test_what_every_call_would_say_is_said_before(
    environment: pytest.MonkeyPatch, case: str, function: Callable[..., Any]
) -> None:
    variables, settings, message = WRONG[case]
    for name, value in variables.items():
        environment.setenv(name, value)
    error = warm_up(OpenRouterCore(**settings), function).failure()
    assert type(error) is errors.InvalidRequestError
    assert str(error).startswith(message)


def test_an_async_hook_is_wrong_for_sync_functions_only() -> None:
    with LocalServer() as server:
        core = OpenRouterCore("k", server_url=server.url, hooks=Hooks(on_error=async_hook))
        assert type(warm_up(core, chat_send).failure()) is errors.InvalidRequestError
        assert (
            type(warm_up(core, chat_send, chat_send_async).failure()) is errors.InvalidRequestError
        )
        assert warm_up(core, chat_send_async) == Ok(None)


def test_an_async_function_that_gives_the_key_is_wrong_for_sync_functions_only() -> None:
    async def key() -> str:
        return "a-key"

    core = OpenRouterCore(key)
    assert isinstance(warm_up(core, chat_send_async), Ok)
    error = warm_up(core, chat_send).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert str(error) == "the api_key function is async: use the operation's _async form"
    said = chat_send(core, {"messages": [{"role": "user", "content": "Hi"}]}).failure()
    assert str(error) == str(said)


def test_what_needs_no_key_is_prepared_without_one(environment: pytest.MonkeyPatch) -> None:
    with OpenRouterCore() as core:
        assert warm_up(core) == Ok(None)
        assert warm_up(core, models_list) == Ok(None)


def test_a_package_that_is_not_installed_is_an_err(monkeypatch: pytest.MonkeyPatch) -> None:
    from openrouter_core.funcs.chat_parse import chat_parse

    monkeypatch.setitem(sys.modules, "msgspec", None)
    with LocalServer() as server, OpenRouterCore("k", server_url=server.url) as core:
        error = warm_up(core, chat_parse).failure()
        assert type(error) is errors.InvalidRequestError
        assert "msgspec" in str(error)


@pytest.mark.parametrize(
    "arguments",
    [
        ("sk-or-v1-secret",),
        (OpenRouterCore("k"), print),
        (OpenRouterCore("k"), "chat_send"),
        (OpenRouterCore("k"), chat_send, None),
    ],
    ids=["no core", "another's function", "a name", "None"],
)
def test_a_wrong_argument_is_a_type_error(arguments: Any) -> None:
    with pytest.raises(TypeError, match="expected") as raised:
        warm_up(*arguments)
    assert "secret" not in str(raised.value)


# --- what it does not do -------------------------------------------------------------------------


def test_a_function_that_gives_the_key_is_not_asked() -> None:
    asked: list[int] = []

    def key() -> str:
        asked.append(1)
        return "k"

    with LocalServer() as server, OpenRouterCore(key, server_url=server.url) as core:
        assert warm_up(core, chat_send) == Ok(None)
        assert asked == []
        assert isinstance(chat_send(core, {"messages": [{"role": "user", "content": "Hi"}]}), Ok)
        assert asked == [1]


def test_an_injected_client_is_left_alone(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SSL_CERT_FILE", "/nonexistent.pem")  # the client's own business
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={})

    transport = httpx.MockTransport(answer)
    with httpx.Client(transport=transport) as client:
        core = OpenRouterCore(
            "k", http_client=client, async_http_client=httpx.AsyncClient(transport=transport)
        )
        assert warm_up(core, chat_send, chat_send_async) == Ok(None)
        assert (sent, client.is_closed) == ([], False)


def test_it_is_the_function_however_it_is_imported() -> None:
    import openrouter_core
    import openrouter_core._warm_up as module

    assert openrouter_core.warm_up is warm_up is module.warm_up
