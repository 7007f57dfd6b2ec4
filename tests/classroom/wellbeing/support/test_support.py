"""Support reaches a student at a natural pause, with its reasons, and stays silent otherwise."""

from itertools import pairwise
from uuid import uuid4

import pytest

from attune.affect.experiment.assignment import in_control_arm
from attune.affect.messages.library import ACTION_OF
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.wellbeing.models import SupportMessage
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in

ANGER, NEUTRAL, SADNESS, SURPRISE = Expression.ANGER, Expression.NEUTRAL, Expression.SADNESS, Expression.SURPRISE


def test_a_sustained_expression_brings_an_offer_at_a_pause(learner):
    learner.allow()
    learner.show(*[ANGER] * 4)
    support_message = learner.pause()
    assert support_message["state"] == "maybe_frustrated"
    assert [reason["code"] for reason in support_message["why"]["reasons"]] == ["tense_expression"]
    assert "4 of the latest readings" in support_message["why"]["reasons"][0]["text"]
    assert support_message["why"]["windows"] == 4
    assert (support_message["action"] and support_message["action"]["kind"]) == ACTION_OF.get(
        support_message["strategy"]
    )


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


def test_confusion_waits_a_minute_unless_behaviour_confirms_it(learner, right_answers):
    learner.allow()
    learner.show(*[SURPRISE] * 4)
    assert learner.pause() is None
    learner.show(*[SURPRISE] * 2)
    assert learner.pause()["state"] == "maybe_confused"


def test_wrong_answers_confirm_confusion_at_once(learner):
    learner.allow()
    learner.show(*[SURPRISE] * 4)
    assert learner.pause() is None
    attempt = {"id": "8a63f1b6-6a53-4c1e-9d2c-0f0f6d0f7a11", "answers": {}}
    assert learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", attempt).status_code in (200, 201)
    support_message = learner.pause("answer_submitted", block_id=str(learner.course.practice))
    assert support_message["state"] == "maybe_confused"
    assert {reason["code"] for reason in support_message["why"]["reasons"]} >= {"puzzled_expression", "wrong_answers"}


def stay(learner, seconds):
    where = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    event = {"id": str(uuid4()), "kind": "block_dwell", "at": learner.clock.now().isoformat(), "seconds": seconds}
    assert learner.browser.post("/wellbeing/behaviour", {"events": [{**event, **where}]}).json == {
        "accepted": 1,
        "refused": [],
    }


def test_a_stay_of_a_multiple_of_the_expected_time_confirms_confusion(learner):
    """A text of a few words is to take 30 seconds of the lesson's ten minutes; 75 are two and a half times that."""
    learner.allow()
    learner.show(*[SURPRISE] * 4)
    stay(learner, 74)
    assert learner.pause() is None
    stay(learner, 75)
    assert {reason["code"] for reason in learner.pause()["why"]["reasons"]} >= {"puzzled_expression", "long_dwell"}


def test_messages_speak_of_progress_and_of_what_helped_before(learner, database):
    """Over twelve low days with every answer helpful, both kinds come up, filled in with what is true."""
    learner.allow("self_report")
    for block in (learner.course.text, learner.course.video):
        body = {"block_id": str(block), "status": "completed"}
        assert learner.browser.put(f"/lessons/{learner.course.lessons[0]}/progress", body).status_code == 200
    for _ in range(60):
        say(learner, "sadness")
        support_message = learner.pause()
        learner.browser.post(f"/wellbeing/support-messages/{support_message['id']}/response", {"response": "helpful"})
        learner.clock.advance(hours=5)
    with database.session(writes=False) as session:
        support_messages = session.query(SupportMessage).order_by(SupportMessage.sent_at).all()
    progress = next(
        support_message
        for support_message in support_messages
        if support_message.message_id == "low-encouragement-progress"
    )
    assert progress.text.startswith("Part 1 of 3 in “Lesson 1” is behind you.")
    for place, support_message in enumerate(support_messages):
        if support_message.message_id.endswith("helped-before"):
            assert support_message.strategy in {earlier.strategy for earlier in support_messages[:place]}
    assert any(support_message.message_id.endswith("helped-before") for support_message in support_messages)
    assert all(one.message_id != next_.message_id for one, next_ in pairwise(support_messages))


def test_the_next_offer_waits_and_two_dismissals_double_the_wait(learner):
    learner.allow("self_report")

    def pause_after(minutes, feeling):
        """The support_message, if any, one second before that many minutes have passed and right when they have."""
        learner.clock.advance(minutes=minutes, seconds=-1)
        say(learner, feeling)
        before = learner.pause()
        learner.clock.advance(seconds=1)
        return before, learner.pause()

    say(learner, "anger")
    respond(learner, learner.pause(), "dismissed")
    before, second = pause_after(5, "sadness")
    assert (before, second["state"]) == (None, "low_mood")
    respond(learner, second, "dismissed")
    before, third = pause_after(10, "contempt")
    assert (before, third["state"]) == (None, "maybe_disengaged")


