"""The page of `openrouter_core.mappings`: each mapping with its keys, and what its model says of them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from openrouter_core import mappings, models
from tests.documentation.docstrings import entries, take_apart
from tests.documentation.names import annotation, cell, mapping_aliases, mapping_classes, prose

PAGE: Final = "reference/package/mappings.md"
_REQUIRED: Final = re.compile(r"^Required\[(.*)\]$", re.DOTALL)


def mappings_page(title: str) -> str:
    head = take_apart(inspect.getdoc(mappings) or "")
    parts = [
        f"# {title}\n",
        f"`openrouter_core.mappings`: {prose(head.sentence.partition(' ``python')[0], PAGE)}\n",
        "A request may be any of these, an object of `openrouter_core.models`, or any other mapping. These classes\n"
        "help an editor and a type checker; when it is sent, a request is checked by its model in any case. All are\n"
        "imported from `openrouter_core.mappings`. How to use them:\n"
        "[requests and responses](../../guides/requests.md).\n",
    ]
    for each in mapping_classes():
        parts += [f"## {each.__name__} {{ #{each.__name__} }}\n", *_mapping(each)]
    for name, text in mapping_aliases().items():
        parts += [f"## {name} {{ #{name} }}\n", f"{annotation(text, PAGE)}\n"]
    return "\n".join(parts)


def _mapping(value: type[Any]) -> list[str]:
    sentence = inspect.cleandoc(value.__doc__ or "")
    model = re.match(r"`(\w+)`", sentence)
    said = _said(model[1]) if model else {}
    rows = []
    for name, written in value.__annotations__.items():
        text = getattr(written, "__forward_arg__", str(written))
        required = _REQUIRED.match(text)
        kind = annotation(" ".join((required[1] if required else text).split()), PAGE)
        need = "required" if required else ""
        rows.append(f"| `{name}` | {kind} | {need} | {cell(prose(said.get(name, ''), PAGE))} |")
    return [
        f"{prose(sentence, PAGE)}\n",
        "| key | type | | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n",
    ]


@cache
def _said(model: str) -> Mapping[str, str]:
    """What a model's docstring says of its fields."""
    doc = take_apart(inspect.cleandoc(getattr(models, model).__doc__ or ""))
    listed, _ = entries(doc.sections.get("Fields", ""))
    return {name: each.text for each in listed for name in each.name.split(", ")}
