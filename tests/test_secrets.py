"""The key is looked for everywhere that a person, a log or a crash report could see it.

And nothing that a user passes breaks out of its header or URL.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import subprocess
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest

import openrouter_core
from openrouter_core import (
    Err,
    Hooks,
    Ok,
    OpenRouterCore,
    PreparedRequest,
    RequestOptions,
    RetryConfig,
)
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import (
    LocalServer,
    RecordedRequest,
    Reply,
    Reset,
    chunks,
    completion,
    error,
    error_chunk,
)

KEY = "sk-or-v1-0123456789abcdef0123456789abcdef"
REQUEST = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
PACKAGE = Path(openrouter_core.__file__).parent.resolve()
HOME = PACKAGE.parent


# Where it could be seen.


def echo(shape: Callable[[str], Reply]) -> Callable[[RecordedRequest], Reply]:
    """A server that sends back the Authorization that it was sent."""
    return lambda request: shape(request.headers.get("Authorization", "none"))


FAULTS: dict[str, Any] = {
    "an answer": None,
    "echoed in an error": echo(lambda sent: Reply.error(401, f"No such key: {sent}")),
    "echoed in metadata": echo(
        lambda sent: Reply.error(403, "No", metadata={"raw": f'{{"got":"{sent}"}}', sent: [sent]})
    ),
    "echoed in a page": echo(lambda sent: Reply(500, {}, f"<html>{sent}</html>")),
    "echoed in a header": echo(lambda sent: Reply.error(400, headers={"X-Echo": sent})),
    "echoed in a good answer's header": echo(
        lambda sent: Reply.json(completion("Hi")).with_headers({"X-Echo": sent})
    ),
    "echoed in a 200": echo(lambda sent: Reply.json(error(400, f"Bad key {sent}"))),
    "echoed in an event": echo(
        lambda sent: Reply.events([chunks("Hi")[0], error_chunk(400, f"Bad key {sent}")])
    ),
    "echoed in what is no event": echo(lambda sent: Reply.events([f"Bad key {sent}"])),
    "echoed in a redirect": echo(lambda sent: Reply.redirect(f"http://elsewhere.example/{sent}")),
    "no http": [Reset()],
    "nonsense": echo(lambda sent: Reply(200, {"Content-Type": "application/json"}, f"{{{sent}")),
    "a rate limit": Reply.error(429, headers={"Retry-After": "86400"}),
    "a retry": Reply.error(503),
    "cut in the headers": Reply.json(completion()).cut(20),
    "cut in the body": Reply.json(completion()).cut(-9),
    "cut in an event": Reply.events(chunks("one two")).cut(-90),
    "truncated gzip": Reply.json(completion()).gzip(truncate=30),
    "the wrong compression": Reply(200, {"Content-Encoding": "gzip"}, b"xxxx"),
}


@pytest.mark.parametrize("fault", list(FAULTS))
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("given", ["core", "options", "function", "header", "environment"])
def test_the_key_is_nowhere_to_be_seen(
    fault: str,
    asynchronous: bool,
    stream: bool,
    given: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[object] = []
    watch = Hooks(
        before_request=seen.append,
        after_response=seen.append,
        on_error=seen.append,
        on_retry=seen.append,
    )
    with LocalServer() as server, listening(caplog):
        planned = FAULTS[fault]
        for _ in range(3):
            server.enqueue(planned)
        core, options = caller(given, server, watch, monkeypatch)
        results = call(core, options, asynchronous=asynchronous, stream=stream)
        seen += [*results, core, options]
        assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
        assert leaks(seen) == []
    heard = [record for record in caplog.records if not (planned and is_in_a_header(fault, record))]
    assert any(record.name.startswith("httpcore") for record in heard)
    said = [logging.Formatter().format(record) for record in heard]
    assert [line for line in said if KEY in line] == []


def is_in_a_header(fault: str, record: logging.LogRecord) -> bool:
    """Whether httpcore tells what headers a server sent, which is httpcore's own to answer for."""
    echoed = "header" in fault or "redirect" in fault
    return echoed and record.getMessage().startswith("receive_response_headers.complete")


