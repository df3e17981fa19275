"""`EventReader`: what is read over, what is several events, when a stream is whole, and where its limits are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter_core import Err, Ok
from openrouter_core._protocol.event_data import is_keep_alive
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core._protocol.formats.event_format import EventFormat
from openrouter_core._protocol.formats.responses import ResponsesEvents
from openrouter_core._protocol.sse import LINE_BYTES, EventDecoder
from openrouter_core._protocol.whole_from_events import holds_events, whole_from_events
from openrouter_core.models import ChatResponse, HttpMeta, OpenResponsesResult, errors
from openrouter_core.testing import completion, response, response_events
from openrouter_core.wire import structure, unstructure

Json = dict[str, Any]
Results = list[Ok[Any] | Err[Any]]
DONE = b"[DONE]"


def chunk(text: object = None, index: int | None = 0, **choice: Any) -> Json:
    delta = {} if text is None else {"content": text}
    return {"choices": [{"index": index, "delta": delta, **choice}]}


STOP = chunk(finish_reason="stop")


def body(*events: object, end: bytes = b"\n\n") -> bytes:
    """A stream of these events: bytes as they are, all else as JSON."""
    data = (event if isinstance(event, bytes) else json.dumps(event).encode() for event in events)
    return b"".join(b"data: " + each + end for each in data)


def reader(
    events: EventFormat | None = None, limit: int = 1 << 20, content_type: str = "text/event-stream"
) -> EventReader:
    meta = HttpMeta(status=200, headers={"content-type": content_type})
    return EventReader(events or ChatEvents(), meta, max_event_bytes=limit, now=0.0)


def read(data: bytes, this: EventReader | None = None, size: int = 1 << 30) -> Results:
    this = this or reader()
    results: Results = []
    for start in range(0, len(data), size):
        results += this.feed(data[start : start + size])
    return results + this.end()


def said(results: Results) -> str:
    """The chunks' text, and the error's class at its end."""
    texts = [result.unwrap().text for result in results if isinstance(result, Ok)]
    failed = [type(result.failure()).__name__ for result in results if isinstance(result, Err)]
    assert len(failed) <= 1
    return "".join([*texts, *failed])


# --- keep-alives -------------------------------------------------------------------------------------------------

KEEP_ALIVES = [
    *(b"", b" ", b"null", b" null ", b'""', b'" "', b"[]"),
    *(
        b": OPENROUTER PROCESSING",
        b":",
        b":ping",
        b"OPENROUTER PROCESSING",
        b"openrouter processing",
    ),
    *(
        b"ping",
        b"PING",
        b'"ping"',
        b"ping - 2026-11-27 01:02:03",
        b"keep-alive",
        b"keepalive",
        b"heartbeat",
    ),
    *(b"keep alive...", b'": OPENROUTER PROCESSING"'),
]


@pytest.mark.parametrize("data", KEEP_ALIVES)
def test_an_event_that_says_nothing_is_read_over(data: bytes) -> None:
    assert (
        said(read(body(chunk("He"), data, data, chunk("llo"), data, STOP, data, DONE))) == "Hello"
    )
    responses = response_events("Hello")
    events: list[object] = [data, *(each for event in responses for each in (event, data))]
    results = read(body(*events), reader(ResponsesEvents()))
    assert [type(result) for result in results] == [Ok] * len(responses)


@pytest.mark.parametrize("name", ["ping", "keepalive", "heartbeat"])
@pytest.mark.parametrize("data", [b"", b"1764205323", b"x", b"true"])
def test_an_event_whose_type_says_that_it_says_nothing_is_read_over(name: str, data: bytes) -> None:
    alive = b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"
    assert said(read(body(chunk("He")) + alive + body(chunk("llo"), STOP))) == "Hello"


NO_KEEP_ALIVES = [
    *(
        b'{"choices": [',
        b"{",
        b"nul",
        b'"',
        b'"text"',
        b"7",
        b"true",
        b"[1]",
        b"[[]]",
        b"{}{}",
    ),
    *(
        b"Internal Server Error",
        b"upstream: timed out",
        b"pinging failed",
        b"keep-alive limit exceeded",
    ),
]


@pytest.mark.parametrize("data", NO_KEEP_ALIVES)
def test_all_else_that_is_no_object_ends_the_stream(data: bytes) -> None:
    results = read(body(chunk("He"), data, chunk("llo"), STOP, DONE))
    assert said(results) == "HeResponseValidationError"
    assert data.decode() in results[-1].failure().body


def test_a_failure_is_no_keep_alive_whatever_it_holds() -> None:
    for data in (b"null", b"ping", b"x"):
        failed = b"event: error\ndata: " + data + b"\n\n"
        assert said(read(body(chunk("He")) + failed)) == "HeResponseValidationError"
    assert not is_keep_alive("null", "error")


def test_half_an_event_at_the_end_of_the_body_is_no_keep_alive() -> None:
    assert said(read(body(chunk("He")) + b"data: nul")) == "HeStreamIncompleteError"
    assert said(read(body(chunk("He"), STOP) + b"data: null")) == "He"


# --- events without a blank line between them --------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 10, 1000])
@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (body(chunk("He"), chunk("llo"), STOP, DONE, end=b"\n"), "Hello"),
        (body(chunk("He"), chunk("llo"), STOP, DONE, end=b"\r\n") + b"\r\n", "Hello"),
        (body(chunk("He"), b"null", b": x", b"", chunk("llo"), STOP, end=b"\n"), "Hello"),
        (
            body(chunk("He"), end=b"\n")
            + b": comment\nid: 1\n"
            + body(chunk("llo"), STOP, end=b"\n"),
            "Hello",
        ),
        (body(chunk("He"), chunk("llo"), end=b"\n") + b"\n" + body(STOP, DONE), "Hello"),
        (body(chunk("He"), chunk("llo"), end=b"\n"), "HelloStreamIncompleteError"),
        (body(chunk("He"), chunk("llo"), end=b"\n")[:-20], "HeStreamIncompleteError"),
        (body(chunk("He"), STOP, b"{oops", end=b"\n") + b"\n", "ResponseValidationError"),
        (body(chunk("He"), b"7", STOP, end=b"\n") + b"\n", "ResponseValidationError"),
        (
            body(chunk("He"), {"error": {"code": 429}}, STOP, end=b"\n"),
            "HeTooManyRequestsResponseError",
        ),
        (body(chunk("He"), DONE, b"{oops", end=b"\n") + b"\n", "ResponseValidationError"),
    ],
)
def test_lines_that_are_each_an_object_are_events(data: bytes, wanted: str, size: int) -> None:
    assert said(read(data, size=size)) == wanted


def test_an_object_over_several_lines_is_one_event() -> None:
    lines = json.dumps(chunk("Hello"), indent=1).encode().split(b"\n")
    assert said(read(body(*lines, end=b"\n") + b"\n" + body(STOP))) == "Hello"


def test_a_responses_stream_without_blank_lines() -> None:
    events = response_events("Hello you")
    results = read(body(*events, DONE, end=b"\n"), reader(ResponsesEvents()))
    assert "".join(result.unwrap().text_delta for result in results) == "Hello you"


# --- when a stream is whole --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "events", "whole"),
    [
        (None, [STOP], True),
        (None, [chunk("a")], False),
        (1, [STOP], True),
        (2, [STOP], False),
        (2, [STOP, chunk("b", 1)], False),
        (2, [STOP, chunk("b", 1, finish_reason="length")], True),
        (2, [chunk("b", 1, finish_reason="stop")], False),
        (2, [STOP, STOP], False),
        (2, [STOP, DONE], True),
        (2, [{"choices": [{"finish_reason": "stop"}, {"finish_reason": "stop"}]}], True),
        (3, [STOP, chunk("b", 1, finish_reason="stop")], False),
        (2.0, [STOP], False),
        (1, [chunk("b", 1), STOP], False),
        *((odd, [STOP], True) for odd in (0, -1, "2", True, 2**53)),
        ([], [STOP], True),
    ],
)
def test_a_stream_is_whole_when_every_choice_that_was_asked_for_is(
    asked: Any, events: list[object], whole: bool
) -> None:
    this = reader(ChatEvents({"n": asked}))
    results = this.feed(body(*events))
    assert this.complete is whole
    ended = results + this.end()
    assert isinstance(ended[-1], Ok) is whole
    assert this.failed is not whole


def test_a_failed_stream_is_never_whole() -> None:
    this = reader()
    assert said(this.feed(body(STOP, {"error": {"code": 500}}))) == "InternalServerResponseError"
    assert not this.complete


def test_a_finish_reason_of_error_is_an_error_without_any_other_word() -> None:
    for native in (None, "upstream_died"):
        failed = chunk("l", finish_reason="error", native_finish_reason=native)
        [first, last] = read(body(chunk("He"), failed, STOP, DONE))
        error = last.failure()
        assert first.unwrap().text == "He"
        assert isinstance(error, errors.APIError)
        assert (native or "no reason given") in error.message
        assert error.partial.text == "l"


@pytest.mark.parametrize("before", [[], [chunk("He")]], ids=["first", "later"])
@pytest.mark.parametrize("of", ["the chunk", "its choice"])
def test_an_error_of_a_chunk_or_of_its_choice_ends_the_stream(before: list[Json], of: str) -> None:
    failed = chunk("l")
    (failed if of == "the chunk" else failed["choices"][0])["error"] = {"code": 429}
    text = "".join(each["choices"][0]["delta"]["content"] for each in before)
    assert said(read(body(*before, failed, DONE))) == text + "TooManyRequestsResponseError"


def test_choices_whose_indexes_no_list_has_are_counted_by_their_places() -> None:
    indexes = [number * (2**61 - 1) for number in range(1, 200)]
    events = ChatEvents()
    events.find_error({"choices": [{"index": index} for index in indexes]})
    assert events._unfinished == set(range(199))


# --- characters cut in half --------------------------------------------------------------------------------------

HIGH, LOW = "\ud83d", "\ude00"
TEXT_PART = {"type": "text", "text": HIGH}
CUT: dict[str, tuple[list[object], list[str]]] = {
    "two events": ([chunk("Hi " + HIGH), chunk(LOW + "!"), STOP], ["Hi ", "😀!", ""]),
    "text between": ([chunk(HIGH), chunk(""), chunk(LOW), STOP], ["", "", "😀", ""]),
    "other events between": (
        [chunk(HIGH), {"choices": []}, b"null", chunk(LOW), STOP],
        ["", "", "😀", ""],
    ),
    "after the finish reason": ([chunk(HIGH), STOP, chunk(LOW)], ["", "", "😀"]),
    "two in a row": ([chunk(HIGH), chunk(LOW + HIGH), chunk(LOW), STOP], ["", "😀", "😀", ""]),
    "two choices": (
        [chunk(HIGH), chunk("a" + HIGH, 1), chunk(LOW), chunk(LOW, 1, finish_reason="stop"), STOP],
        ["", "", "😀", "", ""],
    ),
    "parts": ([chunk([TEXT_PART]), chunk([{**TEXT_PART, "text": LOW}]), STOP], ["", "😀", ""]),
    "a message": (
        [*({"choices": [{"message": {"content": half}}]} for half in (HIGH, LOW)), STOP],
        ["", "😀", ""],
    ),
    "no other half": ([chunk(HIGH), chunk("a"), STOP], ["", HIGH + "a", ""]),
    "no other half at the end": ([chunk(HIGH), STOP, DONE], ["", "", HIGH]),
    "no first half": ([chunk(LOW), STOP], [LOW, ""]),
    "a whole character": ([chunk("😀"), STOP], ["😀", ""]),
}


@pytest.mark.parametrize(("events", "texts"), CUT.values(), ids=CUT.keys())
@pytest.mark.parametrize("at_once", [True, False])
def test_no_chunks_text_ends_in_half_a_character(
    events: list[object], texts: list[str], at_once: bool
) -> None:
    results = read(body(*events), size=1 << 20 if at_once else 1)
    assert [result.unwrap().text for result in results] == texts


def test_half_a_character_at_the_end_is_its_own_choices() -> None:
    stops = [chunk(index=index, finish_reason="stop") for index in (0, 1)]
    results = read(body(chunk("a"), chunk(HIGH, index=1), *stops, DONE))
    [choice] = unstructure(results[-1].unwrap())["choices"]
    assert (choice["index"], choice["delta"]) == (1, {"content": HIGH})


@pytest.mark.parametrize("name", ["content", "reasoning", "refusal", "reasoning_content"])
def test_every_text_of_a_delta_is_kept_whole(name: str) -> None:
    deltas = [{"choices": [{"index": 0, "delta": {name: half}}]} for half in (HIGH, LOW)]
    first, second, _ = (result.unwrap() for result in read(body(*deltas, STOP)))
    assert [unstructure(each)["choices"][0]["delta"][name] for each in (first, second)] == [
        "",
        "😀",
    ]


def test_the_deltas_of_a_responses_stream_are_kept_whole() -> None:
    delta = {"type": "response.output_text.delta", "item_id": "m", "output_index": 0}
    other = {**delta, "output_index": 1}
    events = [{**delta, "delta": HIGH}, {**other, "delta": "a"}, {**delta, "delta": LOW + "!"}]
    results = read(body(*events, response_events("x")[-1]), reader(ResponsesEvents()))
    assert [result.unwrap().text_delta for result in results] == ["", "a", "😀!", ""]


# --- a response that is no stream, and a stream where none was asked for -----------------------------------------

WHOLE = json.dumps(completion("Hello")).encode()


@pytest.mark.parametrize("size", [1, 2, 1000])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    "data", [WHOLE, WHOLE + b"\n\ndata: [DONE]\n\n", b"\n  \n" + WHOLE + b"data:[DONE]"]
)
def test_a_whole_response_is_its_one_chunk(data: bytes, mark: bytes, size: int) -> None:
    [result] = read(mark + data, size=size)
    assert "".join(choice.text for choice in result.unwrap().choices) == "Hello"


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_a_byte_order_mark_before_a_stream(size: int) -> None:
    assert said(read(b"\xef\xbb\xbf" + body(chunk("Hello"), STOP), size=size)) == "Hello"


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    "data",
    [
        b"Hello",
        b"Internal Server Error\n\n",
        b"<html></html>",
        b"[1]",
        b"\xef\xbb",
        b"dat",
        b"choices: []\n\n",
        b"7",
    ],
)
@pytest.mark.parametrize("content_type", ["text/event-stream", "text/plain"])
def test_a_body_that_is_no_stream_is_unreadable(data: bytes, content_type: str, size: int) -> None:
    [result] = read(data, reader(content_type=content_type), size=size)
    error = result.failure()
    assert type(error) is errors.ResponseValidationError
    assert error.body == data.decode("utf-8", "replace")


@pytest.mark.parametrize("data", [b"", b"\n\n", b": PROCESSING\n\n"])
def test_a_stream_that_ends_before_its_first_event_is_incomplete(data: bytes) -> None:
    assert said(read(data)) == "StreamIncompleteError"


def whole(data: bytes, events: EventFormat | None = None) -> Any:
    meta = HttpMeta(status=200)
    return whole_from_events(data, meta, events or ChatEvents(), now=0.0, max_event_bytes=1 << 20)


@pytest.mark.parametrize(
    "before",
    [b"", b"\xef\xbb\xbf", b"\n \n" * 2000, b": PROCESSING\n\n", b"event: x\n\n", b"retry: 3\n"],
)
@pytest.mark.parametrize("end", [b"\n\n", b"\n"])
def test_events_in_place_of_a_whole_response_are_that_response(before: bytes, end: bytes) -> None:
    data = before + body(chunk("Hel"), chunk("lo"), STOP, DONE, end=end)
    assert holds_events(data)
    assert structure(whole(data), ChatResponse).text == "Hello"
    responses = whole(before + body(*response_events("Hello"), end=end), ResponsesEvents())
    assert structure(responses, OpenResponsesResult) == structure(
        response("Hello"), OpenResponsesResult
    )


@pytest.mark.parametrize(
    "data", [b"", b" ", WHOLE, b" \n" + WHOLE, b"[]", b"<html>:", b"dataset: 1", b"no data: 1"]
)
def test_what_does_not_begin_as_a_stream_does_is_none(data: bytes) -> None:
    assert not holds_events(data)


def test_events_that_fail_in_place_of_a_whole_response_are_the_error() -> None:
    cut = whole(body(chunk("Hel")))
    assert isinstance(cut, errors.StreamIncompleteError)
    assert cut.partial == structure({"object": "chat.completion", **_message("Hel")}, ChatResponse)
    failed = whole(body(chunk("Hel"), {**chunk("lo"), "error": {"code": 429, "message": "Slow"}}))
    assert isinstance(failed, errors.TooManyRequestsResponseError)
    assert failed.partial.text == "Hello"
    assert whole(body({"error": {"code": 503}})).partial is None


def _message(text: str) -> Json:
    return {"choices": [{"index": 0, "message": {"content": text}}]}


# --- limits ------------------------------------------------------------------------------------------------------


def test_nothing_is_kept_or_given_once_the_limit_has_passed() -> None:
    for data in (b'{"a": "' + b"x" * 300, b"data: " + b"x" * 300):
        this = reader(limit=200)
        assert said(this.feed(data)) == "ResponseValidationError"
        assert this.finished
        assert this.feed(b"x" * 300 + b"\n\n" + body(STOP)) == []
        assert this.end() == []


def test_a_decoder_looks_at_nothing_once_the_limit_has_passed() -> None:
    decoder = EventDecoder(200)
    decoder.feed(b"data: " + b"x" * 300)
    kept = sum(map(len, decoder._pieces))
    for _ in range(10):
        assert decoder.feed(b"y" * 1000) == []
    assert sum(map(len, decoder._pieces)) == kept


@pytest.mark.parametrize("line", [b"data\n", b"data:\n", b"data: x\n"])
def test_a_line_costs_more_than_its_bytes(line: bytes) -> None:
    """Ten thousand of the shortest lines are as many objects, whatever they hold."""
    limit = 10_000
    enough, too_many = (EventDecoder(limit) for _ in range(2))
    enough.feed(line * (limit // (LINE_BYTES + 1)) + b"\n")
    too_many.feed(line * (2 + limit // LINE_BYTES) + b"\n")
    assert (enough.too_large, too_many.too_large) == (False, True)


def test_one_line_costs_its_bytes() -> None:
    decoder = EventDecoder(1000)
    assert len(decoder.feed((b"data: " + b"x" * 1000 + b"\n\n") * 3)) == 3
    assert not decoder.too_large
