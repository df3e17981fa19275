"""What a description can say beyond a path and JSON: each field of `Operation`, over a real connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import httpx
import pytest

from openrouter_core import Err, Hooks, Ok, OpenRouterCore, RequestOptions, RetryConfig, warm_up
from openrouter_core._io.send import call
from openrouter_core._io.send_async import call_async
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT, NON_IDEMPOTENT, SAFE
from openrouter_core._protocol.url import server_with
from openrouter_core.core import with_clock
from openrouter_core.funcs.external_users_delete import (
    external_users_delete,
    external_users_delete_async,
)
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Time

Run = Callable[..., Any]


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Run:
    if request.param == "sync":
        return call

    def run_async(*args: Any, **kwargs: Any) -> Any:
        return asyncio.run(call_async(*args, **kwargs))

    return run_async


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        server.always(Reply.json({"data": []}))
        yield server


@pytest.fixture
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(api_key="a-key", server_url=server.url) as core:
        yield with_clock(core, Time().clock)


def operation(**fields: Any) -> Operation:
    """One that takes any fields."""
    usual = {
        "name": "things_do",
        "method": "POST",
        "path": "/things",
        "retry": NON_IDEMPOTENT,
        "request": "ModelsListParams",
        "response": "ModelsListResponse",
    }
    return Operation(**{**usual, **fields})


# --- forms -----------------------------------------------------------------------------------------------------------

FORMS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"grant_type": "urn:a:b"}, [("grant_type", "urn:a:b")]),
    ({"a": "1 + 1 = 2&b=ü\n"}, [("a", "1 + 1 = 2&b=ü\n")]),
    ({"a": None, "b": "", "c": True, "d": 1.5}, [("b", ""), ("c", "true"), ("d", "1.5")]),
    ({"scope": ["a", "b"]}, [("scope", "a,b")]),
    ({"audience": ["a", "b"]}, [("audience", "a"), ("audience", "b")]),
    ({"audience": "a"}, [("audience", "a")]),
    ({}, []),
]


@pytest.mark.parametrize(("fields", "sent"), FORMS)
def test_a_form_is_sent_url_encoded(
    fields: dict[str, Any],
    sent: list[tuple[str, str]],
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    form = operation(body="form", repeated=("audience",))
    run(core, form, fields).unwrap()
    (request,) = server.requests
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["content-length"] == str(len(request.body))
    text = request.body.decode("ascii")
    assert parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text)) == sent


def test_what_the_user_adds_goes_into_the_form_too(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    options = RequestOptions(extra_body={"resource": "https://a.example"})
    run(core, operation(body="form"), {"a": "b"}, options=options).unwrap()
    assert server.requests[0].body == b"a=b&resource=https%3A%2F%2Fa.example"


@pytest.mark.parametrize("value", [{"a": 1}, [["a"]], [None], "\ud800", float("nan"), object()])
@pytest.mark.parametrize("body", ["form", None])
def test_what_no_form_and_no_query_can_hold_is_named(
    value: Any, body: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(core, operation(body=body, repeated=("a",)), {"a": value}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "a"
    assert server.requests == []


# --- lists in a query ------------------------------------------------------------------------------------------------

QUERIES: list[tuple[dict[str, Any], str]] = [
    ({"status": ["a", "b"], "other": ["c", "d"]}, "status=a&status=b&other=c%2Cd"),
    ({"status": "a"}, "status=a"),
    ({"status": []}, ""),
    ({"status": ["a,b"]}, "status=a%2Cb"),
    ({"status": (1, True)}, "status=1&status=true"),
    ({"status": None, "kinds": ["x", "y"]}, "kinds%5B%5D=x&kinds%5B%5D=y"),
    ({"kinds[]": ["x"]}, "kinds%5B%5D=x"),
]


@pytest.mark.parametrize(("fields", "query"), QUERIES)
def test_a_list_repeats_its_name_where_the_description_says_so(
    fields: dict[str, Any], query: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    found = operation(method="GET", body=None, retry=SAFE, repeated=("status", "kinds[]"))
    run(core, found, fields).unwrap()
    assert server.requests[0].target == f"/api/v1/things{'?' if query else ''}{query}"


# --- the order of a body's fields -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "order"),
    [
        (
            {"z": 1, "requests": 2, "model": 3, "endpoint": 4},
            ["endpoint", "model", "z", "requests"],
        ),
        ({"requests": 2, "a": 1}, ["requests", "a"]),
        ({"model": None, "endpoint": 1}, ["endpoint", "model"]),
        ({}, []),
    ],
)
def test_a_body_begins_with_the_fields_that_must_come_first(
    fields: dict[str, Any], order: list[str], run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    run(core, operation(first=("endpoint", "model")), fields).unwrap()
    assert list(server.requests[0].json) == order
    assert server.requests[0].json == fields


def test_what_the_user_adds_may_come_first_too(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    options = RequestOptions(extra_body={"endpoint": "/v1/chat"})
    run(core, operation(first=("endpoint",)), {"requests": []}, options=options).unwrap()
    assert server.requests[0].body == b'{"endpoint":"/v1/chat","requests":[]}'


# --- another path prefix ----------------------------------------------------------------------------------------------

SERVERS = [
    ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/alpha"),
    ("https://openrouter.ai/api/v1/", "https://openrouter.ai/api/alpha"),
    ("https://eu.openrouter.ai/api/v1", "https://eu.openrouter.ai/api/alpha"),
    ("http://127.0.0.1:1234/api/v1", "http://127.0.0.1:1234/api/alpha"),
    ("https://proxy.example/openrouter/api/v1", "https://proxy.example/openrouter/api/alpha"),
    ("https://proxy.example/openrouter", "https://proxy.example/openrouter/api/alpha"),
    ("https://proxy.example/v1", "https://proxy.example/api/alpha"),
    ("https://openrouter.ai/api", "https://openrouter.ai/api/alpha"),
    ("https://openrouter.ai", "https://openrouter.ai/api/alpha"),
    ("https://api.v1.example", "https://api.v1.example/api/alpha"),
    ("http://api/v1", "http://api/api/alpha"),  # hosts of a container's own network
    ("http://v1", "http://v1/api/alpha"),
    ("http://api", "http://api/api/alpha"),
    ("http://api:8080/api/v1//", "http://api:8080/api/alpha"),
    ("https://proxy.example/v1/openrouter", "https://proxy.example/v1/openrouter/api/alpha"),
    ("https://proxy.example/my-api/v1", "https://proxy.example/my-api/api/alpha"),
]


@pytest.mark.parametrize(("server_url", "expected"), SERVERS)
def test_another_prefix_takes_the_place_of_the_servers(server_url: str, expected: str) -> None:
    assert server_with(server_url, "/api/alpha") == expected


def test_the_environments_key_goes_to_the_other_prefix_of_its_server(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalServer(api_key="from-environment") as server:
        monkeypatch.setenv("OPENROUTER_API_KEY", "from-environment")
        monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
        server.route("POST", "/things", lambda request, parameters: Reply.json({"data": []}))
        refused = run(OpenRouterCore(), operation(base="/api/alpha"), {}).failure()
        assert isinstance(refused, errors.NotFoundResponseError)  # it is not below /api/v1
        server.route(
            "POST",
            "/things",
            lambda request, parameters: Reply.json({"data": []}),
            base="/api/alpha",
        )
        run(OpenRouterCore(), operation(base="/api/alpha"), {}).unwrap()
    assert {request.path for request in server.requests} == {"/api/alpha/things"}
    assert server.requests[-1].headers["authorization"] == "Bearer from-environment"


@pytest.mark.parametrize("base_path", ["/api/v1", "/v1", "", "/openrouter/api/v1"])
def test_the_stand_in_serves_the_other_prefix_beside_its_own(base_path: str) -> None:
    with LocalServer(base_path=base_path) as server, OpenRouterCore(server_url=server.url) as core:
        server.route("POST", "/things", lambda request, parameters: Reply.json({}), base="/api/x")
        assert call(core, operation(base="/api/x"), {}).unwrap().data == []


# --- idempotency ------------------------------------------------------------------------------------------------------


def keys_sent(server: LocalServer) -> list[str | None]:
    return [request.headers.get("idempotency-key") for request in server.requests]


def test_every_attempt_has_the_same_key_and_every_call_another(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    create = operation(idempotency=True)
    server.enqueue(Reply.error(500, "Down"), Reply.error(408, "Slow"))
    run(core, create, {}).unwrap()
    run(core, create, {}).unwrap()
    first, second, third, other = (UUID(key) for key in keys_sent(server))
    assert first == second == third != other
    assert first.version == 4


def test_a_connection_that_broke_is_tried_again(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"data": []}).cut(at=0))
    run(core, operation(idempotency=True), {}).unwrap()
    first, second = keys_sent(server)
    assert first == second


def test_without_a_key_what_creates_is_sent_once(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(500, "Down"))
    assert isinstance(run(core, operation(), {}).failure(), errors.InternalServerResponseError)
    assert keys_sent(server) == [None]


def test_a_given_key_is_sent(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    create = operation(idempotency=True)
    run(core, create, {}, idempotency_key="order 17").unwrap()
    headers = {"idempotency-key": "mine"}
    run(core, create, {}, options=RequestOptions(headers=headers)).unwrap()
    options = RequestOptions(headers=headers)
    run(core, create, {}, idempotency_key="argument", options=options).unwrap()
    assert keys_sent(server) == ["order 17", "mine", "argument"]


@pytest.mark.parametrize(
    "key",
    [
        "",
        " ",
        " a",
        "a ",
        "a\nb",
        "a\r\nX: y",
        "a\0",
        "\x7f",
        "ü",
        "\ud800",
        "a" * 256,
        5,
        b"a",
        True,
    ],
)
def test_a_key_that_no_header_can_hold_is_refused(
    key: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(core, operation(idempotency=True), {}, idempotency_key=key).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "idempotency_key"
    assert server.requests == []


def test_hooks_see_the_key(run: Run, server: LocalServer) -> None:
    seen: list[Any] = []
    hooks = Hooks(before_request=lambda request: seen.append(request.headers["Idempotency-Key"]))
    with OpenRouterCore(server_url=server.url, hooks=hooks) as core:
        run(core, operation(idempotency=True), {}).unwrap()
    assert seen == keys_sent(server)


# --- a success without a body -----------------------------------------------------------------------------------------

EMPTY: list[tuple[str, Reply]] = [
    ("204", Reply(204)),
    ("205", Reply(205, {"Content-Length": "0"})),
    ("200 empty", Reply(200, {}, (b"",))),
    ("200 empty, said to be JSON", Reply(200, {"Content-Type": "application/json"}, (b"",))),
    ("200 empty, said to be compressed", Reply(200, {"Content-Encoding": "gzip"}, (b"",))),
    ("200 white space", Reply(200, {}, (b" \n",))),
    ("200 in no chunks", Reply(200, {}, (b"",), transfer="chunked")),
    ("202 empty", Reply(202, {}, (b"",))),
    ("200 an empty object", Reply.json({})),
    ("200 an object", Reply.json({"deleted": True, "id": "a"})),
    ("200 null", Reply.json(None)),
    ("200 true", Reply.json(True)),
    ("200 a list", Reply.json([])),
    ("200 a text", Reply.json("deleted")),
    ("200 no error", Reply.json({"error": None, "code": 0, "message": "ok"})),
]


@pytest.mark.parametrize("reply", [reply for _, reply in EMPTY], ids=[name for name, _ in EMPTY])
@pytest.mark.parametrize("method", ["DELETE", "PUT", "POST"])
def test_a_success_without_a_body_is_none(
    reply: Reply, method: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(reply)
    remove = operation(method=method, body=None, retry=IDEMPOTENT, request=None, response=None)
    assert run(core, remove, None).unwrap() is None
    assert "content-type" not in server.requests[0].headers


FAILED: list[tuple[str, Reply, type[errors.OpenRouterError], str]] = [
    ("404", Reply.error(404, "No such user"), errors.NotFoundResponseError, "No such user"),
    ("404 empty", Reply(404), errors.NotFoundResponseError, "404"),
    (
        "an error inside 200",
        Reply.json({"error": {"code": 409, "message": "In use"}}),
        errors.APIError,
        "In use",
    ),
    (
        "an error inside 200, without an envelope",
        Reply.json({"success": False, "message": "In use"}),
        errors.APIError,
        "In use",
    ),
    (
        "a list of errors inside 200",
        Reply.json([{"error": {"code": 403, "message": "Not yours"}}]),
        errors.ForbiddenResponseError,
        "Not yours",
    ),
    (
        "a page",
        Reply(200, {"Content-Type": "text/html"}, (b"<!doctype html><p>Hi",)),
        errors.ResponseValidationError,
        "web page",
    ),
    (
        "a text",
        Reply(200, {"Content-Type": "text/plain"}, (b"upstream connect error",)),
        errors.ResponseValidationError,
        "not JSON",
    ),
    ("a redirect", Reply(302, {"Location": "/"}), errors.APIError, "redirect"),
]


@pytest.mark.parametrize(
    ("reply", "cls", "words"), [row[1:] for row in FAILED], ids=[row[0] for row in FAILED]
)
def test_an_error_is_none_of_those(
    reply: Reply,
    cls: type[errors.OpenRouterError],
    words: str,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(reply)
    remove = operation(method="DELETE", body=None, retry=IDEMPOTENT, request=None, response=None)
    result = run(core, remove, None)
    assert isinstance(result, Err)
    assert isinstance(result.failure(), cls)
    assert words in str(result.failure())


def test_an_injected_client_gives_the_same(server: LocalServer) -> None:
    remove = operation(method="DELETE", body=None, retry=IDEMPOTENT, request=None, response=None)
    server.always(Reply(204))
    with httpx.Client(follow_redirects=True) as client:
        core = OpenRouterCore("a-key", server_url=server.url, http_client=client)
        assert call(core, remove, None) == Ok(None)

    async def run() -> Any:
        async with httpx.AsyncClient(follow_redirects=True) as client:
            core = OpenRouterCore("a-key", server_url=server.url, async_http_client=client)
            first = await call_async(core, remove, None)
            server.always(moved("/api/v1/others"))
            return first, await call_async(core, LOOK, None)

    first, second = asyncio.run(run())
    assert first == Ok(None)
    assert second.failure().status_code == 308  # it is followed once, whatever the client would do
    assert len(server.requests) == 4


def test_what_gives_nothing_can_be_warmed_up(core: OpenRouterCore) -> None:
    assert warm_up(core, external_users_delete, external_users_delete_async) == Ok(None)


def test_a_body_that_broke_off_is_no_success(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.json({"deleted": True}).cut(at=5))
    never = core.with_options(retry_config=RetryConfig("none"))
    remove = operation(method="DELETE", body=None, retry=IDEMPOTENT, request=None, response=None)
    assert isinstance(run(never, remove, None).failure(), errors.APIConnectionError)


def test_where_a_body_is_expected_none_is_an_error(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply(204))
    error = run(core, operation(), {}).failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert "204, and the body is empty" in str(error)


def test_a_lost_deletion_is_tried_again(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(503, "Busy"), Reply(204))
    remove = operation(method="DELETE", body=None, retry=IDEMPOTENT, request=None, response=None)
    assert run(core, remove, None).unwrap() is None
    assert len(server.requests) == 2


# --- a redirect that is part of the response --------------------------------------------------------------------------

LOOK = operation(method="GET", body=None, request=None, retry=SAFE, follows=True)


def moved(location: str, status: int = 308) -> Reply:
    return Reply(status, {"Location": location})


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/api/v1/others", "/api/v1/others"),
        ("others?a=b", "/api/v1/others?a=b"),
        ("{origin}/api/v1/others#there", "/api/v1/others"),
    ],
)
def test_a_redirect_within_the_server_is_followed_with_the_key(
    status: int, location: str, target: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(moved(location.format(origin=server.origin), status))
    response = run(core, LOOK, None).unwrap()
    assert response.http_meta.url == f"{server.origin}{target.partition('?')[0]}"
    assert response.http_meta.attempts == 1
    assert [request.target for request in server.requests] == ["/api/v1/things", target]
    assert {request.headers["authorization"] for request in server.requests} == {"Bearer a-key"}


@pytest.mark.parametrize("follows", [True, False])
@pytest.mark.parametrize(
    ("status", "location"),
    [
        (308, "https://elsewhere.example/api/v1/things"),
        (308, "//elsewhere.example/things"),
        (308, "http://127.0.0.1:1/api/v1/things"),
        (308, "http://localhost:{port}/api/v1/things"),
        (308, "https://127.0.0.1:{port}/api/v1/things"),
        (308, "http://user:word@127.0.0.1:{port}/api/v1/things"),
        (308, "http://["),
        (308, "/a b"),
        (308, ""),
        (303, "/api/v1/others"),
        (300, "/api/v1/others"),
        (304, "/api/v1/others"),
    ],
)
def test_any_other_redirect_is_an_error(
    status: int,
    location: str,
    follows: bool,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(moved(location.format(port=server.port), status))
    result = run(core, LOOK._replace(follows=follows), None)
    assert isinstance(result.failure(), errors.OpenRouterDefaultError)
    assert result.failure().status_code == status
    assert len(server.requests) == 1


def test_a_redirect_is_followed_once(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    server.always(moved("/api/v1/things"))
    assert run(core, LOOK, None).failure().status_code == 308
    assert len(server.requests) == 2


def test_what_is_behind_a_redirect_is_tried_again_there(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(moved("/api/v1/others"), Reply.error(503, "Busy"))
    assert run(core, LOOK, None).unwrap().http_meta.attempts == 2
    assert [request.path for request in server.requests[1:]] == ["/api/v1/others"] * 2


def test_a_redirect_is_followed_for_no_other_operation(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(moved("/api/v1/others"))
    assert run(core, operation(), {}).failure().status_code == 308
    assert len(server.requests) == 1


# --- what a function cannot take --------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [True, "true", "True", "1", "yes"])
@pytest.mark.parametrize("where", ["request", "extra_query"])
def test_a_field_that_gives_something_else_is_refused_before_the_call(
    value: Any, where: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    listed = operation(method="GET", body=None, retry=SAFE, refused={"use_rss": "call request()"})
    fields = {"use_rss": value} if where == "request" else {}
    options = RequestOptions(extra_query={"use_rss": value} if where == "extra_query" else None)
    error = run(core, listed, fields, options=options).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (str(error), error.path) == ("use_rss: call request()", "use_rss")
    assert server.requests == []


@pytest.mark.parametrize("value", [False, None, "false", "False", "0", ""])
def test_a_switch_that_is_off_is_no_reason_to_refuse(
    value: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    listed = operation(method="GET", body=None, retry=SAFE, refused={"use_rss": "call request()"})
    run(core, listed, {"use_rss": value}).unwrap()
