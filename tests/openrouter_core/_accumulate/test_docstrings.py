"""What the docstrings of these rooms show runs, and what they name is there."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
import re
from importlib import import_module
from types import ModuleType

import pytest

from openrouter_core import _accumulate
from openrouter_core.models import model

MODULES = sorted(found.name for found in pkgutil.iter_modules(_accumulate.__path__))
MODULES = [f"openrouter_core._accumulate.{name}" for name in MODULES] + [
    f"openrouter_core._protocol.{name}"
    for name in (
        "event_data",
        "events",
        "formats.chat",
        "formats.event_format",
        "formats.images",
        "formats.messages",
        "formats.responses",
        "sse",
        "whole_from_events",
    )
]
PRIVATE = re.compile(r"`(_[A-Za-z]\w*(?:\.\w+)?)`")


@pytest.mark.parametrize(
    "module", [*map(import_module, MODULES), model], ids=lambda each: each.__name__
)
def test_examples_run(module: ModuleType) -> None:
    examples = doctest.DocTestFinder(exclude_empty=True).find(module)
    assert doctest.testmod(module).failed == 0
    shown = sum(len(each.examples) for each in examples)
    assert shown or module.__name__.endswith(WITHOUT), module.__name__


WITHOUT = (
    "collected",
    "event_format",
    "events",
    "formats.chat",
    "formats.images",
    "formats.interns",
    "formats.messages",
    "formats.responses",
)
"""Modules of classes that need a stream, or are one's abstract form: their tests show them."""


@pytest.mark.parametrize("name", MODULES)
def test_a_private_name_in_a_docstring_or_a_comment_is_there(name: str) -> None:
    module = import_module(name)
    for found in PRIVATE.findall(inspect.getsource(module)):
        holder, _, attribute = found.partition(".")
        value = getattr(module, holder, None)
        assert value is not None or any(
            holder in vars(each) for each in vars(module).values() if inspect.isclass(each)
        ), found
        assert not attribute or hasattr(value, attribute), found


@pytest.mark.parametrize("name", MODULES)
def test_every_function_that_others_use_says_what_it_does(name: str) -> None:
    module = import_module(name)
    own = [each for each in vars(module).values() if getattr(each, "__module__", "") == name]
    for each in own:
        if inspect.isclass(each) or (
            inspect.isfunction(each) and not each.__name__.startswith("_")
        ):
            assert each.__doc__, each
