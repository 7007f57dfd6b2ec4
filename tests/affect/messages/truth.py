"""What a rendered message says, held against the facts: written apart from the claims that the parser knows.

The parser looks at templates and needs; this looks at the sentence a learner reads, numbers included.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attune.affect.causes import Cause
from attune.affect.messages.facts import Facts
from attune.affect.messages.strategies import Strategy

Check = Callable[[Facts, tuple[str, ...]], bool]

SAID = {Cause.FRUSTRATED, Cause.BORED, Cause.ANXIOUS, Cause.LOW_MOOD, Cause.TALK}


def same(fact: str, least: int = 0) -> Check:
    """The number in the sentence is the fact's. least: from which on the words beside it are right."""
    return lambda facts, groups: int(groups[0]) == getattr(facts, fact) >= least


def true(fact: str) -> Check:
    return lambda facts, _: bool(getattr(facts, fact))


def at_least(fact: str, minimum: int) -> Check:
    return lambda facts, _: (getattr(facts, fact) or 0) >= minimum


def any_of(*checks: Check) -> Check:
    return lambda facts, groups: any(check(facts, groups) for check in checks)


def parts(facts: Facts, groups: tuple[str, ...]) -> bool:
    return (int(groups[0]), int(groups[1])) == (facts.done, facts.total) and facts.done >= 2


RIGHT, WRONG = same("right", 1), same("wrong", 1)
ENGLISH: tuple[tuple[str, Check], ...] = (
    (r"(\d+) tries", same("tries", 2)),
    (r"(?:planned for|of about) (\d+) minutes", same("next_minutes", 2)),
    (r"(?<!planned for )(?<!of about )\b(\d+) minutes", same("minutes", 2)),
    (r"(\d+) of (\d+) parts", parts),
    (r"\b(\d+) (?:right|answers in|in “)", RIGHT),
    (r"\b(\d+) (?:to go|not right|are not|are open|open ones)", WRONG),
    (r"the (\d+) open", WRONG),
    (r"another (?:one|hint)|\bnext hint|still closed|the hint\b|a hint (?:for|is|here)|is a hint\b", true("has_hint")),
    (r"(?:opened|used) a hint", at_least("hints_opened", 1)),
    (r"example for|the example|an example|worked example", true("has_example")),
    (r"easier", true("has_easier")),
    (r"earlier page|builds on|rests on|TITLE-BEFORE", true("has_prerequisite")),
    (r"challenge|something harder", true("has_challenge")),
    (r"your tutor", true("has_tutor")),
    (r"(?:next|its) quiz|quiz further", true("next_quiz")),
    (r"quiz", any_of(true("quiz_block"), true("next_quiz"))),
    (r"next (?:part|block)", at_least("next_minutes", 1)),
    (r"a date\b|the date\b", true("due")),
    (r"is saved", true("handed_in")),
    (r"handed something in|your try\b|next try\b", at_least("tries", 1)),
    (r"have you back|Welcome back", true("returned")),
    (r"half of the class", at_least("class_share", 50)),
    (r"passed|did not work (?:at first|before)", at_least("failed_before", 1)),
    (r"several days|[Ss]everal low days", at_least("days_low", 3)),
    (r"Going back over", at_least("rewinds", 1)),
)
GERMAN: tuple[tuple[str, Check], ...] = (
    (r"(\d+) Versuche", same("tries", 2)),
    (
        r"(?:auf|von etwa|sind) (\d+) Minuten (?:angelegt|\.|passt|vorgesehen)|Teil von etwa (\d+) Minuten",
        same("next_minutes", 2),
    ),
    (r"(?<!auf )(?<!etwa )(?<!sind )\b(\d+) Minuten(?! vorgesehen)", same("minutes", 2)),
    (r"(\d+) von (\d+) Teilen", parts),
    (r"\b(\d+) (?:richtig|schon richtig|Antworten in)", RIGHT),
    (r"\b(\d+) (?:noch offen|noch nicht richtig|sind in|offenen)", WRONG),
    (r"sind (\d+) noch offen|die (\d+) offenen", WRONG),
    (
        r"noch einen\b|[Nn]ächste Hinweis|noch nicht aufgemacht|[Dd]er Hinweis|gibt es (?:einen|eine) Hinweis"
        r"|[Ee]in(?:en)? Hinweis (?:zu|für|erspart)",
        true("has_hint"),
    ),
    (r"Hinweis (?:geöffnet|aufgemacht|benutzt)|kennst du schon", at_least("hints_opened", 1)),
    (r"das Beispiel|gelöstes Beispiel|ein Beispiel|Ein Beispiel zu", true("has_example")),
    (r"[Ll]eichter", true("has_easier")),
    (r"früheren Seite|baut auf|aufbaut|TITLE-BEFORE", true("has_prerequisite")),
    (r"[Kk]nobel|etwas Schwereres", true("has_challenge")),
    (r"deine Lehrkraft", true("has_tutor")),
    (r"(?:nächste[sn]?|zum) Quiz|Quiz weiter hinten", true("next_quiz")),
    (r"Quiz", any_of(true("quiz_block"), true("next_quiz"))),
    (r"nächsten? Teil", at_least("next_minutes", 1)),
    (r"Termin", true("due")),
    (r"gespeichert", true("handed_in")),
    (r"abgegeben|deinen Versuch|nächsten Versuch", at_least("tries", 1)),
    (r"wieder da bist|Willkommen zurück", true("returned")),
    (r"Hälfte der Klasse|halbe Klasse", at_least("class_share", 50)),
    (r"bestanden|nicht geklappt", at_least("failed_before", 1)),
    (r"mehreren Tagen|[Mm]ehrere schwere Tage|paar schwere Tage", at_least("days_low", 3)),
    (r"Noch einmal zurückgehen", at_least("rewinds", 1)),
)
CHECKS = {"en": ENGLISH, "de": GERMAN}
ONLY_FOR = {
    "en": (
        (r"past eleven|It is late|tonight|late in the evening", {Cause.NIGHT}),
        (r"(?:was|go so) quick|quickly|half the time", {Cause.EASE}),
        (r"[Yy]ou (?:have )?said|for saying so|and you say", SAID),
    ),
    "de": (
        (r"nach elf|heute Nacht|Es ist spät|spät am Abend", {Cause.NIGHT}),
        (r"ging (?:so )?schnell|so schnell\?|und das schnell|halben vorgesehenen", {Cause.EASE}),
        (r"dass du es sagst|dass du das sagst|du es gesagt|Du hast .* gesagt|und du sagst", SAID),
    ),
}
HELPED = {"en": r"helped you before", "de": r"schon (?:einmal )?geholfen"}


def falsehoods(language: str, text: str, cause: Cause, strategy: Strategy, facts: Facts) -> list[str]:
    """What of a rendered text is not true, with every number that no check accounts for."""
    found, accounted = [], set()
    for pattern, holds in CHECKS[language]:
        for match in re.finditer(pattern, text):
            groups = tuple(group for group in match.groups() if group is not None)
            accounted.update(match.span(number) for number in range(1, len(match.groups()) + 1))
            if not holds(facts, groups):
                found.append(f"{match.group()!r} of {text!r}")
    for pattern, causes in ONLY_FOR[language]:
        if re.search(pattern, text) and cause not in causes:
            found.append(f"{pattern!r} of {text!r}")
    if re.search(HELPED[language], text) and strategy not in facts.helped:
        found.append(f"help remembered in {text!r}")
    found += [f"{m.group()} in {text!r}" for m in re.finditer(r"\d+", text) if m.span() not in accounted]
    return found
