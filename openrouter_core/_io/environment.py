"""What the environment's variables say about the way to a server: proxies, and certificates to trust.

A variable counts only for a request that needs it: a proxy of ``https://`` that cannot be used, or a certificate file
that is not there, is no matter for ``http://``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies

from openrouter_core._protocol.network_errors import Route, place_of, without_user
from openrouter_core.models.errors import InvalidRequestError

if TYPE_CHECKING:
    import ssl

_T = TypeVar("_T")

_KEPT_WAYS: Final = 64
_SHOWN: Final = 500
_SCHEMES: Final = ("http", "https", "socks5", "socks5h")
_PORTS: Final = {"http": 80, "https": 443}


class Proxy(NamedTuple):
    """A proxy that the environment names.

    Fields:
        url: where it is, perhaps with a user and a password.
        variable: what names it.
    """

    url: str
    variable: str

    def __repr__(self) -> str:
        return f"Proxy({without_user(self.url)!r}, {self.variable})"

    def use(self, make: Callable[[str], _T]) -> _T:
        """What `make` makes of the proxy's URL.

        Raises:
            InvalidRequestError: it can make nothing of it, such as httpx of SOCKS without the package for it.
        """
        try:
            return make(self.url)
        except Exception as exc:
            # The text of any other exception may quote the URL, and so the password.
            why = str(exc) if isinstance(exc, ImportError) else f"{type(exc).__name__} was raised"
            raise self.unusable(why) from None

    def unusable(self, why: str) -> InvalidRequestError:
        """The error that names the variable and its value, without user and password."""
        return InvalidRequestError(
            f"{self.variable}: {_quoted(without_user(self.url))} cannot be used as a proxy: {why}. Change the "
            "variable, or list the server in NO_PROXY"
        )


class Way(NamedTuple):
    """How a server is reached: what one HTTP client is for.

    Fields:
        tls: whether certificates are needed, for the server or for the proxy.
        proxy: the proxy in between; None where the way is straight.
    """

    tls: bool
    proxy: Proxy | None

    def route(self, url: str) -> Route:
        """The same, as an error tells it."""
        if self.proxy is None:
            return Route(url)
        return Route(url, place_of(self.proxy.url), self.proxy.variable)


class Proxies:
    """The proxies that the environment names at one moment.

    Arguments:
        found: from ``http``, ``https``, ``all`` and ``no`` to what the variables hold, as `urllib.request.getproxies`
            gives them; None reads them.
    """

    def __init__(self, found: Mapping[str, str] | None = None) -> None:
        self._found = getproxies() if found is None else found
        self._direct = [_Direct.of(entry) for entry in _entries(self._found.get("no") or "")]
        self._ways: dict[str, Way] = {}

    def way(self, url: str) -> Way:
        """The way to a server.

        Raises:
            InvalidRequestError: a proxy is named, but its URL cannot be used.
        """
        origin = url[: url.find("/", 8)] if url.find("/", 8) > 0 else url
        found = self._ways.get(origin)
        if found is None:
            parts = urlsplit(origin)
            proxy = self._proxy(parts)
            tls = parts.scheme == "https" or (proxy is not None and proxy.url.startswith("https:"))
            found = Way(tls, proxy)
            if len(self._ways) < _KEPT_WAYS:
                self._ways[origin] = found
        return found

    def _proxy(self, url: SplitResult) -> Proxy | None:
        name = next((each for each in (url.scheme, "all") if self._found.get(each)), None)
        if name is None or any(entry.holds(url) for entry in self._direct):
            return None
        value = self._found[name].strip()
        return _checked(Proxy(value if "://" in value else f"http://{value}", _variable(name)))


def _quoted(value: str) -> str:
    """A variable's value as a person must see it to find the mistake: whole, if it can be."""
    return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}...")


def _checked(proxy: Proxy) -> Proxy:
    """A proxy whose URL is one.

    Raises:
        InvalidRequestError: it is not.
    """
    scheme = proxy.url.partition("://")[0].lower()
    if scheme not in _SCHEMES:
        hint = " (write socks5:// for a SOCKS proxy)" if scheme.startswith("socks") else ""
        raise proxy.unusable(f"expected one of {', '.join(_SCHEMES)} before the ://{hint}")
    try:
        parts = urlsplit(proxy.url)
        fits = bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        raise proxy.unusable("it names no host, or its port is not a number up to 65535")
    return proxy._replace(url=scheme + proxy.url[len(scheme) :])


def _variable(name: str) -> str:
    """The name of the variable as it is set; the one in small letters counts for more, as in `urllib.request`."""
    for variable in (f"{name}_proxy", f"{name.upper()}_PROXY"):
        if os.environ.get(variable):
            return variable
    return "the system's settings"


# --- NO_PROXY ------------------------------------------------------------------------------------------------------


def _entries(text: str) -> list[str]:
    return text.replace(",", " ").split()


