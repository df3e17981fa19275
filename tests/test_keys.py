"""Whose server a key is for, what a key is, and what else of a user's is not shown."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from openrouter_core import Err, Hooks, Ok, OpenRouterCore, RequestOptions, RetryConfig
from openrouter_core._protocol.url import is_confidential, same_origin
from openrouter_core._shown import Covered
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.models_list import models_list
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer

KEY = "sk-or-v1-0123456789abcdef0123456789abcdef"
REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
ONCE = RetryConfig("none")


class Sent:
    """What a stand-in for the network was sent."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json={"choices": [{"message": {"content": "Hi"}}]})

    @property
    def keys(self) -> list[str | None]:
        return [request.headers.get("authorization") for request in self.requests]


@pytest.fixture
def sent() -> Sent:
    return Sent()


def core_of(sent: Sent, *args: Any, **settings: Any) -> OpenRouterCore:
    client = httpx.Client(transport=httpx.MockTransport(sent))
    return OpenRouterCore(*args, http_client=client, retry_config=ONCE, **settings)


# --- a key belongs to its server -----------------------------------------------------------------

OTHERS = [
    "https://partner.example/v1",
    "https://eu.openrouter.ai/api/v1",
    "https://openrouter.ai.evil.test/api/v1",
    "https://openrouter.ai:8443/api/v1",
    "http://127.0.0.1:1234/v1",
    "http://localhost/v1",
]
SAME = [
    "https://openrouter.ai/api/v1",
    "https://openrouter.ai/api/v2/",
    "https://OPENROUTER.ai:443/api",
    "HTTPS://openrouter.ai/api/v1",
    "https://openrouter.ai./api/v1",
]


@pytest.mark.parametrize("key", [KEY, lambda: KEY], ids=["a key", "a function"])
@pytest.mark.parametrize("url", OTHERS)
def test_the_cores_key_goes_to_no_other_server(sent: Sent, key: Any, url: str) -> None:
    core = core_of(sent, key)
    error = chat_send(core, REQUEST, options=RequestOptions(server_url=url)).failure()
    assert type(error) is errors.InvalidRequestError
    assert "RequestOptions(api_key=)" in str(error)
    assert KEY not in f"{error} {error!r}"
    assert sent.requests == []
    own = RequestOptions(server_url=url, api_key="its-own-key")
    assert isinstance(chat_send(core, REQUEST, options=own), Ok)
    header = RequestOptions(server_url=url, headers={"Authorization": "Basic abc"})
    assert isinstance(chat_send(core, REQUEST, options=header), Ok)
    assert sent.keys == ["Bearer its-own-key", "Basic abc"]


def test_what_needs_no_key_goes_there_without_one(sent: Sent) -> None:
    core = core_of(sent, KEY)
    options = RequestOptions(server_url="https://partner.example/v1")
    models_list(core, options=options)
    assert sent.keys in ([None], [])


@pytest.mark.parametrize("url", SAME)
def test_another_path_of_the_same_server_gets_the_key(sent: Sent, url: str) -> None:
    core = core_of(sent, KEY)
    assert isinstance(chat_send(core, REQUEST, options=RequestOptions(server_url=url)), Ok)
    assert sent.keys == [f"Bearer {KEY}"]


def test_the_cores_own_server_may_be_any(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    here = "https://gateway.example/v1"
    core = core_of(sent, KEY, server_url=here)
    assert isinstance(chat_send(core, REQUEST), Ok)
    assert isinstance(chat_send(core, REQUEST, options=RequestOptions(server_url=here + "/2")), Ok)
    away = RequestOptions(server_url="https://openrouter.ai/api/v1")
    assert isinstance(chat_send(core, REQUEST, options=away), Err)
    monkeypatch.setenv("OPENROUTER_SERVER_URL", here)
    assert isinstance(chat_send(core_of(sent, KEY), REQUEST), Ok)
    assert sent.keys == [f"Bearer {KEY}"] * 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *[("https://openrouter.ai/api/v1", url, True) for url in SAME],
        *[("https://openrouter.ai/api/v1", url, False) for url in OTHERS],
        ("http://[::1]:80/", "http://[::1]", True),
        ("http://a:x", "http://a", False),
        (None, "http://a", False),
    ],
)
def test_which_urls_are_of_one_server(one: object, other: object, same: bool) -> None:
    assert same_origin(one, other) is same_origin(other, one) is same


