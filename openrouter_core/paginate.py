"""All items of a list that comes in pages, one page in memory at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from openrouter_core._check import shown
from openrouter_core._convert.error import StructureError
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
    def data(self) -> Sequence[_T_co]: ...


def paginate(
    operation: Callable[..., Ok[Page[_T]] | Err[_E]],
    core: OpenRouterCore,
    request: Model | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Iterator[Ok[_T] | Err[_E | SDKValidationError | ResponseValidationError]]:
    """Go through a list that an operation gives in pages, which its request's ``offset`` chooses.

    A page is asked for when the items of the one before have been taken, and holds no connection meanwhile.

    Arguments:
        operation: such as `api_keys_list`.
        core: configuration and transport.
        request: what the operation takes; an ``offset`` in it is where to begin.
        options: settings for each of the calls.

    Yields:
        ``Ok`` of each item, and where a page cannot be had its `Err`, which is the last result. Among these is
        `ResponseValidationError` for a page on which nothing is an item, and for the same page given again: the list
        would never end. A row that is no item, such as null, is passed over; the page's own ``extra`` would hold it.

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
    pages: _Pages[_T] = _Pages(request)
    while pages.problem is None and not pages.ended:
        got = operation(core, pages.request(), options=options)
        if isinstance(got, Err):
            yield got
            return
        yield from pages.items(got.unwrap())
    if pages.problem is not None:
        yield Err(pages.problem)


async def paginate_async(
    operation: Callable[..., Awaitable[Ok[Page[_T]] | Err[_E]]],
    core: OpenRouterCore,
    request: Model | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> AsyncIterator[Ok[_T] | Err[_E | SDKValidationError | ResponseValidationError]]:
    """As `paginate`, for an operation's async form."""
    pages: _Pages[_T] = _Pages(request)
    while pages.problem is None and not pages.ended:
        got = await operation(core, pages.request(), options=options)
        if isinstance(got, Err):
            yield got
            return
        for item in pages.items(got.unwrap()):
            yield item
    if pages.problem is not None:
        yield Err(pages.problem)


class _Pages(Generic[_T]):
    """Which page comes next, and whether there is one.

    Fields:
        ended: whether the last page has come.
        problem: why there can be no further page.
    """

    def __init__(self, request: object) -> None:
        from openrouter_core._convert.values import (
            object_of,  # with cattrs' cost, which an import does without
        )

        self.ended = False
        self.problem: SDKValidationError | ResponseValidationError | None = None
        self._last: Sequence[object] = ()
        self._offset: Any = 0  # whether it is a number, the operation finds out
        self._fields: dict[str, Any] = {}
        try:
            self._fields = dict(object_of(request))
        except StructureError as error:
            self.problem = SDKValidationError(
                error.message, expected=error.expected, got=shown(request)
            )
        self._offset = self._fields.get("offset") or 0

    def request(self) -> JsonObject:
        """What to ask for next."""
        return {**self._fields, "offset": self._offset}

    def items(self, page: Page[_T]) -> Iterator[Ok[_T]]:
        """The items of a page that has come."""
        items = page.data
        # Where a row does not fit, the whole list is in `extra`: the server counts its rows, not ours.
        #   [{"name": "a"}, null]: the key "a", and the next offset is two further
        #   [null, 5], "x", {"name": "a"}: no list of keys; it must not look like the end of all pages
        rows = getattr(page, "extra", {}).get("data", items)
        if not isinstance(rows, list | tuple) or (rows and not items):
            self.problem = ResponseValidationError(
                f"the page for offset {self._offset} is no list of what was asked for",
                http_meta=getattr(page, "http_meta", None),
            )
            return
        total = getattr(page, "total_count", None)
        if rows and rows == self._last:
            self.problem = ResponseValidationError(
                f"the server gave the same {len(rows)} items again for offset {self._offset}"
            )
            return
        self._last = rows
        self._offset += len(rows)
        self.ended = not rows or (isinstance(total, int) and self._offset >= total)
        yield from map(Ok, items)
