"""Facts from windows, words and behaviour: a pure function of the rows that are there, whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple
from uuid import UUID

from attune.affect.evidence import SelfReportKind
from attune.affect.study_session import split_spans
from attune.affect.windows import LEVELS
from attune.classroom.insight.facts.models import BIN_SECONDS, MEASURES, SECONDS_OF_EXPRESSION, SECONDS_OF_STATE
from attune.classroom.wellbeing.models import CheckIn, StoredBehaviour, StoredBehaviourKind, StoredWindow
from attune.classroom.wellbeing.my_data.timeline.service import state_of
from attune.expressions import EXPRESSIONS, Expression

COUNTED = {SelfReportKind.CHECK_IN: "check_ins", SelfReportKind.LOST_HERE: "lost"}
DONE = {
    StoredBehaviourKind.REWIND: "rewinds",
    StoredBehaviourKind.IDLE: "idle_seconds",
    StoredBehaviourKind.DWELL: "dwell_seconds",
    StoredBehaviourKind.WRONG_ANSWERS: "wrong_answers",
    StoredBehaviourKind.QUESTION: "questions",
}
DIGITS = 6  # microseconds, for each window as for the sums: those are equal then whatever they are summed by


Moment = CheckIn | StoredBehaviour
Source = StoredWindow | Moment


class Span(NamedTuple):
    """A stretch of time, both ends of it included."""

    began_at: datetime
    ended_at: datetime


class _Place(NamedTuple):
    course_id: UUID
    lesson_id: UUID
    block_id: UUID | None
    bin_start: int | None
    began_at: datetime
    day: date


@dataclass(slots=True)
class _Sums:
    measures: dict[str, float] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0.0))
    readers: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        self.measures[name] += round(value, DIGITS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a student in a stretch of time, hidden rows included: they are part of a session all the same.

    corrections: what the student said a window was, by its id.  course_of: the course of each lesson.
    """

    windows: Sequence[StoredWindow]
    words: Sequence[CheckIn]
    behaviour: Sequence[StoredBehaviour]
    corrections: Mapping[UUID, CheckIn]
    course_of: Mapping[UUID, UUID]

    def moments(self) -> list[Moment]:
        """Words and behaviour: what has an instant and no length."""
        moments: list[Moment] = list(self.words)
        return moments + list(self.behaviour)

    def spans(self) -> list[Span]:
        """The study sessions, oldest first: a break of half an hour begins a new one."""
        spans = [*map(span_of_window, self.windows), *map(span_of_moment, self.moments())]
        return [Span(*span) for span in split_spans(sorted(spans))]


def span_of_window(window: StoredWindow) -> Span:
    """When a window began and ended."""
    return Span(window.started_at, window.started_at + timedelta(seconds=window.seconds))


def span_of_moment(moment: Moment) -> Span:
    """The instant at which something was said or done."""
    return Span(moment.at, moment.at)


def facts_of(kept: Kept, zone: tzinfo) -> Iterator[dict[str, Any]]:
    """The facts of whole study sessions, as values for rows of `StudyFact` without the student.

    What is hidden, or at no lesson, adds nothing to any fact.
    """
    sessions = kept.spans()
    sums: dict[_Place, _Sums] = {}
    for row, at in _visible(kept):
        course_id = kept.course_of.get(row.lesson_id) if row.lesson_id is not None else None
        if row.lesson_id is None or course_id is None:
            continue
        began_at = next(span.began_at for span in sessions if span.began_at <= at <= span.ended_at)
        place = _Place(course_id, row.lesson_id, row.block_id, _bin_of(row), began_at, at.astimezone(zone).date())
        _add(sums.setdefault(place, _Sums()), row, kept.corrections)
    ended = dict(sessions)
    for place, each in sums.items():
        model, source = max(each.readers, key=lambda reader: (each.readers[reader], reader), default=(None, None))
        yield {
            "course_id": place.course_id,
            "lesson_id": place.lesson_id,
            "block_id": place.block_id,
            "bin_start": place.bin_start,
            "session_began_at": place.began_at,
            "session_ended_at": ended[place.began_at],
            "day": place.day,
            "model": model,
            "source": source,
            **{name: round(value, DIGITS) for name, value in each.measures.items()},
        }


def _visible(kept: Kept) -> Iterable[tuple[Source, datetime]]:
    yield from ((window, window.started_at) for window in kept.windows if window.hidden_at is None)
    yield from ((each, each.at) for each in kept.moments() if each.hidden_at is None)


def _bin_of(row: Source) -> int | None:
    if isinstance(row, CheckIn) or row.position is None:
        return None
    return int(row.position // BIN_SECONDS) * BIN_SECONDS


def _add(sums: _Sums, row: Source, corrections: Mapping[UUID, CheckIn]) -> None:
    if isinstance(row, CheckIn):
        sums.add(COUNTED[row.kind], 1)
    elif isinstance(row, StoredBehaviour):
        sums.add(DONE[row.kind], row.amount)
    else:
        _add_window(sums, row, corrections.get(row.id))


def _add_window(sums: _Sums, row: StoredWindow, correction: CheckIn | None) -> None:
    readable = row.seconds * row.coverage
    sums.add("seconds", row.seconds)
    sums.add("readable_seconds", readable)
    sums.add(SECONDS_OF_STATE[state_of(row, correction)], row.seconds)
    said = correction.feeling if correction is not None else None
    if said is not None and said in set(Expression):
        sums.add(SECONDS_OF_EXPRESSION[Expression(said)], readable)
    else:
        for expression, level in zip(EXPRESSIONS, row.p, strict=True):
            sums.add(SECONDS_OF_EXPRESSION[expression], readable * level / LEVELS)
    reader = (row.model, row.source)
    sums.readers[reader] = sums.readers.get(reader, 0.0) + row.seconds
