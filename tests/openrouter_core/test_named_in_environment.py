"""What environment variables say where code says nothing: the server, its key, and which app this is."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import Err, OpenRouterCore, RequestOptions, warm_up
from openrouter_core.funcs.credits_get_credits import credits_get_credits
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer

DEFAULT = "https://openrouter.ai/api/v1"
OURS = "https://ours.example/api/v1"
THEIRS = "https://theirs.example/api/v1"
CODE = "https://code.example/api/v1"
BOTH = {"OPENROUTER_SERVER_URL": OURS, "OPENROUTER_BASE_URL": THEIRS}

SERVERS: dict[str, tuple[dict[str, str], str | None, str | None, str, bool]] = {
    # environment; the core's server; the call's; which is asked; whether the environment's key goes there
    "nothing": ({}, None, None, DEFAULT, True),
    "ours": ({"OPENROUTER_SERVER_URL": OURS}, None, None, OURS, True),
    "theirs": ({"OPENROUTER_BASE_URL": THEIRS}, None, None, THEIRS, True),
    "both": (BOTH, None, None, OURS, True),
    "ours is empty": (BOTH | {"OPENROUTER_SERVER_URL": ""}, None, None, THEIRS, True),
    "both are empty": (dict.fromkeys(BOTH, ""), None, None, DEFAULT, True),
    "code": (BOTH, CODE, None, CODE, False),
    "the call": (BOTH, None, CODE, CODE, False),
    "code names ours": (BOTH, OURS + "/", None, OURS, True),
    "code names theirs": (BOTH, THEIRS, None, THEIRS, True),
    "the call names theirs": (BOTH, CODE, THEIRS, THEIRS, True),
    "code names the default": (BOTH, DEFAULT, None, DEFAULT, True),
    "another path": (
        {"OPENROUTER_BASE_URL": THEIRS},
        THEIRS + "/other",
        None,
        THEIRS + "/other",
        False,
    ),
}


@pytest.mark.parametrize(
    ("environment", "core_server", "call_server", "server", "with_key"),
    SERVERS.values(),
    ids=SERVERS.keys(),
)
def test_which_server_is_asked_and_gets_the_environments_key(
    environment: dict[str, str],
    core_server: str | None,
    call_server: str | None,
    server: str,
    with_key: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {"OPENROUTER_API_KEY": "a-key", **environment}.items():
        monkeypatch.setenv(name, value)
    core = OpenRouterCore(server_url=core_server)
    settings = core.settings(RequestOptions(server_url=call_server), stream=False)
    assert settings.server_url.rstrip("/") == server
    assert (settings.key is not None) is with_key


@pytest.mark.parametrize("variable", BOTH)
def test_a_call_goes_there_with_the_key(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalServer(api_key="a-key") as server, OpenRouterCore() as core:
        monkeypatch.setenv("OPENROUTER_API_KEY", "a-key")
        monkeypatch.setenv(variable, server.url)
        credits_get_credits(core).unwrap()
    assert len(server.requests) == 1


@pytest.mark.parametrize("variable", BOTH)
@pytest.mark.parametrize("url", ["openrouter.ai", "http://far.example/api/v1", "https://a b"])
def test_a_server_that_cannot_be_asked_is_an_err(
    variable: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "a-key")
    monkeypatch.setenv(variable, url)
    for result in (
        credits_get_credits(OpenRouterCore()),
        warm_up(OpenRouterCore(), credits_get_credits),
    ):
        assert isinstance(result, Err)
        assert isinstance(result.failure(), errors.InvalidRequestError)


APP = {
    "OPENROUTER_HTTP_REFERER": "https://app.example",
    "OPENROUTER_APP_TITLE": "From environment",
    "OPENROUTER_APP_CATEGORIES": "cli-agent,programming-app",
}
SENT: dict[str, tuple[dict[str, str], dict[str, Any], dict[str, Any], dict[str, str | None]]] = {
    # environment; core; call; referer, title and categories as they are sent
    "nothing": ({}, {}, {}, {"referer": None, "title": None, "categories": None}),
    "environment": (
        APP,
        {},
        {},
        {
            "referer": "https://app.example",
            "title": "From environment",
            "categories": "cli-agent,programming-app",
        },
    ),
    "empty": (dict.fromkeys(APP, ""), {}, {}, {"referer": None, "title": None, "categories": None}),
    "core": (
        APP,
        {"http_referer": "https://core.example", "x_title": "Core", "app_categories": ["a", "b"]},
        {},
        {"referer": "https://core.example", "title": "Core", "categories": "a,b"},
    ),
    "one of the core": (
        APP,
        {"x_title": "Core"},
        {},
        {
            "referer": "https://app.example",
            "title": "Core",
            "categories": "cli-agent,programming-app",
        },
    ),
    "call": (
        APP,
        {"x_title": "Core"},
        {"x_title": "Call", "http_referer": "https://call.example"},
        {
            "referer": "https://call.example",
            "title": "Call",
            "categories": "cli-agent,programming-app",
        },
    ),
    "headers of the call": (
        APP,
        {},
        {"headers": {"X-Title": "Header", "X-OpenRouter-Categories": "c"}},
        {"referer": "https://app.example", "title": "Header", "categories": "c"},
    ),
}


@pytest.mark.parametrize(("environment", "core", "options", "sent"), SENT.values(), ids=SENT.keys())
def test_which_app_is_told(
    environment: dict[str, str],
    core: dict[str, Any],
    options: dict[str, Any],
    sent: dict[str, str | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with LocalServer() as server, OpenRouterCore("a-key", server_url=server.url, **core) as made:
        credits_get_credits(made, options=RequestOptions(**options)).unwrap()
    headers = server.requests[0].headers
    assert {
        "referer": headers.get("http-referer"),
        "title": headers.get("x-openrouter-title"),
        "categories": headers.get("x-openrouter-categories"),
    } == sent
    assert headers.get("x-title") == sent["title"]


@pytest.mark.parametrize("variable", APP)
@pytest.mark.parametrize("value", ["é", "a\nb", " a"])
def test_what_no_header_can_hold_is_an_err(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with LocalServer() as server, OpenRouterCore("a-key", server_url=server.url) as core:
        error = credits_get_credits(core).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert server.requests == []


def test_the_environment_is_read_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalServer() as server, OpenRouterCore("a-key") as core:
        for title in ("One", "Two"):
            monkeypatch.setenv("OPENROUTER_APP_TITLE", title)
            monkeypatch.setenv("OPENROUTER_BASE_URL", server.url)
            credits_get_credits(core).unwrap()
    assert [request.headers["x-title"] for request in server.requests] == ["One", "Two"]
