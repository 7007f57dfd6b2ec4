"""What is wrong with the files of a course: one form for every fault, several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from attune.classroom.platform.errors import InvalidInput

MOST_SHOWN = 50  # a folder that is no course at all must not answer with ten thousand lines


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault.

    Args:
        file: its name in the course's folder.
        line: counted from 1; None when the fault is the file itself.
        what: what is wrong, without a full stop.
        remedy: what to do about it, a sentence.
    """

    file: str
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.what}. {self.remedy}"


class CourseFormatError(InvalidInput):
    """The files are no course that can be imported; `problems` says why, in the order of the files."""

    code = "course_format"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if len(self.problems) > MOST_SHOWN:
            lines.append(f"... and {len(self.problems) - MOST_SHOWN} more.")
        shown = [
            {"file": problem.file, "line": problem.line, "what": problem.what, "remedy": problem.remedy}
            for problem in self.problems[:MOST_SHOWN]
        ]
        super().__init__("\n".join(lines), faults=shown)


@dataclass(slots=True)
class Report:
    """Collects the problems and notes of one import, so that an author sees them all and not one a try."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int | None, what: str, remedy: str) -> None:
        """Note a fault; one that is there already is not noted twice."""
        problem = Problem(_one_line(file), line, _one_line(what), _one_line(remedy))
        if problem not in self.problems:
            self.problems.append(problem)

    def note(self, file: str, line: int | None, what: str, remedy: str) -> None:
        """Note what would make the course better; it can be imported without."""
        note = Problem(_one_line(file), line, _one_line(what), _one_line(remedy))
        if note not in self.notes:
            self.notes.append(note)

    def refuse_if_any(self) -> None:
        """Raise CourseFormatError when something has been noted."""
        if self.problems:
            raise CourseFormatError(self.problems)


def shown(value: object, longest: int = 40) -> str:
    """A value as a message quotes it: short, on one line, with what cannot be seen escaped."""
    text = ascii(value) if not isinstance(value, str) else "".join(_visible(character) for character in value)
    return f"{text[:longest]}…" if len(text) > longest else text


def _visible(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]


def _one_line(text: str) -> str:
    return "".join(_visible(character) for character in text)
