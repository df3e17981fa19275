"""Parts of a message from a path, bytes or a URL: `image_part`, `audio_part`, `video_part` and `file_part`. And `save`,
which writes what a model made to a file.

A source is a URL, an `os.PathLike` or bytes. A string must be a URL that begins with ``http://``, ``https://`` or
``data:``, so that a string from elsewhere can never name one of your files; give a path as a `pathlib.Path`. URLs are
sent as they are. Files and bytes are sent as base64; their media type comes from the first bytes, else from the file's
extension. A file is read whole, at once. An `OSError` of the system is raised as it is; a device or a pipe raises
ValueError.

>>> image_part("https://example.com/cat.png").image_url
ImageUrl(url='https://example.com/cat.png')
>>> audio_part(b"fLaC....").input_audio
InputAudio(data='ZkxhQy4uLi4=', format='flac')
"""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from base64 import b64encode
from pathlib import Path, PurePosixPath
from typing import Final, Literal, Protocol, TypeAlias
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from openrouter_core._check import invalid, shown
from openrouter_core._io.files import FileSink, open_at_once
from openrouter_core.models.audio_parts import AudioPart, InputAudio
from openrouter_core.models.chat.parts import (
    FileInput,
    FilePart,
    ImagePart,
    ImageUrl,
    VideoPart,
    VideoUrl,
)
from openrouter_core.models.errors import AnyError, SDKValidationError, UnexpectedClientError
from openrouter_core.models.model import UNSET, Unset
from openrouter_core.result import Err, Ok

Source: TypeAlias = str | os.PathLike[str] | bytes
"""What a part can be made of."""


class HasContent(Protocol):
    """An object that holds bytes: an image or the sound of a response, speech, a download, a video."""

    @property
    def content(self) -> bytes | None: ...


# The first bytes of a file, and the media types that they leave possible: a container may hold
# sound or film.
# From the WHATWG MIME Sniffing Standard, and for what it lacks from each format's own description.
_SIGNATURES: Final = (
    (rb"\x89PNG\r\n\x1a\n", ("image/png",)),
    (rb"\xff\xd8\xff", ("image/jpeg",)),
    (rb"GIF8[79]a", ("image/gif",)),
    (rb"RIFF....WEBP", ("image/webp",)),
    (rb"II\*\0|MM\0\*", ("image/tiff",)),
    (rb"....ftypavi[fs]", ("image/avif",)),
    (rb"....ftyp(heic|heix|heim|heis|hevc|mif1)", ("image/heic",)),
    (rb"RIFF....WAVE", ("audio/wav",)),
    (rb"ID3|\xff[\xf2\xf3\xfa\xfb]", ("audio/mpeg",)),
    (rb"\xff[\xf0\xf1\xf8\xf9]", ("audio/aac",)),
    (rb"fLaC", ("audio/flac",)),
    (rb"FORM....AIF[FC]", ("audio/aiff",)),
    (rb"OggS", ("audio/ogg", "video/ogg")),
    (rb"....ftypM4[AB]", ("audio/mp4",)),
    (rb"....ftypqt", ("video/quicktime",)),
    (rb"....ftyp", ("video/mp4", "audio/mp4")),
    (rb"\x1aE\xdf\xa3", ("video/webm", "audio/webm")),
    (rb"\0\0\x01[\xb3\xba]", ("video/mpeg",)),
    (rb"RIFF....AVI ", ("video/x-msvideo",)),
    (rb"%PDF-", ("application/pdf",)),
)

_AUDIO_FORMATS: Final = {
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/vnd.wave": "wav",
    "audio/wave": "wav",
    "audio/x-pn-wav": "wav",
}
"""Where a format is not called as its media type is: ``audio/flac`` and ``audio/x-flac`` are
``flac``.
"""

