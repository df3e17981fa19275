"""A function described as a tool: its name, its documentation, and the JSON Schema of its parameters.

A function is any callable: made by ``def``, a method, a `functools.partial`, an object whose class has ``__call__``,
and decorated forms of these. Each is a layer around the next, down to the function made by ``def``.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any, Final, NamedTuple, get_type_hints
from weakref import WeakKeyDictionary

from openrouter_core._check import shown
from openrouter_core._parse.schema import object_schema
from openrouter_core._parse.types import Field, split
from openrouter_core._tools.results import result_value
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.wire import parse_json, to_json

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The length is from OpenRouter's description of its API, the characters from OpenAI's of the same field."""
_MOST_LAYERS: Final = 100
"""An object that wraps itself has no last layer."""

_SCHEMAS: Final[WeakKeyDictionary[Any, dict[str, Any]]] = WeakKeyDictionary()
_METHOD_SCHEMAS: Final[WeakKeyDictionary[Any, dict[str, Any]]] = WeakKeyDictionary()
"""A function that is bound to an object has one parameter fewer.

Only plain JSON is stored. If the parameters' classes were stored too, no function would be freed: a class refers to its
module, and the module to the function.
"""


class Parameter(NamedTuple):
    """A parameter of a function: a key of a JSON object, and its default."""

    field: Field
    default: object


def describe(function: Any) -> dict[str, Any]:
    """The description of a function for a request's ``tools``. Its parameters are described once, for all runs.

    Raises:
        SDKValidationError: it is not a function, or cannot be described; says why.
        InvalidRequestError: msgspec is not installed.
    """
    layers = list(_layers(function)) if callable(function) else []
    if not layers or isinstance(layers[-1], type):
        raise SDKValidationError(f"expected a function; got {shown(function)}")
    name = _name(layers)
    check_name(name)
    described: dict[str, Any] = {"name": name}
    if documentation := _documentation(layers):
        described["description"] = documentation
    described["parameters"] = _kept_schema(name, function)
    return {"type": "function", "function": described}


def check_name(name: object) -> None:
    """Raise SDKValidationError unless a tool can have this name."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SDKValidationError(
            f"a tool's name has 1 to 64 letters, digits, _ or - of ASCII; this is {name}"
        )


# --- the layers ----------------------------------------------------------------------------------------------------


def _layers(function: Any) -> Iterator[Any]:
    """The callable, then what is inside it, down to the function made by ``def``."""
    for _ in range(_MOST_LAYERS):
        if inspect.ismethod(function) and getattr(function, "__name__", "") == "__call__":
            function = function.__self__  # the object has more information
        yield function
        function = _inside(function)
        if function is None:
            return


def _inside(layer: Any) -> Any:
    if isinstance(layer, partial):
        return layer.func
    if inspect.ismethod(layer):
        return layer.__func__
    wrapped = getattr(layer, "__wrapped__", None)  # set by functools.wraps
    if wrapped is not None or isinstance(layer, type) or inspect.isroutine(layer):
        return wrapped
    return type(layer).__call__


def _is_object(layer: Any) -> bool:
    """Whether it is an object of a class that has ``__call__``."""
    return not isinstance(layer, partial) and not inspect.isroutine(layer)


def _name(layers: Iterable[Any]) -> str:
    """Its name for the model: the name given by ``def`` or set later; for an object without one, its class's name."""
    for layer in layers:
        name = getattr(layer, "__name__", None)
        if _is_object(layer):
            name = name if isinstance(name, str) else type(layer).__name__
            return re.sub(r"[^A-Za-z0-9_-]+", "_", name)[:64]
        if isinstance(name, str):
            return name
    return ""


def _documentation(layers: Iterable[Any]) -> str:
    for layer in layers:
        own = getattr(layer, "__dict__", {}).get("__doc__")  # not the class's, which is on partials
        if isinstance(own, str):
            return inspect.cleandoc(own)
        if inspect.isroutine(layer):
            return inspect.getdoc(layer) or ""
        if _is_object(layer) and not hasattr(layer, "__wrapped__"):
            return _documentation_of_object(layer)
    return ""