def caller(
    given: str, server: LocalServer, hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> tuple[OpenRouterCore, RequestOptions | None]:
    """A core that has the key in one of the ways there are."""

    def core(api_key: Any = None, url: str | None = server.url) -> OpenRouterCore:
        made = OpenRouterCore(api_key, server_url=url, hooks=hooks)
        return with_clock(
            made, Clock(sleep=lambda *_: None, sleep_async=lambda _: asyncio.sleep(0))
        )

    match given:
        case "core":
            return core(KEY), None
        case "options":
            return core(), RequestOptions(api_key=KEY)
        case "function":
            return core(lambda: KEY), None
        case "header":
            return core(), RequestOptions(headers={"authorization": f"Bearer {KEY}"})
        case _:
            monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
            monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
            return core(url=None), None


def call(
    core: OpenRouterCore, options: RequestOptions | None, *, asynchronous: bool, stream: bool
) -> list[Any]:
    async def run() -> list[Any]:
        async with core:
            result = await chat_send_async(core, REQUEST, stream=stream, options=options)
            if stream and isinstance(result, Ok):
                opened: Any = result.unwrap()
                return [opened.http_meta, *[each async for each in opened]]
            return [result]

    if asynchronous:
        return asyncio.run(run())
    with core:
        result = chat_send(core, REQUEST, stream=stream, options=options)
        if stream and isinstance(result, Ok):
            opened: Any = result.unwrap()
            return [opened.http_meta, *opened]
        return [result]


class listening:  # noqa: N801  # reads as a statement
    """Everything that anyone logs is heard, at every level."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog

    def __enter__(self) -> None:
        self._caplog.set_level(1)
        for name in ("openrouter_core", "httpx", "httpcore", "h11", "asyncio", "hpack"):
            self._caplog.set_level(1, logger=name)

    def __exit__(self, *_: object) -> None: ...


def leaks(values: list[object]) -> list[str]:
    """Every place below these values where the key can be read, as a path to it."""
    found: list[str] = []
    for value in values:
        holder = value.failure() if isinstance(value, Err) else value
        for path, text in texts(holder, type(holder).__name__):
            if KEY in text:
                found.append(path)
    return found


def texts(value: object, path: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """What `value` shows of itself: text, attributes, items, the exceptions behind it, its pickle."""
    yield f"repr({path})", repr(value)
    yield f"str({path})", str(value)
    if depth > 6 or isinstance(value, str | bytes | int | float | None):
        return
    if isinstance(value, errors.OpenRouterError):
        yield f"pickle({path})", pickle.dumps(value).decode("latin-1")
        yield f"traceback({path})", "".join(traceback.format_exception(value))
    if isinstance(value, BaseException):
        yield from texts(value.__cause__, f"{path}.__cause__", depth + 1)
        yield from texts(value.__context__, f"{path}.__context__", depth + 1)
        yield from texts(value.args, f"{path}.args", depth + 1)
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts(name, f"{path} key", depth + 1)
            yield from texts(item, f"{path}[{name!r}]", depth + 1)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{number}]", depth + 1)
    elif attrs.has(type(value)) and not isinstance(value, OpenRouterCore | RequestOptions):
        yield from texts(vars(value), path, depth + 1)


@pytest.mark.parametrize("where", ["before_request", "after_response", "the transport", "the body"])
@pytest.mark.parametrize("given", ["core", "options", "function", "header"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
def test_a_traceback_with_its_locals_does_not_show_the_key(
    where: str, given: str, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As crash reporters make them: every local variable of every frame, here of this package's own."""

    def interrupt(*_: object) -> Any:
        raise KeyboardInterrupt

    with LocalServer() as server:
        given_hooks: Any = {where: interrupt} if where.endswith(("request", "response")) else {}
        hooks = Hooks(**given_hooks)
        core, options = caller(given, server, hooks, monkeypatch)
        if where == "the transport":
            monkeypatch.setattr(httpx.HTTPTransport, "handle_request", interrupt)
        if where == "the body":
            monkeypatch.setattr(httpx.Response, "iter_raw", interrupt)
        with core, pytest.raises(KeyboardInterrupt) as raised:
            call(core, options, asynchronous=False, stream=stream)
    assert frames_of_the_package(raised.value)
    assert [frame for frame in frames_of_the_package(raised.value) if KEY in frame] == []


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
def test_an_interrupt_while_the_head_is_written_shows_the_key_in_no_frame(
    asynchronous: bool, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in none of httpx's, httpcore's and h11's, which hold the bytes in that moment."""

    def interrupt(*_: object, **__: object) -> Any:
        raise KeyboardInterrupt

    for name in ("TimedStream", "_Greeting"):
        monkeypatch.setattr(f"openrouter_core._io.connections.network.{name}.write", interrupt)
    monkeypatch.setattr("httpcore._backends.anyio.AnyIOStream.write", interrupt)
    with LocalServer() as server:
        core, options = caller("core", server, Hooks(), monkeypatch)
        with pytest.raises(KeyboardInterrupt) as raised:
            call(core, options, asynchronous=asynchronous, stream=stream)
        core.close()
    told = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    ours = [frame for frame in told.stack if frame.filename != __file__]
    assert any(Path(frame.filename).stem.startswith("send") for frame in ours)
    assert [frame for frame in ours if KEY in str(frame.locals)] == []


def frames_of_the_package(raised: BaseException) -> list[str]:
    told = traceback.TracebackException.from_exception(raised, capture_locals=True)
    return [
        f"{frame.name}: {frame.locals}"
        for frame in told.stack
        if Path(frame.filename).resolve().is_relative_to(HOME) and "tests" not in frame.filename
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: OpenRouterCore(api_key=KEY, timeout=-1),
        lambda: OpenRouterCore(KEY, max_event_bytes=0),
        lambda: RequestOptions(api_key=KEY, timeout=0),
        lambda: RequestOptions(headers={"Authorization": KEY}, timeout=0),
    ],
)
def test_a_wrong_setting_beside_the_key_does_not_show_it(make: Callable[[], object]) -> None:
    with pytest.raises((ValueError, TypeError)) as raised:
        make()
    assert KEY not in str(raised.value)
    assert [frame for frame in frames_of_the_package(raised.value) if KEY in frame] == []


def test_the_debug_output_does_not_show_the_key_nor_payloads(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent("""
        from openrouter_core import OpenRouterCore, RequestOptions
        from openrouter_core.funcs.chat_send import chat_send
        from openrouter_core.testing import LocalServer, Reply
        image = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "QUJD" * 1000}}
        with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
            server.enqueue(Reply.error(503, headers={"retry-after-ms": "1"}))
            chat_send(core, {"messages": [{"role": "user", "content": [image]}]}).unwrap()
            chat_send(core, {"messages": []}, options=RequestOptions(headers={"Cookie": "secret-cookie"}))
        """)
    )
    environment = {**os.environ, "OPENROUTER_DEBUG": "1", "OPENROUTER_API_KEY": KEY}
    done = subprocess.run(
        [sys.executable, program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "chat_send: POST http://127.0.0.1" in done.stderr
    assert "answered 200" in done.stderr
    for hidden in (KEY, "QUJD" * 100, "secret-cookie"):
        assert hidden not in done.stderr


def test_the_keys_of_the_environment_go_to_no_other_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", KEY)
    with LocalServer() as mine, LocalServer() as named:
        for url in (None, named.url):
            if url is not None:
                monkeypatch.setenv("OPENROUTER_SERVER_URL", url)
            with OpenRouterCore(server_url=mine.url) as core:
                chat_send(core, REQUEST).unwrap()
        with OpenRouterCore() as core:
            chat_send(core, REQUEST).unwrap()
            chat_send(core, REQUEST, options=RequestOptions(server_url=mine.url)).unwrap()
        assert ["Authorization" in request.headers for request in mine.requests] == [False] * 3
        assert [request.headers["Authorization"] for request in named.requests] == [f"Bearer {KEY}"]


def test_a_hook_that_turns_a_request_to_another_server_does_not_take_the_key_along() -> None:
    with LocalServer() as mine, LocalServer() as other:
        turn = Hooks(
            before_request=lambda request: attrs.evolve(
                request, url=request.url.replace(mine.origin, other.origin)
            )
        )
        with OpenRouterCore(KEY, server_url=mine.url, hooks=turn) as core:
            chat_send(core, REQUEST).unwrap()
        assert mine.requests == []
        assert "Authorization" not in other.requests[0].headers


# What breaks out of its place.

EVIL = [
    "zq\r\nX-Evil: 1",
    "zq\nX-Evil: 1",
    "zq\rX-Evil: 1",
    "zq\r\n\r\nGET / HTTP/1.1\r\n",
    "zq\0b",
    "zq\x7f",
    "zq\x85b",
    "zq\u2028b",
    "zqsnö",
    "zq\ud800",
    " zq",
    "zq\n",
]
PLACES: dict[str, Callable[[str, str], tuple[OpenRouterCore, RequestOptions | None]]] = {
    "api_key": lambda url, evil: (OpenRouterCore(evil, server_url=url), None),
    "api_key function": lambda url, evil: (OpenRouterCore(lambda: evil, server_url=url), None),
    "http_referer": lambda url, evil: (OpenRouterCore(server_url=url, http_referer=evil), None),
    "x_title": lambda url, evil: (OpenRouterCore(server_url=url, x_title=evil), None),
    "app_categories": lambda url, evil: (
        OpenRouterCore(server_url=url, app_categories=[evil, evil]),
        None,
    ),
    "user_agent": lambda url, evil: (OpenRouterCore(server_url=url, user_agent=evil), None),
    "server_url": lambda url, evil: (OpenRouterCore(server_url=url + "/" + evil), None),
    "host": lambda url, evil: (OpenRouterCore(server_url=f"http://{evil}/v1"), None),
    "options.api_key": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(api_key=evil),
    ),
    "options.http_referer": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(http_referer=evil),
    ),
    "options.x_title": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(x_title=evil),
    ),
    "options.server_url": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(server_url=url + "/" + evil),
    ),
    "a header": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(headers={"X-Mine": evil}),
    ),
    "a header's name": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(headers={evil: "x"}),
    ),
    "Authorization": lambda url, evil: (
        OpenRouterCore(server_url=url),
        RequestOptions(headers={"Authorization": evil}),
    ),
    "a hook's header": lambda url, evil: (hooked(url, headers={"X-Mine": evil}), None),
    "a hook's URL": lambda url, evil: (hooked(url, url=f"{url}/{evil}"), None),
}


