"""The tone of support as rules a program can check: no blame, no orders, no diagnosis, no naming of feelings.

A check of words is no substitute for a human review of the library; it keeps the worst from slipping in later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Pattern -> what is wrong with it.
_ENGLISH: Mapping[str, str] = {
    r"\byou (should|must|have to|need to|ought to)\b": "an order; offer instead",
    r"\byour (fault|mistake|failure)\b|\byou (failed|got it wrong|are wrong)\b": "blames the learner",
    r"\b(lazy|stupid|dumb|careless|slow learner|bad at)\b": "judges the learner",
    r"\b(obviously|simply|trivial|easy)\b": "belittles the difficulty",
    r"\b(depress\w*|anxiety|disorder|diagnos\w*|burn-?out|adhd|therap\w*)\b": "sounds like a diagnosis",
    r"\byou (are|look|seem|feel|appear) (\w+ ){0,3}(sad|angry|afraid|bored|confused|frustrated|upset|tired|down)\b": (
        "tells the learner what they feel"
    ),
    r"\bcalm down\b|\bcheer up\b|\bsmile\b": "dismisses a feeling",
    r"\b(smart|clever|talented|genius|gifted)\b": "praises talent; praise effort or strategy",
}
_GERMAN: Mapping[str, str] = {
    r"\bdu (solltest|musst|sollst|hättest)\b": "an order; offer instead",
    r"\bdeine? (schuld|fehler|versagen)\b|\bdu (hast versagt|liegst falsch)\b": "blames the learner",
    r"\b(faul|dumm|unaufmerksam|nachlässig|schlecht in)\b": "judges the learner",
    r"\b(offensichtlich|trivial|kinderleicht|ganz einfach)\b": "belittles the difficulty",
    r"\b(depress\w*|angststörung|störung|diagnos\w*|burn-?out|adhs|therap\w*)\b": "sounds like a diagnosis",
    r"\bdu (bist|wirkst|fühlst dich) (\w+ ){0,3}(traurig|wütend|ängstlich|gelangweilt|verwirrt|frustriert)\b": (
        "tells the learner what they feel"
    ),
    r"\bberuhige dich\b|\bkopf hoch\b|\blächle\b": "dismisses a feeling",
    r"\b(klug|schlau|talentiert|genial|begabt)\b": "praises talent; praise effort or strategy",
}
TONE_RULES: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "de": _GERMAN}


def breaches_of_tone(language: str, text: str) -> list[str]:
    """What in a text breaks the tone, with the words that do. Raises KeyError for a language without rules."""
    found = []
    for pattern, wrong in TONE_RULES[language].items():
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            found.append(f"'{match.group()}' {wrong}")
    return found
