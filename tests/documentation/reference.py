"""The pages of the reference, written from docstrings, signatures and the operations' descriptions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from openrouter_core._protocol.operation import JSON, Operation
from tests.documentation.docstrings import Docstring, entries, take_apart
from tests.documentation.fixtures import fixtures_section
from tests.documentation.mappings import mappings_page
from tests.documentation.names import (
    MODULES,
    annotation,
    cell,
    error_classes,
    model_classes,
    model_modules,
    model_page,
    module_names,
    operation_page,
    own_pages,
    prose,
    request_types,
)
from tests.documentation.objects import errors_page, models_page, objects_page
from tests.documentation.programs import TWINLESS, program, program_async
from tests.operations_page import RESOURCES, function, names, resource


def pages() -> dict[str, str]:
    """Every page of the reference, by its path below docs/."""
    found = {"reference/index.md": _index()}
    for each in RESOURCES:
        listed = [name for name in names() if resource(name) == each]
        if listed:
            found[operation_page(listed[0])] = _resource_page(each, listed)
    for page, (title, listed) in own_pages().items():
        path = f"reference/package/{page}.md"
        found[path] = objects_page(title, "openrouter_core", listed, path)
    for module, title in MODULES.items():
        if module == "mappings":
            continue
        path = f"reference/package/{module}.md"
        found[path] = objects_page(title, f"openrouter_core.{module}", module_names(module), path)
    testing = "reference/package/testing.md"
    found[testing] += f"\n{fixtures_section(testing)}"
    found["reference/package/errors.md"] = errors_page()
    found["reference/package/mappings.md"] = mappings_page(MODULES["mappings"])
    for module in model_modules():
        if model_classes(module):
            found[model_page(module)] = models_page(module)
    return found


def navigation() -> list[dict[str, Any]]:
    """The reference's entries for ``nav`` in mkdocs.yml."""
    by_resource: list[dict[str, str]] = []
    for each, title in RESOURCES.items():
        listed = [name for name in names() if resource(name) == each]
        if listed:
            by_resource.append({title: operation_page(listed[0])})
    own = [{title: f"reference/package/{page}.md"} for page, (title, _) in own_pages().items()]
    own.insert(2, {"Errors": "reference/package/errors.md"})
    modules = [{title: f"reference/package/{module}.md"} for module, title in MODULES.items()]
    models: dict[str, list[dict[str, str]]] = {}
    for module in model_modules():
        if model_classes(module):
            room, _, name = module.rpartition(".")
            models.setdefault(room or "others", []).append({name: model_page(module)})
    return [
        {"Overview": "reference/index.md"},
        {"All operations": "operations.md"},
        {"Operations": by_resource},
        {"Package": [*own, *modules]},
        {"Models": [{room: models[room]} for room in sorted(models)]},
    ]


_OVERVIEW: Final = {
    "chat": "Conversations with a model: complete or streamed responses, typed answers, tools.",
    "responses": "OpenAI's Responses API: a conversation as a list of items, with tools that the server runs.",
    "messages": "Anthropic's Messages API: a conversation as lists of blocks, for every model.",
    "presets": "Named settings of requests: a model, a system prompt, limits.",
    "embeddings": "Vectors for texts and other content, for search and comparison.",
    "rerank": "Documents ranked by how well they answer a query.",
    "images": "Images from a description.",
    "video_generation": "Videos from a description: start a job, wait for it, and download the video.",
    "tts": "Speech from a text.",
    "stt": "A text from speech.",
    "alpha_decisions": "Typed questions to decision models, whose answers are probabilities.",
    "system_one": "Typed questions to fast decision models, whose answers are probabilities.",
    "batch": "Many requests in one job, processed within a day at a lower price.",
    "files": "Files that requests refer to, and files that models have made.",
    "containers": "The files of a container in which a model has run code.",
    "tools": "The tools that OpenRouter runs for a model.",
    "models": "The models that OpenRouter offers, with their capabilities and prices.",
    "endpoints": "The providers that serve a model.",
    "providers": "The providers behind OpenRouter.",
    "benchmarks": "Results of models in public benchmarks.",
    "classifications": "What requests to models are about.",
    "datasets": "Public statistics: the most used models and apps, and the cost of sessions.",
    "generations": "The metadata of a generation, such as its provider, duration and cost, and its content.",
    "analytics": "What your account has used, by day, model and key.",
    "credits": "The credits that the account has bought and used.",
    "api_keys": "The API keys of an account and their limits, for programs that manage keys.",
    "oauth": "Keys for the users of your app: they log in to OpenRouter, and your app gets a key (PKCE).",
    "byok": "Your own provider keys (BYOK), which OpenRouter uses for your requests.",
    "guardrails": "Limits on models, providers and spending, for keys and members.",
    "observability": "Where traces of your requests are sent.",
    "organization": "The organization, its settings and its members.",
    "workspaces": "Workspaces, their members and their budgets.",
    "external_users": "The users of your app, as OpenRouter knows them.",
    "scim": "Groups of your identity provider, and their roles in workspaces.",
    "vault": "Secrets that interns use, and that no function can read.",
    "interns": "Agents that OpenRouter runs: create them, start them, send them messages.",
    "private_endpoints": "Your own deployments of models.",
    "request": "Any request to the API, also for an operation that is newer than this package.",
}
_FIRST: Final = ("chat_send", "responses_send", "messages_create")
"""Where a page begins with another function than the alphabet says."""


# --- operations ----------------------------------------------------------------------------------------------------

_HEAD: Final = """\
Each function is imported from the module of its name, and has an async form beside it. All examples run as they are,
without a key, because `LocalServer` responds. To call OpenRouter, leave out `LocalServer` and `server_url=`, and set
`OPENROUTER_API_KEY`. A request that is a mapping uses the API's own field names.
"""


