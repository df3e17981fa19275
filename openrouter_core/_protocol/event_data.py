"""What kind of data an event has, before its meaning is read: a keep-alive, several events in one, or a response."""

from __future__ import annotations

from typing import Any, Final

from openrouter_core import wire

_KEEP_ALIVES: Final = (
    "ping",
    "keep-alive",
    "keepalive",
    "keep alive",
    "heartbeat",
    "openrouter processing",
)
_NOTHING: Final = ("null", "none", "undefined", "[]", "[null]")
_END: Final = "[DONE]"


def is_keep_alive(text: str, name: str = "") -> bool:
    """Whether an event only says that the server is still there.

    A comment (``: OPENROUTER PROCESSING``) is the way to say that, and never comes here. But gateways that read a
    stream and write it again make an event of it, with or without its colon, and others send an event of their own
    that holds nothing, a null in some language, dots, or a word; or several of these, line by line. All else that is
    no object stays an error: half an event is no keep-alive, and neither is a sentence that says what went wrong.

    Arguments:
        text: the event's data.
        name: the event's type.

    >>> [is_keep_alive(text) for text in ("", "null", ": OPENROUTER PROCESSING", "ping - 2026-11-01", '"ping"')]
    [True, True, True, True, True]
    >>> [is_keep_alive(text) for text in ('{"choices": [{"del', "7", "Internal Server Error", "pinging failed")]
    [False, False, False, False]
    """
    if name == "error":
        return False
    text = text.strip()
    if "\n" in text:
        return all(is_keep_alive(line, name) for line in text.split("\n"))
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    if not text.strip(".…") or text.startswith(":"):
        return True
    if "".join(text[:100].lower().split()) in _NOTHING and len(text) <= 100:
        return True
    return _is_word(text[:100].lower()) or (_is_word(name.lower()) and text[0] not in "{[")


def _is_word(text: str) -> bool:
    """Whether a text is one of the words, alone or followed by something that is not a word, such as a time."""
    for word in _KEEP_ALIVES:
        if text.startswith(word):
            rest = text[len(word) :]
            return not rest.strip(".…!") or (
                not rest[0].isalnum() and not any(map(str.isalpha, rest))
            )
    return False


def separate(text: str, *, cut: bool) -> list[str]:
    r"""The events that a server has run together, by leaving out the blank line between them; none where it has not.
    An event may have several lines; but where together they are not JSON, and each alone is an object, or a keep-alive,
    they were meant to be events.

    Arguments:
        text: an event's data that is not JSON.
        cut: whether the stream ended in this event: then its last line may be half of one.

    >>> separate('{"choices": []}\n{"usage": {}}\n[DONE]', cut=False)
    ['{"choices": []}', '{"usage": {}}', '[DONE]']
    >>> separate('{"choices":\n[}', cut=False)
    []
    """
    if "\n" not in text:
        return []
    lines = [line for line in text.split("\n") if not is_keep_alive(line)]
    whole = lines[:-1] if cut else lines
    return lines if all(map(_is_event, whole)) else []


def _is_event(line: str) -> bool:
    if line.strip() == _END:
        return True
    try:
        value: Any = wire.parse_json(line)
    except ValueError:
        return False
    return isinstance(value, dict)


def without_end_signal(body: bytes) -> bytes:
    r"""A whole body without the closing signal of a stream, which some servers send after JSON too.

    >>> without_end_signal(b'{"choices": []}\n\ndata: [DONE]\n\n')
    b'{"choices": []}'
    """
    rest = body.rstrip()
    if not rest.endswith(_END.encode()):
        return body
    rest = rest.removesuffix(_END.encode()).rstrip()
    return rest.removesuffix(b"data:").rstrip() if rest.endswith(b"data:") else body
