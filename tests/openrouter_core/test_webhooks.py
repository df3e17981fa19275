"""Events that OpenRouter sends: who has sent them, when, and what they say. Nothing raises."""

from __future__ import annotations

import hashlib
import hmac
import json
from email.message import Message
from typing import Any

import pytest

from openrouter_core import models
from openrouter_core.clock import Clock
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, sign_webhook
from openrouter_core.webhooks import verify

SECRET = "whsec_test"
NOW = 1_700_000_000
BODY = b'{"type":"batch.completed","data":{"id":"batch_1"}}'
DIGEST = "bd963bff04e61c9b8c66b014ec3056fcacfa524ddf304045799a3a99efe62021"
"""What ``openssl dgst -sha256 -hmac whsec_test`` says of the time, a comma and the body."""
RIGHT = f"t={NOW},v1={DIGEST}"
HEADERS = {"X-OpenRouter-Signature": RIGHT}


def at(seconds: float = NOW) -> Clock:
    return Clock(wall=lambda: seconds)


def signed(body: bytes, secret: str = SECRET, time: int = NOW) -> dict[str, str]:
    return sign_webhook(body, secret, timestamp=time)


def test_an_event_that_openrouter_has_signed_is_read() -> None:
    event = verify(BODY, HEADERS, SECRET, clock=at()).unwrap()
    assert isinstance(event, models.BatchWebhookEvent)
    assert event.type == "batch.completed"
    assert event.data is not None
    assert event.data.id == "batch_1"
    assert event.idempotency_key is None


@pytest.mark.parametrize("end", ["completed", "failed", "cancelled", "expired"])
@pytest.mark.parametrize(
    ("kind", "cls"),
    [("video.generation", "VideoWebhookEvent"), ("batch", "BatchWebhookEvent")],
)
def test_each_event_has_its_class(kind: str, cls: str, end: str) -> None:
    data = {"id": "job-1", "status": end, "brand_new": [1]}
    body = json.dumps({"type": f"{kind}.{end}", "created_at": "2026-01-01T00:00:00Z", "data": data})
    event = verify(body, signed(body.encode()), SECRET, clock=at()).unwrap()
    assert type(event).__name__ == cls
    assert event.data is not None
    assert event.data.status == end  # type: ignore[union-attr]  # not in an event that is not known
    assert event.data.extra == {"brand_new": [1]}  # type: ignore[union-attr]  # as above
    assert event.created_at == "2026-01-01T00:00:00Z"
    assert event.idempotency_key == signed(body.encode())["X-OpenRouter-Idempotency-Key"]


@pytest.mark.parametrize("body", [b'{"type":"moon.landed","data":{"a":1}}', b'{"type":""}'])
def test_an_event_of_another_kind_is_kept_as_it_is(body: bytes) -> None:
    event = verify(body, signed(body), SECRET, clock=at()).unwrap()
    assert isinstance(event, models.UnknownWebhookEvent)
    assert event.data == json.loads(body).get("data")


MESSAGE = Message()
MESSAGE["x-openrouter-signature"] = RIGHT

TAKEN: list[tuple[str, Any]] = [
    ("lower case", {"x-openrouter-signature": RIGHT}),
    ("upper case", {"X-OPENROUTER-SIGNATURE": RIGHT}),
    ("bytes", {b"X-OpenRouter-Signature": RIGHT.encode()}),
    ("pairs", [("Host", "a"), ("X-OpenRouter-Signature", RIGHT)]),
    ("pairs of bytes, as ASGI has them", [(b"x-openrouter-signature", RIGHT.encode())]),
    ("a tuple of pairs", (("X-OpenRouter-Signature", RIGHT),)),
    ("lists of values", {"X-OpenRouter-Signature": ["t=1,v1=00", RIGHT]}),
    ("an email message, as http.server has it", MESSAGE),
    ("WSGI", {"HTTP_X_OPENROUTER_SIGNATURE": RIGHT, "wsgi.input": object(), "SERVER_PORT": 80}),
    ("white space", {"X-OpenRouter-Signature": f" t={NOW} , v1={DIGEST} "}),
    ("hexadecimal in capitals", {"X-OpenRouter-Signature": f"t={NOW},v1={DIGEST.upper()}"}),
    ("another scheme beside", {"X-OpenRouter-Signature": f"t={NOW},v0=ff,v1={DIGEST},v2=00"}),
    ("the secret is changing", {"X-OpenRouter-Signature": f"t={NOW},v1={'0' * 64},v1={DIGEST}"}),
    ("two headers joined", {"X-OpenRouter-Signature": f"t=5,v1={'0' * 64}, {RIGHT}"}),
    ("twice", [("X-OpenRouter-Signature", "v1=,,t=x"), ("X-OpenRouter-Signature", RIGHT)]),
    ("strange neighbours", {5: None, None: 5, "X-OpenRouter-Signature": RIGHT}),
]


