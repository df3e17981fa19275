"""What is loaded, created and compiled, and when: the structure behind the speed. No test here looks at a clock; the
benchmarks (`make bench`) do.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import pytest

from openrouter_core import Ok, OpenRouterCore
from openrouter_core._accumulate.chat import ChatAccumulator
from openrouter_core._io import environment
from openrouter_core._io.transport import transport_of
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.testing import LocalServer, Reply, chunks

ROOT = Path(__file__).parent.parent
OPERATIONS = sorted(file.stem for file in (ROOT / "funcs").glob("*.py") if file.stem != "__init__")
SHARED_MODELS = {"_frozen", "model", "errors", "http_meta"}
"""The modules below `openrouter_core.models` that every operation uses."""
MOST_CLASSES = 12
"""How many attrs classes an import creates, at most: each is worth about a hundredth of it."""
HEAVY = {"httpx", "httpcore", "asyncio", "cattrs", "ssl", "socket", "logging", "decimal", "email"}
"""What an import alone does without; some of it is loaded by the first call."""

REPORT = """
import gc, json, sys
print(json.dumps({
    "modules": sorted(sys.modules),
    "classes": sorted(
        f"{each.__module__}.{each.__name__}"
        for each in gc.get_objects()
        if isinstance(each, type) and "__attrs_attrs__" in each.__dict__
        and each.__module__.startswith("openrouter_core")
    ),
}))
"""

REQUEST = {
    "model": "a/b",
    "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}],
}


def run(program: str, *arguments: str) -> dict[str, Any]:
    """What a program prints, as JSON, in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def below(package: str, modules: list[str]) -> set[str]:
    prefix = f"openrouter_core.{package}."
    return {name.removeprefix(prefix) for name in modules if name.startswith(prefix)}


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


# ---------------------------------------------------------------- what an import costs


@pytest.mark.parametrize("name", OPERATIONS)
def test_importing_an_operation_loads_little(name: str) -> None:
    code = f"from openrouter_core import OpenRouterCore\nimport openrouter_core.funcs.{name}\nOpenRouterCore()"
    found = run(code + REPORT)
    modules = found["modules"]
    resource = name.split("_", 1)[0]
    assert below("funcs", modules) == {name}
    assert not {
        each for each in below("models", modules) - SHARED_MODELS if not each.startswith(resource)
    }
    assert not HEAVY & set(modules)
    assert len(found["classes"]) <= MOST_CLASSES, found["classes"]


def test_naming_one_operation_after_the_other_loads_each_once() -> None:
    code = "".join(f"import openrouter_core.funcs.{name}\n" for name in OPERATIONS)
    found = run(code + REPORT)
    assert below("funcs", found["modules"]) == set(OPERATIONS)
    assert not HEAVY & set(found["modules"])
    assert len(found["classes"]) <= MOST_CLASSES, found["classes"]


def test_the_package_alone_loads_no_operation() -> None:
    found = run("import openrouter_core, openrouter_core.funcs, openrouter_core.models" + REPORT)
    assert below("funcs", found["modules"]) == set()
    assert below("models", found["modules"]) <= SHARED_MODELS


def test_naming_one_model_creates_its_module_and_no_other() -> None:
    found = run("from openrouter_core.models import Reasoning" + REPORT)
    assert below("models", found["modules"]) == {"model", "reasoning"}


# ---------------------------------------------------------------- what a call creates

CALL = """
import sys
from openrouter_core import OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
core = OpenRouterCore(server_url=sys.argv[1])
assert chat_send(core, {"model": "a/b", "messages": [{"role": "user", "content": "Hello"}]}).unwrap().text
"""


def test_a_call_creates_the_classes_that_it_touches(server: LocalServer) -> None:
    found = run(CALL + REPORT, server.url)
    assert below("models", found["modules"]) == {
        *SHARED_MODELS,
        "chat",
        "chat.request",
        "chat.messages",
        "chat.response",
        "chat.usage",
    }
    assert not {
        "asyncio",
        "openrouter_core._io.send_async",
        "openrouter_core._accumulate.chat",
        "openrouter_core._hook_events",
        "openrouter_core.models.rate_limit",
    } & set(found["modules"])
    created = [name for name in found["classes"] if name.startswith("openrouter_core.models.chat.")]
    assert len(created) <= 18, created
    assert len(found["classes"]) <= MOST_CLASSES + 18, found["classes"]


# ---------------------------------------------------------------- what is compiled once

COUNTED = """
import collections, json, sys
from openrouter_core import OpenRouterCore
from openrouter_core._convert import converter
from openrouter_core.funcs.chat_send import chat_send

compiled, looked_up = collections.Counter(), 0
make, look_up = converter._model_hook, converter.structure_hook

def counting_make(cls):
    compiled[cls.__name__] += 1
    return make(cls)

def counting_look_up(annotation):
    global looked_up
    looked_up += 1
    return look_up(annotation)

converter._model_hook = counting_make
converter.structure_hook = counting_look_up
core = OpenRouterCore(server_url=sys.argv[1])
request = {"model": "a/b", "messages": [{"role": "user", "content": "Hello"}]}
rounds = []
for _ in range(3):
    chat_send(core, request).unwrap()
    for result in chat_send(core, request, stream=True).unwrap():
        result.unwrap()
    rounds.append([sum(compiled.values()), looked_up])
print(json.dumps({"compiled": compiled, "rounds": rounds}))
"""


