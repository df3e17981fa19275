"""From an operation and what the user said to a request that can be sent. Pure: no socket, no environment."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import attrs

from openrouter_core import models, wire
from openrouter_core.clock import Clock
from openrouter_core.hooks import Hooks, PreparedRequest
from openrouter_core.misfit import shown
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.models.model import UNSET
from openrouter_core.operation import Operation
from openrouter_core.retries import RetryConfig
from openrouter_core.secret import Secret
from openrouter_core.timeouts import Limits
from openrouter_core.upload import Upload, upload_of

DEFAULT_SERVER_URL: Final = "https://openrouter.ai/api/v1"

_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE: Final = re.compile(r"(?:[!-~](?:[ -~\t]*[!-~])?)?")
_TITLE: Final = frozenset({"x-title", "x-openrouter-title"})
_ATTRIBUTION: Final = _TITLE | {"http-referer", "x-openrouter-categories"}
_FRAMING: Final = frozenset({"content-length", "transfer-encoding"})
_FORBIDDEN_IN_URL: Final = re.compile(r"[^!-~]")


class Settings(NamedTuple):
    """What one call uses: the core's configuration with the call's options over it.

    Fields:
        server_url: what stands before the operation's path.
        key: the key or where it comes from; None sends no Authorization.
        key_missing: whether this server wants a key for operations that need one, and there is none.
        headers: all but Authorization, content type and accept.
        extra_body, extra_query: added to the body and the query as they are.
    """

    server_url: str
    key: Secret | None
    key_missing: bool
    headers: Mapping[str, str]
    limits: Limits
    retry: RetryConfig
    hooks: Hooks
    clock: Clock
    max_event_bytes: int
    extra_body: Mapping[str, Any] | None = None
    extra_query: Mapping[str, Any] | None = None


def prepare(
    operation: Operation,
    settings: Settings,
    request: object,
    *,
    stream: bool | None = None,
    path: Mapping[str, str] | None = None,
) -> PreparedRequest:
    """Check a request and write it.

    Arguments:
        request: a model or a mapping, as the operation's description names.
        stream: whether to stream; None for an operation that does not know the question.
        path: the path parameters.

    Raises:
        SDKValidationError: the request is wrong.
        InvalidRequestError: there is no key, or the URL or a header cannot be sent.
    """
    if settings.key_missing and operation.key == "needed":
        raise InvalidRequestError(
            "no API key: pass api_key= to OpenRouterCore or RequestOptions, or set OPENROUTER_API_KEY"
        )
    fields: dict[str, Any] = {}
    secret: frozenset[str] = frozenset()
    if operation.request is not None:
        request_class = getattr(models, operation.request)
        fields = wire.checked(request, request_class)
        secret = request_class.__secret__
    in_query = fields if operation.body is None else {}
    for name in operation.query:
        if name in fields:
            in_query[name] = fields.pop(name)
    body = _BODIES[operation.body](fields, settings.extra_body, stream)
    headers = {"Accept": "text/event-stream" if stream else operation.accept}
    if body.content is not None:
        headers["Content-Type"] = "application/json"
    headers = merge_headers({**headers, **settings.headers})
    if body.upload is not None and any(name.lower() == "content-type" for name in headers):
        raise InvalidRequestError(
            "header Content-Type: it names the form's boundary, and cannot be given"
        )
    return PreparedRequest(
        operation=operation.name,
        method=operation.method,
        url=url_of(
            settings.server_url,
            path_of(operation.path, path) if path else operation.path,
            in_query,
            settings.extra_query,
        ),
        headers=headers,
        content=body.content,
        upload=body.upload,
        stream=bool(stream),
        secret=secret,
    )


class _Body(NamedTuple):
    content: bytes | None = None
    upload: Upload | None = None


def _json_body(
    fields: dict[str, Any], extra: Mapping[str, Any] | None, stream: bool | None
) -> _Body:
    """A mapping as its author wrote it, a model in its fields' order, with ``stream`` and the extra keys added."""
    if extra:
        fields.update(extra)
    if stream is not None:
        said = fields.get("stream", stream)
        if said is not stream and said is not None and said is not UNSET:
            raise SDKValidationError(
                f"stream: expected {stream!r}, as the function's stream argument says; got {said!r}. "
                "Pass stream= to the function, and leave it out of the request",
                path="stream",
                expected=repr(stream),
                got=repr(said),
            )
        fields["stream"] = stream
    return _Body(content=wire.request_json(fields))


