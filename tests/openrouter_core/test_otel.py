"""`openrouter_core.otel`: spans and metrics by the GenAI semantic conventions."""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

import pytest

from openrouter_core import Hooks, Ok, OpenRouterCore, RetryConfig
from openrouter_core.budget import Budget
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.images_generate import images_generate
from openrouter_core.funcs.messages_create import messages_create
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from openrouter_core.testing import LocalServer, Reply, chunks, completion
from tests.funcs.conftest import Run

pytest.importorskip("opentelemetry.sdk.trace", reason="of the test extra")

from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from openrouter_core.otel import instrument

MESSAGES = [{"role": "user", "content": "Hello"}]
CHAT = {"model": "a/b", "messages": MESSAGES}


class Seen:
    """What was exported."""

    def __init__(self) -> None:
        self._spans = InMemorySpanExporter()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self.tracer = self.tracers.get_tracer("test")
        self._metrics = InMemoryMetricReader()
        self.meters = MeterProvider([self._metrics])

    def instrument(self, core: OpenRouterCore, **how: Any) -> OpenRouterCore:
        return instrument(core, tracer_provider=self.tracers, meter_provider=self.meters, **how)

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._spans.get_finished_spans()

    @property
    def only(self) -> ReadableSpan:
        [span] = self.spans
        return span

    @property
    def attributes(self) -> dict[str, Any]:
        return dict(self.only.attributes or {})

    def points(self) -> dict[str, list[Any]]:
        """Each metric's data points."""
        data = self._metrics.get_metrics_data()
        found: dict[str, list[Any]] = {}
        for resource in data.resource_metrics if data else ():
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    found[metric.name] = list(metric.data.data_points)
        return found


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Run:
    return Run(request.param)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def core(server: LocalServer, seen: Seen) -> Iterator[OpenRouterCore]:
    with OpenRouterCore("k", server_url=server.url) as core:
        yield seen.instrument(core)


USAGE = {
    "prompt_tokens": 9,
    "completion_tokens": 4,
    "cost": 0.25,
    "prompt_tokens_details": {"cached_tokens": 3, "cache_write_tokens": 2},
    "completion_tokens_details": {"reasoning_tokens": 1},
}


def test_a_chat(run: Run, server: LocalServer, seen: Seen, core: OpenRouterCore) -> None:
    body = {**completion("Hi", model="a/b-2026"), "usage": USAGE}
    server.enqueue(Reply.json(body, headers={"X-Generation-Id": "gen-7"}))
    asked = {"temperature": 0.5, "max_tokens": 7, "top_p": 1, "seed": 3, "stop": "x", "n": 2}
    run(chat_send, core, {**CHAT, **asked}).unwrap()
    port = int(server.url.split(":")[2].split("/")[0])
    assert (seen.only.name, seen.only.kind) == ("chat a/b", trace.SpanKind.CLIENT)
    assert seen.attributes == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openrouter",
        "gen_ai.request.model": "a/b",
        "gen_ai.request.temperature": 0.5,
        "gen_ai.request.max_tokens": 7,
        "gen_ai.request.top_p": 1.0,
        "gen_ai.request.seed": 3,
        "gen_ai.request.stop_sequences": ("x",),
        "gen_ai.request.choice.count": 2,
        "gen_ai.response.model": "a/b-2026",
        "gen_ai.response.id": "gen-7",
        "gen_ai.response.finish_reasons": ("stop",),
        "gen_ai.usage.input_tokens": 9,
        "gen_ai.usage.output_tokens": 4,
        "gen_ai.usage.cache_read.input_tokens": 3,
        "gen_ai.usage.cache_creation.input_tokens": 2,
        "gen_ai.usage.reasoning.output_tokens": 1,
        "openrouter.usage.cost": 0.25,
        "server.address": "127.0.0.1",
        "server.port": port,
    }
    assert seen.only.status.is_unset
    points = seen.points()
    shared = {
        name: seen.attributes[name]
        for name in (
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "server.address",
            "server.port",
        )
    }
    [duration] = points.pop("gen_ai.client.operation.duration")
    assert dict(duration.attributes) == shared
    assert duration.count == 1
    assert duration.explicit_bounds[:3] == (0.01, 0.02, 0.04)
    tokens = points.pop("gen_ai.client.token.usage")
    assert {(each.attributes["gen_ai.token.type"], each.sum) for each in tokens} == {
        ("input", 9),
        ("output", 4),
    }
    assert points == {}


