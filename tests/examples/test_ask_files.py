"""examples/ask_files.py: files go with the first question, and what was read of them with every later one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, Reply, completion

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "ask_files"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
ANNOTATIONS = [  # as recorded, shortened
    {
        "type": "file",
        "file": {
            "hash": "cd39db59623299aa75d5d332db9c8d70f555409813ec97525563264a3a1b3e42",
            "name": "letter.pdf",
            "content": [
                {"type": "text", "text": '<file name="letter.pdf">'},
                {"type": "text", "text": "# Dear Ada \n\nthe engine runs."},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,aQ=="}},
                {"type": "text", "text": "</file>"},
            ],
        },
    }
]


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    letter, cat = tmp_path / "letter.PDF", tmp_path / "cat.png"
    letter.write_bytes(b"%PDF-1.7 ...")
    cat.write_bytes(PNG)
    return str(letter), str(cat)


def test_a_second_question_sends_what_was_read_of_the_files(
    programs: Programs, server: LocalServer, files: tuple[str, str]
) -> None:
    read = completion("Charles wrote it.", message={"annotations": ANNOTATIONS})
    server.enqueue(Reply.json(read), Reply.json(completion("To Ada.")))
    done = programs.run(NAME, *files, stdin="Who wrote it?\nTo whom?\n", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Charles wrote it.\nTo Ada.\n"
    first, second = (request.json["messages"] for request in server.requests)
    (asked,) = first
    letter, cat, question = asked["content"]
    assert letter["file"]["filename"] == "letter.PDF"
    assert letter["file"]["file_data"].startswith("data:application/pdf;base64,")
    assert cat["image_url"]["url"].startswith("data:image/png;base64,")
    assert question == {"type": "text", "text": "Who wrote it?\n"}
    assert second[0] == asked
    assert second[1]["role"] == "assistant"
    assert second[1]["annotations"] == ANNOTATIONS
    assert second[2]["content"] == [{"type": "text", "text": "To whom?\n"}]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.pdf", None, "No such file"),
        ("notes.txt", b"text", "expected image/*; got text/plain in 'notes.txt'"),
        ("notes", b"text", "the media type of 'notes' is unknown"),
    ],
)
def test_a_file_that_is_none_of_these_is_one_line_and_nothing_is_sent(
    programs: Programs,
    server: LocalServer,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = programs.run(NAME, str(tmp_path / name), stdin="Hi\n", server=server)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert server.requests == []


def test_an_error_ends_it_in_one_line(
    programs: Programs, server: LocalServer, files: tuple[str, str]
) -> None:
    server.enqueue(Reply.error(413, "Too much"))
    done = programs.run(NAME, *files, stdin="Who wrote it?\n", server=server)
    assert (done.returncode, done.stderr) == (1, "no answer: Too much [HTTP 413]\n")
