"""An answer as a value of a given type: its form in the request, and its value from the response."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from openrouter_core import wire
from openrouter_core._check import shown
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.structure_hooks import Hook
from openrouter_core._convert.values import object_of
from openrouter_core._parse.cache import kept_with_classes
from openrouter_core._parse.described import is_own_object
from openrouter_core._parse.schema import json_schema
from openrouter_core._parse.structure import object_hook, parse_hook
from openrouter_core._parse.types import Field, bare, has_fields, is_described, spelled
from openrouter_core.models.errors import (
    AnswerCutOffError,
    AnswerError,
    AnswerFencedError,
    AnswerNotJsonError,
    AnswerRefusedError,
    AnswerSchemaError,
    SDKValidationError,
    with_fields,
)
from openrouter_core.models.model import UNSET

if TYPE_CHECKING:
    from openrouter_core.models import ChatGenerationParams, ChatResponse
    from openrouter_core.models.model import JsonObject

# Anthropic's words come second: not every received finish reason is normalised.
_REFUSED: Final = ("content_filter", "refusal")
_CUT_OFF: Final = ("length", "max_tokens")

_FENCE: Final = re.compile(r"```\w*\s*")
_FENCES: Final = 20
"""How many code fences are read: each without JSON costs as much as counting the lines before it."""
_AFTER: Final = re.compile(r"\s*(```|\Z)")
_DECODER: Final = json.JSONDecoder(strict=False)


# --- the request ---------------------------------------------------------------------------------------------------


def response_format(into: Any) -> dict[str, Any]:
    """The ``response_format`` that `chat_parse` sends, for programs that make their own request.

    Arguments:
        into: as for `chat_parse`.

    Raises:
        SDKValidationError: no JSON Schema can describe `into`.
        InvalidRequestError: msgspec is not installed.
    """
    return deepcopy(_checked_format(into))


def with_response_format(
    request: ChatGenerationParams | JsonObject, into: Any
) -> ChatGenerationParams | JsonObject:
    """A request with the form that its answer must have.

    Raises:
        SDKValidationError: the request has a different ``response_format`` of its own; or as `response_format`.
        InvalidRequestError: as `response_format`.
    """
    wanted = _checked_format(into)
    try:
        body = dict(object_of(request))
    except StructureError:
        return request  # the call itself reports what is wrong
    given = body.get("response_format")
    if given is not None and given is not UNSET and wire.unstructure(given) != wanted:
        expected = "none, because into= makes one"
        raise wire.validation_error(StructureError(expected, given).with_parent("response_format"))
    body["response_format"] = wanted
    return body


def _checked_format(into: Any) -> dict[str, Any]:
    try:
        return _response_format(into)
    except SDKValidationError as error:
        raise with_fields(error, message=f"into: {error.message}", path="into") from None


@kept_with_classes
def _response_format(into: Any) -> dict[str, Any]:
    schema = json_schema(into)
    if not _answers_as_object(into):
        # In strict mode an answer must be an object, so a list is wrapped in one.
        defs = schema.pop("$defs", None)
        schema = {
            "type": "object",
            "properties": {"value": schema},
            "required": ["value"],
            "additionalProperties": False,
        }
        if defs:
            schema["$defs"] = defs
    # OpenAI, and so OpenRouter, accepts these characters in a name, at most 64 of them.
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", spelled(bare(into))).strip("_")[:64] or "answer"
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "strict": True, "schema": schema},
    }


# --- the response --------------------------------------------------------------------------------------------------


def value_of(response: ChatResponse, into: Any, *, fenced: bool = False) -> Any:
    """The value that a response's first choice holds.

    Arguments:
        fenced: whether JSON in a code fence is accepted too.

    Raises:
        AnswerError: there is no such value; the subclasses say why.
        SDKValidationError: no JSON value can be made into `into`.
    """
    hook = _hook_for(into)
    _check_whole(response)
    data = _json_of(response, fenced=fenced)
    try:
        return hook(data)
    except StructureError as error:
        found = error
    except RecursionError:
        found = StructureError("a value that is nested less deeply", data)
    raise _error(
        AnswerSchemaError,
        f"the answer does not fit the schema: {found.message}",
        response,
        path=found.place,
        expected=found.expected,
        got=shown(found.got),
    ) from found.__cause__


@kept_with_classes
def _answers_as_object(into: Any) -> bool:
    """Whether the values of a type are JSON objects, so that an answer needs no wrapping."""
    return is_own_object(into) if is_described(into) else has_fields(into)


def _hook_for(into: Any) -> Hook:
    hook = parse_hook(into)
    if _answers_as_object(into):
        return hook
    wrapped = object_hook([Field("value", into)])
    return lambda data: wrapped(data)["value"]


def _check_whole(response: ChatResponse) -> None:
    """Raise if the response itself says that there is no answer, or only a part of one."""
    if not response.choices:
        raise _error(AnswerNotJsonError, "the response has no choices", response)
    choice = response.choices[0]
    reason = (choice.finish_reason or "").lower()
    if choice.message.refusal:
        message = f"the model declined: {choice.message.refusal}"
        raise _error(AnswerRefusedError, message, response)
    if reason in _REFUSED:
        message = f"the answer was stopped with the finish reason {shown(reason)}"
        raise _error(AnswerRefusedError, message, response)
    if reason in _CUT_OFF:
        message = f"the answer was cut off at the token limit, after {len(response.text)} characters: raise max_tokens"
        raise _error(AnswerCutOffError, message, response)


def _json_of(response: ChatResponse, *, fenced: bool) -> Any:
    text = response.text
    try:
        return wire.parse_json(text)
    except ValueError as error:
        message = f"the answer is not JSON ({error}): {shown(text)}"
    for fence in islice(_FENCE.finditer(text), _FENCES):
        try:
            data, end = _DECODER.raw_decode(text, fence.end())
        except (ValueError, RecursionError):
            continue
        if fenced and _AFTER.match(text, end):
            return data
        if _AFTER.match(text, end):
            message = f"the answer is JSON in a code fence: {shown(text)}"
            raise _error(AnswerFencedError, message, response)
    if not text.strip():
        calls = response.choices[0].message.tool_calls or ()
        names = [str(call.function and call.function.name) for call in calls]
        message = (
            f"instead of an answer came a call of {', '.join(names)}"
            if calls
            else "the answer is empty"
        )
    raise _error(AnswerNotJsonError, message, response)


def _error(
    cls: type[AnswerError], message: str, response: ChatResponse, **fields: Any
) -> AnswerError:
    meta = response.http_meta
    return cls(
        message,
        partial=response,
        usage=response.usage,
        http_meta=meta,
        status_code=meta.status if meta else None,
        provider_name=response.provider,
        body_sent=True,
        **fields,
    )
