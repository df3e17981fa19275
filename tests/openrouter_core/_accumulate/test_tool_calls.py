"""Where a tool call's fragments belong: each rule's lines, written as its docstring writes them.

A fragment is ``index id name arguments``, where ``-`` is what it lacks; a call is ``id name arguments``.
"""

from __future__ import annotations

import itertools
import json
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_core._accumulate.tool_calls import ToolCalls

Json = dict[str, Any]


def fragment(line: str) -> Json:
    index, ident, name, arguments = line.split(" ", 3)
    made: Json = {} if index == "-" else {"index": int(index)}
    if ident != "-":
        made["id"] = ident
    function = {"name": name, "arguments": arguments}
    return {**made, "function": {k: v for k, v in function.items() if v != "-"}}


def written(call: Json) -> str:
    function = call.get("function", {})
    values = (call.get("id"), function.get("name"), function.get("arguments"))
    return " ".join("-" if value is None else value for value in values)


def put_together(fragments: list[Json]) -> list[Json]:
    calls = ToolCalls()
    for each in fragments:
        calls.add(each)
    made = calls.result()
    assert [call["index"] for call in made] == list(range(len(made)))
    return made


CASES: dict[str, tuple[list[str], list[str]]] = {
    # --- one call ---------------------------------------------------------------------------------------------
    "counted from 1": (["1 a f -", '1 - - {"x"', "1 - - :1}"], ['a f {"x":1}']),
    "an id on each fragment": (["0 a f -", '0 a - {"x"', "0 a - :1}"], ['a f {"x":1}']),
    "a name on each fragment": (["0 a f -", '0 a f {"x"', "0 a f :1}"], ['a f {"x":1}']),
    "no index": (["- a f -", '- - - {"x":1}'], ['a f {"x":1}']),
    "an index that comes late": (["- a f -", '0 - - {"x":1}'], ['a f {"x":1}']),
    "an id that comes late": (["0 - f -", "0 a - {}"], ["a f {}"]),
    "a name in pieces": (["0 a get_ -", "0 - weather -", "0 - - {}"], ["a get_weather {}"]),
    "an index and an id, then the id alone": (["0 a f {", "- a - }"], ["a f {}"]),
    "sent again, whole": (['0 a f {"x"', "0 a - :1}", '0 a f {"x":1}'], ['a f {"x":1}']),
    "sent again, whole, written otherwise": (
        ['0 a f {"x": 1, "y": 2}', '0 a - {"x":1,"y":2}'],
        ['a f {"x": 1, "y": 2}'],
    ),
    "an empty object, then the arguments": (["0 a f {}", '0 a - {"x":1}'], ['a f {"x":1}']),
    "an empty object, then the arguments in pieces": (
        ["0 a f {}", '0 - - {"x"', "0 - - :1}"],
        ['a f {"x":1}'],
    ),
    "an empty object with a blank in it": (["0 a f { }", '0 a f {"x":1}'], ['a f {"x":1}']),
    "an empty object and the arguments at once": (['0 a f {}{"x":1}'], ['a f {"x":1}']),
    "an empty object twice": (["0 a f {}", "0 a f {}"], ["a f {}"]),
    "an empty object alone": (["0 a f {}"], ["a f {}"]),
    "brackets in a string": (['0 a f {"x":"}{', '0 - - \\"}{', '0 - - "}'], ['a f {"x":"}{\\"}{"}']),
    "a backslash at a cut": (['0 a f {"x":"\\', '0 - - "}"', "0 - - }"], ['a f {"x":"\\"}"}']),
    "objects within": (['0 a f {"x":{}', '0 - - ,"y":[{},', "0 - - {}]}"], ['a f {"x":{},"y":[{},{}]}']),
    "white space after it": (['0 a f {"x":1}', "0 - -  \n"], ['a f {"x":1}']),
    "white space after it, at once": (['0 a f {"x":1} \n'], ['a f {"x":1}']),
    "a bracket after it": (['0 a f {"x":1}', "0 - - }"], ['a f {"x":1}']),
    "a bracket after it, at once": (['0 a f {"x":1}}'], ['a f {"x":1}']),
    "null after it": (['0 a f {"x":1}', "0 a f null"], ['a f {"x":1}']),
    "a list after it": (['0 a f {"x":1}', "0 - - [2", "0 - - ]"], ['a f {"x":1}']),
    "a text after it": (['0 a f {"x":1}', '0 a - "done"'], ['a f {"x":1}']),
    "null after an empty object, then the arguments": (
        ["0 a f {}", "0 a - null", '0 a - {"x":1}'], ['a f {"x":1}'],
    ),
    "an empty text, then a name in pieces": (['0 - get_ ', '0 - weather ', "0 - - {}"], ["- get_weather {}"]),
    "a name in pieces, with the id": (["0 a get_ -", '0 a weather {"x":1}'], ['a get_weather {"x":1}']),
    "an empty text, then the name again": (["0 a f ", '0 a f {"x":1}'], ['a f {"x":1}']),
    "an empty text, then a blank name": (["0 a f ", '0 a  {"x":1}'], ['a f {"x":1}']),
    "brackets that hold no JSON": (["0 a f {x}", "0 - - {y}"], ["a f {x}{y}"]),
    "arguments that are no object": (['0 a f "x"', "0 - - {}"], ['a f "x"{}']),
    "cut off": (['0 a f {"x'], ['a f {"x']),
    # --- several ----------------------------------------------------------------------------------------------
    "each with index 0": (["0 a f {}", "0 b f {}", "0 c g {}"], ["a f {}", "b f {}", "c g {}"]),
    "interleaved": (["0 a f {", "1 b g [", "0 - - }", "1 - - ]"], ["a f {}", "b g []"]),
    "the second one first": (["1 b g []", "0 a f {}"], ["a f {}", "b g []"]),
    "one id under two indexes": (["0 a f {", "1 a g [", "0 a - }"], ["a f {}", "a g ["]),
    "the first without an index": (["- a f {}", "0 b g {}"], ["a f {}", "b g {}"]),
    "the first without an index, the second at 1": (
        ["- a f {}", "1 b g {}", "0 c h {}"],
        ["a f {}", "c h {}", "b g {}"],
    ),
    "a name after one without an index": (["- - f {}", "0 - g {}"], ["- f {}", "- g {}"]),
    # one index, one id
    "two names": (['0 a f {"x":1}', '0 a g {"y":2}'], ['a f {"x":1}', 'a_2 g {"y":2}']),
    "two names, each in fragments that repeat it": (
        ['0 a f {"x"', "0 a f :1}", '0 a g {"y"', "0 a g :2}"],
        ['a f {"x":1}', 'a_2 g {"y":2}'],
    ),
    "two names, the first with an empty text": (['0 a f ', '0 a g {"b":2}'], ["a f ", 'a_2 g {"b":2}']),
    "two names, both with an empty text": (
        ['0 a f ', '0 a g ', '0 a g {"b":2}'], ["a f ", 'a_2 g {"b":2}']
    ),
    "two names, an empty text, no index": (['- a f ', '- a g {"b":2}'], ["a f ", 'a_2 g {"b":2}']),
    "two objects with a comma": (['0 a f {"x":1},{"x":2}'], ['a f {"x":1}', 'a_2 f {"x":2}']),
    "two objects with a comma of its own": (
        ['0 a f {"x":1}', "0 - - ,", '0 - - {"x":2}'], ['a f {"x":1}', 'a_2 f {"x":2}']
    ),
    "two names, each before its arguments": (
        ["0 a f -", '0 a f {"x":1}', "0 a g -", '0 a g {"y":2}'],
        ['a f {"x":1}', 'a_2 g {"y":2}'],
    ),
    "two names, without ids on what follows": (
        ["0 a f -", '0 - - {"x":1}', "0 a g -", '0 - - {"y"', "0 - - :2}"],
        ['a f {"x":1}', 'a_2 g {"y":2}'],
    ),
    "two names, the first cut off": (['0 a f {"x":', "0 a g {}"], ['a f {"x":', "a_2 g {}"]),
    "three names": (
        ['0 a f {"x":1}', "0 a g {}", '0 a h {"z":3}'],
        ['a f {"x":1}', "a_2 g {}", 'a_3 h {"z":3}'],
    ),
    "one name, two objects": (['0 a f {"x":1}', '0 a f {"x":2}'], ['a f {"x":1}', 'a_2 f {"x":2}']),
    "one name, said once": (['0 a f {"x":1}', '0 - - {"x":2}'], ['a f {"x":1}', 'a_2 f {"x":2}']),
    "one name, objects in pieces": (
        ['0 a f {"x"', "0 a - :1}", '0 a - {"x"', "0 a - :2}"],
        ['a f {"x":1}', 'a_2 f {"x":2}'],
    ),
    "two objects at once": (['0 a f {"x":1} {"x":2}'], ['a f {"x":1}', 'a_2 f {"x":2}']),
    "two objects, cut inside the second": (
        ['0 a f {"x":1}{"x"', "0 - - :2}"],
        ['a f {"x":1}', 'a_2 f {"x":2}'],
    ),
    "two objects at once, the first again": (['0 a f {"x":1}{"x":1}'], ['a f {"x":1}']),
    "no index, one id": (['- a f {"x":1}', '- a f {"x":2}'], ['a f {"x":1}', 'a_2 f {"x":2}']),
    "no id": (['0 - f {"x":1}', '0 - f {"x":2}'], ['- f {"x":1}', '- f {"x":2}']),
    "no id, in pieces": (['0 - f {"x"', "0 - f :1}", '0 - f {"x":2}'], ['- f {"x":1}', '- f {"x":2}']),
    "no id, no index": (['- - f {"x":1}', '- - f {"x":2}'], ['- f {"x":1}', '- f {"x":2}']),
    "an id that is taken": (
        ['0 a f {"x":1}', '0 a f {"x":2}', '1 a_2 f {"x":3}'],
        ['a f {"x":1}', 'a_3 f {"x":2}', 'a_2 f {"x":3}'],
    ),
    "the next index after two calls": (
        ['0 a f {"x":1}', '0 a f {"x":2}', '1 b f {"x":3}'],
        ['a f {"x":1}', 'a_2 f {"x":2}', 'b f {"x":3}'],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), CASES.values(), ids=CASES.keys())
