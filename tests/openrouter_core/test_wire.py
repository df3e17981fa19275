"""JSON in and out of models: nothing is coerced, nothing is lost, and what is refused is refused with its place."""

from __future__ import annotations

import copy
import enum
import json
import math
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrouter_core import UNSET, wire
from openrouter_core import models as all_models
from openrouter_core._check import MISSING
from openrouter_core._convert import every_hook
from openrouter_core._convert.converter import annotation_of, structure_hook
from openrouter_core._convert.error import StructureError
from openrouter_core.models import (
    ChatChoice,
    ChatGenerationParams,
    ChatMessage,
    ChatResponse,
    ChatStreamingResponseChunk,
    ChatTokenLogprob,
    Reasoning,
    ReasoningDetailText,
    UnknownAnnotation,
    UnknownReasoningDetail,
    UserMessage,
)
from openrouter_core.models.errors import (
    OpenRouterError,
    ResponseValidationError,
    SDKValidationError,
)
from openrouter_core.models.model import Model, RequestModel, ResponseModel
from openrouter_core.wire import (
    from_json,
    parse_json,
    request_json,
    structure,
    to_json,
    unstructure,
)

MESSAGES = [{"role": "user", "content": "Hi"}]
MODELS: list[type[Model]] = [
    value
    for name in all_models.__all__
    if isinstance(value := getattr(all_models, name), type) and issubclass(value, Model)
]
RESPONSES = [cls for cls in MODELS if issubclass(cls, ResponseModel)]
REQUESTS = [cls for cls in MODELS if issubclass(cls, RequestModel)]


def fields_of(cls: type[Model]) -> tuple[attrs.Attribute[Any], ...]:
    fields: tuple[attrs.Attribute[Any], ...] = cls.__attrs_attrs__  # type: ignore[attr-defined]  # attrs makes it
    return fields


def exactly(data: Any) -> str:
    """JSON that tells 1 from 1.0 and from true; the order of keys does not count."""
    return json.dumps(data, sort_keys=True)


# --- responses: permissive, and lossless ---------------------------------------------------------

FITTING: list[tuple[str, Any, Any]] = [  # a field of ChatResponse, what comes, what the field is
    ("id", "gen-1", "gen-1"),
    ("id", "", ""),
    ("id", None, None),
    ("created", 1, 1),
    ("created", 1.5, 1.5),
    ("created", 10**40, 10**40),
    ("usage", {"cost": 0}, all_models.ChatUsage(cost=0)),
    ("usage", {"is_byok": False}, all_models.ChatUsage(is_byok=False)),
    ("choices", [], []),
    ("choices", None, []),
]
MISFITTING: list[tuple[str, Any]] = [
    ("id", 1),
    ("id", True),
    ("id", ["gen-1"]),
    ("id", {"id": "gen-1"}),
    ("created", "1"),
    ("created", True),
    ("created", "nan"),
    ("usage", 5),
    ("usage", "none"),
    ("usage", []),
    ("choices", {}),
    ("choices", "none"),
    ("choices", False),
]
KEPT: list[tuple[type[ResponseModel], str, Any, Any]] = [  # a field, what comes, what the field is
    (ChatResponse, "choices", [1], []),
    (ChatResponse, "choices", [None, {}, "x", {"index": 1}, []], [{}, {"index": 1}]),
    (
        all_models.ModelsListResponse,
        "data",
        [{"id": "a"}, None, {"id": "b"}],
        [{"id": "a"}, {"id": "b"}],
    ),
    (all_models.EmbeddingsResponse, "data", [None, {"index": 1}], [{"index": 1}]),
    (ChatMessage, "tool_calls", [None, {"id": "c"}], [{"id": "c"}]),
    (ChatMessage, "reasoning_details", [{"type": "new"}, 5], [{"type": "new"}]),
    (ChatMessage, "annotations", [[], {"type": "file"}], [{"type": "file"}]),
    (all_models.OutputMessageItem, "content", [None, {"type": "new"}], [{"type": "new"}]),
]


@pytest.mark.parametrize(("name", "value", "wanted"), FITTING)
def test_a_value_that_fits_its_field_is_there_as_it_came(
    name: str, value: Any, wanted: Any
) -> None:
    response = structure({name: value}, ChatResponse)
    assert getattr(response, name) == wanted
    assert type(getattr(response, name)) is type(wanted)
    assert response.extra == {}


