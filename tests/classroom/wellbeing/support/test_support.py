"""Support reaches a student at a natural pause, with its reasons, and stays silent otherwise."""

from itertools import pairwise
from uuid import uuid4

import pytest

from attune.affect.experiment.assignment import assign
from attune.affect.messages.library import ACTION_OF
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.models import SupportMessage
from attune.expressions import Expression
from tests.classroom.platform.events.redis_server import settle
from tests.classroom.wellbeing.readings import check_in

ANGER, NEUTRAL, SADNESS, SURPRISE = Expression.ANGER, Expression.NEUTRAL, Expression.SADNESS, Expression.SURPRISE


def test_a_difficulty_brings_a_message_at_a_pause_with_its_reasons(learner):
    learner.allow()
    learner.rewind()
    support_message = learner.pause()
    assert support_message["cause"] == "confused"
    assert [reason["code"] for reason in support_message["why"]["reasons"]] == ["rewinds"]
    assert (support_message["action"] and support_message["action"]["kind"]) == ACTION_OF.get(
        support_message["strategy"]
    )


def test_an_expression_brings_no_advice_however_long_it_lasts(learner):
    learner.allow()
    learner.show(*[ANGER] * 4)
    assert learner.pause() is None
    learner.show(*[NEUTRAL] * 14, *[ANGER] * 8)
    support_message = learner.pause()
    assert support_message is None or support_message["cause"] == "asks"


def test_calm_windows_bring_nothing(learner):
    learner.allow()
    learner.show(*[NEUTRAL] * 10)
    assert learner.pause() is None


def test_nothing_is_offered_in_a_graded_quiz(learner, database):
    learner.allow()
    learner.show(*[ANGER] * 4)
    assert learner.pause(in_graded_quiz=True) is None
    second, graded = str(learner.course.lessons[1]), str(learner.course.graded)
    assert learner.pause(lesson_id=second, block_id=graded) is None
    with database.session(writes=False) as session:
        assert session.query(SupportMessage).count() == 0


def test_nothing_is_offered_with_the_mode_off(learner):
    learner.browser.post("/wellbeing/checkins", check_in("lost_here", learner.clock.now()))
    assert learner.pause() is None


def test_a_student_without_a_camera_is_supported_by_what_they_say(learner):
    learner.allow("self_report", process_camera=False)
    said = check_in("check_in", learner.clock.now(), feeling="sadness")
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201
    support_message = learner.pause("video_pause")
    assert (support_message["state"], support_message["why"]["reasons"][0]["code"]) == ("low_mood", "said_so")


def test_after_two_wrong_answers_one_more_try_comes_first(learner, right_answers):
    learner.allow()
    attempt = {"id": "8a63f1b6-6a53-4c1e-9d2c-0f0f6d0f7a11", "answers": {}}
    assert learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", attempt).status_code in (200, 201)
    at_quiz = {"block_id": str(learner.course.practice)}
    assert learner.pause("answer_submitted", **at_quiz) is None
    learner.clock.advance(seconds=45)
    support_message = learner.pause("video_pause", **at_quiz)
    assert support_message["cause"] == "wrong_answers"
    assert "wrong_answers" in {reason["code"] for reason in support_message["why"]["reasons"]}


def stay(learner, seconds):
    where = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    event = {"id": str(uuid4()), "kind": "block_dwell", "at": learner.clock.now().isoformat(), "seconds": seconds}
    assert learner.browser.post("/wellbeing/behaviour", {"events": [{**event, **where}]}).json == {
        "accepted": 1,
        "refused": [],
    }


def test_a_stay_of_a_multiple_of_the_expected_time_counts_beside_a_rewind(learner):
    """A text of a few words is to take 30 seconds of the lesson's ten minutes; 75 are two and a half times that."""
    learner.allow()
    learner.rewind(1)
    stay(learner, 74)
    assert learner.pause() is None
    stay(learner, 75)
    assert {reason["code"] for reason in learner.pause()["why"]["reasons"]} == {"rewinds", "long_dwell"}


def test_messages_speak_of_what_helped_before(learner, database):
    """Over twelve low days on which breaks help, that they did comes up, and only after one has."""
    learner.allow("self_report")
    for _ in range(60):
        say(learner, "sadness")
        support_message = learner.pause()
        if support_message is not None:  # every third day a person to talk to is proposed
            respond(learner, support_message, "helpful" if support_message["strategy"] == "break" else "not_helpful")
        learner.clock.advance(hours=5)
    with database.session(writes=False) as session:
        support_messages = session.query(SupportMessage).order_by(SupportMessage.sent_at).all()
    for place, support_message in enumerate(support_messages):
        if support_message.message_id.endswith("-helped"):
            assert support_message.strategy in {earlier.strategy for earlier in support_messages[:place]}
    assert any(support_message.message_id.endswith("-helped") for support_message in support_messages)
    assert all(one.message_id != next_.message_id for one, next_ in pairwise(support_messages))