_EXTENSIONS: Final = {
    ".aac": "audio/aac",
    ".avif": "image/avif",
    ".flac": "audio/flac",
    ".heic": "image/heic",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".pcm16": "audio/pcm16",
    ".pcm24": "audio/pcm24",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
"""What `mimetypes` does not know on every system and Python."""


def image_part(
    source: Source,
    *,
    media_type: str | None = None,
    detail: Literal["auto", "low", "high", "original"] | str | Unset | None = UNSET,
) -> ImagePart:
    """Make a part of an image.

    Arguments:
        source: a URL, a `pathlib.Path` or bytes.
        media_type: such as ``image/png``; needed only where the source does not show it.
        detail: how closely the model looks at the image.

    Raises:
        TypeError: `source` has the wrong type.
        ValueError: the media type is unknown, or is not that of an image.
    """
    return ImagePart(ImageUrl(_url(source, "image", media_type), detail=detail))


def video_part(source: Source, *, media_type: str | None = None) -> VideoPart:
    """Make a part of a video.

    Arguments:
        source: a URL, a `pathlib.Path` or bytes.
        media_type: such as ``video/mp4``; needed only where the source does not show it.

    Raises:
        TypeError: `source` has the wrong type.
        ValueError: the media type is unknown, or is not that of a video.
    """
    return VideoPart(VideoUrl(_url(source, "video", media_type)))


def audio_part(source: Source, *, format: str | None = None) -> AudioPart:
    """Make a part of sound. The API does not accept a URL of sound, other than a ``data:`` URL.

    Arguments:
        source: a `pathlib.Path`, bytes or a ``data:`` URL.
        format: such as ``wav`` or ``mp3``; needed only where the source does not show it.

    Raises:
        TypeError: `source` has the wrong type.
        ValueError: `source` is a URL of another kind, or the format is unknown, or is not one of sound.
    """
    if isinstance(source, str) and source[:5].lower() == "data:":
        head, _, payload = source[5:].partition(",")
        media_type, *parameters = (piece.strip().lower() for piece in head.split(";"))
        data = payload if "base64" in parameters else _base64(unquote_to_bytes(payload))
        if format is None and not media_type.startswith("audio/"):
            raise ValueError(
                f"source: expected a data: URL of audio; got one of {media_type or 'no media type'}"
            )
    elif isinstance(source, str) and _is_url(source):
        raise ValueError(
            "source: expected a path or bytes, because the API takes no URL of audio; download it first"
        )
    else:
        content, name = _read(source)
        data = _base64(content)
        media_type = "" if format is not None else _media_type(content, name, "audio", "format")
    return AudioPart(InputAudio(data, format or _audio_format(media_type)))


def file_part(
    source: Source, *, filename: str | None = None, media_type: str | None = None
) -> FilePart:
    """Make a part of a document.

    Arguments:
        source: a URL, a `pathlib.Path` or bytes.
        filename: the name that the model sees; the default is the last part of the path or of the URL, where there
            is one.
        media_type: such as ``application/pdf``; needed only where the source does not show it.

    Raises:
        TypeError: `source` has the wrong type.
        ValueError: the media type is unknown.
    """
    if isinstance(source, str) and _is_url(source):
        if filename is None and source[:5].lower() != "data:":
            filename = PurePosixPath(unquote(urlsplit(source).path)).name or None
        return FilePart(FileInput(filename=filename or UNSET, file_data=source))
    content, name = _read(source)
    filename = filename or name
    media_type = media_type or _media_type(content, filename, None, "media_type")
    return FilePart(FileInput(filename=filename or UNSET, file_data=_data_url(content, media_type)))


def save(made: HasContent | None, to: str | os.PathLike[str]) -> Ok[Path] | Err[AnyError]:
    """Write what a model made to a file.

    Arguments:
        made: an image or the sound of a message, an image of `images_generate` or of a response of the Responses API,
            the response of `tts_create_speech`, or another object whose `content` is bytes.
        to: the file; its folder must exist. The file appears, or replaces an older one, only when it is complete. A
            device or a pipe is refused. No extension is added to the name.

    Returns:
        ``Ok(Path)``: the file.

    Errors:
        SDKValidationError: `made` is None or has no bytes, such as an image that is only a URL; or `to` cannot be a
            file.
        UnexpectedClientError: writing failed, for example because the disk is full.

    >>> save(None, "cat.png").failure().message
    'there is no image or sound to save; got None'
    """
    content = getattr(made, "content", None)
    sink = FileSink(to)
    try:
        if not isinstance(content, bytes) or not content:
            raise _nothing_to_save(made)
        sink.check()
        with sink.begin(len(content)):
            sink.write(content)
    except (SDKValidationError, UnexpectedClientError) as problem:
        return Err(problem)
    return Ok(Path(to))


def _nothing_to_save(made: object) -> SDKValidationError:
    expected = "an object that holds its bytes, not only their URL"
    if made is not None:
        return invalid("made", expected, made)
    # As when a response has no image: `next(iter(response.images), None)`.
    message = "there is no image or sound to save; got None"
    return SDKValidationError(message, path="made", expected=expected, got="None")


def _url(source: Source, kind: str, media_type: str | None) -> str:
    if isinstance(source, str) and _is_url(source):
        return source
    content, name = _read(source)
    return _data_url(content, media_type or _media_type(content, name, kind, "media_type"))


def _is_url(source: str) -> bool:
    return source[:8].lower().startswith(("http://", "https://", "data:"))


def _read(source: Source) -> tuple[bytes, str | None]:
    """The content, and the name of the file that it came from."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), None
    if isinstance(source, str):
        raise ValueError(
            f"source: expected a URL that begins with http://, https:// or data:; got {shown(source)}. Give the path "
            "of a file as a pathlib.Path"
        )
    if not isinstance(source, os.PathLike):
        raise TypeError(
            f"source: expected a URL, a pathlib.Path or bytes; got a value of type {type(source).__name__}"
        )
    path = Path(source)
    try:
        file = open_at_once(path)
    except ValueError as problem:
        raise ValueError(
            f"source: expected a path of a file; got {shown(str(path))}: {problem}"
        ) from None
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError(
                f"source: expected a path of a file; got {shown(str(path))}: read it, and give the bytes"
            )
        return file.read(), path.name


def _media_type(content: bytes, name: str | None, kind: str | None, argument: str) -> str:
    """The media type by the first bytes, else by the extension.

    Arguments:
        kind: what it must be of, such as ``image``; None takes all.
        argument: the caller's own, which the error tells to give.
    """
    found = _by_signature(content) or _by_extension(name)
    for media_type in found:
        if kind is None or media_type.startswith(f"{kind}/"):
            return media_type
    where = repr(name) if name else f"{len(content)} bytes"
    if found:
        raise ValueError(
            f"source: expected {kind}/*; got {found[0]} in {where}. If that is wrong, pass {argument}="
        )
    raise ValueError(f"source: the media type of {where} is unknown: pass {argument}=")


def _by_signature(content: bytes) -> tuple[str, ...]:
    head = content[:16]
    for pattern, media_types in _SIGNATURES:
        if re.match(pattern, head, re.DOTALL):
            return media_types
    return ()


def _by_extension(name: str | None) -> tuple[str, ...]:
    if name is None:
        return ()
    media_type = _EXTENSIONS.get(Path(name).suffix.lower())
    if media_type is None:
        media_type, encoding = mimetypes.guess_type(name)
        if media_type is None or encoding is not None:
            return ()
    return (media_type,)


def _audio_format(media_type: str) -> str:
    known = _AUDIO_FORMATS.get(media_type)
    return known or media_type.removeprefix("audio/").removeprefix("x-")


def _data_url(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{_base64(content)}"


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")
