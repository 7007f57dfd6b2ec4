"""Opens a zip that a stranger made: nothing leaves its folder, and nothing is larger than it may be."""

from __future__ import annotations

import lzma
import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from attune.classroom.courses.files import LARGEST_FILE, folded, leads_to_drive
from attune.classroom.courses.importing.folder import LONGEST_NAME, MOST_ENTRIES
from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.uploads.schemas import LARGEST_PACKAGE

MOST_EXPANDED = 20  # times its size in the zip; images and videos have one or two, texts five
SMALL = 1_000_000  # bytes; what stays below harms nobody, however well it is compressed
PIECE = 1 << 20
_UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, OSError, ValueError, EOFError, RuntimeError, LookupError),
)
_OTHER_PROGRAMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def unpack(source: Path, target: Path, report: Report) -> dict[str, Path]:
    """Unpack a course into an empty folder. What is wrong goes into the report, and then nothing of it counts.

    Returns:
        The files by their names in the zip, in composed Unicode; under names of our own in `target`.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            entries = _check_entries(archive, report)
            if report.problems:
                return {}
            return {
                name: _extract(archive, entry, target / f"{number:05d}", name, report)
                for number, (name, entry) in enumerate(entries.items())
            }
    except _UNREADABLE:
        report.add("the zip", None, "it cannot be read as a zip", "Pack the course again, with the programme you use.")
        return {}


def _check_entries(archive: zipfile.ZipFile, report: Report) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        report.add("the zip", None, f"it holds more than {MOST_ENTRIES:,} files", "Take out what no lesson uses.")
        return {}
    if sum(info.file_size for info in infos) > LARGEST_PACKAGE:
        limit = LARGEST_PACKAGE // 1_000_000
        report.add("the zip", None, f"it unpacks to more than {limit} MB", "Make its videos smaller, or link to them.")
        return {}
    found: dict[str, zipfile.ZipInfo] = {}
    taken: dict[str, str] = {}
    for info in infos:
        name = unicodedata.normalize("NFC", info.filename)
        if not _is_safe(name, info, report) or info.is_dir():
            continue
        if _is_of_another_program(name):
            report.note(name, None, "this is no part of a course and was left out", "It does no harm.")
            continue
        other = taken.setdefault(folded(name), name)
        what = f"'{shown(other)}' and '{shown(name)}' are one name on many machines"
        if name in found:
            report.add(shown(name), None, what, "Rename one of them.")
            continue
        if other != name:  # no harm: what is unpacked has names of our own
            report.note(shown(name), None, what, "Rename one of them before you unpack the zip there.")
        found[name] = info
    return found


def _is_safe(name: str, info: zipfile.ZipInfo, report: Report) -> bool:
    """Whether an entry stays where it belongs and is what it says; a problem where not."""
    segments = PurePosixPath(name).parts
    remedy = "Pack the course's folder again, without it."
    if stat.S_ISLNK(info.external_attr >> 16):
        report.add(shown(name), None, "it is a link to another file", "Put the file itself there.")
    elif name.startswith("/") or "\\" in name or ".." in segments or leads_to_drive(name) or not segments:
        report.add(shown(name), None, "its name leads out of the course", remedy)
    elif len(name) > LONGEST_NAME or any(unicodedata.category(each) in {"Cc", "Cs"} for each in name):
        report.add(shown(name), None, "its name cannot be kept", "Give it a shorter name in plain letters.")
    elif info.flag_bits & 0x1:
        report.add(shown(name), None, "it is locked by a password", "Pack the course without one.")
    elif info.is_dir() and info.file_size:
        report.add(shown(name), None, "it is a folder that claims to have content", remedy)
    elif info.file_size > LARGEST_FILE:
        report.add(shown(name), None, f"it has more than {LARGEST_FILE // 1_000_000} MB", "Make it smaller.")
    elif info.file_size > SMALL and info.file_size > MOST_EXPANDED * max(info.compress_size, 1):
        report.add(shown(name), None, f"it unpacks to more than {MOST_EXPANDED} times its size", remedy)
    else:
        return True
    return False


def _is_of_another_program(name: str) -> bool:
    segments = PurePosixPath(name).parts
    return any(part in _OTHER_PROGRAMS or part.startswith(".") for part in segments)


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, name: str, report: Report) -> Path:
    """Copy one entry, and stop where it is longer than the zip's own list says."""
    path = target.with_suffix(PurePosixPath(name).suffix.lower()[:20])
    written = 0
    with archive.open(info) as packed, path.open("wb") as file:
        while piece := packed.read(PIECE):
            written += len(piece)
            if written > info.file_size:
                break
            file.write(piece)
    if written != info.file_size:
        report.add(shown(name), None, "it is not as long as the zip says", "Pack the course again.")
    return path


def without_outer_folder(files: dict[str, Path], main: str) -> dict[str, Path]:
    """The files as seen from the folder that holds `main`, where a whole folder was packed."""
    outer = [name.removesuffix(main) for name in files if PurePosixPath(name).name == main]
    if main in files or len(outer) != 1:
        return files
    return {name.removeprefix(outer[0]): path for name, path in files.items() if name.startswith(outer[0])}
