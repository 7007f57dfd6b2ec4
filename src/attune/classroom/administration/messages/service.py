"""Editing the message library: what may not be said is not saved, and every change is a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.causes import Cause
from attune.affect.messages.facts import FACT_NAMES, NUMBERS
from attune.affect.messages.message import VARIABLES
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.classroom.accounts.models import User
from attune.classroom.administration.messages.drafts import (
    change_between,
    check_version,
    complete,
    drafted,
    parse_needs,
    previews,
    save_version,
)
from attune.classroom.administration.messages.effects import effects_of
from attune.classroom.administration.messages.schemas import (
    DraftReview,
    FactOut,
    MessageDetail,
    MessageDraft,
    MessageEdit,
    MessageEffect,
    MessageLibrary,
    MessageOut,
    MessageVersionOut,
)
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Course
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.support.library import (
    LibraryMessage,
    findings_of,
    institution_library,
    shipped_messages,
)
from attune.classroom.wellbeing.support.models import MessageChange, MessageVersion


class NothingShipped(Conflict):
    """The message is the institution's own: there are no shipped words to go back to."""

    code = "nothing_shipped"


def read_library(session: Session, now: datetime) -> MessageLibrary:
    """Every message of the institution, by cause and strategy."""
    k = read_policy(session).k_admin
    effects = effects_of(session, k, now)
    messages = sorted(institution_library(session).values(), key=lambda each: (each.cause, each.strategy, each.id))
    return MessageLibrary(
        messages=describe_messages(session, messages, effects),
        k=k,
        languages=list(Locale),
        causes=list(Cause),
        strategies=list(Strategy),
        styles=list(MessageStyle),
        facts=[FactOut(name=name, counted=name in NUMBERS) for name in FACT_NAMES],
        variables=sorted(VARIABLES),
    )


def read_message(session: Session, message_id: str, now: datetime) -> MessageDetail:
    """One message with its history, newest first.

    Raises:
        NotFound: there is none.
    """
    message = _find(session, message_id)
    shipped = shipped_messages().get(message_id)
    (described,) = describe_messages(session, [message], effects_of(session, read_policy(session).k_admin, now))
    return MessageDetail.model_validate(
        {
            **described.model_dump(),
            "shipped_texts": shipped.texts if shipped is not None else None,
            "history": _history(session, message_id),
            "previews": previews(session, message),
            "findings": findings_of(message),
        }
    )


def review(session: Session, draft: MessageDraft) -> DraftReview:
    """What is wrong with a draft, and how it will read.

    Raises:
        MessageNotUsable: for a need that is none.
    """
    message = drafted(draft)
    findings = findings_of(message)
    return DraftReview(findings=findings, previews=previews(session, message), usable=not any(findings.values()))


def add_message(session: Session, actor: Actor, draft: MessageDraft, now: datetime) -> MessageDetail:
    """Add a message of the institution's own.

    Raises:
        MessageNotUsable: the words break the rules of the library; `data.findings` says which, by language.
    """
    message = drafted(draft)
    save_version(session, actor, message, MessageChange.ADDED, now)
    return read_message(session, message.id, now)


def edit_message(session: Session, actor: Actor, message_id: str, edit: MessageEdit, now: datetime) -> MessageDetail:
    """Change the words of a message or switch it on or off.

    Raises:
        NotFound: there is none, or the actor may not have it.
        MessageChanged: somebody else has changed the message in the meantime.
        MessageNotUsable: the words break the rules of the library; `data.findings` says which, by language.
    """
    message = _find(session, message_id)
    check_version(message, edit.version)
    texts = message.texts if edit.texts is None else complete(edit.texts)
    needs = message.needs if edit.needs is None else parse_needs(edit.needs)
    active = message.active if edit.active is None else edit.active
    approved = message.approved or edit.approved is True
    edited = replace(message, texts=texts, needs=needs, active=active, approved=approved)
    if edited != message:
        save_version(session, actor, edited, change_between(message, edited), now)
    return read_message(session, message_id, now)


def revert_message(session: Session, actor: Actor, message_id: str, version: int, now: datetime) -> MessageDetail:
    """Say the shipped words again, and say them.

    Raises:
        NotFound: there is none, or the actor may not have it.
        MessageChanged: somebody else has changed the message in the meantime.
        NothingShipped: the message is the institution's own: there are no shipped words to go back to.
    """
    message = _find(session, message_id)
    check_version(message, version)
    shipped = shipped_messages().get(message_id)
    if shipped is None:
        raise NothingShipped("This message is your institution's own; switch it off instead.", message_id=message_id)
    reverted = replace(shipped, version=message.version)
    if reverted != message:
        save_version(session, actor, reverted, MessageChange.REVERTED, now)
    return read_message(session, message_id, now)


def _find(session: Session, message_id: str) -> LibraryMessage:
    message = institution_library(session).get(message_id)
    if message is None:
        raise NotFound(f"The library holds no message '{message_id}'.", message_id=message_id)
    return message


def describe_messages(
    session: Session, messages: Sequence[LibraryMessage], effects: Mapping[str, MessageEffect]
) -> list[MessageOut]:
    """Messages as they are listed; two queries for the titles of all courses and blocks."""
    course_ids = {each.course_id for each in messages if each.course_id is not None}
    block_ids = {each.block_id for each in messages if each.block_id is not None}
    courses = dict(session.execute(select(Course.id, Course.title).where(Course.id.in_(course_ids))).all())
    blocks: dict[UUID, str | None] = dict(
        session.execute(select(Block.id, block_name()).where(Block.id.in_(block_ids))).all()
    )
    return [_describe(each, effects, courses, blocks) for each in messages]


def _describe(
    message: LibraryMessage,
    effects: Mapping[str, MessageEffect],
    courses: Mapping[UUID, str],
    blocks: Mapping[UUID, str | None],
) -> MessageOut:
    shipped = shipped_messages().get(message.id)
    return MessageOut(
        id=message.id,
        cause=message.cause,
        strategy=message.strategy,
        needs=[str(need) for need in message.needs],
        style=message.style,
        texts=dict(message.texts),
        active=message.active,
        approved=message.approved,
        course_id=message.course_id,
        course_title=courses.get(message.course_id) if message.course_id is not None else None,
        block_id=message.block_id,
        block_title=blocks.get(message.block_id) if message.block_id is not None else None,
        shipped=shipped is not None,
        changed=shipped is not None and (shipped.texts, shipped.needs) != (message.texts, message.needs),
        version=message.version,
        effect=effects.get(message.id),
    )


def _history(session: Session, message_id: str) -> list[MessageVersionOut]:
    rows = session.execute(
        select(MessageVersion, User.name)
        .outerjoin(User, User.id == MessageVersion.author_id)
        .where(MessageVersion.message_id == message_id)
        .order_by(MessageVersion.version.desc())
    )
    return [
        MessageVersionOut(
            version=row.version,
            at=row.at,
            author_name=name,
            change=row.change,
            texts={Locale(locale): text for locale, text in row.texts.items()},
            needs=row.needs,
            active=row.active,
        )
        for row, name in rows
    ]
