"""JSON in and out of models: from bytes or plain data to models, and back."""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from openrouter_core._check import invalid, shown
from openrouter_core._convert.converter import structure_hook
from openrouter_core._convert.dumped import dumped
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of, wire_fields
from openrouter_core.models.errors import ResponseValidationError, SDKValidationError
from openrouter_core.models.model import UNSET, Model, RequestModel, ResponseModel

if TYPE_CHECKING:
    from decimal import Decimal

_T = TypeVar("_T")
_ENDLESS: Final = "the value is nested too deeply, or contains itself"


def structure(data: object, cls: type[_T]) -> _T:
    """Make a model from plain JSON data.

    Arguments:
        data: what `json.loads` returns, or a mapping that mixes such data with models.
        cls: a class of `openrouter_core.models`.

    Raises:
        SDKValidationError: `cls` belongs to a request, and a value has the wrong type; the error says where.
        ResponseValidationError: `cls` belongs to a response, and `data` is not a JSON object.
    """
    try:
        made: _T = structure_hook(cls)(data)
    except StructureError as error:
        if issubclass(cls, RequestModel):
            raise validation_error(error) from None
        raise ResponseValidationError(error.message) from None
    except RecursionError:
        if issubclass(cls, RequestModel):
            raise SDKValidationError(_ENDLESS) from None
        raise ResponseValidationError("the value is nested too deeply") from None
    return made


def checked(request: object, cls: type[Model]) -> dict[str, Any]:
    """What a request has on the wire, one level deep, if the API can take it.

    Arguments:
        request: a model, an object of pydantic's, or a mapping, whose values are given back as its author wrote them.

    Raises:
        SDKValidationError: a known field has the wrong type; the error says where.
    """
    try:
        request = dumped(request)
    except StructureError as error:
        raise validation_error(error.with_parent("request")) from None
    if isinstance(request, ResponseModel) or not isinstance(request, Model | Mapping):
        article = "an" if cls.__name__[0] in "AEIO" else "a"
        raise invalid("request", f"{article} {cls.__name__} or a mapping", request)
    try:
        structure(request, cls)
        return dict(object_of(request))
    except SDKValidationError:
        raise
    except Exception as error:  # a mapping of the user's own may raise anything
        raise mapping_raised("request", error) from error


def unstructure(obj: object) -> Any:
    """Make plain JSON data from a model of this package or of pydantic, or from data that holds models; `UNSET` is left
    out.

    Raises:
        SDKValidationError: JSON cannot hold a value; the error says where.
    """
    try:
        return _plain(obj, replay=False, numbers=False)
    except StructureError as error:
        raise validation_error(error) from None
    except RecursionError:
        raise SDKValidationError(_ENDLESS) from None


def to_json(obj: object) -> bytes:
    """Write a model, or data that holds models, as compact JSON in UTF-8; the order of the keys stays.

    Raises:
        SDKValidationError: JSON cannot hold a value; the error says where.
    """
    try:
        return _encode(_plain(obj, replay=False, numbers=True))
    except StructureError as error:
        raise validation_error(error) from None
    except RecursionError:
        raise SDKValidationError(_ENDLESS) from None


def from_json(data: bytes | str, cls: type[_T]) -> _T:
    """Read JSON into a model.

    Raises:
        SDKValidationError: as for `structure`.
        ResponseValidationError: `data` is not JSON, or as for `structure`.
    """
    try:
        value = parse_json(data)
    except ValueError as error:
        raise ResponseValidationError(f"the text is not JSON: {error}") from None
    return structure(value, cls)


def request_json(request: object) -> bytes:
    """Write a request's body; a part of a response in it is written as the API wants it back.

    Raises:
        SDKValidationError: JSON cannot hold a value; the error says where.
    """
    try:
        return _encode(request)
    except Exception:
        pass  # an UNSET in a mapping, a mapping that is not a dict, or a value that JSON cannot hold: look closer
    try:
        return _encode(_plain(request, replay=True, numbers=True))
    except StructureError as error:
        raise validation_error(error) from None
    except RecursionError:
        raise SDKValidationError("the request is nested too deeply, or contains itself") from None
    except Exception as error:  # as in `checked`
        raise mapping_raised("request", error) from error


def mapping_raised(path: str, error: Exception) -> SDKValidationError:
    """The error for a part of a request that cannot be looked at, because a mapping in it raises."""
    return SDKValidationError(
        f"{path}: it cannot be read, because a mapping in it raised {type(error).__name__}",
        path=path,
    )


MAX_OBJECTS: Final = 100_000
"""How many objects JSON may hold. As a model ``{}`` is over a hundred times its bytes: an event of 2 MB took 235 MB,
and 2 s. The list of all models has about 10 000.
"""
_STRING: Final = r'(?s)"[^"\\]*(?:\\.[^"\\]*)*"'


