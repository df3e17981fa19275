"""What one call uses: key, server, headers, body, limits, hooks; and what of it is ever shown."""

from __future__ import annotations

import asyncio
import functools
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import httpx
import pytest

from openrouter_core import (
    UNSET,
    Err,
    Hooks,
    Ok,
    OpenRouterCore,
    PreparedRequest,
    RequestOptions,
    RetryConfig,
    Timeout,
)
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.hooks import ErrorEvent, ResponseEvent, RetryEvent
from openrouter_core.models import ChatGenerationParams, UserMessage, errors
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.timeouts import Limits, limits_of

QUESTION: dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}]}
DEFAULT = "https://openrouter.ai/api/v1"
ENVIRONMENT = "https://environment.test/api"
CODE = "https://code.test:8080/v1"
SECRET = "sk-or-v1-0123456789abcdef"
Result = Ok[Any] | Err[Any]


class Network:
    """Every host there is: keeps what it was sent, and answers with what was put up."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answers: list[httpx.Response] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return (
            self.answers.pop(0) if self.answers else httpx.Response(200, json=completion("Hello."))
        )

    async def answer_async(self, request: httpx.Request) -> httpx.Response:
        return self(request)

    @property
    def body(self) -> Any:
        """The last request's body."""
        return json.loads(self.requests[-1].content)


