"""A chat whose answer must be a value, and which is asked again if the answer does not fit. It depends on time, not on
sockets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import models, wire
from openrouter_core._check import invalid
from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.totals import added
from openrouter_core._convert.values import object_of, wire_fields
from openrouter_core._parse.parsed import Parsed
from openrouter_core._parse.response import value_of, with_response_format
from openrouter_core.models.errors import (
    AnswerError,
    AnswerFencedError,
    AnswerNotJsonError,
    AnswerSchemaError,
    OpenRouterError,
    SDKValidationError,
    with_fields,
)
from openrouter_core.options import NO_OPTIONS, RequestOptions
from openrouter_core.result import Err, Ok
from openrouter_core.timeouts import Timeout

if TYPE_CHECKING:
    from openrouter_core.models import ChatResponse
    from openrouter_core.settings import Settings

_MENDABLE: Final = (AnswerFencedError, AnswerNotJsonError, AnswerSchemaError)
"""Errors that a model may correct when it is asked again. It would repeat a refusal, and an answer that was cut off at
the limit would be cut off again.
"""
_LEAST: Final = 0.005
"""Seconds that are too few for a request."""


def begin_asking(
    settings: Settings, request: Any, into: Any, reask: int, options: RequestOptions | None
) -> Ok[Asking] | Err[Any]:
    """A `chat_parse` that has not sent anything yet; the arguments are those of `Asking`."""
    try:
        return Ok(Asking(settings, request, into, reask, options))
    except OpenRouterError as error:
        error.__traceback__ = error.__context__ = None  # it is a value now
        return Err(error)


class Asking:
    """One `chat_parse`, from the first request to the last.

    Arguments:
        settings: the settings of the call.
        reask: how often the model may be asked again.
        options: settings for each request.

    Fields:
        request: the request to send next.

    Raises:
        SDKValidationError: no JSON Schema can describe `into`, or an argument is wrong.
        InvalidRequestError: a package that describes `into` is not installed.
    """

    def __init__(
        self,
        settings: Settings,
        request: Any,
        into: Any,
        reask: int,
        options: RequestOptions | None,
    ) -> None:
        if not isinstance(reask, int) or isinstance(reask, bool) or reask < 0:
            raise invalid("reask", "an integer of at least 0", reask)
        if reask and "messages" in (settings.extra_body or {}):
            raise SDKValidationError(
                "options.extra_body.messages: it would replace the messages that reask= sends; put it into the request",
                path="options.extra_body.messages",
            )
        self.request = with_response_format(request, into)
        self._into = into
        self._left = reask
        self._options = options
        self._timeouts = settings.limits
        self._clock = settings.clock
        total = settings.limits.total
        self._deadline = None if total is None else self._clock.now() + total
        self._usage = models.ChatUsage()
        self._before: AnswerError | None = None

    def options(self) -> RequestOptions | None:
        """The options of the next request: all requests together have the time of one call."""
        if self._before is None or self._deadline is None:
            return self._options
        left = max(self._deadline - self._clock.now(), _LEAST)
        timeout = Timeout(**{**self._timeouts._asdict(), "total": left})
        return attrs.evolve(self._options or NO_OPTIONS, timeout=timeout)

    def take(self, result: Ok[ChatResponse] | Err[Any]) -> Ok[Parsed[Any]] | Err[Any] | None:
        """The result of a response; None if `request` must be sent again, with what was wrong."""
        if isinstance(result, Err):
            return Err(self._ended(result.failure()))
        response = result.unwrap()
        if response.usage is not None:
            together = added(wire_fields(self._usage), response.usage)
            self._usage = wire.structure(together, models.ChatUsage)
        try:
            return Ok(Parsed(value_of(response, self._into), response, self._usage))
        except AnswerError as error:
            error.__traceback__ = error.__context__ = None
            if self._may_mend(error):
                self._ask_again(error)
                return None
            return Err(with_fields(error, usage=self._usage))

    def _ended(self, error: OpenRouterError) -> OpenRouterError:
        """The error of a request that failed; for a later request with the usage of those before."""
        if self._before is None:
            return error
        partial = self._before.partial if error.partial is None else error.partial
        ended = with_fields(error, usage=self._usage, partial=partial)
        ended.__cause__ = error.__cause__ or self._before
        return ended

    def _may_mend(self, error: AnswerError) -> bool:
        if self._left < 1 or not isinstance(error, _MENDABLE) or not error.partial.choices:
            return False
        if error.partial.choices[0].message.tool_calls:
            return False  # after a call, the API accepts only its result
        return self._deadline is None or self._deadline - self._clock.now() > _LEAST

    def _ask_again(self, error: AnswerError) -> None:
        self._left -= 1
        self._before = error
        body = dict(object_of(self.request))
        messages = list(dumped(body["messages"]))
        if error.text.strip():  # some providers refuse a message without text
            messages.append(error.partial.choices[0].message)
        messages.append(models.UserMessage(complaint(error)))
        self.request = {**body, "messages": messages}


def complaint(error: AnswerError) -> str:
    """What the model reads about its answer."""
    return (
        f"Your answer cannot be used: {error.message}. Answer again, in full: JSON that fits the schema, with nothing "
        "before or after it."
    )
