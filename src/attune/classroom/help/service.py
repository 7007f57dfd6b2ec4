"""Ask and answer in private: only the student and the tutors of the course take part.

Where the student has marked the thread as urgent, the user whom the institution has named does, too.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.classroom.courses.access import find_block, find_lesson, has_tutor
from attune.classroom.courses.models import Course, Lesson
from attune.classroom.help.events import HelpChange, HelpChanged
from attune.classroom.help.inbox import find_thread
from attune.classroom.help.models import HelpMessage, HelpReading, HelpThread
from attune.classroom.help.schemas import QuestionIn, ReplyIn
from attune.classroom.help.urgent.schemas import HelpReaders
from attune.classroom.help.urgent.service import find_contact, readers_of
from attune.classroom.platform.errors import Conflict, InvalidInput, NotFound
from attune.classroom.platform.events.types import course_channel, push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.ingestion.checkins import record_check_in
from attune.classroom.wellbeing.ingestion.saved_behaviour import save_question
from attune.classroom.wellbeing.ingestion.schemas import CheckInIn
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions


class NoTutor(Conflict):
    """The course has no tutor, so no one would read the question."""

    code = "no_tutor"


class IdTaken(Conflict):
    """The id already belongs to another user's thread or message."""

    code = "id_taken"


def ask(session: Session, study_sessions: StudySessions, student: Actor, question: QuestionIn, now: datetime) -> UUID:
    """Open a thread and return its id; a question sent twice opens one.

    One that was edited before it was sent again, because the answer to the first sending was lost, adds what is new.

    Raises:
        NotFound: the lesson or block is not the student's.
        NoTutor: the course has no tutor.
        IdTaken: the id belongs to another thread.
        ModeOff: the question says a feeling, and the student's mode is 'off'.
    """
    known = session.get(HelpThread, question.id)
    if known is not None:
        if known.student_id != student.id:
            raise IdTaken("This id belongs to another question; make a new one.", id=str(question.id))
        _add_what_is_new(session, study_sessions, student, known, question, now)
        return known.id
    lesson = _find_place(session, student, question)
    if not has_tutor(session, lesson.course_id) and not (question.urgent and find_contact(session)):
        raise NoTutor("This course has no tutor at the moment; ask your institution.", course_id=str(lesson.course_id))
    thread = HelpThread(
        id=question.id,
        student_id=student.id,
        course_id=lesson.course_id,
        lesson_id=lesson.id,
        block_id=question.block_id,
        check_in_id=_say_feeling(session, study_sessions, student, question, now),
        opened_at=now,
        latest_at=now,
        urgent_at=now if question.urgent else None,
    )
    session.add(thread)
    session.flush()
    _write(session, thread, student, uuid4(), question.text, now)
    if not question.urgent:  # that is about the student, and not about the lesson
        save_question(session, student.id, thread.id, lesson.id, question.block_id, now)
    _publish(session, thread, student, HelpChange.ASKED)
    return thread.id


def list_readers(session: Session, student: Actor, lesson_id: UUID) -> HelpReaders:
    """Name who reads a question that a student asks in a lesson.

    Raises:
        NotFound: the lesson is not the student's.
    """
    return readers_of(session, find_lesson(session, student, lesson_id).course_id)


def reply(session: Session, actor: Actor, thread_id: UUID, answer: ReplyIn, now: datetime) -> None:
    """Add a message to a thread and open it again; a message sent twice is stored once.

    One that was edited before it was sent again is a further message.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
        IdTaken: the id belongs to another message.
        InvalidInput: a tutor marks the thread as urgent, which would let somebody else read it.
    """
    thread = find_thread(session, actor, thread_id)
    if answer.urgent and actor.id != thread.student_id:
        raise InvalidInput.at("urgent", "only the student marks a question as urgent")
    known = session.get(HelpMessage, answer.id)
    if known is not None and (known.author_id, known.thread_id) != (actor.id, thread.id):
        raise IdTaken("This id belongs to another message; make a new one.", id=str(answer.id))
    message_id = answer.id if known is None or known.text == answer.text else uuid5(answer.id, answer.text)
    _add(session, thread, actor, message_id, answer.text, urgent=answer.urgent, now=now)