def _form_body(
    fields: dict[str, Any], extra: Mapping[str, Any] | None, stream: bool | None
) -> _Body:
    """A form with a file, whose name and media type are fields of the request; all others are the form's too."""
    source = fields.pop("file", None)
    filename, content_type = (fields.pop(name, None) for name in ("filename", "content_type"))
    others = {
        name: _text_of(name, value)
        for name, value in {**fields, **(extra or {})}.items()
        if value is not None and value is not UNSET
    }
    return _Body(upload=upload_of("file", source, filename, content_type, others))


def _no_body(fields: dict[str, Any], extra: Mapping[str, Any] | None, stream: bool | None) -> _Body:
    if extra:
        raise InvalidRequestError("extra_body: this request has no body; pass extra_query")
    return _Body()


_BODIES: Final = {"json": _json_body, "multipart": _form_body, None: _no_body}


def path_of(template: str, parameters: Mapping[str, str]) -> str:
    """A path with its parameters in place, each of them one segment whatever it holds.

    Raises:
        SDKValidationError: a parameter cannot be a segment.
    """
    from urllib.parse import quote  # as below

    for name, value in parameters.items():
        expected = "a string that is not empty"
        segment = ""
        try:
            # A server, or a proxy before it, takes a segment of one or two dots for a step, however it is encoded.
            fits = isinstance(value, str) and value not in ("", ".", "..")
            if fits:
                segment = quote(value, safe="")
        except UnicodeEncodeError:
            fits = False
        if not fits:
            raise SDKValidationError(
                f"{name}: expected {expected}; got {shown(value)}",
                path=name,
                expected=expected,
                got=shown(value),
            )
        template = template.replace(f"{{{name}}}", segment)
    return template


def url_of(
    server_url: str,
    path: str,
    query: Mapping[str, Any] = MappingProxyType({}),
    extra_query: Mapping[str, Any] | None = None,
) -> str:
    """The URL of an operation.

    Arguments:
        query: the request's fields; a list is written as the API wants it, with commas.
        extra_query: what the user adds; a list is written as a parameter that repeats.

    Raises:
        InvalidRequestError: the server's URL is none that a request can go to, or `extra_query` cannot be written.
        SDKValidationError: a field cannot be written.
    """
    problem = _url_problem(server_url)
    if problem is not None:
        raise InvalidRequestError(f"server_url: {problem}")
    url = server_url.rstrip("/") + path
    if not query and not extra_query:
        return url
    given: dict[str, Any] = {
        name: _text_of(name, value)
        for name, value in query.items()
        if value is not None and value is not UNSET
    }
    given.update(
        (name, _query_value(value))
        for name, value in (extra_query or {}).items()
        if value is not None and value is not UNSET
    )
    if not given:
        return url
    from urllib.parse import quote, urlencode

    try:
        return f"{url}?{urlencode(given, doseq=True, quote_via=quote)}"
    except UnicodeEncodeError:
        raise InvalidRequestError(
            "the name of a parameter of the query holds a lone surrogate, which no URL can"
        ) from None


def _text_of(name: str, value: object) -> str:
    """A field as a query or a form holds it."""
    items = value if isinstance(value, list | tuple) else (value,)
    try:
        return ",".join([_scalar_text(item) for item in items])
    except (TypeError, ValueError):
        expected = "a string, a number, true or false, or a list of those"
        raise SDKValidationError(
            f"{name}: expected {expected}; got {shown(value)}",
            path=name,
            expected=expected,
            got=shown(value),
        ) from None


