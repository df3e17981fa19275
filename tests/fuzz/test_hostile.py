"""A short run of the hostile server; `make fuzz` has the long one."""

from __future__ import annotations

import pytest

from tests.fuzz.hostile import KINDS, run
from tests.fuzz.scripts import script


def test_a_hostile_server_breaks_no_promise() -> None:
    report = run("a few hundred", 300, 120)
    assert report.totals.failures == []
    assert sum(report.totals.calls.values()) == 300
    assert report.grown < 150


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_and_a_number_are_a_script(kind: str) -> None:
    for number in range(200):
        assert script("1", number, kind) == script("1", number, kind)
    names = {script("1", number, kind).name for number in range(1_000)}
    assert len(names) == 11, names
