"""The folder of a course: only what lies in it, by names that mean the same on every machine."""

from __future__ import annotations

import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from attune.classroom.courses.importing.problems import Report, shown
from attune.nearest import nearest_name

MOST_ENTRIES = 20_000
LARGEST_TEXT = 2_000_000  # bytes of one Markdown or YAML file
LONGEST_NAME = 255  # characters
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """The regular files below one folder, by their names in composed Unicode (NFC) with '/' between the parts."""

    files: dict[str, Path]

    def find(self, name: str, report: Report, file: str, line: int | None) -> Path | None:
        """The path of a file that `file` names at `line`; None, and a problem in the report, when there is none."""
        sought = unicodedata.normalize("NFC", name)
        if sought in self.files:
            return self.files[sought]
        if sought.startswith(("/", "\\")) or "\\" in sought or {"..", "."} & set(sought.split("/")) or ":" in sought:
            report.add(
                file,
                line,
                f"'{shown(name)}' is no name within the course's folder",
                "Put the file into the folder and give its name, with '/' between folders and without '..'.",
            )
            return None
        report.add(file, line, f"the course's folder has no file '{shown(name)}'", self._advice(sought))
        return None

    def _advice(self, sought: str) -> str:
        folded = sought.casefold()
        for there in self.files:
            if there.casefold() == folded:
                return f"It is written '{shown(there)}'."
        ending = Path(sought).suffix
        alike = [there for there in self.files if Path(there).suffix == ending]
        if not alike:
            return "Put it there, or take the name out."
        return f"Put it there, or name another: the nearest is '{shown(nearest_name(sought, alike))}'."


def open_folder(root: Path, report: Report) -> CourseFolder:
    """List a course's folder. Links, names that only differ in case or composition and too many files are problems.

    Files and folders whose names begin with a dot are left alone: they are no part of a course.
    """
    files: dict[str, Path] = {}
    taken: dict[str, str] = {}
    for count, path in enumerate(_walk(root, report)):
        if count >= MOST_ENTRIES:
            report.add(root.name, None, f"there are more than {MOST_ENTRIES:,} files", "Take out what no lesson uses.")
            break
        name = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
        if not _is_text(name) or len(name) > LONGEST_NAME:
            report.add(shown(name), None, "this name cannot be kept", "Give the file a shorter name in plain letters.")
            continue
        other = taken.setdefault(name.casefold(), name)
        if name in files or other != name:
            what = f"'{shown(other)}' and '{shown(name)}' are one name on many machines"
            report.add(shown(name), None, what, "Rename one of them.")
            continue
        files[name] = path
    return CourseFolder(files)


def read_text(path: Path, name: str, report: Report) -> str | None:
    """A text file of the course, lines ended by a line feed, without a byte-order mark; None where it is no text."""
    if path.stat().st_size > LARGEST_TEXT:
        report.add(name, None, f"it is larger than {LARGEST_TEXT // 1_000_000} MB", "Divide it into several lessons.")
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.add(name, line, "it is not written in UTF-8", "Save it as UTF-8 in your editor.")
        return None
    text = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    for number, content in enumerate(text.split("\n"), start=1):
        unseen = next((character for character in content if character < " " and character != "\t"), None)
        if unseen is not None or "\x7f" in content:
            report.add(name, number, f"it holds the character U+{ord(unseen or chr(127)):04X}", "Remove it.")
            return None
    return text


def _walk(root: Path, report: Report) -> list[Path]:
    """Every regular file below root, in a fixed order; links are problems and never followed."""
    found: list[Path] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        for name in [*folders, *sorted(names)]:
            path = here / name
            if name.startswith("."):
                continue
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                where = shown(path.relative_to(root).as_posix())
                report.add(where, None, "it is a link to another file or folder", "Put the file itself there.")
            elif stat.S_ISREG(mode):
                found.append(path)
        if len(found) > MOST_ENTRIES:
            break
    return found


def _is_text(name: str) -> bool:
    """Whether every character of a name is one that can be written (undecodable bytes and control codes are not)."""
    return all(unicodedata.category(character) not in {"Cc", "Cs"} for character in name)
