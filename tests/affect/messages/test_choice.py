"""The choice among the reviewed messages: what fits, what helped, and never the same twice in a row."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from attune.affect.evidence import LearningState
from attune.affect.limits import OfferResponse
from attune.affect.messages.choice import Answer, Feedback, Place, choose_message, fitting_messages, what_helped
from attune.affect.messages.library import ALWAYS_KNOWN, VARIABLES, Strategy
from attune.affect.policy import Breakpoint
from tests.affect.messages.test_library import LIBRARY

MESSAGES = LIBRARY["en"].messages
HELPFUL, NOT_HELPFUL = OfferResponse.HELPFUL, OfferResponse.NOT_HELPFUL


def place(breakpoint=Breakpoint.VIDEO_PAUSE, has_hint=True, has_tutor=True, known=ALWAYS_KNOWN, helped=frozenset()):
    return Place(breakpoint, has_hint, has_tutor, known, helped)


def fitting(**where):
    return fitting_messages(MESSAGES, LearningState.LOW_MOOD, place(**where))


def strategies(**where):
    return {message.strategy for message in fitting(**where)}


def test_only_what_can_be_kept_is_offered():
    assert strategies() == set(Strategy) - {Strategy.REFLECTION}
    assert Strategy.REFLECTION in strategies(breakpoint=Breakpoint.LESSON_END)
    assert Strategy.HINT not in strategies(has_hint=False)
    assert Strategy.ASK_TUTOR not in strategies(has_tutor=False)


def test_a_message_that_needs_what_is_not_known_is_left_out():
    assert {message.variables - ALWAYS_KNOWN for message in fitting()} == {frozenset()}
    known = {message.variables - ALWAYS_KNOWN for message in fitting(known=VARIABLES)}
    assert known == {frozenset(), frozenset({"block"}), frozenset({"done", "total"})}


def test_a_message_that_recalls_help_is_only_for_those_whom_it_helped():
    assert not any(message.recalls for message in fitting())
    recalled = {message.strategy for message in fitting(helped=frozenset({Strategy.BREAK})) if message.recalls}
    assert recalled == {Strategy.BREAK}


def test_what_helped_is_what_was_called_helpful():
    answers = [
        Answer("a", Strategy.BREAK, HELPFUL),
        Answer("b", Strategy.HINT, OfferResponse.ACCEPTED),
        Answer("c", Strategy.BREATHING, NOT_HELPFUL),
    ]
    assert what_helped(answers) == {Strategy.BREAK}


CANDIDATES = fitting_messages(MESSAGES, LearningState.MAYBE_CONFUSED, place())


def shares(draws, **known):
    rng = Random(7)
    arguments = {"feedback": {}, "seen": (), "own": (), **known}
    return Counter(choose_message(CANDIDATES, rng=rng, **arguments).id for _ in range(draws))


def test_the_choice_learns_from_what_helped_the_institution():
    best = CANDIDATES[3].id
    feedback = {message.id: Feedback(2, 30) for message in CANDIDATES} | {best: Feedback(30, 2)}
    assert shares(500, feedback=feedback)[best] > 490


def test_without_feedback_every_message_has_its_turn():
    chosen = shares(2000)
    assert set(chosen) == {message.id for message in CANDIDATES}
    assert max(chosen.values()) < 3 * min(chosen.values())


def test_a_learner_whom_other_things_help_than_their_class_is_believed():
    loved, mine = CANDIDATES[0], next(each for each in CANDIDATES if each.strategy is Strategy.BREATHING)
    feedback = {message.id: Feedback(3, 3) for message in CANDIDATES} | {loved.id: Feedback(90, 10)}
    own = [Answer(mine.id, mine.strategy, HELPFUL)] * 12 + [Answer(loved.id, loved.strategy, NOT_HELPFUL)] * 12
    assert shares(500, feedback=feedback)[loved.id] > 400
    chosen = shares(500, feedback=feedback, own=own)
    assert chosen[mine.id] > 300
    assert chosen[loved.id] < 20


def test_help_of_a_strategy_speaks_for_its_other_messages():
    hints = [message for message in CANDIDATES if message.strategy is Strategy.HINT]
    own = [Answer(hints[0].id, Strategy.HINT, HELPFUL)] * 8
    assert shares(1000, own=own)[hints[1].id] > 1.5 * shares(1000)[hints[1].id]


def test_a_dismissal_says_nothing_about_the_message():
    own = [Answer(message.id, message.strategy, OfferResponse.DISMISSED) for message in CANDIDATES] * 5
    assert shares(200, own=own) == shares(200)


def test_the_choice_settles_on_what_helps_while_it_learns():
    """A simulated institution: each message helps at its own rate; the best one is found and then mostly chosen."""
    rng, truth = Random(3), {message.id: 0.3 for message in CANDIDATES} | {CANDIDATES[5].id: 0.8}
    feedback, chosen = {}, []
    for _ in range(1500):
        message = choose_message(CANDIDATES, feedback, (), rng)
        known = feedback.get(message.id, Feedback())
        helped = rng.random() < truth[message.id]
        feedback[message.id] = Feedback(known.helpful + helped, known.not_helpful + (not helped))
        chosen.append(message.id)
    assert set(chosen[:300]) == set(truth)
    assert chosen[-500:].count(CANDIDATES[5].id) > 400


def test_a_message_seen_lately_is_avoided_while_there_is_another():
    seen = [message.id for message in CANDIDATES[1:]]
    assert set(shares(20, seen=seen)) == {CANDIDATES[0].id}


@given(st.lists(st.sampled_from([message.id for message in CANDIDATES]), min_size=1), st.integers())
def test_the_last_message_never_comes_again_and_nothing_unreviewed_ever_does(seen, seed):
    message = choose_message(CANDIDATES, {}, seen, Random(seed))
    assert message in CANDIDATES
    assert message.id != seen[-1]


def test_rather_nothing_than_the_same_again():
    assert choose_message(CANDIDATES[:1], {}, [CANDIDATES[0].id], Random(7)) is None


def test_no_candidate_no_message():
    assert choose_message((), {}, (), Random(7)) is None
