"""Recorded traffic of the Responses API, and traffic one change away from it, through the public functions.

What to expect of an exchange is worked out here from the recording alone.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import httpx
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RetryConfig
from openrouter_core.funcs.responses_send import responses_send, responses_send_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure

ONCE = RetryConfig("none")


class Replayed(NamedTuple):
    """An exchange, and what a user got of it."""

    exchange: dict[str, Any]
    results: list[Ok[Any] | Err[Any]]
    sent: bytes


def request_of(exchange: dict[str, Any]) -> dict[str, Any]:
    """The recorded request; where none was recorded, a question of our own."""
    request: dict[str, Any] = exchange["request"] or {"input": "What was recorded?"}
    return {**request, "stream": exchange["stream"]}


def data_of(exchange: dict[str, Any]) -> list[Any] | None:
    """The bodies or events of a success; None of a failure."""
    if exchange["status"] >= 400:
        return None
    if not exchange["stream"]:
        try:
            return [json.loads(exchange["body"])]
        except ValueError:
            return None
    lines = [line[5:].strip() for line in exchange["body"].split("\n") if line.startswith("data:")]
    return [json.loads(line) for line in lines if line != "[DONE]"]


def exactly(data: Any) -> str:
    """JSON that tells 1 from 1.0 and from true; the order of keys does not count."""
    return json.dumps(data, sort_keys=True)


def replay(server: LocalServer, exchanges: list[dict[str, Any]]) -> Iterator[Replayed]:
    with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
        for exchange in exchanges:
            server.always(Reply.recorded(exchange))
            opened = responses_send(core, request_of(exchange), stream=exchange["stream"])
            results: list[Any] = [opened]
            if exchange["stream"] and isinstance(opened, Ok):
                results = list(opened.unwrap())
            yield Replayed(exchange, results, server.requests[-1].body)


async def replay_async(server: LocalServer, exchanges: list[dict[str, Any]]) -> list[Replayed]:
    replayed = []
    async with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
        for exchange in exchanges:
            server.always(Reply.recorded(exchange))
            request = request_of(exchange)
            results: list[Any]
            if exchange["stream"]:
                opened = await responses_send_async(core, request, stream=True)
                results = [result async for result in opened.unwrap()]
            else:
                results = [await responses_send_async(core, request)]
            replayed.append(Replayed(exchange, results, server.requests[-1].body))
    return replayed


@pytest.fixture(scope="module")
def exchanges(recordings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [exchange for exchange in recordings if exchange["path"] == "/responses"]
    assert sum(exchange["stream"] for exchange in found) >= 25
    assert len(found) >= 80
    return found


@pytest.fixture(scope="module", params=["sync", "async"])
def replayed(request: pytest.FixtureRequest, exchanges: list[dict[str, Any]]) -> list[Replayed]:
    with LocalServer(keep_requests=1) as server:
        if request.param == "async":
            return asyncio.run(replay_async(server, exchanges))
        return list(replay(server, exchanges))


def test_every_recorded_success_is_ok_and_round_trips_exactly(replayed: list[Replayed]) -> None:
    wrong = []
    for exchange, results, _ in replayed:
        wanted = data_of(exchange)
        if wanted is None:
            continue
        got = [unstructure(result.unwrap()) if isinstance(result, Ok) else 0 for result in results]
        if exactly(got) != exactly(wanted):
            wrong.append(exchange["id"])
    assert wrong == []


def test_every_recorded_failure_is_the_right_err(replayed: list[Replayed]) -> None:
    seen = []
    for exchange, results, _ in replayed:
        if data_of(exchange) is None:
            [result] = results
            error = result.failure()
            seen.append((exchange["status"], type(error)))
            assert (
                exchange["status"] == 200
                or error.message == (json.loads(exchange["body"])["error"]["message"])
            )
    assert seen
    # The 200 is a page of the website.
    assert set(seen) == {
        (200, errors.ResponseValidationError),
        (400, errors.BadRequestResponseError),
    }


def test_every_recorded_request_arrives_unchanged(replayed: list[Replayed]) -> None:
    for exchange, _, sent in replayed:
        assert json.dumps(json.loads(sent)) == json.dumps(request_of(exchange)), exchange["id"]


def test_all_of_a_recorded_success_has_a_field(replayed: list[Replayed]) -> None:
    """A key that nobody modelled, or a field whose annotation is too narrow for real traffic, would show here."""
    extra: set[tuple[str, str]] = set()

    def look(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                look(item)
        elif hasattr(value, "__wire__"):
            extra.update((type(value).__name__, key) for key in value.extra)
            for name in value.__wire__:
                look(getattr(value, name))

    for _, results, _ in replayed:
        look([result.unwrap() for result in results if isinstance(result, Ok)])
    assert extra == set()


def test_the_text_of_a_recorded_stream_is_the_text_of_its_last_event(
    replayed: list[Replayed],
) -> None:
    texts = []
    for exchange, results, _ in replayed:
        if exchange["stream"]:
            events = [result.unwrap() for result in results]
            texts.append(events[-1].response.output_text)
            assert "".join(event.text_delta for event in events) == texts[-1]
    assert sum(map(bool, texts)) > 10


# --- traffic one change away from what was recorded ----------------------------------------------

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    1.5,
    10**30,
    "",
    "two\nlines",
    [],
    {},
    [None],
    [1, "a", {"type": "x"}, [], None],
    {"type": None},
    {"new_in_2027": {"deep": [None, {"er": None}]}},
)
"""What stands in the place of every value in turn."""
NEVER_NULL = {"output", "content"}
"""What reads as empty where it is null, and need not come back."""


def places(value: Any, pattern: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every value inside a body: its place (list positions left out), what holds it, and its key or position."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        place = f"{pattern}.{key}" if isinstance(value, dict) else f"{pattern}[]"
        yield place, value, key
        if isinstance(item, dict | list):
            yield from places(item, place)


def changes(bodies: list[Any]) -> Iterator[tuple[str, Any]]:
    """For each place that occurs, the first body that has it: without it, with each of `VALUES` there, and with a key
    that nobody knows beside it. The changed body is the same object each time.
    """
    seen: set[str] = set()
    for original in bodies:
        body = deepcopy(original)
        kind = str(body.get("type"))
        for place, holder, key in list(places(body, kind)):
            if place in seen:
                continue
            seen.add(place)
            kept = holder[key]
            for value in VALUES:
                if not (value is None and key in NEVER_NULL):
                    holder[key] = value
                    yield f"{place} = {value!r}", body
            holder[key] = kept
            if isinstance(holder, dict):
                before = list(holder.items())
                del holder[key]
                yield f"{place} missing", body
                holder.clear()
                holder.update([("new_in_2027", [None, {"x": 1.0}]), *before])
                yield f"{place} beside an unknown key", body
                holder.clear()
                holder.update(before)


@pytest.fixture
def answer() -> Iterator[tuple[OpenRouterCore, list[Any]]]:
    """A core whose every answer is what was put into the list last: media type and content. No socket: there are
    thousands of them.
    """
    said: list[Any] = []

    def handle(_: httpx.Request) -> httpx.Response:
        content_type, content = said
        return httpx.Response(200, headers={"content-type": content_type}, content=content)

    with httpx.Client(transport=httpx.MockTransport(handle)) as client:
        yield (
            OpenRouterCore(
                server_url="http://recorded.test", http_client=client, retry_config=ONCE
            ),
            said,
        )


def test_a_changed_answer_is_ok_and_round_trips(
    exchanges: list[dict[str, Any]], answer: tuple[OpenRouterCore, list[Any]]
) -> None:
    core, said = answer
    bodies = [data for e in exchanges if not e["stream"] for data in data_of(e) or ()]
    tried = 0
    for change, body in changes(bodies):
        tried += 1
        said[:] = "application/json", json.dumps(body).encode()
        result = responses_send(core, {"input": "?"})
        if change.startswith("None.error = "):
            assert isinstance(result, Ok) is (body["error"] is None)
            continue
        assert isinstance(result, Ok), (change, result)
        made = result.unwrap()
        assert exactly(unstructure(made)) == exactly(body), change
        assert isinstance(made.output_text, str), change
        assert isinstance(made.output, list), change
        assert isinstance(repr(made), str)
    assert tried > 1000


def test_a_changed_event_is_ok_and_round_trips(
    exchanges: list[dict[str, Any]], answer: tuple[OpenRouterCore, list[Any]]
) -> None:
    core, said = answer
    events = [event for e in exchanges if e["stream"] for event in data_of(e) or ()]
    completed = events[-1]
    assert completed["type"] == "response.completed"
    tried = 0
    for change, event in changes(events):
        tried += 1
        lines = [b"data: " + json.dumps(each).encode() + b"\n\n" for each in (event, completed)]
        said[:] = "text/event-stream", b"".join(lines)
        results = list(responses_send(core, {"input": "?"}, stream=True).unwrap())
        first = results[0]
        if change.startswith(
            ("response.completed.response.error = ", "response.incomplete.response.error = ")
        ):
            assert isinstance(first, Ok) is (event["response"]["error"] is None), change
            continue
        assert isinstance(first, Ok), (change, first)
        assert isinstance(results[-1], Ok), change
        made = first.unwrap()
        assert exactly(unstructure(made)) == exactly(event), change
        assert isinstance(made.text_delta, str), change
    assert tried > 1000