def _scalar_text(value: object) -> str:
    """A value as text.

    Raises:
        TypeError: it is none that a query can hold.
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
            "extra_query: it holds a lone surrogate, which no URL can"
        ) from None
    except (TypeError, ValueError):
        raise InvalidRequestError(
            f"extra_query: expected strings, numbers, true or false; got a value of type {type(value).__name__}"
        ) from None


def _url_problem(url: object) -> str | None:
    if not isinstance(url, str):
        return f"expected a string; got a value of type {type(url).__name__}"
    return _text_problem(url)


@lru_cache(maxsize=64)  # a core calls one server
def _text_problem(url: str) -> str | None:
    if _FORBIDDEN_IN_URL.search(url):
        return "it holds a space, a control character or a character beyond ASCII"
    from urllib.parse import urlsplit  # 3 % of the import; httpx, which a call needs, has it loaded

    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "it is no URL"
    if parts.scheme not in ("http", "https"):
        return "expected http:// or https:// at its beginning"
    if not parts.hostname or port == 0:
        return "it names no host" if not parts.hostname else "port 0 cannot be reached"
    if "@" in parts.netloc:
        return "it holds a user or a password; pass credentials as api_key or in headers"
    if parts.query or parts.fragment:
        return "it holds a query or a fragment; pass extra_query"
    return None


def with_attribution(headers: Mapping[str, str]) -> dict[str, str]:
    """A call's headers, so that they change an attribution but never erase it: an empty one is left out, and the
    title goes under both of its names.
    """
    kept = {
        name: value
        for name, value in headers.items()
        if value != "" or str(name).lower() not in _ATTRIBUTION
    }
    for name, value in list(kept.items()):
        if str(name).lower() in _TITLE:
            kept = {k: v for k, v in kept.items() if str(k).lower() not in _TITLE}
            return {**kept, "X-Title": value, "X-OpenRouter-Title": value}
    return kept


def merge_headers(*layers: Mapping[str, str]) -> dict[str, str]:
    """One set of headers, a later layer over an earlier one, names compared without case.

    Raises:
        InvalidRequestError: a name or a value cannot be sent; the value is not in the message.
    """
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        for name, value in layer.items():
            if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
                raise InvalidRequestError(
                    "a header's name is empty, or holds a character that no header may have"
                )
            if name.lower() in _FRAMING:
                raise InvalidRequestError(
                    f"header {name}: it follows from the body, and cannot be given"
                )
            if not isinstance(value, str) or not _HEADER_VALUE.fullmatch(value):
                raise InvalidRequestError(
                    f"header {name}: its value is no string, or holds a line break, a character beyond ASCII, or a "
                    "space at its beginning or end (the value is not shown)"
                )
            merged[name.lower()] = (name, value)
    return dict(merged.values())


def check_prepared(prepared: object) -> PreparedRequest:
    """A request that a hook has changed, checked as the first one was.

    Raises:
        InvalidRequestError: it cannot be sent.
    """
    if not isinstance(prepared, PreparedRequest):
        raise InvalidRequestError(
            f"a before_request hook must return a PreparedRequest or None; got a {type(prepared).__name__}"
        )
    if not (
        isinstance(prepared.url, str)
        and isinstance(prepared.method, str)
        and isinstance(prepared.headers, Mapping)
        and isinstance(prepared.content, bytes | None)
        and isinstance(prepared.upload, Upload | None)
    ):
        raise InvalidRequestError(
            "a before_request hook put something else in place of a URL, a method, headers, bytes or an upload"
        )
    if prepared.content is not None and prepared.upload is not None:
        raise InvalidRequestError(
            "a before_request hook gave content and upload: a request has one body"
        )
    problem = _url_problem(prepared.url.partition("?")[0])
    if problem is not None or _FORBIDDEN_IN_URL.search(prepared.url):
        raise InvalidRequestError(
            f"a before_request hook changed the URL: {problem or 'it cannot be sent'}"
        )
    return attrs.evolve(prepared, headers=merge_headers(prepared.headers))


def origin(url: str) -> tuple[str, str]:
    """What must stay the same for the key to be sent along: scheme, and host with port."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()
