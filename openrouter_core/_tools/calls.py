"""The calls that a model requests: what each means, which are not run and why, and how the others are run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from openrouter_core._check import shown
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of
from openrouter_core._tools.given import Pause, RequestedCall
from openrouter_core._tools.results import Outcome, error_text, failure_text
from openrouter_core._tools.tool import ToolFunction
from openrouter_core.models.errors import (
    OpenRouterError,
    SDKValidationError,
    ToolRunPausedError,
    UnexpectedClientError,
)
from openrouter_core.result import Err, Ok
from openrouter_core.wire import parse_json

_T = TypeVar("_T")
Numbered: TypeAlias = tuple[int, _T]
NOT_RUN: Final = "not run: the time for this run was up"
NOT_FINISHED: Final = "not finished when the time for this run was up"


class ModelCall(NamedTuple):
    """A call as the model wrote it.

    Fields:
        id: the id that is sent with the next request.
        name: the tool's name; None if the model wrote none.
        arguments: normally text, but it can be anything.
    """

    id: str
    name: str | None
    arguments: object


class PlannedCall(NamedTuple):
    """What a call of the model requests.

    Fields:
        asked: the call, as the program sees it.
        tool: the function to run; None if there is a problem.
        arguments: the arguments of the function.
        problem: why nothing is run, for the model to read.
        stop: why the run ends before this call.
    """

    asked: RequestedCall
    tool: ToolFunction | None = None
    arguments: Mapping[str, Any] = MappingProxyType({})
    problem: str = ""
    stop: OpenRouterError | None = None

    @classmethod
    def of(cls, step: int, call: ModelCall, tools: Mapping[str, ToolFunction]) -> PlannedCall:
        """Read a call strictly; the model gets to read what is wrong with it, and may try again."""
        name = call.name
        planned = cls(RequestedCall(name or "", {}, call.id, step))
        tool = tools.get(name or "")
        if tool is None:
            known = ", ".join(tools) or "there are none"
            return planned._refused(f"there is no tool named {shown(name)} (tools: {known})")
        whose = f"the arguments of {name}"
        try:
            given = arguments_of(call.arguments)
        except ValueError as error:
            return planned._refused(f"{whose} are no JSON: {error}")
        return planned._given(tool, given, whose)

    def decided(self, decision: object) -> PlannedCall:
        """The call after the program has decided about it; anything but a `Decision` stops the run, as an exception
        would.
        """
        match decision:
            case None:
                return self
            case Mapping() if self.tool is not None:
                whose = f"the arguments that before_call gave to {self.asked.name}"
                return self._given(self.tool, {**decision}, whose)
            case Err():
                return self._refused(failure_text(decision))
            case Pause(str(reason)):
                return self._replace(stop=ToolRunPausedError(reason))
            case _:
                message = (
                    "before_call: expected None, a mapping of arguments, an Err or a Pause; "
                    f"got {shown(decision)}"
                )
                return self._replace(stop=UnexpectedClientError(message))

    def _given(self, tool: ToolFunction, given: object, whose: str) -> PlannedCall:
        """The call with arguments, if the tool accepts them."""
        try:
            arguments = tool.read(given)
        except StructureError as error:
            return self._refused(f"{whose} do not fit: {error.message}")
        except RecursionError:
            return self._refused(f"{whose} are nested too deeply")
        except SDKValidationError as error:  # the function has changed since it was described
            return self._refused(f"{tool.name} cannot be called: {error.message}")
        asked = RequestedCall(tool.name, object_of(given), self.asked.id, self.asked.step)
        return self._replace(asked=asked, tool=tool, arguments=arguments)

    def _refused(self, problem: str) -> PlannedCall:
        return self._replace(tool=None, problem=problem)

    @property
    def on_loop(self) -> bool:
        """Whether `run` returns at once, so that an event loop can do it."""
        return self.tool is None or self.tool.is_async

    def run(self) -> Outcome:
        """Call the function; an async one returns an awaitable."""
        if self.tool is None:
            return Err(self.problem)
        try:
            return Ok(self.tool.function(**self.arguments))
        except Exception as exc:
            return Err(error_text(exc))


def requested(step: int, call: ModelCall) -> RequestedCall:
    """A call as a program sees it, whether it can be run or not."""
    try:
        given = arguments_of(call.arguments)
    except (ValueError, RecursionError):
        given = {}
    return RequestedCall(
        call.name or "", given if isinstance(given, Mapping) else {}, call.id, step
    )


def calls_to_run(
    batch: Sequence[PlannedCall], seconds: float | None
) -> list[Numbered[PlannedCall]]:
    """The calls of a batch whose functions are run, each with its position in the batch: none once the time is up."""
    if seconds is not None and seconds <= 0:
        return []
    return [(place, call) for place, call in enumerate(batch) if call.tool is not None]


def calls_not_run(batch: Sequence[PlannedCall], seconds: float | None) -> list[Numbered[Outcome]]:
    """The results of the other calls of a batch, each with its position in the batch."""
    left = {place for place, _ in calls_to_run(batch, seconds)}
    rest = [(place, call) for place, call in enumerate(batch) if place not in left]
    return [(place, Err(NOT_RUN if call.tool else call.problem)) for place, call in rest]


def arguments_of(said: object) -> object:
    """The arguments of a call. For a function without parameters some models write null, ``""`` or nothing; some
    servers send the object itself and not its text.

    Raises:
        ValueError: it is not JSON.
    """
    if isinstance(said, str):
        said = parse_json(said) if said.strip() else None
    return {} if said is None else said
