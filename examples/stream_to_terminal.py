"""Stream an answer to the terminal while the model writes it; Ctrl-C stops the model and its billing.

pip install .                                                       once, in a clone of the project
python examples/stream_to_terminal.py "Tell me about the sea."      a local server on this machine answers
OPENROUTER_API_KEY=sk-or-... python examples/stream_to_terminal.py "Tell me about the sea."         OpenRouter answers

The answer goes to stdout, and everything else to stderr. Exit status: 0 after a complete answer, 1 after an error or an
answer that was cut off, 130 after Ctrl-C, 141 if nobody reads stdout any more (`| head -c 10`).

When the connection is closed, the providers that support it stop the generation and its billing. They are listed at
https://openrouter.ai/docs/api/reference/streaming, under "Stream cancellation".
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from contextlib import ExitStack

from openrouter_core import (
    AnyError,
    Err,
    EventStream,
    Ok,
    OpenRouterCore,
    and_then,
    collecting,
)
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import (
    ChatGenerationParams,
    ChatResponse,
    ChatStreamingResponseChunk,
    UserMessage,
)

# A terminal obeys control characters. Without them, no answer can move the cursor or clear the screen.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show(stream: EventStream[ChatStreamingResponseChunk]) -> Ok[ChatResponse] | Err[AnyError]:
    """Print the answer while it arrives, and keep it."""
    with collecting(stream) as kept:  # closes the connection, also after an exception
        for result in kept:
            if isinstance(result, Ok):
                text = CONTROL_CHARACTERS.sub("", result.unwrap().text)
                print(text, end="", flush=True)
    print(flush=True)
    return kept.result()


def print_answer(core: OpenRouterCore, request: ChatGenerationParams) -> int:
    """Print an answer and its cost, and return the exit status."""
    match and_then(chat_send(core, request, stream=True), show):
        case Ok(response):
            if response.usage is not None:
                usage = f"{response.usage.total_tokens} tokens, {response.usage.cost} USD"
                print(usage, file=sys.stderr)
            for choice in response.choices:
                if choice.finish_reason in ("length", "content_filter"):
                    print("the answer was cut off:", choice.finish_reason, file=sys.stderr)
                    return 1
            return 0
        case Err(error):
            what = "no answer:" if error.partial is None else "the answer was cut off:"
            print(what, error, file=sys.stderr)
            return 1


def stand_in(stack: ExitStack) -> OpenRouterCore:
    """A core for a local server, which writes slowly enough to be interrupted."""
    from openrouter_core.testing import LocalServer, Reply, chunks

    print("OPENROUTER_API_KEY is not set: a local server on this machine answers.", file=sys.stderr)
    server = stack.enter_context(LocalServer())
    text = "The sea is wide and salt, it is never still, and it was there before anyone asked about it."
    server.always(Reply.events(chunks(text)).drip(250, pause=0.05))
    return OpenRouterCore(server_url=server.url)


def main() -> int:
    """Ask OpenRouter if there is a key, and a local server if not."""
    parser = argparse.ArgumentParser(description="Stream an answer to the terminal.")
    parser.add_argument("question", nargs="?", default="Tell me about the sea.")
    parser.add_argument("--model", default="openai/gpt-4o-mini")
    arguments = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a model may write what stdout cannot encode
    request = ChatGenerationParams(
        model=arguments.model, messages=[UserMessage(arguments.question)]
    )
    try:
        with ExitStack() as stack:
            has_key = bool(os.environ.get("OPENROUTER_API_KEY"))
            core = OpenRouterCore(x_title="stream_to_terminal") if has_key else stand_in(stack)
            stack.enter_context(core)
            return print_answer(core, request)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # At its end, Python writes the rest to stdout, and would report the error again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


if __name__ == "__main__":
    raise SystemExit(main())
