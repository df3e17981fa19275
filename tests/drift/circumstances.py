"""What a description says of an operation beside its parameters and schemas: statuses, headers, media types, keys,
servers, pages, and what is about to go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Final
from urllib.parse import urlsplit

from openrouter_core._protocol.operation import JSON, Operation
from openrouter_core.models.errors import APIError
from openrouter_core.settings import DEFAULT_SERVER_URL
from tests.drift.description import Described, Description
from tests.drift.differences import Difference, Drift, Where

STREAM: Final = "text/event-stream"
_MEDIA: Final[Mapping[str, str]] = {
    "json": "json",
    "multipart": "multipart",
    "form": "x-www-form-urlencoded",
}
_STATUSES: Final = {str(cls.STATUS) for cls in APIError.__subclasses__() if cls.STATUS}
_UNSAID: Final = ("accept", "content-type", "authorization")
"""Header parameters that OpenAPI says to ignore."""
_PAGES: Final = ("starting_after", "after", "cursor", "offset")
"""The parameters that ask for the next page."""


def sends(kind: str | None, media_type: str) -> bool:
    """Whether a body of this kind is of a media type."""
    return kind is not None and _MEDIA[kind] in media_type


def compare_circumstances(
    operation: Operation, described: Described, beside: Sequence[Operation], drift: Drift
) -> None:
    """Compare all that is no field.

    Arguments:
        beside: the operations of this package with the same method and path, this one among them.
        drift: where to write what differs.
    """
    _compare_media_types(described, beside, drift)
    _compare_statuses(operation, described, drift)
    _compare_headers(operation, described, drift)
    _compare_key(operation, described, drift)
    _compare_own_servers(operation, described, drift)
    _compare_pages(operation, described, drift)
    if described.deprecated and "deprecated" not in _docstring(operation.name).lower():
        where = Where("operation", f"{described.method} {described.path}")
        drift.differ(where, "deprecated, which the docstring does not say")
    for other in beside:
        if other.name != operation.name and other.body == operation.body:
            drift.differ(Where("operation", other.name), "a second function with the same request")


def compare_servers(description: Description) -> Iterator[Difference]:
    """Compare the server that all operations have with this package's own."""
    if description.servers and DEFAULT_SERVER_URL not in description.servers:
        said = ", ".join(description.servers)
        yield Difference("server", said, f"not this package's, which is {DEFAULT_SERVER_URL}")


def _compare_media_types(described: Described, beside: Sequence[Operation], drift: Drift) -> None:
    for media_type in described.body:
        sent = any(sends(each.body, media_type) for each in beside)
        if not sent and not any(each.part == "body" and not each.path for each in drift.missing):
            drift.differ(Where("body", media_type), "described, and no function sends it")
    for media_type in described.answer:
        read = any(_reads(each, media_type) for each in beside)
        unread = "stream" if media_type == STREAM else "response"
        if not read and not any(each.part == unread and not each.path for each in drift.missing):
            drift.differ(Where("response", media_type), "described, and no function reads it")


def _reads(operation: Operation, media_type: str) -> bool:
    if media_type == STREAM:
        return operation.events is not None
    if operation.accept == JSON:
        return operation.response is not None and "json" in media_type
    return operation.holds_content(media_type)


def _compare_statuses(operation: Operation, described: Described, drift: Drift) -> None:
    for status in described.statuses:
        drift.compared += 1
        if status.isdecimal() and int(status) >= 300 and status not in _STATUSES:
            what = "a redirect" if status.startswith("3") else "no class in models.errors has it"
            drift.differ(Where("status", status), what, ("status", status))
    for status in described.empty if operation.response else ():
        drift.differ(Where("status", status), f"no body, and {operation.response} is expected")


def _compare_headers(operation: Operation, described: Described, drift: Drift) -> None:
    for name in described.headers:
        drift.compared += 1
        own = operation.idempotency and name.lower() == "idempotency-key"
        if not own and name.lower() not in _UNSAID:
            drift.differ(Where("header", name), "no argument sends it", ("header", name.lower()))

    for name in described.cookies:
        drift.differ(Where("cookie", name), "no argument sends it", ("cookie", name))


def _compare_key(operation: Operation, described: Described, drift: Drift) -> None:
    where = Where("key")
    match described.key, operation.key:
        case "none" | "optional", "needed":
            drift.differ(where, f"described as {described.key}, and wanted here")
        case "needed", "none":
            drift.differ(where, "described as needed, and not sent")
    for scheme in described.schemes:
        drift.differ(where.at(scheme), "wanted in place of a bearer token, and not sent")


def _compare_own_servers(operation: Operation, described: Described, drift: Drift) -> None:
    default = urlsplit(DEFAULT_SERVER_URL)
    own = (default.netloc, operation.base or default.path)
    servers = [urlsplit(each) for each in described.servers]
    if servers and own not in [(each.netloc, each.path.rstrip("/")) for each in servers]:
        drift.differ(Where("server", ", ".join(described.servers)), "not where it is sent")


def _compare_pages(operation: Operation, described: Described, drift: Drift) -> None:
    asked = [name for name in _PAGES if name in described.query]
    if described.method != "GET" or operation.pages in asked:
        return
    if operation.pages and not asked:
        drift.exceed(Where("pages"), f"by {operation.pages}")
    elif asked:
        here = f"by {operation.pages} here" if operation.pages else "none here"
        drift.differ(Where("pages"), f"described by {' or '.join(asked)}, {here}")


def _docstring(name: str) -> str:
    try:
        module = import_module(f"openrouter_core.funcs.{name}")
    except ImportError:
        return ""
    return str(getattr(module, name).__doc__)
