"""What both checkers lose with returns' own ways to chain, as the docstring of examples/pipeline.py says.

A line that is wrong and unmarked is the loss itself: when a checker learns to reject it, that docstring is out of date.
"""

from typing import assert_type

from returns.future import FutureResult
from returns.io import IOResult
from returns.pipeline import flow
from returns.pointfree import bind, lash
from returns.result import Result

from openrouter_core import Err, Ok


class NoNumber(Exception): ...


class TooLarge(Exception): ...


Problem = NoNumber | TooLarge


def parse(text: str) -> Ok[int] | Err[NoNumber]:
    return Ok(int(text)) if text.isdigit() else Err(NoNumber())


def halve(number: int) -> Ok[float] | Err[TooLarge]:
    return Ok(number / 2) if number < 100 else Err(TooLarge())


def parse_result(text: str) -> Result[int, Problem]:
    return parse(text)


def halve_result(number: int) -> Result[float, Problem]:
    return halve(number)


def takes_bytes(data: bytes) -> Ok[bytes] | Err[TooLarge]:
    return Ok(data)


async def read() -> Ok[str] | Err[NoNumber]:
    return Ok("3")


async def read_result() -> Result[str, Problem]:
    return await read()


def test_flow_is_whatever_the_annotation_says() -> None:
    def chained(text: str) -> Ok[float] | Err[Problem]:
        return flow(parse(text), bind(halve))

    def another_value(text: str) -> Ok[bytes] | Err[Problem]:
        return flow(parse(text), bind(halve))

    def a_forgotten_error(text: str) -> Ok[float] | Err[NoNumber]:
        return flow(parse(text), bind(halve))

    def no_result_at_all(text: str) -> int:
        return flow(parse(text), bind(halve))

    _ = chained, another_value, a_forgotten_error, no_result_at_all


def test_flow_takes_steps_that_do_not_fit_together() -> None:
    def wrong_order(text: str) -> Ok[float] | Err[Problem]:
        return flow(parse(text), bind(takes_bytes), bind(halve))

    def wrong_rescue(text: str) -> Ok[float] | Err[Problem]:
        return flow(parse(text), lash(takes_bytes))

    def results_do_not_help(text: str) -> Result[float, Problem]:
        return flow(parse_result(text), bind(parse_result), bind(halve_result))

    _ = wrong_order, wrong_rescue, results_do_not_help


def test_methods_of_a_result_with_one_error_type_keep_the_types() -> None:
    assert_type(parse_result("3").bind(halve_result), Result[float, Problem])
    parse_result("3").bind(parse_result)  # rejected: parse_result takes a str, not an int


def test_a_future_result_of_a_union_does_not_know_its_value() -> None:
    FutureResult(read()).map(takes_bytes)


async def test_a_future_result_with_one_error_type_keeps_the_types() -> None:
    future = FutureResult(read_result())
    assert_type(future, FutureResult[str, Problem])
    halved = future.bind_result(parse_result).bind_result(halve_result)
    assert_type(halved, FutureResult[float, Problem])
    assert_type(await halved, IOResult[float, Problem])
    future.bind_result(halve_result)  # rejected: halve_result takes an int, not a str


def test_a_step_that_gives_a_union_makes_the_value_unknown() -> None:
    parsed = FutureResult(read_result()).bind_result(parse)
    parsed.bind_result(takes_bytes)
    FutureResult(read_result()).bind_result(halve)  # rejected: halve takes an int, not a str
