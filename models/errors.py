"""Every error that an `Err` can hold.

    OpenRouterError
    ├── APIError                                what the API said, by status or in a body
    │   ├── BadRequestResponseError             400
    │   ├── UnauthorizedResponseError           401
    │   ├── PaymentRequiredResponseError        402
    │   ├── ForbiddenResponseError              403
    │   ├── NotFoundResponseError               404
    │   ├── RequestTimeoutResponseError         408
    │   ├── ConflictResponseError               409
    │   ├── GoneResponseError                   410
    │   ├── PayloadTooLargeResponseError        413
    │   ├── UnprocessableEntityResponseError    422
    │   ├── TooManyRequestsResponseError        429
    │   ├── ClientClosedRequestResponseError    499
    │   ├── InternalServerResponseError         500
    │   ├── BadGatewayResponseError             502
    │   ├── ServiceUnavailableResponseError     503
    │   ├── GatewayTimeoutResponseError         504
    │   ├── EdgeNetworkTimeoutResponseError     524
    │   ├── ProviderOverloadedResponseError     529
    │   └── OpenRouterDefaultError              any other
    ├── SDKValidationError                      the request is wrong; nothing was sent
    ├── InvalidRequestError                     no key, bad URL, bad header value; nothing was sent
    ├── BudgetExceededError                     the call may cost more than is left; nothing was sent
    ├── APIConnectionError                      the network failed
    ├── RequestTimeoutError                     a time limit of the client has passed
    ├── RequestAbortedError                     the core or the stream was closed during the call
    ├── ResponseValidationError                 a 2XX body or an event of a stream is not a JSON object
    ├── StreamIncompleteError                   a stream ended before the response was finished
    ├── JobFailedError                          a job that was waited for ended without a result
    ├── WebhookVerificationError                an event that is not from OpenRouter, or is too old
    ├── UnexpectedClientError                   a hook, or the function that gives the key, raised
    ├── AnswerError                             an answer, but not what `chat_parse` requested
    │   ├── AnswerRefusedError                  the model, or a filter, declined
    │   ├── AnswerCutOffError                   the token limit was reached
    │   ├── AnswerFencedError                   JSON in a Markdown code fence
    │   ├── AnswerNotJsonError                  not JSON: prose, a tool call, or nothing
    │   └── AnswerSchemaError                   JSON that does not fit the schema
    ├── ToolRunPausedError                      `before_call` has paused a run with tools
    └── ToolBudgetError                         a run with tools has reached one of its limits
        ├── MaxStepsExceededError               in requests
        ├── MaxSecondsExceededError             in seconds
        └── MaxCostExceededError                in US dollars

They are exceptions, so that a program may ``raise error``; the functions of this package return them. Only the base is
an attrs class: 22 attrs classes would cost 24 ms at import, and 22 plain subclasses cost 0.3 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

import attrs

from openrouter_core.models.http_meta import HttpMeta

if TYPE_CHECKING:
    from openrouter_core.models.chat.usage import ChatUsage

_UNPRINTABLE: Final = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Characters that affect a terminal and are invisible: control characters, bidirectional marks, tags, surrogates.
The joiners that scripts and emoji need (U+200C, U+200D) are not among them.
"""
_LONGEST_CHAIN: Final = 100


