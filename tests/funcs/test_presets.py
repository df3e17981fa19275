"""Presets: made of requests, version by version, listed and read."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.presets_create_presets_chat_completions import (
    presets_create_presets_chat_completions,
)
from openrouter_core.funcs.presets_create_presets_messages import presets_create_presets_messages
from openrouter_core.funcs.presets_create_presets_responses import presets_create_presets_responses
from openrouter_core.funcs.presets_get import presets_get
from openrouter_core.funcs.presets_get_version import presets_get_version
from openrouter_core.funcs.presets_list import presets_list
from openrouter_core.funcs.presets_list_versions import presets_list_versions
from openrouter_core.models import PresetVersion, PresetWithVersion, errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run

TERSE = "Be terse."
REQUESTS: dict[Any, dict[str, Any]] = {
    presets_create_presets_chat_completions: {
        "messages": [
            {"role": "system", "content": TERSE},
            {"role": "user", "content": "Hi"},
        ]
    },
    presets_create_presets_messages: {
        "model": "a/b",
        "system": [{"type": "text", "text": TERSE}],
        "messages": [{"role": "user", "content": "Hi"}],
    },
    presets_create_presets_responses: {"instructions": TERSE, "input": "Hi"},
}


@pytest.mark.parametrize("create", REQUESTS, ids=lambda each: each.__name__)
def test_the_settings_of_a_request_are_kept(run: Run, core: OpenRouterCore, create: Any) -> None:
    request = {**REQUESTS[create], "model": "a/b", "temperature": 0.2}
    made = run(create, core, "terse", request).unwrap().data
    assert isinstance(made, PresetWithVersion)
    version = made.designated_version
    assert isinstance(version, PresetVersion)
    assert version.config == {"model": "a/b", "temperature": 0.2}
    assert (version.system_prompt, version.version) == (TERSE, 1)
    assert made.designated_version_id == version.id
    assert run(presets_get, core, "terse").unwrap().data == made
    assert run(presets_get_version, core, "terse", "1").unwrap().data == version


def test_a_preset_has_versions(run: Run, core: OpenRouterCore) -> None:
    for temperature in (0.1, 0.2, 0.3):
        request = {"temperature": temperature}
        run(presets_create_presets_responses, core, "terse", request).unwrap()
    listed = run(presets_list_versions, core, "terse", {"limit": 2, "offset": 1}).unwrap()
    assert listed.total_count == 3
    assert [each.config["temperature"] for each in listed.data] == [0.2, 0.3]
    every = [each.unwrap().version for each in paginate(presets_list_versions, core, "terse")]
    assert every == [1, 2, 3]
    latest = run(presets_get, core, "terse").unwrap().data.designated_version
    assert latest.version == 3


def test_the_latest_changed_is_listed_first(run: Run, core: OpenRouterCore) -> None:
    for slug in ("a", "b", "a"):
        run(presets_create_presets_responses, core, slug, {"model": "a/b"}).unwrap()
    listed = run(presets_list, core).unwrap()
    assert ([each.slug for each in listed.data], listed.total_count) == (["a", "b"], 2)
    assert [each.unwrap().slug for each in paginate(presets_list, core)] == ["a", "b"]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (presets_get, ("none",)),
        (presets_list_versions, ("none",)),
        (presets_get_version, ("none", "1")),
        (presets_get_version, ("some", "2")),
    ],
)
def test_what_is_not_there(
    run: Run, core: OpenRouterCore, function: Any, arguments: tuple[str, ...]
) -> None:
    run(presets_create_presets_responses, core, "some", {"model": "a/b"}).unwrap()
    assert isinstance(run(function, core, *arguments).failure(), errors.NotFoundResponseError)


def test_making_a_version_is_not_repeated_unasked(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.always(Reply.json({"data": {}}).cut(at=10))
    run(presets_create_presets_responses, core, "terse", {"model": "a/b"}).failure()
    assert len(server.requests) == 1


def test_nothing_is_streamed(run: Run, core: OpenRouterCore) -> None:
    request = {"model": "a/b", "stream": True}
    made = run(presets_create_presets_responses, core, "terse", request).unwrap()
    assert made.data.designated_version.config == {"model": "a/b"}
