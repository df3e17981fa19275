"""A request's fields as a body: JSON, a form, or a form with a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from openrouter_core import wire
from openrouter_core._convert.dumped import dumped
from openrouter_core._protocol.bodies.upload import upload_of
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.url import field_values, query_text
from openrouter_core.hooks import Upload
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.models.model import UNSET, Model


class Body(NamedTuple):
    """What is sent after the headers.

    Fields:
        content: the bytes; None where there is no body, or a file is read while it is sent.
        content_type: what they are; None where the HTTP client writes it.
        upload: the form with a file.
    """

    content: bytes | None = None
    content_type: str | None = None
    upload: Upload | None = None


def body_of(
    operation: Operation,
    fields: Any,
    extra: Mapping[str, Any] | None,
    stream: bool | None,
) -> Body:
    """The body that an operation's fields make.

    Arguments:
        fields: the request's, without those of the query; they may be changed. JSON may be any value.
        extra: what the user adds.
        stream: whether to stream; None for an operation that does not know the question.

    Raises:
        SDKValidationError: a field cannot be written.
        InvalidRequestError: there is no body that `extra` could go into.
    """
    return _WRITERS[operation.body](operation, fields, extra or {}, stream)


def _json(operation: Operation, fields: Any, extra: Mapping[str, Any], stream: bool | None) -> Body:
    """A mapping as its author wrote it, a model in its fields' order, with ``stream`` and the extra keys added; what
    must come first does.
    """
    if not isinstance(fields, dict):
        if extra or stream is not None:
            raise InvalidRequestError(
                "json: expected an object, because extra_body or stream is to be written into it"
            )
        return Body(wire.request_json(fields), "application/json")
    fields.update(extra)
    if stream is not None:
        said = fields.get("stream", stream)
        if said is not stream and said is not None and said is not UNSET:
            raise SDKValidationError(
                f"stream: expected {stream!r}, as the function's stream argument says; got {said!r}. "
                "Pass stream= to the function, and leave it out of the request",
                path="stream",
                expected=repr(stream),
                got=repr(said),
            )
        fields["stream"] = stream
    if operation.first:
        begin = {name: fields[name] for name in operation.first if name in fields}
        fields = {**begin, **fields}
    return Body(wire.request_json(fields), "application/json")


def _form(
    operation: Operation, fields: dict[str, Any], extra: Mapping[str, Any], stream: bool | None
) -> Body:
    """Names and values as an HTML form sends them, which is what OAuth takes (RFC 6749, appendix B)."""
    text = query_text(_texts(operation, fields, extra))
    return Body(text.encode("ascii"), "application/x-www-form-urlencoded")


def _multipart(
    operation: Operation, fields: dict[str, Any], extra: Mapping[str, Any], stream: bool | None
) -> Body:
    """A form with a file, whose name and media type are fields of the request; all others are the form's too. Where the
    file may be left out, the form is sent without one.
    """
    source = fields.pop("file", None)
    filename, content_type = (fields.pop(name, None) for name in ("filename", "content_type"))
    others = _texts(operation, fields, extra)
    if (source is None or source is UNSET) and operation.file_or in others:
        return Body(upload=Upload("file", None, "", None, others))
    return Body(upload=upload_of("file", source, filename, content_type, others))


def _none(
    operation: Operation, fields: dict[str, Any], extra: Mapping[str, Any], stream: bool | None
) -> Body:
    if extra:
        raise InvalidRequestError("extra_body: this request has no body; pass extra_query=")
    return Body()


def _texts(
    operation: Operation, fields: dict[str, Any], extra: Mapping[str, Any]
) -> dict[str, str | list[str]]:
    values = {**fields, **extra}
    for name in operation.as_json:
        value = dumped(values.get(name))
        if isinstance(value, Mapping | Model):
            values[name] = wire.request_json(value).decode()
    return field_values(values, operation.repeated)


_Writer: TypeAlias = Callable[
    [Operation, Any, Mapping[str, Any], bool | None],
    Body,
]
_WRITERS: Final[dict[str | None, _Writer]] = {
    "json": _json,
    "form": _form,
    "multipart": _multipart,
    None: _none,
}
