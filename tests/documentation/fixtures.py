"""The package's pytest fixtures as Markdown. They are read, and not imported: pytest makes other objects of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from tests.documentation.docstrings import take_apart
from tests.documentation.names import annotation, prose
from tests.documentation.objects import paragraphs_of
from tests.operations_page import ROOT

_FILE: Final = ROOT / "openrouter_core" / "testing" / "fixtures.py"


def fixtures_section(page: str) -> str:
    """The section of a page that describes them, each with its type."""
    tree = ast.parse(_FILE.read_text(encoding="utf-8"))
    head = take_apart(ast.get_docstring(tree) or "")
    parts = [
        "## Fixtures for pytest { #fixtures }\n",
        f"`openrouter_core.testing.fixtures`: {prose(head.sentence, page)}\n",
        paragraphs_of(head.text, page),
    ]
    for node in _fixtures(tree):
        doc = take_apart(ast.get_docstring(node) or "")
        parts += [
            f"### {node.name} {{ #{node.name} }}\n",
            f"Type: {annotation(_yielded(node), page)}\n",
            f"{prose(doc.sentence, page)}\n",
            paragraphs_of(doc.text, page),
        ]
    return "\n".join(part for part in parts if part)


def _fixtures(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            yield node


def _yielded(node: ast.FunctionDef) -> str:
    """What a test gets: of `Iterator[LocalServer]` the LocalServer."""
    assert isinstance(node.returns, ast.Subscript)
    return ast.unparse(node.returns.slice)
