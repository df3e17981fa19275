"""What an answer means: every shape of an error, every way to name its code, and what the error then says."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from openrouter_core import Err, Ok
from openrouter_core._protocol.classify import api_error, find_error, read_object
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core.models import ChatResponse, HttpMeta, errors
from openrouter_core.models.model import Model
from openrouter_core.wire import unstructure

CLASSES: dict[int, type[errors.APIError]] = {
    400: errors.BadRequestResponseError,
    401: errors.UnauthorizedResponseError,
    402: errors.PaymentRequiredResponseError,
    403: errors.ForbiddenResponseError,
    404: errors.NotFoundResponseError,
    408: errors.RequestTimeoutResponseError,
    409: errors.ConflictResponseError,
    410: errors.GoneResponseError,
    413: errors.PayloadTooLargeResponseError,
    422: errors.UnprocessableEntityResponseError,
    429: errors.TooManyRequestsResponseError,
    499: errors.ClientClosedRequestResponseError,
    500: errors.InternalServerResponseError,
    502: errors.BadGatewayResponseError,
    503: errors.ServiceUnavailableResponseError,
    504: errors.GatewayTimeoutResponseError,
    524: errors.EdgeNetworkTimeoutResponseError,
    529: errors.ProviderOverloadedResponseError,
}
OTHERS = (405, 411, 412, 418, 425, 431, 451, 498, 501, 505, 520, 521, 522, 523, 525, 599)
LEAVES = [
    *CLASSES.values(),
    errors.OpenRouterDefaultError,
    errors.SDKValidationError,
    errors.InvalidRequestError,
    errors.BudgetExceededError,
    errors.APIConnectionError,
    errors.RequestTimeoutError,
    errors.RequestAbortedError,
    errors.ResponseValidationError,
    errors.StreamIncompleteError,
    errors.UnexpectedClientError,
    errors.AnswerRefusedError,
    errors.AnswerCutOffError,
    errors.AnswerFencedError,
    errors.AnswerNotJsonError,
    errors.AnswerSchemaError,
    errors.MaxStepsExceededError,
    errors.MaxSecondsExceededError,
    errors.MaxCostExceededError,
    errors.ToolRunPausedError,
    errors.JobFailedError,
    errors.WebhookVerificationError,
]


def read(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    meta = HttpMeta(status=status, headers=headers or {})
    return read_object(content, meta, ChatResponse, now=1_000_000.0)


def stream(*events: object, end: bool = True) -> list[Ok[Any] | Err[Any]]:
    """The results of a stream with these events, and no closing signal."""
    reader = EventReader(
        ChatEvents(), HttpMeta(status=200), max_event_bytes=1 << 20, now=1_000_000.0
    )
    body = b"".join(
        b"data: " + (event if isinstance(event, bytes) else json.dumps(event).encode()) + b"\n\n"
        for event in events
    )
    return reader.feed(body) + (reader.end() if end else [])


# --- which class ---------------------------------------------------------------------------------


def by_status(error: object, status: int) -> Any:
    return read({"error": error, "user_id": "user_1"}, status)


def in_a_200_body(error: object) -> Any:
    return read({"error": error, "user_id": "user_1"})


def in_a_200_body_among_nulls(error: object) -> Any:
    nulls = dict.fromkeys(("id", "choices", "model", "usage", "provider"))
    return read({**nulls, "error": error, "user_id": "user_1"})


def in_a_choice(error: object) -> Any:
    choice = {"finish_reason": "error", "message": {"content": "Hel"}, "error": error}
    return read({"id": "gen-1", "choices": [choice], "user_id": "user_1"})


def in_a_choice_that_says_stop(error: object) -> Any:
    choice = {"finish_reason": "stop", "message": {"content": ""}, "error": error}
    return read({"id": "gen-1", "choices": [{"message": {}}, choice], "user_id": "user_1"})


def as_an_event(error: object) -> Any:
    return stream({"error": error, "user_id": "user_1"})[-1].failure()


def as_an_event_without_choices(error: object) -> Any:
    return stream({"id": "gen-1", "choices": [], "error": error, "user_id": "user_1"})[-1].failure()


def beside_the_choices_of_an_event(error: object) -> Any:
    choices = [{"delta": {"content": ""}, "finish_reason": "error"}]
    return stream({"choices": choices, "error": error, "user_id": "user_1"})[-1].failure()


def in_a_choice_of_an_event(error: object) -> Any:
    choices = [{"delta": {}, "finish_reason": "error", "error": error}]
    return stream({"choices": choices, "user_id": "user_1"})[-1].failure()


def as_json_in_answer_to_a_stream_request(error: object) -> Any:
    reader = EventReader(
        ChatEvents(), HttpMeta(status=200), max_event_bytes=1 << 20, now=1_000_000.0
    )
    reader.feed(b"\n     \n" + json.dumps({"error": error, "user_id": "user_1"}).encode())
    return reader.end()[-1].failure()


IN_A_BODY: tuple[Callable[[object], Any], ...] = (
    in_a_200_body,
    in_a_200_body_among_nulls,
    in_a_choice,
    in_a_choice_that_says_stop,
    as_an_event,
    as_an_event_without_choices,
    beside_the_choices_of_an_event,
    in_a_choice_of_an_event,
    as_json_in_answer_to_a_stream_request,
)
in_every_shape = pytest.mark.parametrize("shape", IN_A_BODY)

Spelling = Callable[[int], dict[str, Any]]
SPELLINGS: dict[str, Spelling] = {
    "an int": lambda status: {"code": status},
    "a numeric string": lambda status: {"code": str(status)},
    "a float": lambda status: {"code": float(status)},
    "http_status": lambda status: {"http_status": status},
    "http_status as a string": lambda status: {"http_status": str(status)},
    "http_status beside a null code": lambda status: {"code": None, "http_status": status},
    "http_status beside a word": lambda status: {"code": "some_word", "http_status": status},
    "a number against its error_type": lambda status: {"code": status, "error_type": "refusal"},
}


@in_every_shape
@pytest.mark.parametrize("status", [*CLASSES, *OTHERS])
@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_code_in_a_200_body_means_what_the_status_would(
    shape: Callable[[object], Any], status: int, spelling: Spelling
) -> None:
    error = shape({"message": "No", **spelling(status)})
    assert type(error) is CLASSES.get(status, errors.OpenRouterDefaultError)
    assert (error.message, error.status_code, error.user_id) == ("No", 200, "user_1")
    assert error.code in (status, "some_word")


@pytest.mark.parametrize("status", [*CLASSES, *OTHERS])
@pytest.mark.parametrize("code", [400, 429, "server_error", "500", None, 3.5, [], "missing"])
def test_from_400_up_the_status_decides(status: int, code: object) -> None:
    said = {} if code == "missing" else {"code": code}
    error = by_status({"message": "No", "error_type": "refusal", **said}, status)
    assert type(error) is CLASSES.get(status, errors.OpenRouterDefaultError)
    assert (error.status_code, error.error_type, error.user_id) == (status, "refusal", "user_1")


WORDS = {
    "invalid_request": 400,
    "invalid_prompt": 400,
    "context_length_exceeded": 400,
    "max_tokens_exceeded": 400,
    "token_limit_exceeded": 400,
    "string_too_long": 400,
    "precondition_failed": 400,
    "invalid_image": 400,
    "image_too_large": 400,
    "image_too_small": 400,
    "unsupported_image_format": 400,
    "image_not_found": 400,
    "image_download_failed": 400,
    "authentication": 401,
    "payment_required": 402,
    "permission_denied": 403,
    "content_policy_violation": 403,
    "refusal": 403,
    "not_found": 404,
    "timeout": 408,
    "payload_too_large": 413,
    "unprocessable": 422,
    "rate_limit_exceeded": 429,
    "server": 500,
    "server_error": 500,
    "provider_unavailable": 503,
    "provider_overloaded": 529,
    "unmapped": None,
    "a word of next year": None,
    "": None,
}


@in_every_shape
@pytest.mark.parametrize(("word", "status"), WORDS.items())
def test_without_a_number_a_word_decides(
    shape: Callable[[object], Any], word: str, status: int | None
) -> None:
    wanted = errors.OpenRouterDefaultError if status is None else CLASSES[status]
    for said in (
        {"error_type": word},
        {"code": word},
        {"code": None, "error_type": word},
        {"metadata": {"error_type": word}},
        {"type": word},
    ):
        assert type(shape({"message": "No", **said})) is wanted, said


@in_every_shape
@pytest.mark.parametrize(
    "error",
    [
        pytest.param({"message": "No"}, id="no code"),
        pytest.param({"message": "No", "code": None}, id="null"),
        pytest.param({"message": "No", "code": True}, id="true"),
        pytest.param({"message": "No", "code": 429.5}, id="half a number"),
        pytest.param({"message": "No", "code": [429]}, id="a list"),
        pytest.param({"message": "No", "code": {"code": 429}}, id="an object"),
        pytest.param({"message": "No", "code": 10**20}, id="a large number"),
        pytest.param({"message": "No", "code": "9" * 5000}, id="a long numeric string"),
        pytest.param({"message": "No", "code": 0}, id="zero"),
        pytest.param("No", id="a string in place of the object"),
    ],
)
def test_an_error_that_names_no_status_is_the_default(
    shape: Callable[[object], Any], error: object
) -> None:
    found = shape(error)
    assert type(found) is errors.OpenRouterDefaultError
    assert found.message == "No"
    assert found.retryable is False


@pytest.mark.parametrize(
    "error", [{"nothing": "known"}, ["x"], 5, True, {"message": 7}, {"message": " \n"}]
)
@in_every_shape
def test_an_error_without_a_message_still_says_something(
    shape: Callable[[object], Any], error: object
) -> None:
    found = shape(error)
    assert type(found) is errors.OpenRouterDefaultError
    assert str(found).strip()


NO_ERROR: list[dict[str, Any]] = [
    {},
    {"choices": []},
    {"error": None},
    {"error": None, "choices": []},
    {"error": False},
    {"choices": [{"error": None, "finish_reason": "stop"}]},
    {"choices": None},
    {"choices": "none"},
    {"choices": [None, 5, "x", []]},
    {"choices": [{"finish_reason": None}]},
    {"choices": [{"finish_reason": "content_filter"}]},
]


@pytest.mark.parametrize("body", NO_ERROR)
def test_a_body_without_an_error_is_none(body: dict[str, Any]) -> None:
    assert find_error(body) is None
    assert read(body) == body


@pytest.mark.parametrize("native", ["MALFORMED_FUNCTION_CALL", None])
def test_a_finish_reason_of_error_is_an_error_without_an_error_object(native: str | None) -> None:
    choice = {"index": 0, "finish_reason": "error", "native_finish_reason": native}
    whole = read({"choices": [{**choice, "message": {"content": "Hel"}}]})
    event = stream({"choices": [{**choice, "delta": {"content": "Hel"}}]})[-1].failure()
    for error in (whole, event):
        assert type(error) is errors.OpenRouterDefaultError
        assert (native or "no reason given") in error.message
        assert error.partial.text == "Hel"


# --- bodies that are no JSON object --------------------------------------------------------------

NO_OBJECT = {
    "HTML": b"<html><body>502 Bad Gateway</body></html>",
    "empty": b"",
    "white space": b"\n         \n",
    "text": b"Request Entity Too Large\n\nFUNCTION_PAYLOAD_TOO_LARGE\n",
    "a list": b"[429]",
    "a number": b"5",
    "null": b"null",
    "half an object": b'{"error": {"code": 429, "message": "S',
    "no UTF-8": b"\xff\xfe\x00",
    "too deep": b"[" * 200_000,
    "a long integer, then too deep": b"[" + b"1" * 5000 + b"," + b"[" * 200_000,
}


@pytest.mark.parametrize("status", [*CLASSES, *OTHERS])
@pytest.mark.parametrize("body", NO_OBJECT.values(), ids=NO_OBJECT.keys())
def test_from_400_up_a_body_that_is_no_object_has_the_class_of_its_status(
    status: int, body: bytes
) -> None:
    error = read(body, status)
    assert type(error) is CLASSES.get(status, errors.OpenRouterDefaultError)
    assert error.body == body.decode("utf-8", "replace")[:65_536]
    assert (error.code, error.status_code) == (None, status)
    assert f"HTTP {status}" in str(error)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
@pytest.mark.parametrize("body", NO_OBJECT.values(), ids=NO_OBJECT.keys())
def test_a_success_that_is_no_object_is_a_response_validation_error(
    status: int, body: bytes
) -> None:
    error = read(body, status)
    assert type(error) is errors.ResponseValidationError
    assert error.body == body.decode("utf-8", "replace")[:65_536]
    assert error.http_meta is not None
    assert error.http_meta.status == error.status_code == status


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
@pytest.mark.parametrize("body", [b"", b"<html>Moved</html>", b"{}", b'{"choices": []}'])
def test_a_redirect_is_the_default_error_and_says_that_it_is_one(status: int, body: bytes) -> None:
    error = read(body, status, {"location": "https://elsewhere.test/"})
    assert type(error) is errors.OpenRouterDefaultError
    assert (error.status_code, error.retryable) == (status, False)
    assert "redirect" in str(error)


def test_a_large_body_is_kept_in_part() -> None:
    assert len(read(b"<" + b"x" * 500_000, 502).body) == 65_536
    assert len(read("ü" * 500_000, 502).body) == 65_536


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf", b"\n         \n" * 263])
def test_what_stands_before_the_object_is_read_over(body: bytes) -> None:
    assert type(read(body + b'{"error": {"code": 429}}')) is errors.TooManyRequestsResponseError


# --- what an error says --------------------------------------------------------------------------


def test_every_field_is_filled_from_the_body_and_the_headers() -> None:
    availability = {"code": "model_overloaded", "retryable": True, "retry_after": 9}
    metadata = {
        "raw": '{"error": {"message": "slow down", "type": "rate"}}',
        "provider_name": "Google",
        "previous_errors": [{"code": 500}],
    }
    body = {
        "error": {
            "code": 429,
            "message": "Provider returned error",
            "error_type": "rate_limit_exceeded",
            "metadata": metadata,
            "availability": availability,
        },
        "user_id": "user_1",
        "openrouter_metadata": {"region": "iad"},
    }
    headers = {"retry-after": "7", "x-generation-id": "gen-1", "x-ratelimit-limit": "20"}
    error = read(body, 429, headers)
    assert (error.message, error.code, error.status_code) == ("Provider returned error", 429, 429)
    assert (error.error_type, error.provider_name) == ("rate_limit_exceeded", "Google")
    assert error.upstream == {"error": {"message": "slow down", "type": "rate"}}
    assert (error.metadata, error.availability) == (metadata, availability)
    assert (error.retry_after, error.retryable) == (7.0, True)
    assert (error.user_id, error.partial, error.body) == ("user_1", None, json.dumps(body))
    assert error.http_meta.generation_id == "gen-1"
    assert error.http_meta.rate_limit.limit == 20
    assert str(error) == (
        "Provider returned error [HTTP 429; rate_limit_exceeded; provider Google; "
        "upstream said 'slow down'; retry after 7 s; gen-1]"
    )


@pytest.mark.parametrize(
    ("raw", "upstream"),
    [
        ('{"a": [1, null]}', {"a": [1, None]}),
        ("[1]", [1]),
        ('"quoted"', "quoted"),
        ("rate-limited upstream", "rate-limited upstream"),
        ('{"cut": "of', '{"cut": "of'),
        ("", ""),
        ({"error": {"message": "no workers"}}, {"error": {"message": "no workers"}}),
        ([1], [1]),
        (5, 5),
        (None, None),
    ],
)
def test_upstream_is_parsed_where_it_is_json(raw: object, upstream: object) -> None:
    error = in_a_200_body({"code": 502, "message": "No", "metadata": {"raw": raw}})
    assert error.upstream == upstream
    assert error.metadata == {"raw": raw}
    assert "\n" not in str(error)


RETRYABLE = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529}


@pytest.mark.parametrize("status", [*CLASSES, *OTHERS])
@pytest.mark.parametrize("said", [True, False, None, "yes", "missing"])
def test_retryable_is_what_the_server_says_else_what_the_status_implies(
    status: int, said: object
) -> None:
    availability = {} if said == "missing" else {"availability": {"retryable": said}}
    for error in (
        by_status({"message": "No", **availability}, status),
        in_a_200_body({"message": "No", "code": status, **availability}),
    ):
        assert error.retryable is (said if isinstance(said, bool) else status in RETRYABLE)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_body_that_names_another_code_does_not_make_a_refusal_retryable(status: int) -> None:
    error = by_status({"message": "No", "code": 503}, status)
    assert (error.code, error.retryable) == (503, False)


@pytest.mark.parametrize(
    ("message", "partial"),
    [
        ({"content": "Hel"}, True),
        ({"role": "assistant", "content": None, "reasoning": "Hm"}, True),
        ({"tool_calls": [{"id": "1"}]}, True),
        ({"images": [{"type": "image_url"}]}, True),
        ({"role": "assistant", "content": ""}, False),
        ({"role": "assistant", "content": None, "tool_calls": []}, False),
        ({}, False),
        (None, False),
    ],
)
def test_partial_holds_what_came_beside_the_error(message: object, partial: bool) -> None:
    said = {"code": 502, "message": "No"}
    whole = {"id": "gen-1", "choices": [{"message": message, "error": said}]}
    event = {"id": "gen-1", "choices": [{"delta": message, "error": said}]}
    for body, error in ((whole, read(whole)), (event, stream(event)[-1].failure())):
        assert (error.partial is not None) is partial
        if isinstance(error.partial, Model) and message is not None:
            assert unstructure(error.partial) == body


def test_usage_that_came_with_an_error_is_partial_too() -> None:
    body = {"choices": [], "usage": {"cost": 0.1}, "error": {"code": 502, "message": "No"}}
    for error in (read(body), stream(body)[-1].failure()):
        assert error.partial.usage.cost == 0.1


NASTY = "two\nlines\r\nand\u2028more\x0b\x0c\x85\ttabs " + "x" * 300


@in_every_shape
def test_an_error_is_one_line_whatever_the_server_wrote(shape: Callable[[object], Any]) -> None:
    error = shape(
        {
            "message": NASTY,
            "code": NASTY,
            "error_type": NASTY,
            "metadata": {"provider_name": NASTY, "raw": {"message": NASTY, "deep": [NASTY]}},
        }
    )
    assert len(str(error).splitlines()) == 1
    assert len(repr(error).splitlines()) == 1
    assert str(error).startswith("two lines and more tabs x")


@pytest.mark.parametrize("status", CLASSES)
def test_an_error_that_says_nothing_is_still_one_line_with_its_status(status: int) -> None:
    line = str(read(b"", status))
    assert line.count(f"[HTTP {status}") == 1
    assert line.endswith("]")
    assert len(str(read(b"", status))) > 20


# --- streams -------------------------------------------------------------------------------------


def chunk(content: str = "", index: int | None = 0, **choice: Any) -> dict[str, Any]:
    said = {"delta": {"content": content}, **choice}
    return {"choices": [said if index is None else {"index": index, **said}]}


FAILED = {"error": {"code": 502, "message": "No"}}
FINISHED = chunk(finish_reason="stop")
STREAMS: dict[str, tuple[list[object], list[object]]] = {
    "closed": ([chunk("a"), b"[DONE]"], [Ok]),
    "closed, and more": ([chunk("a"), b"[DONE]", chunk("b"), FAILED], [Ok]),
    "closed before anything": ([b"[DONE]"], []),
    "finished": ([chunk("a"), FINISHED], [Ok, Ok]),
    "finished, then usage": ([FINISHED, {"choices": [], "usage": {"cost": 1}}], [Ok, Ok]),
    "finished, then content": ([FINISHED, chunk("late")], [Ok, Ok]),
    "finished without an index": ([chunk("a"), chunk(index=None, finish_reason="stop")], [Ok, Ok]),
    "cut": ([chunk("a")], [Ok, errors.StreamIncompleteError]),
    "cut, with an empty finish reason": (
        [chunk("a", finish_reason="")],
        [Ok, errors.StreamIncompleteError],
    ),
    "empty": ([], [errors.ResponseValidationError]),
    "usage alone": ([{"choices": [], "usage": {}}], [Ok, errors.StreamIncompleteError]),
    "one of two choices finished": (
        [chunk("a"), chunk("b", index=1), FINISHED],
        [Ok, Ok, Ok, errors.StreamIncompleteError],
    ),
    "both choices finished": (
        [chunk("a"), chunk(index=1, finish_reason="length"), FINISHED],
        [Ok, Ok, Ok],
    ),
    "an error": ([chunk("a"), FAILED], [Ok, errors.BadGatewayResponseError]),
    "an error, then more": (
        [chunk("a"), FAILED, chunk("b"), b"[DONE]"],
        [Ok, errors.BadGatewayResponseError],
    ),
    "an error on the usage chunk": (
        [chunk("a"), {"choices": [], "usage": {"cost": 1}, **FAILED}],
        [Ok, errors.BadGatewayResponseError],
    ),
    "an error after the finish reason": ([FINISHED, FAILED], [Ok, errors.BadGatewayResponseError]),
    "null errors": ([{**FINISHED, "error": None}], [Ok]),
    "no JSON": ([chunk("a"), b"{oops", b"[DONE]"], [Ok, errors.ResponseValidationError]),
    "no object": ([chunk("a"), b"[1]", b"[DONE]"], [Ok, errors.ResponseValidationError]),
    "null": ([chunk("a"), b"null", b"[DONE]"], [Ok]),
    "an event without data": ([chunk("a"), b"", b"  ", b"[DONE]"], [Ok]),
    "chunks without choices": ([{"id": "1"}, {"choices": None}, b"[DONE]"], [Ok, Ok]),
    "deeper than the stack": ([b"[" * 200_000], [errors.ResponseValidationError]),
    "a long integer, then deep": (
        [b"[" + b"1" * 5000 + b"," + b"[" * 200_000],
        [errors.ResponseValidationError],
    ),
}


@pytest.mark.parametrize(("events", "wanted"), STREAMS.values(), ids=STREAMS.keys())
def test_a_stream_ends_in_at_most_one_error(events: list[object], wanted: list[object]) -> None:
    results = stream(*events)
    assert [Ok if isinstance(r, Ok) else type(r.failure()) for r in results] == wanted


# --- errors as values ----------------------------------------------------------------------------


def test_the_table_names_every_class() -> None:
    def leaves(cls: type) -> set[type]:
        below: list[type] = cls.__subclasses__()
        return {leaf for each in below for leaf in leaves(each)} if below else {cls}

    assert leaves(errors.OpenRouterError) == set(LEAVES)


def filled(cls: type[errors.OpenRouterError]) -> errors.OpenRouterError:
    response = read({"choices": [{"message": {"content": "Hel"}, "error": {"code": 500}}]}).partial
    return cls(
        "what happened",
        status_code=500,
        code="word",
        error_type="server",
        provider_name="P",
        upstream={"a": [1]},
        metadata={"raw": "x"},
        availability={"retryable": True},
        retry_after=1.5,
        retryable=True,
        user_id="user_1",
        partial=response,
        http_meta=HttpMeta(status=500, headers={"a": "b"}, attempts=3, elapsed=0.5),
        body="{}",
        path="messages[0]",
        expected="a string",
        got="5",
        phase="read",
        body_sent=True,
    )


def pickled(error: object, protocol: int) -> Any:
    return pickle.loads(pickle.dumps(error, protocol))


WAYS: dict[str, Callable[[Any], Any]] = {
    **{
        f"pickle protocol {protocol}": partial(pickled, protocol=protocol)
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    },
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("cls", LEAVES)
def test_an_error_travels_with_all_of_its_fields(
    cls: type[errors.OpenRouterError], way: Callable[[Any], Any]
) -> None:
    for error in (filled(cls), cls("only a message")):
        again = way(error)
        assert type(again) is cls
        assert again.__dict__ == error.__dict__
        assert (str(again), repr(again)) == (str(error), repr(error))


@pytest.mark.parametrize("cls", LEAVES)
def test_an_error_can_be_raised_and_keeps_its_cause(cls: type[errors.OpenRouterError]) -> None:
    with pytest.raises(errors.OpenRouterError) as caught:
        raise cls("what happened") from ValueError("why")
    assert type(caught.value) is cls
    assert repr(caught.value.__cause__) == "ValueError('why')"
    assert str(caught.value) == "what happened"


def test_an_error_without_a_body_is_made_of_the_status_alone() -> None:
    error = api_error({}, HttpMeta(status=503), now=0.0)
    assert type(error) is errors.ServiceUnavailableResponseError
    assert error.retryable
