"""A CSV file, however a spreadsheet program wrote it, as rows of cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.schemas import control_character_in

SEPARATORS = (",", ";", "\t")
MOST_LINES = 2000  # in one file; a larger institution splits it
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Encoding(StrEnum):
    """How the file's characters are written."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    LATIN_1 = "latin-1"


class NotATable(ApiError):
    """The file cannot be read as a list at all."""

    code, status = "list_unreadable", 422


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are not empty, each with the number of its line in the file."""

    rows: list[tuple[int, list[str]]]
    separator: str
    encoding: Encoding


def read_table(content: bytes) -> Table:
    """Read a file in UTF-8 (with or without a mark), UTF-16 or Latin-1, with commas, semicolons or tabs.

    Raises:
        NotATable: it is empty, too long, or no text.
    """
    text, encoding = _decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = control_character_in(text)
    if found is not None:
        raise NotATable(f"This is no list: it holds the character {found}. Save the table as CSV and send that file.")
    separator = _separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((reader.line_num, stripped))
            if len(rows) > MOST_LINES + 1:
                raise NotATable(f"The list has more than {MOST_LINES} lines; split it and send one part at a time.")
    except csv.Error as error:
        raise NotATable(f"Line {reader.line_num} cannot be read ({error}); look for a stray quotation mark.") from error
    if not rows:
        raise NotATable("The list is empty; a line holds a name and an e-mail address.")
    return Table(rows, separator, encoding)


def _decode(content: bytes) -> tuple[str, Encoding]:
    if content.startswith(UTF_16_MARKS):
        try:
            return content.decode("utf-16"), Encoding.UTF_16
        except UnicodeDecodeError as error:
            raise NotATable("The file ends within a character; save the table as CSV (UTF-8) again.") from error
    try:
        return content.decode("utf-8-sig"), Encoding.UTF_8
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), Encoding.LATIN_1


def _separator_of(text: str) -> str:
    """The separator that the first line with one holds most of; a comma where no line has any."""
    for line in text.split("\n"):
        counted = Counter(character for character in line if character in SEPARATORS)
        if counted:
            return max(SEPARATORS, key=lambda separator: counted[separator])
    return ","
