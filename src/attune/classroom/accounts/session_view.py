"""What the client hears about its session, however it came about: by signing in, by a code, by the first set-up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.accounts.schemas import SessionOut, UserOut
from attune.classroom.institution.setup.service import UTC, find_institution
from attune.classroom.institution.tutor_words.service import every_tutor_form


def describe_session(
    session: Session,
    user: User | None,
    token: str,
    *,
    demo: bool = False,
    unclaimed: bool = False,
    taught_course_ids: Sequence[UUID] = (),
) -> SessionOut:
    """Who is signed in, and what every page says of the institution.

    token: the CSRF token that goes with the session; demo, unclaimed, taught_course_ids: as in `SessionOut`.
    """
    institution = find_institution(session)
    return SessionOut(
        user=UserOut.model_validate(user) if user else None,
        csrf_token=token,
        demo=demo,
        unclaimed=unclaimed,
        tutor_words=every_tutor_form(session),
        time_zone=institution.time_zone if institution is not None else str(UTC),
        institution=institution.name if institution is not None else None,
        taught_course_ids=list(taught_course_ids),
    )
