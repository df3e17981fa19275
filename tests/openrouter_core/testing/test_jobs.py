"""What LocalServer does with jobs: refuses what the API refuses, ends them by looks, and tells of their end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from openrouter_core.testing import LocalServer, RecordedRequest, Reply, Webhook

LINE = {"custom_id": "1", "body": {"messages": [{"role": "user", "content": "Hi"}]}}
BATCH: dict[str, Any] = {
    "endpoint": "/v1/chat/completions",
    "model": "openai/gpt-4o-mini",
    "requests": [LINE],
}
VIDEO: dict[str, Any] = {"model": "google/veo-3.1", "prompt": "A lake"}


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def client(server: LocalServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, verify=False) as client:
        yield client


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("/batches", {**BATCH, "endpoint": "/v1/poems"}, "endpoint"),
    ("/batches", {**BATCH, "requests": []}, "requests"),
    ("/batches", {"requests": [LINE], "endpoint": BATCH["endpoint"], "model": "a/b"}, "endpoint"),
    ("/batches", {**BATCH, "callback_url": "https://e.x"}, "callback_url"),  # after requests
    ("/batches", {"callback_url": "http://e.x", **BATCH}, "callback_url"),
    ("/batches", {"callback_url": "https://[", **BATCH}, "callback_url"),
    ("/batches", {"callback_url": "ftp://127.0.0.1", **BATCH}, "callback_url"),
    ("/batches", {"model": "a/b", "requests": [LINE]}, "endpoint"),
    ("/batches", {**BATCH, "requests": [{"custom_id": "1"}]}, "body"),
    ("/videos", {"prompt": "A lake"}, "model"),
    ("/videos", {"model": "a/b"}, "prompt"),
    ("/videos", {**VIDEO, "resolution": "9p"}, "resolution"),
    ("/videos", {**VIDEO, "callback_url": "http://example.com"}, "callback_url"),
]


@pytest.mark.parametrize(("path", "body", "named"), REFUSED)
def test_a_job_that_the_api_would_not_take_is_refused(
    path: str, body: Any, named: str, client: httpx.Client
) -> None:
    response = client.post(path, json=body)
    assert response.status_code == 400
    assert named in response.json()["error"]["message"]


@pytest.mark.parametrize("looks", [0, 1, 3])
@pytest.mark.parametrize(("path", "body"), [("/batches", BATCH), ("/videos", VIDEO)])
def test_a_job_ends_after_so_many_looks(path: str, body: Any, looks: int) -> None:
    with (
        LocalServer(job_looks=looks) as server,
        httpx.Client(base_url=server.url, trust_env=False) as client,
    ):
        made = client.post(path, json=body)
        assert made.status_code == 202
        one = f"{path}/{made.json()['id']}"
        seen = [client.get(one).json()["status"] for _ in range(looks + 2)]
    assert seen == ["in_progress"] * looks + ["completed"] * 2


def test_a_job_with_a_callback_ends_by_itself_and_is_told_of_once(
    server: LocalServer, client: httpx.Client
) -> None:
    got: list[RecordedRequest] = []

    def receiver(request: RecordedRequest, parameters: Any) -> Reply:
        got.append(request)
        return Reply(204)

    server.route("POST", "/hook", receiver)
    for path, body in (("/batches", BATCH), ("/videos", VIDEO)):
        made = client.post(path, json={"callback_url": f"{server.url}/hook", **body}).json()
        (*_, sent) = server.wait_for_webhooks(len(got) + 1)
        assert (sent.status, sent.json["data"]["id"]) == (204, made["id"])
        assert client.get(f"{path}/{made['id']}").json()["status"] == "completed"
    assert [request.body for request in got] == [each.body for each in server.webhooks]
    assert got[0].headers["X-OpenRouter-Signature"].startswith("t=")
    server.reset()
    assert server.webhooks == []


def test_a_receiver_that_fails_is_called_again(server: LocalServer, client: httpx.Client) -> None:
    replies = [Reply.error(500, "Not now"), Reply(204)]
    server.route("POST", "/hook", lambda request, parameters: replies.pop(0))
    client.post("/videos", json={"callback_url": f"{server.url}/hook", **VIDEO})
    [sent] = server.wait_for_webhooks(1)
    assert (sent.status, replies) == (204, [])


def test_a_receiver_elsewhere_is_not_called(server: LocalServer, client: httpx.Client) -> None:
    client.post("/videos", json={"callback_url": "https://example.com/hook", **VIDEO})
    [sent] = server.wait_for_webhooks(1)
    assert isinstance(sent, Webhook)
    assert (sent.url, sent.status) == ("https://example.com/hook", None)


def test_waiting_for_an_event_that_does_not_come_ends(server: LocalServer) -> None:
    with pytest.raises(TimeoutError, match="0 of 1"):
        server.wait_for_webhooks(1, timeout=0.01)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("status=completed", ["1"]),
        ("status=validating&status=completed", ["2", "1"]),
        ("status=failed", []),
        ("limit=1", ["2"]),
        ("created_after=2999-01-01", []),
        ("created_before=2999-01-01", ["2", "1"]),
    ],
)
def test_a_list_of_batches_is_chosen_by_its_query(
    query: str, wanted: list[str], client: httpx.Client
) -> None:
    made = {name: client.post("/batches", json=BATCH).json()["id"] for name in ("1", "2")}
    for _ in range(2):
        client.get(f"/batches/{made['1']}")
    found = client.get(f"/batches?{query}").json()
    assert [each["id"] for each in found["data"]] == [made[name] for name in wanted]
    assert all(each["results"] is None for each in found["data"])


@pytest.mark.parametrize("query", ["limit=x", "after=nowhere", "limit=1&limit=2"])
def test_a_query_of_batches_that_makes_no_sense_is_refused(
    query: str, client: httpx.Client
) -> None:
    assert client.get(f"/batches?{query}").status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/batches/other"),
        ("DELETE", "/batches/other"),
        ("GET", "/videos/other"),
        ("GET", "/videos/other/content"),
        ("GET", "/containers/c/files/other"),
        ("GET", "/containers/c/files/other/content"),
        ("POST", "/containers/c/files/other/promote"),
    ],
)
def test_what_is_not_there_is_404(method: str, path: str, client: httpx.Client) -> None:
    assert client.request(method, path).status_code == 404


def test_a_server_forgets_its_jobs(server: LocalServer, client: httpx.Client) -> None:
    batch = client.post("/batches", json=BATCH).json()["id"]
    video = client.post("/videos", json=VIDEO).json()["id"]
    server.reset()
    assert client.get("/batches").json()["data"] == []
    assert client.get(f"/batches/{batch}").status_code == 404
    assert client.get(f"/videos/{video}").status_code == 404


def test_a_server_with_a_key_asks_for_it() -> None:
    with (
        LocalServer(api_key="k") as server,
        httpx.Client(base_url=server.url, trust_env=False) as client,
    ):
        assert client.post("/batches", json=BATCH).status_code == 401
        assert client.get("/videos/models").status_code == 200
        made = client.post("/batches", json=BATCH, headers={"Authorization": "Bearer k"}).json()
        one, headers = f"/batches/{made['id']}", {"Authorization": "Bearer k"}
        client.get(one, headers=headers)
        done = client.get(one, headers=headers).json()
    assert done["request_counts"] == {"total": 1, "completed": 1, "failed": 0}
