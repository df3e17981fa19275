"""One question from the command line: the answer appears while it is written, then its cost.

    OPENROUTER_API_KEY=sk-or-... python examples/cli.py "Tell me about the sea."

Exit status: 0 after a complete answer, 1 after an error. `stream_to_terminal.py` is safer if texts of strangers are
involved: it also removes control characters, and has an exit status for each way to end.
"""

import sys

from openrouter_core import Err, Ok, OpenRouterCore, and_then
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatStreamingResponseChunk


def show(chunk: ChatStreamingResponseChunk) -> None:
    print(chunk.text, end="", flush=True)


def main() -> int:
    messages = [{"role": "user", "content": " ".join(sys.argv[1:])}]
    request = {"model": "openai/gpt-4o-mini", "messages": messages}
    with OpenRouterCore() as core:
        started = chat_send(core, request, stream=True)
        match and_then(started, lambda stream: chat_collect(stream, each=show)):
            case Ok(response):
                cost = response.usage.cost if response.usage else None
                print(f"\n{cost} USD", file=sys.stderr)
                return 0
            case Err(error):
                print(f"\nno answer: {error}", file=sys.stderr)
                return 1


if __name__ == "__main__":
    sys.exit(main())
