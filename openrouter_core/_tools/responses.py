"""How the Responses API writes a conversation: `RESPONSES`, and the result of a run over it.

The server stores nothing, so each request has the whole conversation. A response's items are sent back in order and
unchanged, because thoughts, which may be encrypted or signed, are only valid unchanged;
`openrouter_core._tools.sendable` says what is changed in calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import models, wire
from openrouter_core._convert.values import object_of
from openrouter_core._tools.calls import ModelCall, requested
from openrouter_core._tools.conversation_format import ConversationFormat, Turn
from openrouter_core._tools.events import ReasoningDelta, TextDelta
from openrouter_core._tools.given import RequestedCall
from openrouter_core._tools.sendable import arguments_text, own_ids, own_name
from openrouter_core.models.model import UNSET, Model

if TYPE_CHECKING:
    from openrouter_core.models import OpenResponsesResult, ResponsesStreamEvent, ResponsesUsage
    from openrouter_core.models.responses.input import InputItem


@attrs.frozen(slots=False, kw_only=True)
class ResponsesToolRun:
    """The result of a run with tools over the Responses API; as an error's `partial`, the run so far.

    Fields:
        response: the last response, unchanged. If it broke off, the part that had arrived; an empty one if none came.
        input: the whole conversation, ready to be sent again: the input of the request, all items of the responses, and
            for each of their calls an item with its result. The items are unchanged, except for calls that would make
            the next request fail: a missing or repeated `call_id` is replaced by a new one, and arguments that are not
            a JSON object by ``{}``. `wire.to_json` writes the items as JSON; the result of `json.loads` can be sent
            again too.
        usage: tokens and cost of all responses together.
        steps: how many responses came.
    """

    response: OpenResponsesResult
    input: list[InputItem] = attrs.field(repr=lambda items: f"<{len(items)} items>")
    usage: ResponsesUsage
    steps: int

    @property
    def text(self) -> str:
        """The last response's text."""
        return self.response.output_text

    @property
    def pending(self) -> list[RequestedCall]:
        """The calls at the end of `input` that have no result yet: the run was stopped before them. A run that
        continues from the input makes them first.
        """
        return [requested(self.steps, call) for call in _pending(self.input)[1]]


def _responses_tool(described: dict[str, Any]) -> dict[str, Any]:
    return {"type": "function", **described["function"]}


def _responses_tool_name(tool: Mapping[str, Any]) -> object:
    return tool.get("name") if tool.get("type") == "function" else None


def _pending(given: object) -> Turn:
    """The conversation as it can continue, and the calls that are followed by no result, and by no message but the
    model's:

    {"type": "function_call", "call_id": "call_1", ...}
    {"type": "function_call", "call_id": "call_2", ...}                     it is pending
    {"type": "function_call_output", "call_id": "call_1", ...}
    """
    items = _items(given)
    start = len(items)
    while start and object_of(items[start - 1]).get("role") in (None, "assistant"):
        start -= 1
    last, calls = _with_calls(items[start:], 0, items[:start])
    return items[:start] + last, calls


def _items(given: object) -> list[Any]:
    if given is None or given is UNSET:
        return []
    if isinstance(given, str):
        return [models.InputMessage("user", given)]
    return list(given) if isinstance(given, Iterable) else [given]


def _responses_turn(response: OpenResponsesResult, items: Sequence[Any], step: int) -> Turn:
    return _with_calls(response.output, step, items)


def _with_calls(came: Sequence[Any], step: int, before: Sequence[Any]) -> Turn:
    """The items to send back, and their calls: their contents are what the model wrote, their ids are those sent back.
    A result finds its call only by its id, so no other call of the conversation may have it.
    """
    items = list(came)
    called, answered = _unanswered(items)
    taken = {*answered, *_call_ids(before)} - {None}
    ids = own_ids([id for _, id in called], step, taken)
    calls = []
    for (index, _), id in zip(called, ids, strict=True):
        fields = object_of(items[index])
        name, arguments = _string(fields.get("name")), fields.get("arguments")
        items[index] = _sendable(items[index], id, name, arguments)
        namespace = _string(fields.get("namespace"))
        if namespace:  # another group's function, which may have the name of one of ours
            name = f"{namespace}.{name}"
        calls.append(ModelCall(id, name, arguments))
    return items, calls


def _unanswered(items: Iterable[Any]) -> tuple[list[tuple[int, str | None]], set[str | None]]:
    """The position and `call_id` of each call without a result, and the ids of the others. Servers that number their
    calls from the start in each response use one id for several:

    {"type": "function_call", "call_id": "call_1", ...}
    {"type": "function_call_output", "call_id": "call_1", ...}
    {"type": "function_call", "call_id": "call_1", ...}                     this one is left
    """
    called: list[tuple[int, str | None]] = []
    answered: set[str | None] = set()
    for index, fields in enumerate(map(object_of, items)):
        id = _string(fields.get("call_id"))
        if fields.get("type") == "function_call":
            called.append((index, id))
        elif fields.get("type") == "function_call_output":
            answered.add(id)
            first = next((each for each in called if each[1] == id), None)
            if first is not None:
                called.remove(first)
    return called, answered


def _call_ids(items: Iterable[Any]) -> set[str | None]:
    calls = (f for f in map(object_of, items) if f.get("type") == "function_call")
    return {_string(fields.get("call_id")) for fields in calls}


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _sendable(item: Any, id: str, name: str | None, arguments: object) -> Any:
    """A call as the API accepts it."""
    fields = object_of(item)
    wanted = {"call_id": id, "name": own_name(name), "arguments": arguments_text(arguments)}
    if all(fields.get(name) == value for name, value in wanted.items()):
        return item
    return wire.structure(wire.unstructure({**fields, **wanted}), models.OutputFunctionCallItem)


def _call_output(id: str, text: str) -> Model:
    return models.FunctionCallOutputItem(id, text)


def _responses_deltas(event: ResponsesStreamEvent, step: int) -> list[TextDelta | ReasoningDelta]:
    match event:
        case models.TextDeltaEvent(delta=str(text)) if text:
            return [TextDelta(text, step)]
        case models.ReasoningDeltaEvent(delta=str(text)) if text:
            return [ReasoningDelta(text, step)]
        case models.ReasoningSummaryTextDeltaEvent(delta=str(text)) if text:
            return [ReasoningDelta(text, step)]
    return []


RESPONSES: Final = ConversationFormat(
    field="input",
    request=models.ResponsesRequest,
    response=models.OpenResponsesResult,
    usage=models.ResponsesUsage,
    definition=_responses_tool,
    declared_name=_responses_tool_name,
    pending=_pending,
    turn=_responses_turn,
    result=_call_output,
    deltas=_responses_deltas,
    run=ResponsesToolRun,
)
