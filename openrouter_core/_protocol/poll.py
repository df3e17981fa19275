"""Jobs, which end some time after they have begun: what the status in a response means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from openrouter_core.models.errors import (
    APIError,
    JobFailedError,
    OpenRouterError,
    RequestTimeoutError,
)


class Poll(NamedTuple):
    """How an operation's response shows whether a job has ended.

    Every other status, also one that this version does not know, is that of a job that goes on.

    Fields:
        done: the statuses of a job that has ended well.
        failed: those of one that has ended, and not well.
        status: where the status stands in the response, such as ``data.status``.
        error: where the reason of a failure stands, a text or an object with a ``message``.
    """

    done: tuple[str, ...]
    failed: tuple[str, ...] = ()
    status: str = "status"
    error: str = "error"

    def problem(self, response: object) -> OpenRouterError | None:
        """Why a response is not the one that is waited for; None where it is.

        - ``{"status": "completed"}``: it is
        - ``{"status": "in_progress"}``, ``{"status": "asleep"}``, ``{}``: ask again
        - ``{"status": "failed", "error": "no credits"}``: it never will be
        """
        status = _at(response, self.status)
        if status in self.done:
            return None
        if status not in self.failed:
            return RequestTimeoutError(
                f"the job is not finished yet: {self.status} is {status!r}",
                code=status if isinstance(status, str) else None,
                phase="wait",
                body_sent=True,
                retryable=True,
                partial=response,
            )
        reason = _at(response, self.error)
        said = reason if isinstance(reason, str) else _at(reason, "message")
        return JobFailedError(
            f"the job has ended without a result: {self.status} is {status!r}"
            + (f"; {said}" if said else ""),
            code=status,
            upstream=reason if isinstance(reason, str | Mapping) else None,
            partial=response,
        )


def add_time_waited(error: OpenRouterError, elapsed: float, wait: float) -> None:
    """Add to the message of the error that ends a wait for how long was waited: without it, a 404 reads as if the
    function had not waited at all. An error of the connection is not about what is waited for, and stays as it is.

    Arguments:
        error: what the last response meant.
        elapsed: seconds since the first request.
        wait: seconds that the caller allowed.
    """
    if isinstance(error, APIError) or error.partial is not None:
        error.message += f" (still so after {round(elapsed, 1):g} s, with wait={wait:g})"


def _at(value: object, path: str) -> Any:
    """What stands in a response at a dotted path; None where there is nothing."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return value
