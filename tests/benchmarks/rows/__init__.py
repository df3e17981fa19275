"""The rows of the table, by what they are about; `ALL` names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from tests.benchmarks.bench import Bench, Row
from tests.benchmarks.rows import batch, calls, load, many_streams, size, start, streams

ALL: Final[dict[str, Callable[[Bench], Iterator[Row]]]] = {
    **start.ROWS,
    **calls.ROWS,
    **streams.ROWS,
    **load.ROWS,
    **many_streams.ROWS,
    **batch.ROWS,
    **size.ROWS,
}
"""By name what measures one row, or a few that come of the same work; each row is given as soon as it is known."""
