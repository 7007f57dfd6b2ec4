"""The event stream as a browser reads it."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from attune.classroom.platform.events.bus import EventId
from attune.classroom.platform.events.open_stream import MOST_PER_SESSION, OpenStreams
from attune.classroom.platform.events.types import SessionEnded, course_channel, user_channel
from attune.classroom.platform.permissions import Role

pytestmark = pytest.mark.in_process("looks into the open streams of a process")


def read(stream, count):
    """The next `count` data lines of a stream, parsed, with their ids."""
    found, event_id = [], None
    for chunk in stream:
        for line in (chunk if isinstance(chunk, str) else chunk.decode()).splitlines():
            if line.startswith("id: "):
                event_id = EventId.parse(line[4:])
            elif line.startswith("data: "):
                found.append((event_id, json.loads(line[6:])))
        if len(found) >= count:
            break
    return found


@pytest.fixture
def open_stream(request):
    """Open a browser's stream; it is closed after the test."""

    def start(browser, **headers):
        answer = browser.get("/events", headers=headers, buffered=False)
        request.addfinalizer(answer.close)
        assert answer.mimetype == "text/event-stream"
        return answer

    return start


def test_signing_out_in_one_tab_ends_the_stream_of_the_other(make, sign_in, open_stream):
    browser = sign_in(make.student())
    answer = open_stream(browser)
    stream = iter(answer.response)
    assert next(stream).decode().startswith("retry:")
    browser.delete("/session")
    assert [event["type"] for _, event in read(stream, 1)] == ["session.ended"]
    assert list(stream) == []


def test_signing_out_in_one_browser_leaves_the_other_alone(make, sign_in, open_stream, services):
    user = make.student()
    here, elsewhere = sign_in(user), sign_in(user)
    stream = iter(open_stream(here).response)
    next(stream)
    elsewhere.delete("/session")
    services.bus.send(user_channel(user.id), SessionEnded())
    events = read(stream, 1)
    assert [event["session_id"] for _, event in events] == [None]


def test_a_stream_goes_on_where_it_was_lost(make, sign_in, open_stream, services):
    user = make.student()
    browser = sign_in(user)
    services.bus.send("user:nobody", SessionEnded())
    before = services.bus._past[-1].id
    services.bus.send(user_channel(user.id), SessionEnded())
    stream = iter(open_stream(browser, **{"Last-Event-ID": str(before)}).response)
    ((event_id, event),) = read(stream, 1)
    assert event["type"] == "session.ended"
    assert event_id > before


def test_who_has_got_nothing_yet_resumes_from_where_the_stream_began(make, sign_in, open_stream, services):
    browser = sign_in(make.student())
    (beginning,) = [
        line for line in next(iter(open_stream(browser).response)).decode().splitlines() if line.startswith("id: ")
    ]
    services.bus.send(user_channel(make.student().id), SessionEnded())
    stream = iter(open_stream(browser, **{"Last-Event-ID": beginning.removeprefix("id: ")}).response)
    next(stream)
    services.bus.send(user_channel(browser_user_id(browser)), SessionEnded())
    assert [event["type"] for _, event in read(stream, 1)] == ["session.ended"]


def test_who_resumes_from_before_a_restart_is_told_to_fetch_again(make, sign_in, open_stream):
    stream = iter(open_stream(sign_in(make.student()), **{"Last-Event-ID": "1"}).response)
    assert [event["type"] for _, event in read(stream, 1)] == ["events.missed"]


def browser_user_id(browser):
    return browser.get("/session").json["user"]["id"]


def test_a_deactivated_user_s_stream_ends(make, sign_in, open_stream):
    user, administrator = make.student(), sign_in(make.administrator())
    stream = iter(open_stream(sign_in(user)).response)
    next(stream)
    administrator.patch(f"/administration/users/{user.id}", {"active": False})
    assert [event["type"] for _, event in read(stream, 1)] == ["session.ended"]


