"""The base of every class that is sent or received.

A model is an attrs class whose instances hold, in ``__dict__``, exactly what is on the wire: an absent key is not
there, and reading it gives the class's default (`UNSET` in requests, None in responses). That one rule makes decoding
lossless, nulls included, and makes an absent field free.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from keyword import iskeyword
from operator import attrgetter
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    BinaryIO,
    ClassVar,
    Final,
    Literal,
    TypeAlias,
    TypeVar,
    dataclass_transform,
    final,
)

import attrs

if TYPE_CHECKING:
    from openrouter_core.models.http_meta import HttpMeta

JsonObject: TypeAlias = Mapping[str, Any]
"""A JSON object as a plain mapping; only JSON's values are really `Any`."""

EMPTY_REQUEST: Final[JsonObject] = MappingProxyType({})
"""The request of an operation that needs none."""

TELLTALE: Final = (
    "(?i)auth(?!ors?(?:_|$))|cookie|key|token(?!iz)|secret|passw|passphrase|credential|bearer|jwt"
    "|signature"
)
"""Parts of keys that mark a secret, in JSON without a class."""
_DEEPEST: Final = 20
"""How deep `repr` looks into JSON."""

NO_JSON: Final = "no JSON"
"""Marks the annotation of a field whose value is checked when it is sent."""

FileSource: TypeAlias = Annotated[bytes | str | os.PathLike[str] | BinaryIO, NO_JSON]
"""A file to upload: its bytes, its path, or a file that is open in binary mode."""

_Class = TypeVar("_Class", bound=type)


@final
class Unset:
    """The type of `UNSET`: a request field that was not given, and is not sent."""

    __slots__ = ()
    _only: ClassVar[Unset | None] = None

    def __new__(cls) -> Unset:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()
"""Not given: the field is left out of the request. None, in contrast, is sent as ``null``."""


class TaggedUnion:
    """A union of models distinguished by one key. Its members are given by name, so that no class is created before it
    is needed.

    Arguments:
        tag: the key that distinguishes them, such as ``"type"``.
        members: from the tag's value to the name of a class in `openrouter_core.models`.
        otherwise: the class for every other value; None keeps the mapping unchanged, and requires the tag, if given, to
            be a string.
        untagged: the class if the tag is missing or null; None leaves that to `otherwise`.
        closed: whether any other value is a mistake.
    """

    __slots__ = ("closed", "members", "otherwise", "tag", "untagged")

    def __init__(
        self,
        tag: str,
        members: Mapping[str, str],
        *,
        otherwise: str | None = None,
        untagged: str | None = None,
        closed: bool = False,
    ) -> None:
        self.tag = tag
        self.members = members
        self.otherwise = otherwise
        self.untagged = untagged or otherwise
        self.closed = closed


class _NeverNull:
    """A field that is never None: if it is absent or null, each read makes a new default, so that no two instances
    share a list. A received null stays in ``__dict__``, and is sent back unchanged:

    - ``{}``: `choices` is [], and nothing is written
    - ``{"choices": null}``: `choices` is [], and ``null`` is written
    """

    __slots__ = ("factory", "name")

    def __init__(self, name: str, factory: Callable[[], Any]) -> None:
        self.name = name
        self.factory = factory

    def __get__(self, instance: object, owner: type) -> Any:
        value = None if instance is None else instance.__dict__.get(self.name)
        return self.factory() if value is None else value

    def __set__(self, instance: object, value: object) -> None:
        """Makes Python use this descriptor before ``__dict__``."""
        instance.__dict__[self.name] = value


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def model(cls: _Class) -> _Class:
    """Make a class of the wire: frozen, keyword-only unless a field says otherwise, and cheap to
    create.

    Equality and representation are inherited from `Model`: generating them would double the
    time that creating the class takes (measured: 0.35 ms instead of 0.75 ms).

    A field whose name on the wire is a Python keyword ends in an underscore (PEP 8): ``async_`` in Python is ``async``
    in ``__dict__``, in ``__wire__`` and in JSON. A constructor accepts both: ``CustomTool("search", **{"async":
    True})``.
    """
    made: Any = attrs.define(
        frozen=True, slots=False, eq=False, repr=False, kw_only=True, field_transformer=_on_the_wire
    )(cls)
    words: dict[str, str] = {}
    for field in attrs.fields(made):
        default: Any = UNSET if field.default is attrs.NOTHING else field.default
        if hasattr(default, "factory"):
            default = _NeverNull(field.name, default.factory)
        setattr(made, field.name, default)
        if iskeyword(field.name):
            words[field.name] = str(field.alias)
            setattr(made, words[field.name], property(attrgetter(field.name)))
    if words:
        made.__init__ = _taking_words(made.__init__, words)
    made.__wire__ = tuple(f.name for f in attrs.fields(made) if f.metadata.get("wire", True))
    made.__non_empty__ = tuple(f.name for f in attrs.fields(made) if f.metadata.get("non_empty"))
    made.__secret__ = frozenset(f.name for f in attrs.fields(made) if f.metadata.get("secret"))
    return cls