def too_many_objects(text: str) -> bool:
    """Whether JSON holds more than `MAX_OBJECTS`. Braces inside its strings are text: a model may write any program."""
    if len(text) <= MAX_OBJECTS or text.count("{") <= MAX_OBJECTS:
        return False
    return re.sub(_STRING, "", text).count("{") > MAX_OBJECTS


def parse_json(data: bytes | str) -> Any:
    """Like `json.loads`, but it also accepts what real servers send.

    That is: control characters in strings, a byte order mark, bytes that are not UTF-8, and integers of any length
    (as `Decimal` beyond CPython's limit of 4 300 digits).

    Raises:
        ValueError: `data` is not JSON, is nested deeper than the interpreter's stack allows, or holds more than
            `MAX_OBJECTS`.
    """
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    if too_many_objects(text):
        raise ValueError("too many objects")
    try:
        value, end = _SCAN(text, 0)
    except (ValueError, StopIteration, RecursionError):
        return _parse_unusual(text)
    return value if end == len(text) else _parse_unusual(text)


def _parse_unusual(text: str) -> Any:
    """JSON with something around it, or in it that the decoder refuses. A stream's events have neither, and looking
    for white space would take a fifth of their decoding.
    """
    text = text.removeprefix("\ufeff")
    try:
        try:
            return _DECODER.decode(text)
        except json.JSONDecodeError:
            raise
        except ValueError:  # an integer beyond the interpreter's limit
            return json.loads(text, strict=False, parse_int=_long_int)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def validation_error(error: StructureError) -> SDKValidationError:
    """The error that a person reads, of one that has reached the top."""
    return SDKValidationError(
        error.message,
        path=error.place,
        expected=error.expected,
        got=shown(error.got),
    )


# --- the hooks -----------------------------------------------------------------------------------------------------


def _plain(value: Any, *, replay: bool, numbers: bool) -> Any:
    """Plain JSON data of anything. `numbers`: whether those are refused that JSON has not, or this interpreter cannot
    write.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        if numbers and not _is_number(value):
            raise StructureError("a finite number", value)
        return value
    if isinstance(value, Model):
        value = wire_fields(value, replay=replay)
    step: Any = None
    try:
        if isinstance(value, Mapping):
            made = {}
            for step, item in value.items():
                if not (step is None or isinstance(step, str) or _is_number(step)):
                    raise StructureError("keys that are strings", step)
                if item is not UNSET:
                    made[step] = _plain(item, replay=replay, numbers=numbers)
            return made
        if isinstance(value, list | tuple):
            items: list[Any] = []
            for item in value:
                step = len(items)
                items.append(_plain(item, replay=replay, numbers=numbers))
            return items
    except StructureError as error:
        raise error.with_parent(step) from None
    if _is_decimal(value):
        if numbers:
            raise StructureError("a finite number", value)
        return value
    written = dumped(value)
    if written is not value:
        return _plain(written, replay=replay, numbers=numbers)
    raise StructureError("a value that JSON can hold", value)


def _is_decimal(value: object) -> bool:
    """Whether `value` is what `_long_int` makes. Where the module (1 ms) was not imported, there is none."""
    decimal = sys.modules.get("decimal")
    return decimal is not None and isinstance(value, decimal.Decimal)


def _is_number(value: object) -> bool:
    """Whether JSON has the number, and CPython writes it (it refuses integers of more than 4 300 digits)."""
    if isinstance(value, float):
        return math.isfinite(value)
    if not isinstance(value, int):
        return False
    try:
        return value.bit_length() < 2000 or bool(str(value))
    except ValueError:
        return False


def _lower(obj: object) -> Any:
    """What json asks of an object that it does not know: one level of a model or a mapping."""
    if isinstance(obj, Model):
        return wire_fields(obj, replay=True)
    if isinstance(obj, Mapping):
        return dict(obj)
    try:
        written = dumped(obj)
    except StructureError:
        written = obj
    if written is obj:
        raise TypeError(type(obj).__name__)
    return written


_DECODER: Final = json.JSONDecoder(strict=False)
_SCAN: Final[Callable[[str, int], tuple[Any, int]]] = vars(_DECODER)["scan_once"]
"""What `raw_decode` calls: an event is so short that the step between counts."""
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_lower
)
_ASCII_ENCODER: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":"), default=_lower)


def _encode(value: object) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:  # a lone surrogate: UTF-8 cannot hold it, JSON's escapes can
        return _ASCII_ENCODER.encode(value).encode()


def _long_int(digits: str) -> int | Decimal:
    try:
        return int(digits)
    except ValueError:
        from decimal import Decimal

        return Decimal(digits)
