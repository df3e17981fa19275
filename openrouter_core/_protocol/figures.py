"""What a response, or a stream's events one after the other, say of the whole: model, tokens, cost, and why it ended.

Every operation of the API uses the same words for it, so this reads words and knows no operation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from openrouter_core._convert.values import whole_number
from openrouter_core._protocol.request import Plain
from openrouter_core.models.model import JsonObject, Model

if TYPE_CHECKING:
    from openrouter_core._protocol.formats.event_format import EventFormat

LARGE: Final = 1e300
"""Larger numbers are not used: a server may send NaN, or integers that no float can hold."""
_INPUT: Final = ("prompt_tokens", "input_tokens")
_CACHED: Final = ("cache_read_input_tokens", "cache_creation_input_tokens")
"""What the Messages API counts beside its `input_tokens`; the others count it among them."""
_OUTPUT: Final = ("completion_tokens", "output_tokens")
_PARTS: Final = (
    ("upstream_inference_prompt_cost", "upstream_inference_completions_cost"),
    ("upstream_inference_input_cost", "upstream_inference_output_cost"),
)


def field_of(said: object, name: str) -> Any:
    """A field of a model or a mapping; None where it has none."""
    return said.get(name) if isinstance(said, Mapping) else getattr(said, name, None)


def asked_model(request: object, extra: object) -> str | None:
    """The model that a request names. Neither argument has been checked.

    Arguments:
        extra: what is put over the request's body.
    """
    try:
        for said in (extra, request.body if isinstance(request, Plain) else request):
            named = field_of(said, "model")
            if isinstance(named, str):
                return named
    except Exception:  # a mapping of the user's own may do anything
        pass
    return None


class Figures:
    """The figures of a call so far.

    Arguments:
        events: how the operation streams, where it does.

    Fields:
        model: the model that answered.
        usage: tokens and cost, as they came; where they come in parts, the parts together.
    """

    def __init__(self, events: type[EventFormat] | None = None) -> None:
        self._events = events
        self._reasons: dict[int, str] = {}
        self.model: str | None = None
        self.usage: Model | JsonObject | None = None

    def note(self, said: object) -> None:
        """Take note of a response, or of the next event."""
        self._note(said)
        if self._events is not None:
            for name in self._events.inside:
                part = field_of(said, name)
                if isinstance(part, Model):
                    self._note(part)

    def _note(self, said: object) -> None:
        model = field_of(said, "model")
        if isinstance(model, str):
            self.model = model
        usage = field_of(said, "usage")
        if isinstance(usage, Model | Mapping):
            self.usage = _together(self.usage, usage)
        if self._events is not None:
            self._reasons.update(self._events.finish_reasons(said))

    @property
    def finish_reasons(self) -> tuple[str, ...]:
        """Why each choice has ended."""
        return tuple(self._reasons[number] for number in sorted(self._reasons))

    @property
    def input_tokens(self) -> int | None:
        """The tokens of the prompt, cached ones included."""
        counted = self._count(_INPUT)
        cached = [whole_number(field_of(self.usage, name)) or 0 for name in _CACHED]
        return None if counted is None else counted + sum(cached)

    @property
    def output_tokens(self) -> int | None:
        """The tokens of the response."""
        return self._count(_OUTPUT)

    @property
    def cost(self) -> float | None:
        """US dollars; None where the response does not say."""
        return cost_of(self.usage)

    def _count(self, names: tuple[str, ...]) -> int | None:
        counts = (whole_number(field_of(self.usage, name)) for name in names)
        return next((count for count in counts if count is not None), None)


def _together(before: Model | JsonObject | None, usage: Model | JsonObject) -> Model | JsonObject:
    """The usage so far, updated with a new one, which counts from the beginning but may leave out what came before.

    message_start   {"usage": {"input_tokens": 9, "output_tokens": 1}}
    message_delta   {"usage": {"input_tokens": null, "output_tokens": 2}}
    """
    if not isinstance(usage, Model) or type(before) is not type(usage):
        return usage
    said = {name: value for name, value in usage.__dict__.items() if value is not None}
    made = object.__new__(type(usage))
    made.__dict__.update({**before.__dict__, **said})
    return made


def cost_of(usage: object) -> float | None:
    """What a response has cost, in US dollars; None where its usage does not say, and infinite where it says what
    cannot be added up.

    With a user's own provider key `cost` is OpenRouter's fee alone, and the provider sends its own bill. Without one
    the provider's price is a part of `cost` already (recorded):

        {"cost": 0, "cost_details": {"upstream_inference_cost": 0.0003253}, "is_byok": true}
        {"cost": 3e-06, "cost_details": {"upstream_inference_cost": 3e-06}, "is_byok": false}
        {"cost": 0.004628, "cost_details": {"upstream_inference_cost": 0.000123}}
    """
    cost = field_of(usage, "cost")
    details = field_of(usage, "cost_details")
    if field_of(usage, "is_byok") is not True or details is None:
        return None if cost is None else _countable(cost)
    upstream = field_of(details, "upstream_inference_cost")
    if upstream is not None:
        return _countable(cost) + _countable(upstream)
    # OpenRouter's description has an example with the two parts and null for their sum.
    parts = [field_of(details, name) for names in _PARTS for name in names]
    known = [part for part in (cost, *parts) if part is not None]
    return sum(map(_countable, known)) if known else None


def _countable(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        return 0.0
    return value if value < LARGE else math.inf  # NaN is not below it
