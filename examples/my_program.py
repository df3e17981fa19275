"""A small program that sums up a text; test_my_program.py shows how to test it.

OPENROUTER_API_KEY=sk-or-... python examples/my_program.py "A long text."
"""

import sys

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, and_then
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_send import chat_send


def summary(core: OpenRouterCore, text: str) -> Ok[str] | Err[AnyError]:
    messages = [{"role": "user", "content": f"Sum up in one sentence: {text}"}]
    request = {"model": "openai/gpt-4o-mini", "messages": messages}
    response = and_then(chat_send(core, request, stream=True), chat_collect)
    return and_then(response, lambda whole: Ok(whole.text))


def main() -> int:
    with OpenRouterCore() as core:
        match summary(core, " ".join(sys.argv[1:])):
            case Ok(text):
                print(text)
                return 0
            case Err(error):
                print(f"no summary: {error}", file=sys.stderr)
                return 1


if __name__ == "__main__":
    sys.exit(main())