# --- a key goes over http to this machine only ---------------------------------------------------

LOOPBACK = [
    "http://localhost:1234/v1",
    "http://LOCALHOST/v1",
    "http://localhost./v1",
    "http://models.localhost/v1",
    "http://127.0.0.1:8000/v1",
    "http://127.8.9.10/v1",
    "http://[::1]:8000/v1",
    "http://[0:0:0:0:0:0:0:1]/v1",
]
ELSEWHERE = [
    "http://models.example/v1",
    "http://10.0.0.1/v1",
    "http://192.168.1.5:11434/v1",
    "http://localhost.example/v1",
    "http://notlocalhost/v1",
    "http://127.0.0.1.example/v1",
    "http://127.0.0/v1",
    "http://128.0.0.1/v1",
    "http://[fe80::1]/v1",
    "http://[::2]/v1",
    "HTTP://models.example/v1",
]


@pytest.mark.parametrize("url", LOOPBACK)
def test_a_key_goes_over_http_to_this_machine(sent: Sent, url: str) -> None:
    assert isinstance(chat_send(core_of(sent, KEY, server_url=url), REQUEST), Ok)
    assert sent.keys == [f"Bearer {KEY}"]
    assert is_confidential(url)


@pytest.mark.parametrize("given", ["core", "function", "options", "header", "environment"])
@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_key_goes_over_http_to_no_other_machine(
    sent: Sent, monkeypatch: pytest.MonkeyPatch, url: str, given: str
) -> None:
    options = None
    asked: list[int] = []

    def ask() -> str:
        asked.append(1)
        return KEY

    match given:
        case "core":
            core = core_of(sent, KEY, server_url=url)
        case "function":
            core = core_of(sent, ask, server_url=url)
        case "environment":
            monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
            monkeypatch.setenv("OPENROUTER_SERVER_URL", url)
            core = core_of(sent)
        case "header":
            core = core_of(sent)
            headers = {"Authorization": f"Bearer {KEY}"}
            options = RequestOptions(server_url=url, headers=headers)
        case _:
            core = core_of(sent)
            options = RequestOptions(server_url=url, api_key=KEY)
    error = chat_send(core, REQUEST, options=options).failure()
    assert type(error) is errors.InvalidRequestError
    assert "allow_http=True" in str(error)
    assert url in str(error)
    assert (sent.requests, asked) == ([], [])
    allowed = core.with_options(allow_http=True)
    assert isinstance(chat_send(allowed, REQUEST, options=options), Ok)
    assert sent.keys == [f"Bearer {KEY}"]


def test_without_a_key_any_server_may_be_asked_over_http(sent: Sent) -> None:
    core = core_of(sent, server_url="http://models.example/v1")
    assert isinstance(chat_send(core, REQUEST), Ok)
    assert sent.keys == [None]


def test_allow_http_is_the_cores(sent: Sent) -> None:
    core = core_of(sent, KEY, server_url="http://models.example/v1", allow_http=True)
    assert core.allow_http
    assert isinstance(chat_send(core, REQUEST), Ok)
    assert isinstance(chat_send(core.with_options(x_title="A"), REQUEST), Ok)
    assert isinstance(chat_send(core.with_options(allow_http=False), REQUEST), Err)
    with pytest.raises(TypeError, match="allow_http"):
        OpenRouterCore(KEY, allow_http="yes")  # type: ignore[arg-type]  # which is the point


# --- what a key is -------------------------------------------------------------------------------

MISTAKES = [
    f"Bearer {KEY}",
    f"bearer {KEY}",
    f"BEARER\t{KEY}",
    f"Bearer:{KEY}",
    f"'{KEY}'",
    f'"{KEY}"',
    f'"{KEY}',
    f"{KEY}'",
    f"`{KEY}`",
    KEY[:12] + '"' + KEY[12:],
    f"OPENROUTER_API_KEY={KEY}",
    f"OPENROUTER_API_KEY='{KEY}'",
    f"openrouter_api_key={KEY}",
    f"export OPENROUTER_API_KEY={KEY}",
    f"OPENROUTER_API_KEY: {KEY}",
    KEY[:12] + " " + KEY[12:],
    KEY[:12] + "\t" + KEY[12:],
    f"OPENROUTER_KEY={KEY}",
    f"api_key={KEY}",
    f"api_key:{KEY}",
    f"<{KEY}>",
    f"{{{KEY}}}",
    f"${{{KEY}}}",
    f"[{KEY}]",
    f"{KEY};",
    f"{KEY},",
    f"{KEY}\\n",
    f"{KEY}=",
    f"Bearer%20{KEY}",
    f"Bearer{KEY}",
    f"https://openrouter.ai/?key={KEY}",
]


