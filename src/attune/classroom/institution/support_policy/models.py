"""Table: the institution's policy."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from attune.classroom.institution.setup.models import Institution
from attune.classroom.platform.database.engine import Base

THE_POLICY = 1  # the id of the one row, as of the institution's


class PolicyRow(Base):
    """The one row that holds the policy; without it the defaults apply, and no camera is read.

    institution: comes with the policy in one query, because what it is decides whether a camera may be read.
    """

    __tablename__ = "policy"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
    institution: Mapped[Institution | None] = relationship(
        primaryjoin="foreign(PolicyRow.id) == Institution.id", viewonly=True, lazy="joined"
    )
