"""A student's own view on their page: only to who teaches them, only while they share, and they see who looked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from attune.affect.evidence import LearningState
from attune.classroom.courses.models import CourseRole, TeachingAssignment
from attune.classroom.insight.facts.models import MEASURES
from attune.classroom.insight.student.measures import ENOUGH_SECONDS, measure
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in

ALL = {"share_with_tutors": True, "save_summaries": True}
NOTHING = {"view": None}


def fact(began=9, **seconds):
    at = datetime(2026, 3, 2, began, tzinfo=UTC)
    return SimpleNamespace(**dict.fromkeys(MEASURES, 0) | {"session_began_at": at} | seconds)


@pytest.fixture
def tutor(make, sign_in, learner):
    return sign_in(make.tutor(learner.course, "Tom Weiss"))


@pytest.fixture
def path(learner):
    return f"/courses/{learner.course.id}/students/{learner.user.id}/shared-view"


@pytest.fixture
def study(learner):
    """Three minutes before the camera, and a word about oneself."""

    def study():
        learner.show(*[Expression.HAPPINESS] * 18)
        said = check_in("check_in", learner.clock.now(), lesson_id=str(learner.course.lessons[0]), feeling="sadness")
        assert learner.browser.post("/wellbeing/checkins", said).status_code == 201

    return study


def test_shares_are_of_what_is_known_and_what_is_not_is_said():
    found = measure(
        [
            fact(9, seconds=200, readable_seconds=150, engaged_seconds=90, unknown_seconds=110),
            fact(
                11,
                seconds=100,
                readable_seconds=90,
                engaged_seconds=30,
                low_mood_seconds=30,
                unknown_seconds=40,
                lost=2,
            ),
        ]
    )
    assert found == {
        "sessions": 2,
        "minutes": 5,
        "known": pytest.approx(0.5),
        "coverage": pytest.approx(0.8),
        "states": {LearningState.ENGAGED: pytest.approx(0.8), LearningState.LOW_MOOD: pytest.approx(0.2)},
        "check_ins": 0,
        "lost": 2,
    }


def test_of_too_little_nothing_is_concluded():
    short = ENOUGH_SECONDS - 1
    assert measure([fact(seconds=short, engaged_seconds=short)])["states"] == {}
    assert measure([fact(check_ins=1)]) | {"check_ins": 0} == measure([fact()])


def test_a_tutor_reads_what_is_shared_by_lesson_week_and_word(learner, tutor, path, study):
    learner.allow(**ALL)
    study()
    view = tutor.get(path).json["view"]
    (lesson,) = view["lessons"]
    assert (lesson["title"], lesson["sessions"], lesson["minutes"]) == ("Lesson 1", 1, pytest.approx(3))
    assert sum(lesson["states"].values()) == pytest.approx(1)
    assert [(week["monday"], week["minutes"]) for week in view["weeks"]] == [
        (date(2026, 3, 2).isoformat(), pytest.approx(3))
    ]
    assert [(word["kind"], word["feeling"], word["lesson_title"]) for word in view["words"]] == [
        ("check_in", "sadness", "Lesson 1")
    ]


@pytest.mark.parametrize(
    "case",
    ["nothing_allowed", "not_shared", "withdrawn", "camera_off", "nothing_known", "hidden", "summaries_not_saved"],
)
def test_refusing_does_not_show(learner, tutor, path, study, case):
    """Whatever the reason, the answer is the same to the byte."""
    if case == "not_shared":
        learner.allow(**{**ALL, "share_with_tutors": False})
        study()
    elif case != "nothing_allowed":
        learner.allow(**ALL)
        if case != "nothing_known":
            study()
    if case == "withdrawn":
        assert tutor.get(path).json != NOTHING
        learner.allow(share_with_tutors=False)
    elif case == "camera_off":
        learner.browser.patch("/wellbeing/settings", {"mode": "off"})
    elif case == "hidden":
        learner.browser.put(f"/wellbeing/me/lessons/{learner.course.lessons[0]}/hidden", {"hidden": True})
    elif case == "summaries_not_saved":
        learner.allow(save_summaries=False)
    answer = tutor.get(path)
    if case == "summaries_not_saved":  # what was said is no summary, and is shared
        assert (answer.json["view"]["lessons"], len(answer.json["view"]["words"])) == ([], 1)
    else:
        assert (answer.status_code, answer.json) == (200, NOTHING)


def test_what_was_before_sharing_is_not_shared(learner, tutor, path, study):
    learner.allow(**{**ALL, "share_with_tutors": False})
    study()
    learner.clock.advance(seconds=3600)
    learner.allow(**ALL)
    assert tutor.get(path).json == NOTHING
    learner.clock.advance(seconds=60)
    study()
    view = tutor.get(path).json["view"]
    assert (view["lessons"][0]["sessions"], len(view["words"])) == (1, 1)


def test_the_student_reads_who_looked_once_an_hour_and_only_where_there_was_something_to_see(
    learner, tutor, path, study
):
    learner.allow(**ALL)
    tutor.get(path)
    assert learner.own_data()["viewers"] == []
    study()
    for _ in range(2):
        tutor.get(path)
    looked = [(each["viewer_name"], each["what"]) for each in learner.own_data()["viewers"]]
    assert looked == [("Tom Weiss", "Student page · Statistics")]
    learner.clock.advance(seconds=3601)
    tutor.get(path)
    assert len(learner.own_data()["viewers"]) == 2


@pytest.mark.parametrize("shares", [True, False])
def test_only_who_teaches_the_course_may_ask(learner, make, sign_in, path, study, database, shares):
    learner.allow(**{**ALL, "share_with_tutors": shares})
    study()
    assistant = make.tutor()
    with database.transaction() as session:
        row = {"user_id": assistant.id, "course_id": learner.course.id, "role": CourseRole.ASSISTANT}
        session.add(TeachingAssignment(**row))
    elsewhere = make.course("Elsewhere")
    make.enrol(learner.user, elsewhere)
    theirs = f"/courses/{elsewhere.id}/students/{learner.user.id}/shared-view"
    assert (sign_in(assistant).get(path).json == NOTHING) is not shares
    assert learner.browser.get(path).status_code == 403
    assert sign_in(make.student(learner.course, "Ben Holt")).get(path).status_code == 403
    assert sign_in(make.administrator()).get(path).status_code == 403
    other = sign_in(make.tutor(elsewhere))
    assert other.get(path).status_code == 404
    assert other.get(theirs).json == NOTHING  # of another course nothing is shown here
    stranger = make.student(make.course("Third"))
    assert sign_in(assistant).get(path.replace(str(learner.user.id), str(stranger.id))).status_code == 404
