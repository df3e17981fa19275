"""An import only goes down: which room may import which, read from the files. Imports inside functions and those for
type checkers count too.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "openrouter_core"

VALUES = (
    "_check",
    "_shown",
    "result",
    "clock",
    "timeouts",
    "retries",
    "_room",
    "budget",
    "secret",
    "_prepared",
    "_hook_events",
    "hooks",
    "options",
    "settings",
)
"""Modules at the top that hold values; each may import those before it."""

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"models"}),
    frozenset({"mappings"}),
    *(frozenset({each}) for each in VALUES),
    frozenset({"_convert"}),
    frozenset({"wire"}),
    frozenset({"_accumulate", "_parse"}),
    frozenset({"_protocol"}),
    frozenset({"core"}),
    frozenset({"_io"}),
    frozenset({"_collecting"}),
    frozenset({"_items"}),
    frozenset({"_tools"}),
    frozenset({"_gather"}),
    frozenset({"_otel_content"}),
    frozenset({"concurrent", "media", "otel", "paginate", "tools", "webhooks", "_warm_up"}),
    frozenset({"funcs"}),
)
"""From the ground up: a room may import itself and the floors below, not another room on its own floor."""

OUTSIDE = {"", "testing"}
"""The package's face names everything; the stand-in server is the other side of the wire, and imports only itself."""

BOTH_SIDES = "testing.fixtures"
"""Joins the two sides of the wire for users' own tests; nothing in the package imports it."""

PURE = ("_convert", "_accumulate", "_parse", "_protocol", "wire")
WORLD = {
    "asyncio",
    "httpcore",
    "httpx",
    "io",
    "logging",
    "pathlib",
    "random",
    "secrets",
    "select",
    "shutil",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
}
"""What no pure module imports: sockets, files, time and chance."""
ENVIRONMENT = {"os.environ", "os.getenv", "os.stat", "os.path.isfile", "os.open"}

MOST = 20
EXEMPT = {"funcs": 1000, "models": 40, "models/responses": 40, "openrouter_core": 26}
"""How many modules a folder holds at most."""


