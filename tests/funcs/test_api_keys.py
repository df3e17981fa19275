"""API keys, as the stand-in keeps them."""

from __future__ import annotations

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.api_keys_create import api_keys_create
from openrouter_core.funcs.api_keys_delete import api_keys_delete
from openrouter_core.funcs.api_keys_get import api_keys_get
from openrouter_core.funcs.api_keys_list import api_keys_list
from openrouter_core.funcs.api_keys_update import api_keys_update
from openrouter_core.models import errors
from tests.funcs.conftest import Run


def test_a_key_is_got_as_it_was_made_changed_and_listed(run: Run, core: OpenRouterCore) -> None:
    made = run(api_keys_create, core, {"name": "a", "limit": 5}).unwrap().data
    assert run(api_keys_get, core, made.hash).unwrap().data == made
    changed = run(api_keys_update, core, made.hash, {"limit": None}).unwrap().data
    found = run(api_keys_get, core, made.hash).unwrap().data
    assert found == changed
    assert found.limit is None
    assert [found] == run(api_keys_list, core).unwrap().data


def test_a_key_that_was_deleted_is_not_found(run: Run, core: OpenRouterCore) -> None:
    made = run(api_keys_create, core, {"name": "a"}).unwrap()
    assert made.key not in repr(run(api_keys_get, core, made.data.hash).unwrap())
    assert run(api_keys_delete, core, made.data.hash).unwrap().deleted is True
    error = run(api_keys_get, core, made.data.hash).failure()
    assert isinstance(error, errors.NotFoundResponseError)
