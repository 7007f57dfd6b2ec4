"""What became of alerts is written down once: when each was raised, cleared and answered, and by whom."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.classroom.courses.models import Block
from attune.classroom.live_class.alerts.history.models import AlertEvent, AlertStep
from attune.classroom.live_class.alerts.history.service import History, Raised
from tests.classroom.live_class.conftest import arrive, say
from tests.classroom.live_class.test_alerts import resolve
from tests.classroom.live_class.test_live import restart
from tests.classroom.workers.suite import run_jobs_elsewhere


@pytest.fixture
def history(app, database, services):
    """The steps written down so far, in their order, with whom each was about and who took it."""

    def read():
        run_jobs_elsewhere(app, "live_sweep", "live_refresher", "alert_history")
        services.jobs.run_once()
        with database.session(writes=False) as session:
            events = session.scalars(select(AlertEvent).order_by(AlertEvent.at, AlertEvent.step.desc())).all()
        return [(event.kind, event.step.value, event.student_id, event.answered_by) for event in events]

    return read


def test_a_hand_that_is_raised_and_lowered(class_of, watch, history):
    (learner,) = class_of(1)
    page = watch()
    check_in_id = say(learner, "hand_raised")
    page.new_events()
    learner.clock.advance(seconds=20)
    learner.browser.delete(f"/wellbeing/checkins/{check_in_id}")
    page.new_events()
    student = learner.user.id
    assert history() == [("hand_raised", "raised", student, None), ("hand_raised", "cleared", student, None)]


STEPS = [("done", "acted"), ("dismissed", "dismissed"), ("false_alarm", "false_alarm")]


@pytest.mark.parametrize(("resolution", "step"), STEPS)
def test_an_answer_ends_an_alert_with_the_tutor_s_name_and_undoing_it_is_told_too(
    class_of, watch, history, tutor, resolution, step
):
    (learner,) = class_of(1)
    say(learner, "lost_here")
    page = watch()
    (alert,) = page.view.alerts
    learner.clock.advance(seconds=5)
    resolve(page, alert, resolution)
    page.new_events()
    learner.clock.advance(seconds=5)
    page.browser.delete(f"/teaching/alerts/{alert.id}/resolution")
    page.new_events()
    steps = [(step, by) for _, step, _, by in history()]
    assert steps[:3] == [("raised", None), (step, tutor.id), ("reopened", tutor.id)]
    assert "cleared" not in [step for step, _ in steps]


def test_an_alert_that_goes_on_over_a_restart_is_raised_once(class_of, watch, history, app):
    (learner,) = class_of(1)
    say(learner, "hand_raised")
    page = watch()
    before = history()
    restart(app)
    learner.clock.advance(minutes=1)
    page.fetch()
    assert history() == before


def test_alerts_are_cleared_once_nobody_watches_any_more(class_of, watch, history, services):
    (learner,) = class_of(1)
    say(learner, "hand_raised")
    page = watch()
    services.bus.close(page._subscription)
    assert [step for _, step, _, _ in history()] == ["raised"]
    learner.clock.advance(minutes=3)
    assert [step for _, step, _, _ in history()] == ["raised", "cleared"]


@pytest.mark.parametrize("of_lesson", [False, True])
def test_a_student_who_deletes_their_data_leaves_the_history(class_of, watch, history, course, of_lesson):
    gone, other = class_of(2)
    watch()
    for learner in (gone, other):
        say(learner, "hand_raised")
    assert len(history()) == 2
    gone.clock.advance(seconds=10)
    query = f"?lesson_id={course.lessons[0]}" if of_lesson else ""
    assert gone.browser.delete(f"/wellbeing/data{query}").status_code == 200
    assert {student for _, _, student, _ in history()} == {other.user.id}


@pytest.mark.in_process("writes what another process had noted")
@pytest.mark.parametrize("of_block", [False, True])
def test_what_another_process_writes_after_a_student_deleted_is_deleted_again(make, course, services, clock, of_block):
    student, other = make.student(course), make.student(course)
    here, elsewhere = History(), History()

    def raised(user):
        return Raised(uuid4(), "lost_here", clock.now(), course.text, user.id)

    early, of_other = raised(student), raised(other)
    elsewhere.record(course.id, early, AlertStep.RAISED, clock.now())
    elsewhere.record(course.id, of_other, AlertStep.RAISED, clock.now())
    clock.advance(seconds=1)
    here.discard(student.id, clock.now(), frozenset({course.text}) if of_block else None)
    clock.advance(seconds=1)
    elsewhere.record(course.id, early, AlertStep.CLEARED, clock.now())
    late = raised(student)
    for each in (AlertStep.RAISED, AlertStep.CLEARED):
        elsewhere.record(course.id, late, each, clock.now())
    elsewhere.write(services.database)
    here.write(services.database)
    with services.database.session(writes=False) as session:
        left = session.execute(select(AlertEvent.alert_id, AlertEvent.step)).all()
    assert sorted(left, key=str) == sorted(
        [(of_other.alert_id, AlertStep.RAISED), (late.alert_id, AlertStep.RAISED), (late.alert_id, AlertStep.CLEARED)],
        key=str,
    )


def test_alerts_about_single_students_are_kept_no_longer_than_other_data(class_of, watch, history, services):
    (learner,) = class_of(1)
    page = watch()
    check_in_id = say(learner, "hand_raised")
    page.new_events()
    learner.browser.delete(f"/wellbeing/checkins/{check_in_id}")
    assert len(history()) == 2
    learner.clock.advance(days=31)
    assert history() == []


def test_an_event_whose_block_is_gone_does_not_hold_up_the_others(class_of, watch, history, database, course, make):
    learner, other = class_of(2)
    page = watch()
    say(learner, "lost_here", block_id=str(course.video))
    page.new_events()
    with database.transaction() as session:
        session.delete(session.get_one(Block, course.video))
    arrive(other)
    say(other, "hand_raised")
    page.new_events()
    assert ("hand_raised", "raised", other.user.id, None) in history()


@pytest.mark.in_process("takes the process's own database away")
def test_what_cannot_be_written_now_is_written_later(class_of, watch, history, app, monkeypatch, database):
    (learner,) = class_of(1)
    page = watch()
    say(learner, "hand_raised")
    page.new_events()
    classes = app.extensions["attune.live_classes"]
    with monkeypatch.context() as broken:
        broken.setattr(database, "transaction", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            classes.history.write(database)
    assert [step for _, step, _, _ in history()] == ["raised"]


def test_an_alert_of_another_course_is_not_answered(class_of, watch, history):
    class_of(1)
    page = watch()
    assert page.browser.post(f"/teaching/alerts/{uuid4()}/resolution", {"resolution": "done"}).status_code == 404
    assert history() == []
