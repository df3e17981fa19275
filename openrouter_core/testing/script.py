"""The low-level form of a reply: a sequence of steps played on one connection.

Every fault is a script: bytes, pauses and endings in any order, at any byte. `insert` is the only
edit that the faults need, because cutting, stalling, pausing and splitting are all "at byte N, do
this".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Send:
    """Write `data` in a separate write, and continue when the kernel has taken all of it."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Pause:
    """Do nothing for `seconds`; zero lets the server's event loop run once."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Stall:
    """Do nothing until the client disconnects or the server is closed."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Close the connection in an orderly way (FIN; over TLS preceded by close_notify)."""


@dataclass(frozen=True, slots=True)
class Reset:
    """Reset the connection (RST)."""


Step: TypeAlias = Send | Pause | Stall | Cut | Reset
Script: TypeAlias = Iterable[Step]


def insert(
    script: Script, at: Iterable[int], steps: Iterable[Step], *, end: bool = False
) -> tuple[Step, ...]:
    """Put `steps` into `script` before each of the byte positions `at`.

    Args:
        script: the steps to edit; it must be finite.
        at: positions, counted in bytes from the script's first; one beyond the last byte means the
            end.
        steps: what to do there.
        end: drop everything after the first insertion.

    >>> insert([Send(b"abcd")], [1], [Cut()], end=True)
    (Send(data=b'a'), Cut())
    >>> insert([Send(b"abcd")], [1, 3], [Pause(0)])
    (Send(data=b'a'), Pause(seconds=0), Send(data=b'bc'), Pause(seconds=0), Send(data=b'd'))
    """
    positions = sorted(set(at), reverse=True)
    inserted = tuple(steps)
    edited: list[Step] = []
    sent = 0
    for step in script:
        if isinstance(step, Cut | Reset | Stall):
            # The script ends here, so steps for its end have to come before.
            return (
                *edited,
                *(inserted if positions else ()),
                *(() if end and positions else (step,)),
            )
        if not isinstance(step, Send):
            edited.append(step)
            continue
        start = 0
        while positions and positions[-1] < sent + len(step.data):
            position = max(positions.pop() - sent, 0)
            if position > start:
                edited.append(Send(step.data[start:position]))
                start = position
            edited.extend(inserted)
            if end:
                return tuple(edited)
        if start < len(step.data):
            edited.append(Send(step.data[start:]))
        sent += len(step.data)
    return (*edited, *(inserted if positions else ()))
