"""Few alerts, with their evidence; whoever asks for help comes first."""

import threading
from itertools import pairwise

import pytest

from attune.classroom.live_class.api import LIVE_CLASSES
from attune.classroom.platform.events.types import course_channel, user_channel
from attune.expressions import Expression
from tests.classroom.live_class.conftest import Watch, arrive, say
from tests.classroom.live_class.test_live import here, restart, together
from tests.classroom.platform.events.redis_server import until

ANGER, NEUTRAL, SURPRISE = Expression.ANGER, Expression.NEUTRAL, Expression.SURPRISE
BASELINE_WINDOWS = 19  # of ten seconds: a little more than three minutes


def kinds(page):
    page.new_events()
    return [alert.kind for alert in page.view.alerts]


def hold(page, learners, seconds=30):
    """Let everybody stay as they are while the class's figures are published on their clock."""
    for _ in range(seconds // 15):
        here(learners)
        page.tick()


def be_calm(*learners):
    """Let everybody show the three minutes that their baseline is taken from."""
    for each in learners:
        each.show(*[NEUTRAL] * BASELINE_WINDOWS)
        each.clock.advance(seconds=-10 * BASELINE_WINDOWS)
    learners[0].clock.advance(seconds=10 * BASELINE_WINDOWS)


def resolve(page, alert, resolution="dismissed"):
    return page.browser.post(f"/teaching/alerts/{alert.id}/resolution", {"resolution": resolution})


def test_a_raised_hand_needs_no_permission_and_comes_first(class_of, learner_in, course, watch):
    learners = class_of(6)
    together(learners, *[SURPRISE] * 4)
    shy = learner_in(course, "Ben Ohm")
    page = watch()
    assert kinds(page) == []
    hold(page, learners)
    assert kinds(page) == ["class_confused"]
    say(learners[0], "lost_here")
    say(shy, "hand_raised")
    assert kinds(page) == ["hand_raised", "lost_here", "class_confused"]
    hand = page.view.alerts[0]
    assert (hand.title, hand.student_id) == ("Ben Ohm raised a hand", shy.user.id)
    assert next(student for student in page.view.students if student.user_id == shy.user.id).hand_raised


def test_at_most_three_are_shown(class_of, watch):
    learners = class_of(5)
    for learner in learners:
        say(learner, "hand_raised")
        learner.clock.advance(seconds=1)
    page = watch()
    assert kinds(page) == ["hand_raised"] * 3
    assert [alert.title for alert in page.view.alerts] == [f"Student 0{i} raised a hand" for i in range(3)]


def test_lost_students_are_gathered_by_place(class_of, watch, course):
    learners = class_of(3)
    page = watch()
    for learner in learners[:2]:
        say(learner, "lost_here")
    learners[2].clock.advance(seconds=1)
    say(learners[2], "lost_here", block_id=str(course.video))
    page.new_events()
    text, video = page.view.alerts
    assert (text.count, text.block_id, text.student_id) == (2, course.text, None)
    assert "Student 00, Student 01" in text.what
    assert (video.count, video.block_id, video.student_id) == (1, course.video, learners[2].user.id)
    assert [block.lost_here for block in page.view.blocks] == [2, 1, 0]


def test_a_confused_class_shows_its_evidence(class_of, watch):
    learners = class_of(10)
    together(learners[:6], *[SURPRISE] * 4)
    together(learners[6:], NEUTRAL, NEUTRAL)
    for learner in learners:
        arrive(learner)
    page = watch()
    began = learners[0].clock.now()
    hold(page, learners)
    (alert,) = page.view.alerts
    assert (alert.kind, alert.count, alert.since) == ("class_confused", None, began)
    assert "About 60 % (likely 31 to 83 %) of the class (at least 10 students whose state is known)" in alert.what
    assert "most clearly at “The mean is ….”" in alert.what
    assert alert.rule
    assert alert.suggestion


def test_a_class_at_exactly_forty_per_cent_does_not_flap(class_of, watch, services):
    """Four of ten may be confused for 5.5 minutes; one of them seems better now and then."""
    learners = class_of(10)
    be_calm(*learners)
    together(learners[:4], *[SURPRISE] * 4)
    learners[0].clock.advance(seconds=-20)
    together(learners[4:], NEUTRAL, NEUTRAL)
    here(learners)
    page = watch()
    over, shown = [], []
    for turn in range(33):
        for i, learner in enumerate(learners):
            learner.clock.advance(seconds=-10 if i else 0)
            better = i == 0 and turn % 7 in (4, 5, 6)
            learner.show(SURPRISE if i < 4 and not better else NEUTRAL)
        here(learners)
        services.jobs.run_once()
        shown.append("class_confused" in kinds(page))
        struggling = page.view.class_states.struggling
        over.append(struggling.share is not None and struggling.share >= 0.4)
    assert sum(before != after for before, after in pairwise(over)) >= 5
    assert sum(before != after for before, after in pairwise(shown)) == 1


def test_many_who_struggle_at_one_place_are_an_alert_of_its_own(class_of, watch, course):
    learners = class_of(20)
    together(learners[:6], *[SURPRISE] * 4)
    for learner in learners[6:]:
        learner.clock.advance(seconds=-10)
        learner.show(NEUTRAL, lesson_id=course.lessons[0], block_id=course.video)
        learner.clock.advance(seconds=-10)
        learner.show(NEUTRAL, lesson_id=course.lessons[0], block_id=course.video)
    here(learners)
    page = watch()
    hold(page, learners)
    (alert,) = page.view.alerts
    assert (alert.kind, alert.block_id, alert.student_id) == ("block_confused", course.text, None)
    assert alert.title == "Many may struggle at “The mean is ….”"
    assert alert.what.startswith("Most or all of those who share with you (at least 5 students)")


def test_an_alert_about_the_class_goes_on_over_a_restart(class_of, watch, app, services):
    learners = class_of(10)
    together(learners[:6], *[SURPRISE] * 4)
    together(learners[6:], NEUTRAL, NEUTRAL)
    here(learners)
    page = watch()
    hold(page, learners)
    services.jobs.run_once()
    page.new_events()
    restart(app)
    here(learners)
    assert [alert.kind for alert in page.fetch().alerts] == ["class_confused"]


def test_an_alert_about_the_class_tells_no_more_than_the_picture(class_of, watch):
    """Three who do not share are in no figure, so no alert is about them, however many struggle."""
    learners = class_of(9)
    for learner in learners[:3]:
        learner.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": False}})
    together(learners[:5], *[SURPRISE] * 4)
    together(learners[5:], NEUTRAL, NEUTRAL)
    for learner in learners:
        arrive(learner)
    page = watch()
    assert page.view.class_states.kind == "sharers"
    assert kinds(page) == []
    together(learners[5:7], *[SURPRISE] * 4)
    for learner in learners:
        arrive(learner)
    page.tick()
    hold(page, learners)
    (alert,) = page.view.alerts
    assert alert.what.startswith("Many of those who share with you (at least 5 students)")


@pytest.mark.parametrize(("struggling", "calm"), [(1, 4), (3, 6), (4, 0)])
def test_few_struggling_students_are_not_the_class(class_of, watch, struggling, calm):
    learners = class_of(struggling + calm)
    together(learners[:struggling], *[SURPRISE] * 4)
    if calm:
        together(learners[struggling:], NEUTRAL, NEUTRAL)
    for learner in learners:
        arrive(learner)
    page = watch()
    hold(page, learners)
    assert kinds(page) == []


def test_a_student_who_shares_and_is_stuck_for_five_minutes_is_named(class_of, watch):
    (learner,) = class_of(1)
    be_calm(learner)
    page = watch()
    began = learner.clock.now()
    for _ in range(33):
        learner.show(ANGER)
        arrive(learner)
    assert kinds(page) == ["student_stuck"]
    (alert,) = page.view.alerts
    assert (alert.student_id, alert.since) == (learner.user.id, began)


def test_a_student_who_does_not_share_is_never_named(class_of, watch):
    (learner,) = class_of(1, share_with_tutors=False)
    page = watch()
    for _ in range(35):
        learner.show(ANGER)
        arrive(learner)
    assert kinds(page) == []


def test_many_idle_students_are_an_alert(class_of, watch, course):
    learners = class_of(6)
    page = watch()
    lesson, block = str(course.lessons[0]), str(course.text)
    for i, learner in enumerate(learners):
        seconds = 200 if i < 3 else 10
        event = {"kind": "idle", "at": "2026-03-02T09:00:00Z", "lesson_id": lesson, "block_id": block}
        events = [{"id": f"8a63f1b6-6a53-4c1e-9d2c-0f0f6d0f7a1{i}", "seconds": seconds, **event}]
        assert learner.browser.post("/wellbeing/behaviour", {"events": events}).json["accepted"] == 1
    together(learners[3:], NEUTRAL, NEUTRAL)
    hold(page, learners, 45)
    assert kinds(page) == ["many_idle"]
    assert page.view.alerts[0].count is None


@pytest.mark.parametrize("resolution", ["dismissed", "false_alarm", "done"])
def test_a_resolved_alert_is_gone_until_it_is_taken_back(class_of, watch, resolution):
    (learner,) = class_of(1)
    say(learner, "hand_raised")
    page = watch()
    (alert,) = page.view.alerts
    assert resolve(page, alert, resolution).status_code == 204
    assert kinds(page) == []
    assert not page.tile(learner).hand_raised
    assert page.browser.delete(f"/teaching/alerts/{alert.id}/resolution").status_code == 204
    assert kinds(page) == ["hand_raised"]
    assert page.tile(learner).hand_raised


def test_asking_again_brings_an_alert_back(class_of, watch):
    (learner,) = class_of(1)
    say(learner, "hand_raised")
    page = watch()
    resolve(page, page.view.alerts[0], "done")
    learner.clock.advance(seconds=30)
    say(learner, "hand_raised")
    assert kinds(page) == ["hand_raised"]


def test_a_rule_that_goes_on_holding_comes_back_after_a_quarter_of_an_hour(class_of, watch, services):
    (learner,) = class_of(1)
    be_calm(learner)
    page = watch()
    for minute in range(22):
        for _ in range(6):
            learner.show(ANGER)
        arrive(learner)
        if minute == 5:
            page.new_events()
            assert resolve(page, page.view.alerts[0]).status_code == 204
        if minute >= 5:
            assert kinds(page) == ([] if minute < 20 else ["student_stuck"]), minute


def test_a_taken_down_hand_is_down(class_of, watch):
    (learner,) = class_of(1)
    check_in_id = say(learner, "hand_raised")
    page = watch()
    learner.browser.delete(f"/wellbeing/checkins/{check_in_id}")
    assert kinds(page) == []
    assert not page.tile(learner).hand_raised


def test_calls_for_help_run_out(class_of, watch, services):
    (learner,) = class_of(1)
    say(learner, "hand_raised")
    say(learner, "lost_here")
    page = watch()
    for minutes, expected in ((15, ["hand_raised", "lost_here"]), (1, ["hand_raised"]), (15, [])):
        for _ in range(minutes):
            learner.clock.advance(minutes=1)
            arrive(learner)
        services.jobs.run_once()
        assert kinds(page) == expected


def test_alerts_of_other_courses_are_not_found(class_of, watch, make, sign_in):
    (learner,) = class_of(1)
    say(learner, "hand_raised")
    page = watch()
    alert = page.view.alerts[0]
    stranger = sign_in(make.tutor(make.course("Another")))
    path = f"/teaching/alerts/{alert.id}/resolution"
    assert stranger.post(path, {"resolution": "done"}).status_code == 404
    assert stranger.delete(path).status_code == 404
    assert kinds(page) == ["hand_raised"]
    assert page.browser.delete(path).status_code == 404


def test_two_tutors_watch_in_two_languages(class_of, watch, tutor, make, course, sign_in, services):
    (learner,) = class_of(1)
    assert sign_in(tutor).patch("/me", {"locale": "de"}).status_code == 200
    german = watch()
    colleague = make.tutor(course, "Eve Hall")
    listening = services.bus.subscribe([course_channel(course.id), user_channel(colleague.id)])
    english = Watch(sign_in(colleague), course, listening)
    say(learner, "hand_raised")
    assert kinds(german) == kinds(english) == ["hand_raised"]
    assert english.view.alerts[0].title == "Student 00 raised a hand"
    assert german.view.alerts[0].title == "Student 00 meldet sich"


def test_a_place_is_quoted_as_the_language_does(class_of, watch, tutor, sign_in):
    (learner,) = class_of(1)
    page = watch()
    say(learner, "lost_here")
    assert kinds(page) == ["lost_here"]
    assert page.view.alerts[0].title == "1 lost at “The mean is ….”"
    assert sign_in(tutor).patch("/me", {"locale": "de"}).status_code == 200
    assert kinds(watch()) == ["lost_here"]
    assert watch().view.alerts[0].title == "„Hier komme ich nicht mit“ bei „The mean is ….“: 1"


@pytest.mark.in_process("holds the lock of a class")
def test_two_tabs_of_one_tutor_that_open_at_one_instant_show_the_same(app, watch, class_of, course, tutor, sign_in):
    """The later one takes the first one's place while that waits for the class's room."""
    (learner,) = class_of(1)
    page = watch()
    say(learner, "hand_raised")
    page.new_events()
    classes, answers = app.extensions[LIVE_CLASSES], []
    tabs = [sign_in(tutor) for _ in range(2)]

    def load(tab):
        answers.append(tab.get(f"/teaching/courses/{course.id}/live").json["alerts"])

    threads = []
    with classes.rooms[course.id].lock:
        for tab in tabs:
            before = classes.watches[course.id][tutor.id]
            threads.append(threading.Thread(target=load, args=(tab,)))
            threads[-1].start()
            until(lambda before=before: classes.watches[course.id][tutor.id] is not before)
    for thread in threads:
        thread.join(60)
    assert [[alert["kind"] for alert in alerts] for alerts in answers] == [["hand_raised"]] * 2