class Caller:
    """Sends a request through a `Network`, in the sync or the async form."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous
        self.network = Network()

    def __call__(
        self,
        request: Any = QUESTION,
        *,
        options: RequestOptions | None = None,
        stream: bool = False,
        **settings: Any,
    ) -> Result:
        if self.asynchronous:
            return asyncio.run(self._call_async(request, options, stream, settings))
        with httpx.Client(transport=httpx.MockTransport(self.network)) as client:
            core = OpenRouterCore(http_client=client, **settings)
            return self._whole(chat_send(core, request, stream=stream, options=options))

    async def _call_async(
        self, request: Any, options: RequestOptions | None, stream: bool, settings: dict[str, Any]
    ) -> Result:
        transport = httpx.MockTransport(self.network.answer_async)
        async with httpx.AsyncClient(transport=transport) as client:
            core = OpenRouterCore(async_http_client=client, **settings)
            result = await chat_send_async(core, request, stream=stream, options=options)
            return self._whole(result)

    def _whole(self, result: Any) -> Result:
        assert isinstance(result, Ok | Err)
        return result

    @property
    def sent(self) -> httpx.Request:
        """The only request that was sent."""
        (request,) = self.network.requests
        return request


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


async def async_key() -> str:
    return "async"


def giving(value: Any) -> Callable[[], Any]:
    return lambda: value


# --- the key -------------------------------------------------------------------------------------

KEY = {"OPENROUTER_API_KEY": "environment"}
SERVER = {"OPENROUTER_SERVER_URL": ENVIRONMENT}
KEYS: dict[str, tuple[dict[str, str], dict[str, Any], dict[str, Any], str, str | None]] = {
    # environment; core; options; where it goes; with which Authorization
    "environment": (KEY, {}, {}, DEFAULT, "Bearer environment"),
    "environment, its own server": (KEY | SERVER, {}, {}, ENVIRONMENT, "Bearer environment"),
    "environment, code's server": (KEY, {"server_url": CODE}, {}, CODE, None),
    "environment, the call's server": (KEY, {}, {"server_url": CODE}, CODE, None),
    "environment, its server and code's": (KEY | SERVER, {"server_url": CODE}, {}, CODE, None),
    "environment, its server and the call's": (KEY | SERVER, {}, {"server_url": CODE}, CODE, None),
    "environment, code names its server": (
        KEY | SERVER,
        {"server_url": ENVIRONMENT + "/"},
        {},
        ENVIRONMENT,
        "Bearer environment",
    ),
    "environment, code names the default": (
        KEY | SERVER,
        {"server_url": DEFAULT + "/"},
        {},
        DEFAULT,
        "Bearer environment",
    ),
    "environment, a server like the default": (
        KEY,
        {"server_url": DEFAULT.replace("https", "http")},
        {},
        DEFAULT.replace("https", "http"),
        None,
    ),
    "environment, a server below the default": (
        KEY,
        {"server_url": "https://openrouter.ai.evil.test/api/v1"},
        {},
        "https://openrouter.ai.evil.test/api/v1",
        None,
    ),
    "its server without a key": (SERVER, {}, {}, ENVIRONMENT, None),
    "core": (KEY, {"api_key": "core"}, {}, DEFAULT, "Bearer core"),
    "core, code's server": ({}, {"api_key": "core", "server_url": CODE}, {}, CODE, "Bearer core"),
    "core, environment's server": (
        KEY | SERVER,
        {"api_key": "core"},
        {},
        ENVIRONMENT,
        "Bearer core",
    ),
    "call": (KEY, {"api_key": "core"}, {"api_key": "call"}, DEFAULT, "Bearer call"),
    "call, code's server": (KEY, {"server_url": CODE}, {"api_key": "call"}, CODE, "Bearer call"),
    "a function": (KEY, {"api_key": giving("given")}, {}, DEFAULT, "Bearer given"),
    "a function of the call": (
        {},
        {"api_key": "core"},
        {"api_key": giving("x")},
        DEFAULT,
        "Bearer x",
    ),
    "a whole header": (
        KEY,
        {"api_key": "core"},
        {"headers": {"authorization": "Basic dXNlcg=="}},
        DEFAULT,
        "Basic dXNlcg==",
    ),
    "a whole header, code's server": (
        KEY,
        {"server_url": CODE},
        {"headers": {"AUTHORIZATION": "Token x"}},
        CODE,
        "Token x",
    ),
}


@pytest.mark.parametrize(
    ("environment", "core", "options", "server", "authorization"), KEYS.values(), ids=KEYS.keys()
)
def test_which_key_goes_to_which_server(
    call: Caller,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    core: dict[str, Any],
    options: dict[str, Any],
    server: str,
    authorization: str | None,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = call(options=RequestOptions(**options), **core)
    assert isinstance(result, Ok)
    assert str(call.sent.url) == f"{server}/chat/completions"
    assert call.sent.headers.get("authorization") == authorization
    assert len(call.sent.headers.get_list("authorization")) == (authorization is not None)


def test_the_environment_is_read_when_a_request_is_made(
    call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("first", "second"):
        monkeypatch.setenv("OPENROUTER_API_KEY", key)
        call()
    sent = [request.headers["authorization"] for request in call.network.requests]
    assert sent == ["Bearer first", "Bearer second"]


def test_a_function_is_asked_at_each_request(call: Caller) -> None:
    keys = iter(["first", "second"])
    with httpx.Client(transport=httpx.MockTransport(call.network)) as client:
        core = OpenRouterCore(lambda: next(keys), http_client=client)
        chat_send(core, QUESTION)
        chat_send(core, QUESTION)
    sent = [request.headers["authorization"] for request in call.network.requests]
    assert sent == ["Bearer first", "Bearer second"]


def test_an_async_function_gives_the_key_in_async_code() -> None:
    for source in (async_key, functools.partial(async_key)):
        call = Caller(asynchronous=True)
        assert isinstance(call(api_key=source), Ok)
        assert call.sent.headers["authorization"] == "Bearer async"


@pytest.mark.parametrize(
    "source",
    [async_key, functools.partial(async_key), lambda: async_key()],
    ids=["async", "partial", "a sync function that gives an awaitable"],
)
@pytest.mark.parametrize("place", ["core", "options"])
def test_an_async_function_in_a_sync_call_is_an_invalid_request(source: Any, place: str) -> None:
    call = Caller(asynchronous=False)
    if place == "core":
        error = call(api_key=source).failure()
    else:
        error = call(options=RequestOptions(api_key=source)).failure()
    assert type(error) is errors.InvalidRequestError
    assert "async" in str(error)
    assert call.network.requests == []


BAD_KEYS = {
    "empty": "",
    "a newline at its end": SECRET + "\n",
    "a line break and a header": SECRET + "\r\nX-Evil: 1",
    "a space at its end": SECRET + " ",
    "a space at its beginning": " " + SECRET,
    "a NUL": SECRET + "\0",
    "not ASCII": SECRET + "é",
    "a lone surrogate": SECRET + "\ud800",
    "bytes": SECRET.encode(),
    "a number": 5,
}


@pytest.mark.parametrize("key", BAD_KEYS.values(), ids=BAD_KEYS.keys())
@pytest.mark.parametrize("place", ["core", "options", "function"])
def test_a_key_that_cannot_be_sent_is_an_error_that_does_not_show_it(
    call: Caller, key: Any, place: str
) -> None:
    if place == "core":
        result = call(api_key=key)
    elif place == "options":
        result = call(options=RequestOptions(api_key=key))
    else:
        result = call(api_key=lambda: key)
    error = result.failure()
    assert type(error) is errors.InvalidRequestError
    assert "api_key" in str(error)
    assert SECRET not in f"{error!s}{error!r}{error.__dict__}"
    assert call.network.requests == []


def test_a_bad_key_in_the_environment_or_in_a_header_is_not_shown_either(
    call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad_header = RequestOptions(headers={"Authorization": f"Bearer {SECRET}\n"})
    monkeypatch.setenv("OPENROUTER_API_KEY", SECRET + "\n")
    for error in (call().failure(), call(options=bad_header).failure()):
        assert type(error) is errors.InvalidRequestError
        assert SECRET not in f"{error!s}{error!r}{error.__dict__}"
    assert call.network.requests == []


@pytest.mark.parametrize(
    "environment", [{}, {"OPENROUTER_API_KEY": ""}, {"OPENROUTER_SERVER_URL": ""}]
)
@pytest.mark.parametrize("stream", [False, True])
def test_without_a_key_for_the_default_server_nothing_is_sent(
    call: Caller, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], stream: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for server_url in (None, DEFAULT):
        error = call(stream=stream, server_url=server_url).failure()
        assert type(error) is errors.InvalidRequestError
        assert "OPENROUTER_API_KEY" in str(error)
    assert call.network.requests == []


def test_a_function_that_gives_no_key_or_raises_is_an_error(call: Caller) -> None:
    def broken() -> str:
        raise KeyError(SECRET)

    assert type(call(api_key=lambda: None).failure()) is errors.InvalidRequestError
    error = call(api_key=broken).failure()
    assert type(error) is errors.UnexpectedClientError
    assert "KeyError" in str(error)
    assert SECRET not in str(error)
    assert isinstance(error.__cause__, KeyError)
    assert call.network.requests == []


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_what_is_no_exception_passes_through_a_users_function(
    interruption: type[BaseException],
) -> None:
    def interrupted(*_: object) -> Any:
        raise interruption

    settings: dict[str, Any]
    for settings in (
        {"api_key": interrupted},
        {"api_key": "x", "hooks": Hooks(before_request=interrupted)},
        {"api_key": "x", "hooks": Hooks(after_response=interrupted)},
    ):
        with pytest.raises(interruption):
            Caller(asynchronous=False)(**settings)


# --- servers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("localhost:8080/v1", "http"),
        ("ftp://files.test/", "http"),
        ("openrouter.ai/api/v1", "http"),
        ("http://", "host"),
        ("https:///api/v1", "host"),
        ("http://host:0/", "port"),
        ("http://host:99999/", "URL"),
        ("http://host:port/", "URL"),
        ("http://[::1/", "URL"),
        (f"http://user:{SECRET}@host/", "password"),
        (f"http://{SECRET}@host/", "user"),
        ("http://host/v1?key=1", "query"),
        ("http://host/v1#part", "fragment"),
        ("http://host/a b", "space"),
        ("http://host/\n", "control"),
        ("http://hóst/", "ASCII"),
        (5, "string"),
        (httpx.URL("http://host/"), "string"),
        (b"http://host/", "string"),
    ],
)
def test_a_server_url_that_is_none_is_an_invalid_request(
    call: Caller, url: Any, words: str
) -> None:
    for result in (call(server_url=url), call(options=RequestOptions(server_url=url))):
        error = result.failure()
        assert type(error) is errors.InvalidRequestError
        assert "server_url" in str(error)
        assert words in str(error)
        assert SECRET not in str(error)
    assert call.network.requests == []


def test_a_bad_server_url_in_the_environment_is_an_invalid_request(
    call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENROUTER_SERVER_URL", "openrouter.ai")
    assert type(call(api_key="x").failure()) is errors.InvalidRequestError


@pytest.mark.parametrize("url", [CODE, CODE + "/", CODE + "//"])
def test_slashes_at_the_end_of_a_server_url_do_not_count(call: Caller, url: str) -> None:
    call(server_url=url)
    assert str(call.sent.url) == f"{CODE}/chat/completions"


# --- headers -------------------------------------------------------------------------------------

APP: dict[str, Any] = {
    "http_referer": "https://app.test",
    "x_title": "App",
    "app_categories": ["cli-agent", "programming"],
    "user_agent": "app/1.0",
}


def test_attribution_and_the_rest_are_sent(call: Caller) -> None:
    call(server_url=CODE, **APP)
    headers = call.sent.headers
    assert headers["http-referer"] == "https://app.test"
    assert headers["x-title"] == headers["x-openrouter-title"] == "App"
    assert headers["x-openrouter-categories"] == "cli-agent,programming"
    assert headers["user-agent"] == "app/1.0"
    assert headers["content-type"] == "application/json"
    assert headers["accept"] == "application/json"
    assert headers["content-length"] == str(len(call.sent.content))


def test_without_attribution_none_is_sent(call: Caller) -> None:
    call(server_url=CODE)
    sent = call.sent.headers
    assert not {"http-referer", "x-title", "x-openrouter-title", "x-openrouter-categories"} & set(
        sent
    )
    assert sent["user-agent"].startswith("openrouter-core/")


def test_a_stream_is_asked_for_in_the_headers_and_in_the_body(call: Caller) -> None:
    call(server_url=CODE, stream=True)
    assert call.sent.headers["accept"] == "text/event-stream"
    assert call.network.body["stream"] is True


@pytest.mark.parametrize(
    ("options", "changed"),
    [
        ({}, {}),
        ({"headers": {}}, {}),
        ({"headers": {"x-session-id": "s"}}, {"x-session-id": "s"}),
        ({"headers": {"X-TITLE": "Other"}}, {"x-title": "Other", "x-openrouter-title": "Other"}),
        ({"headers": {"http-referer": "https://b.test"}}, {"http-referer": "https://b.test"}),
        ({"headers": {"user-agent": "b/2"}}, {"user-agent": "b/2"}),
        ({"headers": {"accept": "*/*"}}, {"accept": "*/*"}),
        ({"x_title": "Other"}, {"x-title": "Other", "x-openrouter-title": "Other"}),
        ({"http_referer": "https://b.test"}, {"http-referer": "https://b.test"}),
        ({"headers": {"X-OpenRouter-Cache": "true"}}, {"x-openrouter-cache": "true"}),
        ({"headers": {"X-Empty": ""}}, {"x-empty": ""}),
        ({"headers": {"X-Tab": "a\tb"}}, {"x-tab": "a\tb"}),
    ],
)
def test_the_calls_headers_are_laid_over_the_cores_without_case(
    call: Caller, options: dict[str, Any], changed: dict[str, str]
) -> None:
    call(server_url=CODE, **APP)
    plain = dict(call.network.requests.pop().headers)
    call(server_url=CODE, options=RequestOptions(**options), **APP)
    assert dict(call.sent.headers) == {**plain, **changed}
    for name in call.sent.headers:
        assert len(call.sent.headers.get_list(name)) == 1


BAD_VALUES = ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "é", " a", "a ", "\x7f", 5, None, b"a"]


@pytest.mark.parametrize("value", BAD_VALUES)
@pytest.mark.parametrize(
    "settings",
    [
        lambda value: {"options": RequestOptions(headers={"X-Secret": value})},
        lambda value: {"options": RequestOptions(http_referer=value or "é")},
        lambda value: {"x_title": value or "é"},
        lambda value: {"user_agent": value or "é"},
    ],
    ids=["headers", "http_referer", "x_title", "user_agent"],
)
def test_a_header_that_cannot_be_sent_is_an_invalid_request_that_does_not_show_it(
    call: Caller, value: Any, settings: Callable[[Any], dict[str, Any]]
) -> None:
    secret = f"{value}{SECRET}" if isinstance(value, str) and value.strip() == value else value
    error = call(server_url=CODE, **settings(secret)).failure()
    assert type(error) is errors.InvalidRequestError
    assert SECRET not in f"{error!s}{error!r}"
    assert "header" in str(error)
    assert call.network.requests == []


@pytest.mark.parametrize("name", ["", "a b", "a:", "a\n", "é", "\0", "X-\ud800"])
def test_a_header_name_that_cannot_be_sent_is_an_invalid_request(call: Caller, name: str) -> None:
    error = call(server_url=CODE, options=RequestOptions(headers={name: "x"})).failure()
    assert type(error) is errors.InvalidRequestError
    assert call.network.requests == []


# --- extra_body, extra_query, stream -------------------------------------------------------------


@pytest.mark.parametrize("request_", [QUESTION, ChatGenerationParams(messages=[UserMessage("Hi")])])
def test_extra_body_is_added_and_stands_in_place_of_the_requests(
    call: Caller, request_: Any
) -> None:
    extra = {"new": {"a": [None, 1.0]}, "seed": None, "n": UNSET, "messages": [{"role": "tool"}]}
    result = call(request_, server_url=CODE, options=RequestOptions(extra_body=extra))
    assert isinstance(result, Ok)
    assert call.network.body == {
        "messages": [{"role": "tool"}],
        "new": {"a": [None, 1.0]},
        "seed": None,
        "stream": False,
    }


def test_neither_the_request_nor_the_options_are_changed_by_a_call(call: Caller) -> None:
    request = json.loads(json.dumps(QUESTION))
    extra = {"new": [1]}
    call(request, server_url=CODE, options=RequestOptions(extra_body=extra, extra_query={"a": "1"}))
    assert request == QUESTION
    assert extra == {"new": [1]}


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), object(), b"x"])
def test_an_extra_body_that_json_cannot_hold_is_a_validation_error(
    call: Caller, value: Any
) -> None:
    options = RequestOptions(extra_body={"new": {"a": value}})
    error = call(server_url=CODE, options=options).failure()
    assert (type(error), error.path) == (errors.SDKValidationError, "new.a")
    assert call.network.requests == []


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ({"a": "1"}, "?a=1"),
        ({"a": 1, "b": 1.5}, "?a=1&b=1.5"),
        ({"a": True, "b": False}, "?a=true&b=false"),
        ({"a": ["x", "y"], "b": (True,)}, "?a=x&a=y&b=true"),
        ({"a": "é &=?#/+"}, "?a=%C3%A9%20%26%3D%3F%23%2F%2B"),
        ({"a b": "x"}, "?a%20b=x"),
        ({"a": None, "b": UNSET, "c": ""}, "?c="),
        ({"a": None}, ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_extra_query_is_added_to_the_url(
    call: Caller, query: dict[str, Any] | None, sent: str
) -> None:
    assert isinstance(call(server_url=CODE, options=RequestOptions(extra_query=query)), Ok)
    assert str(call.sent.url) == f"{CODE}/chat/completions{sent}"


def test_an_extra_query_that_no_url_can_hold_is_an_invalid_request(call: Caller) -> None:
    options = RequestOptions(extra_query={"a": "\ud800"})
    error = call(server_url=CODE, options=options).failure()
    assert type(error) is errors.InvalidRequestError
    assert "extra_query" in str(error)


@pytest.mark.parametrize(
    ("said", "argument"),
    [(True, False), (False, True), (1, True), (0, False), ("true", True), ([], False)],
)
@pytest.mark.parametrize("place", ["request", "model", "extra_body"])
def test_a_stream_key_that_contradicts_the_argument_is_a_validation_error(
    call: Caller, said: Any, argument: bool, place: str
) -> None:
    options = RequestOptions(extra_body={"stream": said}) if place == "extra_body" else None
    request: Any = QUESTION
    if place == "request":
        request = {**QUESTION, "stream": said}
    elif place == "model":
        request = ChatGenerationParams(messages=[UserMessage("Hi")], stream=said)
    error = call(request, server_url=CODE, stream=argument, options=options).failure()
    assert (type(error), error.path) == (errors.SDKValidationError, "stream")
    if isinstance(said, bool):
        assert "argument" in str(error)
    assert call.network.requests == []


@pytest.mark.parametrize("argument", [False, True])
@pytest.mark.parametrize("said", ["the same", None, UNSET, "missing"])
def test_a_stream_key_that_agrees_or_is_empty_is_the_argument_in_its_place(
    call: Caller, argument: bool, said: object
) -> None:
    request = {"stream": argument if said == "the same" else said, **QUESTION, "seed": 1}
    if said == "missing":
        del request["stream"]
    assert isinstance(call(request, server_url=CODE, stream=argument), Ok)
    wanted = [*request] if "stream" in request else [*request, "stream"]
    assert list(call.network.body) == wanted
    assert call.network.body["stream"] is argument


# --- time limits ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "stream", "wanted"),
    [
        ((None, None), False, Limits(10, 300, 60, 60, 600)),
        ((None, None), True, Limits(10, 300, 60, 60, None)),
        ((5, None), False, Limits(5, 5, 5, 5, 5)),
        ((5, None), True, Limits(5, 5, 5, 5, None)),
        ((None, 5), False, Limits(5, 5, 5, 5, 5)),
        ((9, 5.5), False, Limits(5.5, 5.5, 5.5, 5.5, 5.5)),
        ((Timeout(), None), False, Limits(10, 300, 60, 60, 600)),
        ((Timeout(read=1), None), False, Limits(10, 1, 60, 60, 600)),
        ((Timeout(read=1), Timeout(write=2)), False, Limits(10, 1, 2, 60, 600)),
        ((Timeout(read=1), Timeout(read=None)), False, Limits(10, None, 60, 60, 600)),
        ((Timeout(total=30), None), True, Limits(10, 300, 60, 60, 30)),
        ((Timeout(total=None), None), False, Limits(10, 300, 60, 60, None)),
        ((Timeout(total=30), 5), False, Limits(5, 5, 5, 5, 5)),
        ((Timeout(total=30), 5), True, Limits(5, 5, 5, 5, 30)),
        ((5, Timeout(total=30, connect=None)), False, Limits(None, 5, 5, 5, 30)),
        ((5, Timeout(total=30)), True, Limits(5, 5, 5, 5, 30)),
        ((Timeout(pool=1, connect=2), None), True, Limits(2, 300, 60, 1, None)),
    ],
)
def test_which_limits_a_call_gets(layers: tuple[Any, ...], stream: bool, wanted: Limits) -> None:
    assert limits_of(*layers, stream=stream) == wanted


def test_the_limits_reach_the_client_with_each_request(call: Caller) -> None:
    call(server_url=CODE, timeout=7, options=RequestOptions(timeout=Timeout(connect=3, total=None)))
    limits = call.sent.extensions["timeout"]
    assert limits == {"connect": 3, "read": 7, "write": 7, "pool": 7}


def test_no_phase_may_last_longer_than_what_is_left_of_the_total(call: Caller) -> None:
    call(server_url=CODE, timeout=Timeout(total=2))
    limits = call.sent.extensions["timeout"]
    assert all(0 < limit <= 2 for limit in limits.values())


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), True, "5", [5], {"read": 5}])
def test_a_time_limit_that_is_a_mistake_is_a_value_error(value: Any) -> None:
    for make in (OpenRouterCore, RequestOptions):
        with pytest.raises(ValueError, match="seconds"):
            make(timeout=value)
    for phase in ("connect", "read", "write", "pool", "total"):
        with pytest.raises(ValueError, match=phase):
            Timeout(**{phase: value})


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "64M"])
def test_max_event_bytes_that_is_a_mistake_is_a_value_error(value: Any) -> None:
    with pytest.raises(ValueError, match="max_event_bytes"):
        OpenRouterCore(max_event_bytes=value)


# --- hooks ---------------------------------------------------------------------------------------


def test_hooks_are_called_in_order_with_frozen_values_without_the_key(call: Caller) -> None:
    seen: list[tuple[str, Any]] = []
    hooks = Hooks(
        before_request=[
            lambda r: seen.append(("before 1", r)),
            lambda r: seen.append(("before 2", r)),
        ],
        after_response=lambda e: seen.append(("after", e)),
        on_retry=lambda e: seen.append(("retry", e)),
        on_error=[lambda e: seen.append(("error 1", e)), lambda e: seen.append(("error 2", e))],
    )
    call.network.answers += [
        httpx.Response(429, headers={"retry-after-ms": "1"}, json={"error": {"code": 429}}),
        httpx.Response(400, json={"error": {"code": 400, "message": "No"}}),
    ]
    result = call(api_key=SECRET, hooks=hooks)
    names = [name for name, _ in seen]
    attempt = ["before 1", "before 2", "after"]
    assert names == [*attempt, "retry", *attempt, "error 1", "error 2"]
    kinds = [PreparedRequest, PreparedRequest, ResponseEvent]
    assert [type(value) for _, value in seen] == [
        *kinds,
        RetryEvent,
        *kinds,
        ErrorEvent,
        ErrorEvent,
    ]
    assert seen[-1][1].error is result.failure()
    for _, value in seen:
        assert SECRET not in repr(value)
        assert SECRET not in str(getattr(value, "request", value).headers)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            value.request = None
    request = seen[0][1]
    assert (request.operation, request.method, request.stream) == ("chat_send", "POST", False)
    assert json.loads(request.content) == {**QUESTION, "stream": False}


def test_async_hooks_are_awaited_in_async_code() -> None:
    seen: list[str] = []

    def watching(name: str) -> Callable[[Any], Any]:
        async def hook(event: Any) -> None:
            await asyncio.sleep(0)
            seen.append(name)

        return hook

    async def changing(request: PreparedRequest) -> PreparedRequest:
        return attrs.evolve(request, headers={**request.headers, "X-Added": "yes"})

    call = Caller(asynchronous=True)
    call.network.answers.append(httpx.Response(503, headers={"retry-after-ms": "1"}))
    call.network.answers.append(httpx.Response(400))
    hooks = Hooks(
        before_request=[watching("before"), changing],
        after_response=watching("after"),
        on_retry=watching("retry"),
        on_error=watching("error"),
    )
    call(server_url=CODE, hooks=hooks)
    assert seen == ["before", "after", "retry", "before", "after", "error"]
    assert [request.headers["x-added"] for request in call.network.requests] == ["yes", "yes"]


class AsyncHook:
    async def __call__(self, event: Any) -> None:
        raise AssertionError("never awaited")


async def async_hook(event: Any) -> None:
    raise AssertionError("never awaited")


@pytest.mark.parametrize(
    "name", ["before_request", "after_response", "on_error", "on_retry", "on_result"]
)
@pytest.mark.parametrize("hook", [async_hook, AsyncHook(), functools.partial(async_hook)])
def test_an_async_hook_in_a_sync_call_is_an_invalid_request(name: str, hook: Any) -> None:
    call = Caller(asynchronous=False)
    hooks: Any = {name: [print, hook]}
    error = call(server_url=CODE, hooks=Hooks(**hooks)).failure()
    assert type(error) is errors.InvalidRequestError
    assert "async" in str(error)
    assert call.network.requests == []


def broken(_: object) -> None:
    raise RuntimeError("broken")


def test_a_before_request_hook_that_raises_stops_the_call_before_anything_is_sent(
    call: Caller,
) -> None:
    seen: list[ErrorEvent] = []
    hooks = Hooks(
        before_request=[broken, lambda _: pytest.fail("not called")], on_error=seen.append
    )
    error = call(server_url=CODE, hooks=hooks).failure()
    assert type(error) is errors.UnexpectedClientError
    assert "before_request" in str(error)
    assert isinstance(error.__cause__, RuntimeError)
    assert seen[0].error is error
    assert call.network.requests == []


@pytest.mark.parametrize("name", ["after_response", "on_error", "on_retry", "on_result"])
@pytest.mark.parametrize("stream", [False, True])
def test_an_observing_hook_that_raises_is_logged_and_the_result_stands(
    call: Caller, caplog: pytest.LogCaptureFixture, name: str, stream: bool
) -> None:
    seen: list[object] = []
    given: Any = {name: [broken, seen.append]}
    hooks = Hooks(**given)
    call.network.answers.append(httpx.Response(429, headers={"retry-after-ms": "1"}))
    if name == "on_error":
        call.network.answers.append(httpx.Response(400))
    result = call(server_url=CODE, hooks=hooks, stream=stream)
    assert isinstance(result, Err if name == "on_error" else Ok)
    assert seen, "the next hook is called all the same"
    assert "RuntimeError" in caplog.text


def test_a_changed_request_is_what_the_next_hook_sees_and_what_is_sent(call: Caller) -> None:
    def first(request: PreparedRequest) -> PreparedRequest:
        return attrs.evolve(
            request,
            url=request.url + "?debug=1",
            headers={**request.headers, "X-Added": "yes"},
            content=b'{"changed": true}',
        )

    def second(request: PreparedRequest) -> None:
        assert request.content == b'{"changed": true}'

    assert isinstance(call(api_key="x", hooks=Hooks(before_request=[first, second])), Ok)
    assert str(call.sent.url) == f"{DEFAULT}/chat/completions?debug=1"
    assert call.sent.headers["x-added"] == "yes"
    assert call.sent.headers["authorization"] == "Bearer x"
    assert call.network.body == {"changed": True}


@pytest.mark.parametrize(
    ("url", "with_key"),
    [
        (f"{DEFAULT}/other", True),
        ("https://OPENROUTER.ai/other", True),
        ("http://openrouter.ai/api/v1/chat/completions", False),
        ("https://openrouter.ai:8443/api/v1/chat/completions", False),
        ("https://openrouter.ai.evil.test/api/v1/chat/completions", False),
        ("https://evil.test/openrouter.ai", False),
    ],
)
def test_a_request_that_a_hook_turns_to_another_server_gets_no_key(
    call: Caller, url: str, with_key: bool
) -> None:
    for key in (SECRET, lambda: SECRET):
        call.network.requests.clear()
        hooks = Hooks(before_request=lambda request: attrs.evolve(request, url=url))
        assert isinstance(call(api_key=key, hooks=hooks), Ok)
        assert call.sent.headers.get("authorization") == (f"Bearer {SECRET}" if with_key else None)


@pytest.mark.parametrize(
    "returned",
    [
        lambda _: "a string",
        lambda _: {"url": "http://x"},
        lambda request: attrs.evolve(request, url="http://user:pass@host/"),
        lambda request: attrs.evolve(request, url="file:///etc/passwd"),
        lambda request: attrs.evolve(request, url="http://host/\r\nX: 1"),
        lambda request: attrs.evolve(request, url="http://host/?a=b c"),
        lambda request: attrs.evolve(request, headers={"X": "a\nb"}),
        lambda request: attrs.evolve(request, headers={"X\n": "a"}),
    ],
)
def test_a_changed_request_that_cannot_be_sent_is_an_invalid_request(
    call: Caller, returned: Callable[[PreparedRequest], Any]
) -> None:
    error = call(server_url=CODE, hooks=Hooks(before_request=returned)).failure()
    assert type(error) is errors.InvalidRequestError
    assert call.network.requests == []


@pytest.mark.parametrize(
    "returned",
    [
        lambda request: attrs.evolve(request, url=None),
        lambda request: attrs.evolve(request, headers=None),
        lambda request: attrs.evolve(request, content={"a": 1}),
        lambda request: attrs.evolve(request, method=5),
    ],
)
def test_a_changed_request_of_the_wrong_types_is_an_error_and_no_exception(
    call: Caller, returned: Callable[[PreparedRequest], Any]
) -> None:
    result = call(server_url=CODE, hooks=Hooks(before_request=returned))
    assert isinstance(result.failure(), errors.OpenRouterError)


@pytest.mark.parametrize("hook", [5, "print", [print, None]])
def test_a_hook_that_cannot_be_called_is_a_type_error_at_once(hook: Any) -> None:
    for name in ("before_request", "after_response", "on_error", "on_retry", "on_result"):
        with pytest.raises(TypeError):
            Hooks(**{name: hook})


def test_on_error_is_called_for_what_was_never_sent(call: Caller) -> None:
    seen: list[ErrorEvent] = []
    error = call({"messages": []}, server_url=CODE, hooks=Hooks(on_error=seen.append)).failure()
    assert [(event.request, event.error) for event in seen] == [(None, error)]


# --- what is shown -------------------------------------------------------------------------------


def test_no_representation_shows_the_key() -> None:
    core = OpenRouterCore(SECRET, x_title="App")
    options = RequestOptions(
        api_key=SECRET, headers={"Authorization": f"Bearer {SECRET}", "X-A": "b"}
    )
    settings = core.settings(options, stream=False)
    for value in (
        core,
        options,
        settings,
        core.api_key,
        options.api_key,
        vars(core),
        vars(options),
    ):
        assert SECRET not in f"{value!r} {value!s}"
    assert "App" in repr(core)
    assert "X-A" in repr(options)


IMAGE = "data:image/png;base64," + "QUJD" * 500


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG, logger="openrouter_core"):
        yield caplog


def test_the_log_says_what_was_sent_and_what_came_but_no_key_and_no_payload(
    call: Caller, logged: pytest.LogCaptureFixture
) -> None:
    call.network.answers += [
        httpx.Response(
            429, headers={"retry-after-ms": "1"}, json={"error": {"code": 429, "message": "Slow"}}
        ),
        httpx.Response(200, headers={"set-cookie": f"a={SECRET}"}, json=completion("Hello.")),
    ]
    part = {"type": "image_url", "image_url": {"url": IMAGE}}
    audio = {"type": "input_audio", "input_audio": {"data": IMAGE, "format": "wav"}}
    request = {
        "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}, part, audio]}]
    }
    headers = {"X-Api-Key": SECRET, "Cookie": SECRET, "X-Session": "s-1"}
    call(request, api_key=SECRET, options=RequestOptions(headers=headers))
    text = logged.text
    assert f"POST {DEFAULT}/chat/completions" in text
    assert "answered 429" in text
    assert "answered 200" in text
    assert "again in 0.010 s" in text
    assert "s-1" in text
    assert SECRET not in text
    assert "QUJD" * 60 not in text
    assert '"text": "Hi"' in text
    assert len(text) < 10_000


def test_the_log_says_how_a_call_failed(call: Caller, logged: pytest.LogCaptureFixture) -> None:
    call(api_key=SECRET + "\n")
    call({"messages": "Hi"}, api_key=SECRET)
    assert "InvalidRequestError" in logged.text
    assert "SDKValidationError: messages: expected a list; got 'Hi'" in logged.text
    assert SECRET not in logged.text


def test_an_error_that_echoes_a_payload_is_logged_in_part(
    call: Caller, logged: pytest.LogCaptureFixture
) -> None:
    call.network.answers.append(
        httpx.Response(400, json={"error": {"code": 400, "message": f"bad image {IMAGE}"}})
    )
    call(server_url=CODE)
    assert "bad image" in logged.text
    assert IMAGE not in logged.text


def test_a_body_that_is_no_json_is_logged_by_its_size(
    call: Caller, logged: pytest.LogCaptureFixture
) -> None:
    def hook(request: PreparedRequest) -> PreparedRequest:
        return attrs.evolve(request, content=b"\xff" * 999)

    call(server_url=CODE, hooks=Hooks(before_request=hook))
    assert "<999 bytes>" in logged.text


def test_without_a_listener_nothing_is_logged(
    call: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    call(server_url=CODE)
    assert caplog.text == ""


PROGRAM = """
import sys
from openrouter_core import OpenRouterCore, RequestOptions
from openrouter_core.funcs.chat_send import chat_send
core = OpenRouterCore(sys.argv[2], server_url=sys.argv[1])
for _ in range(2):
    chat_send(core, {"messages": [{"role": "user", "content": "Hi " + "x" * 5000}]})
