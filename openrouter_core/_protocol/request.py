"""From an operation and what the user said to a request that can be sent. Pure: no socket, no environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import attrs

from openrouter_core import models, wire
from openrouter_core._protocol.content_coding import ACCEPTED
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.upload import upload_of
from openrouter_core._protocol.url import (
    FORBIDDEN_IN_URL,
    field_text,
    is_confidential,
    path_of,
    url_of,
    url_problem,
)
from openrouter_core.hooks import PreparedRequest, Upload
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.models.model import UNSET
from openrouter_core.settings import Settings, merge_headers


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
    check_key(operation, settings)
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
    headers = {
        "Accept": "text/event-stream" if stream else operation.accept,
        "Accept-Encoding": ACCEPTED,
    }
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
        name: field_text(name, value)
        for name, value in {**fields, **(extra or {})}.items()
        if value is not None and value is not UNSET
    }
    return _Body(upload=upload_of("file", source, filename, content_type, others))


def _no_body(fields: dict[str, Any], extra: Mapping[str, Any] | None, stream: bool | None) -> _Body:
    if extra:
        raise InvalidRequestError("extra_body: this request has no body; pass extra_query")
    return _Body()


_BODIES: Final = {"json": _json_body, "multipart": _form_body, None: _no_body}


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
    problem = url_problem(prepared.url.partition("?")[0])
    if problem is not None or FORBIDDEN_IN_URL.search(prepared.url):
        raise InvalidRequestError(
            f"a before_request hook changed the URL: {problem or 'it cannot be sent'}"
        )
    return attrs.evolve(prepared, headers=merge_headers(prepared.headers))
