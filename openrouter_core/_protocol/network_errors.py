"""What an exception from the network means. Decided by the names of its classes, because httpx, its fork httpx2 and
httpcore use the same names for classes of their own, and a user's client may come from any of them.
"""

from __future__ import annotations

import re
from typing import Final

from openrouter_core.models.errors import (
    APIConnectionError,
    InvalidRequestError,
    OpenRouterError,
    RequestAbortedError,
    RequestTimeoutError,
    ResponseValidationError,
    UnexpectedClientError,
)

_TIMEOUTS: Final = {
    "PoolTimeout": ("pool", False, "no connection became free in time"),
    "ConnectTimeout": ("connect", False, "the connection was not made in time"),
    "WriteTimeout": ("write", False, "the request could not be sent in time"),
    "ReadTimeout": ("read", True, "the server sent nothing for too long"),
}
_FAILURES: Final = {
    "ProxyError": ("proxy", False, "the proxy refused the connection"),
    "WriteError": ("write", False, "the connection broke while the request was sent"),
    "RemoteProtocolError": ("read", True, "the server broke off, or did not speak HTTP"),
    "ReadError": ("read", True, "the connection broke while the answer was awaited"),
    "CloseError": ("read", True, "the connection could not be closed"),
    "NetworkError": ("read", True, "the network failed"),
    "TransportError": ("read", True, "the transport failed"),
}
_CONNECTING: Final = {
    "gaierror": ("dns", "the server's name could not be looked up"),
    "SSLCertVerificationError": ("tls", "the server's certificate is not trusted"),
    "SSLError": ("tls", "TLS could not be set up"),
    "ConnectionRefusedError": ("connect", "the server refused the connection"),
}
_BEARER: Final = re.compile(r"(?i)bearer\s+\S+")


def network_error(exc: Exception) -> OpenRouterError:
    """The error that an exception from the HTTP client means; the exception becomes its cause, without tracebacks."""
    error = _of(exc)
    error.__cause__ = _bare(exc)
    return error


def total_timeout(seconds: float | None, *, body_sent: bool = True) -> RequestTimeoutError:
    """The error when the time for the whole call is up."""
    return RequestTimeoutError(
        f"the call was not done within its total time limit of {seconds:g} s"
        if seconds
        else "the time limit is up",
        phase="total",
        body_sent=body_sent,
        retryable=True,
    )


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


def _of(exc: Exception) -> OpenRouterError:
    names = [cls.__name__ for cls in type(exc).__mro__]
    detail = _detail(exc)
    for name in names:
        if name in _TIMEOUTS:
            phase, sent, words = _TIMEOUTS[name]
            return RequestTimeoutError(words, phase=phase, body_sent=sent, retryable=True)
        if name == "ConnectError":
            phase, words = _connecting(exc)
            return APIConnectionError(
                f"{words}{detail}", phase=phase, body_sent=False, retryable=phase != "tls"
            )
        if name in (
            "UnsupportedProtocol",
            "InvalidURL",
            "LocalProtocolError",
            "ImportError",
            "UnicodeError",
        ):
            return InvalidRequestError(f"the request cannot be sent{detail}")
        if name == "DecodingError":
            return ResponseValidationError(f"the body's compression is broken{detail}")
        if name in _FAILURES:
            phase, sent, words = _FAILURES[name]
            return APIConnectionError(
                f"{words}{detail}", phase=phase, body_sent=sent, retryable=True
            )
    return UnexpectedClientError(f"the HTTP client raised {type(exc).__name__}{detail}")


def _connecting(exc: BaseException) -> tuple[str, str]:
    """Which step of making the connection failed, from the chain of causes."""
    for link in _chain(exc):
        for cls in type(link).__mro__:
            if cls.__name__ in _CONNECTING:
                return _CONNECTING[cls.__name__]
    return "connect", "the server could not be reached"


def _chain(exc: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    link: BaseException | None = exc
    while link is not None and link not in chain:
        chain.append(link)
        chain.extend(
            e for e in getattr(link, "exceptions", ()) if e not in chain
        )  # happy eyeballs: a group of failures
        link = link.__cause__ or link.__context__
    return chain


def _detail(exc: Exception) -> str:
    text = _BEARER.sub("Bearer ***", " ".join(str(exc).split()))
    return f" ({text[:300]})" if text else ""


def _bare(exc: Exception) -> Exception:
    """The exception without its tracebacks, which would keep connections and request headers alive."""
    for link in _chain(exc):
        link.__traceback__ = None
    return exc
