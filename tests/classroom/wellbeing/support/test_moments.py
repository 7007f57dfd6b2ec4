"""Every moment is kept with what it was decided from; what was not shown is no message."""

from random import Random

import pytest

from attune.affect.experiment.assignment import assign
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.wellbeing.learner_state.reasons import language_for
from tests.classroom.queries import counted
from tests.classroom.wellbeing.support.conftest import do, respond, say

MOST_STATEMENTS = 40  # of a request that sends a message; one that does not sends fewer than half


def rewind_and_leave(learner):
    do(learner, "rewind", learner.course.text, times=3)
    return learner.pause("block_change", left_block_id=str(learner.course.text), block_id=str(learner.course.video))


def test_a_moment_is_kept_with_what_the_choice_can_be_repeated_with(learner, decisions):
    message = rewind_and_leave(learner)
    (kept,) = decisions()
    assert (kept.cause, kept.evidence, kept.interruption_point) == ("confused", "did", "block_change")
    assert (kept.randomised, kept.speak, kept.probability_speak) == (True, True, 1.0)
    assert (kept.available, kept.delivered, kept.rule) == (True, True, "speak")
    assert (kept.lesson_id, kept.block_id) == (learner.course.lessons[0], learner.course.text)
    assert kept.skill is None
    assert kept.seed == f"{learner.user.id}:{kept.id}"
    assert len(kept.policy_hash) == 64
    assert str(kept.support_message_id) == message["id"]
    assert kept.message_id == message["message_id"]
    assert sum(kept.candidates.values()) == pytest.approx(1)
    assert kept.candidates[kept.message_id] >= 0.05 / len(kept.candidates)


def test_the_same_seed_chooses_the_same_message(learner, decisions):
    """The strategy is drawn first, then its wording: repeating both with the seed ends at the message that was sent."""
    rewind_and_leave(learner)
    (kept,) = decisions()
    assert repeat(kept) == kept.message_id


def repeat(kept):
    """Draw as `affect` does, from what is stored alone."""
    strategies = {message.id: message.strategy for message in language_for("en").messages}
    shares = {}
    for message_id, share in kept.candidates.items():
        shares.setdefault(strategies[message_id], []).append((message_id, share))
    rng = Random(kept.seed)
    (strategy,) = rng.choices(list(shares), [sum(share for _, share in each) for each in shares.values()])
    return rng.choice([message_id for message_id, _ in shares[strategy]])


def test_what_is_not_shown_leaves_a_decision_and_no_message(learner_in, course, decisions, messages, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(control_arm_share=0.5))
    shown = []
    for number in range(12):
        learner = learner_in(course, f"Student {number}")
        learner.allow("self_report")
        shown.append(rewind_and_leave(learner) is not None)
    kept = {decision.user_id: decision for decision in decisions()}
    assert len(kept) == 12
    assert 0 < sum(shown) < 12
    assert sum(each.delivered for each in kept.values()) == sum(shown) == len(messages())
    for each in kept.values():
        drawn = assign(each.seed, 0.5)
        assert (each.speak, each.probability_speak) == (drawn.speak, drawn.probability_speak)
        assert each.available
        assert each.candidates
        assert each.message_id in each.candidates
        assert (each.support_message_id is None) is not each.delivered


def test_a_students_own_word_is_answered_in_every_arm(learner_in, course, database, decisions):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(control_arm_share=0.5))
    for number in range(8):
        learner = learner_in(course, f"Student {number}")
        learner.allow("self_report")
        say(learner, "anger")
        assert learner.pause("video_pause") is not None
    assert {(each.randomised, each.speak, each.probability_speak) for each in decisions()} == {(False, True, 1.0)}


def test_switching_off_takes_no_moment_away(learner, decisions):
    learner.browser.patch("/wellbeing/settings", {"support": {"enabled": False}})
    assert rewind_and_leave(learner) is None
    (kept,) = decisions()
    assert (kept.rule, kept.available, kept.delivered) == ("support_off", False, False)


def test_with_nothing_to_say_nothing_is_kept(learner, decisions):
    assert learner.pause() is None
    assert decisions() == []


@pytest.mark.parametrize(
    ("earlier", "later", "kept"),
    [
        (None, "ignored", "ignored"),
        ("ignored", "helpful", "helpful"),
        ("dismissed", "ignored", "dismissed"),
        ("dismissed", "accepted", "dismissed"),
        ("dismissed", "finished", "dismissed"),
        ("dismissed", "helpful", "helpful"),
        ("finished", "accepted", "finished"),
        ("ignored", "finished", "ignored"),
        ("finished", "not_helpful", "not_helpful"),
        ("accepted", "finished", "finished"),
        ("helpful", "finished", "helpful"),
        ("not_helpful", "ignored", "not_helpful"),
        ("helpful", "not_helpful", "not_helpful"),
    ],
)
def test_what_the_client_says_for_a_student_replaces_no_word_of_theirs(learner, earlier, later, kept):
    message = rewind_and_leave(learner)
    if earlier is not None:
        respond(learner, message, earlier)
    assert respond(learner, message, later).json["response"] == kept


def test_a_message_is_made_with_few_statements(learner, database, hand_in):
    hand_in(learner, learner.course.practice, 1)
    learner.clock.advance(minutes=20)
    learner.pause()
    with counted(database) as silent:
        assert learner.pause("block_change", left_block_id=str(learner.course.video)) is None
    do(learner, "rewind", learner.course.text, times=3)
    with counted(database) as spoken:
        text, video = str(learner.course.text), str(learner.course.video)
        assert learner.pause("block_change", left_block_id=text, block_id=video) is not None
    assert len(silent) <= MOST_STATEMENTS // 2
    assert len(spoken) <= MOST_STATEMENTS
