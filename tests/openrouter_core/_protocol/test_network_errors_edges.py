"""What each exception of the network means: its class, how far the request had come, what is said, may it pass."""

from __future__ import annotations

import ssl
from socket import gaierror

import httpcore
import httpx
import pytest

from openrouter_core._protocol.network_errors import (
    Route,
    aborted,
    network_error,
    place_of,
    silence,
    total_timeout,
    wait_timeout,
    without_user,
)
from openrouter_core.models.errors import (
    APIConnectionError,
    InvalidRequestError,
    OpenRouterError,
    RequestAbortedError,
    RequestTimeoutError,
    ResponseValidationError,
    UnexpectedClientError,
)
from openrouter_core.timeouts import Limits

DIRECT = Route("https://api.example/v1")
PROXIED = Route("https://api.example/v1", proxy="proxy.example:8080", variable="HTTPS_PROXY")
UNKNOWN = Route("https://api.example/v1", known=False)
AT = " (api.example:443)"
AT_PROXY = " (proxy.example:8080, from HTTPS_PROXY)"
THROUGH = " (api.example:443, through the proxy proxy.example:8080 from HTTPS_PROXY)"


def after(exc: Exception, *causes: BaseException) -> Exception:
    """An exception with its chain of causes."""
    link: BaseException = exc
    for cause in causes:
        link.__cause__ = cause
        link = cause
    return exc


def httpcores(text: str, cause: BaseException) -> Exception:
    """A connect error of httpx as httpcore makes it: nothing was sent."""
    return after(httpx.ConnectError(text), httpcore.ConnectError(text), cause)


# The exception; the error's phase, whether the request may have been sent, what is said, with a proxy.
TIMEOUTS = [
    (httpx.PoolTimeout("x"), "pool", "no connection became free", THROUGH),
    (httpx.ConnectTimeout("x"), "connect", "the connection was not made", AT_PROXY),
    (httpx.WriteTimeout("x"), "write", "the request could not be sent", THROUGH),
    (httpx.ReadTimeout("x"), "read", "the server sent nothing", THROUGH),
    (httpx.TimeoutException("x"), "read", "the server did not respond", THROUGH),
]
LIMITS = Limits(connect=1.5, read=2, write=3, pool=4)


@pytest.mark.parametrize(("exc", "phase", "said", "through"), TIMEOUTS, ids=str)
def test_a_timeout(exc: Exception, phase: str, said: str, through: str) -> None:
    words = f"{said} in time"
    twin = getattr(httpcore, type(exc).__name__)("x")
    for cause in (None, twin):
        exc.__cause__ = cause
        error = network_error(exc, DIRECT)
        assert type(error) is RequestTimeoutError
        assert (error.message, error.phase, error.retryable) == (words + AT, phase, True)
        assert error.body_sent is (cause is None or phase == "read")
        assert network_error(exc, PROXIED).message == words + through
        assert network_error(exc).message == words
    known = network_error(exc, DIRECT, LIMITS).message
    if type(exc) is httpx.TimeoutException:  # which limit has passed is not said
        assert known == words + AT
    else:
        seconds = f"{getattr(LIMITS, phase):g}"
        assert known == f"{said} within {seconds} s, the limit of Timeout.{phase}{AT}"


FAILURES = [
    (httpx.WriteError, "write", "the connection broke while the request was sent"),
    (
        httpx.RemoteProtocolError,
        "read",
        "the server closed the connection early, or did not speak HTTP",
    ),
    (httpx.ReadError, "read", "the connection broke before the whole response had come"),
    (httpx.CloseError, "read", "the connection could not be closed"),
    (httpx.NetworkError, "read", "the network failed"),
    (httpx.TransportError, "read", "the transport failed"),
]


@pytest.mark.parametrize(("cls", "phase", "words"), FAILURES, ids=str)
def test_a_failure(cls: type[httpx.TransportError], phase: str, words: str) -> None:
    twin = getattr(httpcore, cls.__name__, None)
    for cause in (None, twin and twin("x")):
        error = network_error(after(cls("some\n detail"), *([cause] if cause else [])), DIRECT)
        assert type(error) is APIConnectionError
        assert error.message == f"{words}{AT}: some detail"
        assert (error.phase, error.retryable) == (phase, True)
        assert error.body_sent is (not cause or phase == "read")
        assert network_error(cls(""), PROXIED).message == words + THROUGH


TLS = "the connection broke while TLS was set up"
CONNECTING: list[tuple[BaseException, str, bool, str]] = [
    (gaierror(-2, "?"), "dns", True, "the server's name could not be looked up"),
    (ssl.SSLCertVerificationError(), "tls", False, "the server's certificate is not trusted"),
    (ssl.SSLEOFError(), "tls", True, TLS),
    (ssl.SSLZeroReturnError(), "tls", True, TLS),
    (ssl.SSLSyscallError(), "tls", True, TLS),
    (ssl.SSLWantReadError(), "tls", True, TLS),
    (ssl.SSLError(), "tls", False, "TLS could not be set up"),
    (ConnectionResetError(), "connect", True, "the connection broke while it was made"),
    (ConnectionRefusedError(), "connect", True, "the server refused the connection"),
    (OSError(), "connect", True, "the server could not be reached"),
]


