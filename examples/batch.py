"""A file of prompts to a file of answers: several in flight, within a budget, and resumed where it stopped.

pip install .                                                        once, in a clone of the project
python examples/batch.py                                             a few prompts, against a stand-in on this machine
OPENROUTER_API_KEY=sk-or-... python examples/batch.py                the same, against OpenRouter
python examples/batch.py prompts.jsonl answers.jsonl --max-cost 5    a job of your own

With tqdm (``pip install '.[examples]'``) a bar shows how far it is.

Each line of the input is a JSON object with ``prompt`` (a text) or ``messages``; every other key is a field of the chat
request, such as ``model`` or ``temperature``. ``id`` (or ``custom_id``) names the line, a text or an integer; without
one the line's number is its id. Lines are read as they are needed, so the file may be larger than memory: what is kept
of a line is its id and a digest. The output has a line for each, in the order in which they were answered:

    {"id": "a", "line": 1, "request": "5c9a...", "ok": true, "text": "Paris.", "usage": {...}, "cost": 6.9e-06, ...}
    {"id": "b", "line": 2, "request": "03fe...", "ok": false, "error": {"class": "BadRequestResponseError", ...}, ...}
    {"id": null, "line": 3, "request": "a77d...", "ok": false, "error": {"class": "BadLine", ...}, ...}

Crash and resume: run the same command again. A line whose answer or failure is in the output is not asked again (with
``--retry-failed`` the failures are; of several lines with one id the last counts). ``request`` is a digest of what was
asked: where the id is known and stands for another request now, because a line was put in, or a prompt or ``--model``
changed, it is asked again. So lines with ids of their own may move, and lines without pay for it. Each line is handed
to the operating system before the next prompt is sent, so a program that is killed loses no answer that it had, and
leaves at most one torn line, which the next run cuts off. What was in flight then is asked again and may be billed
twice, at most ``--in-flight`` prompts: OpenRouter has no idempotency key for them. Nothing is forced to the disk before
the end (fsync): after a power cut the last lines may be missing, and are asked again.

Budgets: ``--retries`` is shared by all prompts, so that a provider that is down costs so many further requests and not
a multiple; what may have been billed is never sent again within a run. ``--max-cost`` counts the whole output, earlier
runs included, and not what a crash lost. Once it is reached nothing more is sent, and what is in flight is still waited
for: it is overshot by at most what ``--in-flight`` answers cost.

How many in flight: an answer takes seconds and almost no work here, so twice as many in flight are about twice as many
answers a second, until the provider says 429 (which is waited for, and counts as a retry) or this process has no more
CPU to give, at some hundred answers a second. Begin with 8, and go up to some hundred.

Ctrl-C (or SIGTERM) stops sending and writes what still arrives; a second one drops that.

Exit status: 0 every line has its answer, 1 some failed, 2 wrong arguments or files, 3 stopped at the cost limit,
4 stopped because the key or its credits were refused, 130 Ctrl-C, 143 SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import io
import json
import math
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, RetryConfig, wire
from openrouter_core.funcs.chat_send import chat_send_async
from openrouter_core.models import ChatResponse
from openrouter_core.models.errors import (
    APIConnectionError,
    InvalidRequestError,
    PaymentRequiredResponseError,
    RequestTimeoutError,
    UnauthorizedResponseError,
)

Id: TypeAlias = str | int
Record: TypeAlias = dict[str, Any]
Ask: TypeAlias = Callable[[Record], Awaitable[Ok[ChatResponse] | Err[AnyError]]]
"""How a request is answered: in this process, or (batch_dask.py) on a worker."""
Asking: TypeAlias = Callable[[argparse.Namespace], AbstractAsyncContextManager[Ask]]
"""What has to be there while prompts are asked."""

ONCE: Final = RetryConfig("none")
"""For the core: whether a request is sent again is decided here, where the budget is."""
ATTEMPTS: Final = 6
LONGEST_WAIT: Final = 30.0
PATIENCE: Final = 600.0
"""How often one prompt is asked, and for how many seconds: a batch can wait longer than a person."""
BUSY: Final = (429, 500, 502, 503, 529)
"""What passes, and was not billed: not 408, 504 and 524, where the work had begun."""
COST_LIMIT, REFUSED = 3, 4  # exit statuses
SAMPLE: Final = """\
{"id": "capital", "prompt": "What is the capital of France?"}
{"id": "haiku", "prompt": "Write a haiku about queues.", "temperature": 1.2}
{"id": "pirate", "messages": [{"role": "system", "content": "You are a pirate."}, {"role": "user", "content": "Hello"}]}
{"prompt": "This line has no id, so its number is its id. Say so in five words."}
"""


# --- the input -----------------------------------------------------------------------------------------------------


class Prompt(NamedTuple):
    """A line of the input, and the request that it makes; `size` is the line's length in bytes."""

    line: int
    size: int
    id: Id
    request: Record

    @property
    def digest(self) -> str:
        """Stands for the request: another one has another."""
        return digest_of(json.dumps(self.request, sort_keys=True).encode())


