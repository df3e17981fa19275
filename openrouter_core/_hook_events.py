"""What the hooks that only watch are told. Few programs set one, so these classes are created when they are named."""

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
    """A response has come: its headers, and where nothing is streamed its body."""

    request: PreparedRequest
    http_meta: HttpMeta


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ErrorEvent(Shown):
    """The call (or the stream) ends in an `Err`. `request` is None where none could be made; `error` is the one that
    the caller gets.
    """

    request: PreparedRequest | None
    error: AnyError


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class RetryEvent(Shown):
    """The request will be sent again.

    Fields:
        attempt: how many attempts there were.
        wait: seconds until the next.
    """

    request: PreparedRequest
    error: AnyError
    attempt: int
    wait: float


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ResultEvent(Shown):
    """A call is over, and with a stream the stream: what it came to.

    Fields:
        operation: the function's name, such as ``"chat_send"``.
        request: what was to be sent, the same object that the first `before_request` hook was called with; None where
            the request was wrong and nothing could be sent.
        stream: whether a stream was asked for.
        model_asked: the model that the request names; None where it names none.
        model: the model that answered.
        usage: tokens and cost as the API writes them, a class of `openrouter_core.models` such as `ChatUsage`.
        input_tokens: all of the prompt, those that were read from a cache included.
        cost: US dollars; with your own key for the provider what the provider bills too. None where the response does
            not say. A job that is looked at several times names its cost each time.
        finish_reasons: why each choice ended, such as ``("stop",)``; of `responses_send` its status, or why it is
            incomplete.
        response: the response; None where there was an error, and of a stream unless `Hooks.collect_streams` is set.
            Of a stream that was left early it is what had come.
        attempts: how many requests were sent, the retried ones included.
        http_meta: what HTTP said last.
        error: what the `Err` holds. None where there was none, and where the program left the call: it closed or
            dropped the stream, was cancelled or interrupted.
        complete: whether the whole response has come; without it, and without an `error`, the program left the call.
        elapsed: seconds from the call's begin to its end.
        time_to_first_chunk: seconds to the first chunk of a stream; None where there was none.
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
