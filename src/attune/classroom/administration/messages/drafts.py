"""What becomes of a draft: whether it may be said, how it reads, and the version that it is saved as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from attune.affect.messages.facts import Facts, InvalidNeed, Need, parse_need
from attune.affect.messages.library import with_tutor
from attune.affect.messages.message import About, InvalidVariable, Personal, render
from attune.affect.messages.strategies import Strategy
from attune.classroom.administration.messages.schemas import MessageDraft
from attune.classroom.institution.tutor_words.service import every_tutor_form
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict, InvalidInput
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.support.library import LibraryMessage, findings_of
from attune.classroom.wellbeing.support.models import MessageChange, MessageVersion

# What a preview is filled in with: an afternoon at a quiz that is not passed yet.
SAMPLE_FACTS = Facts(tries=3, wrong=2, right=4, minutes=12, rewinds=2, hints_opened=2, done=3, total=5, next_minutes=8)
SAMPLE_SUBJECTS: Mapping[Locale, str] = {Locale.ENGLISH: "statistics", Locale.GERMAN: "Statistik"}
SAMPLES: Mapping[Locale, Personal] = {
    Locale.ENGLISH: Personal(
        "Mara", "Statistics for everyone", "Samples and the bell", "Tasting the soup", prerequisite="What a sample is"
    ),
    Locale.GERMAN: Personal(
        "Mara",
        "Statistik für alle",
        "Stichproben und die Glocke",
        "Die Suppe kosten",
        prerequisite="Was eine Stichprobe ist",
    ),
}


class MessageNotUsable(InvalidInput):
    """The words break the rules of the library; `data.findings` says which, by language."""

    code = "message_not_usable"


class MessageChanged(Conflict):
    """Somebody else has changed the message in the meantime."""

    code = "message_changed"


def check_version(message: LibraryMessage, version: int) -> None:
    """Raise MessageChanged where the message has been changed since it was read."""
    if message.version != version:
        raise MessageChanged(
            "Another administrator has changed this message; look at it again.", version=message.version
        )


def drafted(draft: MessageDraft, course_id: UUID | None = None, block_id: UUID | None = None) -> LibraryMessage:
    """A new message. With a course it is a tutor's, which somebody else has to read before it is said."""
    return LibraryMessage(
        f"own-{uuid4().hex[:12]}",
        draft.cause,
        draft.strategy,
        parse_needs(draft.needs),
        draft.style,
        _about(draft.strategy),
        complete(draft.texts),
        approved=course_id is None,
        course_id=course_id,
        block_id=block_id,
    )


def _about(strategy: Strategy) -> About:
    """Breathing and somebody to talk to turn to the self, everything else to the task."""
    return About.SELF if strategy in (Strategy.BREATHING, Strategy.TALK) else About.TASK


def complete(texts: Mapping[Locale, str]) -> dict[Locale, str]:
    """Texts with every language; one that was not given is empty."""
    return {locale: texts.get(locale, "") for locale in Locale}


def parse_needs(needs: Sequence[str]) -> tuple[Need, ...]:
    """Read the needs of a draft.

    Raises:
        MessageNotUsable: the words break the rules of the library; `data.findings` says which, by language.
    """
    try:
        return tuple(parse_need(need) for need in needs)
    except InvalidNeed as error:
        raise MessageNotUsable(str(error), findings={locale: [str(error)] for locale in Locale}) from error


def save_version(session: Session, actor: Actor, message: LibraryMessage, change: MessageChange, now: datetime) -> None:
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
            cause=message.cause,
            strategy=message.strategy,
            needs=[str(need) for need in message.needs],
            style=message.style,
            about=message.about,
            texts={locale.value: text for locale, text in message.texts.items()},
            active=message.active,
            approved=message.approved,
            course_id=message.course_id,
            block_id=message.block_id,
            author_id=actor.id,
            at=now,
        )
    )
    session.flush()
    detail = {"message_id": message.id, "version": message.version + 1, "change": change.value}
    audit.append(session, audit.AuditAction.MESSAGE_CHANGED, actor_id=actor.id, subject_id=None, at=now, detail=detail)


def change_between(before: LibraryMessage, after: LibraryMessage) -> MessageChange:
    """What a version does, compared with the one before it."""
    if (before.texts, before.needs) != (after.texts, after.needs):
        return MessageChange.EDITED
    if before.approved != after.approved:
        return MessageChange.APPROVED
    return MessageChange.SWITCHED_ON if after.active else MessageChange.SWITCHED_OFF


def previews(session: Session, message: LibraryMessage) -> dict[Locale, str]:
    """The message as a student would read it; words that cannot be filled in are shown as they stand."""
    words = every_tutor_form(session)
    return {locale: _preview(message, locale, words[locale].accusative) for locale in Locale}


def _preview(message: LibraryMessage, locale: Locale, tutor: str) -> str:
    try:
        said = with_tutor(message.in_language(locale.value), tutor)
        return render(said, SAMPLES[locale].values(replace(SAMPLE_FACTS, subject=SAMPLE_SUBJECTS[locale])))
    except (KeyError, InvalidVariable):
        return message.texts[locale]
