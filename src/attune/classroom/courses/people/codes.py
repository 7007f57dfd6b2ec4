"""Codes by which students join a course: made, listed, revoked, and drawn as a QR code."""

from __future__ import annotations

import io
import secrets
from datetime import datetime
from uuid import UUID, uuid4

import segno
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.people.groups import find_group
from attune.classroom.courses.people.models import JoinCode
from attune.classroom.courses.people.schemas import CodeList, JoinCodeOut, NewCode
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor

# Without vowels, which make words, and without what is taken for another character: 28 to the power of 8 codes.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 8
HALF = LENGTH // 2


def describe_codes(session: Session, course_id: UUID, base: str, now: datetime) -> CodeList:
    """The codes of a course, the newest first."""
    codes = select(JoinCode).where(JoinCode.course_id == course_id)
    found = session.scalars(codes.order_by(JoinCode.created_at.desc(), JoinCode.id))
    return CodeList(codes=[describe_code(code, base, now) for code in found])


def find_code(session: Session, course_id: UUID, code_id: UUID) -> JoinCode:
    """A code of the course.

    Raises:
        NotFound: there is none.
    """
    code = session.get(JoinCode, code_id)
    if code is None or code.course_id != course_id:
        raise NotFound(f"There is no code {code_id} in this course.", code_id=str(code_id))
    return code


def create_code(session: Session, actor: Actor, course_id: UUID, new: NewCode, now: datetime) -> JoinCode:
    """Make a code.

    Raises:
        NotFound: its group is not the course's.
    """
    if new.group_id is not None:
        find_group(session, course_id, new.group_id)
    code = JoinCode(
        id=uuid4(),
        course_id=course_id,
        group_id=new.group_id,
        code=make_code(),
        created_at=now,
        created_by=actor.id,
        expires_at=new.expires_at,
        max_uses=new.max_uses,
        uses=0,
    )
    session.add(code)
    session.flush()
    return code


def renew_code(session: Session, actor: Actor, code: JoinCode, now: datetime) -> JoinCode:
    """Revoke a code and make another of the same kind; one that has expired comes back without an end."""
    set_revoked(session, code, revoked=True, now=now)
    expires_at = code.expires_at if code.expires_at is not None and code.expires_at > now else None
    new = NewCode(expires_at=expires_at, max_uses=code.max_uses, group_id=code.group_id)
    return create_code(session, actor, code.course_id, new, now)


def set_revoked(session: Session, code: JoinCode, *, revoked: bool, now: datetime) -> None:
    """Revoke a code, or take that back."""
    if revoked != (code.revoked_at is not None):
        code.revoked_at = now if revoked else None
        session.flush()


def why_closed(code: JoinCode, now: datetime) -> str | None:
    """Why nobody can join by a code now; None where somebody can."""
    if code.revoked_at is not None:
        return "revoked"
    if code.expires_at is not None and code.expires_at <= now:
        return "expired"
    if code.max_uses is not None and code.uses >= code.max_uses:
        return "used_up"
    return None


def describe_code(code: JoinCode, base: str, now: datetime) -> JoinCodeOut:
    """A code as its course's tutors see it. base: the address that links begin with."""
    return JoinCodeOut(
        id=code.id,
        code=shown(code.code),
        url=link_of(code, base),
        group_id=code.group_id,
        created_at=code.created_at,
        expires_at=code.expires_at,
        max_uses=code.max_uses,
        uses=code.uses,
        revoked=code.revoked_at is not None,
        open=why_closed(code, now) is None,
    )


def link_of(code: JoinCode, base: str) -> str:
    """The client's page that a code leads to."""
    return f"{base}/join/{shown(code.code)}"


def make_code() -> str:
    """A new code, as it is stored."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """A code as it is written down: in two halves."""
    return f"{code[:HALF]}-{code[HALF:]}"


def as_stored(text: str) -> str:
    """A code as it is stored, from how somebody typed it."""
    return "".join(character for character in text.upper() if character.isalnum())


def draw_qr(link: str) -> str:
    """A link as a QR code, an SVG of its own."""
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", scale=8, border=4, light="#fff", dark="#000")
    return drawn.getvalue().decode()
