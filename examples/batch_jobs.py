"""Many prompts as one batch, which OpenRouter answers within a day for about half the price.

python examples/batch_jobs.py                                a thousand prompts, against a stand-in on this machine
OPENROUTER_API_KEY=sk-or-... python examples/batch_jobs.py prompts.jsonl answers.jsonl --model openai/gpt-4o-mini

Each line of the input is a JSON object with ``prompt`` (a text) or ``messages``; ``custom_id`` names the line, else its
number does; every other key is a field of the chat request. The output has a line for each, as the batch gives them:

    {"custom_id": "a", "text": "Paris.", "error": null}
    {"custom_id": "b", "text": null, "error": "messages: Required"}

Where several people wait for batches, a webhook is cheaper than looking: with ``--listen 8080 --callback-url
https://hooks.example.com/openrouter`` (which leads to that port) this program is told when the batch has ended. Anybody
can send anything to that URL, so only what carries the workspace's signature counts; OPENROUTER_WEBHOOK_SECRET holds
its secret, which openrouter.ai shows in the workspace's settings. An event can get lost, so the batch is looked at too.

A program that is stopped can go on: ``--batch batch_...`` begins no new batch, and reads the results of that one.

Exit status: 0 every line has its answer, 1 some failed, 2 wrong arguments, 4 the batch has failed or goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, Final

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.batch_create_batches import batch_create_batches
from openrouter_core.funcs.batch_get_batches import batch_get_batches
from openrouter_core.models import BatchRequest, BatchResponse, BatchResult, ChatResponse
from openrouter_core.models.errors import JobFailedError
from openrouter_core.webhooks import verify

DAY: Final = 24 * 60 * 60.0
MOST_BYTES: Final = 1024 * 1024
"""An event is small; who sends more is not OpenRouter."""
SAMPLE: Final = [
    {"custom_id": f"city-{n}", "prompt": f"A rhyme for city {n}."} for n in range(1000)
]


# --- the requests and the results ----------------------------------------------------------------------------------


def read_requests(lines: Iterable[dict[str, Any]]) -> Iterator[BatchRequest]:
    """The requests that the input's lines stand for."""
    for number, line in enumerate(lines, 1):
        fields = dict(line)
        custom_id = str(fields.pop("custom_id", number))
        if "prompt" in fields:
            fields["messages"] = [{"role": "user", "content": fields.pop("prompt")}]
        yield BatchRequest(custom_id, fields)


def record(result: BatchResult) -> dict[str, Any]:
    """The output's line for a result."""
    body = result.response.body if result.response else None
    return {
        "custom_id": result.custom_id,
        "text": body.text if isinstance(body, ChatResponse) else None,
        "error": result.error.message if result.error else None,
    }


def write_results(batch: BatchResponse, output: IO[str]) -> int:
    """Write a line for each result, and count those that failed."""
    records = [record(result) for result in batch.results or ()]
    for each in records:
        print(json.dumps(each), file=output)
    return sum(each["text"] is None for each in records)


# --- being told ----------------------------------------------------------------------------------------------------


class Receiver(BaseHTTPRequestHandler):
    """Takes OpenRouter's events. What is not signed, or signed long ago, is answered with 401 and not looked at."""

    secret: str = ""
    ended: threading.Event
    seen: set[str]

    def do_POST(self) -> None:
        """An event, or what somebody else sends."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            self._answer(413)
            return
        match verify(self.rfile.read(int(length)), self.headers, self.secret):
            case Ok(event):
                if event.idempotency_key not in self.seen:  # it may come twice
                    self.seen.add(event.idempotency_key or "")
                    print(f"told: {event.type}, signed by OpenRouter", file=sys.stderr)
                    self.ended.set()
                self._answer(204)
            case Err(error):
                print(f"refused: {error}", file=sys.stderr)
                self._answer(401)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what matters is printed above."""


