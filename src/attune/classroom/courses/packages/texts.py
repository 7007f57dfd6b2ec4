"""Texts of a package as they come from many programs: with a byte-order mark, other line ends, another encoding."""

from __future__ import annotations

from pathlib import Path

from attune.classroom.courses.importing.folder import BOM, LARGEST_TEXT
from attune.classroom.courses.importing.problems import Report


def read_text(path: Path, name: str, report: Report) -> str | None:
    """A text with line feeds at the ends of its lines; None, and a problem, where it is none."""
    if path.stat().st_size > LARGEST_TEXT:
        report.add(name, None, f"it is larger than {LARGEST_TEXT // 1_000_000} MB", "Divide it into several lessons.")
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
        what = "it is not written in UTF-8 and was read as Latin-1"
        report.note(name, None, what, "Check its accents, or save it as UTF-8 in your editor.")
    if text.startswith(BOM):
        report.note(name, None, "it begins with a byte-order mark, which was left out", "It does no harm.")
        text = text.removeprefix(BOM)
    if "\r" in text.replace("\r\n", ""):
        report.note(name, None, "its lines end with CR alone and were read so", "It does no harm.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        unseen = next((each for each in line if (each < " " and each != "\t") or each == "\x7f"), None)
        if unseen is not None:
            report.add(name, number, f"it holds the character U+{ord(unseen):04X}", "Remove it.")
            return None
    return text