@pytest.mark.parametrize(("cause", "phase", "passes", "words"), CONNECTING, ids=repr)
def test_a_connection_that_was_not_made(
    cause: BaseException, phase: str, passes: bool, words: str
) -> None:
    error = network_error(httpcores("detail", cause), DIRECT)
    assert type(error) is APIConnectionError
    assert error.message == f"{words}{AT}: detail"
    assert (error.phase, error.retryable, error.body_sent) == (phase, passes, False)
    assert network_error(after(httpx.ConnectError("detail"), cause), DIRECT).body_sent is True
    through = network_error(httpcores("", cause), PROXIED).message
    if phase == "tls":
        assert through == words + THROUGH
    else:
        assert through == words.replace("server", "proxy") + AT_PROXY
    alone = network_error(httpcores("", cause)).message
    assert alone == words
    user_client = network_error(httpcores("", cause), UNKNOWN).message
    refused = isinstance(cause, ConnectionRefusedError)
    assert user_client == ("the connection was refused" if refused else words) + AT


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("407 Proxy Authentication Required", False),
        ("403 Forbidden", False),
        ("302 Found", False),
        ("500 Broken", True),
        (" 503 Busy", True),
        ("408 Timeout", True),
        ("425 Too Early", True),
        ("429 Slow down", True),
        ("5030 is no status", True),
        ("600 neither", True),
        ("Connection not allowed by ruleset", False),
        ("Command NOT supported", False),
        ("Invalid username/password", False),
        ("requested USERNAME but got NO ACCEPTABLE METHODS", False),
        ("Host unreachable", True),
        ("", True),
    ],
)
def test_a_proxy_that_refuses(text: str, passes: bool) -> None:
    error = network_error(after(httpx.ProxyError(text), httpcore.ProxyError(text)), PROXIED)
    assert type(error) is APIConnectionError
    detail = f": {text.strip()}" if text else ""
    assert error.message == f"the proxy refused the connection{AT_PROXY}{detail}"
    assert (error.phase, error.retryable, error.body_sent) == ("proxy", passes, False)


@pytest.mark.parametrize(
    ("exc", "cls", "words"),
    [
        (httpx.UnsupportedProtocol("x"), InvalidRequestError, "the request cannot be sent: x"),
        (httpx.InvalidURL("x"), InvalidRequestError, "the request cannot be sent: x"),
        (httpx.LocalProtocolError("x"), InvalidRequestError, "the request cannot be sent: x"),
        (ModuleNotFoundError("x"), InvalidRequestError, "the request cannot be sent: x"),
        (UnicodeError("x"), InvalidRequestError, "the request cannot be sent: x"),
        (
            httpx.DecodingError("x"),
            ResponseValidationError,
            "the compressed body is broken: x",
        ),
        (ValueError("x"), UnexpectedClientError, "the HTTP client raised ValueError: x"),
        (ValueError(), UnexpectedClientError, "the HTTP client raised ValueError"),
    ],
    ids=repr,
)
def test_what_else_a_client_raises(exc: Exception, cls: type[OpenRouterError], words: str) -> None:
    error = network_error(exc, DIRECT)
    assert type(error) is cls
    assert error.message == words
    assert error.__cause__ is exc


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at http://u:p@proxy:1/x", "at http://***@proxy:1/x"),
        ("sent Bearer sk-1 and more", "sent Bearer *** and more"),
        ("sent BEARER\tsk-1", "sent Bearer ***"),
        ("x" * 301, "x" * 300),
    ],
)
def test_the_detail_holds_no_secret_and_ends(text: str, said: str) -> None:
    assert network_error(ValueError(text)).message == f"the HTTP client raised ValueError: {said}"


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://a/b", "a:443"),
        ("http://a", "a:80"),
        ("socks5://a", "a:1080"),
        ("http://a:8080", "a:8080"),
        ("http://[::1]", "[::1]:80"),
        ("", ":1080"),
    ],
)
def test_a_place_is_host_and_port(url: str, place: str) -> None:
    assert place_of(url) == place
    assert Route(url).server == place


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://u:p@a:1", "http://***@a:1"),
        ("http://u@b:p@a:1", "http://***@a:1"),
        ("http://a:1", "http://a:1"),
        ("u:p@a:1", "***@a:1"),
        ("a:1", "a:1"),
        ("http://u://p@a", "http://***@a"),
    ],
)
def test_a_url_without_its_user(url: str, wanted: str) -> None:
    assert without_user(url) == wanted


def test_the_total_limit() -> None:
    error = total_timeout(2.5)
    assert error.message == "the call was not finished within 2.5 s, the limit of Timeout.total"
    assert (error.phase, error.body_sent, error.retryable) == ("total", True, True)
    assert total_timeout(None, body_sent=False).message == "the call was not finished in time"
    assert total_timeout(None, body_sent=False).body_sent is False


def test_an_event_or_a_job_that_does_not_come() -> None:
    error = silence(LIMITS, body_sent=True)
    assert error.message == "the server sent no event within 2 s, the limit of Timeout.read"
    assert (error.phase, error.body_sent, error.retryable) == ("read", True, True)
    assert wait_timeout(5).message == "no response came within 5 s, the limit of wait="


def test_a_call_that_was_closed() -> None:
    assert aborted().body_sent is None
    cause = total_timeout(1.0)
    error = aborted(cause)
    assert type(error) is RequestAbortedError
    assert error.__cause__ is cause
    assert error.body_sent is True
    assert aborted(error) is error