@pytest.mark.parametrize(
    ("function", "request_", "name"),
    [
        (messages_create, {**CHAT, "max_tokens": 5}, "chat"),
        (responses_send, {"model": "a/b", "input": "Hi"}, "chat"),
        (embeddings_generate, {"model": "a/b", "input": "Hi"}, "embeddings"),
        (images_generate, {"model": "a/b", "prompt": "A cat"}, "generate_content"),
        (tts_create_speech, {"model": "a/b", "input": "Hi", "voice": "x"}, "generate_content"),
    ],
)
def test_other_operations(
    run: Run, seen: Seen, core: OpenRouterCore, function: Any, request_: Any, name: str
) -> None:
    run(function, core, request_).unwrap()
    assert seen.only.name == f"{name} a/b"
    assert seen.attributes["gen_ai.operation.name"] == name


def test_what_asks_no_model_has_no_span(run: Run, seen: Seen, core: OpenRouterCore) -> None:
    run(models_list, core).unwrap()
    assert seen.spans == ()
    assert seen.points() == {}


# ---------------------------------------------------------------- streams


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("left", [False, True])
def test_a_streams_span_ends_with_the_stream(
    server: LocalServer, seen: Seen, core: OpenRouterCore, asynchronous: bool, left: bool
) -> None:
    reply = Reply.events(chunks("Hi you there", model="a/b"))
    server.enqueue(reply.stall(420, of="body") if left else reply)

    async def main() -> None:
        if asynchronous:
            stream: Any = (await chat_send_async(core, CHAT, stream=True)).unwrap()
            await anext(stream)
        else:
            stream = chat_send(core, CHAT, stream=True).unwrap()
            next(stream)
        assert seen.spans == ()
        assert trace.get_current_span() is trace.INVALID_SPAN
        if left:
            await stream.aclose() if asynchronous else stream.close()
        elif asynchronous:
            async for result in stream:
                result.unwrap()
        else:
            for result in stream:
                result.unwrap()

    asyncio.run(main())
    assert seen.only.status.is_unset
    assert seen.attributes["gen_ai.request.stream"] is True
    assert 0 < seen.attributes["gen_ai.response.time_to_first_chunk"] < 60
    assert ("gen_ai.usage.output_tokens" in seen.attributes) != left
    [first] = seen.points()["gen_ai.client.operation.time_to_first_chunk"]
    assert first.count == 1


def test_a_stream_that_is_dropped_has_its_span(
    server: LocalServer, seen: Seen, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events(chunks("Hi you there")).stall(420, of="body"))
    stream = chat_send(core, CHAT, stream=True).unwrap()
    next(stream)
    del stream
    gc.collect()
    assert seen.only.name == "chat a/b"


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("request_", "replies", "kind"),
    [
        (CHAT, [Reply.error(429, "Slow down")] * 3, "TooManyRequestsResponseError"),
        (CHAT, [Reply(200, {}, "no JSON")], "ResponseValidationError"),
        ({**CHAT, "temperature": "secret"}, [], "SDKValidationError"),
        (CHAT, [Reply.json(completion("Hi")).cut(20)], "APIConnectionError"),
    ],
)
def test_an_error(
    run: Run,
    server: LocalServer,
    seen: Seen,
    request_: Any,
    replies: list[Reply],
    kind: str,
) -> None:
    server.enqueue(*replies)
    once = OpenRouterCore("k", server_url=server.url, retry_config=RetryConfig("none"))
    run(chat_send, seen.instrument(once), request_).failure()
    assert seen.only.name == "chat a/b"
    assert seen.attributes["error.type"] == kind
    assert seen.only.status.status_code is trace.StatusCode.ERROR
    assert seen.only.status.description is None, "it may quote what was asked"
    [duration] = seen.points()["gen_ai.client.operation.duration"]
    assert duration.attributes["error.type"] == kind
    assert trace.get_current_span() is trace.INVALID_SPAN


