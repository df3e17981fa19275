"""Each line of README's table of functions runs; its blocks run with those of all pages, in tests/documentation."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from openrouter_core import Ok, OpenRouterCore
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply

README = Path(__file__).parent.parent / "README.md"
DOWNLOAD = Reply(headers={"Content-Type": "application/octet-stream"}, body=b"%PDF-")
ROW = re.compile(r"^\| `(\w+)` \| `(.+?)` \| ", re.MULTILINE)
FUNCTIONS = ROW.findall(README.read_text(encoding="utf-8"))
FUNCS = sorted(p.stem for p in (README.parent / "funcs").glob("*.py") if p.stem != "__init__")


def test_the_table_of_functions_has_some_and_says_where_all_are() -> None:
    names = [name for name, _ in FUNCTIONS]
    assert len(names) == len(set(names)) >= 10
    assert set(names) <= set(FUNCS)
    assert "](docs/operations.md)" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "line"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_a_line_of_the_table_of_functions_runs(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENROUTER_API_KEY", "a-key")
    used = [each for each in FUNCS if re.search(rf"\b{each}\(|\({each}\b", line)]
    assert name in used
    scope = {each: getattr(import_module(f"openrouter_core.funcs.{each}"), each) for each in used}
    with LocalServer(api_key="a-key") as server:
        monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
        server.route("GET", "/files/or_file_1/content", lambda request, _: DOWNLOAD)
        with OpenRouterCore() as core:
            result = eval(line, {"core": core, "paginate": paginate, **scope})
            assert isinstance(result, Ok | list), result
