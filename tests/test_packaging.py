"""What is published: the sdist, the wheel, and a program that runs on nothing but the wheel and its dependencies."""

from __future__ import annotations

import email
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.message import Message
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from openrouter_core import OpenRouterCore, __version__

ROOT = Path(__file__).parent.parent
LIMIT = 900_000  # bytes: what the whole API and the stand-in server that answers it may take

BESIDE = (".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "hatch_build.py", "pyproject.toml")
"""The files that are built from, beside the three folders."""

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


def run(*command: str | Path, cwd: Path, umask: int = -1, **variables: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **variables},
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(*arguments: str | Path, out: Path, umask: int = -1, **variables: str) -> None:
    """Build with the hatchling that is installed here: without isolation, so without the network."""
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", out, *arguments)
    run(*command, cwd=ROOT, umask=umask, **variables)


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


def clone(folder: Path) -> Path:
    """What a release is built from, in another folder; nothing that an import or a tool has left beside it."""
    for name in ("funcs", "models", "openrouter_core"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=ignored)
    for name in BESIDE:
        shutil.copyfile(ROOT / name, folder / name)
    return folder


def sums(folder: Path) -> dict[str, str]:
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.iterdir()}


def test_another_clone_built_by_another_user_gives_the_same_bytes(
    published: Path, tmp_path: Path
) -> None:
    """In another folder, with other times and modes, under another umask and in another time zone."""
    other = clone(tmp_path / "another place")
    for each in (other, *other.rglob("*")):
        if not each.is_symlink():
            each.chmod(0o700 if each.is_dir() else 0o600)
            os.utime(each, (1_000_000_000, 1_000_000_000))
    out = tmp_path / "out"
    build(other, out=out, umask=0o077 if os.name == "posix" else -1, TZ="Asia/Tokyo")
    assert sums(out) == sums(published)


def test_the_sdist_holds_what_belongs_and_no_symlink(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert not [each.name for each in members if not (each.isfile() or each.isdir())]
    top = {each.name.split("/")[1] for each in members}
    # hatchling adds .gitignore, so that it builds from the sdist what it builds from git
    assert top == {*BESIDE, "PKG-INFO", "funcs", "models", "openrouter_core"}
    assert any(each.name.endswith("/openrouter_core/py.typed") for each in members)


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


def metadata_of(wheel: Path) -> Message:
    [text] = [data for name, data in contents(wheel).items() if name.endswith("/METADATA")]
    return email.message_from_bytes(text)


def test_the_metadata_says_what_it_is(wheel: Path) -> None:
    said = metadata_of(wheel)
    assert said["Name"] == "openrouter-core"
    assert said["Metadata-Version"] == "2.4"
    assert said["License-Expression"] == "Apache-2.0"
    assert said["License-File"] == "LICENSE"
    assert said["Description-Content-Type"] == "text/markdown"
    assert {"openrouter", "llm"} <= set(said["Keywords"].split(","))
    assert "Typing :: Typed" in (said.get_all("Classifier") or [])
    assert not [each for each in said.get_all("Classifier") or [] if each.startswith("License")]


def test_the_version_stands_in_one_place(wheel: Path) -> None:
    assert metadata_of(wheel)["Version"] == __version__
    assert OpenRouterCore().user_agent == f"openrouter-core/{__version__}"


def test_pypi_would_take_both_and_show_the_readme(sdist: Path, wheel: Path) -> None:
    pytest.importorskip("twine", reason="twine is of the extra 'dev'")
    run(sys.executable, "-m", "twine", "check", "--strict", sdist, wheel, cwd=ROOT)


def test_on_pypi_the_readme_links_to_the_files_of_its_version(tmp_path: Path) -> None:
    """Once the repository's address is known: by relative links nobody would find them there."""
    filled = clone(tmp_path / "filled")
    project = filled / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    urls = '[project.urls]\nRepository = "https://example.com/a/b/"'
    filled_in = re.sub(r"\nRepository = .*", "", text).replace("[project.urls]", urls)
    project.write_text(filled_in, encoding="utf-8")
    build("--sdist", filled, out=tmp_path)
    [file] = tmp_path.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        said = archive.extractfile(f"openrouter_core-{__version__}/PKG-INFO")
        assert said
        readme = email.message_from_bytes(said.read()).get_payload()
    here = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\((.+?)\)", here)
    own = [each for each in targets if not each.startswith("https://")]
    assert own
    assert re.findall(r"\]\((.+?)\)", str(readme)) == [
        f"https://example.com/a/b/blob/v{__version__}/{each}" if each in own else each
        for each in targets
    ]


def test_the_wheel_has_none_of_the_usual_mistakes(wheel: Path) -> None:
    pytest.importorskip("check_wheel_contents", reason="check-wheel-contents is of the extra 'dev'")
    run(sys.executable, "-m", "check_wheel_contents", wheel, cwd=ROOT)


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
