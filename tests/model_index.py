"""Writes `models/__init__.py` and `models/__init__.pyi`, which name every model and where it lives, from the modules
below `models/`:

    python -m tests.model_index            writes both
    python -m tests.model_index --check    says whether they are as they would be written

A module's public names are its classes and its type aliases. `tests/models/test_index.py` runs the check.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "models"
PACKAGE = "openrouter_core.models"
LISTED = {"model": ["FileSource", "JsonObject", "Response", "UNSET", "Unset"]}
"""Of modules that hold more than what goes over the wire: what users need."""

INIT = '''"""The data that goes over the wire. A class is created when it is first named, so that importing
this package costs nothing.

The unit of that laziness is the module: naming one class creates those it shares a module with.
Python reads the table, type checkers read `__init__.pyi`. `python -m tests.model_index` writes both from the modules
in this folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MODULES = {{
{table}
}}
_HOME = {{name: module for module, names in _MODULES.items() for name in names.split()}}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]  # from the table


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    value = globals()[name] = getattr(import_module(f"{{__name__}}.{{module}}"), name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
'''

STUB = '''"""What type checkers read in place of the table in `__init__.py`. `python -m tests.model_index` writes it."""

from openrouter_core.models import errors as errors
{imports}

__all__: list[str]
_HOME: dict[str, str]
_MODULES: dict[str, str]
'''


def names_in(file: Path) -> list[str]:
    """The public classes and type aliases that a module defines; a union's alias stands below ``if TYPE_CHECKING``."""
    found: list[str] = []
    body = ast.parse(file.read_text(encoding="utf-8")).body
    for node in [
        *body,
        *(inner for each in body if isinstance(each, ast.If) for inner in each.body),
    ]:
        if isinstance(node, ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            found.append(ast.unparse(node.target))
    return sorted(name for name in found if not name.startswith("_"))


def modules() -> dict[str, list[str]]:
    """Every module that has public names, and these."""
    found = {}
    for file in sorted(FOLDER.rglob("*.py")):
        module = ".".join(file.relative_to(FOLDER).with_suffix("").parts)
        if not file.name.startswith("_"):
            found[module] = LISTED.get(module) or names_in(file)
    del found["errors"]  # programs import it as a module
    return {module: names for module, names in sorted(found.items()) if names}


def written() -> dict[str, str]:
    """The text of both files, formatted."""
    table = "\n".join(f'    "{module}": {_lines(names)},' for module, names in modules().items())
    imports = "\n".join(
        f"from {PACKAGE}.{module} import {name} as {name}"
        for module, names in modules().items()
        for name in names
    )
    return {
        "__init__.py": _formatted(INIT.format(table=table), "__init__.py"),
        "__init__.pyi": _formatted(STUB.format(imports=imports), "__init__.pyi"),
    }


def _lines(names: list[str]) -> str:
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) < 90:
            lines[-1] += f" {name}"
        else:
            lines.append(name)
    if len(lines) == 1 and len(lines[0]) < 60:
        return f'"{lines[0]}"'
    *first, last = lines
    return "(" + "\n".join([*(f'"{line} "' for line in first), f'"{last}"']) + ")"


def _formatted(text: str, name: str) -> str:
    ruff = Path(sys.executable).with_name("ruff")
    for command in (["check", "--select=I", "--fix-only", "--quiet"], ["format"]):
        done = subprocess.run(
            [ruff, *command, f"--stdin-filename={FOLDER / name}", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        text = done.stdout
    return text


def main() -> int:
    """Write, or compare; the exit status is 1 where there is a difference."""
    different = [
        name
        for name, text in written().items()
        if (FOLDER / name).read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for name in different:
            print(f"models/{name} is not as python -m tests.model_index writes it")
        return len(different) > 0
    for name, text in written().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
