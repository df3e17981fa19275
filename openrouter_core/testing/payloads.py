"""Bodies as OpenRouter writes them, as plain dicts: completions, chunks, errors, events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

Json: TypeAlias = Mapping[str, Any] | Sequence[Any] | str | int | float | bool | None
Event: TypeAlias = Mapping[str, Any] | str | bytes

MODEL = "openai/gpt-4o-mini"
CREATED = 1_750_000_000
GENERATION_ID = "gen-1750000000-localserver"
DONE = "[DONE]"
_BASE64_PIECE = 6_400  # characters of sound in a chunk; divisible by four, so that each can be decoded separately


# Made once: json.dumps with arguments makes an encoder for every call.
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def dumps(value: Json) -> bytes:
    """JSON as OpenRouter spells it: no spaces, characters outside ASCII as themselves."""
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def error(code: int | str | None, message: str, **fields: Any) -> dict[str, Any]:
    """An error body: of a 4XX or 5XX reply, or of a reply with status 200.

    Args:
        code: the body's own code; None leaves it out.
        message: for a person.
        fields: more keys of the error object, such as `metadata` or `availability`.

    >>> error(429, "Slow down", metadata={"provider_name": "Azure"})
    {'error': {'message': 'Slow down', 'code': 429, 'metadata': {'provider_name': 'Azure'}}}
    """
    return {"error": {"message": message, **({} if code is None else {"code": code}), **fields}}


def usage(prompt_tokens: int = 14, completion_tokens: int = 8) -> dict[str, Any]:
    """A usage object with cost (USD) and details."""
    prompt_cost, completion_cost = prompt_tokens * 15e-8, completion_tokens * 60e-8
    return {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
        "cost": round(prompt_cost + completion_cost, 10),
        "is_byok": False,
        "prompt_tokens_details": {
            "cached_tokens": 0,
            "cache_write_tokens": 0,
            "audio_tokens": 0,
            "video_tokens": 0,
        },
        "cost_details": {
            "upstream_inference_cost": None,
            "upstream_inference_prompt_cost": round(prompt_cost, 10),
            "upstream_inference_completions_cost": round(completion_cost, 10),
        },
        "completion_tokens_details": {"reasoning_tokens": 0, "image_tokens": 0, "audio_tokens": 0},
    }


def completion(
    text: str | None = "Hello!",
    *,
    model: str = MODEL,
    generation_id: str = GENERATION_ID,
    finish_reason: str | None = "stop",
    error: Mapping[str, Any] | None = None,
    message: Mapping[str, Any] | None = None,
    usage_counts: tuple[int, int] | None = (14, 8),
) -> dict[str, Any]:
    """A whole answer that was not streamed.

    Args:
        text: the message's content.
        model: echoed.
        generation_id: the answer's `id`.
        finish_reason: also the native one; use "error" together with `error`.
        error: an error body (see `error`), whose error object is put into the choice, beside the partial content.
        message: more keys of the message, such as `tool_calls` or `reasoning`.
        usage_counts: prompt and completion tokens; None leaves the usage out.

    >>> failed = completion("Par", finish_reason="error", error=error(502, "Provider died"))
    >>> failed["choices"][0]["error"]
    {'message': 'Provider died', 'code': 502}
    """
    choice: dict[str, Any] = {
        "logprobs": None,
        "finish_reason": finish_reason,
        "native_finish_reason": finish_reason,
        "index": 0,
        "message": {
            "role": "assistant",
            "content": text,
            "refusal": None,
            "reasoning": None,
            **(message or {}),
        },
    }
    if error is not None:
        choice["error"] = error["error"]
    response: dict[str, Any] = {
        "id": generation_id,
        "provider": "LocalServer",
        "model": model,
        "object": "chat.completion",
        "created": CREATED,
        "choices": [choice],
        "system_fingerprint": "fp_localserver",
    }
    if usage_counts is not None:
        response["usage"] = usage(*usage_counts)
    return response


def chunks_of(response: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The chunks of a whole answer if it were streamed: words, images, sound in pieces, the finish reason, usage.

    There is no finish chunk for a choice whose `finish_reason` is None, and no usage chunk without `usage`.
    """
    head = {
        key: value for key, value in response.items() if key not in ("choices", "usage", "object")
    }
    head["object"] = "chat.completion.chunk"
    chunks: list[dict[str, Any]] = []
    for choice in response.get("choices") or ():
        chunks.extend(
            {**head, "choices": [_streamed(choice, delta, None, None)]}
            for delta in _deltas(choice.get("message") or {})
        )
        if choice.get("finish_reason") is not None:
            last = _streamed(
                choice,
                {"role": "assistant", "content": ""},
                choice["finish_reason"],
                choice.get("native_finish_reason"),
            )
            if "error" in choice:
                last["error"] = choice["error"]
            chunks.append({**head, "choices": [last]})
    if response.get("usage") is not None:
        chunks.append({**head, "choices": [], "usage": response["usage"]})
    return chunks