class BadLine(NamedTuple):
    """A line of the input that makes no request, and why; `digest` stands for what is written there."""

    line: int
    size: int
    problem: str
    digest: str


def digest_of(content: bytes) -> str:
    """A text that is short, and another one for other content."""
    return hashlib.sha256(content).hexdigest()[:16]


def read_prompts(lines: Iterable[bytes], model: str) -> Iterator[Prompt | BadLine]:
    """The input's lines, one at a time; blank ones are left out."""
    met: set[Id] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            key, request = parse(line, number)
            if key in met:
                raise ValueError(f"the id {key!r} stands on an earlier line too")
        except ValueError as problem:
            yield BadLine(number, len(line), str(problem), digest_of(line))
        else:
            met.add(key)
            yield Prompt(number, len(line), key, {"model": model, **request})


def parse(line: bytes, number: int) -> tuple[Id, Record]:
    """The id and the request that a line stands for; whether the API can take the request shows when it is sent."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise ValueError(f"the line is no JSON: {getattr(problem, 'msg', problem)}") from None
    if not isinstance(request, dict):
        raise ValueError(f"expected a JSON object; got {line[:40]!r}")
    key = request.pop("custom_id", number)
    key = request.pop("id", key)
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise ValueError(f"id: expected a text or an integer; got {key!r}")
    if "prompt" in request:
        if "messages" in request:
            raise ValueError("expected prompt or messages; got both")
        request["messages"] = [{"role": "user", "content": request.pop("prompt")}]
    return key, request


# --- the output ----------------------------------------------------------------------------------------------------


class UnusableOutputError(Exception):
    """The output is no file that this program can go on with."""


class Answers:
    """The output: what earlier runs wrote, and the end at which more is added.

    Fields:
        cost: of all its lines, in US dollars.
        unpriced: how many answers do not say what they cost.
    """

    BEGINNING: Final = b'{"id": '
    """Of every line. A last line that is no JSON and begins otherwise is not torn, but somebody else's."""

    def __init__(self, path: Path, *, retry_failed: bool) -> None:
        self.cost = 0.0
        self.unpriced = 0
        self._retry_failed = retry_failed
        self._ids: dict[Id, tuple[bool, str | None]] = {}
        self._bad_lines: dict[int, str | None] = {}
        self._path = path
        self._file = path.open("a+b")
        try:
            lock(self._file)
            self._load()
        except BaseException:
            self._file.close()
            raise

    def earlier(self, prompt: Prompt | BadLine) -> bool | None:
        """How it went in an earlier run, well or not; None where it is to be asked, or asked again."""
        if isinstance(prompt, BadLine):
            return False if self._bad_lines.get(prompt.line) == prompt.digest else None
        ok, digest = self._ids.get(prompt.id, (None, None))
        is_other = digest not in (None, prompt.digest)  # None: written before there were digests
        return None if is_other or (self._retry_failed and not ok) else ok

    def write(self, record: Record) -> None:
        """Add a line, and hand it to the operating system."""
        # Half of a surrogate pair, which a model may write, becomes the escape that JSON has for it.
        text = json.dumps(record, ensure_ascii=False, default=str)
        self._file.write(text.encode("utf-8", "backslashreplace") + b"\n")
        self._file.flush()
        self._add_up(record)

    def close(self) -> None:
        """Force all lines to the disk, and close the file."""
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def _load(self) -> None:
        """Read what is there. Only when all of it is known to be ours is a torn last line cut off."""
        self._file.seek(0)
        end, ended = 0, True
        for number, line in enumerate(self._file, 1):
            ended = line.endswith(b"\n")
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                if not ended and self.BEGINNING.startswith(line[: len(self.BEGINNING)]):
                    ended = True
                    break
                record = None
            match record:
                case {
                    "id": str() | int() | None as key,
                    "line": int() as input_line,
                    "ok": bool() as ok,
                    "cost": int() | float() | None,
                }:
                    self._add_up(record)
                    digest = record.get("request")
                    if key is None:
                        self._bad_lines[input_line] = digest
                    else:
                        self._ids[key] = ok, digest
                case _:
                    raise UnusableOutputError(
                        f"{self._path}, line {number}: not written by this program, so nothing is added to it"
                    )
            end += len(line)
        self._file.truncate(end)
        if not ended:  # only the line's end was lost
            self._file.write(b"\n")

    def _add_up(self, record: Record) -> None:
        self.cost += record["cost"] or 0
        self.unpriced += record["ok"] and record["cost"] is None


