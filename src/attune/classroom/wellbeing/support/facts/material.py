"""What there is to say about the block of a finding: the library, what is true there, and what can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.affect.causes import Finding
from attune.affect.decisions.moments import SupportHistory
from attune.affect.findings.circumstances import Circumstances
from attune.affect.messages.choice import Preferences
from attune.affect.messages.message import Message, Personal
from attune.affect.supporter import Material
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.classroom.wellbeing.support.class_data.first_hand_ins import class_share
from attune.classroom.wellbeing.support.facts.block_help import read_help
from attune.classroom.wellbeing.support.facts.gathering import Subject, read_facts
from attune.classroom.wellbeing.support.facts.location import Location, graded_quiz
from attune.classroom.wellbeing.support.library import messages_in
from attune.classroom.wellbeing.support.support_messages import experience


@dataclass(frozen=True, slots=True)
class Found:
    """The material for a finding with what it was made for."""

    subject: Subject
    material: Material


def find_material(
    session: Session,
    location: Location,
    finding: Finding,
    circumstances: Circumstances,
    history: SupportHistory,
    settings: WellbeingSettings,
    now: datetime,
) -> Found:
    """Look up what there is to say; called only where a message is chosen."""
    subject = find_subject(session, location, finding, now)
    messages = _messages(session, subject)
    facts = read_facts(session, subject, circumstances, history, location.asked, now)
    if _speaks_of_class(messages, finding):
        facts = replace(facts, class_share=_class_share(session, subject, now))
    material = Material(
        messages=messages,
        facts=facts,
        variables=_names(session, subject),
        course=str(subject.status.lesson.course_id),
        everybody=experience(session, location.student.id, now),
        preferences=Preferences(settings.message_style, settings.use_name),
    )
    return Found(subject, material)


def _messages(session: Session, subject: Subject) -> list[Message]:
    """What may be said to the student at the place of a finding."""
    block_id = subject.block.id if subject.block is not None else None
    return messages_in(session, subject.student.locale, subject.status.lesson.course_id, block_id)


def _speaks_of_class(messages: Iterable[Message], finding: Finding) -> bool:
    """Whether anything that could be said needs a figure of the class: it is counted for nothing else."""
    return any(
        need.fact == "class_share" for each in messages if each.cause is finding.cause for need in each.conditions
    )


def _class_share(session: Session, subject: Subject, now: datetime) -> int | None:
    block = subject.block
    if block is None or block.kind is not BlockKind.QUIZ:
        return None
    return class_share(session, subject.status.lesson.course_id, block, now)


def find_subject(session: Session, location: Location, finding: Finding, now: datetime) -> Subject:
    """The lesson and block that a finding is about; the present lesson where it is about no place."""
    block = session.get(Block, UUID(finding.block_id)) if finding.block_id is not None else None
    block = block if block is not None and block.removed_at is None else None
    lesson = session.get_one(Lesson, block.lesson_id) if block is not None else location.lesson
    status = read_lesson_status(session, location.student.id, lesson, now)
    withheld = block is not None and graded_quiz(block) is not None and not status.attempts_at(block.id)
    item_id = item_of(location, finding)
    return Subject(location.student, finding, status, block, read_help(session, block, item_id, withheld=withheld))


def item_of(location: Location, finding: Finding) -> UUID | None:
    """The item that a finding is about: its own, else the one answered last where that is at its block."""
    if finding.item_id is not None:
        return UUID(finding.item_id)
    answered_here = location.block is not None and str(location.block.id) == finding.block_id
    return location.asked.question_id if answered_here else None


def _names(session: Session, subject: Subject) -> Personal:
    """What messages may call the student and the place by name; numbers come with the facts."""
    lesson, block, prerequisite = subject.status.lesson, subject.block, subject.help.prerequisite
    return Personal(
        name=subject.student.name.split()[0],
        course=session.get_one(Course, lesson.course_id).title,
        lesson=lesson.title,
        block=block.title if block is not None else None,
        prerequisite=prerequisite.title if prerequisite is not None else None,
    )
