"""The model that an administrator has chosen; without a choice, the settings say which."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from attune.classroom.platform.database.engine import Base

LONGEST_NAME = 64


class ModelChoice(Base):
    """The one row that holds the choice. name: of a bundle's folder."""

    __tablename__ = "model_choice"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    chosen_at: Mapped[datetime]


def read_choice(session: Session) -> str | None:
    """Return the name of the chosen model, None where nobody has chosen."""
    row = session.get(ModelChoice, 1)
    return row.name if row is not None else None


def write_choice(session: Session, name: str, now: datetime) -> None:
    """Remember a choice."""
    session.merge(ModelChoice(id=1, name=name, chosen_at=now))
    session.flush()
