"""No stored key: a workload proves its identity, and gets access tokens that are valid for up to 15 minutes.

pip install .                                                       once, in a clone of the project
python examples/workload_identity.py                                a local server on this machine answers
python examples/workload_identity.py POLICY /var/run/secrets/tokens/openrouter
                                                                    OpenRouter, with the token that is in that file

POLICY is the id of a policy from openrouter.ai/settings (Workload identity). It says whose tokens are trusted, and
which of your keys they stand for. Kubernetes calls the file a projected service account token. It is read again for
each exchange, because Kubernetes renews it. Exit status: 0 after an answer, 1 after a failure.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

from openrouter_core import Err, Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.oauth_create_oauth_token import oauth_create_oauth_token
from openrouter_core.models import OAuthTokenParams
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.testing import LocalServer

log = logging.getLogger("workload_identity")


class WorkloadKey:
    """Returns a valid access token: use ``OpenRouterCore(api_key=WorkloadKey(...))``, and in async code
    ``OpenRouterCore(api_key=WorkloadKey(...).in_tasks)``. One object serves all threads, tasks and event loops.

    Arguments:
        core: exchanges the tokens; it needs no key.
        policy: the id of the federation policy.
        identity: returns the workload's own token, a JWT; called for each exchange.
        early: how many seconds before its end a token is renewed. Meanwhile the others use the old one.
        now: a clock that never goes back, in seconds.
    """

    def __init__(
        self,
        core: OpenRouterCore,
        policy: str,
        identity: Callable[[], str],
        *,
        early: float = 60.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._core = core
        self._policy = policy
        self._identity = identity
        self._early = early
        self._now = now
        self._lock = threading.Lock()
        # One tuple is replaced by another, so no thread sees the text of one token with the time of another.
        self._known = ("", float("-inf"), float("-inf"))

    def __call__(self) -> str:
        """The token. The first thread that finds it old renews it. The others use the old one, or wait if it has ended.

        Raises:
            OpenRouterError: there is no valid token, and the exchange failed; the call that needs it is an `Err`.
        """
        token, renewal, end = self._known
        if self._now() < renewal:
            return token
        with_time_left = self._now() < end
        if not self._lock.acquire(blocking=not with_time_left):
            return token
        try:
            token, renewal, end = self._known  # another thread may have been here
            if self._now() >= renewal:
                token = self._renewed(token, end)
            return token
        finally:
            self._lock.release()

    async def in_tasks(self) -> str:
        """The same for async code: the exchange runs in a thread, and does not block the event loop."""
        token, renewal, _ = self._known
        return token if self._now() < renewal else await asyncio.to_thread(self)

    def _renewed(self, old: str, end: float) -> str:
        begun = self._now()  # before the exchange, because the time of the token may begin then
        request = OAuthTokenParams(
            federation_policy_id=self._policy, subject_token=self._identity()
        )
        match oauth_create_oauth_token(self._core, request):
            case Ok(given) if given.access_token:
                seconds = given.expires_in or 0
                renewal = begun + max(seconds - self._early, seconds / 2)
                self._known = (given.access_token, renewal, begun + seconds)
                return given.access_token
            case Ok(_):
                raise OpenRouterError("the exchange returned no token")
            case Err(error):
                if self._now() < end:
                    log.warning("the token could not be renewed, but is still valid: %s", error)
                    return old
                raise error


def ask(core: OpenRouterCore) -> bool:
    """Ask, and print the answer."""
    question = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
    match chat_send(core, question):
        case Ok(response):
            print(response.text)
            return True
        case Err(error):
            print("no answer:", error, "from", error.__cause__, file=sys.stderr)
            return False


def ask_twice(key: WorkloadKey, server_url: str | None = None) -> bool:
    """Make two calls. The second one needs no exchange."""
    with OpenRouterCore(api_key=key, server_url=server_url) as core:
        return ask(core) and ask(core)


def main(arguments: list[str]) -> int:
    if len(arguments) == 2:
        policy, file = arguments
        with OpenRouterCore() as exchange:
            key = WorkloadKey(exchange, policy, lambda: Path(file).read_text("ascii").strip())
            return 0 if ask_twice(key) else 1
    print("A local server answers. With POLICY and FILE, OpenRouter does.")
    claims = b'{"iss":"https://ci.example","sub":"nightly"}'
    own = f"{_encoded(b'{}')}.{_encoded(claims)}.{_encoded(b'signature')}"
    with (
        LocalServer(answer="Paris.", api_key="nobody has it") as server,
        OpenRouterCore(server_url=server.url) as exchange,
    ):
        done = ask_twice(WorkloadKey(exchange, "a-policy", lambda: own), server.url)
        exchanges = sum(request.path.endswith("/oauth/token") for request in server.requests)
        print(f"{exchanges} exchange for {len(server.requests) - exchanges} calls")
    return 0 if done else 1


def _encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