def say(learner, feeling):
    said = check_in("check_in", learner.clock.now(), feeling=feeling)
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201


def respond(learner, support_message, response):
    return learner.browser.post(f"/wellbeing/support-messages/{support_message['id']}/response", {"response": response})


def test_a_snooze_keeps_support_quiet(learner):
    learner.allow()
    learner.browser.patch("/wellbeing/settings", {"support": {"snooze": "30_minutes"}})
    learner.show(*[ANGER] * 4)
    assert learner.pause() is None
    learner.clock.advance(minutes=30)
    learner.show(*[ANGER] * 4)
    assert learner.pause() is not None


@pytest.mark.parametrize("name", ["support_message_id", "offer_id"])  # the second from a device of before
def test_that_is_not_how_i_feel_outranks_the_camera(learner, name):
    learner.allow()
    learner.show(*[ANGER] * 4)
    support_message = learner.pause()
    correction = check_in("correction", learner.clock.now(), feeling="happiness", **{name: support_message["id"]})
    assert learner.browser.post("/wellbeing/checkins", correction).status_code == 201
    learner.clock.advance(minutes=9)
    learner.show(*[ANGER] * 4)
    assert learner.own_data()["windows"][-1]["learning_state"] == "engaged"
    assert learner.own_data()["windows"][-1]["reasons"][0]["code"] == "corrected"


def test_an_offer_is_answered_and_kept_in_the_history(learner):
    learner.allow()
    learner.show(*[SADNESS] * 4)
    support_message = learner.pause()
    assert respond(learner, support_message, "helpful").json["response"] == "helpful"
    (kept,) = learner.own_data()["support_messages"]
    assert kept == support_message | {"response": "helpful"}


def test_another_students_offer_is_not_found(learner, learner_in):
    learner.allow()
    learner.show(*[ANGER] * 4)
    support_message = learner.pause()
    other = learner_in(learner.course, "Noah")
    assert respond(other, support_message, "helpful").status_code == 404


def test_a_pause_in_a_lesson_that_is_not_ones_own_is_not_found(learner, make):
    foreign = make.course("Another")
    body = {"kind": "block_change", "lesson_id": str(foreign.lessons[0])}
    assert learner.browser.post("/wellbeing/breakpoints", body).status_code == 404


def test_a_block_of_another_lesson_is_not_found(learner):
    body = {"kind": "block_change", "lesson_id": str(learner.course.lessons[1]), "block_id": str(learner.course.text)}
    assert learner.browser.post("/wellbeing/breakpoints", body).status_code == 404


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_the_control_arm_gets_nothing_but_is_counted(learner_in, make, database, share):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(control_arm_share=share))
    course = make.course()
    seen = []
    for i in range(8):
        learner = learner_in(course, f"Student {i}")
        learner.allow()
        learner.show(*[ANGER] * 4)
        support_message = learner.pause()
        seen.append(support_message is not None)
        assert seen[-1] is not in_control_arm(str(learner.user.id), share)
        assert len(learner.own_data()["support_messages"]) == seen[-1]
    with database.session(writes=False) as session:
        assert session.query(SupportMessage).count() == 8
        assert session.query(SupportMessage).filter_by(withheld=False).count() == sum(seen)


def test_offers_speak_the_students_language(learner):
    learner.browser.patch("/me", {"locale": "de"})
    learner.allow()
    learner.show(*[ANGER] * 4)
    support_message = learner.pause()
    assert "Messungen" in support_message["why"]["reasons"][0]["text"]
    assert support_message["why"]["rule"].startswith("Etwas deutete")


def test_an_offer_is_pushed_to_the_students_other_tabs(learner, services):
    learner.allow()
    learner.show(*[ANGER] * 4)
    tab = services.bus.subscribe([f"user:{learner.user.id}"])
    support_message = learner.pause()
    message = tab.waiting.get_nowait()
    assert '"support.message_sent"' in message.data
    assert support_message["id"] in message.data


def test_a_restart_forgets_nothing_that_was_saved(learner, app):
    learner.allow()
    learner.show(*[ANGER] * 4)
    app.extensions["attune.study_sessions"].clear()
    assert learner.pause()["state"] == "maybe_frustrated"


def test_the_daily_cap_holds_over_a_long_day(learner):
    learner.allow("self_report")
    feelings = ["anger", "sadness", "contempt"]
    offered = 0
    for i in range(60):
        say(learner, feelings[i % 3])
        offered += learner.pause() is not None
        learner.clock.advance(minutes=13)
    assert offered == 10  # in thirteen hours, with sixty occasions
