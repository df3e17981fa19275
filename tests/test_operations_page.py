"""docs/operations.md is what its generator writes, and what each of its rows names has an example that runs it."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from pathlib import Path

import pytest

from tests import operations_page
from tests.operations_page import PAGE, RESOURCES, UnknownResourceError, function, names

ROW = re.compile(r"^\| \[`(\w+)`\]\((.+?)\) \| (.+?) \| (.+?) \| (.*?) \|$", re.MULTILINE)


def rows() -> dict[str, tuple[str, str, str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    return {
        name: (link, request, said, marks) for name, link, request, said, marks in ROW.findall(text)
    }


def test_the_page_is_as_the_command_writes_it() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == operations_page.page(), "run: python -m tests.operations_page"


def test_every_function_has_one_row_that_links_to_its_file() -> None:
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert sorted(name for name, *_ in found) == names()
    assert all((PAGE.parent / link).resolve().is_file() for _, link, *_ in found)


@pytest.mark.parametrize(
    ("name", "request_", "marks"),
    [
        ("chat_send", "`POST /chat/completions`", "streamed"),
        ("chat_collect", "–", ""),
        ("models_list", "`GET /models`", "pages"),
        ("generations_get_generation", "`GET /generation`", "waits"),
        ("files_download", "`GET /files/{file_id}/content`", "bytes"),
        ("alpha_decisions_create", "`POST /api/alpha/decisions`", ""),
        ("interns_create_intern", "`POST /interns`", "idempotent"),
    ],
)
def test_a_row_says_what_is_sent_and_how(name: str, request_: str, marks: str) -> None:
    _, request, said, marked = rows()[name]
    assert (request, marked) == (request_, marks)
    assert said.endswith(".")


def test_a_function_of_no_resource_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownResourceError, match="teapots_brew"):
        operations_page.resource("teapots_brew")
    assert operations_page.resource("models_list") == "models"
    assert operations_page.resource("private_endpoints_get") == "private_endpoints"
    assert list(RESOURCES) == list(dict.fromkeys(RESOURCES))


def called(docstring: str) -> set[str]:
    """The functions that the examples of a docstring call, or hand to another to be called."""
    found: set[str] = set()
    for example in doctest.DocTestParser().get_examples(docstring):
        for node in ast.walk(ast.parse(example.source)):
            if isinstance(node, ast.Call):
                handed = [node.func, *node.args]
                found |= {each.id for each in handed if isinstance(each, ast.Name)}
    return found


def checked(docstring: str) -> bool:
    """Whether an example expects something to be printed: one that is only run may give an `Err`."""
    return any(each.want for each in doctest.DocTestParser().get_examples(docstring))


@pytest.mark.parametrize("name", names())
def test_every_function_is_run_by_the_example_of_its_docstring(name: str) -> None:
    docstring = inspect.getdoc(function(name)) or ""
    assert name in called(docstring)
    assert checked(docstring)


@pytest.mark.parametrize(
    ("docstring", "functions", "is_checked"),
    [
        ("No example.", set(), False),
        ("Text that says credits_get(core).", set(), False),
        (">>> # credits_get(core)\n>>> print(1)\n1\n", {"print"}, True),
        (">>> credits_get(core).unwrap().data\nCredits()\n", {"credits_get", "core"}, True),
        (">>> result = credits_get(core)\n", {"credits_get", "core"}, False),
        (
            ">>> list(paginate(keys_list, core))\n[]\n",
            {"list", "paginate", "keys_list", "core"},
            True,
        ),
        (">>> with a as b:\n...     c = credits_get(b)\n>>> c\n1\n", {"credits_get", "b"}, True),
    ],
)
def test_what_an_example_runs_is_read_from_its_code(
    docstring: str, functions: set[str], is_checked: bool
) -> None:
    assert called(docstring) == functions
    assert checked(docstring) is is_checked
