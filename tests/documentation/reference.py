"""The pages of the reference, written from docstrings, signatures and the operations' descriptions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import attrs

from openrouter_core._protocol.classify import _PASSING
from openrouter_core._protocol.operation import JSON, Operation
from tests.documentation.docstrings import Docstring, entries, take_apart
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
)
from tests.documentation.programs import TWINLESS, program, program_async
from tests.operations_page import RESOURCES, function, names, resource

PACKAGE: Final = import_module("openrouter_core")


def pages() -> dict[str, str]:
    """Every page of the reference, by its path below docs/."""
    found = {"reference/index.md": _index()}
    for each in RESOURCES:
        listed = [name for name in names() if resource(name) == each]
        if listed:
            found[operation_page(listed[0])] = _resource_page(each, listed)
    for page, (title, listed) in own_pages().items():
        path = f"reference/package/{page}.md"
        found[path] = _objects_page(title, "openrouter_core", listed, path)
    for module, title in MODULES.items():
        path = f"reference/package/{module}.md"
        found[path] = _objects_page(title, f"openrouter_core.{module}", module_names(module), path)
    found["reference/package/errors.md"] = _errors_page()
    for module in model_modules():
        if model_classes(module):
            found[model_page(module)] = _models_page(module)
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
    models = [{m: model_page(m)} for m in model_modules() if model_classes(m)]
    return [
        {"Overview": "reference/index.md"},
        {"Operations": by_resource},
        {"Package": [*own, *modules]},
        {"Models": models},
    ]


_OVERVIEW: Final = {
    "chat": "A conversation with a model: whole, streamed, with typed answers, with tools.",
    "responses": "OpenAI's Responses API: a conversation as a list of items, with tools that the server runs.",
    "messages": "Anthropic's Messages API: a conversation as lists of blocks, for every model.",
    "presets": "Settings of requests that are kept under a name: a model, a system prompt, limits.",
    "embeddings": "Vectors of texts and other content, for search and comparison.",
    "rerank": "Documents put in the order of how well they fit a question.",
    "images": "Images from a description.",
    "video_generation": "Videos from a description: a job that is begun, waited for, and downloaded.",
    "tts": "Speech from a text.",
    "stt": "A text from speech.",
    "alpha_decisions": "Typed questions to any model, with probabilities as its answers.",
    "system_one": "Typed questions to one fast model, with probabilities as its answers.",
    "batch": "Many requests at once, which are done within a day and cost less.",
    "files": "Files that requests refer to, and files that models have made.",
    "containers": "The files of a container in which a model has run code.",
    "tools": "The tools that OpenRouter runs for a model.",
    "models": "The models that OpenRouter offers: what each can do, and what it costs.",
    "endpoints": "The providers that serve a model.",
    "providers": "The providers behind OpenRouter.",
    "benchmarks": "How models do in public benchmarks.",
    "classifications": "What models are used for.",
    "datasets": "Public figures: which models and apps are used most, and what sessions cost.",
    "generations": "What is kept of a generation: who answered, how long it took, what it cost.",
    "analytics": "What your account has used, by day, model and key.",
    "credits": "How much was bought, and how much is used.",
    "api_keys": "The API keys of an account and their limits, for programs that manage keys.",
    "oauth": "Keys for the users of your app: they log in to OpenRouter, and your app gets a key (PKCE).",
    "byok": "Your own keys with providers, which OpenRouter uses for your requests.",
    "guardrails": "Limits on models, providers and spending, for keys and members.",
    "observability": "Where traces of your requests are sent.",
    "organization": "The organization, its settings and its members.",
    "workspaces": "Workspaces, their members and their budgets.",
    "external_users": "The users of your app, as OpenRouter knows them.",
    "scim": "Groups of your identity provider, and what they may do in which workspace.",
    "vault": "Secrets that interns use and nobody reads.",
    "interns": "Agents that OpenRouter runs: made, started, talked to.",
    "private_endpoints": "Deployments of models that are your own.",
    "request": "Any path of the API, also one that is newer than this package.",
}
_FIRST: Final = ("chat_send", "responses_send", "messages_create")
"""Where a page begins with another function than the alphabet says."""


# --- operations ----------------------------------------------------------------------------------------------------

_HEAD: Final = """\
Each function is imported from the module of its name, and has an async form beside it. All examples run as they are,
without a key: `LocalServer` answers. To ask OpenRouter, leave `LocalServer` and `server_url=` out, and set
`OPENROUTER_API_KEY`.
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
        "requests stand in [one table](../operations.md).\n\n"
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
        yield "gives bytes"
    if "idempotency_key" in taken:
        yield "takes a key of idempotency"


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
        kind = annotation(_TYPES.get(each.name, each.annotation), page)
        unit = f" ({entry.type.partition(', ')[2]})" if ", " in entry.type else ""
        default = "required" if each.default is each.empty else f"`{_default(each.default)}`"
        rows.append(
            f"| `{each.name}` | {kind}{unit} | {default} | {cell(prose(entry.text, page))} |"
        )
    return "| name | type | default | |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


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
        r"(?:Those of every operation|Every operation's errors): see `openrouter_core\.AnyError`\.",
        "And [those that every operation can give](package/errors.md).",
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


