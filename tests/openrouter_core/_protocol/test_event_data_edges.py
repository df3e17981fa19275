"""What an event's data is, word by word: keep-alives, events run together, the signal at a body's end."""

from __future__ import annotations

import pytest

from openrouter_core._protocol.event_data import is_keep_alive, separate, without_end_signal

WORDS = ("ping", "keep-alive", "keepalive", "keep alive", "heartbeat", "openrouter processing")
ENDS = ("", ".", "...", "…", "!", " 12", " - 2026-11-01 10:00:00", ": 7", "\t", " (7)")


@pytest.mark.parametrize("end", ENDS, ids=map(repr, ENDS))
@pytest.mark.parametrize("word", WORDS)
def test_a_word_alone_or_with_what_is_no_word(word: str, end: str) -> None:
    for text in (word + end, (word + end).upper(), f'"{word}{end}"', f'" {word}{end} "'):
        assert is_keep_alive(text)
        assert is_keep_alive(f"  {text}  ")
        assert not is_keep_alive(text, "error")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "null", "[]", ":", ": any comment", '""', '" "', '"null"', '"[]"', '": x"'),
        *("NULL", "Null", "None", "undefined", "[null]", "[ null ]", "[ ]", ".", "...", "…", '"."'),
        *("null\nnull", "null\n\n.\nping", "None\n: x"),
    ],
)
def test_nothing_null_and_comments(text: str) -> None:
    assert is_keep_alive(text)
    assert not is_keep_alive(text, "error")


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"ping',
        "nul",
        "null null",
        "[null, 1]",
        "Nones",
        "undefined error",
        "null\n7",
        "null\n{}",
        ': x\n{"a": 1}',
        ".5",
        "{}",
        "[1]",
        "7",
        "true",
        "pinging",
        "ping7",
        "ping failed",
        "ping: 7 failed",
        "heartbeat of a",
        "xping",
        "[DONE]",
        '{"type": "ping"',
    ],
)
def test_all_else_is_none(text: str) -> None:
    assert not is_keep_alive(text)


@pytest.mark.parametrize("name", ["ping", "Keep-Alive", "HEARTBEAT", "ping 7"])
def test_the_events_type_may_say_it(name: str) -> None:
    assert is_keep_alive("7", name)
    assert is_keep_alive("2026-11-01", name)
    assert is_keep_alive("still here", name)
    assert not is_keep_alive('{"choices": [', name)
    assert not is_keep_alive("[1]", name)
    assert not is_keep_alive("7", name + "pong")


@pytest.mark.parametrize(
    ("text", "cut", "events"),
    [
        ('{"a": 1}\n{"b": 2}', False, ['{"a": 1}', '{"b": 2}']),
        ('{"a": 1}\n[DONE]', False, ['{"a": 1}', "[DONE]"]),
        ('{"a": 1}\n [DONE] ', False, ['{"a": 1}', " [DONE] "]),
        ('{"a": 1}\n: ping\nping\n{"b": 2}', False, ['{"a": 1}', '{"b": 2}']),
        ('{"a": 1}', False, []),
        ('{"a": 1}\nping', False, ['{"a": 1}']),
        ('{"choices": []}\nnull', False, ['{"choices": []}']),
        ('null\n{"a": 1}\nNone\n', False, ['{"a": 1}']),
        ("null\n[DONE]", False, ["[DONE]"]),
        ("null\nnull", False, []),
        ('null\n{"a": ', False, []),
        ('null\n{"a": ', True, ['{"a": ']),
        ('{"a": ', True, []),
        ('{"a": 1}\nInternal Server Error', False, []),
        ('{"a": 1}\n{"b": ', False, []),
        ('{"a": 1}\n{"b": ', True, ['{"a": 1}', '{"b": ']),
        ('{"a": \n{"b": 2}', True, []),
        ('{"a": 1}\n[1]', False, []),
        ('{"a": 1}\n7', False, []),
        ("", False, []),
    ],
)
def test_events_that_were_run_together(text: str, cut: bool, events: list[str]) -> None:
    assert separate(text, cut=cut) == events


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"{}\n\ndata: [DONE]\n\n", b"{}"),
        (b"{}data:[DONE]", b"{}"),
        (b"{} data: \n [DONE] ", b"{}"),
        (b"{}\n[DONE]\n", b"{}\n[DONE]\n"),
        (b"data: [DONE]\n{} ", b"data: [DONE]\n{} "),
        (b"{}\n", b"{}\n"),
        (b"data: [DONE]", b""),
    ],
)
def test_the_signal_at_the_end_of_a_body(body: bytes, wanted: bytes) -> None:
    assert without_end_signal(body) == wanted
