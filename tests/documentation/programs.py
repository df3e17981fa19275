"""The example of a docstring as a program of its own: as it is, and for async code.

The async form is made of the sync one by rules: a function of the package becomes its ``_async`` form and is awaited,
what gives a stream or pages is iterated with ``async for``, the core is entered with ``async with``. Code keeps its
author's lines, because only the words that change are changed.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from tests.operations_page import function, names

TWINLESS: Final = frozenset(
    {"oauth_create_authorization_url", "oauth_create_sha256_code_challenge"}
)
"""They send nothing, and have no async form."""
SILENT: Final = frozenset({"print", "enqueue", "append", "update", "add", "route", "always"})
"""Calls whose value no reader wants to see."""

OPERATIONS: Final = frozenset(names())


def _twin_of(name: str) -> object:
    return getattr(import_module(f"openrouter_core.funcs.{name}"), f"{name}_async", None)


STREAMING: Final = frozenset(
    name for name in OPERATIONS - TWINLESS if not inspect.iscoroutinefunction(_twin_of(name))
)
"""They give a stream at once: there is nothing to await."""
ALWAYS_STREAMED: Final = frozenset(
    name
    for name in OPERATIONS - STREAMING
    if "EventStream" in str(inspect.signature(function(name)).return_annotation)
)
"""Their `Ok` holds a stream whatever is asked for."""
_Edits = list[tuple[int, int, str]]


def program(docstring: str, name: str) -> str:
    """The example of a function's docstring, as a program."""
    texts = [text for text, _ in _statements(docstring, is_async=False)]
    return _tidy(_imports(docstring, name, is_async=False) + "\n" + "".join(texts))


def program_async(docstring: str, name: str) -> str:
    """The same with the function's async form."""
    outside: list[str] = []
    inside: list[str] = []
    for text, needs_loop in _statements(docstring, is_async=True):
        (inside if needs_loop or inside else outside).append(text)
    main = "".join(f"    {line}" if line.strip() else line for line in _lines(inside))
    ending = f"\n\nasync def main() -> None:\n{main.lstrip(chr(10))}\n\nasyncio.run(main())\n"
    text = _tidy(_imports(docstring, name, is_async=True) + "\n" + "".join(outside) + ending)
    if "and_then(" not in text:
        text = text.replace(", and_then\n", "\n")
    return text


def _tidy(text: str) -> str:
    """At most two lines are empty in a row."""
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n") + "\n"


def expected(docstring: str) -> str:
    """What the program prints."""
    return "".join(
        _shown(each) for each in doctest.DocTestParser().get_examples(docstring) if each.want
    )


def _lines(texts: list[str]) -> list[str]:
    return "".join(texts).splitlines(keepends=True)


def _is_import(source: str) -> bool:
    return isinstance(ast.parse(source).body[0], ast.Import | ast.ImportFrom)


def _imports(docstring: str, name: str, *, is_async: bool) -> str:
    own: set[str] = set()
    others: set[str] = {"import asyncio\n"} if is_async else set()
    for example in doctest.DocTestParser().get_examples(docstring):
        if _is_import(example.source):
            text = _renamed(example.source) if is_async else example.source
            (own if "openrouter_core" in text else others).add(text)
    own.add(f"from openrouter_core.funcs.{name} import {_twin(name) if is_async else name}\n")
    blank = "\n" if others else ""
    return "".join(sorted(others)) + blank + "".join(sorted(own))


def _twin(name: str) -> str:
    if name in OPERATIONS and name not in TWINLESS:
        return f"{name}_async"
    return "paginate_async" if name == "paginate" else name


def _renamed(source: str) -> str:
    """An import statement with the names of async forms."""
    node = ast.parse(source).body[0]
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            if _twin(alias.name) != alias.name and alias.asname is None:
                alias.name = _twin(alias.name)
        return f"{ast.unparse(node)}\n"
    return source


