"""Spans and metrics after OpenTelemetry's semantic conventions for GenAI: ``pip install "openrouter-core[otel]"``.

https://opentelemetry.io/docs/specs/semconv/gen-ai/ (status: Development)
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

try:
    from opentelemetry import context as otel_context
    from opentelemetry import metrics, trace
except ModuleNotFoundError as exc:
    raise ModuleNotFoundError(
        'opentelemetry-api is not installed: pip install "openrouter-core[otel]"', name=exc.name
    ) from exc

import attrs

from openrouter_core import wire
from openrouter_core._io import debug
from openrouter_core._otel_content import as_json, input_messages, instructions, output_messages
from openrouter_core._protocol.figures import LARGE, field_of
from openrouter_core.core import VERSION, OpenRouterCore, require_core
from openrouter_core.models.model import Model, whole_number

if TYPE_CHECKING:
    from contextvars import Token

    from openrouter_core.hooks import PreparedRequest, ResponseEvent, ResultEvent

_OPERATIONS: Final[Mapping[str, tuple[str, str | None]]] = {
    "chat_send": ("chat", None),
    "messages_create": ("chat", None),
    "responses_send": ("chat", None),
    "interns_chat": ("chat", None),
    "embeddings_generate": ("embeddings", None),
    "rerank_rerank": ("rerank", None),
    "images_generate": ("generate_content", "image"),
    "tts_create_speech": ("generate_content", "speech"),
    "stt_create_transcription": ("generate_content", "text"),
    "stt_create_transcription_multipart": ("generate_content", "text"),
}
"""The functions that ask a model: the convention's name for what they do, and what they are to give."""
_REQUEST: Final[Mapping[str, tuple[str, type]]] = {
    "frequency_penalty": ("gen_ai.request.frequency_penalty", float),
    "max_completion_tokens": ("gen_ai.request.max_tokens", int),
    "max_output_tokens": ("gen_ai.request.max_tokens", int),
    "max_tokens": ("gen_ai.request.max_tokens", int),
    "presence_penalty": ("gen_ai.request.presence_penalty", float),
    "seed": ("gen_ai.request.seed", int),
    "temperature": ("gen_ai.request.temperature", float),
    "top_k": ("gen_ai.request.top_k", float),
    "top_p": ("gen_ai.request.top_p", float),
}
_DETAILS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "gen_ai.usage.cache_read.input_tokens": (
        ("prompt_tokens_details", "cached_tokens"),
        ("input_tokens_details", "cached_tokens"),
        ("cache_read_input_tokens",),
    ),
    "gen_ai.usage.cache_creation.input_tokens": (
        ("prompt_tokens_details", "cache_write_tokens"),
        ("input_tokens_details", "cache_write_tokens"),
        ("cache_creation_input_tokens",),
    ),
    "gen_ai.usage.reasoning.output_tokens": (
        ("completion_tokens_details", "reasoning_tokens"),
        ("output_tokens_details", "reasoning_tokens"),
        ("output_tokens_details", "thinking_tokens"),
    ),
}
"""Where each API writes what its tokens were."""
_SECONDS: Final = [0.01 * 2**power for power in range(14)]
_TOKENS: Final = [4**power for power in range(14)]
"""Boundaries of the metrics' buckets, as the conventions want them."""
_OPEN: Final = otel_context.create_key("openrouter-core-call")