@pytest.mark.parametrize(("name", "value"), MISFITTING)
def test_a_value_that_does_not_fit_leaves_the_field_empty_and_is_in_extra(
    name: str, value: Any
) -> None:
    response = structure({name: value}, ChatResponse)
    assert getattr(response, name) == ([] if name == "choices" else None)
    assert response.extra == {name: value}
    assert exactly(unstructure(response)) == exactly({name: value})


@pytest.mark.parametrize(("cls", "name", "value", "kept"), KEPT)
def test_a_list_of_objects_keeps_those_that_fit_and_the_whole_is_in_extra(
    cls: type[ResponseModel], name: str, value: Any, kept: list[Any]
) -> None:
    made = structure({name: value}, cls)
    assert unstructure(getattr(made, name)) == kept
    assert all(isinstance(each, ResponseModel) for each in getattr(made, name))
    assert made.extra == {name: value}
    assert exactly(unstructure(made)) == exactly({name: value})
    assert from_json(to_json(made), cls) == made


LISTS: list[tuple[Any, Any, Any]] = [  # an annotation, what comes, what is left of it
    (Sequence[ChatChoice], [5, {}], [ChatChoice()]),
    (Sequence[Sequence[ChatChoice]], [[{}, 5], None, [{}]], [[ChatChoice()], [ChatChoice()]]),
    (str | Sequence[ChatChoice] | None, [{}, 5], [ChatChoice()]),
    (Sequence[str | ChatChoice], [5, "a", {}], ["a", ChatChoice()]),
    (Sequence[str | Sequence[ChatChoice]], [5, "a", [{}, 5]], ["a", [ChatChoice()]]),
    (Mapping[str, Sequence[ChatChoice]], {"a": [{}, 5]}, MISSING),
    (Sequence[float], [0.5, None], MISSING),
    (Sequence[str | float], ["a", None], MISSING),
    (Sequence[Sequence[int]], [[1], [None]], MISSING),
]


@pytest.mark.parametrize(("annotation", "value", "kept"), LISTS)
def test_what_is_left_of_a_list_that_does_not_fit(annotation: Any, value: Any, kept: Any) -> None:
    with pytest.raises(StructureError) as caught:
        structure_hook(annotation)(value)
    assert caught.value.kept == kept


def test_the_first_misfit_of_a_list_is_the_one_that_is_told() -> None:
    request = {"messages": [*MESSAGES, 5, {"role": "bot"}, 6]}
    with pytest.raises(SDKValidationError, match=r"messages\[1\]: expected an object; got 5"):
        structure(request, ChatGenerationParams)


NEVER_NULL = [
    (cls, field.name)
    for cls in RESPONSES
    for field in fields_of(cls)
    if hasattr(field.default, "factory") and field.name in cls.__wire__
]


@pytest.mark.parametrize(("cls", "name"), NEVER_NULL)
def test_a_null_that_is_never_read_goes_back_as_it_came(
    cls: type[ResponseModel], name: str
) -> None:
    made = structure({name: None}, cls)
    empty = getattr(cls(), name)
    assert type(getattr(made, name)) is type(empty)
    assert getattr(made, name) == empty
    assert getattr(made, name) is not getattr(made, name)
    assert made == cls()
    assert unstructure(made) == {name: None}
    assert json.loads(to_json({"whole": [made]})) == {"whole": [{name: None}]}
    for copied in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert getattr(copied, name) == empty
        assert unstructure(copied) == {name: None}


def test_nulls_at_every_depth_go_back_as_they_came() -> None:
    body = {"choices": [{"message": None}, {"message": {"content": None}, "finish_reason": None}]}
    response = structure(body, ChatResponse)
    assert response.text == ""
    assert response.choices[0].message == ChatMessage()
    assert exactly(unstructure(response)) == exactly(body)


