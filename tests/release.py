"""What has to be in the repository before a version is published: `python -m tests.release v0.1.0`, with the tag.

`.github/workflows/release.yml` runs it before anything is built. It needs nothing but Python.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent

ADDRESSES: Final = {
    "Repository": "where the source is; links in README.md begin with it on PyPI",
    "Changelog": "where CHANGELOG.md can be read",
}


def missing(pyproject: str, changelog: str, tag: str) -> Iterator[str]:
    """What keeps a version from being published, a sentence for each: from the text of the two files, and the tag."""
    urls = tomllib.loads(pyproject)["project"].get("urls", {})
    for label, meaning in ADDRESSES.items():
        if not urls.get(label, "").startswith("https://"):
            yield (
                f"pyproject.toml: [project.urls] has no https:// address for {label}: {meaning}. "
                "Add it, and tag the commit that has it"
            )
    if not tag.startswith("v"):
        yield f"the tag is {tag}: README.md's links on PyPI lead to v{tag}. Tag the commit so"
    heading = f"## {tag.removeprefix('v')} "
    found = [line for line in changelog.splitlines() if line.startswith(heading)]
    if not found:
        yield f"CHANGELOG.md: no line begins with {heading!r}. Say what the version brings"
    elif "(unreleased)" in found[0]:
        yield f"CHANGELOG.md: {found[0]!r} says that it is unreleased. Put the date there"


def main(tag: str) -> int:
    found = list(
        missing(
            (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
            (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
            tag,
        )
    )
    print("\n".join(found) or f"{tag} can be published", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
