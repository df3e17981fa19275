"""An organization: its members by pages, its settings."""

from __future__ import annotations

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.organization_get_settings import organization_get_settings
from openrouter_core.funcs.organization_list_members import organization_list_members
from openrouter_core.funcs.organization_update_settings import organization_update_settings
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer
from tests.funcs.conftest import Run


def test_members_come_by_pages(run: Run, core: OpenRouterCore) -> None:
    whole = run(organization_list_members, core).unwrap()
    assert whole.total_count == len(whole.data) == 3
    page = run(organization_list_members, core, {"offset": 1, "limit": 1}).unwrap()
    assert (list(page.data), page.total_count) == ([whole.data[1]], 3)
    assert {member.role for member in whole.data} == {"org:admin", "org:member"}


def test_all_members_one_on_a_page(core: OpenRouterCore) -> None:
    found = [each.unwrap().id for each in paginate(organization_list_members, core, {"limit": 1})]
    assert found == [member.id for member in organization_list_members(core).unwrap().data]


def test_settings_stay_until_the_server_forgets(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    before = run(organization_get_settings, core).unwrap().data
    assert before.is_filtered_model_catalog_enabled is False
    wanted = {"is_filtered_model_catalog_enabled": True}
    changed = run(organization_update_settings, core, wanted).unwrap().data
    assert (changed.id, changed.is_filtered_model_catalog_enabled) == (before.id, True)
    assert run(organization_get_settings, core).unwrap().data == changed
    server.reset()
    assert run(organization_get_settings, core).unwrap().data == before


@pytest.mark.parametrize("limit", [0, 101, -1])
def test_a_page_of_no_size_is_a_bad_request(limit: int, run: Run, core: OpenRouterCore) -> None:
    error = run(organization_list_members, core, {"limit": limit}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert "limit" in str(error)
