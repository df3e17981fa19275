"""A hostile server against all forms of a call: `python -m tests.fuzz.hostile --connections 100000 --seed 1`.

A server in a process of its own plays a script to each request (`scripts.script`): drips, cuts, codings, lengths,
framing and floods. Here threads and tasks that share one core call it: whole, streamed, download and upload, sync and
async. What is watched: every result is an `Ok` or an `Err` that shows no key; a response that was cut is no `Ok`; every
call ends; and how much memory and CPU it all costs. `--replay NUMBER` plays one script of a seed again.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import itertools
import resource
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, Timeout
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.files_download import files_download, files_download_async
from openrouter_core.funcs.files_upload import files_upload, files_upload_async
from openrouter_core.models.errors import UnexpectedClientError
from openrouter_core.testing import LocalServer
from tests.fuzz.answers import KEY
from tests.fuzz.hostile_server import serve
from tests.fuzz.promises import REQUEST, Broken, check_error, promise
from tests.fuzz.scripts import script

KINDS: Final = ("whole", "streamed", "download", "upload")
LIMITS: Final = Timeout(connect=5, read=0.6, write=3, pool=60, total=1.5)
UNBOUNDED: Final = Timeout(connect=5, read=0.6, write=3, pool=60, total=None)
"""For streams: the time between two events is what bounds them."""
MAX_EVENT_BYTES: Final = 2 * 1024 * 1024
MAX_RESPONSE_BYTES: Final = MAX_EVENT_BYTES
_TAKEN: Final = 2_000
"""Chunks of one stream that are read: one without end is left then."""
_UPLOAD: Final = b"x" * 300_000
LATE: Final = 30.0
"""Seconds in which a call must have ended: its limits are below 2, and the machine may be busy."""
_WORKERS: Final = 4  # threads, and as many tasks


class Totals:
    """What has been seen so far, by all workers.

    Fields:
        running: since when each call in progress lasts, by its number.
    """

    def __init__(self) -> None:
        self.numbers: Iterator[int] = itertools.count()
        self.running: dict[int, float] = {}
        self.calls: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.slowest = (0.0, -1)
        self.dearest = (0.0, -1)
        self.failures: list[str] = []
        self.lock = threading.Lock()

    @contextmanager
    def watch(self, number: int, kind: str, *, sync: bool) -> Iterator[None]:
        """Count a call, how long it takes and, where a thread has it for itself, its CPU."""
        began, cpu = time.monotonic(), time.thread_time()
        self.running[number] = began
        try:
            yield
        except Exception:
            self.failures.append(f"number {number}, {kind}:\n{traceback.format_exc()}")
        finally:
            del self.running[number]
            with self.lock:
                self.calls[kind] += 1
                self.slowest = max(self.slowest, (time.monotonic() - began, number))
                if sync:
                    self.dearest = max(self.dearest, (time.thread_time() - cpu, number))

    def note(self, result: object) -> None:
        with self.lock:
            self.outcomes[type(result.failure()).__name__ if isinstance(result, Err) else "Ok"] += 1

    def late(self) -> list[int]:
        """The calls that should have ended."""
        now = time.monotonic()
        return [number for number, began in self.running.copy().items() if now - began > LATE]


class Plan(NamedTuple):
    """One call.

    Fields:
        options: the server's address with the number in it, and the limits.
        to: the file of a download.
    """

    number: int
    kind: str
    sync: bool
    options: RequestOptions
    to: Path


def plan(seed: str, number: int, origin: str, folder: Path) -> Plan:
    """What is called with a number: the same for the same seed."""
    random = Random(f"{seed}/{number}/call")
    kind = random.choice(KINDS)
    timeout = UNBOUNDED if kind == "streamed" and random.randrange(2) else LIMITS
    options = RequestOptions(server_url=f"{origin}/{kind}/{number}/v1", timeout=timeout)
    return Plan(number, kind, bool(random.randrange(2)), options, folder / str(number))


# --- results -------------------------------------------------------------------------------------------------------


def check(given: Plan, seed: str, results: list[Any]) -> None:
    """A call's results, against what its script did."""
    for result in results:
        match result:
            case Ok():
                pass
            case Err(error):
                check_error(error)
                ours = isinstance(error, UnexpectedClientError)
                promise(not ours, "a fault of ours", repr(error.__cause__))
                if isinstance(error.__cause__, Exception):
                    promise(KEY not in repr(vars(error.__cause__)), "a cause shows the key")
            case _:
                raise Broken(f"neither Ok nor Err: {result!r}")
    promise(all(isinstance(each, Ok) for each in results[:-1]), "an Err is not the last result")
    promise(bool(results) or given.kind == "streamed", "there is no result")
    failed = bool(results) and isinstance(results[-1], Err)
    if given.kind != "streamed":
        played = script(seed, given.number, given.kind)
        promise(failed or not played.cut, "a cut response was taken for one", played.name)
    if given.kind == "download":
        left = [given.to.stat().st_size] if given.to.exists() else []
        promise(left == ([] if failed else [results[0].unwrap().size]), "a file is not whole", left)
        given.to.unlink(missing_ok=True)


