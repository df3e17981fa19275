"""`paginate`: all items of a list that comes in pages, with one page in memory at a time."""

from __future__ import annotations

import inspect
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from openrouter_core._check import invalid, shown
from openrouter_core._convert.error import StructureError
from openrouter_core._protocol.operation import Operation
from openrouter_core.models.errors import ResponseValidationError, SDKValidationError
from openrouter_core.models.model import EMPTY_REQUEST, JsonObject, Model
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.options import RequestOptions

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_E = TypeVar("_E")


class Page(Protocol[_T_co]):
    """A part of a list."""

    @property
    def data(self) -> Sequence[_T_co] | None: ...


def paginate(
    operation: Callable[..., Ok[Page[_T]] | Err[_E]],
    core: OpenRouterCore,
    *arguments: str | Model | JsonObject,
    request: Model | JsonObject = EMPTY_REQUEST,
    options: RequestOptions | None = None,
) -> Iterator[Ok[_T] | Err[_E | SDKValidationError | ResponseValidationError]]:
    """Iterate over all items of a list that an operation returns in pages. The operation's description says how it goes
    on: by ``offset``, ``cursor``, ``after`` or ``starting_after``.

    The next page is requested when all items of the page before have been taken. No connection is held in between.

    Arguments:
        operation: such as `api_keys_list`. A function of yours is called as ``operation(core, request, options=...)``
            and first gets an ``offset``; it continues by the ``cursor`` or the ``last_id`` of its pages, where they
            have one. A `functools.partial` of an operation counts as that operation.
        core: the client.
        arguments: the operation's other arguments: the parameters of its path, such as a container's id, and the
            request. An ``offset``, ``cursor`` or ``after`` in the request is where the list begins.
        request: the request, where it is given by name.
        options: settings for each of the calls.

    Yields:
        ``Ok`` of each item. Where a page fails its `Err` is the last result: an error of the operation;
        `SDKValidationError` for a function that does not return pages; `ResponseValidationError` for a page that holds
        no items of this kind, that does not say where the next page begins, or that came before, so that the list
        would never end. A row that is not an item, such as null, is skipped.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.funcs.api_keys_create import api_keys_create
    >>> from openrouter_core.funcs.api_keys_list import api_keys_list
    >>> from openrouter_core.testing import LocalServer
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
    ...     made = [api_keys_create(core, {"name": f"key {number}"}) for number in range(150)]
    ...     names = {result.unwrap().name for result in paginate(api_keys_list, core)}
    >>> names >= {f"key {number}" for number in range(150)}
    True
    """
    pages: _Pages[_T] = _Pages(operation, arguments, request)
    while pages.problem is None and not pages.ended:
        got = operation(core, *pages.arguments(), **pages.keywords(), options=options)
        if isinstance(got, Err):
            yield got
            return
        if pages.takes(got):
            yield from pages.items(got.unwrap())
    if pages.problem is not None:
        yield Err(pages.problem)


async def paginate_async(
    operation: Callable[..., Awaitable[Ok[Page[_T]] | Err[_E]]],
    core: OpenRouterCore,
    *arguments: str | Model | JsonObject,
    request: Model | JsonObject = EMPTY_REQUEST,
    options: RequestOptions | None = None,
) -> AsyncIterator[Ok[_T] | Err[_E | SDKValidationError | ResponseValidationError]]:
    """Like `paginate`, for the async form of an operation."""
    pages: _Pages[_T] = _Pages(operation, arguments, request)
    while pages.problem is None and not pages.ended:
        given: Any = operation(core, *pages.arguments(), **pages.keywords(), options=options)
        if not hasattr(given, "__await__"):
            pages.problem = invalid("operation", "an async function (or use paginate)", operation)
            break
        got = await given
        if isinstance(got, Err):
            yield got
            return
        if pages.takes(got):
            for item in pages.items(got.unwrap()):
                yield item
    if pages.problem is not None:
        yield Err(pages.problem)


_PLACES: Final = {"cursor": "cursor", "after": "last_id", "starting_after": "next_cursor"}
"""What a page calls the place where it ends, by the way of its list."""
_FIELDS: Final = ("cursor", "after", "after_id", "starting_after")
"""The fields of a request that take such a place."""
_AFTER: Final = {"anthropic": "after_id"}
"""What a list of a provider's own shape calls ``after``."""


