"""The reviewed library and the rules it is held to."""

from dataclasses import replace
from importlib import resources

import pytest

from attune.affect.messages.library import (
    ACTION_OF,
    ALWAYS_KNOWN,
    InvalidLibraryError,
    Personal,
    Strategy,
    message_breaches,
    parse_library,
    render,
)
from attune.affect.messages.tone import TONE_RULES
from attune.affect.policy import SUPPORTED_STATES
from attune.affect.reasons import Reason, ReasonCode

LANGUAGES = ("en", "de")
SOURCES = {
    code: (resources.files("attune.affect") / "library" / f"{code}.yaml").read_text("utf-8") for code in LANGUAGES
}
LIBRARY = parse_library(SOURCES)
PERSONAL = Personal("Mira", "Algebra", "Fractions", block="Halves and thirds", done=3, total=7)
VALUES = PERSONAL.values()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_has_every_strategy(code):
    pairs = {(message.state, message.strategy) for message in LIBRARY[code].messages}
    assert pairs == {(state, strategy) for state in SUPPORTED_STATES for strategy in Strategy}
    assert len(LIBRARY[code].messages) >= 60


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
actions: {open_hint: a, take_break: b, breathing: c, plan: d, ask_tutor: e, show_example: f, write_note: g}
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
        ({"en": small("You should rest.")}, "'You should' is an order"),
        ({"en": small("You look sad.")}, "tells the student what they feel"),
        ({"en": small("Fine", tuple(ReasonCode)[1:])}, "no sentence for reason said_so"),
        ({"en": small("Fine"), "de": small("Gut").replace("id: one", "id: two")}, "one: en and de differ"),
        ({"en": small("Fine"), "de": small("Gut").replace("strategy: break", "strategy: plan_step")}, "one: en and de"),
        ({"en": small("Fine").replace("low_mood", "gloomy")}, "gloomy"),
        ({"en": small("At {block}"), "de": small("Gut")}, "one: en and de differ"),
        ({"en": small("Fine"), "de": small("Gut").replace("id: one,", "id: one, recalls: true,")}, "one: en and de"),
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


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_has_enough_to_say_where_little_is_known(code):
    """Without hint, history, block title and progress, nobody gets the same message twice in a day's cap."""
    for state in SUPPORTED_STATES:
        always = [
            message
            for message in LIBRARY[code].messages
            if message.state is state
            and not message.recalls
            and message.variables <= ALWAYS_KNOWN
            and message.strategy not in (Strategy.HINT, Strategy.REFLECTION)
        ]
        assert len(always) >= 10


def test_what_is_not_known_is_no_variable():
    assert Personal("Mira", "Algebra", "Fractions").values().keys() == ALWAYS_KNOWN
    assert "done" not in replace(PERSONAL, done=0).values()  # "part 0 of 7 is behind you" would be no encouragement


def test_a_message_of_ones_own_is_told_everything_that_is_wrong_with_it():
    own = replace(LIBRARY["en"].messages[0], text="You must smile, {nick}! " + "x" * 240 + "!")
    breaches = message_breaches("en", own)
    assert len(breaches) == 5
    assert message_breaches("en", LIBRARY["en"].messages[0]) == []


def test_the_tone_rules_cover_every_language_of_the_library():
    assert set(TONE_RULES) == set(LIBRARY)


def test_actions_belong_to_strategies_that_exist():
    assert set(ACTION_OF) < set(Strategy)
