"""The live page: what a tutor sees, how soon, and what they never see."""

import random
from datetime import timedelta

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course
from attune.classroom.live_class.refresher import live
from attune.classroom.platform.audit import AuditAction, AuditEntry, verify
from attune.expressions import Expression
from tests.classroom.live_class.conftest import arrive, say
from tests.classroom.queries import counted

ANGER, NEUTRAL, SURPRISE = Expression.ANGER, Expression.NEUTRAL, Expression.SURPRISE


def together(learners, *expressions):
    """Everybody shows the expressions during the same seconds."""
    clock = learners[0].clock
    for expression in expressions:
        for i, learner in enumerate(learners):
            if i:
                clock.advance(seconds=-10)
            learner.show(expression)


def here(learners):
    """Everybody is (still) there: showing something takes its time."""
    for learner in learners:
        arrive(learner)


def test_only_the_tutors_of_a_course_watch_it(make, sign_in, course):
    path = f"/teaching/courses/{course.id}/live"
    assert sign_in(make.tutor()).get(path).status_code == 404
    assert sign_in(make.student(course)).get(path).status_code == 403
    assert sign_in(make.administrator()).get(path).status_code == 403


def test_a_student_who_shares_is_seen_with_what_they_show(class_of, watch):
    page = watch()
    (learner,) = class_of(1)
    learner.show(*[ANGER] * 4)
    tile = page.tile(learner)
    assert (tile.present, tile.learning_state, tile.expression) == (True, "maybe_frustrated", "anger")
    assert tile.confidence == pytest.approx(0.8, abs=0.01)
    assert tile.lesson_title == "Lesson 1"


def test_a_window_is_announced_in_the_moment_it_is_received(class_of, watch):
    (learner,) = class_of(1)
    page = watch()
    learner.show(NEUTRAL)
    assert "live.student" in [event.type for event in page.new_events()]
    assert page.view.students[0].expression == "neutral"


NOTHING_TO_SEE = {
    "not shared": lambda learner: learner.allow(share_with_tutors=False),
    "camera off": lambda learner: learner.browser.patch("/wellbeing/settings", {"consent": {"process_camera": False}}),
    "mode off": lambda learner: learner.browser.patch("/wellbeing/settings", {"mode": "off"}),
    "not counted": lambda learner: learner.allow(share_with_tutors=False, count_in_class=False),
    "everything deleted": lambda learner: learner.browser.delete("/wellbeing/data"),
    "unknown": lambda learner: learner.clock.advance(seconds=-10) or learner.show(None),
}


@pytest.mark.parametrize("why", NOTHING_TO_SEE)
def test_refusing_does_not_show(class_of, watch, why):
    """Everything that a tutor gets is the same, whyever nothing is seen of a student."""
    *_, learner = learners = class_of(7)
    together(learners[:6], NEUTRAL, NEUTRAL)
    if why in ("not shared", "not counted"):
        learner.show(*[ANGER] * 4)
        learner.clock.advance(seconds=-40)
    NOTHING_TO_SEE[why](learner)
    arrive(learner)
    page = watch()
    tile = page.tile(learner)
    seen = tile.model_dump(exclude={"user_id", "name", "last_seen"})
    assert seen == EMPTY_TILE | {"lesson_id": learner.course.lessons[0], "block_id": learner.course.text}
    assert page.view.counts.model_dump() == {"enrolled": 7, "present": 7}
    states = page.view.class_states
    assert (states.kind, states.n, states.coverage) == ("sharers", 5, "high")
    assert [share.word for share in states.shares] == ["most", *["few"] * 4]
    assert page.view.alerts == []


EMPTY_TILE = {
    "present": True,
    "lesson_title": "Lesson 1",
    "block_title": "The mean is ….",
    "place_order": 1,
    "learning_state": None,
    "expression": None,
    "confidence": None,
    "updated_at": None,
    "hand_raised": False,
    "lost_here": False,
    "calls": [],
    "stuck": False,
}


SWITCHED_OFF = [
    {"consent": {"share_with_tutors": False}},
    {"consent": {"process_camera": False}},
    {"mode": "off"},
]