# auto_exc would put every field into `args`, which loggers print.
@attrs.define(slots=False, eq=False, repr=False, kw_only=True, auto_exc=False)
class OpenRouterError(Exception):
    """The base of all errors; a field that does not apply is None.

    Fields:
        message: what happened, in one sentence.
        status_code: the HTTP status, if there was a response.
        code: the error's code in the body: an integer, or a string such as ``"server_error"``.
        error_type: OpenRouter's more specific name for it, such as ``"rate_limit_exceeded"``.
        provider_name: the provider behind OpenRouter that failed.
        upstream: the provider's own error, parsed when it is JSON.
        metadata: the body's ``error.metadata``, whole.
        availability: the body's ``error.availability``, whole.
        data: the body's ``data``, which may come beside its ``error``.
        retry_after: seconds to wait before the next attempt, if the server or the retry policy says so.
        retryable: whether the same request may succeed later, as the server says or as the class implies.
        user_id: the account's id, if the body holds it.
        partial: what had arrived: a response, or in a stream the chunk that held the error; for a run with tools the
            run so far; for a job that was waited for the last response.
        usage: from `chat_parse`, tokens and cost of all its responses together, if a response came.
        http_meta: status, headers and times of the HTTP response, if there was one.
        body: the response's body as text, at most 65 536 characters of it.
        path: where the mistake is in the request, such as ``messages[1].role``.
        expected: what is valid there.
        got: the value that is there, shortened.
        phase: what the call was doing: ``connect``, ``tls``, ``dns``, ``proxy``, ``pool``, ``write``, ``read``;
            ``total`` if its whole time was up; ``wait`` if it waited for a job.
        body_sent: whether the server may have received the whole request, and so may have begun (and billed) the work.
    """

    HINT: ClassVar[str] = ""
    """A hint after the status in an error's line, for what servers do not say."""

    message: str = attrs.field(kw_only=False)
    status_code: int | None = None
    code: int | str | None = None
    error_type: str | None = None
    provider_name: str | None = None
    upstream: Any = None
    metadata: Mapping[str, Any] | None = None
    availability: Mapping[str, Any] | None = None
    data: Any = None
    retry_after: float | None = None
    retryable: bool = False
    user_id: str | None = None
    partial: Any = None
    usage: ChatUsage | None = None
    http_meta: HttpMeta | None = None
    body: str | None = None
    path: str | None = None
    expected: str | None = None
    got: str | None = None
    phase: str | None = None
    body_sent: bool | None = None

    def __str__(self) -> str:
        """One line that a person can act on; control characters are escaped."""
        details = []
        if self.status_code is not None:
            details.append(f"HTTP {self.status_code}{self.HINT}")
        if self.code is not None and self.code != self.status_code:
            details.append(f"code {self.code}")
        if self.error_type is not None:
            details.append(self.error_type)
        if self.provider_name is not None:
            details.append(f"provider {self.provider_name}")
        if self.upstream is not None:
            details.append(f"upstream said {_short(_upstream_message(self.upstream))}")
        if self.retry_after is not None:
            details.append(f"retry after {self.retry_after:g} s")
        if self.http_meta is not None and self.http_meta.generation_id is not None:
            details.append(self.http_meta.generation_id)
        message = self.message if len(self.message) <= 1000 else f"{self.message[:997]}..."
        line = f"{message} [{'; '.join(details)}]" if details else message
        return re.sub(_UNPRINTABLE, _escaped, " ".join(line.split()))

    def __repr__(self) -> str:
        given = [
            f"{name}={_short(value)}"
            for name, value in self.__dict__.items()
            if value is not None and name not in ("http_meta", "body", "partial", "usage")
        ]
        return f"{type(self).__name__}({', '.join(given)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _rebuild,
            (type(self), _fields_of(self)),
            _attached(self, _that_travels(self.__cause__)),
        )

    def __copy__(self) -> OpenRouterError:
        return _attach(_rebuild(type(self), _fields_of(self)), _attached(self, self.__cause__))

    def __deepcopy__(self, memo: dict[int, Any]) -> OpenRouterError:
        from copy import deepcopy

        fields = {name: deepcopy(value, memo) for name, value in _fields_of(self).items()}
        # Another package's exception may not be copyable; if it is, its copy loses its cause.
        cause = self.__cause__
        if isinstance(cause, OpenRouterError):
            cause = deepcopy(cause, memo)
        return _attach(_rebuild(type(self), fields), _attached(self, cause))


def _fields_of(error: OpenRouterError) -> dict[str, Any]:
    return {f.name: getattr(error, f.name) for f in attrs.fields(OpenRouterError)}


def _rebuild(cls: type[OpenRouterError], fields: dict[str, Any]) -> OpenRouterError:
    """Pickle and copy create an error through this: the default way of exceptions fails for keyword-only fields."""
    return cls(**fields)


def _attached(error: OpenRouterError, cause: BaseException | None) -> dict[str, Any] | None:
    """What an exception has besides its fields, as a state that `BaseException` can restore; the order matters, because
    setting a cause suppresses the context.
    """
    if cause is None and not error.__suppress_context__ and not hasattr(error, "__notes__"):
        return None
    state: dict[str, Any] = {
        "__cause__": cause,
        "__suppress_context__": error.__suppress_context__,
    }
    if hasattr(error, "__notes__"):
        state["__notes__"] = list(error.__notes__)
    return state


def _attach(error: OpenRouterError, state: dict[str, Any] | None) -> OpenRouterError:
    error.__setstate__(state)
    return error


