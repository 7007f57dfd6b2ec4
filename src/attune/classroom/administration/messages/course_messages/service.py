"""The messages of a course: its tutors propose and change them, and what they change is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, takewhile
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.causes import Cause
from attune.affect.messages.facts import FACT_NAMES, NUMBERS
from attune.affect.messages.message import VARIABLES
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.classroom.accounts.models import User
from attune.classroom.administration.messages.course_messages.schemas import (
    CourseBlock,
    CourseMessageDraft,
    CourseMessageEdit,
    CourseMessages,
)
from attune.classroom.administration.messages.drafts import (
    change_between,
    check_version,
    complete,
    drafted,
    parse_needs,
    previews,
    save_version,
)
from attune.classroom.administration.messages.schemas import DraftReview, FactOut, MessageOut
from attune.classroom.administration.messages.service import describe_messages
from attune.classroom.courses.access import find_own_course
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.platform.errors import Forbidden, InvalidInput, NotFound
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.wellbeing.support.library import LibraryMessage, findings_of, institution_library
from attune.classroom.wellbeing.support.models import MessageChange, MessageVersion

# What a course can know better than the library: about its tasks. What turns to a person's mood stays with the library.
CAUSES = (
    Cause.CONFUSED,
    Cause.WRONG_ANSWERS,
    Cause.FRUSTRATED,
    Cause.GUESSING,
    Cause.REPEATED_FAILURE,
    Cause.EASE,
    Cause.BORED,
    Cause.SUCCESS,
)
STRATEGIES = tuple(
    each for each in Strategy if each not in (Strategy.TALK, Strategy.QUESTION, Strategy.STOP_HERE, Strategy.BREATHING)
)


class SwitchedOffByAdministrator(Forbidden):
    """Only an administrator switches on again what one has switched off."""

    code = "switched_off_by_administrator"


def read_messages(session: Session, tutor: Actor, course_id: UUID) -> CourseMessages:
    """The messages of a course.

    Raises:
        NotFound: there is none.
        AssistantMayNot: an assistant helps in a course, but changes neither the course nor its people.
    """
    course = find_own_course(session, tutor, course_id)
    messages = _of_course(session, course)
    off = [message.id for message in messages if not message.active and message.approved]
    return CourseMessages(
        messages=describe_messages(session, messages, {}),
        switched_off=sorted(_switched_off_by_others(session, off, tutor)),
        blocks=_blocks(session, course),
        languages=list(Locale),
        causes=list(CAUSES),
        strategies=list(STRATEGIES),
        styles=list(MessageStyle),
        facts=[FactOut(name=name, counted=name in NUMBERS) for name in FACT_NAMES],
        variables=sorted(VARIABLES),
    )


def review_message(session: Session, tutor: Actor, course_id: UUID, draft: CourseMessageDraft) -> DraftReview:
    """What is wrong with a draft, and how it will read.

    Raises:
        NotFound: there is none.
        AssistantMayNot: an assistant helps in a course, but changes neither the course nor its people.
        MessageNotUsable: the words break the rules of the library; `data.findings` says which, by language.
    """
    message = _drafted(session, find_own_course(session, tutor, course_id), draft)
    findings = findings_of(message)
    return DraftReview(findings=findings, previews=previews(session, message), usable=not any(findings.values()))


def propose_message(
    session: Session, tutor: Actor, course_id: UUID, draft: CourseMessageDraft, now: datetime
) -> MessageOut:
    """Keep a message, to be read by an administrator.

    Raises:
        NotFound: there is none.
        AssistantMayNot: an assistant helps in a course, but changes neither the course nor its people.
        MessageNotUsable: the words break the rules of the library; `data.findings` says which, by language.
    """
    message = _drafted(session, find_own_course(session, tutor, course_id), draft)
    save_version(session, tutor, message, MessageChange.PROPOSED, now)
    return _described(session, message.id)


def edit_message(
    session: Session, tutor: Actor, course_id: UUID, message_id: str, edit: CourseMessageEdit, now: datetime
) -> MessageOut:
    """Change a message of the course; other words or needs are read again before they are said.

    Raises:
        NotFound, AssistantMayNot: not a message of a course of theirs.
        MessageChanged: changed in the meantime.
        MessageNotUsable: not to be said like this.
        SwitchedOffByAdministrator: it would be said again without having been read again.
    """
    course = find_own_course(session, tutor, course_id)
    message = institution_library(session).get(message_id)
    if message is None or message.course_id != course.id:
        raise NotFound(f"There is no message '{message_id}' in this course.", message_id=message_id)
    check_version(message, edit.version)
    texts = message.texts if edit.texts is None else complete(edit.texts)
    needs = message.needs if edit.needs is None else parse_needs(edit.needs)
    active = message.active if edit.active is None else edit.active
    unread = (texts, needs) != (message.texts, message.needs)
    edited = replace(message, texts=texts, needs=needs, active=active, approved=message.approved and not unread)
    switched_on = edited.active and not message.active
    if switched_on and edited.approved and _switched_off_by_others(session, [message.id], tutor):
        raise SwitchedOffByAdministrator(
            "An administrator has switched this message off; ask them, or change its words."
        )
    if edited != message:
        save_version(session, tutor, edited, change_between(message, edited), now)
    return _described(session, message_id)


def _switched_off_by_others(session: Session, message_ids: Sequence[str], tutor: Actor) -> set[str]:
    """Those whose version that switched them off is an administrator's, or of somebody who is gone; one query."""
    if tutor.role is Role.ADMINISTRATOR or not message_ids:
        return set()
    rows = session.execute(
        select(MessageVersion.message_id, MessageVersion.active, User.role)
        .outerjoin(User, User.id == MessageVersion.author_id)
        .where(MessageVersion.message_id.in_(message_ids))
        .order_by(MessageVersion.message_id, MessageVersion.version.desc())
    )
    versions = {message_id: list(rest) for message_id, rest in groupby(rows, key=lambda row: row.message_id)}
    off = {message_id: takewhile(lambda row: not row.active, rows) for message_id, rows in versions.items()}
    return {message_id for message_id, rows in off.items() if any(row.role is not Role.TUTOR for row in rows)}


def _drafted(session: Session, course: Course, draft: CourseMessageDraft) -> LibraryMessage:
    if draft.cause not in CAUSES:
        raise InvalidInput.at("cause", f"a course speaks of {', '.join(CAUSES)}; the others are the institution's")
    if draft.strategy not in STRATEGIES:
        raise InvalidInput.at(
            "strategy", f"a course proposes {', '.join(STRATEGIES)}; the others are the institution's"
        )
    if draft.block_id is not None and draft.block_id not in {block.id for block in _blocks(session, course)}:
        raise InvalidInput.at("block_id", "is no block of this course")
    return drafted(draft, course.id, draft.block_id)


def _of_course(session: Session, course: Course) -> list[LibraryMessage]:
    found = (each for each in institution_library(session).values() if each.course_id == course.id)
    return sorted(found, key=lambda each: (each.cause, each.strategy, each.id))


def _blocks(session: Session, course: Course) -> list[CourseBlock]:
    rows = session.execute(
        select(Block.id, block_name(), Lesson.title)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .where(Lesson.course_id == course.id, Block.removed_at.is_(None))
        .order_by(Lesson.position, Lesson.id, Block.position)
    )
    return [CourseBlock(id=block_id, title=title, lesson_title=lesson) for block_id, title, lesson in rows]


def _described(session: Session, message_id: str) -> MessageOut:
    (described,) = describe_messages(session, [institution_library(session)[message_id]], {})
    return described
