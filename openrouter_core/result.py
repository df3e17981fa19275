"""`Ok` and `Err`: `Success` and `Failure` of the package returns, under the names that this package uses; two typed
functions that chain results, and one that raises the error of an `Err` as an exception.

A function here is annotated ``Ok[T] | Err[E]``, because with that union mypy and pyright know both types in a
``match``, and that the match is exhaustive; ``Result[T, E]`` gives them neither (tried with returns 0.30).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from returns.result import Failure as Err
from returns.result import Success as Ok

__all__ = ["Err", "Ok", "and_then", "or_else", "raise_on_err"]

_T = TypeVar("_T")
_U = TypeVar("_U")
_E = TypeVar("_E")
_F = TypeVar("_F")


def and_then(
    result: Ok[_T] | Err[_E], function: Callable[[_T], Ok[_U] | Err[_F]]
) -> Ok[_U] | Err[_E | _F]:
    """Call a function with the value of an `Ok`, and return its result; an `Err` is returned as it is.

    >>> and_then(Ok(20), lambda n: Ok(n + 1))
    <Success: 21>
    >>> and_then(Err("no answer"), lambda n: Ok(n + 1))
    <Failure: no answer>
    """
    return function(result.unwrap()) if isinstance(result, Ok) else result


def or_else(
    result: Ok[_T] | Err[_E], function: Callable[[_E], Ok[_U] | Err[_F]]
) -> Ok[_T | _U] | Err[_F]:
    """Call a function with the error of an `Err`, and return its result; an `Ok` is returned as it is.

    >>> or_else(Err("no answer"), lambda error: Ok(f"instead of {error}"))
    <Success: instead of no answer>
    """
    return function(result.failure()) if isinstance(result, Err) else result


def raise_on_err(result: Ok[_T] | Err[Exception]) -> _T:
    """Return the value of an `Ok`, or raise the error of an `Err` itself: for scripts that prefer exceptions.

    The last line of the traceback then says what went wrong. That of ``result.unwrap()`` says only that something did.

    Raises:
        TypeError: `result` is neither `Ok` nor `Err`, or an `Err` that does not hold an exception.

    >>> raise_on_err(Ok("Paris"))
    'Paris'
    >>> raise_on_err(Err(ValueError("no answer")))
    Traceback (most recent call last):
    ValueError: no answer
    """
    if isinstance(result, Ok):
        return result.unwrap()
    if not isinstance(result, Err):
        kind = type(result).__name__
        what = (
            f"a {kind}: await it first"
            if hasattr(result, "__await__")
            else f"a value of type {kind}"
        )
        raise TypeError(f"raise_on_err: expected Ok or Err; got {what}")
    error = result.failure()
    if not isinstance(error, BaseException):
        kind = type(error).__name__
        raise TypeError(
            f"raise_on_err: expected an Err of an exception; got one of a value of type {kind}"
        )
    raise error
