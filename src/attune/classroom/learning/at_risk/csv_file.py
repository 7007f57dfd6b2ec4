"""The list as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.learning.at_risk.schemas import RiskEntry
from attune.classroom.learning.at_risk.service import read_list
from attune.classroom.learning.gradebook.exchange.csv_file import harmless
from attune.classroom.platform.permissions import Actor

HEADINGS = (
    *("student_id", "name", "groups", "rules", "missing_items", "due_items", "overdue_lessons", "due_lessons"),
    *("completed_lessons", "last_seen", "days_unseen", "average", "graded_items", "looked_at", "looked_by"),
)


def write_list(session: Session, actor: Actor, course_id: UUID, now: datetime) -> tuple[str, str]:
    """The list of a course as CSV, with a line for each student, and the course's title.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    found = read_list(session, actor, course_id, now)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(_line(entry) for entry in found.entries)
    return "\ufeff" + out.getvalue(), found.course_title


def _line(entry: RiskEntry) -> list[str]:
    look = entry.look
    return [
        str(entry.student_id),
        harmless(entry.name),
        harmless(", ".join(entry.group_names)),
        " ".join(entry.rules),
        *(str(number) for number in (entry.missing, entry.due, entry.overdue, entry.due_lessons, entry.completed)),
        "" if entry.seen_at is None else entry.seen_at.isoformat(),
        str(entry.unseen_days),
        "" if entry.average is None else f"{entry.average:.4g}",
        str(entry.graded),
        "" if look is None else look.at.isoformat(),
        "" if look is None or look.by_name is None else harmless(look.by_name),
    ]