def _statements(docstring: str, *, is_async: bool) -> Iterator[tuple[str, bool]]:
    """Each statement but the imports, and whether it needs an event loop."""
    streams: set[str] = set()
    defined = False
    for example in doctest.DocTestParser().get_examples(docstring):
        if _is_import(example.source):
            continue
        source = example.source
        node = ast.parse(source).body[0]
        is_definition = isinstance(node, ast.FunctionDef | ast.ClassDef)
        edits: _Edits = []
        if example.want:
            _print(example, node, edits)
        needs_loop = False
        if is_async and not is_definition:
            visitor = _ToAsync(source, streams)
            visitor.visit(node)
            edits += visitor.edits
            needs_loop = bool(visitor.edits)
        text = _edited(source, edits)
        if example.want:
            text += "".join(
                f"# {line}\n".replace("# \n", "#\n") for line in _shown(example).splitlines()
            )
        before = "\n\n" if is_definition else "\n\n" if defined else ""
        defined = is_definition
        yield before + text, needs_loop


def _print(example: doctest.Example, node: ast.stmt, edits: _Edits) -> None:
    """Print what the interpreter would show."""
    source = example.source
    for each in _shown_statements(node):
        start, end = _span(source, each.value)
        if isinstance(each.value, ast.Tuple) and not _is_plain(example.want):
            edits += [(start, start, "print(("), (end, end, "))")]
        else:
            edits += [(start, start, "print("), (end, end, ")")]


def _shown_statements(node: ast.stmt) -> Iterator[ast.Expr]:
    if isinstance(node, ast.Expr):
        called = node.value.func if isinstance(node.value, ast.Call) else None
        word = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if word not in SILENT:
            yield node
    elif isinstance(node, ast.With | ast.For | ast.While | ast.If):
        for each in node.body:
            yield from _shown_statements(each)


def _is_plain(want: str) -> bool:
    """Whether the interpreter shows values whose parts `print` would show alike."""
    try:
        ast.literal_eval(want)
    except (ValueError, SyntaxError):
        return False
    return True


def _shown(example: doctest.Example) -> str:
    """What the program prints for what the interpreter shows."""
    node = ast.parse(example.source).body[0]
    if not any(_shown_statements(node)):
        return example.want
    try:
        value = ast.literal_eval(re.sub(r"^Decimal\((.*)\)$", r"\1", example.want.strip()))
    except (ValueError, SyntaxError):
        return example.want
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Tuple):
        return " ".join(map(str, value)) + "\n"
    return f"{value}\n"


