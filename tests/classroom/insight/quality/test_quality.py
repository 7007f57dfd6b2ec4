"""What readings are compared with, of whom, and that what was shown once stays as it is."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from attune.classroom.accounts.models import User
from attune.classroom.insight.quality.models import QualityPeriod
from attune.classroom.institution.setup.models import Institution
from attune.classroom.institution.support_policy.service import read_policy, write_policy
from attune.classroom.wellbeing.models import StoredWindow, WellbeingSettings
from tests.classroom.insight.quality.conftest import CONFUSED, ENGAGED
from tests.classroom.queries import queries_of


def test_agreement_is_counted_of_check_ins_right_after_a_reading(school, cell):
    school.answer(school.enter(20), 15)
    school.decide()
    found = cell()["agreement"]
    assert (found["learners"], found["moments"], found["share"]["share"]) == (20, 20, 0.75)
    assert found["share"]["low"] < 0.75 < found["share"]["high"]
    assert cell("read_as", "engaged")["agreement"] == found
    assert cell("model", "mini")["agreement"] == found


@pytest.mark.parametrize("apart", [timedelta(seconds=61), timedelta(seconds=-1)])
def test_a_reading_of_another_moment_is_not_compared(school, cell, apart):
    school.answer(school.enter(20), 15)
    at = school.instant(5)
    for each in school.enter(20):
        school.read(each, at + timedelta(seconds=10) if apart < timedelta(0) else at)
        school.say(each, at + apart, "low_mood")
    school.decide()
    assert cell()["agreement"]["moments"] == 20


def test_a_reading_that_rests_on_the_student_s_own_word_is_not_compared(school, cell):
    school.answer(school.enter(20), 15)
    at = school.instant(5)
    for each in school.enter(20):
        school.read(each, at, reasons="said_so:0")
        school.say(each, at + timedelta(seconds=5), "engaged")
    school.decide()
    assert cell()["agreement"]["moments"] == 20


def test_before_its_own_word_the_reading_before_that_is_compared(school, cell):
    at = school.instant()
    for place, each in enumerate(school.enter(20)):
        school.read(each, at, CONFUSED)
        school.read(each, at + timedelta(seconds=10), ENGAGED, reasons="said_so:0")
        school.say(each, at + timedelta(seconds=12), "maybe_confused" if place < 10 else "engaged")
    school.decide()
    assert cell("read_as", "maybe_confused")["agreement"]["share"]["share"] == 0.5
    assert cell("read_as", "engaged") is None


@pytest.mark.parametrize(
    "more",
    [
        {"feeling": "tired"},
        {"feeling": "engaged", "hidden_at": "now"},
    ],
)
def test_what_is_no_state_or_is_hidden_is_not_compared(school, cell, more):
    school.answer(school.enter(20), 15)
    at = school.instant(5)
    more = {**more, **({"hidden_at": at} if "hidden_at" in more else {})}
    for each in school.enter(20):
        school.read(each, at)
        school.say(each, at + timedelta(seconds=5), **more)
    school.decide()
    assert cell()["agreement"]["moments"] == 20


def test_who_does_not_let_themselves_be_counted_or_hides_a_lesson_is_in_no_figure(school, cell):
    school.answer(school.enter(20), 15)
    school.answer(school.enter(20, count_in_class=False), 0)
    school.answer(school.enter(20), 0, hidden_at=school.instant())
    school.decide()
    assert cell()["agreement"]["share"]["share"] == 0.75
    assert cell()["agreement"]["learners"] == 20


def test_a_period_ends_at_the_institution_s_midnight(school, cell, database):
    with database.transaction() as session:
        session.scalars(sa.select(Institution)).one().time_zone = "Pacific/Auckland"
    inside, outside = school.enter(20), school.enter(20)
    school.answer(inside, 15, school.instant(28) - timedelta(minutes=2))
    school.answer(outside, 0, school.instant(28) + timedelta(minutes=2))
    school.answer(school.enter(20), 0, school.instant(0) - timedelta(minutes=2))
    school.decide()
    assert cell()["agreement"]["share"]["share"] == 0.75


def test_a_state_is_corrected_by_who_says_it_was_another_one(school, cell):
    at = school.instant()
    for place, each in enumerate(school.enter(20)):
        for number in range(7):
            last = school.read(each, at + timedelta(seconds=10 * number), CONFUSED, reasons="puzzled_expression:3")
        if place < 8:
            school.say(each, at + timedelta(hours=2), "engaged", last)
        elif place < 12:
            school.say(each, at + timedelta(hours=2), "maybe_confused", last)  # says that it was right
    school.decide()
    found = cell("read_as", "maybe_confused")["corrected"]
    assert (found["learners"], found["share"]["share"]) == (20, 0.4)


def test_the_last_word_on_a_window_holds(school, cell):
    at = school.instant()
    for place, each in enumerate(school.enter(20)):
        for number in range(7):
            last = school.read(each, at + timedelta(seconds=10 * number), CONFUSED)
        school.say(each, at + timedelta(hours=1), "engaged", last)
        if place < 10:
            school.say(each, at + timedelta(hours=2), "maybe_confused", last)
    school.decide()
    assert cell("read_as", "maybe_confused")["corrected"]["share"]["share"] == 0.5


def test_coverage_and_abstention_by_model(school, cell):
    at = school.instant()
    for place, each in enumerate(school.enter(24)):
        model = "mini" if place % 2 else "old"
        unknown = 3 if place % 4 < 2 else 5
        for number in range(10):
            shows = "unknown" if number < unknown else "neutral"
            school.read(each, at + timedelta(seconds=10 * number), shows=shows, coverage=0.7, model=model)
    school.decide()
    found = cell("model", "mini")["readable"]
    assert (found["learners"], found["coverage"]["share"], found["abstained"]["share"]) == (10, 0.7, 0.4)
    assert cell()["readable"]["learners"] == 20
    assert cell("source", "on_device")["readable"] == cell()["readable"]


def test_a_model_that_few_were_read_by_is_hidden_and_takes_the_only_other_with_it(school, cell):
    school.answer(school.enter(20), 15)
    school.answer(school.enter(4), 2, model="old")
    school.decide()
    assert cell()["agreement"]["learners"] == 20
    assert cell("model", "mini") is None
    assert cell("model", "old") is None


def test_what_was_decided_stays(school, cell, database, admin):
    students = school.enter(20)
    school.answer(students, 15)
    school.decide()
    before = admin.get("/insight/quality").json
    with database.transaction() as session:
        session.get_one(WellbeingSettings, students[0]).count_in_class = False
        session.execute(sa.delete(StoredWindow).where(StoredWindow.user_id == students[1]))
        session.get_one(User, students[2]).active = False
    school.answer(school.enter(20), 0)
    school.decide()
    assert admin.get("/insight/quality").json == before


def test_nothing_is_decided_on_before_it_is_over_and_nobody_decides_by_looking(school, make, sign_in, clock):
    admin = sign_in(make.administrator())
    school.answer(school.enter(20), 15)
    found = admin.get("/insight/quality").json
    assert found["periods"] == []
    school.decide()
    (period,) = admin.get("/insight/quality").json["periods"]
    assert period["ends_on"] < clock.now().date().isoformat() < found["next_on"]
    clock.advance(days=28)
    school.decide()
    admin = sign_in(make.administrator())
    assert [bool(each["cells"]) for each in admin.get("/insight/quality").json["periods"]] == [True, False]


def test_a_shorter_retention_is_said(admin, database):
    assert admin.get("/insight/quality").json["kept_whole"]
    with database.transaction() as session:
        write_policy(session, read_policy(session).model_copy(update={"retention_days": 14}))
    found = admin.get("/insight/quality").json
    assert (found["kept_whole"], found["retention_days"]) == (False, 14)


def test_figures_are_purged_after_three_years(school, database, clock):
    school.decide()
    clock.advance(days=1200)
    school.decide()
    with database.session(writes=False) as session:
        assert [row.began_on for row in session.scalars(sa.select(QualityPeriod))] == [school.began_on]


def test_only_administrators_read_it(make, sign_in, school):
    course = make.course()
    for user in (make.student(course), make.tutor(course)):
        assert sign_in(user).get("/insight/quality").status_code == 403


def test_the_page_asks_the_same_few_questions_however_many_periods_there_are(school, make, sign_in, database, clock):
    school.decide()
    once = queries_of(database, sign_in(make.administrator()), "/insight/quality")
    for _ in range(3):
        clock.advance(days=28)
        school.decide()
    assert queries_of(database, sign_in(make.administrator()), "/insight/quality") == once <= 5
