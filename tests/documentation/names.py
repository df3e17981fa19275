"""Where each public name has its place in the reference, and links to it."""

from __future__ import annotations

import ast
import inspect
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple, is_typeddict

from tests.operations_page import ROOT, resource
from tests.operations_page import names as operations

OWN_PAGES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "core": (
        "Core and options",
        ("OpenRouterCore", "RequestOptions", "warm_up", "KeySource", "__version__"),
    ),
    "results": ("Results", ("Ok", "Err", "and_then", "or_else", "raise_on_err", "AnyError")),
    "streams": (
        "Streams",
        (
            "EventStream",
            "AsyncEventStream",
            "collecting",
            "CollectingStream",
            "AsyncCollectingStream",
        ),
    ),
    "retries": ("Retries and time limits", ("RetryConfig", "BackoffStrategy", "Timeout")),
    "hooks": (
        "Hooks",
        (
            "Hooks",
            "PreparedRequest",
            "ResponseEvent",
            "RetryEvent",
            "ErrorEvent",
            "ResultEvent",
            "Upload",
        ),
    ),
    "values": (
        "Values that requests and responses share",
        ("UNSET", "Unset", "JsonObject", "FileSource", "Progress", "HttpMeta", "response_format"),
    ),
}
"""The names of `openrouter_core` itself by page. A name that stands nowhere comes to the page of values."""

MODULES: Final[Mapping[str, str]] = {
    "concurrent": "Many calls at once",
    "budget": "Budgets",
    "tools": "Runs with tools",
    "media": "Parts of messages",
    "paginate": "Lists in pages",
    "webhooks": "Webhooks",
    "otel": "OpenTelemetry",
    "wire": "JSON in and out of models",
    "mappings": "Requests as mappings",
    "testing": "LocalServer",
}
"""Public modules, a page each."""


ONLY: Final[Mapping[str, tuple[str, ...]]] = {
    "wire": ("structure", "unstructure", "to_json", "from_json"),
}
"""Modules that hold what the package itself needs, too."""

WHOLE_REQUESTS: Final = frozenset(
    {"ChatGenerationMapping", "ResponsesRequestMapping", "EmbeddingsGenerateMapping"}
)


class Place(NamedTuple):
    """A page's path below docs/, and the anchor there."""

    page: str
    anchor: str


def module_names(module: str) -> list[str]:
    """What a public module offers, in its own order."""
    if module in ONLY:
        return list(ONLY[module])
    if module == "mappings":
        return [*(each.__name__ for each in mapping_classes()), *mapping_aliases()]
    found = import_module(f"openrouter_core.{module}")
    if hasattr(found, "__all__"):
        return list(found.__all__)
    file = ROOT / "openrouter_core" / f"{module}.py"
    return [
        name for name in _defined(ast.parse(file.read_text(encoding="utf-8"))) if name[0] != "_"
    ]


def _defined(tree: ast.Module) -> Iterator[str]:
    """What a module offers: its functions and classes, and what it imports under its own name to hand on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (each.name for each in node.names if each.asname == each.name)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def own_pages() -> dict[str, tuple[str, list[str]]]:
    """The pages of `openrouter_core`'s own names. ToolRun stands with the tools."""
    pages = {page: (title, list(listed)) for page, (title, listed) in OWN_PAGES.items()}
    placed = {name for _, listed in pages.values() for name in listed}
    everywhere = import_module("openrouter_core").__all__
    elsewhere = {name for module in MODULES for name in module_names(module)}
    pages["values"][1].extend(sorted(set(everywhere) - placed - elsewhere))
    return {
        page: (title, [name for name in listed if name in everywhere and name != "__version__"])
        for page, (title, listed) in pages.items()
    }


def model_modules() -> list[str]:
    """The modules of models, dotted below `openrouter_core.models`."""
    folder = ROOT / "models"
    return sorted(
        ".".join(file.relative_to(folder).with_suffix("").parts)
        for file in folder.rglob("*.py")
        if not file.name.startswith("_") and file.name not in ("model.py", "errors.py")
    )


def model_classes(module: str) -> list[type[Any]]:
    """The classes that a module of models defines, in its order."""
    found = import_module(f"openrouter_core.models.{module}")
    return [
        value
        for name, value in vars(found).items()
        if inspect.isclass(value) and value.__module__ == found.__name__ and name[0] != "_"
    ]


def model_aliases(module: str) -> dict[str, str]:
    """The unions and other aliases that a module of models defines, as they are written there."""
    return _aliases(ROOT / "models" / f"{module.replace('.', '/')}.py")


