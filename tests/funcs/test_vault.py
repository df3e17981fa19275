"""The vault: what is stored is shown without its value, listed by name in pages, and deleted."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import Ok, OpenRouterCore, models
from openrouter_core.funcs.interns_create_intern import interns_create_intern
from openrouter_core.funcs.vault_copy_vault_secrets_to_intern import (
    vault_copy_vault_secrets_to_intern,
)
from openrouter_core.funcs.vault_delete_intern_vault_secret import vault_delete_intern_vault_secret
from openrouter_core.funcs.vault_delete_vault_secret import vault_delete_vault_secret
from openrouter_core.funcs.vault_list_intern_connections import vault_list_intern_connections
from openrouter_core.funcs.vault_list_intern_effective_vault_secrets import (
    vault_list_intern_effective_vault_secrets,
)
from openrouter_core.funcs.vault_list_intern_vault_secrets import vault_list_intern_vault_secrets
from openrouter_core.funcs.vault_list_vault_secrets import vault_list_vault_secrets
from openrouter_core.funcs.vault_store_intern_vault_secret import vault_store_intern_vault_secret
from openrouter_core.funcs.vault_store_vault_secret import vault_store_vault_secret
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer
from tests.funcs.conftest import Run

SECRET = {"value": "very-secret", "hosts": ["API.Example.com.", "api.example.com"]}


def test_a_secret_is_stored_and_shown_without_its_value(run: Run, core: OpenRouterCore) -> None:
    stored = run(vault_store_vault_secret, core, "api_key", SECRET).unwrap()
    assert stored.data.name == "api_key"
    assert stored.data.hosts == ["api.example.com"]
    assert stored.data.fingerprint
    assert stored.data.created_at
    assert stored.data.extra == {}
    assert run(vault_list_vault_secrets, core).unwrap().data == [stored.data]


def test_a_secret_with_the_same_name_is_replaced(run: Run, core: OpenRouterCore) -> None:
    first, again, other = (
        run(vault_store_vault_secret, core, "api_key", {**SECRET, "value": value}).unwrap().data
        for value in ("one", "one", "two")
    )
    assert first.fingerprint == again.fingerprint != other.fingerprint
    assert [each.fingerprint for each in run(vault_list_vault_secrets, core).unwrap().data] == [
        other.fingerprint
    ]


def test_a_deleted_secret_is_gone_and_the_second_time_not_found(
    run: Run, core: OpenRouterCore
) -> None:
    run(vault_store_vault_secret, core, "api_key", SECRET).unwrap()
    assert run(vault_delete_vault_secret, core, "api_key") == Ok(None)
    assert run(vault_list_vault_secrets, core).unwrap().data == []
    gone = run(vault_delete_vault_secret, core, "api_key").failure()
    assert isinstance(gone, errors.NotFoundResponseError)


def test_secrets_are_listed_by_name_in_pages(run: Run, core: OpenRouterCore) -> None:
    for number in (3, 1, 2):
        run(vault_store_vault_secret, core, f"key_{number}", SECRET).unwrap()
    page = run(vault_list_vault_secrets, core, {"limit": 2}).unwrap()
    assert ([each.name for each in page.data], page.has_more) == (["key_1", "key_2"], True)
    last = run(vault_list_vault_secrets, core, {"limit": 2, "offset": 2}).unwrap()
    assert ([each.name for each in last.data], last.has_more) == (["key_3"], False)


def test_all_pages_are_gone_through(core: OpenRouterCore) -> None:
    for number in range(5):
        vault_store_vault_secret(core, f"key_{number}", SECRET).unwrap()
    request = models.VaultSecretsListParams(limit=2)
    names = [each.unwrap().name for each in paginate(vault_list_vault_secrets, core, request)]
    assert names == [f"key_{number}" for number in range(5)]


@pytest.mark.parametrize(
    ("name", "request_", "said"),
    [
        ("API_KEY", SECRET, "name"),
        ("api__key", SECRET, "name"),
        ("api_key_", SECRET, "name"),
        ("api_key", {"value": "", "hosts": ["a.example"]}, "value"),
        ("api_key", {"value": "v", "hosts": []}, "hosts"),
        ("api_key", {"value": "v", "hosts": ["https://a.example"]}, "hosts"),
        ("api_key", {"value": "v", "hosts": ["*.example"]}, "hosts"),
        ("api_key", {"value": "v", "hosts": ["a.example:443"]}, "hosts"),
        ("api_key", {"hosts": ["a.example"]}, "value"),
    ],
)
def test_what_the_vault_does_not_take_is_an_err(
    name: str, request_: Any, said: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(vault_store_vault_secret, core, name, request_).failure()
    assert isinstance(error, errors.BadRequestResponseError | errors.SDKValidationError)
    assert said in str(error)
    assert run(vault_list_vault_secrets, core).unwrap().data == []


@pytest.mark.parametrize(
    "request_", [models.VaultSecretParams(value="very-secret", hosts=["a.example"]), SECRET]
)
def test_a_value_is_in_no_representation_and_no_debug_output(
    request_: Any,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("DEBUG", "openrouter_core"):
        stored = run(vault_store_vault_secret, core, "api_key", request_)
    assert server.requests[0].json["value"] == "very-secret"
    assert "example" in caplog.text
    for shown in (caplog.text, repr(stored), repr(stored.unwrap())):
        assert "very-secret" not in shown
    if isinstance(request_, models.VaultSecretParams):
        assert "very-secret" not in repr(request_)


# --- interns ---------------------------------------------------------------------------------------


def intern(core: OpenRouterCore, name: str = "Ada", **fields: Any) -> Any:
    return interns_create_intern(core, {"name": name, **fields}).unwrap()


def test_an_intern_has_secrets_of_its_own(run: Run, core: OpenRouterCore) -> None:
    ada, bob = intern(core), intern(core, "Bob")
    stored = run(vault_store_intern_vault_secret, core, ada.id, "api_key", SECRET).unwrap()
    assert run(vault_list_intern_vault_secrets, core, ada.id).unwrap().data == [stored.data]
    assert run(vault_list_intern_vault_secrets, core, bob.id).unwrap().data == []
    assert run(vault_list_vault_secrets, core).unwrap().data == []
    assert run(vault_delete_intern_vault_secret, core, ada.id, "api_key") == Ok(None)
    gone = run(vault_delete_intern_vault_secret, core, ada.id, "api_key").failure()
    assert isinstance(gone, errors.NotFoundResponseError)


def test_an_intern_gets_its_own_secret_then_the_borrowed_then_the_workspaces(
    run: Run, core: OpenRouterCore
) -> None:
    owner = intern(core, "Owner")
    ada = intern(core, vault_id=owner.vault_id)
    for name in ("a", "b", "c"):
        vault_store_vault_secret(core, name, SECRET).unwrap()
    for name in ("b", "c"):
        vault_store_intern_vault_secret(core, owner.id, name, SECRET).unwrap()
    vault_store_intern_vault_secret(core, ada.id, "c", SECRET).unwrap()
    page = run(vault_list_intern_effective_vault_secrets, core, ada.id).unwrap()
    scopes = [(each.name, each.scope) for each in page.data]
    assert scopes == [("a", "workspace"), ("b", "attached"), ("c", "intern")]
    assert page.has_more is False
    request = {"limit": 1}
    paged = paginate(vault_list_intern_effective_vault_secrets, core, ada.id, request)
    assert [each.unwrap() for each in paged] == page.data


def test_copies_are_the_interns_and_told_apart_by_their_fingerprints(
    run: Run, core: OpenRouterCore
) -> None:
    ada = intern(core)
    source = run(vault_store_vault_secret, core, "api_key", SECRET).unwrap().data
    request = models.VaultSecretsCopyParams(["api_key"])
    (copy,) = run(vault_copy_vault_secrets_to_intern, core, ada.id, request).unwrap().data
    assert (copy.name, copy.hosts) == (source.name, source.hosts)
    assert copy.fingerprint != source.fingerprint
    vault_delete_vault_secret(core, "api_key").unwrap()
    assert run(vault_list_intern_vault_secrets, core, ada.id).unwrap().data == [copy]


def test_all_are_copied_or_none(run: Run, core: OpenRouterCore) -> None:
    ada = intern(core)
    vault_store_vault_secret(core, "api_key", SECRET).unwrap()
    names = {"names": ["api_key", "no_such"]}
    error = run(vault_copy_vault_secrets_to_intern, core, ada.id, names).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert run(vault_list_intern_vault_secrets, core, ada.id).unwrap().data == []
    twice = {"names": ["api_key", "api_key"]}
    error = run(vault_copy_vault_secrets_to_intern, core, ada.id, twice).failure()
    assert isinstance(error, errors.BadRequestResponseError)


def test_connections_are_named_by_their_keys(run: Run, core: OpenRouterCore) -> None:
    found = run(vault_list_intern_connections, core, intern(core).id).unwrap()
    assert found.data == [models.InternConnection(key="github")]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (vault_list_intern_vault_secrets, ()),
        (vault_list_intern_effective_vault_secrets, ()),
        (vault_list_intern_connections, ()),
        (vault_store_intern_vault_secret, ("api_key", SECRET)),
        (vault_delete_intern_vault_secret, ("api_key",)),
        (vault_copy_vault_secrets_to_intern, ({"names": ["api_key"]},)),
    ],
)
def test_an_intern_that_is_not_there_has_no_vault(
    function: Any, arguments: Any, run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, "no-such-intern", *arguments).failure()
    assert isinstance(error, errors.NotFoundResponseError)
