"""The reviewed library and the rules it is held to."""

import re
from collections import Counter
from dataclasses import replace
from importlib import resources

import pytest

from attune.affect.causes import Cause
from attune.affect.messages.facts import NUMBERS, Facts
from attune.affect.messages.library import InvalidLibraryError, parse_library, with_tutor
from attune.affect.messages.message import ALWAYS_KNOWN, NAME, About, Personal, render
from attune.affect.messages.review import message_breaches
from attune.affect.messages.strategies import ACTION_OF, Action, MessageStyle, Strategy
from attune.affect.messages.tone import TONE_RULES
from attune.affect.reasons import Reason, ReasonCode

LANGUAGES = ("en", "de")
SOURCES = {
    code: (resources.files("attune.affect") / "library" / f"{code}.yaml").read_text("utf-8") for code in LANGUAGES
}
LIBRARY = parse_library(SOURCES)
FACTS = Facts(tries=3, wrong=2, right=4, minutes=12, hints_opened=2, done=3, total=7, next_minutes=8)
PERSONAL = Personal("Mira", "Algebra", "Fractions", block="Halves and thirds", prerequisite="Sharing")
VALUES = PERSONAL.values(FACTS)

CONFUSED_BEFORE = 19  # messages for confusion until 2026-11


def of(cause, code="en"):
    return [message for message in LIBRARY[code].messages if message.cause is cause]


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_is_something_to_say_for_every_cause(code):
    assert {message.cause for message in LIBRARY[code].messages} == set(Cause)


@pytest.mark.parametrize("code", LANGUAGES)
def test_confusion_has_three_times_the_messages_that_it_had(code):
    assert len(of(Cause.CONFUSED, code)) + len(of(Cause.WRONG_ANSWERS, code)) >= 3 * CONFUSED_BEFORE


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


@pytest.mark.parametrize("code", LANGUAGES)
def test_four_in_five_are_about_the_task_and_one_in_seven_uses_the_name(code):
    messages = LIBRARY[code].messages
    assert sum(message.about is About.TASK for message in messages) >= 0.8 * len(messages)
    assert sum(NAME in message.variables for message in messages) <= len(messages) / 7


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_opens_something_or_carries_a_fact(code):
    for message in LIBRARY[code].messages:
        assert message.strategy in ACTION_OF or any(need.fact in NUMBERS for need in message.needs)


