"""Where null is a value of its own, and where it only says that there is none."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest

from openrouter_core._parse.types import takes_null


@pytest.mark.parametrize(
    ("annotation", "takes"),
    [
        (None, True),
        (type(None), True),
        (Any, True),
        (int | None, True),
        (Literal["a", None], True),
        (int | Literal["a", None], True),
        (Annotated[int | None, "so"], True),
        (int, False),
        (int | str, False),
        (Literal["a"], False),
        (int | Literal["a", "b"], False),
        (list[None], False),
        (object, False),
    ],
    ids=str,
)
def test_whether_null_is_a_value(annotation: Any, takes: bool) -> None:
    assert takes_null(annotation) is takes