@pytest.mark.parametrize("change", SWITCHED_OFF)
def test_taking_a_permission_back_clears_the_tutors_page_at_once(class_of, watch, change):
    (learner,) = class_of(1)
    learner.show(*[ANGER] * 4)
    page = watch()
    assert page.view.students[0].expression == "anger"
    learner.browser.patch("/wellbeing/settings", change)
    tile = page.tile(learner)
    assert (tile.learning_state, tile.expression) == (None, None)
    assert page.fetch().students == page.view.students


def test_taking_back_the_class_switch_changes_the_figures_at_once(class_of, watch):
    learners = class_of(10)
    together(learners, NEUTRAL, NEUTRAL)
    page = watch()
    assert (page.view.class_states.kind, page.view.class_states.n) == ("class", 10)
    learners[0].browser.patch("/wellbeing/settings", {"consent": {"count_in_class": False}})
    page.new_events()
    assert (page.view.class_states.kind, page.view.class_states.n) == ("class", 5)


def test_deleting_everything_clears_the_tutors_page_at_once(class_of, watch):
    (learner,) = class_of(1)
    learner.show(*[ANGER] * 4)
    page = watch()
    learner.browser.delete("/wellbeing/data")
    assert page.tile(learner).expression is None


def test_nothing_about_the_class_is_shown_under_five(class_of, watch):
    learners = class_of(5)
    here(learners)
    page = watch()
    together(learners[:4], NEUTRAL, NEUTRAL)
    here(learners)
    page.tick()
    hidden = {"kind": "hidden", "minimum": 5, "n": None, "shares": [], "struggling": None, "coverage": None}
    assert page.view.class_states.model_dump() == hidden
    together(learners, NEUTRAL, NEUTRAL)
    here(learners)
    page.tick()
    states = page.view.class_states
    assert (states.kind, states.n, states.coverage) == ("class", 5, "high")
    engaged = states.shares[0]
    assert (engaged.category, engaged.share, engaged.word, engaged.low, engaged.high) == (
        "engaged",
        None,
        "most",
        0.8,
        1,
    )


def test_shares_of_ten_are_rounded_to_ten_points(class_of, watch):
    learners = class_of(11)
    together(learners[:4], *[ANGER] * 4)
    together(learners[4:], NEUTRAL, NEUTRAL)
    here(learners)
    states = watch().view.class_states
    assert (states.n, states.struggling.share) == (10, 0.4)
    assert [share.share for share in states.shares] == [0.6, 0.0, 0.4, 0.0, 0.0]


@pytest.mark.parametrize("private", [1, 4])
def test_too_few_without_a_tile_are_in_no_figure(class_of, watch, private):
    """The sharers' picture, called that, is the same whatever the others feel."""
    learners = class_of(10)
    for learner in learners[:private]:
        learner.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": False}})
    together(learners, NEUTRAL, NEUTRAL)
    here(learners)
    page = watch()
    before = page.view.class_states
    assert (before.kind, before.n) == ("sharers", 5)
    together(learners[:private], *[ANGER] * 4)
    together(learners[private:], NEUTRAL, NEUTRAL)
    here(learners)
    page.tick()
    assert page.view.class_states == before


def test_five_without_a_tile_are_in_the_picture_by_side_alone(class_of, watch):
    learners = class_of(10)
    for learner in learners[:5]:
        learner.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": False}})
    together(learners[:2], *[ANGER] * 4)
    together(learners[2:], NEUTRAL, NEUTRAL)
    here(learners)
    states = watch().view.class_states
    assert (states.kind, states.n) == ("class", 10)
    assert {share.category: share.share for share in states.shares} == {"struggling": 0.2, "not_struggling": 0.8}


def test_figures_of_the_class_wait_for_the_clock_and_tiles_do_not(class_of, watch):
    learners = class_of(10)
    together(learners, NEUTRAL, NEUTRAL)
    here(learners)
    page = watch()
    before = page.view.class_states
    together(learners[:5], ANGER)
    page.new_events()
    assert page.view.class_states == before
    assert page.tile(learners[0]).expression == "anger"
    together(learners[:5], *[ANGER] * 3)
    here(learners)
    page.tick()
    assert page.view.class_states.struggling.share == 0.5