def lock(file: BinaryIO) -> None:
    """Keep a second run away, which would ask everything twice. The lock ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UnusableOutputError(f"{file.name}: another run is writing to it") from None


def answer_record(prompt: Prompt, response: ChatResponse) -> Record:
    """The output's line for an answer."""
    meta = response.http_meta
    return {
        "id": prompt.id,
        "line": prompt.line,
        "request": prompt.digest,
        "ok": True,
        "text": response.text,
        "finish_reason": response.choices[0].finish_reason if response.choices else None,
        "usage": wire.unstructure(response.usage),
        "cost": cost_of(response),
        "generation_id": (meta.generation_id if meta else None) or response.id,
    }


def failure_record(prompt: Prompt, error: AnyError) -> Record:
    """The output's line for a failure, with what had arrived before it and may be billed."""
    partial = error.partial if isinstance(error.partial, ChatResponse) else ChatResponse()
    return {
        "id": prompt.id,
        "line": prompt.line,
        "request": prompt.digest,
        "ok": False,
        "error": {
            "class": type(error).__name__,
            "message": str(error),
            "status": error.status_code,
            "code": error.code,
            "retryable": error.retryable,
        },
        "text": partial.text,
        "usage": wire.unstructure(partial.usage),
        "cost": cost_of(partial),
        "generation_id": error.http_meta.generation_id if error.http_meta else None,
    }


def bad_line_record(bad: BadLine) -> Record:
    """The output's line for a line that was not asked. Its id is null: the one on the line may be another line's."""
    error = {"class": "BadLine", "message": bad.problem, "retryable": False}
    return {
        "id": None,
        "line": bad.line,
        "request": bad.digest,
        "ok": False,
        "error": error,
        "cost": None,
    }


def cost_of(response: ChatResponse) -> float | None:
    """What an answer cost in US dollars, where it says so in a number that can be added up."""
    cost = response.usage.cost if response.usage else None
    return cost if cost is not None and math.isfinite(cost) else None


def may_repeat(error: AnyError) -> bool:
    """Whether to ask again: what failed may pass, and was not billed."""
    if isinstance(error, APIConnectionError | RequestTimeoutError):
        return error.retryable and not error.body_sent
    if error.partial is not None:
        return False
    said = (error.availability or {}).get("retryable")
    status = error.status_code if (error.status_code or 0) >= 400 else error.code
    return said if isinstance(said, bool) else status in BUSY


def wait_after(error: AnyError, attempt: int) -> float:
    """Seconds: what the server says, else twice as long each time, and not all at once."""
    backoff = random.random() * min(LONGEST_WAIT, 0.5 * 2 ** (attempt - 1))
    return error.retry_after or backoff


# --- the job -------------------------------------------------------------------------------------------------------


