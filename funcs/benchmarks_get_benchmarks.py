"""Results of models in benchmarks: ``GET /benchmarks``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        BenchmarksGetBenchmarksParams,
        BenchmarksGetBenchmarksResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="benchmarks_get_benchmarks",
    method="GET",
    path="/benchmarks",
    retry=SAFE,
    request="BenchmarksGetBenchmarksParams",
    response="BenchmarksGetBenchmarksResponse",
    body=None,
)


def benchmarks_get_benchmarks(
    core: OpenRouterCore,
    request: BenchmarksGetBenchmarksParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[BenchmarksGetBenchmarksResponse] | Err[AnyError]:
    """Get the results of models in the benchmarks of Artificial Analysis, Design Arena and OpenRouter.

    The rate limits are 30 requests a minute for a key, and 500 a day for an account. If you republish the data, cite it
    as `meta.citation` says.

    Key: needed.

    Arguments:
        core: the client.
        request (BenchmarksGetBenchmarksParams or a mapping): which benchmarks.
            Default: all.
        options: for this call only.

    Returns:
        ``Ok(BenchmarksGetBenchmarksResponse)``: `data` is a list of `ArtificialAnalysisBenchmark`,
        `DesignArenaBenchmark` and `OpenRouterBenchmark`; their `source` tells them apart.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = benchmarks_get_benchmarks(core, {"source": "artificial-analysis"}).unwrap()
        >>> all(0 <= each.intelligence_index <= 100 for each in found.data)
        True
    """
    return call(core, OPERATION, request, options=options)


async def benchmarks_get_benchmarks_async(
    core: OpenRouterCore,
    request: BenchmarksGetBenchmarksParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[BenchmarksGetBenchmarksResponse] | Err[AnyError]:
    """As `benchmarks_get_benchmarks`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
