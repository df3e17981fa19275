"""URLs of operations: path parameters, the query, and what no request can go to."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from openrouter_core._check import SECRET, invalid
from openrouter_core.models.errors import InvalidRequestError
from openrouter_core.models.model import UNSET

FORBIDDEN_IN_URL: Final = re.compile(r"[^!-~]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_MOST_DECODED: Final = 3
"""How often a proxy may decode a path before the server does."""


def path_of(template: str, parameters: Mapping[str, str]) -> str:
    """A path with its parameters in place, each of them one segment whatever it holds.

    Raises:
        SDKValidationError: a parameter cannot be a segment.
    """
    from urllib.parse import quote  # as below

    for name, value in parameters.items():
        segment = ""
        try:
            # A server, or a proxy before it, takes a segment of one or two dots for a step, however it is encoded.
            fits = isinstance(value, str) and value not in ("", ".", "..")
            if fits:
                segment = quote(value, safe="")
        except UnicodeEncodeError:
            fits = False
        if not fits:
            raise invalid(_argument_of(name), "a string that is not empty", value)
        template = template.replace(f"{{{name}}}", segment)
    return template


def _argument_of(parameter: str) -> str:
    """What functions call a parameter of a path.

    >>> _argument_of("internId")
    'intern_id'
    """
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", parameter).lower()


def checked_path(path: object) -> str:
    """A path that a user gives, with what no URL can hold encoded. It stays below the server's URL, however a proxy on
    the way reads it.

    >>> checked_path("/models/a b/ü%2F")
    '/models/a%20b/%C3%BC%2F'

    Raises:
        SDKValidationError: it is not a path below the server's URL.
    """
    from urllib.parse import quote, unquote  # as below

    decoded = path if isinstance(path, str) else ""
    for _ in range(_MOST_DECODED):
        decoded = unquote(decoded)
    steps = {step.partition(";")[0] for step in decoded.replace("\\", "/").split("/")}
    if not isinstance(path, str) or not decoded.startswith("/") or decoded[1:2] in ("/", "\\"):
        raise invalid("path", "a path below the server's URL, such as /activity", path)
    if steps & {".", ".."} or "\\" in decoded or _CONTROL.search(decoded):
        raise invalid(
            "path", "a path without steps such as .., backslashes and control characters", path
        )
    if "?" in path or "#" in path:
        raise invalid("path", "a path without a query and a fragment (pass query=)", path)
    try:
        return quote(path, safe="/%:@!$&'()*+,;=~")
    except UnicodeEncodeError:
        raise invalid("path", "text that UTF-8 can write", path) from None


def url_of(
    server_url: str,
    path: str,
    query: Mapping[str, Any] = MappingProxyType({}),
    extra_query: Mapping[str, Any] | None = None,
    *,
    repeated: Collection[str] = (),
    base: str | None = None,
) -> str:
    """The URL of an operation.

    Arguments:
        query: the request's fields; a list is written as most of the API wants it, with commas.
        extra_query: what the user adds; a list is written as a parameter that repeats.
        repeated: the fields of `query` whose lists are written as parameters that repeat.
        base: what stands in place of the server's own path; see `server_with`.

    Raises:
        InvalidRequestError: a request cannot be sent to the server's URL, or `extra_query` cannot be written.
        SDKValidationError: a field cannot be written.
    """
    problem = url_problem(server_url)
    if problem is not None:
        raise InvalidRequestError(f"server_url: {problem}")
    url = (server_url if base is None else server_with(server_url, base)).rstrip("/") + path
    if not query and not extra_query:
        return url
    given: dict[str, Any] = {**field_values(query, repeated)}
    given.update(
        (name, _query_value(value))
        for name, value in (extra_query or {}).items()
        if value is not None and value is not UNSET
    )
    text = query_text(given)
    return f"{url}?{text}" if text else url


def server_with(server_url: str, base: str) -> str:
    """The URL of a server with another path than the one that most operations are below. A proxy's own path stays; what
    is replaced is the end that names the API and its version.

    >>> server_with("https://openrouter.ai/api/v1", "/api/alpha")
    'https://openrouter.ai/api/alpha'
    >>> server_with("https://proxy.example/openrouter/api/v1/", "/api/alpha")
    'https://proxy.example/openrouter/api/alpha'
    >>> server_with("https://proxy.example/openrouter", "/api/alpha")
    'https://proxy.example/openrouter/api/alpha'
    >>> server_with("http://127.0.0.1:8080/v1", "/api/alpha")
    'http://127.0.0.1:8080/api/alpha'
    >>> server_with("https://proxy.example/MAX/", "/api/alpha")
    'https://proxy.example/MAX/api/alpha'
    >>> server_with("http://api/v1", "/api/alpha")
    'http://api/api/alpha'
    """
    scheme, _, rest = server_url.partition("://")
    host, slash, path = rest.partition("/")
    own = (slash + path).rstrip("/").removesuffix("/v1").removesuffix("/api").rstrip("/")
    return f"{scheme}://{host}{own}{base}"


def redirected(url: str, location: str) -> str | None:
    """The URL that a Location header names, seen from `url`; None where no request can go there.

    >>> redirected("https://a.example/api/v1/tools/a", "b?x=1")
    'https://a.example/api/v1/tools/b?x=1'
    >>> redirected("https://a.example/api/v1/tools/a", "mailto:me@a.example") is None
    True
    """
    from urllib.parse import urldefrag, urljoin  # as above

    try:
        target = urldefrag(urljoin(url, location)).url if location else ""
    except ValueError:
        return None
    sendable = not FORBIDDEN_IN_URL.search(target) and url_problem(target.partition("?")[0]) is None
    return target if sendable else None


def query_text(given: Mapping[str, str | list[str]]) -> str:
    """Names and values, percent-encoded; a list repeats its name.

    Raises:
        InvalidRequestError: a name cannot be written.
    """
    if not given:
        return ""
    from urllib.parse import quote, urlencode

    try:
        return urlencode(given, doseq=True, quote_via=quote, safe="")
    except UnicodeEncodeError:
        raise InvalidRequestError(
            "the name of a parameter holds a lone surrogate, which neither a URL nor a form can hold"
        ) from None


def field_values(
    fields: Mapping[str, Any], repeated: Collection[str] = ()
) -> dict[str, str | list[str]]:
    """A request's fields as a query or a form holds them; what is not given, or is None, is left out.

    Arguments:
        repeated: the fields whose lists are written as the name once for each value. Where the API's name ends in
            brackets, a field's name need not: ``granularities`` is written as ``granularities[]``.

    Raises:
        SDKValidationError: a field cannot be written.
    """
    made: dict[str, str | list[str]] = {}
    for name, value in fields.items():
        if value is None or value is UNSET:
            continue
        if not isinstance(name, str):
            raise invalid("request", "names that are strings", name)
        bracketed = name if name.endswith("[]") else f"{name}[]"
        if bracketed in repeated:
            made[bracketed] = _field_texts(name, value)
        elif name in repeated:
            made[name] = _field_texts(name, value)
        else:
            made[name] = field_text(name, value)
    return made


def field_text(name: str, value: object) -> str:
    """A field as a query or a form holds it, a list with commas."""
    return ",".join(_field_texts(name, value))


def _field_texts(name: str, value: object) -> list[str]:
    items = value if isinstance(value, list | tuple) else (value,)
    try:
        return [_scalar_text(item) for item in items]
    except UnicodeEncodeError:  # it may be a secret
        raise invalid(name, "text that UTF-8 can write", SECRET) from None
    except (TypeError, ValueError):
        expected = "a string, a number, true or false, or a list of these"
        raise invalid(name, expected, value) from None


def _scalar_text(value: object) -> str:
    """A value as text.

    Raises:
        TypeError: a query cannot hold such a value.
        UnicodeEncodeError: it holds a lone surrogate.
        ValueError: it is an integer that is too long for CPython to write.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = str.__str__(value)  # an enumeration's member is its value
        text.encode()
        return text
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return repr(value)
    raise TypeError