def call(core: OpenRouterCore, given: Plan) -> list[Any]:
    match given.kind:
        case "whole":
            return [chat_send(core, REQUEST, options=given.options)]
        case "download":
            return [files_download(core, "file_1", to=given.to, options=given.options)]
        case "upload":
            return [files_upload(core, {"file": _UPLOAD}, options=given.options)]
    match chat_send(core, REQUEST, stream=True, options=given.options):
        case Ok(stream):
            with stream:
                return shortened(list(itertools.islice(stream, _TAKEN)))
        case Err() as failed:
            return [failed]


async def call_async(core: OpenRouterCore, given: Plan) -> list[Any]:
    match given.kind:
        case "whole":
            return [await chat_send_async(core, REQUEST, options=given.options)]
        case "download":
            to = given.to
            return [await files_download_async(core, "file_1", to=to, options=given.options)]
        case "upload":
            return [await files_upload_async(core, {"file": _UPLOAD}, options=given.options)]
    match await chat_send_async(core, REQUEST, stream=True, options=given.options):
        case Ok(stream):
            results: list[Any] = []
            async with stream:
                async for result in stream:
                    results.append(result)
                    if len(results) == _TAKEN:
                        break
            return shortened(results)
        case Err() as failed:
            return [failed]


def shortened(results: list[Any]) -> list[Any]:
    """What a check needs of a stream's results; the chunks may be large."""
    return [*(Ok(None) if isinstance(each, Ok) else each for each in results[:-1]), *results[-1:]]


# --- the run -------------------------------------------------------------------------------------------------------


class Run:
    """Threads and tasks that call until there have been enough calls, or there is no time left."""

    def __init__(self, seed: str, port: int, connections: int, seconds: float) -> None:
        self.totals = Totals()
        self.seed = seed
        self._origin = f"http://127.0.0.1:{port}"
        self._connections = connections
        self._end = time.monotonic() + seconds
        self._folder = TemporaryDirectory()
        self.core = OpenRouterCore(
            KEY,
            server_url=self._origin,
            retry_config=RetryConfig("none"),
            max_event_bytes=MAX_EVENT_BYTES,
            max_response_bytes=MAX_RESPONSE_BYTES,
        )

    def plans(self, *, sync: bool) -> Iterator[Plan]:
        """The calls of a worker: of the next numbers those that are of its kind."""
        while time.monotonic() < self._end and not self.totals.failures:
            number = next(self.totals.numbers)
            if number >= self._connections:
                return
            found = plan(self.seed, number, self._origin, Path(self._folder.name))
            yield found._replace(sync=sync)

    def warm_up(self) -> None:
        """Import all, and make the clients and hooks, before memory is looked at."""
        with LocalServer(api_key=KEY) as server:
            quiet = RequestOptions(server_url=server.url, api_key=KEY)
            to = Path(self._folder.name) / "quiet"
            for kind in KINDS:
                call(self.core, Plan(0, kind, True, quiet, to))
                asyncio.run(call_async(self.core, Plan(0, kind, False, quiet, to)))

    def one(self, number: int) -> None:
        """A number alone, both ways."""
        found = plan(self.seed, number, self._origin, Path(self._folder.name))
        with self.totals.watch(number, found.kind, sync=True):
            check(found, self.seed, call(self.core, found))
        with self.totals.watch(number, found.kind, sync=False):
            check(found, self.seed, asyncio.run(call_async(self.core, found)))

    def in_thread(self) -> None:
        for given in self.plans(sync=True):
            with self.totals.watch(given.number, f"{given.kind}", sync=True):
                results = call(self.core, given)
                check(given, self.seed, results)
                self.totals.note(results[-1] if results else Ok(None))

    async def in_task(self) -> None:
        for given in self.plans(sync=False):
            with self.totals.watch(given.number, f"{given.kind} async", sync=False):
                results = await call_async(self.core, given)
                check(given, self.seed, results)
                self.totals.note(results[-1] if results else Ok(None))

    async def _tasks(self) -> None:
        async with self.core, asyncio.TaskGroup() as group:
            for _ in range(_WORKERS):
                group.create_task(self.in_task())

    def all(self) -> None:
        """Run to the end, or to the first failure."""
        workers: list[Callable[[], None]] = [self.in_thread] * _WORKERS
        workers.append(lambda: asyncio.run(self._tasks()))
        threads = [threading.Thread(target=worker, daemon=True) for worker in workers]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            late = self.totals.late()
            if late:
                faulthandler.dump_traceback()
                self.totals.failures.append(f"numbers {late}: still going on after {LATE:g} s")
                return
            time.sleep(0.2)

    def close(self) -> None:
        self.core.close()
        self._folder.cleanup()


