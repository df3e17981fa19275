"""What is published: the sdist, the wheel, and a program that runs on nothing but the wheel and its dependencies."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from openrouter_core import __version__

ROOT = Path(__file__).parent.parent
LIMIT = 900_000  # bytes: what the whole API and the stand-in server that answers it may take

PROGRAM = """
import json

import openrouter_core
from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.testing import LocalServer

with LocalServer(answer="Paris") as server, OpenRouterCore(server_url=server.url) as core:
    request = {"model": "a/b", "messages": [{"role": "user", "content": "The capital of France?"}]}
    match chat_send(core, request):
        case Ok(response):
            print(json.dumps({"file": openrouter_core.__file__, "text": response.text}))
        case Err(error):
            raise error
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(*arguments: str | Path, out: Path) -> None:
    """Build with the hatchling that is installed here: without isolation, so without the network."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, *arguments, cwd=ROOT)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and with the wheel built from the sdist: `build` does both unless told otherwise."""
    folder = tmp_path_factory.mktemp("published")
    build(ROOT, out=folder)
    return folder


@pytest.fixture(scope="module")
def sdist(published: Path) -> Path:
    [file] = published.glob("*.tar.gz")
    return file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built straight from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build("--wheel", ROOT, out=folder)
    [file] = folder.glob("*.whl")
    return file


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_built_from_the_sdist_is_the_wheel_built_from_the_checkout(
    published: Path, wheel: Path
) -> None:
    [from_sdist] = published.glob("*.whl")
    assert sorted(contents(from_sdist)) == sorted(contents(wheel))
    assert contents(from_sdist) == contents(wheel)


def test_the_sdist_holds_what_belongs_and_no_symlink(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert not [each.name for each in members if not (each.isfile() or each.isdir())]
    top = {each.name.split("/")[1] for each in members}
    assert top == {
        ".gitignore",  # hatchling adds it, so that it builds from the sdist what it builds from git
        "CHANGELOG.md",
        "LICENSE",
        "PKG-INFO",
        "README.md",
        "funcs",
        "models",
        "openrouter_core",
        "pyproject.toml",
    }


def test_the_wheel_holds_every_module_once_and_below_one_package(wheel: Path) -> None:
    names = set(contents(wheel))
    assert {name.split("/")[0] for name in names} == {
        "openrouter_core",
        f"openrouter_core-{__version__}.dist-info",
    }
    packaged = {name for name in names if name.startswith("openrouter_core/")}
    own = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "openrouter_core").rglob("*")
        if file.suffix in (".py", ".json")  # the table by which LocalServer checks requests
        and not file.is_relative_to(ROOT / "openrouter_core" / "funcs")
        and not file.is_relative_to(ROOT / "openrouter_core" / "models")
    }
    linked = {
        f"openrouter_core/{file.relative_to(ROOT).as_posix()}"
        for folder in ("funcs", "models")
        for file in (ROOT / folder).rglob("*.py")
    }
    for_checkers = {"openrouter_core/py.typed", "openrouter_core/models/__init__.pyi"}
    assert packaged == own | linked | for_checkers
    assert "openrouter_core/funcs/chat_send.py" in packaged
    assert "openrouter_core/models/errors.py" in packaged


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size <= LIMIT


def dependencies(of: Distribution) -> dict[str, Distribution]:
    """What a distribution asks for, and what that asks for in turn, as installed here."""
    found: dict[str, Distribution] = {}
    waiting = [of]
    while waiting:
        for line in waiting.pop().requires or []:
            required = Requirement(line)
            name = canonicalize_name(required.name)
            if name in found or (required.marker and not required.marker.evaluate({"extra": ""})):
                continue
            found[name] = distribution(name)
            waiting.append(found[name])
    return found


def copy_into(site_packages: Path, copied: Distribution) -> None:
    for file in copied.files or []:
        if ".." in file.parts or "__pycache__" in file.parts:  # commands and byte code
            continue
        target = site_packages / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(file.locate()), target)


def test_an_installed_wheel_runs_a_chat_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """In an environment that holds the wheel and copies of what its metadata asks for: nothing of the checkout."""
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=os.name != "nt")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=tmp_path)

    [metadata] = environment.rglob("openrouter_core-*.dist-info")
    site_packages = metadata.parent
    for dependency in dependencies(Distribution.at(metadata)).values():
        copy_into(site_packages, dependency)
    run(*pip, "check", cwd=tmp_path)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = elsewhere / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    printed = json.loads(run(python, "-I", "-W", "error", program, cwd=elsewhere))
    assert printed["text"] == "Paris"
    assert Path(printed["file"]).is_relative_to(environment)
