"""What stands behind an error: no request and no key in any of it, and all that travels in its copies."""

from __future__ import annotations

import asyncio
import copy
import pickle
import re
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import httpx2
import pytest

from openrouter_core import Err, Hooks, OpenRouterCore, RetryConfig
from openrouter_core._protocol.network_errors import drop_requests, network_error
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.models.errors import chain_of, with_fields
from openrouter_core.secret import Secret
from openrouter_core.testing import Cut, LocalServer, Reply, chunks

KEY = "sk-or-v1-0123456789abcdef0123456789abcdef"
REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
ONCE = RetryConfig("none")


# --- no request, no key --------------------------------------------------------------------------


def everything(value: object, seen: set[int] | None = None) -> Iterator[object]:
    """A value, and whatever can be reached from it by attributes and items."""
    seen = set() if seen is None else seen
    if id(value) in seen or len(seen) > 20_000:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, dict):
        inner: list[object] = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    else:
        inner = list(getattr(value, "__dict__", {}).values())
    if isinstance(value, BaseException):
        inner += [value.__cause__, value.__context__, value.args, *getattr(value, "exceptions", ())]
    for each in inner:
        yield from everything(each, seen)


def has_key(error: BaseException) -> list[str]:
    """What below an error says the key, or holds headers of a request."""
    return [
        repr(each)[:80]
        for each in everything(error)
        if isinstance(each, httpx.Request | httpx2.Request | httpx.Response | httpx2.Response)
        or (isinstance(each, str | bytes) and KEY in repr(each))
    ]


FAULTS: dict[str, Any] = {
    "closed": [Cut()],
    "cut in the head": Reply.json({}).cut(9),
    "cut in the body": Reply.json({"choices": []}).cut(-3),
    "cut in a stream": Reply.events(chunks("one two")).cut(-90),
    "no http": Reply.json({}).cut(0),
    "the wrong compression": Reply(200, {"Content-Encoding": "gzip"}, b"xxxx"),
}


def over_aiohttp() -> Any:
    httpx_aiohttp = pytest.importorskip("httpx_aiohttp", reason="httpx-aiohttp is optional")
    return httpx_aiohttp.HttpxAiohttpClient()


CLIENTS: dict[str, tuple[bool, Callable[[], Any] | None]] = {
    "our own, sync": (False, None),
    "our own, async": (True, None),
    "httpx": (False, httpx.Client),
    "httpx, async": (True, httpx.AsyncClient),
    "httpx2": (False, httpx2.Client),
    "aiohttp": (True, over_aiohttp),
}


def failure(server_url: str, kind: str, hooks: Hooks | None = None, *, stream: bool = False) -> Any:
    """The error of a call with one of the clients."""
    asynchronous, make = CLIENTS[kind]
    settings: dict[str, Any] = {"server_url": server_url, "retry_config": ONCE, "hooks": hooks}

    async def run() -> Any:
        client = make() if make is not None else None
        async with OpenRouterCore(KEY, async_http_client=client, **settings) as core:
            result = await chat_send_async(core, REQUEST, stream=stream)
            if not isinstance(result, Err):
                opened: Any = result.unwrap()
                *_, result = [each async for each in opened]
        if client is not None:
            await client.aclose()
        return result

    if asynchronous:
        return asyncio.run(run()).failure()
    client = make() if make is not None else None
    with OpenRouterCore(KEY, http_client=client, **settings) as core:
        result: Any = chat_send(core, REQUEST, stream=stream)
        if not isinstance(result, Err):
            *_, result = list(result.unwrap())
    if client is not None:
        client.close()
    return result.failure()


@pytest.mark.parametrize("kind", list(CLIENTS))
@pytest.mark.parametrize("fault", list(FAULTS))
def test_no_exception_behind_an_error_keeps_a_request(kind: str, fault: str) -> None:
    seen: list[errors.OpenRouterError] = []
    leaked: list[str] = []

    def look(event: Any) -> None:
        seen.append(event.error)
        leaked.extend(has_key(event.error))

    with LocalServer() as server:
        server.always(FAULTS[fault])
        error = failure(server.url, kind, Hooks(on_error=look), stream=fault == "cut in a stream")
        assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert error in seen
    assert leaked == has_key(error) == []
    for link in chain_of(error):
        assert str(link) is not None, "its text can still be made"


@pytest.mark.parametrize("kind", list(CLIENTS))
def test_no_connect_error_keeps_a_request(kind: str) -> None:
    with LocalServer() as gone:
        url = gone.url
    error = failure(url, kind)
    assert error.__cause__ is not None
    assert has_key(error) == []


