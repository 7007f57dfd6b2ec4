"""Tables: every decision at a moment, the plans of experiments, and what was last published of a table.

A decision holds nothing of a face: which cause was found, what was drawn, what would have been said.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.disclosure.digests import SALT_BYTES
from attune.classroom.platform.database.engine import Base, Identified

LONGEST_NAME = 80
LONGEST_SKILL = 200
LONGEST_WORD = 40
LONGEST_SEED = 120
HASH_CHARACTERS = 64


class SupportDecision(Identified, Base):
    """What was decided at one moment, the same in both arms: a message that fades or is never shown removes none.

    Attributes:
        skill: as "course/skill", or "block:<id>"; None where the place has no item.
        cause, evidence: why support would speak, and what that rests on (`said`, `did` or `expression`).
        randomised: whether the moment was drawn; False for what is answered in any case, and without an experiment.
        speak: what it was assigned to; probability_speak: how probable that it would be True.
        available: whether a message could have been delivered: support on, not snoozed, no limit in the way.
        delivered: whether one was. In the silent arm never.
        candidates: the message ids that there were to choose from, each with its propensity.
        seed, policy_hash: what the choice can be repeated with.
        counted: whether the student let themselves be counted when it happened.
        switched_off_at: when the student switched support off, within a week of it.
        hidden_at: since when the student keeps it for themselves alone.
    """

    __tablename__ = "support_decisions"
    __table_args__ = (Index("ix_support_decisions_user_at", "user_id", "at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(index=True)
    course_id: Mapped[UUID | None] = mapped_column(ForeignKey("courses.id", ondelete="SET NULL"))
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    skill: Mapped[str | None] = mapped_column(String(LONGEST_SKILL))
    cause: Mapped[str] = mapped_column(String(LONGEST_WORD))
    evidence: Mapped[str] = mapped_column(String(LONGEST_WORD))
    interruption_point: Mapped[str | None] = mapped_column(String(LONGEST_WORD))
    randomised: Mapped[bool]
    speak: Mapped[bool]
    probability_speak: Mapped[float] = mapped_column(Float)
    available: Mapped[bool]
    delivered: Mapped[bool]
    rule: Mapped[str] = mapped_column(String(LONGEST_WORD))
    candidates: Mapped[dict[str, Any]]
    message_id: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    # with an index: deleting a support message looks here for what refers to it
    support_message_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("support_messages.id", ondelete="SET NULL"), index=True
    )
    seed: Mapped[str] = mapped_column(String(LONGEST_SEED))
    policy_hash: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    counted: Mapped[bool]
    switched_off_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]


class ExperimentPlan(Identified, Base):
    """A plan as it was frozen, and once it is over its result.

    plan: what the hash is of.  hash: also in the audit log, so that a later change of either shows.
    ends_at: of the moments; results_at: when every outcome is known, and the result is computed, once.
    result: what may be shown of it; None before.
    """

    __tablename__ = "experiment_plans"

    plan: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(HASH_CHARACTERS))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    results_at: Mapped[datetime]
    frozen_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    result: Mapped[dict[str, Any] | None]
    concluded_at: Mapped[datetime | None]


class TableRelease(Base):
    """A published table. cells: by key, what is shown (or null) and the digests of what it was counted from."""

    __tablename__ = "table_releases"

    name: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    salt: Mapped[str] = mapped_column(String(2 * SALT_BYTES))
    cells: Mapped[dict[str, Any]]
    released_at: Mapped[datetime]
