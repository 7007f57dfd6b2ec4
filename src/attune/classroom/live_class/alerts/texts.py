"""The words of alerts, in the languages of the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from attune.affect.disclosure.figures import ShareFigure, ShareWord
from attune.affect.disclosure.live import PictureKind
from attune.classroom.live_class.schemas import AlertKind


class AlertText(NamedTuple):
    """The templates of one kind of alert."""

    title: str
    what: str
    rule: str
    suggestion: str


_ENGLISH: Mapping[AlertKind, AlertText] = {
    AlertKind.HAND_RAISED: AlertText(
        "{name} raised a hand",
        "{name} is asking for you in “{place}”.",
        "A hand is up until it is taken down, answered, or 30 minutes old.",
        "Go and ask what is needed.",
    ),
    AlertKind.LOST_HERE: AlertText(
        "{count} lost at “{place}”",
        "“I'm lost here” was pressed at “{place}” by {names}.",
        "Every “I'm lost here” of the last 15 minutes, by place.",
        "Explain this place once more in other words, or give an example.",
    ),
    AlertKind.CLASS_CONFUSED: AlertText(
        "Many may be confused or frustrated",
        "{share} of {whom}{where}.",
        "40 % or more of those in the class picture for 30 seconds; over once it is under 30 % for a minute.",
        "Pause and ask what is unclear so far.",
    ),
    AlertKind.BLOCK_CONFUSED: AlertText(
        "Many may struggle at “{place}”",
        "{share} of {whom} who have been there.",
        "50 % or more of those known at this block for 30 seconds; over once it is under 40 % for a minute.",
        "Look at this part together, or give an example of it.",
    ),
    AlertKind.STUDENT_STUCK: AlertText(
        "{name} may be stuck",
        "{name} has seemed to struggle for {minutes} minutes in “{place}”.",
        "A student who shares their view, confused or frustrated for 5 minutes or more.",
        "Offer a hint or a short talk. The camera sees an expression, not a feeling: ask.",
    ),
    AlertKind.MANY_IDLE: AlertText(
        "Many have stopped",
        "{share} of {whom} have not moved or were elsewhere for 2 minutes or more.",
        "30 % or more of those in the class picture for 30 seconds; over once it is under 20 % for a minute.",
        "A change of activity or a short break may help.",
    ),
}
_GERMAN: Mapping[AlertKind, AlertText] = {
    AlertKind.HAND_RAISED: AlertText(
        "{name} meldet sich",
        "{name} bittet um dich, in „{place}“.",
        "Eine Meldung gilt, bis sie zurückgenommen, beantwortet oder 30 Minuten alt ist.",
        "Hingehen und fragen, was gebraucht wird.",
    ),
    AlertKind.LOST_HERE: AlertText(
        "„Hier komme ich nicht mit“ bei „{place}“: {count}",
        "„Hier komme ich nicht mit“ wurde bei „{place}“ gedrückt von {names}.",
        "Jedes „Hier komme ich nicht mit“ der letzten 15 Minuten, nach Stelle.",
        "Diese Stelle noch einmal mit anderen Worten erklären oder ein Beispiel geben.",
    ),
    AlertKind.CLASS_CONFUSED: AlertText(
        "Viele sind vielleicht verwirrt oder frustriert",
        "{share} von {whom}{where}.",
        "40 % oder mehr derer im Klassenbild, 30 Sekunden lang; vorbei nach einer Minute unter 30 %.",
        "Kurz anhalten und fragen, was bisher unklar ist.",
    ),
    AlertKind.BLOCK_CONFUSED: AlertText(
        "Viele haben vielleicht Mühe bei „{place}“",
        "{share} von {whom}; gezählt ist, wer dort war.",
        "50 % oder mehr der hier Bekannten, 30 Sekunden lang; vorbei nach einer Minute unter 40 %.",
        "Diese Stelle gemeinsam ansehen oder ein Beispiel dazu geben.",
    ),
    AlertKind.STUDENT_STUCK: AlertText(
        "{name} kommt vielleicht nicht weiter",
        "{name} scheint seit {minutes} Minuten zu kämpfen, in „{place}“.",
        "Wer die eigene Sicht teilt und 5 Minuten oder länger verwirrt oder frustriert wirkt.",
        "Einen Hinweis oder ein kurzes Gespräch anbieten. Die Kamera sieht einen Ausdruck, kein Gefühl: fragen.",
    ),
    AlertKind.MANY_IDLE: AlertText(
        "Viele haben aufgehört",
        "{share} von {whom} haben sich 2 Minuten oder länger nicht bewegt oder waren woanders.",
        "30 % oder mehr derer im Klassenbild, 30 Sekunden lang; vorbei nach einer Minute unter 20 %.",
        "Ein Wechsel oder eine kurze Pause kann helfen.",
    ),
}
_TEXTS: Mapping[str, Mapping[AlertKind, AlertText]] = {"en": _ENGLISH, "de": _GERMAN}


@dataclass(frozen=True, slots=True)
class ShareTexts:
    """How a released share is said: in numbers, in words, of whom, and where it is largest."""

    number: str
    words: Mapping[ShareWord, str]
    whom: Mapping[PictureKind, str]
    where: str


_SHARES: Mapping[str, ShareTexts] = {
    "en": ShareTexts(
        "About {share} % (likely {low} to {high} %)",
        {
            ShareWord.FEW: "Few or none",
            ShareWord.SOME: "Some",
            ShareWord.HALF: "About half",
            ShareWord.MANY: "Many",
            ShareWord.MOST: "Most or all",
        },
        {
            PictureKind.CLASS: "the class (at least {n} students whose state is known)",
            PictureKind.SHARERS: "those who share with you (at least {n} students)",
        },
        ", most clearly at “{title}”",
    ),
    "de": ShareTexts(
        "Etwa {share} % (wohl {low} bis {high} %)",
        {
            ShareWord.FEW: "Wenige oder niemand",
            ShareWord.SOME: "Einige",
            ShareWord.HALF: "Etwa die Hälfte",
            ShareWord.MANY: "Viele",
            ShareWord.MOST: "Die meisten oder alle",
        },
        {
            PictureKind.CLASS: "der Klasse (mindestens {n} mit bekanntem Zustand)",
            PictureKind.SHARERS: "denen, die mit dir teilen (mindestens {n})",
        },
        ", am deutlichsten bei „{title}“",
    ),
}


def share_texts(share: ShareFigure, facts: Mapping[str, object], language: str) -> dict[str, str]:
    """The words for a released share.

    Args:
        share: the share.
        facts: the picture's `kind` and `n`, and the `title` of the block where the share is largest, or None.
        language: one that the product speaks; KeyError for another.

    Returns:
        `share`, `whom` and `where` for the templates of alerts.
    """
    texts = _SHARES[language]
    if share.word is not None:
        said = texts.words[share.word]
    else:
        percent = {"share": share.share, "low": share.low, "high": share.high}
        said = texts.number.format_map({key: round(100 * (value or 0)) for key, value in percent.items()})
    kind = PictureKind(str(facts["kind"]))
    where = texts.where.format_map(facts) if facts["title"] is not None else ""
    return {"share": said, "whom": texts.whom[kind].format_map(facts), "where": where}


def text_of(kind: AlertKind, language: str) -> AlertText:
    """The templates of an alert in a tutor's language.

    Raises:
        KeyError: for one that the product does not speak.
    """
    return _TEXTS[language][kind]
