"""README.md stays short, and what it links to is there. Its blocks run with those of the other pages."""

from __future__ import annotations

import re

import pytest

from tests.documentation.blocks import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:)([^)]+)\)")


def anchors(markdown: str) -> set[str]:
    """The headings of a page, as a forge and the site name them in an address."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) <= 200


@pytest.mark.parametrize("target", sorted(set(LINK.findall(README))))
def test_what_it_links_to_is_there(target: str) -> None:
    path, _, anchor = target.partition("#")
    assert (ROOT / path).exists()
    if anchor:
        assert anchor in anchors((ROOT / path).read_text(encoding="utf-8"))
