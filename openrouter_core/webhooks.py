"""Events that OpenRouter sends when a job has ended: `verify` checks that one is from OpenRouter, and reads it.

A job that was begun with a ``callback_url`` sends an event when it has ended, with or without a result. Anybody can
send anything to that URL, so do not use an event before its signature has been checked. The secret of the signature
belongs to the workspace; it is not the API key.
"""

from __future__ import annotations

import hmac
import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from openrouter_core._check import SECRET, invalid
from openrouter_core.clock import SYSTEM_CLOCK, Clock
from openrouter_core.models.errors import (
    ResponseValidationError,
    SDKValidationError,
    WebhookVerificationError,
)
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.models import BatchWebhookEvent, UnknownWebhookEvent, VideoWebhookEvent

    WebhookEvent: TypeAlias = VideoWebhookEvent | BatchWebhookEvent | UnknownWebhookEvent

SIGNATURE: Final = "X-OpenRouter-Signature"
IDEMPOTENCY_KEY: Final = "X-OpenRouter-Idempotency-Key"
_EVENTS: Final = {"video.generation.": "VideoWebhookEvent", "batch.": "BatchWebhookEvent"}
_TIMESTAMP: Final = re.compile("[0-9]{1,15}", re.ASCII)
_MOST: Final = 10
"""How many signatures of one event are looked at: each costs a pass over the body."""
_KEPT: Final = 65_536


def verify(
    body: bytes | str,
    headers: object,
    secret: str | bytes,
    tolerance: float = 300,
    *,
    clock: Clock = SYSTEM_CLOCK,
) -> (
    Ok[WebhookEvent] | Err[WebhookVerificationError | SDKValidationError | ResponseValidationError]
):
    """Check that an event is from OpenRouter and not too old, and read it. Never raises.

    The signature is the HMAC-SHA256 (RFC 2104) of the time, a comma and the body as it came, in the header
    ``X-OpenRouter-Signature: t=<seconds>,v1=<hexadecimal>``; it is compared in constant time. An event may arrive
    twice, both times with the same `idempotency_key`.

    Arguments:
        body: the request's body as it came. JSON that was parsed and written again has other bytes.
        headers: the request's headers: a mapping, or pairs of a name and a value, as strings or bytes, in upper or
            lower case; also the environment of WSGI, with names such as ``HTTP_X_OPENROUTER_SIGNATURE``.
        secret: the secret for signing webhooks, from the workspace's settings.
        tolerance: how many seconds the signature's time and this machine's time may differ. This refuses an event
            that somebody has kept and sends again.
        clock: where the time comes from; tests give their own.

    Returns:
        ``Ok`` of a `VideoWebhookEvent` or a `BatchWebhookEvent`; or of an `UnknownWebhookEvent` for an event of
        OpenRouter's that this version does not know.

    Errors:
        WebhookVerificationError: the signature is missing, wrong or too old; answer with 401, for example.
        ResponseValidationError: the signature is right, but the body is not an event.
        SDKValidationError: an argument is wrong, such as an empty secret.

    Example:
        >>> from openrouter_core.testing import sign_webhook
        >>> body = b'{"type": "video.generation.completed", "data": {"id": "job-1", "status": "completed"}}'
        >>> verify(body, sign_webhook(body, "whsec_1"), "whsec_1").unwrap().data.id
        'job-1'
        >>> str(verify(body + b" ", sign_webhook(body, "whsec_1"), "whsec_1").failure())
        'no signature matches: the body is not as it was sent, or the secret is wrong'
    """
    try:
        raw = _as_bytes("body", "the body as it came, as bytes or a string", body, body)
        got = None if secret is None else SECRET  # None: a variable that was not set
        key = _as_bytes("secret", "a secret that is not empty", secret, got)
        if not key:
            raise invalid("secret", "a secret that is not empty", "")
        if (
            isinstance(tolerance, bool)
            or not isinstance(tolerance, int | float)
            or not 0 <= tolerance < math.inf
        ):
            raise invalid("tolerance", "a number of seconds, at least 0", tolerance)
        found = _found_headers(headers)
        _check(raw, found.get(SIGNATURE.lower(), []), key, tolerance, clock.wall())
        return Ok(_read_event(raw, found.get(IDEMPOTENCY_KEY.lower(), [])))
    except (WebhookVerificationError, SDKValidationError, ResponseValidationError) as error:
        error.__traceback__ = None  # it is a value now
        return Err(error)


