"""Objects that write themselves as JSON: pydantic's models, by their own method and without an import of pydantic."""

from __future__ import annotations

from typing import Any

from openrouter_core._convert.error import StructureError


def dumped(value: Any) -> Any:
    """What an object with ``model_dump`` is as plain JSON, under the names that its fields have there; all else as it
    is.

    A field is left out that is None and was not given, because many of the API's fields take no null:

        class Message(BaseModel):               Message(content="Hi")   {"role": "user", "content": "Hi"}
            role: str = "user"
            content: str | None                 Message(content=None)   {"role": "user", "content": null}
            name: str | None = None

    Raises:
        StructureError: the object cannot write itself.
    """
    write = getattr(type(value), "model_dump", None)
    if not callable(write):
        return value
    try:
        whole = write(value, mode="json", by_alias=True)
        return _without_nulls(whole, write(value, mode="json", by_alias=True, exclude_unset=True))
    except Exception as error:  # of a value that JSON cannot hold, or of a serializer
        raise StructureError(f"an object that can be written as JSON ({error})", value) from error


def _without_nulls(whole: Any, given: Any) -> Any:
    """All that an object wrote, but the nulls that nobody has given."""
    if isinstance(whole, dict):
        of_given = given if isinstance(given, dict) else {}
        return {
            name: _without_nulls(item, of_given.get(name))
            for name, item in whole.items()
            if item is not None or name in of_given
        }
    if isinstance(whole, list):
        of_items = given if isinstance(given, list) and len(given) == len(whole) else whole
        return [_without_nulls(item, each) for item, each in zip(whole, of_items, strict=True)]
    return whole
