"""What comes beside the text of a chat's answer: PDFs that were parsed, an image, sound."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from openrouter_core.testing.api.inference.audio import speech
from openrouter_core.testing.api.inference.images import png
from openrouter_core.testing.payloads import CREATED

_FORMATS = {"wav": "wav", "mp3": "mp3", "pcm16": "pcm"}
"""The formats of a chat's sound, each as `/audio/speech` names it."""
_PDF = re.compile(r"data:application/pdf\b|(?!data:).*\.pdf(?:[?#].*)?$", re.IGNORECASE | re.DOTALL)


def audio_problem(body: Mapping[str, Any]) -> str | None:
    """Why the sound that is asked for cannot be had, or None.

    Args:
        body: the request.
    """
    if "audio" not in (body.get("modalities") or ()):
        return None
    if not body.get("stream"):  # OpenRouter's guide to audio says so
        return "Audio output requires stream: true"
    asked = _sound_format(body)
    if asked not in _FORMATS:
        return f"audio.format: LocalServer makes {', '.join(_FORMATS)}; received {asked}"
    return None


def beside(body: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    """The fields of a message that go with its text, which is in the transcript where it is spoken.

    Args:
        body: the request.
        text: None where a tool is called instead.
    """
    found: dict[str, Any] = {}
    annotations = _annotations(body)
    if annotations:
        found["annotations"] = annotations
    modalities = body.get("modalities") or () if text is not None else ()
    if "image" in modalities:
        url = f"data:image/png;base64,{b64encode(png()).decode()}"
        found["images"] = [{"type": "image_url", "image_url": {"url": url}, "index": 0}]
    if "audio" in modalities:
        found |= {"content": None, "audio": _audio(body, text or "")}
    return found


def _audio(body: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {
        "id": "audio_localserver",
        "data": b64encode(speech(_FORMATS[_sound_format(body)], len(text))).decode(),
        "transcript": text,
        "expires_at": CREATED + 3_600,
    }


def _sound_format(body: Mapping[str, Any]) -> str:
    asked = body.get("audio")
    return str((asked.get("format") if isinstance(asked, Mapping) else None) or "wav")


def _annotations(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One for each PDF that has to be parsed. None has to whose annotation came back, and none that the model is to
    read itself (`"engine": "native"`).
    """
    for plugin in body.get("plugins") or ():
        if (
            plugin.get("id") == "file-parser"
            and (plugin.get("pdf") or {}).get("engine") == "native"
        ):
            return []
    files = [part.get("file") for part in _listed(body, "content") if part.get("type") == "file"]
    made = [_annotation(file) for file in files if isinstance(file, Mapping) and _is_pdf(file)]
    fresh = {each["file"]["hash"]: each for each in made}
    for known in _listed(body, "annotations"):
        file = known.get("file")
        fresh.pop(str(file.get("hash")) if isinstance(file, Mapping) else "", None)
    return list(fresh.values())


def _listed(body: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The objects in the lists that messages have under this name."""
    for message in body["messages"]:
        listed = message.get(name)
        yield from (
            each
            for each in (listed if isinstance(listed, list) else ())
            if isinstance(each, Mapping)
        )


def _is_pdf(file: Mapping[str, Any]) -> bool:
    return any(_PDF.match(file.get(name) or "") for name in ("file_data", "filename"))


def _annotation(file: Mapping[str, Any]) -> dict[str, Any]:
    """As OpenRouter writes it: the text stands between the name and the end of the file."""
    source = file.get("file_data") or file.get("file_id") or ""
    name = file.get("filename") or "document.pdf"
    if source[:5].lower() == "data:":
        content = _decoded(source)
        sent = f"{len(content)} bytes, which it does not read"
    else:
        content = source.encode("utf-8", "surrogatepass")
        sent = "an address, which it does not look up"
    said = f"This is a stand-in for OpenRouter. It was sent {sent}."
    texts = (f'<file name="{name}">', said, "</file>")
    return {
        "type": "file",
        "file": {
            "hash": sha256(content).hexdigest(),
            "name": name,
            "content": [{"type": "text", "text": text} for text in texts],
        },
    }


def _decoded(data_url: str) -> bytes:
    try:
        return b64decode(data_url.partition(",")[2])
    except ValueError:
        return b""