@pytest.mark.parametrize("length", [10, 200])
def test_a_class_is_compiled_once_however_many_calls_and_chunks(
    server: LocalServer, length: int
) -> None:
    for _ in range(3):
        server.enqueue(Reply.json({"choices": [{"message": {"content": "Hello"}}]}))
        server.enqueue(Reply.events(chunks("word " * length)))
    found = run(COUNTED, server.url)
    assert {"ChatGenerationParams", "ChatResponse", "ChatStreamingResponseChunk"} <= set(
        found["compiled"]
    )
    assert set(found["compiled"].values()) == {1}
    first, second, third = found["rounds"]
    assert second[0] == third[0] == first[0]
    # A hook is looked up for a request, an answer and a stream, not for a chunk.
    assert third[1] - second[1] == second[1] - first[1] <= 6


# ---------------------------------------------------------------- TLS


@pytest.fixture
def contexts(monkeypatch: pytest.MonkeyPatch) -> list[ssl.SSLContext]:
    """The TLS contexts with certificates that are made from here on."""
    made: list[ssl.SSLContext] = []
    make = ssl.create_default_context

    def counting(*args: Any, **kwargs: Any) -> ssl.SSLContext:
        made.append(make(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", counting)
    environment.tls_context.cache_clear()
    return made


def test_http_alone_loads_no_certificates(
    server: LocalServer, contexts: list[ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(*_: object, **__: object) -> None:
        raise AssertionError("certificates were loaded")

    for name in ("load_verify_locations", "load_default_certs", "set_default_verify_paths"):
        monkeypatch.setattr(ssl.SSLContext, name, loaded)
    with OpenRouterCore(server_url=server.url) as core:
        assert isinstance(chat_send(core, REQUEST), Ok)
    assert not contexts


def test_all_cores_share_one_tls_context(contexts: list[ssl.SSLContext]) -> None:
    async def open_async(core: OpenRouterCore) -> None:
        async with core:
            await (
                transport_of(core)
                .async_session(asyncio.get_running_loop())
                .client("https://one.example")
            )

    for _ in range(3):
        with OpenRouterCore() as core:
            for url in ("https://one.example", "https://other.example"):
                transport_of(core).session().client(url)
        asyncio.run(open_async(OpenRouterCore()))
    assert len(contexts) == 1


# ---------------------------------------------------------------- work for a chunk


def calls_of(work: Callable[[], object]) -> int:
    """How many functions `work` calls, in Python and in C."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def event(**delta: Any) -> bytes:
    chunk = {"id": "gen-1", "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


DELTAS: dict[str, dict[str, Any]] = {
    "text": {"content": "word "},
    "tool call": {"tool_calls": [{"index": 0, "id": "call_1", "function": {"arguments": '{"a'}}]},
    "reasoning": {
        "reasoning": "so",
        "reasoning_details": [{"type": "reasoning.text", "text": "so", "index": 0}],
    },
}


def grows_evenly(work: Callable[[int], object]) -> bool:
    """Whether eight times more is eight times the work; a hundredth is left to threads and to the garbage collector."""
    work(100)  # what is made once is made now
    few, some, many = (calls_of(partial(work, length)) for length in (100, 200, 1000))
    return some > few and abs((many - some) - 8 * (some - few)) < many // 100


@pytest.mark.parametrize("kind", DELTAS)
@pytest.mark.parametrize("batch", [1, 20])
def test_work_for_a_chunk_does_not_grow_with_the_stream(kind: str, batch: int) -> None:
    part = event(**DELTAS[kind]) * batch
    ends = json.dumps({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        length = int(request.headers["x-length"])
        body = iter([part] * (length // batch) + [b"data: " + ends + b"\n\ndata: [DONE]\n\n"])
        return httpx.Response(
            200, headers={"content-type": "text/event-stream"}, stream=Parts(body)
        )

    def read(length: int) -> None:
        client = httpx.Client(
            transport=httpx.MockTransport(answer), headers={"x-length": str(length)}
        )
        with client:
            core = OpenRouterCore(server_url="http://test.example", http_client=client)
            stream = chat_send(core, REQUEST, stream=True).unwrap()
            assert sum(isinstance(result, Ok) for result in stream) == length + 1

    assert grows_evenly(read)


class Parts(httpx.SyncByteStream):
    """A body in given parts; httpx's own takes a plain iterator for one part at a time too, but not synchronously."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return self._parts


@pytest.mark.parametrize("kind", DELTAS)
def test_work_to_fold_a_chunk_does_not_grow_with_the_stream(kind: str) -> None:
    chunk = json.loads(event(**DELTAS[kind])[6:])

    def fold(length: int) -> None:
        folded = ChatAccumulator()
        for _ in range(length):
            folded.add(chunk)

    assert grows_evenly(fold)
