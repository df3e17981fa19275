"""What web pages may do with a server on this machine, and what they may not.

The API lets any page call it (CORS), so the stand-in does too. But a page must not reach it under the page's own name:
if the address of that name is changed to 127.0.0.1 while the page is open (DNS rebinding), it has the same origin as
the server, and could read its keys and files. Such a request has the page's name: `Host: evil.example`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

from openrouter_core.testing.framing import with_default
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

_HEADERS = "Authorization, Content-Type, HTTP-Referer, X-Title"


def is_preflight(request: RecordedRequest) -> bool:
    """Whether a request is a browser's preflight."""
    return request.method == "OPTIONS" and "access-control-request-method" in request.headers


def preflight(request: RecordedRequest, methods: Iterable[str]) -> Reply:
    """The answer that allows these methods, and the headers that the browser names."""
    allowed = ", ".join(dict.fromkeys((*methods, "OPTIONS")))
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": allowed,
        # Named one by one: "*" does not include Authorization (Fetch, 3.3.3).
        "Access-Control-Allow-Headers": request.headers.get("access-control-request-headers")
        or _HEADERS,
        "Access-Control-Max-Age": "600",
    }
    return Reply(204, headers)


def readable(reply: Reply) -> Reply:
    """The reply, with headers that let a page read it."""
    headers = with_default(reply.headers, "Access-Control-Allow-Origin", "*")
    headers = with_default(headers, "Access-Control-Expose-Headers", "X-Generation-Id")
    return Reply(reply.status, headers, reply.body, reply.delay, reply.transfer, reply.edits)


def misdirected(
    request: RecordedRequest, bound: str, allowed_hosts: Collection[str]
) -> Reply | None:
    """The 421 for a request to another host; None for a request to this server.

    Args:
        request: without a Host header it is not from a browser, and with a whole URL as its target it is for a proxy.
        bound: the address that the server listens on.
        allowed_hosts: more names; "*" allows any.
    """
    host = request.headers.get("host")
    if host is None or not request.target.startswith("/") or "*" in allowed_hosts:
        return None
    name = _without_port(host.lower())
    meant = {bound.lower(), "localhost", *(each.lower() for each in allowed_hosts)}
    if name in meant or name.endswith(".localhost") or _is_own_address(name, bound):
        return None
    message = f"Host {host[:100]!r} is not this server: name it in allowed_hosts to let it be"
    return Reply.error(421, message)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".")


def _is_own_address(name: str, bound: str) -> bool:
    address, listening = _address(name), _address(bound)
    if address is None:
        return False
    # Bound to 0.0.0.0 or ::, the server has all addresses of the machine; a page cannot have another machine's.
    everywhere = listening is not None and listening.is_unspecified
    return address.is_loopback or everywhere or address == listening


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
