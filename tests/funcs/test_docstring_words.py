"""The words of the docstrings, which are the reference: facts that must not be missing, and plain sentences."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import pytest

from openrouter_core._protocol.retry import BILLED
from tests.funcs.test_docstrings import NAMES, doc, function

LONGEST = 34
"""Words in a sentence, or in a part of one that ends in a semicolon or a colon."""

IDIOMS = re.compile(
    r"(?<!there )\b(?:is|are) no (?!longer\b)"  # "it is no JSON": it is not JSON
    r"|\bthere is to (?:be|know)\b|\bfor who\b|\bwho(?:ever)? wants\b"
    r"|\b(?:is|are) told\b|\btold of\b|\bcomes? to the same\b|\b(?:comes|came|becomes|became) of\b"
    r"|\bgo(?:es)? on (?!to\b)|\bfor good\b|\banew\b|\bas (?:it is|they are) now\b|\bis left out stays\b"
    r"|\btakes? the place of\b|\btakes? \w+(?: \w+)? away\b|\bout of use\b|\bto use again\b"
    r"|\bwhere nothing is said\b|\bin passing\b|\bin the words of\b|\bnames? of yours\b|\bno representation shows\b"
)


def prose(name: str) -> str:
    """A docstring without its example."""
    return re.split(r"^Example:", doc(name), maxsplit=1, flags=re.MULTILINE)[0]


def sentences(text: str) -> list[str]:
    blocks = re.split(r"\n\s*\n|\n(?= {4}\w+(?: \([^)]*\))?: )|\n(?=\w+:)", text)
    parts = [re.split(r"(?<=[.;:])\s+", " ".join(block.split())) for block in blocks]
    return [each for found in parts for each in found if each]


def operation(name: str) -> Any:
    return getattr(import_module(f"openrouter_core.funcs.{name}"), "OPERATION", None)


IN_PAGES = [name for name in NAMES if getattr(operation(name), "pages", None)]
COSTLY = [name for name in NAMES if getattr(operation(name), "retry", None) is BILLED]
WAITING = [name for name in NAMES if "wait" in inspect.signature(function(name)).parameters]


def test_the_sentences_of_a_docstring_are_found() -> None:
    text = "Do it.\n\nKey: none.\n\nArguments:\n    a (str): the\n        first; or none.\n    b: last."
    assert sentences(text) == [
        "Do it.",
        "Key:",
        "none.",
        "Arguments:",
        "a (str):",
        "the first;",
        "or none.",
        "b:",
        "last.",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_its_sentences_are_short(name: str) -> None:
    assert [each for each in sentences(prose(name)) if len(each.split()) > LONGEST] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_idioms_of_its_own(name: str) -> None:
    assert IDIOMS.findall(" ".join(prose(name).split())) == []


@pytest.mark.parametrize("name", IN_PAGES)
def test_a_list_in_pages_says_what_reads_them_all(name: str) -> None:
    assert "`openrouter_core.paginate.paginate`" in prose(name)


@pytest.mark.parametrize("name", COSTLY)
def test_what_is_billed_says_so(name: str) -> None:
    assert "It is billed" in prose(name)


@pytest.mark.parametrize("name", WAITING)
def test_a_wait_says_that_it_polls_and_in_which_unit(name: str) -> None:
    assert re.search(r"^    wait \(float, seconds\): how long to poll\b", prose(name), re.MULTILINE)
