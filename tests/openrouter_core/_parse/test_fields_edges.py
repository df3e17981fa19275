"""Which keys of a `TypedDict` have to be there, whatever their annotations are made of."""

from __future__ import annotations

import typing
from typing import Annotated, NotRequired, Required, TypedDict

import pytest

from openrouter_core._parse.fields import fields_of


class Total(TypedDict):
    one: list[int]
    two: dict[str, int] | None
    three: Annotated[list[int], "three"]
    four: NotRequired[list[int]]
    five: Annotated[NotRequired[int], "five"]
    six: NotRequired[Annotated[int, "six"]]
    seven: Required[int]


class Loose(TypedDict, total=False):
    one: list[int]
    two: Required[list[int]]
    three: Annotated[Required[list[int]], "three"]
    four: NotRequired[list[int]]
    five: int


@pytest.mark.parametrize(
    ("cls", "required"),
    [(Total, {"one", "two", "three", "seven"}), (Loose, {"two", "three"})],
)
def test_which_keys_have_to_be_there(cls: type, required: set[str]) -> None:
    fields = fields_of(cls)
    assert [field.name for field in fields] == list(typing.get_type_hints(cls))
    assert {field.name for field in fields if field.required} == required
