"""Ask a model on your own machine with the code that asks OpenRouter: only `server_url` differs.

pip install .                                                       once, in a clone of the project
python examples/local_models.py                                     a local server on this machine answers
python examples/local_models.py ollama llama3.2                     Ollama, where it listens unless told otherwise
python examples/local_models.py http://192.168.1.20:8000/v1 my-model "Why is the sky blue?"
LOCAL_SERVER=llama.cpp python examples/local_models.py              the same from the environment; LOCAL_MODEL too
OPENROUTER_API_KEY=sk-or-... python examples/local_models.py openrouter openai/gpt-4o-mini      OpenRouter

The key of OpenRouter in the environment is not sent to a `server_url` in the code, unless OPENROUTER_SERVER_URL is the
same. A server with a key of its own (`vllm serve --api-key`, `llama-server --api-key`) gets LOCAL_API_KEY. Without a
server, OpenRouter answers if there is a key for it. Exit status: 0 after an answer, 1 after a failure.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import ExitStack

from openrouter_core import UNSET, Err, Ok, OpenRouterCore, Timeout
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatGenerationParams, UserMessage
from openrouter_core.models.errors import APIConnectionError

# Their default addresses:
# https://docs.ollama.com/api/openai-compatibility
# https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html
# https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md (8080 in older releases: pull/26508 there)
SERVERS = {
    "ollama": "http://localhost:11434/v1",
    "vllm": "http://localhost:8000/v1",
    "llama.cpp": "http://localhost:9931/v1",
}
# A model may have to be loaded from disk first, and the response comes only when the answer is complete.
PATIENCE = Timeout(read=1800, total=1800)


def ask(core: OpenRouterCore, model: str | None, question: str) -> bool:
    """Ask, and print the answer. The code is the same for every server."""
    request = ChatGenerationParams(model=model or UNSET, messages=[UserMessage(question)])
    match chat_send(core, request):
        case Ok(response):
            print(response.text)
            return True
        case Err(error):
            print("no answer:", error, file=sys.stderr)
            if isinstance(error, APIConnectionError) and core.server_url:
                print(f"Does a server listen at {core.server_url}?", file=sys.stderr)
            return False


def core_for(server: str | None, stack: ExitStack) -> OpenRouterCore:
    """A core for OpenRouter, for a server by its name or URL, or for `LocalServer`."""
    if server == "openrouter" or (server is None and os.environ.get("OPENROUTER_API_KEY")):
        return OpenRouterCore(x_title="local_models")
    if server is not None:
        key = os.environ.get("LOCAL_API_KEY")
        return OpenRouterCore(key, server_url=SERVERS.get(server, server), timeout=PATIENCE)
    from openrouter_core.testing import LocalServer

    print("No server is named: a local server on this machine answers.", file=sys.stderr)
    return OpenRouterCore(server_url=stack.enter_context(LocalServer(base_path="/v1")).url)


def main() -> int:
    """Read the command line, and ask."""
    parser = argparse.ArgumentParser(description="Ask a model on this machine.")
    parser.add_argument(
        "server",
        nargs="?",
        default=os.environ.get("LOCAL_SERVER") or None,
        help=f"{', '.join(SERVERS)}, openrouter, or the URL before /chat/completions",
    )
    parser.add_argument(
        "model",
        nargs="?",
        default=os.environ.get("LOCAL_MODEL"),
        help="the name on that server; a server with a single model needs none",
    )
    parser.add_argument("question", nargs="?", default="What is the capital of France?")
    arguments = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a model may write what stdout cannot encode
    with ExitStack() as stack:
        core = stack.enter_context(core_for(arguments.server, stack))
        return 0 if ask(core, arguments.model, arguments.question) else 1


if __name__ == "__main__":
    raise SystemExit(main())
