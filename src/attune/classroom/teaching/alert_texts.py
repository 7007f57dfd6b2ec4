"""The words of alerts, in the languages of the product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attune.classroom.teaching.schemas import AlertKind


class AlertText(NamedTuple):
    """The templates of one kind of alert."""

    title: str
    what: str
    rule: str
    suggestion: str


_ENGLISH: Mapping[AlertKind, AlertText] = {
    AlertKind.HAND_RAISED: AlertText(
        "{name} raised a hand",
        "{name} is asking for you in {place}.",
        "A hand is up until it is taken down, answered, or 30 minutes old.",
        "Go and ask what is needed.",
    ),
    AlertKind.LOST_HERE: AlertText(
        "{count} lost at {place}",
        "“I'm lost here” was pressed at {place} by {names}.",
        "Every “I'm lost here” of the last 15 minutes, by place.",
        "Explain this place once more in other words, or give an example.",
    ),
    AlertKind.CLASS_CONFUSED: AlertText(
        "Many may be confused or frustrated",
        "{count} of {n} with a known state ({share} %, likely {low} to {high} %), most of them at {place}.",
        "At least 3 students and 40 % of those with a known state.",
        "Pause and ask what is unclear so far.",
    ),
    AlertKind.STUDENT_STUCK: AlertText(
        "{name} may be stuck",
        "{name} has seemed to struggle for {minutes} minutes in {place}.",
        "A student who shares their view, confused or frustrated for 5 minutes or more.",
        "Offer a hint or a short talk. The camera sees an expression, not a feeling: ask.",
    ),
    AlertKind.MANY_IDLE: AlertText(
        "Many have stopped",
        "{count} of {n} with a known state have not moved or were elsewhere for 2 minutes or more.",
        "At least 3 students and a third of those with a known state.",
        "A change of activity or a short break may help.",
    ),
}
_GERMAN: Mapping[AlertKind, AlertText] = {
    AlertKind.HAND_RAISED: AlertText(
        "{name} meldet sich",
        "{name} bittet um dich, in {place}.",
        "Eine Meldung gilt, bis sie zurückgenommen, beantwortet oder 30 Minuten alt ist.",
        "Hingehen und fragen, was gebraucht wird.",
    ),
    AlertKind.LOST_HERE: AlertText(
        "{count} kommen nicht mit bei {place}",
        "„Ich komme hier nicht mit“ wurde bei {place} gedrückt von {names}.",
        "Jedes „Ich komme hier nicht mit“ der letzten 15 Minuten, nach Stelle.",
        "Diese Stelle noch einmal mit anderen Worten erklären oder ein Beispiel geben.",
    ),
    AlertKind.CLASS_CONFUSED: AlertText(
        "Viele sind vielleicht verwirrt oder frustriert",
        "{count} von {n} mit bekanntem Zustand ({share} %, wohl {low} bis {high} %), die meisten bei {place}.",
        "Mindestens 3 und 40 % derer mit bekanntem Zustand.",
        "Kurz anhalten und fragen, was bisher unklar ist.",
    ),
    AlertKind.STUDENT_STUCK: AlertText(
        "{name} kommt vielleicht nicht weiter",
        "{name} scheint seit {minutes} Minuten zu kämpfen, in {place}.",
        "Wer die eigene Sicht teilt und 5 Minuten oder länger verwirrt oder frustriert wirkt.",
        "Einen Hinweis oder ein kurzes Gespräch anbieten. Die Kamera sieht einen Ausdruck, kein Gefühl: fragen.",
    ),
    AlertKind.MANY_IDLE: AlertText(
        "Viele haben aufgehört",
        "{count} von {n} mit bekanntem Zustand haben sich 2 Minuten oder länger nicht bewegt oder waren woanders.",
        "Mindestens 3 und ein Drittel derer mit bekanntem Zustand.",
        "Ein Wechsel oder eine kurze Pause kann helfen.",
    ),
}
_TEXTS: Mapping[str, Mapping[AlertKind, AlertText]] = {"en": _ENGLISH, "de": _GERMAN}


def text_of(kind: AlertKind, language: str) -> AlertText:
    """The templates of an alert in a tutor's language. Raises KeyError for one that the product does not speak."""
    return _TEXTS[language][kind]
