"""The documentation builds without a warning, has a page for each resource and a section for each function, and fetches
nothing from elsewhere.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import openrouter_core
from tests.documentation.docstrings import entries, take_apart
from tests.documentation.names import MODULES, mapping_classes, places
from tests.documentation.reference import pages
from tests.documentation.site import first_sentence, section
from tests.operations_page import RESOURCES, names

ROOT = Path(__file__).parents[2]
FETCHED = re.compile(
    r"""(?:<script[^>]*\ssrc|<link[^>]*\shref|<img[^>]*\ssrc)=["']?(https?:|//)[^"' >]*"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    pytest.importorskip("material", reason="mkdocs-material is not installed (the extra 'docs')")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_function_has_a_section_on_a_page_of_its_resource(site: Path) -> None:
    for name in names():
        html = (site / places()[name].page.removesuffix(".md") / "index.html").read_text("utf-8")
        assert f'id="{name}"' in html
    assert len({places()[name].page for name in names()}) == len(RESOURCES)


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    found = {
        file.name: fetched[0]
        for file in site.rglob("*.html")
        if (fetched := FETCHED.search(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_llms_txt_has_a_line_for_each_page_that_is_there(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    lines = re.findall(r"^- \[(.+?)\]\((.*?)\): (.+)$", text, re.MULTILINE)
    there = {f"{file.parent.relative_to(site).as_posix()}/" for file in site.rglob("index.html")}
    assert sorted(path for _, path, _ in lines) == sorted(there)
    assert len({name for name, _, _ in lines if name.startswith("models.")}) > 50


def test_each_key_of_a_mapping_is_on_the_page_of_mappings() -> None:
    page = pages()["reference/package/mappings.md"]
    for each in mapping_classes():
        section = page.partition(f"\n## {each.__name__} {{")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(each.__annotations__)
    assert (
        "| `messages` | <code>Sequence\\[[MessageMapping](#MessageMapping)\\]</code> | required |"
        in page
    )


def test_the_cookbook_names_each_program() -> None:
    table = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    named = re.findall(r"\[`(\w+\.py)`\]\(#\w+\)", table)
    assert sorted(set(named)) == sorted(file.name for file in (ROOT / "examples").glob("*.py"))


def test_the_reference_is_the_same_each_time() -> None:
    assert pages() == pages()


@pytest.mark.parametrize(
    ("docstring", "sentence", "names_", "text"),
    [
        (
            "Do it.\n\nArguments:\n    a (float, seconds): one,\n        long.\n    b: two.",
            "Do it.",
            ["a", "b"],
            "",
        ),
        (
            "Do it.\n\nErrors:\n    AError, BError: when.\n    Those of all.",
            "Do it.",
            ["AError, BError"],
            "Those of all.",
        ),
        ("Do\nit.\n\nMore.\n\nErrors:\n    None.", "Do it.", [], "None."),
    ],
)
def test_a_docstring_is_taken_apart(
    docstring: str, sentence: str, names_: list[str], text: str
) -> None:
    found = take_apart(docstring)
    listed, rest = entries(next(iter(found.sections.values())))
    assert (found.sentence, [each.name for each in listed], rest) == (sentence, names_, text)


def test_text_between_sections_is_kept_apart() -> None:
    found = take_apart(
        "One.\n\nKey: needed.\n\nArguments:\n    a: one.\n\nA note.\n\nReturns:\n    ``Ok``."
    )
    assert (found.notes, found.sections["Key"], found.sections["Returns"]) == (
        "A note.",
        "needed.",
        "``Ok``.",
    )


def test_a_section_of_another_file_that_is_not_there_is_told() -> None:
    assert "| word |" in section("CONTRIBUTING.md", "Words")
    with pytest.raises(LookupError, match="Nonsense"):
        section("CONTRIBUTING.md", "Nonsense")


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("# Title\n\nOne [link](a.md). Two.", "One link."),
        ("# Title\n\n```sh\nx\n```\n\n| a |\n|---|\n\nText: more.", "Text: more."),
        ("# Title\n\n`a.b`: What it is. More.", "`a.b`: What it is."),
        ("# Title\n", "Title"),
        ("---\nhide:\n  - toc\n---\n\n# Title\n\n`f` is one. Two.", "`f` is one."),
        ("# Title\n\n```python\na = 1\n\nb = 2\n```\n\nOne.", "One."),
    ],
)
def test_a_page_is_told_by_its_first_sentence(markdown: str, sentence: str) -> None:
    assert first_sentence(markdown) == sentence


def test_every_public_module_and_name_has_a_page() -> None:
    values = {"clock", "core", "hooks", "options", "result", "retries", "secret", "settings"}
    folder = ROOT / "openrouter_core"
    public = {file.stem for file in folder.glob("*.py") if file.stem[0] != "_"} | {"testing"}
    assert public - values - {"timeouts"} == set(MODULES)
    placed = {*places(), "__version__"}
    assert set(openrouter_core.__all__) <= placed


def test_the_fixtures_are_on_the_page_of_local_server_with_their_types() -> None:
    page = pages()["reference/package/testing.md"]
    _, _, section_ = page.partition("## Fixtures for pytest")
    assert "    openrouter_server.enqueue(" in section_
    for name, cls in (("openrouter_server", "LocalServer"), ("openrouter", "OpenRouterCore")):
        _, _, described = section_.partition(f"### {name} {{ #{name} }}")
        assert described.split("\n\n")[1].startswith(f"Type: <code>[{cls}](")