@pytest.mark.parametrize(("what", "headers"), TAKEN, ids=[each[0] for each in TAKEN])
def test_headers_are_found_however_a_server_hands_them_on(what: str, headers: Any) -> None:
    assert verify(BODY, headers, SECRET, clock=at()).unwrap().type == "batch.completed"


@pytest.mark.parametrize("body", [BODY, BODY.decode(), bytearray(BODY), memoryview(BODY)])
def test_a_body_may_be_bytes_or_text(body: Any) -> None:
    assert verify(body, HEADERS, SECRET, clock=at()).unwrap().type == "batch.completed"


REFUSED: list[tuple[str, Any, Any, Any]] = [
    ("a changed byte", BODY.replace(b"batch_1", b"batch_2"), RIGHT, SECRET),
    ("a byte more", BODY + b"\n", RIGHT, SECRET),
    ("a byte less", BODY[:-1], RIGHT, SECRET),
    ("no body", b"", RIGHT, SECRET),
    ("written anew", json.dumps(json.loads(BODY)), RIGHT, SECRET),
    ("another time", BODY, f"t={NOW + 1},v1={DIGEST}", SECRET),
    ("another secret", BODY, RIGHT, "whsec_tesT"),
    ("a part of the signature", BODY, f"t={NOW},v1={DIGEST[:-2]}", SECRET),
    ("no signature", BODY, f"t={NOW}", SECRET),
    ("no time", BODY, f"v1={DIGEST}", SECRET),
    ("the signature before the time", BODY, f"v1={DIGEST},t={NOW}", SECRET),
    ("a time of another one", BODY, f"t={NOW},t=x,v1={DIGEST}", SECRET),
    ("a negative time", BODY, f"t=-{NOW},v1={DIGEST}", SECRET),
    ("a time with a fraction", BODY, f"t={NOW}.0,v1={DIGEST}", SECRET),
    ("a time in other digits", BODY, f"t=١٧٠٠٠٠٠٠٠٠,v1={DIGEST}", SECRET),
    ("a time without an end", BODY, f"t={'9' * 5000},v1={DIGEST}", SECRET),
    ("another scheme", BODY, f"t={NOW},v0={DIGEST}", SECRET),
    ("a scheme in capitals", BODY, f"t={NOW},V1={DIGEST}", SECRET),
    ("signed without the comma's time", BODY, None, SECRET),
    ("a character that is not ASCII", BODY, f"t={NOW},v1=é{DIGEST}", SECRET),
    ("empty", BODY, "", SECRET),
    ("nothing of it", BODY, "sha256=" + DIGEST, SECRET),
    ("ever so many", BODY, ",".join([f"t={n},v1=00" for n in range(5000)] + [RIGHT]), SECRET),
]


@pytest.mark.parametrize(
    ("what", "body", "header", "secret"), REFUSED, ids=[each[0] for each in REFUSED]
)
def test_what_openrouter_has_not_signed_is_refused(
    what: str, body: Any, header: Any, secret: Any
) -> None:
    if header is None:
        plain = hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()
        header = f"t={NOW},v1={plain}"
    error = verify(body, {"X-OpenRouter-Signature": header}, secret, clock=at()).failure()
    assert isinstance(error, errors.WebhookVerificationError)
    assert SECRET not in str(error)
    assert DIGEST not in str(error)


