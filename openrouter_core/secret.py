"""A key that no representation shows, nor any traceback with its locals."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import Model

if TYPE_CHECKING:
    from openrouter_core.models.errors import OpenRouterError

KeySource: TypeAlias = "str | Callable[[], str | None] | Callable[[], Awaitable[str | None]]"
"""A key, or a function that is asked for one at each request."""

_SHORTEST: Final = 16
"""Characters; what is shorter is no key of OpenRouter's, and may be part of any word."""
_TELLTALE: Final = re.compile("(?i)auth|cookie|key|token|secret|password")
_SHOWN: Final = 256
_SENDABLE: Final = re.compile(r"[!-~](?:[ -~\t]*[!-~])?")


class Secret:
    """Holds a key, or a function that gives one.

    Nothing else binds the key to a name: a traceback that shows a frame's locals would show it. It is no attrs class,
    so that `attrs.asdict` does not open it.
    """

    __slots__ = ("source",)

    def __init__(self, source: object) -> None:
        self.source = source

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source,)

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

    def is_in(self, text: str) -> bool:
        """Whether there is anything for `hidden` to do."""
        return self._word in text

    def hidden(self, value: Any) -> Any:
        """JSON, or text, that a server sent, with stars for the key where it was sent back."""
        if len(self._word) < _SHORTEST:
            return value
        if isinstance(value, str):
            return value.replace(self._word, "***")
        if isinstance(value, bytes):
            return value.replace(self._word.encode(), b"***")
        if isinstance(value, list):
            return [self.hidden(item) for item in value]
        if isinstance(value, Mapping):
            return {self.hidden(name): self.hidden(item) for name, item in value.items()}
        if isinstance(value, HttpMeta):
            return attrs.evolve(value, headers=self.hidden(value.headers))
        if isinstance(value, Model):  # of an answer that nobody else has yet
            value.__dict__.update(
                {name: self.hidden(item) for name, item in value.__dict__.items()}
            )
        return value

    def hide_in(self, error: OpenRouterError) -> None:
        """Hide the key in all that an error says."""
        for name, value in error.__dict__.items():
            try:
                error.__dict__[name] = self.hidden(value)
            except RecursionError:
                error.__dict__[name] = None
        error.args = (error.message,)

    @property
    def _word(self) -> str:
        return str(self.source).rpartition(" ")[2]


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers as they may be seen: what may hold a credential is covered, and what is long is cut."""
    return {
        name: "***" if _TELLTALE.search(name) else value[:_SHOWN] for name, value in headers.items()
    }


def hide(source: object) -> Secret | None:
    """Wrap what is not wrapped yet."""
    return source if source is None or isinstance(source, Secret) else Secret(source)


class Credentials(Secret):
    """A whole Authorization header, as a user gave it among the headers."""

    def bearer(self) -> str:
        return str(self.source)