def _on_the_wire(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The fields of a class, under the names that they have on the wire."""
    return [
        field.evolve(name=field.name[:-1], alias=field.name)
        if field.name[-1:] == "_" and iskeyword(field.name[:-1])
        else field
        for field in fields
    ]


def _taking_words(create: Callable[..., None], words: Mapping[str, str]) -> Callable[..., None]:
    """A constructor that also takes arguments that only ``**`` can give."""

    @wraps(create)
    def create_from(self: object, *args: object, **values: object) -> None:
        create(self, *args, **{words.get(name, name): value for name, value in values.items()})

    return create_from


@model
class Model:
    """The base of all models.

    Fields:
        extra: keys that this version does not know, and values that did not fit their field, under
            their own names.
    """

    __wire__: ClassVar[tuple[str, ...]]
    """The fields that are sent or received."""
    __non_empty__: ClassVar[tuple[str, ...]]
    """The fields that must be given and not be empty."""
    __secret__: ClassVar[frozenset[str]]
    """The fields that `repr` hides."""

    extra: dict[str, Any] = attrs.field(factory=dict, metadata={"wire": False})

    def __attrs_post_init__(self) -> None:
        """Drop what the constructor was not given: `UNSET`, and None where None means absent."""
        values = self.__dict__
        cls = type(self)
        for name, value in list(values.items()):
            if (value is None or value is UNSET) and (value is UNSET or getattr(cls, name) is None):
                del values[name]
        if not values["extra"]:
            del values["extra"]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.extra == other.extra and all(
            getattr(self, name) == getattr(other, name) for name in self.__wire__
        )

    def __repr__(self) -> str:
        values = self.__dict__
        if self.__secret__ and "extra" in values:  # may hold a secret that did not fit its field
            extra = {n: "***" if n in self.__secret__ else v for n, v in self.extra.items()}
            values = {**values, "extra": extra}
        given = [
            f"{name}={'***' if name in self.__secret__ else _shown(value)}"
            for name, value in values.items()
            if value is not None and (name in self.__wire__ or name == "extra")
        ]
        return f"{type(self).__name__}({', '.join(given)})"


class RequestModel(Model):
    """A part of a request: a known field of the wrong type is a mistake, and `UNSET` fields are not sent."""


class ResponseModel(Model):
    """A part of a response: accepts anything; a missing field is None, a value that does not fit is in `extra`.

    A list of objects keeps those that fit, and `extra` has the whole list as well:
    ``{"data": [{"id": "a/b"}, null]}`` is one model in `data`, and is sent back with its null. A list
    of numbers or texts of which one does not fit is None: it would be another list without it.
    """

    __replay__: ClassVar[JsonObject] = {}
    """What the API requires in place of a missing or null field when this part of a response is sent back in a request.
    """
    __describes_failure__: ClassVar[bool] = False
    """Whether its ``error`` belongs to what it describes, such as a job, and not to the call."""


@model
class Response(ResponseModel):
    """A whole response.

    Fields:
        http_meta: status, headers and times of the HTTP response; not part of equality, the representation or the wire.
    """

    http_meta: HttpMeta | None = attrs.field(default=None, metadata={"wire": False})


_EXACT: Final = 2**53
"""From here on JSON parsers read numbers differently (RFC 8259, 6), so none is a position in a list. The limit also
makes a server's numbers safe as keys of a dict: Python's hash of an integer is the integer modulo 2**61 - 1, and 40 000
multiples of that, which all have the same hash, cost 21 seconds.
"""


def whole_number(value: object) -> int | None:
    """An integer, also if a server writes it as ``1.0``; None for anything else, and for more than 53 bits.

    >>> whole_number(1.0), whole_number(2**53 - 1), whole_number(2**53), whole_number(True)
    (1, 9007199254740991, None, None)
    """
    if type(value) is not int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            return None
    return value if -_EXACT < value < _EXACT else None


def choice_numbers(indexes: Sequence[object]) -> list[int]:
    """Which answer each of a chunk's choices belongs to.

    A missing index is 0; if all of several lack one, it is the position in the list: those are several answers.

    >>> choice_numbers([1, None]), choice_numbers([None, None]), choice_numbers([None])
    ([1, 0], [0, 1], [0])
    """
    numbers = [whole_number(index) for index in indexes]
    if all(number is None for number in numbers):
        return list(range(len(numbers)))
    return [max(number or 0, 0) for number in numbers]


def join_text(pieces: Sequence[str]) -> str:
    r"""A text from its pieces.

    Servers that cut JavaScript strings can cut a character of two UTF-16 units in half, and JSON can hold each half.
    Such halves cannot be written to a file or a terminal, so they are joined. A half without its other half stays.

    >>> join_text(["Hi ", "\ud83d", "", "\ude00!"])
    'Hi 😀!'
    """
    text = "".join(pieces)
    if any("\ud800" <= piece[-1:] < "\udc00" for piece in pieces):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _shown(value: object) -> str:
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else repr(_covered(value))


def _covered(value: object, depth: int = 0) -> object:
    """A value of plain JSON with stars in place of texts that, by their keys, may be secrets."""
    if isinstance(value, Mapping):
        if depth > _DEEPEST:
            return "..."
        return {name: _covered_item(name, item, value, depth) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return "..." if depth > _DEEPEST else [_covered(item, depth + 1) for item in value]
    return value


def _covered_item(name: object, item: object, holder: JsonObject, depth: int) -> object:
    # Headers are also written as {"name": "X-Api-Key", "value": "..."}.
    about = holder.get("name") if name == "value" else name
    return (
        "***"
        if isinstance(item, str) and re.search(TELLTALE, str(about))
        else _covered(item, depth + 1)
    )
