"""Feedback about a generation: ``POST /generation/feedback``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        GenerationsSubmitFeedbackParams,
        GenerationsSubmitFeedbackResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="generations_submit_feedback",
    method="POST",
    path="/generation/feedback",
    retry=NON_IDEMPOTENT,
    request="GenerationsSubmitFeedbackParams",
    response="GenerationsSubmitFeedbackResponse",
)


def generations_submit_feedback(
    core: OpenRouterCore,
    request: GenerationsSubmitFeedbackParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GenerationsSubmitFeedbackResponse] | Err[AnyError]:
    """Send OpenRouter feedback about what was wrong with a generation.

    Key: a management key.

    Arguments:
        core: the client.
        request (GenerationsSubmitFeedbackParams or a mapping): the ``generation_id``, the ``category`` and a
            ``comment``.
        options: for this call only.

    Returns:
        ``Ok(GenerationsSubmitFeedbackResponse)``: `data.success` is True.

    Errors:
        NotFoundResponseError: there is no such generation.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.chat_send import chat_send
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     response = chat_send(core, {"messages": [{"role": "user", "content": "Hello"}]}).unwrap()
        ...     feedback = {"generation_id": response.id, "category": "incorrect_response"}
        ...     generations_submit_feedback(core, feedback).unwrap().data.success
        True
    """
    return call(core, OPERATION, request, options=options)


async def generations_submit_feedback_async(
    core: OpenRouterCore,
    request: GenerationsSubmitFeedbackParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GenerationsSubmitFeedbackResponse] | Err[AnyError]:
    """As `generations_submit_feedback`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
