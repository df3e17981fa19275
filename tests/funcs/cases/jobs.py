"""Files, batches, containers and videos."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.batch_create_batches import batch_create_batches
from openrouter_core.funcs.batch_delete import batch_delete
from openrouter_core.funcs.batch_get_batches import batch_get_batches
from openrouter_core.funcs.batch_list import batch_list
from openrouter_core.funcs.containers_download_container_file_content import (
    containers_download_container_file_content,
)
from openrouter_core.funcs.containers_get_container_file import containers_get_container_file
from openrouter_core.funcs.containers_list_container_files import containers_list_container_files
from openrouter_core.funcs.containers_promote_container_file import (
    containers_promote_container_file,
)
from openrouter_core.funcs.files_delete import files_delete
from openrouter_core.funcs.files_list import files_list
from openrouter_core.funcs.files_retrieve import files_retrieve
from openrouter_core.funcs.video_generation_generate import video_generation_generate
from openrouter_core.funcs.video_generation_get_generation import (
    video_generation_get_generation,
)
from openrouter_core.funcs.video_generation_get_video_content import (
    video_generation_get_video_content,
)
from openrouter_core.funcs.video_generation_list_videos_models import (
    video_generation_list_videos_models,
)
from tests.funcs.cases import Case

LINE = {"custom_id": "1", "body": {"messages": []}}
BATCH = {"endpoint": "/v1/chat/completions", "model": "a/b", "requests": [LINE]}

CASES = [
    Case(files_list, (), "GET /files"),
    Case(
        files_list,
        ({"limit": 5, "cursor": "a b", "provider": None},),
        "GET /files?limit=5&cursor=a%20b",
    ),
    Case(
        files_list,
        (models.FilesListParams(provider="openai", after="file-1"),),
        "GET /files?provider=openai&after=file-1",
    ),
    Case(files_retrieve, ("or_file/1",), "GET /files/or_file%2F1"),
    Case(
        files_retrieve,
        ("f", models.FilesRetrieveParams(workspace_id="w")),
        "GET /files/f?workspace_id=w",
    ),
    Case(files_delete, ("a?b",), "DELETE /files/a%3Fb"),
    Case(files_delete, ("f", {"provider": "anthropic"}), "DELETE /files/f?provider=anthropic"),
    Case(batch_create_batches, (BATCH,), "POST /batches", BATCH),
    Case(
        batch_create_batches,
        (
            models.BatchCreateBatchesParams(
                endpoint="/v1/embeddings",
                model="a/b",
                requests=[models.BatchRequest("1", {"input": "x"})],
                provider=models.BatchProviderPreferences(only=["google-vertex"]),
                callback_url=None,
            ),
        ),
        "POST /batches",
        {
            "endpoint": "/v1/embeddings",
            "model": "a/b",
            "callback_url": None,
            "provider": {"only": ["google-vertex"]},
            "requests": [{"custom_id": "1", "body": {"input": "x"}}],
        },
    ),
    Case(batch_get_batches, ("batch/1",), "GET /batches/batch%2F1"),
    Case(batch_list, (), "GET /batches"),
    Case(
        batch_list,
        ({"status": ["completed", "failed"], "limit": 2, "created_after": "2026-01-01"},),
        "GET /batches?status=completed&status=failed&limit=2&created_after=2026-01-01",
    ),
    Case(
        batch_list,
        (models.BatchListParams(status=["expired"], after="batch_1", limit=None),),
        "GET /batches?after=batch_1&status=expired",
    ),
    Case(batch_delete, ("batch 1",), "DELETE /batches/batch%201"),
    Case(containers_list_container_files, ("c/1",), "GET /containers/c%2F1/files"),
    Case(
        containers_list_container_files,
        ("c", models.ContainersListContainerFilesParams(limit=1, after="é")),
        "GET /containers/c/files?limit=1&after=%C3%A9",
    ),
    Case(containers_get_container_file, ("c", "f/2"), "GET /containers/c/files/f%2F2"),
    Case(
        containers_download_container_file_content,
        ("c", "f"),
        "GET /containers/c/files/f/content",
    ),
    Case(containers_promote_container_file, ("c", "f"), "POST /containers/c/files/f/promote", None),
    Case(
        video_generation_generate,
        ({"model": "a/b", "prompt": "A lake", "seed": None},),
        "POST /videos",
        {"model": "a/b", "prompt": "A lake", "seed": None},
    ),
    Case(
        video_generation_generate,
        (
            models.VideoGenerationGenerateParams(
                "a/b",
                frame_images=[
                    models.FrameImage(models.ImageUrl("https://e.x/a.png"), "first_frame")
                ],
                input_references=[models.AudioReference(models.AudioUrl("data:,"))],
                provider=models.VideoProvider(options={"google-vertex": {"a": 1}}),
                trace=models.TraceConfig(trace_id="t"),
            ),
        ),
        "POST /videos",
        {
            "model": "a/b",
            "frame_images": [
                {
                    "type": "image_url",
                    "image_url": {"url": "https://e.x/a.png"},
                    "frame_type": "first_frame",
                }
            ],
            "input_references": [{"type": "audio_url", "audio_url": {"url": "data:,"}}],
            "provider": {"options": {"google-vertex": {"a": 1}}},
            "trace": {"trace_id": "t"},
        },
    ),
    Case(video_generation_get_generation, ("job/1",), "GET /videos/job%2F1"),
    Case(video_generation_get_video_content, ("job",), "GET /videos/job/content"),
    Case(
        video_generation_get_video_content, ("job", {"index": 1}), "GET /videos/job/content?index=1"
    ),
    Case(video_generation_list_videos_models, (), "GET /videos/models"),
]
