"""What hatchling runs at each build: the README as PyPI shows it.

PyPI has no files beside a README, so a link to one of them has to begin with the repository's address there. It is
``Repository`` in ``[project.urls]``; where that is missing the README stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

# The target of a Markdown link that is a path: neither a URL nor a part of the README itself.
PATH: Final = re.compile(r"(?<=\]\()(?![a-z]+:|#)(?=[^()\s]+\))")


def with_whole_links(readme: str, repository: str | None, version: str) -> str:
    """The README with links to the files that a version has, where the repository's address is known."""
    if repository is None:
        return readme
    return PATH.sub(f"{repository.rstrip('/')}/blob/v{version}/", readme)


class Readme(MetadataHookInterface):
    """Sets `readme`, which pyproject.toml calls dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = metadata["urls"].get("Repository")
        text = with_whole_links(readme, repository, metadata["version"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
