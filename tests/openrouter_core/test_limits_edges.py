"""Time limits and retry settings at the edges: what is the largest, the smallest, the default, and who is told."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from openrouter_core._check import shown
from openrouter_core.retries import BackoffStrategy, RetryConfig
from openrouter_core.timeouts import Limits, Timeout, check_timeout, limits_of

NO_SECONDS = [0, 0.0, -1, math.inf, math.nan, True, False, "1", b"1", [1], 1j, 10**400, 10**5000]


def test_the_defaults() -> None:
    assert limits_of(stream=False) == Limits(10.0, 300.0, 60.0, 60.0, 600.0)
    assert limits_of(stream=True) == Limits(10.0, 300.0, 60.0, 60.0, None)
    assert limits_of(None, stream=False) == limits_of(stream=False)
    assert attrs.asdict(RetryConfig()) == {
        "strategy": "backoff",
        "backoff": {
            "initial_interval": 0.5,
            "max_interval": 8.0,
            "exponent": 2.0,
            "max_elapsed_time": 60.0,
        },
        "max_retries": 2,
        "retry_codes": None,
        "retry_connection_errors": None,
    }


LAYERS: list[tuple[list[Timeout | float | None], Limits, Limits]] = [
    ([5.0], Limits(5.0, 5.0, 5.0, 5.0, 5.0), Limits(5.0, 5.0, 5.0, 5.0, None)),
    (
        [5.0, Timeout(read=None)],
        Limits(5.0, None, 5.0, 5.0, 5.0),
        Limits(5.0, None, 5.0, 5.0, None),
    ),
    (
        [Timeout(connect=1, read=2, write=3, pool=4, total=5)],
        Limits(1, 2, 3, 4, 5),
        Limits(1, 2, 3, 4, 5),
    ),
    ([Timeout(total=5), 7], Limits(7, 7, 7, 7, 7), Limits(7, 7, 7, 7, 5)),
    ([Timeout(total=None), None], Limits(total=None), Limits(total=None)),
]


@pytest.mark.parametrize(("layers", "whole", "streamed"), LAYERS)
def test_each_layer_over_the_one_before(
    layers: list[Timeout | float | None], whole: Limits, streamed: Limits
) -> None:
    assert limits_of(*layers, stream=False) == whole
    assert limits_of(*layers, stream=True) == streamed


def said(make: Callable[[], object]) -> str | None:
    try:
        make()
    except (ValueError, TypeError) as exc:
        return str(exc)
    return None


@pytest.mark.parametrize("value", NO_SECONDS, ids=shown)
def test_what_is_no_number_of_seconds(value: Any) -> None:
    got = f"got {shown(value)}"
    problem = f"expected a positive number of seconds; {got}"
    wanted = f"timeout: expected a Timeout or a positive number of seconds; {got}"
    assert said(lambda: check_timeout(value)) == wanted
    for name in ("connect", "read", "write", "pool", "total"):
        assert said(lambda name=name: Timeout(**{name: value})) == f"Timeout.{name}: {problem}"  # type: ignore[misc]
    made = said(lambda: BackoffStrategy(exponent=value))
    assert made == f"BackoffStrategy.exponent: expected a number of at least 1; {got}"
    for name in ("initial_interval", "max_interval", "max_elapsed_time"):
        made = said(lambda name=name: BackoffStrategy(**{name: value}))  # type: ignore[misc]
        assert made == f"BackoffStrategy.{name}: {problem}"


def test_what_can_stand_for_a_timeout() -> None:
    for value in (None, 5, 0.001, Timeout(), Timeout(read=None, total=5)):
        check_timeout(value)


MILLISECONDS = "these are seconds (the official SDKs' fields of the same name are milliseconds)"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"max_interval": 600}, None),
        ({"max_interval": 601}, f"max_interval: expected at most 600; got 601; {MILLISECONDS}"),
        ({"initial_interval": 600, "max_interval": 600}, None),
        ({"initial_interval": 500}, f"initial_interval: expected at most max_interval (8); got 500; {MILLISECONDS}"),
        ({"initial_interval": 8}, None),
        ({"initial_interval": 8.5}, f"initial_interval: expected at most max_interval (8); got 8.5; {MILLISECONDS}"),
        ({"exponent": 1}, None),
        ({"exponent": 0.5}, "exponent: expected a number of at least 1; got 0.5"),
        ({"max_elapsed_time": 3600}, None),
    ],
)  # fmt: skip
def test_what_a_backoff_can_be(fields: dict[str, float], problem: str | None) -> None:
    found = said(lambda: BackoffStrategy(**fields))
    assert found == (None if problem is None else f"BackoffStrategy.{problem}")


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (None, None),
        ((), ()),
        (["429", 500, "5xx", "1XX"], ("429", "500", "5XX", "1XX")),
        ("429", "RetryConfig.retry_codes: expected several, such as ('429', '5XX'); got '429'"),
        (429, "RetryConfig.retry_codes: expected several, such as ('429', '5XX'); got 429"),
        *[
            (
                [code],
                f"RetryConfig.retry_codes: expected codes such as '429' and '5XX'; got '{code}'",
            )
            for code in ("600", "099", "42", "4290", "4X9", "XXX", "", "429 ")
        ],
    ],
)
def test_which_codes_can_be_repeated(codes: Any, wanted: object) -> None:
    if isinstance(wanted, str):
        assert said(lambda: RetryConfig(retry_codes=codes)) == wanted
    else:
        assert RetryConfig(retry_codes=codes).retry_codes == wanted


@pytest.mark.parametrize("value", [-1, True, False, 1.0, "1", None])
def test_what_is_no_number_of_retries(value: Any) -> None:
    problem = f"RetryConfig.max_retries: expected an integer of at least 0; got {value!r}"
    assert said(lambda: RetryConfig(max_retries=value)) == problem


def test_what_a_retry_config_can_be() -> None:
    assert RetryConfig("none", max_retries=0).strategy == "none"
    for made in (lambda: RetryConfig("linear"), lambda: RetryConfig(backoff=None)):  # type: ignore[arg-type]
        assert said(made) is not None


@pytest.mark.parametrize("second", [BackoffStrategy(), 3, None, True], ids=repr)
def test_all_but_the_strategy_is_given_by_name(second: Any) -> None:
    given: list[tuple[Any, Any]] = [(RetryConfig, "none"), (BackoffStrategy, 1.0), (Timeout, 1.0)]
    for cls, first in given:
        with pytest.raises(TypeError, match="positional"):
            cls(first, second)
