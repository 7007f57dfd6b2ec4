"""The message editor: what breaks the tone cannot be saved, every change is kept, students get what was saved."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.affect.causes import Cause
from attune.affect.evidence import LearningState
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Strategy
from attune.affect.policy import InterruptionPoint
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings
from attune.classroom.wellbeing.support.library import messages_in
from attune.classroom.wellbeing.support.models import MessageVersion

HINT = "confused-hint-first-step"
WORDS = {
    "en": "The hint here may open a door, {name}.",
    "de": "Der Hinweis hier öffnet vielleicht eine Tür, {name}.",
}
PATH = f"/administration/messages/{HINT}"


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator("Ada Kern"))


def draft(texts=WORDS, cause="confused", strategy="hint", **more):
    return {"cause": cause, "strategy": strategy, "texts": texts, **more}


def said(database, locale="en"):
    with database.session(writes=False) as session:
        return {message.id: message.text for message in messages_in(session, locale)}


def test_the_library_lists_every_shipped_message_in_every_language(admin):
    library = admin.get("/administration/messages").json
    assert len(library["messages"]) >= 60
    assert all(set(message["texts"]) == set(library["languages"]) for message in library["messages"])
    assert {(message["version"], message["active"], message["changed"]) for message in library["messages"]} == {
        (0, True, False)
    }


def test_edited_words_are_said_from_then_on_and_the_shipped_ones_stay_at_hand(admin, database):
    shipped = said(database)[HINT]
    edited = admin.put(PATH, {"version": 0, "texts": WORDS}).json
    assert (edited["version"], edited["changed"], edited["shipped_texts"]["en"]) == (1, True, shipped)
    assert edited["previews"]["en"] == "The hint here may open a door, Mara."
    assert (said(database)[HINT], said(database, "de")[HINT]) == (WORDS["en"], WORDS["de"])
    reverted = admin.post(f"{PATH}/revert", {"version": 1}).json
    assert [(each["change"], each["author_name"]) for each in reverted["history"]] == [
        ("reverted", "Ada Kern"),
        ("edited", "Ada Kern"),
    ]
    assert said(database)[HINT] == shipped


@pytest.mark.parametrize(
    ("language", "text", "finding"),
    [
        ("en", "You must read this again.", "'You must' is an order"),
        ("en", "Just read it, {nickname}.", "unknown variable {nickname}"),
        ("en", "This is {name", "a brace is never closed"),
        ("en", "", "the text is missing"),
        ("en", "\u200b\u2060", "the text is missing"),
        ("en", "You sh\u200bould read this again.", "the hidden character U+200B; remove it"),
        ("de", "Du mu\u00adsst das lesen.", "the hidden character U+00AD; remove it"),
        ("en", "This is for {name:d}.", "'{name:d}' is no variable"),
        ("en", "This is for {name!r}.", "'{name!r}' is no variable"),
        ("en", "{name:>3000000}", "'{name:>3000000}' is no variable"),
        ("en", "This is for {name.__class__}.", "'{name.__class__}' is no variable"),
        ("en", "This is for {name[0]}.", "'{name[0]}' is no variable"),
        ("en", "This is for {0}.", "unknown variable {0}"),
        ("en", "This is for {}.", "'{}' is no variable"),
        ("en", "This is for {{name}}.", "is no variable"),
        ("de", "Du musst das noch einmal lesen.", "'Du musst' is an order"),
        ("de", "x" * 241, "has 240 at most"),
        ("en", "At “{block}” there is a hint.", "is used in another language"),
        ("en", "After {tries} tries: a hint?", "{tries} needs tries>=2"),
        ("en", "The example may help.", "speaks of an example, and needs has_example"),
        ("de", "Alles ist gespeichert.", "says that something is saved, and needs handed_in"),
    ],
)
def test_what_breaks_the_rules_is_said_while_writing_and_cannot_be_saved(admin, database, language, text, finding):
    texts = {**WORDS, language: text}
    review = admin.post("/administration/messages/review", draft(texts)).json
    assert not review["usable"]
    assert finding in str(review["findings"])
    refused = admin.put(PATH, {"version": 0, "texts": texts})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "message_not_usable")
    assert refused.json["error"]["data"]["findings"] == review["findings"]
    assert said(database)[HINT] != texts["en"]


def test_a_sound_draft_is_shown_as_it_will_read(admin):
    review = admin.post("/administration/messages/review", draft()).json
    assert review["usable"]
    assert review["previews"]["de"] == "Der Hinweis hier öffnet vielleicht eine Tür, Mara."


TRIED = {"en": "{tries} tries: one more look at the hint?", "de": "{tries} Versuche: noch ein Blick in den Hinweis?"}


def test_a_claim_may_be_said_once_the_message_needs_what_proves_it(admin, database):
    refused = admin.post("/administration/messages/review", draft(TRIED)).json
    assert not refused["usable"]
    review = admin.post("/administration/messages/review", draft(TRIED, needs=["tries>=2"])).json
    assert review["usable"], review["findings"]
    assert review["previews"]["en"] == "3 tries: one more look at the hint?"
    own = admin.post("/administration/messages", draft(TRIED, needs=["tries>=2"])).json
    assert own["needs"] == ["tries>=2"]
    with database.session(writes=False) as session:
        (said_now,) = [message for message in messages_in(session, "en") if message.id == own["id"]]
    assert [str(need) for need in said_now.conditions] == ["tries>=2", "has_hint"]
    less = admin.put(f"/administration/messages/{own['id']}", {"version": 1, "needs": []})
    assert less.json["error"]["code"] == "message_not_usable"


def test_a_need_that_is_none_is_said_so(admin):
    refused = admin.post("/administration/messages/review", draft(needs=["luck"]))
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "message_not_usable")
    assert "names no fact" in refused.json["error"]["data"]["findings"]["en"][0]


def test_the_page_knows_causes_strategies_and_facts(admin):
    library = admin.get("/administration/messages").json
    assert library["causes"] == [cause.value for cause in Cause]
    assert {"name": "tries", "counted": True} in library["facts"]
    assert {"name": "has_hint", "counted": False} in library["facts"]


def test_the_tutor_has_one_word_in_what_is_said_and_a_variable_in_what_is_edited(admin, database):
    detail = admin.get("/administration/messages/confused-ask-tutor-second-voice").json
    assert "{tutor}" in detail["texts"]["de"]
    assert "deine Lehrkraft" in detail["previews"]["de"]
    assert "your tutor" in said(database)["confused-ask-tutor-second-voice"]


def test_a_message_that_is_switched_off_is_never_said_until_it_is_on_again(admin, database):
    off = admin.put(PATH, {"version": 0, "active": False}).json
    assert (off["active"], off["history"][0]["change"]) == (False, "switched_off")
    assert HINT not in said(database)
    admin.put(PATH, {"version": 1, "active": True})
    assert HINT in said(database)


def test_a_message_of_ones_own_exists_in_every_language_or_not_at_all(admin, database):
    incomplete = admin.post("/administration/messages", draft({"en": WORDS["en"]}))
    assert incomplete.json["error"]["data"]["findings"]["de"] == ["the text is missing"]
    own = admin.post("/administration/messages", draft()).json
    assert (own["shipped"], own["history"][0]["change"]) == (False, "added")
    assert said(database, "de")[own["id"]] == WORDS["de"]
    refused = admin.post(f"/administration/messages/{own['id']}/revert", {"version": 1})
    assert refused.json["error"]["code"] == "nothing_shipped"


def test_an_edit_of_what_somebody_else_has_changed_is_refused(admin):
    admin.put(PATH, {"version": 0, "texts": WORDS})
    late = admin.put(PATH, {"version": 0, "texts": {**WORDS, "en": "Another idea, {name}."}})
    assert (late.status_code, late.json["error"]["code"]) == (409, "message_changed")


def test_saving_the_same_again_makes_no_version(admin):
    admin.put(PATH, {"version": 0, "texts": WORDS})
    assert admin.put(PATH, {"version": 1, "texts": WORDS}).json["version"] == 1


def test_every_change_is_in_the_audit_log(admin):
    admin.put(PATH, {"version": 0, "texts": WORDS})
    (entry,) = [row for row in admin.get("/administration/audit").json["entries"] if row["action"] == "message_changed"]
    assert (entry["actor_name"], entry["detail"]["message_id"], entry["detail"]["change"]) == (
        "Ada Kern",
        HINT,
        "edited",
    )


def answer(session, student, clock, response, message_id=HINT, **fields):
    session.add(
        SupportMessage(
            user_id=student.id,
            message_id=message_id,
            text="…",
            language="en",
            state=LearningState.MAYBE_CONFUSED,
            cause=Cause.CONFUSED,
            strategy=Strategy.HINT,
            interruption_point=InterruptionPoint.BLOCK_CHANGE,
            rule="speak",
            reasons="",
            windows=3,
            sent_at=clock.now(),
            response=response,
            **fields,
        )
    )


def effect(admin, message_id=HINT):
    messages = admin.get("/administration/messages").json["messages"]
    return next(message["effect"] for message in messages if message["id"] == message_id)


@pytest.fixture
def answerers(make, database):
    """Return new students who let themselves be counted, or do not."""

    def enrol(count, *, counted=True):
        students = [make.user(Role.STUDENT) for _ in range(count)]
        with database.transaction() as session:
            session.add_all(WellbeingSettings(user_id=student.id, count_in_class=counted) for student in students)
        return students

    return enrol


def answer_all(database, students, clock, response, *, message_id=HINT, **fields):
    with database.transaction() as session:
        for student in students:
            answer(session, student, clock, response, message_id=message_id, **fields)


def test_an_effect_is_hidden_until_enough_students_have_answered(admin, answerers, database, clock):
    students = answerers(10)
    for _ in range(3):  # many answers of few students are still few students
        answer_all(database, students[:9], clock, MessageResponse.HELPFUL)
    answer_all(database, students[9:], clock, MessageResponse.DISMISSED)
    assert effect(admin) is None
    answer_all(database, students[9:], clock, MessageResponse.NOT_HELPFUL)
    shown = effect(admin)
    assert (shown["sent"], shown["answers"], shown["helpful"]) == (29, 28, 27)
    assert 0 < shown["low"] < shown["share"] < shown["high"] < 1


def test_hidden_offers_and_those_of_who_is_not_counted_are_in_no_effect(admin, answerers, database, clock):
    students = answerers(10)
    answer_all(database, students[:6], clock, MessageResponse.HELPFUL)
    answer_all(database, students[6:], clock, MessageResponse.NOT_HELPFUL)
    answer_all(database, answerers(12), clock, MessageResponse.NOT_HELPFUL, hidden_at=clock.now())
    answer_all(database, answerers(12, counted=False), clock, MessageResponse.NOT_HELPFUL)
    shown = effect(admin)
    assert (shown["sent"], shown["answers"], shown["helpful"]) == (10, 10, 6)


def test_one_more_answer_does_not_show(admin, answerers, database, clock):
    students = answerers(20)
    answer_all(database, students[:6], clock, MessageResponse.HELPFUL)
    answer_all(database, students[6:10], clock, MessageResponse.NOT_HELPFUL)
    before = effect(admin)
    answer_all(database, students[10:19], clock, MessageResponse.HELPFUL)
    assert effect(admin) == before
    answer_all(database, students[19:], clock, MessageResponse.HELPFUL)
    assert effect(admin)["answers"] == 20


def test_a_lone_hidden_message_hides_the_smallest_other_one(admin, answerers, database, clock):
    """The sum over all messages is in the report on support: one hidden message would be what is missing from it."""
    library = admin.get("/administration/messages").json["messages"]
    large, small, few = (message["id"] for message in library[:3])
    for message_id, count in ((large, 15), (small, 11), (few, 3)):
        students = answerers(count)
        answer_all(database, students[:2], clock, MessageResponse.NOT_HELPFUL, message_id=message_id)
        answer_all(database, students[2:], clock, MessageResponse.HELPFUL, message_id=message_id)
    shown = {message_id: effect(admin, message_id) is not None for message_id in (large, small, few)}
    assert shown == {large: True, small: False, few: False}


CALM = {"en": "One small thing for today, {name}?", "de": "Eine Kleinigkeit für heute, {name}?"}


def test_the_choice_is_made_among_the_institutions_messages(admin, learner_of):
    """With everything but one message of a cause off, that one is what a student gets."""
    library = admin.get("/administration/messages").json["messages"]
    own = admin.post("/administration/messages", draft(CALM, strategy="plan_step", cause="low_mood")).json
    for message in library:
        if message["cause"] == "low_mood":
            admin.put(f"/administration/messages/{message['id']}", {"version": 0, "active": False})
    support_message = learner_of("sadness")
    assert (support_message["message_id"], support_message["text"]) == (
        own["id"],
        "One small thing for today, Mara?",
    )


@pytest.fixture
def learner_of(make, sign_in, clock):
    """What a student is offered who says how they feel."""

    def candidates(feeling):
        course = make.course()
        browser = sign_in(make.student(course, "Mara Lind"))
        browser.patch("/wellbeing/settings", {"mode": "self_report"})
        place = {"lesson_id": str(course.lessons[0]), "block_id": str(course.text)}
        said = {"id": str(uuid4()), "kind": "check_in", "feeling": feeling, "at": clock.now().isoformat()}
        assert browser.post("/wellbeing/checkins", said | place).status_code == 201
        return browser.post("/wellbeing/interruption-points", {"kind": "block_change", **place}).json["support_message"]

    return candidates


@pytest.mark.parametrize(
    "text", ["Back to it, {name:d}?", "Back to it, {nickname}?", "You sh\u200bould go back.", "Hm {"]
)
def test_a_stored_message_that_is_not_usable_is_left_out_and_the_editor_says_why(admin, database, learner_of, text):
    """Such versions were accepted once: the student gets another message, never an error."""
    for message in admin.get("/administration/messages").json["messages"]:
        if message["cause"] == "low_mood":
            admin.put(f"/administration/messages/{message['id']}", {"version": 0, "active": False})
    own = admin.post("/administration/messages", draft(CALM, strategy="plan_step", cause="low_mood")).json
    with database.transaction() as session:
        stored = session.scalars(select(MessageVersion).where(MessageVersion.message_id == own["id"])).one()
        stored.texts = {"en": text, "de": text}
    assert own["id"] not in said(database)
    assert learner_of("sadness") is None
    detail = admin.get(f"/administration/messages/{own['id']}").json
    assert detail["findings"]["en"]
    assert len(detail["previews"]["en"]) < 100
