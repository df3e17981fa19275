"""What an answer means: one classifier for an HTTP status, a 200 body, a choice, and an event of a stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from openrouter_core import wire
from openrouter_core._protocol.retry import retry_after
from openrouter_core.models import errors
from openrouter_core.models.errors import (
    APIError,
    OpenRouterDefaultError,
    OpenRouterError,
    ResponseValidationError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject, ResponseModel

KEPT_BODY: Final = 65_536
"""How many characters of a body an error keeps."""

BY_STATUS: Final[dict[int, type[APIError]]] = {
    cls.STATUS: cls for cls in APIError.__subclasses__() if cls.STATUS is not None
}

BY_WORD: Final[dict[str, type[APIError]]] = {
    "invalid_request": errors.BadRequestResponseError,
    "invalid_request_error": errors.BadRequestResponseError,
    "bad_request": errors.BadRequestResponseError,
    "invalid_prompt": errors.BadRequestResponseError,
    "context_length_exceeded": errors.BadRequestResponseError,
    "max_tokens_exceeded": errors.BadRequestResponseError,
    "token_limit_exceeded": errors.BadRequestResponseError,
    "string_too_long": errors.BadRequestResponseError,
    "precondition_failed": errors.BadRequestResponseError,
    "invalid_image": errors.BadRequestResponseError,
    "image_too_large": errors.BadRequestResponseError,
    "image_too_small": errors.BadRequestResponseError,
    "unsupported_image_format": errors.BadRequestResponseError,
    "image_not_found": errors.BadRequestResponseError,
    "image_download_failed": errors.BadRequestResponseError,
    "invalid_image_format": errors.BadRequestResponseError,
    "invalid_base64_image": errors.BadRequestResponseError,
    "invalid_image_url": errors.BadRequestResponseError,
    "invalid_image_mode": errors.BadRequestResponseError,
    "image_parse_error": errors.BadRequestResponseError,
    "image_file_too_large": errors.BadRequestResponseError,
    "image_file_not_found": errors.BadRequestResponseError,
    "empty_image_file": errors.BadRequestResponseError,
    "unsupported_image_media_type": errors.BadRequestResponseError,
    "failed_to_download_image": errors.BadRequestResponseError,
    "data_residency_mismatch": errors.BadRequestResponseError,
    "authentication": errors.UnauthorizedResponseError,
    "authentication_error": errors.UnauthorizedResponseError,
    "invalid_api_key": errors.UnauthorizedResponseError,
    "payment_required": errors.PaymentRequiredResponseError,
    "insufficient_quota": errors.PaymentRequiredResponseError,
    "permission_denied": errors.ForbiddenResponseError,
    "permission_error": errors.ForbiddenResponseError,
    "content_policy_violation": errors.ForbiddenResponseError,
    "image_content_policy_violation": errors.ForbiddenResponseError,
    "bio_policy": errors.ForbiddenResponseError,
    "refusal": errors.ForbiddenResponseError,
    "not_found": errors.NotFoundResponseError,
    "not_found_error": errors.NotFoundResponseError,
    "model_not_found": errors.NotFoundResponseError,
    "timeout": errors.RequestTimeoutResponseError,
    "timeout_error": errors.RequestTimeoutResponseError,
    "vector_store_timeout": errors.RequestTimeoutResponseError,
    "payload_too_large": errors.PayloadTooLargeResponseError,
    "request_too_large": errors.PayloadTooLargeResponseError,
    "unprocessable": errors.UnprocessableEntityResponseError,
    "rate_limit_exceeded": errors.TooManyRequestsResponseError,
    "rate_limit_error": errors.TooManyRequestsResponseError,
    "server": errors.InternalServerResponseError,
    "server_error": errors.InternalServerResponseError,
    "internal_error": errors.InternalServerResponseError,
    "internal_server_error": errors.InternalServerResponseError,
    "api_error": errors.InternalServerResponseError,
    "bad_gateway": errors.BadGatewayResponseError,
    "provider_unavailable": errors.ServiceUnavailableResponseError,
    "service_unavailable": errors.ServiceUnavailableResponseError,
    "provider_overloaded": errors.ProviderOverloadedResponseError,
    "overloaded_error": errors.ProviderOverloadedResponseError,
}
"""`error_type` values and string codes, OpenRouter's and those that providers' servers use (the list grows)."""

_TITLES: Final = {
    300: "the server answered with a redirect, which is not followed: the key goes to no other host",
    524: "the edge network gave up waiting for the API",
    529: "the provider is overloaded",
}
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})


def read_object(
    body: bytes, meta: HttpMeta, cls: type[ResponseModel], *, now: float
) -> JsonObject | OpenRouterError:
    """The JSON object of a whole answer, or the error that the answer means.

    Arguments:
        cls: the class of a whole answer, for what came of it beside an error.
        now: seconds since the epoch, for a date in ``Retry-After``.
    """
    data = _json_object(body)
    if data is None:
        if 200 <= meta.status < 300:
            return unreadable("body", body, meta)
        return api_error({}, meta, now=now, body=kept_text(body))
    found = find_error(data)
    if found is None and 200 <= meta.status < 300:
        return data
    partial = wire.structure(data, cls) if delivered(data) else None
    return api_error(data, meta, now=now, body=kept_text(body), found=found, partial=partial)


def _json_object(body: bytes) -> JsonObject | None:
    try:
        data = wire.parse_json(body)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def unreadable(what: str, body: bytes, meta: HttpMeta) -> ResponseValidationError:
    """The error for a body, or a stream's event, that is no JSON object."""
    problem = "is not a JSON object" if body.strip() else "is empty"
    return ResponseValidationError(
        f"the server answered {meta.status}, and the {what} {problem}",
        status_code=meta.status,
        http_meta=meta,
        body=kept_text(body),
    )


