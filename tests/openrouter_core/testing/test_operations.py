"""What LocalServer answers out of the box beside chats: each operation as the API does, its mistakes too."""

from __future__ import annotations

import io
import math
import struct
import subprocess
import sys
import threading
import wave
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_core.testing import LocalServer, Reply, chunks, completion
from openrouter_core.testing.api import files
from openrouter_core.testing.api.file_types import mime_type
from openrouter_core.testing.api.multipart import parts

HELLO = {"messages": [{"role": "user", "content": "Hello"}]}
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
WORKSPACE = "a103d8b6-42f0-4e50-9a3c-bf41e2c3c1a7"
EMBEDDED = {"model": "openai/text-embedding-3-small", "input": "The cat sat on the mat"}
SPOKEN = {"model": "mistralai/voxtral-mini-tts-2603", "input": "Hello world"}
HEARD = {"data": b64encode(b"four").decode(), "format": "ogg"}


@pytest.fixture(scope="module")
def running() -> Iterator[LocalServer]:
    with LocalServer(downloadable_uploads=True) as server:
        yield server


@pytest.fixture
def server(running: LocalServer) -> LocalServer:
    running.reset()
    return running


@pytest.fixture
def client(server: LocalServer) -> Iterator[httpx.Client]:
    with connected(server) as client:
        yield client


def connected(server: LocalServer, key: str | None = None) -> httpx.Client:
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    # Without the certificates that http needs none of, and that take longer than a test.
    return httpx.Client(base_url=server.url, headers=headers, trust_env=False, verify=False)


def data_of(response: httpx.Response, status: int = 200) -> Any:
    assert response.status_code == status, response.text
    return response.json()["data"]


def message_of(response: httpx.Response, status: int) -> str:
    """The message of an error, whose status and code agree."""
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, status)
    return str(error["message"])


def ids(response: httpx.Response) -> list[str]:
    return [item["id"] for item in data_of(response)]


# All of them.

NEED_A_KEY = [
    ("POST", "/embeddings"),
    ("POST", "/rerank"),
    ("GET", "/models/user"),
    ("GET", "/generation?id=gen-1"),
    ("GET", "/generation/content?id=gen-1"),
    ("POST", "/generation/feedback"),
    ("GET", "/activity"),
    ("GET", "/analytics/meta"),
    ("POST", "/analytics/query"),
    ("GET", "/datasets/app-rankings"),
    ("GET", "/datasets/rankings-daily"),
    ("GET", "/datasets/session-cost"),
    ("GET", "/benchmarks"),
    ("GET", "/classifications/task"),
    ("GET", "/tools"),
    ("GET", "/tools/datetime"),
    ("GET", "/credits"),
    ("GET", "/key"),
    ("GET", "/keys"),
    ("POST", "/keys"),
    ("GET", "/keys/abc"),
    ("PATCH", "/keys/abc"),
    ("DELETE", "/keys/abc"),
    ("POST", "/auth/keys/code"),
    ("POST", "/files"),
    ("GET", "/files"),
    ("GET", "/files/abc"),
    ("GET", "/files/abc/content"),
    ("DELETE", "/files/abc"),
    ("POST", "/audio/speech"),
    ("POST", "/audio/transcriptions"),
]


@pytest.mark.parametrize(("method", "path"), NEED_A_KEY)
def test_an_operation_of_the_account_needs_its_key(method: str, path: str) -> None:
    with LocalServer(api_key="sk-right") as server:
        with connected(server) as anonymous:
            message_of(anonymous.request(method, path), 401)
        with connected(server, "sk-right") as known:
            assert known.request(method, path).status_code != 401


def test_the_catalogue_and_the_exchange_of_a_code_need_no_key() -> None:
    with LocalServer(api_key="sk-right") as server, connected(server) as anonymous:
        assert anonymous.get("/models").status_code == 200
        assert anonymous.get("/models/openai/gpt-4o-mini/endpoints").status_code == 200
        assert anonymous.post("/auth/keys", json={"code": "from-the-browser"}).status_code == 200


def test_another_method_is_a_405_that_names_those_there_are(client: httpx.Client) -> None:
    refused = client.put("/keys")
    message_of(refused, 405)
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/embeddings"),
        ("POST", "/keys"),
        ("POST", "/auth/keys/code"),
        ("POST", "/auth/keys"),
        ("POST", "/audio/speech"),
        ("POST", "/audio/transcriptions"),
    ],
)
@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"speed": NaN}', "JSON"),
        (b"[1]", "expected object, received array"),
        (b"{}", "Required"),
    ],
)
def test_a_body_that_is_no_request_is_a_400(
    client: httpx.Client, method: str, path: str, body: bytes, named: str
) -> None:
    assert named in message_of(client.request(method, path, content=body), 400)


