"""What goes out about importing a course."""

from __future__ import annotations

from uuid import UUID

from attune.classroom.platform.schemas import Outgoing


class ImportProblem(Outgoing):
    """What is wrong with a file of the zip, where, and what to do."""

    file: str
    line: int | None
    message: str


class ImportReport(Outgoing):
    """What an import would change, by the titles of lessons; with a problem it changes nothing.

    affected_students: how many are enrolled in a course that changes.
    """

    new: list[str]
    changed: list[str]
    removed: list[str]
    affected_students: int
    problems: list[ImportProblem]
    notes: list[str]


class CourseImport(Outgoing):
    """A zip that was read, and what it would change."""

    id: UUID
    report: ImportReport
    applicable: bool
