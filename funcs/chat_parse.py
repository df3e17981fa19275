"""Send a chat whose answer is a value of a given type: an attrs class, a list of them, a Literal."""

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
    """Send a conversation, and get the answer as a value of a type that you name.

    The type's JSON Schema goes out as ``response_format`` in strict mode; all but pydantic's classes needs msgspec:
    ``pip install "openrouter-core[schema]"``. The answer is read strictly: "5" is no number, 1.9 no integer, and a key
    that the type does not have is a mistake. It is billed, as `chat_send` is.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (ChatGenerationParams or a mapping): as for `chat_send`; ``response_format`` is added to it. Not every
            model, and not every provider of one, keeps to a schema: ``"provider": {"require_parameters": True}`` leaves
            out those that do not know ``response_format``.
        into: the type, or a class; see below.
        reask: how often the model is asked again, at most, where its answer is no JSON or does not fit: it reads its
            own message and what is wrong with it, and where. Each time is billed. All of them together have the total
            time limit of one call. A refusal, an answer that was cut off and a tool call are not asked about again.
        options: settings for this call only; with a `budget` each request counts on it.

    The type may be an attrs class, a dataclass, a `TypedDict`, a `NamedTuple` (an object with its fields, no list), a
    `msgspec.Struct`, generic or not, or a pydantic model, whose fields may be such classes again (itself too); str,
    int, float, bool, None, Literal, an enumeration of strings or integers, date, time, datetime, timedelta
    (``"P1DT2H"``), UUID, Decimal; lists, sets, and tuples of one type; and unions, of which the first member that fits
    is taken. Strict mode knows no `Any`, and no dict.

    The model is told the fields' names in their order, classes' docstrings, and what ``Annotated[float, "in EUR"]`` or
    ``Annotated[int, msgspec.Meta(ge=0)]`` says; the answer is held to such limits. Those of annotated_types and of
    pydantic's `Field` are read too. A limit that cannot be kept, such as a `Predicate`, or one that means nothing for
    its type, is a mistake. A field with a default may be missing, or null where its type does not have it, and has its
    default then.

    A pydantic model describes itself and reads its answer itself, by its own rules, but strictly; the model is asked to
    write every field, and told the defaults. Keys that the class does not have are a mistake unless its ``extra=`` says
    what becomes of them.

    From ``into=Invoice`` a type checker infers ``Ok[Parsed[Invoice]]``, from ``into=list[Invoice]`` an
    ``Ok[Parsed[list[Invoice]]]``.
    Unions and Literals tell as much to those that know `TypeForm` (mypy 2.4, pyright 1.1.414), and nothing to others.

    Returns:
        ``Ok(Parsed)``: its `value` is of the type `into`, from the first choice where there are several (``n``); its
        `response` is the `ChatResponse` that held it, and its `usage` tokens and cost of all requests together. For a
        list whose items are wanted as they come there is `chat_parse_stream`; for other streams the two halves serve:
        `chat_send` with what `openrouter_core.response_format` makes of `into`, and `parse_answer`.

    Errors:
        SDKValidationError: `into` cannot be described, or the request has another ``response_format``; nothing was
            sent.
        InvalidRequestError: msgspec is not installed; nothing was sent.
        AnswerRefusedError: the model declined, or a filter stopped the answer.
        AnswerCutOffError: the answer ended at the token limit.
        AnswerFencedError: the answer is JSON in a code fence; `parse_answer` can read it.
        AnswerNotJsonError: the answer is prose, a tool call or nothing.
        AnswerSchemaError: the answer is JSON and does not fit; `path`, `expected` and `got` say where and how.
        Those of `chat_send`, and of every operation: see `openrouter_core.AnyError`.

        Those about the answer are each an `AnswerError`, with its `text`, the `ChatResponse` as `partial`, and the
        `usage` of all requests together. The error of a later request has the `usage` so far, too.

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
    r"""Read a response as `chat_parse` does: one that came from elsewhere, or once more one whose JSON stood in a code
    fence.

    Arguments:
        response: a whole answer, such as an `AnswerError` holds as `partial`.
        into: as for `chat_parse`. What is no class with fields is looked for under the key ``value`` of an object.
        fenced: whether JSON in a code fence is to be taken; of several the first.

    Returns:
        ``Ok`` with a value of the type `into`, and nothing beside it, for the response is there already; or an `Err`
        with an `AnswerError` as `chat_parse` says, or an `SDKValidationError` where no JSON could be made into `into`.

    Raises:
        TypeError: `response` is no `ChatResponse`, such as a result that was not unwrapped.

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
