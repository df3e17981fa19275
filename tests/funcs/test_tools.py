"""The tools that OpenRouter runs for a model, as the stand-in has them."""

from __future__ import annotations

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.tools_get_tool import tools_get_tool
from openrouter_core.funcs.tools_list_tools import tools_list_tools
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run


def test_tools_come_in_pages(core: OpenRouterCore) -> None:
    everything = tools_list_tools(core).unwrap()
    assert everything.total_count == len(everything.data) > 2
    paged = [each.unwrap() for each in paginate(tools_list_tools, core, {"limit": 2})]
    assert paged == list(everything.data)
    assert all(not tool.extra for tool in paged)


def test_tools_of_one_api(run: Run, core: OpenRouterCore) -> None:
    found = run(tools_list_tools, core, {"api_format": "responses"}).unwrap().data
    assert all("responses" in tool.supported_api_formats for tool in found)
    error = run(tools_list_tools, core, {"api_format": 5}).failure()
    assert isinstance(error, errors.SDKValidationError)


@pytest.mark.parametrize("name", ["web_search", "openrouter:web_search", "web_search_20250305"])
def test_a_tool_is_found_by_each_of_its_names(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    found = run(tools_get_tool, core, name).unwrap().data
    assert found.name == "web_search"
    assert [each.slug for each in found.native_support.models] == ["openai/gpt-4o-mini"]
    assert len(server.requests) == (1 if name == "web_search" else 2)
    assert all(request.headers["authorization"] == "Bearer a-key" for request in server.requests)


def test_a_tool_that_is_not_there(run: Run, core: OpenRouterCore) -> None:
    error = run(tools_get_tool, core, "openrouter:crystal_ball").failure()
    assert isinstance(error, errors.NotFoundResponseError)


@pytest.mark.parametrize(
    "location", ["https://elsewhere.example/api/v1/tools/a", "//elsewhere.example/a", ""]
)
def test_a_redirect_that_leads_away_is_not_followed(
    location: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply(308, {"Location": location}))
    error = run(tools_get_tool, core, "a").failure()
    assert isinstance(error, errors.OpenRouterError)
    assert error.http_meta is not None
    assert error.http_meta.status == 308
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_to_the_tool_is_followed(
    status: int, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply(status, {"Location": "/api/v1/tools/web_search"}), None)
    run(tools_get_tool, core, "web").unwrap()
    assert [request.path for request in server.requests] == [
        "/api/v1/tools/web",
        "/api/v1/tools/web_search",
    ]


def test_a_redirect_is_followed_once(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    server.always(Reply(308, {"Location": "/api/v1/tools/a"}))
    assert isinstance(run(tools_get_tool, core, "a").failure(), errors.OpenRouterError)
    assert len(server.requests) == 2
