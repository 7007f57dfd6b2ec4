"""The institution's own word for whoever teaches stands in messages, on their buttons and in what the pages read."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from attune.affect.messages.library import Action
from attune.classroom.institution.tutor_words.schemas import TUTOR, TutorWords, forms_of
from attune.classroom.platform.audit import AuditEntry
from attune.classroom.platform.locale import Locale
from attune.classroom.wellbeing.learner_state.reasons import language_for, reviewed_library
from attune.classroom.wellbeing.support.library import messages_in

PATH = "/administration/tutor-words"
COACH = {
    "en": {"one": "coach", "several": "coaches"},
    "de": {
        "nominative": "dein Coach",
        "accusative": "deinen Coach",
        "dative": "deinem Coach",
        "several": "deine Coaches",
        "several_dative": "deinen Coaches",
    },
}


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator())


def with_german(**changed):
    return COACH | {"de": COACH["de"] | changed}


@pytest.mark.parametrize("locale", Locale)
def test_without_a_word_of_its_own_everything_speaks_as_the_reviewed_library_does(locale):
    assert forms_of(TUTOR, locale).accusative == reviewed_library()[locale.value].tutor


def test_the_forms_follow_from_the_word_and_from_its_cases():
    words = TutorWords.model_validate(COACH)
    english, german = forms_of(words, Locale.ENGLISH), forms_of(words, Locale.GERMAN)
    assert (english.my, english.your_start, english.my_several) == ("my coach", "Your coach", "my coaches")
    assert (german.my_start, german.dative, german.my_several) == ("Meinen Coach", "deinem Coach", "meinen Coaches")


def test_students_read_the_word_in_messages_on_buttons_and_on_pages(admin, database, make, sign_in):
    assert admin.get(PATH).json == {"own": False, "words": TUTOR.model_dump(mode="json")}
    assert admin.put(PATH, COACH).json == {"own": True, "words": COACH}
    with database.session(writes=False) as session:
        said = {locale: [message.text for message in messages_in(session, locale)] for locale in ("en", "de")}
    assert not any("your tutor" in text or "{tutor}" in text for text in said["en"])
    assert any("your coach" in text for text in said["en"])
    assert not any("Lehrkraft" in text for text in said["de"])
    assert any("an deinen Coach" in text for text in said["de"])
    words = sign_in(make.student()).get("/session").json["tutor_words"]
    assert (words["en"]["several"], words["de"]["dative"]) == ("your coaches", "deinem Coach")
    assert language_for("de").label(Action.ASK_TUTOR, words["de"]["my"]) == "Meinen Coach fragen"


def test_the_preview_of_a_message_speaks_as_students_will_read_it(admin):
    admin.put(PATH, COACH)
    texts = {"en": "You could ask {tutor}.", "de": "Du kannst {tutor} fragen."}
    draft = {"cause": "confused", "strategy": "ask_tutor", "texts": texts}
    assert admin.post("/administration/messages/review", draft).json["previews"] == {
        "en": "You could ask your coach.",
        "de": "Du kannst deinen Coach fragen.",
    }


def test_a_change_is_written_down_once(admin, database):
    admin.put(PATH, COACH)
    admin.put(PATH, COACH)
    with database.session(writes=False) as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "tutor_words_changed")).all()
    assert [entry.detail for entry in entries] == [{"words": {"en": "coach", "de": "dein Coach"}}]


@pytest.mark.parametrize(
    "words",
    [
        with_german(accusative="den Coach"),
        with_german(nominative="dein {name}"),
        with_german(dative="deinem $t(x)"),
        with_german(several="deine " + "a" * 40),
        COACH | {"en": {"one": "{{evil}}", "several": "coaches"}},
        COACH | {"en": {"one": "", "several": "coaches"}},
    ],
)
def test_what_is_no_word_is_refused(admin, words):
    assert admin.put(PATH, words).status_code == 422
    assert admin.get(PATH).json["own"] is False


@pytest.mark.parametrize(
    "phrase", ["deine:n Trainer:in", "deinen Lern-Coach", "deine Lehrer*in", "deinen Herrn Maître"]
)
def test_words_as_institutions_write_them_are_taken(admin, phrase):
    assert admin.put(PATH, with_german(accusative=phrase)).status_code == 200


def test_only_administrators_choose_the_word(make, sign_in):
    for user in (make.student(), make.tutor()):
        assert sign_in(user).put(PATH, COACH).status_code == 403
