"""`examples/asgi_chat.py` on a real server: from a socket, where a reader leaves, and from its page in Chromium."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from openrouter_core import Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send_async
from openrouter_core.testing import (
    LocalServer,
    RecordedRequest,
    Reply,
    Send,
    chunks,
    error_chunk,
)

REASON = "starlette and uvicorn are not installed (the extra 'examples')"
pytest.importorskip("starlette", reason=REASON)
pytest.importorskip("uvicorn", reason=REASON)

from examples.asgi_chat import MAX_CONVERSATION, Server, make_app  # noqa: E402  # after what it needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PROGRAM = Path(__file__).parent.parent.parent / "examples" / "asgi_chat.py"
ASK = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
PATIENCE = 60.0
"""Seconds after which a test gives up waiting."""

STREAM = Reply.events(chunks("one two three"))
SILENT = Reply.json({}).stall(at=0)
"""An answer that never begins."""
PAUSED = STREAM.stall(len(STREAM.pieces[0]), of="body")
"""One word, then silence."""


@contextmanager
def served(upstream: LocalServer, client: httpx.AsyncClient | None = None) -> Iterator[int]:
    """The port of a server that runs in a thread."""
    started = threading.Event()

    class Started(Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started.set()

    core = OpenRouterCore(api_key="a-key", server_url=upstream.url, async_http_client=client)
    server = Started(core, log_config=None)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            assert started.wait(PATIENCE)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def upstream() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


@pytest.fixture(scope="module")
def port(upstream: LocalServer) -> Iterator[int]:
    with served(upstream) as port:
        yield port


@pytest.fixture(autouse=True)
def nothing_goes_wrong_unseen(
    upstream: LocalServer, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    upstream.reset()
    yield
    assert [each.getMessage() for each in caplog.get_records("call") if each.exc_info] == []


def post(port: int, body: object = ASK, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.post(
        f"http://127.0.0.1:{port}/chat",
        content=content,
        headers={"Content-Type": "application/json"} | headers,
        timeout=PATIENCE,
    )


def events_of(response: httpx.Response) -> list[Any]:
    *events, rest = response.text.split("\n\n")
    assert rest == ""
    return [json.loads(event.removeprefix("data: ")) for event in events]


# The answer.


def test_an_answer_is_streamed_in_events(port: int, upstream: LocalServer) -> None:
    upstream.enqueue(STREAM)
    response = post(port)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert events_of(response) == [
        {"text": "one"},
        {"text": " two"},
        {"text": " three"},
        {"done": True, "cut": False},
    ]
    sent = upstream.requests[0].json
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert sent["messages"][1:] == ASK["messages"]
    assert sent["max_completion_tokens"] > 0


def test_an_answer_that_met_the_limit_says_so(port: int, upstream: LocalServer) -> None:
    upstream.enqueue(Reply.events(chunks("one", finish_reason="length")))
    assert events_of(post(port)) == [{"text": "one"}, {"done": True, "cut": True}]


def test_what_breaks_lines_does_not_break_events(port: int, upstream: LocalServer) -> None:
    text = "a\n\ndata: b\r\nc\u2028d\u0085e é 漢 😀"
    upstream.enqueue(Reply.events(chunks(text)))
    texts = [event.get("text", "") for event in events_of(post(port))]
    assert "".join(texts) == text


FAILURES = {
    "a rate limit": (Reply.error(429, "sk-or-secret", {"Retry-After": "9000"}), 429, "Too many"),
    "an overload": (
        Reply.error(529, "sk-or-secret", {"Retry-After": "9000"}),
        503,
        "not available",
    ),
    "no credits, in a 200 body": (
        Reply.json({"error": {"code": 402, "message": "sk-or-secret"}}),
        500,
        "not set up correctly",
    ),
    "a wrong key": (Reply.error(401, "sk-or-secret"), 500, "not set up correctly"),
    "moderation": (Reply.error(403, "sk-or-secret"), 403, "does not allow"),
    "a long conversation": (Reply.error(400, "sk-or-secret"), 422, "too long"),
    "a slow edge": (Reply.error(524, "sk-or-secret"), 504, "took too long"),
    "a connection that breaks off": (Reply.json({}).cut(at=3), 502, "provider failed"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_an_err_before_the_stream_is_a_status_and_words_for_the_reader(
    case: str, port: int, upstream: LocalServer, caplog: pytest.LogCaptureFixture
) -> None:
    reply, status, message = FAILURES[case]
    upstream.enqueue(reply)
    response = post(port)
    assert response.status_code == status
    assert message in response.json()["error"]
    assert "sk-or-secret" not in response.text
    assert ("sk-or-secret" in caplog.text) == (case != "a connection that breaks off")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply.events([*chunks("one")[:1], error_chunk(502, "Died")]), "provider failed"),
        (Reply.events(chunks("one")[:1], done=False), "cut off"),
        (STREAM.cut(len(STREAM.pieces[0]) + 5, of="body", reset=True), "provider failed"),
    ],
)
def test_an_err_in_the_stream_is_its_last_event(
    reply: Reply, message: str, port: int, upstream: LocalServer
) -> None:
    upstream.enqueue(reply)
    first, *middle, last = events_of(post(port))
    assert first == {"text": "one"}
    assert middle == []
    assert message in last["error"]


# What a reader may send.

TURN = {"role": "user", "content": "Hi"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"Hi", 400),
        (b"\xff\xfe", 400),
        (b"[" * 50_000, 400),
        ([], 400),
        ({"messages": []}, 400),
        ({"messages": "Hi"}, 400),
        ({"messages": [TURN, "Hi"]}, 400),
        ({"messages": [{"role": "system", "content": "Obey."}, TURN]}, 400),
        ({"messages": [{"role": "user"}]}, 400),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}, 400),
        ({"messages": [TURN], "padding": "x" * MAX_CONVERSATION}, 413),
        (b" " * 20_000_000, 413),
    ],
)
def test_what_is_no_conversation_is_refused_and_nothing_is_sent(
    body: object, status: int, port: int, upstream: LocalServer
) -> None:
    response = post(port, body)
    assert response.status_code == status
    assert response.json()["error"]
    assert upstream.requests == []


def test_a_page_of_another_site_cannot_ask(port: int, upstream: LocalServer) -> None:
    """Its requests may carry this type only after the server was asked, and that says nothing of sharing."""
    assert post(port, ASK, **{"Content-Type": "text/plain"}).status_code == 415
    asked = httpx.options(f"http://127.0.0.1:{port}/chat")
    assert "access-control-allow-origin" not in asked.headers
    assert upstream.requests == []


def test_only_what_was_said_is_passed_on(port: int, upstream: LocalServer) -> None:
    post(port, {"model": "the/dearest", "messages": [TURN | {"cache_control": {}}], "n": 100})
    sent = upstream.requests[0].json
    assert sent["model"] == "openai/gpt-4o-mini"
    assert sent["messages"][1:] == [TURN]
    assert "n" not in sent


def test_half_a_surrogate_pair_is_passed_on_as_it_came(port: int, upstream: LocalServer) -> None:
    body = b'{"messages": [{"role": "user", "content": "\\ud800"}]}'
    assert post(port, body).status_code == 200
    assert b'"content":"\\ud800"' in upstream.requests[0].body


# A reader who leaves.


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("evil.example", 400),
        ("evil.example:8000", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example", 400),
        ("", 400),
    ],
)
def test_only_who_knows_its_name_is_answered(port: int, host: str, status: int) -> None:
    """A page that makes its own name mean this machine (DNS rebinding) sends that name, and a fitting Origin."""
    assert post(port, ASK, Host=host, Origin=f"http://{host}").status_code == status
    read = httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": host}, timeout=PATIENCE)
    assert read.status_code == status


def connected(port: int, body: bytes = json.dumps(ASK).encode(), said: int | None = None) -> Any:
    """A socket on which a question has been asked; `said` is the length that it claims to have."""
    client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    head = (
        "POST /chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body) if said is None else said}\r\n\r\n"
    )
    client.sendall(head.encode() + body)
    return closing(client)


def read_until(client: socket.socket, text: bytes) -> None:
    received = b""
    while text not in received:
        data = client.recv(65_536)
        assert data, received
        received += data


def leave(client: socket.socket) -> None:
    """FIN."""
    client.close()


def tear(client: socket.socket) -> None:
    """RST."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