# --- classes and functions of the package ---------------------------------------------------------------------------


def _objects_page(title: str, module: str, listed: list[str], page: str) -> str:
    found = import_module(module)
    head = take_apart(inspect.getdoc(found) or "") if module != "openrouter_core" else None
    parts = [f"# {title}\n"]
    if head:
        parts += [f"`{module}`: {prose(head.sentence, page)}\n", _text(head.text, page)]
    names_ = ", ".join(f"`{name}`" for name in listed)
    if not head:
        parts.append(f"From `{module}` are imported: {names_}.\n")
    parts += [_object(name, getattr(found, name), page) for name in listed]
    return "\n".join(parts)


def _object(name: str, value: Any, page: str) -> str:
    head = f"## {name} {{ #{name} }}\n"
    if inspect.isclass(value) and value.__module__.startswith("openrouter_core"):
        return "\n".join([head, *_class(value, page)])
    if inspect.isroutine(value):
        return "\n".join([head, *_routine(name, value, page)])
    return f"{head}\n{_SAID.get(name, _said_of(value))}\n"


_SAID: Final = {
    "Ok": "The success: `returns`' `Success`. `unwrap()` gives what it holds; in a `match` it is `case Ok(value)`.",
    "Err": "The failure: `returns`' `Failure`. `failure()` gives the error; in a `match` it is `case Err(error)`.",
    "AnyError": "The union of [all classes of errors](errors.md), which every function's `Err` holds.",
    "KeySource": "A key as text, or a function, sync or async, that gives one.",
    "UNSET": "The value of a request's field that was not given. It is not sent; `None` is sent as `null`.",
    "JsonObject": "A mapping with names as JSON has them: `Mapping[str, Any]`.",
    "FileSource": "A file to be uploaded: its bytes, its path, or a file that is open for reading bytes.",
    "Progress": "A function that is called with the number of bytes so far, and the number of all, or None.",
    "ToolEvent": "The union of what a `ToolStream` yields.",
}


def _said_of(value: object) -> str:
    return f"`{value}`"


def _class(value: type[Any], page: str, level: str = "###") -> Iterator[str]:
    doc = take_apart(_own_doc(value))
    yield prose(doc.sentence, page) + "\n"
    yield _text(doc.text, page)
    yield from _fields(value, doc, page)
    yield from _sections(doc, page)
    yield _text(doc.notes, page)
    for name, member in vars(value).items():
        called = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if name.startswith("_") or not inspect.getdoc(called):
            continue
        if isinstance(member, property):
            yield f"{level} {value.__name__}.{name} {{ #{value.__name__}.{name} }}\n"
            yield prose(inspect.getdoc(member) or "", page) + "\n"
        elif inspect.isroutine(called):
            yield f"{level} {value.__name__}.{name} {{ #{value.__name__}.{name} }}\n"
            yield from _routine(name, called, page)


def _own_doc(value: type[Any]) -> str:
    return inspect.cleandoc(value.__doc__ or "")


def _routine(name: str, value: Any, page: str) -> Iterator[str]:
    yield f"```python\n{name}{_signature(value)}\n```\n"
    doc = take_apart(inspect.getdoc(value) or "")
    yield prose(doc.sentence, page) + "\n"
    yield _text(doc.text, page)
    yield from _sections(doc, page)
    yield _text(doc.notes, page)


def _signature(value: Any) -> str:
    try:
        text = str(inspect.signature(value))
    except (TypeError, ValueError):
        return "(...)"
    text = re.sub(r"'([^']*)'", r"\1", text) if "'" in text else text
    text = re.sub(r"<[^<>]+>|mappingproxy\({}\)", "...", text)
    if len(text) > 90:
        text = re.sub(r", (?=\w+: |\*, |\*\w+: )", ",\n    ", text).replace("(", "(\n    ", 1)
        text = re.sub(r"\)( -> |$)", r",\n)\1", text, count=1) if ") -> " in text else text
    return text


def _sections(doc: Docstring, page: str) -> Iterator[str]:
    titles = {"Arguments": "Arguments", "Args": "Arguments", "Raises": "Raises", "Errors": "Errors"}
    for section, title in titles.items():
        if section in doc.sections:
            found, text = entries(doc.sections[section])
            rows = [
                f"| {prose(f'`{each.name}`', page)} | {cell(prose(_typed(each.type, each.text), page))} |"
                for each in found
            ]
            yield f"**{title}**\n"
            yield "| name | |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
            yield _text(text, page)
    for section in ("Returns", "Yields"):
        if section in doc.sections:
            yield f"**{section}**\n\n{_text(doc.sections[section], page)}"
    if "Example" in doc.sections:
        yield _text(doc.sections["Example"], page)


