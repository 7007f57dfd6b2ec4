"""Working at an assignment: the draft, handing in, and what was handed in to read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block
from attune.classroom.courses.availability import refuse_unopened
from attune.classroom.courses.content.assignment import Accepts, AssignmentContent, LateRule
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.courses.people.groups import members_of, working_group
from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.learning.assignments.dates import Due, due_of, penalty_of
from attune.classroom.learning.assignments.models import AssignmentDraft, HandIn, HandInState
from attune.classroom.learning.assignments.owners import is_of, owners_of, set_owners
from attune.classroom.learning.assignments.schemas import (
    AssignmentPage,
    HandInIn,
    HandInOut,
    OwnWork,
    WorkDraftIn,
    WorkDraftOut,
)
from attune.classroom.learning.assignments.shown import show_assignment, show_draft, show_hand_in, show_versions
from attune.classroom.learning.gradebook.hidden import results_at
from attune.classroom.learning.locking import refuse_closed, refuse_locked
from attune.classroom.learning.models import QuizAttempt, QuizStart
from attune.classroom.learning.progress import begin_lesson, complete_block, record_view
from attune.classroom.learning.uploads.service import files_by_id, refuse_foreign
from attune.classroom.platform.errors import Conflict, InvalidInput, NotFound
from attune.classroom.platform.permissions import Actor, Role


class TooLate(Conflict):
    """The date has passed, and nothing is taken after it."""

    code = "too_late"


class HandInIdTaken(Conflict):
    """The id already stands for another hand-in."""

    code = "hand_in_id_taken"


class AlreadyGraded(Conflict):
    """The work has been graded and not returned."""

    code = "already_graded"


class NothingHandedIn(InvalidInput):
    """There is neither text nor file."""

    code = "nothing_handed_in"


def read_assignment(session: Session, actor: Actor, block_id: UUID, now: datetime) -> AssignmentPage:
    """The assignment with the actor's own draft and hand-ins.

    Raises:
        NotFound: there is none, or the actor may not have it.
        LessonLocked: another lesson comes first.
        CourseNotOpen: the course has not started yet.
    """
    block, lesson, content = find_assignment(session, actor, block_id)
    refuse_unopened(session, actor, lesson.course_id, now)
    refuse_locked(session, actor, lesson)
    targets = published_links(session, lesson).targets
    due = (
        due_of(session, actor.id, block, lesson, content) if actor.role is Role.STUDENT else Due(content.due_at, False)
    )
    draft = session.get(AssignmentDraft, (actor.id, block.id))
    result_at = results_at(session, [block.id], now).get(block.id)
    group = _group_of(session, actor.id, lesson, content)
    versions = _versions(session, block.id, is_of(actor.id), group)
    ids = [file_id for version in versions for file_id in version.file_ids]
    files = files_by_id(session, [*ids, *(draft.file_ids if draft is not None else [])])
    own = OwnWork(
        draft=show_draft(draft, files),
        hand_ins=show_versions(session, actor, versions, files, targets, hidden=result_at is not None),
        due_at=due.at,
        extended=due.extended,
        result_at=result_at,
        group_name=group.name if group is not None else None,
        member_names=[name for _id, name in members_of(session, group)] if group is not None else [],
        joined_after=_joined_after(session, actor.id, versions, group, hidden=result_at is not None),
    )
    return AssignmentPage(assignment=show_assignment(block, lesson, content, targets), own=own)


def save_draft(session: Session, actor: Actor, block_id: UUID, change: WorkDraftIn, now: datetime) -> WorkDraftOut:
    """Keep what is written so far.

    Raises:
        NotFound: there is none, or the actor may not have it.
        LessonLocked: another lesson comes first.
        InvalidInput: a file is somebody else's.
    """
    block, lesson, content = find_assignment(session, actor, block_id)
    refuse_closed(session, actor, lesson, now)
    ids = _file_ids(session, actor, block, content, change)
    draft = AssignmentDraft(
        user_id=actor.id,
        block_id=block.id,
        course_id=lesson.course_id,
        text=change.text,
        file_ids=ids,
        updated_at=now,
    )
    kept = session.merge(draft)
    session.flush()
    return show_draft(kept, files_by_id(session, ids))


def hand_in(session: Session, actor: Actor, block_id: UUID, work: HandInIn, now: datetime) -> HandInOut:
    """Hand in; every version is kept, and the last one is graded. An id that was handed in gets the same answer again.

    At an assignment for groups it is the hand-in of the student's whole group, whoever of them sends it.

    Raises:
        NotFound: the block is no assignment of the actor's.
        LessonLocked: another lesson comes first.
        TooLate: the date has passed, and nothing is taken after it.
        AlreadyGraded: it has been graded, and not returned. While the grades are hidden it is taken: a refusal would
            say that there is a grade.
        HandInIdTaken: the id is another hand-in's, or an attempt's at a quiz.
        NothingHandedIn: there is neither text nor file.
        InvalidInput: a file is not the actor's, or there are too many.
    """
    block, lesson, content = find_assignment(session, actor, block_id)
    refuse_closed(session, actor, lesson, now)
    group = _group_of(session, actor.id, lesson, content, lock=True)
    begin_lesson(session, actor.id, lesson, now)  # its lock: of two at once the second sees the first
    targets = published_links(session, lesson).targets
    hidden = block.id in results_at(session, [block.id], now)
    repeated = _sent_before(session, actor, block, work.id)
    if repeated is not None:
        return show_hand_in(session, repeated, files_by_id(session, repeated.file_ids), targets, hidden=hidden)
    if not hidden:
        _refuse_graded(session, actor, block, group)
    ids = _file_ids(session, actor, block, content, work)
    if not work.text.strip() and not ids:
        raise NothingHandedIn("Write something or add a file before you hand in.")
    due = due_of(session, actor.id, block, lesson, content).at
    _refuse_too_late(content, due, now)
    penalty = penalty_of(content, due, now)
    members = [user_id for user_id, _name in members_of(session, group)] if group is not None else [actor.id]
    number = _supersede(session, block.id, members, group)
    version = HandIn(
        id=work.id,
        user_id=actor.id,
        block_id=block.id,
        group_id=group.id if group is not None else None,
        lesson_version=lesson.version,
        number=number,
        at=now,
        late=penalty is not None,
        penalty=penalty or 0.0,
        text=work.text,
        file_ids=ids,
        rubric={},
        annotations=[],
    )
    session.add(version)
    session.flush()
    if group is not None:
        set_owners(session, version.id, members)
    session.execute(
        delete(AssignmentDraft).where(AssignmentDraft.user_id == actor.id, AssignmentDraft.block_id == block.id)
    )
    _complete(session, actor, block, lesson, members, now)
    return show_hand_in(session, version, files_by_id(session, ids), targets, hidden=hidden)


def find_assignment(session: Session, actor: Actor, block_id: UUID) -> tuple[Block, Lesson, AssignmentContent]:
    """The assignment with this id, if the actor may see it.

    Raises:
        NotFound: there is none, the actor may not have it, or it is a block of another kind.
    """
    block, lesson = find_block(session, actor, block_id)
    if block.kind is not BlockKind.ASSIGNMENT:
        raise NotFound(f"Block {block_id} is not an assignment.", block_id=str(block_id))
    return block, lesson, AssignmentContent.stored(block.content)


def _group_of(
    session: Session, user_id: UUID, lesson: Lesson, content: AssignmentContent, *, lock: bool = False
) -> CourseGroup | None:
    """The group that somebody hands in with; None where they hand in alone. lock: one of its members at a time."""
    group = working_group(session, lesson.course_id, user_id) if content.group else None
    return session.get(CourseGroup, group.id, with_for_update=True) if group is not None and lock else group


def _versions(
    session: Session, block_id: UUID, whose: ColumnElement[bool], group: CourseGroup | None
) -> Sequence[HandIn]:
    """A student's versions and their group's, the latest first."""
    if group is not None:
        whose |= HandIn.group_id == group.id
    query = select(HandIn).where(HandIn.block_id == block_id, whose)
    return session.scalars(query.order_by(HandIn.at.desc(), HandIn.number.desc())).all()


def _joined_after(
    session: Session, user_id: UUID, versions: Sequence[HandIn], group: CourseGroup | None, *, hidden: bool
) -> bool:
    """Whether a student came into their group after its last hand-in, and has none of their own.

    hidden: that the hand-in was returned does not show yet.
    """
    latest = next((each for each in versions if each.current and group is not None and each.group_id == group.id), None)
    own = any(each.current and user_id in owners_of(session, each) for each in versions)
    returned = latest is not None and latest.state is HandInState.RETURNED and not hidden
    return latest is not None and not returned and not own


def _supersede(session: Session, block_id: UUID, members: Sequence[UUID], group: CourseGroup | None) -> int:
    """Let the versions that there are be earlier ones.

    Returns:
        The number of the next.
    """
    whose: ColumnElement[bool] = HandIn.user_id.in_(members)
    if group is not None:
        whose |= HandIn.group_id == group.id
    last = session.scalar(select(func.max(HandIn.number)).where(HandIn.block_id == block_id, whose)) or 0
    theirs = HandIn.group_id.is_(None) if group is None else HandIn.group_id.is_(None) | (HandIn.group_id == group.id)
    for version in session.scalars(
        select(HandIn).where(HandIn.block_id == block_id, whose, theirs, HandIn.current.is_(True))
    ):
        version.current = False
    return last + 1


def _refuse_graded(session: Session, actor: Actor, block: Block, group: CourseGroup | None) -> None:
    alone = (HandIn.user_id == actor.id) & HandIn.group_id.is_(None)
    versions = _versions(session, block.id, alone, group)
    if versions and versions[0].state is HandInState.GRADED:
        raise AlreadyGraded("This work has been graded. Ask your tutor to return it if you want to hand it in again.")


def _file_ids(session: Session, actor: Actor, block: Block, content: AssignmentContent, work: WorkDraftIn) -> list[str]:
    ids = list(dict.fromkeys(map(str, work.file_ids)))
    if ids and content.accepts is Accepts.TEXT:
        raise InvalidInput.at("file_ids", "this assignment takes no files")
    if work.text.strip() and content.accepts is Accepts.FILES:
        raise InvalidInput.at("text", "this assignment takes files only")
    if len(ids) > content.max_files:
        raise InvalidInput.at("file_ids", f"this assignment takes at most {content.max_files} files")
    refuse_foreign(session, actor.id, block.id, ids)
    return ids


def _sent_before(session: Session, actor: Actor, block: Block, work_id: UUID) -> HandIn | None:
    """The actor's hand-in at this assignment with the id, which comes again; None where the id is new.

    Raises:
        HandInIdTaken: the id is another hand-in's, or an attempt's at a quiz.
    """
    found = session.get(HandIn, work_id)
    foreign = found is not None and (found.user_id, found.block_id) != (actor.id, block.id)
    if foreign or (found is None and _is_of_a_quiz(session, work_id)):
        raise HandInIdTaken("This id belongs to another hand-in; make a new one.", id=str(work_id))
    return found


def _is_of_a_quiz(session: Session, work_id: UUID) -> bool:
    """Whether an id is of an attempt, or will be: work is graded by its id, whatever its kind."""
    under_way = select(QuizStart.id).where(QuizStart.id == work_id)
    return session.get(QuizAttempt, work_id) is not None or session.scalar(under_way) is not None


def _refuse_too_late(content: AssignmentContent, due_at: datetime | None, now: datetime) -> None:
    if content.late is LateRule.REFUSE and due_at is not None and now > due_at:
        raise TooLate(
            "The date has passed, and nothing is taken after it. Ask your tutor for more time.",
            due_at=due_at.isoformat(),
        )


def _complete(
    session: Session, actor: Actor, block: Block, lesson: Lesson, members: Sequence[UUID], now: datetime
) -> None:
    """The block is done with its first hand-in, for everybody whose it is; who sent it has also seen it."""
    record_view(session, actor.id, lesson, block, now)
    for user_id in members:
        complete_block(session, user_id, lesson, block, now)
