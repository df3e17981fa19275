"""From an operation and the user's request to an HTTP request that can be sent. Pure: no socket, no environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import attrs

from openrouter_core import models, wire
from openrouter_core._check import invalid
from openrouter_core._protocol.bodies.writing import body_of
from openrouter_core._protocol.content_coding import ACCEPTED
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.url import (
    FORBIDDEN_IN_URL,
    is_confidential,
    path_of,
    url_of,
    url_problem,
)
from openrouter_core.hooks import PreparedRequest, Upload
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.settings import Settings, merge_headers


class Plain(NamedTuple):
    """A request that no class describes.

    Fields:
        query: what goes into the URL.
        body: the JSON that is sent: an object as a dict, or anything else that JSON can hold.
    """

    query: Mapping[str, Any]
    body: Any


_FORBIDDEN: Final = "it holds a space, a control character or a character beyond ASCII"
_IDEMPOTENCY_KEY: Final = re.compile("(?=.{1,255}$)[!-~](?:[ -~]*[!-~])?")


def prepare(
    operation: Operation,
    settings: Settings,
    request: object,
    *,
    stream: bool | None = None,
    path: Mapping[str, str] | None = None,
    idempotency_key: str | None = None,
) -> PreparedRequest:
    """Check a request and write it.

    Arguments:
        request: a model or a mapping, as the operation's description names; or a `Plain` one.
        stream: whether to stream; None for an operation that does not know the question.
        path: the path parameters.
        idempotency_key: by which the server knows a request again; None sends none.

    Raises:
        SDKValidationError: the request is wrong.
        InvalidRequestError: there is no key, or the URL or a header cannot be sent.
    """
    check_key(operation, settings)
    in_query, fields, secret = _divided(operation, request)
    for name, instead in (operation.refused or {}).items():
        if _is_on(in_query.get(name)) or _is_on((settings.extra_query or {}).get(name)):
            raise SDKValidationError(f"{name}: {instead}", path=name)
    body = body_of(operation, fields, settings.extra_body, stream)
    headers = {
        "Accept": "text/event-stream" if stream else operation.accept,
        "Accept-Encoding": ACCEPTED,
    }
    if body.content_type is not None:
        headers["Content-Type"] = body.content_type
    headers = merge_headers(headers, settings.headers, idempotency_header(idempotency_key))
    if body.upload is not None and any(name.lower() == "content-type" for name in headers):
        raise InvalidRequestError(
            "header Content-Type: it cannot be given, because it names the form's boundary"
        )
    return PreparedRequest(
        operation=operation.name,
        method=operation.method,
        url=url_of(
            settings.server_url,
            path_of(operation.path, path) if path else operation.path,
            in_query,
            settings.extra_query,
            repeated=operation.repeated,
            base=operation.base,
        ),
        headers=headers,
        content=body.content,
        upload=body.upload,
        stream=bool(stream),
        secret=secret,
    )


def _divided(operation: Operation, request: object) -> tuple[dict[str, Any], Any, frozenset[str]]:
    """What of a request goes into the query, what into the body, and which fields are secret."""
    if isinstance(request, Plain):
        return dict(request.query), request.body, frozenset()
    if operation.request is None:
        return {}, {}, frozenset()
    request_class = getattr(models, operation.request)
    fields = wire.checked(request, request_class)
    in_query = fields if operation.body is None else {}
    for name in operation.query:
        if name in fields:
            in_query[name] = fields.pop(name)
    return in_query, fields, request_class.__secret__


def _is_on(value: object) -> bool:
    """Whether a switch in a query is on."""
    return bool(value) and str(value).lower() not in ("false", "0")


def check_key(operation: Operation, settings: Settings) -> None:
    """Raise InvalidRequestError where the key is missing, or would be read on its way."""
    problem = url_problem(settings.server_url)
    if problem is not None:
        raise InvalidRequestError(f"server_url: {problem}")
    if settings.no_key is not None and operation.key == "needed":
        raise InvalidRequestError(settings.no_key)
    sent = settings.key is not None and operation.key != "none"
    if sent and not settings.allow_http and not is_confidential(settings.server_url):
        raise InvalidRequestError(
            f"server_url: {settings.server_url} is not encrypted, and everybody on the way could read the key: use "
            "https://, or pass allow_http=True to OpenRouterCore"
        )


def idempotency_header(key: str | None) -> dict[str, str]:
    """The header that lets a server know a request again.

    Raises:
        SDKValidationError: no header can hold the key.
    """
    if key is None:
        return {}
    if not isinstance(key, str) or not _IDEMPOTENCY_KEY.fullmatch(key):
        raise invalid(
            "idempotency_key",
            "1 to 255 printable ASCII characters, without a space at either end",
            key,
        )
    return {"Idempotency-Key": key}


def check_prepared(prepared: object) -> PreparedRequest:
    """A request that a hook has changed, checked as the first one was.

    Raises:
        InvalidRequestError: it cannot be sent.
    """
    if not isinstance(prepared, PreparedRequest):
        raise InvalidRequestError(
            "before_request: expected a PreparedRequest or None from the hook; got a value of type "
            f"{type(prepared).__name__}"
        )
    if not (
        isinstance(prepared.url, str)
        and isinstance(prepared.method, str)
        and isinstance(prepared.headers, Mapping)
        and isinstance(prepared.content, bytes | None)
        and isinstance(prepared.upload, Upload | None)
    ):
        raise InvalidRequestError(
            "before_request: the hook changed the URL, method, headers, content or upload to a value of another type"
        )
    if prepared.content is not None and prepared.upload is not None:
        raise InvalidRequestError(
            "before_request: the hook gave both content and upload, but a request has one body"
        )
    problem = url_problem(prepared.url.partition("?")[0])
    if problem is not None or FORBIDDEN_IN_URL.search(prepared.url):
        raise InvalidRequestError(
            f"before_request: the URL that the hook gave cannot be used: {problem or _FORBIDDEN}"
        )
    return attrs.evolve(prepared, headers=merge_headers(prepared.headers))
