"""Fields that a word of Python's names on the wire: ``async`` is `async_` here."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from openrouter_core import models, wire
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.models.model import UNSET, Model

WRITTEN = {"type": "custom", "name": "search", "async": True}
CLASSES = [
    models.CustomTool,
    models.NamespaceFunctionTool,
    models.ResponsesFunctionTool,
    models.FunctionCallItem,
    models.OutputFunctionCallItem,
    models.OutputCustomToolCallItem,
]


def test_both_names_build_the_same() -> None:
    tool = models.CustomTool("search", async_=True)
    by_the_wire: Any = {"async": True}
    assert tool == models.CustomTool("search", **by_the_wire)
    assert wire.structure(WRITTEN, models.CustomTool) == tool
    assert wire.unstructure(tool) == WRITTEN
    assert tool.async_ is True
    assert models.CustomTool("search").async_ is UNSET
    for again in (copy.deepcopy(tool), pickle.loads(pickle.dumps(tool))):
        assert again == tool


def test_it_is_as_frozen_and_as_strict_as_any_field() -> None:
    tool: Any = models.CustomTool("search", async_=True)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        tool.async_ = False
    with pytest.raises(TypeError, match="nonsense"):
        models.CustomTool("search", nonsense=True)  # type: ignore[call-arg]  # that is the point
    with pytest.raises(SDKValidationError) as caught:
        wire.structure({**WRITTEN, "async": "yes"}, models.CustomTool)
    assert caught.value.path == "async"


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_each_class_has_the_wires_name_on_the_wire(cls: type[Model]) -> None:
    assert "async" in cls.__wire__
    made = wire.structure({"async": False}, cls)
    assert (getattr(made, "async_"), made.extra) == (False, {})  # noqa: B009  # of any of them
    assert wire.unstructure(made)["async"] is False
