"""The limits that `Annotated` sets for a value: what they mean, how JSON Schema writes them, and their check.

They are read by their attributes' names (``ge``, ``max_length``, ``pattern``), which msgspec's `Meta`, the classes of
annotated_types and pydantic's `Field` share, so none of these is imported. What looks like a limit and cannot be
applied is refused: silently dropping a limit would let unexpected values through.

- ``Annotated[int, Ge(0)]``, ``Annotated[int, Meta(ge=0)]``, ``Annotated[int, Field(ge=0)]`` say the same
- ``Annotated[int, Interval(ge=0, lt=9)]`` says two limits
- ``Annotated[int | str | None, Meta(ge=0)]`` limits the int, ``Annotated[str | None, Meta(ge=0)]`` is a mistake
- ``Annotated[str, Predicate(str.islower)]``, ``Annotated[bool, Ge(0)]``, ``Annotated[int, Ge("a")]`` are refused
- so are other names that mean a limit, such as ``{"minimum": 0}`` or a custom ``Range(min=0)``, and ``slice(1, 2)``,
  because annotated_types no longer defines whether it includes 2
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Annotated, Any, Final, NamedTuple, get_args

from openrouter_core._convert.error import StructureError
from openrouter_core._convert.structure_hooks import JSON_NAMES, Hook
from openrouter_core._parse.types import (
    LISTS,
    MAPPINGS,
    SETS,
    bare,
    is_typed_dict,
    is_union,
    origin_of,
    refuse,
    spelled,
    split,
)


class Limit(NamedTuple):
    """One limit.

    Fields:
        name: the name of its attribute in annotated_types.
        bound: its value; for ``pattern`` a regular expression.
    """

    name: str
    bound: Any


class _Kind(NamedTuple):
    """A kind of limited values.

    Fields:
        name: the name of such a value in a sentence.
        counted: what its length counts, in a sentence.
        keywords: JSON Schema's keyword for each possible limit; None if it has none.
    """

    name: str
    counted: str
    keywords: dict[str, str | None]


_NUMBER_WORDS: Final[dict[str, str | None]] = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
_TEXT: Final = _Kind(
    "a string",
    " characters",
    {"min_length": "minLength", "max_length": "maxLength", "pattern": "pattern"},
)
_LIST: Final = _Kind("a list", "", {"min_length": "minItems", "max_length": "maxItems"})
_SET: Final = _Kind("a list", " different items", _LIST.keywords)
_OBJECT: Final = _Kind(
    "an object", " keys", {"min_length": "minProperties", "max_length": "maxProperties"}
)
_TIMED: Final = _Kind("a time", "", {"tz": None})

_NAMES: Final = frozenset({*_NUMBER_WORDS, *_TEXT.keywords, "tz"})
_LOOKS: Final = re.compile(
    r"ge|gt|le|lt|multiple_?of|pattern|regexp?|(exclusive_?)?(min|max)(imum)?(_?(inclusive|exclusive))?"
    r"|(min|max)_?(len|length|size|items|keys|properties|value|digits)|(lower|upper)_?bound",
    re.IGNORECASE,
)
"""Names that mean a limit, in any library."""
_PACKAGES: Final = frozenset({"annotated_types", "attr", "pydantic"})
"""Packages whose metadata is a limit, or another rule, unless it is known to be neither."""
_NO_LIMITS: Final = frozenset({"documentation", "unit", "strict", "allow_inf_nan"})
"""What these packages say besides limits. Reading is always strict, and JSON has no infinity."""


def limits_in(annotation: Any, metadata: Iterable[Any]) -> tuple[Limit, ...]:
    """The limits in the contents of `Annotated`.

    Raises:
        SDKValidationError: something looks like a limit, and cannot be applied.
    """
    limits = tuple(
        dict.fromkeys(limit for each in metadata for limit in _limits_said(annotation, each))
    )
    for name in ("pattern", "multiple_of"):
        if sum(limit.name == name for limit in limits) > 1:
            refuse(annotation, f"JSON Schema can hold only one {name} for a value")
    return limits


def _limits_said(annotation: Any, said: Any) -> Iterator[Limit]:
    if isinstance(said, Limit):
        yield said
        return
    inside = split(said)[1]
    if any(True for part in inside for _ in _limits_said(annotation, part)):
        refuse(annotation, f"{spelled(said)} is a type, and cannot be a limit of another type")
    parts = _grouped(said)
    if parts is not None:
        for part in parts:
            yield from _limits_said(annotation, part)
        return
    is_class = isinstance(said, type)
    found = {} if is_class else _attributes(said)
    for name in sorted(_NAMES & found.keys()):
        yield Limit(name, _checked_bound(annotation, name, found[name]))
    unknown = _look_alikes(said) - (_NAMES & found.keys())
    line = (said if is_class else type(said)).__mro__
    if _PACKAGES & {cls.__module__.partition(".")[0] for cls in line}:
        unknown |= (found.keys() or {""}) - _NAMES - _NO_LIMITS
    if unknown:
        refuse(annotation, f"{said!r} cannot be written as a limit in JSON Schema")


def _grouped(said: Any) -> list[Any] | None:
    """The parts of a constraint that is made of others."""
    if isinstance(said, type):
        return None
    if getattr(said, "__is_annotated_types_grouped_metadata__", False) is True:
        return list(said)
    parts = getattr(said, "metadata", None)  # where pydantic's Field has its limits
    return list(parts) if isinstance(parts, list | tuple) else None


def _attributes(said: Any) -> dict[str, Any]:
    """The attributes of a limit. Some have slots and some a ``__dict__``; None means no limit."""
    names = {*_NAMES, *getattr(said, "__dict__", ()), *getattr(said, "__dataclass_fields__", ())}
    found = {name: getattr(said, name, None) for name in names if not name.startswith("_")}
    return {name: value for name, value in found.items() if value is not None}


def _look_alikes(said: Any) -> set[str]:
    """The attribute names that look like a limit. These are not limits:

    - a method: ``max`` of an array
    - the end of a scale: ``max`` of a date is a date
    """
    if isinstance(said, slice | range):
        return {"start", "stop"}
    if isinstance(said, Mapping):
        return {name for name in map(str, said) if _LOOKS.fullmatch(name)}
    cls = said if isinstance(said, type) else type(said)
    fields = getattr(cls, "__match_args__", ()) if cls is said else ()
    found = {*fields, *dir(said)}
    return {
        name
        for name in found
        if _LOOKS.fullmatch(name)
        and (name in fields or _says_a_bound(getattr(said, name, None), cls))
    }


def _says_a_bound(value: Any, cls: type) -> bool:
    return not (value is None or callable(value) or isinstance(value, cls))


def _checked_bound(annotation: Any, name: str, bound: Any) -> Any:
    """A bound as JSON can express it."""
    number = isinstance(bound, int | float) and not isinstance(bound, bool)
    match name:
        case "tz":
            fits = isinstance(bound, bool)
        case "pattern":
            if isinstance(bound, re.Pattern) and bound.flags in (0, re.UNICODE):
                bound = bound.pattern
            fits = isinstance(bound, str) and _compiles(bound)
        case "min_length" | "max_length":
            fits = number and isinstance(bound, int) and bound >= 0
        case _:
            fits = number and math.isfinite(bound) and (name != "multiple_of" or bound > 0)
    if not fits:
        refuse(annotation, f"{name} cannot be {bound!r}")
    return bound


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


# --- which values they limit ---------------------------------------------------------------------------------------


def _kind_of(inner: Any) -> _Kind | None:
    """What a bare annotation's limits mean; None if it cannot have limits."""
    origin = origin_of(inner) or inner
    if inner is int or inner is float:
        return _Kind(JSON_NAMES[inner], "", _NUMBER_WORDS)
    if inner is str:
        return _TEXT
    if inner is datetime or inner is time:
        return _TIMED
    if origin in (*LISTS, tuple):
        return _LIST
    if origin in SETS:
        return _SET
    return _OBJECT if origin in MAPPINGS and not is_typed_dict(inner) else None