@cache
def request_types() -> Mapping[str, str]:
    """What the aliases stand for that annotate requests, without what only type checkers want to know."""
    found = _aliases(ROOT / "openrouter_core" / "mappings.py")
    return {name: text.replace(" | WritesItself", "") for name, text in found.items()}


def _aliases(file: Path) -> dict[str, str]:
    found = {}
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and ast.unparse(node.annotation) == "TypeAlias"
            and node.value is not None
            and node.target.id[0] != "_"
        ):
            found[node.target.id] = _without_quotes(node.value)
    return found


def _without_quotes(node: ast.expr) -> str:
    """An annotation's code, also where it is written as a text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return ast.unparse(node)


def mapping_classes() -> list[type[Any]]:
    """The mappings that requests may be written as: whole requests first, then what stands in them."""
    found = import_module("openrouter_core.mappings")
    listed = [value for value in vars(found).values() if is_typeddict(value)]
    return sorted(listed, key=lambda value: value.__name__ not in WHOLE_REQUESTS)


def mapping_aliases() -> dict[str, str]:
    """The unions in these mappings."""
    return {name: text for name, text in request_types().items() if name.endswith("Mapping")}


def error_classes() -> list[type[Any]]:
    """All classes of errors, in the order of their tree."""
    errors = import_module("openrouter_core.models.errors")
    return [
        value
        for value in vars(errors).values()
        if inspect.isclass(value) and issubclass(value, errors.OpenRouterError)
    ]


def model_page(module: str) -> str:
    return f"reference/models/{module.replace('.', '-')}.md"


def operation_page(name: str) -> str:
    return f"reference/{resource(name).replace('_', '-')}.md"


@cache
def places() -> Mapping[str, Place]:
    """Each name's place. Where two have one name, the function wins, then what programs import."""
    found: dict[str, Place] = {}
    for name, place in _every_place():
        found.setdefault(name, place)
    return found


def _every_place() -> Iterator[tuple[str, Place]]:
    for name in operations():
        yield name, Place(operation_page(name), name)
        yield f"{name}_async", Place(operation_page(name), name)
    for page, (_, listed) in own_pages().items():
        for name in listed:
            yield name, Place(f"reference/package/{page}.md", name)
    for each in error_classes():
        yield each.__name__, Place("reference/package/errors.md", each.__name__)
    for module in MODULES:
        yield f"openrouter_core.{module}", Place(f"reference/package/{module}.md", "")
        for name in module_names(module):
            yield name, Place(f"reference/package/{module}.md", name)
    for module in model_modules():
        for name in (*(each.__name__ for each in model_classes(module)), *model_aliases(module)):
            yield name, Place(model_page(module), name)


_CODE: Final = re.compile(r"(?<![`\[\w])`([^`\n]+)`(?![`\]])")
_NAME: Final = re.compile(r"\b[A-Za-z_][A-Za-z0-9_]*\b")


def href(name: str, page: str) -> str | None:
    """The link from a page to a name's place."""
    place = places().get(name) or places().get(name.removeprefix("openrouter_core."))
    if place is None:
        return None
    target = posixpath.relpath(place.page, posixpath.dirname(page)) if place.page != page else ""
    return f"{target}#{place.anchor}" if place.anchor else target


def prose(text: str, page: str) -> str:
    """A docstring's prose as Markdown, in which a name in backticks is a link to its place."""

    def linked(found: re.Match[str]) -> str:
        name = found[1].removesuffix("()")
        last = name.rpartition(".")[2] if name.startswith("openrouter_core.") else name
        target = href(name, page) or href(last, page)
        return f"[`{found[1]}`]({target})" if target else found[0]

    pieces = re.split(r"(```.*?```)", text.replace("``", "`") if "```" not in text else text)
    return "".join(p if p.startswith("```") else _CODE.sub(linked, p) for p in pieces)


def annotation(text: str, page: str) -> str:
    """A type as code, with links to the classes in it, for a cell of a table."""
    text = re.sub(r"\b(?:typing|collections\.abc|models|os)\.(?=[A-Z])", "", str(text))

    def linked(found: re.Match[str]) -> str:
        target = href(found[0], page) if found[0][0].isupper() else None
        return f"[{found[0]}]({target})" if target else found[0]

    escaped = (
        text.replace("[", "\\[").replace("]", "\\]").replace("|", "&#124;").replace("*", "\\*")
    )
    return f"<code>{_NAME.sub(linked, escaped)}</code>"


def cell(text: str) -> str:
    """Text for a cell of a table."""
    return " ".join(text.split()).replace("|", "&#124;")
