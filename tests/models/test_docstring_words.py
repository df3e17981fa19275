"""The docstrings of the models are the reference of their fields: they keep to the words of the functions' ones."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.funcs.test_docstring_words import IDIOMS

MODELS = Path(__file__).parents[2] / "models"
MODULES = sorted(str(found.relative_to(MODELS)) for found in MODELS.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_its_docstrings_have_no_idioms_of_their_own(module: str) -> None:
    tree = ast.parse((MODELS / module).read_text("utf-8"))
    texts = [
        " ".join(node.value.value.lower().split())
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    assert [found.group() for text in texts for found in IDIOMS.finditer(text)] == []
