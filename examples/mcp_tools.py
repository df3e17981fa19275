"""A chat with the tools of an MCP server. The program starts the server, and talks to it over stdin and stdout.

    pip install '.[examples]'
    OPENROUTER_API_KEY=sk-or-... python examples/mcp_tools.py "Which files are here?" npx -y some-mcp-server .

The words after the question are the command that starts the server. The server runs with your rights, and its answers
go to the model: use one that you trust. Exit status: 0 after a complete answer, 1 after an error.
"""

import asyncio
import re
import sys
from typing import Any

import mcp
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_stream_tools import chat_stream_tools_async
from openrouter_core.tools import CallBegun, CallResult, RunFinished, TextDelta, Tool


async def tools_of(client: Client) -> list[Tool]:
    """All tools of a server, which lists them in pages."""
    tools: list[Tool] = []
    cursor: str | None = None
    while True:
        page = await client.list_tools(cursor=cursor)
        tools += [as_tool(client, each) for each in page.tools]
        cursor = page.next_cursor
        if cursor is None:
            return tools


def as_tool(client: Client, described: mcp.Tool) -> Tool:
    """A tool of the server as a `Tool`: its schema exists already."""

    async def call(arguments: dict[str, Any]) -> str | Err[str]:
        result = await client.call_tool(described.name, arguments)
        # The message of a tool can hold text only. For anything else, such as a picture, the model gets its type.
        parts = [
            part.text if isinstance(part, TextContent) else f"[{part.type}]"
            for part in result.content
        ]
        text = "\n".join(parts)
        return Err(text) if result.is_error else text

    name = re.sub(r"[^A-Za-z0-9_-]", "_", described.name)[:64]  # MCP allows other characters too
    return Tool(name, described.description or "", described.input_schema, call)


async def main(question: str, command: str, *arguments: str) -> int:
    """Answer a question with the tools of the server that a command starts."""
    request = {
        "model": "openai/gpt-4o-mini",
        "messages": [{"role": "user", "content": question}],
    }
    server = StdioServerParameters(command=command, args=list(arguments))
    async with OpenRouterCore() as core, Client(server) as client:
        tools = await tools_of(client)
        async for result in chat_stream_tools_async(core, request, tools, max_cost=0.1):
            match result:
                case Ok(TextDelta(text)):
                    print(text, end="", flush=True)
                case Ok(CallBegun(call)):
                    print(f"calling {call.name} with {dict(call.arguments)}", file=sys.stderr)
                case Ok(CallResult(call, text, failed=True)):
                    print(f"{call.name} failed: {text}", file=sys.stderr)
                case Ok(RunFinished()):
                    print()
                case Err(error):
                    print(f"no answer: {error}", file=sys.stderr)
                    return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(asyncio.run(main(*sys.argv[1:])))
