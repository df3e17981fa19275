"""/generation: records of the answers that the server gave."""

from __future__ import annotations

import json
import time
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from openrouter_core.testing.api.checks import body_of, query_of
from openrouter_core.testing.api.generation_content import content
from openrouter_core.testing.framing import header_pairs
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

# The paths whose answers are generations, by their end, and the API's name for them.
_API_TYPES = {
    "/chat/completions": "completions",
    "/completions": "completions",
    "/messages": "completions",
    "/responses": "completions",
    "/embeddings": "embeddings",
    "/rerank": "rerank",
    "/audio/speech": "tts",
    "/audio/transcriptions": "stt",
}
_ENDINGS = tuple(_API_TYPES)

# Fields for which a stand-in has no value.
_NOTHING_OF = dict.fromkeys(
    (
        "app_id",
        "cache_discount",
        "moderation_latency",
        "num_fetches",
        "num_input_audio_prompt",
        "num_media_completion",
        "num_media_prompt",
        "num_search_results",
        "preset_id",
        "provider_responses",
        "request_id",
        "router",
        "upstream_id",
        "web_search_engine",
        "workspace_id",
    )
)

# Fields that a record copies from an answer.
_KEPT = (
    "id",
    "model",
    "provider",
    "usage",
    "service_tier",
    "finish_reason",
    "native_finish_reason",
)


Answered: TypeAlias = tuple[RecordedRequest, Reply, float]
"""A request, its reply, and the time, in seconds since the epoch."""


class Generations:
    """Describes the answers that the server gave, also planned ones, by their id.

    Args:
        answered: the server's answers; they are taken out and read when a generation is requested.
        lag: how many times an id is answered with 404 first, as the API does for a while.
        keep: how many of the latest answers to keep; None keeps all.
    """

    def __init__(self, answered: deque[Answered], lag: int, keep: int | None):
        self._answered = answered
        self._lag = lag
        self._keep = keep
        self.routes = (
            Route("GET", "/generation", self._get),
            Route("GET", "/generation/content", self._get_content),
            Route("POST", "/generation/feedback", self._take_feedback),
        )
        self.forget()

    def forget(self) -> None:
        """Forget all generations except those that are still in `answered`."""
        # New objects, because the server's thread may be using the old ones.
        self._known: dict[str, Answered] = {}
        self._asked: Counter[str] = Counter()

    def _get(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        return self._show(request, "GET /generation", _describe)

    def _get_content(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        return self._show(request, "GET /generation/content", _content)

    def _take_feedback(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /generation/feedback")
        if isinstance(body, Reply):
            return body
        self._read()
        if body["generation_id"] not in self._known:
            return _unknown(body["generation_id"])
        return Reply.json({"data": {"success": True}})

    def _show(
        self,
        request: RecordedRequest,
        operation: str,
        shown: Callable[[str, Answered], dict[str, Any]],
    ) -> Reply:
        query = query_of(request, operation)
        if isinstance(query, Reply):
            return query
        wanted = query["id"]
        self._read()
        found = self._known.get(wanted)
        if found is not None:
            self._asked[wanted] += 1
        if found is None or self._asked[wanted] <= self._lag:
            return _unknown(wanted)
        return Reply.json({"data": shown(wanted, found)}, headers=_NOT_KEPT)

    def _read(self) -> None:
        known = self._known
        while self._answered:
            try:
                request, reply, at = self._answered.popleft()
            except IndexError:  # cleared meanwhile, by another thread
                break
            if request.path.endswith(_ENDINGS):
                generation_id = _generation_id(reply)
                if generation_id is not None:
                    known.pop(generation_id, None)  # the latest answer of an id, and last in order
                    known[generation_id] = (request, reply, at)
        while self._keep is not None and len(known) > self._keep:
            del known[next(iter(known))]


_NOT_KEPT = {"Cache-Control": "private, no-store"}


def _unknown(generation_id: str) -> Reply:
    return Reply.error(404, f"Generation {generation_id} not found", _NOT_KEPT)


def _generation_id(reply: Reply) -> str | None:
    for name, value in header_pairs(reply.headers):
        if name.lower() == "x-generation-id":
            return value
    found = _said(reply).get("id")
    return found if isinstance(found, str) else None


def _content(generation_id: str, answered: Answered) -> dict[str, Any]:
    request, reply, _ = answered
    return content(_object(request.body), list(_objects(reply)))


def _describe(generation_id: str, answered: Answered) -> dict[str, Any]:
    """The API's record of a generation."""
    request, reply, at = answered
    said = _said(reply)
    ending = next(ending for ending in _ENDINGS if request.path.endswith(ending))
    asked = _object(request.body)
    usage = _mapping(said.get("usage"))
    prompt = usage.get("prompt_tokens", usage.get("input_tokens"))
    completed = usage.get("completion_tokens", usage.get("output_tokens", 0))
    details = _mapping(usage.get("completion_tokens_details"))
    prompt_details = _mapping(usage.get("prompt_tokens_details"))
    cost = usage.get("cost") or 0
    finished = request.finished_at or request.disconnected_at
    took = None if finished is None else round((finished - request.received_at) * 1_000)
    return {
        **_NOTHING_OF,
        "id": generation_id,
        "api_type": _API_TYPES[ending],
        "model": said.get("model") or asked.get("model") or "unknown",
        "provider_name": said.get("provider") or "LocalServer",
        "created_at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(at)),
        "latency": took,
        "generation_time": took,
        "streamed": asked.get("stream") is True,
        "cancelled": request.disconnected_at is not None,
        "finish_reason": said.get("finish_reason"),
        "native_finish_reason": said.get("native_finish_reason"),
        "tokens_prompt": prompt,
        "tokens_completion": completed,
        "native_tokens_prompt": prompt,
        "native_tokens_completion": completed,
        "native_tokens_completion_images": details.get("image_tokens"),
        "native_tokens_reasoning": details.get("reasoning_tokens"),
        "native_tokens_cached": prompt_details.get("cached_tokens"),
        "usage": cost,
        "total_cost": cost,
        "upstream_inference_cost": 0,
        "is_byok": usage.get("is_byok", False),
        "service_tier": said.get("service_tier"),
        "external_user": asked.get("user"),
        "origin": request.headers.get("http-referer", ""),
        "http_referer": request.headers.get("http-referer"),
        "user_agent": request.headers.get("user-agent"),
        "session_id": request.headers.get("x-session-id"),
        "data_region": "global",
    }


def _said(reply: Reply) -> dict[str, Any]:
    """The facts in the reply's body: for each key the last value that is not null.

    Over a whole answer, or over all events of a stream; a choice's finish reasons and a Responses
    API event's `response` count as the body's own.
    """
    said: dict[str, Any] = {}
    for body in _objects(reply):
        choices = body.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        for part in (body, body.get("response"), first):
            if isinstance(part, Mapping):
                said |= {name: part[name] for name in _KEPT if part.get(name) is not None}
    return said


def _objects(reply: Reply) -> Iterator[dict[str, Any]]:
    """The body if it is a JSON object, else those of its events that are."""
    body = b"".join(reply.pieces)
    if body[:2] == b"\x1f\x8b":
        try:
            body = zlib.decompressobj(wbits=31).decompress(body)
        except zlib.error:
            return
    if whole := _object(body):
        yield whole
        return
    for line in body.replace(b"\r", b"\n").split(b"\n"):
        if line.startswith(b"data:"):
            yield _object(line[5:])


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _object(data: bytes) -> dict[str, Any]:
    """The JSON object, or an empty one for anything else."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