def _that_travels(cause: BaseException | None) -> BaseException | None:
    """A cause, if it can be pickled and unpickled, which many classes of exceptions cannot."""
    import pickle

    try:
        pickle.loads(pickle.dumps(cause))
    except Exception:
        return None
    return cause


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """An exception and all exceptions behind it: causes, contexts, and the members of groups."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()  # by identity: an exception may have an equality of its own
    while waiting and len(seen) < _LONGEST_CHAIN:
        link = waiting.pop(0)
        if link is not None and id(link) not in seen:
            seen.add(id(link))
            yield link
            members = link.exceptions if isinstance(link, BaseExceptionGroup) else ()
            waiting += [*members, link.__cause__, link.__context__]


def _escaped(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode("ascii")


def _upstream_message(upstream: Any) -> Any:
    """The message inside a provider's error, if it is in one of the usual places."""
    if isinstance(upstream, Mapping):
        inner = upstream.get("error", upstream)
        if isinstance(inner, Mapping):
            return inner.get("message", upstream)
        return inner
    return upstream


def _short(value: object) -> str:
    try:
        text = repr(value)
    except Exception:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= 200 else f"{text[:197]}..."


class APIError(OpenRouterError):
    """The API reported an error: by HTTP status, in a 200 body, in a choice, or as an event of a stream."""

    STATUS: ClassVar[int | None] = None
    """The HTTP status of the class; None if it has several."""


class BadRequestResponseError(APIError):
    """400: the API or the provider refuses the request as it is."""

    STATUS = 400


class UnauthorizedResponseError(APIError):
    """401: no key, or one that is not valid."""

    STATUS = 401
    HINT = ": the API key is missing or not valid"  # OpenRouter says "User not found."


class PaymentRequiredResponseError(APIError):
    """402: the account's credits, or the key's limit, do not cover the request."""

    STATUS = 402


class ForbiddenResponseError(APIError):
    """403: the key may not do this, or moderation or a guardrail stopped it."""

    STATUS = 403


class NotFoundResponseError(APIError):
    """404: nothing was found, such as a model or a key, or no provider meets the request's conditions."""

    STATUS = 404


class RequestTimeoutResponseError(APIError):
    """408: the server gave up waiting."""

    STATUS = 408


class ConflictResponseError(APIError):
    """409: the thing is in use, or another one has the same name, or somebody else has changed it."""

    STATUS = 409


class GoneResponseError(APIError):
    """410: the thing no longer exists: it has expired, or was deleted."""

    STATUS = 410


class PayloadTooLargeResponseError(APIError):
    """413: the request is larger than the server accepts."""

    STATUS = 413


class UnprocessableEntityResponseError(APIError):
    """422: the request is well formed, but its values do not fit together."""

    STATUS = 422


class TooManyRequestsResponseError(APIError):
    """429: a rate limit, OpenRouter's or the provider's, was reached; `retry_after` says how long to wait, if known."""

    STATUS = 429


class ClientClosedRequestResponseError(APIError):
    """499: the server saw the connection close before it had answered."""

    STATUS = 499


class InternalServerResponseError(APIError):
    """500: the server failed."""

    STATUS = 500


class BadGatewayResponseError(APIError):
    """502: the provider failed, or sent something unusable."""

    STATUS = 502


class ServiceUnavailableResponseError(APIError):
    """503: no provider is available now."""

    STATUS = 503


class GatewayTimeoutResponseError(APIError):
    """504: the server gave up waiting for another server; the work may have been done."""

    STATUS = 504


class EdgeNetworkTimeoutResponseError(APIError):
    """524: the edge network gave up waiting for the API; the work may have been done."""

    STATUS = 524


class ProviderOverloadedResponseError(APIError):
    """529: the provider is overloaded."""

    STATUS = 529


class OpenRouterDefaultError(APIError):
    """Any other status or code, and an error without one."""


class SDKValidationError(OpenRouterError):
    """The request is wrong, and nothing was sent; `path`, `expected` and `got` say where and how."""


class InvalidRequestError(OpenRouterError):
    """The request cannot be sent: there is no key, a URL or a header's value is wrong, an async function was given to a
    sync call, or a package is not installed. Nothing was sent.
    """


class BudgetExceededError(OpenRouterError):
    """The call may cost more than its `openrouter_core.budget.Budget` has left; nothing was sent."""


class APIConnectionError(OpenRouterError):
    """The network failed; `phase` says during which step, `body_sent` whether the server may have begun the work."""


class RequestTimeoutError(OpenRouterError):
    """A time limit of the client has passed; `phase` says which, and `body_sent` whether the server may have begun the
    work.
    """


