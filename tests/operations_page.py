"""Write docs/operations.md, the table of all functions: `python -m tests.operations_page`.

What it says is read from the modules in ``funcs/``: a docstring's first sentence, and the description of the operation.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from openrouter_core._protocol.operation import JSON, Operation

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "operations.md"

RESOURCES: Final[Mapping[str, str]] = {
    "chat": "Chat",
    "responses": "Responses",
    "messages": "Messages",
    "presets": "Presets",
    "embeddings": "Embeddings",
    "rerank": "Reranking",
    "images": "Images",
    "video_generation": "Videos",
    "tts": "Text to speech",
    "stt": "Speech to text",
    "alpha_decisions": "Decisions",
    "system_one": "System One",
    "batch": "Batches",
    "files": "Files",
    "containers": "Container files",
    "tools": "Tools",
    "models": "Models",
    "endpoints": "Endpoints of a model",
    "providers": "Providers",
    "benchmarks": "Benchmarks",
    "classifications": "Classifications",
    "datasets": "Datasets",
    "generations": "Generations",
    "analytics": "Analytics",
    "credits": "Credits",
    "api_keys": "API keys",
    "oauth": "OAuth",
    "byok": "Your own provider keys (BYOK)",
    "guardrails": "Guardrails",
    "observability": "Observability",
    "organization": "Organization",
    "workspaces": "Workspaces",
    "external_users": "External users",
    "scim": "SCIM",
    "vault": "Vault",
    "interns": "Interns",
    "private_endpoints": "Private endpoints",
    "request": "Any request",
}
"""What the names of functions begin with, in the order of the page."""

HEAD: Final = """\
# Operations

Every function of the package, by resource. Each is in the module of its name,
`from openrouter_core.funcs.chat_send import chat_send`. A function that sends a request or reads a stream has an async
form beside it, `chat_send_async`. Its docstring says what it costs, which key it needs, what its `Ok` holds and which
errors are its own, and has an example that runs. A dash means that the function is not an operation of the API.

| mark | meaning |
|---|---|
| streamed | `stream=True` returns an `EventStream` |
| pages | `openrouter_core.paginate` reads all pages |
| waits | `wait=` seconds: polls until the result is there |
| bytes | the response is binary content; `to=` writes it to a file |
| idempotent | `idempotency_key=`: a repeated request is processed only once |

"""
FOOT: Final = "<!-- Written by `python -m tests.operations_page`; do not edit. -->\n"


class UnknownResourceError(Exception):
    """No resource has the name that a function begins with: add it to `RESOURCES`."""


def names() -> list[str]:
    """The functions' names."""
    return sorted(file.stem for file in (ROOT / "funcs").glob("*.py") if file.stem != "__init__")


def function(name: str) -> Callable[..., Any]:
    """A function by its name."""
    found: Callable[..., Any] = getattr(import_module(f"openrouter_core.funcs.{name}"), name)
    return found


def resource(name: str) -> str:
    """What a function is about: the longest beginning of its name that is known."""
    fitting = [each for each in RESOURCES if name == each or name.startswith(f"{each}_")]
    if not fitting:
        raise UnknownResourceError(name)
    return max(fitting, key=len)


def page() -> str:
    """The page, whole."""
    by_resource: dict[str, list[str]] = {each: [] for each in RESOURCES}
    for name in names():
        by_resource[resource(name)].append(name)
    parts = ["\n".join(_table(each, found)) for each, found in by_resource.items() if found]
    return f"{HEAD}{FOOT}\n" + "\n".join(parts)


def _table(of: str, found: list[str]) -> Iterator[str]:
    yield f"## {RESOURCES[of]}\n"
    yield "| function | request | what it does | |"
    yield "|---|---|---|---|"
    yield from map(_row, found)
    yield ""


def _row(name: str) -> str:
    operation = getattr(import_module(f"openrouter_core.funcs.{name}"), "OPERATION", None)
    request = f"`{operation.method} {operation.base or ''}{operation.path}`" if operation else "–"
    marks = ", ".join(_marks(name, operation))
    return f"| [`{name}`](../funcs/{name}.py) | {request} | {_sentence(name)} | {marks} |"


def _sentence(name: str) -> str:
    first = (inspect.getdoc(function(name)) or "").partition("\n\n")[0]
    return " ".join(first.replace("``", "`").replace("|", "\\|").split())


def _marks(name: str, operation: Operation | None) -> Iterator[str]:
    taken = inspect.signature(function(name)).parameters
    if "stream" in taken and operation is not None:
        yield "streamed"
    if operation is not None and operation.pages:
        yield "pages"
    if "wait" in taken:
        yield "waits"
    if operation is not None and operation.accept != JSON:
        yield "bytes"
    if "idempotency_key" in taken:
        yield "idempotent"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
