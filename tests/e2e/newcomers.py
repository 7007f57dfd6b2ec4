"""Students of a test's own: what one test leaves behind (an answer, a consent, a message) no other test meets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select

from attune.classroom.accounts.service import DEMO_DOMAIN, create_user, find_by_email
from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role


def add_student(state_dir: Path, name: str, course: str, classmate: str) -> str:
    """Add a student to one of the demo's courses in a running platform's database.

    Args:
        state_dir: where the platform keeps its SQLite database.
        name: as tutors see it.
        course: its title.
        classmate: the address of somebody whose password the newcomer has, too.

    Returns:
        The newcomer's address.
    """
    database = Database(f"sqlite:///{state_dir / 'attune.sqlite'}")
    now = datetime.now(UTC)
    try:
        with database.transaction() as session:
            of_demo = find_by_email(session, classmate)
            assert of_demo is not None, f"{classmate} is not in this database"
            user = create_user(
                session,
                name=name,
                email=f"{uuid4().hex[:12]}{DEMO_DOMAIN}",
                role=Role.STUDENT,
                locale=Locale.ENGLISH,
                password=None,
                now=now,
            )
            user.password = of_demo.password  # hashing is slow on purpose
            course_id = session.scalars(select(Course.id).where(Course.title == course)).one()
            session.add(Enrolment(user_id=user.id, course_id=course_id, enrolled_at=now))
            return user.email
    finally:
        database.dispose()
