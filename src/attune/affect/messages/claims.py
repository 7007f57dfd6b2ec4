"""What the words of a message claim, and what has to be proved for it: a message that claims more is refused.

Two lists of words are no understanding of language. They hold every kind of claim that was once made without looking it
up, so that none of these comes back; what they cannot see is for the people who review the library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from attune.affect.causes import Cause
from attune.affect.messages.facts import Need, parse_need


class Claim(StrEnum):
    """The kinds of claims that a message can make."""

    HINT = "speaks of a hint"
    HINT_OPENED = "says that a hint was opened"
    EXAMPLE = "speaks of an example"
    EASIER = "speaks of something easier"
    PREREQUISITE = "speaks of what comes before"
    CHALLENGE = "speaks of a challenge"
    TUTOR = "speaks of the tutor"
    QUIZ = "speaks of a quiz"
    TRIES = "says that there were tries"
    RIGHT = "says that something was right"
    WRONG = "says that something was wrong"
    LONG = "says that it took long"
    REWINDS = "says that the learner went back"
    NEXT_PART = "says what comes next"
    DUE = "speaks of a date"
    SAVED = "says that something is saved"
    RETURNED = "says that the learner is back"
    CLASS = "speaks of the others"
    HARD = "says how hard this part is"
    HELPED = "says what helped before"
    DONE = "says what is done"
    PASSED = "says that it is passed"
    PERSISTENCE = "speaks of persistence"
    LOW_DAYS = "speaks of low days"
    SAID = "says what the learner said"
    QUICK = "says that it went quickly"
    NIGHT = "says that it is late"
    WITHOUT_COUNTING = "says that it does not count"


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves a claim: any of some needs, or any of some causes, whose own evidence it is."""

    needs: tuple[Need, ...] = ()
    causes: frozenset[Cause] = frozenset()

    def is_given(self, cause: Cause, needs: Sequence[Need]) -> bool:
        """Whether a message of this cause with these needs is only shown where the claim holds."""
        return cause in self.causes or any(
            need.fact == each.fact and need.minimum >= each.minimum for each in self.needs for need in needs
        )


def _by(*needs: str, causes: tuple[Cause, ...] = ()) -> Proof:
    # which strategy helped is checked by the library: a message can only recall its own
    parsed = tuple(Need(each) if each == "helped" else parse_need(each) for each in needs)
    return Proof(parsed, frozenset(causes))


_SAID = (Cause.FRUSTRATED, Cause.BORED, Cause.ANXIOUS, Cause.LOW_MOOD, Cause.TALK)

PROOFS: Mapping[Claim, Proof] = {
    Claim.HINT: _by("has_hint", "hints_opened>=1", "helped"),
    Claim.HINT_OPENED: _by("hints_opened>=1"),
    Claim.EXAMPLE: _by("has_example", "helped"),
    Claim.EASIER: _by("has_easier"),
    Claim.PREREQUISITE: _by("has_prerequisite"),
    Claim.CHALLENGE: _by("has_challenge"),
    Claim.TUTOR: _by("has_tutor"),
    Claim.QUIZ: _by("quiz_block", "next_quiz", "tries>=1"),
    Claim.TRIES: _by("tries>=1"),
    Claim.RIGHT: _by("right>=1", "class_share>=50"),
    Claim.WRONG: _by("wrong>=1"),
    Claim.LONG: _by("minutes>=10"),
    Claim.REWINDS: _by("rewinds>=1"),
    Claim.NEXT_PART: _by("next_minutes>=1"),
    Claim.DUE: _by("due"),
    Claim.SAVED: _by("handed_in"),
    Claim.RETURNED: _by("returned"),
    Claim.CLASS: _by("class_share>=50"),
    Claim.HARD: _by("class_share>=50"),
    Claim.HELPED: _by("helped"),
    Claim.DONE: _by("done>=1"),
    Claim.PASSED: _by("failed_before>=1", causes=(Cause.SUCCESS,)),
    Claim.PERSISTENCE: _by("tries>=2", "minutes>=8", "failed_before>=1"),
    Claim.LOW_DAYS: _by("days_low>=2"),
    Claim.SAID: _by("days_low>=2", causes=_SAID),
    Claim.QUICK: _by(causes=(Cause.EASE,)),
    Claim.NIGHT: _by(causes=(Cause.NIGHT,)),
    Claim.WITHOUT_COUNTING: _by("has_easier"),
}

