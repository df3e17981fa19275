"""A docstring in the house's form, taken apart: text, and sections of entries."""

from __future__ import annotations

import re
from typing import NamedTuple

SECTIONS = (
    "Key",
    "Arguments",
    "Args",
    "Fields",
    "Returns",
    "Yields",
    "Raises",
    "Errors",
    "Example",
)
_TITLE = re.compile(rf"^({'|'.join(SECTIONS)}):[ ]?(.*)$")
_ENTRY = re.compile(r"^(\*{0,2}\w+(?:, \w+)*)(?: \(([^)]*)\))?: (.*)$", re.DOTALL)


class Entry(NamedTuple):
    """One argument, field or error."""

    name: str
    type: str
    text: str


class Docstring(NamedTuple):
    """What stands in a docstring.

    Fields:
        sentence: the first paragraph.
        text: the paragraphs before the first section.
        notes: the paragraphs after it that belong to no section.
        sections: the text of each section, without its indentation.
    """

    sentence: str
    text: str
    notes: str
    sections: dict[str, str]


def take_apart(docstring: str) -> Docstring:
    """Take apart a docstring that `inspect.getdoc` gave."""
    before: list[str] = []
    notes: list[str] = []
    sections: dict[str, list[str]] = {}
    current = before
    for line in docstring.splitlines():
        title = _TITLE.match(line)
        if title:
            current = sections[title[1]] = [title[2]] if title[2] else []
        elif line.strip() and not line.startswith(" ") and sections and current is not notes:
            current = notes
            current.append(line)
        else:
            is_prose = current is before or current is notes
            current.append(line if is_prose else line.removeprefix("    "))
    sentence, _, text = "\n".join(before).strip("\n").partition("\n\n")
    return Docstring(
        " ".join(sentence.split()),
        text.strip("\n"),
        "\n".join(notes).strip(),
        {title: "\n".join(lines).strip("\n") for title, lines in sections.items()},
    )


def entries(section: str) -> tuple[list[Entry], str]:
    """The entries of a section, and the text that belongs to none."""
    found: list[Entry] = []
    text: list[str] = []
    head, _, tail = section.partition("\n\n")
    # A list of names that goes on in the next line is one entry.
    head = re.sub(r"^(\w+(?:, \w+)*,)\n(?=\w)", r"\1 ", head, flags=re.MULTILINE)
    for item in re.split(r"\n(?! )", head):
        entry = _ENTRY.match(item)
        if entry:
            found.append(Entry(entry[1], entry[2] or "", " ".join(entry[3].split())))
        elif (
            found and not text and not found[-1].text.endswith(".")
        ):  # its author did not indent it
            found[-1] = found[-1]._replace(text=" ".join([found[-1].text, *item.split()]))
        elif item.strip():
            text.append(" ".join(item.split()))
    if tail:
        more, rest = entries(tail)
        found += more
        text.append(tail if not more else rest)
    return found, "\n\n".join(each for each in text if each)
