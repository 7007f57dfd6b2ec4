"""What a student hides, deletes or no longer shares leaves the tutor's page at once, and every figure is as if it had
never been there."""

import pytest

from attune.classroom.live_class.api import LIVE_CLASSES
from attune.classroom.platform.audit import AuditAction, AuditEntry
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.expressions import Expression
from tests.classroom.live_class.conftest import say
from tests.classroom.live_class.test_live import together

ANGER, NEUTRAL = Expression.ANGER, Expression.NEUTRAL


def figures(view):
    """Everything on the page that is about more than one student."""
    return (view.counts, view.class_states, view.blocks)


def without_name(of):
    """The figures but for what the picture is called: that goes by who has been seen by name lately."""
    counts, states, blocks = of
    return counts, states.model_copy(update={"kind": None}), blocks


def delete_window(learner):
    newest = learner.own_data()["windows"][-1]["id"]
    return learner.browser.delete(f"/wellbeing/windows/{newest}")


def delete_lesson(learner):
    return learner.browser.delete(f"/wellbeing/data?lesson_id={learner.course.lessons[0]}")


def delete_everything(learner):
    return learner.browser.delete("/wellbeing/data")


def hide_window(learner):
    newest = learner.own_data()["windows"][-1]["id"]
    return learner.browser.put(f"/wellbeing/me/windows/{newest}/hidden", {"hidden": True})


def hide_lesson(learner):
    return learner.browser.put(f"/wellbeing/me/lessons/{learner.course.lessons[0]}/hidden", {"hidden": True})


@pytest.mark.parametrize("act", [delete_window, delete_lesson, delete_everything, hide_window, hide_lesson])
def test_aggregates_after_it_equal_a_fresh_computation(class_of, watch, app, act):
    learners = class_of(10)
    together(learners, *[ANGER] * 3)
    say(learners[1], "lost_here")
    page = watch()
    before = figures(page.view)
    assert act(learners[0]).status_code < 300
    page.tick()
    after = figures(page.view)
    assert after != before
    app.extensions[STUDY_SESSIONS].clear()  # a restart: nothing is left but what the database holds
    app.extensions[LIVE_CLASSES].rooms.clear()
    app.extensions[LIVE_CLASSES].publishers.clear()
    fresh = figures(page.fetch())
    assert without_name(fresh) == without_name(after)


@pytest.mark.parametrize("act", [delete_lesson, delete_everything, hide_lesson])
def test_who_deletes_or_hides_everything_is_in_no_figure_from_that_moment_on(class_of, watch, act):
    learners = class_of(10)
    together(learners, *[ANGER] * 3)
    page = watch()
    assert page.view.class_states.n == 10
    act(learners[0])
    page.new_events()
    assert (page.view.class_states.kind, page.view.class_states.n) == ("class", 5)


@pytest.mark.parametrize("act", [delete_lesson, delete_everything, hide_lesson])
def test_the_tile_shows_nothing_of_it_any_more(class_of, watch, act):
    (learner,) = class_of(1)
    learner.show(*[ANGER] * 4)
    page = watch()
    assert page.view.students[0].learning_state == "maybe_frustrated"
    act(learner)
    tile = page.tile(learner)
    assert (tile.learning_state, tile.expression) == (None, None)


def test_what_is_shown_again_is_seen_again(class_of, watch):
    (learner,) = class_of(1)
    learner.show(*[ANGER] * 4)
    page = watch()
    hide_lesson(learner)
    learner.browser.put(f"/wellbeing/me/lessons/{learner.course.lessons[0]}/hidden", {"hidden": False})
    assert page.tile(learner).learning_state == "maybe_frustrated"


@pytest.mark.parametrize("act", [delete_lesson, delete_everything, hide_lesson])
def test_what_a_tutor_saw_before_stays_in_the_audit_log(class_of, watch, database, tutor, act):
    (learner,) = class_of(1)
    learner.show(ANGER)
    watch()
    act(learner)
    with database.session(writes=False) as session:
        seen = session.query(AuditEntry).filter_by(action=AuditAction.VIEWED_SHARED_AFFECT).all()
        assert [(entry.actor_id, entry.subject_id) for entry in seen] == [(tutor.id, learner.user.id)]
    assert len(learner.own_data()["viewers"]) == 1


def test_one_tap_takes_the_tile_from_a_tutor_who_is_watching(class_of, watch):
    (learner,) = class_of(1)
    learner.show(*[ANGER] * 4)
    page = watch()
    assert page.tile(learner).learning_state == "maybe_frustrated"
    learner.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": False}})
    (event,) = [each for each in page.new_events() if each.type == "live.student"]
    assert (event.student.learning_state, event.student.expression) == (None, None)
