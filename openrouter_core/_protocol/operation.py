"""An operation of the API as data: all in which one differs from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from openrouter_core._protocol.retry import IDEMPOTENT, RetryRule

if TYPE_CHECKING:
    from openrouter_core._protocol.formats.event_format import EventFormat
    from openrouter_core._protocol.poll import Poll
    from openrouter_core.models.http_meta import HttpMeta

JSON: Final = "application/json"
ANYTHING: Final = "*/*"


class Operation(NamedTuple):
    """What the shared machinery has to know of an operation.

    Fields:
        name: the function's name.
        method: the HTTP method.
        path: what stands after the server's URL; ``{name}`` stands for a path parameter.
        base: what stands in place of the server URL's ``/api/v1``, such as ``/api/alpha``.
        retry: what may be sent again.
        request: the class in `openrouter_core.models` that describes the request; None where there is nothing to say.
        response: the class of a whole response; None where a success has no body.
        key: whether the API wants a key, takes one, or has no use for one.
        body: how the request's fields go into the body; None where there is no body, and they go into the query.
        query: the fields that go into the query although there is a body.
        repeated: the fields of a query or a form whose lists are written as the name once for each value, instead of
            values with commas.
        file_or: the field of a form that may stand in place of its file.
        as_json: the fields of a form whose objects are written as JSON; else a form has none.
        first: the fields that the body must begin with.
        refused: the fields of the query that would give what this function cannot take, and what to do instead.
        pages: how the next page is asked for; see `openrouter_core.paginate`.
        poll: how to see whether the job that it shows has ended, so that it can be waited for.
        idempotency: whether a key of idempotency goes along, with which a request may be repeated.
        accept: the media type of a response, or several with commas. What is not JSON is content: bytes, taken as they
            are.
        read: what makes a response of any JSON value, and of none, where no class in `openrouter_core.models` does.
        follows: whether a redirect is part of the response: it is followed once, within the server.
        events: how the operation streams, where it does.
    """

    name: str
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
    path: str
    retry: RetryRule
    request: str | None
    response: str | None
    key: Literal["needed", "optional", "none"] = "needed"
    body: Literal["json", "multipart", "form"] | None = "json"
    query: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    file_or: str | None = None
    as_json: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    refused: Mapping[str, str] | None = None
    pages: Literal["offset", "cursor", "after", "starting_after"] | None = None
    poll: Poll | None = None
    idempotency: bool = False
    base: str | None = None
    accept: str = JSON
    read: Callable[[Any, HttpMeta], Any] | None = None
    follows: bool = False
    events: type[EventFormat] | None = None

    @property
    def rule(self) -> RetryRule:
        """What may be sent again: more where the server knows a request again by its key."""
        return IDEMPOTENT if self.idempotency else self.retry

    @property
    def wants_json(self) -> bool:
        """Whether JSON is asked for, and so no content."""
        return self.accept == JSON or _is_json(_essence(self.accept))

    def holds_content(self, content_type: str) -> bool:
        """Whether a success with this media type is the content that was asked for. JSON is looked at first: it may be
        an error; lines of JSON are none. A type that says nothing, or only "bytes", may be anything; XML has several
        names.
        """
        found = _essence(content_type)
        if self.wants_json or _is_json(found):
            return False
        if found in ("", "application/octet-stream"):
            return True
        for each in self.accept.split(","):
            wanted = _essence(each)
            if found.startswith(wanted.removeprefix("*/").rstrip("*")):
                return True
            if wanted.endswith("xml") and found.endswith("xml"):
                return True
        return False


def _essence(content_type: str) -> str:
    """A media type without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def _is_json(found: str) -> bool:
    return found in (JSON, "text/json") or found.endswith("+json")
