"""Our own async clients: `openrouter_core._io.client` for one event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import httpcore
import httpx

from openrouter_core._io.client import (
    connections,
    context_for,
    drop_defaults,
    new_slots,
    no_cookies,
    transport_options,
)
from openrouter_core._io.connections.network import AsyncNetwork
from openrouter_core._io.connections.pool_async import AsyncPool
from openrouter_core._io.environment import Way

if TYPE_CHECKING:
    import ssl

_KINDS: Final = (httpcore.AsyncConnectionPool, httpcore.AsyncHTTPProxy, httpcore.AsyncSOCKSProxy)


class AsyncTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over our pool, as `openrouter_core._io.client.Transport`."""

    def __init__(self, context: ssl.SSLContext, proxy: str | None = None) -> None:
        super().__init__(**transport_options(context, proxy))

        def connect(
            origin: httpcore.Origin,
        ) -> tuple[httpcore.AsyncConnectionInterface, AsyncNetwork]:
            network = AsyncNetwork(socks=proxy is not None and proxy.startswith("socks"))
            return connections(network, context, proxy, _KINDS).create_connection(origin), network

        self._pool: Any = AsyncPool(connect, new_slots(), getattr(self, "_pool", None))


def open_async_client(way: Way) -> httpx.AsyncClient:
    """As `openrouter_core._io.client.open_client`."""
    context = context_for(way.tls)
    client = httpx.AsyncClient(
        transport=AsyncTransport(context)
        if way.proxy is None
        else way.proxy.use(lambda url: AsyncTransport(context, url)),
        trust_env=False,
        cookies=no_cookies(),
    )
    drop_defaults(client)
    return client