def test_fragments_become_calls(lines: list[str], wanted: list[str]) -> None:
    assert [written(call) for call in put_together([fragment(line) for line in lines])] == wanted


def test_the_type_of_a_call_under_the_id_of_another_is_that_ones() -> None:
    first = {**fragment('0 a f {"x":1}{"x":2}'), "type": "custom"}
    assert [call["type"] for call in put_together([first])] == ["custom", "custom"]


def test_arguments_that_are_an_object_are_told_apart_as_their_text_is() -> None:
    said = [("f", {"x": 1}), ("f", {"x": 1}), ("f", {"x": 2}), ("g", {"x": 2}), ("h", {})]
    fragments = [
        {"index": 0, "id": "a", "function": {"name": name, "arguments": arguments}}
        for name, arguments in said
    ]
    made = [(call["id"], *call["function"].values()) for call in put_together(fragments)]
    assert made == [("a", *said[0]), ("a_2", *said[2]), ("a_3", *said[3]), ("a_4", *said[4])]


ONE, TWO = {"x": 1}, {"x": 2}
FORMS: dict[str, tuple[list[Any], list[Any]]] = {
    "text, then another object": (['{"x":1}', TWO], ['{"x":1}', TWO]),
    "text in pieces, then another object": (['{"x"', ":1}", TWO], ['{"x":1}', TWO]),
    "text, then the same object": (['{"x":1}', ONE], ['{"x":1}']),
    "text, then the same object twice, and another": (['{"x":1}', ONE, ONE, TWO], ['{"x":1}', TWO]),
    "object, then another text": ([ONE, '{"x":2}'], [ONE, '{"x":2}']),
    "object, then another text in pieces": ([ONE, '{"x"', ":2}"], [ONE, '{"x":2}']),
    "object, then the same text": ([ONE, '{"x": 1}'], [ONE]),
    "object, then an end": ([ONE, "", None, "}", "null", {}], [ONE]),
    "half a text, then the object": (['{"x"', ONE], [ONE]),
    "an empty text, then the object": (["", ONE], [ONE]),
    "a placeholder of text, then the object": (["{}", ONE], [ONE]),
    "a placeholder that is an object, then text": ([{}, '{"x":1}'], ['{"x":1}']),
    "a placeholder of each kind": (["{}", {}], ["{}"]),
    "text, then an empty object": (['{"x":1}', {}], ['{"x":1}']),
}


