"""What frozen classes share is what attrs would have made for each."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from openrouter_core import (
    BackoffStrategy,
    Hooks,
    HttpMeta,
    PreparedRequest,
    RequestOptions,
    RetryConfig,
    Timeout,
)
from openrouter_core.hooks import ErrorEvent, ResponseEvent, RetryEvent
from openrouter_core.models import RateLimit
from openrouter_core.models._frozen import Frozen, Shown
from openrouter_core.models.errors import APIConnectionError

REQUEST = PreparedRequest(
    operation="f", method="GET", url="http://a", headers={"X-Api-Key": "k"}, content=b"abc"
)
META = HttpMeta(status=200, headers={"a": "b"})
ERROR = APIConnectionError("gone")
VALUES: list[tuple[Any, str]] = [
    (Timeout(total=5), "Timeout(connect=UNSET, read=UNSET, write=UNSET, pool=UNSET, total=5)"),
    (RateLimit(1, 0), "RateLimit(limit=1, remaining=0, reset=None)"),
    (
        RetryConfig("none"),
        "RetryConfig(strategy='none', backoff=BackoffStrategy(initial_interval=0.5, max_interval=8.0, exponent=2.0, "
        "max_elapsed_time=60.0), max_retries=2, retry_codes=None, retry_connection_errors=None)",
    ),
    (
        Hooks(),
        "Hooks(before_request=(), after_response=(), on_error=(), on_retry=(), on_result=(), collect_streams=False)",
    ),
    (
        REQUEST,
        "PreparedRequest(operation='f', method='GET', url='http://a', headers={'X-Api-Key': '***'}, "
        "content=<3 bytes>, upload=None, stream=False, secret=frozenset())",
    ),
    (
        RequestOptions(x_title="a"),
        "RequestOptions(api_key=None, headers={}, http_referer=None, x_title='a', timeout=None, retries=None, "
        "server_url=None, extra_body=None, extra_query=None, budget=None)",
    ),
    (
        META,
        "HttpMeta(status=200, headers=mappingproxy({'a': 'b'}), attempts=1, elapsed=0.0, url='')",
    ),
]
EVENTS = [
    ResponseEvent(request=REQUEST, http_meta=META),
    ErrorEvent(request=None, error=ERROR),
    RetryEvent(request=REQUEST, error=ERROR, attempt=1, wait=0.5),
]


@pytest.mark.parametrize(("value", "shown"), VALUES, ids=[type(v).__name__ for v, _ in VALUES])
def test_a_value_is_equal_by_its_fields_and_shows_them(value: Any, shown: str) -> None:
    assert repr(value) == shown
    field = attrs.fields(type(value))[0].name
    other = Timeout(connect=1) if isinstance(value, RateLimit) else RateLimit(7)
    assert value == attrs.evolve(value)
    assert value == copy.copy(value)
    assert value != other
    assert value.__eq__(other) is NotImplemented
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, 1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(value, field)


@pytest.mark.parametrize(
    "value", [Timeout(total=5), RetryConfig(), BackoffStrategy(), RateLimit(1), Hooks()]
)
def test_equal_values_have_one_hash_and_travel(value: Any) -> None:
    assert len({value, attrs.evolve(value), pickle.loads(pickle.dumps(value))}) == 1


def test_what_holds_a_mapping_has_no_hash() -> None:
    for value in (META, REQUEST):
        with pytest.raises(TypeError, match="unhashable"):
            hash(value)


def test_values_that_differ_are_not_equal() -> None:
    assert Timeout(total=5) != Timeout(total=6)
    assert Timeout(total=None) != Timeout()
    assert RequestOptions(headers={"a": "b"}) != RequestOptions()


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_is_itself_only_and_shows_its_fields(event: Any) -> None:
    assert event == event
    assert event != attrs.evolve(event)
    assert hash(event)
    assert repr(event).startswith(f"{type(event).__name__}(request=")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.request = None


def test_it_is_what_attrs_makes() -> None:
    shared = attrs.frozen(slots=False, eq=False, repr=False)

    @shared
    class Ours(Frozen):
        a: int
        b: str = attrs.field(default="", repr=False)
        c: float = attrs.field(default=0.0, eq=False, repr=lambda c: f"<{c}>")

    @attrs.frozen(slots=False)
    class Theirs:
        a: int
        b: str = attrs.field(default="", repr=False)
        c: float = attrs.field(default=0.0, eq=False, repr=lambda c: f"<{c}>")

    for cls in (Ours, Theirs):
        made: Any = cls
        assert repr(made(1, "x", 2.5)) == f"{cls.__name__}(a=1, c=<2.5>)"
        assert made(1, "x", 2.5) == made(1, "x", 3.5) != made(1, "y", 2.5)
        assert hash(made(1, "x", 2.5)) == hash(made(1, "x", 3.5))
    assert issubclass(Frozen, Shown)
