"""The stand-in server as a process: it prints its URL and serves until it is killed."""

from __future__ import annotations

import argparse
import signal
import threading

from openrouter_core.testing.server import LocalServer


def main(arguments: list[str] | None = None) -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m openrouter_core.testing", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", type=int, default=0, help="0, the default, lets the operating system choose"
    )
    parser.add_argument("--api-key", help="ask for this key (none is asked for)")
    parser.add_argument("--answer", help="answer every chat with this text")
    parser.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help='one more name that it may be called by; "*" for any (that of --host, and localhost)',
    )
    options = parser.parse_args(arguments)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    # Nobody reads the recorded requests of a process, but it may be asked for its generations.
    with LocalServer(
        answer=options.answer,
        api_key=options.api_key,
        host=options.host,
        port=options.port,
        keep_requests=256,
        allowed_hosts=options.allow_host,
    ) as server:
        print(server.url, flush=True)
        stopped.wait()


if __name__ == "__main__":
    main()