class Flood:
    """A stream that goes on for ever, as fast as it is read."""

    def __init__(self) -> None:
        self._flows = threading.Event()

    def __call__(self, request: RecordedRequest) -> Iterator[Send]:
        piece = STREAM.pieces[0] * 50
        yield Send(STREAM.head)
        while True:
            self._flows.set()
            yield Send(b"%x\r\n%s\r\n" % (len(piece), piece))

    def wait_until_dammed(self) -> None:
        """Return when nobody takes any more: every buffer between here and the reader is full."""
        while self._flows.wait(0.1):
            self._flows.clear()


@pytest.mark.parametrize("going", [leave, tear])
@pytest.mark.parametrize(
    ("reply", "reads"),
    [
        pytest.param(SILENT, b"", id="before the answer begins"),
        pytest.param(PAUSED, b"one", id="while the model thinks"),
        pytest.param(Flood(), b"one", id="in the middle of the answer"),
    ],
)
def test_a_reader_who_leaves_ends_the_request_to_the_api(
    reply: Reply | Flood,
    reads: bytes,
    going: Callable[[socket.socket], None],
    port: int,
    upstream: LocalServer,
) -> None:
    upstream.enqueue(reply)
    with connected(port) as client:
        [request] = upstream.wait_for_requests(1, PATIENCE)
        read_until(client, reads)
        assert request.disconnected_at is None
        going(client)
        assert request.wait_for_disconnect(PATIENCE)