def test_a_call_that_a_budget_refuses(run: Run, server: LocalServer, seen: Seen) -> None:
    budget = Budget(1, estimate=2)
    core = seen.instrument(OpenRouterCore("k", server_url=server.url, budget=budget))
    run(chat_send, core, CHAT).failure()
    assert seen.attributes["error.type"] == "BudgetExceededError"
    assert seen.attributes["gen_ai.request.model"] == "a/b"


def test_retries_are_one_span(
    run: Run, server: LocalServer, seen: Seen, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(503, headers={"retry-after-ms": "1"}), Reply.json(completion("Hi")))
    run(chat_send, core, CHAT).unwrap()
    assert "error.type" not in seen.attributes


def test_a_cancelled_call_has_its_span_and_leaves_none_current(
    server: LocalServer, seen: Seen, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json(completion("Hi")).delayed(30))

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await chat_send_async(core, CHAT)
        assert trace.get_current_span() is trace.INVALID_SPAN

    asyncio.run(main())
    assert seen.only.status.is_unset


def test_a_broken_tracer_stops_no_call(run: Run, server: LocalServer) -> None:
    class Broken(TracerProvider):
        def get_tracer(self, *_: Any, **__: Any) -> Any:
            return None

    core = instrument(OpenRouterCore("k", server_url=server.url), tracer_provider=Broken())
    assert isinstance(run(chat_send, core, CHAT), Ok)


# ---------------------------------------------------------------- parents and children


def parent_of(span: ReadableSpan) -> int | None:
    return None if span.parent is None else span.parent.span_id


def in_threads(core: OpenRouterCore, seen: Seen) -> None:
    def one(index: int) -> None:
        with seen.tracer.start_as_current_span(f"caller {index}"):
            chat_send(core, {**CHAT, "model": f"a/{index}"}).unwrap()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(20)))


def in_tasks(core: OpenRouterCore, seen: Seen) -> None:
    async def one(index: int) -> None:
        with seen.tracer.start_as_current_span(f"caller {index}"):
            await chat_send_async(core, {**CHAT, "model": f"a/{index}"})

    async def main() -> None:
        async with core:
            await asyncio.gather(*[one(index) for index in range(20)])

    asyncio.run(main())


def streams_read_elsewhere(core: OpenRouterCore, seen: Seen) -> None:
    opened = []
    for index in range(20):
        with seen.tracer.start_as_current_span(f"caller {index}"):
            request = {**CHAT, "model": f"a/{index}"}
            opened.append(chat_send(core, request, stream=True).unwrap())
    with ThreadPoolExecutor(4) as pool, seen.tracer.start_as_current_span("elsewhere"):
        contexts = [copy_context() for _ in opened]
        list(pool.map(lambda pair: pair[1].run(list, pair[0]), zip(opened, contexts, strict=True)))


@pytest.mark.parametrize("many", [in_threads, in_tasks, streams_read_elsewhere])
def test_the_parent_is_the_callers_span(
    seen: Seen, core: OpenRouterCore, many: Callable[[OpenRouterCore, Seen], None]
) -> None:
    many(core, seen)
    spans = {span.name: span for span in seen.spans}
    assert len(spans) == len(seen.spans)
    for index in range(20):
        caller = spans[f"caller {index}"].context
        assert caller is not None
        assert parent_of(spans[f"chat a/{index}"]) == caller.span_id


def test_what_sends_the_request_is_the_spans_child(
    run: Run, server: LocalServer, seen: Seen
) -> None:
    sending: list[Any] = []

    def send(request: object) -> None:
        sending.append(trace.get_current_span().get_span_context().span_id)

    hooks = Hooks(before_request=send)
    server.enqueue(Reply.error(503, headers={"retry-after-ms": "1"}), Reply.json(completion("Hi")))
    core = seen.instrument(OpenRouterCore("k", server_url=server.url, hooks=hooks))
    run(chat_send, core, CHAT).unwrap()
    context = seen.only.context
    assert context is not None
    assert sending == [context.span_id] * 2
    assert trace.get_current_span() is trace.INVALID_SPAN


# ---------------------------------------------------------------- content

