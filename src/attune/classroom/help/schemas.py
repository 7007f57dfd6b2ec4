"""What comes in and goes out about private help."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.help.models import LONGEST_MESSAGE
from attune.classroom.help.urgent.schemas import HelpReaders
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.classroom.wellbeing.schemas import Feeling

MOST_RECIPIENTS = 300
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_MESSAGE), PlainText()]


class QuestionIn(Incoming):
    """A question to the tutors.

    Attributes:
        feeling: only where the student ticks it, in their own word.
        urgent: the student's own visible mark. Nothing that a device has matched is ever sent.
    """

    id: UUID
    lesson_id: UUID
    block_id: UUID | None = None
    text: Text
    feeling: Feeling | None = None
    urgent: bool = False


class MessageToStudents(Incoming):
    """One text of a tutor to several students, each of whom reads it in a conversation of their own."""

    id: UUID
    student_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_RECIPIENTS)]
    text: Text


class ReplyIn(Incoming):
    """A message in a thread.

    Attributes:
        urgent: the student marks the thread as urgent; a mark stays.
    """

    id: UUID
    text: Text
    urgent: bool = False


class SettledIn(Incoming):
    """Whether the question is answered."""

    settled: bool


class HelpQuery(Incoming):
    """Which threads to list. settled: for who teaches, also those that wait for the student to whom they wrote."""

    course_id: UUID | None = None
    student_id: UUID | None = None
    settled: bool | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class HelpThreadOut(Outgoing):
    """A thread in a list.

    Attributes:
        unread: messages of others that the reader has not seen.
        opened_by_name: the tutor who began it; None where the student asked.
    """

    id: UUID
    course_id: UUID
    course_title: str
    student_name: str
    lesson_id: UUID | None
    lesson_title: str | None
    block_id: UUID | None
    block_title: str | None
    opened_at: UtcDatetime
    latest_at: UtcDatetime
    latest_author: str
    latest_text: str
    unread: int
    settled_at: UtcDatetime | None
    urgent_at: UtcDatetime | None
    opened_by_name: str | None


class HelpThreads(Outgoing):
    """Threads: open urgent ones first, then the latest first."""

    threads: list[HelpThreadOut]
    total: int
    page: int
    pages: int


class WrittenThread(Outgoing):
    """The conversation with one of the students."""

    student_id: UUID
    thread_id: UUID


class WrittenThreads(Outgoing):
    """A conversation for each student."""

    threads: list[WrittenThread]


class HelpMessageOut(Outgoing):
    """One message.

    Attributes:
        mine: written by its reader.
    """

    id: UUID
    author_name: str
    from_tutor: bool
    mine: bool
    text: str
    sent_at: UtcDatetime


class HelpRole(StrEnum):
    """As whom somebody takes part in a thread."""

    STUDENT = "student"
    TUTOR = "tutor"
    URGENT_CONTACT = "urgent_contact"


class HelpConversation(HelpThreadOut):
    """A thread with everything written in it, and what the student chose to say about how they felt.

    Attributes:
        takes_part_as: the reader's part; only a student and a tutor of the course can open the lesson.
        readers: who reads questions from this course.
        first_answer: a template, for whoever answers an urgent question first.
    """

    messages: list[HelpMessageOut]
    feeling: Feeling | None
    takes_part_as: HelpRole
    readers: HelpReaders
    first_answer: str | None


class UnreadHelp(Outgoing):
    """How many threads hold something unread.

    Attributes:
        urgent: open urgent ones; none for students.
        urgent_only: whoever asks answers urgent questions and teaches no course: those are all that there is for them.
    """

    threads: int
    urgent: int
    urgent_only: bool
