"""Files that go up and come down: streamed, whole or not at all."""

from __future__ import annotations

import asyncio
import email
import gzip
import io
import os
import socket
import socketserver
import stat
import threading
import zlib
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest

from openrouter_core import (
    Err,
    Hooks,
    OpenRouterCore,
    PreparedRequest,
    RequestOptions,
    RetryConfig,
    models,
)
from openrouter_core._io import files as disk
from openrouter_core.funcs.files_download import files_download, files_download_async
from openrouter_core.funcs.files_upload import files_upload, files_upload_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, RecordedRequest, Reply
from tests.funcs.conftest import Run, Time

LARGE = b"%PDF-1.4\n" + bytes(range(256)) * 8192  # 2 MiB, of a kind that the API takes
BUSY = Reply.error(503, "Busy")
NAMED_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
BYTES = {"Content-Type": "application/octet-stream"}


def form(request: RecordedRequest) -> dict[str, Any]:
    """The parts of a multipart body, by their names."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    parts: Any = email.message_from_bytes(head + request.body).get_payload()
    return {str(part.get_param("name", header="content-disposition")): part for part in parts}


# --- up ------------------------------------------------------------------------------------------


class Watched(io.BytesIO):
    """A file that knows how much is read of it at once."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.reads: list[int] = []

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.reads.append(len(found))
        return found


class Pipe(io.RawIOBase):
    """A file that can be read once only."""

    def __init__(self, content: bytes) -> None:
        self._source = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._source.read(size)


def a_path(folder: Path) -> Path:
    path = folder / "größe.txt"
    path.write_bytes(LARGE)
    return path


