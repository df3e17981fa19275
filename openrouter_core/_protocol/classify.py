"""What a response means: one classifier for an HTTP status, a 200 body, a choice, and an event of a stream."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from openrouter_core import wire
from openrouter_core._check import shown
from openrouter_core._protocol.error_classes import class_of
from openrouter_core._protocol.network_errors import without_user
from openrouter_core._protocol.retry_after import retry_after
from openrouter_core._protocol.sentence import sentence
from openrouter_core._protocol.url import host_of
from openrouter_core.models import errors
from openrouter_core.models.errors import (
    APIError,
    OpenRouterError,
    ResponseValidationError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject, ResponseModel
from openrouter_core.secret import OPENROUTERS, Secret

KEPT_BODY: Final = 65_536
"""How many characters of a body an error keeps."""

_TITLES: Final = {
    407: "the proxy wants a user and a password: put them into the URL that HTTP_PROXY holds",
    524: "the edge network gave up waiting for the API",
    529: "the provider is overloaded",
}
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_GOOD_CODES: Final = (0, 200, 201, 202, "", "ok", "OK", "success")
"""What servers with an envelope of their own write where nothing has failed."""
_STATUS_FIELDS: Final = ("http_status", "status", "statusCode", "status_code")
"""Where errors without an envelope repeat their status; RFC 9457 says ``status``."""
_CODE_FIELDS: Final = ("code", "errcode", "error_code", "errorCode", "err_code", "Code")
_CODE_WORD: Final = "[a-z0-9]+(?:_[a-z0-9]+)+"
"""An error that is a word of a program, such as ``invalid_grant``, and no sentence."""
_BEFORE_A_ROOT: Final = rb"(?s)(?:\s+|<!--.*?-->|<\?.*?\?>)*"
"""What may stand before a page's first tag: white space, comments, and an XML declaration."""
_LOOKED_AT: Final = 4096
"""How many bytes of a body are looked at for a page."""
_OF_ERRORS: Final = frozenset({"error", "object", "type"})
"""Fields that an error's envelope has as well as a response."""
_MISADDRESSED: Final = frozenset({404, 405})
"""Statuses with which a website answers a path that it does not have."""


def read_object(
    body: bytes, meta: HttpMeta, cls: type[ResponseModel] | None, *, now: float
) -> JsonObject | OpenRouterError:
    """The JSON object of a whole response, or the error that the response means.

    Arguments:
        cls: the class of a whole response, for the part of it that came with an error; None where there is no class.
        now: seconds since the epoch, for a date in ``Retry-After``.
    """
    success = 200 <= meta.status < 300
    data = _json_object(body, cls, success=success)
    if data is None:
        if success:
            return unreadable("body", body, meta)
        return api_error({}, meta, now=now, body=kept_text(body))
    found = None if success and _is_its_own_error(data, cls) else find_error(data)
    if found is None:
        if success and not _is_bare_error(data, cls):
            return data
        found = data
    partial: Any = data if delivered(data) else None
    if partial is not None and cls is not None:
        partial = wire.structure(data, cls)
    return api_error(data, meta, now=now, body=kept_text(body), found=found, partial=partial)


def read_any(body: bytes, meta: HttpMeta, cls: type[ResponseModel] | None, *, now: float) -> Any:
    """The JSON value of a whole response that may be any, or the error that the response means. A success may have no
    body, which is None as ``null`` is; and no object, such as ``true`` and ``[]``.

    Arguments:
        cls: as for `read_object`; None where nothing is known of a response, so that only an ``error`` in it is one.
        now: seconds since the epoch, for a date in ``Retry-After``.
    """
    if 200 <= meta.status < 300:
        if not body.strip():
            return None
        try:
            value = wire.parse_json(body)
        except ValueError:
            streams = "text/event-stream" in meta.headers.get("content-type", "").lower()
            expected = "JSON, but a stream of events: pass stream=True" if streams else "JSON"
            return unreadable("body", body, meta, expected=expected)
        if not isinstance(value, dict) and not _holds_errors(value):
            return value
    return read_object(body, meta, cls, now=now)


