"""What is counted: check-ins with the reading before them, states with their corrections, and the time of reading.

Of those who let themselves be counted, and of nothing that they hide. A reading that rests on the student's own word
would agree with itself: it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from attune.affect.aggregate import KNOWN_STATES
from attune.affect.disclosure.quality import AnsweredReading, ReadState, ReadTime
from attune.affect.evidence import LearningState, SelfReportKind
from attune.affect.reasons import ReasonCode
from attune.affect.states import reported_state
from attune.classroom.wellbeing.learner_state.reasons import read_reasons
from attune.classroom.wellbeing.learner_state.restore import as_report
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, WellbeingSettings

BEFORE = timedelta(seconds=60)  # between the reading and the word: later it may be about another moment
LONGEST_WINDOW = timedelta(minutes=1)  # as the schema of incoming windows has it
AT_A_TIME = 100  # check-ins of one statement

OWN_WORDS = {ReasonCode.SAID_SO, ReasonCode.LOST_HERE, ReasonCode.CORRECTED}


def load_answered(session: Session, since: datetime, until: datetime) -> list[AnsweredReading]:
    """Every check-in of a stretch of time that followed a reading within a minute.

    Args:
        session: One that reads.
        since: Where the stretch begins.
        until: Where it ends, which is not in it.
    """
    query = (
        select(CheckIn)
        .join(WellbeingSettings, WellbeingSettings.user_id == CheckIn.user_id)
        .where(
            WellbeingSettings.count_in_class.is_(True),
            CheckIn.kind == SelfReportKind.CHECK_IN,
            CheckIn.hidden_at.is_(None),
            CheckIn.at >= since,
            CheckIn.at < until,
        )
        .order_by(CheckIn.user_id, CheckIn.at, CheckIn.id)
    )
    found = []
    for user_id, said in groupby(session.scalars(query).all(), key=lambda each: each.user_id):
        own = list(said)
        for some in (own[start : start + AT_A_TIME] for start in range(0, len(own), AT_A_TIME)):
            windows = _windows_before(session, user_id, some)
            found += [answered for each in some if (answered := _answered(each, windows)) is not None]
    return found


def _windows_before(session: Session, user_id: UUID, said: Sequence[CheckIn]) -> Sequence[StoredWindow]:
    """The windows that were open in the minute before any of the check-ins, the latest first."""
    near = [StoredWindow.started_at.between(each.at - BEFORE - LONGEST_WINDOW, each.at) for each in said]
    query = select(StoredWindow).where(StoredWindow.user_id == user_id, StoredWindow.hidden_at.is_(None), or_(*near))
    return session.scalars(query.order_by(StoredWindow.started_at.desc(), StoredWindow.id)).all()


def _answered(said: CheckIn, windows: Sequence[StoredWindow]) -> AnsweredReading | None:
    meant = reported_state(as_report(said))
    read = next((each for each in windows if _precedes(each, said.at) and not _rests_on_words(each)), None)
    if meant is None or read is None or read.learning_state is LearningState.UNKNOWN:
        return None
    return AnsweredReading(
        learner=str(said.user_id),
        moment=f"{said.user_id}:{said.id}",
        read=read.learning_state,
        said=meant,
        model=read.model,
        source=read.source,
        quality=read.quality,
    )


def _precedes(window: StoredWindow, at: datetime) -> bool:
    return window.started_at <= at <= window.started_at + timedelta(seconds=window.seconds) + BEFORE


def _rests_on_words(window: StoredWindow) -> bool:
    return any(reason.code in OWN_WORDS for reason in read_reasons(window.reasons))


def load_times(session: Session, since: datetime, until: datetime) -> list[ReadTime]:
    """For how long each learner was read, by model and source."""
    abstained = case((StoredWindow.state == "unknown", StoredWindow.seconds), else_=0.0)
    readable = StoredWindow.seconds * StoredWindow.coverage
    query = _counted_windows(since, until).add_columns(
        StoredWindow.model,
        StoredWindow.source,
        *(func.sum(each) for each in (StoredWindow.seconds, readable, abstained)),
    )
    by = (StoredWindow.user_id, StoredWindow.model, StoredWindow.source)
    rows = session.execute(query.group_by(*by).order_by(*by))
    return [ReadTime(str(user_id), *measured) for user_id, *measured in rows]


def load_states(session: Session, since: datetime, until: datetime) -> list[ReadState]:
    """For how long each learner was read as being in each state, and whether they have corrected one."""
    query = _counted_windows(since, until).add_columns(StoredWindow.learning_state, func.sum(StoredWindow.seconds))
    own = [StoredWindow.reasons.contains(f"{code.value}:") for code in OWN_WORDS]
    by = (StoredWindow.user_id, StoredWindow.learning_state)
    rows = session.execute(query.where(~or_(*own)).group_by(*by).order_by(*by)).all()
    corrected = set(_corrected(session, since, until))
    return [
        ReadState(str(user_id), state, seconds, (user_id, state) in corrected)
        for user_id, state, seconds in rows
        if state in KNOWN_STATES
    ]


def _corrected(session: Session, since: datetime, until: datetime) -> Iterator[tuple[UUID, LearningState]]:
    """Who said of a window of which state that it was another one. The last word on a window holds."""
    query = (
        select(CheckIn, StoredWindow.learning_state)
        .join(StoredWindow, and_(StoredWindow.user_id == CheckIn.user_id, StoredWindow.id == CheckIn.window_id))
        .where(CheckIn.kind == SelfReportKind.CORRECTION, CheckIn.hidden_at.is_(None), *_visible(since, until))
        .order_by(CheckIn.at, CheckIn.id)
    )
    last: dict[tuple[UUID, UUID | None], tuple[LearningState, LearningState | None]] = {}
    for said, read in session.execute(query):
        last[said.user_id, said.window_id] = read, reported_state(as_report(said))
    for (user_id, _), (read, meant) in last.items():
        if meant is not None and meant is not read:
            yield user_id, read


def _counted_windows(since: datetime, until: datetime) -> Select[UUID]:
    counted = WellbeingSettings.count_in_class.is_(True)
    query = select(StoredWindow.user_id).join(WellbeingSettings, WellbeingSettings.user_id == StoredWindow.user_id)
    return query.where(counted, *_visible(since, until))


def _visible(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        StoredWindow.hidden_at.is_(None),
        StoredWindow.started_at >= since,
        StoredWindow.started_at < until,
    )
