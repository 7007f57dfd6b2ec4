"""The reviewed library, the rules it is held to, and the choice among its messages."""

from collections import Counter
from importlib import resources
from random import Random

import pytest

from attune.affect.choice import Feedback, Place, choose_message, fitting_messages
from attune.affect.evidence import LearningState
from attune.affect.messages import ACTION_OF, InvalidLibraryError, Strategy, parse_library, render
from attune.affect.policy import SUPPORTED_STATES, Breakpoint
from attune.affect.states import Reason, ReasonCode
from attune.affect.tone import TONE_RULES, breaches_of_tone

LANGUAGES = ("en", "de")
SOURCES = {
    code: (resources.files("attune.affect") / "library" / f"{code}.yaml").read_text("utf-8") for code in LANGUAGES
}
LIBRARY = parse_library(SOURCES)
VALUES = {"name": "Mira", "course": "Algebra", "lesson": "Fractions"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_has_every_strategy(code):
    pairs = {(message.state, message.strategy) for message in LIBRARY[code].messages}
    assert pairs == {(state, strategy) for state in SUPPORTED_STATES for strategy in Strategy}
    assert len(LIBRARY[code].messages) >= 48


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_can_be_rendered_and_every_reason_explained(code):
    for message in LIBRARY[code].messages:
        text = render(message, VALUES)
        assert "{" not in text
        assert len(text) <= 260
    for reason in ReasonCode:
        assert "{" not in LIBRARY[code].explain(Reason(reason, 3))


def test_a_name_with_braces_is_only_a_name():
    message = next(message for message in LIBRARY["en"].messages if "{name}" in message.text)
    assert "{course.__class__}" in render(message, VALUES | {"name": "{course.__class__}"})


SMALL = """
actions: {open_hint: a, take_break: b, breathing: c, plan: d, ask_tutor: e}
reasons: {%s}
rules: {offer: because}
messages:
  - {id: one, state: low_mood, strategy: break, text: "%s"}
"""


def small(text, reasons=tuple(ReasonCode)):
    return SMALL % (", ".join(f"{code}: why" for code in reasons), text)


def test_a_library_that_keeps_the_rules_is_accepted():
    assert parse_library({"en": small("A pause?")})["en"].message("one").strategy is Strategy.BREAK


@pytest.mark.parametrize(
    ("sources", "breach"),
    [
        ({"en": small("Hello {nickname}")}, "unknown variable {nickname}"),
        ({"en": small("x" * 241)}, "241 characters"),
        ({"en": small("You should rest.")}, "'You should' an order"),
        ({"en": small("You look sad.")}, "tells the learner what they feel"),
        ({"en": small("Fine", tuple(ReasonCode)[1:])}, "no sentence for reason said_so"),
        ({"en": small("Fine"), "de": small("Gut").replace("id: one", "id: two")}, "one: en and de differ"),
        ({"en": small("Fine"), "de": small("Gut").replace("strategy: break", "strategy: plan_step")}, "one: en and de"),
        ({"en": small("Fine").replace("low_mood", "gloomy")}, "gloomy"),
    ],
)
def test_a_library_that_breaks_a_rule_is_refused(sources, breach):
    with pytest.raises(InvalidLibraryError) as refused:
        parse_library(sources)
    assert breach in str(refused.value)


def test_an_id_used_twice_is_refused():
    doubled = small("Fine") + "  - {id: one, state: low_mood, strategy: hint, text: Again}\n"
    with pytest.raises(InvalidLibraryError, match="used twice"):
        parse_library({"en": doubled})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You have to try harder."),
        ("en", "That was your fault."),
        ("en", "It is obviously 4."),
        ("en", "Signs of anxiety."),
        ("en", "You seem a bit upset."),
        ("en", "Cheer up!"),
        ("en", "You are so smart"),
        ("de", "Du solltest Pause machen."),
        ("de", "Du wirkst traurig."),
        ("de", "Das ist deine Schuld."),
        ("de", "Kopf hoch!"),
        ("de", "Das ist offensichtlich."),
    ],
)
def test_the_tone_rules_catch(language, text):
    assert breaches_of_tone(language, text)


def test_the_tone_rules_cover_every_language_of_the_library():
    assert set(TONE_RULES) == set(LIBRARY)


def place(breakpoint=Breakpoint.VIDEO_PAUSE, has_hint=True, has_tutor=True):
    return Place(breakpoint, has_hint, has_tutor)


def strategies(**where):
    messages = fitting_messages(LIBRARY["en"].messages, LearningState.LOW_MOOD, place(**where))
    return {message.strategy for message in messages}


def test_only_what_can_be_kept_is_offered():
    assert strategies() == set(Strategy) - {Strategy.REFLECTION}
    assert Strategy.REFLECTION in strategies(breakpoint=Breakpoint.LESSON_END)
    assert Strategy.HINT not in strategies(has_hint=False)
    assert Strategy.ASK_TUTOR not in strategies(has_tutor=False)


def test_actions_belong_to_strategies_that_exist():
    assert set(ACTION_OF) < set(Strategy)


CANDIDATES = fitting_messages(LIBRARY["en"].messages, LearningState.MAYBE_CONFUSED, place())


def test_the_choice_learns_from_helpful_and_not_helpful():
    best = CANDIDATES[3].id
    feedback = {message.id: Feedback(2, 30) for message in CANDIDATES} | {best: Feedback(30, 2)}
    rng = Random(7)
    chosen = Counter(choose_message(CANDIDATES, feedback, (), rng).id for _ in range(500))
    assert chosen[best] > 490


def test_without_feedback_every_message_has_its_turn():
    rng = Random(7)
    chosen = Counter(choose_message(CANDIDATES, {}, (), rng).id for _ in range(2000))
    assert set(chosen) == {message.id for message in CANDIDATES}
    assert max(chosen.values()) < 3 * min(chosen.values())


def test_a_message_seen_lately_is_avoided_while_there_is_another():
    rng = Random(7)
    seen = {message.id for message in CANDIDATES[1:]}
    assert {choose_message(CANDIDATES, {}, seen, rng).id for _ in range(20)} == {CANDIDATES[0].id}
    everything = {message.id for message in CANDIDATES}
    assert choose_message(CANDIDATES, {}, everything, rng) in CANDIDATES


def test_no_candidate_no_message():
    assert choose_message((), {}, (), Random(7)) is None