@contextmanager
def listening(secret: str, port: int) -> Iterator[tuple[threading.Event, int]]:
    """Take events in a thread; gives what is set when the batch has ended, and the port."""
    ended = threading.Event()
    handler = type("Bound", (Receiver,), {"secret": secret, "ended": ended, "seen": set()})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, daemon=True)
        thread.start()
        try:
            yield ended, receiver.server_address[1]
        finally:
            receiver.shutdown()
            thread.join()


# --- the job -------------------------------------------------------------------------------------------------------


def begin(
    core: OpenRouterCore, requests: list[BatchRequest], model: str, callback_url: str | None
) -> str | None:
    """Begin a batch, and give its id; None where it is not taken."""
    asked = {"endpoint": "/v1/chat/completions", "model": model, "requests": requests}
    if callback_url is not None:
        asked["callback_url"] = callback_url
    match batch_create_batches(core, asked):
        case Ok(batch):
            print(f"{batch.id}: {len(requests)} requests, {batch.status}", file=sys.stderr)
            return batch.id
        case Err(error):
            print("the batch was not taken:", error, file=sys.stderr)
            return None


def finish(core: OpenRouterCore, batch_id: str, output: IO[str]) -> int:
    """Look until the batch has ended, and write what came of it."""

    def show(batch: BatchResponse) -> None:
        counts = batch.request_counts
        done = f"{counts.completed} of {counts.total}" if counts else "some"
        print(f"{batch.status}: {done}", file=sys.stderr)

    match batch_get_batches(core, batch_id, wait=DAY, progress=show):
        case Ok(batch):
            failed = write_results(batch, output)
            cost = batch.usage.cost if batch.usage else None
            print(f"{failed} failed; {cost} USD", file=sys.stderr)
            return 1 if failed else 0
        case Err(JobFailedError() as error):
            print(error, file=sys.stderr)
            write_results(error.partial, output)  # an expired batch has answers too
            return 4
        case Err(error):
            print(f"{error}\ngo on with --batch {batch_id}", file=sys.stderr)
            return 4


def main() -> int:
    """Talk to OpenRouter where there is a key, else to a stand-in."""
    parser = argparse.ArgumentParser(description="Many prompts as one batch.")
    parser.add_argument(
        "input", nargs="?", type=Path, help="a thousand prompts where it is left out"
    )
    parser.add_argument(
        "output", nargs="?", type=Path, help="the standard output where it is left out"
    )
    parser.add_argument("--model", default="openai/gpt-4o-mini")
    parser.add_argument("--batch", help="the id of a batch that was begun before")
    parser.add_argument("--callback-url", help="where OpenRouter reaches this program")
    parser.add_argument("--listen", type=int, default=0, help="the port to which it leads")
    options = parser.parse_args()
    secret = os.environ.get("OPENROUTER_WEBHOOK_SECRET", "")
    if options.callback_url and not secret:
        parser.error("--callback-url needs OPENROUTER_WEBHOOK_SECRET")
    with ExitStack() as stack:
        server_url, callback_url = None, options.callback_url
        if not os.environ.get("OPENROUTER_API_KEY"):
            from openrouter_core.testing import LocalServer

            secret = secret or "whsec_example"
            stand_in = stack.enter_context(LocalServer(webhook_secret=secret))
            server_url = stand_in.url
            print(
                "OPENROUTER_API_KEY is not set: a stand-in on this machine answers.",
                file=sys.stderr,
            )
        ended = None
        if callback_url or server_url:
            ended, port = stack.enter_context(listening(secret, options.listen))
            callback_url = callback_url or f"http://127.0.0.1:{port}/openrouter"
        core = stack.enter_context(OpenRouterCore(server_url=server_url))
        batch_id = options.batch
        if batch_id is None:
            lines = SAMPLE if options.input is None else _lines(options.input)
            batch_id = begin(core, list(read_requests(lines)), options.model, callback_url)
            if batch_id is None:
                return 4
            if ended is not None:
                ended.wait(60)  # most are not told of so soon; the look below waits for the rest
        output = sys.stdout
        if options.output is not None:
            output = stack.enter_context(options.output.open("w", encoding="utf-8"))
        return finish(core, batch_id, output)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


if __name__ == "__main__":
    raise SystemExit(main())