def _holds_errors(value: object) -> bool:
    """Whether a value is a list of errors; a job in a list of jobs may have failed, and has more than an error."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and list(first) == ["error"] and bool(first["error"])


def _json_object(
    body: bytes, cls: type[ResponseModel] | None, *, success: bool
) -> JsonObject | None:
    """The object that a body is, or the one that a list of errors means."""
    try:
        data = wire.parse_json(body)
    except ValueError:
        return None
    if isinstance(data, list) and data:
        return _of_list(data, cls, success=success)
    return data if isinstance(data, dict) else None


def _of_list(
    data: list[Any], cls: type[ResponseModel] | None, *, success: bool
) -> JsonObject | None:
    """What a list of errors means; None for another list. The first error has the code, as Google's servers send it::

    429 [{"error": {"code": 429, "message": "Quota exceeded", "status": "RESOURCE_EXHAUSTED"}}]
    200 [{"code": 429, "message": "Slow down"}]
    400 ["n is no number", "model is missing"]
    """
    first = data[0] if isinstance(data[0], dict) else {}
    if first.get("error"):
        return first
    if success:
        return first if _is_bare_error(first, cls) else None
    codes = (*_CODE_FIELDS, *_STATUS_FIELDS, "error_type", "retry_after")
    return {"errors": data, **{name: first[name] for name in codes if name in first}}


def _is_its_own_error(data: JsonObject, cls: type[ResponseModel] | None) -> bool:
    """Whether an ``error`` is that of the job which a 200 describes, and the call went well::

    {"id": "batch_1", "status": "failed", "error": {"message": "No credits"}}     the batch's
    {"error": {"code": 429, "message": "Slow down"}}                              the call's
    """
    if cls is None or not cls.__describes_failure__:
        return False
    return any(name in cls.__wire__ and name not in _OF_ERRORS for name in data)


def _is_bare_error(data: JsonObject, cls: type[ResponseModel] | None) -> bool:
    """Whether a 200 is an error without an envelope: it has nothing of what the operation gives, and speaks of a
    failure::

        200 {"code": 429, "message": "Slow down", "data": null}
        200 {"errcode": 40001, "errmsg": "No such user"}
        200 {"object": "error", "message": "The model does not exist", "code": 404}
        200 {"detail": [{"loc": ["body", "model"], "msg": "Field required"}]}
        200 {"type": "about:blank", "title": "Forbidden", "status": 403}
        200 {"success": false, "message": "No such user"}
        200 {"type": "error", "message": "Overloaded"}
    """
    if data.get("object") == "error":
        return True
    names = None if cls is None else cls.__wire__
    if names and data.get("type") == "error":
        return True
    # Go's servers write every field of a response, with null, "", 0 or [] where there is nothing.
    if names is None or any(data.get(name) or data.get(name) is False for name in names):
        return False
    if data.get("success") is False or data.get("status") in ("error", "fail", "failed"):
        return True
    if sentence({name: data.get(name) for name in ("errors", "fault")}) or (
        isinstance(data.get("detail"), list) and data["detail"]
    ):
        return True
    code = _code_in(data)
    numbers = [_code(data.get(name)) for name in _STATUS_FIELDS]
    failed = (
        (code is not None and code not in _GOOD_CODES)
        or any(isinstance(number, int) and number >= 400 for number in numbers)
        or (isinstance(data.get("type"), str) and isinstance(data.get("title"), str))
    )
    return failed and sentence(data) is not None


def unreadable(
    what: str, body: bytes, meta: HttpMeta, expected: str = "a JSON object"
) -> ResponseValidationError:
    """The error for a body, or a stream's event, that is not what was expected."""
    page = what == "body" and _page(body, meta)
    problem = f"is not {expected}{_instead(body, meta) if what == 'body' else ''}"
    if not body.strip():
        problem = "is empty"
    if wire.too_many_objects(body.decode("utf-8", "replace")):
        problem = f"holds more than {wire.MAX_OBJECTS} JSON objects, the most that are read"
    return ResponseValidationError(
        f"the server answered {meta.status} with {page}"
        if page
        else f"the server answered {meta.status}, and the {what} {problem}",
        status_code=meta.status,
        http_meta=meta,
        body=kept_text(body),
    )


