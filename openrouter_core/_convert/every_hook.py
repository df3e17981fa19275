"""Makes hooks before they are needed, so that the first value takes no longer than the second."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args, get_origin

import attrs

from openrouter_core import models
from openrouter_core._convert.converter import annotation_of, structure_hook
from openrouter_core.models.model import Model, TaggedUnion, Unset


def make_hooks(*annotations: Any) -> None:
    """Make the hooks of annotations and of everything in them: fields, members, and the fields and members of these.

    Each class that is met is created, which a value that holds none of it would do without: 97 for what a chat's
    request can hold, 42 for its response.
    """
    made: set[Any] = set()
    left = list(annotations)
    while left:
        annotation = left.pop()
        if annotation in made:
            continue
        made.add(annotation)
        structure_hook(annotation)
        left += _members(annotation)


def is_converted(annotation: Any) -> bool:
    """Whether there is a hook: a class whose response is bytes, not JSON, has none."""
    return not isinstance(annotation, type) or issubclass(annotation, Model)


def _members(annotation: Any) -> list[Any]:
    """What an annotation is made of, one level down."""
    origin: Any = get_origin(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        cls: Any = annotation
        return [annotation_of(cls, f) for f in attrs.fields(cls) if f.name in cls.__wire__]
    if origin is Annotated and isinstance(annotation.__metadata__[0], TaggedUnion):
        union = annotation.__metadata__[0]
        names = {*union.members.values(), union.otherwise, union.untagged}
        return [getattr(models, name) for name in names if name is not None]
    if origin in (Annotated, Literal):
        return []
    return [part for part in get_args(annotation) if part is not Unset]
