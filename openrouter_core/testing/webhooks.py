"""What the server sends when a job has ended: a signed event, to the job's callback URL."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

WEBHOOK_SECRET = "whsec_localserver"
"""The default signing secret of the server."""
DELAY = 0.05  # seconds after which a job with a callback URL ends by itself
_TRIES = 3
_TIMEOUT = 5.0


def sign_webhook(
    body: bytes | str, secret: str = WEBHOOK_SECRET, *, timestamp: int | None = None
) -> dict[str, str]:
    """The headers with which OpenRouter would send an event, to test your own receiver.

    Args:
        body: the event as it is sent.
        secret: the signing secret of the workspace.
        timestamp: when it was signed, in seconds since the epoch; by default now.

    >>> sign_webhook("{}", "s", timestamp=1)["X-OpenRouter-Signature"][:9]
    't=1,v1=20'
    """
    raw = body.encode() if isinstance(body, str) else body
    signed_at = int(time.time()) if timestamp is None else timestamp
    digest = hmac.new(secret.encode(), f"{signed_at},".encode() + raw, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-OpenRouter-Signature": f"t={signed_at},v1={digest}",
        "X-OpenRouter-Idempotency-Key": f"evt_{hashlib.sha256(raw).hexdigest()[:24]}",
    }


@dataclass(frozen=True, slots=True)
class Webhook:
    """An event that the server sent.

    Fields:
        url: where it was sent.
        headers: its headers, with the signature.
        body: the JSON.
        status: the status that the receiver answered; None if it could not be reached, or was not tried: this server
            only calls receivers on the loopback.
    """

    url: str
    headers: Mapping[str, str]
    body: bytes
    status: int | None

    @property
    def json(self) -> Any:
        """The event."""
        return json.loads(self.body)


class Webhooks:
    """The events that were sent, and the threads that send them.

    Args:
        secret: the signing secret.
    """

    def __init__(self, secret: str = WEBHOOK_SECRET) -> None:
        self._secret = secret
        self._changed = threading.Condition()
        self._sent: list[Webhook] = []

    @property
    def sent(self) -> list[Webhook]:
        """The events so far; a copy."""
        return list(self._sent)

    def forget(self) -> None:
        """Forget the sent events; those being sent are not recorded."""
        self._sent = []

    def wait_for(self, count: int, timeout: float) -> list[Webhook]:
        """The events, as soon as there are `count`; TimeoutError after `timeout` seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._sent) >= count, timeout):
                raise TimeoutError(f"{len(self._sent)} of {count} events after {timeout} s")
        return self.sent

    def send_soon(self, url: str, event: Callable[[], dict[str, Any]]) -> None:
        """Send an event from a separate thread.

        Args:
            event: ends the job, and returns the event.
        """
        sent = self._sent

        def send() -> None:
            time.sleep(DELAY)
            body = json.dumps(event()).encode()
            headers = sign_webhook(body, self._secret)
            status = _post(url, body, headers)
            with self._changed:
                sent.append(Webhook(url, headers, body, status))
                self._changed.notify_all()

        threading.Thread(target=send, name="LocalServer webhook", daemon=True).start()


def problem_of(url: object) -> str | None:
    """What is wrong with a callback_url. The API wants https; a receiver under test is on the loopback."""
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        parts = None
    if parts is None or not parts.hostname:
        return "callback_url: Invalid url"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname)):
        return None
    return "callback_url: must be https"


def _is_loopback(host: str | None) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> int | None:
    """Send until the receiver takes it, a few times at most."""
    if not _is_loopback(urlsplit(url).hostname):
        return None
    from urllib.error import HTTPError
    from urllib.request import ProxyHandler, Request, build_opener

    opener = build_opener(ProxyHandler({}))
    status = None
    for _ in range(_TRIES):
        try:
            with opener.open(Request(url, body, dict(headers)), timeout=_TIMEOUT) as response:
                return int(response.status)
        except HTTPError as error:
            status = error.code
        except OSError:
            status = None
        time.sleep(DELAY)
    return status
