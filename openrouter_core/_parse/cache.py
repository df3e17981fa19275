"""What is made from an annotation is cached as long as the classes that it names exist, and no longer.

A web handler, or a notebook cell, may create a class at each call; 20 000 of them are 200 MB. What is made from a class
refers to the class (it has to call it), so no dictionary of ours may hold it, not even a `WeakKeyDictionary`: its
values would keep its keys alive. It is stored in the class's own namespace, where the two form one circle that the
garbage collector frees as a whole.

- ``City``, ``list[City]``, ``City | None``: stored in `City`
- ``list[int]``, ``str | None``: no user's class, so the last 256 are stored here
- ``Page[City]``, with `City` from a function and `Page` from a module: stored in `City`, which ends first
- ``Local | Other``, both from a function: not stored, because either would keep the other alive. What is made from each
  alone is stored, and that is most of the work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar, get_args

from openrouter_core._parse.types import Key, bare, has_fields, is_described, is_enum, origin_of

_T = TypeVar("_T")

_NAME: Final = "__openrouter_core__"
_MOST: Final = 256
"""How many annotations are stored, for those without users' classes together, and for each user's class."""
_LONGEST: Final = 1000
"""How many parts a stored annotation may have: one that refers to itself through an alias has no end."""


def kept_with_classes(function: Callable[[Any], _T]) -> Callable[[Any], _T]:
    """Make a function of an annotation that runs once for each annotation."""

    def memory() -> Callable[[Key], _T]:
        return lru_cache(maxsize=_MOST)(lambda key: function(key.annotation))

    without_classes = memory()

    @wraps(function)
    def look_up(annotation: Any) -> _T:
        key = Key(annotation)
        try:
            hash(key)
        except TypeError:  # of the contents of Annotated
            return function(annotation)
        classes = _classes_in(annotation)
        if not classes:
            return without_classes(key)
        if len(classes) > 1:
            local = [cls for cls in classes if not _stays(cls)]
            if len(local) > 1:
                return function(annotation)
            classes = local or classes
        made: _Made = vars(classes[0]).get(_NAME) or _Made.put_into(classes[0])
        if function not in made.memories:
            made.memories[function] = memory()
        return made.memories[function](key)  # type: ignore[no-any-return]  # one function, one T

    return look_up


class _Made:
    """What was made from annotations that name a class, by the function that made it."""

    __slots__ = ("memories",)

    def __init__(self) -> None:
        self.memories: dict[Callable[[Any], Any], Callable[[Key], Any]] = {}

    @classmethod
    def put_into(cls, owner: type) -> _Made:
        made = cls()
        type.__setattr__(owner, _NAME, made)  # bypasses a metaclass's own __setattr__
        return made

    def __reduce__(self) -> tuple[type[_Made], tuple[()]]:
        """A class that is pickled with its contents (by cloudpickle) leaves this out."""
        return _Made, ()


def _classes_in(annotation: Any) -> list[type]:
    """The users' classes that an annotation names, each once."""
    found: dict[type, None] = {}
    todo = [annotation]
    for _ in range(_LONGEST):
        if not todo:
            break
        inner = bare(todo.pop())
        if is_enum(inner) or has_fields(inner) or is_described(inner):
            found[origin_of(inner) or inner] = None
        todo += get_args(inner)
    return list(found)


def _stays(cls: type) -> bool:
    """Whether a class can be found by its name, as pickle does, so that it lives as long as its module."""
    found: object = sys.modules.get(cls.__module__)
    for name in cls.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is cls