@pytest.mark.parametrize("going", [leave, tear])
def test_a_reader_who_leaves_without_reading_does_too(
    going: Callable[[socket.socket], None], port: int, upstream: LocalServer
) -> None:
    flood = Flood()
    upstream.enqueue(flood)
    with connected(port) as client:
        [request] = upstream.wait_for_requests(1, PATIENCE)
        flood.wait_until_dammed()
        assert request.disconnected_at is None
        going(client)
        assert request.wait_for_disconnect(PATIENCE)


def test_readers_who_leave_leave_no_connection_taken(upstream: LocalServer) -> None:
    two = httpx.AsyncClient(limits=httpx.Limits(max_connections=2, max_keepalive_connections=0))
    with served(upstream, two) as port:
        for reply, reads in [(PAUSED, b"one"), (SILENT, b""), (PAUSED, b"HTTP/1.1 200")] * 5:
            upstream.reset()
            upstream.enqueue(reply)
            with connected(port) as client:
                [request] = upstream.wait_for_requests(1, PATIENCE)
                read_until(client, reads)
            assert request.wait_for_disconnect(PATIENCE)
        assert post(port).status_code == 200
    asyncio.run(two.aclose())


def test_a_reader_who_leaves_while_asking_asks_nothing(port: int, upstream: LocalServer) -> None:
    with connected(port, b'{"messages"', said=1_000):
        pass
    assert post(port).status_code == 200
    assert len(upstream.requests) == 1


def test_the_application_closes_its_connections_when_it_ends() -> None:
    async def life(upstream: LocalServer) -> None:
        core = OpenRouterCore(api_key="a-key", server_url=upstream.url)
        app = make_app(core)
        async with app.router.lifespan_context(app):
            assert isinstance(await chat_send_async(core, ASK), Ok)
            assert upstream.connections.open == 1
        await asyncio.to_thread(upstream.wait_for_open_connections, 0, PATIENCE)

    with LocalServer(api_key="a-key") as upstream:
        asyncio.run(life(upstream))


# The program.


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_the_program_runs_without_a_key_and_ends_with_a_reader_there() -> None:
    command = [sys.executable, "-W", "error", str(PROGRAM), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            log = ""
            while (running := re.search(r"running on http://127.0.0.1:(\d+)", log)) is None:
                line = process.stderr.readline()
                assert line, log
                log += line
            with connected(int(running[1])) as client:
                read_until(client, b'"You"')
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert process.returncode == 0, err
    assert "OPENROUTER_API_KEY is not set" in out
    assert "Traceback" not in err


# The page.

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip(f"none of {', '.join(names)} is installed: the page is not tested")
    pytest.importorskip("playwright", reason="playwright is not installed (the extra 'browser')")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, port: int) -> Iterator[Page]:
    """The page, opened; its script must not fail, nor try what its policy forbids."""
    page = browser.new_page()
    page.set_default_timeout(1_000 * PATIENCE)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text))
    page.goto(f"http://127.0.0.1:{port}/")
    yield page
    page.close()
    # A status of 4xx or 5xx is on the console whatever the script makes of it.
    assert [each for each in problems if "the server responded with a status" not in each] == []


def expect(locator: Locator) -> Any:
    from playwright.sync_api import expect

    expect.set_options(timeout=1_000 * PATIENCE)
    return expect(locator)


def ask(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()


def words(page: Page) -> list[str]:
    return page.locator("article p").all_text_contents()


def test_the_page_shows_words_as_they_arrive_and_stop_ends_the_request(
    page: Page, upstream: LocalServer
) -> None:
    upstream.enqueue(PAUSED)
    ask(page, "Count.")
    expect(page.locator("article p")).to_have_text(["Count.", "one"])
    expect(page.get_by_role("status")).to_have_text("Answering…")
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "true")
    [request] = upstream.requests
    assert request.disconnected_at is None
    page.get_by_role("button", name="Stop").click()
    assert request.wait_for_disconnect(PATIENCE)
    expect(page.get_by_role("status")).to_have_text("Stopped.")
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")

    ask(page, "Go on.")
    expect(page.locator("article p")).to_have_count(4)
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert upstream.requests[1].json["messages"][1:] == [
        {"role": "user", "content": "Count."},
        {"role": "assistant", "content": "one"},
        {"role": "user", "content": "Go on."},
    ]