@pytest.mark.parametrize("key", MISTAKES)
@pytest.mark.parametrize("place", ["core", "options", "function", "environment"])
def test_a_key_with_more_than_the_key_is_refused_here(
    sent: Sent, monkeypatch: pytest.MonkeyPatch, key: str, place: str
) -> None:
    options = RequestOptions(api_key=key) if place == "options" else None
    if place == "environment":
        monkeypatch.setenv("OPENROUTER_API_KEY", key)
    given: Any = {"core": key, "function": lambda: key}.get(place)
    error = chat_send(core_of(sent, given), REQUEST, options=options).failure()
    assert type(error) is errors.InvalidRequestError
    name = "OPENROUTER_API_KEY" if place == "environment" else "api_key"
    assert str(error).startswith(f"{name}: it ")
    assert KEY[12:] not in f"{error} {error!r} {vars(error)}"
    assert sent.requests == []


PLACEHOLDERS = [
    "$OPENROUTER_API_KEY",
    "${OPENROUTER_API_KEY}",
    "$(cat key)",
    "%OPENROUTER_API_KEY%",
    "<your-key>",
    "{{api_key}}",
    "OPENROUTER_KEY=abc",
    "bearer%20abc",
    "sk-or-v1-...",
    "sk-or-",
]


@pytest.mark.parametrize("key", PLACEHOLDERS)
def test_what_stands_for_a_key_is_none(sent: Sent, key: str) -> None:
    error = chat_send(core_of(sent, key), REQUEST).failure()
    assert type(error) is errors.InvalidRequestError
    assert str(error).startswith("api_key: it ")
    assert sent.requests == []


@pytest.mark.parametrize(
    "key",
    [
        "x",
        "a$b%c<d>{e}",
        "abc;",
        "OPENROUTER",
        KEY,
        "sk-or-v1-a_B-9",
        "ollama",
        "sk-proj-abc",
        "bearer-of-bad-news",
        "bearertoken",
        "a=b",
        "tok;en/+=",
        "a.b.c",
    ],
)
def test_keys_of_other_servers_are_keys(sent: Sent, key: str) -> None:
    assert isinstance(chat_send(core_of(sent, key, server_url="https://a.test"), REQUEST), Ok)
    assert sent.keys == [f"Bearer {key}"]


@pytest.mark.parametrize(("key", "said"), [("sk-proj-0123456789abcdef", True), (KEY, False)])
def test_a_401_of_openrouter_tells_how_its_keys_begin(key: str, said: bool) -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        return httpx.Response(401, json={"error": {"code": 401, "message": "User not found."}})

    client = httpx.Client(transport=httpx.MockTransport(refuse))
    for stream in (False, True):
        result: Any = chat_send(OpenRouterCore(key, http_client=client), REQUEST, stream=stream)
        error = result.failure()
        assert type(error) is errors.UnauthorizedResponseError
        assert ("sk-or-" in str(error)) is said
        assert key not in str(error)


# --- what else is not shown ----------------------------------------------------------------------

SECRETS: dict[str, dict[str, Any]] = {
    "headers": {"headers": {"X-Api-Key": "s3cret-value", "X-Seen": "seen"}},
    "body": {"extra_body": {"api_key": "s3cret-value", "seen": "seen"}},
    "deep": {"extra_body": {"a": [{"b": ({"Authorization": "s3cret-value"},)}], "seen": "seen"}},
    "an object": {"extra_body": {"credentials": {"user": "s3cret-value"}, "seen": "seen"}},
    "a list": {"extra_body": {"secrets": ["s3cret-value"], "seen": "seen"}},
    "named": {
        "extra_body": {"headers": [{"name": "X-Token", "value": "s3cret-value"}], "a": "seen"}
    },
    "in a text": {"extra_body": {"note": "Bearer s3cret-value", "seen": "seen"}},
    "in a URL": {"extra_body": {"url": "https://me:s3cret-value@h.test/", "seen": "seen"}},
    "a number": {"extra_body": {"password": 5330070, "seen": "seen"}},
    "query": {"extra_query": {"token": "s3cret-value", "seen": "seen"}},
    "query, several": {"extra_query": {"sessionToken": ["s3cret-value"], "seen": "seen"}},
}