def test_an_administrator_gets_the_system_s_figures_at_once(make, sign_in, open_stream):
    browser = sign_in(make.administrator())
    stream = iter(open_stream(browser).response)
    ((_, event),) = read(stream, 1)
    assert event["type"] == "system.snapshot"
    assert event["snapshot"]["live_connections"] == 1
    assert event["snapshot"].keys() == browser.get("/administration/system").json.keys()


@pytest.mark.parametrize("role", [Role.STUDENT, Role.ADMINISTRATOR])
def test_only_tutors_listen_to_courses(make, sign_in, open_stream, services, role):
    course = make.course()
    user = make.student(course) if role is Role.STUDENT else make.administrator()
    open_stream(sign_in(user))
    assert services.bus.count_listeners(course_channel(course.id)) == 0


def test_a_tutor_listens_to_the_courses_they_teach_and_no_other(make, sign_in, open_stream, services):
    own, other = make.course(), make.course()
    make.tutor(other)
    open_stream(sign_in(make.tutor(own)))
    assert services.bus.count_listeners(course_channel(own.id)) == 1
    assert services.bus.count_listeners(course_channel(other.id)) == 0


def test_an_administrator_listens_to_the_courses_they_teach_from_when_they_begin_to(
    make, sign_in, open_stream, services
):
    course, administrator = make.course(), make.administrator()
    browser = sign_in(administrator)
    first = iter(open_stream(browser).response)
    next(first)
    members = {"user_ids": [str(administrator.id)], "role": "assistant"}
    assert browser.post(f"/courses/{course.id}/people", members).json == {"added": 1}
    assert "teaching.changed" in [event["type"] for _, event in read(first, 20)]  # and with it the stream ends
    open_stream(browser)
    assert services.bus.count_listeners(course_channel(course.id)) == 1


def test_who_is_taken_out_of_a_course_hears_no_more_of_it(make, sign_in, open_stream, services):
    course = make.course()
    make.tutor(course)
    other = make.tutor(course)
    stream = iter(open_stream(sign_in(other)).response)
    next(stream)
    assert services.bus.count_listeners(course_channel(course.id)) == 1
    administrator = sign_in(make.administrator())
    assert administrator.delete(f"/courses/{course.id}/people/{other.id}").status_code == 200
    assert [event["type"] for _, event in read(stream, 5)] == ["teaching.changed"]
    assert services.bus.count_listeners(course_channel(course.id)) == 0


def test_a_closed_stream_is_forgotten(make, sign_in, services):
    browser = sign_in(make.student())
    answer = browser.get("/events", buffered=False)
    assert services.bus.count_open() == 1
    answer.close()
    assert services.bus.count_open() == 0
    assert services.bus.count_listeners(user_channel(uuid4())) == 0


def test_no_session_holds_more_streams_than_a_person_has_tabs(make, sign_in, open_stream):
    browser, other = sign_in(make.student()), sign_in(make.student())
    held = [iter(open_stream(browser).response) for _ in range(MOST_PER_SESSION)]
    for stream in held:
        next(stream)
    refused = browser.get("/events")
    assert (refused.status_code, refused.json["error"]["code"]) == (429, "too_many_streams")
    assert next(iter(open_stream(other).response))
    held[0].close()
    assert next(iter(open_stream(browser).response))


def test_a_stream_that_others_of_its_session_overtook_ends_and_leaves_nothing(
    make, sign_in, open_stream, services, monkeypatch
):
    browser = sign_in(make.student())
    held = [iter(open_stream(browser).response) for _ in range(MOST_PER_SESSION)]
    for stream in held:
        next(stream)
    monkeypatch.setattr(OpenStreams, "check_room", lambda *_: None)  # there was room when it was asked
    answer = browser.get("/events", buffered=False)
    assert (answer.status_code, answer.data) == (200, b"")
    assert services.bus.count_open() == MOST_PER_SESSION
