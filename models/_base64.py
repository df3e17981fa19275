"""Bytes that a response holds as text."""

from __future__ import annotations


def bytes_of(text: str | None) -> bytes:
    """The bytes that base64 or a data URL holds; ``b""`` for anything else, such as another URL.

    >>> bytes_of("SGk="), bytes_of("data:text/plain;base64,SGk="), bytes_of("https://example.com/SGk=")
    (b'Hi', b'Hi', b'')
    """
    from binascii import Error, a2b_base64

    head, separator, payload = (text or "").partition(",")
    if head[:5].lower() == "data:" and separator:
        if not head.lower().endswith(";base64"):
            from urllib.parse import unquote_to_bytes

            return unquote_to_bytes(payload)
    elif ":" in head:  # every URL has one, base64 never
        return b""
    else:
        payload = text or ""
    try:
        return a2b_base64(payload)
    except (Error, ValueError):  # ValueError: a character beyond ASCII
        return b""