def _check(body: bytes, lines: list[str], secret: bytes, tolerance: float, now: float) -> None:
    """Raise WebhookVerificationError unless one of the signatures is right and new."""
    if not lines:
        raise WebhookVerificationError(f"the header {SIGNATURE} is missing")
    signatures = _signatures(",".join(lines))
    if not signatures:
        raise WebhookVerificationError(
            f"the header {SIGNATURE} does not have the form t=<seconds>,v1=<hexadecimal>",
            got=lines[0][:200],
        )
    for time, digests in signatures[:_MOST]:
        wanted = hmac.digest(secret, f"{time},".encode() + body, "sha256").hex().encode()
        if not any(hmac.compare_digest(wanted, digest) for digest in digests):
            continue
        age = now - int(time)
        if abs(age) <= tolerance:
            return
        what = f"{age:.0f} s ago" if age > 0 else f"{-age:.0f} s ahead of this machine's clock"
        raise WebhookVerificationError(
            f"the signature is right, but it was made {what}; tolerance={tolerance:g} s allows less"
        )
    raise WebhookVerificationError(
        "no signature matches: the body is not as it was sent, or the secret is wrong"
    )


def _signatures(header: str) -> list[tuple[str, list[bytes]]]:
    """The times in a header, each with the signatures behind it.

    >>> _signatures("t=5,v1=AA,v1=bb,v2=cc, t=6, v1=dd, v1=")
    [('5', [b'aa', b'bb']), ('6', [b'dd'])]
    """
    found: list[tuple[str, list[bytes]]] = []
    for part in header.split(","):
        name, _, value = part.strip().partition("=")
        if name == "t" and _TIMESTAMP.fullmatch(value):
            found.append((value, []))
        elif name == "t":
            found.append(("", []))  # what follows belongs to no time
        elif name == "v1" and value and found and len(found[-1][1]) < _MOST:
            found[-1][1].append(value.lower().encode("utf-8", "replace"))
    return [(time, digests) for time, digests in found if time and digests]


def _read_event(body: bytes, keys: list[str]) -> Any:
    """The event that a body holds.

    Raises:
        ResponseValidationError: it holds none.
    """
    from openrouter_core import models, wire  # with cattrs' cost, which an import does without

    try:
        data = wire.parse_json(body)
    except ValueError:
        data = None
    kind = data.get("type") if isinstance(data, dict) else None
    if not isinstance(kind, str):
        raise ResponseValidationError(
            "the signature is right, but the body is not an event: expected a JSON object with a type",
            body=body[:_KEPT].decode("utf-8", "replace"),
        )
    named = next((_EVENTS[prefix] for prefix in _EVENTS if kind.startswith(prefix)), None)
    event = wire.structure(data, getattr(models, named or "UnknownWebhookEvent"))
    if keys:
        event.__dict__["idempotency_key"] = keys[0]
    return event


def _found_headers(headers: object) -> dict[str, list[str]]:
    """The values of all headers, by their names in lower case.

    Raises:
        SDKValidationError: these are not headers.
    """
    found: dict[str, list[str]] = {}
    try:
        for name, value in _pairs(headers):
            # WSGI: "HTTP_X_OPENROUTER_SIGNATURE"
            plain = _header_text(name).lower().replace("_", "-").removeprefix("http-")
            values = value if isinstance(value, list | tuple) else (value,)
            if plain in (SIGNATURE.lower(), IDEMPOTENCY_KEY.lower()):
                found.setdefault(plain, []).extend(_header_text(each) for each in values)
    except Exception:  # a mapping of the user's own may raise anything
        raise invalid("headers", "a mapping, or pairs of a name and a value", headers) from None
    return found


def _pairs(headers: Any) -> Iterable[tuple[Any, Any]]:
    items: Iterable[Any] = headers.items() if hasattr(headers, "items") else headers
    if isinstance(headers, str | bytes) or not isinstance(items, Iterable):
        raise TypeError
    return items


def _header_text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _as_bytes(path: str, expected: str, value: object, got: object) -> bytes:
    if isinstance(value, str):
        try:
            return value.encode()
        except UnicodeEncodeError:
            raise invalid(path, "text that UTF-8 can write", SECRET) from None
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    raise invalid(path, expected, got)
