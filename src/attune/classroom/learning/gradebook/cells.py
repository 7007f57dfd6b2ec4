"""What has become of the items of a course for its students: everything that a gradebook shows, in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.learning.assignments.models import HandIn, HandInMember, HandInState
from attune.classroom.learning.due import Since
from attune.classroom.learning.gradebook.items import Item
from attune.classroom.learning.gradebook.models import Extension, Grade, GroupExtension
from attune.classroom.learning.gradebook.practice import counts
from attune.classroom.learning.gradebook.schemas import GradeState
from attune.classroom.learning.models import QuizAttempt, WorkState

# an item's and a student's id, as texts: thousands of ids are compared, and none is reckoned with
Key = tuple[str, str]


class GradeRow(NamedTuple):
    """A row of `grades`, as a gradebook reads it: a tuple, for there are thousands."""

    raw: float | None
    override: float | None
    raw_max: float | None
    override_max: float | None
    excused: bool
    comment: str | None
    at: datetime | None = None

    @property
    def points(self) -> float | None:
        """The points that count."""
        return self.raw if self.override is None else self.override

    def most(self, item: Item) -> float:
        """Of how many points they are: of those that there were when they were earned, or given."""
        most = self.raw_max if self.override is None else self.override_max
        return item.points if most is None else most

    def share(self, item: Item) -> float | None:
        """The share of the points that counts; None while there are none. An override may be more than all."""
        most = self.most(item)
        return None if self.points is None or most <= 0 else self.points / most


@dataclass(frozen=True, slots=True)
class Cells:
    """Grades, work and dates by item and student.

    joined_after: whose group had handed in before they came into it.
    """

    grades: Mapping[Key, GradeRow] = field(default_factory=dict)
    hand_ins: Mapping[Key, tuple[HandInState, bool]] = field(default_factory=dict)
    waiting: Set[Key] = field(default_factory=set)
    extensions: Mapping[Key, datetime] = field(default_factory=dict)
    joined_after: Set[Key] = field(default_factory=set)

    def state_of(
        self, item: Item, user: str, counted: Since | None, now: datetime, *, for_student: bool = False
    ) -> GradeState:
        """How a student, by their id as a text, stands at an item.

        for_student: as it shows to them: while its grades are hidden, as if nobody had graded anything.
        """
        key = (item.key, user)
        grade, handed_in = self.grades.get(key), self.hand_ins.get(key)
        if grade is not None and grade.excused:
            return GradeState.EXCUSED
        if for_student and item.is_hidden(now):
            worked = handed_in is not None or key in self.waiting or (grade is not None and grade.raw is not None)
            return GradeState.WAITING if worked else self._without_work(item, key, counted, now)
        if key in self.waiting or (handed_in is not None and handed_in[0] is HandInState.HANDED_IN):
            return GradeState.WAITING
        if handed_in is not None and handed_in[0] is HandInState.RETURNED:
            return GradeState.RETURNED
        if grade is not None and grade.points is not None:
            return GradeState.GRADED
        return self._without_work(item, key, counted, now)

    def _without_work(self, item: Item, key: Key, counted: Since | None, now: datetime) -> GradeState:
        if key in self.joined_after:
            return GradeState.JOINED_AFTER
        due = item.due_for(counted, self.extensions.get(key))
        return GradeState.MISSING if due is not None and due < now else GradeState.OPEN


Groups = Mapping[tuple[UUID, UUID], Sequence[CourseGroup]]


def read_cells(
    session: Session,
    items: Sequence[Item],
    user_ids: Sequence[UUID] | None,
    groups: Groups,
    *,
    with_times: bool = False,
    with_grades: bool = True,
) -> Cells:
    """Read what there is of some students in eight queries; of all where `user_ids` is None, which is quicker.

    groups: those of the students, by course and student, whose hand-ins and dates are theirs too.
    with_times: when each grade was changed last, too; with_grades: off for who reads the grades in another way.
    """
    blocks = [item.block_id for item in items]
    courses = list({item.course_id for item in items})
    maxima = [Grade.raw_max, Grade.override_max]
    columns = [Grade.raw, Grade.override, *maxima, Grade.excused, Grade.comment, *([Grade.at] if with_times else [])]
    grades = select(_text(Grade.block_id), _text(Grade.user_id), *columns).where(Grade.course_id.in_(courses))
    hand_ins = select(_text(HandIn.block_id), _text(HandIn.user_id), HandIn.state, HandIn.late)
    hand_ins = hand_ins.where(HandIn.block_id.in_(blocks), HandIn.current.is_(True), HandIn.group_id.is_(None))
    attempts = select(_text(QuizAttempt.block_id), _text(QuizAttempt.user_id)).distinct()
    attempts = attempts.where(QuizAttempt.block_id.in_(blocks), QuizAttempt.state == WorkState.NEEDS_GRADING, counts())
    extensions = select(_text(Extension.block_id), _text(Extension.user_id), Extension.due_at)
    extensions = extensions.where(Extension.course_id.in_(courses))
    if user_ids is not None:
        grades = grades.where(Grade.user_id.in_(user_ids))
        hand_ins = hand_ins.where(HandIn.user_id.in_(user_ids))
        attempts = attempts.where(QuizAttempt.user_id.in_(user_ids))
        extensions = extensions.where(Extension.user_id.in_(user_ids))
    # columns straight from the driver: objects of eighteen thousand grades would take longer than reading them
    session.flush()
    read, text = session.connection().execute, _Texts()
    rows: Sequence[Any] = read(grades).all() if with_grades else ()
    together = _group_hand_ins(session, blocks, user_ids)
    alone = {(text[block], text[user]): (state, late) for block, user, state, late in read(hand_ins)}
    by_members = {
        (str(each.block_id), str(user_id)): (each.state, each.late) for each in together for user_id in each.members
    }
    return Cells(
        grades={(text[row[0]], text[row[1]]): GradeRow(*row[2:]) for row in rows},
        hand_ins={**by_members, **alone},
        waiting={(text[block], text[user]) for block, user in read(attempts)},
        extensions={
            **_dates_of_groups(session, courses, groups),
            **{(text[block], text[user]): at for block, user, at in read(extensions)},
        },
        joined_after=_joined_after(together, groups) - by_members.keys() - alone.keys(),
    )


class _Texts(dict[str, str]):
    """An id's text by what the database calls it, worked out once for each id and not for each cell."""

    def __missing__(self, stored: str) -> str:
        written = self[stored] = str(UUID(stored))
        return written