def hooked(server_url: str, **changes: Any) -> OpenRouterCore:
    def change(request: PreparedRequest) -> PreparedRequest:
        return attrs.evolve(request, **changes)

    return OpenRouterCore(server_url=server_url, hooks=Hooks(before_request=change))


@pytest.mark.parametrize("place", list(PLACES))
def test_nothing_breaks_out_of_its_header_or_url(place: str) -> None:
    with LocalServer() as server:
        for evil in EVIL:
            core, options = PLACES[place](server.url, evil)
            with core:
                for result in (
                    chat_send(core, REQUEST, options=options),
                    asyncio.run(chat_send_async(core, REQUEST, options=options)),
                ):
                    assert isinstance(result, Err), f"{evil!r} was sent"
                    assert type(result.failure()) is errors.InvalidRequestError
                    if "url" not in place.lower() and place != "host":
                        assert "zq" not in str(result.failure()), "the value is not shown"
        assert server.requests == []


@pytest.mark.parametrize("evil", [each for each in EVIL if "\ud800" not in each])
def test_a_query_is_percent_encoded(evil: str) -> None:
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        options = RequestOptions(extra_query={"a": evil, evil: "b", "c": [evil, True]})
        chat_send(core, REQUEST, options=options).unwrap()
        [request] = server.requests
        assert request.params == [("a", evil), (evil, "b"), ("c", evil), ("c", "true")]
        assert "X-Evil" not in request.headers


