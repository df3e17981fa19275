"""Texts in pieces: characters cut in half, base64 with its padding, and where an object ends."""

from __future__ import annotations

import base64
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_core._accumulate.pieces import ObjectEnd, Pieces, join_base64
from openrouter_core._accumulate.values import json_object
from openrouter_core.models import ChatResponse, HttpMeta
from openrouter_core.models.model import choice_numbers, join_text, whole_number
from openrouter_core.wire import structure

HIGH, LOW = "\ud83d", "\ude00"


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([], ""),
        (["a", "", "b"], "ab"),
        ([HIGH, LOW], "😀"),
        (["a" + HIGH, "", LOW + "b"], "a😀b"),
        ([HIGH, HIGH, LOW], HIGH + "😀"),
        ([HIGH, LOW + HIGH, LOW], "😀😀"),
        ([HIGH], HIGH),
        ([HIGH, "a", LOW], HIGH + "a" + LOW),
        ([LOW, HIGH], LOW + HIGH),
        ([LOW + "a"], LOW + "a"),
        (["é" + HIGH, LOW + "\U0001f469\u200d"], "é😀\U0001f469\u200d"),
    ],
)
def test_the_halves_of_a_character_come_together(pieces: list[str], wanted: str) -> None:
    assert join_text(pieces) == wanted


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20), st.lists(st.integers(0, 40)))
def test_a_text_that_is_cut_between_utf_16_units_comes_together(text: str, cuts: list[int]) -> None:
    units = text.encode("utf-16-le")
    places = [0, *sorted(2 * cut for cut in cuts if 2 * cut < len(units)), len(units)]
    pieces = [
        units[start:end].decode("utf-16-le", "surrogatepass")
        for start, end in itertools.pairwise(places)
    ]
    assert join_text(pieces) == text


def encoded(*parts: bytes) -> list[str]:
    return [base64.b64encode(part).decode() for part in parts]


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([], b""),
        (encoded(b"abcd", b"efg", b"hi"), b"abcdefghi"),
        (encoded(b"a", b"b", b"c"), b"abc"),
        (encoded(b"abc", b"d"), b"abcd"),
        (["YWJ", "jZA==", "ZWZ", "n"], b"abcdefg"),
        (["YWJjZA=", "=", "ZWZn"], b"abcdefg"),
        (["YWJjZA", "==", "ZWZn"], b"abcdefg"),
        (["YWJjZA==", "", "ZQ=="], b"abcde"),
        (["YWJjZGVmZ2hp"], b"abcdefghi"),
        (["YWJjZGVm", "Z2hpag=="], b"abcdefghij"),
        (["Y", "W", "J", "j", "Z", "A", "=", "="], b"abcd"),
        (["YWJjZA==\n", "ZWZnaA==\n"], b"abcdefgh"),
        (["YWJj\r\n", "ZA", " =", "= ", "ZQ=="], b"abcde"),
        (["YWJjZA==ZWZnaA=="], b"abcdefgh"),
        (["YWJjZA==", "ZWZnaA"], b"abcdefgh"),
        (["__79-w==", "_-8="], b"\xff\xfe\xfd\xfb\xff\xef"),
        (["//79+w==", "_-8="], b"\xff\xfe\xfd\xfb\xff\xef"),
    ],
)
def test_base64_in_pieces_is_the_base64_of_all_bytes(pieces: list[str], wanted: bytes) -> None:
    joined = join_base64(pieces)
    assert base64.b64decode(joined, validate=True) == wanted
    assert "=" not in joined.rstrip("=")


@pytest.mark.parametrize(
    "pieces",
    [
        *(["ab=", "cd"], ["ü===", "a"], ["a", "b", "c"], ["=", "="], ["YQ==", "?"]),
        *(["YWJj", "ZA"], ["=YWJj"], ["-", "\n"], ["__79", "-w"], ["YQ== ", "not base64!"], ["ü-"]),
    ],
)
def test_what_is_no_base64_stays_as_it_came(pieces: list[str]) -> None:
    assert join_base64(pieces) == "".join(pieces)


@given(st.lists(st.binary(max_size=7), max_size=5))
def test_padded_pieces_hold_every_byte(parts: list[bytes]) -> None:
    assert base64.b64decode(join_base64(encoded(*parts)), validate=True) == b"".join(parts)


def test_an_audios_data_and_transcript_are_put_together_each_in_its_way() -> None:
    audio = Pieces(frozenset({"transcript"}), frozenset({"data"}))
    for data, said in zip(encoded(b"abcd", b"efg"), ("Hi " + HIGH, LOW), strict=True):
        audio.add({"data": data, "transcript": said})
    assert audio.result() == {"data": "YWJjZGVmZw==", "transcript": "Hi 😀"}


JSON = st.recursive(
    st.none() | st.integers() | st.text('{}[]"\\a', max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.text(max_size=3), JSON, max_size=3),
    st.lists(st.integers(0, 99)),
    st.text(max_size=4),
)
def test_an_object_ends_where_its_last_bracket_is(
    value: object, cuts: list[int], after: str
) -> None:
    text = json.dumps(value)
    whole = f" {text}{after}"
    places = [0, *sorted(cut for cut in cuts if cut < len(whole)), len(whole)]
    end = ObjectEnd()
    for start, stop in itertools.pairwise(places):
        found = end.find(whole[start:stop])
        if found is not None:
            assert start + found == len(text) + 1
            break
    assert end.found


@pytest.mark.parametrize("text", ["", " ", "[{}]", '"{}"', "x{}", "{", '{"}', '{"\\"}', "{[}"])
def test_what_is_no_object_or_no_whole_one_has_no_end(text: str) -> None:
    end = ObjectEnd()
    assert end.find(text) is None
    assert not end.found


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0, 0),
        (-1, -1),
        (1.0, 1),
        (2**53 - 1, 2**53 - 1),
        (-(2**53) + 1, -(2**53) + 1),
        *zip([2**53, -(2**53), 2**61 - 1, 10**400, 1e300, float(2**53)], [None] * 6, strict=True),
        *zip([1.5, float("nan"), float("inf"), True, False, None, "1"], [None] * 7, strict=True),
        ([], None),
        ({}, None),
    ],
)
def test_a_whole_number_has_at_most_53_bits(value: object, wanted: int | None) -> None:
    found = whole_number(value)
    assert (found, type(found)) == (wanted, type(wanted))


@pytest.mark.parametrize(
    ("indexes", "wanted"),
    [
        ([], []),
        ([0], [0]),
        ([None], [0]),
        ([2, 0], [2, 0]),
        ([None, None, None], [0, 1, 2]),
        ([1, None], [1, 0]),
        (["1", 2**61 - 1, True], [0, 1, 2]),
        ([1.0, -1], [1, 0]),
    ],
)
def test_which_choice_an_index_means(indexes: list[object], wanted: list[int]) -> None:
    assert choice_numbers(indexes) == wanted


def test_what_http_said_is_no_part_of_the_json() -> None:
    said = structure({"id": "1"}, ChatResponse)
    assert json_object(said) == {"id": "1"}
    vars(said)["http_meta"] = HttpMeta(status=200)
    assert json_object(said) == {"id": "1"}
    assert json_object(structure({"id": "1", "new": 2}, ChatResponse)) == {"id": "1", "new": 2}
