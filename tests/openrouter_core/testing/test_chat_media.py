"""What LocalServer gives beside the text of a chat: annotations of PDFs, images and sound, whole and streamed."""

from __future__ import annotations

import io
import json
import wave
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import httpx
import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatMessage, FileAnnotation
from openrouter_core.models.errors import BadRequestResponseError
from openrouter_core.testing import LocalServer, chunks_of, completion
from openrouter_core.testing.api.file_types import mime_type

PDF = b"%PDF-1.4 and so on"
DATA_URL = f"data:application/pdf;base64,{b64encode(PDF).decode()}"
ADDRESS = "https://example.com/a.pdf?page=1"


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture(scope="module")
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(server_url=server.url) as core:
        yield core


def asking(*files: dict[str, str], **fields: Any) -> dict[str, Any]:
    parts = [{"type": "file", "file": file} for file in files]
    question = {"type": "text", "text": "What does it say?"}
    return {"messages": [{"role": "user", "content": [question, *parts]}], **fields}


def message(core: OpenRouterCore, request: dict[str, Any]) -> ChatMessage:
    """The message, which is the same when it is streamed."""
    whole = chat_send(core, request).unwrap().choices[0].message
    assert streamed(core, request) == whole
    return whole


def streamed(core: OpenRouterCore, request: dict[str, Any]) -> ChatMessage:
    stream = chat_send(core, request, stream=True).unwrap()
    return chat_collect(stream).unwrap().choices[0].message


# --- PDFs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name", "hashed"),
    [
        pytest.param({"filename": "a.pdf", "file_data": DATA_URL}, "a.pdf", PDF, id="data"),
        pytest.param({"file_data": DATA_URL}, "document.pdf", PDF, id="no-name"),
        pytest.param({"file_data": ADDRESS}, "document.pdf", ADDRESS.encode(), id="address"),
        pytest.param({"filename": "A.PDF", "file_id": "f-1"}, "A.PDF", b"f-1", id="uploaded"),
    ],
)
def test_a_pdf_is_annotated(
    core: OpenRouterCore, file: dict[str, str], name: str, hashed: bytes
) -> None:
    (annotation,) = list(message(core, asking(file)).annotations or ())
    assert isinstance(annotation, FileAnnotation)
    assert annotation.type == "file"
    assert annotation.file is not None
    assert (annotation.file.name, annotation.file.hash) == (name, sha256(hashed).hexdigest())
    first, text, last = list(annotation.file.content or ())
    assert (first["text"], last["text"]) == (f'<file name="{name}">', "</file>")
    assert "stand-in" in text["text"]


def test_each_pdf_is_annotated_once(core: OpenRouterCore) -> None:
    request = asking({"file_data": DATA_URL}, {"file_data": DATA_URL}, {"file_data": ADDRESS})
    assert len(message(core, request).annotations or ()) == 2


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(asking(), id="no-file"),
        pytest.param(asking({"file_data": "data:text/plain,a.pdf"}), id="a-text"),
        pytest.param(
            asking(
                {"file_data": DATA_URL},
                plugins=[{"id": "web"}, {"id": "file-parser", "pdf": {"engine": "native"}}],
            ),
            id="read-by-the-model",
        ),
    ],
)
def test_what_is_not_parsed_is_not_annotated(
    core: OpenRouterCore, request_: dict[str, Any]
) -> None:
    assert message(core, request_).annotations is None


def test_a_pdf_whose_annotation_comes_back_is_not_parsed_again(
    core: OpenRouterCore, server: LocalServer
) -> None:
    request = asking({"filename": "a.pdf", "file_data": DATA_URL})
    answer = message(core, request)
    follow_up = {"role": "user", "content": "Who wrote it?"}
    without: Any = {"role": "assistant", "content": answer.content}
    messages = request["messages"]
    second = message(core, {"messages": [*messages, answer, follow_up]})
    assert second.annotations is None
    sent = server.requests[-1]
    assert sent.json["messages"][1]["annotations"][0]["file"]["name"] == "a.pdf"
    assert sent.unknown == []
    assert message(core, {"messages": [*messages, without, follow_up]}).annotations


