"""An administrator who puts every page about groups together, with the names they may read: nothing about fewer than k.

The pages: trends and comparisons, data quality, consent coverage, the experiment, and the weeks of students who share
them. The attacker knows the rules, who is in what, and everything about whoever is ever seen by name. Each figure is an
exact sum over things of learners, without rounding; a thing that two pages count is the same unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa

from attune.affect.disclosure.digests import digest_by
from attune.affect.disclosure.tables import Contribution
from attune.affect.evidence import LearningState
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.insight.consent import deciding as consent
from attune.classroom.insight.consent.models import PublishedConsent
from attune.classroom.insight.quality import deciding as quality
from attune.classroom.insight.trends import deciding as trends
from attune.classroom.insight.trends.models import DecidedWeek
from attune.classroom.wellbeing.experiment.models import TableRelease
from attune.classroom.wellbeing.experiment.releases import release_table
from attune.classroom.wellbeing.models import WellbeingSettings
from tests.classroom.insight.quality.conftest import School as Readings
from tests.classroom.insight.trends.conftest import SHARES
from tests.classroom.insight.trends.conftest import School as Weeks

K = 10
WEEK = timedelta(days=7)
PERIOD_BEGAN = date(2026, 1, 26)  # the last of four weeks that is over at the tests' present
CONSENTS = ("process_camera", "save_summaries", "count_in_class", "share_with_tutors")
FOLLOWS = ("process_camera", "save_summaries")  # from being seen by name


@dataclass
class Administrator:
    """Who looks, and what they have learnt.

    sums: every set of things that a figure was made of, a thing as (of what, whose, which).
    named: which weeks of whom were ever seen by name.
    asked: whatever is behind a cell of data quality, as (whose, which).
    """

    weeks: Weeks
    readings: Readings
    sign_in: Any
    asked: dict[Any, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    sums: set[frozenset[tuple[str, str, str]]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)

    def look(self) -> None:
        """Read every page, after the jobs have run."""
        database, now = self.weeks.database, self.weeks.clock.now()
        self.weeks.decide()
        self.readings.decide()
        consent.decide_consent(database, now)
        browser = self.sign_in()
        people = browser.get("/insight/people").json["people"]
        for person in people:
            answer = browser.get(f"/insight/people/{person['id']}/trends?since={PERIOD_BEGAN}&until=2026-03-01").json
            self.named |= {(f"week {week['monday']}", person["id"]) for week in answer["weeks"] if week["figures"]}
        browser.get("/administration/experiment")
        self._learn_trends()
        self._learn_consent()
        self._learn_quality(browser.get("/insight/quality").json["periods"])

    def _learn_trends(self) -> None:
        with self.weeks.database.session(writes=False) as session:
            for row in session.scalars(sa.select(DecidedWeek)):
                names = {digest_by(row.salt)(str(each)): str(each) for each in self.weeks.students}
                for items in row.history:
                    self.sums.add(frozenset((f"week {row.week}", names[who], item) for item, who in items.items()))

    def _learn_consent(self) -> None:
        """Sets of decisions, of the consent page and of whatever else counts them."""
        with self.weeks.database.session(writes=False) as session:
            published = [(row.switch, row.salt, row.history) for row in session.scalars(sa.select(PublishedConsent))]
            counted = session.get(TableRelease, "experiment_students")
            if counted is not None:
                published.append(("count_in_class", counted.salt, [counted.cells["all"]["contributions"]]))
        for switch, salt, history in published:
            digest = digest_by(salt)
            things = {
                digest(f"{each}:{allowed}"): (switch, str(each), str(allowed))
                for each, allowed in product(self.weeks.students, (True, False))
            }
            if switch in CONSENTS:  # the fifth counts those who are listed by name
                self.sums |= {frozenset(things[item] for item in choices) for choices in history}

    def _learn_quality(self, periods: Any) -> None:
        """Which cells are shown is read; who is in them the attacker knows."""
        for period in periods:
            for cell in period["cells"]:
                key = cell["division"], cell["value"]
                for part in ("agreement", "corrected", "readable"):
                    if cell[part] is not None:
                        things = {(f"{part} of {period['began_on']}", *each) for each in self.asked[(part, *key)]}
                        self.sums.add(frozenset(things))

    def _knows(self, thing: tuple[str, str, str]) -> bool:
        """Whether a thing is that of somebody seen by name: the same week, or something of weeks that hold it."""
        what, learner, _ = thing
        return (what, learner) in self.named or (
            not what.startswith("week ")
            and (what in FOLLOWS or what not in CONSENTS)
            and any(learner == each for _, each in self.named)
        )

    def exposed(self) -> list[set[str]]:
        """Learners, fewer than k, about whom alone some combination of everything that was shown tells."""
        sums = sorted(self.sums, key=sorted)
        kinds: dict[tuple[int, ...], set[str]] = defaultdict(set)
        for thing in {thing for each in sums for thing in each if not self._knows(thing)}:
            kinds[tuple(int(thing in each) for each in sums)].add(thing[1])
        matrix = np.array(list(kinds)).T
        rank = np.linalg.matrix_rank(matrix) if kinds else 0
        return [
            learners
            for place, learners in enumerate(kinds.values())
            if len(learners) < K and np.linalg.matrix_rank(np.delete(matrix, place, axis=1)) < rank
        ]


@dataclass
class Life:
    """What students do while the administrator looks, drawn at random."""

    rng: Random
    seen: Administrator
    studied: set[tuple[Any, date]] = field(default_factory=set)

    def begin(self, share: float) -> None:
        """A course that has studied for four weeks. share: of students who share with the administration."""
        for _ in range(self.rng.randrange(22, 36)):
            self.enter(share)
        self.read(self.seen.weeks.students)
        for monday in (PERIOD_BEGAN + WEEK * number for number in range(4)):
            for each in self.seen.weeks.students:
                if self.rng.random() < 0.85:
                    self.study(each, monday)
        for name in "ABC":
            students = self.seen.weeks.students
            self.seen.weeks.group(name, self.rng.sample(students, self.rng.randrange(9, len(students) - 8)))

    def enter(self, share: float) -> Any:
        """A student, with consents as they come."""
        saves = self.rng.random() < 0.7
        switches: dict[str, Any] = {each: self.rng.random() < 0.6 for each in CONSENTS} | {"save_summaries": saves}
        if saves and self.rng.random() < share:
            switches |= SHARES
        return self.seen.weeks.enter(1, **switches)[0]

    def study(self, student: Any, monday: date) -> None:
        """A day of a week that this student has not studied on."""
        day = monday + timedelta(days=self.rng.randrange(7))
        if (student, day) not in self.studied:
            self.studied.add((student, day))
            self.seen.weeks.study([student], self.rng.random(), day)

    def read(self, students: list[Any]) -> None:
        """Readings and check-ins within the four weeks, some of them of a rare model, place or image."""
        readings = self.seen.readings
        with readings.database.session(writes=False) as session:
            counted = {str(each) for each in students if session.get_one(WellbeingSettings, each).count_in_class}
        for student in (each for each in students if self.rng.random() < 0.8):
            state = self.rng.choice([LearningState.ENGAGED, LearningState.ENGAGED, LearningState.MAYBE_CONFUSED])
            model, source = self.rng.choice(["mini"] * 3 + ["old"]), self.rng.choice(["on_device"] * 4 + ["server"])
            quality_of = self.rng.choice([0.7, 0.9])
            at = readings.instant(self.rng.uniform(1, 26))
            for number in range(7):
                moment = at + timedelta(seconds=10 * number)
                last = readings.read(student, moment, state, model=model, source=source, quality=quality_of)
            agrees = self.rng.random() < 0.6
            readings.say(student, moment + timedelta(seconds=20), "engaged" if agrees else "low_mood")
            if self.rng.random() < 0.4:
                readings.say(student, moment + timedelta(hours=1), "low_mood", last)
            if str(student) in counted:
                image = "weak" if quality_of < 0.8 else "good"
                cells = [("all", ""), ("read_as", state.value), ("model", model), ("source", source), ("image", image)]
                for cell in cells:
                    self.seen.asked[("agreement", *cell)].add((str(student), "said"))
                    self.seen.asked[("readable", *cell)].add((str(student), f"{model}:{source}"))
                    self.seen.asked[("corrected", *cell)].add((str(student), state.value))

    def happen(self) -> None:
        """Something happens to some, or time passes."""
        school, rng = self.seen.weeks, self.rng
        some = rng.sample(school.students, rng.choice([1, 1, 2, 5, 12]))
        act = rng.randrange(8)
        if act == 0:
            school.clock.advance(days=7)
            for each in school.students:
                if rng.random() < 0.8:
                    self.study(each, (school.clock.now() - timedelta(days=9)).date() - timedelta(days=6))
            return
        if act == 1:
            for _ in some:
                self.study(self.enter(0.5), PERIOD_BEGAN + WEEK * rng.randrange(4))
            return
        for each in some:
            if act == 2:
                self.study(each, PERIOD_BEGAN + WEEK * rng.randrange(4))
            elif act == 3:
                shares = rng.random() < 0.5
                at = school.clock.now()
                school.allow(each, share_with_administration=shares, share_with_administration_set_at=at)
            elif act == 4:
                with school.database.transaction() as session:
                    session.get_one(User, each).active = rng.random() < 0.5
            elif act == 5:
                with school.database.transaction() as session:
                    session.execute(sa.delete(GroupMember).where(GroupMember.user_id == each))
            elif act == 6:
                with school.database.transaction() as session:
                    session.execute(sa.delete(Enrolment).where(Enrolment.user_id == each))
            else:
                school.allow(each, **{rng.choice(CONSENTS): rng.random() < 0.5})


def pass_by(_life: Life) -> None:
    """Nothing more happens between two looks."""


@pytest.fixture
def attack(make, sign_in, database, clock):
    """Let life go on while an administrator looks at everything; what they have learnt."""

    def run(
        seed: int, share: float, looks: int = 3, between: Callable[[Life], None] = lambda _life: None
    ) -> Administrator:
        admin = make.administrator()
        seen = Administrator(Weeks(database, clock, make.course()), Readings(database, clock), lambda: sign_in(admin))
        life = Life(Random(seed), seen)
        life.begin(share)
        for _ in range(looks):
            seen.look()
            between(life)
            for _ in range(2):
                life.happen()
        return seen

    return run


@pytest.mark.parametrize(("seed", "share"), [(1, 0.0), (11, 0.4), (13, 0.4), (14, 0.7)])
def test_no_combination_of_all_pages_tells_of_fewer_than_k(attack, seed, share):
    seen = attack(seed, share)
    assert seen.exposed() == []
    assert seen.sums, "something is shown that could be attacked"


def names_count_as_others_in_trends(monkeypatch):
    decide = trends.decide_week
    monkeypatch.setattr(trends, "decide_week", lambda *given: decide(*given[:3], (), *given[4:]))


def names_count_as_others_in_quality(monkeypatch):
    monkeypatch.setattr(quality, "who_may_be_named", lambda *_given: frozenset())


def names_count_as_others_in_consent(monkeypatch):
    monkeypatch.setattr(consent, "IMPLIED", ())


@pytest.mark.parametrize(
    "broken",
    [names_count_as_others_in_trends, names_count_as_others_in_quality, names_count_as_others_in_consent],
)
def test_the_attack_succeeds_where_names_count_as_others_on_any_one_page(attack, monkeypatch, broken):
    broken(monkeypatch)
    assert attack(14, 0.7, looks=1).exposed()


def test_the_attack_succeeds_where_another_page_counts_the_same_consent_at_another_time(attack):
    def count_again(life: Life) -> None:
        """As the experiment's page did until it left that to consent coverage."""
        life.enter(0.0)
        database, now = life.seen.weeks.database, life.seen.weeks.clock.now()
        with database.transaction() as session:
            query = sa.select(WellbeingSettings.user_id, WellbeingSettings.count_in_class)
            counted = [Contribution(str(each), str(each), str(allows)) for each, allows in session.execute(query)]
            release_table(session, "experiment_students", {"all": counted}, (), K, lambda *_made: {}, now)

    assert attack(2, 0.4, looks=2, between=count_again).exposed()
