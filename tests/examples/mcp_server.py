"""A small MCP server over stdin and stdout, for the test of examples/mcp_tools.py: the official package's own."""

from __future__ import annotations

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.utilities.types import Image

server = MCPServer("a small server")


@server.tool()
def add(first: int, second: int) -> int:
    """Add two numbers."""
    return first + second


@server.tool(name="text.upper")
def upper(text: str) -> str:
    """Write a text in capitals."""
    if not text:
        raise ValueError("there is no text")
    return text.upper()


@server.tool()
def picture() -> Image:
    """Draw a picture."""
    return Image(data=b"\x89PNG", format="png")


if __name__ == "__main__":
    server.run("stdio")
