"""`Secret`: a key that is shown neither by a representation nor by a traceback with its local variables."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, Final, TypeAlias

import attrs

from openrouter_core.models.errors import OpenRouterError, chain_of
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import Model

KeySource: TypeAlias = "str | Callable[[], str | None] | Callable[[], Awaitable[str | None]]"
"""A key, or a function that is called for a key at each request."""

OPENROUTERS: Final = "sk-or-"
"""How OpenRouter's keys begin."""

_SHORTEST: Final = 16
"""Characters; a shorter text is not a key of OpenRouter's, and may be part of any word."""
_BEGINNING: Final = 8
"""Characters of a key's beginning that are hidden too where a text was cut in the middle of it."""
_SENDABLE: Final = re.compile(r"[!-~](?:[ -~\t]*[!-~])?")
_ESCAPE: Final = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|/)")
"""An escape of JSON, also of JSON in a string of JSON: ``\\u0073`` and ``\\\\u0073``."""
_HALF_ESCAPE: Final = re.compile(r"\\+(?:u[0-9a-fA-F]{0,3})?$")
_MISTAKES: Final = (
    (re.compile(r"(?i)bearer(?:[\s:]|%20|$)"), "it begins with 'Bearer', which is added here"),
    (
        re.compile(r"(?i)(?:export +)?OPENROUTER_API_KEY *[=:]"),
        "it begins with OPENROUTER_API_KEY=",
    ),
    (re.compile(r"(?i)(?:export +)?OPENROUTER\w* *[=:]"), "it begins with a variable's name"),
    (re.compile("[$%<{]"), "it begins with the mark of a placeholder, which was not filled in"),
    (re.compile("[^'\"`]*['\"`]"), "it holds a quotation mark"),
    (re.compile(r"\S*\s"), "it holds a space"),
    (
        re.compile(rf"(?!{OPENROUTERS}[\w-]+\Z).*{OPENROUTERS}"),
        "it holds more, or other characters, than a key of OpenRouter's",
    ),
)
"""Mistakes in copying a key, for each of which a server would only say "User not found"."""
_FROM_BODY: Final = (
    "message",
    "code",
    "error_type",
    "provider_name",
    "upstream",
    "metadata",
    "availability",
    "data",
    "user_id",
)


class Secret:
    """Holds a key, or a function that gives one.

    No other name is bound to the key, because a traceback that shows local variables would show it. It is not an attrs
    class, so that `attrs.asdict` does not open it.
    """

    __slots__ = ("source",)
    NAME: ClassVar[str] = "api_key"
    """Where the key was given, as errors call it."""

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
        return self._mistake()

    def _mistake(self) -> str | None:
        for pattern, what in _MISTAKES:
            if pattern.match(str(self.source)):
                return (
                    f"{what} (the key is not shown): pass the key alone, as in {OPENROUTERS}v1-..."
                )
        return None

    @property
    def is_openrouters(self) -> bool:
        """Whether it looks like a key of OpenRouter's; a whole Authorization header is not checked."""
        return str(self.source).startswith(OPENROUTERS)

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
            return self._hidden_text(value)
        if isinstance(value, bytes):
            return value.replace(self._word.encode(), b"***")
        if isinstance(value, list):
            return [self.hidden(item) for item in value]
        if isinstance(value, Mapping):
            return {self.hidden(name): self.hidden(item) for name, item in value.items()}
        if isinstance(value, HttpMeta):
            return attrs.evolve(
                value, headers=self.hidden(value.headers), url=self.hidden(value.url)
            )
        if isinstance(value, Model):  # of a response that nobody else has yet
            value.__dict__.update(
                {name: self.hidden(item) for name, item in value.__dict__.items()}
            )
        return value

    def _hidden_text(self, text: str) -> str:
        if self._word in text:
            text = text.replace(self._word, "***")
        shown = self._without_beginning(text)
        if shown == text and "\\" in text:
            plain = _ESCAPE.sub(_unescaped, text)
            hidden = plain.replace(self._word, "***")
            hidden = self._without_beginning(_HALF_ESCAPE.sub("", hidden))
            if "***" in hidden and "***" not in plain:
                return hidden
        return shown

    def _without_beginning(self, text: str) -> str:
        """A text that was cut in the middle of the key, without what is left of it."""
        at = text.rfind(self._word[:_BEGINNING], -len(self._word))
        cut = at >= 0 and self._word.startswith(text[at:])
        return f"{text[:at]}***" if cut else text

    def hide_in(self, error: OpenRouterError) -> None:
        """Hide the key in all that an error says, and in what the exceptions behind it say."""
        for link in chain_of(error):
            if isinstance(link, OpenRouterError):
                self._hide_in_fields(link)
            else:
                self._hide_in_exception(link)

    def _hide_in_fields(self, error: OpenRouterError) -> None:
        """A server may write the key in a way that is known only to who reads it: where a value that was read from the
        body had to be hidden, and the body itself had not, the body is not kept.
        """
        before = dict(error.__dict__)
        for name, value in before.items():
            try:
                error.__dict__[name] = self.hidden(value)
            except RecursionError:
                error.__dict__[name] = None
        if error.body == before["body"] and any(
            error.__dict__[name] != before[name] for name in _FROM_BODY
        ):
            error.body = None
        error.args = (error.message,)

    def _hide_in_exception(self, link: BaseException) -> None:
        said = list(link.args)
        if (hidden := self.hidden(said)) != said:
            link.args = tuple(hidden)
        for name, value in list(vars(link).items()):
            if isinstance(value, str | bytes | list):
                link.__dict__[name] = self.hidden(value)

    @property
    def _word(self) -> str:
        return str(self.source).rpartition(" ")[2]


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else "/"


def hide(source: object) -> Secret | None:
    """Wrap what is not wrapped yet."""
    return source if source is None or isinstance(source, Secret) else Secret(source)


class EnvironmentKey(Secret):
    """A key from the environment."""

    __slots__ = ()
    NAME = "OPENROUTER_API_KEY"


class Credentials(Secret):
    """A whole Authorization header, which the user has given among the headers."""

    NAME = "header Authorization"

    def bearer(self) -> str:
        return str(self.source)

    def _mistake(self) -> str | None:
        return None

    @property
    def is_openrouters(self) -> bool:
        return True
