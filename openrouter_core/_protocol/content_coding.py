"""``Content-Encoding``: compressed bytes in, a body's bytes out, a little at a time.

5 kB may be gigabytes when they are unpacked. So a step gives 64 KiB at most, and whoever reads a body looks at its
limits between two steps. A body that grows beyond all that text does is not unpacked to its end.
"""

from __future__ import annotations

import zlib
from typing import Final

from openrouter_core._check import shown
from openrouter_core.models.errors import ResponseValidationError

ACCEPTED: Final = "gzip, deflate"
"""What our requests ask for: all that `decoder_of` can undo."""
STEP: Final = 65_536
"""How many bytes one step takes, and gives, at most."""

MOST_TIMES: Final = 100
"""How many times its size a body may be when it is unpacked. JSON and events are 5 to 20 times as long; deflate makes
at most 1 032 bytes of one, and of nothing but the same byte.
"""
SMALL: Final = 32 * 1024 * 1024
"""Bytes up to which it may be more."""

_GZIP: Final = b"\x1f\x8b"
_GZIP_OR_ZLIB, _RAW = 47, -15  # zlib's ``wbits``


class ContentDecoder:
    """Decodes one body; this one has nothing to undo.

    Fields:
        waiting: whether there is something to decode before new bytes are needed.
        begun: whether any byte has come.
        whole: whether the body may end here.
    """

    waiting = False
    begun = False
    whole = True

    def decode(self, data: bytes) -> bytes:
        """Take the next bytes (none while some are `waiting`), and give what one step makes of them.

        Raises:
            ResponseValidationError: they are not what the header says.
        """
        return data


class Inflate(ContentDecoder):
    """Undoes ``gzip`` and ``deflate``. The latter name stands for two formats: with zlib's frame (RFC 1950), as RFC
    9110 says, or without (RFC 1951), as some servers send it.

    Arguments:
        framed: whether a header is required; else the first two bytes show whether there is one.
    """

    def __init__(self, *, framed: bool) -> None:
        self._data = memoryview(b"")
        self._zlib = zlib.decompressobj(_GZIP_OR_ZLIB) if framed else None
        self.whole = False
        self._taken = self._given = 0

    def decode(self, data: bytes) -> bytes:
        self.begun = self.begun or bool(data)
        self._taken += len(data)
        self._data = memoryview(bytes(self._data) + data if self._data else data)
        if self._zlib is None and len(self._data) < 2:
            return b""
        if self._zlib is None:
            self._zlib = zlib.decompressobj(_window_bits(self._data))
        elif self._zlib.eof and self._data:
            self._zlib = self._next_member()
        part = self._data[:STEP]
        try:
            decoded = self._zlib.decompress(part, STEP)
        except zlib.error as exc:
            raise ResponseValidationError(f"the compressed body is broken ({exc})") from None
        left = len(self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail)
        self._data = self._data[len(part) - left :]
        self.whole = self._zlib.eof and not self._data
        self._given += len(decoded)
        if self._given > SMALL and self._given > MOST_TIMES * self._taken:
            raise ResponseValidationError(
                f"the compressed body grows to more than {MOST_TIMES} times its size"
            )
        # All may have been taken, and not all given: what zlib holds fills a whole step then.
        self.waiting = bool(self._data) or (len(decoded) == STEP and not self._zlib.eof)
        return decoded

    def _next_member(self) -> zlib._Decompress:
        """A gzip file may be several, one after the other (RFC 1952, 2.2); nothing else may follow an end."""
        if not _GZIP.startswith(bytes(self._data[:2])):
            raise ResponseValidationError(
                "the compressed body is broken (more bytes follow its end)"
            )
        return zlib.decompressobj(_GZIP_OR_ZLIB)


def decoder_of(header: str) -> ContentDecoder:
    """What undoes a response's ``Content-Encoding``.

    Raises:
        ResponseValidationError: it was not asked for, or is more than one; each may make a thousand bytes of one.
    """
    named = (coding.strip().lower() for coding in header.split(","))
    match [coding for coding in named if coding not in ("", "identity")]:
        case []:
            return ContentDecoder()
        case ["gzip" | "x-gzip" | "deflate" as coding]:
            return Inflate(framed=coding != "deflate")
        case [_]:
            problem = f"asked for {ACCEPTED}; got {shown(header)}"
        case _:
            problem = f"compressed more than once: {shown(header)}"
    raise ResponseValidationError(f"the compressed body cannot be read: {problem}")


def _window_bits(beginning: memoryview) -> int:
    """gzip begins with its mark; zlib with the method 8 and a check, a multiple of 31; bare deflate with neither."""
    first, second = beginning[:2]
    is_zlib = first & 0x0F == 8 and (first << 8 | second) % 31 == 0
    return _GZIP_OR_ZLIB if is_zlib or bytes((first, second)) == _GZIP else _RAW