class Report(NamedTuple):
    """What a run came to.

    Fields:
        grown: MB of memory over what the process held after the first calls.
        cpu: seconds, of all calls.
    """

    totals: Totals
    took: float
    grown: float
    cpu: float

    def __str__(self) -> str:
        totals = self.totals
        count = sum(totals.calls.values())
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in sorted(totals.calls.items()))
        outcomes = ", ".join(f"{name} {number:,}" for name, number in totals.outcomes.most_common())
        return (
            f"{count:,} connections of a hostile server in {self.took:.0f} s: {kinds}\n"
            f"outcomes: {outcomes}\n"
            f"memory: {self.grown:.0f} MB over idle; CPU: {1000 * self.cpu / max(count, 1):.1f} ms a call, at most "
            f"{totals.dearest[0]:.2f} s (number {totals.dearest[1]}); the longest call: {totals.slowest[0]:.2f} s "
            f"(number {totals.slowest[1]})"
        )


def peak() -> float:
    """The most memory that this process has held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)


@contextmanager
def hostile_server(seed: str) -> Iterator[int]:
    """The port of a server that plays the scripts of a seed."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(seed, theirs), daemon=True)
    process.start()
    try:
        assert ours.poll(60), "the hostile server did not start"
        yield ours.recv()
    finally:
        process.kill()
        process.join()


def run(seed: str, connections: int, seconds: float) -> Report:
    """Call until there were so many connections, or so many seconds."""
    with hostile_server(seed) as port:
        made = Run(seed, port, connections, seconds)
        made.warm_up()
        idle, began, cpu = peak(), time.monotonic(), time.process_time()
        made.all()
        report = Report(
            made.totals, time.monotonic() - began, peak() - idle, time.process_time() - cpu
        )
        made.close()
    return report


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.hostile", description=__doc__)
    parser.add_argument("--connections", type=int, default=1_000_000, help="how many at most")
    parser.add_argument("--seconds", type=float, default=120, help="how long at most")
    parser.add_argument("--seed", default=str(int(time.time())), help="the same seed, the same run")
    parser.add_argument("--memory", type=float, default=150, help="MB over idle that are allowed")
    parser.add_argument("--replay", type=int, help="the number of one script")
    said = parser.parse_args()
    if said.replay is not None:
        with hostile_server(said.seed) as port:
            alone = Run(said.seed, port, 0, 0)
            alone.one(said.replay)
            print(*(alone.totals.failures or ["no promise is broken"]), sep="\n")
            return bool(alone.totals.failures)
    report = run(said.seed, said.connections, said.seconds)
    print(f"seed {said.seed}: {report}")
    failures = list(report.totals.failures)
    if report.grown > said.memory:
        failures.append(f"memory has grown by {report.grown:.0f} MB")
    for failure in failures:
        print(f"{failure}\npython -m tests.fuzz.hostile --seed {said.seed} --replay NUMBER")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
