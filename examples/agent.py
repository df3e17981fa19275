"""An agent in a terminal: it has three tools and a memory, and asks you before it writes a note.

    OPENROUTER_API_KEY=sk-or-... python examples/agent.py

You see its text while it writes. Each line that you type is a question; an empty line or Ctrl-D ends the program.
Exit status: 0, and 1 after an error.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_stream_tools import chat_stream_tools
from openrouter_core.tools import CallBegun, RequestedCall, RunFinished, TextDelta

NOTES: dict[str, str] = {}


def now(zone: str = "UTC") -> str:
    """The date and time in a zone such as Europe/Oslo."""
    return datetime.now(ZoneInfo(zone)).isoformat(timespec="minutes")


def read_notes() -> dict[str, str]:
    """All notes by their titles."""
    return NOTES


def write_note(title: str, text: str) -> None:
    """Write a note, and replace one with the same title."""
    NOTES[title] = text


def approve(call: RequestedCall) -> Err[str] | None:
    if call.name != "write_note" or input(f"\nwrite {dict(call.arguments)}? (y/n) ") == "y":
        return None
    return Err("the user does not want this note")


def main() -> int:
    messages: Sequence[object] = [{"role": "system", "content": "You keep the user's notes."}]
    tools = [now, read_notes, write_note]
    with OpenRouterCore() as core, suppress(EOFError):
        while question := input("\n> "):
            messages = [*messages, {"role": "user", "content": question}]
            request = {"model": "openai/gpt-4o-mini", "messages": messages}
            stream = chat_stream_tools(core, request, tools, before_call=approve, max_cost=0.1)
            for result in stream:
                match result:
                    case Ok(TextDelta(text)):
                        print(text, end="", flush=True)
                    case Ok(CallBegun(call)):
                        print(f"[{call.name}]", flush=True)
                    case Ok(RunFinished(run)):
                        messages = run.messages  # the memory
                    case Err(error):
                        print(f"\nno answer: {error}", file=sys.stderr)
                        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
