"""Which of several processes behind one port answers on a connection: from what Linux says of its sockets."""

from __future__ import annotations

import os
from pathlib import Path


def children_of(process_id: int) -> set[int]:
    """The processes that serve, without the helper that multiprocessing starts."""
    found = set()
    for task in Path(f"/proc/{process_id}/task").iterdir():
        for child in (task / "children").read_text().split():
            try:
                command = Path(f"/proc/{child}/cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):  # it has ended since
                continue
            if b"spawn_main" in command:
                found.add(int(child))
    return found


def answering(server_port: int, client_port: int, candidates: set[int]) -> int | None:
    """The process that has accepted the connection from a port of ours; None while nobody has."""
    inode = _inode(server_port, client_port)
    for process_id in candidates if inode is not None else ():
        try:
            files = list(Path(f"/proc/{process_id}/fd").iterdir())
        except (FileNotFoundError, ProcessLookupError):
            continue
        for file in files:
            try:
                if os.readlink(file) == f"socket:[{inode}]":
                    return process_id
            except FileNotFoundError:
                continue
    return None


def _inode(local_port: int, remote_port: int) -> str | None:
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        ports = [int(address.rsplit(":", 1)[1], 16) for address in fields[1:3]]
        if ports == [local_port, remote_port] and fields[9] != "0":
            return fields[9]
    return None
