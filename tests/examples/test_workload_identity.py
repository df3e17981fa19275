"""examples/workload_identity.py: access tokens in place of a key, renewed before they end, by one of many at once."""

from __future__ import annotations

import asyncio
import importlib.util
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RetryConfig
from openrouter_core.funcs.credits_get_credits import credits_get_credits, credits_get_credits_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.testing.record import RecordedRequest

if TYPE_CHECKING:
    from tests.examples.conftest import Programs

FILE = Path(__file__).parents[2] / "examples" / "workload_identity.py"
JWT = "e30.e30.c2ln"


def load() -> Any:
    spec = importlib.util.spec_from_file_location("workload_identity", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


example = load()


class World:
    """A server that gives tokens, and a clock that is set by hand."""

    def __init__(self, server: LocalServer) -> None:
        self.server = server
        self.time = 1000.0
        self.identities: list[str] = []
        self.exchange = OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none"))
        self.key = example.WorkloadKey(
            self.exchange, "a-policy", self._identity, now=lambda: self.time
        )

    def _identity(self) -> str:
        self.identities.append(JWT)
        return JWT

    @property
    def exchanges(self) -> int:
        return sum(request.path.endswith("/oauth/token") for request in self.server.requests)


@pytest.fixture
def world() -> Iterator[World]:
    with LocalServer() as server:
        made = World(server)
        yield made
        made.exchange.close()


def slow(server: LocalServer, seconds: float = 0.2) -> None:
    """Let each exchange take a while, so that many come meanwhile."""
    numbers = iter(range(1, 1000))

    def answer(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = {"access_token": f"token-{next(numbers)}", "expires_in": 900, "token_type": "Bearer"}
        return Reply.json(body).delayed(seconds)

    server.route("POST", "/oauth/token", answer, needs_key=False)


def test_without_arguments_a_stand_in_answers(programs: Programs) -> None:
    done = programs.run("workload_identity")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == ["Paris.", "Paris.", "1 exchange for 2 calls"]


def test_with_a_policy_and_a_file_the_api_is_asked(programs: Programs, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{JWT}\n")
    with LocalServer(answer="Paris.", api_key="nobody has it") as server:
        env = {"OPENROUTER_SERVER_URL": server.url}
        done = programs.run("workload_identity", "the-policy", str(file), env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["Paris.", "Paris."]
    exchange, first, second = server.requests
    assert f"subject_token={JWT}" in exchange.body.decode()
    assert "federation_policy_id=the-policy" in exchange.body.decode()
    assert "authorization" not in exchange.headers
    assert first.headers["authorization"] == second.headers["authorization"]


def test_a_refusal_goes_to_stderr_and_into_the_exit_status(
    programs: Programs, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text("no-jwt")
    with LocalServer() as server:
        env = {"OPENROUTER_SERVER_URL": server.url}
        done = programs.run("workload_identity", "the-policy", str(file), env=env)
    assert (done.returncode, done.stdout) == (1, "")
    assert "The subject token is no JWT" in done.stderr


def test_a_token_serves_until_shortly_before_its_end(world: World) -> None:
    first = world.key()
    world.time += 839
    assert world.key() == first
    world.time += 1
    assert world.key() != first
    assert world.exchanges == len(world.identities) == 2


def test_a_short_token_serves_for_half_of_its_time(world: World) -> None:
    world.server.enqueue(Reply.json({"access_token": "short", "expires_in": 40}))
    assert world.key() == "short"
    world.time += 19
    assert world.key() == "short"
    world.time += 1
    assert world.key() != "short"


def test_a_token_that_tells_no_time_serves_once(world: World) -> None:
    world.server.enqueue(Reply.json({"access_token": "once"}))
    assert world.key() == "once"
    assert world.key() != "once"


def test_of_many_threads_one_exchanges(world: World) -> None:
    slow(world.server)
    with ThreadPoolExecutor(16) as pool:
        tokens = set(pool.map(lambda _: world.key(), range(64)))
    assert tokens == {"token-1"}
    assert world.exchanges == 1


def test_of_many_tasks_one_exchanges_and_the_loop_goes_on(world: World) -> None:
    slow(world.server)
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    async def ask() -> set[Any]:
        with_key = OpenRouterCore(world.key.in_tasks, server_url=world.server.url)
        async with with_key as core:
            counting = asyncio.create_task(count())
            results = await asyncio.gather(*(credits_get_credits_async(core) for _ in range(32)))
            counting.cancel()
        return {type(result) for result in results}

    assert asyncio.run(ask()) == asyncio.run(ask()) == {Ok}
    assert world.exchanges == 1
    assert turns > 3
    assert {
        request.headers["authorization"]
        for request in world.server.requests
        if request.path.endswith("/credits")
    } == {"Bearer token-1"}


def test_while_one_renews_the_others_go_on_with_the_old_token(world: World) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def identity() -> str:
        begun.set()
        assert go_on.wait(10)
        return JWT

    key = example.WorkloadKey(world.exchange, "a-policy", identity, now=lambda: world.time)
    go_on.set()
    first = key()
    begun.clear()
    go_on.clear()
    world.time += 850
    renewing = threading.Thread(target=key)
    renewing.start()
    assert begun.wait(10)
    assert key() == first  # at once: the other thread waits for us
    go_on.set()
    renewing.join()
    assert key() != first
    assert world.exchanges == 2


def test_where_no_renewal_succeeds_the_old_token_serves_to_its_end(world: World) -> None:
    first = world.key()
    world.server.always(Reply.json({"error": "temporarily_unavailable"}, 503))
    world.time += 850
    assert world.key() == first
    world.time += 50
    with pytest.raises(errors.ServiceUnavailableResponseError):
        world.key()
    world.server.always(None)
    assert world.key() not in ("", first)


def test_a_call_without_a_token_is_an_err_that_says_why(world: World) -> None:
    refusal = {"error": "invalid_grant", "error_description": "Not trusted"}
    world.server.enqueue(Reply.json(refusal, 400))
    with OpenRouterCore(world.key, server_url=world.server.url) as core:
        result = credits_get_credits(core)
    assert isinstance(result, Err)
    assert isinstance(result.failure(), errors.UnexpectedClientError)
    cause = result.failure().__cause__
    assert isinstance(cause, errors.BadRequestResponseError)
    assert (cause.code, cause.message) == ("invalid_grant", "Not trusted")
    assert world.exchanges == len(world.server.requests) == 1


def test_no_token_is_in_what_is_printed(world: World) -> None:
    token = world.key()
    core = OpenRouterCore(world.key, server_url=world.server.url)
    assert token not in repr(core) + repr(world.key)
