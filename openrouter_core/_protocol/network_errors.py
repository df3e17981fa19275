"""What an exception from the network means. Decided by the names of its classes, because httpx, its fork httpx2 and
httpcore use the same names for classes of their own, and a user's client may come from any of them.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from openrouter_core.models.errors import (
    APIConnectionError,
    InvalidRequestError,
    OpenRouterError,
    RequestAbortedError,
    RequestTimeoutError,
    ResponseValidationError,
    UnexpectedClientError,
    chain_of,
)
from openrouter_core.timeouts import Limits

_TIMEOUTS: Final = {
    "PoolTimeout": ("pool", False, "no connection became free"),
    "ConnectTimeout": ("connect", False, "the connection was not made"),
    "WriteTimeout": ("write", False, "the request could not be sent"),
    "ReadTimeout": ("read", True, "the server sent nothing"),
    "TimeoutException": ("read", True, "the server did not respond"),
}
_FAILURES: Final = {
    "WriteError": ("write", False, "the connection broke while the request was sent"),
    "RemoteProtocolError": (
        "read",
        True,
        "the server closed the connection early, or did not speak HTTP",
    ),
    "ReadError": ("read", True, "the connection broke before the whole response had come"),
    "CloseError": ("read", True, "the connection could not be closed"),
    "NetworkError": ("read", True, "the network failed"),
    "TransportError": ("read", True, "the transport failed"),
}
_UNSENDABLE: Final = (
    "UnsupportedProtocol",
    "InvalidURL",
    "LocalProtocolError",
    "ImportError",
    "UnicodeError",
)
_CONNECTING: Final = {  # phase, whether it may pass, what happened to whom
    "gaierror": ("dns", True, "the {whose} name could not be looked up"),
    "SSLCertVerificationError": ("tls", False, "the server's certificate is not trusted"),
    "SSLEOFError": ("tls", True, "the connection broke while TLS was set up"),
    "SSLZeroReturnError": ("tls", True, "the connection broke while TLS was set up"),
    "SSLSyscallError": ("tls", True, "the connection broke while TLS was set up"),
    "SSLWantReadError": ("tls", True, "the connection broke while TLS was set up"),
    "SSLError": ("tls", False, "TLS could not be set up"),
    "ConnectionResetError": ("connect", True, "the connection broke while it was made"),
    "ConnectionRefusedError": ("connect", True, "the {who} refused the connection"),
}
_UNREACHED: Final = ("connect", True, "the {who} could not be reached")
_PROXY_STATUS: Final = r"\s*([1-5][0-9][0-9])\b"
_PROXY_PASSES: Final = frozenset({"408", "425", "429"})
_PROXY_FINAL: Final = "(?i)not allowed|not supported|invalid username|requested .* but got"
"""Replies of a SOCKS proxy that would be the same again (RFC 1928, 6), in httpcore's words."""
_BEARER: Final = r"(?i)bearer\s+\S+"
_USER: Final = r"://[^\s'\"()]*@"


class Route(NamedTuple):
    """The way to a server, as far as an error tells it.

    Fields:
        url: where the request goes.
        proxy: host and port of the proxy on the way, where there is one.
        variable: the environment variable that names the proxy.
        known: whether the way is known: a user's own client may have a proxy of its own.
    """

    url: str
    proxy: str | None = None
    variable: str | None = None
    known: bool = True

    @property
    def server(self) -> str:
        """The server's host and port."""
        return place_of(self.url)


def place_of(url: str) -> str:
    """Host and port of a URL, such as ``api.example:443`` and ``[::1]:8080``."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 1080)
    return f"{f'[{host}]' if ':' in host else host}:{port}"


def without_user(url: str) -> str:
    """A URL with stars for its user and password, whatever they are made of."""
    scheme, colon, rest = url.partition("://") if "://" in url else ("", "", url)
    _, at, place = rest.rpartition("@")
    return f"{scheme}{colon}{'***@' if at else ''}{place}"


def network_error(
    exc: Exception, route: Route | None = None, limits: Limits | None = None
) -> OpenRouterError:
    """The error that an exception from the HTTP client means; the exception becomes its cause, without tracebacks,
    which would keep connections alive, and without the request, which has the key.

    Arguments:
        route: the way that the request took.
        limits: the time limits of the call.
    """
    error = _of(exc, route, limits)
    for link in chain_of(exc):
        link.__traceback__ = None
    error.__cause__ = exc
    return error


def drop_requests(error: OpenRouterError) -> None:
    """Let no exception behind an error keep a request or a response: their headers hold keys. httpx's have
    ``_request``, those of requests ``request`` and ``response``, aiohttp's ``request_info``.
    """
    for link in chain_of(error):
        if isinstance(link, OpenRouterError):
            continue
        for name, value in list(vars(link).items()):
            if _has_headers(value):
                link.__dict__[name] = _headless(value)
        if any(map(_has_headers, link.args)):
            link.args = tuple(_headless(each) if _has_headers(each) else each for each in link.args)


def drop_frames(exc: BaseException) -> None:
    """Let an interrupt (Ctrl-C, a cancellation) not keep the HTTP client's frames: in the instant in which a request's
    head is written they hold its bytes, and the key. An exception that becomes an `Err` has none anyway.
    """
    if not isinstance(exc, Exception):
        exc.__traceback__ = None


def _has_headers(value: object) -> bool:
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return any(map(_has_headers, value))
    try:
        return hasattr(value, "headers")
    except Exception:  # a property of a user's class
        return False


def _headless(value: Any) -> Any:
    """Nothing; of a named tuple, as which aiohttp's exceptions need it for their text, the same without headers."""
    return value._replace(headers={}) if hasattr(value, "_replace") else None


