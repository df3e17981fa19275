"""Everything that has a status and ends after it was polled a few times."""

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
        answer: answers a request of a batch, as if it had been sent separately.
        webhooks: sends the event when a job has ended.
        looks: how often a job can be polled before it ends.
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
        """Forget all jobs."""
        self._batches.forget()
        self._videos.forget()
