"""From a file to a report: whose account is there already, who would be invited, which line has a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import LinkPurpose, User
from attune.classroom.accounts.people_list.rows import PersonRow, read_rows
from attune.classroom.accounts.people_list.schemas import (
    InvitationLink,
    ListedRole,
    ListReport,
    Outcome,
    ProblemCode,
    ReportLine,
)
from attune.classroom.accounts.people_list.table import Table, read_table
from attune.classroom.platform import audit
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import TEACHERS, Role

# the role of an account that is made for a line
ACCOUNT_ROLE = {ListedRole.STUDENT: Role.STUDENT, ListedRole.ASSISTANT: Role.TUTOR, ListedRole.TUTOR: Role.TUTOR}
LinkOf = Callable[[str], str]
"""Makes the address of an invitation from its token."""


@dataclass(slots=True)
class PeopleList:
    """A list that has been read, with the accounts that are there already, by address."""

    table: Table
    header: bool
    rows: list[PersonRow]
    accounts: Mapping[str, User]

    def account_of(self, row: PersonRow) -> User | None:
        """Whose account the line is about; None when there is none yet."""
        return self.accounts.get(row.email)

    def report(self, outcome_of: Callable[[PersonRow], Outcome], new_groups: Iterable[str] = ()) -> ListReport:
        """The report of a list of which nothing is stored yet."""
        lines = [_line(row, Outcome.PROBLEM if row.problems else outcome_of(row)) for row in self.rows]
        counts = Counter(line.outcome for line in lines)
        return ListReport(
            applied=False,
            applicable=Outcome.PROBLEM not in counts,
            separator=self.table.separator,
            encoding=self.table.encoding,
            header=self.header,
            lines=lines,
            counts={outcome: counts[outcome] for outcome in Outcome},
            new_groups=list(new_groups),
            links=[],
        )


def read_list(session: Session, content: bytes) -> PeopleList:
    """Read a file and find whose accounts are there; every line that cannot be stored has its problems.

    Raises:
        NotATable: the file is no list at all.
    """
    table = read_table(content)
    rows, header = read_rows(table)
    known = _accounts(session, [row.email for row in rows])
    for row in rows:
        _compare(row, known.get(row.email))
    return PeopleList(table, header, rows, known)


def _compare(row: PersonRow, user: User | None) -> None:
    if user is None:
        if not row.name:
            row.refuse(ProblemCode.NAME_MISSING, "There is no name, which a new account needs.")
        return
    row.name = row.name or user.name
    if not user.active:
        row.refuse(ProblemCode.DEACTIVATED, "The account is deactivated; an administrator can activate it.")
    if not _fits(user.role, row.role):
        row.refuse(
            ProblemCode.ROLE_DOES_NOT_FIT,
            f"The account is that of a {user.role.value}, so it cannot be a {row.role.value} here.",
        )


def _fits(account: Role, listed: ListedRole) -> bool:
    """Whether an account that is there already can be what a line says."""
    return account is Role.STUDENT if listed is ListedRole.STUDENT else account in TEACHERS


def invite(
    session: Session, rows: Sequence[PersonRow], locale: Locale, link_of: LinkOf, actor_id: UUID | None, now: datetime
) -> tuple[dict[str, User], list[InvitationLink]]:
    """Add the accounts of those who are new, each with the link by which its owner sets a password."""
    added: dict[str, User] = {}
    links, records = [], []
    for row in rows:
        role = ACCOUNT_ROLE[row.role]
        user = accounts.create_user(
            session, name=row.name, email=row.email, role=role, locale=locale, password=None, now=now
        )
        token = accounts.make_link(session, user, LinkPurpose.INVITATION, now)
        links.append(InvitationLink(name=user.name, email=user.email, url=link_of(token)))
        records.append(audit.Record(audit.AuditAction.USER_CREATED, actor_id, user.id, now, {"role": role.value}))
        added[row.email] = user
    session.flush()
    audit.append_all(session, records)
    return added, links


def _accounts(session: Session, emails: Sequence[str]) -> dict[str, User]:
    found: dict[str, User] = {}
    for start in range(0, len(emails), accounts.IDS_PER_QUERY):
        some = emails[start : start + accounts.IDS_PER_QUERY]
        found |= {user.email: user for user in session.scalars(select(User).where(User.email.in_(some)))}
    return found


def _line(row: PersonRow, outcome: Outcome) -> ReportLine:
    return ReportLine(
        line=row.line,
        name=row.name,
        email=row.email,
        role=row.role,
        groups=row.groups,
        outcome=outcome,
        problems=row.problems,
    )