def settle(session: Session, actor: Actor, thread_id: UUID, *, settled: bool, now: datetime) -> None:
    """Mark a thread as answered, or as open again.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
    """
    thread = find_thread(session, actor, thread_id)
    if (thread.settled_at is not None) == settled:
        return
    thread.settled_at = now if settled else None
    session.flush()
    _publish(session, thread, actor, HelpChange.SETTLED if settled else HelpChange.REOPENED)


def mark_read(session: Session, actor: Actor, thread_id: UUID, now: datetime) -> None:
    """Record that the actor has seen everything in a thread.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
    """
    thread = find_thread(session, actor, thread_id)
    session.merge(HelpReading(thread_id=thread.id, user_id=actor.id, read_at=now))
    session.flush()
    push(session, user_channel(actor.id), _describe_change(session, thread, actor, HelpChange.READ))


def _find_place(session: Session, student: Actor, question: QuestionIn) -> Lesson:
    lesson = find_lesson(session, student, question.lesson_id)
    if question.block_id is not None and find_block(session, student, question.block_id)[1].id != lesson.id:
        raise NotFound(f"There is no block {question.block_id} in this lesson.", block_id=str(question.block_id))
    return lesson


def _say_feeling(
    session: Session, study_sessions: StudySessions, student: Actor, question: QuestionIn, now: datetime
) -> UUID | None:
    """Record the feeling as a check-in like any other: seen, exported and deleted with the rest; return its id."""
    if question.feeling is None:
        return None
    said = CheckInIn(
        id=uuid4(),
        kind=SelfReportKind.CHECK_IN,
        feeling=question.feeling,
        lesson_id=question.lesson_id,
        block_id=question.block_id,
        at=now,
    )
    return record_check_in(session, study_sessions, student, said, now).id


def _add_what_is_new(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    thread: HelpThread,
    question: QuestionIn,
    now: datetime,
) -> None:
    """Keep of a question that is sent again what the thread does not hold yet: words, the mark, a feeling."""
    if thread.check_in_id is None:
        thread.check_in_id = _say_feeling(session, study_sessions, student, question, now)
    same = select(HelpMessage.id).where(
        HelpMessage.thread_id == thread.id, HelpMessage.author_id == student.id, HelpMessage.text == question.text
    )
    message_id = session.scalars(same.limit(1)).first() or uuid5(question.id, question.text)
    _add(session, thread, student, message_id, question.text, urgent=question.urgent, now=now)


def _add(
    session: Session, thread: HelpThread, author: Actor, message_id: UUID, text: str, *, urgent: bool, now: datetime
) -> None:
    """Add a message, unless it is there, and set the mark, which stays. What changes nothing is told to nobody."""
    fresh = session.get(HelpMessage, message_id) is None
    marks = urgent and thread.urgent_at is None
    if fresh:
        _write(session, thread, author, message_id, text, now)
        thread.latest_at, thread.settled_at = now, None
    if marks:
        thread.urgent_at = now
    if fresh or marks:
        session.flush()
        _publish(session, thread, author, HelpChange.REPLIED)


def _write(session: Session, thread: HelpThread, author: Actor, message_id: UUID, text: str, now: datetime) -> None:
    session.add(HelpMessage(id=message_id, thread_id=thread.id, author_id=author.id, text=text, sent_at=now))
    session.merge(HelpReading(thread_id=thread.id, user_id=author.id, read_at=now))
    session.flush()


def _publish(session: Session, thread: HelpThread, by: Actor, change: HelpChange) -> None:
    """Push what has happened to everybody who takes part."""
    event = _describe_change(session, thread, by, change)
    push(session, user_channel(thread.student_id), event)
    push(session, course_channel(thread.course_id), event)
    contact = find_contact(session) if event.urgent else None
    if contact is not None:
        push(session, user_channel(contact.id), event)


def _describe_change(session: Session, thread: HelpThread, by: Actor, change: HelpChange) -> HelpChanged:
    return HelpChanged(
        thread_id=thread.id,
        change=change,
        urgent=thread.urgent_at is not None,
        by_id=by.id,
        by_name=by.name,
        course_title=session.get_one(Course, thread.course_id).title,
    )
