"""What comes in and goes out about the people of a course."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import EmailStr, Field, StringConstraints

from attune.classroom.accounts.schemas import Name
from attune.classroom.courses.people.models import LONGEST_GROUP_NAME, MemberRole
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, PlainText, UtcDatetime

GroupName = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_GROUP_NAME), PlainText(lines=False)]
Search = Annotated[str, StringConstraints(max_length=100), PlainText(lines=False)]
SomeIds = Annotated[list[UUID], Field(max_length=500)]


class CourseGroupOut(Outgoing):
    """A group of a course, and how many students are in it."""

    id: UUID
    name: str
    count: int


class MemberOut(Outgoing):
    """Somebody in a course.

    pending: whether they have been invited and have not chosen a password yet.
    link_renewable: of a student, whether the reader may make another link for them: who invited them, administrators.
    enrolled_at: of a student.
    """

    user_id: UUID
    name: str
    email: str
    role: MemberRole
    active: bool
    pending: bool
    link_renewable: bool
    enrolled_at: UtcDatetime | None
    group_ids: list[UUID]


class PeoplePage(Outgoing):
    """Who teaches in a course, its groups, and one page of its students."""

    course_title: str
    teachers: list[MemberOut]
    groups: list[CourseGroupOut]
    students: list[MemberOut]
    total: int
    page: int
    pages: int


class PeopleQuery(Incoming):
    """Which students to list: by part of a name or address, by group."""

    query: Search = ""
    group_id: UUID | None = None
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class CandidateQuery(Incoming):
    """Part of the name or the address of somebody who is not in the course yet."""

    query: Annotated[str, StringConstraints(min_length=2, max_length=100), PlainText(lines=False)]
    role: MemberRole = MemberRole.STUDENT


class Candidate(Outgoing):
    """Somebody who could be put into a course."""

    user_id: UUID
    name: str
    email: str
    role: Role


class CandidateList(Outgoing):
    """The first of them, by name."""

    people: list[Candidate]


class NewMembers(Incoming):
    """Accounts to put into a course."""

    user_ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    role: MemberRole = MemberRole.STUDENT


class Added(Outgoing):
    """How many were not in the course before."""

    added: int


class NewPerson(Incoming):
    """Somebody to invite into a course; whoever has an account already is put into it without an invitation."""

    name: Name
    email: EmailStr
    role: MemberRole = MemberRole.STUDENT
    locale: Locale = Locale.ENGLISH
    group_ids: SomeIds = Field(default=[])


class Invited(Outgoing):
    """Who is in the course now. invitation_url: for a new account; it is shown once."""

    name: str
    email: str
    invitation_url: str | None


class MemberChange(Incoming):
    """What may change about somebody in a course: between tutor and assistant, or the groups of a student."""

    role: MemberRole | None = None
    group_ids: SomeIds | None = None


class Removed(Outgoing):
    """What somebody was, so that it can be taken back."""

    user_id: UUID
    role: MemberRole
    enrolled_at: UtcDatetime | None
    group_ids: list[UUID]


class Restored(Incoming):
    """What somebody was before they were removed."""

    role: MemberRole
    enrolled_at: GivenInstant | None = None
    group_ids: SomeIds = Field(default=[])


class NewGroup(Incoming):
    """A group to make, with students of the course in it."""

    name: GroupName
    user_ids: SomeIds = Field(default=[])


class GroupChange(Incoming):
    """A group's new name."""

    name: GroupName


class GroupMembers(Incoming):
    """Students of the course who come into a group."""

    user_ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]


class GroupList(Outgoing):
    """The groups of a course, by name."""

    groups: list[CourseGroupOut]


class RemovedGroup(Outgoing):
    """What a group was, so that it can be made again."""

    name: str
    user_ids: list[UUID]


class NewCode(Incoming):
    """A code to make; without an end or a limit it works until it is revoked."""

    expires_at: GivenInstant | None = None
    max_uses: Annotated[int, Field(ge=1, le=10_000)] | None = None
    group_id: UUID | None = None


class CodeChange(Incoming):
    """Revoke a code, or take that back."""

    revoked: bool


class JoinCodeOut(Outgoing):
    """A code, the link that carries it, and how often it has been used.

    open: whether somebody can join by it now.
    """

    id: UUID
    code: str
    url: str
    group_id: UUID | None
    created_at: UtcDatetime
    expires_at: UtcDatetime | None
    max_uses: int | None
    uses: int
    revoked: bool
    open: bool


class CodeList(Outgoing):
    """The codes of a course, the newest first."""

    codes: list[JoinCodeOut]


class ImportQuery(Incoming):
    """apply: store the list; else only say what would become of it."""

    apply: bool = False
