"""Students who were read, and said how they are: rows as their devices leave them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.affect.evidence import LearningState, SelfReportKind
from attune.classroom.accounts.models import User
from attune.classroom.insight.quality.deciding import decide_quality
from attune.classroom.insight.quality.periods import last_period
from attune.classroom.institution.calendar.service import midnight
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, WellbeingSettings
from attune.expressions import EXPRESSIONS

ENGAGED, CONFUSED = LearningState.ENGAGED, LearningState.MAYBE_CONFUSED


@dataclass
class School:
    """Students, and what they left."""

    database: Any
    clock: Any
    rows: list[Any] = field(default_factory=list)

    def enter(self, count: int, **switches: bool) -> list[UUID]:
        """New students who allow everything that is counted, unless said otherwise."""
        allowed = {"process_camera": True, "save_summaries": True, "count_in_class": True, **switches}
        ids, at = [uuid4() for _ in range(count)], self.clock.now()
        with self.database.transaction() as session:
            for each in ids:
                who = {"name": f"Student {each}", "email": f"{each}@school.example", "role": Role.STUDENT}
                session.add(User(id=each, locale=Locale.ENGLISH, created_at=at, **who))
            session.flush()
            session.add_all(WellbeingSettings(user_id=each, **allowed) for each in ids)
        return ids

    @property
    def began_on(self) -> date:
        """The first day of the period that is over."""
        with self.database.session(writes=False) as session:
            return last_period(self.clock.now(), institution_zone(session))

    def instant(self, days: float = 3) -> datetime:
        """So many days after the period began."""
        with self.database.session(writes=False) as session:
            return midnight(self.began_on, institution_zone(session)) + timedelta(days=days)

    def read(
        self, student: UUID, at: datetime, state: LearningState = ENGAGED, shows: str = "neutral", **fields: Any
    ) -> UUID:
        """A window of ten seconds that ended at an instant."""
        id_ = uuid4()
        row = {"seconds": 10.0, "coverage": 0.9, "quality": 0.9, "state": shows, "model": "mini"}
        row |= {"source": "on_device", "reasons": "no_sign_of_difficulty:2", **fields}
        levels = dict.fromkeys(EXPRESSIONS, 0) | {"neutral": 255}
        began = at - timedelta(seconds=row["seconds"])
        self.rows.append(StoredWindow(user_id=student, id=id_, started_at=began, learning_state=state, **levels, **row))
        return id_

    def say(self, student: UUID, at: datetime, feeling: str, window_id: UUID | None = None, **fields: Any) -> None:
        """A check-in, or the correction of a window."""
        kind = SelfReportKind.CHECK_IN if window_id is None else SelfReportKind.CORRECTION
        said = {"kind": kind, "feeling": feeling, "window_id": window_id, **fields}
        self.rows.append(CheckIn(user_id=student, id=uuid4(), at=at, **said))

    def answer(self, students: list[UUID], agreeing: int, at: datetime | None = None, **fields: Any) -> None:
        """Each is read as engaged and checks in after 20 seconds; so many agree."""
        at = at or self.instant()
        for place, each in enumerate(students):
            self.read(each, at, **fields)
            feeling = "engaged" if place < agreeing else "maybe_confused"
            self.say(each, at + timedelta(seconds=20), feeling)

    def decide(self) -> None:
        """What the job does every hour, with everything that was left until then."""
        with self.database.transaction() as session:
            session.add_all(self.rows)
        self.rows = []
        decide_quality(self.database, self.clock.now())


@pytest.fixture
def school(make, database, clock):
    make.course()
    return School(database, clock)


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def cell(admin):
    """What an administrator sees of the last period: a cell, or None."""

    def read(division="all", value="", period=-1):
        answer = admin.get("/insight/quality")
        assert answer.status_code == 200, answer.json
        cells = answer.json["periods"][period]["cells"]
        return next((each for each in cells if (each["division"], each["value"]) == (division, value)), None)

    return read
