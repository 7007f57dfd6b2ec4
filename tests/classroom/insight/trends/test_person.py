"""A student's own weeks: only of who shares them with the administration now, and they can read who has looked."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune.classroom.accounts.models import User
from attune.classroom.insight.consent.deciding import decide_consent
from attune.classroom.insight.person.schemas import PersonWeeksQuery
from attune.classroom.insight.person.service import read_person
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.wellbeing.models import WellbeingSettings
from tests.classroom.insight.trends.conftest import MONDAY, SHARES

WEEK_BEFORE = MONDAY - timedelta(days=7)


@pytest.fixture
def sharers(school):
    """Three who share since January among twenty others, each with the week of MONDAY."""
    found = school.enter(3, **SHARES)
    school.study(found, lambda place: 0.2 + place / 10)
    school.study(school.enter(20), lambda place: place / 30)
    school.decide()
    return found


@pytest.fixture
def weeks_of(admin):
    """What an administrator sees of a student by week; None where there is nothing to see."""

    def read(student, query="weeks=4"):
        answer = admin.get(f"/insight/people/{student}/trends?{query}")
        if answer.status_code == 404:
            return None
        assert answer.status_code == 200, answer.json
        return {week["monday"]: week["figures"] for week in answer.json["weeks"]}

    return read


def listed(admin, search=""):
    return [each["id"] for each in admin.get(f"/insight/people?search={search}").json["people"]]


def test_a_week_is_that_of_the_student_s_own_days(sharers, weeks_of):
    found = weeks_of(sharers[1])
    assert found.pop(MONDAY.isoformat()) == {
        "sessions": 1,
        "seconds": 1000.0,
        "coverage": 0.8,
        "struggling": 0.3,
        "states": {
            "engaged": 0.7,
            "maybe_confused": 0.3,
            "maybe_frustrated": 0.0,
            "maybe_disengaged": 0.0,
            "low_mood": 0.0,
        },
        "expressions": {
            "neutral": 0.75,
            "happiness": 0.25,
            **dict.fromkeys(["surprise", "sadness", "anger", "disgust", "fear", "contempt"], 0.0),
        },
    }
    assert list(found.values()) == [None] * 3


def test_only_sharers_are_listed_and_found_and_found_by_part_of_a_name(school, sharers, admin, weeks_of):
    assert set(listed(admin)) == set(map(str, sharers))
    assert listed(admin, str(sharers[0])[:13].upper()) == [str(sharers[0])]
    assert [weeks_of(each) for each in school.students[3:6]] == [None] * 3


@pytest.mark.parametrize(
    "switches",
    [{"share_with_administration": False}, {"save_summaries": False}, {"mode": "off"}, {"process_camera": False}],
)
def test_taking_back_removes_everything_immediately(school, sharers, admin, weeks_of, switches):
    school.allow(sharers[0], **switches)
    taken = switches != {"process_camera": False}  # their mode is without a camera
    assert (weeks_of(sharers[0]) is None) == taken
    assert (str(sharers[0]) in listed(admin)) != taken


def test_an_institution_that_no_longer_allows_it_shows_nobody(school, sharers, admin, weeks_of, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allows_administration_sharing=False))
    assert listed(admin) == []
    assert weeks_of(sharers[0]) is None


def test_what_was_decided_on_while_it_was_not_allowed_is_never_shown_by_name(school, admin, weeks_of, database):
    students = school.enter(3, **SHARES)
    school.study(students)
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(allows_administration_sharing=False))
    school.decide()
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy())
    assert listed(admin) == []
    assert weeks_of(students[0]) is None


@pytest.mark.parametrize(
    ("since", "seen"),
    [
        (datetime(2026, 2, 15, 22, 59, tzinfo=UTC), True),  # in Berlin the week begins at eleven
        (datetime(2026, 2, 15, 23, 0, tzinfo=UTC), False),
        (datetime(2026, 2, 18, 9, 0, tzinfo=UTC), False),
    ],
)
def test_only_weeks_that_began_after_sharing_are_shown(school, weeks_of, since, seen):
    (student,) = school.enter(1, **{**SHARES, "share_with_administration_set_at": since})
    school.study([student])
    school.study([student], day=WEEK_BEFORE)
    school.decide()
    found = weeks_of(student)
    assert (found is not None and found[MONDAY.isoformat()] is not None) == seen
    assert found is None or found[WEEK_BEFORE.isoformat()] is None


def test_who_shares_only_after_a_week_was_decided_on_does_not_show_it(school, weeks_of, clock):
    (student,) = school.enter(1)
    school.study([student])
    school.decide()
    school.allow(student, **SHARES)
    school.decide()
    assert weeks_of(student) is None


def test_too_little_known_is_a_gap_and_not_a_zero(school, sharers, weeks_of, database):
    (student,) = school.enter(1, **SHARES)
    school.study([student], known=100)
    school.study([student], day=WEEK_BEFORE)
    school.decide()
    found = weeks_of(student)
    assert found is None or found[MONDAY.isoformat()] is None


def test_each_look_is_in_the_student_s_access_log_by_name_once_an_hour(school, make, sign_in, clock, database):
    course = make.course("Writing")
    student, admin = make.student(course), make.administrator()
    with database.transaction() as session:
        session.merge(WellbeingSettings(user_id=student.id, save_summaries=True, **SHARES))
    school.study([student.id], course=course)
    school.decide()
    viewer = sign_in(admin)
    answer = viewer.get(f"/insight/people/{student.id}/trends")
    assert answer.json["logged_at"] is not None
    viewer.get(f"/insight/people/{student.id}/trends?weeks=26")
    own = sign_in(student)
    log = own.get("/wellbeing/me").json["viewers"]
    assert [(each["viewer_name"], each["what"]) for each in log] == [(admin.name, "Trends · weeks")]
    clock.advance(minutes=61)
    viewer.get(f"/insight/people/{student.id}/trends")
    viewer.get("/insight/people")  # says who shares, and nothing about them
    assert len(own.get("/wellbeing/me").json["viewers"]) == 2


def test_a_look_that_shows_nothing_is_not_logged(sharers, admin):
    answer = admin.get(f"/insight/people/{sharers[0]}/trends?since=2025-01-01&until=2025-02-01").json
    assert not any(week["figures"] for week in answer["weeks"])
    assert answer["logged_at"] is None


def test_only_administrators_may_look(make, sign_in, sharers):
    course = make.course("Writing")
    for user in (make.student(course), make.tutor(course)):
        assert sign_in(user).get("/insight/people").status_code == 403
        assert sign_in(user).get(f"/insight/people/{sharers[0]}/trends").status_code == 403


STEP = st.sampled_from(["share", "stop", "save", "discard", "off", "on", "decide", "week"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=12))
def test_in_whatever_order_consent_changes_only_whole_weeks_of_unbroken_sharing_are_seen(school, make, clock, steps):
    (student,) = school.enter(1, mode="self_report")
    shared_since, saves, on = None, True, True
    for step in steps:
        clock.advance(hours=1)
        if step in ("share", "stop"):
            chooses = step == "share" and saves
            if chooses != (shared_since is not None):
                shared_since = clock.now() if chooses else None
                at = {"share_with_administration_set_at": clock.now()}
                school.allow(student, share_with_administration=chooses, **at)
        elif step in ("save", "discard"):
            saves = step == "save"
            school.allow(student, save_summaries=saves)
            if not saves and shared_since is not None:
                shared_since = None
                at = {"share_with_administration_set_at": clock.now()}
                school.allow(student, share_with_administration=False, **at)
        elif step in ("on", "off"):
            on = step == "on"
            school.allow(student, mode="self_report" if on else "off")
        elif step == "week":
            clock.advance(days=7)
            day = (clock.now() - timedelta(days=7)).date()
            school.study([student], day=day)
        else:
            school.decide()
    viewer = Actor(uuid4(), "Ada", Role.ADMINISTRATOR, "en")
    with school.database.transaction() as session:
        session.add(
            User(
                id=viewer.id,
                email=f"{viewer.id}@school.example",
                name="Ada",
                role=viewer.role,
                locale="en",
                created_at=clock.now(),
            )
        )
        session.flush()
        try:
            weeks = read_person(session, viewer, student, PersonWeeksQuery(weeks=26), clock.now()).weeks
        except NotFound:
            weeks = []
    seen = [week.monday for week in weeks if week.figures is not None]
    assert not seen or (shared_since is not None and saves and on)
    for monday in seen:
        assert shared_since is not None
        assert shared_since < datetime.combine(monday, time(), ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize("unlisted", [0, 5, 12])
def test_with_the_list_of_names_consent_coverage_tells_nothing_about_who_is_not_on_it(
    school, admin, clock, database, unlisted
):
    """The attacker subtracts the names from the band: it is the same however many others have chosen to share."""
    school.study(school.enter(20, **SHARES), lambda place: place / 30)
    others = school.enter(20)
    school.decide()
    lately = {**SHARES, "share_with_administration_set_at": clock.now()}
    for each in others[:unlisted]:
        school.allow(each, **lately)
    decide_consent(database, clock.now())
    assert len(listed(admin)) == 20
    scopes = admin.get("/insight/consent").json["scopes"]
    figures = next(each["figures"] for each in scopes if each["scope"]["scope"] == f"course:{school.course.id}")
    shown = figures["share_with_administration"]
    assert (shown["learners"], shown["low"], shown["high"]) == (40, 0.5, 0.6)
