"""Classes, functions and errors of the package as Markdown."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import attrs

from openrouter_core._protocol.classify import _PASSING
from tests.documentation.docstrings import Docstring, entries, take_apart
from tests.documentation.names import (
    annotation,
    cell,
    error_classes,
    model_aliases,
    model_classes,
    model_page,
    prose,
)


def objects_page(title: str, module: str, listed: list[str], page: str) -> str:
    found = import_module(module)
    head = take_apart(inspect.getdoc(found) or "") if module != "openrouter_core" else None
    parts = [f"# {title}\n"]
    if head:
        parts += [f"`{module}`: {prose(head.sentence, page)}\n", paragraphs_of(head.text, page)]
    names_ = ", ".join(f"`{name}`" for name in listed)
    if not head:
        parts.append(f"From `{module}` are imported: {names_}.\n")
    parts += [_object(name, getattr(found, name), page) for name in listed]
    return "\n".join(parts)


def _object(name: str, value: Any, page: str) -> str:
    head = f"## {name} {{ #{name} }}\n"
    if inspect.isclass(value) and value.__module__.startswith("openrouter_core"):
        return "\n".join([head, *_class(value, page)])
    if inspect.isroutine(value):
        return "\n".join([head, *_routine(name, value, page)])
    return f"{head}\n{_SAID.get(name, _said_of(value))}\n"


_SAID: Final = {
    "Ok": "A success: `Success` of `returns`. `unwrap()` returns its value, and `case Ok(value)` matches it.",
    "Err": "A failure: `Failure` of `returns`. `failure()` returns the error, and `case Err(error)` matches it.",
    "AnyError": "The union of [all error classes](errors.md) that an `Err` can hold.",
    "KeySource": "A key as a string, or a function, sync or async, that returns one.",
    "UNSET": "The value of a request's field that is not set. It is not sent; `None` is sent as `null`.",
    "JsonObject": "A mapping with names as JSON has them: `Mapping[str, Any]`.",
    "FileSource": "A file to upload: its bytes, its path, or a file that is open for reading bytes.",
    "Progress": "A function that is called with the number of bytes so far, and the total number, or None.",
    "ToolEvent": "The union of what a `ToolStream` yields.",
    "AnyTool": "What the `tools` of a run may hold: a function, or a `Tool`.",
    "BeforeCall": "A function that is called before each tool call, with a `RequestedCall`. It returns a `Decision`.",
    "AsyncBeforeCall": "The same for async code; it may be async.",
    "Decision": "Changed arguments; an `Err` whose text the model gets; a `Pause`; or None to make the call.",
}


def _said_of(value: object) -> str:
    return f"`{value}`"


def _class(value: type[Any], page: str, level: str = "###") -> Iterator[str]:
    doc = take_apart(_own_doc(value))
    yield prose(doc.sentence, page) + "\n"
    yield paragraphs_of(doc.text, page)
    if "Arguments" in doc.sections or "Args" in doc.sections:
        yield f"```python\n{value.__name__}{_signature(value)}\n```\n"
    yield from _fields(value, doc, page)
    yield from _sections(doc, page)
    yield paragraphs_of(doc.notes, page)
    for name, member in vars(value).items():
        called = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if name.startswith("_") or name in _INTERNAL or not inspect.getdoc(called):
            continue
        if isinstance(member, property):
            yield f"{level} {value.__name__}.{name} {{ #{value.__name__}.{name} }}\n"
            yield prose(inspect.getdoc(member) or "", page) + "\n"
        elif inspect.isroutine(called):
            yield f"{level} {value.__name__}.{name} {{ #{value.__name__}.{name} }}\n"
            yield from _routine(name, called, page)


_INTERNAL: Final = frozenset({"settings"})
"""Methods that the package itself calls, and no user."""


def _own_doc(value: type[Any]) -> str:
    return inspect.cleandoc(value.__doc__ or "")


def _routine(name: str, value: Any, page: str) -> Iterator[str]:
    yield f"```python\n{name}{_signature(value)}\n```\n"
    doc = take_apart(inspect.getdoc(value) or "")
    yield prose(doc.sentence, page) + "\n"
    yield paragraphs_of(doc.text, page)
    yield from _sections(doc, page)
    yield paragraphs_of(doc.notes, page)


def _signature(value: Any) -> str:
    try:
        text = str(inspect.signature(value))
    except (TypeError, ValueError):
        return "(...)"
    text = re.sub(r"'([^']*)'", r"\1", text) if "'" in text else text
    text = re.sub(r"<[^<>]+>|mappingproxy\({}\)", "...", text)
    if len(text) > 90:
        text = re.sub(r", (?=\w+: |\*, |\*\w+: )", ",\n    ", text).replace("(", "(\n    ", 1)
        text = re.sub(r"\)( -> |$)", r",\n)\1", text, count=1) if ") -> " in text else text
    return text


def _sections(doc: Docstring, page: str) -> Iterator[str]:
    titles = {"Arguments": "Arguments", "Args": "Arguments", "Raises": "Raises", "Errors": "Errors"}
    for section, title in titles.items():
        if section in doc.sections:
            found, text = entries(doc.sections[section])
            rows = [
                f"| {_names(each.name, page)} | {cell(prose(_typed(each.type, each.text), page))} |"
                for each in found
            ]
            yield f"**{title}**\n"
            yield "| name | meaning |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
            yield paragraphs_of(text, page)
    for section in ("Returns", "Yields"):
        if section in doc.sections:
            yield f"**{section}**\n\n{paragraphs_of(doc.sections[section], page)}"
    if "Example" in doc.sections:
        yield paragraphs_of(doc.sections["Example"], page)


def _names(listed: str, page: str) -> str:
    return ", ".join(prose(f"`{name}`", page) for name in listed.split(", "))


def _typed(kind: str, text: str) -> str:
    return f"({kind}) {text}" if kind else text


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text. Indented ones that follow one another are one piece of code."""
    found: list[str] = []
    for each in re.split(r"\n\n+", text.strip("\n")):
        if found and each.startswith("    ") and found[-1].startswith("    "):
            found[-1] += f"\n\n{each}"
        else:
            found.append(each)
    return found


