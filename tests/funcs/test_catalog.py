"""Models, who serves them, and providers, as the stand-in has them."""

from __future__ import annotations

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.embeddings_list_models import embeddings_list_models
from openrouter_core.funcs.endpoints_list import endpoints_list
from openrouter_core.funcs.endpoints_list_zdr_endpoints import endpoints_list_zdr_endpoints
from openrouter_core.funcs.models_count import models_count
from openrouter_core.funcs.models_get import models_get
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.models_list_for_user import models_list_for_user
from openrouter_core.funcs.providers_list import providers_list
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer
from tests.funcs.conftest import Run

FREE = "meta-llama/llama-3.3-70b-instruct:free"


@pytest.mark.parametrize("modalities", [None, "text", ["image", "speech"], "all", "smell"])
def test_as_many_models_are_counted_as_are_listed(
    modalities: str | list[str] | None, run: Run, core: OpenRouterCore
) -> None:
    request = {"output_modalities": modalities}
    listed = run(models_list, core, request).unwrap()
    assert run(models_count, core, request).unwrap().data.count == len(listed.data)


@pytest.mark.parametrize(
    ("author", "slug"),
    [
        ("openai", "gpt-4o-mini"),
        tuple(FREE.split("/")),
        ("anthropic", "claude-3-5-haiku"),  # its canonical name
    ],
)
def test_a_model_is_the_same_as_in_the_list(
    author: str, slug: str, run: Run, core: OpenRouterCore
) -> None:
    found = run(models_get, core, author, slug).unwrap().data
    assert f"{author}/{slug}" in (found.id, found.canonical_slug)
    assert found in run(models_list, core).unwrap().data


def test_a_model_that_is_not_there(run: Run, core: OpenRouterCore) -> None:
    error = run(models_get, core, "openai", "gpt-0").failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert "openai/gpt-0" in str(error)


def test_an_accounts_models_come_in_pages(core: OpenRouterCore) -> None:
    everything = models_list_for_user(core, {"sort": "context-high-to-low"}).unwrap()
    first = models_list_for_user(core, {"sort": "context-high-to-low", "limit": 2}).unwrap()
    assert first.data == everything.data[:2]
    assert first.total_count == everything.total_count == len(everything.data)
    assert first.links is not None
    assert first.links.next == "/api/v1/models/user?sort=context-high-to-low&limit=2&offset=2"
    paged = [each.unwrap() for each in paginate(models_list_for_user, core, {"limit": 2})]
    assert [each.id for each in paged] == [
        each.id for each in models_list_for_user(core).unwrap().data
    ]


def test_an_accounts_models_need_a_key_and_all_other_lists_none(run: Run) -> None:
    with LocalServer(api_key="the-key") as server:
        with OpenRouterCore(server_url=server.url, api_key="another") as core:
            error = run(models_list_for_user, core).failure()
        assert isinstance(error, errors.UnauthorizedResponseError)
        with OpenRouterCore(server_url=server.url) as core:
            run(models_count, core).unwrap()
            run(models_get, core, "openai", "gpt-4o-mini").unwrap()
            run(embeddings_list_models, core).unwrap()
            run(endpoints_list_zdr_endpoints, core).unwrap()
            run(providers_list, core).unwrap()


def test_only_models_for_vectors_are_listed_for_embeddings(run: Run, core: OpenRouterCore) -> None:
    found = run(embeddings_list_models, core, {"limit": 1}).unwrap()
    assert {tuple(each.architecture.output_modalities) for each in found.data} == {("embeddings",)}


def test_endpoints_that_keep_no_data_are_those_of_their_models(
    run: Run, core: OpenRouterCore
) -> None:
    found = run(endpoints_list_zdr_endpoints, core).unwrap().data
    by_model = {each.model_id: each for each in found}
    assert FREE not in by_model
    endpoints = run(endpoints_list, core, "openai", "gpt-4o-mini").unwrap().data.endpoints
    assert endpoints == [by_model["openai/gpt-4o-mini"]]
    (endpoint,) = endpoints
    assert endpoint.pricing.decimal("prompt") * 1_000_000 > 0
    assert endpoint.supports_tool_choice.auto is True
    assert not endpoint.extra


def test_providers_name_what_a_request_chooses_them_by(run: Run, core: OpenRouterCore) -> None:
    found = {each.slug: each for each in run(providers_list, core).unwrap().data}
    assert found["localserver"].headquarters is None
    assert found["openai"].datacenters == ["US", "IE"]
