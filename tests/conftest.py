"""What all tests share: an environment without the user's keys and proxies, and the recorded exchanges."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.drift.description import Description

ROOT = Path(__file__).parent.parent
RECORDINGS = ROOT.parent / "shared" / "recordings"
OPENAPI = ROOT.parent / "shared" / "openapi.yaml"
PROXY_VARIABLES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}

# Programs that need more than the tests do, and files for the type checkers; neither is to be imported for doctests.
collect_ignore = ["benchmarks", "mutants", "typing/cases"]


def pytest_configure() -> None:
    """Take the user's settings out of the environment, once: doctests of the package need it as much as tests do."""
    for name in list(os.environ):
        mine = name in ("OPENROUTER_AUDIT", "OPENROUTER_RECORDINGS")
        if name.lower() in PROXY_VARIABLES or (name.startswith("OPENROUTER_") and not mine):
            del os.environ[name]


def _exchanges(file_name: str) -> list[dict[str, Any]]:
    folder = Path(os.environ.get("OPENROUTER_RECORDINGS", RECORDINGS))
    file = folder / file_name
    if not file.is_file():
        pytest.skip(f"no recorded traffic at {folder}; OPENROUTER_RECORDINGS may name another")
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def recordings() -> list[dict[str, Any]]:
    """The exchanges of `recordings.jsonl`, beside the checkout or in the folder that OPENROUTER_RECORDINGS names."""
    return _exchanges("recordings.jsonl")


@pytest.fixture(scope="session")
def quoted_errors() -> list[dict[str, Any]]:
    """The error bodies of `errors_quoted.jsonl`, from the same folder."""
    return _exchanges("errors_quoted.jsonl")


@pytest.fixture(scope="session")
def openapi() -> Path:
    """OpenRouter's description of its API, beside the checkout."""
    if not OPENAPI.is_file():
        pytest.skip(f"no {OPENAPI}: the API's description is not beside this checkout")
    return OPENAPI


@pytest.fixture(scope="session")
def description(openapi: Path) -> Description:
    """The same, read."""
    from tests.drift.description import read

    return read(openapi)
