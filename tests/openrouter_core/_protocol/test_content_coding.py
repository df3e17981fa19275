"""Every coding, cut and joined in every way; and what is no coding that was asked for."""

from __future__ import annotations

import gzip
import os
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import pytest

from openrouter_core._protocol.content_coding import (
    MOST_TIMES,
    SMALL,
    STEP,
    ContentDecoder,
    decoder_of,
)
from openrouter_core.models.errors import ResponseValidationError


def zlib_framed(data: bytes) -> bytes:
    return zlib.compress(data)


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def stored(data: bytes) -> bytes:
    packer = zlib.compressobj(0, wbits=-15)
    return packer.compress(data) + packer.flush()


def two_members(data: bytes) -> bytes:
    half = len(data) // 2
    return gzip.compress(data[:half]) + gzip.compress(data[half:])


def many_members(data: bytes) -> bytes:
    return gzip.compress(b"") + b"".join(
        gzip.compress(data[at : at + 99]) for at in range(0, len(data), 99)
    )


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZip", gzip.compress),
    "gzip and identity": (" identity , gzip,", gzip.compress),
    "two members": ("gzip", two_members),
    "many members": ("gzip", many_members),
    "deflate with zlib's frame": ("deflate", zlib_framed),
    "deflate without": ("deflate", bare),
    "deflate, stored": ("deflate", stored),
    "gzip called deflate": ("deflate", gzip.compress),
    "zlib called gzip": ("gzip", zlib_framed),
    "identity": ("identity", bytes),
    "no coding": ("", bytes),
}
COMPRESSING = [name for name, (header, _) in CODINGS.items() if header not in ("", "identity")]
TEXT = b'{"id": "gen-1", "choices": [{"message": {"content": "' + b"Paris. " * 40 + b'"}}]}'
INPUTS: dict[str, bytes] = {
    "a byte": b"x",
    "a text": TEXT,
    "noise": os.urandom(3_000),
    "noise of more than a step": os.urandom(STEP + 1),
    "zeros of just a step": bytes(STEP),
    "zeros of many": bytes(20 * STEP + 7),
}


def steps(decoder: ContentDecoder, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield decoder.decode(piece)
        while decoder.waiting:
            yield decoder.decode(b"")


def in_pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@pytest.mark.parametrize("coding", list(CODINGS))
@pytest.mark.parametrize("name", list(INPUTS))
@pytest.mark.parametrize("size", [1, 2, 7, 4_096, 1 << 30])
def test_what_was_packed_comes_out_whole(coding: str, name: str, size: int) -> None:
    header, pack = CODINGS[coding]
    packed = pack(INPUTS[name])
    if size < 7 and len(packed) > 5_000:
        size = 1_021
    decoder = decoder_of(header)
    parts = list(steps(decoder, in_pieces(packed, size)))
    assert b"".join(parts) == INPUTS[name]
    assert decoder.whole
    if coding in COMPRESSING:
        assert max(map(len, parts)) <= STEP


@pytest.mark.parametrize("coding", COMPRESSING)
def test_a_body_that_is_cut_anywhere_is_not_whole(coding: str) -> None:
    header, pack = CODINGS[coding]
    packed = pack(TEXT)
    ends = {len(packed)}
    if coding.endswith("members"):
        whole = decoder_of(header)
        ends |= {
            at + 1
            for at in range(len(packed))
            if whole.decode(packed[at : at + 1]) is not None and whole.whole
        }
    assert {at for at in range(len(packed) + 1) if is_whole(header, packed[:at])} == ends


def is_whole(header: str, packed: bytes) -> bool:
    decoder = decoder_of(header)
    list(steps(decoder, iter([packed])))
    return decoder.whole


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip", b"not gzip at all"),
        ("gzip", b"{}"),
        ("deflate", b"\xff\xff\xff"),
        ("gzip", gzip.compress(TEXT) + b"\0"),
        ("gzip", gzip.compress(TEXT) + b"tail"),
        ("gzip", gzip.compress(TEXT) + b"\x1f\x8c"),
        ("gzip", gzip.compress(TEXT) + gzip.compress(TEXT) + b"\n"),
        ("deflate", zlib.compress(TEXT) + b"\0"),
        ("deflate", zlib.compress(TEXT) + b"tail"),
        ("deflate", bare(TEXT) + b"tail"),
        ("gzip", gzip.compress(TEXT)[:-8] + b"\0\0\0\0" + gzip.compress(TEXT)[-4:]),
        ("deflate", zlib.compress(TEXT)[:-1] + b"\0"),
    ],
    ids=[
        "text",
        "json",
        "no-deflate",
        "gzip-zero",
        "gzip-tail",
        "gzip-another-mark",
        "two-members-tail",
        "zlib-zero",
        "zlib-tail",
        "bare-tail",
        "gzip-checksum",
        "zlib-checksum",
    ],
)
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_what_is_broken_or_goes_on_after_its_end_is_an_error(
    header: str, packed: bytes, size: int
) -> None:
    with pytest.raises(ResponseValidationError, match="the compressed body is broken"):
        list(steps(decoder_of(header), in_pieces(packed, size)))


@pytest.mark.parametrize(
    "header",
    [
        "br",
        "zstd",
        "compress",
        "x",
        "gzip, gzip",
        "gzip,deflate",
        "identity, gzip, br",
        "gzip;q=1",
        "*",
    ],
)
def test_a_coding_that_was_not_asked_for_or_a_second_one_is_an_error(header: str) -> None:
    with pytest.raises(ResponseValidationError, match="the compressed body cannot be read"):
        decoder_of(header)


@pytest.mark.parametrize("size", [1 << 10, 1 << 30])
def test_memory_does_not_grow_with_what_is_unpacked(size: int) -> None:
    packer = zlib.compressobj(9, wbits=31)
    part = bytes((1 << 20) - (1 << 14)) + random.Random(1).randbytes(1 << 14)
    packed = b"".join([*(packer.compress(part) for _ in range(64)), packer.flush()])
    tracemalloc.start()
    try:
        decoder = decoder_of("gzip")
        total = sum(len(part) for part in steps(decoder, in_pieces(packed, size)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert total == 64 << 20
    assert decoder.whole
    assert peak < (1 << 20) + 2 * len(packed)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize(
    ("megabytes", "noise", "refused"),
    [(32, 0, False), (33, 0, True), (64, 1 << 13, True), (64, 1 << 14, False)],
    ids=["small", "not small any more", "116 times as long", "62 times as long"],
)
def test_what_grows_beyond_all_text_is_not_unpacked_to_its_end(
    coding: str, megabytes: int, noise: int, refused: bool
) -> None:
    assert (MOST_TIMES, SMALL) == (100, 32 << 20)
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    part = bytes((1 << 20) - noise) + random.Random(1).randbytes(noise)
    packed = b"".join([*(packer.compress(part) for _ in range(megabytes)), packer.flush()])
    total = 0
    with (
        pytest.raises(ResponseValidationError, match="100 times its size")
        if refused
        else nullcontext()
    ):
        for piece in steps(decoder_of(coding), in_pieces(packed, 1 << 16)):
            total += len(piece)
    assert (total < megabytes << 20) is refused
