"""A thousand prompts as one batch: begun, told of, looked at and read; and what others send is refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openrouter_core.testing import LocalServer, sign_webhook
from tests.examples.conftest import ROOT, Programs

SECRET = "whsec_test"
EVENT = b'{"type":"batch.completed","data":{"id":"batch_1","status":"completed"}}'


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = spec_from_file_location("batch_jobs", ROOT / "examples" / "batch_jobs.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(answer="Yes.", api_key="a-key") as server:
        yield server


def prompts(path: Path, *lines: Any) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def records(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_thousand_prompts_are_answered_and_the_end_is_told_of(programs: Programs) -> None:
    done = programs.run("batch_jobs", env={"OPENROUTER_API_KEY": ""})
    assert done.returncode == 0, done.stderr
    answers = records(done.stdout)
    assert len({answer["custom_id"] for answer in answers}) == 1000
    assert all("city" in answer["text"] for answer in answers)
    assert "event: batch.completed, signed by OpenRouter" in done.stderr


def test_lines_become_requests_and_results_lines(
    programs: Programs, server: LocalServer, tmp_path: Path
) -> None:
    lines = [
        {"custom_id": "a", "prompt": "Is it?", "temperature": 0},
        {"messages": [{"role": "user", "content": "Is it?"}]},
        {"custom_id": "c", "messages": 5},
    ]
    asked = prompts(tmp_path / "in.jsonl", *lines)
    done = programs.run("batch_jobs", asked, str(tmp_path / "out.jsonl"), server=server)
    assert done.returncode == 1, done.stderr
    first, second, third = records((tmp_path / "out.jsonl").read_text())
    assert first == {"custom_id": "a", "text": "Yes.", "error": None}
    assert second == {"custom_id": "2", "text": "Yes.", "error": None}
    assert third["text"] is None
    assert "messages" in third["error"]
    sent = server.requests[0].json
    assert list(sent) == ["endpoint", "model", "requests"]
    assert sent["requests"][0]["body"] == {
        "temperature": 0,
        "messages": [{"role": "user", "content": "Is it?"}],
    }


def test_a_batch_that_was_begun_before_is_gone_on_with(
    programs: Programs, server: LocalServer, tmp_path: Path
) -> None:
    asked = prompts(tmp_path / "in.jsonl", {"prompt": "Is it?"})
    begun = programs.run("batch_jobs", asked, server=server)
    before = len(server.requests)
    again = programs.run("batch_jobs", "--batch", "batch_localserver000001", server=server)
    assert again.stdout == begun.stdout
    assert [request.method for request in server.requests[before:]] == ["GET"]


def test_a_batch_that_fails_says_why(
    programs: Programs, server: LocalServer, tmp_path: Path
) -> None:
    line = {"custom_id": "a", "prompt": "Is it?"}
    done = programs.run("batch_jobs", prompts(tmp_path / "in.jsonl", line, line), server=server)
    assert done.returncode == 4
    assert "custom_id" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_event_counts_once_and_only_with_the_workspaces_signature(
    program: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    def send(body: bytes, headers: Any, port: int) -> int:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("POST", "/", body, headers)
        status = connection.getresponse().status
        connection.close()
        return status

    right = sign_webhook(EVENT, SECRET)
    with program.listening(SECRET, 0) as (ended, port):
        assert isinstance(ended, threading.Event)
        forged = [
            (EVENT, {}),
            (EVENT, sign_webhook(EVENT, "another")),
            (EVENT, sign_webhook(EVENT, SECRET, timestamp=1_700_000_000)),
            (EVENT.replace(b"batch_1", b"batch_2"), right),
        ]
        assert [send(body, headers, port) for body, headers in forged] == [401] * 4
        assert not ended.is_set()
        assert [send(EVENT, right, port), send(EVENT, right, port)] == [204, 204]
        assert ended.is_set()
    said = capsys.readouterr().err
    assert said.count("event: batch.completed") == 1
    assert said.count("refused") == 4


def test_a_callback_without_a_secret_is_refused(programs: Programs) -> None:
    done = programs.run(
        "batch_jobs",
        "--callback-url",
        "https://example.com",
        env={"OPENROUTER_WEBHOOK_SECRET": ""},
    )
    assert done.returncode == 2
    assert "OPENROUTER_WEBHOOK_SECRET" in done.stderr
