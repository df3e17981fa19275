"""A call at the edges: which media types are content, and how much of an error's body is read."""

from __future__ import annotations

import pytest

from openrouter_core import Err, OpenRouterCore, RequestOptions, Timeout
from openrouter_core._protocol.call import ERROR_BODY, plan
from openrouter_core._protocol.operation import ANYTHING, JSON, Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.funcs.credits_get_credits import OPERATION, credits_get_credits
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.testing import LocalServer, Reply


def operation(accept: str) -> Operation:
    return Operation("x", "GET", "/x", SAFE, request=None, response="Response", accept=accept)


@pytest.mark.parametrize(
    ("accept", "content", "others"),
    [
        (
            "audio/*",
            ("audio/mpeg", "AUDIO/WAV; rate=1", "", " ", "application/octet-stream"),
            ("text/plain", "video/mp4", JSON, "text/json", "application/problem+json"),
        ),
        (
            "video/mp4",
            ("video/mp4", "video/mp4;x", "application/octet-stream", ""),
            ("video/webm", JSON),
        ),
        (
            ANYTHING,
            ("text/plain", "application/jsonl", "application/json-seq", ""),
            (JSON, "Application/JSON; charset=utf-8", "text/json", "a/b+json"),
        ),
        (JSON, (), (JSON, "", "text/plain", "application/octet-stream")),
    ],
)
def test_which_media_types_are_the_content_that_was_asked_for(
    accept: str, content: tuple[str, ...], others: tuple[str, ...]
) -> None:
    asked = operation(accept)
    assert [each for each in (*content, *others) if asked.holds_content(each)] == list(content)


@pytest.mark.parametrize(("size", "read"), [(1_000_000, True), (5_000_000, False)])
def test_a_mebibyte_of_an_errors_body_is_read(size: int, read: bool) -> None:
    assert ERROR_BODY == 1_048_576
    body = {"error": {"code": 402, "padding": "x" * size, "message": "The last word"}}
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        server.enqueue(Reply.json(body, status=402))
        result = credits_get_credits(core)
    assert isinstance(result, Err)
    assert (result.failure().message == "The last word") is read


@pytest.mark.parametrize(
    ("timeout", "left", "wanted"),
    [
        (Timeout(connect=1, read=None, write=3, pool=None), 2.0, (1.0, 2.0, 2.0, 2.0)),
        (Timeout(connect=1, read=None, write=3, pool=None), None, (1.0, None, 3.0, None)),
    ],
)
def test_a_phase_may_last_as_long_as_the_whole_call(
    timeout: Timeout, left: float | None, wanted: tuple[float | None, ...]
) -> None:
    settings = OpenRouterCore("a-key").settings(RequestOptions(timeout=timeout), stream=False)
    found = plan(OPERATION, settings, EMPTY_REQUEST).timeouts(left)
    assert tuple(found[name] for name in ("connect", "read", "write", "pool")) == wanted
