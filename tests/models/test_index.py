"""The index of the models is what the command writes from their modules."""

from __future__ import annotations

import pytest

from openrouter_core import models
from tests import model_index


@pytest.mark.parametrize("name", ["__init__.py", "__init__.pyi"])
def test_the_index_is_as_the_command_writes_it(name: str) -> None:
    pytest.importorskip("ruff", reason="the command formats what it writes with ruff")
    assert (model_index.FOLDER / name).read_text(encoding="utf-8") == model_index.written()[name]


def test_every_name_in_the_index_can_be_had() -> None:
    assert {name for name in models.__all__ if getattr(models, name, None) is None} == set()