def paragraphs_of(text: str, page: str) -> str:
    """Paragraphs, of which those that begin with a prompt are a session with the interpreter."""
    made = []
    for paragraph in _paragraphs(text):
        if paragraph.lstrip().startswith(">>>"):
            made.append(f"```pycon\n{inspect.cleandoc(paragraph)}\n```")
        elif paragraph.startswith("    "):
            made.append(f"```python\n{textwrap.dedent(paragraph)}\n```")
        elif paragraph:
            made.append(prose(paragraph, page))
    return "\n\n".join(made) + "\n" if made else ""


def models_page(module: str) -> str:
    page = model_page(module)
    found = import_module(f"openrouter_core.models.{module}")
    head = take_apart(inspect.getdoc(found) or "")
    parts = [
        f"# models.{module}\n",
        prose(head.sentence, page) + "\n",
        paragraphs_of(head.text, page),
        "All are imported from `openrouter_core.models`.\n",
    ]
    for each in model_classes(module):
        parts.append(f"## {each.__name__} {{ #{each.__name__} }}\n")
        parts += _class(each, page)
    for name, text in model_aliases(module).items():
        parts.append(f"## {name} {{ #{name} }}\n")
        parts.append(f"{annotation(text, page)}\n")
    return "\n".join(part for part in parts if part)


def _fields(value: type[Any], doc: Docstring, page: str) -> Iterator[str]:
    said = {}
    text = ""
    if "Fields" in doc.sections:
        listed, text = entries(doc.sections["Fields"])
        said = {name: each.text for each in listed for name in each.name.split(", ")}
    rows = []
    written = _written_defaults(value)
    for each in attrs.fields(value) if attrs.has(value) else ():
        if each.name.startswith("_") or (each.name in _NOT_SHOWN and each.name not in said):
            continue
        kind = re.sub(r" \| Unset\b", "", str(getattr(each.type, "__name__", each.type)))
        rows.append(
            f"| `{each.name}` | {annotation(kind, page)} | {written.get(each.name) or _field_default(each)} | "
            f"{cell(prose(said.pop(each.name, ''), page))} |"
        )
    if rows:
        yield "| field | type | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    if said:
        rest = [f"| `{name}` | {cell(prose(what, page))} |" for name, what in said.items()]
        yield "| field | meaning |\n|---|---|\n" + "\n".join(rest) + "\n"
    if text:
        yield paragraphs_of(text, page)


def _written_defaults(value: type[Any]) -> dict[str, str]:
    """The defaults of a constructor that is written by hand: attrs does not know them."""
    if not hasattr(value, "__attrs_init__"):
        return {}
    parameters = inspect.signature(value).parameters.values()
    return {
        each.name: f"`{each.default!r}`" for each in parameters if each.default is not each.empty
    }


_NOT_SHOWN: Final = frozenset({"extra"})


def _field_default(field: attrs.Attribute[Any]) -> str:
    if field.default is attrs.NOTHING:
        return "required"
    if repr(field.default) in ("UNSET", "Unset.UNSET"):
        return "left out"
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]  # attrs.Factory is a class at run time
        return "empty"
    shown = repr(field.default)
    return f"`{shown}`" if len(shown) < 40 else "see below"


def errors_page() -> str:
    page = "reference/package/errors.md"
    errors = import_module("openrouter_core.models.errors")
    docstring = inspect.getdoc(errors) or ""
    tree, _, after = docstring.partition("\n\n")[2].partition("\n\n")
    rows = []
    for each in error_classes():
        if each.__subclasses__():
            continue
        status = getattr(each, "STATUS", None) or ""
        text = " ".join((each.__doc__ or "").split())
        text = re.sub(r"^\d{3}: ", "", text)
        text = text[:1].upper() + text[1:]
        rows.append(
            f"| {prose(f'`{each.__name__}`', page)} | {status} | {_retryable(each)} | {cell(prose(text, page))} |"
        )
    parts = [
        "# Errors\n",
        "All are imported from `openrouter_core.models.errors`. They are values in an `Err`, and exceptions too, so\n"
        "you can write `raise error`. `error.retryable` says whether the same request may succeed later. The server\n"
        "can say so itself; the column here is what is assumed when it does not. How to handle errors:\n"
        "[errors and retries](../../guides/errors.md).\n",
        "| class | status | retryable | when |\n|---|---|---|---|\n" + "\n".join(rows) + "\n",
        "## The tree\n",
        f"```text\n{inspect.cleandoc(tree)}\n```\n",
        prose(after, page) + "\n",
    ]
    for each in error_classes():
        parts.append(f"## {each.__name__} {{ #{each.__name__} }}\n")
        parts += _class(each, page)
    return "\n".join(parts)


def _retryable(error: type[Any]) -> str:
    """Whether the same request may succeed later, where the server does not say."""
    if getattr(error, "STATUS", None) in _PASSING:
        return "yes"
    return {
        "APIConnectionError": "unless it cannot change",
        "RequestTimeoutError": "yes",
        "StreamIncompleteError": "yes",
    }.get(error.__name__, "")
