"""Ask and answer in private: only the student and the tutors of the course ever take part."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.classroom.courses.access import find_block, find_lesson, has_tutor
from attune.classroom.courses.models import Course, Lesson
from attune.classroom.help.events import HelpChanged, HelpNews
from attune.classroom.help.inbox import find_thread
from attune.classroom.help.models import HelpMessage, HelpReading, HelpThread
from attune.classroom.help.schemas import QuestionIn, ReplyIn
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.events.types import course_channel, push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.ingestion.checkins import record_check_in
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
        return known.id
    lesson = _find_place(session, student, question)
    if not has_tutor(session, lesson.course_id):
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
    )
    session.add(thread)
    session.flush()
    _write(session, thread, student, uuid4(), question.text, now)
    _tell(session, thread, student, HelpNews.ASKED)
    return thread.id


def reply(session: Session, actor: Actor, thread_id: UUID, answer: ReplyIn, now: datetime) -> None:
    """Add a message to a thread and open it again; a message sent twice is stored once.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
        IdTaken: the id belongs to another message.
    """
    thread = find_thread(session, actor, thread_id)
    known = session.get(HelpMessage, answer.id)
    if known is not None:
        if (known.author_id, known.thread_id) != (actor.id, thread.id):
            raise IdTaken("This id belongs to another message; make a new one.", id=str(answer.id))
        return
    _write(session, thread, actor, answer.id, answer.text, now)
    thread.latest_at, thread.settled_at = now, None
    session.flush()
    _tell(session, thread, actor, HelpNews.REPLIED)


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
    _tell(session, thread, actor, HelpNews.SETTLED if settled else HelpNews.REOPENED)


def mark_read(session: Session, actor: Actor, thread_id: UUID, now: datetime) -> None:
    """Record that the actor has seen everything in a thread.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
    """
    thread = find_thread(session, actor, thread_id)
    session.merge(HelpReading(thread_id=thread.id, user_id=actor.id, read_at=now))
    session.flush()
    push(session, user_channel(actor.id), _news(session, thread, actor, HelpNews.READ))


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


def _write(session: Session, thread: HelpThread, author: Actor, message_id: UUID, text: str, now: datetime) -> None:
    session.add(HelpMessage(id=message_id, thread_id=thread.id, author_id=author.id, text=text, sent_at=now))
    session.merge(HelpReading(thread_id=thread.id, user_id=author.id, read_at=now))
    session.flush()


def _tell(session: Session, thread: HelpThread, by: Actor, news: HelpNews) -> None:
    event = _news(session, thread, by, news)
    push(session, user_channel(thread.student_id), event)
    push(session, course_channel(thread.course_id), event)


def _news(session: Session, thread: HelpThread, by: Actor, news: HelpNews) -> HelpChanged:
    title = session.get_one(Course, thread.course_id).title
    return HelpChanged(thread_id=thread.id, news=news, by_id=by.id, by_name=by.name, course_title=title)
