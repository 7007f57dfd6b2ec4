"""Finding courses and people by the names that are typed on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import normalise_email
from attune.classroom.courses.access import count_students
from attune.classroom.courses.models import Course, CourseRole, TeachingAssignment
from attune.classroom.platform.errors import NotFound
from attune.nearest import nearest_name


def find_by_slug(session: Session, slug: str) -> Course:
    """The course with this short name.

    Raises:
        NotFound: there is none; the message says the nearest one there is.
    """
    found = session.scalar(select(Course).where(Course.slug == slug))
    if found is not None:
        return found
    known = session.scalars(select(Course.slug)).all()
    hint = f"did you mean '{nearest_name(slug, known)}'?" if known else "there is none yet; import or create one."
    raise NotFound(f"There is no course '{slug}': {hint}", slug=slug)


def find_by_emails(session: Session, emails: Sequence[str]) -> list[User]:
    """The users with these addresses, in their order.

    Raises:
        NotFound: an address has no account; the message names every one.
    """
    addresses = list(dict.fromkeys(normalise_email(email) for email in emails))
    found = {user.email: user for user in session.scalars(select(User).where(User.email.in_(addresses)))}
    missing = [email for email in addresses if email not in found]
    if missing:
        raise NotFound(f"There is no account with {', '.join(missing)}; invite them first.", emails=missing)
    return [found[email] for email in addresses]


def describe_courses(session: Session) -> Iterator[str]:
    """Yield a line for each course, by title."""
    courses = session.scalars(select(Course).order_by(Course.title, Course.id)).all()
    students = count_students(session, [course.id for course in courses])
    rows = session.execute(
        select(TeachingAssignment.course_id, TeachingAssignment.role, User.name)
        .join(User, User.id == TeachingAssignment.user_id)
        .order_by(TeachingAssignment.role.desc(), User.name)
    ).all()
    teaching: dict[object, list[str]] = {}
    for course_id, role, name in rows:
        teaching.setdefault(course_id, []).append(name + (" (assistant)" if role is CourseRole.ASSISTANT else ""))
    for course in courses:
        by = ", ".join(teaching.get(course.id, [])) or "no tutor yet"
        yield f"{course.slug}  {course.title}  ({students.get(course.id, 0)} students; {by})"
    if not courses:
        yield "There is no course yet. Import one: attune courses import FOLDER"