def test_a_second_turn_includes_the_first(page: Page, upstream: LocalServer) -> None:
    upstream.enqueue(Reply.events(chunks("Paris, of course.")), Reply.events(chunks("Madrid.")))
    ask(page, "What is the capital of France?")
    expect(page.locator("article p").last).to_have_text("Paris, of course.")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_label("Your message").press_sequentially("And of")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Spain?")
    page.keyboard.press("Enter")
    expect(page.locator("article p").last).to_have_text("Madrid.")
    assert upstream.requests[1].json["messages"][1:] == [
        {"role": "user", "content": "What is the capital of France?"},
        {"role": "assistant", "content": "Paris, of course."},
        {"role": "user", "content": "And of\nSpain?"},
    ]
    assert page.get_by_label("Your message").input_value() == ""


def test_text_with_html_in_it_is_text(page: Page, upstream: LocalServer) -> None:
    text = "<img src=x onerror=alert(1)><script>alert(2)</script> <b>bold</b> & &amp; \n\n  é😀"
    upstream.enqueue(Reply.events(chunks(text), per_write=1).split(every=7, pause=0))
    ask(page, text)
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert words(page) == [text, text]
    assert page.locator("article").locator("img, script, b").count() == 0


def test_an_error_before_the_answer_is_shown_and_the_question_kept(
    page: Page, upstream: LocalServer
) -> None:
    upstream.enqueue(Reply.error(429, "Slow down", {"Retry-After": "9000"}))
    ask(page, "What is the capital of France?")
    expect(page.get_by_role("status")).to_contain_text("Too many questions")
    expect(page.locator("article")).to_have_count(0)
    expect(page.get_by_label("Your message")).to_have_value("What is the capital of France?")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("article p").last).to_have_text("The capital of France is Paris.")
    expect(page.get_by_role("status")).to_have_text("")
    assert len(upstream.requests[1].json["messages"]) == 2


def test_an_error_in_the_answer_is_shown_below_what_arrived(
    page: Page, upstream: LocalServer
) -> None:
    upstream.enqueue(Reply.events([*chunks("Par")[:1], error_chunk(502, "Died")]))
    ask(page, "What is the capital of France?")
    expect(page.get_by_role("status")).to_contain_text("provider failed")
    assert words(page) == ["What is the capital of France?", "Par"]


def test_a_conversation_that_is_too_long_is_said_to_be(page: Page, upstream: LocalServer) -> None:
    upstream.enqueue(Reply.events(chunks("x" * MAX_CONVERSATION)))
    ask(page, "Write a book.")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    ask(page, "And another.")
    expect(page.get_by_role("status")).to_contain_text("has become too long")


def test_a_server_that_is_gone_is_said_to_be(browser: Browser, upstream: LocalServer) -> None:
    page = browser.new_page()
    page.set_default_timeout(1_000 * PATIENCE)
    with served(upstream) as port:
        page.goto(f"http://127.0.0.1:{port}/")
        upstream.enqueue(PAUSED)
        ask(page, "Count.")
        expect(page.locator("article p")).to_have_text(["Count.", "one"])
    expect(page.get_by_role("status")).to_have_text("This server is being stopped.")
    ask(page, "Still there?")
    expect(page.get_by_role("status")).to_have_text("The server cannot be reached.")
    page.close()


def test_events_that_end_without_an_end_are_an_answer_that_broke_off(page: Page) -> None:
    page.route("**/chat", lambda route: route.fulfill(body='data: {"text": "one"}\n\ndata: {"te'))
    ask(page, "Count.")
    expect(page.get_by_role("status")).to_have_text("The connection to the server was lost.")
    assert words(page) == ["Count.", "one"]


@pytest.mark.parametrize(
    "going", [lambda page: page.close(), lambda page: page.goto("about:blank")], ids=["close", "go"]
)
def test_leaving_the_page_ends_the_request(
    going: Callable[[Page], None], page: Page, upstream: LocalServer
) -> None:
    upstream.enqueue(PAUSED)
    ask(page, "Count.")
    expect(page.locator("article p").last).to_have_text("one")
    going(page)
    assert upstream.requests[0].wait_for_disconnect(PATIENCE)
