"""Tables: facts about study sessions and study days.

A fact is a row about one person, so that distinct learners can be counted, and so that consent, hiding, correction and
deletion are operations on rows. Nobody but the student sees one: figures about groups are made from many when read.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.evidence import LearningState
from attune.classroom.platform.database.engine import Base, Identified
from attune.expressions import EXPRESSIONS

BIN_SECONDS = 5  # of a video: as long as the shortest windows

SECONDS_OF_STATE = {state: f"{state}_seconds" for state in LearningState}
SECONDS_OF_EXPRESSION = {expression: f"{expression}_seconds" for expression in EXPRESSIONS}


class Measures:
    """What was measured at a place or on a day.

    seconds: of all windows that count; readable_seconds: of those, with a face that could be read.  The seconds of the
    learning states sum to the former, the seconds of the expressions to the latter, but for rounding.
    check_ins: what the student said about themselves; lost: how often "I'm lost here".
    rewinds: how often they went back in a video; idle_seconds: without any input, while the page was in sight;
    dwell_seconds: how long they stayed, the page in sight.  wrong_answers: of attempts that they handed in, as far as
    the answers were marked then; questions: how many they asked their tutor there.
    """

    seconds: Mapped[float] = mapped_column(Float)
    readable_seconds: Mapped[float] = mapped_column(Float)
    engaged_seconds: Mapped[float] = mapped_column(Float)
    maybe_confused_seconds: Mapped[float] = mapped_column(Float)
    maybe_frustrated_seconds: Mapped[float] = mapped_column(Float)
    maybe_disengaged_seconds: Mapped[float] = mapped_column(Float)
    low_mood_seconds: Mapped[float] = mapped_column(Float)
    unknown_seconds: Mapped[float] = mapped_column(Float)
    neutral_seconds: Mapped[float] = mapped_column(Float)
    happiness_seconds: Mapped[float] = mapped_column(Float)
    surprise_seconds: Mapped[float] = mapped_column(Float)
    sadness_seconds: Mapped[float] = mapped_column(Float)
    anger_seconds: Mapped[float] = mapped_column(Float)
    disgust_seconds: Mapped[float] = mapped_column(Float)
    fear_seconds: Mapped[float] = mapped_column(Float)
    contempt_seconds: Mapped[float] = mapped_column(Float)
    check_ins: Mapped[int]
    lost: Mapped[int]
    rewinds: Mapped[int]
    idle_seconds: Mapped[float] = mapped_column(Float)
    dwell_seconds: Mapped[float] = mapped_column(Float)
    wrong_answers: Mapped[int]
    questions: Mapped[int]


MEASURES = (
    "seconds",
    "readable_seconds",
    *SECONDS_OF_STATE.values(),
    *SECONDS_OF_EXPRESSION.values(),
    "check_ins",
    "lost",
    "rewinds",
    "idle_seconds",
    "dwell_seconds",
    "wrong_answers",
    "questions",
)


class StudyFact(Identified, Measures, Base):
    """One student at one place of a lesson in one study session.

    bin_start: of a video, the second at which BIN_SECONDS of it begin; None where no position is known.
    day: in the institution's time zone; a session over midnight has two rows for a place.
    model, source: of most of the seconds; None where nothing but words is known.
    hidden_at: since when the student keeps it for themselves alone, its windows being deleted by now: while they are
    there, a fact is made of those that are not hidden, and there is none of those that are.
    """

    __tablename__ = "study_facts"
    __table_args__ = (
        Index("ix_study_facts_user_began", "user_id", "session_began_at"),
        Index("ix_study_facts_lesson_block", "lesson_id", "block_id", "bin_start"),
        Index("ix_study_facts_course_day", "course_id", "day"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"), index=True)
    bin_start: Mapped[int | None]
    session_began_at: Mapped[datetime] = mapped_column(index=True)
    session_ended_at: Mapped[datetime]
    day: Mapped[date]
    model: Mapped[str | None] = mapped_column(String(80))
    source: Mapped[str | None] = mapped_column(String(12))
    hidden_at: Mapped[datetime | None]


class StudyDay(Measures, Base):
    """One student in one course on one day of the institution's time zone: the sum of their facts that are not hidden.

    sessions: how many study sessions reach into the day.
    """

    __tablename__ = "study_days"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    sessions: Mapped[int]
