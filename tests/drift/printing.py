"""A report as text for people, one difference a line, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.drift.differences import Difference, Drift
from tests.drift.operations import Report


def as_text(report: Report, *, every: bool) -> Iterator[str]:
    """The lines of a report; with `every`, the operations that are not built count as missing."""
    yield f"{report.title}: {report.described} operations, {len(report.operations)} built here"
    for drift in report.operations:
        yield ""
        yield from _operation(drift)
    yield ""
    if report.programs:
        yield f"not compared, because they are no operation: {', '.join(report.programs)}"
    if report.not_built:
        counts = "" if every else ", which does not count (--all)"
        yield f"not built: {len(report.not_built)}{counts}"
        for each in report.not_built:
            yield f"  {each.method} {each.path} {each.title}".rstrip()
    for known, reason in report.excepted:
        yield f"excepted: {known.method} {known.path}: {reason}"
    for difference in report.differing:
        yield f"differs: {difference}"
    if report.places():
        yield f"{len(report.things())} things in {report.places()} places, and {report.inside()} inside them"
    yield f"missing: {report.missing(every=every)}"


def _operation(drift: Drift) -> Iterator[str]:
    said = f"{len(drift.missing)} missing" if drift.missing else "nothing missing"
    if drift.differing:
        said += f", {len(drift.differing)} otherwise than described"
    yield f"{drift.name} ({drift.method} {drift.path}): {drift.compared} compared, {said}"
    for kind, differences in (
        ("missing", drift.missing),
        ("inside", drift.inside),
        ("differs", drift.differing),
        ("undescribed", drift.undescribed),
        ("plain", drift.plain),
    ):
        for each in differences:
            yield f"  {kind:11} {each}"
    for known, reason in drift.excepted:
        yield f"  {'excepted':11} {known}, for {reason}"


def as_json(report: Report, *, every: bool) -> dict[str, Any]:
    """A report as JSON; with `every`, the operations that are not built count as missing."""
    return {
        "description": report.title,
        "described": report.described,
        "missing": report.missing(every=every),
        "operations": [
            {
                "name": drift.name,
                "method": drift.method,
                "path": drift.path,
                "compared": drift.compared,
                "missing": _dicts(drift.missing),
                "inside": _dicts(drift.inside),
                "differing": _dicts(drift.differing),
                "excepted": [{**known._asdict(), "why": why} for known, why in drift.excepted],
                "undescribed": _dicts(drift.undescribed),
                "plain": _dicts(drift.plain),
            }
            for drift in report.operations
        ],
        "programs": report.programs,
        "not_built": [each._asdict() for each in report.not_built],
        "excepted": [{**each._asdict(), "why": why} for each, why in report.excepted],
        "differing": _dicts(report.differing),
    }


def _dicts(differences: list[Difference]) -> list[dict[str, str]]:
    return [each._asdict() for each in differences]