def files() -> Iterator[tuple[str, Path]]:
    """Each module's dotted name below the package, and its file."""
    for folder, prefix in ((PACKAGE, ""), (ROOT / "funcs", "funcs."), (ROOT / "models", "models.")):
        for file in sorted(folder.rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            if prefix or parts[0] not in ("funcs", "models"):
                yield prefix + ".".join(parts).removesuffix("__init__").rstrip("."), file


def room(module: str) -> str:
    return module.split(".")[0]


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules that a file imports, in full; a name from a package may be a module of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "openrouter_core":
            yield from (f"openrouter_core.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


class _AtRunTime(ast.NodeTransformer):
    """Takes away what only type checkers read."""

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return node.orelse if ast.unparse(node.test) == "TYPE_CHECKING" else node


def at_run_time(file: Path) -> ast.AST:
    tree: ast.AST = _AtRunTime().visit(ast.parse(file.read_text(encoding="utf-8")))
    return tree


def rooms_imported(tree: ast.AST) -> set[str]:
    names = {name for name in imported(tree) if name.startswith("openrouter_core.")}
    return {room(name.removeprefix("openrouter_core.")) for name in names}


def may_import(importer: str, target: str) -> bool:
    if importer == target or importer == "":
        return True
    if importer in OUTSIDE or target in OUTSIDE:
        return False
    level = {name: number for number, names in enumerate(FLOORS) for name in names}
    return level[target] < level[importer]


MODULES = dict(files())


def test_every_room_stands_on_a_floor() -> None:
    assert {room(name) for name in MODULES} == OUTSIDE.union(*FLOORS)


@pytest.mark.parametrize("module", MODULES)
def test_an_import_only_goes_down(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    importer = "" if module == BOTH_SIDES else room(module)
    wrong = {target for target in rooms_imported(tree) if not may_import(importer, target)}
    assert wrong == set(), f"{module} imports from above"


@pytest.mark.parametrize(
    ("importer", "code"),
    [
        ("_protocol", "from openrouter_core._io import debug"),
        ("_protocol", "def f():\n    from openrouter_core._io.files import opened"),
        ("_convert", "import openrouter_core.wire"),
        ("_parse", "from openrouter_core._accumulate.chat import ChatAccumulator"),
        ("core", "from openrouter_core import _io"),
        ("models", "from openrouter_core.result import Ok"),
        ("hooks", "from openrouter_core.options import RequestOptions"),
        ("_io", "if TYPE_CHECKING:\n    from openrouter_core._tools.run import ToolRun"),
        ("_tools", "from openrouter_core.funcs.chat_send import chat_send"),
        ("testing", "from openrouter_core import wire"),
        ("_io", "from openrouter_core.testing import LocalServer"),
    ],
)
def test_an_import_that_goes_up_is_seen(importer: str, code: str) -> None:
    assert [t for t in rooms_imported(ast.parse(code)) if not may_import(importer, t)]


def test_no_module_is_part_of_a_circle() -> None:
    needs: dict[str, set[str]] = defaultdict(set)
    for module, file in MODULES.items():
        if module == "":
            continue
        for node in ast.walk(at_run_time(file)):  # the annotations of models may name each other
            if isinstance(node, ast.ImportFrom) and node.module:
                base = node.module.removeprefix("openrouter_core").lstrip(".")
                for alias in node.names:
                    inner = f"{base}.{alias.name}".lstrip(".")
                    target = inner if inner in MODULES else base
                    if node.module.startswith("openrouter_core") and target not in ("", module):
                        needs[module].add(target)
    while needs:  # take away what needs nothing more, until nothing is left
        free = {name for name, targets in needs.items() if not targets & needs.keys()}
        assert free, f"a circle among {sorted(needs)}"
        for name in free:
            del needs[name]


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in PURE])
def test_a_pure_module_knows_nothing_of_the_world(module: str) -> None:
    tree = at_run_time(MODULES[module])
    assert WORLD & {name.split(".")[0] for name in imported(tree)} == set()
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert ENVIRONMENT & used == set()


def folders() -> list[str]:
    return sorted({str(file.parent.relative_to(ROOT)) for file in MODULES.values()})


@pytest.mark.parametrize("folder", folders())
def test_a_folder_is_no_crowd(folder: str) -> None:
    modules = [f for f in (ROOT / folder).glob("*.py") if f.name != "__init__.py"]
    assert len(modules) <= EXEMPT.get(folder, MOST)


def test_the_top_holds_what_users_configure_or_call() -> None:
    public = {file.stem for file in PACKAGE.glob("*.py") if not file.stem.startswith("_")}
    assert public == {
        *VALUES,
        "core",
        "concurrent",
        "wire",
        "mappings",
        "media",
        "otel",
        "paginate",
        "tools",
        "webhooks",
    } - {each for each in VALUES if each.startswith("_")}
    private = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert {name for name in private if not name.startswith("_")} == {"funcs", "models", "testing"}


@pytest.mark.parametrize("folder", [each for each in folders() if "/_" in each])
def test_a_private_folder_loads_nothing_by_itself(folder: str) -> None:
    assert (ROOT / folder / "__init__.py").read_text(encoding="utf-8") == ""


TWINS = {"_send", "_read", "_asked_key", "read_events", "_drain", "single"}
"""What stands twice because one is sync and the other async."""


def test_no_two_functions_of_one_name_mean_different_things() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for module, file in MODULES.items():
        if room(module) in ("models", "testing", ""):
            continue
        twin = module.removesuffix("_async") in ("_io.send", "_io.stream")
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            name = getattr(node, "name", "") if not isinstance(node, ast.ClassDef) else ""
            if name and not (twin and name in TWINS):
                found[name].append(module)
    several = {name: set(where) for name, where in found.items() if len(set(where)) > 1}
    assert {name: where for name, where in several.items() if not name.startswith("__")} == {}