def _instead(body: bytes, meta: HttpMeta) -> str:
    """What a body is instead, such as `` (12 bytes of text/plain)``; its content is not shown."""
    kind = meta.headers.get("content-type", "").partition(";")[0].strip()
    size = len(body.strip().removeprefix(b"\xef\xbb\xbf").strip())  # what a stream keeps of it
    return f" ({size} bytes of {kind or 'no named type'})"


def _page(body: bytes, meta: HttpMeta) -> str | None:
    """What to say of a web page where JSON was expected; None for another body. `server_url` may lack its path:
    ``https://openrouter.ai/chat/completions`` is a page of the website, with 200 or 404.
    """
    kind = meta.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml"):
        text = body[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        root = re.sub(_BEFORE_A_ROOT, b"", text, count=1)
        if not root.startswith((b"<!doctype html", b"<html")) and (
            not root.startswith(b"<") or kind.endswith("xml") or text.startswith(b"<?xml")
        ):
            return None
        kind = "text/html"
    place = f" from {meta.url}" if meta.url else ""
    hint = "is server_url right? OpenRouter's ends in /api/v1"
    if "/v1" not in meta.url:
        hint = "does server_url lack /api/v1?"
    return f"a web page ({kind}){place}: {hint}"


def kept_text(body: bytes) -> str:
    """The beginning of a body as text, as much of it as an error keeps."""
    return body[: 4 * KEPT_BODY].decode("utf-8", "replace")[:KEPT_BODY]


def find_error(data: JsonObject) -> JsonObject | None:
    """The error object in a body or an event, wherever it is; None when there is no error. ``{}`` means that there was
    an error without any details::

        {"error": {"code": 429, "message": "Slow down"}}
        {"error": "invalid_grant", "error_description": "The code has expired"}         RFC 6749, 5.2
        {"error": "invalid_grant"}                                                      without what is optional
        {"choices": [{"finish_reason": "error", "error": {"code": 502}, "message": {"content": "Hel"}}]}
        {"object": "response", "status": "failed", "error": null}
    """
    error = data.get("error")
    choices = data.get("choices")
    if error or (error is not None and error is not False and not choices):
        return _error_object(error, data)
    if isinstance(choices, list):
        for choice in choices:
            if isinstance(choice, dict):
                error = choice.get("error")
                if error:
                    return _error_object(error, {})
                if choice.get("finish_reason") == "error":
                    native = choice.get("native_finish_reason")
                    reason = native if isinstance(native, str) else "no reason given"
                    return {"message": f"the provider ended the answer with an error ({reason})"}
    if data.get("object") == "response" and data.get("status") == "failed":
        return {}
    return None


def _error_object(error: object, holder: JsonObject) -> JsonObject:
    if isinstance(error, dict):
        return error
    if isinstance(error, str) and (description := _first_text(holder.get("error_description"))):
        return {"code": error, "message": description}
    if isinstance(error, str) and re.fullmatch(_CODE_WORD, error):
        return {"code": error, "message": _first_text(holder.get("message")) or error}
    return {"message": error} if isinstance(error, str | list) else {}


def api_error(
    data: JsonObject,
    meta: HttpMeta,
    *,
    now: float,
    body: str | None = None,
    found: JsonObject | None = None,
    partial: Any = None,
) -> APIError:
    """The error that a status and a body mean together.

    The class is chosen by the HTTP status from 400 up, else by the body's number, else by its words.
    """
    error: JsonObject = found or {}
    metadata = _object(error.get("metadata"))
    availability = _object(error.get("availability"))
    code = _code_in(error)
    number = code if isinstance(code, int) else _code(error.get("http_status"))
    if number is None and found is data:
        numbers = [_code(error.get(name)) for name in _STATUS_FIELDS]
        number = next((each for each in numbers if isinstance(each, int)), None)
    # The Responses API has its finer class beside the error object.
    types = [holder.get("error_type") for holder in (error, metadata or {}, data)]
    kind = error.get("type")
    if found is data and not (isinstance(kind, str) and kind.isidentifier()):
        kind = None  # RFC 9457: a URI, such as "about:blank"
    error_type = _first_text(*types, kind)
    if not (isinstance(number, int) and number >= 400):
        number = None  # 0 and 200 are said by servers that have nothing to say
    words = (*types, code, kind)
    cls = class_of(meta.status, number, words)
    status = (
        meta.status if meta.status >= 400 else number if isinstance(number, int) else cls.STATUS
    )
    said = (availability or metadata or {}).get("retryable")
    provider = (metadata or {}).get("provider_name")
    message = sentence(error) or sentence(data)
    user_id = data.get("user_id")
    return cls(
        message or _default_message(meta, status, body),
        status_code=meta.status,
        code=code if code is not None else number if isinstance(number, int) else None,
        error_type=error_type,
        provider_name=provider if isinstance(provider, str) else None,
        upstream=_upstream((metadata or {}).get("raw")),
        metadata=metadata,
        availability=availability,
        data=data.get("data"),
        retry_after=retry_after(
            meta.headers,
            availability,
            now=now,
            status=status,
            metadata=metadata,
            holders=(error, data),
        ),
        retryable=said if isinstance(said, bool) else status in _PASSING,
        user_id=user_id if isinstance(user_id, str) else None,
        partial=partial,
        http_meta=meta,
        body=body,
    )


def _code_in(error: Mapping[str, Any]) -> int | str | None:
    """The code of an error, whatever its server calls it."""
    codes = (_code(error.get(name)) for name in _CODE_FIELDS)
    return next((code for code in codes if code is not None), None)


def _code(value: object) -> int | str | None:
    """A code as it came; a number that was written as a string or a float is still that number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return int(value) if value.isdecimal() and len(value) <= 4 else value
    return value if isinstance(value, int) else None


def _object(value: object) -> Mapping[str, Any] | None:
    return value if isinstance(value, dict) else None


def _upstream(raw: object) -> Any:
    """The provider's own error: an object as it is, a string parsed when it is JSON."""
    if isinstance(raw, str):
        try:
            return wire.parse_json(raw)
        except ValueError:
            return raw
    return raw


def _first_text(*values: object) -> str | None:
    """The first value that is a text and not blank."""
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _default_message(meta: HttpMeta, status: int | None, body: str | None) -> str:
    """What to say where the body has no message: what the status means, or the body where it is plain text."""
    if 300 <= meta.status < 400:
        return (
            f"the server answered with a redirect{_target(meta)}, which is not followed because the key goes to no "
            "other host: is server_url right?"
        )
    if status in _TITLES:
        return _TITLES[status]
    if meta.status >= 400:
        page = (
            _page((body or "")[:_LOOKED_AT].encode(), meta)
            if meta.status in _MISADDRESSED
            else None
        )
        if page:
            return f"the server answered {meta.status} with {page}"
        said = " ".join((body or "").split())
        readable = said and said[0] not in "<{["
        return f"the server answered {meta.status}{_phrase(meta.status)}" + (
            f": {said[:200]}" if readable else " and gave no reason"
        )
    return "the server reported an error and gave no reason"


def _phrase(status: int) -> str:
    """What HTTP calls a status, such as `` (Bad Request)``."""
    from http import HTTPStatus  # only an error without a message pays for it

    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _target(meta: HttpMeta) -> str:
    """Where a redirect leads, without its query, which may hold what others must not see."""
    location = meta.headers.get("location", "").partition("?")[0].partition("#")[0]
    return f" to {shown(without_user(location))}" if location else ""


def note_foreign_key(error: object, secret: Secret) -> None:
    """Add to a 401 from OpenRouter that the key does not look like one of OpenRouter's."""
    if not isinstance(error, errors.UnauthorizedResponseError) or secret.is_openrouters:
        return
    host = host_of(error.http_meta.url) if error.http_meta is not None else ""
    if host == "openrouter.ai" or host.endswith(".openrouter.ai"):
        error.message += (
            f" (the key that was sent does not begin with {OPENROUTERS}, as OpenRouter's keys do)"
        )


def delivered(data: JsonObject) -> bool:
    """Whether some of the answer, or its bill, came with an error: then it is not asked for again."""
    if data.get("usage") or data.get("output") or data.get("content"):
        return True
    choices = data.get("choices")
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict):
            part = choice.get("message") or choice.get("delta")
            if isinstance(part, dict) and any(
                value for key, value in part.items() if key != "role"
            ):
                return True
    return False