class Batch:
    """One run: its budgets, what came of the lines so far, and why it stops.

    Arguments:
        ask: how a request is answered.
        answers: where the answers go.
        retries: how many further attempts there may be, of all prompts together.
        max_cost: US dollars; None is unbounded.
        show: called when a line is done, with its length in bytes and a word on the whole.

    Fields:
        unasked: whether lines were left for another run.
        status: the exit status of a run that was stopped.
    """

    def __init__(
        self,
        ask: Ask,
        answers: Answers,
        *,
        retries: int,
        max_cost: float | None,
        show: Callable[[int, str], None],
    ) -> None:
        self.ask = ask
        self.answers = answers
        self.retries = retries
        self.max_cost = max_cost
        self.show = show
        self.answered = self.failed = self.asked = self.repeated = 0
        self.unasked = False
        self.stopped = asyncio.Event()
        self.why, self.status = "", 0

    def __str__(self) -> str:
        return f"{self.answered} answered, {self.failed} failed, {self.answers.cost:.4f} USD"

    def stop(self, why: str, status: int) -> None:
        """Send nothing more. The first reason is the one that is told."""
        if not self.stopped.is_set():
            self.why, self.status = why, status
            self.stopped.set()

    async def run(self, prompts: Iterator[Prompt | BadLine], in_flight: int) -> None:
        """Go through the lines. The tasks share one iterator, and none takes a line before it is done with another."""
        self._check_cost()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(in_flight):
                tasks.create_task(self._work(prompts))

    async def _work(self, prompts: Iterator[Prompt | BadLine]) -> None:
        for prompt in prompts:
            ok = self.answers.earlier(prompt)
            if ok is None:
                record = None if self.stopped.is_set() else await self._record(prompt)
                if record is None:
                    self.unasked = True
                    return
                self.answers.write(record)
                self._check_cost()
                ok = record["ok"]
            self.answered += ok
            self.failed += not ok
            self.show(prompt.size, str(self))

    async def _record(self, prompt: Prompt | BadLine) -> Record | None:
        """What to write of a line; None where the job was stopped before that was known."""
        if isinstance(prompt, BadLine):
            return bad_line_record(prompt)
        self.asked += 1
        attempt, began = 0, time.monotonic()
        while True:
            result = await self.ask(prompt.request)
            if isinstance(result, Ok):
                return answer_record(prompt, result.unwrap())
            error = result.failure()
            attempt += 1
            wait = wait_after(error, attempt)
            late = time.monotonic() - began + wait > PATIENCE
            if (
                not may_repeat(error)
                or late
                or attempt >= ATTEMPTS
                or self.repeated >= self.retries
            ):
                break
            self.repeated += 1
            if await self._is_stopped_within(wait):
                return None
        match error:
            # The key, its credits, or (nothing was sent) no key or an address that is none: all lines would fail.
            case (
                UnauthorizedResponseError() | PaymentRequiredResponseError() | InvalidRequestError()
            ):
                self.stop(str(error), REFUSED)
                return None
            case _:
                return failure_record(prompt, error)

    async def _is_stopped_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self.stopped.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _check_cost(self) -> None:
        if self.max_cost is not None and self.answers.cost >= self.max_cost:
            self.stop(f"the cost limit of {self.max_cost:g} USD is reached", COST_LIMIT)


@contextmanager
def stopped_by_signals(batch: Batch) -> Iterator[None]:
    """The first Ctrl-C or SIGTERM stops the batch gently; the second does what it did before."""
    loop = asyncio.get_running_loop()
    before: dict[int, Any] = {}

    def received(number: int, frame: FrameType | None) -> None:
        signal.signal(number, before[number])
        loop.call_soon_threadsafe(stop, number)  # a handler may have interrupted a print

    def stop(number: int) -> None:
        print("\nwaiting for what is in flight; once more drops it", file=sys.stderr)
        batch.stop(signal.Signals(number).name, 128 + number)

    for each in (signal.SIGINT, signal.SIGTERM):
        before[each] = signal.signal(each, received)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def progress_bar(size: int) -> Iterator[Callable[[int, str], None]]:
    """A bar on stderr, where that is a terminal and tqdm is installed.

    It counts the input's bytes: how many lines there are is not known before the last is read.
    """
    try:
        from tqdm import tqdm  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        yield lambda size, text: None
        return
    layout = "{percentage:3.0f}%|{bar}| {elapsed}<{remaining}{postfix}"
    with tqdm(total=size or None, bar_format=layout, disable=None, file=sys.stderr) as bar:

        def show(size: int, text: str) -> None:
            bar.set_postfix_str(text, refresh=False)
            bar.update(size)

        yield show


# --- the program ---------------------------------------------------------------------------------------------------