def _deltas(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The text word by word; other fields come before it, images and sound after it."""
    rest = {key: value for key, value in message.items() if value is not None}
    content, audio = rest.pop("content", None), rest.pop("audio", None)
    images = rest.pop("images", None)
    rest.pop("role", None)
    pieces = _words(content) if isinstance(content, str) else []
    if "tool_calls" in rest:
        rest["tool_calls"] = [
            {"index": index, **call} for index, call in enumerate(rest["tool_calls"])
        ]
    contents = [{"content": piece} for piece in pieces]
    media = [{"content": "", "images": images}] if images else []
    media += [{"content": "", "audio": piece} for piece in _spoken(audio)]
    first = [{"content": "", **rest}] if rest or not (contents or media) else []
    return [{"role": "assistant", **delta} for delta in (*first, *contents, *media)]


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)


def _spoken(audio: Any) -> Iterator[dict[str, Any]]:
    """Sound as it is streamed: its transcript word by word, its base64 in pieces, then the other fields."""
    if not isinstance(audio, Mapping):
        return
    rest = {**audio}
    name = {"id": rest["id"]} if "id" in rest else {}
    for word in _words(str(rest.pop("transcript", None) or "")):
        yield {**name, "transcript": word}
    data = str(rest.pop("data", None) or "")
    for at in range(0, len(data), _BASE64_PIECE):
        yield {**name, "data": data[at : at + _BASE64_PIECE]}
    yield rest


def _streamed(
    choice: Mapping[str, Any], delta: dict[str, Any], finish_reason: Any, native_finish_reason: Any
) -> dict[str, Any]:
    return {
        "index": choice.get("index", 0),
        "delta": delta,
        "finish_reason": finish_reason,
        "native_finish_reason": native_finish_reason,
        "logprobs": None,
    }


def chunks(text: str | None = "Hello!", **how: Any) -> list[dict[str, Any]]:
    """The chunks of a streamed answer; the arguments are those of `completion`.

    >>> unfinished = chunks("Hi you", finish_reason=None, usage_counts=None)
    >>> [chunk["choices"][0]["delta"]["content"] for chunk in unfinished]
    ['Hi', ' you']
    """
    return chunks_of(completion(text, **how))


def error_chunk(
    code: int | str | None,
    message: str,
    *,
    shape: Literal["choice", "empty", "alone"] = "choice",
    model: str = MODEL,
    generation_id: str = GENERATION_ID,
    **fields: Any,
) -> dict[str, Any]:
    """A stream event that is an error.

    Args:
        code: as in `error`.
        message: for a person.
        shape: "choice": beside choices with `finish_reason: "error"`; "empty": beside an empty
            `choices`; "alone": nothing else.
        model: echoed, if there is a chunk around the error.
        generation_id: likewise.
        **fields: more keys of the error object.
    """
    body = error(code, message, **fields)
    if shape == "alone":
        return body
    failed = _streamed({}, {"role": "assistant", "content": ""}, "error", "error")
    return {
        "id": generation_id,
        "provider": "LocalServer",
        "model": model,
        "object": "chat.completion.chunk",
        "created": CREATED,
        **body,
        "choices": [failed] if shape == "choice" else [],
    }


def comment(text: str = "OPENROUTER PROCESSING", *, newline: str = "\n") -> bytes:
    r"""A keep-alive comment between events, as bytes for a list of events.

    >>> comment()
    b': OPENROUTER PROCESSING\n\n'
    """
    return f":{' ' if text else ''}{text}{newline}{newline}".encode()


def event(value: Event, *, newline: str = "\n") -> bytes:
    r"""One server-sent event: a mapping as JSON, a string as unchanged data, raw bytes.

    >>> event({"id": "x"}), event("[DONE]"), event(b": ping\n\n")
    (b'data: {"id":"x"}\n\n', b'data: [DONE]\n\n', b': ping\n\n')
    """
    if isinstance(value, bytes):
        return value
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else dumps(value)
    end = newline.encode()
    return b"data: " + data + end + end
