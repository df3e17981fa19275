"""The Python blocks of a page of prose, and how they run: each is a program of its own.

``python -m tests.documentation.blocks docs/guides/errors.md`` runs those of a page, one after the other, each with a
fresh stand-in server behind the environment variables that a program reads. pytest runs a block that defines tests.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import traceback
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
PROSE: Final = ("README.md", "CONTRIBUTING.md")
OPTIONAL: Final = frozenset({"fastapi", "httpx2", "mcp", "opentelemetry", "pydantic", "respx"})
"""Packages that a block may need and an installation may lack."""
_BLOCK: Final = re.compile(r"^```python(?: [^\n]*)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block's code, and the line of its file that it begins on."""

    line: int
    code: str

    @property
    def numbered(self) -> str:
        """The code on the lines that it has in its file, so that a traceback names them."""
        return "\n" * (self.line - 1) + self.code

    @property
    def is_test(self) -> bool:
        return re.search(r"^(?:async )?def test_", self.code, re.MULTILINE) is not None


def pages() -> list[str]:
    """Every page of prose with a Python block in it, relative to the project."""
    folder = ROOT / "docs"
    found = [*PROSE, *(str(file.relative_to(ROOT).as_posix()) for file in folder.rglob("*.md"))]
    return sorted(each for each in found if blocks(each))


def blocks(page: str) -> list[Block]:
    """The Python blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        Block(text.count("\n", 0, each.start(1)) + 1, each[1]) for each in _BLOCK.finditer(text)
    ]


def main(page: str) -> None:
    """Run the blocks of a page, and print a line of JSON for each."""
    for block in blocks(page):
        print(json.dumps({"line": block.line, **_run(page, block)}), flush=True)


def _run(page: str, block: Block) -> dict[str, str]:
    from openrouter_core.testing import LocalServer

    output = io.StringIO()
    with LocalServer(api_key="a-key") as server, contextlib.redirect_stdout(output):
        os.environ["OPENROUTER_API_KEY"] = "a-key"
        os.environ["OPENROUTER_SERVER_URL"] = server.url
        try:
            if block.is_test:
                return _tested(block)
            _execute(page, block)
        except ModuleNotFoundError as error:
            if str(error.name).partition(".")[0] in OPTIONAL:
                return {"skipped": f"{error.name} is not installed"}
            return {"failed": traceback.format_exc()}
        except SystemExit as error:
            return {"failed": f"it ended with status {error.code}"} if error.code else {}
        except BaseException:
            return {"failed": f"{output.getvalue()}\n{traceback.format_exc()}"}
    return {"printed": output.getvalue()}


def _execute(page: str, block: Block) -> None:
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    exec(compile(block.numbered, page, "exec"), module.__dict__)


def _tested(block: Block) -> dict[str, str]:
    import pytest

    for variable in ("OPENROUTER_API_KEY", "OPENROUTER_SERVER_URL"):
        del os.environ[variable]
    file = Path(f"test_line_{block.line}.py")
    file.write_text(block.code, encoding="utf-8")
    status = pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", ".", str(file)])
    return {} if status == 0 else {"failed": f"pytest ended with {status!r}"}


def written(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write every block to a file of its own, for what reads programs; gives where each is from."""
    for page in pages():
        for block in blocks(page):
            stem = re.sub(r"\W", "_", page.removesuffix(".md"))
            file = folder / f"{stem}_{block.line}.py"
            file.write_text(block.numbered, encoding="utf-8")
            yield page, file


if __name__ == "__main__":
    main(sys.argv[1])
