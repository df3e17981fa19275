"""`responses_collect` over real sockets: the response, the error's partial, and the stream's end."""

from __future__ import annotations

import asyncio
import json
from itertools import islice
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, wire
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.responses_collect import responses_collect, responses_collect_async
from openrouter_core.funcs.responses_send import responses_send, responses_send_async
from openrouter_core.models import OpenResponsesResult, errors
from openrouter_core.testing import LocalServer, Reply, response, response_events
from tests.funcs.conftest import Run

REQUEST = {"input": "What is the capital of France?"}
Collected = Ok[OpenResponsesResult] | Err[Any]


def collect(run: Run, core: OpenRouterCore, *replies: Reply, server: LocalServer) -> Collected:
    server.enqueue(*replies)

    async def read() -> Collected:
        opened = await responses_send_async(core, REQUEST, stream=True)
        return await responses_collect_async(opened.unwrap())

    if run.asynchronous:
        return asyncio.run(read())
    return responses_collect(responses_send(core, REQUEST, stream=True).unwrap())


def emptied(events: list[dict[str, Any]], output: Any = ()) -> list[dict[str, Any]]:
    *before, last = events
    return [*before, {**last, "response": {**last["response"], "output": output and list(output)}}]


def test_a_collected_stream_is_the_response_that_is_not_streamed(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    whole = response("Paris it is")
    made = collect(run, core, Reply.events(response_events("Paris it is")), server=server).unwrap()
    assert made == wire.structure(whole, OpenResponsesResult)
    assert made.http_meta is not None
    assert made.http_meta.status == 200


@pytest.mark.parametrize("status", ["completed", "incomplete"])
@pytest.mark.parametrize("output", [(), None])
def test_a_last_event_without_output_leaves_what_was_streamed(
    run: Run, core: OpenRouterCore, server: LocalServer, status: str, output: Any
) -> None:
    events = emptied(response_events("Paris it is", status=status), output)
    made = collect(run, core, Reply.events(events), server=server).unwrap()
    assert (made.output_text, made.status) == ("Paris it is", status)
    assert made.usage is not None
    assert [type(item).__name__ for item in made.output] == ["OutputMessageItem"]


def test_a_whole_response_in_place_of_a_stream_is_that_response(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    made = collect(run, core, Reply.json(response("Paris")), server=server).unwrap()
    assert made == wire.structure(response("Paris"), OpenResponsesResult)


@pytest.mark.parametrize("separator", [b"\n\n", b"\n"])
@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/plain"])
def test_a_stream_in_place_of_a_whole_response_is_that_response(
    run: Run, core: OpenRouterCore, server: LocalServer, content_type: str, separator: bytes
) -> None:
    events = [json.dumps(event).encode() for event in emptied(response_events("Paris it is"))]
    body = b"".join(b"data: " + event + separator for event in events)
    server.enqueue(Reply(body=body, headers={"Content-Type": content_type}))
    made = run(responses_send, core, REQUEST).unwrap()
    assert made.output_text == "Paris it is"
    assert made.http_meta.status == 200


def test_a_failure_keeps_what_had_arrived(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    error = {"code": "server_error", "message": "It broke"}
    failed = response(None, status="failed", usage_counts=None, error={"error": error})
    events = [*response_events("Paris it is")[:-1], {"type": "response.failed", "response": failed}]
    made = collect(run, core, Reply.events(events), server=server).failure()
    assert isinstance(made, errors.InternalServerResponseError)
    assert isinstance(made.partial, OpenResponsesResult)
    assert made.partial.output_text == "Paris it is"
    assert made.partial.http_meta == made.http_meta


def test_a_stream_that_is_cut_keeps_what_had_arrived(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    events = response_events("Paris it is")
    deltas = [at for at, event in enumerate(events) if event["type"].endswith("output_text.delta")]
    made = collect(run, core, Reply.events(events[: deltas[0] + 1], done=False), server=server)
    error = made.failure()
    assert isinstance(error, errors.StreamIncompleteError)
    assert isinstance(error.partial, OpenResponsesResult)
    assert error.partial.output_text == events[deltas[0]]["delta"]
    assert error.partial.status == "in_progress"


def test_a_failure_before_anything_else_has_no_partial(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    failed = {"type": "error", "code": "rate_limit_exceeded", "message": "Slow down"}
    error = collect(run, core, Reply.events([failed]), server=server).failure()
    assert isinstance(error, errors.TooManyRequestsResponseError)
    assert error.partial is None


@pytest.mark.parametrize("taken", [1, 3, 100])
def test_a_stream_that_events_were_taken_from_is_never_a_part_of_a_response(
    core: OpenRouterCore, server: LocalServer, taken: int
) -> None:
    stream = responses_send(core, REQUEST, stream=True).unwrap()
    assert list(islice(stream, taken))
    error = responses_collect(stream).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (error.path, error.partial) == ("stream", None)


def test_a_stream_that_was_closed_before_its_end_is_no_response(core: OpenRouterCore) -> None:
    stream = responses_send(core, REQUEST, stream=True).unwrap()
    stream.close()
    error = responses_collect(stream).failure()
    assert isinstance(error, errors.RequestAbortedError)
    assert error.partial is None


def test_the_connection_is_used_again_after_a_collected_stream(
    core: OpenRouterCore, server: LocalServer
) -> None:
    for _ in range(3):
        stream = responses_send(core, REQUEST, stream=True).unwrap()
        assert responses_collect(stream).unwrap().output_text
    assert server.connections.accepted == 1


@pytest.mark.parametrize(
    "collect_", [chat_collect, responses_collect], ids=["chat_collect", "responses_collect"]
)
def test_what_is_no_stream_is_a_mistake_of_the_program(collect_: Any) -> None:
    name = collect_.__name__
    for given, got in ((None, "None"), (Ok(1), "an Ok: unwrap it first")):
        with pytest.raises(TypeError) as caught:
            collect_(given)
        assert str(caught.value) == f"{name}: expected an EventStream; got {got}"


def test_a_stream_of_the_other_kind_is_a_mistake_of_the_program(core: OpenRouterCore) -> None:
    async def run() -> None:
        opened = (await responses_send_async(core, REQUEST, stream=True)).unwrap()
        wrong: Any = responses_collect
        with pytest.raises(TypeError, match=r"AsyncEventStream: use responses_collect_async$"):
            wrong(opened)
        await opened.aclose()
        wrong = responses_collect_async
        with (
            responses_send(core, REQUEST, stream=True).unwrap() as stream,
            pytest.raises(TypeError, match=r"EventStream: use responses_collect$"),
        ):
            await wrong(stream)

    asyncio.run(run())
