"""SECURITY.md says what the code does: each number, each environment variable, each logger."""

from __future__ import annotations

import ast
import inspect
import logging
import re
import tomllib
from typing import Any

import pytest
from httpcore._sync.http11 import HTTP11Connection

from openrouter_core import Ok, OpenRouterCore, RequestOptions, RetryConfig, webhooks, wire
from openrouter_core._io import client, debug
from openrouter_core._protocol import call, classify, content_coding, retry, sse, whole_from_events
from openrouter_core._tools import run as tool_run
from openrouter_core.core import MAX_EVENT_BYTES, MAX_RESPONSE_BYTES
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.timeouts import Limits
from tests.test_promises import ROOT, rows

KIB, MIB = 1024, 1024 * 1024
NUMBER = re.compile(r"\b\d+(?: \d{3})*(?:\.\d+)?(?: (?:ms|s|KiB|MiB)\b)?")
DEFAULTS = Limits()
BACKOFF = RetryConfig().backoff


def spaced(number: int) -> str:
    """Thousands apart, as the page writes them."""
    return f"{number:,}".replace(",", " ")


def seconds(number: float | None) -> str:
    assert number is not None
    return f"{number * 1000:g} ms" if number < 0.1 else f"{number:g} s"


def default_of(function: Any, name: str) -> Any:
    return inspect.signature(function).parameters[name].default


BOUNDS: dict[str, list[str]] = {
    "a whole call": [seconds(DEFAULTS.total)],
    "making a connection": [seconds(DEFAULTS.connect)],
    "the wait for a response's next bytes": [seconds(DEFAULTS.read)],
    "one write of a request": [seconds(DEFAULTS.write)],
    "the wait for a free connection": [
        seconds(DEFAULTS.pool),
        spaced(client.LIMITS.max_connections or 0),
    ],
    "a whole response, and a download": [f"{MAX_RESPONSE_BYTES // MIB} MiB"],
    "an event of a stream": [f"{MAX_EVENT_BYTES // MIB} MiB", spaced(sse.LINE_BYTES)],
    "objects in one JSON text": [
        spaced(wire.MAX_OBJECTS),
        spaced(whole_from_events._MOST_OBJECTS),
    ],
    "an error's body": [f"{call.ERROR_BODY // MIB} MiB", spaced(classify.KEPT_BODY)],
    "a response header's value": [spaced(call.HEADER_VALUE)],
    "all headers of a response": [f"{HTTP11Connection.MAX_INCOMPLETE_EVENT_SIZE // KIB} KiB"],
    "codings of a body": [
        f"{content_coding.STEP // KIB} KiB",
        f"{content_coding.SMALL // MIB} MiB",
        spaced(content_coding.MOST_TIMES),
    ],
    "attempts of a request": [
        spaced(RetryConfig().max_retries + 1),
        seconds(retry.LEAST_WAIT),
        seconds(BACKOFF.max_elapsed_time),
    ],
    "the pause between two polls": [seconds(retry.LEAST_POLL_WAIT)],
    "requests and calls of functions": [
        spaced(default_of(chat_run_tools, "max_steps")),
        spaced(default_of(chat_run_tools, "max_calls")),
    ],
    "calls of functions that run at the same time": [spaced(tool_run.AT_ONCE)],
    "the age of a webhook's event": [seconds(default_of(webhooks.verify, "tolerance"))],
}


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split(" | ")]


def bounds() -> dict[str, list[str]]:
    """From what is bounded to the cells of its row."""
    return {
        cells(row)[0]: cells(row) for row in rows("SECURITY.md", "## What is bounded, and by what")
    }


@pytest.mark.parametrize("what", BOUNDS)
def test_each_bound_is_the_codes(what: str) -> None:
    [row] = [found for name, found in bounds().items() if name.startswith(what)]
    named = " ".join(row[:2])  # the number of connections stands with what is bounded
    assert sorted(NUMBER.findall(named)) == sorted(BOUNDS[what])


def test_no_bound_is_left_uncompared() -> None:
    assert [name for name in bounds() if not any(map(name.startswith, BOUNDS))] == []


def test_the_environment_table_names_each_variable_that_is_read() -> None:
    read: set[str] = set()
    for file in (ROOT / "openrouter_core").rglob("*.py"):
        if "testing" not in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    read.update(re.findall(r"^(?:OPENROUTER|SSL)[A-Z_]+$", node.value))
    named: set[str] = set()
    for row in rows("SECURITY.md", "## What the environment can do"):
        named.update(re.findall(r"`([A-Z_]+)`", cells(row)[0]))
    proxies = {f"{name}_PROXY" for name in ("HTTP", "HTTPS", "ALL", "NO")}
    assert named - proxies == read
    assert proxies < named


def test_the_supported_pythons_are_those_of_the_package() -> None:
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    section = page.partition("## What is supported")[2].partition("\n## ")[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert re.findall(r"3\.\d+", section) == declared
    assert project["requires-python"] == f">={declared[0]}"


# What is logged.

LONG, SHORT = "long " * 60, "short " * 40
assert len(SHORT) <= 256 < len(LONG)


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """All that any logger says of one call with a long and a short prompt, a secret in its query, and a cookie."""
    caplog.set_level(logging.DEBUG)
    for name in ("openrouter_core", "httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    reply = Reply.json(completion("Hi")).with_headers({"Set-Cookie": "session=abc"})
    messages = [{"role": "user", "content": text} for text in (LONG, SHORT)]
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(reply)
        options = RequestOptions(extra_query={"token": "in-the-query"})
        request = {"model": "a/b", "messages": messages}
        assert isinstance(chat_send(core, request, options=options), Ok)
    return caplog.records


def said(records: list[logging.LogRecord], logger: str) -> list[str]:
    return [each.getMessage() for each in records if each.name.partition(".")[0] == logger]


def test_each_logger_is_in_the_table(heard: list[logging.LogRecord]) -> None:
    named = {re.findall(r"`(.+?)`", row)[0] for row in rows("SECURITY.md", "## What is logged")}
    assert {each.name.partition(".")[0] for each in heard} - {"asyncio"} <= named
    assert {"openrouter_core", "httpx", "httpcore"} <= named


def test_our_own_shows_the_beginnings_of_prompts_and_no_secret(
    heard: list[logging.LogRecord],
) -> None:
    ours = "\n".join(said(heard, "openrouter_core"))
    assert SHORT in ours
    assert LONG[:64] in ours
    assert LONG[:65] not in ours
    assert "in-the-query" not in ours
    assert "session=abc" not in ours


def test_the_numbers_of_the_log_are_the_codes() -> None:
    [row] = [each for each in rows("SECURITY.md", "## What is logged") if "Prompts" in each]
    shown = debug._SHOWN
    assert NUMBER.findall(row) == [spaced(shown), "64", spaced(4 * shown)]


def test_those_of_httpx_and_httpcore_show_what_the_table_says(
    heard: list[logging.LogRecord],
) -> None:
    [line] = said(heard, "httpx")
    assert "?token=in-the-query" in line
    below = "\n".join(said(heard, "httpcore"))
    assert "session=abc" in below
    assert "in-the-query" not in below
    assert SHORT not in below
