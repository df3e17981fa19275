"""The classifier at the edges: each place of an error, each name of a status, what makes a 200 an error, pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter_core._protocol.classify import (
    KEPT_BODY,
    api_error,
    delivered,
    find_error,
    kept_text,
    note_foreign_key,
    read_object,
    unreadable,
)
from openrouter_core._protocol.error_classes import BY_WORD
from openrouter_core.models import ChatResponse, HttpMeta, errors
from openrouter_core.models.errors import APIError, OpenRouterDefaultError
from openrouter_core.secret import Secret

URL = "https://openrouter.ai/api/v1/chat/completions"
Json = dict[str, Any]


def meta(status: int = 200, url: str = URL, **headers: str) -> HttpMeta:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpMeta(status=status, headers=named, url=url)


def read(body: Any, status: int = 200, **headers: str) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_object(data, meta(status, **headers), ChatResponse, now=0.0)


ENDED = "the provider ended the answer with an error"
FOUND: dict[str, tuple[Json, Json | None]] = {
    "an object": ({"error": {"code": 429}}, {"code": 429}),
    "an object beside choices": ({"error": {"code": 429}, "choices": [{}]}, {"code": 429}),
    "an empty object": ({"error": {}}, {}),
    "an empty object beside choices": ({"error": {}, "choices": [{}]}, None),
    "an empty object beside no choices": ({"error": {}, "choices": []}, {}),
    "a text": ({"error": "busy"}, {"message": "busy"}),
    "a text with its description": (
        {"error": "busy", "error_description": "Wait"},
        {"code": "busy", "message": "Wait"},
    ),
    "a text with a blank one": ({"error": "busy", "error_description": " "}, {"message": "busy"}),
    "a text with another thing": ({"error": "busy", "error_description": 7}, {"message": "busy"}),
    "a list": ({"error": ["busy"]}, {"message": ["busy"]}),
    "true": ({"error": True}, {}),
    "a number": ({"error": 7}, {}),
    "null": ({"error": None}, None),
    "false": ({"error": False}, None),
    "zero": ({"error": 0}, {}),
    "in a choice": ({"choices": [{"error": {"code": 502}}]}, {"code": 502}),
    "in the second choice": ({"choices": [{}, {"error": {"code": 502}}]}, {"code": 502}),
    "after what is no choice": ({"choices": [None, {"error": "busy"}]}, {"message": "busy"}),
    "a choice's description is its own": (
        {"choices": [{"error": "busy"}], "error_description": "Wait"},
        {"message": "busy"},
    ),
    "an empty one in a choice": ({"choices": [{"error": {}}]}, None),
    "a choice that ended so": (
        {"choices": [{"finish_reason": "error"}]},
        {"message": f"{ENDED} (no reason given)"},
    ),
    "a choice that ended so, and why": (
        {"choices": [{"finish_reason": "error", "native_finish_reason": "OOM"}]},
        {"message": f"{ENDED} (OOM)"},
    ),
    "a choice that ended so, and no text why": (
        {"choices": [{"finish_reason": "error", "native_finish_reason": 7}]},
        {"message": f"{ENDED} (no reason given)"},
    ),
    "a choice that ended otherwise": ({"choices": [{"finish_reason": "stop"}]}, None),
    "choices that are none": ({"choices": {"error": "busy"}}, None),
    "a response that failed": ({"object": "response", "status": "failed", "error": None}, {}),
    "a response that did not": ({"object": "response", "status": "completed"}, None),
    "another object that failed": ({"object": "file", "status": "failed"}, None),
    "nothing": ({}, None),
}


@pytest.mark.parametrize(("data", "wanted"), FOUND.values(), ids=FOUND)
def test_where_an_error_stands(data: Json, wanted: Json | None) -> None:
    assert find_error(data) == wanted


BARE: dict[str, tuple[Any, bool]] = {
    "an error object": ({"object": "error"}, True),
    "a code": ({"code": 429, "message": "Slow down"}, True),
    "a code as text": ({"code": "busy", "message": "Slow down"}, True),
    "a code alone": ({"code": 429}, False),
    "success said": ({"success": True, "message": "Done"}, False),
    "no success": ({"success": False}, True),
    **{f"status {word}": ({"status": word}, True) for word in ("error", "fail", "failed")},
    "status ok": ({"status": "ok", "message": "Done"}, False),
    **{
        f"{name} {number}": ({name: number, "message": "x"}, number >= 400)
        for name in ("http_status", "status", "statusCode", "status_code")
        for number in (200, 399, 400, 503)
    },
    **{
        f"the good code {code!r}": ({"code": code, "message": "x"}, False)
        for code in (0, 200, 201, 202, "", "ok", "OK", "success", "200")
    },
    "203 is none": ({"code": 203, "message": "x"}, True),
    "1 is none": ({"code": 1, "message": "x"}, True),
    "errors": ({"errors": ["No such model"]}, True),
    "no errors": ({"errors": []}, False),
    "a list of details": ({"detail": [{"msg": "Field required"}]}, True),
    "a list of details that say nothing": ({"detail": [7]}, True),
    "no details": ({"detail": []}, False),
    "a text of detail": ({"detail": "More"}, False),
    "a problem's type and title": ({"type": "about:blank", "title": "Forbidden"}, True),
    "a type": ({"type": "about:blank", "message": "x"}, False),
    "a title": ({"title": "Forbidden"}, False),
    **{
        f"the code {name}": ({name: 40001, "errmsg": "No such user"}, True)
        for name in ("errcode", "error_code", "errorCode", "err_code", "Code")
    },
    "errcode 0": ({"errcode": 0, "errmsg": "ok"}, False),
    "error_code as a word": ({"error_code": "busy", "error_msg": "Slow down"}, True),
    "a fault": ({"fault": {"faultstring": "Quota exceeded"}}, True),
    "an empty fault": ({"fault": {}}, False),
    "beside choices": ({"choices": [{}], "code": 429, "message": "x"}, False),
    "nothing": ({}, False),
}


@pytest.mark.parametrize(("data", "failed"), BARE.values(), ids=BARE)
def test_what_makes_a_200_without_an_envelope_an_error(data: Json, failed: bool) -> None:
    found = read(data)
    assert isinstance(found, APIError) is failed
    assert failed or found == data


@pytest.mark.parametrize(
    ("status", "ok"), [(200, True), (201, True), (299, True), (199, False), (300, False)]
)
def test_a_success_is_from_200_to_299(status: int, ok: bool) -> None:
    assert (read({"choices": [{}]}, status) == {"choices": [{}]}) is ok


@pytest.mark.parametrize(
    ("body", "failed"),
    [
        ([{"error": {"code": 429}}], True),
        ([{"error": {}}], False),
        ([{"message": "x"}], False),
        ([{"code": 429, "message": "x"}], True),
        ([{"code": 429, "message": "x", "choices": None}, {"code": 500}], True),
        ([{"code": 429, "message": "x", "choices": [{}]}], False),
        ([{"code": 429}], False),
        ([7, {"code": 429, "message": "x"}], False),
        (["error"], False),
        ([], False),
    ],
)
def test_a_list_of_errors_is_its_first(body: Any, failed: bool) -> None:
    found = read(body)
    expected = errors.TooManyRequestsResponseError if failed else errors.ResponseValidationError
    assert type(found) is expected


@pytest.mark.parametrize("word", BY_WORD)
def test_a_word_has_its_class_wherever_it_stands(word: str) -> None:
    for error in ({"type": word}, {"code": word}, {"error_type": word}):
        assert type(read({"error": error})) is BY_WORD[word]
    assert type(read({"error": {"metadata": {"error_type": word}}})) is BY_WORD[word]
    assert type(read({"error": {}, "error_type": word})) is BY_WORD[word]


CODES: dict[str, tuple[Json, int, type[APIError], object]] = {
    "HTTP's status": ({"code": 429}, 503, errors.ServiceUnavailableResponseError, 429),
    "the body's": ({"code": 429}, 200, errors.TooManyRequestsResponseError, 429),
    "as text": ({"code": "429"}, 200, errors.TooManyRequestsResponseError, 429),
    "as a float": ({"code": 429.0}, 200, errors.TooManyRequestsResponseError, 429),
    "four digits": ({"code": "4290"}, 200, OpenRouterDefaultError, 4290),
    "five digits are a word": ({"code": "42900"}, 200, OpenRouterDefaultError, "42900"),
    "half a number": ({"code": 429.5}, 200, OpenRouterDefaultError, None),
    "true": ({"code": True}, 200, OpenRouterDefaultError, None),
    "400": ({"code": 400}, 200, errors.BadRequestResponseError, 400),
    "399 is none": ({"code": 399, "type": "timeout"}, 200, errors.RequestTimeoutResponseError, 399),
    "http_status": ({"http_status": 429}, 200, errors.TooManyRequestsResponseError, 429),
    "code before http_status": (
        {"code": 429, "http_status": 503},
        200,
        errors.TooManyRequestsResponseError,
        429,
    ),
    "a word and http_status": (
        {"code": "busy", "http_status": 429},
        200,
        errors.TooManyRequestsResponseError,
        "busy",
    ),
    "another name inside an envelope": ({"status": 429}, 200, OpenRouterDefaultError, None),
    "the code's word before the type's": (
        {"code": "timeout", "type": "server_error"},
        200,
        errors.RequestTimeoutResponseError,
        "timeout",
    ),
    "an unknown status": ({"code": 418}, 418, OpenRouterDefaultError, 418),
}


@pytest.mark.parametrize(("error", "status", "cls", "code"), CODES.values(), ids=CODES)
def test_the_class_of_an_error(error: Json, status: int, cls: type[APIError], code: object) -> None:
    found = read({"error": error}, status)
    assert type(found) is cls
    assert found.code == code
    assert type(found.code) is type(code)


@pytest.mark.parametrize("status", range(400, 600))
def test_what_may_pass(status: int) -> None:
    passing = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529}
    assert read({"error": {"message": "x"}}, status).retryable is (status in passing)
    said = {"error": {"message": "x", "availability": {"retryable": status not in passing}}}
    assert read(said, status).retryable is (status not in passing)


def test_what_stands_beside_an_error() -> None:
    error = {
        "message": "x",
        "type": "server_error",
        "metadata": {"provider_name": "P", "raw": '{"a": 1}'},
        "availability": {"retry_after": 3},
    }
    found = api_error({"error": error, "user_id": "u"}, meta(500), now=0.0, found=error)
    assert (found.provider_name, found.upstream, found.user_id) == ("P", {"a": 1}, "u")
    assert (found.error_type, found.retry_after) == ("server_error", 3.0)
    assert (found.metadata, found.availability) == (error["metadata"], error["availability"])
    odd = {"metadata": {"provider_name": 7, "raw": "no {json"}, "availability": [], "type": " "}
    found = api_error({"error": odd, "user_id": 7}, meta(500), now=0.0, found=odd)
    assert (found.provider_name, found.upstream, found.user_id) == (None, "no {json", None)
    assert (found.error_type, found.availability) == (None, None)


@pytest.mark.parametrize(
    ("kind", "said"), [("server_error", "server_error"), ("about:blank", None), (7, None)]
)
def test_a_type_without_an_envelope_is_a_word_or_a_uri(kind: object, said: str | None) -> None:
    assert read({"type": kind, "title": "Broken", "status": 500}, 500).error_type == said
    assert read({"error": {"type": kind}}, 500).error_type == (kind if kind != 7 else None)


REDIRECT = (
    "the server answered with a redirect, which is not followed because the key goes to no other host: is server_url "
    "right?"
)
MESSAGES: dict[str, tuple[int, bytes, str]] = {
    "what it says": (
        500,
        b"It broke\n here",
        "the server answered 500 (Internal Server Error): It broke here",
    ),
    "nothing": (500, b" ", "the server answered 500 (Internal Server Error) and gave no reason"),
    "a status that HTTP has no name for": (520, b"", "the server answered 520 and gave no reason"),
    "an object": (500, b"{}", "the server answered 500 (Internal Server Error) and gave no reason"),
    "a list": (500, b"[7]", "the server answered 500 (Internal Server Error) and gave no reason"),
    "a page": (500, b"<p>x", "the server answered 500 (Internal Server Error) and gave no reason"),
    "much": (500, b"x" * 201, "the server answered 500 (Internal Server Error): " + "x" * 200),
    "a redirect": (302, b"x", REDIRECT),
    "the first redirect": (300, b"x", REDIRECT),
    "the last redirect": (399, b"x", REDIRECT),
    "a proxy": (
        407,
        b"x",
        "the proxy wants a user and a password: put them into the URL that HTTP_PROXY holds",
    ),
    "the edge": (524, b"x", "the edge network gave up waiting for the API"),
    "overloaded": (529, b"x", "the provider is overloaded"),
    "in a success": (200, b'{"error": {}}', "the server reported an error and gave no reason"),
}


@pytest.mark.parametrize(("status", "body", "message"), MESSAGES.values(), ids=MESSAGES)
def test_what_is_said_where_the_body_says_nothing(status: int, body: bytes, message: str) -> None:
    assert read(body, status).message == message


@pytest.mark.parametrize(
    ("location", "named"),
    [
        ("https://b.example/v1/chat", " to 'https://b.example/v1/chat'"),
        ("https://u:p@b.example/v1?token=secret#secret", " to 'https://***@b.example/v1'"),
        ("", ""),
    ],
)
def test_a_redirect_names_its_target_without_what_may_be_a_secret(
    location: str, named: str
) -> None:
    assert read(b"", 307, location=location).message == REDIRECT.replace(
        "a redirect", f"a redirect{named}"
    )


PAGES = [
    (b"<!doctype html>", "", True),
    (b" \n<!DOCTYPE HTML><p>", "", True),
    (b"\xef\xbb\xbf <HTML>", "", True),
    (b"<html lang=en>", "text/plain", True),
    (b"<p>", "text/html; charset=utf-8", True),
    (b"", "TEXT/HTML", True),
    (b"<p>", "application/xhtml+xml", True),
    (b"<p>", "text/plain", True),
    (b"<htm", "", True),
    (b"<!-- c --><html>", "", True),
    (b"\n<!-- a --> <!-- <b> -->\n<HTML>", "text/plain", True),
    (b"<?xml version='1.0'?>\n<!-- c --><!DOCTYPE html><html/>", "", True),
    (b"<?xml version='1.0'?><html/>", "application/xml", True),
    (b"<!-- " + b"x" * 9000, "", True),
    (b"<head><title>x</title>", "application/octet-stream", True),
    (b"<Error/>", "application/xml", False),
    (b"<Error/>", "text/xml; charset=utf-8", False),
    (b"<?xml version='1.0'?><Error/>", "", False),
    (b"x <html>", "", False),
    (b"-->", "", False),
    (b" " * 4096 + b"<html>", "", False),
]


@pytest.mark.parametrize(("body", "kind", "page"), PAGES)
def test_a_page_where_json_was_expected(body: bytes, kind: str, page: bool) -> None:
    message = unreadable("body", body, meta(content_type=kind)).message
    assert ("a web page" in message) is page
    for status in (404, 405):
        said = read_object(body, meta(status, content_type=kind), ChatResponse, now=0.0)
        assert isinstance(said, APIError)
        assert ("a web page" in said.message) is page
    said = read_object(body, meta(500, content_type=kind), ChatResponse, now=0.0)
    assert isinstance(said, APIError)
    assert "a web page" not in said.message
    assert "a web page" not in unreadable("event", body, meta(content_type=kind)).message


@pytest.mark.parametrize(
    ("url", "place", "hint"),
    [
        (URL, f" from {URL}", "is server_url right? OpenRouter's ends in /api/v1"),
        ("https://a/chat", " from https://a/chat", "does server_url lack /api/v1?"),
        ("", "", "does server_url lack /api/v1?"),
    ],
)
def test_a_page_says_what_may_be_wrong(url: str, place: str, hint: str) -> None:
    message = unreadable("body", b"<html>", meta(url=url)).message
    assert message == f"the server answered 200 with a web page (text/html){place}: {hint}"


@pytest.mark.parametrize(
    ("body", "problem"), [(b"x", "is not a JSON object"), (b" \n", "is empty"), (b"", "is empty")]
)
def test_what_is_no_object(body: bytes, problem: str) -> None:
    error = unreadable("event", body, meta(201))
    assert error.message == f"the server answered 201, and the event {problem}"
    assert error.status_code == 201


def test_so_much_of_a_body_is_kept() -> None:
    for body in (b"x" * (KEPT_BODY + 1), "é".encode() * (KEPT_BODY + 1), "😀".encode() * 65_537):
        assert kept_text(body) == body.decode()[:KEPT_BODY]
    assert kept_text(b"\xffx") == "\ufffdx"


DELIVERED: list[tuple[Json, bool]] = [
    ({"usage": {"total_tokens": 1}}, True),
    ({"usage": {}}, False),
    ({"output": [{}]}, True),
    ({"output": []}, False),
    ({"choices": [{"message": {"content": "x"}}]}, True),
    ({"choices": [{"delta": {"content": "x"}}]}, True),
    ({"choices": [{}, {"delta": {"tool_calls": [{}]}}]}, True),
    ({"choices": [{"message": {}, "delta": {"content": "x"}}]}, True),
    ({"choices": [{"message": {"role": "assistant", "content": ""}}]}, False),
    ({"choices": [{"message": {"role": "assistant", "content": None}}]}, False),
    ({"choices": [{"message": "x"}]}, False),
    ({"choices": ["x"]}, False),
    ({"choices": {"message": {"content": "x"}}}, False),
    ({}, False),
]


@pytest.mark.parametrize(("data", "some"), DELIVERED, ids=str)
def test_whether_some_of_it_came(data: Json, some: bool) -> None:
    assert delivered(data) is some
    found = read({"error": {"code": 502}, **data})
    assert (found.partial is not None) is some


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (URL, True),
        ("https://eu.openrouter.ai/api/v1", True),
        ("https://openrouter.ai.evil.example/api/v1", False),
        ("https://notopenrouter.ai/api/v1", False),
    ],
)
def test_a_key_that_is_none_of_openrouters(url: str, said: bool) -> None:
    hint = "the key that was sent does not begin with"
    for key, status, wanted in (
        ("sk-proj-1", 401, said),
        ("sk-or-v1-1", 401, False),
        ("sk-proj-1", 403, False),
    ):
        error = api_error({}, meta(status, url), now=0.0)
        note_foreign_key(error, Secret(key))
        assert (hint in error.message) is wanted


DOCUMENTED: dict[str, tuple[str, ...]] = {
    # https://docs.anthropic.com/en/api/errors
    "400": ("invalid_request_error",),
    "401": ("authentication_error",),
    "402": ("billing_error",),
    "403": ("permission_error",),
    "404": ("not_found_error",),
    "409": ("conflict_error",),
    "413": ("request_too_large",),
    "429": ("rate_limit_error",),
    "500": ("api_error",),
    "529": ("overloaded_error",),
    # RFC 6749, 5.2, and RFC 8693, 2.2.2
    "400 of OAuth": (
        "invalid_grant",
        "invalid_scope",
        "invalid_target",
        "unauthorized_client",
        "unsupported_grant_type",
    ),
}


@pytest.mark.parametrize(("status", "words"), DOCUMENTED.items(), ids=DOCUMENTED)
def test_a_documented_word_has_the_class_of_its_status(status: str, words: tuple[str, ...]) -> None:
    for word in words:
        by_status = read({"error": {"message": "x"}}, int(status[:3]))
        assert type(read({"type": "error", "error": {"type": word, "message": "x"}})) is type(
            by_status
        )