def test_a_test_that_only_chats_does_not_load_the_rest() -> None:
    program = """
import sys, urllib.request
from openrouter_core.testing import LocalServer
with LocalServer() as server:
    body = b'{"messages": [{"role": "user", "content": "Hi"}]}'
    for path, data in (("/chat/completions", body), ("/models", None)):
        urllib.request.urlopen(server.url + path, data).close()
        print("openrouter_core.testing.api.operations" in sys.modules, "email.parser" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    first, second = done.stdout.split("\n")[:2]
    assert (first.split()[0], second.split()[0]) == ("False", "True")


def test_a_route_of_the_users_comes_before_ours() -> None:
    with LocalServer() as server, connected(server) as client:
        assert client.get("/credits").status_code == 200
        server.route("GET", "/credits", lambda request, path: Reply.error(402, "None left"))
        assert message_of(client.get("/credits"), 402) == "None left"


def test_reset_forgets_what_clients_made(server: LocalServer, client: httpx.Client) -> None:
    generation = client.post("/chat/completions", json=HELLO).json()["id"]
    client.post("/keys", json={"name": "mine"})
    code = data_of(client.post("/auth/keys/code", json=CALLBACK))["id"]
    upload(client, b"text")
    assert client.get("/generation", params={"id": generation}).status_code == 200
    later = client.post("/chat/completions", json=HELLO).json()["id"]
    server.reset()
    for known in (generation, later):
        message_of(client.get("/generation", params={"id": known}), 404)
    assert data_of(client.get("/keys")) == []
    assert data_of(client.get("/files")) == []
    # As one that this server never made: there is no challenge left to fail.
    assert client.post("/auth/keys", json={"code": code}).status_code == 200


def test_two_servers_keep_their_own(server: LocalServer, client: httpx.Client) -> None:
    client.post("/keys", json={"name": "mine"})
    with LocalServer() as other, connected(other) as elsewhere:
        assert data_of(elsewhere.get("/keys")) == []
    assert len(data_of(client.get("/keys"))) == 1


def test_many_threads_may_write_at_once(server: LocalServer) -> None:
    def write() -> None:
        with connected(server) as client:
            for _ in range(10):
                client.post("/keys", json={"name": "mine"})

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connected(server) as client:
        assert len({key["hash"] for key in data_of(client.get("/keys"))}) == 80


# GET /models, GET /models/{author}/{slug}/endpoints


def test_the_models_that_write_text_are_listed(client: httpx.Client) -> None:
    answer = client.get("/models")
    listed = ids(answer)
    assert {"openai/gpt-4o-mini", "openrouter/auto"} < set(listed)
    assert "openai/text-embedding-3-small" not in listed
    assert answer.json()["total_count"] == len(listed)
    assert answer.json()["links"] == {"next": None}
    created = [model["created"] for model in answer.json()["data"]]
    assert created == sorted(created, reverse=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=HAIKU", {"anthropic/claude-3.5-haiku"}),
        ("q=nothing", set()),
        ("category=roleplay", {"meta-llama/llama-3.3-70b-instruct:free"}),
        ("supported_parameters=tools,structured_outputs", {"openai/gpt-4o-mini"}),
        ("supported_parameters=tools&max_price=0", {"meta-llama/llama-3.3-70b-instruct:free"}),
        ("model_authors=openai,google", {"openai/gpt-4o-mini", "google/gemini-2.5-flash-image"}),
        ("arch=claude", {"anthropic/claude-3.5-haiku"}),
        ("input_modalities=image,file", {"openai/gpt-4o-mini"}),
        ("output_modalities=embeddings,speech", {
            "openai/text-embedding-3-small", "mistralai/voxtral-mini-tts-2603"
        }),
        ("context=200000&min_price=0.5", {"anthropic/claude-3.5-haiku"}),
        ("min_output_price=3.5&max_output_price=4", {"anthropic/claude-3.5-haiku"}),
    ],
)  # fmt: skip
def test_the_list_can_be_filtered(client: httpx.Client, query: str, found: set[str]) -> None:
    assert set(ids(client.get(f"/models?{query}"))) == found


def test_a_parameter_that_no_model_supports_filters_nothing(client: httpx.Client) -> None:
    assert ids(client.get("/models?supported_parameters=structured_output")) == ids(
        client.get("/models")
    )


def test_the_list_can_be_sorted(client: httpx.Client) -> None:
    dear_first = ids(client.get("/models?sort=pricing-high-to-low"))
    assert dear_first[0] == "anthropic/claude-3.5-haiku"
    assert ids(client.get("/models?sort=context-high-to-low"))[0] == "openrouter/auto"
    assert ids(client.get("/models?sort=most-popular")) == ids(client.get("/models"))


def test_the_list_comes_in_pages_when_asked_to(server: LocalServer, client: httpx.Client) -> None:
    found: list[str] = []
    counts = set()
    link: str | None = "/api/v1/models?limit=3&output_modalities=all"
    while link is not None:
        page = client.get(server.origin + link)
        assert len(ids(page)) <= 3
        found += ids(page)
        counts.add(page.json()["total_count"])
        link = page.json()["links"]["next"]
    assert found == ids(client.get("/models?output_modalities=all"))
    assert counts == {len(found)}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit: expected integer from 1 to 1000"),
        ("limit=1001", "limit"),
        ("limit=ten", "limit"),
        ("offset=-1", "offset: expected integer >= 0"),
        ("category=cooking", "category: expected one of programming"),
        ("sort=best", "sort"),
        ("min_price=-1", "min_price"),
        ("context=1.5", "context"),
        (
            "supported_parameters=tools&supported_parameters=seed",
            "supported_parameters: expected string, received array",
        ),
    ],
)
def test_a_query_that_the_api_does_not_take_is_a_400(
    client: httpx.Client, query: str, named: str
) -> None:
    assert named in message_of(client.get(f"/models?{query}"), 400)


def test_the_list_can_be_a_feed(client: httpx.Client) -> None:
    feed = client.get("/models?use_rss=true")
    assert feed.headers["Content-Type"] == "application/rss+xml"
    assert "OpenAI: GPT-4o-mini" in feed.text


def test_every_model_has_endpoints_where_its_link_says(
    server: LocalServer, client: httpx.Client
) -> None:
    models = data_of(client.get("/models?output_modalities=all"))
    for model in models:
        linked = data_of(client.get(server.origin + model["links"]["details"]))
        by_id = data_of(client.get(f"/models/{model['id'].replace(':', '%3A')}/endpoints"))
        assert linked["id"] == by_id["id"] == model["id"]
        assert by_id["endpoints"][0]["pricing"]["prompt"] == model["pricing"]["prompt"]
    assert len(models) > 5


@pytest.mark.parametrize(
    "path", ["openai/nothing", "OpenAI/gpt-4o-mini", "openai/a%2Fb", "%3F/%20"]
)
def test_the_endpoints_of_an_unknown_model_are_a_404(client: httpx.Client, path: str) -> None:
    message_of(client.get(f"/models/{path}/endpoints"), 404)


# POST /embeddings


def embed(client: httpx.Client, **fields: Any) -> Any:
    answer = client.post("/embeddings", json={**EMBEDDED, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def vectors(answer: Any) -> list[Any]:
    assert [item["index"] for item in answer["data"]] == list(range(len(answer["data"])))
    return [item["embedding"] for item in answer["data"]]


def test_an_embedding_depends_on_its_input_alone(client: httpx.Client) -> None:
    first, second, third = vectors(embed(client, input=["cat", "dog", "cat"]))
    assert first == third != second
    assert vectors(embed(client, input="cat")) == [first]
    assert len(first) == 1_536
    assert math.hypot(*first) == pytest.approx(1, abs=1e-4)


def test_base64_holds_the_very_numbers(client: httpx.Client) -> None:
    (floats,) = vectors(embed(client, encoding_format="float"))
    (packed,) = vectors(embed(client, encoding_format="base64"))
    assert list(struct.unpack("<1536f", b64decode(packed))) == floats


def test_fewer_dimensions_are_the_beginning_of_more(client: httpx.Client) -> None:
    (long,) = vectors(embed(client))
    (short,) = vectors(embed(client, dimensions=8))
    scale = math.hypot(*long[:8])
    assert short == pytest.approx([component / scale for component in long[:8]], abs=1e-2)
    assert [len(vector) for vector in vectors(embed(client, dimensions=1))] == [1]


@pytest.mark.parametrize(
    ("given", "count", "tokens"),
    [
        ("text", 1, None),
        (["a", "b"], 2, None),
        ([1, 2, 3], 1, 3),
        ([[1, 2], [3]], 2, 3),
        ([{"content": [{"type": "text", "text": "a"}]}], 1, None),
    ],
)
def test_every_form_of_input_is_taken(
    client: httpx.Client, given: Any, count: int, tokens: int | None
) -> None:
    answer = embed(client, input=given)
    assert len(vectors(answer)) == count
    assert tokens in (None, answer["usage"]["prompt_tokens"])
    assert answer["usage"]["cost"] > 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"input": ""},
        {"input": []},
        {"input": None},
        {"input": 5},
        {"input": ["a", ""]},
        {"input": ["a", 1]},
        {"input": [True]},
        {"input": [[]]},
        {"input": [["a"]]},
        {"input": [{"text": "a"}]},
        {"model": None},
        {"encoding_format": "hex"},
        {"dimensions": 0},
        {"dimensions": 1.5},
        {"dimensions": True},
        {"dimensions": 10**9},
        {"provider": "openai"},
    ],
)
def test_an_embeddings_request_is_checked(client: httpx.Client, wrong: dict[str, Any]) -> None:
    answer = client.post("/embeddings", json={**EMBEDDED, **wrong})
    assert message_of(answer, 400).startswith(next(iter(wrong)))


# GET /generation


def generation(client: httpx.Client, generation_id: str) -> Any:
    return data_of(client.get("/generation", params={"id": generation_id}))


def test_a_chat_is_known_by_its_id(client: httpx.Client) -> None:
    asked = {**HELLO, "model": "x/y", "user": "me"}
    answer = client.post(
        "/chat/completions", json=asked, headers={"HTTP-Referer": "https://a.b"}
    ).json()
    found = generation(client, answer["id"])
    assert found["model"] == "x/y"
    assert found["tokens_prompt"] == answer["usage"]["prompt_tokens"]
    assert found["total_cost"] == found["usage"] == answer["usage"]["cost"]
    assert (found["streamed"], found["cancelled"]) == (False, False)
    assert (found["finish_reason"], found["api_type"]) == ("stop", "completions")
    assert (found["external_user"], found["origin"]) == ("me", "https://a.b")


def test_a_streamed_chat_is_known_by_its_id(client: httpx.Client) -> None:
    answer = client.post("/chat/completions", json={**HELLO, "stream": True})
    found = generation(client, answer.headers["X-Generation-Id"])
    assert (found["streamed"], found["finish_reason"]) == (True, "stop")
    assert found["total_cost"] > 0


@pytest.mark.parametrize(
    "reply",
    [
        Reply.json(completion("Hi", generation_id="gen-planned", finish_reason="length")),
        Reply.json(completion("Hi", generation_id="gen-planned", finish_reason="length")).gzip(),
        Reply.json(completion("Hi", generation_id="gen-planned", finish_reason="length")).kept_alive(),
        Reply.events(chunks("Hi", generation_id="gen-planned", finish_reason="length")),
        Reply.events(chunks("Hi", generation_id="gen-planned", finish_reason="length"), newline="\r\n"),
        Reply(headers={"X-GENERATION-ID": "gen-planned"}, body=completion(finish_reason="length")),
    ],
    ids=["json", "gzip", "kept alive", "events", "crlf", "header"],
)  # fmt: skip
def test_a_planned_answer_is_known_by_its_id(
    server: LocalServer, client: httpx.Client, reply: Reply
) -> None:
    server.enqueue(reply)
    client.post("/chat/completions", json=HELLO)
    found = generation(client, "gen-planned")
    assert (found["finish_reason"], found["tokens_completion"]) == ("length", 8)


def test_an_answer_of_the_responses_api_is_known_by_its_id(
    server: LocalServer, client: httpx.Client
) -> None:
    ended = {"id": "gen-r", "model": "x/y", "usage": {"input_tokens": 3, "output_tokens": 4}}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": {"id": "gen-r", "usage": None}},
        {"type": "response.output_text.delta", "item_id": "msg_1", "delta": "Hi"},
        {"type": "response.completed", "response": ended},
    ]
    server.enqueue(Reply.events(events))
    client.post("/responses", json={"input": "Hi", "stream": True})
    found = generation(client, "gen-r")
    assert (found["tokens_prompt"], found["tokens_completion"], found["model"]) == (3, 4, "x/y")


def test_an_answer_that_broke_off_is_known_too(server: LocalServer, client: httpx.Client) -> None:
    server.enqueue(Reply.json(completion(generation_id="gen-cut")).cut(at=-10))
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/chat/completions", json=HELLO)
    assert generation(client, "gen-cut")["total_cost"] > 0


def test_an_answer_that_its_reader_left_is_cancelled(
    server: LocalServer, client: httpx.Client
) -> None:
    reply = Reply.events(chunks("Hi", generation_id="gen-left")).stall(at=-1)
    server.enqueue(reply)
    with client.stream("POST", "/chat/completions", json={**HELLO, "stream": True}):
        pass
    assert server.requests[0].wait_for_disconnect()
    assert generation(client, "gen-left")["cancelled"] is True


@pytest.mark.parametrize(
    ("path", "body", "api_type"),
    [
        ("/embeddings", EMBEDDED, "embeddings"),
        ("/audio/speech", SPOKEN, "tts"),
        ("/audio/transcriptions", {"model": "x/y", "input_audio": HEARD}, "stt"),
    ],
)
def test_other_answers_are_generations_too(
    client: httpx.Client, path: str, body: dict[str, Any], api_type: str
) -> None:
    answer = client.post(path, json=body)
    found = generation(client, answer.headers["X-Generation-Id"])
    assert found["api_type"] == api_type
    assert body["model"].endswith(found["model"])


@pytest.mark.parametrize("unknown", ["test", "gen-1", "\0"])
def test_an_unknown_generation_is_the_404_that_was_recorded(
    client: httpx.Client, unknown: str
) -> None:
    answer = client.get("/generation", params={"id": unknown})
    assert message_of(answer, 404) == f"Generation {unknown} not found"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_is_no_answer_of_a_model_is_no_generation(client: httpx.Client) -> None:
    for made in (upload(client, b"text")["id"], new_code(client)):
        message_of(client.get("/generation", params={"id": made}), 404)


def test_an_error_is_no_generation(server: LocalServer, client: httpx.Client) -> None:
    server.enqueue(
        Reply.error(502), Reply.json({"id": None, "error": {"code": 502}}), Reply(body=b"no")
    )
    for _ in range(3):
        client.post("/chat/completions", json=HELLO)
    message_of(client.get("/generation?id=None"), 404)


@pytest.mark.parametrize("query", ["", "?id=", "?id=a&id=b"])
def test_a_generation_is_asked_for_by_one_id(client: httpx.Client, query: str) -> None:
    assert message_of(client.get(f"/generation{query}"), 400).startswith("id: ")


def test_a_generation_may_take_a_while_to_be_known() -> None:
    with LocalServer(generation_lag=2) as server, connected(server) as client:
        for answer in [client.post("/chat/completions", json=HELLO).json() for _ in range(2)]:
            asks = [client.get("/generation", params={"id": answer["id"]}) for _ in range(4)]
            assert [ask.status_code for ask in asks] == [404, 404, 200, 200]


def test_no_more_generations_are_known_than_requests_are_kept() -> None:
    with LocalServer(keep_requests=2) as server, connected(server) as client:
        made = [client.post("/chat/completions", json=HELLO).json()["id"] for _ in range(3)]
        assert generation(client, made[1])["id"] == made[1]
        made.append(client.post("/chat/completions", json=HELLO).json()["id"])
        asks = [client.get("/generation", params={"id": known}).status_code for known in made]
        assert asks == [404, 404, 200, 200]


# GET /credits, GET /key, /keys


def test_credits_are_two_numbers(client: httpx.Client) -> None:
    credits = data_of(client.get("/credits"))
    assert credits["total_credits"] > credits["total_usage"] > 0


def test_the_key_in_use_is_described_without_being_told(server: LocalServer) -> None:
    secret = "sk-or-v1-" + "0123456789abcdef" * 4
    with connected(server, secret) as client:
        answer = client.get("/key")
    assert data_of(answer)["label"] == "sk-or-v1-012...def"
    assert secret not in answer.text


def test_a_key_that_was_made_here_is_described_as_it_was_made(server: LocalServer) -> None:
    with connected(server) as manager:
        secret = manager.post("/keys", json={"name": "mine", "limit": 7}).json()["key"]
    with connected(server, secret) as client:
        current = data_of(client.get("/key"))
    assert (current["limit"], current["limit_remaining"], current["usage"]) == (7, 7, 0)


def test_a_key_is_made_read_changed_and_deleted(client: httpx.Client) -> None:
    made = client.post("/keys", json={"name": "mine", "limit": 50, "limit_reset": "monthly"})
    key = data_of(made, 201)
    secret = made.json()["key"]
    assert secret.startswith("sk-or-v1-")
    assert (key["name"], key["limit"], key["limit_remaining"]) == ("mine", 50, 50)
    assert (key["disabled"], key["updated_at"]) == (False, None)

    path = f"/keys/{key['hash']}"
    assert data_of(client.get(path)) == key
    changed = data_of(client.patch(path, json={"name": "yours", "disabled": True}))
    assert (changed["name"], changed["disabled"], changed["limit"]) == ("yours", True, 50)
    assert changed["updated_at"] is not None
    later = [client.get(path), client.get("/keys?include_disabled=true")]
    assert not any(secret in answer.text for answer in later)

    assert client.delete(path).json() == {"deleted": True}
    for answer in (client.get(path), client.patch(path, json={}), client.delete(path)):
        assert message_of(answer, 404) == "API key not found"


def test_a_limit_of_null_is_not_a_limit_that_is_not_given(client: httpx.Client) -> None:
    key = data_of(client.post("/keys", json={"name": "mine", "limit": 50}), 201)
    path = f"/keys/{key['hash']}"
    assert data_of(client.patch(path, json={"limit_reset": "daily"}))["limit"] == 50
    free = data_of(client.patch(path, json={"limit": None, "limit_reset": None}))
    assert (free["limit"], free["limit_remaining"], free["limit_reset"]) == (None, None, None)


def test_keys_are_listed_in_pages_the_latest_first(client: httpx.Client) -> None:
    for number in range(230):
        client.post("/keys", json={"name": str(number)})
    pages = [data_of(client.get(f"/keys?offset={offset}")) for offset in (0, 100, 200, 300)]
    assert [len(page) for page in pages] == [100, 100, 30, 0]
    assert [key["name"] for page in pages for key in page] == [str(n) for n in reversed(range(230))]
    assert data_of(client.get("/keys")) == pages[0]


def test_a_list_has_disabled_keys_only_when_asked_to(client: httpx.Client) -> None:
    key = data_of(client.post("/keys", json={"name": "mine"}), 201)
    client.patch(f"/keys/{key['hash']}", json={"disabled": True})
    found = [
        len(data_of(client.get(f"/keys{query}")))
        for query in ("", "?include_disabled=false", "?include_disabled=true")
    ]
    assert found == [0, 0, 1]


def test_keys_belong_to_a_workspace(client: httpx.Client) -> None:
    client.post("/keys", json={"name": "there", "workspace_id": WORKSPACE})
    client.post("/keys", json={"name": "here"})
    names = [
        [key["name"] for key in data_of(client.get(f"/keys{query}"))]
        for query in ("", f"?workspace_id={WORKSPACE.upper()}")
    ]
    assert names == [["here"], ["there"]]


@pytest.mark.parametrize(
    ("wrong", "of_changes"),
    [
        ({"name": 1}, True),
        ({"name": ""}, False),
        ({"name": None}, True),
        ({"limit": "50"}, True),
        ({"limit": True}, True),
        ({"limit_reset": "yearly"}, True),
        ({"include_byok_in_limit": None}, True),
        ({"disabled": "no"}, True),
        ({"expires_at": "2027-12-31T23:59:59+02:00"}, False),
        ({"expires_at": "tomorrow"}, False),
        ({"workspace_id": "mine"}, False),
        ({"creator_user_id": ""}, False),
    ],
)
def test_a_key_is_checked(client: httpx.Client, wrong: dict[str, Any], of_changes: bool) -> None:
    (field,) = wrong
    if field != "disabled":  # which a new key does not have
        assert message_of(client.post("/keys", json={"name": "x", **wrong}), 400).startswith(field)
    if of_changes:
        key = data_of(client.post("/keys", json={"name": "mine"}), 201)
        answer = client.patch(f"/keys/{key['hash']}", json=wrong)
        assert message_of(answer, 400).startswith(field)
        assert data_of(client.get(f"/keys/{key['hash']}")) == key


@pytest.mark.parametrize("query", ["offset=-1", "offset=x", "include_disabled=1", "workspace_id=x"])
def test_a_query_for_keys_is_checked(client: httpx.Client, query: str) -> None:
    assert message_of(client.get(f"/keys?{query}"), 400).startswith(query.split("=")[0])


# POST /auth/keys/code, POST /auth/keys

CALLBACK = {"callback_url": "https://example.com/callback"}


def new_code(client: httpx.Client, **fields: Any) -> str:
    return str(data_of(client.post("/auth/keys/code", json={**CALLBACK, **fields}))["id"])


def test_a_code_is_exchanged_for_a_key_with_its_verifier(client: httpx.Client) -> None:
    code = new_code(
        client,
        code_challenge=CHALLENGE,
        code_challenge_method="S256",
        key_label="My app",
        limit=3,
        usage_limit_type="weekly",
    )
    asked = {"code": code, "code_verifier": VERIFIER, "code_challenge_method": "S256"}
    answer = client.post("/auth/keys", json=asked)
    assert answer.status_code == 200
    assert answer.json()["key"].startswith("sk-or-v1-")
    assert answer.json()["user_id"]
    (key,) = data_of(client.get("/keys"))
    assert (key["name"], key["limit"], key["limit_reset"]) == ("My app", 3, "weekly")
    # Once.
    assert message_of(client.post("/auth/keys", json=asked), 403) == "Invalid code or code_verifier"


@pytest.mark.parametrize(
    ("registered", "given", "status"),
    [
        ({"code_challenge_method": "S256"}, {"code_verifier": VERIFIER}, 200),
        ({"code_challenge_method": "S256"}, {"code_verifier": VERIFIER + "x"}, 403),
        ({"code_challenge_method": "S256"}, {"code_verifier": CHALLENGE}, 403),
        ({"code_challenge_method": "S256"}, {"code_verifier": "é"}, 403),
        ({"code_challenge_method": "S256"}, {}, 403),
        (
            {"code_challenge_method": "S256"},
            {"code_verifier": VERIFIER, "code_challenge_method": "plain"},
            400,
        ),
        (
            {"code_challenge_method": "S256"},
            {"code_verifier": VERIFIER, "code_challenge_method": None},
            200,
        ),
        ({"code_challenge_method": "plain"}, {"code_verifier": CHALLENGE}, 200),
        ({"code_challenge_method": "plain"}, {"code_verifier": VERIFIER}, 403),
        ({}, {"code_verifier": CHALLENGE}, 200),
    ],
)
def test_a_verifier_is_checked_against_the_challenge(
    client: httpx.Client, registered: dict[str, Any], given: dict[str, Any], status: int
) -> None:
    code = new_code(client, code_challenge=CHALLENGE, **registered)
    assert client.post("/auth/keys", json={"code": code, **given}).status_code == status
    # What failed can be tried again.
    again = client.post("/auth/keys", json={"code": code, "code_verifier": VERIFIER})
    assert (again.status_code == 200) == (
        status != 200 and registered.get("code_challenge_method") == "S256"
    )


def test_a_code_without_a_challenge_needs_no_verifier(client: httpx.Client) -> None:
    assert client.post("/auth/keys", json={"code": new_code(client)}).status_code == 200


@pytest.mark.parametrize(
    "url",
    ["https://example.com/x", "http://localhost:3000/cb", "http://127.0.0.1/x", "http://localhost"],
)
def test_a_callback_may_be_secure_or_local(client: httpx.Client, url: str) -> None:
    assert new_code(client, callback_url=url)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/auth/keys/code", {"callback_url": "http://example.com"}),
        ("/auth/keys/code", {"callback_url": "http://localhost.example.com"}),
        ("/auth/keys/code", {"callback_url": None}),
        ("/auth/keys/code", {"code_challenge_method": "S512"}),
        ("/auth/keys/code", {"key_label": "x" * 101}),
        ("/auth/keys/code", {"usage_limit_type": "yearly"}),
        ("/auth/keys/code", {"limit": None}),
        ("/auth/keys", {"code": 5}),
        ("/auth/keys", {"code_verifier": None}),
        ("/auth/keys", {"code_challenge_method": "S512"}),
    ],
)
def test_the_requests_of_the_flow_are_checked(
    client: httpx.Client, path: str, wrong: dict[str, Any]
) -> None:
    body = {**CALLBACK, "code": "x", **wrong}
    assert message_of(client.post(path, json=body), 400).startswith(next(iter(wrong)))


# /files


def upload(client: httpx.Client, content: bytes, name: str = "a.txt", **query: str) -> Any:
    answer = client.post("/files", files={"file": (name, content)}, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"x"),
        ("a.txt", b"\r\n"),
        ("a.txt", b"\n--x\r\n--x--\r\n\r\n"),
        ('q"uo;te\\ name="x".txt', b"x"),
        ("größe 数.md", "größe 数\r".encode()),
        ("percent%41.txt", b"x"),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400),
        ("mail.eml", b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n"),
    ],
)
def test_an_upload_comes_back_byte_by_byte(client: httpx.Client, name: str, content: bytes) -> None:
    stored = upload(client, content, name)
    assert (stored["filename"], stored["size_bytes"]) == (name, len(content))
    assert client.get(f"/files/{stored['id']}").json() == stored
    answer = client.get(f"/files/{stored['id']}/content")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.content == content


@given(st.binary(min_size=1) | st.text("\r\n-ab", min_size=1).map(str.encode), st.booleans())
def test_a_form_is_taken_apart_as_it_was_put_together(content: bytes, quoted: bool) -> None:
    sent = httpx.Request(
        "POST", "http://x", files={"file": ("a", content, "text/x")}, data={"b": "c"}
    )
    content_type = sent.headers["Content-Type"]
    if quoted:
        content_type = content_type.replace("boundary=", 'Boundary="') + '"'
    found = parts(content_type, sent.read())
    assert found is not None
    assert {part.name: (part.filename, part.content_type, part.content) for part in found} == {
        "b": (None, None, b"c"),
        "file": ("a", "text/x", content),
    }


def test_a_filename_may_be_encoded_as_in_other_headers() -> None:
    disposition = b"form-data; name=file; filename=\"e.txt\"; filename*=UTF-8''%C3%A9.txt"
    body = b"--b\r\nContent-Disposition: " + disposition + b"\r\n\r\nx\r\n--b--"
    found = parts("multipart/form-data; boundary=b", body)
    assert found is not None
    assert [part.filename for part in found] == ["é.txt"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--b\r\n\r\n--b--"),
        ("multipart/mixed; boundary=b", b"--b--"),
        ("application/json", b"{}"),
        ("", b""),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--other--"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut off',
        ),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        ),
        ("multipart/form-data; boundary=b", b"--b\r\nno end of head\r\n--b--"),
    ],
)
def test_a_body_that_is_no_whole_form_is_a_400(
    client: httpx.Client, content_type: str, body: bytes
) -> None:
    answer = client.post("/files", content=body, headers={"Content-Type": content_type})
    assert "multipart" in message_of(answer, 400)


def test_an_upload_needs_a_file_that_the_api_would_take(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Required" in message_of(client.post("/files", files={"other": ("a", b"x")}), 400)
    assert "Required" in message_of(client.post("/files", files={"file": (None, b"x")}), 400)
    assert "empty" in message_of(client.post("/files", files={"file": ("a", b"")}), 400)
    assert "contents" in message_of(client.post("/files", files={"file": ("a.pdf", b"\0\1")}), 400)
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert "size" in message_of(client.post("/files", files={"file": ("a", b"x" * 11)}), 413)
    assert data_of(client.get("/files")) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n\0", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"),
        (b"RIFF\0\0\0\0AVI ", None),
        (b"ID3\4", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"fLaC", "audio/flac"),
        (b"OggS", "audio/ogg"),
        (b"PK\3\4..word/document.xml",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\3\4..a.txt", None),
        (b'{"a": 1}', "application/json"),
        (b'{"a": 1}\n{"a": 2}\n', "application/x-ndjson"),
        (b"[not json", "text/plain"),
        (b"a,b\n1,2\n", "text/csv"),
        (b"# Title\n\nText", "text/markdown"),
        ("Größe".encode(), "text/plain"),
        ("Größe".encode("latin-1"), None),
        (b"a\0b", None),
        (b"\xff", None),
    ],
)  # fmt: skip
def test_a_files_type_follows_from_its_contents(content: bytes, expected: str | None) -> None:
    assert mime_type(content) == expected


def test_files_are_listed_in_pages(client: httpx.Client) -> None:
    made = [upload(client, b"x", f"{number}.txt")["id"] for number in range(5)]
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = client.get("/files", params={"limit": 2, **cursor})
        found += ids(page)
        body = page.json()
        assert (body["first_id"], body["last_id"]) == (ids(page)[0], ids(page)[-1])
        assert body["has_more"] == (body["cursor"] is not None)
        if body["cursor"] is None:
            break
        cursor = {"cursor": body["cursor"]}
    assert found == made
    for name in ("after", "after_id"):
        assert ids(client.get("/files", params={name: made[2]})) == made[3:]
    empty = client.get("/files", params={"after": made[-1]}).json()
    assert (empty["data"], empty["first_id"], empty["has_more"]) == ([], None, False)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "cursor=nonsense",
        "cursor=bnVsbA==",
        "cursor=é",
        "after=nothing",
        "before_id=x",
        "order=desc",
        "order=up",
        "provider=google",
        "workspace_id=mine",
    ],
)
def test_a_query_for_files_is_checked(client: httpx.Client, query: str) -> None:
    upload(client, b"x")
    message_of(client.get(f"/files?{query}"), 400)


@pytest.mark.parametrize(
    "scope", [{"provider": "openai"}, {"provider": "anthropic"}, {"workspace_id": WORKSPACE}]
)
def test_a_file_is_found_only_where_it_was_put(client: httpx.Client, scope: dict[str, str]) -> None:
    path = f"/files/{upload(client, b'x', **scope)['id']}"
    for answer in (client.get(path), client.get(f"{path}/content"), client.delete(path)):
        assert message_of(answer, 404) == "File not found"
    assert data_of(client.get("/files")) == []
    assert len(data_of(client.get("/files", params=scope))) == 1
    assert client.get(f"{path}/content", params=scope).content == b"x"


def test_a_provider_describes_a_file_in_its_own_words(client: httpx.Client) -> None:
    stored = upload(client, b"x", provider="openai")
    assert (stored["_shape"], stored["object"], stored["bytes"]) == ("openai", "file", 1)
    listed = client.get("/files?provider=openai").json()
    assert (listed["object"], listed["data"]) == ("list", [stored])
    deleted = client.delete(f"/files/{stored['id']}?provider=openai").json()
    assert (deleted["object"], deleted["deleted"]) == ("file", True)


def test_a_file_that_was_deleted_is_not_found(client: httpx.Client) -> None:
    path = f"/files/{upload(client, b'x')['id']}"
    assert client.delete(path).json()["type"] == "file_deleted"
    message_of(client.get(path), 404)
    message_of(client.delete(path), 404)


def test_uploads_are_not_given_back_as_the_api_documents_it() -> None:
    with LocalServer() as server, connected(server) as client:
        stored = upload(client, b"x")
        assert stored["downloadable"] is False
        message_of(client.get(f"/files/{stored['id']}/content"), 400)


# POST /audio/speech, POST /audio/transcriptions


def speak(client: httpx.Client, **fields: Any) -> httpx.Response:
    answer = client.post("/audio/speech", json={**SPOKEN, **fields})
    assert answer.status_code == 200, answer.text
    assert answer.headers["X-Generation-Id"].startswith("gen-tts-")
    return answer


def test_speech_comes_in_the_format_that_was_asked_for(client: httpx.Client) -> None:
    pcm, wav, mp3 = (speak(client, response_format=name) for name in ("pcm", "wav", "mp3"))
    types = [answer.headers["Content-Type"] for answer in (pcm, wav, mp3)]
    assert types == ["audio/pcm", "audio/wav", "audio/mpeg"]
    with wave.open(io.BytesIO(wav.content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 24_000)
        assert sound.readframes(sound.getnframes()) == pcm.content
    frames = mp3.content[:192], mp3.content[192:384]
    assert frames[0] == frames[1]
    assert frames[0].startswith(b"\xff\xf3\x84\xc0")
    assert mime_type(mp3.content) == "audio/mpeg"
    assert speak(client).content == pcm.content


def test_a_longer_text_takes_longer_and_speed_shortens_it(client: httpx.Client) -> None:
    usual = len(speak(client).content)
    assert len(speak(client, input="Hello world, again").content) > usual
    assert len(speak(client, speed=2).content) == usual // 2
    assert len(speak(client, input="x" * 100_000, speed=-1e9).content) <= 2 * 24_000 * 5


@pytest.mark.parametrize(
    "wrong",
    [
        {"input": ""},
        {"input": ["a"]},
        {"model": 5},
        {"voice": ""},
        {"response_format": "midi"},
        {"speed": "fast"},
        {"input_references": {}},
    ],
)
def test_a_speech_request_is_checked(client: httpx.Client, wrong: dict[str, Any]) -> None:
    answer = client.post("/audio/speech", json={**SPOKEN, **wrong})
    assert message_of(answer, 400).startswith(next(iter(wrong)))


def test_a_transcription_says_what_arrived(client: httpx.Client) -> None:
    answer = client.post("/audio/transcriptions", json={"model": "x/y", "input_audio": HEARD})
    assert answer.headers["X-Generation-Id"].startswith("gen-stt-")
    assert answer.json().keys() == {"text", "usage"}
    assert "4 bytes of ogg" in answer.json()["text"]


def test_a_transcription_may_be_asked_for_with_a_form(client: httpx.Client) -> None:
    answer = client.post(
        "/audio/transcriptions",
        files={"file": ("talk.ogg", b"four")},
        data={
            "model": "x/y",
            "response_format": "verbose_json",
            "timestamp_granularities[]": ["word"],
        },
    )
    assert answer.status_code == 200
    assert "4 bytes of ogg" in answer.json()["text"]
    assert answer.json()["words"][0]["word"] == "This"


def test_a_verbose_transcription_has_the_sounds_length(client: httpx.Client) -> None:
    wav = speak(client, response_format="wav").content
    sent = {"data": b64encode(wav).decode(), "format": "wav"}
    body = {
        "model": "x/y",
        "input_audio": sent,
        "response_format": "verbose_json",
        "language": "en",
    }
    heard = client.post("/audio/transcriptions", json=body).json()
    assert (heard["task"], heard["language"], heard["duration"]) == ("transcribe", "en", 0.55)
    assert heard["segments"][-1]["end"] == 0.55
    assert "words" not in heard


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"input_audio": "aGk="}, "input_audio: expected object"),
        ({"input_audio": {"format": "wav"}}, "input_audio.data"),
        ({"input_audio": {"data": "aGk="}}, "input_audio.format"),
        ({"input_audio": {**HEARD, "data": "data:audio/wav;base64,aGk="}}, "data URI"),
        ({"input_audio": {**HEARD, "data": "aGk"}}, "base64"),
        ({"input_audio": {**HEARD, "data": "é"}}, "base64"),
        ({"input_audio": {**HEARD, "data": ""}}, "empty"),
        ({"response_format": "srt"}, "response_format"),
        ({"temperature": "0"}, "temperature"),
        ({"timestamp_granularities": "word"}, "timestamp_granularities"),
    ],
)
def test_a_transcription_request_is_checked(
    client: httpx.Client, wrong: Mapping[str, Any], named: str
) -> None:
    body = {"model": "x/y", "input_audio": HEARD, **wrong}
    assert named in message_of(client.post("/audio/transcriptions", json=body), 400)


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ({"data": {"model": "x/y"}, "files": {"other": ("a", b"x")}}, "file: Required"),
        ({"files": {"file": ("a.mp3", b"x")}}, "model: Required"),
        ({"data": {"model": "x", "response_format": "srt"}, "files": {"file": ("a", b"x")}},
         "response_format"),
        ({"content": b"--b", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
         "multipart"),
    ],
)  # fmt: skip
def test_a_transcription_form_is_checked(
    client: httpx.Client, form: dict[str, Any], named: str
) -> None:
    assert named in message_of(client.post("/audio/transcriptions", **form), 400)