@pytest.mark.parametrize(
    "known", [3, [3], [{}], [{"file": 3}], [{"file": {"hash": []}}]], ids=json.dumps
)
def test_what_is_no_annotation_is_passed_over(server: LocalServer, known: Any) -> None:
    body = asking({"file_data": DATA_URL})
    body["messages"].append({"role": "assistant", "content": "a", "annotations": known})
    answer = httpx.post(f"{server.url}/chat/completions", json=body, trust_env=False)
    assert len(answer.json()["choices"][0]["message"]["annotations"]) == 1


# --- images --------------------------------------------------------------------------------------


@pytest.mark.parametrize("modalities", [["image", "text"], ["image"]], ids=", ".join)
def test_an_image_that_is_asked_for_is_a_png(core: OpenRouterCore, modalities: list[str]) -> None:
    made = message(core, asking(modalities=modalities))
    (image,) = list(made.images or ())
    assert (image.type, image.index) == ("image_url", 0)
    assert mime_type(image.content) == "image/png"
    assert made.text


@pytest.mark.parametrize("modalities", [None, [], ["text"]], ids=json.dumps)
def test_no_image_comes_unasked(core: OpenRouterCore, modalities: Any) -> None:
    made = message(core, asking(modalities=modalities))
    assert (made.images, made.audio) == (None, None)


def test_a_streamed_image_comes_after_the_text() -> None:
    images = [{"type": "image_url", "image_url": {"url": "data:,"}}]
    found = completion("A cat", message={"images": images, "annotations": [{"type": "file"}]})
    deltas = [each["choices"][0]["delta"] for each in chunks_of(found) if each["choices"]]
    begun = {"role": "assistant", "content": ""}
    assert deltas == [
        {**begun, "annotations": [{"type": "file"}]},
        {**begun, "content": "A"},
        {**begun, "content": " cat"},
        {**begun, "images": images},
        begun,
    ]


def test_a_tool_is_called_instead(core: OpenRouterCore) -> None:
    tool = {"type": "function", "function": {"name": "paint", "parameters": {"type": "object"}}}
    request = asking(
        {"file_data": DATA_URL}, tools=[tool], tool_choice="required", modalities=["image"]
    )
    made = chat_send(core, request).unwrap().choices[0].message
    assert made.images is None
    assert made.tool_calls
    assert made.annotations


# --- sound ---------------------------------------------------------------------------------------


def spoken(asked: Any) -> dict[str, Any]:
    return {
        "messages": [{"role": "user", "content": "Capital of France?"}],
        "modalities": ["text", "audio"],
        "audio": asked,
    }


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"voice": "alloy", "format": "wav"}, "audio/wav"),
        ({"voice": "alloy", "format": "mp3"}, "audio/mpeg"),
        ({"voice": "alloy"}, "audio/wav"),
    ],
    ids=["wav", "mp3", "no-format"],
)
def test_sound_is_streamed_with_what_it_says(core: OpenRouterCore, asked: Any, kind: str) -> None:
    made = streamed(core, spoken(asked))
    assert made.audio is not None
    assert made.audio.transcript == "The capital of France is Paris."
    assert made.text == ""
    assert mime_type(made.audio.content) == kind


def test_each_piece_of_sound_can_be_decoded_by_itself(core: OpenRouterCore) -> None:
    stream = chat_send(core, spoken({"voice": "a", "format": "pcm16"}), stream=True).unwrap()
    deltas = [choice.delta for each in stream for choice in each.unwrap().choices]
    pieces = [delta.audio.data for delta in deltas if delta.audio and delta.audio.data]
    assert len(pieces) > 1
    whole = streamed(core, spoken({"voice": "a", "format": "wav"})).audio
    assert whole is not None
    with wave.open(io.BytesIO(whole.content)) as sound:
        assert b"".join(map(b64decode, pieces)) == sound.readframes(sound.getnframes())


@pytest.mark.parametrize(
    ("asked", "stream", "said"),
    [
        ({"format": "wav"}, False, "Audio output requires stream: true"),
        (
            {"format": "flac"},
            True,
            "audio.format: LocalServer makes wav, mp3, pcm16; received flac",
        ),
    ],
    ids=["whole", "format"],
)
def test_sound_that_cannot_be_had_is_an_err(
    core: OpenRouterCore, asked: Any, stream: bool, said: str
) -> None:
    error = chat_send(core, spoken(asked), stream=stream).failure()
    assert isinstance(error, BadRequestResponseError)
    assert error.message == said
