"""All that has a status and ends by being looked at."""

from __future__ import annotations

from collections.abc import Callable

from openrouter_core.testing.api.jobs.batches import Batches
from openrouter_core.testing.api.jobs.videos import Videos
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.script import Script
from openrouter_core.testing.webhooks import Webhooks


class Jobs:
    """The routes of all jobs.

    Args:
        answer: what answers a request of a batch, as if it had come by itself.
        webhooks: what tells of a job that has ended.
        looks: how often a job is looked at before it has ended.
    """

    def __init__(
        self,
        answer: Callable[[RecordedRequest], Reply | Script],
        webhooks: Webhooks,
        looks: int,
    ) -> None:
        self._batches = Batches(answer, webhooks, looks)
        self._videos = Videos(webhooks, looks)
        self.routes = (*self._batches.routes, *self._videos.routes)

    def forget(self) -> None:
        """Have no jobs."""
        self._batches.forget()
        self._videos.forget()
