"""The message of an error's body, whoever wrote the server: which body says what, as an error's status and as a 200."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from openrouter_core._protocol.classify import note_foreign_key, read_object
from openrouter_core.models import ChatResponse, CreditsResponse, HttpMeta, errors
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.secret import Credentials, Secret

DEFAULT = errors.OpenRouterDefaultError
TOO_MANY = errors.TooManyRequestsResponseError
BAD_REQUEST = errors.BadRequestResponseError


def read(body: object, status: int = 200, url: str = "", kind: str = "application/json") -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    meta = HttpMeta(status=status, headers={"content-type": kind}, url=url)
    return read_object(content, meta, ChatResponse, now=0.0)


BODIES: list[tuple[object, str, type[OpenRouterError] | None]] = [
    # The body; its message; the class of the same body with 200, None where that is no error.
    ({"error": {"code": 429, "message": "Slow down"}}, "Slow down", TOO_MANY),
    ({"error": {"message": ["a is missing", "b is bad"]}}, "a is missing; b is bad", DEFAULT),
    ({"error": {"message": [{"msg": "a"}, {"text": 5}]}}, "a", DEFAULT),
    ({"error": {"message": {"message": "inner"}}}, "inner", DEFAULT),
    ({"error": {"detail": "inner"}}, "inner", DEFAULT),
    ({"error": {"error": {"message": "inner"}}}, "inner", DEFAULT),
    ({"error": {"issues": [{"path": ["n"], "message": "bad"}]}}, "n: bad", DEFAULT),
    ({"error": ["a", "b"]}, "a; b", DEFAULT),
    ({"error": "Slow down"}, "Slow down", DEFAULT),
    ({"error": "invalid_grant", "error_description": "Expired"}, "Expired", BAD_REQUEST),
    ({"error": "invalid_grant", "error_description": " "}, "invalid_grant", BAD_REQUEST),
    ({"error": True, "message": "Slow down"}, "Slow down", DEFAULT),
    ({"error": {}, "message": "Slow down"}, "Slow down", DEFAULT),
    ([{"error": {"code": 429, "message": "Quota"}}], "Quota", TOO_MANY),
    ([{"error": {"message": "A"}}, {"error": {"message": "B"}}], "A", DEFAULT),
    (
        {"detail": [{"loc": ["body", "messages", 0], "msg": "Field required", "type": "missing"}]},
        "body.messages.0: Field required",
        DEFAULT,
    ),
    ({"detail": [{"loc": ["body"], "msg": "A"}, {"msg": "B"}]}, "body: A; B", DEFAULT),
    ({"detail": ["A", "B"]}, "A; B", DEFAULT),
    ({"detail": "Not authenticated"}, "Not authenticated", None),
    ({"detail": {"message": "inner"}}, "inner", None),
    ({"errors": [{"message": "A"}, {"message": "B"}]}, "A; B", DEFAULT),
    ({"errors": ["A", "B"]}, "A; B", DEFAULT),
    (
        {"errors": {"model": ["is missing"], "n": ["is bad"]}},
        "model: is missing; n: is bad",
        DEFAULT,
    ),
    ({"errors": [{"title": "Bad", "detail": "n is 5"}]}, "Bad: n is 5", DEFAULT),
    ({"message": "Slow down"}, "Slow down", None),
    ({"message": ["A", "B"], "statusCode": 429}, "A; B", TOO_MANY),
    ({"statusCode": 500, "message": "Broken"}, "Broken", errors.InternalServerResponseError),
    ({"code": 429, "message": "Slow down"}, "Slow down", TOO_MANY),
    ({"code": "429", "message": "Slow down"}, "Slow down", TOO_MANY),
    ({"code": "rate_limit_exceeded", "message": "Slow down"}, "Slow down", TOO_MANY),
    ({"code": "Throttled", "message": "Slow down"}, "Slow down", DEFAULT),
    ({"code": 0, "message": "fine"}, "fine", None),
    ({"code": 200, "message": "fine"}, "fine", None),
    ({"success": False, "message": "No"}, "No", DEFAULT),
    ({"success": True, "message": "Yes"}, "Yes", None),
    ({"status": "error", "message": "No"}, "No", DEFAULT),
    ({"status": "ok", "message": "Yes"}, "Yes", None),
    (
        {"object": "error", "message": "No model", "code": 404},
        "No model",
        errors.NotFoundResponseError,
    ),
    (
        {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": "Used up"},
        "Forbidden: Used up",
        errors.ForbiddenResponseError,
    ),
    ({"type": "https://e.test/x", "title": "Out of credit"}, "Out of credit", DEFAULT),
    ({"title": "Same", "detail": "Same"}, "Same", None),
    ({"code": 429, "message": "Slow down", "data": None}, "Slow down", TOO_MANY),
    ({"code": 429, "message": "Slow down", "choices": None}, "Slow down", TOO_MANY),
    (
        {
            "id": "",
            "created": 0,
            "model": "",
            "choices": [],
            "usage": {},
            "code": 429,
            "message": "No",
        },
        "No",
        TOO_MANY,
    ),
    ({"errcode": 40001, "errmsg": "No such user"}, "No such user", DEFAULT),
    ({"error_code": 429, "error_msg": "Slow down"}, "Slow down", TOO_MANY),
    ({"error_code": "rate_limit_exceeded", "error_msg": "No"}, "No", TOO_MANY),
    ({"Code": "Throttling", "Message": "Slow down"}, "Slow down", DEFAULT),
    ({"errcode": 0, "errmsg": "ok"}, "ok", None),
    ({"errmsg": "No"}, "No", None),
    ({"error_msg": "No"}, "No", None),
    ({"Message": "Slow down"}, "Slow down", None),
    ({"errorMessage": "Slow down", "errorType": "Busy"}, "Slow down", None),
    ({"Error": {"Code": "Busy", "Message": "Slow down"}}, "Slow down", None),
    ({"fault": {"faultstring": "Quota", "detail": {"errorcode": "x"}}}, "Quota", DEFAULT),
    ({"errors": {"model": "is missing"}}, "model: is missing", DEFAULT),
    ({"errors": {"model": ["is missing"]}}, "model: is missing", DEFAULT),
    ({"errors": {"model": {"message": "is missing"}}}, "model: is missing", DEFAULT),
    ({"error": {"message": {"text": "Slow down"}}}, "Slow down", DEFAULT),
    ({"error": {"message": {"lang": "en", "value": "Slow down"}}}, "Slow down", DEFAULT),
    ([{"code": 429, "message": "Slow down"}], "Slow down", TOO_MANY),
]
STATUSES = {
    400: errors.BadRequestResponseError,
    429: TOO_MANY,
    503: errors.ServiceUnavailableResponseError,
}


@pytest.mark.parametrize(
    ("body", "message", "in_a_200"), BODIES, ids=[str(n) for n in range(len(BODIES))]
)
def test_the_message_is_the_one_that_is_there(
    body: object, message: str, in_a_200: type[OpenRouterError] | None
) -> None:
    for status, cls in STATUSES.items():
        error = read(body, status)
        assert (type(error), error.message, error.status_code) == (cls, message, status)
        assert error.body == json.dumps(body)
    found = read(body)
    if in_a_200 is None:
        assert found == body
    else:
        assert (type(found), found.message) == (in_a_200, message)


@pytest.mark.parametrize("own", ["id", "choices", "model", "usage", "created"])
@pytest.mark.parametrize(
    "error", [{"code": 429, "message": "No"}, {"detail": [{"msg": "x"}]}, {"errors": ["x"]}]
)
def test_a_200_with_a_field_of_the_operations_own_is_no_bare_error(
    own: str, error: dict[str, Any]
) -> None:
    for something in ("x", 7, [None], {"a": None}, False):
        assert read({**error, own: something}) == {**error, own: something}
    empty: list[object] = [None, "", [], {}, 0]
    for nothing in empty:
        assert isinstance(read({**error, own: nothing}), errors.APIError)


LISTS: list[tuple[object, str, object]] = [
    ([{"message": "Slow down"}], "Slow down", None),
    (["bad model"], "bad model", None),
    (["a is missing", "b is bad"], "a is missing; b is bad", None),
    ([{"loc": ["n"], "msg": "A"}, {"loc": ["m"], "msg": "B"}], "n: A; m: B", None),
    ([{"code": 7, "message": "A"}, {"code": 8, "message": "B"}], "A; B", 7),
    ([7], "the server answered 400 (Bad Request) and gave no reason", None),
]


@pytest.mark.parametrize(("body", "message", "code"), LISTS)
def test_a_list_with_a_status_says_what_is_in_it(body: object, message: str, code: object) -> None:
    error = read(body, 400)
    assert (type(error), error.message) == (errors.BadRequestResponseError, message)
    assert error.code == code


def test_which_fields_are_its_own_says_the_operations_class() -> None:
    body = b'{"code": 429, "message": "No", "data": {"total_usage": 0}}'
    meta = HttpMeta(status=200)
    assert isinstance(read_object(body, meta, CreditsResponse, now=0.0), dict)
    assert isinstance(read_object(body, meta, ChatResponse, now=0.0), TOO_MANY)


@pytest.mark.parametrize("depth", [3, 100, 5000])
def test_a_message_that_is_nested_for_ever_ends(depth: int) -> None:
    body = b'{"error":' * depth + b'{"message": "deep"}' + b"}" * depth
    assert str(read(body, 400))


# --- pages ---------------------------------------------------------------------------------------

PAGE = b"<!DOCTYPE html><html><title>OpenRouter</title></html>"
PAGES = [
    (PAGE, "text/html; charset=utf-8"),
    (b"\n  <html>hi</html>", "text/html"),
    (b"\xef\xbb\xbf<!doctype HTML>", "text/plain"),
    (b"<HTML>", ""),
    (b"hi", "text/html"),
]


@pytest.mark.parametrize(("body", "kind"), PAGES)
@pytest.mark.parametrize("status", [200, 404, 405])
def test_a_page_asks_for_the_path_of_server_url(body: bytes, kind: str, status: int) -> None:
    error = read(body, status, "https://openrouter.ai/chat/completions", kind)
    assert error.message == (
        f"the server answered {status} with a web page (text/html) from "
        "https://openrouter.ai/chat/completions: does server_url lack /api/v1?"
    )
    right = read(body, status, "https://openrouter.ai/api/v1/chat/completions", kind)
    assert "is server_url right? OpenRouter's ends in /api/v1" in right.message
    assert error.body == body.decode()


@pytest.mark.parametrize(
    ("body", "kind"), [(b"<?xml version='1.0'?><Error/>", "application/xml"), (b"", "text/html; x")]
)
def test_what_is_no_page_is_not_called_one(body: bytes, kind: str) -> None:
    assert ("web page" in read(body, 200, "https://a.test/x", kind).message) is (
        kind != "application/xml"
    )
    assert "web page" not in read(body, 502, "https://a.test/x", kind).message


# --- keys that are not OpenRouter's --------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("https://openrouter.ai/api/v1/credits", Secret("sk-proj-0123456789abcdef"), True),
        ("https://eu.openrouter.ai/api/v1/credits", Secret("gsk_0123456789abcdef"), True),
        ("https://openrouter.ai/api/v1/credits", Secret("sk-or-v1-0123456789abcdef"), False),
        ("https://openrouter.ai/api/v1/credits", Credentials("Basic abc"), False),
        ("https://openrouter.ai.evil.test/api/v1", Secret("sk-proj-0123456789abcdef"), False),
        ("http://127.0.0.1:8000/v1", Secret("sk-proj-0123456789abcdef"), False),
    ],
)
def test_a_401_of_openrouter_says_how_its_keys_begin(url: str, secret: Secret, said: bool) -> None:
    body = {"error": {"code": 401, "message": "User not found."}}
    for status, foreign in ((401, said), (400, False)):
        error = read(body, status, url)
        note_foreign_key(error, secret)
        assert ("does not begin with sk-or-" in error.message) is foreign
        assert error.message.startswith("User not found.")
        assert str(secret.source) not in str(error)


# --- what stands beside an error ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "data"),
    [
        ({"error": {"code": 409, "message": "In use"}, "data": {"id": "a"}}, {"id": "a"}),
        ({"error": {"code": 409, "message": "In use"}, "data": ["a", "b"]}, ["a", "b"]),
        ({"error": "In use", "data": "a"}, "a"),
        ({"code": 409, "message": "In use", "data": {"id": "a"}}, {"id": "a"}),
        ({"error": {"code": 409, "message": "In use"}, "data": None}, None),
        ({"error": {"code": 409, "message": "In use", "data": {"id": "b"}}}, None),
        ({"error": {"code": 409, "message": "In use"}}, None),
    ],
)
def test_data_beside_an_error_is_kept(body: dict[str, Any], data: object) -> None:
    error = read(body, 409)
    assert isinstance(error, errors.ConflictResponseError)
    assert error.data == data
    assert error.message == "In use"
    assert copy.copy(error).data == pickle.loads(pickle.dumps(error)).data == data
    assert ("data=" in repr(error)) == (data is not None)


@pytest.mark.parametrize(
    ("status", "body", "cls", "code", "message"),
    [
        (
            400,
            {"error": "invalid_grant", "error_description": "The code has expired"},
            errors.BadRequestResponseError,
            "invalid_grant",
            "The code has expired",
        ),
        (
            400,
            {"error": "invalid_target", "error_description": "", "error_uri": "https://a.example"},
            errors.BadRequestResponseError,
            "invalid_target",
            "invalid_target",
        ),
        (
            401,
            {"error": "invalid_client"},
            errors.UnauthorizedResponseError,
            "invalid_client",
            "invalid_client",
        ),
        (
            503,
            {"error": "temporarily_unavailable", "error_description": "Try again"},
            errors.ServiceUnavailableResponseError,
            "temporarily_unavailable",
            "Try again",
        ),
        (
            200,
            {"error": "invalid_grant", "error_description": "The code has expired"},
            errors.BadRequestResponseError,
            "invalid_grant",
            "The code has expired",
        ),
        (
            404,
            {"error": "model_not_found", "message": "There is no a/b"},
            errors.NotFoundResponseError,
            "model_not_found",
            "There is no a/b",
        ),
        (404, {"error": "Not found"}, errors.NotFoundResponseError, None, "Not found"),
    ],
)
def test_an_error_of_oauth_keeps_its_word_and_its_description(
    status: int,
    body: dict[str, Any],
    cls: type[errors.APIError],
    code: str | None,
    message: str,
) -> None:
    error = read(body, status)
    assert type(error) is cls
    assert (error.code, error.message) == (code, message)


@pytest.mark.parametrize(
    ("status", "retryable"), [(409, False), (410, False), (499, False), (504, True), (502, True)]
)
def test_what_may_pass_is_retryable(status: int, retryable: bool) -> None:
    assert read({"error": {"message": "a"}}, status).retryable is retryable
