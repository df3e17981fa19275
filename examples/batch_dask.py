"""The job of batch.py on a Dask cluster: for when one machine is too small.

pip install '.[examples]'                                                           once, in a clone of the project
python examples/batch_dask.py                                                       a few prompts, on this machine
python examples/batch_dask.py prompts.jsonl answers.jsonl                           a job of your own, on this machine
python examples/batch_dask.py prompts.jsonl answers.jsonl --scheduler tcp://...     on a cluster that is there

It wants dask and distributed, and batch.py beside it, which says what the files look like and how a job is limited,
stopped and resumed; the two may take turns at one job. One process of batch.py gets about a hundred answers
a second out of a processor (measured with 50 in flight, against a stand-in). A cluster adds processors and memory, for
more of them and for what you do before and after each call: `ask_on_worker` is the place for it.

What travels: the core is pickled once for each worker, which is its configuration and no connection. The worker keeps
it, so that its tasks share one transport; a core that came along with each task would open a connection for each
prompt. A literal ``api_key`` would be in the pickle, and so on the network and in the scheduler's memory. None is given
here: each worker reads ``OPENROUTER_API_KEY`` from its own environment when it asks (this process's environment says
nothing to a cluster that was there before). A key from elsewhere is best given as a function that fetches it: it runs
on the worker. Prompts and answers do travel, so ``tls://`` is for networks that are not your own.

When a worker dies Dask gives what it had to others, and its nanny starts a new one. What was in flight is sent again
and may be billed twice; what it cost the first time is not counted. A prompt that has lost four workers
(``distributed.scheduler.allowed-failures`` of the scheduler, 3, and one) is a failure in the output; Dask suspects what
was waiting on a worker too. When the scheduler dies the job ends, and is resumed as after any crash.
"""

from __future__ import annotations

import argparse
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from typing import Any

# mypy looks from the repository's root and not beside this file; pyright looks there too, and checks these.
from batch import ONCE, Ask, arguments, main, positive, server_url  # type: ignore[import-not-found]
from distributed import Client, KilledWorker, LocalCluster, get_worker
from distributed.client import FutureCancelledError
from distributed.diagnostics.plugin import WorkerPlugin

from openrouter_core import AnyError, Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatResponse
from openrouter_core.models.errors import RequestAbortedError


class CoreOnWorker(WorkerPlugin):
    """Gives each worker a core, also those that are started later.

    Arguments:
        local: whether the worker runs for this program only, and on its terminal.
    """

    def __init__(self, core: OpenRouterCore, *, local: bool) -> None:
        self.core = core
        self.local = local

    def setup(self, worker: Any) -> None:
        # Ctrl-C goes to every process on the terminal, and what is in flight is to arrive.
        if self.local:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def teardown(self, worker: Any) -> None:
        self.core.close()


def ask_on_worker(name: str, request: dict[str, Any]) -> Ok[ChatResponse] | Err[AnyError]:
    """Runs on a worker, in one of its threads. What it returns travels as it is, a failure too."""
    plugin: Any = get_worker().plugins[name]
    return chat_send(plugin.core, request)


async def ask_with(
    client: Client, name: str, request: dict[str, Any]
) -> Ok[ChatResponse] | Err[AnyError]:
    """Have one of the workers ask."""
    # pure=True would ask equal prompts once
    future = client.submit(ask_on_worker, name, request, pure=False)
    try:
        result: Ok[ChatResponse] | Err[AnyError] = await future
    except KilledWorker as problem:
        return Err(RequestAbortedError(str(problem), body_sent=True))
    except FutureCancelledError as problem:  # a CancelledError: a TaskGroup would say nothing of it
        raise ConnectionError(f"the cluster gave up its tasks: {problem.reason}") from problem
    return result


@asynccontextmanager
async def cluster(options: argparse.Namespace) -> AsyncIterator[Client]:
    """The cluster that was named, or one of processes on this machine."""
    async with AsyncExitStack() as stack:
        where: Any = options.scheduler
        if where is None:
            where = LocalCluster(  # type: ignore[no-untyped-call]  # dask leaves it so
                n_workers=options.workers,
                threads_per_worker=-(-options.in_flight // options.workers),
                processes=True,
                scheduler_kwargs={"dashboard": False},
                dashboard_address="127.0.0.1:0",  # or two jobs would want the same port
                asynchronous=True,
            )
            await stack.enter_async_context(where)
        client = Client(where, asynchronous=True)  # type: ignore[no-untyped-call]  # this one too
        yield await stack.enter_async_context(client)


@asynccontextmanager
async def asking_on_workers(options: argparse.Namespace) -> AsyncIterator[Ask]:
    """Ask on the workers, each with a core of its own."""
    # The workers of a cluster elsewhere could not reach a stand-in here.
    with nullcontext() if options.scheduler else server_url() as url:
        core = OpenRouterCore(server_url=url, retry_config=ONCE)
        async with cluster(options) as client:
            # Other jobs may use the same workers; only the name of the plugin tells their cores apart.
            name = f"openrouter-core for {client.id}"
            await client.register_plugin(CoreOnWorker(core, local=not options.scheduler), name)

            async def ask(request: dict[str, Any]) -> Ok[ChatResponse] | Err[AnyError]:
                return await ask_with(client, name, request)

            try:
                yield ask
            finally:
                if client.status == "running":  # else nobody is there to close the cores
                    await client.unregister_worker_plugin(name)  # type: ignore[no-untyped-call]  # and this


if __name__ == "__main__":
    parser = arguments(__doc__ or "")
    parser.add_argument(
        "--scheduler",
        help="address of a cluster's scheduler; without it a cluster is started here",
    )
    parser.add_argument(
        "--workers",
        type=positive,
        default=2,
        help="processes of the cluster that is started here (%(default)s)",
    )
    raise SystemExit(main(parser, asking_on_workers))
