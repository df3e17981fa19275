"""Private endpoints: made once for a key, tested, put to use, taken out of it, priced and deleted."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.private_endpoints_activate import private_endpoints_activate
from openrouter_core.funcs.private_endpoints_create import private_endpoints_create
from openrouter_core.funcs.private_endpoints_delete import private_endpoints_delete
from openrouter_core.funcs.private_endpoints_disable import private_endpoints_disable
from openrouter_core.funcs.private_endpoints_enable import private_endpoints_enable
from openrouter_core.funcs.private_endpoints_get import private_endpoints_get
from openrouter_core.funcs.private_endpoints_list import private_endpoints_list
from openrouter_core.funcs.private_endpoints_update import private_endpoints_update
from openrouter_core.funcs.private_endpoints_update_pricing import private_endpoints_update_pricing
from openrouter_core.funcs.private_endpoints_validate import private_endpoints_validate
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run

WORKSPACE = {"workspace_id": "10ca15e7-0000-4000-8000-000000000000"}
DRAFT = {
    "model_permaslug": "openai/gpt-4o-mini",
    "provider_slug": "baseten",
    "upstream_model_id": "my-model",
    "base_url": "https://models.example/v1",
    "declared_zdr": True,
}
DEAD = {**DRAFT, "base_url": "https://models.invalid/v1"}


def made(core: OpenRouterCore, **fields: Any) -> Any:
    return private_endpoints_create(core, {**DRAFT, **fields}).unwrap().data


def test_a_draft_is_tested_and_put_to_use(run: Run, core: OpenRouterCore) -> None:
    draft = run(private_endpoints_create, core, DRAFT).unwrap().data
    assert (draft.status, draft.declared_zdr, draft.declared_region) == ("draft", True, None)
    early = run(private_endpoints_activate, core, draft.id).failure()
    assert isinstance(early, errors.ConflictResponseError)
    assert run(private_endpoints_validate, core, draft.id, WORKSPACE).unwrap().data.passed is True
    assert run(private_endpoints_activate, core, draft.id).unwrap().data.status == "active"
    assert isinstance(
        run(private_endpoints_activate, core, draft.id).failure(), errors.ConflictResponseError
    )
    assert run(private_endpoints_disable, core, draft.id).unwrap().data.status == "disabled"
    assert run(private_endpoints_enable, core, draft.id).unwrap().data.status == "active"
    (listed,) = run(private_endpoints_list, core).unwrap().data
    assert (listed.id, listed.status, listed.extra) == (draft.id, "active", {})


def test_a_test_that_fails_says_why_and_is_no_err(run: Run, core: OpenRouterCore) -> None:
    draft = made(core, base_url="https://models.invalid/v1")
    request = models.PrivateEndpointsValidateParams(WORKSPACE["workspace_id"])
    tested = run(private_endpoints_validate, core, draft.id, request).unwrap().data
    assert tested.passed is False
    (check,) = tested.checks
    assert (check.passed, check.reason, check.upstream_status) == (False, "upstream_error", 502)
    assert "models.invalid" in check.upstream_message
    assert isinstance(
        run(private_endpoints_activate, core, draft.id).failure(), errors.ConflictResponseError
    )


def test_all_in_one_call(run: Run, core: OpenRouterCore) -> None:
    request = models.PrivateEndpointsCreateParams(
        model_permaslug="openai/gpt-4o-mini",
        provider_slug="azure",
        upstream_model_id="my-model",
        activate=models.PrivateEndpointWorkspace(WORKSPACE["workspace_id"]),
    )
    assert run(private_endpoints_create, core, request).unwrap().data.status == "active"


def test_where_the_test_fails_the_draft_is_kept_and_told_of_beside_the_error(
    run: Run, core: OpenRouterCore
) -> None:
    error = run(private_endpoints_create, core, {**DEAD, "activate": WORKSPACE}).failure()
    assert isinstance(error, errors.UnprocessableEntityResponseError)
    assert error.data["validation"]["passed"] is False
    (kept,) = run(private_endpoints_list, core).unwrap().data
    assert (kept.id, kept.status) == (error.data["endpoint"]["id"], "draft")


# --- made once ------------------------------------------------------------------------------------


def test_the_same_key_and_request_make_one_endpoint(run: Run, core: OpenRouterCore) -> None:
    first, again = (
        run(private_endpoints_create, core, request, idempotency_key="k").unwrap().data
        for request in (DRAFT, {**DRAFT, "activate": WORKSPACE})
    )
    assert first == again
    other = run(private_endpoints_create, core, DEAD, idempotency_key="k").failure()
    assert isinstance(other, errors.UnprocessableEntityResponseError)
    assert "idempotency_key_reused" in str(other)
    assert len(run(private_endpoints_list, core).unwrap().data) == 1


def test_a_create_whose_response_is_lost_is_sent_again_with_its_key(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({}).cut(0))
    assert run(private_endpoints_create, core, DRAFT).unwrap().http_meta.attempts == 2
    assert len({each.headers["idempotency-key"] for each in server.requests}) == 1


def test_a_test_whose_response_is_lost_is_not_made_again(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({}).cut(0))
    error = run(private_endpoints_validate, core, "e1", WORKSPACE).failure()
    assert isinstance(error, errors.APIConnectionError)
    assert len(server.requests) == 1


# --- changed --------------------------------------------------------------------------------------


def test_another_deployment_is_declared_and_tested_anew(run: Run, core: OpenRouterCore) -> None:
    draft = made(core)
    run(private_endpoints_validate, core, draft.id, WORKSPACE).unwrap()
    same = {"upstream_model_id": "my-model", "declared_region": "europe"}
    changed = run(private_endpoints_update, core, draft.id, same).unwrap().data
    assert (changed.declared_zdr, changed.declared_region) == (True, "europe")
    other = models.PrivateEndpointsUpdateParams(upstream_model_id="other")
    changed = run(private_endpoints_update, core, draft.id, other).unwrap().data
    assert (changed.upstream_model_id, changed.base_url) == ("other", DRAFT["base_url"])
    assert (changed.declared_zdr, changed.declared_region) == (None, None)
    stale = run(private_endpoints_activate, core, draft.id).failure()
    assert isinstance(stale, errors.ConflictResponseError)


def test_what_is_in_use_is_not_changed(run: Run, core: OpenRouterCore) -> None:
    active = made(core, activate=WORKSPACE)
    request = {"upstream_model_id": "other"}
    error = run(private_endpoints_update, core, active.id, request).failure()
    assert isinstance(error, errors.ConflictResponseError)
    found = run(private_endpoints_get, core, active.id).unwrap().data
    assert found.upstream_model_id == "my-model"


def test_a_pricing_is_replaced_whole(run: Run, core: OpenRouterCore) -> None:
    draft = made(core)
    for pricing in (
        {"prompt": "0.000001", "completion": "0.000002", "cache_read": "0.0000001"},
        {"prompt": "0.000003", "completion": "0.000004"},
    ):
        request = {"pricing": pricing}
        priced = run(private_endpoints_update_pricing, core, draft.id, request).unwrap().data
        assert unstructure(priced.pricing) == pricing
    assert run(private_endpoints_get, core, draft.id).unwrap().data == priced


def test_only_a_draft_is_deleted_where_that_is_asked_for(run: Run, core: OpenRouterCore) -> None:
    draft, active = made(core), made(core, activate=WORKSPACE)
    request = models.PrivateEndpointsDeleteParams(draft_only=True)
    gone = run(private_endpoints_delete, core, draft.id, request).unwrap().data
    assert gone.id == draft.id
    error = run(private_endpoints_delete, core, active.id, request).failure()
    assert isinstance(error, errors.ConflictResponseError)
    assert run(private_endpoints_delete, core, active.id).unwrap().data.id == active.id
    assert run(private_endpoints_list, core).unwrap().data == []


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (private_endpoints_get, ()),
        (private_endpoints_update, ({"upstream_model_id": "m"},)),
        (private_endpoints_update_pricing, ({"pricing": {"prompt": "0", "completion": "0"}},)),
        (private_endpoints_validate, (WORKSPACE,)),
        (private_endpoints_activate, ()),
        (private_endpoints_disable, ()),
        (private_endpoints_enable, ()),
        (private_endpoints_delete, ()),
    ],
)
def test_an_endpoint_that_is_not_there_is_not_found(
    function: Any, arguments: Any, run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, "no-such-endpoint", *arguments).failure()
    assert isinstance(error, errors.NotFoundResponseError)


@pytest.mark.parametrize(
    ("request_", "expected", "said"),
    [
        ({**DRAFT, "base_url": "http://models.example"}, errors.BadRequestResponseError, "HTTPS"),
        ({**DRAFT, "base_url": None}, errors.APIError, "base_url"),
        ({**DRAFT, "pricing": {"prompt": 1}}, errors.SDKValidationError, "pricing.prompt"),
        ({**DRAFT, "activate": {}}, errors.APIError, "workspace_id"),
        ({"provider_slug": "azure"}, errors.APIError, "model_permaslug"),
    ],
)
def test_an_endpoint_that_cannot_be_made_is_an_err(
    request_: Any, expected: type, said: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(private_endpoints_create, core, request_).failure()
    assert isinstance(error, expected)
    assert said in str(error)
    assert run(private_endpoints_list, core).unwrap().data == []