class _Direct(NamedTuple):
    """An entry of ``NO_PROXY``: hosts that are reached without a proxy. What cannot be read holds no host.

    Fields:
        scheme: the only one that it is for; ``""`` is any.
        port: the only one; None is any.
        network: the addresses that it holds.
        name: the host that it holds; ``"*"`` is all.
        itself, below: whether it holds the name, and those that end in a dot and the name.
    """

    scheme: str = ""
    port: int | None = None
    network: IPv4Network | IPv6Network | None = None
    name: str = ""
    itself: bool = True
    below: bool = False

    @classmethod
    def of(cls, entry: str) -> _Direct:
        """Read an entry: ``10.0.0.0/8``, ``fe80::/10``, ``[::1]:8080``, ``*.example.com``, ``http://localhost``..."""
        scheme, _, rest = entry.lower().rpartition("://")
        if rest == "*":
            return cls(scheme, name="*")
        network = _network(rest)
        if network is not None:
            return cls(scheme, network=network)
        if "/" in rest:
            return cls()
        try:
            parts = urlsplit(f"//{rest}")
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return cls()
        network = _network(host)
        if network is not None:
            return cls(scheme, port, network)
        name = host.removeprefix("*").removeprefix(".")
        return cls(scheme, port, None, name, host == name, name != "localhost")

    def holds(self, url: SplitResult) -> bool:
        """Whether a URL's host is among these."""
        if self.scheme not in ("", url.scheme) or self.port not in (None, _port(url)):
            return False
        host = (url.hostname or "").rstrip(".")
        if self.network is not None:
            address = _network(host)
            return address is not None and address.network_address in self.network
        if not self.name:
            return False
        return (
            self.name == "*"
            or (self.itself and host == self.name)
            or (self.below and host.endswith(f".{self.name}"))
        )


def _port(url: SplitResult) -> int | None:
    return url.port or _PORTS.get(url.scheme)


@lru_cache(maxsize=256)
def _network(text: str) -> IPv4Network | IPv6Network | None:
    """The addresses that a text stands for, one or many; None for a name."""
    try:
        if "/" in text:
            return ip_network(text.replace("[", "").replace("]", ""), strict=False)
        return ip_network(ip_address(text.removeprefix("[").removesuffix("]").partition("%")[0]))
    except ValueError:
        return None


# --- certificates ----------------------------------------------------------------------------------------------------


class Certificates(NamedTuple):
    """What the variables of this moment say about TLS; ``""`` where one is not set.

    Fields:
        file, folder: whose certificates to trust (``SSL_CERT_FILE``, else ``SSL_CERT_DIR``).
        key_log: where the secrets of connections are written (``SSLKEYLOGFILE``).
    """

    file: str
    folder: str
    key_log: str

    @classmethod
    def now(cls) -> Certificates:
        """Read them."""
        names = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
        return cls(*(os.environ.get(name, "") for name in names))

    def check(self) -> tuple[str, str]:
        """The variable that says whom to trust, and its value; ``""`` where none does.

        Raises:
            InvalidRequestError: nothing is where it points to.
        """
        if self.file:
            if not Path(self.file).exists():
                raise _unreadable("SSL_CERT_FILE", self.file, "there is no such file")
            if Path(self.file).is_dir():
                why = "it is a folder, which belongs into SSL_CERT_DIR"
                raise _unreadable("SSL_CERT_FILE", self.file, why)
            return "SSL_CERT_FILE", self.file
        if self.folder:
            # OpenSSL takes several, and says nothing of one that is not there: then no certificate is trusted.
            folders = self.folder.split(os.pathsep)
            if not any(Path(each).is_dir() for each in folders):
                raise _unreadable("SSL_CERT_DIR", self.folder, "there is no such folder")
            from openrouter_core._io.trust_store import hashed_files

            if not any(file for each in folders for file in hashed_files(each)):
                why = "no file in it has a name that OpenSSL finds, as `openssl rehash` gives them"
                raise _unreadable("SSL_CERT_DIR", self.folder, why)
            return "SSL_CERT_DIR", self.folder
        return "", ""


@lru_cache(maxsize=4)
def tls_context(certificates: Certificates) -> ssl.SSLContext:
    """The one TLS context of this process, until the variables change. It trusts whom a variable names, else whom the
    system trusts, else whom certifi's file names, which takes 20 to 35 ms to read.

    Raises:
        InvalidRequestError: a variable names certificates that cannot be read.
    """
    name, value = certificates.check()
    try:
        return _context_of(certificates)
    except (OSError, ValueError) as exc:  # ssl.SSLError is an OSError
        if certificates.key_log and getattr(exc, "filename", None) == certificates.key_log:
            name, value = "SSLKEYLOGFILE", certificates.key_log
        if not name:
            raise
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
        if getattr(exc, "reason", None):  # an ssl.SSLError
            why = f"no certificate can be read from it ({why})"
        raise _unreadable(name, value, why) from None


def _context_of(certificates: Certificates) -> ssl.SSLContext:
    """What `httpx.create_ssl_context` makes, and the system's store before certifi's file."""
    import ssl  # which not every Python has

    from openrouter_core._io.trust_store import system_context

    if certificates.file:
        return ssl.create_default_context(cafile=certificates.file)
    if certificates.folder:
        return ssl.create_default_context(capath=certificates.folder)
    context = system_context()
    if context is None:
        import certifi

        context = ssl.create_default_context(cafile=certifi.where())
    return context


def _unreadable(name: str, value: str, why: str) -> InvalidRequestError:
    return InvalidRequestError(
        f"{name}: {_quoted(value)} cannot be used: {why}. Change the variable, or unset it"
    )
