"""Calls of many threads through one core, until a fault that comes once in thousands has had its chance:
`python -m tests.soak --calls 100000 --threads 400`.

The server is a process of its own that waits some milliseconds before each response; 400 threads hold more connections
than are kept idle, so that they are closed and made all the time. Nothing is sent again. One call that fails is a
failure of the run, and so is a descriptor that is left.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from openrouter_core import Err, OpenRouterCore, RetryConfig, Timeout
from openrouter_core.funcs.chat_send import chat_send

REQUEST = {"model": "a/b", "messages": [{"role": "user", "content": "Hi"}]}
TEXT = "Slow"


def serve(seconds: float) -> None:
    """Be the server: print its URL, and serve until standard input ends."""
    from openrouter_core.testing import LocalServer, Reply, completion

    with LocalServer(keep_requests=16) as server:
        server.always(Reply.json(completion(TEXT)).delayed(seconds))
        print(server.url, flush=True)
        sys.stdin.read()


def soak(url: str, calls: int, threads: int) -> tuple[Counter[str], float]:
    """The outcomes of so many calls, and the longest time that one took."""
    outcomes: Counter[str] = Counter()
    longest = [0.0] * threads
    numbers = iter(range(calls))
    lock = threading.Lock()

    def work(place: int) -> None:
        while True:
            with lock:
                if next(numbers, None) is None:
                    return
            began = time.monotonic()
            result = chat_send(core, REQUEST)
            longest[place] = max(longest[place], time.monotonic() - began)
            if isinstance(result, Err):
                outcome = repr(result.failure())
            else:
                outcome = "ok" if getattr(result.unwrap(), "text", None) == TEXT else "wrong text"
            with lock:
                outcomes[outcome] += 1
                done = outcomes.total()
            if done % 10_000 == 0:
                print(f"{done:,} calls, {done - outcomes['ok']:,} failed", flush=True)

    limits = Timeout(connect=60, read=60, write=60, pool=60)
    with OpenRouterCore(
        "a-key", server_url=url, retry_config=RetryConfig("none"), timeout=limits
    ) as core:
        workers = [threading.Thread(target=work, args=(place,)) for place in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    return outcomes, max(longest)


def descriptors() -> int:
    """How many files and sockets this process has open, where the system tells."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=400)
    parser.add_argument("--delay", type=float, default=0.01, help="seconds before a response")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.delay)
        return 0
    command = [sys.executable, "-m", "tests.soak", "--serve", "--delay", str(options.delay)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        before = descriptors()
        began, used = time.monotonic(), os.times()
        outcomes, longest = soak(url, options.calls, options.threads)
        took, after = time.monotonic() - began, os.times()
        left = descriptors() - before
    calls = outcomes.total()
    spent = (after.user + after.system - used.user - used.system) / calls
    print(
        f"{calls:,} calls in {options.threads} threads: {took:.0f} s, {calls / took:,.0f} a second, "
        f"{spent * 1000:.2f} ms CPU a call, the longest {longest:.1f} s; {left} descriptors left"
    )
    failures = outcomes - Counter(ok=outcomes["ok"])
    for failure, count in failures.most_common(20):
        print(f"{count:,} times: {failure}")
    return int(bool(failures) or left > 0)


if __name__ == "__main__":
    sys.exit(main())
