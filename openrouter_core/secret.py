"""A key that no representation shows, nor any traceback with its locals."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

import attrs

KeySource: TypeAlias = "str | Callable[[], str | None] | Callable[[], Awaitable[str | None]]"
"""A key, or a function that is asked for one at each request."""

_SENDABLE: Final = re.compile(r"[!-~](?:[ -~\t]*[!-~])?")


@attrs.frozen(repr=False)
class Secret:
    """Holds a key, or a function that gives one.

    Nothing else binds the key to a name: a traceback that shows a frame's locals would show it.
    """

    source: object

    def __repr__(self) -> str:
        return "Secret(***)"

    def problem(self) -> str | None:
        """Why this cannot be sent as a key, in words that do not show it; None when it can."""
        if not isinstance(self.source, str):
            return f"expected a string; got a value of type {type(self.source).__name__}"
        if not self.source:
            return "the key is empty"
        if not _SENDABLE.fullmatch(self.source):
            return (
                "the key holds a line break, a character beyond ASCII, or a space at its beginning or end (it is not "
                "shown); a key that was read from a file often ends in a newline"
            )
        return None

    def bearer(self) -> str:
        """The value of an Authorization header."""
        return f"Bearer {self.source}"


def hide(source: object) -> Secret | None:
    """Wrap what is not wrapped yet."""
    return source if source is None or isinstance(source, Secret) else Secret(source)


class Credentials(Secret):
    """A whole Authorization header, as a user gave it among the headers."""

    def bearer(self) -> str:
        return str(self.source)
