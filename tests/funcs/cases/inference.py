"""Vectors, sound, and what is kept of a generation."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.funcs.stt_create_transcription import stt_create_transcription
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from tests.funcs.cases import Case

AUDIO = {"data": "UklGRiQ=", "format": "wav"}
CASES = [
    Case(generations_get_generation, ({"id": "gen-1"},), "GET /generation?id=gen-1"),
    Case(
        generations_get_generation, (models.GenerationParams("gen-1"),), "GET /generation?id=gen-1"
    ),
    Case(
        embeddings_generate,
        ({"model": "a/b", "input": [[1, 2], [3]], "encoding_format": "base64"},),
        "POST /embeddings",
        {"model": "a/b", "input": [[1, 2], [3]], "encoding_format": "base64"},
    ),
    Case(
        embeddings_generate,
        (
            models.EmbeddingsGenerateParams(
                model="a/b",
                input=[
                    models.EmbeddingInput([models.TextPart("x"), models.ImagePart({"url": "u"})])
                ],
            ),
        ),
        "POST /embeddings",
        {
            "model": "a/b",
            "input": [
                {
                    "content": [
                        {"type": "text", "text": "x"},
                        {"type": "image_url", "image_url": {"url": "u"}},
                    ]
                }
            ],
        },
    ),
    Case(
        tts_create_speech,
        (models.SpeechParams(model="a/b", input="Hello"),),
        "POST /audio/speech",
        {"model": "a/b", "input": "Hello"},
    ),
    Case(
        stt_create_transcription,
        ({"model": "a/b", "input_audio": AUDIO},),
        "POST /audio/transcriptions",
        {"model": "a/b", "input_audio": AUDIO},
    ),
]
