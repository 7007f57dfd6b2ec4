"""What is said about a list of people before it is stored, and after."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from attune.classroom.accounts.people_list.table import Encoding
from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.schemas import Outgoing


class ListedRole(StrEnum):
    """What a line may say that somebody is."""

    STUDENT = "student"
    ASSISTANT = "assistant"
    TUTOR = "tutor"


class Outcome(StrEnum):
    """What becomes of a line."""

    INVITED = "invited"
    ENROLLED = "enrolled"
    UNCHANGED = "unchanged"
    PROBLEM = "problem"


class ProblemCode(StrEnum):
    """What can be wrong with a line."""

    EMAIL_MISSING = "email_missing"
    EMAIL_INVALID = "email_invalid"
    NAME_MISSING = "name_missing"
    NAME_INVALID = "name_invalid"
    GROUP_INVALID = "group_invalid"
    ROLE_UNKNOWN = "role_unknown"
    ROLE_DOES_NOT_FIT = "role_does_not_fit"
    ROLE_NOT_YOURS = "role_not_yours"
    REPEATED = "repeated"
    DEACTIVATED = "deactivated"


class LineProblem(Outgoing):
    """What is wrong with a line, and what to do."""

    code: ProblemCode
    message: str


class ReportLine(Outgoing):
    """A line of the list. line: its number in the file."""

    line: int
    name: str
    email: str
    role: ListedRole
    groups: list[str]
    outcome: Outcome
    problems: list[LineProblem]


class InvitationLink(Outgoing):
    """The link by which somebody new sets a password. It is shown once."""

    name: str
    email: str
    url: str


class ListReport(Outgoing):
    """What becomes of a list, line by line.

    applied: whether it has been stored; before, nothing has.  applicable: whether no line has a problem.
    header: whether the first line names the columns.  new_groups: those that the list brings with it.
    links: for those who are new, once they are invited.
    """

    applied: bool
    applicable: bool
    separator: str
    encoding: Encoding
    header: bool
    lines: list[ReportLine]
    counts: dict[Outcome, int]
    new_groups: list[str]
    links: list[InvitationLink]


class ListHasProblems(ApiError):
    """Some lines of a list have problems, so nothing of it was stored; `data.lines` has their numbers."""

    code, status = "list_has_problems", 422


def refuse_problems(lines: Sequence[ReportLine]) -> None:
    """Raise ListHasProblems where any line has one."""
    wrong = [line for line in lines if line.outcome is Outcome.PROBLEM]
    if wrong:
        first = wrong[0]
        raise ListHasProblems(
            f"{len(wrong)} lines have problems, so nothing was stored. Line {first.line}: {first.problems[0].message}",
            lines=[line.line for line in wrong],
        )