@pytest.mark.parametrize(
    ("source", "filename"),
    [
        (lambda folder: LARGE, "upload"),
        (lambda folder: bytearray(LARGE), "upload"),
        (lambda folder: a_path(folder), "größe.txt"),
        (lambda folder: str(a_path(folder)), "größe.txt"),
        (lambda folder: a_path(folder).open("rb"), "größe.txt"),
        (lambda folder: io.BytesIO(LARGE), "upload"),
        (lambda folder: Pipe(LARGE), "upload"),
    ],
    ids=["bytes", "bytearray", "path", "text path", "open file", "BytesIO", "pipe"],
)
def test_a_file_goes_up_from_wherever_it_is(
    source: Any, filename: str, run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    file = source(tmp_path)
    with file if hasattr(file, "close") else nullcontext():
        kept = run(files_upload, core, {"file": file}).unwrap()
        assert not getattr(file, "closed", False)
    (request,) = server.requests
    part = form(request)["file"]
    assert part.get_payload(decode=True) == LARGE
    assert f'filename="{filename}"'.encode() in request.body
    assert (kept.filename, kept.size_bytes) == (filename, len(LARGE))


def test_what_stands_beside_the_file_goes_where_it_belongs(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    request = models.FilesUploadParams(
        b"{}",
        filename='a "b"\r\nc.json',
        content_type="application/x-ours",
        workspace_id="a103d8b6-42f0-4e50-9a3c-bf41e2c3c1a7",
        provider="openai",
    )
    server.enqueue(Reply.json({"id": "f", "bytes": 2, "_shape": "openai"}))
    kept = run(files_upload, core, request).unwrap()
    (sent,) = server.requests
    assert dict(sent.params) == {
        "workspace_id": "a103d8b6-42f0-4e50-9a3c-bf41e2c3c1a7",
        "provider": "openai",
    }
    parts = form(sent)
    assert list(parts) == ["file"]
    assert parts["file"].get_content_type() == "application/x-ours"
    assert b"\r\nc.json" not in sent.body
    assert kept.bytes == 2
    assert "2 bytes" in repr(request)


def test_a_file_is_read_while_it_is_sent_and_again_when_it_is_sent_again(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    file = Watched(LARGE)
    file.seek(17)
    server.enqueue(BUSY, None)
    kept = run(files_upload, core, {"file": file}).unwrap()
    assert kept.size_bytes == len(LARGE)
    assert max(file.reads) <= 65_536
    assert sum(file.reads) == 2 * len(LARGE)
    first, second = server.requests
    assert form(first)["file"].get_payload() == form(second)["file"].get_payload()


def test_what_can_be_read_only_once_is_sent_only_once(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(BUSY)
    error = run(files_upload, core, {"file": Pipe(b"abc")}).failure()
    assert isinstance(error, errors.ServiceUnavailableResponseError)
    assert len(server.requests) == 1


def test_an_upload_that_may_have_arrived_is_not_repeated(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.error(502, "Bad gateway"))
    error = run(files_upload, core, {"file": b"abc"}).failure()
    assert isinstance(error, errors.BadGatewayResponseError)
    assert len(server.requests) == 1


def a_packed_file(folder: Path) -> Any:
    path = folder / "a.txt.gz"
    path.write_bytes(gzip.compress(LARGE))
    return gzip.open(path)


def a_pipe(folder: Path) -> Any:
    """Of the operating system, with the beginning of LARGE in it: such a pipe holds 64 KiB, and knows no size."""
    reading, writing = os.pipe()
    os.write(writing, LARGE[:4096])
    os.close(writing)
    return os.fdopen(reading, "rb")


def an_unbuffered_pipe(folder: Path) -> Any:
    return a_pipe(folder).detach()


@pytest.mark.parametrize(
    ("source", "content"),
    [(a_packed_file, LARGE), (a_pipe, LARGE[:4096]), (an_unbuffered_pipe, LARGE[:4096])],
)
def test_what_stands_behind_a_file_may_be_of_another_size(
    source: Any, content: bytes, run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    with source(tmp_path) as file:
        run(files_upload, core, {"file": file, "filename": "a.pdf"}).unwrap()
    assert form(server.requests[0])["file"].get_payload(decode=True) == content


class Changing(io.BytesIO):
    """A file that has another size once its reading has begun."""

    def __init__(self, size: int) -> None:
        super().__init__(LARGE)
        self._size = size

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        with self.getbuffer() as now:
            grows = self._size - len(now)
        if grows > 0:
            here = self.seek(0, os.SEEK_CUR)
            self.seek(0, os.SEEK_END)
            self.write(b"x" * grows)
            self.seek(here)
        else:
            self.truncate(self._size)
        return found


def test_of_a_file_that_grows_goes_up_what_there_was(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    run(files_upload, core, {"file": Changing(2 * len(LARGE)), "filename": "a.pdf"}).unwrap()
    assert form(server.requests[0])["file"].get_payload(decode=True) == LARGE


def test_a_file_that_becomes_shorter_is_an_err_and_no_upload(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(files_upload, core, {"file": Changing(100_000)}).failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert "became shorter by 1997161 bytes" in str(error)
    server.wait_for_open_connections(0)


@NAMED_PIPES
def test_a_path_that_is_no_file_is_sent_only_once(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    server.always(BUSY)
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"abc",))
    writer.start()
    error = run(files_upload, core, {"file": tmp_path / "pipe"}).failure()
    writer.join()
    assert isinstance(error, errors.ServiceUnavailableResponseError)
    assert len(server.requests) == 1


def test_a_retry_finds_a_file_gone_and_leaves_it_at_that(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    def answer(request: RecordedRequest) -> Reply:
        (tmp_path / "a").unlink()
        return BUSY

    (tmp_path / "a").write_bytes(b"abc")
    server.always(answer)
    error = run(files_upload, core, {"file": tmp_path / "a"}).failure()
    assert isinstance(error, errors.ServiceUnavailableResponseError)


def a_closed_file(folder: Path) -> Any:
    file = io.BytesIO(b"x")
    file.close()
    return file


def a_file_without_permission(folder: Path) -> Any:
    path = folder / "mine"
    path.write_bytes(b"x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the tests run as a user who may read everything")
    return path


class Asynchronous:
    async def read(self, size: int = -1) -> bytes:
        return b""


class Text:
    def read(self, size: int = -1) -> str:
        return "text"


class WrappedText:
    """A file of text that is no class of io, as those of tempfile are."""

    def __getattr__(self, name: str) -> Any:
        return getattr(io.StringIO("text"), name)


class StrangePath(os.PathLike[str]):
    def __fspath__(self) -> str:
        raise RuntimeError("no path")


@pytest.mark.parametrize(
    "source",
    [
        lambda folder: folder / "not there",
        lambda folder: WrappedText(),
        lambda folder: Asynchronous(),
        lambda folder: Text(),
        lambda folder: StrangePath(),
        lambda folder: folder,
        lambda folder: "zero\0byte",
        lambda folder: io.StringIO("text"),
        lambda folder: None,
        lambda folder: 5,
        lambda folder: {"path": "x"},
        a_closed_file,
        a_file_without_permission,
    ],
)
def test_a_file_that_cannot_be_read_is_an_err_that_names_it(
    source: Any, run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    error = run(files_upload, core, {"file": source(tmp_path)}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "file"
    assert "file: expected" in str(error)
    assert server.requests == []


def test_a_media_type_for_the_whole_form_is_refused(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    options = RequestOptions(headers={"content-type": "text/csv"})
    error = run(files_upload, core, {"file": b"a,b"}, options=options).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert "Content-Type" in str(error)
    assert server.requests == []


def test_a_request_without_a_file_is_refused(run: Run, core: OpenRouterCore) -> None:
    error = run(files_upload, core, {"filename": "x"}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "file"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("filename", "\udcff.txt"),
        ("content_type", "text/plain\r\nX-Mine: 1"),
        ("content_type", "text/pl\u00e4in"),
    ],
)
def test_what_a_form_cannot_hold_is_refused(
    field: str, value: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(files_upload, core, {"file": b"abc", field: value}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == field
    assert server.requests == []


class Broken(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        if self.tell() >= 65_536:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_file_that_breaks_while_it_is_read_is_an_err(run: Run, core: OpenRouterCore) -> None:
    error = run(files_upload, core, {"file": Broken(LARGE)}).failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert "Input/output error" in str(error)


def test_an_answer_that_comes_before_the_file_is_sent_is_heard(run: Run) -> None:
    too_large = b'{"error": {"code": 413, "message": "Too large"}}'

    class Early(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1000)
            head = (
                f"HTTP/1.1 413 No\r\nConnection: close\r\nContent-Length: {len(too_large)}\r\n\r\n"
            )
            self.request.sendall(head.encode() + too_large)
            self.request.shutdown(socket.SHUT_WR)
            while self.request.recv(65_536):
                pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Early) as early:
        threading.Thread(target=early.serve_forever).start()
        try:
            with OpenRouterCore(server_url=f"http://127.0.0.1:{early.server_address[1]}") as core:
                error = run(files_upload, core, {"file": LARGE * 4}).failure()
        finally:
            early.shutdown()
    assert isinstance(error, errors.PayloadTooLargeResponseError)


def test_a_cancelled_upload_leaves_no_file_open(
    server: LocalServer, core: OpenRouterCore, tmp_path: Path, monkeypatch: Any
) -> None:
    path = a_path(tmp_path)
    server.enqueue(Reply.json({}).stall(at=0))
    files: list[Any] = []

    def watched(*arguments: Any, **others: Any) -> Any:
        files.append(open(*arguments, **others))  # noqa: PTH123, SIM115  # what is watched
        return files[-1]

    monkeypatch.setattr(disk, "open", watched, raising=False)

    async def cancelled() -> None:
        task = asyncio.create_task(files_upload_async(core, {"file": path}))
        async with asyncio.timeout(10):
            while not files:
                await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert [file.closed for file in files] == [True]
    server.wait_for_open_connections(0)


def test_an_injected_client_carries_files_both_ways(run: Run, tmp_path: Path) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, headers=BYTES, content=LARGE)
        sent.append(request)
        return httpx.Response(200, json={"id": "f"})

    async def answer_async(request: httpx.Request) -> httpx.Response:
        await request.aread()
        return answer(request)

    core = OpenRouterCore(
        api_key="k",
        http_client=httpx.Client(transport=httpx.MockTransport(answer)),
        async_http_client=httpx.AsyncClient(transport=httpx.MockTransport(answer_async)),
    )
    assert run(files_upload, core, {"file": a_path(tmp_path)}).unwrap().id == "f"
    assert LARGE in sent[0].read()
    assert sent[0].headers["content-length"] == str(len(sent[0].content))
    run(files_download, core, "f", to=tmp_path / "x").unwrap()
    assert (tmp_path / "x").read_bytes() == LARGE


def test_a_hook_sees_the_upload_and_not_its_bytes(run: Run, core: OpenRouterCore) -> None:
    seen: list[Any] = []
    watched = OpenRouterCore(
        api_key="k", server_url=core.server_url, hooks=Hooks(before_request=seen.append)
    )
    run(files_upload, watched, {"file": b"secret content", "filename": "a.txt"}).unwrap()
    (request,) = seen
    assert request.content is None
    assert request.upload.filename == "a.txt"
    assert "secret content" not in repr(request)
    watched.close()


def test_a_hook_that_gives_two_bodies_is_refused(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    def both(request: PreparedRequest) -> PreparedRequest:
        return attrs.evolve(request, content=b"{}")

    with OpenRouterCore(server_url=server.url, hooks=Hooks(before_request=both)) as hooked:
        error = run(files_upload, hooked, {"file": b"abc"}).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert "one body" in str(error)
    assert server.requests == []


# --- what is no file -----------------------------------------------------------------------------


def open_file(name: str) -> Any:
    return Path(name).open("rb")


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/urandom", "/dev/full"])
@pytest.mark.parametrize("kind", [str, Path, open_file])
def test_a_device_is_no_file(
    name: str, kind: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    if not Path(name).is_char_device():
        pytest.skip("there is no such device")
    file = kind(name)
    with file if hasattr(file, "close") else nullcontext():
        error = run(files_upload, core, {"file": file}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert "device" in str(error)
    assert server.requests == []


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="there is no /proc")
@pytest.mark.parametrize("name", ["/proc/version", "/proc/self/cmdline"])
def test_a_file_that_is_made_while_it_is_read_goes_up_whole(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    """Its size is said to be 0, or not said."""
    server.enqueue(Reply.json({"id": "f"}))
    run(files_upload, core, {"file": name, "filename": "a.txt"}).unwrap()
    part = form(server.requests[0])["file"]
    assert part.get_payload(decode=True) == Path(name).read_bytes()


@NAMED_PIPES
@pytest.mark.parametrize("written", [None, b"abc"], ids=["no writer", "a writer that stays"])
def test_a_pipe_without_end_is_an_err_at_the_limit(
    written: bytes | None, run: Run, server: LocalServer, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = None
    if written is not None:
        writer = os.open(pipe, os.O_RDWR)
        os.write(writer, written)
    with OpenRouterCore(api_key="k", server_url=server.url, timeout=0.3) as core:
        error = run(files_upload, core, {"file": pipe}).failure()
    if writer is not None:
        os.close(writer)
    assert isinstance(error, errors.RequestTimeoutError)
    assert error.phase == "total"
    assert server.requests == []


@NAMED_PIPES
def test_a_pipe_keeps_no_event_loop_waiting(
    server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    async def main() -> None:
        task = asyncio.create_task(files_upload_async(core, {"file": pipe, "filename": "a.pdf"}))
        for _ in range(20):
            await asyncio.sleep(0.005)
        assert not task.done()
        await asyncio.to_thread(pipe.write_bytes, LARGE)
        (await task).unwrap()
        cancelled = asyncio.create_task(files_upload_async(core, {"file": pipe}))
        await asyncio.sleep(0.02)
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled

    asyncio.run(main())
    assert form(server.requests[0])["file"].get_payload(decode=True) == LARGE
    assert len(server.requests) == 1


# --- down ----------------------------------------------------------------------------------------


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_down_into_memory(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    seen: list[Any] = []
    server.enqueue(Reply(headers=BYTES, body=LARGE))
    got = run(files_download, core, "f", progress=lambda *args: seen.append(args)).unwrap()
    assert got.content == LARGE
    assert (got.path, got.size, got.content_type) == (None, len(LARGE), "application/octet-stream")
    assert seen[-1] == (len(LARGE), len(LARGE))
    assert [so_far for so_far, _ in seen] == sorted({so_far for so_far, _ in seen})


def test_a_file_comes_down_into_a_file(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    to = tmp_path / "there.bin"
    to.write_bytes(b"what was there")
    seen: list[Any] = []

    def look(so_far: int, total: int | None) -> None:
        seen.append((so_far, total, to.read_bytes(), len(leftovers(tmp_path))))

    server.enqueue(Reply(headers=BYTES, body=LARGE, transfer="chunked"))
    got = run(files_download, core, "f", to=to, progress=look).unwrap()
    assert (got.content, got.path, got.size) == (None, to.resolve(), len(LARGE))
    assert to.read_bytes() == LARGE
    assert leftovers(tmp_path) == ["there.bin"]
    # Until the end there were the old file and the one that grew.
    assert {(total, there, count) for _, total, there, count in seen} == {
        (None, b"what was there", 2)
    }
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(to.stat().st_mode) == 0o666 & ~umask


def test_a_link_stays_a_link(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.bin"
    link.symlink_to(tmp_path / "real" / "file.bin")
    server.enqueue(Reply(headers=BYTES, body=b"abc"))
    run(files_download, core, "f", to=str(link)).unwrap()
    assert link.is_symlink()
    assert (tmp_path / "real" / "file.bin").read_bytes() == b"abc"


def test_a_download_that_is_cut_leaves_what_was_there_and_is_repeated(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    to = tmp_path / "there.bin"
    whole = Reply(headers=BYTES, body=LARGE)
    seen: list[int] = []
    server.enqueue(whole.cut(at=len(LARGE) // 2), whole)
    got = run(files_download, core, "f", to=to, progress=lambda n, _: seen.append(n)).unwrap()
    assert to.read_bytes() == LARGE
    assert got.http_meta.attempts == 2
    assert min(seen[1:]) < max(seen[:-1])  # it began again
    to.write_bytes(b"old")
    server.always(whole.cut(at=len(LARGE) // 2))
    error = run(files_download, core, "f", to=to).failure()
    assert isinstance(error, errors.APIConnectionError)
    assert to.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["there.bin"]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply.error(404, "No such file"), errors.NotFoundResponseError),
        (Reply.json({"error": {"code": 404, "message": "No"}}), errors.NotFoundResponseError),
        (Reply(400, headers=BYTES, body=b"\x00"), errors.BadRequestResponseError),
    ],
)
def test_an_error_is_an_err_and_no_file(
    reply: Reply,
    expected: type,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
    tmp_path: Path,
) -> None:
    server.enqueue(reply)
    error = run(files_download, core, "f", to=tmp_path / "x").failure()
    assert type(error) is expected
    assert leftovers(tmp_path) == []


def test_an_empty_media_type_is_none(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    run(files_upload, core, {"file": b"a", "filename": "a.txt", "content_type": ""}).unwrap()
    [sent] = server.requests
    assert form(sent)["file"].get_content_type() == "text/plain"


@pytest.mark.parametrize("body", [b'{"a": 1}', b"[1, 2]", b"{broken", b""])
@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-ndjson", "text/html", ""]
)
def test_a_file_may_be_of_any_kind(
    body: bytes,
    content_type: str,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
    tmp_path: Path,
) -> None:
    server.always(Reply(headers={"Content-Type": content_type}, body=body))
    assert run(files_download, core, "f").unwrap().content == body
    run(files_download, core, "f", to=tmp_path / "x").unwrap()
    assert (tmp_path / "x").read_bytes() == body
    assert leftovers(tmp_path) == ["x"]


def test_a_compressed_download_is_what_was_compressed(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    seen: list[Any] = []
    server.enqueue(Reply(headers=BYTES, body=LARGE).gzip())
    got = run(files_download, core, "f", progress=lambda *args: seen.append(args)).unwrap()
    assert got.content == LARGE
    assert seen[-1] == (len(LARGE), None)  # Content-Length counts the compressed bytes
    assert len(gzip.compress(LARGE)) < len(LARGE)


def test_a_progress_function_that_raises_ends_the_download(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    def fail(so_far: int, total: int | None) -> None:
        raise RuntimeError("enough")

    server.always(Reply(headers=BYTES, body=LARGE))
    error = run(files_download, core, "f", to=tmp_path / "x", progress=fail).failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert isinstance(error.__cause__, RuntimeError)
    assert leftovers(tmp_path) == []
    assert len(server.requests) == 1
    server.wait_for_open_connections(0)


async def asynchronous(so_far: int, total: int | None) -> None: ...


@pytest.mark.parametrize("progress", [asynchronous, 5])
def test_a_progress_that_is_no_plain_function_is_refused(
    progress: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(files_download, core, "f", progress=progress).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "progress"
    assert server.requests == []


def test_lines_of_json_are_a_file_and_not_an_error(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    lines = b'{"error": {"code": 400}}\n' * 100_000
    seen: list[int] = []
    server.enqueue(Reply(headers={"Content-Type": "application/x-ndjson"}, body=lines))
    run(files_download, core, "f", to=tmp_path / "x", progress=lambda n, _: seen.append(n)).unwrap()
    assert (tmp_path / "x").read_bytes() == lines
    assert len(seen) > 1


def test_a_long_name_beyond_ascii_is_no_obstacle(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    server.enqueue(Reply(headers=BYTES, body=b"abc"))
    run(files_download, core, "f", to=tmp_path / ("\u65e5" * 80)).unwrap()
    assert leftovers(tmp_path) == ["\u65e5" * 80]


@NAMED_PIPES
def test_what_is_no_file_is_not_replaced(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    error = run(files_download, core, "f", to=tmp_path / "pipe").failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (tmp_path / "pipe").is_fifo()
    assert server.requests == []


def test_an_interrupt_at_the_very_end_leaves_nothing(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path, monkeypatch: Any
) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    server.enqueue(Reply(headers=BYTES, body=LARGE))
    with pytest.raises(KeyboardInterrupt):
        run(files_download, core, "f", to=tmp_path / "x")
    assert leftovers(tmp_path) == []


def test_what_a_user_throws_passes_through_and_leaves_nothing(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    def stop(so_far: int, total: int | None) -> None:
        raise KeyboardInterrupt

    server.enqueue(Reply(headers=BYTES, body=LARGE))
    with pytest.raises(KeyboardInterrupt):
        run(files_download, core, "f", to=tmp_path / "x", progress=stop)
    assert leftovers(tmp_path) == []


def test_a_cancelled_download_leaves_nothing(
    server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    server.enqueue(Reply(headers=BYTES, body=LARGE).stall(at=len(LARGE) // 2))

    async def cancelled() -> None:
        begun = asyncio.Event()
        task = asyncio.create_task(
            files_download_async(core, "f", to=tmp_path / "x", progress=lambda n, _: begun.set())
        )
        await begun.wait()
        assert len(leftovers(tmp_path)) == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("to", ["missing/folder/x", ".", "", "zero\0byte", 5])
def test_a_place_that_cannot_be_written_is_an_err_before_anything_is_sent(
    to: Any, run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    error = run(files_download, core, "f", to=to).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "to"
    assert server.requests == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_an_err(
    run: Run, server: LocalServer, core: OpenRouterCore, tmp_path: Path, monkeypatch: Any
) -> None:
    def full(path: Path, mode: str, **others: Any) -> Any:
        open(path, mode, **others).close()  # noqa: PTH123  # what stands in for it
        return Path("/dev/full").open("wb")

    monkeypatch.setattr(disk, "open", full, raising=False)
    server.enqueue(Reply(headers=BYTES, body=LARGE))
    error = run(files_download, core, "f", to=tmp_path / "x").failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert "No space left" in str(error)
    assert leftovers(tmp_path) == []


def test_downloads_in_several_threads_do_not_meet(
    server: LocalServer, core: OpenRouterCore, tmp_path: Path
) -> None:
    server.always(Reply(headers=BYTES, body=LARGE))
    results: list[Any] = []
    threads = [
        threading.Thread(
            target=lambda: results.append(files_download(core, "f", to=tmp_path / "x"))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not [result for result in results if isinstance(result, Err)]
    assert (tmp_path / "x").read_bytes() == LARGE
    assert leftovers(tmp_path) == ["x"]


def test_a_download_waits_no_longer_than_its_total(
    run: Run, server: LocalServer, time: Time, tmp_path: Path
) -> None:
    server.enqueue(Reply(headers=BYTES, body=LARGE).stall(at=len(LARGE) // 2))
    with OpenRouterCore(
        api_key="k", server_url=server.url, timeout=0.3, retry_config=RetryConfig("none")
    ) as core:
        error = run(files_download, core, "f", to=tmp_path / "x").failure()
    assert isinstance(error, errors.RequestTimeoutError)
    assert leftovers(tmp_path) == []


# --- whose file it is ----------------------------------------------------------------------------

posix = pytest.mark.skipif(os.name == "nt", reason="this system has no such permissions")


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o666, 0o755, 0o400, None])
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_file_keeps_its_permissions_and_grows_in_private(
    mode: int | None,
    umask: int,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
    tmp_path: Path,
) -> None:
    to = tmp_path / "x"
    if mode is not None:
        to.write_bytes(b"old")
        to.chmod(mode)
    growing: set[int] = set()

    def look(so_far: int, total: int | None) -> None:
        growing.update(path.stat().st_mode & 0o777 for path in tmp_path.iterdir() if path != to)

    server.enqueue(Reply(headers=BYTES, body=LARGE))
    before = os.umask(umask)
    try:
        run(files_download, core, "f", to=to, progress=look).unwrap()
    finally:
        os.umask(before)
    assert growing == {0o600}
    assert to.stat().st_mode & 0o777 == (0o666 & ~umask if mode is None else mode)
    assert leftovers(tmp_path) == ["x"]


@posix
@pytest.mark.parametrize(
    ("folder_mode", "ours", "fits"),
    [(0o1777, False, False), (0o1777, True, True), (0o777, False, True), (0o755, False, True)],
    ids=["planted", "our own", "not sticky", "not shared"],
)
def test_a_link_that_another_user_laid_in_a_shared_folder_is_refused(
    folder_mode: int,
    ours: bool,
    fits: bool,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
    tmp_path: Path,
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a link of another user's")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(folder_mode)
    target = tmp_path / "mine"
    target.write_bytes(b"old")
    link = shared / "x"
    link.symlink_to(target)
    os.chown(link, os.geteuid() if ours else 12_345, -1, follow_symlinks=False)
    server.enqueue(Reply(headers=BYTES, body=b"new"))
    result = run(files_download, core, "f", to=link)
    assert isinstance(result, Err) != fits
    assert target.read_bytes() == (b"new" if fits else b"old")
    if not fits:
        assert isinstance(result.failure(), errors.SDKValidationError)
        assert server.requests == []


# --- whole or not at all -------------------------------------------------------------------------


@pytest.mark.parametrize("to_file", [True, False])
@pytest.mark.parametrize(
    ("coding", "body", "whole"),
    [
        ("gzip", gzip.compress(LARGE[:999]) + gzip.compress(LARGE[999:]), True),
        ("deflate", zlib.compress(LARGE), True),
        ("identity", LARGE, True),
        ("gzip", gzip.compress(LARGE)[:-1], False),
        ("gzip", b"", False),
        ("gzip", gzip.compress(LARGE[:999]) + gzip.compress(LARGE[999:])[:-9], False),
        ("gzip", gzip.compress(LARGE) + b"tail", False),
        ("gzip, gzip", gzip.compress(gzip.compress(LARGE)), False),
        ("gzip, identity", gzip.compress(LARGE)[:-2000], False),
        ("compress", LARGE, False),
        ("br", LARGE, False),
    ],
    ids=range(11),
)
def test_a_compressed_download_is_whole_or_an_err(
    coding: str,
    body: bytes,
    whole: bool,
    to_file: bool,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
    tmp_path: Path,
) -> None:
    to = tmp_path / "x"
    to.write_bytes(b"old")
    server.enqueue(Reply(headers={**BYTES, "Content-Encoding": coding}, body=body))
    result = run(files_download, core, "f", to=to if to_file else None)
    if whole:
        assert (to.read_bytes() if to_file else result.unwrap().content) == LARGE
    else:
        assert isinstance(result.failure(), errors.ResponseValidationError)
        assert "compress" in str(result.failure())
        assert to.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["x"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_download_larger_than_its_limit_is_an_err_and_no_file(
    packed: bool, run: Run, server: LocalServer, tmp_path: Path
) -> None:
    reply = Reply(headers=BYTES, body=bytes(1_000_001))
    server.always(reply.gzip() if packed else reply)
    with OpenRouterCore("k", server_url=server.url, max_response_bytes=1_000_000) as core:
        error = run(files_download, core, "f", to=tmp_path / "x").failure()
        assert isinstance(error, errors.ResponseValidationError)
        assert "max_response_bytes (1000000 bytes)" in str(error)
        larger = core.with_options(max_response_bytes=1_000_001)
        assert run(files_download, larger, "f").unwrap().size == 1_000_001
    assert leftovers(tmp_path) == []
