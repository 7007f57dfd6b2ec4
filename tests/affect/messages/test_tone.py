"""The tone of support, as bad examples that must be caught and good ones that must not."""

import re

import pytest

from attune.affect.messages.tone import TONE_RULES, Breach, breaches_of_tone
from tests.affect.messages.test_library import LIBRARY, SOURCES

BAD = [
    ("en", "You have to try harder.", Breach.ORDERS),
    ("en", "You'd better go on.", Breach.ORDERS),
    ("en", "Stop staring and read.", Breach.ORDERS),
    ("en", "Please pay attention to this part.", Breach.ORDERS),
    ("en", "That was your fault.", Breach.BLAMES),
    ("en", "You still haven't answered.", Breach.BLAMES),
    ("en", "Why didn't you read the text?", Breach.BLAMES),
    ("en", "That looks careless.", Breach.JUDGES),
    ("en", "It is obviously 4.", Breach.BELITTLES),
    ("en", "Just read it again.", Breach.BELITTLES),
    ("en", "Everyone else has finished.", Breach.COMPARES),
    ("en", "You are behind.", Breach.COMPARES),
    ("en", "Signs of anxiety.", Breach.DIAGNOSES),
    ("en", "Perhaps see a doctor.", Breach.DIAGNOSES),
    ("en", "In a crisis, call the hotline.", Breach.CRISIS),
    ("en", "If you think of hurting yourself, stop here.", Breach.CRISIS),
    ("en", "You seem a bit upset.", Breach.NAMES_A_FEELING),
    ("en", "You look pale today.", Breach.NAMES_A_FEELING),
    ("en", "You're stuck.", Breach.NAMES_A_FEELING),
    ("en", "Cheer up!", Breach.DISMISSES),
    ("en", "You are so smart", Breach.PRAISES_TALENT),
    ("en", "We noticed a frown.", Breach.WATCHES),
    ("en", "This will definitely work.", Breach.PROMISES),
    ("en", "How do you really feel?", Breach.PRIES),
    ("en", "How are you feeling about this?", Breach.PRIES),
    ("en", "Breathe with me for a minute.", Breach.PRETENDS),
    ("en", "We can take one slow minute together.", Breach.PRETENDS),
    ("en", "You spent 2400 seconds here.", Breach.SECONDS),
    ("en", "Nothing moved on the page.", Breach.WATCHES),
    ("en", "You were inactive for a while.", Breach.WATCHES),
    ("en", "Well done! Go on!", Breach.SHOUTS),
    ("en", "This is GREAT work.", Breach.SHOUTS),
    ("en", "A short break? ☕", Breach.PICTURES),
    ("de", "Du solltest Pause machen.", Breach.ORDERS),
    ("de", "Konzentrier dich.", Breach.ORDERS),
    ("de", "Das ist deine Schuld.", Breach.BLAMES),
    ("de", "Du hast immer noch nicht geantwortet.", Breach.BLAMES),
    ("de", "Das wirkt nachlässig.", Breach.JUDGES),
    ("de", "Das ist offensichtlich.", Breach.BELITTLES),
    ("de", "Alle anderen sind fertig.", Breach.COMPARES),
    ("de", "Du hinkst etwas hinterher.", Breach.COMPARES),
    ("de", "Das klingt nach einer Angststörung.", Breach.DIAGNOSES),
    ("de", "Im Notfall ruf an.", Breach.CRISIS),
    ("de", "Wenn du an Suizid denkst, hol Hilfe.", Breach.CRISIS),
    ("de", "Du wirkst traurig.", Breach.NAMES_A_FEELING),
    ("de", "Du siehst heute blass aus.", Breach.NAMES_A_FEELING),
    ("de", "Kopf hoch!", Breach.DISMISSES),
    ("de", "Du bist begabt.", Breach.PRAISES_TALENT),
    ("de", "Wir haben ein Stirnrunzeln bemerkt.", Breach.WATCHES),
    ("de", "Das hilft ganz bestimmt.", Breach.PROMISES),
    ("de", "Wie fühlst du dich gerade?", Breach.PRIES),
    ("de", "Wenn du magst, nehmen wir uns eine langsame Minute.", Breach.PRETENDS),
    ("de", "Du warst 2400 Sekunden an dieser Stelle.", Breach.SECONDS),
    ("de", "Auf der Seite hat sich nichts bewegt.", Breach.WATCHES),
    ("de", "Du warst inaktiv.", Breach.WATCHES),
    ("de", "Möchten Sie eine Pause?", Breach.FORMAL),
    ("de", "Los! Weiter!", Breach.SHOUTS),
]


