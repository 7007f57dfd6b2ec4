"""The raw export, read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Line = dict[str, Any]


@dataclass(frozen=True)
class Course:
    """A course by its ids. lessons: the ids of each lesson's blocks."""

    id: str
    students: frozenset[str]
    groups: dict[str, frozenset[str]]
    lessons: dict[str, list[str]]


@dataclass(frozen=True)
class Term:
    """What the term is."""

    zone: ZoneInfo
    first_day: date
    last_day: date
    k_tutor: int
    k_admin: int
    administrator: str
    tutor: str
    courses: list[Course]

    @property
    def begins(self) -> datetime:
        """The instant with which the term begins."""
        return datetime.combine(self.first_day, time.min, self.zone).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The instant before which the term ends."""
        return datetime.combine(self.last_day + timedelta(days=1), time.min, self.zone).astimezone(UTC)

    @property
    def mondays(self) -> list[date]:
        """The first day of every week."""
        return [self.first_day + timedelta(days=day) for day in range(0, (self.last_day - self.first_day).days, 7)]

    def day_of(self, instant: datetime) -> date:
        """The day of the institution's calendar."""
        return instant.astimezone(self.zone).date()

    def course_of_lesson(self) -> dict[str, str]:
        """The course of each lesson."""
        return {lesson: course.id for course in self.courses for lesson in course.lessons}


def read_term(folder: Path) -> Term:
    """Read what the term is."""
    found = json.loads((folder / "term.json").read_text("utf-8"))
    courses = [
        Course(
            each["id"],
            frozenset(each["students"]),
            {group: frozenset(members) for group, members in each["groups"].items()},
            {lesson: [block["id"] for block in blocks] for lesson, blocks in each["lessons"].items()},
        )
        for each in found["courses"]
    ]
    return Term(
        ZoneInfo(found["zone"]),
        date.fromisoformat(found["first_day"]),
        date.fromisoformat(found["last_day"]),
        found["k_tutor"],
        found["k_admin"],
        found["accounts"]["administrator"],
        found["accounts"]["tutor"],
        courses,
    )


def read_lines(folder: Path) -> Iterator[tuple[datetime, Line]]:
    """Everything that was received, in the order of when: windows before what else happened at the same instant."""
    lines = [
        (datetime.fromisoformat(each["received_at"]), 0, each | {"kind": "window"})
        for each in _read(folder / "windows.jsonl")
    ]
    lines += [(datetime.fromisoformat(each["at"]), 1, each) for each in _read(folder / "events.jsonl")]
    lines.sort(key=lambda line: line[:2])
    yield from ((at, line) for at, _order, line in lines)


def _read(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
