"""A recount of facts as one would do it on paper: every row by itself, nothing shared with the code that it checks."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from attune.affect.evidence import LearningState
from attune.affect.states import REPORTED_STATE
from attune.classroom.courses.models import Lesson
from attune.classroom.insight.facts.models import MEASURES, StudyDay, StudyFact
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.wellbeing.models import CheckIn, StoredBehaviour, StoredWindow, WellbeingSettings
from attune.expressions import EXPRESSIONS, Expression

Sessions = dict[tuple[Any, ...], tuple[Any, ...]]
Counted = dict[tuple[Any, ...], dict[str, float]]
DONE = {
    "rewind": "rewinds",
    "idle": "idle_seconds",
    "dwell": "dwell_seconds",
    "wrong_answers": "wrong_answers",
    "question": "questions",
}
HALF_AN_HOUR = timedelta(minutes=30)


def expected_facts(session: Session, user_id: UUID) -> Counted:
    """What the facts of a student have to be: session, lesson, block, bin and day, and what was measured there."""
    settings = session.get(WellbeingSettings, user_id)
    if settings is None or not settings.save_summaries:
        return {}
    windows = session.scalars(sa.select(StoredWindow).where(StoredWindow.user_id == user_id)).all()
    said = session.scalars(sa.select(CheckIn).where(CheckIn.user_id == user_id)).all()
    words = [each for each in said if each.kind in ("check_in", "lost_here")]
    corrected = {each.window_id: each.feeling for each in said if each.kind == "correction" and each.window_id}
    spans = [(each.started_at, each.started_at + timedelta(seconds=each.seconds)) for each in windows]
    done = session.scalars(sa.select(StoredBehaviour).where(StoredBehaviour.user_id == user_id)).all()
    spans += [(each.at, each.at) for each in (*words, *done)]

    def began(at: Any) -> Any:
        """Walk back from an instant as long as something happened less than half an hour earlier."""
        first = at
        while True:
            earlier = [start for start, end in spans if start < first and first - end <= HALF_AN_HOUR]
            if not earlier:
                return first
            first = min(earlier)

    facts: Counted = defaultdict(lambda: dict.fromkeys(MEASURES, 0.0))
    for window in windows:
        if window.hidden_at is not None or window.lesson_id is None:
            continue
        row = facts[_place(session, window, began(window.started_at), window.started_at)]
        row["seconds"] += window.seconds
        row["readable_seconds"] += window.seconds * window.coverage
        state, feeling = window.learning_state, corrected.get(window.id)
        levels = {each: getattr(window, each) / 255 for each in EXPRESSIONS}
        if feeling is not None and feeling in list(Expression):
            state, levels = REPORTED_STATE[Expression(feeling)], {Expression(feeling): 1.0}
        elif feeling is not None:
            state = LearningState(feeling)
        row[f"{state}_seconds"] += window.seconds
        for expression, level in levels.items():
            row[f"{expression}_seconds"] += window.seconds * window.coverage * level
    for word in words:
        if word.hidden_at is None and word.lesson_id is not None:
            row = facts[_place(session, word, began(word.at), word.at)]
            row["lost" if word.kind == "lost_here" else "check_ins"] += 1
    for each in done:
        if each.hidden_at is None:
            facts[_place(session, each, began(each.at), each.at)][DONE[each.kind]] += each.amount
    return facts


def _place(session: Session, row: Any, began_at: Any, at: Any) -> tuple[Any, ...]:
    course_id = session.get_one(Lesson, row.lesson_id).course_id
    position = getattr(row, "position", None)
    second = None if position is None else 5 * int(position / 5)
    return (began_at, course_id, row.lesson_id, row.block_id, second, at.astimezone(institution_zone(session)).date())


def stored_facts(session: Session, user_id: UUID) -> Counted:
    """The facts as they are stored, in the same form."""
    rows = session.scalars(sa.select(StudyFact).where(StudyFact.user_id == user_id))
    return {key_of(row): _measures(row) for row in rows}


def key_of(row: StudyFact) -> tuple[Any, ...]:
    """What tells the facts of a student apart."""
    return (row.session_began_at, row.course_id, row.lesson_id, row.block_id, row.bin_start, row.day)


def stored_days(session: Session, user_id: UUID) -> Counted:
    """The study days as they are stored."""
    rows = session.scalars(sa.select(StudyDay).where(StudyDay.user_id == user_id))
    return {(row.course_id, row.day): _measures(row) | {"sessions": row.sessions} for row in rows}


def expected_sessions(session: Session, user_id: UUID, facts: Counted) -> Sessions:
    """By each fact: when its session ends, and what read most of its seconds."""
    windows = session.scalars(sa.select(StoredWindow).where(StoredWindow.user_id == user_id)).all()
    words = sa.select(CheckIn).where(CheckIn.user_id == user_id, CheckIn.kind.in_(("check_in", "lost_here")))
    spans = [(each.started_at, each.started_at + timedelta(seconds=each.seconds)) for each in windows]
    done = sa.select(StoredBehaviour).where(StoredBehaviour.user_id == user_id)
    spans += [(each.at, each.at) for each in (*session.scalars(words), *session.scalars(done))]

    def ended(began: Any) -> Any:
        """Walk on from an instant as long as something begins less than half an hour later."""
        last = began
        while True:
            later = [end for start, end in spans if end > last and began <= start <= last + HALF_AN_HOUR]
            if not later:
                return last
            last = max(later)

    sessions: Sessions = {}
    for began, course_id, lesson_id, block_id, bin_start, day in facts:
        until, seconds = ended(began), defaultdict[tuple[str, str], float](float)
        for window in windows:
            second = None if window.position is None else 5 * int(window.position / 5)
            place = (window.lesson_id, window.block_id, second, window.hidden_at)
            here = place == (lesson_id, block_id, bin_start, None)
            local = window.started_at.astimezone(institution_zone(session)).date()
            if here and began <= window.started_at <= until and local == day:
                seconds[window.model, window.source] += window.seconds
        reader = max(seconds, key=lambda each: (seconds[each], each), default=(None, None))
        sessions[began, course_id, lesson_id, block_id, bin_start, day] = (until, *reader)
    return sessions


def stored_sessions(session: Session, user_id: UUID) -> Sessions:
    """The same of the facts as they are stored."""
    rows = session.scalars(sa.select(StudyFact).where(StudyFact.user_id == user_id))
    return {key_of(row): (row.session_ended_at, row.model, row.source) for row in rows}


def days_from(facts: Counted) -> Counted:
    """The study days that facts add up to."""
    days: Counted = defaultdict(lambda: dict.fromkeys((*MEASURES, "sessions"), 0.0))
    for (_began, course_id, *_place, day), measures in facts.items():
        for name, value in measures.items():
            days[course_id, day][name] += value
    for course_id, day in days:
        began = {key[0] for key in facts if (key[1], key[-1]) == (course_id, day)}
        days[course_id, day]["sessions"] = len(began)
    return days


def _measures(row: StudyFact | StudyDay) -> dict[str, float]:
    return {name: getattr(row, name) for name in MEASURES}


def assert_equal(found: Counted, expected: Mapping[tuple[Any, ...], Mapping[str, float]]) -> None:
    """Fail unless two counts agree but for rounding."""
    assert set(found) == set(expected)
    for key, measures in expected.items():
        for name, value in measures.items():
            assert abs(found[key][name] - value) < 0.01, (key, name, found[key][name], value)