def test_closing_and_reopening_the_page_does_not_change_who_is_in_the_picture(class_of, watch, services):
    """Who opens the page anew must not see the class with one person more than before."""
    learners = class_of(11)
    for learner in learners[:6]:
        learner.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": False}})
    together(learners[:2], *[ANGER] * 4)
    together([*learners[2:5], *learners[6:]], NEUTRAL, NEUTRAL)
    here(learners)
    page = watch()
    before = page.view.class_states
    assert (before.kind, before.n) == ("class", 10)
    services.bus.close(page._subscription)
    learners[0].clock.advance(minutes=3)
    services.jobs.run_once()
    together(learners, *[NEUTRAL] * 2)
    together(learners[:2], *[ANGER] * 4)
    together([learners[5]], *[ANGER] * 4)
    here(learners)
    assert page.fetch().class_states.struggling == before.struggling


def test_the_heat_strip_follows_the_lesson_most_are_in(class_of, watch, course):
    learners = class_of(6)
    together(learners, *[SURPRISE] * 4)
    for learner in learners[:4]:
        arrive(learner, course.second_text, course.lessons[1])
    for learner in learners:
        learner.show(NEUTRAL, lesson_id=course.lessons[1], block_id=course.second_text)
        learner.clock.advance(seconds=-10)
    page = watch()
    assert [block.title for block in page.view.blocks] == ["More.", "Lesson 2 · 2"]
    for learner in learners[:4]:
        arrive(learner)
    page.new_events()
    (first, *_) = page.view.blocks
    assert (first.present, first.struggling) == (6, None), "who is there is told at once, how they did with the clock"
    here(learners)
    page.tick()
    (first, *_) = page.view.blocks
    assert (first.present, first.n, first.struggling.word, first.kind) == (6, 5, "most", "sharers")


def test_somebody_silent_for_45_seconds_is_gone(class_of, watch, services):
    (learner,) = class_of(1)
    page = watch()
    learner.clock.advance(seconds=44)
    services.jobs.run_once()
    assert page.tile(learner).present
    learner.clock.advance(seconds=1)
    services.jobs.run_once()
    tile = page.tile(learner)
    assert (tile.present, tile.learning_state) == (False, None)
    assert page.view.counts.present == 0


def test_presence_in_another_course_is_not_presence_here(class_of, watch, make, course):
    (learner,) = class_of(1)
    page = watch()
    other = make.course("Another")
    make.enrol(learner.user, other)
    arrive(learner, other.text, other.lessons[0])
    assert not page.tile(learner).present


def test_presence_in_a_course_that_is_not_ones_own_is_not_found(class_of, make):
    (learner,) = class_of(1)
    foreign = make.course("Another")
    assert learner.browser.post("/presence", {"lesson_id": str(foreign.lessons[0])}).status_code == 404
    elsewhere = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.graded)}
    assert learner.browser.post("/presence", elsewhere).status_code == 404


def test_a_restart_rebuilds_the_class_from_the_database(class_of, watch, app):
    learners = class_of(5)
    together(learners, *[ANGER] * 4)
    page = watch()
    before = page.fetch()
    app.extensions["attune.study_sessions"].clear()
    assert page.fetch().class_states == before.class_states
    assert page.fetch().students == before.students


def viewed(database):
    with database.session(writes=False) as session:
        query = session.query(AuditEntry).filter_by(action=AuditAction.VIEWED_SHARED_AFFECT)
        assert verify(session)
        return [(entry.actor_id, entry.subject_id) for entry in query]


def test_looking_is_written_down_once_an_hour_and_the_student_can_read_it(class_of, watch, tutor, database):
    sharing, private = class_of(2)
    private.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": False}})
    page = watch()
    sharing.show(NEUTRAL)
    page.fetch()
    page.fetch()
    assert viewed(database) == [(tutor.id, sharing.user.id)]
    (viewer,) = sharing.own_data()["viewers"]
    assert (viewer["viewer_name"], viewer["what"]) == ("Tom Weiss", "Live · Statistics")
    assert private.own_data()["viewers"] == []
    sharing.clock.advance(hours=1)
    sharing.show(NEUTRAL)
    arrive(sharing)
    page.new_events()
    assert len(viewed(database)) == 2