class RequestAbortedError(OpenRouterError):
    """The core or the stream was closed by another thread or task during the call."""


class ResponseValidationError(OpenRouterError):
    """A 2XX body, or an event of a stream, that is not a JSON object or is too large; `body` holds its beginning."""


class StreamIncompleteError(OpenRouterError):
    """The stream ended before the response was finished, without its closing signal: the response is cut off."""


class JobFailedError(OpenRouterError):
    """A job that was waited for ended without a result: it failed, expired or was cancelled. `code` is its
    status, `partial` the response.
    """


class WebhookVerificationError(OpenRouterError):
    """A webhook's signature is missing, wrong or too old: the event is not from OpenRouter, or somebody sent an old one
    again.
    """


class UnexpectedClientError(OpenRouterError):
    """A function of the user raised: a hook, `before_call`, a progress function, the function that gives the key, or
    the function that is called with each chunk; or an injected client raised, or a download could not be written. The
    exception is its ``__cause__``.
    """


class AnswerError(OpenRouterError):
    """An answer came, but it is not what `chat_parse` requested; `partial` holds the `ChatResponse`, and `usage` the
    tokens and the cost of this response and of those before it.
    """

    @property
    def text(self) -> str:
        """The answer's text; ``""`` if there is none."""
        return self.partial.text if self.partial is not None else ""


class AnswerRefusedError(AnswerError):
    """The model declined, or a filter stopped the answer."""


class AnswerCutOffError(AnswerError):
    """The answer ended at the token limit."""


class AnswerFencedError(AnswerError):
    """The answer is JSON in a Markdown code fence, so the provider did not keep the model to the schema; `parse_answer`
    with ``fenced=True`` reads it nevertheless.
    """


class AnswerNotJsonError(AnswerError):
    """The answer is not JSON."""


class AnswerSchemaError(AnswerError):
    """The answer is JSON that does not fit the schema; `path`, `expected` and `got` say where and how."""


class ToolRunPausedError(OpenRouterError):
    """`before_call` has paused a run with tools before a call; `partial` holds the run so far. A later run with its
    messages first makes the calls in `pending`.
    """


class ToolBudgetError(OpenRouterError):
    """A run with tools has reached one of its limits before the model stopped calling tools; `partial` holds the run so
    far, and another run can continue from it.
    """


class MaxStepsExceededError(ToolBudgetError):
    """`max_steps` requests were sent, and the model still calls tools."""


class MaxSecondsExceededError(ToolBudgetError):
    """`max_seconds` have passed; `body_sent` says whether that was during a request."""


class MaxCostExceededError(ToolBudgetError):
    """The responses so far have cost `max_cost`, and the model still calls tools."""


def with_fields(error: OpenRouterError, **changes: Any) -> OpenRouterError:
    """A copy of an error with some fields changed; its class, cause and notes stay."""
    changed = _rebuild(
        type(error),
        {f.name: getattr(error, f.name) for f in attrs.fields(OpenRouterError)} | changes,
    )
    return _attach(changed, _attached(error, error.__cause__))


AnyError: TypeAlias = (
    BadRequestResponseError
    | UnauthorizedResponseError
    | PaymentRequiredResponseError
    | ForbiddenResponseError
    | NotFoundResponseError
    | RequestTimeoutResponseError
    | ConflictResponseError
    | GoneResponseError
    | PayloadTooLargeResponseError
    | UnprocessableEntityResponseError
    | TooManyRequestsResponseError
    | ClientClosedRequestResponseError
    | InternalServerResponseError
    | BadGatewayResponseError
    | ServiceUnavailableResponseError
    | GatewayTimeoutResponseError
    | EdgeNetworkTimeoutResponseError
    | ProviderOverloadedResponseError
    | OpenRouterDefaultError
    | SDKValidationError
    | InvalidRequestError
    | BudgetExceededError
    | APIConnectionError
    | RequestTimeoutError
    | RequestAbortedError
    | ResponseValidationError
    | StreamIncompleteError
    | JobFailedError
    | WebhookVerificationError
    | UnexpectedClientError
    | AnswerRefusedError
    | AnswerCutOffError
    | AnswerFencedError
    | AnswerNotJsonError
    | AnswerSchemaError
    | ToolRunPausedError
    | MaxStepsExceededError
    | MaxSecondsExceededError
    | MaxCostExceededError
)
"""Every concrete error: what the `Err` of each function holds. So the results of several functions have one type, and a
type checker knows whether a ``match`` handles all errors.
"""
