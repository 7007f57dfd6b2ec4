"""New windows and behaviour, added to the facts of the study session that they go on with, as nearly all do.

A session is not read for that. Whatever else they change, facts are counted anew: see `service`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, cast
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from attune.affect.study_session import begins_new_session
from attune.classroom.courses.models import Lesson
from attune.classroom.insight.facts.days import refresh_days
from attune.classroom.insight.facts.models import MEASURES, StudyDay, StudyFact
from attune.classroom.insight.facts.recount import COUNTED, Kept, Span, facts_of, span_of_moment, span_of_window
from attune.classroom.institution.setup.models import THE_INSTITUTION, Institution
from attune.classroom.institution.setup.service import UTC
from attune.classroom.wellbeing.models import CheckIn, StoredBehaviour, StoredWindow

FACTS, DAYS = cast(Table, StudyFact.__table__), cast(Table, StudyDay.__table__)

# The statements are made once: making one takes longer than running it.
_LAST_SESSION = (
    select(
        FACTS.c.session_began_at,
        FACTS.c.session_ended_at,
        select(func.max(StoredWindow.started_at))
        .where(StoredWindow.user_id == bindparam("user"))
        .scalar_subquery()
        .label("last_window_at"),
        select(func.max(CheckIn.at))
        .where(CheckIn.user_id == bindparam("user"), CheckIn.kind.in_(tuple(COUNTED)))
        .scalar_subquery()
        .label("last_word_at"),
        select(func.max(StoredBehaviour.at))
        .where(StoredBehaviour.user_id == bindparam("user"))
        .scalar_subquery()
        .label("last_behaviour_at"),
        select(Institution.time_zone).where(Institution.id == THE_INSTITUTION).scalar_subquery().label("time_zone"),
    )
    .where(FACTS.c.user_id == bindparam("user"))
    .order_by(FACTS.c.session_began_at.desc())
    .limit(1)
)
_COURSES = select(Lesson.id, Lesson.course_id).where(Lesson.id.in_(bindparam("lessons", expanding=True)))
_OF_SESSION = (FACTS.c.user_id == bindparam("user")) & (FACTS.c.session_began_at == bindparam("began"))
_AT_PLACE = (
    _OF_SESSION
    & (FACTS.c.lesson_id == bindparam("lesson"))
    & FACTS.c.block_id.is_not_distinct_from(bindparam("block"))
    & FACTS.c.bin_start.is_not_distinct_from(bindparam("bin"))
    & (FACTS.c.day == bindparam("on_day"))
)
_KNOWS_PLACE = select(FACTS.c.id).where(_AT_PLACE).limit(1)
_LASTS_LONGER = update(FACTS).where(_OF_SESSION).values(session_ended_at=bindparam("ended"))
_HERE = _AT_PLACE & (FACTS.c.course_id == bindparam("course")) & FACTS.c.hidden_at.is_(None)
_MORE = {name: FACTS.c[name] + bindparam(f"more_{name}") for name in MEASURES}
_READER: Mapping[str, Any] = {"model": bindparam("read_by"), "source": bindparam("read_at")}
_SAME_READER = (FACTS.c.model == bindparam("read_by")) & (FACTS.c.source == bindparam("read_at"))
_ADD_WINDOWS = update(FACTS).where(_HERE, _SAME_READER | FACTS.c.model.is_(None)).values({**_MORE, **_READER})
_ADD_BEHAVIOUR = update(FACTS).where(_HERE).values(_MORE)
_KNOWS_DAY = (
    select(FACTS.c.id)
    .where(
        _OF_SESSION,
        FACTS.c.course_id == bindparam("course"),
        FACTS.c.day == bindparam("on_day"),
        FACTS.c.hidden_at.is_(None),
    )
    .limit(1)
)
_ADD_TO_DAY = (
    update(DAYS)
    .where(
        DAYS.c.user_id == bindparam("user"),
        DAYS.c.course_id == bindparam("course"),
        DAYS.c.day == bindparam("on_day"),
    )
    .values({name: DAYS.c[name] + bindparam(f"more_{name}") for name in MEASURES})
)
_NEW_FACT = insert(FACTS)


def add_to_facts(
    session: Session, user_id: UUID, windows: Sequence[StoredWindow], behaviour: Sequence[StoredBehaviour]
) -> bool:
    """Add new windows and behaviour to the facts of the student's last study session.

    Args:
        session: Its transaction holds the lock of the student's facts.
        user_id: The student.
        windows: Stored in this transaction, none of them corrected or hidden yet.
        behaviour: The same.

    Returns:
        False if they change more than what was measured at places, and how long the session lasts: then facts and days
        are to be counted anew.
    """
    connection = session.connection()
    last = connection.execute(_LAST_SESSION, {"user": user_id}).first()
    spans = [*map(span_of_window, windows), *map(span_of_moment, behaviour)]
    if last is None or not _goes_on(last, spans):
        return False
    ended_at = max(last.session_ended_at, *(span.ended_at for span in spans))
    if ended_at > last.session_ended_at:
        session_now = {"user": user_id, "began": last.session_began_at, "ended": ended_at}
        connection.execute(_LASTS_LONGER, session_now)
    zone = UTC if last.time_zone is None else ZoneInfo(last.time_zone)
    more = _more(connection, windows, behaviour, zone)
    return all(_add(session, user_id, last, ended_at, fact) for fact in more)


def _goes_on(last: Row[Any], spans: Sequence[Span]) -> bool:
    """Whether all of it belongs to the last session, and nothing else is known of a time after it."""
    starts = [span.began_at for span in spans]
    if min(starts) < last.session_began_at or begins_new_session(last.session_ended_at, max(starts)):
        return False
    until = max(last.session_ended_at, *starts)
    known_later = (last.last_window_at, last.last_behaviour_at)
    said_later = last.last_word_at is not None and last.last_word_at > last.session_ended_at
    return not said_later and all(at is None or at <= until for at in known_later)


def _more(
    connection: Connection, windows: Sequence[StoredWindow], behaviour: Sequence[StoredBehaviour], zone: tzinfo
) -> Sequence[Mapping[str, Any]]:
    """What is added at each place."""
    lessons = {window.lesson_id for window in windows} | {each.lesson_id for each in behaviour}
    lessons.discard(None)
    if not lessons:
        return ()
    courses = {row.id: row.course_id for row in connection.execute(_COURSES, {"lessons": list(lessons)})}
    kept = Kept(windows=windows, words=(), behaviour=behaviour, corrections={}, course_of=courses)
    return list(facts_of(kept, zone))


def _add(session: Session, user_id: UUID, last: Row[Any], ended_at: datetime, fact: Mapping[str, Any]) -> bool:
    """Add to the fact of a place and to its day, or make the first fact of a place."""
    connection = session.connection()
    on_day = {"user": user_id, "course": fact["course_id"], "on_day": fact["day"]}
    in_session = {**on_day, "began": last.session_began_at}
    place = {**in_session, "lesson": fact["lesson_id"], "block": fact["block_id"], "bin": fact["bin_start"]}
    more = {f"more_{name}": fact[name] for name in MEASURES}
    if fact["model"] is None:
        added = connection.execute(_ADD_BEHAVIOUR, {**place, **more})
    else:
        added = connection.execute(_ADD_WINDOWS, {**place, **more, "read_by": fact["model"], "read_at": fact["source"]})
    if added.rowcount == 1:
        return connection.execute(_ADD_TO_DAY, {**on_day, **more}).rowcount == 1
    if connection.execute(_KNOWS_PLACE, place).first() is not None:
        return False
    known_day = connection.execute(_KNOWS_DAY, in_session).first() is not None
    session_times = {"session_began_at": last.session_began_at, "session_ended_at": ended_at}
    connection.execute(_NEW_FACT, {**fact, **session_times, "id": uuid4(), "user_id": user_id})
    if known_day:
        return connection.execute(_ADD_TO_DAY, {**on_day, **more}).rowcount == 1
    refresh_days(session, user_id, [(fact["course_id"], fact["day"])])
    return True
