"""What mkdocs is told of pages that are in no file, and of links that are right on a forge and wrong on the site.

Named in mkdocs.yml as its hook; ``python -m mkdocs`` has the project's folder on its path.
"""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.documentation.names import operation_page
from tests.documentation.reference import navigation, pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parents[2]
INCLUDED: Final = re.compile(r"^\{\{ (\S+\.md): (.+?) \}\}$", re.MULTILINE)
"""A section of another file of the project, named by its heading."""
EXAMPLES: Final = re.compile(r"^\{\{ examples \}\}$", re.MULTILINE)
_FUNCTION: Final = re.compile(r"\]\(\.\./funcs/(\w+)\.py\)")
_ELSEWHERE: Final = re.compile(r"\[([^\]]+)\]\((?:\.\./)?docs/([\w./-]+)\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the reference into the navigation."""
    nav: list[Any] = config.nav or []
    for entry in nav:
        if isinstance(entry, dict) and "Reference" in entry:
            entry["Reference"] = navigation()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference's pages, and llms.txt."""
    from mkdocs.structure.files import File

    generated = pages()
    for path, text in generated.items():
        files.append(File.generated(config, path, content=text))
    texts = {**_texts(files), **generated}
    files.append(File.generated(config, "llms.txt", content=llms_txt(config, texts)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take in sections of other files, and turn links to files into links to pages."""
    return resolved(markdown)


def resolved(markdown: str) -> str:
    """A page's text with what it takes in from elsewhere."""
    text = INCLUDED.sub(lambda found: section(found[1], found[2]), markdown)
    text = EXAMPLES.sub(lambda _: examples(), text)
    text = _FUNCTION.sub(lambda found: f"]({operation_page(found[1])}#{found[1]})", text)
    return _ELSEWHERE.sub(r"[\1](../\2)", text)


def examples() -> str:
    """Each program of examples/ with what its docstring says first, and its code."""
    parts = []
    for file in sorted((ROOT / "examples").glob("*.py")):
        code = file.read_text(encoding="utf-8")
        said = (ast.get_docstring(ast.parse(code)) or "").partition("\n\n")[0]
        inner = textwrap.indent(code, "    ", lambda line: bool(line.strip()))
        parts.append(
            f"## {file.name} {{ #{file.stem} }}\n\n{' '.join(said.split())}\n\n"
            f'??? example "examples/{file.name}"\n\n    ```python\n{inner}    ```\n'
        )
    return "\n".join(parts)


def section(file: str, heading: str) -> str:
    """What stands in a file of the project below a heading, without the heading."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = re.search(
        rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", text, re.MULTILINE | re.DOTALL
    )
    if found is None:
        raise LookupError(f"{file} has no section {heading!r}")
    return found[2].strip() + "\n"


def _texts(files: Files) -> dict[str, str]:
    return {
        each.src_uri: resolved(each.content_string)
        for each in files.documentation_pages()
        if each.generated_by is None
    }


def llms_txt(config: MkDocsConfig, texts: dict[str, str]) -> str:
    """The list of pages with a line each (llmstxt.org)."""
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", ""]
    for title, listed in _sections(config.nav or []):
        lines += [f"## {title}", ""]
        lines += [
            f"- [{_title(name, texts[path])}]({_url(path)}): {first_sentence(texts[path])}"
            for name, path in listed
        ]
        lines.append("")
    return "\n".join(lines)


def _sections(nav: list[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    single: list[tuple[str, str]] = []
    found: list[tuple[str, list[tuple[str, str]]]] = [("Start", single)]
    for entry in nav:
        [(title, below)] = entry.items()
        if isinstance(below, str):
            single.append((title, below))
        else:
            found.append((title, _leaves(below)))
    return found


def _leaves(nav: list[Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in nav:
        [(title, below)] = entry.items()
        found += [(title, below)] if isinstance(below, str) else _leaves(below)
    return found


def _title(name: str, markdown: str) -> str:
    """A page's name. In the menu a page of models has the last part of its own, which alone says little."""
    heading = re.search(r"^# (models\.\S+)$", markdown, re.MULTILINE)
    return heading[1] if heading else name


def _url(path: str) -> str:
    return path.removesuffix("index.md") or "./" if path.endswith("index.md") else path[:-3] + "/"


def first_sentence(markdown: str) -> str:
    """The first sentence of a page's prose."""
    prose = re.sub(r"\A---\n.*?^---$|^```.*?^```$", "", markdown, flags=re.MULTILINE | re.DOTALL)
    for each in re.split(r"\n\s*\n", prose):
        text = " ".join(each.split())
        if text and text[0] not in "#|=!<{-?":
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
            return re.split(r"(?<=[.?!]) (?=[A-Z`])", text)[0]
    heading = re.search(r"^# (.+)$", markdown, re.MULTILINE)
    return heading[1] if heading else ""
