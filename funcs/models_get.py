"""One model: ``GET /model/{author}/{slug}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ModelsGetResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="models_get",
    method="GET",
    path="/model/{author}/{slug}",
    key="optional",
    retry=SAFE,
    request=None,
    response="ModelsGetResponse",
    body=None,
)


def models_get(
    core: OpenRouterCore,
    author: str,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsGetResponse] | Err[AnyError]:
    """Get one model, with its capabilities and prices.

    Key: optional.

    Arguments:
        core: the client.
        author (str): the part of the model's id before its first slash, such as ``"openai"``.
        slug (str): the part after it, with the variant if there is one, such as ``"gpt-4"`` or ``"gpt-4:free"``. Older
            names of a model are accepted. Each of the two is percent-encoded, and sent as one segment of the path.
        options: for this call only.

    Returns:
        ``Ok(ModelsGetResponse)``: `data` is the `ModelInfo`, as in `models_list`; its `id` may differ from the one in
        the request.

    Errors:
        NotFoundResponseError: there is no such model.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = models_get(core, "openai", "gpt-4o-mini").unwrap().data
        >>> found.name, found.context_length
        ('OpenAI: GPT-4o-mini', 128000)
    """
    return call(core, OPERATION, None, path={"author": author, "slug": slug}, options=options)


async def models_get_async(
    core: OpenRouterCore,
    author: str,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsGetResponse] | Err[AnyError]:
    """As `models_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"author": author, "slug": slug}, options=options
    )
