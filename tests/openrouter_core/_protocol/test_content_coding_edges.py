"""Compressed bodies at the edges: the shortest ones, the first two bytes, what may follow an end, step by step."""

from __future__ import annotations

import gzip
import zlib

import pytest

from openrouter_core._protocol.content_coding import STEP, ContentDecoder, Inflate, decoder_of
from openrouter_core.models.errors import ResponseValidationError


def raw(data: bytes, level: int = 9) -> bytes:
    packer = zlib.compressobj(level, wbits=-15)
    return packer.compress(data) + packer.flush()


def unpacked(coding: str, *pieces: bytes) -> tuple[bytes, bool]:
    """What comes out, and whether the body may end there; no step gives more than its share."""
    decoder = decoder_of(coding)
    made = []
    for piece in pieces:
        made.append(decoder.decode(piece))
        while decoder.waiting:
            made.append(decoder.decode(b""))
    assert max(map(len, made), default=0) <= STEP or type(decoder) is ContentDecoder
    return b"".join(made), decoder.whole


STORED = b"\x00\x05\x00\xfa\xffHello\x03\x00"
BODIES: dict[str, tuple[str, bytes, bytes]] = {
    "nothing, bare": ("deflate", raw(b""), b""),
    "nothing, framed": ("deflate", zlib.compress(b""), b""),
    "nothing, gzip": ("gzip", gzip.compress(b""), b""),
    "bare": ("deflate", raw(b"Hello" * 9), b"Hello" * 9),
    "bare, stored": ("deflate", STORED, b"Hello"),
    # A bit of the padding is set, so that it begins with zlib's method; and one that begins with a multiple of 31.
    "bare, with the method of a frame": ("deflate", b"\x08" + STORED[1:], b"Hello"),
    "bare, with the check of a frame": (
        "deflate",
        b"\x00\x1f\x00\xe0\xff" + b"x" * 31 + b"\x03\x00",
        b"x" * 31,
    ),
    "framed": ("deflate", zlib.compress(b"Hello"), b"Hello"),
    **{
        f"framed, level {level}": ("deflate", zlib.compress(b"Hello" * 99, level), b"Hello" * 99)
        for level in range(10)
    },
    "framed, a small window": (
        "deflate",
        (packer := zlib.compressobj(wbits=9)).compress(b"Hello") + packer.flush(),
        b"Hello",
    ),
    "gzip under the name of deflate": ("deflate", gzip.compress(b"Hello"), b"Hello"),
    "zlib under the name of gzip": ("gzip", zlib.compress(b"Hello"), b"Hello"),
    "an old name": (" X-GZIP , identity,", gzip.compress(b"Hello"), b"Hello"),
    "two members": ("gzip", gzip.compress(b"Hel") + gzip.compress(b"lo"), b"Hello"),
    "a whole step": ("gzip", gzip.compress(b"x" * STEP), b"x" * STEP),
    "a step and one": ("gzip", gzip.compress(b"x" * (STEP + 1)), b"x" * (STEP + 1)),
    "plain": ("identity", b"Hello", b"Hello"),
    "no coding": ("", b"Hello", b"Hello"),
}


@pytest.mark.parametrize(("coding", "body", "wanted"), BODIES.values(), ids=BODIES)
def test_a_body_is_unpacked_however_it_is_cut(coding: str, body: bytes, wanted: bytes) -> None:
    assert unpacked(coding, body) == (wanted, True)
    for cut in range(1, min(len(body), 40)):
        assert unpacked(coding, body[:cut], body[cut:]) == (wanted, True)
    single = (body[place : place + 1] for place in range(len(body)))
    assert unpacked(coding, *single) == (wanted, True)


@pytest.mark.parametrize("name", ["nothing, bare", "bare", "framed", "two members"])
def test_a_body_that_was_cut_is_not_whole(name: str) -> None:
    coding, body, _ = BODIES[name]
    decoder = decoder_of(coding)
    assert not decoder.whole
    assert not decoder.begun
    assert decoder.decode(b"") == b""
    assert not decoder.begun
    decoder.decode(body[:1])
    assert decoder.begun
    assert not decoder.whole
    assert unpacked(coding, body[:-1])[1] is False


def test_a_body_may_be_bare_whatever_its_first_two_bytes_are() -> None:
    # Some begin with zlib's method 8, some with a multiple of 31; those with both are taken for zlib's.
    for first in range(256):
        for second in range(0, 256, 5):
            body = raw(bytes((first, second)) * 3)
            framed = body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
            if not framed and body[:2] != b"\x1f\x8b":
                assert Inflate(framed=False).decode(body) == bytes((first, second)) * 3


@pytest.mark.parametrize("rest", [b"x", b"\x1f", b"\x1fx", b"\x1f\x8b", b"\x8b\x1f", b"{}"])
def test_only_another_member_may_follow_an_end(rest: bytes) -> None:
    body = gzip.compress(b"Hello")
    if b"\x1f\x8b".startswith(rest):
        assert unpacked("gzip", body + rest) == (b"Hello", False)
    else:
        with pytest.raises(ResponseValidationError, match="more bytes follow its end"):
            unpacked("gzip", body, rest)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "identity, br", "deflate,gzip"])
def test_what_was_not_asked_for(coding: str) -> None:
    problem = (
        "compressed more than once" if "," in coding.removeprefix("identity,") else "asked for"
    )
    with pytest.raises(ResponseValidationError, match=problem):
        decoder_of(coding)


def test_what_is_no_compression() -> None:
    with pytest.raises(ResponseValidationError, match="the compressed body is broken"):
        unpacked("gzip", b"Hello, world")
