"""The gradebook as a file: out with ids, and in again with other points, all of it or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_course
from attune.classroom.learning.gradebook.cells import Cells, GradeRow, read_cells, total_of
from attune.classroom.learning.gradebook.exchange.csv_numbers import EXCUSED, read_points
from attune.classroom.learning.gradebook.grades import find_grade, trace
from attune.classroom.learning.gradebook.items import Item, items_of
from attune.classroom.learning.gradebook.models import Changed
from attune.classroom.learning.gradebook.schemas import GradebookImportIn, GradeImportReport, ImportLine
from attune.classroom.learning.gradebook.table import Student, students_of
from attune.classroom.platform.permissions import Actor

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_SHOWN = 500  # lines of a report


@dataclass(frozen=True, slots=True)
class _Edit:
    """A cell that is given other points, or none."""

    line: int
    student: Student
    item: Item
    before: float | None
    after: float | None


def write_csv(session: Session, actor: Actor, course_id: UUID) -> tuple[str, str]:
    """The gradebook of a course as CSV, and the course's title.

    A text that a spreadsheet would run as a formula begins with an apostrophe.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    items = items_of(session, [course.id])
    students = students_of(session, course.id)
    cells = read_cells(session, items, None, {})
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["student_id", "name", *(str(item.block_id) for item in items), "total"])
    writer.writerow(["", "", *(harmless(f"{item.title} ({_number(item.points)})") for item in items), ""])
    for user_id, name, _counted in students:
        total = total_of((item, cells.grades.get((item.key, str(user_id)))) for item in items)
        shown = [_written(cells, item, user_id) for item in items]
        writer.writerow([str(user_id), harmless(name), *shown, "" if total is None else _number(round(total, 4))])
    return "\ufeff" + out.getvalue(), course.title


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def import_csv(
    session: Session, actor: Actor, course_id: UUID, given: GradebookImportIn, now: datetime
) -> GradeImportReport:
    """Read a gradebook back: points that differ become overrides, an empty cell takes an override back.

    Raises:
        NotFound: the course is not the actor's.
    """
    course = find_course(session, actor, course_id)
    items = {str(item.block_id): item for item in items_of(session, [course.id])}
    students = {str(student[0]): student for student in students_of(session, course.id)}
    cells = read_cells(session, list(items.values()), None, {})
    edits, not_applied, problems, unchanged = _read(given.csv, items, students, cells)
    applied = given.apply and not problems
    for edit in edits if applied else ():
        grade = find_grade(session, edit.item.block_id, edit.student[0], course.id, now)
        trace(session, grade, Changed.OVERRIDE, grade.override, edit.after, now, actor)
        grade.override, grade.by_id, grade.at = edit.after, actor.id, now
        grade.override_max = None if edit.after is None else edit.item.points
    session.flush()
    changes = [_line(edit.line, edit.student[1], edit.item.title, edit.before, edit.after) for edit in edits]
    return GradeImportReport(
        changes=changes[:_SHOWN],
        not_applied=not_applied[:_SHOWN],
        problems=problems[:_SHOWN],
        unchanged=unchanged,
        applied=applied,
    )


def _read(
    text: str, items: Mapping[str, Item], students: Mapping[str, Student], cells: Cells
) -> tuple[list[_Edit], list[ImportLine], list[ImportLine], int]:
    edits: list[_Edit] = []
    not_applied: list[ImportLine] = []
    problems: list[ImportLine] = []
    unchanged, seen = 0, set()
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), dialect=_dialect(text), strict=True))
    except csv.Error as error:
        return [], [], [_problem(1, "", "", f"not_csv: {error}")], 0
    head = [name.strip() for name in rows[0]] if rows else []
    if "student_id" not in head:
        return [], [], [_problem(1, "", "", "no_student_ids")], 0
    unknown = [name for name in head if name not in items and name not in {"student_id", "name", "total", ""}]
    problems += [_problem(1, "", name[:100], "unknown_item") for name in unknown]
    if len(head) != len(set(head)):
        problems.append(_problem(1, "", "", "column_twice"))
    for number, row in enumerate(rows[1:], start=2):
        line = dict(zip(head, row, strict=False))
        student_id = line.get("student_id", "").strip()
        if not student_id:
            continue  # the line of titles, an empty line
        student = students.get(student_id)
        if student is None or student_id in seen or len(row) > len(head):
            what = "unknown_student" if student is None else "student_twice" if student_id in seen else "too_many_cells"
            problems.append(_problem(number, line.get("name", "")[:100], "", what))
            continue
        seen.add(student_id)
        for name, item in items.items():
            if name not in line:
                continue
            before = cells.grades.get((item.key, str(student[0])))
            if line[name].strip() == _written(cells, item, student[0]):
                unchanged += 1
                continue
            if before is not None and before.excused:
                not_applied.append(_problem(number, student[1], item.title, "excused", line[name]))
                continue
            after, problem = read_points(line[name], item.points)
            if problem is not None:
                problems.append(_problem(number, student[1], item.title, problem, line[name]))
            elif after is None and (before is None or before.override is None):
                problems.append(_problem(number, student[1], item.title, "nothing_to_take_back"))
            else:
                edits.append(_Edit(number, student, item, _present(before, item), after))
    return edits, not_applied, problems, unchanged


def _written(cells: Cells, item: Item, user_id: UUID) -> str:
    grade = cells.grades.get((item.key, str(user_id)))
    points = _present(grade, item)
    return EXCUSED if grade is not None and grade.excused else "" if points is None else _number(points)


def _present(grade: GradeRow | None, item: Item) -> float | None:
    """A grade in points of those that the item gives now, as the head of its column says."""
    share = grade.share(item) if grade is not None else None
    return None if share is None else round(share * item.points, 6)


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _dialect(text: str) -> type[csv.Dialect]:
    """Spreadsheets of some languages write semicolons between cells."""
    first = text.partition("\n")[0]

    class Chosen(csv.excel):
        delimiter = ";" if first.count(";") > first.count(",") else "\t" if "\t" in first else ","

    return Chosen


def _problem(line: int, student: str, item: str, problem: str, written: str | None = None) -> ImportLine:
    return ImportLine(
        line=line,
        student_name=student,
        item_title=item,
        before=None,
        after=None,
        problem=problem,
        written=None if written is None else written.strip()[:40],
    )


def _line(line: int, student: str, item: str, before: float | None, after: float | None) -> ImportLine:
    return ImportLine(line=line, student_name=student, item_title=item, before=before, after=after, problem=None)
