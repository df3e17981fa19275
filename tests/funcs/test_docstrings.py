"""The docstring of a function is its reference page: its form is the same for all."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

NAMES = sorted(
    file.stem
    for file in (Path(__file__).parents[2] / "funcs").glob("*.py")
    if file.stem != "__init__"
)
SECTIONS = ("Key:", "Arguments:", "Returns:", "Errors:", "Example:")
KEYS = {"needed": ("needed", "a management key"), "optional": ("optional",), "none": ("none",)}
NO_KEY = {"chat_collect", "messages_collect", "responses_collect"}
"""They send nothing, and take no core."""
WITH_TOOLS = {
    "chat_run_tools",
    "chat_stream_tools",
    "responses_run_tools",
    "responses_stream_tools",
}
STREAMS = {"chat_parse_stream", "chat_stream_tools", "responses_stream_tools"}
"""They give a stream at once, whose first read sends something: there is nothing to await."""


def function(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(import_module(f"openrouter_core.funcs.{name}"), name)
    return found


def doc(name: str) -> str:
    return inspect.getdoc(function(name)) or ""


def section(text: str, title: str) -> str:
    found = re.search(rf"^{title}(.*?)(?=^\w+:|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("name", NAMES)
def test_it_begins_with_a_sentence(name: str) -> None:
    first, _, _ = doc(name).partition("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]*\.", first), "one sentence, on one line"


@pytest.mark.parametrize("name", NAMES)
def test_its_sections_are_there_in_their_order(name: str) -> None:
    titles = re.findall(r"^([A-Z]\w+:)", doc(name), re.MULTILINE)
    wanted = [each for each in SECTIONS if not (each == "Key:" and name in NO_KEY)]
    assert [title for title in titles if title in SECTIONS] == wanted


@pytest.mark.parametrize("name", [each for each in NAMES if each not in NO_KEY])
def test_it_says_which_key_it_takes(name: str) -> None:
    operation = getattr(import_module(f"openrouter_core.funcs.{name}"), "OPERATION", None)
    says = section(doc(name), "Key:").strip()
    if operation is not None:
        assert says.startswith(KEYS[operation.key]), says


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_is_explained(name: str) -> None:
    explained = re.findall(
        r"^    (\w+)(?: \([^)]*\))?: ", section(doc(name), "Arguments:"), re.MULTILINE
    )
    assert explained == list(inspect.signature(function(name)).parameters)


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_ok_holds_and_shows_it(name: str) -> None:
    assert "``Ok" in section(doc(name), "Returns:")
    example = section(doc(name), "Example:")
    assert f"{name}(" in example or f", {name})" in example
    assert ">>> " in example


@pytest.mark.parametrize("name", NAMES)
def test_it_names_its_own_errors_and_where_the_others_are(name: str) -> None:
    said = section(doc(name), "Errors:")
    takes_core = "core" in inspect.signature(function(name)).parameters
    sends = not name.startswith("oauth_create")
    if takes_core and sends:
        assert re.search(r"see\s+`(openrouter_core\.)?AnyError`\.", said)
    errors = import_module("openrouter_core.models.errors")
    for error in re.findall(r"^    (\w+Error)\b", said, re.MULTILINE):
        assert issubclass(getattr(errors, error), errors.OpenRouterError)
    assert said.strip()


@pytest.mark.parametrize("name", NAMES)
def test_the_async_form_says_what_it_is(name: str) -> None:
    module = import_module(f"openrouter_core.funcs.{name}")
    twin = getattr(module, f"{name}_async", None)
    if twin is None:
        assert "no async form" in doc(name)
        return
    assert inspect.iscoroutinefunction(twin) or name in STREAMS
    assert (inspect.getdoc(twin) or "").startswith(f"As `{name}`, for async code")
    ours, theirs = inspect.signature(function(name)), inspect.signature(twin)
    different = {"before_call"} if name in WITH_TOOLS else set()  # it may be async there
    pairs = zip(ours.parameters.values(), theirs.parameters.values(), strict=True)
    assert all(a == b or a.name in different for a, b in pairs) or name in NO_KEY
