"""Hooks are typed: a lambda's argument is known, and a function for another event is refused."""

import functools
from typing import assert_type

import attrs

from openrouter_core import (
    AnyError,
    ErrorEvent,
    Hooks,
    HttpMeta,
    OpenRouterCore,
    PreparedRequest,
    RequestOptions,
    ResponseEvent,
    ResultEvent,
    RetryEvent,
)
from openrouter_core.budget import Budget

seen: list[ResultEvent] = []


def add_header(request: PreparedRequest) -> PreparedRequest:
    return attrs.evolve(request, headers={**request.headers, "X-A": "b"})


async def add_header_async(request: PreparedRequest) -> PreparedRequest | None:
    return None


def on_response(event: ResponseEvent) -> None:
    assert_type(event.http_meta, HttpMeta)


def on_error(event: ErrorEvent) -> None:
    assert_type(event.error, AnyError)
    assert_type(event.request, PreparedRequest | None)


async def on_retry(event: RetryEvent) -> None:
    assert_type(event.wait, float)


def on_result(event: ResultEvent, prefix: str = "") -> int:
    assert_type(event.cost, float | None)
    assert_type(event.input_tokens, int | None)
    assert_type(event.error, AnyError | None)
    assert_type(event.finish_reasons, tuple[str, ...])
    assert_type(event.http_meta, HttpMeta | None)
    assert_type(event.model, str | None)
    return 5


def test_what_hooks_take() -> None:
    Hooks(
        before_request=[add_header, add_header_async, print],
        after_response=on_response,
        on_error=on_error,
        on_retry=[on_retry],
        on_result=(on_result, functools.partial(on_result, prefix="a"), seen.append, print),
    )
    Hooks(on_result=lambda event: print(event.operation, event.cost))
    Hooks(on_result=lambda event: seen.append(event), collect_streams=True)
    Hooks(before_request=lambda request: attrs.evolve(request, url=request.url))


def test_a_misspelt_field_is_seen() -> None:
    Hooks(on_result=lambda event: print(event.costs))  # rejected: costs


def test_a_function_for_another_event_is_seen() -> None:
    Hooks(on_result=on_error)  # rejected: ErrorEvent
    Hooks(before_request=on_response)  # rejected: ResponseEvent


def test_a_budget() -> None:
    budget = Budget(max_cost=5, estimate=0.01)
    OpenRouterCore(budget=budget).with_options(budget=None)
    RequestOptions(budget=budget.estimating(0.5))
    assert_type(budget.spent, float)
    assert_type(budget.reserved, float)
    OpenRouterCore(budget=5)  # rejected: Budget
