"""No key at all: a workload shows who it is, and gets access tokens of at most 15 minutes, again and again.

pip install .                                                       once, in a clone of the project
python examples/workload_identity.py                                a stand-in server on this machine answers
python examples/workload_identity.py POLICY /var/run/secrets/tokens/openrouter
                                                                    OpenRouter, with the token that is in that file

The policy is one of openrouter.ai/settings (Workload identity): it says whose tokens are trusted, and as which of your
keys they act. The file is what Kubernetes calls a projected service account token; it is read anew for each exchange,
because whoever wrote it renews it too. Exit status: 0 after an answer, 1 after a failure.
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
    """Gives the access token that is good now: ``OpenRouterCore(api_key=WorkloadKey(...))``, in async code
    ``OpenRouterCore(api_key=WorkloadKey(...).in_tasks)``. One serves all threads, tasks and event loops.

    Arguments:
        core: by which tokens are exchanged; it needs no key.
        policy: the id of the federation policy.
        identity: gives the workload's own token, a JWT; called for each exchange.
        early: how many seconds before its end a token is renewed, while it still serves all others.
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
        # Always put in place as a whole, so that no thread sees the time of one token and the text of another.
        self._known = ("", float("-inf"), float("-inf"))

    def __call__(self) -> str:
        """The token. Whoever finds it old renews it; meanwhile the others go on with it, or wait where it has ended.

        Raises:
            OpenRouterError: there is none, and the exchange failed; the call that wanted it is an `Err`.
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
        """The same for async code: an exchange is made in a thread, and keeps no event loop waiting."""
        token, renewal, _ = self._known
        return token if self._now() < renewal else await asyncio.to_thread(self)

    def _renewed(self, old: str, end: float) -> str:
        begun = self._now()  # before the exchange: the token's time may have begun then
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
                raise OpenRouterError("the exchange gave no token")
            case Err(error):
                if self._now() < end:
                    log.warning(
                        "the token could not be renewed, and is good for a while: %s", error
                    )
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
    """Two calls, of which the second needs no exchange."""
    with OpenRouterCore(api_key=key, server_url=server_url) as core:
        return ask(core) and ask(core)


def main(arguments: list[str]) -> int:
    if len(arguments) == 2:
        policy, file = arguments
        with OpenRouterCore() as exchange:
            key = WorkloadKey(exchange, policy, lambda: Path(file).read_text("ascii").strip())
            return 0 if ask_twice(key) else 1
    print("A stand-in answers; POLICY and FILE make it OpenRouter.")
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
