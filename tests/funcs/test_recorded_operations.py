"""Recorded traffic of operations that do not stream, through the public functions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest

from openrouter_core import Err, OpenRouterCore, RetryConfig
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.rerank_rerank import rerank_rerank
from openrouter_core.funcs.stt_create_transcription import stt_create_transcription
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run

# Where no request was recorded, or a form, which this package does not send for it, any will do for the answer.
INPUT = {"model": "a/b", "input": "What was recorded?"}
SOUND = {"model": "a/b", "input_audio": {"data": "UklGRiQ=", "format": "wav"}}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "/models": models_list,
    "/generation": generations_get_generation,
    "/embeddings": embeddings_generate,
    "/audio/transcriptions": stt_create_transcription,
    "/rerank": rerank_rerank,
}
CLASSES = {
    400: errors.BadRequestResponseError,
    401: errors.UnauthorizedResponseError,
    404: errors.NotFoundResponseError,
    500: errors.InternalServerResponseError,
}


def request_of(exchange: dict[str, Any]) -> Any:
    if exchange["method"] == "GET":
        return dict(parse_qsl(exchange.get("query") or "", keep_blank_values=True))
    recorded = exchange["request"] or {"_none": ""}
    if {"_none", "_non_json"} & set(recorded):
        return SOUND if exchange["path"].startswith("/audio") else INPUT
    return recorded


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/models", 6),
        ("/generation", 35),
        ("/embeddings", 27),
        ("/audio/transcriptions", 1),
        ("/rerank", 8),
    ],
)
def test_recorded_answers_come_back_exactly(
    path: str, least: int, run: Run, server: LocalServer, recordings: list[dict[str, Any]]
) -> None:
    exchanges = [each for each in recordings if each["path"] == path]
    assert len(exchanges) >= least
    with OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none")) as core:
        for exchange in exchanges:
            request = request_of(exchange)
            server.reset()
            server.enqueue(Reply.recorded(exchange))
            result = run(FUNCTIONS[path], core, request)
            (sent,) = server.requests
            if exchange["method"] == "GET":
                assert dict(sent.params) == request, exchange["id"]
            else:
                assert json.loads(sent.body) == request, exchange["id"]
            if isinstance(result, Err):
                assert type(result.failure()) is CLASSES[exchange["status"]], exchange["id"]
                continue
            assert exchange["status"] == 200, exchange["id"]
            answer = result.unwrap()
            assert unstructure(answer) == json.loads(exchange["body"]), exchange["id"]
            assert answer.http_meta.status == 200


def test_recorded_vectors_have_numbers(recordings: list[dict[str, Any]]) -> None:
    from openrouter_core.models import EmbeddingsResponse
    from openrouter_core.wire import from_json

    seen = 0
    for exchange in recordings:
        if exchange["path"] != "/embeddings" or exchange["status"] != 200:
            continue
        response = from_json(exchange["body"], EmbeddingsResponse)
        for embedding in response.data:
            seen += 1
            assert len(embedding.vector) > 1
            assert all(isinstance(number, float | int) for number in embedding.vector)
    assert seen > 27


def test_recorded_models_have_prices(recordings: list[dict[str, Any]]) -> None:
    from openrouter_core.models import ModelsListResponse
    from openrouter_core.wire import from_json

    seen = 0
    for exchange in recordings:
        if exchange["path"] != "/models":
            continue
        for found in from_json(exchange["body"], ModelsListResponse).data:
            seen += 1
            assert found.id
            assert found.pricing is not None
            assert found.pricing.decimal("prompt") is not None
            assert not {"id", "pricing", "architecture", "created"} & set(found.extra)
    assert seen > 500