def test_somebody_who_begins_to_share_while_a_tutor_looks_is_written_down(class_of, watch, tutor, database):
    (learner,) = class_of(1, share_with_tutors=False)
    learner.show(NEUTRAL)
    page = watch()
    assert viewed(database) == []
    learner.browser.patch("/wellbeing/settings", {"consent": {"share_with_tutors": True}})
    assert page.tile(learner).expression == "neutral"
    assert viewed(database) == [(tutor.id, learner.user.id)]


@pytest.mark.in_process("looks into the class's room")
def test_what_is_shared_waits_until_it_is_written_down_and_nothing_else_waits_with_it(class_of, watch, app, course):
    """On SQLite, writing down takes its turn behind a whole class's windows."""
    new, known = class_of(2)
    known.show(NEUTRAL)
    page = watch()
    new.show(*[ANGER] * 4)
    known.show(NEUTRAL)
    arrive(new, course.video)
    arrive(known)
    classes = app.extensions["attune.live_classes"]
    live.refresh_changed(classes)
    tiles = {student.user_id: student for student in classes.rooms[course.id].view.students}
    assert (tiles[new.user.id].learning_state, tiles[new.user.id].updated_at) == (None, None)
    assert tiles[new.user.id].block_id == course.video
    assert tiles[known.user.id].updated_at == known.clock.now()
    page.new_events()
    assert page.tile(new).learning_state == "maybe_frustrated"


def test_a_restart_does_not_write_the_same_hour_down_twice(class_of, watch, app, database):
    class_of(1)[0].show(NEUTRAL)
    page = watch()
    app.extensions["attune.live_classes"].recent_access.last.clear()
    page.fetch()
    assert len(viewed(database)) == 1


@pytest.mark.in_process("looks into the class's room")
def test_nothing_is_computed_for_a_class_that_nobody_watches(class_of, app, watch, services):
    (learner,) = class_of(1)
    classes = app.extensions["attune.live_classes"]
    assert classes.rooms == {}
    page = watch()
    assert classes.rooms.keys() == {learner.course.id}
    services.bus.close(page._subscription)
    learner.clock.advance(minutes=3)
    arrive(learner)
    services.jobs.run_once()
    assert (classes.rooms, classes.watches) == ({}, {})


@pytest.mark.in_process("looks into the class's room")
def test_a_class_whose_course_is_deleted_while_a_tutor_looks_is_forgotten(watch, app, course, database):
    page = watch()
    classes = app.extensions["attune.live_classes"]
    with database.transaction() as session:
        session.delete(session.get_one(Course, course.id))
    page.tick()
    assert (classes.rooms, classes.watches) == ({}, {})
    assert page.browser.get(f"/teaching/courses/{course.id}/live").status_code == 404


@pytest.mark.in_process("looks into the class's room")
def test_one_student_s_news_rebuilds_one_seat_and_asks_the_database_about_one_student(class_of, watch, app, database):
    learners = class_of(12)
    together(learners, NEUTRAL, NEUTRAL)
    page = watch()
    (room,) = app.extensions["attune.live_classes"].rooms.values()
    page.new_events()
    snapshots, tiles = dict(room.snapshots), dict(room.tiles)
    learners[3].show(ANGER)
    with counted(database) as sent:
        events = page.new_events()
    assert [event.student.user_id for event in events if event.type == "live.student"] == [learners[3].user.id]
    touched = {user_id for user_id, snapshot in room.snapshots.items() if snapshot is not snapshots[user_id]}
    assert touched == {user_id for user_id, tile in room.tiles.items() if tile is not tiles[user_id]}
    assert touched == {learners[3].user.id}
    assert len(sent) <= 4, sent


def test_figures_are_published_when_their_clock_ticks_not_when_somebody_happens_to_send(class_of, watch):
    learners = class_of(6)
    together(learners, NEUTRAL, NEUTRAL)
    page = watch()
    before = page.view.class_states
    for learner in learners[:4]:
        say(learner, "lost_here")
    page.new_events()
    assert page.view.class_states == before
    learners[0].clock.advance(seconds=15)
    page.new_events()  # nothing was marked, and no sweep has come
    assert page.view.class_states != before


