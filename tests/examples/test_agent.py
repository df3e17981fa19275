"""examples/agent.py: it calls its tools, remembers, asks before it writes a note, and is short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from openrouter_core.testing import LocalServer, Reply, chunks

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

FILE = Path(__file__).parent.parent.parent / "examples" / "agent.py"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def calling(name: str, arguments: str, id: str = "call_1") -> Reply:
    called = {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}
    return Reply.events(chunks(None, message={"tool_calls": [called]}))


def told(server: LocalServer) -> list[str]:
    messages: list[Any] = server.requests[-1].json["messages"]
    return [each["content"] for each in messages if each["role"] == "tool"]


def test_it_writes_while_it_thinks_and_remembers(programs: Programs, server: LocalServer) -> None:
    server.enqueue(calling("now", '{"zone": "Europe/Oslo"}'), Reply.events(chunks("It is noon.")))
    server.enqueue(Reply.events(chunks("You asked for the time.")))
    done = programs.run("agent", stdin="How late is it?\nWhat did I ask?\n\n", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "\n> [now]\nIt is noon.\n> You asked for the time.\n> "
    remembered = server.requests[-1].json["messages"]
    assert [each["role"] for each in remembered] == [
        *("system", "user", "assistant", "tool", "assistant"),
        "user",
    ]
    tools = server.requests[0].json["tools"]
    assert [each["function"]["name"] for each in tools] == ["now", "read_notes", "write_note"]


def test_the_end_of_its_input_ends_it(programs: Programs, server: LocalServer) -> None:
    server.enqueue(Reply.events(chunks("Hello.")))
    done = programs.run("agent", stdin="Hi\n", server=server)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n> Hello.\n> ", "")


@pytest.mark.parametrize(
    ("answer", "results"),
    [
        ("y", ["null", '{"milk":"2 l"}']),
        ("n", ["Error: the user does not want this note", "{}"]),
    ],
)
def test_a_note_is_written_when_a_person_agrees(
    programs: Programs, server: LocalServer, answer: str, results: list[str]
) -> None:
    server.enqueue(
        calling("write_note", '{"title": "milk", "text": "2 l"}'),
        calling("read_notes", "{}", "call_2"),
        Reply.events(chunks("Done.")),
    )
    done = programs.run("agent", stdin=f"Note: 2 l of milk.\n{answer}\n\n", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert "write {'title': 'milk', 'text': '2 l'}? (y/n) " in done.stdout
    assert told(server) == results


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply.error(402, "Insufficient credits"), "no answer: Insufficient credits [HTTP 402]"),
        (
            Reply.events(chunks("Half an", finish_reason=None, usage_counts=None), done=False),
            "no answer: the stream ended",
        ),
    ],
)
def test_an_error_is_the_exit_status(
    programs: Programs, server: LocalServer, reply: Reply, message: str
) -> None:
    server.enqueue(reply)
    done = programs.run("agent", stdin="Hi\n\n", server=server)
    assert done.returncode == 1
    assert done.stderr.strip().startswith(message)


def test_it_is_short() -> None:
    text = FILE.read_text(encoding="utf-8")
    code = text.splitlines()[ast.parse(text).body[1].lineno - 1 :]  # after the docstring
    assert sum(1 for line in code if line.strip()) < 45
