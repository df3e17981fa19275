"""The job of batch.py on a Dask cluster, if one machine is too small, or if the answers need further work.

    pip install '.[examples]'                                                       once, in a clone of the project
    python examples/batch_dask.py prompts.jsonl answers.jsonl                       processes on this machine
    DASK_SCHEDULER_ADDRESS=tls://... python examples/batch_dask.py prompts.jsonl answers.jsonl --in-flight 500

Its arguments and files are those of batch.py, which must be in the same folder. One can continue a job of the other. A
worker makes its core when the first prompt comes. It reads ``OPENROUTER_API_KEY`` from its own environment, and waits
by itself when the API tells it to slow down. Put your own work before or after a call into `ask_on_worker`.

When a worker dies, Dask gives its prompts to others: they are sent again, and may be billed twice. A prompt that has
lost four workers (``distributed.scheduler.allowed-failures``) is a failure in the output.
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
    """Runs on a worker, in one of its threads. Its result is pickled, also if it is an Err."""
    worker: Any = get_worker()
    if not hasattr(worker, "openrouter_core"):  # one for all its threads, which share connections
        worker.openrouter_core = OpenRouterCore(retry_config=retries)
    return chat_send(worker.openrouter_core, request)


def ignore_ctrl_c() -> None:
    """A terminal sends it to every process, but the calls in flight should end normally."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    # Without DASK_SCHEDULER_ADDRESS, the workers are started here. A cluster elsewhere has its own number of threads.
    local = {"n_workers": os.cpu_count(), "threads_per_worker": 50, "dashboard_address": ":0"}
    with Client(**local) as client:  # type: ignore[no-untyped-call]  # dask leaves it so
        client.register_worker_callbacks(ignore_ctrl_c)

        def ask(core: OpenRouterCore, prompt: Prompt) -> Result:
            try:
                return client.submit(ask_on_worker, prompt[1], PATIENT, pure=False).result()
            except KilledWorker as problem:
                return Err(RequestAbortedError(str(problem), body_sent=True))
            except FutureCancelledError as problem:  # no worker is left, so the job stops
                return Err(InvalidRequestError(f"the cluster gave up its tasks: {problem.reason}"))

        status = main(ask)
    sys.exit(status)
