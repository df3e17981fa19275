"""Your own keys with providers, as the stand-in keeps them."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.byok_create import byok_create
from openrouter_core.funcs.byok_delete import byok_delete
from openrouter_core.funcs.byok_get import byok_get
from openrouter_core.funcs.byok_list import byok_list
from openrouter_core.funcs.byok_update import byok_update
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer
from tests.funcs.conftest import Run

ELSEWHERE = "0df9e665-d932-5740-b2c7-b52af166bc11"
SECRET = "sk-very-secret-1234"


def make(run: Run, core: OpenRouterCore, **fields: Any) -> models.ByokKey:
    request = {"provider": "openai", "key": SECRET, **fields}
    made: models.ByokKey = run(byok_create, core, request).unwrap().data
    return made


def test_a_key_is_made_read_changed_and_deleted(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core, name="ours", allowed_models=["openai/gpt-5"])
    assert (made.provider, made.name, made.label) == ("openai", "ours", "sk-v...1234")
    assert run(byok_get, core, made.id).unwrap().data == made
    change = models.ByokUpdateParams(allowed_models=None, disabled=True, key="sk-another-5678")
    changed = run(byok_update, core, made.id, change).unwrap().data
    assert (changed.name, changed.allowed_models, changed.disabled) == ("ours", None, True)
    assert changed.label == "sk-a...5678"
    assert run(byok_delete, core, made.id).unwrap().deleted is True
    assert run(byok_list, core).unwrap().data == []


def test_keys_are_listed_by_provider_workspace_and_page(run: Run, core: OpenRouterCore) -> None:
    for number in range(3):
        make(run, core, name=str(number))
    make(run, core, provider="mistral", name="m")
    make(run, core, workspace_id=ELSEWHERE, name="e")
    for request, names, total in (
        ({}, ["0", "1", "2", "m"], 4),
        ({"limit": 2, "offset": 1}, ["1", "2"], 4),
        ({"provider": "mistral"}, ["m"], 1),
        ({"workspace_id": ELSEWHERE}, ["e"], 1),
        ({"offset": 9}, [], 4),
    ):
        page = run(byok_list, core, request).unwrap()
        assert ([key.name for key in page.data], page.total_count) == (names, total), request


@pytest.mark.parametrize("function", [byok_get, byok_update, byok_delete])
def test_a_key_that_there_is_not_is_not_found(
    function: Any, run: Run, core: OpenRouterCore
) -> None:
    assert isinstance(run(function, core, "b0").failure(), errors.NotFoundResponseError)


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        ({"provider": 5, "key": SECRET}, "provider"),
        ({"provider": "openai", "key": SECRET, "disabled": "no"}, "disabled"),
        ({"provider": "openai", "key": SECRET, "allowed_models": "a/b"}, "allowed_models"),
        ({"provider": "openai", "key": SECRET, "allowed_user_ids": [5]}, "allowed_user_ids[0]"),
    ],
)
def test_a_wrong_key_is_refused_and_says_where(
    request_: Any, path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(byok_create, core, request_).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"provider": "openai"}, "key: Required"),
        ({"provider": "openai", "key": ""}, "key: "),
        ({"provider": "openai", "key": SECRET, "allowed_api_key_hashes": []}, "allowed_api_key_ha"),
    ],
)
def test_what_the_api_refuses_is_told(
    request_: Any, said: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(byok_create, core, request_).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert said in str(error)


def test_a_secret_is_in_no_representation_and_no_debug_output(
    run: Run, core: OpenRouterCore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG", "openrouter_core"):
        made = make(run, core)
        result = run(byok_update, core, made.id, {"key": SECRET})
    assert "PATCH" in caplog.text
    for shown in (
        caplog.text,
        repr(result),
        repr(models.ByokCreateParams(provider="openai", key=SECRET)),
        repr(models.ByokUpdateParams(key=SECRET)),
    ):
        assert "very-secret" not in shown


@pytest.mark.parametrize(
    "secret",
    [SECRET.encode(), [SECRET], {"a": SECRET}, SECRET.encode() * 9],
    ids=["bytes", "list", "object", "long"],
)
def test_a_secret_of_the_wrong_kind_is_in_no_error(
    secret: Any, run: Run, core: OpenRouterCore
) -> None:
    for function, arguments in ((byok_create, ()), (byok_update, ("b0",))):
        error = run(function, core, *arguments, {"provider": "openai", "key": secret}).failure()
        assert str(error) == "key: expected a string; got a value that is not shown"
        assert "very-secret" not in f"{error!r}{error.got}"
