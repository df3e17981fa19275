"""`and_then` and `or_else` keep the types: what an `Ok` holds, and every error that can still come."""

from typing import assert_never, assert_type

from openrouter_core import Err, Ok
from openrouter_core.result import and_then, or_else


class NoNumber(Exception): ...


class TooLarge(Exception): ...


def parse(text: str) -> Ok[int] | Err[NoNumber]:
    return Ok(int(text)) if text.isdigit() else Err(NoNumber())


def halve(number: int) -> Ok[float] | Err[TooLarge]:
    return Ok(number / 2) if number < 100 else Err(TooLarge())


def fall_back(error: NoNumber) -> Ok[int] | Err[TooLarge]:
    return Ok(0)


def test_and_then_joins_the_errors() -> None:
    result = and_then(parse("3"), halve)
    assert_type(result, Ok[float] | Err[NoNumber | TooLarge])


def test_and_then_is_a_result_that_a_match_exhausts() -> None:
    match and_then(parse("3"), halve):
        case Ok(value):
            assert_type(value, float)
        case Err(error):
            assert_type(error, NoNumber | TooLarge)
            match error:
                case NoNumber():
                    pass
                case TooLarge():
                    pass
                case _:
                    assert_never(error)
        case never:
            assert_never(never)


def test_a_chain_of_three() -> None:
    def parse_again(number: float) -> Ok[str] | Err[ValueError]:
        return Ok(str(number))

    result = and_then(and_then(parse("3"), halve), parse_again)
    match result:
        case Ok(value):
            assert_type(value, str)
        case Err(error):
            assert_type(error, NoNumber | TooLarge | ValueError)


def test_or_else_replaces_the_error() -> None:
    match or_else(parse("x"), fall_back):
        case Ok(value):
            assert_type(value, int)
        case Err(error):
            assert_type(error, TooLarge)


def test_what_is_tried_instead_may_hold_something_else() -> None:
    def explain(error: NoNumber) -> Ok[str] | Err[TooLarge]:
        return Ok("not a number")

    assert_type(or_else(parse("x"), explain), Ok[int | str] | Err[TooLarge])


def test_lambdas_are_inferred() -> None:
    assert_type(
        and_then(parse("3"), lambda number: halve(number)), Ok[float] | Err[NoNumber | TooLarge]
    )


def test_a_function_that_chains_says_every_error() -> None:
    def parse_and_halve(text: str) -> Ok[float] | Err[NoNumber | TooLarge]:
        return and_then(parse(text), halve)

    def forgetful(text: str) -> Ok[float] | Err[NoNumber]:
        return and_then(parse(text), halve)  # rejected: TooLarge is left out

    _ = parse_and_halve, forgetful


def test_what_does_not_fit_is_refused() -> None:
    def takes_text(text: str) -> Ok[str] | Err[NoNumber]:
        return Ok(text)

    and_then(parse("3"), takes_text)  # rejected: parse gives an int, not a str
    or_else(parse("3"), halve)  # rejected: halve takes an int, not an error
    and_then(parse("3"), str)  # rejected: str gives no result
