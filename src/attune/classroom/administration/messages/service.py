"""Editing the message library: what may not be said is not saved, and every change is a version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.messages.library import VARIABLES, Personal, render
from attune.classroom.accounts.models import User
from attune.classroom.administration.messages.effects import effects_of
from attune.classroom.administration.messages.schemas import (
    EDITABLE_STATES,
    DraftReview,
    MessageDetail,
    MessageDraft,
    MessageEdit,
    MessageEffect,
    MessageLibrary,
    MessageOut,
    MessageVersionOut,
)
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict, InvalidInput, NotFound
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.support.library import (
    LibraryMessage,
    findings_of,
    institution_library,
    shipped_messages,
)
from attune.classroom.wellbeing.support.models import MessageChange, MessageVersion

SAMPLES: Mapping[Locale, Personal] = {
    Locale.ENGLISH: Personal("Mara", "Statistics for everyone", "Samples and the bell", "Tasting the soup", 3, 5),
    Locale.GERMAN: Personal("Mara", "Statistik für alle", "Stichproben und die Glocke", "Die Suppe kosten", 3, 5),
}


class MessageNotUsable(InvalidInput):
    """The words break the rules of the library; `data.findings` says which, by language."""

    code = "message_not_usable"


class MessageChanged(Conflict):
    """Somebody else has changed the message in the meantime."""

    code = "message_changed"


class NothingShipped(Conflict):
    """The message is the institution's own: there are no shipped words to go back to."""

    code = "nothing_shipped"


def read_library(session: Session, now: datetime) -> MessageLibrary:
    """Every message of the institution, by state and strategy."""
    k = read_policy(session).k_admin
    effects = effects_of(session, k, now)
    messages = sorted(institution_library(session).values(), key=lambda each: (each.state, each.strategy, each.id))
    return MessageLibrary(
        messages=[_describe(message, effects) for message in messages],
        k=k,
        languages=list(Locale),
        states=EDITABLE_STATES,
        variables=sorted(VARIABLES),
    )


def read_message(session: Session, message_id: str, now: datetime) -> MessageDetail:
    """One message with its history, newest first. Raises NotFound."""
    message = _find(session, message_id)
    shipped = shipped_messages().get(message_id)
    described = _describe(message, effects_of(session, read_policy(session).k_admin, now))
    return MessageDetail.model_validate(
        {
            **described.model_dump(),
            "shipped_texts": shipped.texts if shipped is not None else None,
            "history": _history(session, message_id),
            "previews": _previews(message),
        }
    )


def review(draft: MessageDraft) -> DraftReview:
    """What is wrong with a draft, and how it will read."""
    message = _drafted(draft)
    findings = findings_of(message)
    return DraftReview(findings=findings, previews=_previews(message), usable=not any(findings.values()))


def add_message(session: Session, actor: Actor, draft: MessageDraft, now: datetime) -> MessageDetail:
    """Add a message of the institution's own. Raises MessageNotUsable."""
    message = _drafted(draft)
    _save(session, actor, message, MessageChange.ADDED, now)
    return read_message(session, message.id, now)


def edit_message(session: Session, actor: Actor, message_id: str, edit: MessageEdit, now: datetime) -> MessageDetail:
    """Change the words of a message or switch it on or off. Raises NotFound, MessageChanged, MessageNotUsable."""
    message = _find(session, message_id)
    _check_version(message, edit.version)
    texts = message.texts if edit.texts is None else edit.texts
    active = message.active if edit.active is None else edit.active
    if (texts, active) != (message.texts, message.active):
        change = MessageChange.EDITED
        if texts == message.texts:
            change = MessageChange.SWITCHED_ON if active else MessageChange.SWITCHED_OFF
        _save(session, actor, _with(message, texts, active=active), change, now)
    return read_message(session, message_id, now)


def revert_message(session: Session, actor: Actor, message_id: str, version: int, now: datetime) -> MessageDetail:
    """Say the shipped words again, and say them. Raises NotFound, MessageChanged, NothingShipped."""
    message = _find(session, message_id)
    _check_version(message, version)
    shipped = shipped_messages().get(message_id)
    if shipped is None:
        raise NothingShipped("This message is your institution's own; switch it off instead.", message_id=message_id)
    if (message.texts, message.active) != (shipped.texts, True):
        _save(session, actor, _with(message, shipped.texts, active=True), MessageChange.REVERTED, now)
    return read_message(session, message_id, now)


def _find(session: Session, message_id: str) -> LibraryMessage:
    message = institution_library(session).get(message_id)
    if message is None:
        raise NotFound(f"The library holds no message '{message_id}'.", message_id=message_id)
    return message


def _check_version(message: LibraryMessage, version: int) -> None:
    if message.version != version:
        raise MessageChanged(
            "Another administrator has changed this message; look at it again.", version=message.version
        )


def _drafted(draft: MessageDraft) -> LibraryMessage:
    texts = {locale: draft.texts.get(locale, "") for locale in Locale}
    return LibraryMessage(f"own-{uuid4().hex[:12]}", draft.state, draft.strategy, False, texts)


def _with(message: LibraryMessage, texts: Mapping[Locale, str], *, active: bool) -> LibraryMessage:
    complete = {locale: texts.get(locale, "") for locale in Locale}
    return LibraryMessage(
        message.id, message.state, message.strategy, message.recalls, complete, active, message.version
    )


def _save(session: Session, actor: Actor, message: LibraryMessage, change: MessageChange, now: datetime) -> None:
    """Add a version and a line in the audit log. What is switched off may be anything: nobody will read it."""
    findings = findings_of(message)
    if message.active and any(findings.values()):
        first = next(f"{locale}: {found[0]}" for locale, found in findings.items() if found)
        raise MessageNotUsable(f"The message cannot be said like this ({first}).", findings=findings)
    session.add(
        MessageVersion(
            message_id=message.id,
            version=message.version + 1,
            change=change,
            state=message.state,
            strategy=message.strategy,
            recalls=message.recalls,
            texts={locale.value: text for locale, text in message.texts.items()},
            active=message.active,
            author_id=actor.id,
            at=now,
        )
    )
    session.flush()
    detail = {"message_id": message.id, "version": message.version + 1, "change": change.value}
    audit.append(session, audit.AuditAction.MESSAGE_CHANGED, actor_id=actor.id, subject_id=None, at=now, detail=detail)


def _describe(message: LibraryMessage, effects: Mapping[str, MessageEffect]) -> MessageOut:
    shipped = shipped_messages().get(message.id)
    return MessageOut(
        id=message.id,
        state=message.state,
        strategy=message.strategy,
        texts=dict(message.texts),
        active=message.active,
        shipped=shipped is not None,
        changed=shipped is not None and shipped.texts != message.texts,
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
            active=row.active,
        )
        for row, name in rows
    ]


def _previews(message: LibraryMessage) -> dict[Locale, str]:
    """The message as a student would read it; words that cannot be filled in are shown as they stand."""
    return {locale: _preview(message, locale) for locale in Locale}


def _preview(message: LibraryMessage, locale: Locale) -> str:
    try:
        return render(message.in_language(locale.value), SAMPLES[locale].values())
    except (KeyError, ValueError, IndexError, AttributeError):
        return message.texts[locale]
