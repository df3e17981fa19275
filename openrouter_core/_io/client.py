"""Our own sync clients, and what the async ones share with them: httpx's client and transport over our pool.

A session imports this module when it opens its first client: an injected client needs none of it, nor the ssl module,
which not every Python has.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Final

import httpcore
import httpx

from openrouter_core._io.connections.network import Network
from openrouter_core._io.connections.pool import Pool
from openrouter_core._io.connections.slots import Slots
from openrouter_core._io.environment import Certificates, Way, tls_context
from openrouter_core._io.sockets import Sockets

if TYPE_CHECKING:
    import ssl

_CONNECTIONS: Final = 1000
"""With httpx's own limit of 100, three of four among 400 slow concurrent calls died waiting for one."""
_IDLE: Final = 100
_EXPIRY: Final = 30.0
LIMITS: Final = httpx.Limits(
    max_connections=_CONNECTIONS, max_keepalive_connections=_IDLE, keepalive_expiry=_EXPIRY
)

_SOCKET_OPTIONS: Final[list[tuple[int, int, int]]] = [
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    *(
        (socket.IPPROTO_TCP, getattr(socket, name), value)
        for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 5))
        if hasattr(socket, name)
    ),
]
"""Ask after a silent peer: a generation may think for minutes, and a dead connection looks the same."""


@cache
def _no_tls() -> ssl.SSLContext:
    """For clients that speak ``http://`` only. It trusts no certificate, so it could never serve ``https://``."""
    import ssl

    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def context_for(tls: bool) -> ssl.SSLContext:
    """The TLS context of a client."""
    return tls_context(Certificates.now()) if tls else _no_tls()


def new_slots() -> Slots[Any]:
    """The slots of a new pool."""
    return Slots(_CONNECTIONS, _IDLE, _EXPIRY)


def transport_options(context: ssl.SSLContext, proxy: str | None) -> dict[str, Any]:
    """What httpx's transports are made with; they refuse a proxy that they cannot use."""
    return {
        "verify": context,
        "proxy": proxy,
        "limits": LIMITS,
        "socket_options": _SOCKET_OPTIONS,
    }


def connections(
    network: object,
    context: ssl.SSLContext,
    proxy: str | None,
    kinds: tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]],
) -> Any:
    """One of httpcore's own pools, which knows how to make a connection, with or without a proxy in between.

    Arguments:
        network: what opens the sockets.
        kinds: httpcore's classes for no proxy, a proxy that speaks HTTP, and one that speaks SOCKS.
    """
    direct, over_http, over_socks = kinds
    options = {
        "ssl_context": context,
        "keepalive_expiry": _EXPIRY,
        "network_backend": network,
    }
    if proxy is None:
        return direct(socket_options=_SOCKET_OPTIONS, **options)
    their = httpx.Proxy(proxy)
    options["proxy_url"] = httpcore.URL(
        scheme=their.url.raw_scheme,
        host=their.url.raw_host,
        port=their.url.port,
        target=their.url.raw_path,
    )
    options["proxy_auth"] = their.raw_auth
    if their.url.scheme.startswith("socks"):
        return over_socks(**options)
    return over_http(proxy_headers=their.headers.raw, socket_options=_SOCKET_OPTIONS, **options)


_KINDS: Final = (httpcore.ConnectionPool, httpcore.HTTPProxy, httpcore.SOCKSProxy)


class Transport(httpx.HTTPTransport):
    """httpx's transport over our pool.

    httpx has no way to give it one, so this replaces an attribute that httpx keeps for itself. `handle_request` stays
    httpx's own: packages that watch or fake traffic replace that (pytest-httpx, vcrpy, opentelemetry).
    """

    def __init__(self, sockets: Sockets, context: ssl.SSLContext, proxy: str | None = None) -> None:
        super().__init__(**transport_options(context, proxy))

        def connect(
            origin: httpcore.Origin,
        ) -> tuple[httpcore.ConnectionInterface, Network]:
            network = Network(sockets)
            return connections(network, context, proxy, _KINDS).create_connection(origin), network

        self._pool: Any = Pool(connect, new_slots(), getattr(self, "_pool", None))


def open_client(way: Way, sockets: Sockets) -> httpx.Client:
    """A client of a session's own, for all servers that are reached in one way. One that only speaks ``http://`` has no
    certificates loaded.

    Raises:
        InvalidRequestError: the environment names certificates, or a proxy, that cannot be used.
    """
    context = context_for(way.tls)
    client = httpx.Client(
        transport=Transport(sockets, context)
        if way.proxy is None
        else way.proxy.use(lambda url: Transport(sockets, context, url)),
        trust_env=False,
        cookies=no_cookies(),
    )
    drop_defaults(client)
    return client


def no_cookies() -> CookieJar:
    """A jar that takes nothing: one user's cookies must not go out with the next user's key."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


def drop_defaults(client: httpx.Client | httpx.AsyncClient) -> None:
    """Take away the headers that every request of ours brings itself: httpx would replace them one by one each time."""
    for name in ("Accept", "User-Agent"):
        del client.headers[name]
