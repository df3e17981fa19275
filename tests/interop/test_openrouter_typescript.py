"""OpenRouter's own TypeScript SDK calls every operation that it shares with this package, and validates each response.

The calls are in ``openrouter_sdk.mjs``, because they are JavaScript. `make interop` installs the SDK where npm is.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from openrouter_core.testing import LocalServer

HERE: Final = Path(__file__).parent
SDK: Final = Path(sys.prefix) / "node" / "node_modules" / "@openrouter" / "sdk"
NODE: Final = shutil.which("node")
FUNCS: Final = HERE.parents[1] / "funcs"
ABSENT: Final = ("batch_", "external_users_", "private_endpoints_", "tools_")
NOT_THERE: Final = {
    "messages_create",
    "organization_get_settings",
    "organization_update_settings",
    "vault_list_intern_connections",
    "vault_list_intern_effective_vault_secrets",
}
"""What the SDK has not; the names above begin those of whole resources."""


@pytest.fixture(scope="module")
def errors() -> Mapping[str, str | None]:
    """By each call what was wrong with it."""
    assert NODE is not None
    with LocalServer(job_looks=0) as server:
        done = subprocess.run(
            [NODE, HERE / "openrouter_sdk.mjs", server.url, SDK],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["name"]: line["error"] for line in lines}


def operations() -> list[str]:
    names = sorted(file.stem for file in FUNCS.glob("*.py") if file.stem != "__init__")
    modules = {name: import_module(f"openrouter_core.funcs.{name}") for name in names}
    described = [name for name, module in modules.items() if hasattr(module, "OPERATION")]
    return [name for name in described if not name.startswith(ABSENT) and name not in NOT_THERE]


@pytest.mark.parametrize("name", operations())
def test_the_sdk_takes_the_response(errors: Mapping[str, str | None], name: str) -> None:
    assert errors[name] is None


@pytest.mark.parametrize("name", ["chat_send", "responses_send", "images_generate"])
def test_the_sdk_takes_every_event(errors: Mapping[str, str | None], name: str) -> None:
    assert errors[f"{name}, streamed"] is None
