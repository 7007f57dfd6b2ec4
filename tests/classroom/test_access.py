"""Every route of the application, for every role, for the owner and for somebody else of the same role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.affect.policy import Breakpoint
from attune.classroom.live_class.calls.models import CallAnswer
from attune.classroom.live_class.models import Resolution
from attune.classroom.platform.permissions import GRANTS, Permission, Role, access_of
from attune.classroom.wellbeing.models import SupportMessage

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
PUBLIC = {
    "accept_invitation",
    "read_client",
    "read_health",
    "read_invitation",
    "read_metrics",
    "read_model_file",
    "read_readiness",
    "read_served_model",
    "read_session",
    "sign_in",
    "spec",
}


# Routes whose body is no JSON.
RAW = {"read_frame": {"query_string": {"t": 0}, "data": b"\xff\xd8\xff\xd9", "content_type": "image/jpeg"}}


@dataclass
class World:
    """Two courses, each with a tutor and a student; ids of what belongs to the first."""

    people: dict[str, Any]
    ids: dict[str, Any]


def every_route(app):
    """(method, rule, name) of everything the application answers."""
    return [
        (method, rule, rule.endpoint.rsplit(".", 1)[-1])
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & METHODS)
    ]


@pytest.fixture
def world(make, sign_in, database, clock):
    first, second = make.course("First"), make.course("Second")
    student, tutor = make.student(first), make.tutor(first)
    people = {
        "owner": {Role.STUDENT: sign_in(student), Role.TUTOR: sign_in(tutor)},
        "other": {Role.STUDENT: sign_in(make.student(second)), Role.TUTOR: sign_in(make.tutor(second))},
        "administrator": sign_in(make.administrator()),
    }
    ids = {
        "course_id": first.id,
        "lesson_id": first.lessons[0],
        "block_id": first.practice,
        "text_block_id": first.text,
        "user_id": make.student().id,
        "name": "sampling.webm",
        "path": "",
        "file": "model.json",
        "token": "x" * 43,
        "message_id": "confused-hint-one-idea",
        "alert_id": uuid4(),
    }
    ids |= _wellbeing_of(people["owner"][Role.STUDENT], student, ids, database, clock)
    return World(people, ids)


def _wellbeing_of(browser, student, ids, database, clock):
    """A window, an answered call for help and a support message of the owner."""
    consent = {"process_camera": True, "save_summaries": True}
    browser.patch("/wellbeing/settings", {"mode": "on_device", "consent": consent})
    window, check_in = window_body(ids, clock), check_in_body(ids, clock)
    assert browser.post("/wellbeing/windows", {"windows": [window]}).status_code == 202
    assert browser.post("/wellbeing/checkins", check_in).status_code == 201
    question = question_body(ids)
    assert browser.post("/help/threads", question).status_code == 201
    note = body_of_note(ids, clock)
    assert browser.post("/wellbeing/notes", note).status_code == 201
    with database.transaction() as session:
        message = SupportMessage(
            user_id=student.id,
            lesson_id=ids["lesson_id"],
            message_id="m",
            text="Take a breath.",
            language="en",
            state=LearningState.MAYBE_CONFUSED,
            strategy=Strategy.HINT,
            interruption_point=Breakpoint.BLOCK_CHANGE,
            rule="offer",
            reasons="",
            windows=3,
            sent_at=clock.now(),
        )
        answered = CallAnswer(
            user_id=student.id,
            check_in_id=UUID(check_in["id"]),
            alert_id=uuid4(),
            resolution=Resolution.DONE,
            answered_at=clock.now(),
        )
        session.add_all([message, answered])
        session.flush()
        return {
            "window_id": window["id"],
            "check_in_id": check_in["id"],
            "call_id": check_in["id"],
            "support_message_id": message.id,
            "note_id": note["id"],
            "thread_id": question["id"],
        }


def window_body(ids, clock):
    place = {"lesson_id": str(ids["lesson_id"]), "block_id": str(ids["block_id"])}
    measured = {"p": [255, 0, 0, 0, 0, 0, 0, 0], "coverage": 1, "quality": 1, "state": "neutral"}
    came = {"started_at": clock.now().isoformat(), "seconds": 10, "model": "m", "source": "on_device"}
    return {"id": str(uuid4()), **place, **measured, **came}


def check_in_body(ids, clock):
    place = {"lesson_id": str(ids["lesson_id"]), "block_id": str(ids["block_id"])}
    return {"id": str(uuid4()), "kind": "lost_here", **place, "at": clock.now().isoformat()}


def body_of_note(ids, clock):
    place = {"lesson_id": str(ids["lesson_id"]), "block_id": str(ids["block_id"])}
    return {"id": str(uuid4()), "text": "Look at outliers again.", **place, "at": clock.now().isoformat()}


def question_body(ids):
    place = {"lesson_id": str(ids["lesson_id"]), "block_id": str(ids["block_id"])}
    return {"id": str(uuid4()), "text": "Why the root?", **place}


def bodies(world, clock):
    """A sound body for every route that takes one."""
    ids = {name: str(value) for name, value in world.ids.items()}
    words = {"en": "A hint waits here, if you like.", "de": "Hier wartet ein Hinweis, wenn du magst."}
    draft = {"state": "maybe_confused", "strategy": "hint", "texts": words}
    event = {"id": str(uuid4()), "kind": "rewind", "at": clock.now().isoformat()}
    place = {"lesson_id": ids["lesson_id"], "block_id": ids["block_id"]}
    return {
        "sign_in": {"email": "nobody@school.example", "password": "guess"},
        "change_me": {"name": "New Name"},
        "accept_invitation": {"password": "long enough for us"},
        "record_progress": {"block_id": ids["text_block_id"], "status": "viewed"},
        "set_completion": {"completed": True},
        "submit_answers": {"id": str(uuid4()), "answers": {}},
        "save_draft": {"answers": []},
        "invite_user": {"name": "N", "email": "new@school.example", "role": "tutor", "locale": "de"},
        "change_user": {"name": "Renamed"},
        "change_policy": None,
        "report_presence": place,
        "resolve_alert": {"resolution": "done"},
        "change_wellbeing_settings": {"support": {"enabled": True}},
        "receive_windows": {"windows": [window_body(world.ids, clock)]},
        "receive_behaviour": {"events": [event | place]},
        "check_in": check_in_body(world.ids, clock),
        "save_note": body_of_note(world.ids, clock),
        "ask_tutor": question_body(world.ids),
        "add_message": draft,
        "review_message": draft,
        "edit_message": {"version": 0, "active": False},
        "revert_message": {"version": 1},
        "change_resources": {"resources": []},
        "serve_model": {"name": "base"},
        "reply_in_help_thread": {"id": str(uuid4()), "text": "Because it grows slowly."},
        "settle_help_thread": {"settled": True},
        "hide_window": {"hidden": True},
        "hide_lesson": {"hidden": True},
        "set_reflections": {"enabled": False},
        "reach_breakpoint": {"kind": "block_change", "in_graded_quiz": False, **place},
        "respond_to_support_message": {"response": "helpful"},
    }


def call(browser, method, rule, world, body):
    path = rule.rule
    for name in rule.arguments:
        converter = f"<uuid:{name}>" if f"<uuid:{name}>" in path else f"<{name}>"
        path = path.replace(converter, str(world.ids[name])).replace(f"<path:{name}>", str(world.ids[name]))
    options = RAW.get(rule.endpoint.rsplit(".", 1)[-1], {} if body is None else {"json": body})
    answer = browser.client.open(path, method=method, headers={"X-CSRF-Token": browser.token}, **options)
    answer.close()
    return answer


def browsers(world):
    """(role, whose, browser) for everybody who is signed in."""
    for whose in ("owner", "other"):
        for role, browser in world.people[whose].items():
            yield role, whose, browser
    yield Role.ADMINISTRATOR, "owner", world.people["administrator"]


def test_exactly_these_routes_are_open_to_everybody(app):
    public = {
        name for _, rule, name in every_route(app) if access_of(app.view_functions[rule.endpoint]).permission is None
    }
    assert public == PUBLIC


def test_every_route_that_takes_a_body_is_walked_with_a_sound_one(app, world, clock):
    takes = {
        name
        for _, rule, name in every_route(app)
        if getattr(app.view_functions[rule.endpoint], "_spec", {}).get("body")
    }
    assert takes == bodies(world, clock).keys()


def test_nobody_gets_in_without_signing_in(app, world, clock, visitor):
    sound = bodies(world, clock)
    for method, rule, name in every_route(app):
        if name not in PUBLIC:
            answer = call(visitor, method, rule, world, sound.get(name))
            assert (name, answer.status_code) == (name, 401)


def test_a_role_without_the_permission_is_refused_and_one_with_it_is_not(app, world, clock):
    policy = world.people["administrator"].get("/administration/policy").json
    for role, whose, browser in browsers(world):
        sound = bodies(world, clock) | {"change_policy": policy}
        for method, rule, name in last_sign_out(every_route(app)):
            permission = access_of(app.view_functions[rule.endpoint]).permission
            if permission is None:
                continue
            status = call(browser, method, rule, world, sound.get(name)).status_code
            refused = permission not in GRANTS[role]
            assert (name, role, whose, status == 403) == (name, role, whose, refused)
            assert status not in (401, 422, 500), f"{name} answers {status} to a {role}"


def last_sign_out(routes):
    """Deleting comes late, and signing out last: after it, everything would be 401."""
    return sorted(routes, key=lambda route: (route[2] == "sign_out", route[0] == "DELETE"))


def test_what_is_somebody_else_s_is_not_found(app, world, clock):
    owned = {
        "course_id",
        "lesson_id",
        "block_id",
        "window_id",
        "check_in_id",
        "support_message_id",
        "note_id",
        "thread_id",
    }
    in_body = {"report_presence", "save_note", "ask_tutor"}
    checked = set()
    sound = bodies(world, clock)
    for role, browser in world.people["other"].items():
        for method, rule, name in every_route(app):
            permission = access_of(app.view_functions[rule.endpoint]).permission
            if permission in GRANTS[role] and (rule.arguments & owned or name in in_body):
                answer = call(browser, method, rule, world, sound.get(name))
                assert (name, role, answer.status_code) == (name, role, 404)
                checked.add(name)
    assert len(checked) >= 10


def test_what_is_one_s_own_is_found(app, world, clock):
    # No such file, no alert just now, and another mode than the server's.
    missing = {"read_course_file", "resolve_alert", "undo_alert_resolution", "read_frame"}
    for role, browser in world.people["owner"].items():
        sound = bodies(world, clock)
        for method, rule, name in last_sign_out(every_route(app)):
            permission = access_of(app.view_functions[rule.endpoint]).permission
            if permission in GRANTS[role] and name not in missing and name != "delete_own_data":
                answer = call(browser, method, rule, world, sound.get(name))
                assert (name, role, answer.status_code < 300) == (name, role, True)


def test_an_administrator_sees_outlines_but_never_lessons_answers_or_wellbeing():
    forbidden = {
        Permission.READ_LESSONS,
        Permission.READ_OWN_PROGRESS,
        Permission.MANAGE_OWN_WELLBEING,
        Permission.WATCH_LIVE_CLASS,
        Permission.TAKE_PART_IN_HELP,
    }
    assert not forbidden & GRANTS[Role.ADMINISTRATOR]
