"""Sealed streams: what is written is encrypted, so that whoever finds a backup can neither read nor change it.

AES-256-GCM over chunks. The nonce of a chunk holds its number and whether it is the last one (the STREAM construction
of Hoang, Reyhanitabar, Rogaway and Vizar, 2015): chunks cannot be exchanged, left out or cut off at the end unnoticed.
"""

from __future__ import annotations

import io
import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from attune.classroom.backup.errors import BackupError, DamagedBackup

MAGIC = b"attune-sealed-1\n"
CHUNK = 1 << 16  # bytes of what is sealed
TAG = 16  # bytes that a sealed chunk is longer
SALT, PREFIX = 16, 7  # bytes
SHORTEST_KEY = 32  # characters; below this a key can be searched for
COST = 1 << 15  # of scrypt, with 8 and 1: 32 MiB and a tenth of a second


def read_key(file: Path) -> bytes:
    """Read the key that backups are sealed with: whatever a file holds, without the space around it.

    Raises:
        BackupError: it cannot be read, or is short enough to be guessed.
    """
    try:
        key = file.read_bytes().strip()
    except OSError as error:
        raise BackupError(f"The key cannot be read: {error.strerror} ({file}).") from error
    if len(key) < SHORTEST_KEY:
        raise BackupError(
            f"The key in {file} has {len(key)} characters; it needs {SHORTEST_KEY} or more. Make one, and keep a copy "
            f"of it apart from the backups: python3 -c 'import secrets; print(secrets.token_urlsafe(48))' > {file}"
        )
    return key


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins like this is sealed."""
    return head.startswith(MAGIC)


class SealedWriter(io.RawIOBase):
    """Seals what is written to it. It has to be closed: the end is sealed, too."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        salt, self._prefix = secrets.token_bytes(SALT), secrets.token_bytes(PREFIX)
        self._file, self._cipher = file, _cipher(key, salt)
        self._waiting = bytearray()
        self._count = 0
        file.write(MAGIC + salt + self._prefix)

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Take bytes; they are sealed as soon as it is known that others follow."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Seal the end. The file beneath stays open."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._prefix, self._count, last=last), chunk, MAGIC))
        self._count += 1


class SealedReader(io.RawIOBase):
    """Reads what was sealed.

    Raises:
        DamagedBackup: when read, where the key is another or the file was changed or cut off.
    """

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        head = file.read(len(MAGIC) + SALT + PREFIX)
        if not is_sealed(head) or len(head) < len(MAGIC) + SALT + PREFIX:
            raise DamagedBackup("The file is cut off.")
        self._file = file
        self._prefix = head[len(MAGIC) + SALT :]
        self._cipher = _cipher(key, head[len(MAGIC) : len(MAGIC) + SALT])
        self._next = file.read(CHUNK + TAG)
        self._open = b""
        self._count = 0
        self._ended = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what the next chunk holds."""
        while not self._open and not self._ended:
            self._open_next()
        part = self._open[: len(buffer)]
        self._open = self._open[len(part) :]
        buffer[: len(part)] = part
        return len(part)

    def _open_next(self) -> None:
        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        self._ended = not self._next
        try:
            self._open = self._cipher.decrypt(_nonce(self._prefix, self._count, last=self._ended), chunk, MAGIC)
        except (InvalidTag, ValueError) as error:
            reason = "It was changed or cut off" if self._count else "The key is another, or the file was changed"
            raise DamagedBackup(f"The backup cannot be opened. {reason}.") from error
        self._count += 1


def _nonce(prefix: bytes, count: int, *, last: bool) -> bytes:
    return prefix + count.to_bytes(4, "big") + bytes([last])


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(key))
