"""The small changes that can be made to a module: which there are, and the module's text with one of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import libcst as cst
from attrs import frozen
from libcst.metadata import MetadataWrapper
from mutmut.mutation import mutators

# What mutmut knows besides is left out: a value that becomes None, or an argument that is dropped, is noticed by any
# test that comes by, and a sample is for what is hard to notice.
OPERATORS: mutators.OPERATORS_TYPE = [
    (kind, operator)
    for kind, operator in mutators.mutation_operators
    if operator
    in (
        mutators.operator_augmented_assignment,
        mutators.operator_if_exp,
        mutators.operator_keywords,
        mutators.operator_match,
        mutators.operator_name,
        mutators.operator_number,
        mutators.operator_remove_unary_ops,
        mutators.operator_string,
        mutators.operator_swap_op,
        mutators.operator_symmetric_string_methods_swap,
        mutators.operator_unsymmetrical_string_methods_swap,
    )
]
# A name of the protocol, not a sentence for a person.
WORD = re.compile(r"""[bru]*["'][^\s"']+["']""", re.IGNORECASE)


@frozen
class Mutant:
    """One change of one module.

    Fields:
        file: The module, from the top of the repository.
        was: The lines that the change touches, as they are, without indentation.
        becomes: The same lines after the change.
        code: The whole module after the change.
    """

    file: str
    was: str
    becomes: str
    code: str

    def __str__(self) -> str:
        lines = [f"- {line}" for line in self.was.splitlines()]
        lines += [f"+ {line}" for line in self.becomes.splitlines()]
        return "\n".join([self.file, *lines])


@frozen
class Change:
    """A place and what may stand there; the text of the module is made only for those that are tried."""

    file: str
    module: cst.Module
    node: cst.CSTNode
    instead: cst.CSTNode
    place: int  # which of the changes of the same text this is, so that each has a key of its own

    @property
    def key(self) -> str:
        """What the sample is drawn by: it stays the same when another part of the module is edited."""
        texts = (self.module.code_for_node(node) for node in (self.node, self.instead))
        return "\0".join([self.file, *texts, str(self.place)])

    def made(self) -> Mutant:
        before = self.module.code
        after = self.module.deep_replace(self.node, self.instead)
        assert isinstance(after, cst.Module)
        was, becomes = _touched(before.splitlines(), after.code.splitlines())
        return Mutant(self.file, was, becomes, after.code)


def changes(root: Path, file: str) -> list[Change]:
    """All changes of a module."""
    module = MetadataWrapper(cst.parse_module((root / file).read_text(encoding="utf-8"))).module
    seen: dict[tuple[str, str], int] = {}
    found = []
    for node in _nodes(module):
        for instead in _instead(node):
            texts = (module.code_for_node(node), module.code_for_node(instead))
            seen[texts] = seen.get(texts, -1) + 1
            found.append(Change(file, module, node, instead, seen[texts]))
    return found


def _nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Every node whose change could be seen at run time."""
    for_checkers = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.TypeAlias)
    if isinstance(node, for_checkers) or _is_for_checkers(node):
        return
    yield node
    for child in node.children:
        yield from _nodes(child)


def _is_for_checkers(node: cst.CSTNode) -> bool:
    match node:
        case cst.If(test=cst.Name("TYPE_CHECKING")):
            return True
        case cst.Call(func=cst.Name("cast" | "TypeVar")):
            return True
        case cst.AnnAssign(annotation=cst.Annotation(cst.Name("TypeAlias"))):
            return True
    return False


def _instead(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    for kind, operator in OPERATORS:
        if not isinstance(node, kind):
            continue
        if operator is mutators.operator_string:
            if isinstance(node, cst.SimpleString) and WORD.fullmatch(node.value):
                yield next(iter(operator(node)))
        else:
            yield from operator(node)


def _touched(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines that differ; those of the one text, and of the other."""
    was: list[str] = []
    becomes: list[str] = []
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            was += before[start:end]
            becomes += after[new_start:new_end]
    return "\n".join(map(str.strip, was)), "\n".join(map(str.strip, becomes))
