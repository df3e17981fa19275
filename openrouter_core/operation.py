"""An operation of the API as data: all in which one differs from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from openrouter_core.retries import Repeat

if TYPE_CHECKING:
    from openrouter_core.events import EventFormat


class Operation(NamedTuple):
    """What the shared machinery has to know of an operation.

    Fields:
        name: the function's name.
        method: the HTTP method.
        path: what stands after the server's URL; ``{name}`` stands for a path parameter.
        repeat: what may be sent again.
        request: the class in `openrouter_core.models` that describes the request.
        response: the class of a whole answer.
        key: whether the API wants a key, takes one, or has no use for one.
        events: how the operation streams, where it does.
    """

    name: str
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
    path: str
    repeat: Repeat
    request: str
    response: str
    key: Literal["needed", "optional", "none"] = "needed"
    events: type[EventFormat] | None = None
