"""Reading and changing the word for whoever teaches. A change goes into the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.institution.tutor_words.models import THE_WORDS, TutorWordsRow
from attune.classroom.institution.tutor_words.schemas import TUTOR, ManagedTutorWords, TutorForms, TutorWords, forms_of
from attune.classroom.platform import audit
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor


def read_tutor_words(session: Session) -> TutorWords:
    """The institution's words; the product's own where it has set none."""
    row = session.get(TutorWordsRow, THE_WORDS)
    return TUTOR if row is None else TutorWords.model_validate(row.content)


def tutor_forms(session: Session, locale: str) -> TutorForms:
    """The word as it stands in sentences of a language."""
    return forms_of(read_tutor_words(session), Locale(locale))


def every_tutor_form(session: Session) -> dict[Locale, TutorForms]:
    """The word as it stands in sentences, in every language."""
    words = read_tutor_words(session)
    return {locale: forms_of(words, locale) for locale in Locale}


def manage_tutor_words(session: Session) -> ManagedTutorWords:
    """The words, and whether they are the institution's own."""
    words = read_tutor_words(session)
    return ManagedTutorWords(words=words, own=words != TUTOR)


def change_tutor_words(session: Session, actor: Actor, words: TutorWords, now: datetime) -> ManagedTutorWords:
    """Speak of whoever teaches with these words from now on; what students were sent stays as it was said."""
    if words != read_tutor_words(session):
        session.merge(TutorWordsRow(id=THE_WORDS, content=words.model_dump(mode="json")))
        session.flush()
        detail = {"words": {"en": words.en.one, "de": words.de.nominative}}
        action = audit.AuditAction.TUTOR_WORDS_CHANGED
        audit.append(session, action, actor_id=actor.id, subject_id=None, at=now, detail=detail)
    return manage_tutor_words(session)
