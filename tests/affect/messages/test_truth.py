"""No rendered message is false: for any facts, what is shown holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from attune.affect.causes import Cause
from attune.affect.messages.claims import CLAIMS, PROOFS, Claim
from attune.affect.messages.facts import FACT_NAMES, NUMBERS, Facts, parse_need
from attune.affect.messages.message import Message, Personal, render
from attune.affect.messages.review import message_breaches
from attune.affect.messages.strategies import Strategy
from attune.affect.messages.unprovable import Unprovable
from tests.affect.messages.test_facts import facts
from tests.affect.messages.test_library import LANGUAGES, LIBRARY
from tests.affect.messages.truth import falsehoods

WHO = Personal("Mira", "TITLE-COURSE", "TITLE-LESSON", "TITLE-BLOCK", prerequisite="TITLE-BEFORE")


def said(language, known):
    """Every message that may be shown with these facts, with its words."""
    values = WHO.values(known)
    for message in LIBRARY[language].messages:
        if message.holds(known) and message.variables <= values.keys():
            yield message, render(message, values)


@given(facts)
@settings(max_examples=150, deadline=None)
def test_no_rendered_message_is_false(known):
    for language in LANGUAGES:
        for message, text in said(language, known):
            assert falsehoods(language, text, message.cause, message.strategy, known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_without_its_needs_is_found_false(language):
    """The checker can fail: stripped of what they need, most messages with needs are caught with nothing known."""
    values = WHO.values(Facts(**dict.fromkeys(("done", "total", "tries", "right", "wrong", "minutes"), 7)))
    needing = [message for message in LIBRARY[language].messages if message.needs]
    caught = [
        message.id
        for message in needing
        if message.variables <= values.keys()
        and falsehoods(language, render(message, values), message.cause, message.strategy, Facts())
    ]
    assert len(caught) >= 0.9 * len([message for message in needing if message.variables <= values.keys()])


# What was said before without being looked up, in the words of then; `strategy` and `cause` as kind as possible.
UNPROVED = [
    ("en", "Every try so far has ruled something out."),
    ("en", "Sometimes the last worked example says it better than the text."),
    ("en", "This part trips many people up."),
    ("en", "Would it help to find the first sentence that is unclear? Everything before it you already have."),
    ("en", "You have stayed with this for a good while."),
    ("en", "Good to have you back."),
    ("en", "The part you already covered stays yours; the next block is short."),
    ("en", "Would a word be welcome, about the deadline?"),
    ("en", "A pause is allowed at any time. Everything you did is saved."),
    ("en", "A short list of what has been tried often points to the way that is missing."),
    ("en", "“{block}” packs a lot into little space."),
    ("en", "This task hides its difficulty well."),
    ("en", "This is one of the slower pages."),
    ("en", "You have been at this for a while."),
    ("en", "A break was good for you before."),
    ("en", "Your tutor can see the place you mean."),
    ("en", "Part {done} of {total} is behind you."),
    ("de", "Jeder Versuch bisher hat etwas ausgeschlossen."),
    ("de", "Manchmal sagt es das letzte Beispiel besser als der Text."),
    ("de", "An dieser Stelle stolpern viele."),
    ("de", "Alles davor hast du schon."),
    ("de", "Du bist schon eine ganze Weile dran."),
    ("de", "Schön, dass du wieder da bist."),
    ("de", "Der nächste Block ist kurz."),
    ("de", "Ein Wort über die Frist?"),
    ("de", "Alles, was du getan hast, ist gespeichert."),
    ("de", "„{block}“ packt viel auf wenig Raum."),
    ("de", "Diese Aufgabe versteckt gut, was an ihr schwer ist."),
    ("de", "Eine Pause hat dir schon einmal gutgetan."),
    ("de", "Du bist drangeblieben."),
    ("de", "Deine Lehrkraft freut sich über eine Frage."),
]


@pytest.mark.parametrize(("language", "text"), UNPROVED)
def test_what_nobody_looked_up_is_refused(language, text):
    message = Message("old", Cause.CONFUSED, Strategy.PLAN_STEP, text)
    assert any("needs" in breach for breach in message_breaches(language, message))


UNKNOWABLE = [
    ("en", "Everything before it you already have.", Unprovable.EVERYTHING),
    ("en", "Every answer in “{block}” is right already.", Unprovable.EVERYTHING),
    ("en", "The next part is a short one.", Unprovable.SHORT),
    ("en", "You have been at it for 40 minutes.", Unprovable.NUMBER),
    ("en", "Only one question is left in “{block}”.", Unprovable.LEFT),
    ("en", "Fourth time in a row: that is grit.", Unprovable.IN_A_ROW),
    ("en", "Your teacher is online right now.", Unprovable.PRESENT),
    ("en", "{tutor} is waiting for your question.", Unprovable.PRESENT),
    ("en", "Nobody will know.", Unprovable.SECRECY),
    ("en", "What you write stays secret.", Unprovable.SECRECY),
    ("de", "Alles davor hast du schon.", Unprovable.EVERYTHING),
    ("de", "Jede Antwort in „{block}“ ist schon richtig.", Unprovable.EVERYTHING),
    ("de", "Der nächste Teil ist kurz.", Unprovable.SHORT),
    ("de", "Seit 40 Minuten bist du dabei.", Unprovable.NUMBER),
    ("de", "Nur eine Frage fehlt noch in „{block}“.", Unprovable.LEFT),
    ("de", "Das vierte Mal hintereinander: Respekt.", Unprovable.IN_A_ROW),
    ("de", "Deine Lehrkraft ist gerade online.", Unprovable.PRESENT),
    ("de", "{tutor} wartet auf deine Frage.", Unprovable.PRESENT),
    ("de", "Niemand wird es erfahren.", Unprovable.SECRECY),
    ("de", "Was du schreibst, bleibt geheim.", Unprovable.SECRECY),
]
EVERY_NEED = tuple(
    parse_need(f"{name}>=100" if name in NUMBERS else name) for name in FACT_NAMES if name not in {"helped", "subject"}
)


@pytest.mark.parametrize(("language", "text", "claim"), UNKNOWABLE)
def test_what_nobody_can_know_is_refused_whatever_a_message_needs(language, text, claim):
    message = Message("own", Cause.SUCCESS, Strategy.ASK_TUTOR, text, EVERY_NEED)
    assert any(breach.endswith(claim.value) for breach in message_breaches(language, message))


@pytest.mark.parametrize(("language", "text"), [("en", "A two-minute break?"), ("de", "Zwei Minuten Pause?")])
def test_a_number_in_words_that_counts_nothing_is_fine(language, text):
    assert message_breaches(language, Message("own", Cause.CONFUSED, Strategy.BREAK, text)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_is_known_in_every_language_and_can_be_proved(language):
    assert set(CLAIMS[language]) == set(Claim) == set(PROOFS)
    assert all(proof.needs or proof.causes for proof in PROOFS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_library_loses_its_claim_with_its_needs(language):
    """Taking away an encouragement's needs makes the parser refuse it."""
    for message in LIBRARY[language].reviewed:
        if message.strategy is Strategy.ENCOURAGEMENT:
            assert message_breaches(language, replace(message, needs=()))