def instrument(
    core: OpenRouterCore,
    *,
    content: bool = False,
    tracer_provider: trace.TracerProvider | None = None,
    meter_provider: metrics.MeterProvider | None = None,
) -> OpenRouterCore:
    """A copy of a core whose calls to a model are reported to OpenTelemetry. Both cores use the same connections.

    Each call is one span of kind CLIENT, also when it is sent more than once; the span of a stream ends with the
    stream. Its parent is the current span where the function is called, in any thread or task. While the request is
    sent it is the current span itself, so that spans of instrumented HTTP clients are its children.

    The metrics are ``gen_ai.client.operation.duration``, ``gen_ai.client.token.usage``, and for streams
    ``gen_ai.client.operation.time_to_first_chunk``. ``error.type`` is the error's class; the cost is the span's
    ``openrouter.usage.cost``, in US dollars.

    Arguments:
        core: the core; its hooks are still called.
        content: whether spans hold the messages of request and response (``gen_ai.input.messages``,
            ``gen_ai.output.messages``), and the text of errors, which may quote them.
        tracer_provider, meter_provider: None takes the global ones.

    Raises:
        TypeError: `core` is not an `OpenRouterCore`.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.funcs.chat_send import chat_send
    >>> from opentelemetry.sdk.trace import TracerProvider
    >>> from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    >>> from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    >>> from openrouter_core.testing import LocalServer
    >>> spans, provider = InMemorySpanExporter(), TracerProvider()
    >>> provider.add_span_processor(SimpleSpanProcessor(spans))
    >>> request = {"model": "openai/gpt-4o-mini", "messages": [{"role": "user", "content": "Hello"}]}
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
    ...     result = chat_send(instrument(core, tracer_provider=provider), request)
    >>> [span.name for span in spans.get_finished_spans()]
    ['chat openai/gpt-4o-mini']
    """
    require_core(core)
    watcher = _Watcher(content, tracer_provider, meter_provider)
    hooks = core.hooks
    return core.with_options(
        hooks=attrs.evolve(
            hooks,
            # The first: what it is called with is what `ResultEvent.request` holds.
            before_request=(watcher.begin, *hooks.before_request),
            after_response=(watcher.responded, *hooks.after_response),
            on_result=(*hooks.on_result, watcher.end),
            collect_streams=hooks.collect_streams or content,
        )
    )


class _Open:
    """A call that is under way.

    Fields:
        request: kept, so that no other request gets its `id`.
        token: what takes the span away as the current one again, while it is.
    """

    def __init__(self, request: PreparedRequest | None, span: trace.Span, shared: dict[str, Any]):
        self.request = request
        self.span = span
        self.shared = shared
        self.token: Token[otel_context.Context] | None = None

    def detach(self) -> None:
        """End being the current span, where it is."""
        if self.token is not None and otel_context.get_value(_OPEN) is self:
            otel_context.detach(self.token)
        self.token = None