def test_a_request_of_a_student_does_nothing_for_the_class_but_mark_it(class_of, watch, app, database, services):
    (learner,) = class_of(1)
    page = watch()
    page.new_events()
    (room,) = app.extensions["attune.live_classes"].rooms.values()
    room.lock.acquire()  # somebody builds the class, for as long as it takes
    try:
        learner.show(NEUTRAL)
        arrive(learner)
    finally:
        room.lock.release()
    assert page.tile(learner).updated_at == learner.clock.now()


def test_who_is_enrolled_while_a_tutor_looks_is_there_at_once(class_of, watch):
    class_of(1)
    page = watch()
    class_of(1)
    page.new_events()
    assert [student.present for student in page.view.students] == [True, True]


def test_the_list_of_courses_counts_who_waits_and_writes_nothing_down(class_of, sign_in, tutor, course, database):
    first, second = class_of(2)
    say(first, "hand_raised")
    say(second, "lost_here")
    (listed,) = sign_in(tutor).get("/teaching/courses").json["courses"]
    assert listed == {
        "course_id": str(course.id),
        "title": "Statistics",
        "enrolled": 2,
        "present": 2,
        "waiting": 2,
    }
    assert viewed(database) == []


@pytest.mark.parametrize("seed", range(4))
def test_old_view_plus_events_is_a_fresh_fetch(class_of, watch, services, database, make, course, seed):
    rng = random.Random(seed)
    learners = class_of(6)
    spectators = [make.student(course, f"Spectator {i}").id for i in range(2)]
    page = watch()
    said: list = []

    def step(learner):
        kind = rng.choice(
            ["show", "show", "show", "say", "undo", "move", "switch", "mode", "delete", "wait", "resolve", "active"]
        )
        if kind == "show":
            learner.allow()
            learner.show(rng.choice([*Expression, None]))
        elif kind == "say":
            said.append((learner, say(learner, rng.choice(["hand_raised", "lost_here"]))))
        elif kind == "undo" and said:
            author, check_in_id = said.pop()
            author.browser.delete(f"/wellbeing/checkins/{check_in_id}")
        elif kind == "move":
            arrive(learner, rng.choice([learner.course.text, learner.course.video]))
        elif kind == "switch":
            switch = rng.choice(["count_in_class", "share_with_tutors"])
            learner.browser.patch("/wellbeing/settings", {"consent": {switch: rng.random() < 0.5}})
        elif kind == "mode":
            learner.browser.patch("/wellbeing/settings", {"mode": rng.choice(["off", "self_report"])})
        elif kind == "delete":
            learner.browser.delete("/wellbeing/data")
        elif kind == "resolve" and page.view.alerts:
            alert = rng.choice(page.view.alerts)
            answer = {"resolution": rng.choice(["dismissed", "done"])}
            page.browser.post(f"/teaching/alerts/{alert.id}/resolution", answer)
        elif kind == "active":
            with database.transaction() as session:
                user = session.get_one(User, rng.choice(spectators))
                user.active = not user.active
        elif kind == "wait":
            learner.clock.advance(seconds=rng.choice([5, 20, 60]))
            services.jobs.run_once()

    for _ in range(60):
        step(rng.choice(learners))
        services.jobs.run_once()
        page.new_events()
        assert page.view.model_copy(update={"generated_at": None}) == page.fetch().model_copy(
            update={"generated_at": None}
        )
    assert any(student.present for student in page.view.students) or page.view.counts.present == 0


def test_last_seen_is_known_to_the_minute(class_of, watch):
    (learner,) = class_of(1)
    learner.clock.advance(seconds=44)
    arrive(learner)
    assert watch().view.students[0].last_seen == learner.clock.now() - timedelta(seconds=44)


def test_the_view_is_never_told_to_be_older_than_ten_seconds_while_somebody_watches(class_of, watch, services):
    (learner,) = class_of(1)
    page = watch()
    for _ in range(6):
        learner.clock.advance(seconds=5)
        services.jobs.run_once()
        page.new_events()
        assert page.view.generated_at == learner.clock.now()


