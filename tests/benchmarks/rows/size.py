"""How much is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from tests.benchmarks.bench import OURS, PACKAGES, PEERS, Bench, Row


def sizes(bench: Bench) -> Iterator[Row]:
    """The wheel, and all that its installation brings."""
    if bench.wheel is not None:
        weight = {OURS: [bench.wheel.stat().st_size / 1000]}
        yield Row("the wheel", "kB", weight, floor=None, most=900)
    installed = {name: [_installed(PACKAGES[name]) / 1e6] for name in PEERS}
    yield Row("installed with all dependencies, byte code not counted", "MB", installed)


def _installed(package: str) -> int:
    """Bytes of a distribution's files, and of those of everything that it requires."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[str] = set()
    waiting = [canonicalize_name(package)]
    size = 0
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        one = distribution(name)
        files = (
            Path(str(file.locate())) for file in one.files or () if "__pycache__" not in file.parts
        )
        size += sum(file.stat().st_size for file in files if file.is_file())
        for line in one.requires or ():
            required = Requirement(line)
            if required.marker is None or required.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(required.name))
    return size


ROWS = {"size": sizes}