def _query_value(value: object) -> Any:
    try:
        if isinstance(value, list | tuple):
            return [_scalar_text(item) for item in value]
        return _scalar_text(value)
    except UnicodeEncodeError:
        raise InvalidRequestError(
            "extra_query: it holds a lone surrogate, which a URL cannot hold"
        ) from None
    except (TypeError, ValueError):
        raise InvalidRequestError(
            "extra_query: expected strings, numbers, true, false, or lists of these; got a value of type "
            f"{type(value).__name__}"
        ) from None


def url_problem(url: object) -> str | None:
    if not isinstance(url, str):
        return f"expected a string; got a value of type {type(url).__name__}"
    return _text_problem(url)


@lru_cache(maxsize=64)  # a core calls one server
def _text_problem(url: str) -> str | None:
    if FORBIDDEN_IN_URL.search(url):
        return "it holds a space, a control character or a character beyond ASCII"
    from urllib.parse import urlsplit  # 3 % of the import; httpx, which a call needs, has it loaded

    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return (
            "it is not a valid URL: its port is not a number up to 65535, or its address is wrong"
        )
    if parts.scheme not in ("http", "https"):
        return "expected http:// or https:// at its beginning"
    if not parts.hostname or port == 0:
        return "it names no host" if not parts.hostname else "port 0 cannot be reached"
    if "@" in parts.netloc:
        return "it holds a user or a password; pass credentials as api_key or in headers"
    if parts.query or parts.fragment:
        return "it holds a query or a fragment; pass extra_query"
    return None


def origin(url: str) -> tuple[str, str]:
    """What must stay the same for the key to be sent along: scheme, and host with port where it is not the scheme's.

    Raises:
        ValueError: `url` is not a URL.
    """
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    host, port = host_of(url), parts.port
    if ":" in host:
        host = f"[{host}]"
    usual = port is None or port == {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, host if usual else f"{host}:{port}"


def host_of(url: str) -> str:
    """A URL's host, in small letters, without brackets and without the dot that may end it."""
    from urllib.parse import urlsplit

    return (urlsplit(url).hostname or "").rstrip(".")


def same_origin(url: object, other: object) -> bool:
    """Whether two URLs are of the same server; False where one of them is not a URL."""
    if not isinstance(url, str) or not isinstance(other, str):
        return False
    try:
        return url == other or origin(url) == origin(other)
    except ValueError:
        return False


@lru_cache(maxsize=64)
def is_confidential(url: str) -> bool:
    """Whether nobody on the way can read what is sent to a URL: it is encrypted, or does not leave this machine
    (``localhost``, RFC 6761; 127.0.0.0/8; ::1).
    """
    host = host_of(url)
    if url[:6].lower() == "https:" or host == "localhost" or host.endswith(".localhost"):
        return True
    if ":" in host:
        from ipaddress import ip_address  # 2 ms, and httpx has it loaded

        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False
    numbers = host.split(".")
    return (
        len(numbers) == 4
        and numbers[0] == "127"
        and all(number.isdecimal() and int(number[:4]) < 256 for number in numbers)
    )
