"""What students hear with the shipped library: true, about its block, and it opens something there."""

from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from tests.classroom.wellbeing.support.conftest import respond, say
from tests.classroom.wellbeing.support.test_moments import rewind_and_leave

FAILED = 1  # of four items; 0.75 passes


def test_four_failed_quizzes_lead_back_after_the_third_and_then_to_a_person(learner, make, hand_in):
    make.tutor(learner.course)
    practice = learner.course.practice
    messages = []
    for _ in range(4):
        learner.clock.advance(minutes=20)
        hand_in(learner, practice, FAILED)
        learner.clock.advance(minutes=1)
        messages.append(learner.pause("answer_submitted", block_id=str(practice)))
    causes = [message and message["cause"] for message in messages]
    assert causes[0] is None or causes[0] == "wrong_answers"
    assert causes[2:] == ["repeated_failure", "repeated_failure"]
    first, second = messages[2], messages[3]
    assert first["strategy"] == "prerequisite"
    assert first["block_id"] == str(practice)
    assert first["action"]["kind"] == "open_prerequisite"
    assert (first["action"]["lesson_id"], first["action"]["block_id"]) == (
        str(learner.course.lessons[0]),
        str(learner.course.text),
    )
    assert second["strategy"] == "ask_tutor"
    assert "4 times" in second["action"]["prefill"]


def test_evidence_of_yesterday_counts(learner, hand_in):
    for _ in range(3):
        hand_in(learner, learner.course.practice, FAILED)
        learner.clock.advance(hours=24)
    hand_in(learner, learner.course.practice, FAILED)
    learner.clock.advance(minutes=1)
    message = learner.pause("answer_submitted", block_id=str(learner.course.practice))
    assert message["cause"] == "repeated_failure"


def test_a_reader_who_tried_nothing_never_hears_of_tries(learner, messages):
    """Forty moments of frustration at a text: whatever is said, it claims no try."""
    for _ in range(40):
        say(learner, "anger")
        learner.pause("video_pause", block_id=str(learner.course.text))
        learner.clock.advance(hours=1)
    texts = [message.text.lower() for message in messages()]
    assert len(texts) > 20
    claims = ("tried", " tries", "attempt", "try so far", "handed in", "answered")
    assert not [text for text in texts if any(claim in text for claim in claims)]


def test_who_says_that_they_are_low_on_three_days_is_shown_whom_to_talk_to(learner):
    causes = []
    for _ in range(3):
        say(learner, "sadness")
        causes.append(learner.pause("video_pause", utc_offset_minutes=60)["cause"])
        learner.clock.advance(hours=24)
    assert causes == ["low_mood", "low_mood", "talk"]


def test_what_is_late_is_said_by_the_students_own_clock(learner):
    assert learner.pause("video_pause", utc_offset_minutes=0) is None  # nine in the morning
    message = learner.pause("video_pause", utc_offset_minutes=14 * 60)
    assert (message["cause"], message["strategy"]) == ("night", "stop_here")


def test_four_messages_that_fade_are_one_dismissal(learner, decisions):
    """Two dismissals double the pause of five minutes: eight messages in a row that nobody answered do as well."""
    for _ in range(8):
        learner.clock.advance(minutes=21)
        respond(learner, rewind_and_leave(learner), "ignored")
    learner.clock.advance(minutes=13)
    learner.clock.advance(hours=1)
    assert rewind_and_leave(learner) is not None
    assert decisions()[-1].rule == "speak"


def test_repeated_failure_is_answered_in_every_arm(learner_in, course, make, database, decisions, hand_in):
    make.tutor(course)
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(control_arm_share=0.5))
    for number in range(6):
        learner = learner_in(course, f"Student {number}")
        learner.allow("self_report")
        for _ in range(3):
            hand_in(learner, course.practice, 1)
            learner.clock.advance(minutes=1)
        learner.pause("answer_submitted", block_id=str(course.practice))
    kept = [each for each in decisions() if each.cause == "repeated_failure"]
    assert len(kept) == 6
    assert {(each.randomised, each.speak, each.rule) for each in kept} == {(False, True, "speak")}
    assert {each.skill for each in kept} != {None}
