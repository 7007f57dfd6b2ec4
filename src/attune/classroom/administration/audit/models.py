"""Table: how far the audit log has been verified."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.audit import GENESIS
from attune.classroom.platform.database.engine import Base

THE_VERIFICATION = 1


class AuditVerification(Base):
    """The one row that says up to where the chain has been verified, and how far a verification of all of it is.

    Attributes:
        checkpoint_seq, checkpoint_hash: The last verified entry. Whoever rewrites the log before it has to change
            this hash, too; what was changed without that is found by the next verification of everything.
        broken_seq: The first entry that did not hold when it was found; only a verification of everything clears it.
        full_requested_at: When somebody asked for one that has not ended.
        full_seq, full_hash: How far it is, so that another process goes on from there.
        full_through: How many entries the last one that ended has verified.
    """

    __tablename__ = "audit_verification"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    checkpoint_seq: Mapped[int] = mapped_column(default=0)
    checkpoint_hash: Mapped[str] = mapped_column(String(64), default=GENESIS)
    checkpoint_at: Mapped[datetime | None]
    broken_seq: Mapped[int | None]
    full_requested_at: Mapped[datetime | None]
    full_seq: Mapped[int] = mapped_column(default=0)
    full_hash: Mapped[str] = mapped_column(String(64), default=GENESIS)
    full_finished_at: Mapped[datetime | None]
    full_through: Mapped[int | None]
