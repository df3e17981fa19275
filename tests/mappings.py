"""Writes `openrouter_core/mappings.py`, the requests of chat, responses and embeddings as TypedDicts, from the models:

    python -m tests.mappings            writes it
    python -m tests.mappings --check    says whether it is as it would be written

`tests/models/test_mappings.py` runs the check.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final

import attrs

from openrouter_core import models
from openrouter_core.models.model import RequestModel

ROOT = Path(__file__).parent.parent
FILE = ROOT / "openrouter_core" / "mappings.py"
REQUESTS: Final = {
    "ChatRequest": "ChatGenerationParams",
    "ResponsesCall": "ResponsesRequest",
    "EmbeddingsRequest": "EmbeddingsGenerateParams",
}
"""What the functions take, by the name of its alias."""
PLAIN: Final = {
    "Any",
    "JsonObject",
    "Literal",
    "Mapping",
    "Sequence",
    "bool",
    "float",
    "int",
    "str",
}

HEAD: Final = '''"""Requests as plain mappings, whose keys an editor completes: `ChatGenerationMapping`,
`ResponsesRequestMapping`, `EmbeddingsGenerateMapping`, and the mappings in them. ``python -m tests.mappings`` writes
this module from the models.

A request may be any of these, a model, or any other mapping: they help who writes one, and refuse nothing.

>>> request: ChatGenerationMapping = {"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}]}
"""

# ruff: noqa: E501  # an alias in quotes is one line

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, Required, TypeAlias, TypedDict

if TYPE_CHECKING:
    from openrouter_core.models import (
        {imports},
    )
    from openrouter_core.models.model import JsonObject


class WritesItself(Protocol):
    """What pydantic's models are: objects that write themselves as JSON."""

    def model_dump(self, *, mode: str, by_alias: bool, exclude_unset: bool) -> Any:
        """The object as plain JSON."""
'''


def mapping_name(name: str) -> str:
    """`ChatGenerationMapping` of `ChatGenerationParams`."""
    return f"{name.removesuffix('Params')}Mapping"


def aliases() -> dict[str, ast.expr]:
    """The unions that the models' modules name."""
    found: dict[str, ast.expr] = {}
    for file in sorted((ROOT / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AnnAssign) and node.value is not None:
                name = ast.unparse(node.target)
                if ast.unparse(node.annotation) == "TypeAlias" and name not in PLAIN:
                    found[name] = node.value
    return found


class Writer:
    """Writes each model that a request can hold once."""

    def __init__(self) -> None:
        self._aliases = aliases()
        self._models: set[str] = set()
        self._done: dict[str, str] = {}

    def whole(self) -> str:
        for name in REQUESTS.values():
            self.add(name)
        unions = "\n".join(
            f'{alias}: TypeAlias = "{name} | {mapping_name(name)} | JsonObject | WritesItself"\n'
            f'"""A request: a model, or a mapping, or an object that writes itself."""'
            for alias, name in REQUESTS.items()
        )
        head = HEAD.replace("{imports}", ",\n        ".join(sorted(self._models, key=str.casefold)))
        return (
            "\n\n".join([head, *(self._done[name] for name in sorted(self._done)), unions]) + "\n"
        )

    def add(self, name: str) -> None:
        """Write a model, or a union of them, once."""
        if mapping_name(name) in self._done:
            return
        self._done[mapping_name(name)] = ""  # its place, for what holds itself
        made = self._union(name) if name in self._aliases else self._mapping(name)
        self._done[mapping_name(name)] = made

    def _union(self, name: str) -> str:
        return f'{mapping_name(name)}: TypeAlias = "{self.annotation(self._aliases[name])}"'

    def _mapping(self, name: str) -> str:
        cls: Any = getattr(models, name)
        self._models.add(name)
        fields: dict[str, str] = {}
        for field in attrs.fields(cls):
            if field.name not in cls.__wire__ or not isinstance(field.type, str):
                continue
            said = self.annotation(ast.parse(f"({field.type.strip()})", mode="eval").body)
            needed = field.default is attrs.NOTHING or isinstance(field.default, str)
            fields[field.name] = f"Required[{said}]" if needed else said
        made = mapping_name(name)
        if any(map(iskeyword, fields)):
            items = ", ".join(f"{key!r}: {said!r}" for key, said in fields.items())
            return f'{made} = TypedDict("{made}", {{{items}}}, total=False)'
        lines = [f"class {made}(TypedDict, total=False):", f'    """`{name}` as a mapping."""', ""]
        return "\n".join([*lines, *(f"    {key}: {said}" for key, said in fields.items())])

    def annotation(self, node: ast.expr) -> str:
        """An annotation for a mapping: with each model its mapping, and nothing that is unset."""
        return " | ".join(dict.fromkeys(self._members(node)))

    def _members(self, node: ast.expr) -> Iterator[str]:
        match node:
            case ast.BinOp():
                yield from self._members(node.left)
                yield from self._members(node.right)
            case ast.Subscript(value=ast.Name(id="Literal")):
                yield ast.unparse(node).replace("'", '"')
            case ast.Constant(value=str(quoted)):
                yield from self._members(ast.parse(f"({quoted.strip()})", mode="eval").body)
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, *_])):
                yield from self._members(inner)
            case ast.Subscript(value=outer, slice=ast.Tuple(elts=inner)):
                yield f"{ast.unparse(outer)}[{', '.join(map(self.annotation, inner))}]"
            case ast.Subscript(value=outer, slice=inner):
                yield f"{ast.unparse(outer)}[{self.annotation(inner)}]"
            case ast.Name(id="Unset"):
                pass
            case ast.Name(id=name) if name in self._aliases:
                self.add(name)
                yield mapping_name(name)
            case ast.Name(id=name) if name not in PLAIN:
                self._models.add(name)
                yield name
                if issubclass(getattr(models, name), RequestModel):
                    self.add(name)
                    yield mapping_name(name)
            case _:
                yield ast.unparse(node)


def written() -> str:
    """The module as it should be."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(FILE), "-"],
        input=Writer().whole(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def main(arguments: list[str]) -> int:
    text = written()
    if "--check" in arguments:
        return int(FILE.read_text(encoding="utf-8") != text)
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
