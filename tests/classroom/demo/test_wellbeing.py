"""The demo's past: alive, the same everywhere, and without the visitor."""

from datetime import timedelta

import pytest

from attune.affect.evidence import LearningState
from attune.classroom.courses.models import Lesson
from attune.classroom.demo.wellbeing import CHOICES, VISITOR, seed
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage, WellbeingSettings


@pytest.fixture
def seeded(make, database, clock):
    course = make.course()
    students = [make.student(course, f"Student {i}") for i in range(len(CHOICES))]
    visitor = make.user(email=VISITOR)
    make.enrol(visitor, course)
    with database.transaction() as session:
        lessons = session.query(Lesson).order_by(Lesson.position).all()
        seed(session, [visitor, *students], lessons, clock.now())
        assert "pushed_events" not in session.info
    return visitor, students


def test_the_past_is_alive(seeded, database, clock):
    with database.session(writes=False) as session:
        windows = session.query(StoredWindow).all()
        assert len(windows) > 500
        assert {window.learning_state for window in windows} >= set(LearningState) - {LearningState.MAYBE_DISENGAGED}
        assert all(window.started_at < clock.now() for window in windows)
        assert min(window.started_at for window in windows) > clock.now() - timedelta(days=11)
        assert session.query(SupportMessage).count() >= 3
        assert session.query(CheckIn).count() >= 3


def test_the_visitor_has_allowed_nothing_and_is_known_by_nothing(seeded, database):
    visitor, _ = seeded
    with database.session(writes=False) as session:
        assert session.get(WellbeingSettings, visitor.id) is None
        assert session.query(StoredWindow).filter_by(user_id=visitor.id).count() == 0


def test_nothing_is_known_about_whoever_uses_no_camera(seeded, database):
    _, students = seeded
    with database.session(writes=False) as session:
        for student, choice in zip(students, CHOICES, strict=True):
            count = session.query(StoredWindow).filter_by(user_id=student.id).count()
            assert (count > 0) == (choice.mode is Mode.ON_DEVICE)