def takes(annotation: Any, limit: Limit) -> bool:
    """Whether the limit has a meaning for a value, or for a member of a union."""
    inner = bare(annotation)
    if is_union(inner):
        return any(takes(member, limit) for member in get_args(inner))
    kind = _kind_of(inner)
    return kind is not None and limit.name in kind.keywords


def require_takes(annotation: Any, limits: Iterable[Limit]) -> None:
    """Refuse limits that have no meaning for their type.

    Raises:
        SDKValidationError: one of them has none.
    """
    for limit in limits:
        if not takes(annotation, limit):
            refuse(annotation, f"{limit.name} is not a limit for this type")


def limited_members(annotation: Any, limits: Iterable[Limit]) -> list[Any]:
    """The members of a union, each with the limits that have a meaning for it.

    Raises:
        SDKValidationError: a limit fits no member.
    """
    require_takes(annotation, limits)
    found: list[Any] = []
    for member in get_args(bare(annotation)):
        own = [limit for limit in limits if takes(member, limit)]
        found.append(Annotated[(member, *own)] if own else member)
    return found


# --- what they say -------------------------------------------------------------------------------------------------


def schema_keywords(inner: Any, limits: Iterable[Limit]) -> dict[str, Any]:
    """The limits of a bare annotation that supports them, in JSON Schema; of two with the same keyword the narrower
    one.
    """
    kind = _kind_of(inner)
    found: dict[str, Any] = {}
    for name, keyword in kind.keywords.items() if kind else ():
        bounds = [limit.bound for limit in limits if limit.name == name]
        if bounds and keyword:
            found[keyword] = (max if name in ("ge", "gt", "min_length") else min)(bounds)
    return found


