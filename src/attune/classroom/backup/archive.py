"""The file that a backup is: a compressed tar whose last entry says what is in it, with a checksum for each entry."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from attune.classroom.backup.errors import BackupError, DamagedBackup
from attune.classroom.backup.sealing import MAGIC, SealedReader, SealedWriter, is_sealed

FORMAT = 1
MANIFEST = "manifest.json"
PART = 1 << 20  # bytes
COMPRESSION = 6  # of 9; most files are compressed already, rows are not


class TableEntry(BaseModel):
    """A table of a PostgreSQL backup. columns: in the order in which its rows hold them."""

    columns: list[str]
    rows: int


class DatabaseEntry(BaseModel):
    """What is known of the database. tables and sequences: on PostgreSQL only, tables in the order to fill them in."""

    dialect: str
    version: str
    tables: dict[str, TableEntry] = Field(default_factory=dict)
    sequences: dict[str, int] = Field(default_factory=dict)


class Manifest(BaseModel):
    """What a backup holds.

    Attributes:
        made_at: when it was begun: what was committed before is in it.
        program: the version of Attune.
        checksums: SHA-256 of each entry by its name.
        missing: files that went between the copy of the database and theirs.
    """

    format: int = FORMAT
    made_at: AwareDatetime
    program: str
    database: DatabaseEntry
    checksums: dict[str, str] = Field(default_factory=dict)
    missing: list[str] = Field(default_factory=list)


class _Hashing:
    """Hands on what is read, and remembers its checksum."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


class ArchiveWriter:
    """Writes entries one after the other."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.checksums: dict[str, str] = {}

    def add(self, name: str, size: int, content: BinaryIO) -> None:
        """Add an entry of so many bytes."""
        hashing = _Hashing(content)
        self._add(name, size, cast(BinaryIO, hashing))
        self.checksums[name] = hashing.digest.hexdigest()

    def finish(self, manifest: Manifest) -> Manifest:
        """Add the manifest as the last entry.

        Returns:
            It, with the checksums of all entries.
        """
        complete = manifest.model_copy(update={"checksums": self.checksums})
        text = complete.model_dump_json().encode()
        self._add(MANIFEST, len(text), io.BytesIO(text))
        return complete

    def _add(self, name: str, size: int, content: BinaryIO) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self._archive.addfile(entry, content)


@contextmanager
def writing(file: BinaryIO, key: bytes | None) -> Iterator[ArchiveWriter]:
    """Write an archive into an open file, sealed if a key is given."""
    sealed = SealedWriter(file, key) if key is not None else None
    with (
        gzip.GzipFile(fileobj=sealed or file, mode="wb", compresslevel=COMPRESSION, mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w|") as archive,
    ):
        yield ArchiveWriter(archive)
    if sealed is not None:
        sealed.close()


def entries(path: Path, key: bytes | None) -> Iterator[tuple[str, BinaryIO]]:
    """Read the entries of a backup in the order in which they were written, each before the next is asked for.

    Raises:
        BackupError: there is no such file, or it is sealed and no key is given.
        DamagedBackup: it is no backup, or cannot be read to its end.
    """
    try:
        with path.open("rb") as file:
            yield from _entries(file, key)
    except OSError as error:
        raise BackupError(f"The backup cannot be read: {error.strerror or error} ({path}).") from error


def _entries(file: BinaryIO, key: bytes | None) -> Iterator[tuple[str, BinaryIO]]:
    sealed = is_sealed(file.read(len(MAGIC)))
    file.seek(0)
    if sealed and key is None:
        raise BackupError("The backup is sealed: give the file with its key (--key-file).")
    source = io.BufferedReader(SealedReader(file, key)) if sealed and key is not None else file
    try:
        with gzip.GzipFile(fileobj=source) as plain, tarfile.open(fileobj=plain, mode="r|") as archive:
            for entry in archive:
                content = archive.extractfile(entry)
                if content is None:
                    raise DamagedBackup(f"The backup holds something that is no file: {entry.name}.")
                yield entry.name, cast(BinaryIO, content)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedBackup("The file is no backup of Attune, or it is cut off.") from error


def check(path: Path, key: bytes | None) -> Manifest:
    """Read a backup to its end and compare every entry with its checksum.

    Returns:
        What it holds.

    Raises:
        BackupError: there is no such file, or it is sealed and no key is given.
        DamagedBackup: it is no backup, is cut off, or an entry is not what was written.
    """
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    for name, content in entries(path, key):
        if manifest is not None:
            raise DamagedBackup(f"The backup goes on after its end: {name}.")
        if name == MANIFEST:
            manifest = _parse(content.read())
            continue
        if name in found:
            raise DamagedBackup(f"The backup holds an entry twice: {name}.")
        found[name] = _checksum(content)
    if manifest is None:
        raise DamagedBackup("The backup is cut off: its end is missing.")
    different = sorted(
        name for name in {*found, *manifest.checksums} if found.get(name) != manifest.checksums.get(name)
    )
    if different:
        raise DamagedBackup(f"The backup was damaged: {different[0]} and {len(different) - 1} more are not as written.")
    return manifest


def _checksum(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while part := content.read(PART):
        digest.update(part)
    return digest.hexdigest()


def _parse(text: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise DamagedBackup("The backup does not say what is in it in a way that this program reads.") from error
    if manifest.format != FORMAT:
        raise BackupError(
            f"The backup has format {manifest.format}; this program reads format {FORMAT}. A newer Attune made it."
        )
    return manifest