# What a cause proves by itself: a success has failures before it, three low days are days.
PROVED_BY_CAUSE = {Cause.SUCCESS: Facts(failed_before=1), Cause.TALK: Facts(days_low=3)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_cause_has_something_to_say_where_nothing_is_known(code):
    """At a block without title, hint, example or tutor, with no number but the cause's own."""
    for cause in Cause:
        known = PROVED_BY_CAUSE.get(cause, Facts())
        assert [each for each in of(cause, code) if each.holds(known) and each.variables <= ALWAYS_KNOWN], cause


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_about_a_block_left_behind_can_name_it(code):
    """After a block change only messages that name the block may be shown: each strategy of a cause has one."""
    for cause in (Cause.CONFUSED, Cause.WRONG_ANSWERS, Cause.FRUSTRATED, Cause.REPEATED_FAILURE):
        named = {message.strategy for message in of(cause, code) if "block" in message.variables}
        assert named >= {message.strategy for message in of(cause, code)} - {Strategy.BREATHING}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_cause_can_be_said_in_few_words(code):
    brief = Counter(message.cause for message in LIBRARY[code].messages if message.style is MessageStyle.BRIEF)
    assert set(brief) == set(Cause) - {Cause.ASKS}  # which is a short question anyway


def test_an_expression_alone_leads_to_a_question_and_to_nothing_else():
    assert {message.strategy for message in of(Cause.ASKS)} == {Strategy.QUESTION}
    assert not any(message.needs for message in of(Cause.ASKS))


def test_three_days_of_low_mood_lead_to_a_person():
    assert {message.strategy for message in of(Cause.TALK)} == {Strategy.TALK}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_said_at_night_is_true_from_eleven_to_five(code):
    texts = " ".join(message.text for message in of(Cause.NIGHT, code))
    assert re.findall(r"eleven|evening|\belf\b|Abend|\btoday|heute (?!Nacht)", texts) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_is_one_word_for_the_tutor_and_it_can_be_replaced(code):
    asking = [message for message in LIBRARY[code].reviewed if "tutor" in message.variables]
    assert len(asking) > 20
    assert all("Mx Kim" in with_tutor(message, "Mx Kim").text for message in asking)
    assert not any("tutor" in message.variables for message in LIBRARY[code].messages)


SMALL = """
tutor: your tutor
actions: {%s}
reasons: {%s}
rules: {speak: because}
messages:
  - {id: one, cause: low_mood, strategy: break, text: "%s"}
"""


def small(text, reasons=tuple(ReasonCode)):
    labels = ", ".join(f"{action}: label" for action in Action)
    return SMALL % (labels, ", ".join(f"{code}: why" for code in reasons), text)


def test_a_library_that_keeps_the_rules_is_accepted():
    assert parse_library({"en": small("A pause?")})["en"].message("one").strategy is Strategy.BREAK


FINE, GUT = small("Fine"), small("Gut")


@pytest.mark.parametrize(
    ("sources", "breach"),
    [
        ({"en": small("Hello {nickname}")}, "unknown variable {nickname}"),
        ({"en": small("x" * 241)}, "241 characters"),
        ({"en": small("x" * 81).replace("text", "style: brief, text")}, "a brief message has 80 at most"),
        ({"en": small("You should rest.")}, "'You should' is an order"),
        ({"en": small("You look sad.")}, "tells the student what they feel"),
        ({"en": small("Fine", tuple(ReasonCode)[1:])}, "no sentence for reason said_so"),
        ({"en": FINE, "de": GUT.replace("id: one", "id: two")}, "one: en and de differ"),
        ({"en": FINE, "de": GUT.replace("strategy: break", "strategy: plan_step")}, "one: en and de differ"),
        ({"en": FINE, "de": GUT.replace("cause: low_mood", "cause: night")}, "one: en and de differ"),
        ({"en": FINE.replace("cause: low_mood", "cause: gloomy")}, "gloomy"),
        ({"en": FINE.replace("text", "mood: good, text")}, "unknown keys mood"),
        ({"en": FINE.replace("text", "needs: [tired], text")}, "names no fact"),
        ({"en": small("At “{block}”"), "de": GUT}, "one: en and de differ"),
        ({"en": FINE, "de": GUT.replace("text", "needs: [tries>=2], text")}, "one: en and de differ"),
        ({"en": small("After {tries} tries")}, "{tries} needs tries>=2"),
        ({"en": small("There is a hint")}, "needs has_hint"),
        ({"en": small("At {block}")}, "{block} without quotes"),
        (
            {"en": FINE.replace("strategy: break", "strategy: encouragement")},
            "encouragement without a fact",
        ),
        ({"en": FINE.replace("text", 'needs: ["helped:hint"], text')}, "what another strategy did"),
        ({"en": small("{name}, a pause?")}, "at most one in seven may"),
        ({"en": FINE.replace("text", "about: self, text")}, "four in five have to be"),
    ],
)
def test_a_library_that_breaks_a_rule_is_refused(sources, breach):
    with pytest.raises(InvalidLibraryError) as refused:
        parse_library(sources)
    assert breach in str(refused.value)


def test_an_id_used_twice_is_refused():
    doubled = FINE + "  - {id: one, cause: low_mood, strategy: break, text: Again}\n"
    with pytest.raises(InvalidLibraryError, match="used twice"):
        parse_library({"en": doubled})


def test_what_is_not_known_is_no_variable():
    assert Personal("Mira", "Algebra", "Fractions").values().keys() == ALWAYS_KNOWN - {"tutor"}
    assert "done" not in PERSONAL.values(replace(FACTS, done=0))  # "0 of 7 parts" would be no encouragement


def test_a_message_of_ones_own_is_told_everything_that_is_wrong_with_it():
    own = replace(LIBRARY["en"].reviewed[0], text="You must smile, {nick}! " + "x" * 240 + "!")
    breaches = message_breaches("en", own)
    assert len(breaches) == 5
    assert message_breaches("en", LIBRARY["en"].reviewed[0]) == []


def test_the_tone_rules_cover_every_language_of_the_library():
    assert set(TONE_RULES) == set(LIBRARY)
