"""What the log proves about a student at the block that the evidence came from, and nothing else.

Every fact here is read from what was handed in, opened, said or measured. What cannot be proved stays as `Facts` has
it: not known, so that no message says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from attune.affect.causes import Finding
from attune.affect.decisions.moments import SupportHistory
from attune.affect.evidence import Behaviour, BehaviourKind, Instant
from attune.affect.findings.circumstances import Circumstances
from attune.affect.findings.facts import facts_of
from attune.affect.messages.facts import Facts
from attune.affect.policy import InterruptionPoint
from attune.affect.practice.opportunities import Practice
from attune.affect.study_session import StudySession
from attune.classroom.courses.access import has_tutor
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.models import Block, BlockKind, Course
from attune.classroom.learning.due import due_at, own_since
from attune.classroom.learning.lesson_status import LessonStatus
from attune.classroom.learning.models import QuizDraft
from attune.classroom.learning.quiz.questions import attempts_left
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.ingestion.opened_hints import count_opened_hints
from attune.classroom.wellbeing.support.facts.block_help import OpenHelp
from attune.classroom.wellbeing.support.facts.practice import as_hand_in
from attune.classroom.wellbeing.support.schemas import InterruptionPointIn

RETURNED_WITHIN = timedelta(minutes=5)  # later, the student has been back for too long to be welcomed
ABSENT_SECONDS = 120.0  # out of sight for less is a look at a dictionary


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about, looked up.

    Attributes:
        status: the student in the lesson of the block.
        block: None where it is about the student and no place.
        help: what the block has to open.
    """

    student: Actor
    finding: Finding
    status: LessonStatus
    block: Block | None
    help: OpenHelp


def read_facts(
    session: Session,
    subject: Subject,
    circumstances: Circumstances,
    history: SupportHistory,
    asked: InterruptionPointIn,
    now: datetime,
) -> Facts:
    """Prove what can be proved.

    Args:
        session: the database.
        subject: what the finding is about.
        circumstances: what is known of the student.
        history: their earlier moments.
        asked: what the client says: whether something is typed and not handed in.
        now: the present.
    """
    unsent = asked.unsent or _has_draft(session, subject)
    at_all_times = replace(circumstances, practice=_hand_ins(subject))
    known = facts_of(subject.finding, at_all_times, history.moments, unsent=unsent, now=now)
    opened = _hints_opened(session, subject)
    return replace(
        known,
        hints_opened=opened,
        minutes=_minutes_at(circumstances.study_session, subject.block),
        quiz_block=subject.block is not None and subject.block.kind is BlockKind.QUIZ,
        has_hint=subject.help.rungs > opened,
        has_example=subject.help.example,
        has_easier=subject.help.easier,
        has_challenge=subject.help.challenge,
        has_prerequisite=subject.help.prerequisite is not None,
        returned=_has_returned(circumstances.study_session, asked, now),
        **_of_lesson(session, subject, now),
    )


def _hand_ins(subject: Subject) -> Practice:
    """The hand-ins of the quiz, on all days: `tries` counts each."""
    if subject.block is None:
        return Practice()
    attempts = enumerate(subject.status.attempts_at(subject.block.id), 1)
    return Practice(hand_ins=tuple(as_hand_in(each, number, graded=False) for number, each in attempts))


def _has_draft(session: Session, subject: Subject) -> bool:
    if subject.block is None or subject.block.kind is not BlockKind.QUIZ:
        return False
    mine = exists().where(QuizDraft.user_id == subject.student.id, QuizDraft.block_id == subject.block.id)
    return bool(session.scalar(select(mine)))


def _hints_opened(session: Session, subject: Subject) -> int:
    """Of the ladder that would open here, on all days: what another item's ladder has left is no matter of this one."""
    block, ladder_id = subject.block, subject.help.ladder_id
    if block is None or ladder_id is None:
        return 0
    return count_opened_hints(session, subject.student.id, block.id, ladder_id)


def _minutes_at(study_session: StudySession, block: Block | None) -> int:
    """Whole minutes at a block in this session: seen by its stays or by windows, without what was idle or hidden."""
    here = [each for each in study_session.behaviour if block is not None and each.block_id == str(block.id)]
    read = sum(each.seconds for each in study_session.recent if block is not None and each.block_id == str(block.id))
    present = max(_seconds(here, BehaviourKind.BLOCK_DWELL), read)
    absent = _seconds(here, BehaviourKind.IDLE) + _seconds(here, BehaviourKind.TAB_HIDDEN)
    return int(max(0.0, present - absent) // 60)


def _seconds(behaviour: Iterable[Behaviour], kind: BehaviourKind) -> float:
    return sum(each.seconds for each in behaviour if each.kind is kind)


def _of_lesson(session: Session, subject: Subject, now: datetime) -> Mapping[str, Any]:
    status, block = subject.status, subject.block
    following = [each for each in status.blocks if block is not None and each.position > block.position]
    meant = expected_seconds(status.lesson.minutes, status.blocks) if following else {}
    enrolled = own_since(session, subject.student, [status.lesson.course_id])
    due = due_at(status.lesson, enrolled.get(status.lesson.course_id))
    return {
        "done": sum(status.is_completed(each) for each in status.blocks),
        "total": len(status.blocks),
        "next_quiz": block is not None and next_quiz(status, block) is not None,
        "next_minutes": max(1, ceil(meant[following[0].id] / 60)) if following else None,
        "has_tutor": has_tutor(session, status.lesson.course_id),
        "due": due is not None and due > now,
        "subject": session.get_one(Course, status.lesson.course_id).subject,
    }


def next_quiz(status: LessonStatus, block: Block) -> Block | None:
    """The first quiz after a block of the lesson that the student has not passed and can hand in.

    A lesson that comes after another is open for certain once the student has worked in it.
    """
    if status.lesson.prerequisite_id is not None and status.progress is None:
        return None
    quizzes = (each for each in status.blocks if each.position > block.position and each.kind is BlockKind.QUIZ)
    return next((each for each in quizzes if _can_hand_in(status, each)), None)


def _can_hand_in(status: LessonStatus, quiz: Block) -> bool:
    attempts = status.attempts_at(quiz.id)
    left = attempts_left(QuizContent.stored(quiz.content), len(attempts))
    return left != 0 and not any(each.passed for each in attempts)


def _has_returned(study_session: StudySession, asked: InterruptionPointIn, now: Instant) -> bool:
    """Whether the lesson was out of sight for long and the student has done something since.

    Being idle is no absence: they may have been thinking. A video ends by itself.
    """
    return asked.kind is not InterruptionPoint.VIDEO_PAUSE and any(
        each.kind is BehaviourKind.TAB_HIDDEN and each.seconds >= ABSENT_SECONDS and now - each.at <= RETURNED_WITHIN
        for each in study_session.behaviour
    )