def test_when_a_tick_comes_does_not_tell_whether_somebodys_camera_is_on(class_of, watch, clock, services):
    """The same minute twice: with somebody's camera on, who does not share, and with it off."""
    (learner,) = class_of(1, share_with_tutors=False)
    page = watch()
    received = {}
    for camera in ("on", "off"):
        received[camera] = []
        for second in range(1, 61):
            clock.advance(seconds=1)
            if second % 20 == 7:
                arrive(learner)
            if second % 10 == 4 and camera == "on":
                clock.advance(seconds=-10)
                learner.show(NEUTRAL)
            if second % 5 == 0:
                services.jobs.run_once()
            received[camera] += [second for event in page.new_events() if event.type == "live.tick"]
    assert received["on"] == received["off"] == list(range(5, 61, 5))


def test_a_class_that_cannot_be_read_is_not_told_to_be_up_to_date(class_of, watch, services, monkeypatch):
    class_of(1)
    page = watch()
    page.new_events()
    monkeypatch.setattr(live.Room, "rebuild", lambda *_: 1 / 0)
    services.jobs.run_once()
    assert page.new_events() == []


def test_after_a_start_the_page_says_that_students_are_still_coming_back(class_of, watch, services):
    (learner,) = class_of(1)
    page = watch()
    assert page.view.coming_back
    learner.clock.advance(seconds=14)
    services.jobs.run_once()
    page.new_events()
    assert page.view.coming_back
    learner.clock.advance(seconds=1)
    services.jobs.run_once()
    page.new_events()
    assert not page.view.coming_back
    assert not page.fetch().coming_back


def test_whoever_is_no_longer_active_leaves_the_page(class_of, watch, services, database):
    gone, _ = class_of(2)
    page = watch()
    with database.transaction() as session:
        session.get_one(User, gone.user.id).active = False
    services.jobs.run_once()
    assert "live.student_left" in [event.type for event in page.new_events()]
    assert [student.name for student in page.view.students] == ["Student 01"]
    assert page.view.students == page.fetch().students


def study_for_minutes(learners, page, minutes):
    for minute in range(minutes):
        together(learners, *[NEUTRAL, SURPRISE][minute % 2 : minute % 2 + 1] * 6)
        for learner in learners:
            arrive(learner)
        page.new_events()


def test_a_reload_shows_the_minutes_that_were_watched(class_of, watch):
    learners = class_of(6)
    page = watch()
    study_for_minutes(learners, page, 2)
    points = [point for point in page.view.trend if point.shares is not None]
    assert points[-1].at - points[0].at >= timedelta(minutes=1)
    assert page.fetch().trend == page.view.trend


def restart(app):
    """Lose what a restart loses."""
    classes = app.extensions["attune.live_classes"]
    app.extensions["attune.study_sessions"].clear()
    for memory in (classes.rooms, classes.closed, classes.watches, classes.publishers):
        memory.clear()
    classes.started_at = classes.clock.now()


def mixed_class(class_of):
    """Ten who do not share, four of whom may be struggling, and six who do."""
    counted, sharing = class_of(10, share_with_tutors=False), class_of(6)
    for learner in counted[:4]:
        learner.face = ANGER
    for learner in [*counted[4:], *sharing]:
        learner.face = NEUTRAL
    return counted, sharing


def study(learners, page, windows=6):
    """Everybody shows their face during the same seconds, and the figures are published."""
    for _ in range(windows):
        for i, learner in enumerate(learners):
            arrive(learner)
            if i:
                learner.clock.advance(seconds=-10)
            learner.show(learner.face)
    page.tick()


@pytest.mark.usefixtures("lost_by_a_restart")
def test_after_a_restart_no_picture_of_others_stands_beside_the_last_one_before_it(class_of, watch, app):
    """Who was in the last picture is not known any more: one without a single one of them would tell how they were."""
    counted, sharing = mixed_class(class_of)
    page = watch()
    study([*counted, *sharing], page)
    assert (page.view.class_states.kind, page.view.class_states.n) == ("class", 15)
    counted[0].browser.patch("/wellbeing/settings", {"mode": "off"})
    page.new_events()
    assert (page.view.class_states.kind, page.view.class_states.n) == ("sharers", 5)
    restart(app)
    study([*counted[1:], *sharing], page)
    page.view = page.fetch()
    assert (page.view.class_states.kind, page.view.class_states.n) == ("sharers", 5)
    counted[0].clock.advance(minutes=13)
    for learner in counted[1:4]:
        learner.face = SURPRISE  # after three minutes of a tense face, that is their usual one
    study([*counted[1:], *sharing], page)
    page.tick()
    assert (page.view.class_states.kind, page.view.class_states.n) == ("class", 15)


