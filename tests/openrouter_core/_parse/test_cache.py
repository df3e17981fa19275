"""What is made of a type is kept as long as its classes, and no longer."""

from __future__ import annotations

import copy
import dataclasses
import gc
import typing
import weakref
from collections.abc import Callable
from enum import Enum
from typing import Annotated, Any, Generic, NamedTuple, NewType, TypedDict, TypeVar

import attrs
import msgspec
import pytest

from openrouter_core import wire
from openrouter_core._parse.cache import kept_with_classes
from openrouter_core._parse.response import response_format
from openrouter_core._parse.structure import parse_hook
from openrouter_core.funcs.chat_parse import parse_answer
from openrouter_core.models import ChatResponse

T = TypeVar("T")
LIST: Any = list
NEW_TYPE: Any = NewType
DICT: Any = dict


@attrs.define
class Box(Generic[T]):
    item: T


BOX: Any = Box


@dataclasses.dataclass
class Stays:
    name: str


def local_attrs() -> Any:
    @attrs.define
    class Local:
        name: str
        inner: Local | None = None

    return Local


def local_dataclass() -> Any:
    @dataclasses.dataclass(slots=True)
    class Local:
        name: str
        other: Stays | None = None

    return Local


def local_typed_dict() -> Any:
    class Local(TypedDict):
        name: str

    return Local


def local_named_tuple() -> Any:
    class Local(NamedTuple):
        name: str

    return Local


def local_struct() -> Any:
    class Local(msgspec.Struct, tag=True, tag_field="kind"):
        name: str

    return Local


def local_generic_subclass() -> Any:
    class Local(Box[str]):
        pass

    return Local


def local_enum() -> Any:
    class Local(Enum):
        NAME = "name"

    return Local


def holder_of_a_local() -> Any:
    inner = local_attrs()
    return attrs.make_class("Holder", {"inner": attrs.field(type=LIST[inner])})


LOCALS = [
    local_attrs,
    local_dataclass,
    local_typed_dict,
    local_named_tuple,
    local_struct,
    local_generic_subclass,
    local_enum,
    holder_of_a_local,
]
AROUND: dict[str, Callable[[Any], Any]] = {
    "itself": lambda cls: cls,
    "a list": lambda cls: LIST[cls],
    "a mapping": lambda cls: DICT[str, cls],
    "a union": lambda cls: cls | None,
    "a union with a class of a module": lambda cls: Stays | cls,
    "a generic class": lambda cls: BOX[cls],
    "a list of a generic class": lambda cls: LIST[BOX[cls]],
    "Annotated": lambda cls: Annotated[cls, "words"],
    "a NewType": lambda cls: NEW_TYPE("Named", cls),
    "two of them": lambda cls: cls | local_attrs(),
}


def forget() -> None:
    """Empty typing's own caches, which keep the last 128 of each kind."""
    for clear in typing._cleanups:  # type: ignore[attr-defined]  # CPython's own tests do it so
        clear()
    gc.collect()


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("make", LOCALS)
def test_a_class_is_forgotten_with_all_that_was_made_of_it(
    make: Callable[[], Any], around: Callable[[Any], Any]
) -> None:
    alive: weakref.WeakSet[type] = weakref.WeakSet()

    def handle() -> None:
        cls = make()
        alive.add(cls)
        annotation = around(cls)
        assert parse_hook(annotation) is not None
        if around is not AROUND["a mapping"]:  # which strict mode does not know
            response_format(annotation)

    for _ in range(3):
        handle()
    forget()
    assert len(alive) == 0


def test_a_handler_may_make_a_class_at_each_call() -> None:
    response = wire.structure(
        {"choices": [{"message": {"content": '{"name": "a"}'}}]}, ChatResponse
    )
    alive: weakref.WeakSet[type] = weakref.WeakSet()
    for _ in range(200):
        cls: type[Any] = local_dataclass()
        alive.add(cls)
        assert parse_answer(response, cls).unwrap().name == "a"
    cls = type(None)
    forget()
    assert len(alive) == 0


ONCE: dict[str, Any] = {
    "a class": Stays,
    "a list of it": list[Stays],
    "a generic class": Box[Stays],
    "no class": dict[str, list[int]],
    "a union": int | Stays | None,
}


@pytest.mark.parametrize("annotation", ONCE.values(), ids=ONCE)
def test_what_is_made_is_made_once(annotation: Any) -> None:
    assert parse_hook(annotation) is parse_hook(annotation)


def test_of_a_union_the_order_counts() -> None:
    assert parse_hook(Stays | str) is not parse_hook(str | Stays)
    assert parse_hook(Stays | str)("a") == "a"


def test_a_subclass_has_its_own() -> None:
    parent = local_attrs()
    assert type(parse_hook(parent)({"name": "a"})) is parent

    @attrs.define
    class Child(parent):  # type: ignore[misc, valid-type]  # made at run time
        more: int = 1

    child: Any = Child
    assert parse_hook(child)({"name": "a", "more": 2}).more == 2


def test_what_is_kept_of_annotations_without_classes_is_bounded() -> None:
    made: list[Any] = []

    @kept_with_classes
    def make(annotation: Any) -> object:
        made.append(annotation)
        return object()

    kinds = [Annotated[int, number] for number in range(300)]
    for annotation in (*kinds, kinds[-1], kinds[0]):
        make(annotation)
    assert made == [*kinds, kinds[0]]
    boxes = [BOX[Annotated[int, number]] for number in range(300)]
    made.clear()
    for box in (*boxes, boxes[-1], boxes[0]):
        make(box)
    assert made == [*boxes, boxes[0]]


def test_what_cannot_be_hashed_is_made_anew() -> None:
    annotation = Annotated[int, msgspec.Meta(ge=0), ["a", "list"]]
    assert parse_hook(annotation)(5) == 5
    assert parse_hook(annotation) is not parse_hook(annotation)


def test_a_class_that_is_copied_by_its_contents_leaves_what_was_made_of_it_behind() -> None:
    cls = local_attrs()
    parse_hook(cls)
    made = vars(cls)["__openrouter_core__"]
    assert made.memories
    assert copy.deepcopy(made).memories == {}


def test_an_unruly_metaclass_is_none_of_its_concern() -> None:
    class Frozen(type):
        def __setattr__(cls, name: str, value: object) -> None:
            raise AttributeError(name)

    def make() -> Any:
        return Frozen("Local", (Stays,), {})

    local = make()
    assert type(parse_hook(local)({"name": "a"})) is local