class _Watcher:
    """The hooks. `begin` could stop a call, so nothing that it does may raise."""

    def __init__(
        self,
        content: bool,
        tracer_provider: trace.TracerProvider | None,
        meter_provider: metrics.MeterProvider | None,
    ) -> None:
        self._content = content
        self._tracer = trace.get_tracer("openrouter_core", VERSION, tracer_provider)
        meter = metrics.get_meter("openrouter_core", VERSION, meter_provider)
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration",
            unit="s",
            description="GenAI operation duration.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._first_chunk = meter.create_histogram(
            "gen_ai.client.operation.time_to_first_chunk",
            unit="s",
            description="Time to receive the first chunk of a stream.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage",
            unit="{token}",
            description="Number of input and output tokens used.",
            explicit_bucket_boundaries_advisory=_TOKENS,
        )
        self._open: dict[int, _Open] = {}

    def begin(self, request: PreparedRequest) -> None:
        """Before a request: begin its span, unless this is a retry, and make it the current one."""
        try:
            if request.operation not in _OPERATIONS:
                return
            found = self._open.get(id(request))
            if found is None:
                found = self._start(request, request.operation, None, None)
                self._open[id(request)] = found
            found.detach()  # an attempt without a response has left it
            current = trace.set_span_in_context(found.span)
            found.token = otel_context.attach(otel_context.set_value(_OPEN, found, current))
        except Exception as error:
            debug.log_hook("PreparedRequest", error)

    def responded(self, event: ResponseEvent) -> None:
        """After a response's headers: what the program does from here on is not part of the call."""
        found = otel_context.get_value(_OPEN)
        if isinstance(found, _Open):
            found.detach()

    def end(self, event: ResultEvent) -> None:
        """A call is over."""
        found = None if event.request is None else self._open.pop(id(event.request), None)
        if found is None:
            if event.operation not in _OPERATIONS:
                return
            started = time.time_ns() - int(
                event.elapsed * 1e9
            )  # it failed before anything was sent
            found = self._start(event.request, event.operation, event.model_asked, started)
        found.detach()
        try:
            self._describe(found.span, event)
        finally:
            found.span.end()
        self._record(found.shared, event)

    def _start(
        self,
        request: PreparedRequest | None,
        operation: str,
        model: str | None,
        started: int | None,
    ) -> _Open:
        name, gives = _OPERATIONS[operation]
        body = {} if request is None else _body(request)
        model = body.get("model", model)
        shared: dict[str, Any] = {
            "gen_ai.operation.name": name,
            "gen_ai.provider.name": "openrouter",
        }
        if isinstance(model, str):
            shared["gen_ai.request.model"] = model
        if request is not None:
            shared.update(_server(request.url))
        asked = dict(shared)
        if gives is not None:
            asked["gen_ai.output.type"] = gives
        if request is not None and request.stream:
            asked["gen_ai.request.stream"] = True
        asked.update(_settings(body))
        if self._content:
            asked.update(_asked(body))
        title = f"{name} {model}" if isinstance(model, str) else name
        span = self._tracer.start_span(
            title, kind=trace.SpanKind.CLIENT, attributes=asked, start_time=started
        )
        return _Open(request, span, shared)

    def _describe(self, span: trace.Span, event: ResultEvent) -> None:
        if not span.is_recording():
            return
        said: dict[str, Any] = {
            "gen_ai.response.model": event.model,
            "gen_ai.response.id": event.http_meta and event.http_meta.generation_id,
            "gen_ai.response.finish_reasons": event.finish_reasons or None,
            "gen_ai.response.time_to_first_chunk": event.time_to_first_chunk,
            "gen_ai.usage.input_tokens": event.input_tokens,
            "gen_ai.usage.output_tokens": event.output_tokens,
            "openrouter.usage.cost": event.cost,
            "error.type": event.error and type(event.error).__name__,
        }
        for name, places in _DETAILS.items():
            said[name] = _first_count(event.usage, places)
        if self._content and isinstance(event.response, Model):
            output = output_messages(wire.unstructure(event.response))
            said["gen_ai.output.messages"] = as_json(output) if output else None
        span.set_attributes({name: value for name, value in said.items() if value is not None})
        if event.error is not None:
            text = str(event.error) if self._content else None
            span.set_status(trace.Status(trace.StatusCode.ERROR, text))

    def _record(self, shared: Mapping[str, Any], event: ResultEvent) -> None:
        found = dict(shared)
        if event.model is not None:
            found["gen_ai.response.model"] = event.model
        for kind, count in (("input", event.input_tokens), ("output", event.output_tokens)):
            if count is not None:
                self._tokens.record(count, {**found, "gen_ai.token.type": kind})
        if event.time_to_first_chunk is not None:
            self._first_chunk.record(event.time_to_first_chunk, found)
        if event.error is not None:
            found["error.type"] = type(event.error).__name__
        self._duration.record(event.elapsed, found)


def _body(request: PreparedRequest) -> Mapping[str, Any]:
    """What a request asks, as far as it is JSON or a form."""
    if request.upload is not None:
        return request.upload.fields
    try:
        body = json.loads(request.content or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _server(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"server.address": parts.hostname or "", "server.port": port}


def _settings(body: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a request that the conventions name."""
    found: dict[str, Any] = {}
    for name, (attribute, kind) in _REQUEST.items():
        value = body.get(name)
        if kind is int:
            value = whole_number(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGE:
            found[attribute] = kind(value)
    count = whole_number(body.get("n"))
    if count is not None and count != 1:
        found["gen_ai.request.choice.count"] = count
    stop = body.get("stop", body.get("stop_sequences"))
    stops = [stop] if isinstance(stop, str) else stop if isinstance(stop, list) else []
    if stops:
        found["gen_ai.request.stop_sequences"] = [each for each in stops if isinstance(each, str)]
    return found


def _asked(body: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        "gen_ai.input.messages": input_messages(body),
        "gen_ai.system_instructions": instructions(body),
    }
    return {name: as_json(value) for name, value in found.items() if value}


def _first_count(usage: object, places: tuple[tuple[str, ...], ...]) -> int | None:
    for place in places:
        value: Any = usage
        for name in place:
            value = field_of(value, name)
        count = whole_number(value)
        if count is not None:
            return count
    return None
