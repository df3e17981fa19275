"""What keeps a version from being published, and what does not."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.release import ROOT, main, missing

PROJECT = """
[project]
name = "openrouter-core"

[project.urls]
Repository = "https://example.com/a/b"
Changelog = "https://example.com/a/b/blob/main/CHANGELOG.md"
"""
CHANGES = "# Changelog\n\n## 1.2.0 (2026-12-01)\n\n## 1.1.0 (2026-11-01)\n"


def test_nothing_is_missing() -> None:
    assert not list(missing(PROJECT, CHANGES, "v1.2.0"))


def test_the_tag_is_the_one_that_links_lead_to() -> None:
    """`hatch_build.py` writes it into the README."""
    assert list(missing(PROJECT, CHANGES, "1.2.0")) == [
        "the tag is 1.2.0: README.md's links on PyPI lead to v1.2.0. Tag the commit so"
    ]


@pytest.mark.parametrize(
    ("project", "changes", "says"),
    [
        pytest.param(
            PROJECT.partition("[project.urls]")[0],
            CHANGES,
            ["no https:// address for Repository", "no https:// address for Changelog"],
            id="no-addresses",
        ),
        pytest.param(
            PROJECT.replace("Repository", "Homepage"),
            CHANGES,
            ["no https:// address for Repository"],
            id="no-repository",
        ),
        pytest.param(
            PROJECT.replace("Changelog =", "Changes ="),
            CHANGES,
            ["no https:// address for Changelog"],
            id="no-changelog",
        ),
        pytest.param(
            PROJECT.replace('"https://example.com/a/b"', '""'),
            CHANGES,
            ["no https:// address for Repository"],
            id="an-empty-address",
        ),
        pytest.param(
            PROJECT,
            CHANGES.replace("1.2.0", "1.2.0rc1"),
            ["no line begins with '## 1.2.0 '"],
            id="a-version-without-changes",
        ),
        pytest.param(
            PROJECT,
            CHANGES.replace("2026-12-01", "unreleased"),
            ["'## 1.2.0 (unreleased)' says that it is unreleased"],
            id="an-unreleased-version",
        ),
    ],
)
def test_what_is_missing_is_said(project: str, changes: str, says: list[str]) -> None:
    found = list(missing(project, changes, "v1.2.0"))
    assert len(found) == len(says)
    for sentence, part in zip(found, says, strict=True):
        assert part in sentence


def test_the_program_tells_the_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("v0.0.0") == 1
    assert "CHANGELOG.md: no line begins with '## 0.0.0 '" in capsys.readouterr().err


def test_the_release_stops_before_anything_is_built() -> None:
    workflow = ROOT / ".github" / "workflows" / "release.yml"
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert commands[0] == 'python -m tests.release "$GITHUB_REF_NAME"'
    assert "python -m build" in commands
    assert "build" in jobs["publish"]["needs"]


def test_what_is_published_is_attested() -> None:
    workflow = ROOT / ".github" / "workflows" / "release.yml"
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    assert "attest" in jobs["publish"]["needs"]
    assert jobs["publish"]["steps"][-1]["with"]["attestations"] is True
    signing = {name for name, job in jobs.items() if "id-token" in job.get("permissions", {})}
    assert signing == {"attest", "publish"}  # and neither of them runs a command of ours
    assert not [step for name in signing for step in jobs[name]["steps"] if "run" in step]


def test_each_action_is_pinned_to_a_commit() -> None:
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        for line in workflow.read_text(encoding="utf-8").splitlines():
            if "uses:" in line and "uses: ./" not in line:
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
