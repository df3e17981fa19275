"""The hostile server: a process of its own, so that its memory and its time are not the client's."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from contextlib import suppress
from multiprocessing.connection import Connection

from tests.fuzz.scripts import Script, Step, script

_PATH = re.compile(rb" /(\w+)/(\d+)/")
_LENGTH = re.compile(rb"(?i)\ncontent-length: *(\d+)")
_ENOUGH = 4.0  # seconds that one script may go on, whatever the client does


async def _read_request(reader: asyncio.StreamReader) -> tuple[str, int, int] | None:
    """Kind and number of the next request, and how long its body is; None where there is none."""
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
    except (OSError, EOFError, ValueError, TimeoutError, asyncio.LimitOverrunError):
        return None
    found, length = _PATH.search(head), _LENGTH.search(head)
    if found is None:
        return None
    return found[1].decode(), int(found[2]), int(length[1]) if length else 0


async def _play(writer: asyncio.StreamWriter, steps: tuple[Step, ...]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(_ENOUGH):
            for step in steps:
                for _ in range(step.times):
                    writer.write(step.data)
                    await writer.drain()
                    await asyncio.sleep(step.pause)


async def _read_body(reader: asyncio.StreamReader, length: int, how: str) -> None:
    if how == "nothing":
        return
    if how == "slowly":
        for _ in range(5):
            await reader.read(1_000)
            await asyncio.sleep(0.05)
        return
    while length > 0 and (part := await reader.read(min(length, 65_536))):
        length -= len(part)


async def _serve(seed: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    ending = "close"
    try:
        while ending != "reset" and (asked := await _read_request(reader)):
            kind, number, length = asked
            played: Script = script(seed, number, kind)
            await _read_body(reader, length, played.reads)
            await _play(writer, played.steps)
            ending = played.ending
            if ending != "keep" or played.reads != "all":
                break
        if ending == "reset":
            sock: socket.socket = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
    except OSError:  # the client has gone
        pass
    finally:
        with suppress(OSError):
            writer.close()


def serve(seed: str, ready: Connection) -> None:
    """Serve until the process is ended; says its port."""

    async def main() -> None:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _serve(seed, reader, writer)

        server = await asyncio.start_server(connected, "127.0.0.1", 0, backlog=500)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    with suppress(KeyboardInterrupt):
        asyncio.run(main())