def test_a_query_that_no_url_can_hold_is_an_err() -> None:
    core = OpenRouterCore(server_url="http://127.0.0.1:9")
    for query in ({"a": "\ud800"}, {"\ud800": "a"}, {"a": ["\ud800"]}):
        result = chat_send(core, REQUEST, options=RequestOptions(extra_query=query))
        assert type(result.failure()) is errors.InvalidRequestError


@pytest.mark.parametrize(
    "url",
    [
        "",
        "openrouter.ai/api/v1",
        "ftp://h/v1",
        "file:///etc/passwd",
        "javascript:x",
        "http://",
        "http:///v1",
        "http://h:0",
        "http://h:99999",
        "http://h:x",
        "http://[::1",
        "http://user:secret@h",
        "http://good.example\\@evil.example",
        "http://h/v1?x=1",
        "http://h/v1#x",
        "//h/v1",
        7,
    ],
)
def test_a_server_url_that_is_none_is_an_err(url: Any) -> None:
    core = OpenRouterCore("a-key", server_url=url, retry_config=RetryConfig("none"))
    for result in (chat_send(core, REQUEST), asyncio.run(chat_send_async(core, REQUEST))):
        assert type(result.failure()) is errors.InvalidRequestError
        assert "secret" not in str(result.failure())


@pytest.mark.parametrize("before", [150, 190, 199])
def test_half_of_an_echoed_key_is_not_shown_either(before: int) -> None:
    key = "sk-or-v1-" + "0123456789abcdef" * 4
    with LocalServer() as server, OpenRouterCore(key, server_url=server.url) as core:
        server.enqueue(Reply(401, body="x" * before + key + " is not known"))
        result = chat_send(core, {"messages": [{"role": "user", "content": "Hi"}]})
    error = result.failure()
    assert error.status_code == 401
    assert "sk-or-v1" not in f"{error!r} {error.body} {error.message}"
