"""examples/make_media.py: a chat's picture and speech become files, or a line says why not."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, Reply, completion

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

NAME = "make_media"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def painted(*urls: str) -> Reply:
    images = [{"type": "image_url", "image_url": {"url": url}} for url in urls]
    return Reply.json(completion("Here you are.", message={"images": images}))


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def test_a_picture_and_speech_become_files(
    programs: Programs, server: LocalServer, tmp_path: Path
) -> None:
    server.enqueue(painted(f"data:image/png;base64,{b64encode(PNG).decode()}"))
    name = tmp_path / "lighthouse"
    done = programs.run(NAME, str(name), "A lighthouse", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{name}.mp3\n{name}.png\n"
    assert (tmp_path / "lighthouse.png").read_bytes() == PNG
    assert (tmp_path / "lighthouse.mp3").read_bytes()[:2] == b"\xff\xf3"  # a frame of MPEG audio
    assert len(list(tmp_path.iterdir())) == 2
    picture, speech = (request.json for request in server.requests)
    assert picture["modalities"] == ["image", "text"]
    assert speech["input"] == "A lighthouse"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        pytest.param(painted(), "there is no image or sound to save", id="text alone"),
        pytest.param(painted("https://a.example/b.png"), "not only their URL", id="a URL"),
        pytest.param(Reply.json({"choices": []}), "got None", id="nothing"),
        pytest.param(Reply.error(402, "Pay first"), "Pay first [HTTP 402]", id="refused"),
    ],
)
def test_where_there_is_no_picture_the_speech_is_saved_all_the_same(
    programs: Programs, server: LocalServer, tmp_path: Path, reply: Reply, said: str
) -> None:
    server.enqueue(reply)
    done = programs.run(NAME, str(tmp_path / "a"), "A lighthouse", server=server)
    assert (done.returncode, done.stdout) == (1, f"{tmp_path / 'a'}.mp3\n")
    assert done.stderr.startswith("failed: ")
    assert said in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp3"]


def test_a_folder_that_does_not_exist_is_one_line(
    programs: Programs, server: LocalServer, tmp_path: Path
) -> None:
    server.enqueue(painted(f"data:image/png;base64,{b64encode(PNG).decode()}"))
    done = programs.run(NAME, str(tmp_path / "missing" / "a"), "A lighthouse", server=server)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("failed: to: expected a path in a folder that exists")