@pytest.mark.parametrize(
    ("usage", "fitting"),
    [
        ({"prompt_tokens": 1.9}, {}),
        ({"prompt_tokens": 1.0}, {}),
        ({"prompt_tokens": True}, {}),
        ({"prompt_tokens": "1"}, {}),
        ({"prompt_tokens": None}, {}),
        ({"is_byok": "false"}, {}),
        ({"is_byok": 0}, {}),
        ({"is_byok": None}, {}),
        ({"cost": "0.1"}, {}),
        ({"cost": False}, {}),
        ({"cost": 0}, {"cost": 0}),
        ({"cost": 1e-7}, {"cost": 1e-7}),
        ({"prompt_tokens": 2, "is_byok": "no"}, {"prompt_tokens": 2}),
    ],
)
def test_nothing_is_coerced(usage: dict[str, Any], fitting: dict[str, Any]) -> None:
    found = structure({"usage": usage}, ChatResponse).usage
    assert found is not None
    given_fields = {
        name: value for name in found.__wire__ if (value := getattr(found, name)) is not None
    }
    assert exactly(given_fields) == exactly(fitting)
    assert exactly(unstructure(found)) == exactly(usage)


@pytest.mark.parametrize("item", [True, 1.0, "1", None, [1]])
def test_nothing_is_coerced_inside_a_list(item: Any) -> None:
    token = structure({"token": "a", "bytes": [97, item]}, ChatTokenLogprob)
    assert token.bytes is None
    assert exactly(token.extra) == exactly({"bytes": [97, item]})


@pytest.mark.parametrize("tag", ["reasoning.next_year", "", None, 5, ["x"], {"x": 1}, "missing"])
def test_an_unknown_tag_gives_an_unknown_class_that_holds_everything(tag: Any) -> None:
    item = {"data": {"a": [None]}, "index": 0, **({} if tag == "missing" else {"type": tag})}
    message = structure({"reasoning_details": [item], "annotations": [item]}, ChatMessage)
    assert message.reasoning_details is not None
    assert message.annotations is not None
    for found, cls in (
        (message.reasoning_details[0], UnknownReasoningDetail),
        (message.annotations[0], UnknownAnnotation),
    ):
        assert type(found) is cls
        assert found.extra == item
        assert unstructure(found) == item


def test_known_tags_give_their_classes() -> None:
    text = {"type": "reasoning.text", "text": "Hm", "signature": None, "new": 1}
    message = structure({"reasoning_details": [text]}, ChatMessage)
    assert message.reasoning_details == [
        ReasoningDetailText(type="reasoning.text", text="Hm", extra={"new": 1})
    ]
    assert exactly(unstructure(message)) == exactly({"reasoning_details": [text]})


@pytest.mark.parametrize("name", ["extra", "http_meta", "__class__", "__wire__", "text", "", "é"])
def test_a_key_that_python_knows_is_a_key_like_any_other(name: str) -> None:
    for cls in (ChatResponse, ChatMessage, ChatStreamingResponseChunk):
        made = structure({name: {"a": 1}}, cls)
        assert made.extra == {name: {"a": 1}}
        assert unstructure(made) == {name: {"a": 1}}


