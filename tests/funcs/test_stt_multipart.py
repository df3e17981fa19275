"""Speech to text of a file: what the form holds, and how the file is sent."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from openrouter_core import Hooks, OpenRouterCore, RequestOptions, models
from openrouter_core.funcs.stt_create_transcription_multipart import (
    stt_create_transcription_multipart,
)
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.testing.api.multipart import Part, parts
from openrouter_core.testing.record import RecordedRequest
from tests.funcs.conftest import Run

SOUND = b"RIFF" + bytes(range(256))


def form(request: RecordedRequest) -> list[Part]:
    found = parts(request.headers["content-type"], request.body)
    assert found is not None
    return found


def texts(request: RecordedRequest) -> list[tuple[str, str]]:
    """The fields that are no file."""
    return [(part.name, part.content.decode()) for part in form(request) if part.filename is None]


FIELDS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, []),
    (
        {"language": "en", "temperature": 0.5, "diarize": True},
        [("language", "en"), ("temperature", "0.5"), ("diarize", "true")],
    ),
    ({"language": None, "user": "ü"}, [("user", "ü")]),
    (
        {"timestamp_granularities": ["word", "segment"], "keyterms": ["Paris"]},
        [
            ("timestamp_granularities[]", "word"),
            ("timestamp_granularities[]", "segment"),
            ("keyterms[]", "Paris"),
        ],
    ),
    ({"timestamp_granularities[]": ["word"]}, [("timestamp_granularities[]", "word")]),
    ({"keyterms": ["a,b", "c"]}, [("keyterms[]", "a,b"), ("keyterms[]", "c")]),
    ({"keyterms": []}, []),
    ({"provider": {"zdr": True}}, [("provider", '{"zdr":true}')]),
    ({"provider": models.AudioProviderOptions(zdr=True)}, [("provider", '{"zdr":true}')]),
    ({"trace": '{"a":1}'}, [("trace", '{"a":1}')]),
    ({"brand_new": "x"}, [("brand_new", "x")]),
]


@pytest.mark.parametrize(("fields", "sent"), FIELDS)
def test_the_form_holds_the_file_and_the_fields(
    fields: dict[str, Any],
    sent: list[tuple[str, str]],
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    request = {"model": "a/b", "file": SOUND, "filename": "a.wav", **fields}
    run(stt_create_transcription_multipart, core, request).unwrap()
    (made,) = server.requests
    assert made.target == "/api/v1/audio/transcriptions"
    assert texts(made) == [("model", "a/b"), *sent]
    [file] = [part for part in form(made) if part.filename is not None]
    assert (file.name, file.filename, file.content) == ("file", "a.wav", SOUND)


def test_a_model_says_the_same(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    request = models.TranscriptionFileParams(
        model="a/b",
        file=SOUND,
        filename="a",
        content_type="audio/mpeg",
        response_format="verbose_json",
        timestamp_granularities=["word"],
    )
    response = run(stt_create_transcription_multipart, core, request).unwrap()
    [file] = [part for part in form(server.requests[0]) if part.filename is not None]
    assert file.content_type == "audio/mpeg"
    assert response.text.endswith(f"sent {len(SOUND)} bytes of mpeg.")
    assert response.words[0].word == "This"
    assert response.http_meta.generation_id


def test_where_there_is_no_file_there_is_an_address(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    request = {"model": "a/b", "source_url": "https://a.example/b.mp3", "keyterms": ["a", "b"]}
    response = run(stt_create_transcription_multipart, core, request).unwrap()
    assert "an address" in response.text
    assert all(part.filename is None for part in form(server.requests[0]))
    assert texts(server.requests[0]) == [
        ("model", "a/b"),
        ("source_url", "https://a.example/b.mp3"),
        ("keyterms[]", "a"),
        ("keyterms[]", "b"),
    ]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({}, "file"),
        ({"file": None}, "file"),
        ({"file": 5}, "file"),
        ({"file": io.StringIO("a")}, "file"),
        ({"file": "/no/such/file"}, "file"),
        ({"file": SOUND, "filename": "\ud800"}, "filename"),
        ({"file": SOUND, "content_type": "a\nb"}, "content_type"),
        ({"file": SOUND, "keyterms": "one"}, "keyterms"),
        ({"file": SOUND, "diarize": "yes"}, "diarize"),
        ({"file": SOUND, "brand_new": {"a": 1}}, "brand_new"),
    ],
)
def test_what_cannot_be_sent_is_refused(
    fields: dict[str, Any], path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(stt_create_transcription_multipart, core, {"model": "a/b", **fields}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


def test_a_path_and_a_file_are_read_while_they_are_sent(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    path = tmp_path / "speech.mp3"
    path.write_bytes(SOUND * 1000)
    with path.open("rb") as file:
        for source in (path, str(path), file):
            request = {"model": "a/b", "file": source}
            run(stt_create_transcription_multipart, core, request).unwrap()
        assert not file.closed
    for made in server.requests:
        [sent] = [part for part in form(made) if part.filename is not None]
        assert (sent.filename, sent.content) == ("speech.mp3", SOUND * 1000)


@pytest.mark.parametrize(("status", "attempts"), [(429, 2), (500, 2), (408, 1), (504, 1), (413, 1)])
def test_it_is_billed_and_so_is_repeated_only_where_nothing_was_done(
    status: int, attempts: int, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(status, "a"))
    request = {"model": "a/b", "file": io.BytesIO(SOUND), "filename": "a.wav"}
    run(stt_create_transcription_multipart, core, request)
    assert len(server.requests) == attempts
    assert all(SOUND in made.body for made in server.requests)


def test_a_pipe_is_sent_once(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    read, write = os.pipe()

    def fill() -> None:
        with os.fdopen(write, "wb") as into:
            into.write(SOUND)

    writer = threading.Thread(target=fill)
    writer.start()
    server.enqueue(Reply.error(429, "a"))
    with os.fdopen(read, "rb") as file:
        request = {"model": "a/b", "file": file, "filename": "a.wav"}
        error = run(stt_create_transcription_multipart, core, request).failure()
    writer.join()
    assert isinstance(error, errors.TooManyRequestsResponseError)
    [made] = server.requests
    assert SOUND in made.body


def test_what_the_user_adds_is_in_the_form(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    options = RequestOptions(extra_body={"keyterms": ["a", "b"]})
    request = {"model": "a/b", "file": SOUND, "filename": "a.wav"}
    run(stt_create_transcription_multipart, core, request, options=options).unwrap()
    assert texts(server.requests[0])[1:] == [("keyterms[]", "a"), ("keyterms[]", "b")]


def test_hooks_see_the_upload(run: Run, server: LocalServer) -> None:
    seen: list[Any] = []
    hooks = Hooks(before_request=lambda request: seen.append(request.upload))
    with OpenRouterCore(server_url=server.url, hooks=hooks) as core:
        request = {"model": "a/b", "file": SOUND, "filename": "a.wav", "keyterms": ["a"]}
        run(stt_create_transcription_multipart, core, request).unwrap()
    [upload] = seen
    assert upload.fields == {"model": "a/b", "keyterms[]": ["a"]}
    assert "RIFF" not in repr(upload)
