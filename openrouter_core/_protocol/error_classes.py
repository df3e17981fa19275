"""The class of an error: by an HTTP status, by a number in a body, or by a word that a server wrote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from openrouter_core.models import errors
from openrouter_core.models.errors import APIError, OpenRouterDefaultError

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
    "invalid_grant": errors.BadRequestResponseError,
    "invalid_scope": errors.BadRequestResponseError,
    "invalid_target": errors.BadRequestResponseError,
    "unauthorized_client": errors.BadRequestResponseError,
    "unsupported_grant_type": errors.BadRequestResponseError,
    "authentication": errors.UnauthorizedResponseError,
    "authentication_error": errors.UnauthorizedResponseError,
    "invalid_api_key": errors.UnauthorizedResponseError,
    "invalid_client": errors.UnauthorizedResponseError,
    "payment_required": errors.PaymentRequiredResponseError,
    "insufficient_quota": errors.PaymentRequiredResponseError,
    "billing_error": errors.PaymentRequiredResponseError,
    "permission_denied": errors.ForbiddenResponseError,
    "permission_error": errors.ForbiddenResponseError,
    "access_denied": errors.ForbiddenResponseError,
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
    "conflict": errors.ConflictResponseError,
    "conflict_error": errors.ConflictResponseError,
    "already_exists": errors.ConflictResponseError,
    "gone": errors.GoneResponseError,
    "payload_too_large": errors.PayloadTooLargeResponseError,
    "request_too_large": errors.PayloadTooLargeResponseError,
    "unprocessable": errors.UnprocessableEntityResponseError,
    "idempotency_key_reused": errors.UnprocessableEntityResponseError,
    "rate_limit_exceeded": errors.TooManyRequestsResponseError,
    "rate_limit_error": errors.TooManyRequestsResponseError,
    "client_closed_request": errors.ClientClosedRequestResponseError,
    "server": errors.InternalServerResponseError,
    "server_error": errors.InternalServerResponseError,
    "internal_error": errors.InternalServerResponseError,
    "internal_server_error": errors.InternalServerResponseError,
    "api_error": errors.InternalServerResponseError,
    "bad_gateway": errors.BadGatewayResponseError,
    "provider_unavailable": errors.ServiceUnavailableResponseError,
    "service_unavailable": errors.ServiceUnavailableResponseError,
    "temporarily_unavailable": errors.ServiceUnavailableResponseError,
    "gateway_timeout": errors.GatewayTimeoutResponseError,
    "provider_overloaded": errors.ProviderOverloadedResponseError,
    "overloaded_error": errors.ProviderOverloadedResponseError,
}
"""`error_type` values and string codes, OpenRouter's and those that providers' servers use (the list grows)."""


def class_of(status: int, number: object, words: Iterable[object]) -> type[APIError]:
    """The class for an HTTP status from 400 up, else for the body's number, else for the first word that is known."""
    if status >= 400:
        return BY_STATUS.get(status, OpenRouterDefaultError)
    if isinstance(number, int):
        return BY_STATUS.get(number, OpenRouterDefaultError)
    for word in words:
        if isinstance(word, str) and word in BY_WORD:
            return BY_WORD[word]
    return OpenRouterDefaultError
