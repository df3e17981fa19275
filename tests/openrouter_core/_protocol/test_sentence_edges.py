"""What an error says, wherever it says it: every name, which one counts first, and how much is read."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core._protocol.sentence import sentence

SAID = ["message", "msg", "error_description", "description", "detail", "details", "reason"]
SAID += ["error_message", "error_msg", "errmsg", "faultstring"]
INNER = ["error", "errors", "issues", "fault"]
SPELLED = [
    "Message",
    "MESSAGE",
    "Detail",
    "errorMessage",
    "errMsg",
    "err_msg",
    "Error",
    "faultString",
]


def nested(value: Any, times: int) -> Any:
    for _ in range(times):
        value = [value]
    return value


@pytest.mark.parametrize("name", [*SAID, *INNER, *SPELLED, "title"])
def test_every_name_says_it(name: str) -> None:
    assert sentence({name: "Slow down"}) == "Slow down"
    assert sentence({name: " "}) is None
    if name != "title":
        assert sentence({name: [{"message": "Slow down"}]}) == "Slow down"


def test_which_name_counts_first() -> None:
    names = [*SAID, *INNER]
    for place, name in enumerate(names):
        assert sentence({each: each for each in reversed(names[place:])}) == name


SENTENCES: dict[str, tuple[Any, str | None]] = {
    "a text": ("Slow down", "Slow down"),
    "blank": (" ", None),
    "a number": (7, None),
    "null": (None, None),
    "empty": ({}, None),
    "an empty list": ([], None),
    "two": (["a", "b"], "a; b"),
    "two, and nothing between": (["a", None, " ", "b"], "a; b"),
    "five": (list("abcde"), "a; b; c; d; e"),
    "no more than five": (list("abcdef"), "a; b; c; d; e"),
    "deep": (nested("a", 5), "a"),
    "too deep": (nested("a", 6), None),
    "deep by names": ({"error": {"error": {"error": {"error": {"error": "a"}}}}}, "a"),
    "too deep by names": (
        {"error": {"error": {"error": {"error": {"error": {"error": "a"}}}}}},
        None,
    ),
    "a title before": ({"title": "Forbidden", "detail": "Spent"}, "Forbidden: Spent"),
    "a title alone": ({"title": "Forbidden"}, "Forbidden"),
    "a title that says the same": ({"title": "Spent", "detail": "Spent"}, "Spent"),
    "a blank title": ({"title": " ", "detail": "Spent"}, "Spent"),
    "a title that is no text": ({"title": 7, "detail": "Spent"}, "Spent"),
    "a title before the inner error": ({"title": "Forbidden", "error": "Spent"}, "Forbidden"),
    "a place": ({"loc": ["body", 0, "n"], "msg": "Required"}, "body.0.n: Required"),
    "a path": ({"path": ["n"], "message": "Required"}, "n: Required"),
    "both": ({"loc": ["n"], "path": ["m"], "message": "Required"}, "n: Required"),
    "an empty place": ({"loc": [], "path": ["m"], "message": "Required"}, "m: Required"),
    "no place": ({"loc": "n", "message": "Required"}, "Required"),
    "a place of other things": ({"loc": ["n", None], "message": "Required"}, "Required"),
    "a place without a message": ({"loc": ["n"]}, None),
    "a long place": (
        {"loc": list(range(21)), "msg": "Required"},
        ".".join(map(str, range(20))) + ": Required",
    ),
    "by field": ({"errors": {"n": ["a", "b"], "m": ["c"]}}, "n: a; b; m: c"),
    "by field, five": (
        {"errors": {str(n): ["a"] for n in range(6)}},
        "0: a; 1: a; 2: a; 3: a; 4: a",
    ),
    "by field, no list": ({"errors": {"n": "a", "m": "b"}}, "n: a; m: b"),
    "by field, some of each": ({"errors": {"n": "a", "m": ["b"], "k": 7}}, "n: a; m: b"),
    "by field, objects": ({"errors": {"n": {"message": "a"}}}, "n: a"),
    "by field, nothing": ({"errors": {"n": 7, "m": " ", "k": {}}}, None),
    "by field, of something else": ({"error": {"code": "a", "type": "b"}}, None),
    "two spellings": ({"Message": "a", "message": "b"}, "b"),
    "a text in a message": ({"message": {"text": "a"}}, "a"),
    "a value in a message": ({"message": {"lang": "en", "value": "a"}}, "a"),
    "a text at the top": ({"text": "a"}, None),
    "a message before its text": ({"errors": [{"value": "a", "msg": "b"}]}, "b"),
    "by field, not at the top": ({"n": ["a"]}, None),
}


@pytest.mark.parametrize(("value", "wanted"), SENTENCES.values(), ids=SENTENCES)
def test_what_an_error_says(value: Any, wanted: str | None) -> None:
    assert sentence(value) == wanted
