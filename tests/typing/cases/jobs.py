"""Jobs and their events: what waiting gives, what pages of lists with a path give, what an event is."""

from __future__ import annotations

from typing import assert_never, assert_type

from openrouter_core import Err, Ok, OpenRouterCore, models
from openrouter_core.funcs.batch_get_batches import batch_get_batches
from openrouter_core.funcs.containers_list_container_files import (
    containers_list_container_files,
    containers_list_container_files_async,
)
from openrouter_core.paginate import paginate, paginate_async
from openrouter_core.webhooks import verify


def look(batch: models.BatchResponse) -> None:
    print(batch.status)


def look_at_a_video(video: models.VideoResponse) -> None:
    print(video.status)


def test_what_waiting_gives(core: OpenRouterCore) -> None:
    match batch_get_batches(core, "b", wait=60, progress=look):
        case Ok(batch):
            assert_type(batch, models.BatchResponse)
            for result in batch.results or ():
                if result.response and isinstance(result.response.body, models.ChatResponse):
                    assert_type(result.response.body.text, str)
        case Err(error):
            assert_type(error, models.errors.AnyError)
    batch_get_batches(core, "b", wait="60")  # rejected: seconds are a number
    batch_get_batches(core, "b", progress=look_at_a_video)  # rejected: it looks at something else


async def test_pages_of_a_list_with_a_path(core: OpenRouterCore) -> None:
    for result in paginate(containers_list_container_files, core, "c", {"limit": 2}):
        if isinstance(result, Ok):
            assert_type(result.unwrap(), models.ContainerFileResponse)
    async for result in paginate_async(containers_list_container_files_async, core, "c"):
        if isinstance(result, Ok):
            assert_type(result.unwrap(), models.ContainerFileResponse)


def test_what_an_event_is(body: bytes, headers: dict[str, str]) -> None:
    match verify(body, headers, "whsec"):
        case Ok(event):
            match event:
                case models.VideoWebhookEvent():
                    assert_type(event.data, models.VideoResponse | None)
                case models.BatchWebhookEvent():
                    assert_type(event.data, models.BatchResponse | None)
                case models.UnknownWebhookEvent():
                    assert_type(event.type, str | None)
                case _:
                    assert_never(event)
        case Err(error):
            match error:
                case models.errors.WebhookVerificationError():
                    pass
                case models.errors.SDKValidationError() | models.errors.ResponseValidationError():
                    pass
                case _:
                    assert_never(error)
