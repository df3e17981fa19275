"""The job of batch.py on a Dask cluster: for when one machine is too small, or answers are to be worked on.

    pip install '.[examples]'                                                       once, in a clone of the project
    python examples/batch_dask.py prompts.jsonl answers.jsonl                       processes on this machine
    DASK_SCHEDULER_ADDRESS=tls://... python examples/batch_dask.py prompts.jsonl answers.jsonl --in-flight 500

Its arguments and files are those of batch.py, which stands beside it, and the two may take turns at one job. A worker
makes its core when the first prompt comes, reads ``OPENROUTER_API_KEY`` from its own environment, and waits by itself
where it is told to slow down. What it does before and after a call, `ask_on_worker` is the place for.

When a worker dies Dask gives what it had to others: it is sent again, and may be billed twice. A prompt that has lost
four workers (``distributed.scheduler.allowed-failures``) is a failure in the output.
"""

import os
import signal
import sys
from typing import Any

# mypy looks from the repository's root and not beside this file; pyright looks there too, and checks these.
from batch import PATIENT, Prompt, Result, main  # type: ignore[import-not-found]
from distributed import Client, KilledWorker, get_worker
from distributed.client import FutureCancelledError

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, RetryConfig
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatResponse
from openrouter_core.models.errors import InvalidRequestError, RequestAbortedError


def ask_on_worker(
    request: dict[str, Any], retries: RetryConfig
) -> Ok[ChatResponse] | Err[AnyError]:
    """Runs on a worker, in one of its threads. What it returns travels as it is, a failure too."""
    worker: Any = get_worker()
    if not hasattr(worker, "openrouter_core"):  # one for all of its threads: they share connections
        worker.openrouter_core = OpenRouterCore(retry_config=retries)
    return chat_send(worker.openrouter_core, request)


def ignore_ctrl_c() -> None:
    """A terminal sends it to every process, and what is in flight is to arrive."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    # Where no scheduler is named these are started here; of a cluster elsewhere the threads are its workers' own.
    local = {"n_workers": os.cpu_count(), "threads_per_worker": 50, "dashboard_address": ":0"}
    with Client(**local) as client:  # type: ignore[no-untyped-call]  # dask leaves it so
        client.register_worker_callbacks(ignore_ctrl_c)

        def ask(core: OpenRouterCore, prompt: Prompt) -> Result:
            try:
                return client.submit(ask_on_worker, prompt[1], PATIENT, pure=False).result()
            except KilledWorker as problem:
                return Err(RequestAbortedError(str(problem), body_sent=True))
            except FutureCancelledError as problem:  # nobody is left to ask: the job stops
                return Err(InvalidRequestError(f"the cluster gave up its tasks: {problem.reason}"))

        status = main(ask)
    sys.exit(status)