PROGRAM = """
import pickle, sys
import tblib.pickling_support
from openrouter_core import OpenRouterCore, RetryConfig
from openrouter_core.funcs.chat_send import chat_send
import httpx, httpcore
url, key = sys.argv[1:]
core = OpenRouterCore(lambda: key, server_url=url, retry_config=RetryConfig("none"))
result = chat_send(core, {"messages": [{"role": "user", "content": "x"}]})
tblib.pickling_support.install()
try:
    raise result.failure()
except Exception as error:
    data = pickle.dumps(error)
assert key.encode() not in data, "raised"
assert key.encode() not in pickle.dumps(result), "returned"
again = pickle.loads(data)
assert type(again) is type(result.failure()), again
assert str(again) == str(result.failure())
assert type(again.__cause__) is type(result.failure().__cause__), again.__cause__
print("none", type(again.__cause__).__module__)
"""


def test_pickles_of_tblib_have_no_key() -> None:
    """`import distributed` installs it for every exception: causes travel with it, whole."""
    pytest.importorskip("tblib", reason="tblib is optional")
    with LocalServer() as server:
        server.always([Cut()])
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(PROGRAM), server.url, KEY],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.stdout, done.stderr) == ("none httpx\n", "")


class Same(Exception):
    """Equal to all of its kind."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same)

    def __hash__(self) -> int:
        return 0


def request() -> httpx.Request:
    return httpx.Request("POST", "https://a.test", headers={"Authorization": f"Bearer {KEY}"})


def chains() -> dict[str, BaseException]:
    """Exceptions with a request somewhere behind them."""
    inner = httpx.ReadError("inner", request=request())
    by_cause = Same("outer")
    by_cause.__cause__ = Same("equal")
    by_cause.__cause__.__cause__ = inner
    by_context = ValueError("outer")
    by_context.__context__ = httpx.ReadError("inner", request=request())
    both = ValueError("outer")
    both.__cause__ = KeyError("why")
    both.__context__ = httpx.ReadError("inner", request=request())
    group = ExceptionGroup("several", [ValueError("a"), httpx.ReadError("b", request=request())])
    response = httpx.Response(500, request=request())
    status = httpx.HTTPStatusError("500", request=request(), response=response)
    loop = ValueError("loop")
    loop.__context__ = status
    status.__context__ = loop
    in_args = ValueError("text", request(), [response])
    noted = httpx.ReadError("noted", request=request())
    noted.add_note(f"sent with {KEY}")
    said = ValueError(f"sent with {KEY}")
    return {
        "cause": by_cause,
        "context": by_context,
        "both": both,
        "group": group,
        "loop": loop,
        "in args": in_args,
        "note": noted,
        "text": said,
    }


@pytest.mark.parametrize("name", list(chains()))
@pytest.mark.parametrize("own", [False, True], ids=["of the network", "of a hook"])
def test_every_link_of_a_chain_is_cleaned(name: str, own: bool) -> None:
    exc: Any = chains()[name]
    if own:
        error: errors.OpenRouterError = errors.UnexpectedClientError("a hook raised")
        error.__cause__ = exc
    else:
        error = network_error(exc)
    drop_requests(error)
    Secret(KEY).hide_in(error)
    assert has_key(error) == []
    assert exc in [error.__cause__]


def test_a_hooks_exception_keeps_its_traceback() -> None:
    def broken(_: object) -> None:
        raise httpx.ReadError("vault", request=request())

    core = OpenRouterCore("a-key", hooks=Hooks(before_request=broken))
    error = chat_send(core, REQUEST).failure()
    assert error.__cause__ is not None
    assert error.__cause__.__traceback__ is not None
    assert has_key(error) == []


# --- an echoed key -------------------------------------------------------------------------------


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(each):04x}" for each in text)


ECHOES: dict[str, Callable[[int], bytes]] = {
    # How a server writes the key: in escapes, half in escapes, as JSON in JSON, in what nobody reads, cut at 64 K.
    "escaped": lambda _: b'{"error":{"code":401,"message":"%s"}}' % escaped(KEY).encode(),
    "half": lambda _: (
        b'{"error":{"code":401,"message":"%s"}}' % (escaped(KEY[:3]) + KEY[3:]).encode()
    ),
    "in metadata": lambda _: (
        b'{"error":{"message":"No","metadata":{"raw":"{\\"k\\":\\"%s\\"}"}}}'
        % escaped(KEY).replace("\\", "\\\\").encode()
    ),
    "in what is not read": lambda _: (
        b'{"error":{"message":"No"},"debug":"%s"}' % escaped(KEY).encode()
    ),
    "cut": lambda at: b'{"error":{"message":"No"},"pad":"%s%s"}' % (b"x" * at, KEY.encode()),
    "cut in escapes": lambda at: (
        b'{"error":{"message":"No"},"pad":"%s%s"}' % (b"x" * at, escaped(KEY).encode())
    ),
}


@pytest.mark.parametrize("echo", list(ECHOES))
@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
@pytest.mark.parametrize("left", [9, 20, 40])
def test_an_echoed_key_is_hidden_however_it_is_written(
    echo: str, status: int, stream: bool, left: int
) -> None:
    body = ECHOES[echo](65_536 - len(b'{"error":{"message":"No"},"pad":"') - left)
    kind = "text/event-stream" if stream and status == 200 else "application/json"
    sent = b"data: %s\n\n" % body if "event" in kind else body
    with LocalServer() as server:
        server.always(Reply(status, {"Content-Type": kind}, sent))
        error = failure(server.url, "our own, sync", stream=stream)
    shown = f"{error} {error!r} {error.message} {error.body} {error.upstream} {error.metadata}"
    undone = re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), shown)
    for text in (shown, undone):
        assert KEY[:9] not in text
        assert KEY[-16:] not in text
    assert isinstance(error, errors.APIError)


def test_where_only_the_body_still_has_the_key_there_is_no_body() -> None:
    error = errors.UnauthorizedResponseError(f"No {KEY}", body="<base64 or so>")
    Secret(KEY).hide_in(error)
    assert (error.message, error.body) == ("No ***", None)


# --- text that a terminal obeys ------------------------------------------------------------------


@pytest.mark.parametrize(
    "character",
    [
        "\x1b",
        "\x07",
        "\x00",
        "\x7f",
        "\x9b",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\ufeff",
        "\ud800",
    ],
)
def test_control_characters_of_a_server_are_escaped(character: str) -> None:
    said = f"a{character}[31mb"
    error = errors.BadRequestResponseError(
        said, error_type=said, provider_name=said, upstream={"message": said}, code=said
    )
    for text in (str(error), repr(error), str(Err(error)), repr(Err(error))):
        assert character not in text
        assert text.encode()
        assert character.encode("unicode_escape").decode() in text
    assert error.message == said


def test_scripts_and_emoji_stay_as_they_are() -> None:
    said = "naïve नमस्ते می\u200cخواهم 👩\u200d💻 日本語 שלום"
    assert str(errors.BadRequestResponseError(said)) == said


# --- copies --------------------------------------------------------------------------------------

WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "old pickle": lambda error: pickle.loads(pickle.dumps(error, 2)),
    "with_fields": lambda error: with_fields(error, message=error.message),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@every_way
def test_a_copy_keeps_cause_and_notes(way: Callable[[Any], Any]) -> None:
    error = errors.BadRequestResponseError("No", status_code=400)
    error.__cause__ = ValueError("why")
    error.add_note("first")
    error.add_note("second")
    again = way(error)
    assert again is not error
    assert (type(again), str(again)) == (type(error), str(error))
    assert repr(again.__cause__) == "ValueError('why')"
    assert again.__notes__ == ["first", "second"]
    assert again.__suppress_context__
    again.add_note("third")
    assert error.__notes__ == ["first", "second"]


@every_way
def test_a_copy_keeps_the_errors_behind_it(way: Callable[[Any], Any]) -> None:
    first = errors.APIConnectionError("first", phase="read")
    first.__cause__ = ConnectionResetError(104, "reset")
    error = errors.RequestAbortedError("second")
    error.__cause__ = first
    again = way(error)
    assert (str(again.__cause__), again.__cause__.phase) == ("first", "read")
    assert isinstance(again.__cause__.__cause__, ConnectionResetError)


@every_way
@pytest.mark.parametrize("raised", [False, True])
def test_a_copy_of_an_error_without_a_cause_has_none(
    way: Callable[[Any], Any], raised: bool
) -> None:
    error = errors.BadRequestResponseError("No")
    if raised:
        error.__suppress_context__ = True  # as `raise ... from None` sets it
    again = way(error)
    assert again.__cause__ is None
    assert again.__suppress_context__ is raised
    assert not hasattr(again, "__notes__")


def lock_in_an_exception() -> Exception:
    exc = ValueError("holds a lock")
    exc.lock = threading.Lock()  # type: ignore[attr-defined]  # as an exception of another package may
    return exc


@pytest.mark.parametrize(
    "make",
    [
        lock_in_an_exception,
        lambda: httpx.HTTPStatusError("500", request=request(), response=httpx.Response(500)),
        lambda: type("Local", (Exception,), {})("of a class that cannot be found"),
    ],
    ids=["a lock", "a constructor with keywords", "a local class"],
)
def test_a_cause_that_cannot_travel_stays_at_home(make: Callable[[], Exception]) -> None:
    error = errors.BadRequestResponseError("No", status_code=400)
    error.__cause__ = make()
    error.add_note("a note")
    again = pickle.loads(pickle.dumps(error))
    assert (again.__cause__, again.__notes__, again.status_code) == (None, ["a note"], 400)
    for way in (copy.copy, copy.deepcopy):
        assert way(error).__cause__ is error.__cause__


def test_an_err_of_a_call_travels_with_its_cause() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    listener.close()
    error = failure(url, "our own, sync")
    again = pickle.loads(pickle.dumps(error))
    assert type(error.__cause__) is type(again.__cause__) is httpx.ConnectError
