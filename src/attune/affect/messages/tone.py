"""The tone of support as rules a program can check: no blame, no orders, no diagnosis, no naming of feelings.

A check of words is no substitute for a human review of the library; it keeps the worst from slipping in later. Crisis
wording has no place in a message: who to talk to is said by each institution, in its own words, with its own numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

LONGEST_SENTENCE = 30  # words: what is read at a glance


class Breach(StrEnum):
    """What can be wrong with a text."""

    ORDERS = "is an order; offer instead"
    BLAMES = "blames the student"
    JUDGES = "judges the student"
    BELITTLES = "belittles the difficulty"
    COMPARES = "compares with others"
    DIAGNOSES = "sounds like a diagnosis"
    CRISIS = "is crisis wording; the institution's own resources say this"
    NAMES_A_FEELING = "tells the student what they feel"
    DISMISSES = "dismisses a feeling"
    PRAISES_TALENT = "praises talent; praise effort or strategy"
    WATCHES = "sounds like being watched; the reasons say what was seen"
    PROMISES = "promises what nobody can keep"
    PRIES = "asks for feelings; ask how it is going"
    PRETENDS = "speaks as if somebody were there; it is a message of a program"
    SECONDS = "counts seconds; say minutes"
    FORMAL = "is formal; the library says du"
    SHOUTS = "shouts"
    PICTURES = "is a picture, which screen readers spell out"


# The words of each breach, as alternatives of one pattern: whole words, upper or lower case.
_ENGLISH: Mapping[Breach, tuple[str, ...]] = {
    Breach.ORDERS: (
        r"you (should|must|mustn't|have to|need to|ought to|are to|can't|cannot|had better)",
        r"you'd better|your task is to|pay attention|concentrate|focus on|hurry( up)?|come on",
        r"stop \w+ing|don't \w+|do not \w+|(get|go) back to work|try harder",
    ),
    Breach.BLAMES: (
        r"your (fault|mistakes?|failure)|you (failed|got (it|that) wrong|are wrong|messed up|keep \w+ing)",
        r"why (didn't|haven't|don't|did) you|you (still )?(haven't|have not|didn't|did not|don't|do not|never)",
    ),
    Breach.JUDGES: (r"lazy|stupid|dumb|careless|slow learner|bad at|weak|distracted|unmotivated",),
    Breach.BELITTLES: (r"obvious(ly)?|simply|trivial|easy|easily|just (do|try|read|look|think)|of course",),
    Breach.COMPARES: (
        r"(everyone|everybody|anyone|anybody) (else|can|could)|other students|your classmates|than (most|others)",
        r"(falling|fallen|lagging|you are) behind",
    ),
    Breach.DIAGNOSES: (
        r"depress\w*|anxi(ety|ous)|panic\w*|trauma\w*|disorders?|diagnos\w*|symptoms?|burn-?out|burnt out|adhd",
        r"therap\w*|mental(ly)? (health|ill\w*)|medication|doctors?|psycholog\w*",
    ),
    Breach.CRISIS: (
        r"suicid\w*|self-?harm\w*|(harm|hurt)(ing)? yourself|kill\w*|crisis|emergency|hotline|helpline|end it all",
    ),
    Breach.NAMES_A_FEELING: (
        r"you('re| are| look| seem| feel| appear| sound) (\w+ ){0,3}"
        r"(sad|angry|afraid|bored|confused|frustrated|upset|tired|down|stressed|worried|unhappy|lost|stuck|pale|ill|sick)",
        r"you (look|seem|sound)(?! (at|for|into|back|up|over|through|again|once|around|it)\b) \w+",
    ),
    Breach.DISMISSES: (r"calm down|cheer up|smile|relax|get over it|no big deal|not that bad",),
    Breach.PRAISES_TALENT: (r"smart|clever|talented|genius|gifted|brilliant|a natural",),
    Breach.WATCHES: (
        r"(we|i) (saw|see|noticed|detected|can tell)|watching you|camera|your (face|expression)|(nothing|has) moved",
        r"you were (away|inactive|idle)|recorded|measured|according to your",
    ),
    Breach.PROMISES: (r"guarantee\w*|promise\w*|definitely|will certainly",),
    Breach.PRIES: (r"how (do|did|are) you (\w+ )?feel\w*|really feel\w*|your (feelings|emotions)",),
    Breach.PRETENDS: (r"with me|let me|let us|let's|shall we|i('m| am| will| can| think)|we (are|can|will) \w+",),
    Breach.SECONDS: (r"seconds",),
}
_GERMAN: Mapping[Breach, tuple[str, ...]] = {
    Breach.ORDERS: (
        r"du (solltest|musst|sollst|hättest|müsstest|darfst nicht|kannst nicht|hast zu)",
        r"reiß dich|streng dich|konzentriere? dich|beeile? dich|stell dich nicht|pass (besser )?auf",
        r"hör auf|los jetzt|mach endlich",
    ),
    Breach.BLAMES: (
        r"deine? (schuld|fehler|versagen)|du (hast versagt|liegst falsch|hast (es|das) falsch)",
        r"warum hast du|du hast (immer noch )?(nicht|nie|noch nicht)|du (schaffst|kannst) (es|das) nicht",
    ),
    Breach.JUDGES: (r"faul|dumm|unaufmerksam|nachlässig|schlecht in|schwach in|abgelenkt|unmotiviert",),
    Breach.BELITTLES: (
        r"offensichtlich|trivial|kinderleicht|ganz einfach|einfach nur|doch nur|brauchst nur|natürlich nur",
    ),
    Breach.COMPARES: (
        r"alle anderen|jede[rs]? andere|die anderen|als die meisten|deine mitschüler\w*",
        r"du (hinkst|liegst|bist) (\w+ ){0,2}(hinterher|zurück)",
    ),
    Breach.DIAGNOSES: (
        r"depress\w*|angststörung\w*|panik\w*|trauma\w*|störung\w*|diagnos\w*|symptom\w*|burn-?out|adhs",
        r"therap\w*|psych\w*|krankheit\w*|medikament\w*|arzt|ärztin",
    ),
    Breach.CRISIS: (
        r"suizid\w*|selbstmord\w*|selbstverletz\w*|umbringen|dir etwas an(tun|zutun)",
        r"krisen?\w*|notfall\w*|notruf\w*|\w*hotline",
    ),
    Breach.NAMES_A_FEELING: (
        r"du (bist|wirkst|scheinst|klingst|fühlst dich|siehst) (\w+ ){0,3}"
        r"(traurig|wütend|ängstlich|gelangweilt|verwirrt|frustriert|müde|gestresst|unglücklich|besorgt|verloren|blass|krank)",
        r"du (wirkst|klingst|scheinst)|du siehst (\w+ ){0,3}aus",
    ),
    Breach.DISMISSES: (r"beruhige? dich|kopf hoch|lächle|entspanne? dich|halb so (schlimm|wild)|nicht so schlimm",),
    Breach.PRAISES_TALENT: (r"klug|schlau|talentiert|genial|begabt|naturtalent|brillant",),
    Breach.WATCHES: (
        r"(wir haben|ich habe) (\w+ ){0,3}(gesehen|bemerkt|erkannt)|beobachte\w*|kamera|dein(em)? gesicht",
        r"du warst (weg|inaktiv|abwesend)|aufgezeichnet|gemessen|nichts bewegt",
    ),
    Breach.PROMISES: (r"garantier\w*|versprech\w*|versprochen|ganz bestimmt",),
    Breach.PRIES: (r"wie fühlst du dich|wie geht es dir (wirklich|damit)|deine (gefühle|emotionen)",),
    Breach.PRETENDS: (r"mit mir|lass uns|(machen|wollen|können|schaffen|nehmen) wir|wir (machen|nehmen|schaffen)",),
    Breach.SECONDS: (r"sekunden",),
    Breach.FORMAL: (
        r"(können|möchten|haben|sind|wollen|sollten|müssen) (?-i:Sie)",
        r"(?<=[a-zäöüß,] )(?-i:Sie) (können|möchten|haben|sind|wollen|sollten|müssen)",
    ),
}
_IN_EVERY_LANGUAGE: Mapping[Breach, re.Pattern[str]] = {
    Breach.SHOUTS: re.compile(r"!.*!|\b[A-ZÄÖÜ]{4,}\b"),
    Breach.PICTURES: re.compile(r"[☀-➿\U0001f300-\U0001faff]"),
}


def _compile(words: Mapping[Breach, tuple[str, ...]]) -> Mapping[Breach, re.Pattern[str]]:
    joined = {breach: re.compile(rf"\b(?:{'|'.join(each)})\b", re.IGNORECASE) for breach, each in words.items()}
    return {**joined, **_IN_EVERY_LANGUAGE}


TONE_RULES: Mapping[str, Mapping[Breach, re.Pattern[str]]] = {"en": _compile(_ENGLISH), "de": _compile(_GERMAN)}


def breaches_of_tone(language: str, text: str) -> list[str]:
    """What in a text breaks the tone, with the words that do.

    Raises:
        KeyError: a language without rules.
    """
    matches = {breach: pattern.search(text) for breach, pattern in TONE_RULES[language].items()}
    found = [f"'{match.group()}' {breach}" for breach, match in matches.items() if match]
    longest = max((len(sentence.split()) for sentence in re.split(r"[.!?:;]\s", text)), default=0)
    if longest > LONGEST_SENTENCE:
        found.append(f"a sentence of {longest} words; {LONGEST_SENTENCE} can be read at a glance")
    return found
