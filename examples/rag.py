"""Questions about a text of your own: embeddings find the paragraphs that fit, and these are sent with the question.

    OPENROUTER_API_KEY=sk-or-... python examples/rag.py handbook.txt "How many days of leave are there?"

There is an empty line between two paragraphs. Some thousands of them are compared in memory with numpy, which
``pip install '.[examples]'`` installs.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openrouter_core import OpenRouterCore, raise_on_err
from openrouter_core.concurrent import gather
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.embeddings_generate import embeddings_generate


def vectors(core: OpenRouterCore, texts: Sequence[str]) -> NDArray[np.float32]:
    """A row of length 1 for each text, in their order. Some models take at most 100 texts in a request."""
    rows: list[list[float]] = []
    groups = [texts[n : n + 100] for n in range(0, len(texts), 100)]
    requests = [{"model": "openai/text-embedding-3-small", "input": group} for group in groups]
    for _, result in gather(core, embeddings_generate, requests):
        response = raise_on_err(result)
        rows += [row.vector for row in sorted(response.data or [], key=lambda row: row.index or 0)]
    found: NDArray[np.float32] = np.array(rows, np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def main() -> None:
    if len(sys.argv) != 3 or not Path(sys.argv[1]).is_file():
        sys.exit("usage: python examples/rag.py TEXT_FILE QUESTION")
    file, question = sys.argv[1:]
    paragraphs = Path(file).read_text(encoding="utf-8").split("\n\n")
    with OpenRouterCore() as core:
        similarity = vectors(core, paragraphs) @ vectors(core, [question])[0]
        best = [paragraphs[place] for place in np.argsort(-similarity)[:5]]
        messages = [
            {"role": "system", "content": "Answer from these paragraphs:\n\n" + "\n\n".join(best)},
            {"role": "user", "content": question},
        ]
        request = {"model": "openai/gpt-4o-mini", "messages": messages}
        print(raise_on_err(chat_send(core, request)).text)


if __name__ == "__main__":
    main()
