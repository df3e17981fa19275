"""`OpenRouterCore` as a value: what it holds, how it is varied and copied, and the package's face around it."""

from __future__ import annotations

import ast
import copy
import pickle
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

import openrouter_core
from openrouter_core import (
    Hooks,
    OpenRouterCore,
    RequestOptions,
    RetryConfig,
    Timeout,
)
from openrouter_core._io.transport import transport_of
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.testing import LocalServer

REQUEST = {"messages": [{"role": "user", "content": "Hello"}]}


class MyCore(OpenRouterCore):
    """A user's own, with another constructor and a field more."""

    def __init__(self, team: str) -> None:
        super().__init__(api_key="a-key-of-sixteen-characters", x_title=team)
        self.__dict__["team"] = team


# ---------------------------------------------------------------- with_options

CHANGES: dict[str, Any] = {
    "http_referer": "https://example.com",
    "x_title": "Other",
    "app_categories": ("tools",),
    "server_url": "http://127.0.0.1:1/v1",
    "user_agent": "other/1",
    "timeout": Timeout(read=3),
    "retry_config": RetryConfig("none"),
    "hooks": Hooks(on_error=print),
    "max_event_bytes": 99,
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_setting_is_changed_and_the_rest_stays(name: str) -> None:
    core = OpenRouterCore("a-key", x_title="Mine", timeout=7, user_agent="mine/1")
    before = dict(vars(core))
    changed = core.with_options(**{name: CHANGES[name]})
    assert vars(core) == before
    assert vars(changed) == {**before, name: CHANGES[name]}


def test_a_key_is_changed_and_never_shown() -> None:
    core = OpenRouterCore("first-key-0123456789")
    other = core.with_options(api_key="second-key-0123456789")
    assert other.api_key is not None
    assert other.api_key.bearer() == "Bearer second-key-0123456789"
    assert "second" not in repr(other)
    assert core.with_options(api_key=None).api_key is None


def test_nothing_given_changes_nothing() -> None:
    core = OpenRouterCore("a-key", x_title="Mine")
    assert vars(core.with_options()) == vars(core)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"timeout": -1}, ValueError),
        ({"max_event_bytes": 0}, ValueError),
        ({"retry_config": "none"}, TypeError),
        ({"hooks": print}, TypeError),
        ({"http_client": None}, TypeError),
        ({"nonsense": 1}, TypeError),
    ],
    ids=lambda value: str(value),
)
def test_a_mistake_is_the_same_mistake_as_in_the_constructor(
    change: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        OpenRouterCore("a-key").with_options(**change)


def test_both_use_the_same_connections_whichever_calls_first() -> None:
    with LocalServer() as server:
        core = OpenRouterCore(server_url=server.url)
        named = core.with_options(x_title="Named")
        assert chat_send(named, REQUEST).unwrap().text == chat_send(core, REQUEST).unwrap().text
        assert transport_of(named) is transport_of(core)
        assert server.connections.accepted == 1
        assert [r.headers.get("X-Title") for r in server.requests] == ["Named", None]
        named.close()
        server.wait_for_open_connections(0)
        assert chat_send(core, REQUEST).unwrap().text
        core.close()


def test_an_injected_client_is_shared_too() -> None:
    with LocalServer() as server, httpx.Client() as mine:
        core = OpenRouterCore(server_url=server.url, http_client=mine)
        assert chat_send(core.with_options(timeout=3), REQUEST).unwrap().text
        assert not mine.is_closed


# ---------------------------------------------------------------- a core does not change


def test_a_field_cannot_be_set_and_the_message_says_what_to_do() -> None:
    core = OpenRouterCore()
    with pytest.raises(AttributeError, match=r"core\.with_options\(timeout=\.\.\.\)"):
        core.timeout = 3
    with pytest.raises(AttributeError):
        del core.timeout


def test_a_core_whose_making_failed_has_a_representation() -> None:
    unmade = OpenRouterCore.__new__(OpenRouterCore)
    assert repr(unmade) == "OpenRouterCore()"


# ---------------------------------------------------------------- subclasses


@pytest.mark.parametrize(
    "copied",
    [
        copy.copy,
        copy.deepcopy,
        lambda core: pickle.loads(pickle.dumps(core)),
        lambda core: core.with_options(timeout=3),
    ],
    ids=["copy", "deepcopy", "pickle", "with_options"],
)
def test_a_copy_of_a_subclass_is_one_of_that_subclass(copied: Any) -> None:
    core = MyCore("team")
    made = copied(core)
    assert type(made) is MyCore
    assert made is not core
    assert (vars(made)["team"], made.x_title, made.api_key) == ("team", "team", core.api_key)
    with made as entered:
        assert entered is made


# ---------------------------------------------------------------- the package's face


def test_every_name_of_the_face_can_be_had_and_is_the_one_that_checkers_see() -> None:
    source = Path(str(openrouter_core.__file__)).read_text(encoding="utf-8")
    (checked,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    seen = {
        alias.name: str(node.module)
        for node in checked.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {*seen, "__version__"} == set(openrouter_core.__all__)
    for name, module in seen.items():
        assert getattr(openrouter_core, name) is getattr(import_module(module), name)
    assert set(openrouter_core.__all__) <= set(dir(openrouter_core))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = openrouter_core.Nonsense  # type: ignore[attr-defined]  # that is the mistake


def test_what_a_call_or_an_annotation_needs_is_in_the_face() -> None:
    wanted = {
        *("OpenRouterCore", "RequestOptions", "Timeout", "RetryConfig", "BackoffStrategy", "Hooks"),
        *("PreparedRequest", "ResponseEvent", "ErrorEvent", "RetryEvent", "Upload"),
        *("Ok", "Err", "AnyError", "and_then", "or_else", "UNSET", "Unset"),
        *("EventStream", "AsyncEventStream", "ToolRun", "HttpMeta", "Progress"),
    }
    assert wanted <= set(openrouter_core.__all__)


USERS = [
    file
    for folder in ("examples", "docs")
    for file in sorted((Path(__file__).parents[2] / folder).rglob("*"))
    if file.suffix in (".py", ".md")
] + [Path(__file__).parents[2] / "README.md"]


@pytest.mark.parametrize("file", USERS, ids=lambda file: file.name)
def test_what_users_copy_from_imports_nothing_private(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "openrouter_core._" not in text
    assert "from openrouter_core import _" not in text


def test_options_of_a_call_stand_over_those_of_the_core() -> None:
    core = OpenRouterCore("a-key", x_title="Core", timeout=7)
    settings = core.settings(RequestOptions(x_title="Call"), stream=False)
    assert settings.headers["X-Title"] == "Call"
    assert settings.limits.total == 7
