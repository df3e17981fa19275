"""Many prompts as one batch, which OpenRouter answers within a day for about half the price.

python examples/batch_jobs.py                                a thousand prompts, against a local server on this machine
OPENROUTER_API_KEY=sk-or-... python examples/batch_jobs.py prompts.jsonl answers.jsonl --model openai/gpt-4o-mini

Each line of the input is a JSON object with ``prompt`` (a text) or ``messages``. ``custom_id`` is the name of the line;
without it, its number is. Every other key is a field of the chat request. The output has a line for each result:

    {"custom_id": "a", "text": "Paris.", "error": null}
    {"custom_id": "b", "text": null, "error": "messages: Required"}

With a webhook, OpenRouter tells this program when the batch has ended: use ``--listen 8080 --callback-url
https://hooks.example.com/openrouter``, where the URL leads to that port. Anybody can send something to the URL, so only
events with the signature of your workspace count. OPENROUTER_WEBHOOK_SECRET is its secret; openrouter.ai shows it in
the settings of the workspace. An event can get lost, so the program also looks at the batch itself.

If the program was stopped, ``--batch batch_...`` continues: it starts no new batch, and reads the results of that one.

Exit status: 0 every line has its answer, 1 some failed, 2 wrong arguments, 4 the batch has failed or still runs.
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
"""An event is small; a larger body is not from OpenRouter."""
SAMPLE: Final = [
    {"custom_id": f"city-{n}", "prompt": f"A rhyme for city {n}."} for n in range(1000)
]


# --- the requests and the results ----------------------------------------------------------------------------------


def read_requests(lines: Iterable[dict[str, Any]]) -> Iterator[BatchRequest]:
    """A request for each line of the input."""
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


# --- the webhook ----------------------------------------------------------------------------------------------------


class Receiver(BaseHTTPRequestHandler):
    """Receives OpenRouter's events. An event without a valid and recent signature is refused with 401."""

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
                    print(f"event: {event.type}, signed by OpenRouter", file=sys.stderr)
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
        """Print nothing; `do_POST` prints what matters."""


@contextmanager
def listening(secret: str, port: int) -> Iterator[tuple[threading.Event, int]]:
    """Receive events in a thread. Yields an Event that is set when the batch has ended, and the port."""
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
    """Start a batch, and return its id; None if it was refused."""
    asked = {"endpoint": "/v1/chat/completions", "model": model, "requests": requests}
    if callback_url is not None:
        asked["callback_url"] = callback_url
    match batch_create_batches(core, asked):
        case Ok(batch):
            print(f"{batch.id}: {len(requests)} requests, {batch.status}", file=sys.stderr)
            return batch.id
        case Err(error):
            print("the batch was refused:", error, file=sys.stderr)
            return None


def finish(core: OpenRouterCore, batch_id: str, output: IO[str]) -> int:
    """Wait until the batch has ended, and write its results."""

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
            write_results(error.partial, output)  # an expired batch has some answers
            return 4
        case Err(error):
            print(f"{error}\ncontinue with --batch {batch_id}", file=sys.stderr)
            return 4


def main() -> int:
    """Ask OpenRouter if there is a key, and a local server if not."""
    parser = argparse.ArgumentParser(description="Many prompts as one batch.")
    parser.add_argument("input", nargs="?", type=Path, help="default: a thousand sample prompts")
    parser.add_argument("output", nargs="?", type=Path, help="default: standard output")
    parser.add_argument("--model", default="openai/gpt-4o-mini")
    parser.add_argument("--batch", help="the id of a batch that was started before")
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
                "OPENROUTER_API_KEY is not set: a local server on this machine answers.",
                file=sys.stderr,
            )
        ended = None
        if callback_url or server_url:
            ended, port = stack.enter_context(listening(secret, options.listen))
            callback_url = callback_url or f"http://127.0.0.1:{port}/openrouter"
        core = stack.enter_context(OpenRouterCore(server_url=server_url))
        batch_id = options.batch
        if batch_id is None:
            try:
                requests = list(read_requests(_lines(options.input) if options.input else SAMPLE))
            except (
                OSError,
                ValueError,
                TypeError,
            ) as problem:  # no file, or a line that is not JSON
                parser.error(str(problem))
            batch_id = begin(core, requests, options.model, callback_url)
            if batch_id is None:
                return 4
            if ended is not None:
                ended.wait(60)  # most batches take longer; `finish` waits for those
        output = sys.stdout
        if options.output is not None:
            output = stack.enter_context(options.output.open("w", encoding="utf-8"))
        return finish(core, batch_id, output)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


if __name__ == "__main__":
    raise SystemExit(main())