class _Pages(Generic[_T]):
    """Which page comes next, and whether there is one.

    Fields:
        ended: whether the last page has come.
        problem: why there can be no further page.
    """

    def __init__(self, operation: object, arguments: Sequence[object], request: object) -> None:
        self.ended = False
        self.problem: SDKValidationError | ResponseValidationError | None = None
        known = _operation_of(operation)
        self._by_name = isinstance(operation, partial)  # it may have bound what stands before
        self._way: str | None = "offset" if known is None else known.pages
        self._guessed = known is None
        self._last: Sequence[object] = ()
        self._seen: set[str] = set()
        self._where = "the first page"
        self._path, self._fields = self._split(operation, known, arguments, request)
        self._offset: Any = 0  # whether it is a number, the operation finds out
        if self._way is None and known is not None:
            self.problem = invalid("operation", "one that gives pages", known.name)
        elif not callable(operation):
            self.problem = invalid("operation", "a function", operation)
        elif self._way == "offset":
            self._offset = self._fields.pop("offset", None) or 0
            self._where = f"the page for offset {self._offset}"
        else:
            # The operation refuses what is not a string.
            begins = (self._fields.get(name) for name in _FIELDS)
            self._seen.update(place for place in begins if isinstance(place, str))

    def _split(
        self,
        operation: object,
        known: Operation | None,
        arguments: Sequence[object],
        request: object,
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The parameters of the path, which come first, and the fields of the request."""
        wanted = 0 if known is None else known.path.count("{")
        if isinstance(operation, partial):
            wanted -= len(operation.keywords.keys() - {"options", "request"})
        path, others = tuple(arguments[:wanted]), list(arguments[wanted:])
        if request is not EMPTY_REQUEST:
            others.append(request)
        if len(others) > 1:
            self.problem = invalid("request", "one request, by position or by name", others)
        return path, self._read(others[0] if others else EMPTY_REQUEST)

    def _read(self, request: object) -> dict[str, Any]:
        from openrouter_core._convert.values import (
            object_of,  # with cattrs' cost, which an import does without
        )

        try:
            return dict(object_of(request))
        except StructureError:
            self.problem = invalid("request", "a model or a mapping", request)
        except Exception as error:  # a mapping of the user's own may raise anything
            from openrouter_core.wire import mapping_raised  # as above

            self.problem = mapping_raised("request", error)
        return {}

    def arguments(self) -> tuple[Any, ...]:
        """What the operation is called with after the core."""
        return self._path if self._by_name else (*self._path, self._request())

    def keywords(self) -> dict[str, Any]:
        """What it is called with by name."""
        return {"request": self._request()} if self._by_name else {}

    def _request(self) -> JsonObject:
        """What to ask for next."""
        place = {"offset": self._offset} if self._way == "offset" else {}
        return {**self._fields, **place}

    def takes(self, given: Any) -> bool:
        """Whether a call gave a page; else `problem` says what is wrong with the operation."""
        if inspect.iscoroutine(given):
            given.close()  # it would warn that nobody awaits it
        if hasattr(given, "__await__"):
            expected = "a function that is not async (or use paginate_async)"
        elif not isinstance(given, Ok):
            expected = "a function that returns Ok or Err"
        elif hasattr(given.unwrap(), "data"):
            return True
        else:
            expected, given = "a function whose Ok holds a page with data", given.unwrap()
        self.problem = invalid("operation", expected, given)
        return False

    def items(self, page: Page[_T]) -> Iterator[Ok[_T]]:
        """The items of a page that has come."""
        items = page.data or ()
        # Where a row does not fit, the whole list is in `extra`: the server counts its rows, not ours.
        #   [{"name": "a"}, null]: the key "a", and the next offset is two further
        #   [null, 5], "x", {"name": "a"}: no list of keys; it must not look like the end of all pages
        rows = getattr(page, "extra", {}).get("data", items)
        if not isinstance(rows, list | tuple) or (rows and not items):
            self._fail(page, "is not a list of the items that were asked for")
            return
        if self._guessed:  # the first page of a function of the user's own tells how it goes on
            self._guessed = False
            self._way = next((way for way in _PLACES if hasattr(page, _PLACES[way])), "offset")
        is_new = self._count(page, rows) if self._way == "offset" else self._follow(page, rows)
        if is_new:
            yield from map(Ok, items)

    def _count(self, page: object, rows: Sequence[object]) -> bool:
        """Go on behind a page's rows; False where they came before."""
        if rows and rows == self._last:
            self._fail(page, f"holds the same items as the page before ({len(rows)})")
            return False
        total, more = (_said(page, name) for name in ("total_count", "has_more"))
        if more is True and not rows:
            self._fail(page, "says that there are more items, but holds none")
        self._last = rows
        self._offset += len(rows)
        self._where = f"the page for offset {self._offset}"
        self.ended = not rows or more is False or (isinstance(total, int) and self._offset >= total)
        return True

    def _follow(self, page: object, rows: Sequence[object]) -> bool:
        """Go on where a page says; False where that is where one before it ended.

        - ``{"data": [...], "has_more": true, "last_id": "b"}``: ``after=b`` is next
        - ``{"data": [], "has_more": true, "last_id": "b"}``: the same; a server may have looked at many, and shown none
        - ``{"data": [...], "cursor": null}``: the end
        - ``{"data": [...], "has_more": true, "last_id": null}``: no end, and no next page
        """
        more = _said(page, "has_more")
        field, place = self._way or "", _said(page, _PLACES[self._way or ""])
        if place is None and more is True:
            # Files that are kept with a provider are listed in its own shape, which knows no cursor.
            field = _AFTER.get(str(_said(page, "_shape")), "after")
            place = _said(page, "last_id")
        if more is False or (more is not True and (place in (None, "") or not rows)):
            self.ended = True
        elif not isinstance(place, str) or not place:
            self._fail(
                page, f"says that there are more items, but not where they begin: {shown(place)}"
            )
        elif place in self._seen:
            self._fail(page, "ends where an earlier page ended")
            return False
        else:
            self._seen.add(place)
            others = {n: v for n, v in self._fields.items() if n not in _FIELDS}
            self._fields = {**others, field: place}
            self._where = f"the page after {shown(place)}"
        return True

    def _fail(self, page: object, what: str) -> None:
        self.problem = ResponseValidationError(
            f"{self._where} {what}", http_meta=getattr(page, "http_meta", None)
        )


def _operation_of(function: object) -> Operation | None:
    """The description of an operation, by one of its functions; None for a function of the user's own."""
    while isinstance(function, partial):
        function = function.func
    module = sys.modules.get(getattr(function, "__module__", None) or "")
    found = getattr(module, "OPERATION", None)
    return found if isinstance(found, Operation) else None


def _said(page: object, name: str) -> Any:
    """What a page says under a name, also where that did not fit its field."""
    extra = getattr(page, "extra", None) or {}
    return extra.get(name, getattr(page, name, None))
