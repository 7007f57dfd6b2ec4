"""Ports for servers that tests start: nobody else is given one that is in use, in this run or in another beside it."""

from __future__ import annotations

import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

# Under what systems give to outgoing connections (32768 and above on Linux, 49152 on macOS): between the choice of a
# port and the server's start, a client somewhere on the machine could otherwise be given just that one.
PORTS = range(20_500, 20_900)


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port on which nothing listens, and which no other test is given until the block ends."""
    folder = Path(tempfile.gettempdir(), f"attune-test-ports-{os.getuid()}")
    folder.mkdir(exist_ok=True)
    for port in PORTS:
        with (folder / str(port)).open("w") as lock:
            if _locked(lock) and _is_free(port):
                yield port
                return
    raise RuntimeError(f"no port is free between {PORTS.start} and {PORTS.stop - 1}")


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