_ENGLISH: Mapping[Claim, str] = {
    Claim.HINT: r"hints?",
    Claim.HINT_OPENED: r"(opened|used|read) (a|the|one) hint",
    Claim.EXAMPLE: r"examples?|worked out",
    Claim.EASIER: r"easier",
    Claim.PREREQUISITE: r"(builds?|rests?|built) on|earlier page|groundwork|page back",
    Claim.CHALLENGE: r"challenges?|harder",
    Claim.TUTOR: r"\{tutor\}|tutors?|teachers?",
    Claim.QUIZ: r"quiz(zes)?|the question in",
    Claim.TRIES: r"tries|try at|(next|last|another) try|attempts?|hand-?ins?|handed|every try|been tried|tried so far",
    Claim.RIGHT: r"right (already|in|and)|(are|were|stay) right|all \{right\}|answers in",
    Claim.WRONG: r"wrong|not right|open ones|are open|mistakes?",
    Claim.LONG: r"(a|good|long) while|long (time|stretch)|for (so )?long|for hours",
    Claim.REWINDS: r"going back over|went back|reread|again and again",
    Claim.NEXT_PART: r"next (part|block)|comes next",
    Claim.DUE: r"dates?|deadlines?|due",
    Claim.SAVED: r"saved|stored|kept for you",
    Claim.RETURNED: r"have you back|welcome back|see you again|you are back",
    Claim.CLASS: r"the class|others|(many|most|other) (people|students)|everybody|everyone",
    Claim.HARD: r"tricky|dense|stubborn|tough|difficult\w*|demanding|hard|stumbl\w*|trips|slower|abstract"
    r"|packs a lot|hides its",
    Claim.HELPED: r"helped you|useful to you|good for you before",
    Claim.DONE: r"behind you|parts? of .* (is|are) done|everything before|already covered",
    Claim.PASSED: r"passed|works now|paid off|did not work (at first|before)",
    Claim.PERSISTENCE: r"persistence|staying power|stayed with|kept going",
    Claim.LOW_DAYS: r"(several|low|three|many) (low )?days",
    Claim.SAID: r"you (have )?(said|told)|for saying so|and you say",
    Claim.QUICK: r"(was|so) quick(ly)?|, quickly|short time|half the time|done early",
    Claim.NIGHT: r"late|past eleven|tonight|at night|to bed",
    Claim.WITHOUT_COUNTING: r"counts? for nothing|does not count",
}
_GERMAN: Mapping[Claim, str] = {
    Claim.HINT: r"hinweise?[ns]?",
    Claim.HINT_OPENED: r"hinweis (aufgemacht|geöffnet|benutzt)|einen hinweis .* (kennst|hast) du schon",
    Claim.EXAMPLE: r"beispiele?[ns]?|vorgerechnet",
    Claim.EASIER: r"leichter(e[nrs]?)?",
    Claim.PREREQUISITE: r"baut .* auf|aufbaut|grundlagen?|früheren seite|seite davor|stützt sich auf|zurückblättern",
    Claim.CHALLENGE: r"knobel\w*|schwerer(e[ns]?)?",
    Claim.TUTOR: r"\{tutor\}|tutor\w*|lehr(kraft|kräfte|er|erin)",
    Claim.QUIZ: r"quiz(ze)?|der frage in",
    Claim.TRIES: r"versuche?[ns]?|abgegeben|abgaben?|abgeben",
    Claim.RIGHT: r"schon richtig|\{right\} (schon )?richtig|antworten in|bleiben richtig|stimmen",
    Claim.WRONG: r"falsch|noch nicht richtig|noch offen|offenen in",
    Claim.LONG: r"(ganze|schon eine|gute) weile|langes stück|so lange dran|seit stunden",
    Claim.REWINDS: r"noch einmal zurückgehen|zurückgegangen|immer wieder",
    Claim.NEXT_PART: r"nächsten? (teil|block)|ein teil von",
    Claim.DUE: r"termine?|fristen?|frist|fällig",
    Claim.SAVED: r"gespeichert|gesichert",
    Claim.RETURNED: r"wieder da bist|willkommen zurück|bist zurück",
    Claim.CLASS: r"klasse|viele(n)? (menschen|lernende)|die (meisten|anderen)",
    Claim.HARD: r"hartnäckig|dicht geschrieben|störrisch|knifflig|schwierig\w*|anspruchsvoll|schwer|stolpern|abstrakt"
    r"|langsamere\w*|packt viel|versteckt",
    Claim.HELPED: r"(dir|hat) schon (einmal )?geholfen|gutgetan",
    Claim.DONE: r"hinter dir|teilen von .* geschafft|alles davor",
    Claim.PASSED: r"bestanden|klappt jetzt|gelohnt|nicht geklappt|„\{block\}“ klappt:",
    Claim.PERSISTENCE: r"ausdauer|drangeblieben|dran(zu)?bleib\w*",
    Claim.LOW_DAYS: r"(mehreren?|schwere|paar schwere) tage[n]?",
    Claim.SAID: r"du .*gesagt|dass du (es|das) sagst|du sagst, wenn",
    Claim.QUICK: r"ging (so )?schnell|„\{block\}“ so schnell|und das schnell|kurzer zeit|halben vorgesehenen",
    Claim.NIGHT: r"nach elf|heute nacht|spät|in den schlaf",
    Claim.WITHOUT_COUNTING: r"zählt nicht|ohne wertung",
}


