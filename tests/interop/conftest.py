"""Programs that nobody of this project wrote, against LocalServer. `make interop` installs them and runs these tests.

Where a program is not installed its tests are not collected: `make pytest` knows nothing of them. With
INTEROP=name,name in the environment those have to be there.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from openrouter_core.testing import LocalServer

# litellm would fetch its price list from the network when it is imported.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

NEEDS = {
    "test_openrouter.py": "openrouter.responses",  # which the old release that LangChain needs has not
    "test_openrouter_operations.py": "openrouter.vault",
    "test_openai.py": "openai",
    "test_anthropic.py": "anthropic",
    "test_litellm.py": "litellm",
    "test_schemathesis.py": "schemathesis",
    "test_langchain_openrouter.py": "langchain_openrouter",
}


def _is_here(name: str) -> bool:
    package, _, _ = name.partition(".")
    return bool(importlib.util.find_spec(package)) and bool(importlib.util.find_spec(name))


_wanted = [name for name in os.environ.get("INTEROP", "").split(",") if name]
collect_ignore = [
    file
    for file, name in NEEDS.items()
    if not _is_here(name) or (_wanted and name.partition(".")[0] not in _wanted)
]
_NODE_MODULES = Path(sys.prefix) / "node" / "node_modules"
if not shutil.which("node") or not (_NODE_MODULES / "@openrouter" / "sdk").is_dir():
    collect_ignore.append("test_openrouter_typescript.py")
for _name in _wanted:
    if not _is_here(_name):
        raise pytest.UsageError(f"{_name} should have been installed, and cannot be imported")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server
