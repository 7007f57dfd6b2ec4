"""The institution's own library: the shipped messages, with what its administrators changed, added or switched off.

The shipped library stays as it is in the package. Every change is a version of its own and none is ever overwritten;
the latest version of a message is what is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.evidence import LearningState
from attune.affect.messages.library import ALWAYS_KNOWN, Message, Strategy, message_breaches
from attune.classroom.platform.locale import Locale
from attune.classroom.wellbeing.learner_state.reasons import reviewed_library
from attune.classroom.wellbeing.support.models import MessageVersion

Texts = Mapping[Locale, str]


@dataclass(frozen=True, slots=True)
class LibraryMessage:
    """A message in every language. version: 0 for the shipped one, which nobody has changed. recalls: see `Message`."""

    id: str
    state: LearningState
    strategy: Strategy
    recalls: bool
    texts: Texts
    active: bool = True
    version: int = 0

    def in_language(self, locale: str) -> Message:
        """The message as `affect` chooses from."""
        return Message(self.id, self.state, self.strategy, self.texts[Locale(locale)], self.recalls)


def shipped_messages() -> dict[str, LibraryMessage]:
    """The messages of the package, by id."""
    library = reviewed_library()
    texts = {locale: {each.id: each.text for each in library[locale.value].messages} for locale in Locale}
    return {
        message.id: LibraryMessage(
            message.id,
            message.state,
            message.strategy,
            message.recalls,
            {locale: texts[locale][message.id] for locale in Locale},
        )
        for message in library[Locale.ENGLISH.value].messages
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
    return LibraryMessage(row.message_id, row.state, row.strategy, row.recalls, texts, row.active, row.version)


def institution_library(session: Session) -> dict[str, LibraryMessage]:
    """Every message of the institution by id, those that are switched off included."""
    return shipped_messages() | {row.message_id: as_message(row) for row in latest_versions(session)}


def messages_in(session: Session, locale: str) -> list[Message]:
    """What may be said in a language: the institution's messages that are on and have words in it."""
    messages = institution_library(session).values()
    return [message.in_language(locale) for message in messages if message.active and message.texts[Locale(locale)]]


def findings_of(message: LibraryMessage) -> dict[Locale, list[str]]:
    """What is wrong with a message in each language; it may be said when every list is empty."""
    found = {locale: _findings(message, locale) for locale in Locale}
    for locale, missing in _missing_variables(message).items():
        found[locale] += [f"'{{{name}}}' is used in another language, but not here" for name in missing]
    return found


def _findings(message: LibraryMessage, locale: Locale) -> list[str]:
    if not message.texts.get(locale, "").strip():
        return ["the text is missing"]
    try:
        return message_breaches(locale.value, message.in_language(locale.value))
    except ValueError:
        return ["a brace is never closed; variables look like {name}"]


def _missing_variables(message: LibraryMessage) -> dict[Locale, list[str]]:
    """Variables that depend on the place have to stand in every language, or the choice would differ between them."""
    used = {locale: _place_variables(message, locale) for locale in Locale}
    everywhere = frozenset[str]().union(*used.values())
    return {locale: sorted(everywhere - mine) for locale, mine in used.items()}


def _place_variables(message: LibraryMessage, locale: Locale) -> frozenset[str]:
    try:
        return message.in_language(locale.value).variables - ALWAYS_KNOWN
    except (KeyError, ValueError):
        return frozenset()
