"""Tables: how a student wants to be read, windows, what they said, which support messages they got.

No column can hold a picture: numbers, instants, ids and short names only (a test walks them).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.causes import Cause
from attune.affect.evidence import LearningState, SelfReportKind
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Action, Strategy
from attune.affect.messages.strategies import MessageStyle
from attune.affect.policy import InterruptionPoint
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.database.engine import Base, Identified, one_of
from attune.expressions import EXPRESSIONS

LONGEST_REASONS = 300
LONGEST_RENDERED = 900  # a message of 240 characters with a name, a course and a lesson of the greatest length


class WellbeingSettings(Base):
    """What a student allows. Each switch has the instant of its last change; no row means everything is off."""

    __tablename__ = "wellbeing_settings"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    mode: Mapped[Mode] = mapped_column(one_of(Mode), default=Mode.OFF)
    process_camera: Mapped[bool] = mapped_column(default=False)
    process_camera_set_at: Mapped[datetime | None]
    process_on_server: Mapped[bool] = mapped_column(default=False)
    process_on_server_set_at: Mapped[datetime | None]
    save_summaries: Mapped[bool] = mapped_column(default=False)
    save_summaries_set_at: Mapped[datetime | None]
    count_in_class: Mapped[bool] = mapped_column(default=False)
    count_in_class_set_at: Mapped[datetime | None]
    share_with_tutors: Mapped[bool] = mapped_column(default=False)
    share_with_tutors_set_at: Mapped[datetime | None]
    share_with_administration: Mapped[bool] = mapped_column(default=False)
    share_with_administration_set_at: Mapped[datetime | None]
    support_enabled: Mapped[bool] = mapped_column(default=True)
    snoozed_until: Mapped[datetime | None]
    message_style: Mapped[MessageStyle] = mapped_column(one_of(MessageStyle), default=MessageStyle.WARM)
    use_name: Mapped[bool] = mapped_column(default=True)
    reflections_off_at: Mapped[datetime | None]


class StoredWindow(Base):
    """A window as the student's device sent it, with the learning state inferred when it arrived.

    The client makes the id; together with the student it is the key, so that nobody's id can collide with another's.
    position: seconds in the video that the block shows; None at every other block.
    hidden_at: since when the student keeps it for themselves alone, out of every tutor's and administrator's figures.
    """

    __tablename__ = "windows"
    __table_args__ = (Index("ix_windows_user_started", "user_id", "started_at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    seconds: Mapped[float] = mapped_column(Float)
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"), index=True)
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    position: Mapped[float | None] = mapped_column(Float)
    neutral: Mapped[int] = mapped_column(SmallInteger)
    happiness: Mapped[int] = mapped_column(SmallInteger)
    surprise: Mapped[int] = mapped_column(SmallInteger)
    sadness: Mapped[int] = mapped_column(SmallInteger)
    anger: Mapped[int] = mapped_column(SmallInteger)
    disgust: Mapped[int] = mapped_column(SmallInteger)
    fear: Mapped[int] = mapped_column(SmallInteger)
    contempt: Mapped[int] = mapped_column(SmallInteger)
    coverage: Mapped[float] = mapped_column(Float)
    quality: Mapped[float] = mapped_column(Float)
    state: Mapped[str] = mapped_column(String(12))
    model: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(12))
    learning_state: Mapped[LearningState] = mapped_column(one_of(LearningState))
    reasons: Mapped[str] = mapped_column(String(LONGEST_REASONS))
    hidden_at: Mapped[datetime | None]

    @property
    def hidden(self) -> bool:
        """Whether the student keeps it for themselves alone."""
        return self.hidden_at is not None

    @property
    def p(self) -> tuple[int, ...]:
        """The eight quantised probabilities, in the order of EXPRESSIONS."""
        return tuple(getattr(self, expression) for expression in EXPRESSIONS)


class CheckIn(Base):
    """Something a student said about themselves."""

    __tablename__ = "check_ins"
    __table_args__ = (Index("ix_check_ins_user_at", "user_id", "at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[SelfReportKind] = mapped_column(one_of(SelfReportKind))
    feeling: Mapped[str | None] = mapped_column(String(20))
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    window_id: Mapped[UUID | None]
    # with an index: deleting a support message looks here for what refers to it
    support_message_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("support_messages.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[datetime] = mapped_column(index=True)
    hidden_at: Mapped[datetime | None]


class StoredBehaviourKind(StrEnum):
    """What a student did that is kept. The first three come from their device, and never while their mode is off."""

    REWIND = "rewind"
    IDLE = "idle"
    DWELL = "dwell"
    WRONG_ANSWERS = "wrong_answers"
    QUESTION = "question"


class StoredBehaviour(Base):
    """Something a student did at a block, kept while they let summaries be saved: facts are counted of it.

    amount: seconds of idling or of a stay, wrong answers of one attempt, 1 of everything else.
    position: seconds in the video that was rewound to.
    hidden_at: as of a window.
    """

    __tablename__ = "behaviour_events"
    __table_args__ = (Index("ix_behaviour_events_user_at", "user_id", "at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[StoredBehaviourKind] = mapped_column(one_of(StoredBehaviourKind))
    at: Mapped[datetime] = mapped_column(index=True)
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"), index=True)
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"), index=True)
    amount: Mapped[float] = mapped_column(Float)
    position: Mapped[float | None] = mapped_column(Float)
    hidden_at: Mapped[datetime | None]


class OpenedHint(Base):
    """A rung of a ladder of hints that a student has opened, so that it is not proposed again.

    ladder_id: whose ladder it is: the item's, or the block's own id.  step: the rung, from 1.
    """

    __tablename__ = "opened_hints"
    __table_args__ = (CheckConstraint("step >= 1", name="step"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True, index=True)
    ladder_id: Mapped[UUID] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)


class SupportMessage(Identified, Base):
    """A support message that was sent to a student, why, and what they made of it.

    withheld: decided for somebody in the control arm and not shown; it counts for the limits as if it had been, so that
    both arms can be compared.  block_id: where its evidence came from, question_id: the item of that block.
    interruption_point: None where something that the student said was answered at once.
    action: what one tap on it does, None where the words are all; it leads to the block of the message, or to
    action_lesson_id and action_block_id where those are another place.
    """

    __tablename__ = "support_messages"
    __table_args__ = (Index("ix_support_messages_user_sent", "user_id", "sent_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    question_id: Mapped[UUID | None]
    action_lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    action_block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    message_id: Mapped[str] = mapped_column(String(80), index=True)
    text: Mapped[str] = mapped_column(String(LONGEST_RENDERED))
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[LearningState] = mapped_column(one_of(LearningState))
    cause: Mapped[Cause] = mapped_column(one_of(Cause))
    strategy: Mapped[Strategy] = mapped_column(one_of(Strategy))
    action: Mapped[Action | None] = mapped_column(one_of(Action))
    interruption_point: Mapped[InterruptionPoint | None] = mapped_column(one_of(InterruptionPoint))
    rule: Mapped[str] = mapped_column(String(30))
    reasons: Mapped[str] = mapped_column(String(LONGEST_REASONS))
    windows: Mapped[int]
    withheld: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(index=True)
    response: Mapped[MessageResponse | None] = mapped_column(one_of(MessageResponse))
    responded_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
