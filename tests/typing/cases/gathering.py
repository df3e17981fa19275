"""Many calls at once: items and results keep their types, whatever is called."""

from collections.abc import AsyncIterator, Iterable
from typing import assert_type

import attrs

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, RequestOptions, models
from openrouter_core.budget import Budget
from openrouter_core.concurrent import gather, gather_async
from openrouter_core.funcs.api_keys_get import api_keys_get
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.models.model import JsonObject


@attrs.frozen
class Ticket:
    text: str


@attrs.frozen
class Unclear:
    ticket: Ticket


def test_an_operation_is_called_for_requests(
    core: OpenRouterCore, requests: Iterable[JsonObject]
) -> None:
    for request, result in gather(
        core, chat_send, requests, in_flight=20, budget=Budget(max_cost=5)
    ):
        assert_type(request, JsonObject)
        match result:
            case Ok(response):
                assert_type(response, models.ChatResponse)
            case Err(error):
                assert_type(error, AnyError)
    for _, embedded in gather(core, embeddings_generate, requests, ordered=False, progress=True):
        match embedded:
            case Ok(found):
                assert_type(found, models.EmbeddingsResponse)
            case Err(error):
                assert_type(error, AnyError)


def test_a_function_of_ones_own_is_called_for_anything(
    core: OpenRouterCore, tickets: list[Ticket], hashes: list[str]
) -> None:
    def ask(core: OpenRouterCore, ticket: Ticket) -> Ok[str] | Err[AnyError | Unclear]:
        match chat_send(core, {"messages": [{"role": "user", "content": ticket.text}]}):
            case Ok(response):
                return Ok(response.text) if response.text else Err(Unclear(ticket))
            case Err(error):
                return Err(error)

    for ticket, result in gather(core, ask, tickets):
        assert_type(ticket, Ticket)
        if isinstance(result, Ok):
            assert_type(result.unwrap(), str)
        else:
            assert_type(result.failure(), AnyError | Unclear)

    options = RequestOptions(timeout=5)
    for key, found in gather(
        core, lambda core, key: api_keys_get(core, key, options=options), hashes
    ):
        assert_type(key, str)
        if isinstance(found, Ok):
            assert_type(found.unwrap(), models.ApiKeysGetResponse)


async def test_async_too(core: OpenRouterCore, requests: AsyncIterator[JsonObject]) -> None:
    async for request, result in gather_async(core, chat_send_async, requests):
        assert_type(request, JsonObject)
        match result:
            case Ok(response):
                assert_type(response, models.ChatResponse)
            case Err(error):
                assert_type(error, AnyError)


def test_mistakes(core: OpenRouterCore, requests: list[JsonObject]) -> None:
    gather(core, chat_send_async, requests)  # rejected: it is async
    gather_async(core, chat_send, requests)  # rejected: it is sync
    gather(core, chat_send, [1, 2])  # rejected: these are no requests
    gather(chat_send, requests)  # rejected: there is no core
