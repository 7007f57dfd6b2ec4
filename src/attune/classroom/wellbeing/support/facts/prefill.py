"""What a question to the tutor begins with: where the student is and what they tried, as the log has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attune.affect.messages.facts import Facts
from attune.classroom.platform.locale import Locale


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of one language. Each fact has one for once and one for several times."""

    place: str
    lesson: str
    tries: tuple[str, str]
    hints: tuple[str, str]


_SENTENCES: Mapping[Locale, _Sentences] = {
    Locale.ENGLISH: _Sentences(
        place="I am stuck at “{block}” in “{lesson}”.",
        lesson="I am stuck in “{lesson}”.",
        tries=("I handed the quiz in once.", "I handed the quiz in {count} times."),
        hints=("I opened a hint.", "I opened {count} hints."),
    ),
    Locale.GERMAN: _Sentences(
        place="Bei „{block}“ in „{lesson}“ komme ich nicht weiter.",
        lesson="In „{lesson}“ komme ich nicht weiter.",
        tries=("Das Quiz habe ich einmal abgegeben.", "Das Quiz habe ich {count} Mal abgegeben."),
        hints=("Einen Hinweis habe ich geöffnet.", "{count} Hinweise habe ich geöffnet."),
    ),
}


def question_to_tutor(locale: str, lesson: str, block: str | None, facts: Facts) -> str:
    """The beginning of a question, in the student's language; they change it before they send it."""
    words = _SENTENCES[Locale(locale)]
    said = [words.place.format(block=block, lesson=lesson) if block else words.lesson.format(lesson=lesson)]
    said += [_counted(words.tries, facts.tries), _counted(words.hints, facts.hints_opened)]
    return " ".join(each for each in said if each) + " "


def _counted(sentences: tuple[str, str], count: int) -> str:
    if count == 0:
        return ""
    return sentences[0] if count == 1 else sentences[1].format(count=count)