def _documentation_of_object(layer: object) -> str:
    cls = type(layer)
    for text in (cls.__call__.__doc__, cls.__doc__):
        if isinstance(text, str) and not text.startswith(f"{cls.__name__}("):  # a dataclass's own
            return inspect.cleandoc(text)
    return ""


# --- parameters ----------------------------------------------------------------------------------------------------


def _kept_schema(name: str, function: Any) -> dict[str, Any]:
    """The schema of a function's parameters, kept as long as the function exists."""
    kept, key = _SCHEMAS, function
    if inspect.ismethod(function):  # a new object on each access; it holds its object
        kept, key = _METHOD_SCHEMAS, function.__func__
    by_identity: object = object.__hash__
    if type(key).__hash__ is not by_identity:  # equal objects may have different parameters
        return _schema(name, function)
    try:
        schema = kept.get(key)
    except TypeError:  # an object with __slots__ cannot be kept weakly
        return _schema(name, function)
    if schema is None:
        schema = kept[key] = _schema(name, function)
    return schema


def _schema(name: str, function: Any) -> dict[str, Any]:
    parameters = parameters_of(function)
    try:
        schema = object_schema([each.field for each in parameters], strict=False)
    except SDKValidationError as error:
        raise SDKValidationError(f"{name}: {error.message}") from None
    for field, default in parameters:
        _describe_parameter(schema["properties"][field.name], field, default)
    return schema


def parameters_of(function: Any) -> list[Parameter]:
    """A function's parameters, without those that a `functools.partial` sets.

    Raises:
        SDKValidationError: one of them cannot be passed by name, or has no usable annotation.
    """
    layers = list(_layers(function))
    name, found = _name(layers), []
    given = {key for layer in layers if isinstance(layer, partial) for key in layer.keywords}
    for each in _signature(name, function).parameters.values():
        if each.name in given:
            continue
        if each.kind not in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY):
            raise SDKValidationError(
                f"{name}: {each} cannot be given by name, as a model gives all of them"
            )
        if each.annotation is each.empty:
            raise SDKValidationError(f"{name}: the parameter {each.name} has no annotation")
        annotation = _evaluated(name, each, getattr(layers[-1], "__globals__", {}))
        field = Field(each.name, annotation, each.default is each.empty)
        found.append(Parameter(field, each.default))
    return found


def _signature(name: str, function: Any) -> inspect.Signature:
    wraps = hasattr(function, "__wrapped__") or hasattr(function, "__signature__")
    # For the object itself, inspect drops a parameter even if ``__call__`` is static.
    called = function.__call__ if _is_object(function) and not wraps else function
    try:
        if sys.version_info >= (3, 14):  # there, annotations are evaluated on access
            from annotationlib import Format

            return inspect.signature(called, annotation_format=Format.FORWARDREF)
        return inspect.signature(called)
    except (TypeError, ValueError) as error:
        raise SDKValidationError(f"the parameters of {name} cannot be known: {error}") from None


def _evaluated(name: str, parameter: inspect.Parameter, namespace: dict[str, Any]) -> Any:
    """A parameter's annotation, evaluated separately: other annotations may name types that only type checkers see."""
    holder = SimpleNamespace(__annotations__={parameter.name: parameter.annotation})
    try:
        return get_type_hints(holder, namespace, include_extras=True)[parameter.name]
    except Exception as error:  # whatever the evaluation raises
        raise SDKValidationError(
            f"the annotations of {name} cannot be evaluated: {error} (the parameter {parameter.name}; what it "
            "names must be in the function's module when the program runs)"
        ) from None


def _describe_parameter(schema: dict[str, Any], field: Field, default: object) -> None:
    """Add a parameter's description from its annotation, and its default."""
    said: dict[str, Any] = {}
    words = [text for text in split(field.annotation)[1] if isinstance(text, str)]
    if words:
        said["description"] = " ".join(words)
    if not field.required and default is not None:
        try:
            said["default"] = parse_json(to_json(result_value(default)))
        except Exception:  # JSON cannot hold it: the type is enough
            pass
    if said and "$ref" in schema:  # some providers refuse anything beside it
        schema["anyOf"] = [{"$ref": schema.pop("$ref")}]
    schema.update(said)
