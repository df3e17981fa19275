"""What the debug log shows of a request: no secret, by whatever way it goes."""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import quote_plus

import pytest

from openrouter_core import OpenRouterCore, RequestOptions
from openrouter_core._io.debug import shown_body, shown_url
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.testing import LocalServer

NAMES = [
    "api_key",
    "apikey",
    "X-Api-Key",
    "key",
    "client_secret",
    "access_token",
    "refreshToken",
    "password",
    "passwd",
    "Authorization",
    "auth",
    "Cookie",
    "session_token",
    "credentials",
    "signature",
]
SECRET = "hunter2-hunter2"


@pytest.mark.parametrize("name", NAMES)
def test_a_telltale_name_is_covered_wherever_it_stands(name: str) -> None:
    inner: dict[str, Any] = {name: SECRET}
    for body in (
        inner,
        {"a": {"b": [{"c": inner}]}},
        {"metadata": {name: {"value": SECRET}}},
        {"metadata": {name: [SECRET]}},
        {"tools": [{"headers": [{"name": name, "value": SECRET}]}]},
        {"arguments": json.dumps(inner)},
        {"arguments": json.dumps([{"deep": json.dumps(inner)}])},
    ):
        shown = shown_body(json.dumps(body).encode())
        assert "hunter2" not in shown
        assert "***" in shown


@pytest.mark.parametrize("name", NAMES)
def test_a_telltale_name_is_covered_in_a_query(name: str) -> None:
    for query in (
        f"{name}={SECRET}",
        f"a=b&{name}={SECRET}&c=d",
        f"{quote_plus(f'filter[{name}]')}={SECRET}",
        f"filter={quote_plus(json.dumps({'x': {name: SECRET}}))}",
        f"{name}={SECRET}&{name}={SECRET}",
        "".join(f"%{ord(letter):02x}" for letter in name) + f"={SECRET}",
    ):
        shown = shown_url(f"https://example.com/v1/models?{query}")
        assert shown.startswith("https://example.com/v1/models?")
        assert "hunter2" not in shown
        assert "***" in shown


@pytest.mark.parametrize(
    "url",
    ["https://x/v1", "https://x/v1?", "https://x/v1?a", "https://x/v1?a=b%20c&d=1&limit=5&a="],
)
def test_another_url_is_shown_as_it_is(url: str) -> None:
    assert shown_url(url) == url


def test_what_is_no_secret_is_shown() -> None:
    body = {"model": "m", "max_tokens": 5, "stop": None, "messages": [{"content": "Hi"}]}
    assert json.loads(shown_body(json.dumps(body).encode())) == body


def test_the_log_of_a_call_shows_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    options = RequestOptions(
        extra_query={"api_key": SECRET},
        extra_body={"plugins": [{"id": "x", "oauth": {"client_secret": SECRET}}]},
    )
    request = {"messages": [{"role": "user", "content": "Hi"}]}
    caplog.set_level(logging.DEBUG, "openrouter_core")
    with LocalServer() as server, OpenRouterCore("a-key", server_url=server.url) as core:
        chat_send(core, request, options=options)
    [line] = [text for text in caplog.messages if "POST" in text]
    assert "api_key=***" in line
    assert "hunter2" not in caplog.text
