"""A request that a user describes, in place of a module in `openrouter_core.funcs`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from openrouter_core import models, wire
from openrouter_core._check import invalid, shown
from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.request import Plain
from openrouter_core._protocol.retry import IDEMPOTENT, NON_IDEMPOTENT, SAFE, RetryRule
from openrouter_core._protocol.url import checked_path
from openrouter_core.models.errors import ResponseValidationError
from openrouter_core.models.model import Model, RequestModel, Response, ResponseModel

if TYPE_CHECKING:
    from openrouter_core.models.http_meta import HttpMeta

_RULES: Final[Mapping[str, RetryRule]] = {
    "GET": SAFE,
    "POST": NON_IDEMPOTENT,
    "PATCH": NON_IDEMPOTENT,
    "PUT": IDEMPOTENT,
    "DELETE": IDEMPOTENT,
}
"""What each method promises (RFC 9110, 9.2; of PATCH nobody knows)."""
_CONTENT: Final = "BinaryResponse"
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([a-z0-9._:-]+)")


def plain_request(query: object, json: object) -> Plain:
    """What a user gives beside a path.

    Raises:
        SDKValidationError: the query is not a mapping, or an object cannot be written as JSON.
    """
    try:
        json = dumped(json)
        if isinstance(json, Model | Mapping):
            json = dict(object_of(json))
    except StructureError as error:
        raise wire.validation_error(error.with_parent("json")) from None
    except Exception as error:  # a mapping of the user's own may raise anything
        raise wire.mapping_raised("json", error) from error
    try:
        parameters = {} if query is None else dict(object_of(query))
    except StructureError:
        raise invalid("query", "a mapping", query) from None
    except Exception as error:
        raise wire.mapping_raised("query", error) from error
    if not all(isinstance(name, str) for name in parameters):
        raise invalid("query", "a mapping whose keys are strings", query)
    return Plain(parameters, json)


def open_operation(
    method: object, path: object, into: object, accept: object, *, body: bool, stream: object
) -> Operation:
    """The description of an operation that a user names.

    Raises:
        SDKValidationError: an argument is nothing that could be sent, or asked for.
    """
    name = method.upper() if isinstance(method, str) else ""
    if name not in _RULES:
        raise invalid("method", f"one of {', '.join(_RULES)}", method)
    if not isinstance(stream, bool):
        raise invalid("stream", "True or False", stream)
    if not isinstance(accept, str) or not accept.strip():
        raise invalid("accept", "a media type such as text/csv", accept)
    operation = Operation(
        name="request",
        method=name,  # type: ignore[arg-type]  # it is one of the table's
        path=checked_path(path),
        retry=_RULES[name],
        request=None,
        response=None,
        key="optional",
        body="json" if body else None,
        accept=accept,
    )
    if (stream or not operation.wants_json) and into is not None:
        raise invalid("into", "None, because into= is for JSON that is not streamed", into)
    if isinstance(into, type) and issubclass(into, RequestModel):
        raise invalid("into", f"a class of responses; {into.__name__} is one of requests", into)
    if stream:
        from openrouter_core._protocol.formats.plain import PlainEvents

        return operation._replace(events=PlainEvents)
    if not operation.wants_json:
        return operation._replace(response=_CONTENT)
    if isinstance(into, type) and issubclass(into, Response) and _is_ours(into):
        return operation._replace(response=into.__name__)
    return operation._replace(read=_response_reader(into))


def _is_ours(cls: type[Model]) -> bool:
    return getattr(models, cls.__name__, None) is cls


def _response_reader(into: Any) -> Callable[[Any, HttpMeta], Any]:
    """What makes of a JSON value what a user wants.

    Raises:
        SDKValidationError: no JSON value can be made into `into`.
    """
    if into is None:
        return lambda data, meta: data
    if isinstance(into, type) and issubclass(into, ResponseModel):
        return lambda data, meta: _model_of(data, into, meta)
    from openrouter_core._parse.structure import parse_open  # 10 ms, of which plain JSON has no use
    from openrouter_core._parse.walk import require_parsed

    require_parsed(into, "into")
    hook = parse_open(into)

    def read(data: Any, meta: HttpMeta) -> Any:
        try:
            return hook(data)
        except StructureError as error:
            found = error
        except RecursionError:
            found = StructureError("a value that is nested less deeply", data)
        raise ResponseValidationError(
            f"the response does not fit: {found.message}",
            status_code=meta.status,
            http_meta=meta,
            path=found.place,
            expected=found.expected,
            got=shown(found.got),
            partial=data,
        )

    return read


def _model_of(data: Any, into: type[ResponseModel], meta: HttpMeta) -> ResponseModel:
    made = wire.structure(data, into)
    if isinstance(made, Response):
        made.__dict__["http_meta"] = meta
    return made


def as_asked(response: Any, operation: Operation) -> Any:
    """A response as the user asked for it: of content text where a text or XML was asked for, else bytes."""
    if operation.response != _CONTENT:
        return response
    content = response.content or b""
    kinds = [each.partition(";")[0].strip().lower() for each in operation.accept.split(",")]
    if not all(kind.startswith("text/") or kind.endswith("xml") for kind in kinds):
        return content
    charset = _CHARSET.search((response.content_type or "").lower())
    try:
        return content.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")
