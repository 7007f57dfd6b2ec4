"""What comes in and goes out about whoever reads urgent questions."""

from __future__ import annotations

from uuid import UUID

from attune.classroom.platform.schemas import Incoming, Outgoing


class UrgentContactIn(Incoming):
    """The user who shall read urgent questions; None: only the tutors of the course do."""

    user_id: UUID | None


class UrgentContactOut(Outgoing):
    """The user who is named for urgent questions.

    Attributes:
        can_answer: False once the account is deactivated or has another role: then nobody gets to see them there.
    """

    user_id: UUID | None
    name: str | None
    can_answer: bool


class HelpReaders(Outgoing):
    """Who reads what a student of a course asks.

    Attributes:
        tutors: names of the course's tutors; they read every question.
        urgent_contact: name of the user who also reads urgent ones.
    """

    tutors: list[str]
    urgent_contact: str | None
