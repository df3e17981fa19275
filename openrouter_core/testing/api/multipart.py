"""A parser for multipart/form-data bodies (RFC 7578).

The standard library's email parser is not used: it also parses an uploaded e-mail (message/rfc822), so its bytes are
lost, and it reads binary data line by line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Part:
    """One field of the form.

    Fields:
        name: of the field.
        filename: as the client gave it; None for a field that is not a file.
        content_type: of a file; None if the client gave none.
        content: the bytes.
    """

    name: str
    filename: str | None
    content_type: str | None
    content: bytes


def parts(content_type: str, body: bytes) -> list[Part] | None:
    r"""The fields in their order, or None if this is not a complete multipart/form-data body.

    >>> field = b'--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nx/y\r\n--b--\r\n'
    >>> parts("multipart/form-data; boundary=b", field)
    [Part(name='model', filename=None, content_type=None, content=b'x/y')]
    """
    boundary = _parameter(content_type, "boundary")
    if not content_type.lower().startswith("multipart/form-data") or not boundary:
        return None
    # The content between two delimiters, each of which begins with the line break before it.
    _, *sections = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1", "replace"))
    if not sections or not sections[-1].startswith(b"--"):
        return None
    found: list[Part] = []
    for section in sections[:-1]:
        part = _part(section)
        if part is None:
            return None
        found.append(part)
    return found


def _part(section: bytes) -> Part | None:
    # After the delimiter, and white space that RFC 2046 allows there, the line ends.
    padding, _, rest = section.partition(b"\r\n")
    head, blank, content = (b"\r\n" + rest).partition(b"\r\n\r\n")
    if padding.strip(b" \t") or not blank:
        return None
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    disposition = headers.get("content-disposition", "")
    field = _parameter(disposition, "name")
    if field is None:
        return None
    filename = _parameter(disposition, "filename*")
    if filename is None:
        filename = _parameter(disposition, "filename")
    else:
        filename = unquote(filename.split("'")[-1])  # utf-8''percent-encoded, RFC 5987
    return Part(field, filename, headers.get("content-type"), content)


def _parameter(header: str, name: str) -> str | None:
    """A header's parameter, quoted or not. In a quoted value browsers percent-encode quotes and line breaks (HTML
    standard, 4.10.21.8), and other clients escape them with a backslash.
    """
    found = re.search(
        rf';\s*{re.escape(name)}=(?:"((?:[^"\\]|\\.)*)"|([^";\s]*))', header, re.IGNORECASE
    )
    if found is None:
        return None
    quoted, token = found.groups()
    if quoted is None:
        return str(token)
    plain = re.sub(r'\\([\\"])', r"\1", quoted)
    return re.sub("%(22|0A|0D)", lambda match: unquote(match[0]), plain, flags=re.IGNORECASE)
