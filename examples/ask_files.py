"""Questions about pictures and PDFs. A PDF is read and billed only once, however many questions you ask.

    OPENROUTER_API_KEY=sk-or-... python examples/ask_files.py letter.pdf cat.png

Each line that you type is a question. The files are sent with the first one. The message of the response has
annotations with the text that OpenRouter has read from them. This message is sent with the next question, so nothing
is read again.

Exit status: 0, and 1 after an error.
"""

import sys
from pathlib import Path

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.media import file_part, image_part


def part(path: Path) -> object:
    return file_part(path) if path.suffix.lower() == ".pdf" else image_part(path)


try:
    parts = [part(Path(name)) for name in sys.argv[1:]]
except (OSError, ValueError) as problem:  # for example a missing file
    sys.exit(str(problem))
messages: list[object] = []
with OpenRouterCore() as core:
    for question in sys.stdin:
        messages.append({"role": "user", "content": [*parts, {"type": "text", "text": question}]})
        match chat_send(core, {"model": "openai/gpt-4o-mini", "messages": messages}):
            case Ok(response):
                print(response.text, flush=True)
                messages += [choice.message for choice in response.choices]
                parts.clear()
            case Err(error):
                sys.exit(f"no answer: {error}")
