"""Accounts from a list: a report for each line before anything is stored, then all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.accounts.people_list.reports import LinkOf, invite, read_list
from attune.classroom.accounts.people_list.rows import PersonRow
from attune.classroom.accounts.people_list.schemas import (
    ListedRole,
    ListReport,
    Outcome,
    ProblemCode,
    refuse_problems,
)
from attune.classroom.platform.locale import Locale


def import_users(
    session: Session,
    actor_id: UUID | None,
    content: bytes,
    locale: Locale,
    link_of: LinkOf,
    now: datetime,
    *,
    apply: bool,
) -> ListReport:
    """Report on a list of students and tutors; with `apply` add the accounts that are not there, each with its link.

    Groups belong to courses, so those of a list are left out here.

    Raises:
        NotATable: the file is no list.
        ListHasProblems: `apply`, and some line has one.
    """
    people = read_list(session, content)
    for row in people.rows:
        row.groups = []
        if row.role is ListedRole.ASSISTANT:
            row.refuse(ProblemCode.ROLE_UNKNOWN, "Assistants belong to courses; write tutor, and assign them there.")

    def outcome_of(row: PersonRow) -> Outcome:
        return Outcome.UNCHANGED if people.account_of(row) is not None else Outcome.INVITED

    report = people.report(outcome_of)
    if not apply:
        return report
    refuse_problems(report.lines)
    new = [row for row in people.rows if people.account_of(row) is None]
    _, links = invite(session, new, locale, link_of, actor_id, now)
    return report.model_copy(update={"applied": True, "links": links})