@pytest.mark.parametrize(("language", "text", "breach"), BAD)
def test_a_bad_text_is_caught_for_what_is_wrong_with_it(language, text, breach):
    assert any(found.endswith(breach) for found in breaches_of_tone(language, text))


@pytest.mark.parametrize("language", TONE_RULES)
def test_every_breach_has_a_bad_example_in_every_language(language):
    shown = {breach for code, _, breach in BAD if code == language}
    assert shown | {Breach.PICTURES} >= set(TONE_RULES[language])


GOOD = [
    ("en", "Part 3 of 7 is behind you."),
    ("en", "Being puzzled here is often the moment just before something clicks."),
    ("en", "It is fine to do little today!"),
    ("de", "Sie aufzuschreiben, ist der halbe Weg."),
]


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_a_good_text_is_left_alone(language, text):
    assert breaches_of_tone(language, text) == []


def test_a_sentence_too_long_for_a_glance_is_caught():
    assert breaches_of_tone("en", "word " * 31) == ["a sentence of 31 words; 30 can be read at a glance"]
    assert breaches_of_tone("en", "word " * 30 + ". " + "word " * 30) == []


def test_a_language_without_rules_is_refused():
    with pytest.raises(KeyError):
        breaches_of_tone("fr", "Bonjour")


# Read aloud as a fourteen-year-old and as a forty-year-old: what made either of them frown, in the words of then.
STUMBLED_OVER = {
    "en": (
        "thinking of the smallest numbers",
        "In, hold, out",
        "the real work",
        "no race",
        "easier cousin",
        "single bite",
        "trips many people",
    ),
    "de": (
        "eine Verwandte lösen",
        "Das wüsste man im Kurs gern",
        "Geraten liest es sich lebendiger",
        "Ein Rätsel an dieser Stelle",
        "Bissen",
        "Harter Stoff, ehrliche Mühe",
        "Tutorin oder Tutor",
        "verächtlich",
    ),
}


@pytest.mark.parametrize("language", TONE_RULES)
def test_what_was_stumbled_over_does_not_come_back(language):
    source = SOURCES[language]
    assert [words for words in STUMBLED_OVER[language] if words in source] == []


@pytest.mark.parametrize("language", TONE_RULES)
def test_labels_reasons_and_rules_keep_the_tone_too(language):
    """Reasons say what was seen, in so many words, so they may speak of the camera; of nothing else that is refused."""
    spoken = LIBRARY[language]
    sentences = [*spoken.actions.values(), *spoken.reasons.values(), *spoken.rules.values()]
    allowed = (Breach.WATCHES, Breach.NAMES_A_FEELING, Breach.PRETENDS)  # a label is what the student says: "who I can"
    found = [(text, breach) for text in sentences for breach in breaches_of_tone(language, text)]
    assert [each for each in found if not each[1].endswith(allowed)] == []


@pytest.mark.parametrize("language", TONE_RULES)
def test_every_text_uses_the_quotes_of_its_language(language):
    wrong = {"en": '"„‚', "de": '"”‘'}[language]
    spoken = LIBRARY[language]
    texts = [*(message.text for message in spoken.reviewed), *spoken.reasons.values(), *spoken.actions.values()]
    assert [text for text in texts if any(mark in text for mark in wrong)] == []


def test_german_says_du_and_has_one_word_for_the_tutor():
    german = LIBRARY["de"]
    texts = [*(message.text for message in german.messages), *german.reasons.values(), *german.actions.values()]
    assert [
        text for text in texts if re.search(r"\b(Ihnen|Ihre?[mnrs]?|[Tt]utor\w*|Lehrer\w*|Dozent\w*)\b", text)
    ] == []


@pytest.mark.parametrize("language", TONE_RULES)
def test_each_language_is_written_by_itself(language):
    """No two messages share their words, and no message of one language is another's with other names."""
    texts = [message.text for message in LIBRARY[language].reviewed]
    assert len(set(texts)) == len(texts)