def total_timeout(seconds: float | None, *, body_sent: bool = True) -> RequestTimeoutError:
    """The error when the time for the whole call is up."""
    return RequestTimeoutError(
        f"the call was not finished{_within('total', seconds)}",
        phase="total",
        body_sent=body_sent,
        retryable=True,
    )


def wait_timeout(seconds: float | None, *, body_sent: bool = True) -> RequestTimeoutError:
    """The error when a response does not come before the time to wait for a job is up."""
    return RequestTimeoutError(
        f"no response came within {seconds or 0:g} s, the limit of wait=",
        phase="wait",
        body_sent=body_sent,
        retryable=True,
    )


def silence(limits: Limits, *, body_sent: bool) -> RequestTimeoutError:
    """The error when a stream's next event does not come."""
    return RequestTimeoutError(
        f"the server sent no event{_within('read', limits.read)}",
        phase="read",
        body_sent=body_sent,
        retryable=True,
    )


def _within(phase: str, seconds: float | None) -> str:
    """The end of a sentence: how long the time limit was that has passed, and what sets it.

    >>> _within("read", 300)
    ' within 300 s, the limit of Timeout.read'
    """
    return " in time" if seconds is None else f" within {seconds:g} s, the limit of Timeout.{phase}"


def aborted(cause: OpenRouterError | None = None) -> RequestAbortedError:
    """The error of a call, or a stream, that was closed meanwhile."""
    if isinstance(cause, RequestAbortedError):
        return cause
    error = RequestAbortedError(
        "the core or the stream was closed during the call",
        body_sent=None if cause is None else cause.body_sent,
    )
    error.__cause__ = cause
    return error


def _of(exc: Exception, route: Route | None, limits: Limits | None) -> OpenRouterError:
    detail = _detail(exc)
    sent = not _is_httpcores(exc)
    for name in (cls.__name__ for cls in type(exc).__mro__):
        if name in _TIMEOUTS:
            phase, after, words = _TIMEOUTS[name]
            to = "proxy" if phase == "connect" else "server"
            seconds = None if name == "TimeoutException" else getattr(limits, phase, None)
            return RequestTimeoutError(
                f"{words}{_within(phase, seconds)}{_where(route, to)}",
                phase=phase,
                body_sent=after or sent,
                retryable=True,
            )
        if name == "ConnectError":
            return _connect_error(exc, route, detail, sent=sent)
        if name == "ProxyError":
            return APIConnectionError(
                f"the proxy refused the connection{_where(route, 'proxy')}{detail}",
                phase="proxy",
                body_sent=sent,
                retryable=_proxy_may_change(str(exc)),
            )
        if name in _UNSENDABLE:
            return InvalidRequestError(f"the request cannot be sent{detail}")
        if name == "DecodingError":
            return ResponseValidationError(f"the compressed body is broken{detail}")
        if name in _FAILURES:
            phase, after, words = _FAILURES[name]
            return APIConnectionError(
                f"{words}{_where(route, 'server')}{detail}",
                phase=phase,
                body_sent=after or sent,
                retryable=True,
            )
    return UnexpectedClientError(f"the HTTP client raised {type(exc).__name__}{detail}")


def _is_httpcores(exc: Exception) -> bool:
    """Whether httpcore, or its fork, says so: then a connect error means that nothing was sent.

    Other transports under httpx's names mean other things by them. httpx-aiohttp maps a connection that the server
    closed on a whole request, which may be billed, so:

        aiohttp.ServerDisconnectedError -> httpx.ConnectTimeout
    """
    names = {cls.__name__ for cls in type(exc).__mro__}
    for link in chain_of(exc):
        for cls in type(link).__mro__:
            package = cls.__module__.partition(".")[0]
            if package in ("httpcore", "httpcore2") and cls.__name__ in names:
                return True
    return False


def _connect_error(
    exc: Exception, route: Route | None, detail: str, *, sent: bool
) -> APIConnectionError:
    phase, may_pass, words = _connecting(exc)
    to = "server" if phase == "tls" else "proxy"
    who = "proxy" if to == "proxy" and route is not None and route.proxy else "server"
    if route is not None and not route.known and phase == "connect":
        words = words.replace("the {who} refused the connection", "the connection was refused")
    words = words.format(who=who, whose=f"{who}'s")
    return APIConnectionError(
        f"{words}{_where(route, to)}{detail}", phase=phase, body_sent=sent, retryable=may_pass
    )


def _connecting(exc: BaseException) -> tuple[str, bool, str]:
    """Which step of making the connection failed, from the chain of causes."""
    for link in chain_of(exc):
        for cls in type(link).__mro__:
            if cls.__name__ in _CONNECTING:
                return _CONNECTING[cls.__name__]
    return _UNREACHED


def _proxy_may_change(text: str) -> bool:
    """Whether a proxy that refused may do otherwise the next time: not after ``407 Proxy Authentication Required``."""
    status = re.match(_PROXY_STATUS, text)
    if status is not None:
        return status[1][0] == "5" or status[1] in _PROXY_PASSES
    return re.search(_PROXY_FINAL, text) is None


def _where(route: Route | None, to: str) -> str:
    """Host and port of what failed, in brackets, and where they are known from.

    Arguments:
        to: ``"proxy"`` for what is between here and the proxy, where there is one, ``"server"`` for what is behind it.
    """
    if route is None:
        return ""
    if route.proxy is None:
        return f" ({route.server})"
    if to == "proxy":
        return f" ({route.proxy}, from {route.variable})"
    return f" ({route.server}, through the proxy {route.proxy} from {route.variable})"


def _detail(exc: Exception) -> str:
    text = re.sub(_BEARER, "Bearer ***", " ".join(str(exc).split()))
    text = re.sub(_USER, "://***@", text)
    return f": {text[:300]}" if text else ""