def test_a_class_that_nobody_saw_before_the_start_is_shown_at_once(class_of, watch, app, clock, sign_in):
    counted, sharing = mixed_class(class_of)
    for learner in [*counted, *sharing]:
        learner.browser.delete("/session")
    clock.advance(minutes=17)
    restart(app)
    for learner in [*counted, *sharing]:
        learner.browser = sign_in(learner.user)
    page = watch()
    study([*counted, *sharing], page)
    assert (page.view.class_states.kind, page.view.class_states.n) == ("class", 15)


def test_after_a_restart_the_last_minutes_return_from_what_is_kept(class_of, watch, app):
    learners = class_of(6)
    page = watch()
    study_for_minutes(learners, page, 3)
    restart(app)
    minutes = [point for point in page.fetch().trend if point.shares is not None]
    assert [(point.at.minute, point.at.second) for point in minutes] == [(1, 0), (2, 0), (3, 0)]
    assert [point.shares["maybe_confused"] for point in minutes] == [0.1, 0.9, 0.1], (
        "in words: few or none, most or all"
    )
    assert minutes[0].coverage == "high"


@pytest.mark.usefixtures("lost_by_a_restart")
def test_what_is_not_kept_does_not_return(class_of, watch, app):
    learners = class_of(5)
    learners[4].allow(save_summaries=False)
    page = watch()
    study_for_minutes(learners, page, 3)
    restart(app)
    assert [point.at for point in page.fetch().trend] == [learners[0].clock.now()]


def restored_beside(class_of, watch, app, why):
    """The trend after a restart of a class of six who share and eight who do not, one of whom is counted or not."""
    sharing, counted = class_of(6), class_of(8, share_with_tutors=False)
    for learner in [*sharing, *counted]:
        learner.face = ANGER if learner in counted[:4] else NEUTRAL
    if why == "not counted":
        counted[0].allow(share_with_tutors=False, count_in_class=False)
    elif why == "mode off":
        counted[0].browser.patch("/wellbeing/settings", {"mode": "off"})
    page = watch()
    for _ in range(3):
        study([*sharing, *counted[why == "mode off" :]], page)
    restart(app)
    here([*sharing, *counted])
    return page.fetch().trend


@pytest.mark.usefixtures("lost_by_a_restart")
@pytest.mark.parametrize("why", ["counted", "not counted", "mode off"])
def test_restored_minutes_do_not_tell_who_is_counted(class_of, watch, app, why):
    """They are of those alone who share by name; neither a point nor a gap depends on anybody else."""
    trend = restored_beside(class_of, watch, app, why)
    assert [point.at.minute for point in trend[:-1]] == [1, 2, 3]
    for point in trend[:-1]:
        assert (point.shares["engaged"], point.shares["struggling"]) == (0.9, 0.1), "in words: most or all, few or none"


def test_what_was_before_somebody_shared_by_name_does_not_return(class_of, watch, app):
    learners = class_of(5, share_with_tutors=False)
    page = watch()
    study_for_minutes(learners, page, 3)
    for learner in learners:
        learner.allow()
    restart(app)
    assert [point for point in page.fetch().trend[:-1] if point.shares is not None] == []


def test_minutes_that_nobody_watched_are_a_gap_unless_they_are_kept(class_of, watch, app, services):
    learners = class_of(6, save_summaries=False)
    page = watch()
    study_for_minutes(learners, page, 2)
    shown = [point for point in page.view.trend if point.shares is not None]
    services.bus.close(page._subscription)
    learners[0].clock.advance(minutes=3)
    services.jobs.run_once()
    learners[0].clock.advance(minutes=2)
    again = page.fetch().trend
    assert [point for point in again if point.shares is not None] == shown
    assert again[-2].shares is None
