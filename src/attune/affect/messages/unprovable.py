"""Claims that nothing which is known can prove: no need makes them true, so that a message that makes one is refused.

Like the claims that have a proof, these are lists of words, and what they cannot see is for the reviewers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Unprovable(StrEnum):
    """The kinds of such claims."""

    NUMBER = "is a number that was not counted; write a variable such as {minutes}, or the number as a word"
    EVERYTHING = "says that all of something is done or right, which is not known"
    SHORT = "says how long the next part is; {next_minutes} says it"
    LEFT = "says what is left, which is not known"
    IN_A_ROW = "counts how often something happened in a row, which is not known"
    PRESENT = "says that a person is there or waits, which is not known"
    SECRECY = "says who will not learn of it, which a message cannot promise"


_NUMBER = r"[0-9]+"
_ENGLISH: Mapping[Unprovable, str] = {
    Unprovable.NUMBER: _NUMBER,
    Unprovable.EVERYTHING: r"(everything|all) (before|above|so far)"
    r"|(every|each) (\w+ )?(answer|question|item|part|step)\b[^.?!]*\b(is|was) (\w+ )?(right|correct|done)"
    r"|all (of )?(the |your )?(answers|questions|items)\b[^.?!]*\bare (\w+ )?(right|correct|done)"
    r"|everything\b[^.?!]*\bis (\w+ )?(right|correct|done)",
    Unprovable.SHORT: r"next (part|block|page|one)\b[^.?!]*\b(is|are)\b[^.?!]*\b(short|quick|brief|long)\w*",
    Unprovable.LEFT: r"(only|just) [^.?!]*\b(left|to go)"
    r"|(one|two|three|four|five) (\w+ )?(is|are) left"
    r"|(last|final) (question|part|step|block)",
    Unprovable.IN_A_ROW: r"in a row|(second|third|fourth|fifth|sixth|tenth) time",
    Unprovable.PRESENT: r"online|waiting for (you|your)|waits for you|(is|are) (there|here|free|available) (right )?now"
    r"|looks forward to",
    Unprovable.SECRECY: r"(nobody|no one|no-one|noone)( else)? (will|can|ever|would|is going to|knows|sees|learns)"
    r"|secret\w*|between (us|you and)|anonymous\w*|confidential\w*",
}
_GERMAN: Mapping[Unprovable, str] = {
    Unprovable.NUMBER: _NUMBER,
    Unprovable.EVERYTHING: r"alles (davor|vorher|bisher|bis hier\w*)"
    r"|jede (\w+ )?(antwort|frage|aufgabe)\b[^.?!]*\b(richtig|geschafft|fertig)"
    r"|alle (deine |\w+ )?(antworten|fragen|aufgaben)\b[^.?!]*\b(richtig|geschafft|fertig)"
    r"|alles\b[^.?!]*\b(ist|war) (\w+ )?(richtig|geschafft|fertig)",
    Unprovable.SHORT: r"nächste[rs]? (teil|block|seite|abschnitt)\b[^.?!]*\b(ist|wird|dauert)\b[^.?!]*"
    r"\b(kurz|schnell|lang)\w*",
    Unprovable.LEFT: r"(?<!falls )nur( noch)? (eine?|zwei|drei|vier|fünf)\b[^.?!]*\b(fehl\w+|übrig|offen)"
    r"|letzte[nrs]? (frage|teil|schritt|aufgabe)",
    Unprovable.IN_A_ROW: r"(hinter|nach)einander|in folge"
    r"|(zweite|dritte|vierte|fünfte|sechste|zehnte)s? mal",
    Unprovable.PRESENT: r"online|wartet auf (dich|deine?n?)|(ist|sind) (gerade|jetzt) (da|frei|erreichbar)"
    r"|freut sich auf",
    Unprovable.SECRECY: r"(niemand|keiner)( sonst)? (\w+ )?(erfährt|erfahren|weiß|sieht|merkt|wird)|geheim\w*|unter uns"
    r"|anonym\w*|vertraulich\w*|(erfährt|weiß|sieht|merkt) (\w+ )?(niemand|keiner)",
}


def _compile(words: Mapping[Unprovable, str]) -> Mapping[Unprovable, re.Pattern[str]]:
    return {claim: re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE) for claim, each in words.items()}


UNPROVABLE: Mapping[str, Mapping[Unprovable, re.Pattern[str]]] = {"en": _compile(_ENGLISH), "de": _compile(_GERMAN)}


def unprovable(language: str, text: str) -> list[str]:
    """What a text claims that nobody can prove, as sentences for its author.

    Raises:
        KeyError: another language.
    """
    matches = {claim: pattern.search(text) for claim, pattern in UNPROVABLE[language].items()}
    return [f"'{match.group()}' {claim}" for claim, match in matches.items() if match]
