"""A first chat, once as a whole and once as a stream.

make quickstart                                          against a local server on this machine
OPENROUTER_API_KEY=sk-or-... make quickstart             against OpenRouter
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatGenerationParams, SystemMessage, UserMessage

REQUEST = ChatGenerationParams(
    model="openai/gpt-4o-mini",
    messages=[
        SystemMessage("You are a helpful assistant."),
        UserMessage("What is the capital of France?"),
    ],
    temperature=0.7,
)


def ask(core: OpenRouterCore) -> bool:
    """Ask, and print the whole answer."""
    match chat_send(core, REQUEST):
        case Ok(response):
            cost = response.usage.cost if response.usage else None
            print(f"{response.model}: {response.text}")
            print(f"  (cost: {cost} USD, generation {response.id})")
            return True
        case Err(error):
            print("chat_send failed:", error, file=sys.stderr)
            return False


def ask_streamed(core: OpenRouterCore) -> bool:
    """Ask, and print the answer as it arrives."""
    opened = chat_send(core, REQUEST, stream=True)
    if isinstance(opened, Err):
        print("chat_send failed:", opened.failure(), file=sys.stderr)
        return False
    print("streamed: ", end="")
    with opened.unwrap() as stream:
        for event in stream:
            match event:
                case Ok(chunk):
                    print(chunk.text, end="", flush=True)
                case Err(error):
                    print("\nthe stream failed:", error, file=sys.stderr)
                    return False
    print()
    return True


def main() -> int:
    """Ask OpenRouter if there is a key, and a local server if not."""
    with ExitStack() as stack:
        if os.environ.get("OPENROUTER_API_KEY"):
            core = stack.enter_context(OpenRouterCore(x_title="openrouter-core quickstart"))
        else:
            from openrouter_core.testing import LocalServer

            server = stack.enter_context(LocalServer())
            core = stack.enter_context(OpenRouterCore(server_url=server.url))
            print("OPENROUTER_API_KEY is not set: a local server on this machine answers.")
        whole, streamed = ask(core), ask_streamed(core)
    return 0 if whole and streamed else 1


if __name__ == "__main__":
    raise SystemExit(main())
