"""examples/mcp_tools.py: a real MCP server is started, described to the model, and called."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from openrouter_core.testing import LocalServer, Reply, chunks

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

pytest.importorskip(
    "mcp", reason="the official package of MCP starts the server, and is the server"
)

COMMAND = (sys.executable, str(Path(__file__).with_name("mcp_server.py")))


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def calling(*called: tuple[str, str]) -> Reply:
    """A streamed answer that calls tools, each by its name with a text of arguments."""
    calls = [
        {"id": f"call_{n}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for n, (name, arguments) in enumerate(called)
    ]
    return Reply.events(chunks(None, message={"tool_calls": calls}))


def told(server: LocalServer) -> list[str]:
    messages: list[Any] = server.requests[-1].json["messages"]
    return [each["content"] for each in messages if each["role"] == "tool"]


def test_the_servers_tools_are_described_and_called(
    programs: Programs, server: LocalServer
) -> None:
    server.enqueue(calling(("add", '{"first": 2, "second": 3}')), Reply.events(chunks("It is 5.")))
    done = programs.run("mcp_tools", "What is 2 + 3?", *COMMAND, server=server)
    assert (done.returncode, done.stdout) == (0, "It is 5.\n")
    assert "calling add with {'first': 2, 'second': 3}\n" in done.stderr
    assert told(server) == ["5"]
    described = {
        each["function"]["name"]: each["function"] for each in server.requests[0].json["tools"]
    }
    assert list(described) == ["add", "text_upper", "picture"]
    assert described["add"]["description"] == "Add two numbers."
    schema = described["add"]["parameters"]
    assert schema["properties"]["first"]["type"] == "integer"
    assert schema["required"] == ["first", "second"]


CALLS = {
    "a name that a chat does not allow": ("text_upper", '{"text": "abc"}', "ABC"),
    "a picture": ("picture", "{}", "[image]"),
    "a tool that fails": ("text_upper", '{"text": ""}', "Error: "),
    "arguments that the server refuses": ("add", '{"first": "x", "second": 3}', "Error: "),
}


def test_what_each_tool_gives_is_told(programs: Programs, server: LocalServer) -> None:
    server.enqueue(calling(*[(name, arguments) for name, arguments, _ in CALLS.values()]))
    server.enqueue(Reply.events(chunks("So it is.")))
    done = programs.run("mcp_tools", "Do it.", *COMMAND, server=server)
    assert (done.returncode, done.stdout) == (0, "So it is.\n")
    for message, (what, (name, _, result)) in zip(told(server), CALLS.items(), strict=True):
        assert message.startswith(result), what
        if result == "Error: ":
            assert f"{name} failed: Error: " in done.stderr


def test_an_error_is_the_exit_status(programs: Programs, server: LocalServer) -> None:
    server.enqueue(Reply.error(402, "Insufficient credits"))
    done = programs.run("mcp_tools", "Do it.", *COMMAND, server=server)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("no answer: Insufficient credits [HTTP 402]\n")


def test_without_a_server_it_says_how(programs: Programs) -> None:
    done = programs.run("mcp_tools", "Do it.")
    assert done.returncode == 1
    assert "python examples/mcp_tools.py" in done.stderr
