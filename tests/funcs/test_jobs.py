"""Jobs: begun, waited for until the body says that they have ended, and what they leave."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from openrouter_core import Hooks, OpenRouterCore, RequestOptions, RetryConfig, Timeout, models
from openrouter_core._protocol import call as call_module
from openrouter_core.funcs.batch_create_batches import batch_create_batches
from openrouter_core.funcs.batch_delete import batch_delete
from openrouter_core.funcs.batch_get_batches import batch_get_batches, batch_get_batches_async
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
from openrouter_core.funcs.files_download import files_download
from openrouter_core.funcs.files_list import files_list
from openrouter_core.funcs.files_retrieve import files_retrieve
from openrouter_core.funcs.files_upload import files_upload
from openrouter_core.funcs.interns_get_intern import interns_get_intern
from openrouter_core.funcs.scim_get_sync_job import scim_get_sync_job
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
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, RecordedRequest, Reply, Stall
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run, Time

WAITERS = [batch_get_batches, video_generation_get_generation]
"""Functions that wait for a job."""


def job(status: Any, **more: Any) -> Reply:
    return Reply.json({"id": "job-1", "status": status, **more})


def batch(*bodies: Any, **more: Any) -> dict[str, Any]:
    lines = [{"custom_id": str(number), "body": body} for number, body in enumerate(bodies)]
    return {"endpoint": "/v1/chat/completions", "model": "a/b", **more, "requests": lines}


def said(text: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": text}]}


# --- waiting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("waiter", WAITERS)
def test_a_job_is_looked_at_until_it_is_done_with_pauses_that_grow(
    waiter: Any, run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.enqueue(*[job("in_progress")] * 5, job("completed"))
    done = run(waiter, core, "job-1", wait=60).unwrap()
    assert done.status == "completed"
    assert time.waits == [0.5, 1.0, 2.0, 4.0, 4.0]
    assert done.http_meta.attempts == len(server.requests) == 6


@pytest.mark.parametrize("waiter", WAITERS)
def test_without_wait_a_job_is_taken_as_it_is(
    waiter: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    for status in ("in_progress", "failed", None):
        server.enqueue(job(status))
        assert run(waiter, core, "job-1").unwrap().status == status
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", ["failed", "cancelled", "expired"])
@pytest.mark.parametrize("waiter", WAITERS)
def test_a_job_that_has_ended_without_its_result_is_an_err_that_holds_it(
    waiter: Any, status: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(job("in_progress"), job(status))
    error = run(waiter, core, "job-1", wait=60).failure()
    assert isinstance(error, errors.JobFailedError)
    assert (error.code, error.partial.id, error.status_code) == (status, "job-1", 200)
    assert status in str(error)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("waiter", "reason"),
    [
        (batch_get_batches, {"message": "the model has no batches"}),
        (video_generation_get_generation, "the model has no batches"),
    ],
)
def test_a_failed_job_says_why(
    waiter: Any, reason: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(job("failed", error=reason))
    error = run(waiter, core, "job-1", wait=60).failure()
    assert isinstance(error, errors.JobFailedError)
    assert "the model has no batches" in str(error)


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": 403, "message": "Not with this key"}},
        {"error": {"code": 403, "message": "Not with this key"}, "user_id": "u"},
        {"object": "error", "error": {"code": 403, "message": "Not with this key"}},
        {"code": 403, "message": "Not with this key"},
    ],
)
@pytest.mark.parametrize("waiter", WAITERS)
def test_an_error_in_a_200_body_that_shows_no_job_is_the_calls(
    waiter: Any, body: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    for wait in (None, 60):
        server.enqueue(Reply.json(body))
        error = run(waiter, core, "job-1", wait=wait).failure()
        assert isinstance(error, errors.ForbiddenResponseError)
        assert "Not with this key" in str(error)


@pytest.mark.parametrize(
    "status",
    ["pending", "validating", "cancelling", "asleep", "", "COMPLETED", None, 5, ["completed"]],
)
@pytest.mark.parametrize("waiter", WAITERS)
def test_a_job_that_goes_on_is_an_err_with_its_last_response_when_the_time_is_up(
    waiter: Any, status: Any, run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.always(job(status))
    error = run(waiter, core, "job-1", wait=10).failure()
    assert isinstance(error, errors.RequestTimeoutError)
    assert (error.phase, error.partial.id, error.retryable) == ("wait", "job-1", True)
    assert error.message.endswith(" (still so after 7.5 s, with wait=10)")
    assert error.retry_after is None
    assert sum(time.waits) <= 10
    assert len(server.requests) == len(time.waits) + 1


def test_a_job_that_says_nothing_of_a_status_goes_on(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"id": "job-1"}), job("completed"))
    assert run(batch_get_batches, core, "job-1", wait=10).unwrap().status == "completed"


def test_a_job_that_is_not_known_yet_is_waited_for_too(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    missing = Reply.error(404, "Not found")
    server.enqueue(missing, missing, job("in_progress"), job("completed"))
    assert run(batch_get_batches, core, "job-1", wait=60).unwrap().status == "completed"


def test_a_job_that_never_was_is_an_err(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.error(404, "Not found"))
    error = run(batch_get_batches, core, "job-1", wait=10).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert error.partial is None


def test_a_failure_of_the_server_meanwhile_costs_a_look(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(job("in_progress"), Reply.error(503, "Busy"), job("completed"))
    assert run(batch_get_batches, core, "job-1", wait=60).unwrap().status == "completed"


@pytest.mark.parametrize("status", [401, 410])
def test_another_error_ends_the_wait_and_holds_what_was_seen(
    status: int, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(job("in_progress"), Reply.error(status, "No"))
    error = run(batch_get_batches, core, "job-1", wait=60).failure()
    assert error.status_code == status
    assert error.partial.status == "in_progress"
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "options",
    [RequestOptions(timeout=3), RequestOptions(timeout=Timeout(total=3))],
    ids=["number", "total"],
)
def test_a_total_that_is_given_holds_while_waiting(
    options: RequestOptions, run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.always(job("in_progress"))
    error = run(batch_get_batches, core, "job-1", wait=100, options=options).failure()
    assert isinstance(error, errors.RequestTimeoutError)
    assert error.partial.status == "in_progress"
    assert sum(time.waits) <= 3


def test_a_wait_may_be_longer_than_the_default_of_a_call(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    server.enqueue(*[job("in_progress")] * 200, job("completed"))
    assert run(batch_get_batches, core, "job-1", wait=86_400).unwrap().status == "completed"
    assert sum(time.waits) > 700


@pytest.mark.parametrize(
    "retries", [RetryConfig("none"), RetryConfig(retry_connection_errors=False)]
)
def test_a_policy_without_retries_waits_nevertheless(
    retries: RetryConfig, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(job("in_progress"), job("completed"))
    options = RequestOptions(retries=retries)
    assert run(batch_get_batches, core, "job-1", wait=60, options=options).unwrap()
    assert len(server.requests) == 2


def test_a_server_that_does_not_respond_ends_the_wait_and_not_later(
    run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_module, "LEAST_LOOK", 0.3)
    server.enqueue(job("in_progress"), [Stall()], [Stall()])
    with OpenRouterCore(server_url=server.url) as core:
        error = run(batch_get_batches, core, "job-1", wait=0.9).failure()
    assert isinstance(error, errors.RequestTimeoutError)
    assert error.phase == "wait"
    assert error.message == "no response came within 0.9 s, the limit of wait="
    assert error.partial.status == "in_progress"
    assert len(server.requests) == 2


def test_each_response_is_shown_to_the_progress_function(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    seen: list[Any] = []
    server.enqueue(job("pending"), Reply.error(404, "Not yet"), job("in_progress"), job("failed"))
    run(video_generation_get_generation, core, "job-1", wait=60, progress=seen.append)
    assert [response.status for response in seen] == ["pending", "in_progress", "failed"]
    assert {type(response) for response in seen} == {models.VideoResponse}
    server.enqueue(job("pending"))
    run(video_generation_get_generation, core, "job-1", progress=seen.append)
    assert seen[-1].status == "pending"


def test_a_progress_function_that_raises_ends_the_wait(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(job("in_progress"))
    error = run(batch_get_batches, core, "b", wait=60, progress=lambda _: 1 / 0).failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert isinstance(error.__cause__, ZeroDivisionError)


async def _async_progress(response: object) -> None: ...


@pytest.mark.parametrize("progress", [5, "print", _async_progress])
def test_a_progress_function_that_cannot_be_called_is_refused(
    progress: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(batch_get_batches, core, "b", wait=60, progress=progress).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (error.path, server.requests) == ("progress", [])


@pytest.mark.parametrize("wait", [0, -1, float("inf"), float("nan"), "5", True])
@pytest.mark.parametrize("waiter", WAITERS)
def test_a_wait_that_is_no_time_is_refused(
    waiter: Any, wait: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(waiter, core, "job-1", wait=wait).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (error.path, server.requests) == ("wait", [])


def test_hooks_are_told_of_each_look(run: Run, server: LocalServer, time: Time) -> None:
    from openrouter_core.core import with_clock

    told: list[Any] = []
    hooks = Hooks(
        before_request=[lambda prepared: told.append("sent")],
        after_response=[lambda event: told.append(event.http_meta.status)],
        on_retry=[lambda event: told.append(type(event.error).__name__)],
        on_error=[lambda event: told.append(event.error.code)],
    )
    server.enqueue(job("in_progress"), job("expired"))
    with OpenRouterCore(server_url=server.url, hooks=hooks) as core:
        run(batch_get_batches, with_clock(core, time.clock), "job-1", wait=60)
    assert told == ["sent", 200, "RequestTimeoutError", "sent", 200, "expired"]


def test_a_task_that_is_cancelled_stops_waiting(server: LocalServer) -> None:
    server.always(job("in_progress"))

    async def cancelled() -> None:
        with OpenRouterCore(server_url=server.url) as core:
            waiting = asyncio.create_task(batch_get_batches_async(core, "job-1", wait=60))
            await asyncio.to_thread(server.wait_for_requests, 1)
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            await core.aclose()

    asyncio.run(cancelled())
    assert len(server.requests) <= 2


def test_a_core_that_is_closed_stops_waiting(server: LocalServer) -> None:
    server.always(job("in_progress"))
    results: list[Any] = []
    core = OpenRouterCore(server_url=server.url)
    thread = threading.Thread(
        target=lambda: results.append(batch_get_batches(core, "job-1", wait=60))
    )
    thread.start()
    server.wait_for_requests(1)
    core.close()
    thread.join(10)
    assert isinstance(results[0].failure(), errors.RequestAbortedError)


def test_a_pause_that_the_server_asks_for_is_made(
    run: Run, server: LocalServer, core: OpenRouterCore, time: Time
) -> None:
    busy = Reply.error(429, "Slow down", headers={"Retry-After": "7"})
    slow = Reply.json({"status": "in_progress"}, headers={"Retry-After": "9"})
    limited = Reply.json({"status": "in_progress"}, headers={"X-RateLimit-Reset": "50"})
    server.enqueue(busy, slow, limited, job("completed"))
    assert run(batch_get_batches, core, "job-1", wait=60).unwrap().status == "completed"
    assert time.waits == [7, 9, 2]


def sync_job(status: Any) -> Any:
    return {"data": {"id": "1", "status": status, "error_message": "no groups"}}


def intern(status: Any) -> Any:
    return {"id": "1", "status": status, "last_failure_message": "no groups"}


@pytest.mark.parametrize(
    ("waiter", "body", "done"),
    [(scim_get_sync_job, sync_job, "succeeded"), (interns_get_intern, intern, "running")],
    ids=["sync job", "intern"],
)
def test_what_else_takes_its_time_is_waited_for_by_its_own_words(
    waiter: Any, body: Any, done: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(*[Reply.json(body(status)) for status in ("queued", "completed", done)])
    seen: list[Any] = []
    assert run(waiter, core, "1", wait=60, progress=seen.append).unwrap() == seen[-1]
    assert len(seen) == 3
    server.enqueue(Reply.json(body("queued")), Reply.json(body("failed")))
    error = run(waiter, core, "1", wait=60).failure()
    assert isinstance(error, errors.JobFailedError)
    assert "no groups" in str(error)


# --- batches -------------------------------------------------------------------------------------


def test_a_batch_is_made_waited_for_read_and_deleted(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    seen: list[str] = []
    made = run(batch_create_batches, core, batch(said("Hi"), said("Ho"), {"messages": 5})).unwrap()
    assert (made.status, made.results, made.request_counts.total) == ("validating", None, 3)
    early = run(batch_delete, core, made.id).failure()
    assert isinstance(early, errors.ConflictResponseError)
    done = run(
        batch_get_batches, core, made.id, wait=60, progress=lambda b: seen.append(b.status)
    ).unwrap()
    assert seen == ["in_progress", "completed"]
    assert [result.custom_id for result in done.results] == ["0", "1", "2"]
    first, second, third = done.results
    assert isinstance(first.response.body, models.ChatResponse)
    assert "Hi" in first.response.body.text
    assert "Ho" in second.response.body.text
    assert third.response is None
    assert "messages" in third.error.message
    counts = done.request_counts
    assert (counts.total, counts.completed, counts.failed) == (3, 2, 1)
    assert done.usage.total_tokens > 0
    gone = run(batch_delete, core, made.id).unwrap()
    assert (gone.id, gone.deletion.openrouter) == (made.id, "deleted")
    missing = run(batch_get_batches, core, made.id).failure()
    assert isinstance(missing, errors.NotFoundResponseError)


@pytest.mark.parametrize(
    ("endpoint", "body", "cls"),
    [
        ("/v1/chat/completions", said("Hi"), models.ChatResponse),
        ("/v1/responses", {"input": "Hi"}, models.OpenResponsesResult),
        ("/v1/embeddings", {"input": "Hi"}, models.EmbeddingsResponse),
        ("/v1/messages", {"max_tokens": 9, **said("Hi")}, models.MessagesResult),
    ],
)
def test_a_result_is_what_the_endpoint_itself_would_give(
    endpoint: str, body: Any, cls: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    made = run(batch_create_batches, core, batch(body, endpoint=endpoint)).unwrap()
    done = run(batch_get_batches, core, made.id, wait=60).unwrap()
    assert isinstance(done.results[0].response.body, cls)
    again = run(batch_get_batches, core, made.id).unwrap()
    assert unstructure(again) == unstructure(done)


@pytest.mark.parametrize("body", [{"object": "poem", "lines": [1]}, {"a": None}, [1], "x", None])
def test_a_result_of_another_kind_is_kept_as_it_is(
    body: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    whole = {"id": "b", "results": [{"custom_id": "1", "response": {"body": body}}]}
    server.enqueue(Reply.json(whole))
    assert unstructure(run(batch_get_batches, core, "b").unwrap()) == whole


def test_a_batch_with_a_request_that_cannot_be_is_failed(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    twice = batch(said("Hi"), said("Ho"))
    twice["requests"][1]["custom_id"] = "0"
    made = run(batch_create_batches, core, twice).unwrap()
    error = run(batch_get_batches, core, made.id, wait=60).failure()
    assert isinstance(error, errors.JobFailedError)
    assert "requests[1].custom_id" in str(error)
    assert error.partial.status == "failed"


@pytest.mark.parametrize(
    "request_",
    [
        {
            "requests": [],
            "callback_url": "https://e.x",
            "model": "a/b",
            "endpoint": "/v1/responses",
        },
        models.BatchCreateBatchesParams(
            requests=[],
            callback_url="https://e.x",
            model="a/b",
            endpoint="/v1/responses",
            provider={"only": ["x"]},
        ),
    ],
    ids=["mapping", "model"],
)
def test_the_requests_of_a_batch_come_last(
    request_: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"id": "batch_1"}, 202))
    run(batch_create_batches, core, request_)
    names = list(json.loads(server.requests[0].body))
    assert names[:3] == ["endpoint", "model", "callback_url"]
    assert names.index("requests") > 2


def test_batches_are_listed_by_status(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    made = [run(batch_create_batches, core, batch(said("Hi"))).unwrap().id for _ in range(3)]
    run(batch_get_batches, core, made[0], wait=60)
    run(batch_get_batches, core, made[1])
    found = run(batch_list, core, {"status": ["completed", "in_progress"]}).unwrap()
    assert [(b.id, b.status, b.results) for b in found.data] == [
        (made[1], "in_progress", None),
        (made[0], "completed", None),
    ]
    assert (found.has_more, found.last_id) == (False, made[0])


def test_a_batch_tells_of_its_end(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    def receiver(request: RecordedRequest, parameters: Any) -> Reply:
        return Reply(204)

    server.route("POST", "/hook", receiver)
    asked = batch(said("Hi"), callback_url=f"{server.url}/hook")
    made = run(batch_create_batches, core, asked).unwrap()
    [sent] = server.wait_for_webhooks(1)
    assert (sent.status, sent.json["type"]) == (204, "batch.completed")
    assert sent.json["data"]["id"] == made.id
    assert run(batch_get_batches, core, made.id).unwrap().status == "completed"


# --- videos --------------------------------------------------------------------------------------


def test_a_video_is_begun_waited_for_and_downloaded(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    job = run(video_generation_generate, core, {"model": "a/b", "prompt": "A lake"}).unwrap()
    assert job.status == "pending"
    early = run(video_generation_get_video_content, core, job.id).failure()
    assert isinstance(early, errors.ConflictResponseError)
    done = run(video_generation_get_generation, core, job.id, wait=60).unwrap()
    assert done.usage.cost > 0
    assert done.unsigned_urls
    counted: list[Any] = []
    content = run(
        video_generation_get_video_content, core, job.id, progress=lambda *n: counted.append(n)
    ).unwrap()
    assert content.content.startswith(b"\x00\x00\x00\x18ftyp")
    assert counted[-1] == (content.size, content.size)
    written = run(video_generation_get_video_content, core, job.id, to=tmp_path / "a.mp4").unwrap()
    assert written.path.read_bytes() == content.content
    other = run(video_generation_get_video_content, core, job.id, {"index": 1}).failure()
    assert isinstance(other, errors.NotFoundResponseError)


def test_a_page_instead_of_a_video_is_no_video(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply(200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"))
    error = run(video_generation_get_video_content, core, "job").failure()
    assert isinstance(error, errors.ResponseValidationError)


def test_models_of_videos_say_what_they_can_do(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    found = run(video_generation_list_videos_models, core).unwrap().data
    assert found
    for each in found:
        assert each.extra == {}
        assert each.supported_durations


# --- containers and files ------------------------------------------------------------------------


def test_a_file_of_a_container_is_described_downloaded_and_kept(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    listed = run(containers_list_container_files, core, "cntr_1").unwrap().data
    assert [each.path for each in listed] == sorted(each.path for each in listed)
    for each in listed:
        assert run(containers_get_container_file, core, "cntr_1", each.id).unwrap() == each
        content = run(
            containers_download_container_file_content, core, "cntr_1", each.id, to=tmp_path / "f"
        ).unwrap()
        assert content.path.stat().st_size == each.bytes
    kept = run(containers_promote_container_file, core, "cntr_1", listed[1].id).unwrap()
    assert (kept.filename, kept.downloadable) == ("report.csv", True)
    assert run(files_retrieve, core, kept.id).unwrap() == kept
    assert run(files_download, core, kept.id).unwrap().size == kept.size_bytes
    for function in (containers_get_container_file, containers_promote_container_file):
        missing = run(function, core, "cntr_1", "other").failure()
        assert isinstance(missing, errors.NotFoundResponseError)


@pytest.mark.parametrize("provider", [None, "openai", "anthropic"])
def test_a_file_keeps_every_word_of_who_keeps_it(
    provider: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    where = {} if provider is None else {"provider": provider}
    kept = run(files_upload, core, {"file": b"a,b,1", "filename": "t.csv", **where}).unwrap()
    found = run(files_retrieve, core, kept.id, where).unwrap()
    assert found == kept
    assert (found.filename, found._shape) == ("t.csv", provider or "openrouter")
    assert unstructure(found) == json.loads(
        Reply.json(unstructure(found)).body  # type: ignore[arg-type]  # JSON comes whole
    )
    assert found.extra == {}
    listed = run(files_list, core, where).unwrap()
    assert (listed.data, listed.has_more, listed.extra) == ([found], False, {})
    gone = run(files_delete, core, kept.id, where).unwrap()
    assert (gone.id, gone.extra) == (kept.id, {})
    again = run(files_delete, core, kept.id, where).failure()
    assert isinstance(again, errors.NotFoundResponseError)
