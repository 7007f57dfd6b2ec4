"""Table: the word for whoever teaches."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base

THE_WORDS = 1  # the id of the one row


class TutorWordsRow(Base):
    """The one row that holds the words by language; without it the product's own are said."""

    __tablename__ = "tutor_words"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
