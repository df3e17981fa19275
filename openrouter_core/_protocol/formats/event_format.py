"""How one kind of operation streams, as far as what reads its stream must know: `EventFormat`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from openrouter_core._protocol.halves import TextPlace
from openrouter_core._protocol.sse import Event
from openrouter_core.models.model import EMPTY_REQUEST, JsonObject

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator


class EventFormat(ABC):
    """How one kind of operation streams. An instance watches one stream.

    Arguments:
        request: of the request's fields those that `wants` names.
    """

    chunk: ClassVar[str]
    """The class in `openrouter_core.models` of an event, or the union of their classes."""
    whole: ClassVar[str]
    """The class of a whole response that is sent although a stream was asked for."""
    collected: ClassVar[str]
    """The class of the response that the events amount to."""
    wants: ClassVar[tuple[str, ...]] = ()
    """The fields of the request that say how much will come."""
    keep_alives: ClassVar[tuple[str, ...]] = ()
    """The types of events that only show that the server is still there; they are read over, as comments are."""
    inside: ClassVar[tuple[str, ...]] = ()
    """The fields of an event that hold the response, or say something of the whole of it."""

    def __init__(self, request: JsonObject = EMPTY_REQUEST) -> None:
        self.request = request
        self.ended = False
        """Whether an event has said that it is the last one; what follows is not read."""

    @property
    @abstractmethod
    def complete(self) -> bool:
        """Whether the response is whole if the stream ends now."""

    @abstractmethod
    def is_end(self, event: Event) -> bool:
        """Whether this event says that the stream is over, and says nothing else; takes note of it. Not asked of an
        event that is an object, unless one has `ended` the stream before it.
        """

    def named(self, data: JsonObject, name: str) -> JsonObject:
        """An event's data, where the event itself has a name."""
        return data

    @abstractmethod
    def find_error(self, data: JsonObject) -> JsonObject | None:
        """The error that an event carries, or None; takes note of what the event finishes."""

    def texts(self, data: JsonObject) -> Iterable[TextPlace]:
        """The texts of an event that the next one may go on with."""
        return ()

    def as_text(self, key: tuple[Any, ...], text: str) -> JsonObject | None:
        """An event that adds a text to a place, by its key; None where that is not needed."""
        return None

    def response_in(self, data: JsonObject) -> JsonObject:
        """What an event says of the response as a whole."""
        return data

    @staticmethod
    def finish_reasons(said: Any) -> Mapping[int, str]:
        """Why the response has ended, by the number of the choice, as far as a whole response, an event, or what is
        `inside` it says so.
        """
        return {}

    @abstractmethod
    def as_chunk(self, response: JsonObject) -> JsonObject:
        """A whole response, sent although a stream was asked for, as the one event that would say the same."""

    @abstractmethod
    def accumulator(self) -> Accumulator:
        """What puts the events together to the whole response."""
