"""Parts of a message made of paths, bytes and URLs."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openrouter_core import Err, Ok, models, wire
from openrouter_core.media import Source, audio_part, file_part, image_part, save, video_part
from openrouter_core.models import BinaryResponse, ChatGenerationParams, UserMessage
from openrouter_core.models.errors import SDKValidationError, UnexpectedClientError
from openrouter_core.models.model import ResponseModel

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
PDF = b"%PDF-1.7\n"
MP4 = b"\0\0\0\x18ftypisom\0\0\2\0"
WAV = b"RIFF\x24\0\0\0WAVEfmt "


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF89a\1\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\x0a\n\r\0WEBPVP8 ", "image/webp"),  # a newline in the length
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"\0\0\0\x20ftypavif\0\0\0\0", "image/avif"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
    ],
)
def test_an_images_media_type_is_told_by_its_first_bytes(content: bytes, media_type: str) -> None:
    assert wire.unstructure(image_part(content)) == {
        "type": "image_url",
        "image_url": {"url": f"data:{media_type};base64,{encoded(content)}"},
    }


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (MP4, "video/mp4"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81", "video/webm"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "video/quicktime"),
        (b"\0\0\1\xba\x44\0", "video/mpeg"),
        (b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo"),
        (b"OggS\0\2", "video/ogg"),
    ],
)
def test_a_videos_media_type_is_told_by_its_first_bytes(content: bytes, media_type: str) -> None:
    assert wire.unstructure(video_part(content)) == {
        "type": "video_url",
        "video_url": {"url": f"data:{media_type};base64,{encoded(content)}"},
    }


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (WAV, "wav"),
        (b"ID3\4\0\0", "mp3"),
        (b"\xff\xfb\x90\x64", "mp3"),
        (b"\xff\xf1\x50\x80", "aac"),
        (b"fLaC\0\0\0\x22", "flac"),
        (b"FORM\0\0\0\0AIFFCOMM", "aiff"),
        (b"OggS\0\2", "ogg"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "m4a"),
        (MP4, "m4a"),  # sound in a general container
    ],
)
def test_a_sounds_format_is_told_by_its_first_bytes(content: bytes, format: str) -> None:
    assert wire.unstructure(audio_part(content)) == {
        "type": "input_audio",
        "input_audio": {"data": encoded(content), "format": format},
    }


@pytest.mark.parametrize("url", ["https://a/b.png", "http://a/b", "HTTPS://A/B", "data:,x"])
def test_a_url_is_sent_as_it_is(url: str) -> None:
    assert wire.unstructure(image_part(url))["image_url"] == {"url": url}
    assert wire.unstructure(video_part(url))["video_url"] == {"url": url}
    assert wire.unstructure(file_part(url))["file"]["file_data"] == url


def test_an_images_detail_is_sent_where_it_is_given() -> None:
    part = image_part("https://a/b.png", detail="low")
    assert wire.unstructure(part)["image_url"] == {"url": "https://a/b.png", "detail": "low"}


class PathOfTheUsersOwn:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __fspath__(self) -> str:
        return str(self._path)


@pytest.mark.parametrize("form", [Path, PathOfTheUsersOwn])
def test_a_path_is_read(tmp_path: Path, form: Callable[[Path], Source]) -> None:
    file = tmp_path / "picture"
    file.write_bytes(PNG)
    assert image_part(form(file)) == image_part(PNG)


@pytest.mark.parametrize("make", [image_part, video_part, audio_part, file_part])
@pytest.mark.parametrize(
    "text",
    [
        "secret.json",
        "/etc/passwd",
        "~/.ssh/id_rsa",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        " https://a/b",
        "\nhttps://a/b",
        "ftp://a/b.png",
        "C:\\secret.json",
        "//host/share",
        "https:/etc/passwd",
        "http:secret.json",
        "",
    ],
)
def test_a_string_that_is_no_url_is_never_taken_for_a_path(
    make: Callable[[str], object], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be what a visitor typed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.json").write_bytes(PNG)
    with pytest.raises(ValueError, match=r"pathlib\.Path"):
        make(text)


@pytest.mark.parametrize("make", [image_part, video_part, audio_part, file_part])
def test_what_is_no_file_is_a_value_error(make: Callable[[Path], object], tmp_path: Path) -> None:
    places = [path for path in map(Path, ("/dev/zero", "/dev/null")) if path.is_char_device()]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(ValueError, match="expected a path of a file"):
            make(place)


@pytest.mark.parametrize(
    ("make", "name", "expected"),
    [
        (image_part, "a.WEBP", "data:image/webp;base64,Pz8="),
        (image_part, "a.svg", "data:image/svg+xml;base64,Pz8="),
        (video_part, "a.mp4", "data:video/mp4;base64,Pz8="),
        (video_part, "a.webm", "data:video/webm;base64,Pz8="),
        (file_part, "a.txt", "data:text/plain;base64,Pz8="),
        (file_part, "a.pdf", "data:application/pdf;base64,Pz8="),
    ],
)
def test_the_extension_tells_what_the_first_bytes_do_not(
    tmp_path: Path, make: Callable[[Path], Any], name: str, expected: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"??")
    assert expected in str(wire.unstructure(make(file)))


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.mp3", "mp3"), ("a.wav", "wav"), ("a.m4a", "m4a"), ("a.PCM16", "pcm16"), ("a.aif", "aiff")],
)
def test_the_extension_tells_a_sounds_format(tmp_path: Path, name: str, format: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"??")
    assert wire.unstructure(audio_part(file))["input_audio"] == {"data": "Pz8=", "format": format}


def test_what_is_given_overrules_what_could_be_told() -> None:
    assert image_part(PDF, media_type="image/x-new") == image_part(
        "data:image/x-new;base64," + encoded(PDF)
    )
    assert video_part(b"?", media_type="video/x-new") == video_part("data:video/x-new;base64,Pw==")
    assert wire.unstructure(audio_part(b"??", format="pcm16"))["input_audio"]["format"] == "pcm16"


@pytest.mark.parametrize(
    ("url", "data", "format"),
    [
        ("data:audio/wav;base64,AAAA", "AAAA", "wav"),
        ("data:audio/x-wav;base64,AAAA", "AAAA", "wav"),
        ("data:audio/mpeg;rate=8;base64,AAAA", "AAAA", "mp3"),
        ("DATA:Audio/FLAC,%00%01", "AAE=", "flac"),
    ],
)
def test_a_data_url_of_sound_is_taken_apart(url: str, data: str, format: str) -> None:
    assert wire.unstructure(audio_part(url))["input_audio"] == {"data": data, "format": format}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (file_part(PDF), {"file_data": f"data:application/pdf;base64,{encoded(PDF)}"}),
        (
            file_part(b"a,b", filename="t.csv", media_type="text/csv"),
            {"filename": "t.csv", "file_data": "data:text/csv;base64,YSxi"},
        ),
        (
            file_part(b"hello", filename="notes.txt"),
            {"filename": "notes.txt", "file_data": "data:text/plain;base64,aGVsbG8="},
        ),
        (
            file_part("https://a/b/my%20file.pdf?x=1"),
            {"filename": "my file.pdf", "file_data": "https://a/b/my%20file.pdf?x=1"},
        ),
        (file_part("https://a"), {"file_data": "https://a"}),
        (
            file_part("data:text/plain,x", filename="x.txt"),
            {"filename": "x.txt", "file_data": "data:text/plain,x"},
        ),
    ],
)
def test_a_document_has_a_name_where_there_is_one(part: object, expected: object) -> None:
    assert wire.unstructure(part) == {"type": "file", "file": expected}


def test_a_documents_name_is_the_paths(tmp_path: Path) -> None:
    file = tmp_path / "paper.bin"
    file.write_bytes(PDF)
    assert wire.unstructure(file_part(file))["file"] == {
        "filename": "paper.bin",
        "file_data": f"data:application/pdf;base64,{encoded(PDF)}",
    }


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: image_part(b"????"),
            "the media type of 4 bytes is unknown: pass media_type=",
        ),
        (
            lambda: image_part(b""),
            "the media type of 0 bytes is unknown: pass media_type=",
        ),
        (
            lambda: image_part(PDF),
            "expected image/*; got application/pdf in 9 bytes. If that is wrong, pass media_type=",
        ),
        (
            lambda: video_part(PNG),
            "expected video/*; got image/png in 16 bytes. If that is wrong, pass media_type=",
        ),
        (
            lambda: audio_part(b"????"),
            "the media type of 4 bytes is unknown: pass format=",
        ),
        (
            lambda: audio_part("https://a/b.wav"),
            "expected a path or bytes, because the API takes no URL of audio; download it first",
        ),
        (
            lambda: audio_part("data:text/plain;base64,AAAA"),
            "expected a data: URL of audio; got one of text/plain",
        ),
        (
            lambda: audio_part("data:,AAAA"),
            "expected a data: URL of audio; got one of no media type",
        ),
        (
            lambda: file_part(b"????"),
            "the media type of 4 bytes is unknown: pass media_type=",
        ),
        (
            lambda: file_part(b"????", filename="a.tar.gz"),
            "the media type of 'a.tar.gz' is unknown: pass media_type=",
        ),
    ],
)
def test_what_cannot_be_told_is_a_value_error_that_says_what_to_do(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError) as raised:
        make()
    assert str(raised.value) == f"source: {message}"


def test_a_file_that_is_not_there_is_the_systems_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        image_part(tmp_path / "none.png")


def test_parts_go_into_a_request() -> None:
    request = ChatGenerationParams(
        messages=[UserMessage([image_part(PNG), audio_part(WAV), video_part(MP4), file_part(PDF)])]
    )
    checked = wire.structure(request, ChatGenerationParams)
    assert wire.request_json(checked) == wire.request_json(request)


HELD = {"url": f"data:image/png;base64,{encoded(PNG)}"}
ELSEWHERE = {"url": "https://example.com/cat.png"}
MADE: list[tuple[type[ResponseModel], dict[str, object], bytes]] = [
    (models.ChatImage, {"type": "image_url", "image_url": HELD}, PNG),
    (models.ChatImage, {"image_url": {"url": "DATA:;BASE64," + encoded(PNG)}}, PNG),
    (models.ChatImage, {"image_url": {"url": "data:image/svg+xml,%3Csvg/%3E"}}, b"<svg/>"),
    (models.ChatImage, {"image_url": ELSEWHERE}, b""),
    (models.ChatImage, {"image_url": {"url": "data:image/png;base64"}}, b""),
    (models.ChatImage, {"image_url": {"url": "data:image/png;base64,x"}}, b""),
    (models.ChatImage, {"image_url": {"url": "é"}}, b""),
    (models.ChatImage, {"image_url": None}, b""),
    (models.ChatImage, {}, b""),
    (models.ChatContentImage, {"type": "image_url", "image_url": HELD}, PNG),
    (models.ChatContentImage, {"type": "image_url", "image_url": ELSEWHERE}, b""),
    (models.ChatContentAudio, {"input_audio": {"data": encoded(WAV), "format": "wav"}}, WAV),
    (models.ChatContentAudio, {}, b""),
    (models.ChatAudio, {"data": encoded(WAV), "transcript": "Hi"}, WAV),
    (models.ChatAudio, {"transcript": "Hi"}, b""),
    (models.GeneratedImage, {"b64_json": encoded(PNG)}, PNG),
    (models.GeneratedImage, {"b64_json": HELD["url"]}, PNG),
    (models.OutputImageGenerationCallItem, {"result": encoded(PNG)}, PNG),
    (models.OutputImageGenerationCallItem, {"result": None}, b""),
    (models.OutputImageGenerationServerToolItem, {"imageB64": encoded(PNG)}, PNG),
    (models.OutputImageGenerationServerToolItem, {"result": HELD["url"]}, PNG),
    (models.OutputImageGenerationServerToolItem, {"result": ELSEWHERE["url"]}, b""),
    (models.ImageGenCallPartialImageEvent, {"partial_image_b64": encoded(PNG)}, PNG),
]


@pytest.mark.parametrize(("cls", "body", "content"), MADE)
def test_what_a_model_made_is_bytes_and_is_saved_or_is_an_err(
    tmp_path: Path, cls: type[Any], body: dict[str, object], content: bytes
) -> None:
    made = wire.structure(body, cls)
    assert made.content == content
    file = tmp_path / "made"
    match save(made, file):
        case Ok(path):
            assert content
            assert (path, file.read_bytes()) == (file, content)
        case Err(error):
            assert not content
            assert error.path == "made"
            assert not file.exists()


def test_saving_replaces_a_file_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "speech.mp3"
    file.write_bytes(b"the older one, which is longer")
    assert save(BinaryResponse(content=b"ID3"), str(file)) == Ok(file)
    assert file.read_bytes() == b"ID3"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("to", ["missing/cat.png", ".", os.devnull, "a\0b", b"cat.png", None])
def test_a_place_where_nothing_can_be_saved_is_an_err(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    error = save(BinaryResponse(content=b"ID3"), to).failure()
    assert (type(error), error.path) == (SDKValidationError, "to")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_cannot_be_written_is_an_err(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    error = save(BinaryResponse(content=b"ID3"), tmp_path / "speech.mp3").failure()
    assert type(error) is UnexpectedClientError
    assert "No space left on device" in str(error)
    assert list(tmp_path.iterdir()) == []


NO_BYTES = "made: expected an object that holds its bytes, not only their URL; got "


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (None, "there is no image or sound to save; got None"),
        ("text", f"{NO_BYTES}'text'"),
        (b"bytes", f"{NO_BYTES}5 bytes"),
        (BinaryResponse(), f"{NO_BYTES}a value of type BinaryResponse"),
        (models.ChatImage(), f"{NO_BYTES}a value of type ChatImage"),
        (models.ChatMessage(), f"{NO_BYTES}a value of type ChatMessage"),
    ],
    ids=["None", "text", "bytes", "no content", "no URL", "message"],
)
def test_what_holds_no_bytes_is_an_err_and_no_file(tmp_path: Path, made: Any, said: str) -> None:
    error = save(made, tmp_path / "made").failure()
    assert (type(error), error.path, error.message) == (SDKValidationError, "made", said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ({}, []),
        ({"choices": []}, []),
        ({"choices": [{"message": None}]}, []),
        ({"choices": [{"message": {"content": "No.", "images": None}}]}, []),
        (
            {"choices": [{"message": {"images": [{"image_url": HELD}, {"image_url": ELSEWHERE}]}}]},
            [HELD["url"], ELSEWHERE["url"]],
        ),
        ({"choices": [{"message": {}}, {"message": {"images": [{"image_url": HELD}]}}]}, []),
    ],
)
def test_the_images_of_a_chat_are_those_of_its_first_choice(body: Any, urls: list[str]) -> None:
    response = wire.structure(body, models.ChatResponse)
    assert [image.image_url.url for image in response.images if image.image_url] == urls