# --- any JSON as any response --------------------------------------------------------------------

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4)
)
KEYS = sorted(
    {name for cls in RESPONSES for name in cls.__wire__} | {"new_in_2027", "extra", "role"}
)
TAGS = ["reasoning.text", "reasoning.summary", "reasoning.encrypted", "url_citation", "file", "x"]
any_json = st.recursive(
    scalars | st.sampled_from(TAGS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def likely(cls: type[Model]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with the fields of a class, mostly with values that could stand there."""
    return st.dictionaries(st.sampled_from([*cls.__wire__, "new_in_2027"]), any_json, max_size=5)


@pytest.mark.parametrize("cls", RESPONSES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_any_object_as_any_response_round_trips(
    cls: type[ResponseModel], data: st.DataObject
) -> None:
    body = data.draw(likely(cls))
    made = structure(body, cls)
    assert type(made) is cls
    assert exactly(unstructure(made)) == exactly(body)
    again = from_json(to_json(made), cls)
    assert again == made
    assert to_json(again) == to_json(made)
    for name in cls.__wire__:
        getattr(made, name)
    assert isinstance(repr(made), str)


@settings(max_examples=300, deadline=None)
@given(data=any_json, cls=st.sampled_from([ChatResponse, ChatMessage, ChatStreamingResponseChunk]))
def test_any_json_is_a_response_if_it_is_an_object_else_an_error(
    data: Any, cls: type[Model]
) -> None:
    if isinstance(data, dict):
        made = structure(data, cls)
        assert exactly(unstructure(made)) == exactly(data)
    else:
        with pytest.raises(ResponseValidationError):
            structure(data, cls)


@settings(max_examples=300, deadline=None)
@given(data=any_json, cls=st.sampled_from(REQUESTS))
def test_any_json_is_a_request_or_a_validation_error(data: Any, cls: type[RequestModel]) -> None:
    made, error = attempt(data, cls)
    if error is None:
        assert exactly(unstructure(made)) == exactly(data)
    else:
        assert error.expected
        assert str(error).startswith(" ".join((error.path or "the value").split()))
        assert len(str(error).splitlines()) == 1


def attempt(data: Any, cls: type[Model]) -> tuple[Any, SDKValidationError | None]:
    """What becomes of the data, or why nothing does; any other exception passes."""
    try:
        return structure(data, cls), None
    except SDKValidationError as error:
        return None, error


# --- every class ---------------------------------------------------------------------------------


EVERY_KIND: list[Any] = [None, True, 7, 1.5, "text", [], ["text"], [{}], {}, {"type": "x"}]


def test_there_are_models_to_try() -> None:
    assert len(RESPONSES) > 20
    assert len(REQUESTS) > 50


@pytest.mark.parametrize("cls", MODELS)
def test_every_field_of_every_class_has_a_hook(cls: type[Model]) -> None:
    """Fields get their hooks when they are first met, so a missing one would show in the middle of a call."""
    for field in fields_of(cls):
        if field.name in cls.__wire__:
            assert callable(structure_hook(annotation_of(cls, field)))


@pytest.mark.parametrize("cls", MODELS)
def test_a_class_takes_every_kind_of_value_in_every_field_or_says_where_it_does_not(
    cls: type[Model],
) -> None:
    for name in cls.__wire__:
        for value in EVERY_KIND:
            made, error = attempt({name: value}, cls)
            if error is None:
                assert exactly(unstructure(made)) == exactly({name: value})
            else:  # where the value itself fits, the class may want other keys
                assert issubclass(cls, RequestModel)
                assert error.path


@pytest.mark.parametrize("cls", RESPONSES)
def test_an_empty_object_is_every_response(cls: type[Model]) -> None:
    made = structure({}, cls)
    assert unstructure(made) == {}
    assert made == cls()
    assert structure(dict.fromkeys(cls.__wire__), cls) == cls()


# --- numbers, strings and depth that JSON allows and Python does not love ------------------------

LONG = "1" * 5000


def test_an_integer_of_any_length_is_read_and_kept() -> None:
    response = from_json(
        f'{{"created": {LONG}, "x": [{LONG}, -{LONG}], "id": "gen-1"}}', ChatResponse
    )
    assert response.id == "gen-1"
    assert response.extra["x"] == [Decimal(LONG), Decimal(f"-{LONG}")]
    assert unstructure(response)["x"] == [Decimal(LONG), Decimal(f"-{LONG}")]
    assert unstructure(response)["created"] == Decimal(LONG)


@pytest.mark.parametrize("text", ["9" * 4300, "1e400", "-1e400", "1e-400", "0.1", "-0", "1E5"])
def test_numbers_are_read_as_python_reads_them(text: str) -> None:
    assert parse_json(text) == json.loads(text)
    assert type(parse_json(text)) is type(json.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 200_000,
        f"[{LONG}," + "[" * 200_000,
        "[" * 200_000 + LONG,
        '{"a": [{}, ' * 100_000,
    ],
)
def test_what_is_deeper_than_the_stack_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        parse_json(text)
    for cls in (ChatResponse, ChatGenerationParams):
        with pytest.raises(ResponseValidationError):
            from_json(text, cls)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('"a\nb\tc\x00"', "a\nb\tc\x00"),
        (b'"\xff"', "\ufffd"),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ("\ufeff[]", []),
        (b"\n         \n{}", {}),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ('"\\ud83d"', "\ud83d"),
        ('"\u2028\x85"', "\u2028\x85"),
        ("1e999", math.inf),
        ("[Infinity, -Infinity]", [math.inf, -math.inf]),
    ],
)
def test_what_real_servers_write_is_read(text: bytes | str, data: Any) -> None:
    assert parse_json(text) == data


@pytest.mark.parametrize(
    "text", [b"", b"  ", b"{", b"{'a': 1}", b"[1,]", b"nul", b"{} {}", b"<html>"]
)
def test_what_is_no_json_is_a_value_error_and_nothing_else(text: bytes) -> None:
    with pytest.raises(ValueError):
        parse_json(text)
    with pytest.raises(ResponseValidationError):
        from_json(text, ChatResponse)


@settings(max_examples=300)
@given(st.binary(max_size=40) | st.text(max_size=40))
def test_any_bytes_are_json_or_a_value_error(data: bytes | str) -> None:
    try:
        parse_json(data)
    except ValueError:
        pass


def test_lone_surrogates_travel_both_ways() -> None:
    text = '{"id": "\\ud83d", "new": {"\\udc00": "é\\ud800"}}'
    response = from_json(text, ChatResponse)
    assert response.id == "\ud83d"
    assert json.loads(to_json(response)) == json.loads(text)
    body = request_json({"messages": [{"role": "user", "content": "é\ud83d"}]})
    assert json.loads(body)["messages"][0]["content"] == "é\ud83d"
    assert body.isascii()


def test_text_that_utf8_can_hold_is_written_as_it_is() -> None:
    assert to_json({"a": "é\u2028\U0001f600"}) == '{"a":"é\u2028\U0001f600"}'.encode()


# --- requests: what a mapping may be made of -----------------------------------------------------


class Effort(str, enum.Enum):  # noqa: UP042  # what most programs have
    HIGH = "high"


class Seed(enum.IntEnum):
    FIRST = 1


class Plain(enum.Enum):
    HIGH = "high"


class Frozen(Mapping[str, Any]):
    """A mapping that is no dict, as frameworks have them."""

    def __init__(self, **items: Any) -> None:
        self.items_ = items

    def __getitem__(self, key: str) -> Any:
        return self.items_[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_)

    def __len__(self) -> int:
        return len(self.items_)


SENDABLE: dict[str, tuple[Any, Any]] = {
    "a string enum": ({"reasoning_effort": Effort.HIGH}, {"reasoning_effort": "high"}),
    "an int enum": ({"seed": Seed.FIRST}, {"seed": 1}),
    "a tuple": ({"stop": ("a", "b")}, {"stop": ["a", "b"]}),
    "a tuple in a key nobody knows": ({"new": (1, (2,))}, {"new": [1, [2]]}),
    "an ordered dict": ({"reasoning": OrderedDict(effort="low")}, {"reasoning": {"effort": "low"}}),
    "a proxy": (MappingProxyType({"seed": 1}), {"seed": 1}),
    "a mapping": (Frozen(metadata=Frozen(a="b")), {"metadata": {"a": "b"}}),
    "a mapping in a key nobody knows": ({"new": [Frozen(a=1)]}, {"new": [{"a": 1}]}),
    "UNSET": ({"seed": UNSET, "new": UNSET, "n": {"deep": UNSET, "x": 1}}, {"n": {"x": 1}}),
    "UNSET in a known object": ({"reasoning": {"effort": UNSET}}, {"reasoning": {}}),
    "null": ({"seed": None, "new": None}, {"seed": None, "new": None}),
    "int keys": (
        {"logit_bias": {50256: -100}, "new": {1: 2}},
        {"logit_bias": {"50256": -100}, "new": {"1": 2}},
    ),
    "a model": ({"reasoning": Reasoning("low")}, {"reasoning": {"effort": "low"}}),
    "a model in a key nobody knows": ({"new": Reasoning("low")}, {"new": {"effort": "low"}}),
    "a model in a list": (
        {"new": [{"m": UserMessage("Hi")}]},
        {"new": [{"m": {"role": "user", "content": "Hi"}}]},
    ),
    "zero and false": (
        {"temperature": 0, "seed": 0, "logprobs": False},
        {"temperature": 0, "seed": 0, "logprobs": False},
    ),
    "empty things": (
        {"stop": [], "metadata": {}, "user": ""},
        {"stop": [], "metadata": {}, "user": ""},
    ),
}


@pytest.mark.parametrize(("fields", "wanted"), SENDABLE.values(), ids=SENDABLE.keys())
def test_a_mapping_is_taken_and_written_as_its_author_meant_it(
    fields: Mapping[Any, Any], wanted: dict[str, Any]
) -> None:
    if "n" in fields:
        fields = {("deep" if key == "n" else key): value for key, value in fields.items()}
        wanted = {("deep" if key == "n" else key): value for key, value in wanted.items()}
    request = {**fields, "messages": MESSAGES}
    wire.checked(request, ChatGenerationParams)
    assert exactly(json.loads(request_json(request))) == exactly({**wanted, "messages": MESSAGES})
    assert exactly(json.loads(to_json(request))) == exactly({**wanted, "messages": MESSAGES})


def circular() -> Any:
    loop: dict[str, Any] = {}
    loop["self"] = [loop]
    return loop


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


def send(request: object, write: Callable[[object], bytes]) -> None:
    wire.checked(request, ChatGenerationParams)
    write(request)


UNSENDABLE: dict[str, tuple[Any, str | None]] = {
    "NaN": ({"temperature": math.nan}, "temperature"),
    "infinity": ({"new": [{"a": math.inf}]}, "new[0].a"),
    "minus infinity in a known list": ({"logit_bias": {"1": -math.inf}}, "logit_bias.1"),
    "NaN as a key": ({"new": {math.nan: 1}}, "new.nan"),
    "a set": ({"stop": {"a"}}, "stop"),
    "a set in a key nobody knows": ({"new": {"a": [1, {"b"}]}}, "new.a[1]"),
    "bytes": ({"new": {"a": b"x"}}, "new.a"),
    "a datetime": ({"metadata": {"at": datetime(2026, 1, 1)}}, "metadata.at"),  # noqa: DTZ001
    "a decimal": ({"new": {"a": Decimal(1)}}, "new.a"),
    "a plain enum": ({"new": [Plain.HIGH]}, "new[0]"),
    "an object": ({"new": object()}, "new"),
    "a class": ({"new": {"schema": Reasoning}}, "new.schema"),
    "a tuple as a key": ({"new": {(1, 2): 3}}, None),
    "an integer that Python does not write": ({"new": {"a": 10**5000}}, "new.a"),
    "the same in a known field": ({"seed": -(10**5000)}, "seed"),
    "the same as a key": ({"new": {10**5000: 1}}, None),
    "what holds itself": ({"new": circular()}, None),
    "deeper than the stack": ({"new": nested(100_000)}, None),
}


@pytest.mark.parametrize(("fields", "path"), UNSENDABLE.values(), ids=UNSENDABLE.keys())
@pytest.mark.parametrize("write", [request_json, to_json])
def test_what_json_cannot_hold_is_a_validation_error_with_its_path(
    write: Callable[[object], bytes], fields: dict[str, Any], path: str | None
) -> None:
    request = {"messages": MESSAGES, **fields}
    with pytest.raises(SDKValidationError) as caught:
        send(request, write)
    assert len(str(caught.value)) < 300
    if path is not None:
        assert caught.value.path == path


def test_a_list_that_holds_itself_where_a_type_is_known_is_a_validation_error() -> None:
    content: list[Any] = []
    content.append({"type": "text", "text": "a", "deep": content})
    parts: list[Any] = [{"type": "text", "text": "a"}]
    parts.append(parts)
    for each in (content, parts):
        request = {"messages": [{"role": "user", "content": each}]}
        with pytest.raises(SDKValidationError):
            send(request, request_json)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"temperature": "hot"}, "temperature: expected a number; got 'hot'"),
        ({"temperature": True}, "temperature: expected a number; got True"),
        ({"seed": 1.9}, "seed: expected an integer; got 1.9"),
        ({"seed": "1"}, "seed: expected an integer; got '1'"),
        ({"logprobs": "false"}, "logprobs: expected true or false; got 'false'"),
        ({"logprobs": 0}, "logprobs: expected true or false; got 0"),
        ({"stop": [1]}, "stop[0]: expected a string; got 1"),
        ({"stop": 5}, "stop: expected a string or a list; got 5"),
        ({"metadata": {"a": 1}}, "metadata.a: expected a string; got 1"),
        ({"logit_bias": {"1": True}}, "logit_bias.1: expected a number; got True"),
        ({"stop": ["a", None]}, "stop[1]: expected a string; got None"),
        ({"metadata": "x"}, "metadata: expected an object; got 'x'"),
        ({"messages": []}, "messages: expected a list with at least one item; got an empty list"),
        ({"messages": None}, "messages: expected a list with at least one item; got nothing"),
        ({"messages": "Hi"}, "messages: expected a list; got 'Hi'"),
        ({"messages": [5]}, "messages[0]: expected an object; got 5"),
        (
            {"messages": [*MESSAGES, {"role": "bot", "content": ""}]},
            "messages[1].role: expected one of system, developer, user, assistant, tool; got 'bot'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_what_was_expected_and_what_was_there(
    fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(SDKValidationError) as caught:
        structure({"messages": MESSAGES, **fields}, ChatGenerationParams)
    error = caught.value
    if fields.get("messages", "") is None:  # null is valid elsewhere; here it is as good as missing
        assert error.path == "messages"
    else:
        assert str(error) == sentence
        assert sentence == f"{error.path}: expected {error.expected}; got {error.got}"


# --- which errors --------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, 5, "x", [], True, 1.5, b"x", object()])
def test_what_is_no_object_is_the_error_of_the_classs_side(data: object) -> None:
    with pytest.raises(ResponseValidationError):
        structure(data, ChatResponse)
    with pytest.raises(SDKValidationError):
        structure(data, ChatGenerationParams)


@pytest.mark.parametrize("data", [object(), {1, 2}, b"x", datetime(2026, 1, 1), nested(100_000)])  # noqa: DTZ001
def test_the_way_out_refuses_with_a_validation_error_and_nothing_else(data: object) -> None:
    for write in (unstructure, to_json, request_json):
        with pytest.raises(SDKValidationError):
            write(data)


def test_plain_data_passes_unstructure_as_it_is() -> None:
    data = {"a": [1, 1.5, None, True, "x", {"b": []}], "n": math.inf}
    assert unstructure(data) == data
    assert unstructure([UserMessage("Hi")]) == [{"role": "user", "content": "Hi"}]


def test_every_error_is_one_of_the_packages() -> None:
    assert issubclass(SDKValidationError, OpenRouterError)
    assert issubclass(ResponseValidationError, OpenRouterError)


@pytest.mark.parametrize("inner", ["{}", '{"a":{}}', '[{"b":1}]'])
def test_objects_without_end_are_no_json(inner: str) -> None:
    """Each would be over a hundred times its bytes as a model."""
    few, many = (f"[{','.join([inner] * count)}]" for count in (1_000, wire.MAX_OBJECTS + 1))
    assert len(wire.parse_json(few)) == 1_000
    with pytest.raises(ValueError, match="too many objects"):
        wire.parse_json(many)


@pytest.mark.parametrize(
    ("text", "too_many"),
    [
        ("{" * 5, False),
        (json.dumps({"text": "{}" * (wire.MAX_OBJECTS + 1)}), False),
        (json.dumps({"text": '{"a": "\\"' * (wire.MAX_OBJECTS + 1)}), False),
        (json.dumps([{}] * wire.MAX_OBJECTS), False),
        (json.dumps([{}] * (wire.MAX_OBJECTS + 1)), True),
        (json.dumps([{"a": "}{"}] * (wire.MAX_OBJECTS + 1)), True),
        ('"' + "{" * (wire.MAX_OBJECTS + 1), True),
    ],
    ids=["few", "in a text", "JSON in a text", "just so many", "one more", "both", "no end"],
)
def test_braces_in_texts_are_no_objects(text: str, too_many: bool) -> None:
    assert wire.too_many_objects(text) is too_many


@pytest.mark.parametrize(
    ("cls", "named"),
    [
        (all_models.ApiKeysListParams, "an ApiKeysListParams or a mapping"),
        (all_models.EmbeddingsGenerateParams, "an EmbeddingsGenerateParams or a mapping"),
        (ChatGenerationParams, "a ChatGenerationParams or a mapping"),
        (all_models.ModelsListParams, "a ModelsListParams or a mapping"),
    ],
)
def test_what_was_expected_has_its_article(cls: type[Any], named: str) -> None:
    with pytest.raises(SDKValidationError) as caught:
        wire.checked(5, cls)
    assert caught.value.expected == named


def test_hooks_before_they_are_needed_are_those_of_everything_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: set[Any] = set()

    def hook(annotation: Any) -> Any:
        made.add(annotation)
        return structure_hook(annotation)

    monkeypatch.setattr(every_hook, "structure_hook", hook)
    every_hook.make_hooks(ChatResponse)
    assert {ChatResponse, ChatChoice, ChatMessage, ChatTokenLogprob} <= made
    assert {ReasoningDetailText, UnknownReasoningDetail, UnknownAnnotation} <= made
    assert UserMessage not in made
