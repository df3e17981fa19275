"""Typed questions to any model, through the decisions router: ``POST /api/alpha/decisions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DecisionsParams, DecisionsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="alpha_decisions_create",
    method="POST",
    path="/decisions",
    retry=BILLED,
    request="DecisionsParams",
    response="DecisionsResponse",
    base="/api/alpha",
)


def alpha_decisions_create(
    core: OpenRouterCore,
    request: DecisionsParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[DecisionsResponse] | Err[AnyError]:
    """Ask any decision model typed questions: yes or no, which one, how much, where.

    Each answer comes with its probability, and there is no free text to parse. The API calls this operation alpha: it
    may change without notice.

    It is billed, so a request whose response was lost is not sent again.

    Key: needed.

    Arguments:
        core: the client.
        request (DecisionsParams or a mapping): the model, the ``state`` that the questions are about, and the
            ``questions``, each under a name that you choose.
        options: for this call only.

    Returns:
        ``Ok(DecisionsResponse)``: `answers` holds a `NoulAnswer`, `ChoiceAnswer`, `ScoreAnswer` or `BoxAnswer` under
        the name of its question; a question that the model refused is missing. `usage` says what it cost.

    Errors:
        BadRequestResponseError: the model does not take such questions.
        PayloadTooLargeResponseError: the state is too large.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {
        ...     "model": "typesafe/jev-1.13",
        ...     "state": "My invoice is wrong, and nobody answers!",
        ...     "questions": {
        ...         "angry": {"type": "noul", "instructions": "Is the customer angry?"},
        ...         "team": {
        ...             "type": "choice",
        ...             "instructions": "Who is to deal with it?",
        ...             "criteria": {"billing": "Invoices", "support": "All else"},
        ...         },
        ...     },
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     answers = alpha_decisions_create(core, request).unwrap().answers
        >>> 0 <= answers["angry"].noul <= 1, sorted(answers["team"].probabilities)
        (True, ['billing', 'support'])
    """
    return call(core, OPERATION, request, options=options)


async def alpha_decisions_create_async(
    core: OpenRouterCore,
    request: DecisionsParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[DecisionsResponse] | Err[AnyError]:
    """As `alpha_decisions_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