CALL = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}}
ASKED = [
    {"role": "system", "content": "Be brief"},
    {
        "role": "user",
        "content": [
            {"type": "text", "text": "What is this?"},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,SECRET"}},
        ],
    },
    {"role": "assistant", "content": None, "tool_calls": [CALL]},
    {"role": "tool", "tool_call_id": "c1", "content": "42"},
]
ASKED_AS = [
    {"role": "system", "parts": [{"type": "text", "content": "Be brief"}]},
    {
        "role": "user",
        "parts": [{"type": "text", "content": "What is this?"}, {"type": "image_url"}],
    },
    {
        "role": "assistant",
        "parts": [{"type": "tool_call", "id": "c1", "name": "f", "arguments": '{"a": 1}'}],
    },
    {"role": "tool", "parts": [{"type": "tool_call_response", "id": "c1", "response": "42"}]},
]
SAID_AS = [
    {"role": "assistant", "parts": [{"type": "text", "content": "Hi you"}], "finish_reason": "stop"}
]


@pytest.mark.parametrize("stream", [False, True])
def test_content_when_it_is_asked_for(server: LocalServer, seen: Seen, stream: bool) -> None:
    whole = completion("Hi you", model="a/b")
    server.enqueue(Reply.events(chunks("Hi you")) if stream else Reply.json(whole))
    core = seen.instrument(OpenRouterCore("k", server_url=server.url), content=True)
    request = {"model": "a/b", "messages": ASKED}
    if stream:
        list(chat_send(core, request, stream=True).unwrap())
    else:
        chat_send(core, request).unwrap()
    assert json.loads(seen.attributes["gen_ai.input.messages"]) == ASKED_AS
    assert json.loads(seen.attributes["gen_ai.output.messages"]) == SAID_AS


def test_content_of_the_other_apis(run: Run, server: LocalServer, seen: Seen) -> None:
    core = seen.instrument(OpenRouterCore("k", server_url=server.url), content=True)
    run(messages_create, core, {**CHAT, "max_tokens": 5, "system": "Be brief"}).unwrap()
    run(
        responses_send, core, {"model": "a/b", "input": "Hello", "instructions": "Be brief"}
    ).unwrap()
    for span in seen.spans:
        said = dict(span.attributes or {})
        asked = [{"role": "user", "parts": [{"type": "text", "content": "Hello"}]}]
        assert json.loads(str(said["gen_ai.input.messages"])) == asked
        briefly = [{"type": "text", "content": "Be brief"}]
        assert json.loads(str(said["gen_ai.system_instructions"])) == briefly
        [message] = json.loads(str(said["gen_ai.output.messages"]))
        assert message["role"] == "assistant"
        assert message["parts"][0]["type"] == "text"
        assert message["parts"][0]["content"]


@pytest.mark.parametrize("stream", [False, True])
def test_no_content_otherwise(
    server: LocalServer, seen: Seen, core: OpenRouterCore, stream: bool
) -> None:
    request = {"model": "a/b", "messages": [{"role": "user", "content": "QUESTION"}]}
    server.enqueue(Reply.events(chunks("ANSWER")) if stream else Reply.json(completion("ANSWER")))
    server.enqueue(Reply.error(400, "QUESTION is no question"))
    if stream:
        list(chat_send(core, request, stream=True).unwrap())
    else:
        chat_send(core, request).unwrap()
    chat_send(core, request).failure()
    for span in seen.spans:
        assert "QUESTION" not in span.to_json()
        assert "ANSWER" not in span.to_json()


def test_half_a_character_is_no_reason_to_lose_a_span(seen: Seen, server: LocalServer) -> None:
    core = seen.instrument(OpenRouterCore("k", server_url=server.url), content=True)
    chat_send(core, {"model": "a/b", "messages": [{"role": "user", "content": "\ud83d"}]}).unwrap()
    seen.attributes["gen_ai.input.messages"].encode()


def test_nothing_else_imports_opentelemetry() -> None:
    program = """
import sys
import openrouter_core
from openrouter_core import Hooks, OpenRouterCore, ResultEvent, warm_up
from openrouter_core.budget import Budget
from openrouter_core.funcs.chat_send import chat_send
core = OpenRouterCore("k", hooks=Hooks(on_result=print), budget=Budget(1))
warm_up(core, chat_send)
assert not [name for name in sys.modules if name.startswith("opentelemetry")]
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_what_is_no_core_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected an OpenRouterCore"):
        instrument(None)  # type: ignore[arg-type]  # that is the point
