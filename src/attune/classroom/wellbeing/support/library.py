"""The institution's own library: the shipped messages, with what its administrators changed, added or switched off.

Tutors add messages for their courses. They are read by an administrator before they are said, and only there.

The shipped library stays as it is in the package. Every change is a version of its own and none is ever overwritten;
the latest version of a message is what is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.causes import Cause
from attune.affect.messages.facts import Need, parse_need
from attune.affect.messages.library import with_tutor
from attune.affect.messages.message import ALWAYS_KNOWN, About, InvalidVariable, Message
from attune.affect.messages.review import message_breaches, visible
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.classroom.institution.tutor_words.service import tutor_forms
from attune.classroom.platform.locale import Locale
from attune.classroom.wellbeing.learner_state.reasons import reviewed_library
from attune.classroom.wellbeing.support.models import MessageVersion

Texts = Mapping[Locale, str]


@dataclass(frozen=True, slots=True)
class LibraryMessage:
    """A message in every language; one of a course in one at least.

    Attributes:
        version: 0 for the shipped one, which nobody has changed.
        approved, course_id, block_id: see `MessageVersion`; the others: see `Message`.
    """

    id: str
    cause: Cause
    strategy: Strategy
    needs: tuple[Need, ...]
    style: MessageStyle
    about: About
    texts: Texts
    active: bool = True
    version: int = 0
    approved: bool = True
    course_id: UUID | None = None
    block_id: UUID | None = None

    def in_language(self, locale: str) -> Message:
        """The message as it is reviewed in a language, {tutor} unfilled.

        Raises:
            InvalidVariable: a brace that belongs to no plain variable: nothing in braces is ever computed, only names
                are replaced.
        """
        text = self.texts[Locale(locale)]
        return Message(self.id, self.cause, self.strategy, text, self.needs, self.style, self.about)


def shipped_messages() -> dict[str, LibraryMessage]:
    """The messages of the package, by id."""
    library = reviewed_library()
    texts = {locale: {each.id: each.text for each in library[locale.value].reviewed} for locale in Locale}
    return {
        message.id: LibraryMessage(
            message.id,
            message.cause,
            message.strategy,
            message.needs,
            message.style,
            message.about,
            {locale: texts[locale][message.id] for locale in Locale},
        )
        for message in library[Locale.ENGLISH.value].reviewed
    }


def latest_versions(session: Session) -> Sequence[MessageVersion]:
    """The latest version of every message that was ever changed or added."""
    newest = select(MessageVersion.message_id, func.max(MessageVersion.version).label("version"))
    newest_of = newest.group_by(MessageVersion.message_id).subquery()
    return session.scalars(
        select(MessageVersion).join(
            newest_of,
            (newest_of.c.message_id == MessageVersion.message_id) & (newest_of.c.version == MessageVersion.version),
        )
    ).all()


def as_message(row: MessageVersion) -> LibraryMessage:
    """A version as a message. A language that came later than the version has the shipped text, if there is one."""
    shipped = shipped_messages().get(row.message_id)
    known = {locale: row.texts.get(locale.value) for locale in Locale}
    fallback = shipped.texts if shipped is not None else {}
    texts = {locale: text if text is not None else fallback.get(locale, "") for locale, text in known.items()}
    needs = tuple(parse_need(need) for need in row.needs)
    return LibraryMessage(
        row.message_id,
        row.cause,
        row.strategy,
        needs,
        row.style,
        row.about,
        texts,
        row.active,
        row.version,
        row.approved,
        row.course_id,
        row.block_id,
    )


def institution_library(session: Session) -> dict[str, LibraryMessage]:
    """Every message of the institution by id, those that are switched off included."""
    return shipped_messages() | {row.message_id: as_message(row) for row in latest_versions(session)}


def messages_in(
    session: Session, locale: str, course_id: UUID | None = None, block_id: UUID | None = None
) -> list[Message]:
    """What may be said in a language at a place: the messages that are on, approved and usable in it.

    A version that was saved under older rules may break one of today's. It is left out, and the editor says why.
    """
    messages, word = institution_library(session).values(), tutor_forms(session, locale).accusative
    said = [
        message
        for message in messages
        if message.active
        and message.approved
        and _is_of(message, course_id, block_id)
        and _may_be_said(message, Locale(locale))
    ]
    return [with_tutor(message.in_language(locale), word) for message in said]


def _is_of(message: LibraryMessage, course_id: UUID | None, block_id: UUID | None) -> bool:
    """Whether a message belongs to a place: those of the institution to any."""
    return message.course_id in (None, course_id) and message.block_id in (None, block_id)


def _may_be_said(message: LibraryMessage, locale: Locale) -> bool:
    """Whether the words break no rule; those of the package were checked when it was read."""
    return message.version == 0 or not _findings(message, locale)


def findings_of(message: LibraryMessage) -> dict[Locale, list[str]]:
    """What is wrong with a message in each language; it may be said when every list is empty."""
    found = {locale: _findings(message, locale) for locale in Locale}
    if message.course_id is not None:  # it is said in the languages that its author has written it in
        written = written_in(message)
        found = {locale: found[locale] if locale in written or not written else [] for locale in found}
    for locale, missing in _missing_variables(message).items():
        found[locale] += [f"'{{{name}}}' is used in another language, but not here" for name in missing]
    return found


def written_in(message: LibraryMessage) -> frozenset[Locale]:
    """The languages that have words."""
    return frozenset(locale for locale in Locale if visible(message.texts.get(locale, "")).strip())


def _findings(message: LibraryMessage, locale: Locale) -> list[str]:
    if not visible(message.texts.get(locale, "")).strip():
        return ["the text is missing"]
    try:
        return list(_breaches(locale.value, message.in_language(locale.value)))
    except InvalidVariable as error:
        return [str(error)]


@lru_cache(maxsize=2048)  # messages; each is looked at whenever something could be said to a student
def _breaches(language: str, message: Message) -> tuple[str, ...]:
    return tuple(message_breaches(language, message))


def _missing_variables(message: LibraryMessage) -> dict[Locale, list[str]]:
    """Variables that depend on the place have to stand in every language, or the choice would differ between them."""
    languages = written_in(message) if message.course_id is not None else frozenset(Locale)
    used = {locale: _place_variables(message, locale) for locale in languages}
    everywhere = frozenset[str]().union(*used.values())
    return {locale: sorted(everywhere - mine) for locale, mine in used.items()}


def _place_variables(message: LibraryMessage, locale: Locale) -> frozenset[str]:
    try:
        return message.in_language(locale.value).variables - ALWAYS_KNOWN
    except (KeyError, InvalidVariable):
        return frozenset()