@pytest.mark.parametrize(("said", "wanted"), FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize(
    "header", [{"index": 0, "id": "a"}, {"index": 0}, {"id": "a"}, {}], ids=str
)
def test_arguments_as_text_and_as_an_object(
    said: list[Any], wanted: list[Any], header: Json
) -> None:
    fragments = [{**header, "function": {"name": "f", "arguments": each}} for each in said]
    made = put_together(fragments)
    assert [call["function"] for call in made] == [{"name": "f", "arguments": a} for a in wanted]
    assert len({call.get("id") for call in made}) == (len(made) if "id" in header else 1)


def test_half_a_character_at_the_end_of_a_fragment() -> None:
    pieces = ['{"x":"\ud83d', '\ude00"}']
    fragments = [{"index": 0, "function": {"name": "\ud83d", "arguments": ""}}]
    fragments += [{"index": 0, "function": {"name": "\ude00", "arguments": ""}}]
    fragments += [{"index": 0, "function": {"arguments": piece}} for piece in pieces]
    [call] = put_together(fragments)
    assert call["function"] == {"name": "😀", "arguments": '{"x":"😀"}'}


OBJECTS = st.dictionaries(
    st.text(max_size=5), st.text('{}[]"\\x', max_size=8), min_size=1, max_size=3
)


@settings(max_examples=200, deadline=None)
@given(
    objects=st.lists(OBJECTS.map(json.dumps), min_size=1, max_size=4),
    cuts=st.lists(st.integers(0, 200)),
    repeat=st.booleans(),
)
def test_objects_one_after_the_other_are_calls_however_they_are_cut(
    objects: list[str], cuts: list[int], repeat: bool
) -> None:
    objects = [text for text, _ in itertools.groupby(objects)]
    text = "".join(objects)
    places = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    header = {"id": "a"} if repeat else {}
    fragments = [{"index": 0, "id": "a", "function": {"name": "f"}}]
    fragments += [
        {"index": 0, **header, "function": {"arguments": text[start:end]}}
        for start, end in itertools.pairwise(places)
    ]
    made = put_together(fragments)
    assert [call["function"]["arguments"] for call in made] == objects
    assert len({call["id"] for call in made}) == len(made)


# --- what a hostile server costs ------------------------------------------------------------------------------


class Compared(int):
    """A number that counts how often it is compared, which is what colliding keys of a dict cost."""

    compared = 0
    __hash__ = int.__hash__

    def __eq__(self, other: object) -> bool:
        Compared.compared += 1
        return int.__eq__(self, other)


COLLIDING = 2**61 - 1
"""Python's hash of an integer is the integer modulo this."""


@pytest.mark.parametrize("step", [COLLIDING, 2 * COLLIDING, -COLLIDING, 2**61, 2**53])
def test_indexes_that_no_list_has_are_no_keys(step: int) -> None:
    calls = ToolCalls()
    Compared.compared = 0
    for number in range(1, 500):
        calls.add({"index": Compared(number * step), "function": {"name": "f", "arguments": "{}"}})
    assert not calls.by_index
    assert Compared.compared == 0


HOSTILE = {
    "objects in one text": lambda n: [fragment("0 a f " + '{"x":1}{"x":2}' * n)],
    "objects in texts of their own": lambda n: [fragment(f'0 a f {{"x":{at}}}') for at in range(n)],
    "empty objects in one text": lambda n: [fragment("0 a f " + "{}" * n)],
    "an object sent again": lambda n: [fragment('0 a f {"x":1}')] * n,
    "a large object and small ones": lambda n: [
        fragment('0 a f {"x":1' + " " * n + "}"), *[fragment('0 a - {"x":1}')] * n
    ],
    "a string that looks like ends": lambda n: [fragment('0 a f {"x":"'), *[fragment("0 a - {}")] * n],
    "brackets that hold no JSON": lambda n: [fragment("0 a f {x}")] * n,
    "bracket after bracket": lambda n: [fragment("0 a f {")] * n,
    "backslashes": lambda n: [fragment('0 a f {"'), *[fragment("0 a - \\\\")] * n],
    "two names in turn": lambda n: [fragment("0 a f {}"), fragment("0 a g {}")] * n,
    "names without end": lambda n: [fragment("0 a f -"), fragment("0 a g -")] * n,
}  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_work_grows_with_the_stream_and_no_faster(make: Any) -> None:
    """Counted in characters that are looked at or copied, as far as Python shows them: calls of functions in C."""

    def count(n: int) -> int:
        fragments, found = make(n), 0

        def look(frame: object, event: str, argument: object) -> None:
            nonlocal found
            found += event in ("call", "c_call")

        sys.setprofile(look)
        try:
            put_together(fragments)
        finally:
            sys.setprofile(None)
        return found

    count(10)
    assert count(400) < 2.6 * count(200)
