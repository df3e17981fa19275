"""How interns stream: `InternsEvents`."""

from __future__ import annotations

from openrouter_core._protocol.formats.chat import ChatEvents


class InternsEvents(ChatEvents):
    """A chat's stream, whose last chunk tells the session.

    Where a message went to a run that is under way, there is no stream but JSON, with the status 202:

        {"status": "steered", "session_id": "..."}
    """

    chunk = "InternChatChunk"
    whole = "InternChatSteeredResponse"
