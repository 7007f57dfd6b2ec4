"""What comes in and goes out about private help."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.help.models import LONGEST_MESSAGE
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.classroom.wellbeing.schemas import Feeling

Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_MESSAGE), PlainText()]


class QuestionIn(Incoming):
    """A question to the tutors.

    Attributes:
        feeling: only where the student ticks it, in their own word.
    """

    id: UUID
    lesson_id: UUID
    block_id: UUID | None = None
    text: Text
    feeling: Feeling | None = None


class ReplyIn(Incoming):
    """A message in a thread."""

    id: UUID
    text: Text


class SettledIn(Incoming):
    """Whether the question is answered."""

    settled: bool


class HelpQuery(Incoming):
    """Which threads to list."""

    settled: bool | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class HelpThreadOut(Outgoing):
    """A thread in a list.

    Attributes:
        unread: messages of others that the reader has not seen.
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


class HelpThreads(Outgoing):
    """Threads, the latest first."""

    threads: list[HelpThreadOut]
    total: int
    page: int
    pages: int


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


class HelpConversation(HelpThreadOut):
    """A thread with everything written in it, and what the student chose to say about how they felt."""

    messages: list[HelpMessageOut]
    feeling: Feeling | None


class UnreadHelp(Outgoing):
    """How many threads hold something unread."""

    threads: int