def test_the_next_message_waits_and_two_dismissals_double_the_wait(learner, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy.model_validate({"support": {"pause_of_a_kind_seconds": 300}}))
    learner.allow("self_report")

    def pause_after(minutes):
        learner.clock.advance(minutes=minutes, seconds=-2)
        learner.rewind()
        return learner.pause()

    respond(learner, pause_after(1), "dismissed")
    respond(learner, pause_after(5), "dismissed")
    assert pause_after(5) is None
    assert pause_after(5)["cause"] == "confused"


def say(learner, feeling):
    said = check_in("check_in", learner.clock.now(), feeling=feeling)
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201


def respond(learner, support_message, response):
    return learner.browser.post(f"/wellbeing/support-messages/{support_message['id']}/response", {"response": response})


def test_a_snooze_keeps_support_quiet(learner):
    learner.allow()
    learner.browser.patch("/wellbeing/settings", {"support": {"snooze": "30_minutes"}})
    learner.rewind()
    assert learner.pause() is None
    learner.clock.advance(minutes=30)
    learner.rewind()
    assert learner.pause() is not None


@pytest.mark.parametrize("name", ["support_message_id", "offer_id"])  # the second from a device of before
def test_that_is_not_how_i_feel_outranks_the_camera(learner, name):
    learner.allow()
    learner.rewind()
    support_message = learner.pause()
    correction = check_in("correction", learner.clock.now(), feeling="happiness", **{name: support_message["id"]})
    assert learner.browser.post("/wellbeing/checkins", correction).status_code == 201
    learner.clock.advance(minutes=9)
    learner.show(*[ANGER] * 4)
    assert learner.own_data()["windows"][-1]["learning_state"] == "engaged"
    assert learner.own_data()["windows"][-1]["reasons"][0]["code"] == "corrected"


def test_an_offer_is_answered_and_kept_in_the_history(learner):
    learner.allow()
    learner.rewind()
    support_message = learner.pause()
    assert respond(learner, support_message, "helpful").json["response"] == "helpful"
    (kept,) = learner.own_data()["support_messages"]
    assert kept == support_message | {"response": "helpful"}


def test_another_students_offer_is_not_found(learner, learner_in):
    learner.allow()
    learner.rewind()
    support_message = learner.pause()
    other = learner_in(learner.course, "Noah")
    assert respond(other, support_message, "helpful").status_code == 404


def test_a_pause_in_a_lesson_that_is_not_ones_own_is_not_found(learner, make):
    foreign = make.course("Another")
    body = {"kind": "block_change", "lesson_id": str(foreign.lessons[0])}
    assert learner.browser.post("/wellbeing/interruption-points", body).status_code == 404


def test_a_block_of_another_lesson_is_not_found(learner):
    body = {"kind": "block_change", "lesson_id": str(learner.course.lessons[1]), "block_id": str(learner.course.text)}
    assert learner.browser.post("/wellbeing/interruption-points", body).status_code == 404


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_every_moment_is_stored_in_both_arms_and_the_arm_follows_from_its_key(learner_in, make, database, share):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(control_arm_share=share))
    course = make.course()
    seen = []
    for i in range(8):
        learner = learner_in(course, f"Student {i}")
        learner.allow()
        learner.rewind()
        seen.append(learner.pause() is not None)
        assert len(learner.own_data()["support_messages"]) == seen[-1]
    with database.session(writes=False) as session:
        decisions = session.query(SupportDecision).all()
        assert len(decisions) == 8
        assert sorted(each.delivered for each in decisions) == sorted(seen)
        for each in decisions:
            assert each.speak == assign(f"{each.user_id}:{each.id}", share).speak == each.delivered
            assert each.randomised
            assert len(each.policy_hash) == 64
    assert share > 0 or all(seen)


def test_offers_speak_the_students_language(learner):
    learner.browser.patch("/me", {"locale": "de"})
    learner.allow()
    learner.rewind()
    support_message = learner.pause()
    assert "zurück" in support_message["why"]["reasons"][0]["text"]
    assert support_message["why"]["rule"].startswith("Nachrichten kommen nur")


def test_an_offer_is_pushed_to_the_students_other_tabs(learner, services):
    learner.allow()
    learner.rewind()
    tab = services.bus.subscribe([f"user:{learner.user.id}"])
    support_message = learner.pause()
    settle(services)
    message = tab.waiting.get_nowait()
    assert '"support.message_sent"' in message.data
    assert support_message["id"] in message.data


def test_a_restart_forgets_nothing_that_was_saved(learner, app):
    learner.allow()
    say(learner, "anger")
    app.extensions["attune.study_sessions"].clear()
    assert learner.pause()["cause"] == "frustrated"


def test_whoever_says_how_they_are_is_answered_once_whatever_the_pauses(learner):
    learner.allow("self_report")
    for feeling, cause in (("anger", "frustrated"), ("sadness", "low_mood"), ("contempt", "bored")):
        say(learner, feeling)
        assert learner.pause()["cause"] == cause
        assert learner.pause() is None
        learner.clock.advance(seconds=30)


def test_the_daily_cap_holds_over_a_long_day(learner):
    learner.allow("self_report")
    shown = 0
    for _ in range(60):
        learner.rewind()
        shown += learner.pause() is not None
        learner.clock.advance(minutes=13)
    assert shown == 10  # in thirteen hours, with sixty occasions