class _ToAsync(ast.NodeVisitor):
    """Collects what has to change in a statement."""

    def __init__(self, source: str, streams: set[str]) -> None:
        self.source = source
        self.streams = streams
        self.edits: _Edits = []

    def visit(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]  # so that a call knows where it stands
        super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        pass

    def visit_Lambda(self, node: ast.Lambda) -> None:
        pass

    def visit_Assign(self, node: ast.Assign) -> None:
        if self.is_stream(node.value) and isinstance(node.targets[0], ast.Name):
            self.streams.add(node.targets[0].id)
        self.generic_visit(node)

    def visit_With(self, node: ast.With) -> None:
        kinds = [self.is_async_context(item.context_expr) for item in node.items]
        for item, is_async in zip(node.items, kinds, strict=True):
            if (
                is_async
                and isinstance(item.optional_vars, ast.Name)
                and self.is_stream(item.context_expr)
            ):
                self.streams.add(item.optional_vars.id)
        start, _ = _span(self.source, node)
        if all(kinds):
            self.insert(start, "async ")
        elif any(kinds):
            self.split(node, kinds)
        self.generic_visit(node)

    def split(self, node: ast.With, kinds: list[bool]) -> None:
        """A block for the server, and one in it for the core."""
        pad = " " * node.col_offset
        parts = [ast.get_source_segment(self.source, item.context_expr) for item in node.items]
        heads = [
            f"{'async ' if is_async else ''}with {part}"
            + (f" as {ast.unparse(item.optional_vars)}" if item.optional_vars else "")
            for item, part, is_async in zip(node.items, parts, kinds, strict=True)
        ]
        text = "".join(f"{head}:\n{pad}{'    ' * i}" for i, head in enumerate(heads[:-1], 1))
        start, _ = _span(self.source, node)
        last = node.items[-1]
        _, end = _span(self.source, last.optional_vars or last.context_expr)
        self.edits.append((start, end, text + heads[-1]))
        for number in range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1):
            self.insert(_offset(self.source, number, 0), "    " * (len(heads) - 1))

    def visit_For(self, node: ast.For) -> None:
        if self.is_stream(node.iter):
            self.insert(_span(self.source, node)[0], "async ")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        if self.is_stream(node.iter):
            start, _ = _span(self.source, node.target)
            before = self.source.encode()[:start].rindex(b"for")
            self.insert(before, "async ")
            parent = node.parent  # type: ignore[attr-defined]  # as above
            if isinstance(parent, ast.GeneratorExp):
                begin, end = _span(self.source, parent)
                text = self.source.encode()
                inner = text[begin : begin + 1] == b"("
                self.insert(begin + inner, "[")
                self.insert(end - inner, "]")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        start, end = _span(self.source, node)
        if called in ("list", "next") and node.args and self.is_stream(node.args[0]):
            name_end = _span(self.source, node.func)[1]
            if called == "list":
                self.edits += [
                    (start, name_end + 1, "[each async for each in "),
                    (end - 1, end, "]"),
                ]
            else:
                self.edits.append((start, name_end, "await anext"))
        elif called == "and_then" and len(node.args) == 2 and isinstance(node.args[1], ast.Name):
            # A function that is awaited cannot be passed on to be called.
            first, then = node.args
            name_end = _span(self.source, node.func)[1]
            self.edits += [
                (start, name_end, f"await {_twin(node.args[1].id)}"),
                (_span(self.source, first)[0], _span(self.source, first)[0], "("),
                (_span(self.source, first)[1], _span(self.source, then)[1], ").unwrap()"),
            ]
            self.visit(first)
            return
        elif _twin(called) != called:
            name_end = _span(self.source, node.func)[1]
            self.edits.append((name_end, name_end, "_async"))
            if called not in STREAMING and called != "paginate":
                bracket = isinstance(
                    node.parent,  # type: ignore[attr-defined]  # as above
                    ast.Attribute | ast.Subscript,
                )
                self.insert(start, "(await " if bracket else "await ")
                if bracket:
                    self.insert(end, ")")
            if called == "paginate" and node.args and isinstance(node.args[0], ast.Name):
                after = _span(self.source, node.args[0])[1]
                self.insert(after, "_async")
        self.generic_visit(node)

    def is_async_context(self, node: ast.expr) -> bool:
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id == "OpenRouterCore":
            return True
        return self.is_stream(node)

    def is_stream(self, node: ast.expr) -> bool:
        """Whether it is to be iterated with ``async for``."""
        if isinstance(node, ast.Name):
            return node.id in self.streams
        if not isinstance(node, ast.Call):
            return False
        if isinstance(node.func, ast.Attribute) and node.func.attr == "unwrap":
            inner = node.func.value
            return isinstance(inner, ast.Call) and self.gives_stream(inner)
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        return called in {"paginate", "collecting", *STREAMING}

    def gives_stream(self, node: ast.Call) -> bool:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        return called in ALWAYS_STREAMED or any(
            each.arg == "stream"
            and isinstance(each.value, ast.Constant)
            and each.value.value is True
            for each in node.keywords
        )

    def insert(self, at: int, text: str) -> None:
        self.edits.append((at, at, text))


def _offset(source: str, line: int, column: int) -> int:
    """Where in the bytes of a source a line and a column of `ast` are."""
    before = source.encode().split(b"\n")[: line - 1]
    return sum(len(each) + 1 for each in before) + column


def _span(source: str, node: ast.AST) -> tuple[int, int]:
    each = node
    assert isinstance(each, ast.expr | ast.stmt)
    assert each.end_lineno is not None
    assert each.end_col_offset is not None
    return (
        _offset(source, each.lineno, each.col_offset),
        _offset(source, each.end_lineno, each.end_col_offset),
    )


def _edited(source: str, edits: _Edits) -> str:
    """The source with its edits. Where two begin at one place, the wider node's comes first, as it was found first."""
    text = source.encode()
    ordered = sorted(enumerate(edits), key=lambda each: (each[1][0], each[0]))
    made: list[bytes] = []
    at = 0
    for _, (start, end, new) in ordered:
        made += [text[at:start], new.encode()]
        at = max(at, end)
    made.append(text[at:])
    return b"".join(made).decode()
