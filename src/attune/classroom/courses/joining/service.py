"""Joining a course by a code: as a student with an account, or with a new one where the institution allows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.courses.access import active_tutors
from attune.classroom.courses.availability import has_begun, has_ended, opens_at
from attune.classroom.courses.joining.schemas import Joined, JoinPreview, Registration
from attune.classroom.courses.models import Course, CourseState, Enrolment
from attune.classroom.courses.people.codes import as_stored, shown, why_closed
from attune.classroom.courses.people.groups import add_members
from attune.classroom.courses.people.membership import put_in
from attune.classroom.courses.people.models import CourseGroup, JoinCode, MemberRole
from attune.classroom.institution.setup.service import find_institution
from attune.classroom.platform.errors import Conflict, Forbidden, NotFound
from attune.classroom.platform.permissions import Role


class UnknownCode(NotFound):
    """There is no such code."""

    code = "join_code_unknown"


class CodeClosed(Conflict):
    """The code has been there, and nobody can join by it any more; `data.because` says why."""

    code = "join_code_closed"


class CourseOver(Conflict):
    """The course of a code takes nobody any more: it has ended, or is archived; `data.because` says which."""

    code = "join_course_over"


class RegistrationClosed(Forbidden):
    """The institution makes the accounts itself."""

    code = "registration_closed"


def find_by_code(session: Session, typed: str) -> JoinCode:
    """The code that somebody typed.

    Raises:
        UnknownCode: there is no such code.
    """
    found = session.scalar(select(JoinCode).where(JoinCode.code == as_stored(typed)))
    if found is None:
        raise UnknownCode("There is no such code; check it, or ask for a new one.")
    return found


def describe_code(session: Session, code: JoinCode, now: datetime) -> JoinPreview:
    """What a code leads to. A course that is still to come can be joined.

    Raises:
        CodeClosed: the code has been there, and nobody can join by it any more; `data.because` says why.
        CourseOver: the course of a code takes nobody any more: it has ended, or is archived; `data.because` says which.
    """
    _refuse_closed(code, now)
    course = session.get_one(Course, code.course_id)
    _refuse_over(course, now)
    institution = find_institution(session)
    tutors = session.scalars(active_tutors(course.id).with_only_columns(User.name).order_by(User.name, User.id))
    return JoinPreview(
        code=shown(code.code),
        course_id=course.id,
        course_title=course.title,
        language=course.language,
        institution=institution.name if institution is not None else None,
        tutors=list(tutors),
        may_register=institution is not None and institution.open_registration,
        begun=has_begun(course, now),
        starts_at=opens_at(course),
    )


def join(session: Session, user_id: UUID, code: JoinCode, now: datetime) -> Joined:
    """Put a student into the course of a code, which counts one use; who is in it already uses none.

    Raises:
        CodeClosed: it has expired, is used up or revoked.
        CourseOver: the course has ended or is archived.
    """
    course = session.get_one(Course, code.course_id)
    already = session.get(Enrolment, (user_id, course.id)) is not None
    if not already:
        _refuse_closed(code, now)
        _refuse_over(course, now)
        _count_use(session, code)
        user = session.get_one(User, user_id)
        put_in(session, course.id, [user], MemberRole.STUDENT, user_id, now)
        if code.group_id is not None:
            add_members(session, session.get_one(CourseGroup, code.group_id), [user_id], now)
    return Joined(course_id=course.id, course_title=course.title, already=already)


def refuse_registration(session: Session, code: JoinCode, now: datetime) -> None:
    """Raise CodeClosed, CourseOver or RegistrationClosed unless a new account can be made by the code."""
    if not describe_code(session, code, now).may_register:
        raise RegistrationClosed("Accounts are made by the institution here; ask for an invitation.")


def register(session: Session, code: JoinCode, new: Registration, new_hash: str, now: datetime) -> User:
    """Make a student's account and let it join.

    Raises:
        CodeClosed: the code has been there, and nobody can join by it any more; `data.because` says why.
        CourseOver: the course of a code takes nobody any more: it has ended, or is archived; `data.because` says which.
        RegistrationClosed: the institution makes the accounts itself.
        EmailTaken: somebody already has an account with this address.
    """
    refuse_registration(session, code, now)
    user = accounts.create_user(
        session, name=new.name, email=new.email, role=Role.STUDENT, locale=new.locale, password=None, now=now
    )
    user.password = new_hash
    session.flush()
    join(session, user.id, code, now)
    return user


def _count_use(session: Session, code: JoinCode) -> None:
    """Count one use, if there is one left: of two who come in one instant for the last, one gets it."""
    left = or_(JoinCode.max_uses.is_(None), JoinCode.uses < JoinCode.max_uses)
    counted = session.execute(update(JoinCode).where(JoinCode.id == code.id, left).values(uses=JoinCode.uses + 1))
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        raise _closed("used_up")


def _refuse_closed(code: JoinCode, now: datetime) -> None:
    because = why_closed(code, now)
    if because is not None:
        raise _closed(because)


def _refuse_over(course: Course, now: datetime) -> None:
    archived = course.state is CourseState.ARCHIVED
    if archived or has_ended(course, now):
        message = (
            f"'{course.title}' has ended and takes nobody any more; ask your tutor for the code of another course."
        )
        raise CourseOver(message, because="archived" if archived else "ended", title=course.title)


def _closed(because: str) -> CodeClosed:
    return CodeClosed("This code has expired or is used up; ask for a new one.", because=because)