def kept_text(body: bytes) -> str:
    """The beginning of a body as text, as much of it as an error keeps."""
    return body[: 4 * KEPT_BODY].decode("utf-8", "replace")[:KEPT_BODY]


def find_error(data: JsonObject) -> JsonObject | None:
    """The error object in a body or an event, wherever it stands; None when there is none. ``{}`` says no more than
    that there was one.
    """
    error = data.get("error")
    choices = data.get("choices")
    if error or (error is not None and error is not False and not choices):
        return (
            error
            if isinstance(error, dict)
            else {"message": error}
            if isinstance(error, str)
            else {}
        )
    if isinstance(choices, list):
        for choice in choices:
            if isinstance(choice, dict):
                error = choice.get("error")
                if error:
                    return error if isinstance(error, dict) else {"message": str(error)[:1000]}
                if choice.get("finish_reason") == "error":
                    native = choice.get("native_finish_reason")
                    reason = native if isinstance(native, str) else "no reason given"
                    return {"message": f"the provider ended the answer with an error ({reason})"}
    if data.get("object") == "response" and data.get("status") == "failed":
        return {}
    return None


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
    code = _code(error.get("code"))
    number = code if isinstance(code, int) else _code(error.get("http_status"))
    # The Responses API has its finer class beside the error object.
    types = [holder.get("error_type") for holder in (error, metadata or {}, data)]
    error_type = _first_text(*types, error.get("type"))
    if not (isinstance(number, int) and number >= 400):
        number = None  # 0 and 200 are said by servers that have nothing to say
    words = (*types, code, error.get("type"))
    cls = _class_of(meta.status, number, words)
    status = (
        meta.status if meta.status >= 400 else number if isinstance(number, int) else cls.STATUS
    )
    said = (availability or {}).get("retryable")
    provider = (metadata or {}).get("provider_name")
    message = _first_text(error.get("message"), data.get("message"), data.get("detail"))
    user_id = data.get("user_id")
    return cls(
        message or _default_message(meta.status, status, body),
        status_code=meta.status,
        code=code if code is not None else number if isinstance(number, int) else None,
        error_type=error_type,
        provider_name=provider if isinstance(provider, str) else None,
        upstream=_upstream((metadata or {}).get("raw")),
        metadata=metadata,
        availability=availability,
        retry_after=retry_after(meta.headers, availability, now=now),
        retryable=said if isinstance(said, bool) else status in _PASSING,
        user_id=user_id if isinstance(user_id, str) else None,
        partial=partial,
        http_meta=meta,
        body=body,
    )


def _class_of(status: int, number: object, words: Iterable[object]) -> type[APIError]:
    if status >= 400:
        return BY_STATUS.get(status, OpenRouterDefaultError)
    if isinstance(number, int):
        return BY_STATUS.get(number, OpenRouterDefaultError)
    for word in words:
        if isinstance(word, str) and word in BY_WORD:
            return BY_WORD[word]
    return OpenRouterDefaultError


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


def _default_message(http_status: int, status: int | None, body: str | None) -> str:
    """What to say where the body has no message: what the status means, or the body, where it is a text and no
    page.
    """
    if 300 <= http_status < 400:
        return _TITLES[300]
    if status in _TITLES:
        return _TITLES[status]
    if http_status >= 400:
        said = " ".join((body or "").split())
        readable = said and said[0] not in "<{["
        return f"the server answered {http_status}" + (
            f": {said[:200]}" if readable else " and said no more"
        )
    return "the server reported an error and said no more"


def delivered(data: JsonObject) -> bool:
    """Whether some of the answer, or its bill, came with an error: then it is not asked for again."""
    if data.get("usage") or data.get("output"):
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
