"""Images: whole and streamed, from servers that stream and from those that do not, and what goes wrong."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.images_generate import images_generate, images_generate_async
from openrouter_core.funcs.images_list_model_endpoints import images_list_model_endpoints
from openrouter_core.funcs.images_list_models import images_list_models
from openrouter_core.models import (
    ImageCompletedEvent,
    ImagePartialEvent,
    ImagesGenerateResponse,
    ImageTextChunkEvent,
    UnknownImageEvent,
    errors,
)
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run

REQUEST: dict[str, Any] = {"model": "openai/gpt-image-1", "prompt": "A grey dot"}
PNG = b"\x89PNG\r\n"
TEXT = b64encode(PNG).decode()
PARTIAL = {"type": "image_generation.partial_image", "b64_json": TEXT, "partial_image_index": 0}
NEW = {"type": "image_generation.new", "x": [None]}
DONE = {"type": "image_generation.completed", "b64_json": TEXT, "created": 1}


def streamed(run: Run, core: OpenRouterCore, **fields: Any) -> list[Ok[Any] | Err[Any]]:
    request = {**REQUEST, **fields}

    async def read() -> list[Ok[Any] | Err[Any]]:
        opened = await images_generate_async(core, request, stream=True)
        if isinstance(opened, Err):
            return [opened]
        async with opened.unwrap() as stream:
            return [result async for result in stream]

    if run.asynchronous:
        return asyncio.run(read())
    opened = images_generate(core, request, stream=True)
    return [opened] if isinstance(opened, Err) else list(opened.unwrap())


def kinds(results: list[Ok[Any] | Err[Any]]) -> list[str]:
    values = [each.unwrap() if isinstance(each, Ok) else each.failure() for each in results]
    return [type(value).__name__ for value in values]


def test_images(run: Run, core: OpenRouterCore) -> None:
    response = run(images_generate, core, {**REQUEST, "n": 3}).unwrap()
    assert isinstance(response, ImagesGenerateResponse)
    assert [image.content.startswith(PNG) for image in response.data] == [True] * 3
    assert {image.media_type for image in response.data} == {"image/png"}
    assert response.usage is not None
    assert response.usage.cost == 0.12


def test_images_while_they_get_finer(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    events = [each.unwrap() for each in streamed(run, core, n=2)]
    assert all(each.content.startswith(PNG) for each in events)
    partial = [each for each in events if isinstance(each, ImagePartialEvent)]
    done = [each for each in events if isinstance(each, ImageCompletedEvent)]
    assert [each.partial_image_index for each in partial] == [0, 1]
    assert [len(each.images) for each in done] == [1, 1]
    assert done[-1].usage is not None
    assert server.requests[-1].json["stream"] is True


def test_an_svg_comes_as_text(run: Run, core: OpenRouterCore) -> None:
    events: list[Any] = [each.unwrap() for each in streamed(run, core, output_format="svg")]
    *chunks, done = events
    assert all(isinstance(each, ImageTextChunkEvent) for each in chunks)
    assert "".join(each.text for each in chunks).encode() == done.content
    assert done.media_type == "image/svg+xml"


@pytest.mark.parametrize("images", [0, 1, 3])
def test_a_provider_that_does_not_stream_gives_one_event(
    run: Run, core: OpenRouterCore, server: LocalServer, images: int
) -> None:
    body = {"created": 7, "data": [{"b64_json": TEXT}] * images, "usage": {"cost": 0.1}}
    server.enqueue(Reply.json(body))
    [event] = [each.unwrap() for each in streamed(run, core, n=3)]
    assert isinstance(event, ImageCompletedEvent)
    assert [image.content for image in event.images] == [PNG] * images
    assert event.usage is not None
    assert (event.created, event.usage.cost) == (7, 0.1)


def test_a_stream_in_place_of_a_whole_response(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.events([PARTIAL, DONE, {**DONE, "usage": {"cost": 0.1}}]))
    response = run(images_generate, core, {**REQUEST, "n": 2}).unwrap()
    assert unstructure(response) == {
        "created": 1,
        "data": [{"b64_json": TEXT}] * 2,
        "usage": {"cost": 0.1},
    }


@pytest.mark.parametrize(
    ("n", "events", "done", "expected"),
    [
        (None, [PARTIAL, DONE], False, ["ImagePartialEvent", "ImageCompletedEvent"]),
        (None, [DONE, DONE], True, ["ImageCompletedEvent"]),
        (2, [DONE, PARTIAL, DONE], False, ["ImageCompletedEvent", "ImagePartialEvent", "ImageCompletedEvent"]),
        (2, [DONE], True, ["ImageCompletedEvent"]),
        (2, [DONE], False, ["ImageCompletedEvent"]),
        (None, [PARTIAL], True, ["ImagePartialEvent", "StreamIncompleteError"]),
        (None, [PARTIAL], False, ["ImagePartialEvent", "StreamIncompleteError"]),
        (None, [], True, ["StreamIncompleteError"]),
        (None, [NEW, DONE], True, ["UnknownImageEvent", "ImageCompletedEvent"]),
    ],
)  # fmt: skip
def test_when_a_stream_is_whole(
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
    n: int | None,
    events: list[Any],
    done: bool,
    expected: list[str],
) -> None:
    server.enqueue(Reply.events(events, done=done))
    assert kinds(streamed(run, core, n=n)) == expected


def test_an_unknown_event_is_kept(core: OpenRouterCore, server: LocalServer) -> None:
    server.enqueue(Reply.events([NEW, DONE]))
    found = next(iter(images_generate(core, REQUEST, stream=True).unwrap())).unwrap()
    assert isinstance(found, UnknownImageEvent)
    assert (found.type, unstructure(found)) == (NEW["type"], NEW)


@pytest.mark.parametrize(
    ("event", "error"),
    [
        (
            {"type": "error", "error": {"message": "No", "code": "content_policy_violation"}},
            errors.ForbiddenResponseError,
        ),
        (
            {"type": "error", "error": {"message": "No", "type": "server_error", "param": None}},
            errors.InternalServerResponseError,
        ),
        ({"type": "error", "message": "No", "code": 429}, errors.TooManyRequestsResponseError),
        ({"error": {"message": "No", "code": 502}}, errors.BadGatewayResponseError),
    ],
)
def test_an_error_ends_a_stream(
    run: Run, core: OpenRouterCore, server: LocalServer, event: Any, error: type[Exception]
) -> None:
    server.enqueue(Reply.events([PARTIAL, event]))
    first, last = streamed(run, core)
    assert isinstance(first, Ok)
    assert type(last.failure()) is error
    assert last.failure().message == "No"


def test_an_event_may_be_named_instead_of_typed(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    image = f'{{"b64_json": "{TEXT}"}}'
    body = "".join(
        f"event: image_generation.{name}\ndata: {image}\n\n"
        for name in ("partial_image", "completed")
    )
    server.enqueue(Reply(headers={"Content-Type": "text/event-stream"}, body=body))
    assert kinds(streamed(run, core)) == ["ImagePartialEvent", "ImageCompletedEvent"]


def test_an_escaped_character_beside_an_image_is_no_text_of_it(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    body = "".join(f"data: {json.dumps(each)}\n\n" for each in ({**PARTIAL, "note": "é"}, DONE))
    assert "\\u00e9" in body
    server.enqueue(Reply(headers={"Content-Type": "text/event-stream"}, body=body))
    first, _ = streamed(run, core)
    assert first.unwrap().extra == {"note": "é"}


def test_that_an_event_is_an_error_is_no_code_of_it(
    run: Run, core: OpenRouterCore, server: LocalServer
) -> None:
    server.enqueue(Reply.events([PARTIAL, {"type": "error", "message": "No"}]))
    assert streamed(run, core)[-1].failure().code is None


@pytest.mark.parametrize("text", [None, "", "é", "===", 7])
def test_what_is_no_image_has_no_bytes(
    core: OpenRouterCore, server: LocalServer, text: Any
) -> None:
    body = {"created": 1, "data": [{"b64_json": text}]}
    server.enqueue(Reply.json(body))
    response = images_generate(core, REQUEST).unwrap()
    assert response.data[0].content == b""
    assert unstructure(response) == body


def test_models_and_who_serves_them(run: Run, core: OpenRouterCore) -> None:
    for model in run(images_list_models, core).unwrap().data:
        author, _, slug = model.id.partition("/")
        found = run(images_list_model_endpoints, core, author, slug).unwrap()
        assert found.id == model.id
        [endpoint] = found.endpoints
        assert endpoint.supported_parameters == model.supported_parameters
        assert endpoint.pricing[0].cost_usd > 0
    missing = run(images_list_model_endpoints, core, "openai", "gpt-4o-mini").failure()
    assert isinstance(missing, errors.NotFoundResponseError)