@contextmanager
def server_url() -> Iterator[str | None]:
    """Where to ask: OpenRouter (None) where there is a key, else a stand-in on this machine."""
    if os.environ.get("OPENROUTER_API_KEY"):
        yield None
        return
    from openrouter_core.testing import LocalServer

    print(
        "OPENROUTER_API_KEY is not set: a stand-in server on this machine answers.", file=sys.stderr
    )
    with LocalServer(keep_requests=0) as server:
        yield server.url


@asynccontextmanager
async def asking_here(options: argparse.Namespace) -> AsyncIterator[Ask]:
    """Ask in this process."""
    with server_url() as url:
        async with OpenRouterCore(server_url=url, retry_config=ONCE) as core:

            async def ask(request: Record) -> Ok[ChatResponse] | Err[AnyError]:
                return await chat_send_async(core, request)

            yield ask


async def run(
    lines: BinaryIO, answers: Answers, options: argparse.Namespace, asking: Asking
) -> Batch:
    """Do the job."""
    prompts = read_prompts(lines, options.model)
    size = os.fstat(lines.fileno()).st_size
    async with asking(options) as ask:
        with progress_bar(size) as show:
            batch = Batch(
                ask, answers, retries=options.retries, max_cost=options.max_cost, show=show
            )
            with stopped_by_signals(batch):
                await batch.run(prompts, options.in_flight)
    return batch


def start(options: argparse.Namespace, asking: Asking) -> int:
    """Open the files, do the job and say how it went; the exit status."""
    status = 2
    try:
        with (
            options.input.open("rb") as lines,
            closing(Answers(options.output, retry_failed=options.retry_failed)) as answers,
        ):
            batch = asyncio.run(run(lines, answers, options, asking))
        status = report(batch, options.output)
    except* KeyboardInterrupt:
        status = 130
    except* (OSError, UnusableOutputError) as problems:
        for problem in dict.fromkeys(map(str, problems.exceptions)):
            print(problem, file=sys.stderr)
    return status


def report(batch: Batch, output: Path) -> int:
    """Say how it went; the exit status."""
    this_run = f"{batch.asked} asked in this run, {batch.repeated} retries"
    print(f"{output}: {batch}; {this_run}", file=sys.stderr)
    if batch.answers.unpriced:
        print(f"{batch.answers.unpriced} answers do not say what they cost", file=sys.stderr)
    if batch.stopped.is_set() and (batch.unasked or batch.status > 128):
        print(f"stopped: {batch.why}; the rest is left for another run", file=sys.stderr)
        return batch.status
    return 1 if batch.failed else 0


def positive(text: str) -> int:
    """A number of the command line that is at least 1."""
    if int(text) < 1:
        raise ValueError
    return int(text)


def dollars(text: str) -> float:
    """An amount of the command line."""
    amount = float(text)
    if not amount >= 0:  # NaN too, which no cost would ever reach
        raise ValueError
    return amount


def arguments(description: str) -> argparse.ArgumentParser:
    """What the command line may say."""
    parser = argparse.ArgumentParser(description=description.partition("\n")[0])
    add = parser.add_argument
    add("input", nargs="?", type=Path, help="JSONL file of prompts; without it a few are made up")
    add("output", nargs="?", type=Path, help="JSONL file of answers; one that exists is resumed")
    add("--model", default="openai/gpt-4o-mini", help="of lines that name none (%(default)s)")
    add("--in-flight", type=positive, default=8, help="how many at a time (%(default)s)")
    add("--max-cost", type=dollars, help="US dollars, for the whole output (no limit)")
    add("--retries", type=int, default=100, help="for all prompts together (%(default)s)")
    add("--retry-failed", action="store_true", help="ask again what failed in an earlier run")
    return parser


def main(parser: argparse.ArgumentParser, asking: Asking) -> int:
    """Run a job, or a sample of one; the exit status."""
    options = parser.parse_args()
    if options.input is not None:
        if options.output is None:
            parser.error("an output is needed too")
        return start(options, asking)
    with tempfile.TemporaryDirectory() as folder:
        options.input, options.output = (
            Path(folder, "prompts.jsonl"),
            Path(folder, "answers.jsonl"),
        )
        options.input.write_text(SAMPLE, encoding="utf-8")
        status = start(options, asking)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # as the file is
        print(options.output.read_text(encoding="utf-8"), end="")
    return status


if __name__ == "__main__":
    raise SystemExit(main(arguments(__doc__ or ""), asking_here))
