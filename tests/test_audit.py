"""Known vulnerabilities of what is installed beside this package; asks the network, when told to."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

OFFLINE = (
    "ConnectionError",
    "Could not find",
    "Max retries",
    "NameResolution",
    "Timeout",
    "HTTPError",
    "ServiceError",
)


def installed(name: str, seen: set[str]) -> set[str]:
    """A distribution and all that it needs at run time, as pinned requirements."""
    if name in seen:
        return set()
    seen.add(name)
    found = {f"{name}=={version(name)}"} if name != "openrouter-core" else set()
    for line in requires(name) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            found |= installed(requirement.name, seen)
    return found


def test_what_this_package_needs_is_known_exactly() -> None:
    names = {pin.partition("==")[0] for pin in installed("openrouter-core", set())}
    assert names >= {"httpx", "attrs", "cattrs", "returns", "httpcore", "h11", "certifi"}
    assert len(names) < 15, f"each further dependency is one more to trust: {sorted(names)}"


@pytest.mark.skipif(
    os.environ.get("OPENROUTER_AUDIT") != "1", reason="set OPENROUTER_AUDIT=1 to ask the index"
)
def test_no_dependency_is_known_to_be_vulnerable(tmp_path: Path) -> None:
    if importlib.util.find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed: run `make audit`, which installs it")
    pins = tmp_path / "requirements.txt"
    pins.write_text("\n".join(sorted(installed("openrouter-core", set()))), encoding="utf-8")
    command = ["pip_audit", "--no-deps", "--disable-pip", "--format", "json", "--timeout", "15"]
    done = subprocess.run(
        [sys.executable, "-m", *command, "--requirement", pins],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if not done.stdout.strip() and any(sign in done.stderr for sign in OFFLINE):
        pytest.skip(f"the index cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    report = json.loads(done.stdout)
    unknown = [each["name"] for each in report["dependencies"] if "skip_reason" in each]
    if len(unknown) == len(report["dependencies"]):
        pytest.skip("the index that is reached has packages, and not what is known of them")
    assert not unknown, f"nothing is known of {unknown}"
    assert [each for each in report["dependencies"] if each.get("vulns")] == []
