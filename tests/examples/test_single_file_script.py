"""examples/single_file_script.py: with plain Python, and with uv, which installs what its first lines ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from openrouter_core import __version__
from openrouter_core.testing import LocalServer, Reply

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "single_file_script"
ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / f"{NAME}.py"
UV = shutil.which(
    "uv", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
)

needs_uv = pytest.mark.skipif(UV is None, reason="uv is not installed")


def project() -> Any:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def metadata() -> Any:
    """The TOML between the two lines that PEP 723 asks for."""
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    start = lines.index("# /// script") + 1
    block = lines[start : lines.index("# ///", start)]
    return tomllib.loads("\n".join(line.removeprefix("#") for line in block))


def test_it_says_what_it_needs() -> None:
    needed = metadata()
    assert SpecifierSet(needed["requires-python"]) == SpecifierSet(project()["requires-python"])
    [requirement] = map(Requirement, needed["dependencies"])
    assert requirement.name == project()["name"]
    assert requirement.specifier.contains(__version__)
    [(name, source)] = needed["tool"]["uv"]["sources"].items()
    assert name == project()["name"]
    assert (SCRIPT.parent / source["path"]).resolve() == ROOT.resolve()


def test_without_a_key_a_stand_in_answers(programs: Programs) -> None:
    done = programs.run(NAME, "LICENSE")
    assert done.returncode == 0
    assert "stand-in for OpenRouter" in done.stdout
    assert "Apache License" in done.stdout
    assert done.stderr.count("\n") == 1


def test_it_reads_a_file_or_what_is_piped_in(programs: Programs, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes("Grüße".encode() + b"\xff")
    with LocalServer(api_key="a-key", answer="Greetings.") as server:
        of_file = programs.run(NAME, str(file), server=server)
        of_pipe = programs.run(NAME, server=server, stdin="Grüße")
    assert (of_file.returncode, of_file.stdout, of_file.stderr) == (0, "Greetings.\n", "")
    assert (of_pipe.returncode, of_pipe.stdout, of_pipe.stderr) == (0, "Greetings.\n", "")
    asked = [request.json["messages"][1]["content"] for request in server.requests]
    assert asked == ["Grüße\ufffd", "Grüße"]


def test_a_sign_that_stdout_has_not_is_a_question_mark(programs: Programs) -> None:
    with LocalServer(api_key="a-key", answer="\N{SNOWMAN}!") as server:
        done = programs.run(NAME, "LICENSE", server=server, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "?!\n", "")


def test_a_failure_is_told_by_the_exit_status(programs: Programs) -> None:
    with LocalServer() as server:
        server.enqueue(Reply.error(402, "Insufficient credits"))
        unpaid = programs.run(NAME, "LICENSE", server=server)
        unread = programs.run(NAME, "no such file", server=server)
    assert (unpaid.returncode, unpaid.stdout) == (1, "")
    assert unpaid.stderr == "no answer: Insufficient credits [HTTP 402]\n"
    assert (unread.returncode, unread.stdout) == (2, "")
    assert "no such file" in unread.stderr
    assert len(server.requests) == 1


def pack_installed(names: list[str], folder: Path) -> None:
    """Make wheels of distributions that are installed here, and of what they need: an index for a machine that is
    offline.
    """
    waiting = [Requirement(name) for name in names]
    packed = set()
    while waiting:
        required = waiting.pop()
        name = canonicalize_name(required.name)
        if name in packed or (required.marker and not required.marker.evaluate({"extra": ""})):
            continue
        packed.add(name)
        installed = distribution(name)
        waiting.extend(map(Requirement, installed.requires or []))
        wheel = f"{name.replace('-', '_')}-{installed.version}-py3-none-any.whl"
        with zipfile.ZipFile(folder / wheel, "w") as archive:
            for file in installed.files or []:
                if ".." not in file.parts and file.suffix != ".pyc":  # commands and byte code
                    archive.write(str(file.locate()), str(file))


def uv_run(*arguments: str | Path, wheels: Path, cwd: Path) -> str:
    """What `uv run` prints, with an empty cache, this Python, and no other packages than these wheels."""
    assert UV is not None
    env = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    done = subprocess.run(
        [UV, "run", "--quiet", *arguments],
        cwd=cwd,
        env={
            **env,
            "UV_CACHE_DIR": str(wheels / "cache"),
            "UV_FIND_LINKS": str(wheels),
            "UV_NO_CONFIG": "1",
            "UV_NO_INDEX": "1",
            "UV_OFFLINE": "1",
            "UV_PYTHON": sys.executable,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_uv
def test_uv_runs_it_in_a_clone(tmp_path: Path) -> None:
    """As its docstring says. uv builds the clone as an editable package, for which hatchling needs editables."""
    try:
        pack_installed([*project()["dependencies"], "hatchling", "editables"], tmp_path)
    except PackageNotFoundError as missing:
        pytest.skip(f"{missing.name} is not installed")
    assert "stand-in for OpenRouter" in uv_run(SCRIPT, "LICENSE", wheels=tmp_path, cwd=ROOT)


@needs_uv
def test_uv_runs_a_copy_of_it_elsewhere(tmp_path: Path) -> None:
    """With the package from an index, which here is a folder."""
    pack_installed(project()["dependencies"], tmp_path)
    build = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, ROOT)
    subprocess.run(build, capture_output=True, check=True)
    copy = shutil.copy(SCRIPT, tmp_path)
    said = uv_run("--no-sources", copy, ROOT / "LICENSE", wheels=tmp_path, cwd=tmp_path)
    assert "stand-in for OpenRouter" in said