class _GroupHandIn(NamedTuple):
    """What a group has handed in last, and whose it is; those of one group come oldest first."""

    block_id: UUID
    group_id: UUID
    state: HandInState
    late: bool
    members: Sequence[UUID]


def _group_hand_ins(
    session: Session, blocks: Sequence[UUID], user_ids: Sequence[UUID] | None
) -> Sequence[_GroupHandIn]:
    current = HandIn.block_id.in_(blocks) & HandIn.current.is_(True) & HandIn.group_id.is_not(None)
    members = select(HandInMember.hand_in_id, HandInMember.user_id).join(HandIn).where(current)
    if user_ids is not None:
        members = members.where(HandInMember.user_id.in_(user_ids))
    whose: dict[UUID, list[UUID]] = {}
    for hand_in_id, user_id in session.execute(members):
        whose.setdefault(hand_in_id, []).append(user_id)
    columns = HandIn.id, HandIn.block_id, HandIn.group_id, HandIn.state, HandIn.late
    rows = session.execute(select(*columns).where(current).order_by(HandIn.at))
    return [
        _GroupHandIn(block_id, group_id, state, late, whose.get(hand_in_id, []))
        for hand_in_id, block_id, group_id, state, late in rows
        if group_id is not None
    ]


def _joined_after(hand_ins: Sequence[_GroupHandIn], groups: Groups) -> set[Key]:
    """Who works in a group whose hand-in is not theirs; what was returned is handed in again, and by all of them."""
    working: dict[UUID, list[UUID]] = {}
    for (_course, user_id), theirs in groups.items():
        working.setdefault(theirs[0].id, []).append(user_id)
    return {
        (str(each.block_id), str(user_id))
        for each in hand_ins
        if each.state is not HandInState.RETURNED
        for user_id in working.get(each.group_id, [])
        if user_id not in each.members
    }


def _dates_of_groups(session: Session, courses: Sequence[UUID], groups: Groups) -> Mapping[Key, datetime]:
    """The dates of the groups' own, at each of their students; of several the latest."""
    if not groups:
        return {}
    members: dict[UUID, list[str]] = {}
    for (_course, user_id), theirs in groups.items():
        for group in theirs:
            members.setdefault(group.id, []).append(str(user_id))
    rows = session.execute(
        select(GroupExtension.block_id, GroupExtension.group_id, GroupExtension.due_at)
        .where(GroupExtension.course_id.in_(courses))
        .order_by(GroupExtension.due_at)
    )
    return {(str(block), user): at for block, group, at in rows for user in members.get(group, [])}


def _text(column: InstrumentedAttribute[UUID]) -> ColumnElement[str]:
    """An id as the database writes it."""
    return cast(column, String)


def total_of(scores: Iterable[tuple[Item, GradeRow | None]]) -> float | None:
    """The share of the points by the items' weights, 0 to 1, of those that have points; None where none has.

    What is excused, or has no points yet, does not count. Points are of those that there were when they were earned.
    """
    earned = weights = 0.0
    for item, grade in scores:
        share = None if grade is None or grade.excused else grade.share(item)
        if share is None:
            continue
        earned += item.weight * share
        weights += item.weight
    return round(earned / weights, 6) if weights else None