def _compile(words: Mapping[Claim, str]) -> Mapping[Claim, re.Pattern[str]]:
    return {claim: re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE) for claim, each in words.items()}


CLAIMS: Mapping[str, Mapping[Claim, re.Pattern[str]]] = {"en": _compile(_ENGLISH), "de": _compile(_GERMAN)}

# A variable claims its number. Two at least where a word in the plural stands beside it.
VARIABLES_NEED: Mapping[str, Need] = {
    "tries": Need("tries", 2),
    "minutes": Need("minutes", 2),
    "hints": Need("hints_opened", 2),
    "next_minutes": Need("next_minutes", 2),
    "done": Need("done", 2),
    "total": Need("done", 2),
    "right": Need("right", 1),
    "wrong": Need("wrong", 1),
    "prerequisite": Need("has_prerequisite"),
    "subject": Need("subject"),
}


def unproved(language: str, text: str, cause: Cause, needs: Sequence[Need], variables: frozenset[str]) -> list[str]:
    """What a text claims without proof, as sentences for its author.

    Raises:
        KeyError: an unknown language.
    """
    found = []
    for claim, pattern in CLAIMS[language].items():
        match = pattern.search(text)
        if match and not PROOFS[claim].is_given(cause, needs):
            found.append(f"'{match.group()}' {claim}, and {_what_proves(PROOFS[claim])}")
    for variable in sorted(variables & VARIABLES_NEED.keys()):
        need = VARIABLES_NEED[variable]
        if not any(each.fact == need.fact and each.minimum >= need.minimum for each in needs):
            found.append(f"{{{variable}}} needs {need}")
    return found


def _what_proves(proof: Proof) -> str:
    ways = [*(str(need) for need in proof.needs), *(f"cause {cause}" for cause in sorted(proof.causes))]
    return f"needs {' or '.join(ways)}"