"""


@pytest.mark.parametrize(
    ("environment", "speaks"), [({"OPENROUTER_DEBUG": "1"}, True), ({}, False)]
)
def test_openrouter_debug_prints_to_standard_error(
    environment: Mapping[str, str], speaks: bool
) -> None:
    with LocalServer() as server:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, server.url, SECRET],
            env={**environment, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert len(server.requests) == 2
        assert server.requests[0].headers["authorization"] == f"Bearer {SECRET}"
    assert done.stdout == ""
    assert done.stderr.count("chat_send: POST") == (2 if speaks else 0)
    assert ("answered 200" in done.stderr) is speaks
    assert SECRET not in done.stderr
    assert "x" * 300 not in done.stderr


def test_retries_and_key_of_one_call_are_its_own(call: Caller) -> None:
    call.network.answers.append(httpx.Response(429))
    options = RequestOptions(api_key="call", retries=RetryConfig("none"))
    assert isinstance(call(api_key="core", options=options), Err)
    assert isinstance(call(api_key="core"), Ok)
    sent = [request.headers["authorization"] for request in call.network.requests]
    assert sent == ["Bearer call", "Bearer core"]


def test_a_key_asked_for_by_the_server_arrives_over_a_socket() -> None:
    with LocalServer(api_key=SECRET) as server:
        with OpenRouterCore(SECRET, server_url=server.url) as core:
            assert isinstance(chat_send(core, QUESTION), Ok)
        with OpenRouterCore(server_url=server.url) as core:
            error = chat_send(core, QUESTION).failure()
            assert type(error) is errors.UnauthorizedResponseError
        server.always(Reply.redirect("http://127.0.0.1:9/"))
        with OpenRouterCore(SECRET, server_url=server.url) as core:
            assert type(chat_send(core, QUESTION).failure()) is errors.OpenRouterDefaultError
        assert len(server.requests) == 3