def _index() -> str:
    rows = [
        f"| [{title}]({operation_page(listed[0]).removeprefix('reference/')}) | {len(listed)} |"
        for each, title in RESOURCES.items()
        if (listed := [name for name in names() if resource(name) == each])
    ]
    return (
        "# Reference\n\n"
        f"{_HEAD}\n"
        "What every function shares: the [core and its options](package/core.md), [results](package/results.md),\n"
        "[errors](package/errors.md), [streams](package/streams.md), [retries and time limits](package/retries.md),\n"
        "[hooks](package/hooks.md). All operations with their\n"
        "requests are in [one table](../operations.md).\n\n"
        "| about | functions |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def _resource_page(which: str, listed: list[str]) -> str:
    page = operation_page(listed[0])
    title = RESOURCES[which]
    listed = sorted(listed, key=lambda name: (name not in _FIRST, name))
    rows = [
        f"| [`{name}`](#{name}) | {cell(prose(_doc(name).sentence, page))} |" for name in listed
    ]
    parts = [
        f"# {title}\n",
        f"{_OVERVIEW[which]}\n" if which in _OVERVIEW else "",
        "## Available operations\n",
        "| function | what it does |\n|---|---|\n" + "\n".join(rows) + "\n",
        *(_operation(name, page) for name in listed),
    ]
    return "\n".join(parts)


def _doc(name: str) -> Docstring:
    return take_apart(inspect.getdoc(function(name)) or "")


def _operation(name: str, page: str) -> str:
    doc = _doc(name)
    operation: Operation | None = getattr(
        import_module(f"openrouter_core.funcs.{name}"), "OPERATION", None
    )
    taken = inspect.signature(function(name)).parameters
    facts = []
    if operation is not None:
        facts.append(f"`{operation.method} {operation.base or ''}{operation.path}`")
    if "Key" in doc.sections:
        facts.append(f"Key: {prose(' '.join(doc.sections['Key'].split()), page)}")
    facts += _facts(operation, set(taken))
    parts = [
        f"## {name} {{ #{name} }}\n",
        prose(doc.sentence, page) + "\n",
        " · ".join(facts) + "\n" if facts else "",
        prose(doc.text, page) + "\n" if doc.text else "",
        _example(name),
        "**Parameters**\n",
        _parameters(name, doc, page),
        prose(doc.notes, page) + "\n" if doc.notes else "",
        "**Returns**\n",
        prose(doc.sections["Returns"], page) + "\n",
        "**Errors**\n",
        _errors(doc.sections["Errors"], page),
        _async_note(name, page),
    ]
    return "\n".join(part for part in parts if part)


def _facts(operation: Operation | None, taken: set[str]) -> Iterator[str]:
    if operation is None:
        return
    if "stream" in taken:
        yield "streams"
    if operation.pages:
        yield "[comes in pages](package/paginate.md)"
    if operation.accept != JSON:
        yield "returns bytes"
    if "idempotency_key" in taken:
        yield "takes an idempotency key"


def _example(name: str) -> str:
    docstring = inspect.getdoc(function(name)) or ""
    tabs = [("Sync", program(docstring, name))]
    if name not in TWINLESS:
        tabs.append(("Async", program_async(docstring, name)))
    return "".join(
        f'=== "{title}"\n\n    ```python\n' + _indented(code, 4) + "    ```\n\n"
        for title, code in tabs
    )


def _indented(text: str, by: int) -> str:
    return "".join(
        " " * by + line if line.strip() else line for line in text.splitlines(keepends=True)
    )


def _parameters(name: str, doc: Docstring, page: str) -> str:
    said = {each.name: each for each in entries(doc.sections["Arguments"])[0]}
    rows = []
    for each in inspect.signature(function(name)).parameters.values():
        entry = said[each.name]
        written = _TYPES.get(each.name) or request_types().get(each.annotation) or each.annotation
        kind = annotation(written, page)
        unit = f" ({entry.type.partition(', ')[2]})" if ", " in entry.type else ""
        default = "required" if each.default is each.empty else f"`{_default(each.default)}`"
        rows.append(
            f"| `{each.name}` | {kind}{unit} | {default} | {cell(prose(entry.text, page))} |"
        )
    return "| name | type | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


_TYPES: Final = {"into": "type[T]"}
"""What stands in the overloads, where the function itself says Any."""


def _default(value: object) -> str:
    return "{}" if repr(value) == "mappingproxy({})" else repr(value)


def _errors(section: str, page: str) -> str:
    found, text = entries(section)
    known = {each.__name__: each for each in error_classes()}
    rows = []
    for entry in found:
        for name in entry.name.split(", "):
            status = getattr(known.get(name), "STATUS", None) or ""
            rows.append(
                f"| {prose(f'`{name}`', page)} | {status} | {cell(prose(entry.text, page))} |"
            )
    table = "| error | status | when |\n|---|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
    text = re.sub(
        r"Others: see `AnyError`\.",
        "The [errors of every operation](package/errors.md).",
        text,
    )
    return f"{table}\n{prose(text, page)}\n"


def _async_note(name: str, page: str) -> str:
    if name in TWINLESS:
        return ""
    twin = getattr(import_module(f"openrouter_core.funcs.{name}"), f"{name}_async")
    text = inspect.getdoc(twin) or ""
    rest = re.sub(rf"^As `{name}`, for async code[.;,:]?\s*", "", text).strip()
    first = f"**Async form**: `{name}_async`."
    return f"{first} {prose(rest[:1].upper() + rest[1:], page)}\n" if rest else f"{first}\n"