def _typed(kind: str, text: str) -> str:
    return f"({kind}) {text}" if kind else text


def _text(text: str, page: str) -> str:
    """Paragraphs, of which those that begin with a prompt are a session with the interpreter."""
    made = []
    for paragraph in re.split(r"\n\n+", text.strip("\n")):
        if paragraph.lstrip().startswith(">>>"):
            made.append(f"```pycon\n{inspect.cleandoc(paragraph)}\n```")
        elif paragraph.startswith("    "):
            made.append(f"```python\n{inspect.cleandoc(paragraph)}\n```")
        elif paragraph:
            made.append(prose(paragraph, page))
    return "\n\n".join(made) + "\n" if made else ""


# --- models and errors ----------------------------------------------------------------------------------------------


def _models_page(module: str) -> str:
    page = model_page(module)
    found = import_module(f"openrouter_core.models.{module}")
    head = take_apart(inspect.getdoc(found) or "")
    parts = [
        f"# models.{module}\n",
        prose(head.sentence, page) + "\n",
        _text(head.text, page),
        "All are imported from `openrouter_core.models`.\n",
    ]
    for each in model_classes(module):
        parts.append(f"## {each.__name__} {{ #{each.__name__} }}\n")
        parts += _class(each, page)
    return "\n".join(part for part in parts if part)


def _fields(value: type[Any], doc: Docstring, page: str) -> Iterator[str]:
    said = {}
    text = ""
    if "Fields" in doc.sections:
        listed, text = entries(doc.sections["Fields"])
        said = {name: each.text for each in listed for name in each.name.split(", ")}
    rows = []
    for each in attrs.fields(value) if attrs.has(value) else ():
        if each.name.startswith("_") or (each.name in _NOT_SHOWN and each.name not in said):
            continue
        kind = re.sub(r" \| Unset\b", "", str(getattr(each.type, "__name__", each.type)))
        rows.append(
            f"| `{each.name}` | {annotation(kind, page)} | {_field_default(each)} | "
            f"{cell(prose(said.pop(each.name, ''), page))} |"
        )
    if rows:
        yield "| field | type | default | |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    if said:
        rest = [f"| `{name}` | {cell(prose(what, page))} |" for name, what in said.items()]
        yield "| field | |\n|---|---|\n" + "\n".join(rest) + "\n"
    if text:
        yield _text(text, page)


_NOT_SHOWN: Final = frozenset({"extra"})


def _field_default(field: attrs.Attribute[Any]) -> str:
    if field.default is attrs.NOTHING:
        return "required"
    if repr(field.default) in ("UNSET", "Unset.UNSET"):
        return "left out"
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]  # attrs.Factory is a class at run time
        return "empty"
    shown = repr(field.default)
    return f"`{shown}`" if len(shown) < 40 else "see below"


def _errors_page() -> str:
    page = "reference/package/errors.md"
    errors = import_module("openrouter_core.models.errors")
    docstring = inspect.getdoc(errors) or ""
    tree, _, after = docstring.partition("\n\n")[2].partition("\n\n")
    rows = []
    for each in error_classes():
        if each.__subclasses__():
            continue
        status = getattr(each, "STATUS", None) or ""
        text = " ".join((each.__doc__ or "").split())
        text = re.sub(r"^\d{3}: ", "", text)
        rows.append(
            f"| {prose(f'`{each.__name__}`', page)} | {status} | {cell(prose(text, page))} | {_retryable(each)} |"
        )
    parts = [
        "# Errors\n",
        "All are in `openrouter_core.models.errors`. They are values here, and exceptions too: `raise error` works\n"
        "for who wants it. `retryable` says whether the same request may succeed later, as the server says; the last\n"
        "column is what holds where the server says nothing.\n",
        "| class | status | when | retryable |\n|---|---|---|---|\n" + "\n".join(rows) + "\n",
        "## The tree\n",
        f"```text\n{inspect.cleandoc(tree)}\n```\n",
        prose(after, page) + "\n",
    ]
    for each in error_classes():
        parts.append(f"## {each.__name__} {{ #{each.__name__} }}\n")
        parts += _class(each, page)
    return "\n".join(parts)


def _retryable(error: type[Any]) -> str:
    """Whether the same request may succeed later, where the server does not say."""
    if getattr(error, "STATUS", None) in _PASSING:
        return "yes"
    return {
        "APIConnectionError": "unless it cannot change",
        "RequestTimeoutError": "yes",
        "StreamIncompleteError": "yes",
    }.get(error.__name__, "")