@pytest.mark.parametrize("given", SECRETS.values(), ids=SECRETS.keys())
def test_no_representation_shows_a_users_other_secrets(given: dict[str, Any]) -> None:
    options = RequestOptions(**given)
    settings = OpenRouterCore(KEY).settings(options, stream=False)
    for shown in (repr(options), str(options), repr(settings), f"{vars(options)}"):
        assert "s3cret-value" not in shown
        assert "5330070" not in shown
        assert "***" in shown
        assert "seen" in shown
    for name, value in given.items():
        assert getattr(options, name) == value, "what is kept is what was given"


@pytest.mark.parametrize("given", SECRETS.values(), ids=SECRETS.keys())
def test_the_locals_of_options_that_are_wrong_do_not_show_them(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="seconds") as raised:
        RequestOptions(**given, timeout=-1)
    told = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    ours = [f"{frame.locals}" for frame in told.stack if "openrouter_core" in frame.filename]
    assert ours
    assert [frame for frame in ours if "s3cret-value" in frame] == []


def test_counts_are_no_secrets() -> None:
    body = {"max_tokens": 100, "max_completion_tokens": 5.5, "use_auth": True, "token": None}
    assert repr(Covered(body)) == repr(body)


def test_what_is_covered_is_sent_whole(sent: Sent) -> None:
    options = RequestOptions(extra_body={"api_key": "s3cret"}, extra_query={"token": "s3cret"})
    assert isinstance(chat_send(core_of(sent, KEY), REQUEST, options=options), Ok)
    [request] = sent.requests
    assert b'"api_key":"s3cret"' in request.content
    assert request.url.params["token"] == "s3cret"


# --- what is called wrongly ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "kind"), [([], "list"), ("sk-or-v1-mine", "str"), (None, "NoneType"), ({}, "dict")]
)
def test_a_first_argument_that_is_no_core_is_a_type_error_that_says_so(
    first: Any, kind: str
) -> None:
    wanted = f"expected an OpenRouterCore as the first argument; got a value of type {kind}"
    with pytest.raises(TypeError, match=wanted):
        chat_send(first, OpenRouterCore("k"))  # type: ignore[call-overload]  # which is the point
    with pytest.raises(TypeError, match=wanted):
        asyncio.run(chat_send_async(first, REQUEST))
    with pytest.raises(TypeError, match=wanted):
        models_list(first)


def without_a_loop(make: Callable[[], Any]) -> Any:
    with pytest.raises(StopIteration) as stopped:
        make().send(None)
    return stopped.value.value


@pytest.mark.parametrize("stream", [False, True])
def test_without_asyncio_an_async_function_gives_an_err_that_names_it(stream: bool) -> None:
    core = OpenRouterCore(KEY)
    error = without_a_loop(lambda: chat_send_async(core, REQUEST, stream=stream)).failure()
    assert type(error) is errors.InvalidRequestError
    assert "asyncio" in str(error)
    assert without_a_loop(core.aclose) is None


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def test_under_trio_it_is_an_err_and_closing_closes_what_sync_calls_opened(
    server: LocalServer,
) -> None:
    trio = pytest.importorskip("trio", reason="trio is optional")
    seen: list[object] = []

    async def main() -> None:
        hooks = Hooks(on_error=seen.append)
        async with OpenRouterCore(KEY, server_url=server.url, hooks=hooks) as core:
            result = await chat_send_async(core, REQUEST)
            assert "asyncio" in str(result.failure())
            whole = await trio.to_thread.run_sync(chat_send, core, REQUEST)
            assert isinstance(whole, Ok)

    trio.run(main)
    assert len(seen) == 1
    server.wait_for_open_connections(0)
