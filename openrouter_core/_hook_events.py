"""What the hooks that only watch receive. Few programs set one, so these classes are created when they are named."""

from __future__ import annotations

from typing import Any

import attrs

from openrouter_core._prepared import PreparedRequest
from openrouter_core.models._frozen import Shown
from openrouter_core.models.errors import AnyError
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import JsonObject, Model


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ResponseEvent(Shown):
    """A response has come: its headers and, where nothing is streamed, its body."""

    request: PreparedRequest
    http_meta: HttpMeta


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ErrorEvent(Shown):
    """A call or a stream ends in an `Err`.

    Fields:
        request: what was to be sent; None where the request was wrong.
        error: the error that the caller gets.
    """

    request: PreparedRequest | None
    error: AnyError


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class RetryEvent(Shown):
    """The request will be sent again.

    Fields:
        attempt: how many attempts there were so far.
        wait: seconds until the next attempt.
    """

    request: PreparedRequest
    error: AnyError
    attempt: int
    wait: float


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ResultEvent(Shown):
    """A call is over, or the stream that it has opened: its result and its figures.

    Fields:
        operation: the function's name, such as ``"chat_send"``.
        request: what was to be sent: the object that the first `before_request` hook was called with; None where the
            request was wrong, so that nothing could be sent.
        stream: whether a stream was requested.
        model_asked: the model that the request names; None where it names no model.
        model: the model that answered.
        usage: tokens and cost as the API writes them, a class of `openrouter_core.models` such as `ChatUsage`.
        input_tokens: all tokens of the prompt, including those that were read from a cache.
        output_tokens: the tokens of the response.
        cost: US dollars; with your own key for the provider it includes what the provider bills. None where the
            response does not say. A job that is asked for several times names its cost each time.
        finish_reasons: why each choice ended, such as ``("stop",)``; of `responses_send` its status, or why it is
            incomplete.
        response: the response; None where there was an error, and for a stream unless `Hooks.collect_streams` is set.
            For a stream that was left early it is the part that had come.
        attempts: how many requests were sent, including retries.
        http_meta: status, headers and times of the last HTTP response.
        error: the error that the `Err` holds. None where there was no error, and where the program left the call: it
            closed or dropped the stream, or was cancelled or interrupted.
        complete: whether the whole response has come. False without an `error` means that the program left the call.
        elapsed: seconds from the beginning of the call to its end.
        time_to_first_chunk: seconds to the first chunk of a stream; None where no chunk came.
    """

    operation: str
    request: PreparedRequest | None
    stream: bool
    model_asked: str | None
    model: str | None
    usage: Model | JsonObject | None
    input_tokens: int | None
    output_tokens: int | None
    cost: float | None
    finish_reasons: tuple[str, ...]
    response: Any = attrs.field(repr=False)
    attempts: int
    http_meta: HttpMeta | None
    error: AnyError | None
    complete: bool
    elapsed: float
    time_to_first_chunk: float | None