@pytest.mark.parametrize("headers", [{}, [], {"X-Signature": RIGHT}, [("host", "a")]])
def test_a_missing_header_is_refused(headers: Any) -> None:
    error = verify(BODY, headers, SECRET, clock=at()).failure()
    assert isinstance(error, errors.WebhookVerificationError)
    assert "X-OpenRouter-Signature" in str(error)


@pytest.mark.parametrize(
    ("seconds", "tolerance", "is_taken"),
    [
        (0, 300, True),
        (300, 300, True),
        (301, 300, False),
        (-300, 300, True),
        (-301, 300, False),
        (1, 0, False),
        (0, 0, True),
        (86_400, 90_000, True),
        (0.4, 0.5, True),
    ],
)
def test_an_event_that_is_too_old_or_too_early_is_refused(
    seconds: float, tolerance: float, is_taken: bool
) -> None:
    result = verify(BODY, HEADERS, SECRET, tolerance, clock=at(NOW + seconds))
    if is_taken:
        assert result.unwrap().type == "batch.completed"
    else:
        assert isinstance(result.failure(), errors.WebhookVerificationError)
        assert "tolerance=" in str(result.failure())


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{}", b"x", b'{"type": 5}', b"\xff", b"[" * 100_000, b'"a"']
)
def test_a_signed_body_that_is_no_event_is_an_err(body: bytes) -> None:
    error = verify(body, signed(body), SECRET, clock=at()).failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert error.body == body.decode("utf-8", "replace")[:65_536]


class Broken:
    def items(self) -> Any:
        raise RuntimeError("no headers today")


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("body", (None, HEADERS, SECRET)),
        ("body", (json.loads(BODY), HEADERS, SECRET)),
        ("body", ("\ud800", HEADERS, SECRET)),
        ("secret", (BODY, HEADERS, None)),
        ("secret", (BODY, HEADERS, "")),
        ("secret", (BODY, HEADERS, b"")),
        ("headers", (BODY, None, SECRET)),
        ("headers", (BODY, RIGHT, SECRET)),
        ("headers", (BODY, 5, SECRET)),
        ("headers", (BODY, [5], SECRET)),
        ("headers", (BODY, Broken(), SECRET)),
        ("tolerance", (BODY, HEADERS, SECRET, -1)),
        ("tolerance", (BODY, HEADERS, SECRET, None)),
        ("tolerance", (BODY, HEADERS, SECRET, "300")),
        ("tolerance", (BODY, HEADERS, SECRET, float("nan"))),
        ("tolerance", (BODY, HEADERS, SECRET, float("inf"))),
    ],
)
def test_an_argument_that_is_wrong_is_an_err(path: str, arguments: Any) -> None:
    error = verify(*arguments, clock=at()).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path


def test_a_secret_may_be_bytes_and_is_in_no_error() -> None:
    assert verify(BODY, HEADERS, SECRET.encode(), clock=at()).unwrap().type == "batch.completed"
    assert SECRET not in repr(verify(b"x", HEADERS, SECRET, clock=at()).failure())


@pytest.mark.parametrize("secret", [1234567, [1234567], {"secret": 1234567}, 1234567.0])
def test_a_secret_of_the_wrong_kind_is_in_no_error(secret: Any) -> None:
    error = verify(BODY, HEADERS, secret, clock=at()).failure()
    assert "1234567" not in repr(error)
    assert (
        str(error) == "secret: expected a secret that is not empty; got a value that is not shown"
    )


def test_what_the_stand_in_sends_can_be_verified() -> None:
    from openrouter_core import OpenRouterCore
    from openrouter_core.funcs.video_generation_generate import video_generation_generate

    asked = {"model": "a/b", "prompt": "A lake", "callback_url": "https://example.com/hook"}
    with (
        LocalServer(webhook_secret=SECRET) as server,
        OpenRouterCore(server_url=server.url) as core,
    ):
        job = video_generation_generate(core, asked).unwrap()
        [sent] = server.wait_for_webhooks(1)
    event = verify(sent.body, sent.headers, SECRET).unwrap()
    assert isinstance(event, models.VideoWebhookEvent)
    assert event.data is not None
    assert (event.type, event.data.id) == ("video.generation.completed", job.id)
    assert (sent.url, sent.status) == ("https://example.com/hook", None)
