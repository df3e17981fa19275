"""Send a chat, and get the model's answer as a value of a given type: an attrs class, a list, a Literal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

from openrouter_core.models.errors import OpenRouterError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from typing_extensions import TypeForm

    from openrouter_core._parse.parsed import Parsed
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ChatRequest
    from openrouter_core.models import ChatResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

_T = TypeVar("_T")

LATER = ("openrouter_core._parse.asking", "openrouter_core.funcs.chat_send")
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""


# Each function has two forms. Every type checker knows `type[T]`: a class, or a list of one. A union or a Literal is a
# `TypeForm[T]` (PEP 747), which mypy 2.4 and pyright 1.1.414 know, and older ones do not.
@overload
def chat_parse(
    core: OpenRouterCore,
    request: ChatRequest,
    into: type[_T],
    *,
    reask: int = 0,
    options: RequestOptions | None = None,
) -> Ok[Parsed[_T]] | Err[AnyError]: ...


@overload
def chat_parse(
    core: OpenRouterCore,
    request: ChatRequest,
    into: TypeForm[_T],
    *,
    reask: int = 0,
    options: RequestOptions | None = None,
) -> Ok[Parsed[_T]] | Err[AnyError]: ...


def chat_parse(
    core: OpenRouterCore,
    request: ChatRequest,
    into: Any,
    *,
    reask: int = 0,
    options: RequestOptions | None = None,
) -> Any:
    """Send a conversation, and get the model's answer as a value of a type that you choose.

    The type's JSON Schema is sent as ``response_format`` in strict mode. Every type except a pydantic class needs
    msgspec: ``pip install "openrouter-core[schema]"``. The answer is parsed strictly: "5" is not accepted as a number,
    nor 1.9 as an integer, and a key that the type does not have is an error. It is billed, as `chat_send` is.

    Key: needed.

    Arguments:
        core: the client.
        request (ChatGenerationParams or a mapping): as for `chat_send`; ``response_format`` is added to it. Not every
            model, and not every provider of a model, follows a schema: ``"provider": {"require_parameters": True}``
            excludes providers that do not support ``response_format``.
        into: the type, or a class; see below.
        reask: how many times, at most, the model is asked again if its answer is not JSON or does not fit the type. It
            is then sent its own message, with what is wrong in it and where. Each request is billed. All requests
            together have the total time limit of one call. A refusal, an answer that was cut off, and a tool call are
            not asked about again.
        options: settings for this call only; with a `budget`, each request counts towards it.

    The type may be an attrs class, a dataclass, a `TypedDict`, a `NamedTuple`, a `msgspec.Struct`, generic or not, or a
    pydantic model. A `NamedTuple` is an object with its fields, not a list. The fields may be such classes too, also
    the class itself. It may also be str, int, float, bool, None, Literal, an enumeration of strings or integers, date,
    time, datetime, timedelta (``"P1DT2H"``), UUID, Decimal; lists, sets, and tuples of one type; and unions, of which
    the first member that fits is taken. Strict mode does not support `Any` or dict.

    The schema tells the model the names of the fields in their order, the docstrings of the classes, and what
    ``Annotated[float, "in EUR"]`` or ``Annotated[int, msgspec.Meta(ge=0)]`` says. The answer is checked against such
    limits. Limits of annotated_types and of pydantic's `Field` are supported too. A limit that cannot be checked, such
    as a `Predicate`, or that has no meaning for its type, is an error. A field with a default may be missing from the
    answer, or null if its type does not allow None; it then has its default.

    A pydantic class makes its own schema and parses its own answer, by its own rules, but in strict mode. The schema
    requires every field, and contains the defaults. Keys that the class does not have are an error, unless its
    ``extra=`` says what to do with them.

    From ``into=Invoice`` a type checker infers ``Ok[Parsed[Invoice]]``, from ``into=list[Invoice]`` an
    ``Ok[Parsed[list[Invoice]]]``. For unions and Literals, a type checker that supports `TypeForm` (mypy 2.4, pyright
    1.1.414) infers the same; others infer nothing.

    Returns:
        ``Ok(Parsed)``: `value` has the type `into`, and comes from the first choice if there are several (``n``);
        `response` is the `ChatResponse` that contained it; `usage` is the tokens and the cost of all requests together.
        To get the items of a list one by one, use `chat_parse_stream`. To stream any other type, call `chat_send` with
        the ``response_format`` that `openrouter_core.response_format` makes of `into`, and then `parse_answer`.

    Errors:
        SDKValidationError: no schema can be made of `into`, or the request has a different ``response_format``; nothing
            was sent.
        InvalidRequestError: msgspec is not installed; nothing was sent.
        AnswerRefusedError: the model declined, or a filter stopped the answer.
        AnswerCutOffError: the answer ended at the token limit.
        AnswerFencedError: the answer is JSON in a code fence; `parse_answer` can read it.
        AnswerNotJsonError: the answer is free text, a tool call or empty.
        AnswerSchemaError: the answer is JSON and does not fit; `path`, `expected` and `got` say where and how.
        The errors of `chat_send`, and of every operation: see `openrouter_core.AnyError`.

        The five errors about the answer are subclasses of `AnswerError`, with its `text`, the `ChatResponse` as
            `partial`, and the `usage` of all requests together. If a later request fails, its error has the `usage` so
            far too.

    Example:
        >>> import attrs
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer, Reply, completion
        >>> @attrs.frozen
        ... class Invoice:
        ...     number: str
        ...     total: float
        >>> request = {"messages": [{"role": "user", "content": "Invoice 2026-7, all in all 12.50 EUR"}]}
        >>> answer = '{"number": "2026-7", "total": 12.5}'
        >>> with LocalServer(answer=answer) as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(Reply.json(completion('{"number": "2026-7", "total": "12,50"}')))
        ...     parsed = chat_parse(core, request, into=Invoice, reask=1).unwrap()
        >>> parsed.value, parsed.usage.cost > parsed.response.usage.cost
        (Invoice(number='2026-7', total=12.5), True)
        >>> print(server.requests[1].json["messages"][-1]["content"][:87])
        Your answer cannot be used: the answer does not fit the schema: total: expected a numbe
    """
    from openrouter_core._parse.asking import begin_asking
    from openrouter_core.core import require_core
    from openrouter_core.funcs.chat_send import chat_send

    require_core(core)
    begun = begin_asking(core.settings(options, stream=False), request, into, reask, options)
    if isinstance(begun, Err):
        return begun
    asking = begun.unwrap()
    result = None
    while result is None:
        result = asking.take(chat_send(core, asking.request, options=asking.options()))
    return result


@overload
async def chat_parse_async(
    core: OpenRouterCore,
    request: ChatRequest,
    into: type[_T],
    *,
    reask: int = 0,
    options: RequestOptions | None = None,
) -> Ok[Parsed[_T]] | Err[AnyError]: ...


@overload
async def chat_parse_async(
    core: OpenRouterCore,
    request: ChatRequest,
    into: TypeForm[_T],
    *,
    reask: int = 0,
    options: RequestOptions | None = None,
) -> Ok[Parsed[_T]] | Err[AnyError]: ...


async def chat_parse_async(
    core: OpenRouterCore,
    request: ChatRequest,
    into: Any,
    *,
    reask: int = 0,
    options: RequestOptions | None = None,
) -> Any:
    """As `chat_parse`, for async code. `asyncio.CancelledError` passes through, and the connection is closed."""
    from openrouter_core._parse.asking import begin_asking
    from openrouter_core.core import require_core
    from openrouter_core.funcs.chat_send import chat_send_async

    require_core(core)
    begun = begin_asking(core.settings(options, stream=False), request, into, reask, options)
    if isinstance(begun, Err):
        return begun
    asking = begun.unwrap()
    result = None
    while result is None:
        result = asking.take(await chat_send_async(core, asking.request, options=asking.options()))
    return result


@overload
def parse_answer(
    response: ChatResponse, into: type[_T], *, fenced: bool = False
) -> Ok[_T] | Err[AnyError]: ...


@overload
def parse_answer(
    response: ChatResponse, into: TypeForm[_T], *, fenced: bool = False
) -> Ok[_T] | Err[AnyError]: ...


def parse_answer(response: ChatResponse, into: Any, *, fenced: bool = False) -> Any:
    r"""Parse a response as `chat_parse` does: a response from another call, or again one whose JSON is in a code fence.

    Arguments:
        response: a complete response, such as the `partial` of an `AnswerError`.
        into: as for `chat_parse`. A type that is not a class with fields is read from the key ``value`` of an object.
        fenced: whether to accept JSON in a code fence; of several fences, the first counts.

    Returns:
        ``Ok`` of the value itself, which has the type `into`; an `Err` with an `AnswerError` as in `chat_parse`; or an
        `Err` with an `SDKValidationError` if no schema can be made of `into`.

    Raises:
        TypeError: `response` is not a `ChatResponse`, for example a result that was not unwrapped.

    >>> import attrs
    >>> from openrouter_core import wire
    >>> from openrouter_core.models import ChatResponse
    >>> @attrs.frozen
    ... class City:
    ...     name: str
    >>> text = 'Here it is:\n```json\n{"name": "Paris"}\n```'
    >>> response = wire.structure({"choices": [{"message": {"content": text}}]}, ChatResponse)
    >>> type(parse_answer(response, City).failure()).__name__
    'AnswerFencedError'
    >>> parse_answer(response, City, fenced=True).unwrap()
    City(name='Paris')
    """
    from openrouter_core._parse.response import value_of
    from openrouter_core.models import ChatResponse

    if not isinstance(response, ChatResponse):
        from openrouter_core._accumulate.collected import misuse

        raise misuse("parse_answer", "a ChatResponse", response)
    try:
        return Ok(value_of(response, into, fenced=fenced))
    except OpenRouterError as error:
        return Err(error)