def limited_hook(hook: Hook, inner: Any, limits: Iterable[Limit]) -> Hook:
    """A hook that checks its values against limits that the bare annotation supports."""
    checks = [_check_of(inner, limit) for limit in limits]

    def checked(value: Any, _: object = None) -> Any:
        made = hook(value)
        for expected, holds in checks:
            if not holds(made):
                raise StructureError(expected, value)
        return made

    return checked


def _check_of(inner: Any, limit: Limit) -> tuple[str, Callable[[Any], bool]]:
    """What a limit requires, in words, and the check of a value."""
    bound = limit.bound
    kind = _kind_of(inner) or _TEXT
    words, holds = _CHECKS[limit.name](bound)
    return words.format(name=kind.name, counted=kind.counted), holds


def _is_multiple(value: float, bound: float) -> bool:
    """0.07 is a multiple of 0.01, although no binary number is."""
    from fractions import Fraction

    of, by = (Fraction(n) if isinstance(n, int) else Fraction(repr(n)) for n in (value, bound))
    return of % by == 0


_Check = Callable[[Any], tuple[str, Callable[[Any], bool]]]
_CHECKS: Final[dict[str, _Check]] = {
    "ge": lambda b: (f"{{name}} that is at least {b}", lambda v: v >= b),
    "gt": lambda b: (f"{{name}} above {b}", lambda v: v > b),
    "le": lambda b: (f"{{name}} that is at most {b}", lambda v: v <= b),
    "lt": lambda b: (f"{{name}} below {b}", lambda v: v < b),
    "multiple_of": lambda b: (f"{{name}} that is a multiple of {b}", lambda v: _is_multiple(v, b)),
    "min_length": lambda b: (f"{{name}} of {b} or more{{counted}}", lambda v: len(v) >= b),
    "max_length": lambda b: (f"{{name}} of {b} or fewer{{counted}}", lambda v: len(v) <= b),
    "pattern": lambda b: (
        "{name} that matches " + repr(b).replace("{", "{{").replace("}", "}}"),
        lambda v, find=re.compile(b).search: find(v) is not None,
    ),
    "tz": lambda b: (
        f"{{name}} {'with' if b else 'without'} a time zone",
        lambda v: (v.tzinfo is not None) is b,
    ),
}
