"""A stand-in for OpenRouter to test programs against, and the replies that it can be given.

    from openrouter_core import OpenRouterCore
    from openrouter_core.testing import LocalServer, Reply

    with LocalServer() as server:
        core = OpenRouterCore(server_url=server.url)
        server.enqueue(Reply.error(503, "Busy"))

Without a planned reply it answers as the API would, for every operation of this package.
Standard library only; `python -m openrouter_core.testing` runs it as a process.
"""

from openrouter_core.testing.api.inference.message_bodies import (
    message,
    message_events,
    message_events_of,
    named_event,
)
from openrouter_core.testing.api.inference.response_bodies import (
    response,
    response_events,
    response_events_of,
)
from openrouter_core.testing.ledger import Connections
from openrouter_core.testing.payloads import (
    chunks,
    chunks_of,
    comment,
    completion,
    error,
    error_chunk,
    usage,
)
from openrouter_core.testing.record import Headers, RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route
from openrouter_core.testing.script import Cut, Pause, Reset, Script, Send, Stall, Step
from openrouter_core.testing.server import LocalServer
from openrouter_core.testing.webhooks import Webhook, sign_webhook

__all__ = [
    "Connections",
    "Cut",
    "Headers",
    "LocalServer",
    "Pause",
    "RecordedRequest",
    "Reply",
    "Reset",
    "Route",
    "Script",
    "Send",
    "Stall",
    "Step",
    "Webhook",
    "chunks",
    "chunks_of",
    "comment",
    "completion",
    "error",
    "error_chunk",
    "message",
    "message_events",
    "message_events_of",
    "named_event",
    "response",
    "response_events",
    "response_events_of",
    "sign_webhook",
    "usage",
]
