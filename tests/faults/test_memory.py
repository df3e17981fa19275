"""What a few bytes from a server may cost: memory over idle, for every coding and every form of a call."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain, repeat

import pytest

from openrouter_core.testing import LocalServer, Reply, Send

pytest.importorskip("resource", reason="this system does not say how much memory a process held")

MB = 2**20
ALLOWED = 60
"""MB over idle."""
UNPACKED = 256
"""MB that each bomb makes, if it is let."""

# Run in a process of its own for each form: what a process has held once, it is told to hold for ever.
PROGRAM = """
import asyncio, json, resource, sys, tempfile
from openrouter_core import OpenRouterCore, RetryConfig, Timeout
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.files_download import files_download, files_download_async

url, form, mode, count, limits = sys.argv[1:]
core = OpenRouterCore(
    server_url=url, retry_config=RetryConfig("none"), timeout=Timeout(read=30, total=30),
    **json.loads(limits),
)
request = {"messages": [{"role": "user", "content": "Hi"}]}
folder = tempfile.TemporaryDirectory()

def call():
    if form == "download":
        return files_download(core, "file_1", to=folder.name + "/file")
    if form != "streamed":
        return chat_send(core, request)
    stream = chat_send(core, request, stream=True)
    return list(stream.unwrap())[-1] if hasattr(stream.value_or(None), "close") else stream

async def call_async():
    if form == "download":
        return await files_download_async(core, "file_1", to=folder.name + "/file")
    if form != "streamed":
        return await chat_send_async(core, request)
    stream = await chat_send_async(core, request, stream=True)
    if not hasattr(stream.value_or(None), "aclose"):
        return stream
    return [result async for result in stream.unwrap()][-1]

def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10)

async def main():
    found = []
    for number in range(int(count) + 1):
        before = held()
        result = call() if mode == "sync" else await call_async()
        if number:  # the first one imports
            found.append((type(result.failure()).__name__, held() - before))
    await core.aclose()
    print(json.dumps(found))

asyncio.run(main())
"""


def in_gzip(unit: bytes) -> bytes:
    return gzip.compress(unit * (MB // len(unit)), mtime=0) * UNPACKED


def in_deflate(unit: bytes) -> bytes:
    packer = zlib.compressobj(1)
    part = unit * (MB // len(unit))
    return b"".join([*(packer.compress(part) for _ in range(UNPACKED)), packer.flush()])


def twice(unit: bytes) -> bytes:
    return gzip.compress(in_gzip(unit), mtime=0)


def plain(unit: bytes) -> bytes:
    return unit * (MB // len(unit))


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": in_gzip,
    "x-gzip": in_gzip,
    "deflate": in_deflate,
    "gzip, gzip": twice,
    "gzip, gzip, gzip": twice,
    "br": plain,  # was not asked for, so that nobody looks at what it is
    "zstd": plain,
    "identity": plain,
    "": plain,
}
FORMS: dict[str, tuple[int, str, bytes]] = {  # status, content type, what the body repeats
    "whole": (200, "application/json", b" "),
    "error": (500, "application/json", b'{"error":"'),
    "streamed": (200, "text/event-stream", b"data: x\n"),
    "streamed as JSON": (200, "application/json", b'{"a":1,'),
    "download": (200, "application/octet-stream", b"\0"),
}


def reply(form: str, coding: str) -> Iterator[Send]:
    """A body without end, or one that is small until it is unpacked."""
    status, content_type, unit = FORMS[form]
    headers = {"Content-Type": content_type, **({"Content-Encoding": coding} if coding else {})}
    head = Reply(status, headers, transfer="close").head
    body = CODINGS[coding](unit)
    return chain([Send(head)], repeat(Send(body)) if CODINGS[coding] is plain else [Send(body)])


LOW = {"max_event_bytes": 4 * MB, "max_response_bytes": 8 * MB}
ENDLESS = ("identity", "")
"""Codings of bodies whose every byte is sent: what is kept of them is for `max_response_bytes` to say."""


@pytest.mark.parametrize("limits", [LOW, {}], ids=["low limits", "the usual limits"])
@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("form", list(FORMS))
def test_no_coding_makes_much_of_a_few_bytes(form: str, mode: str, limits: dict[str, int]) -> None:
    codings = [coding for coding in CODINGS if limits or coding not in ENDLESS]
    with ExitStack() as stack:
        server = stack.enter_context(LocalServer())
        server.enqueue(Reply.error(400, "The first."))
        for coding in codings:
            server.enqueue(reply(form, coding))
        how = "streamed" if form.startswith("streamed") else form
        arguments = [server.url, how, mode, str(len(codings)), json.dumps(limits)]
        command = [sys.executable, "-c", PROGRAM, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    found = dict(zip(codings, json.loads(done.stdout), strict=True))
    expected = "InternalServerResponseError" if form == "error" else "ResponseValidationError"
    assert {coding: error for coding, (error, _) in found.items()} == dict.fromkeys(
        codings, expected
    )
    assert sum(grown for _, grown in found.values()) < ALLOWED, found
