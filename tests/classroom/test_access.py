"""Every route of the application, for every role, for the owner and for somebody else of the same role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.affect.causes import Cause
from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.affect.policy import InterruptionPoint
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, BlockKind, Lesson, TeachingAssignment
from attune.classroom.courses.people.models import CourseGroup, JoinCode
from attune.classroom.institution.calendar.models import Term
from attune.classroom.live_class.calls.models import CallAnswer
from attune.classroom.live_class.models import Resolution
from attune.classroom.platform import audit
from attune.classroom.platform.permissions import GRANTS, TEACHING, Permission, Role, access_of
from attune.classroom.wellbeing.models import SupportMessage

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
PUBLIC = {
    "accept_invitation",
    "create_first_administrator",
    "read_client",
    "read_health",
    "read_invitation",
    "read_metrics",
    "read_model_file",
    "read_join_code",
    "read_readiness",
    "read_served_model",
    "read_session",
    "register",
    "sign_in",
    "spec",
}


def form():
    """A form with a file, made anew for each request: sending it closes the file."""
    return {"data": {"file": (BytesIO(b"%PDF-1.7"), "essay.pdf")}, "content_type": "multipart/form-data"}


# Routes whose body is no JSON.
LIST = {"data": b"name,email\nMia,mia@school.example\n", "content_type": "text/csv"}
RAW = {
    "find_candidates": lambda: {"query_string": {"query": "mara"}},
    "read_trend_comparison": lambda: {"query_string": {"first": "institution", "second": "institution"}},
    "import_people": lambda: LIST,
    "import_users": lambda: LIST,
    "read_frame": lambda: {"query_string": {"t": 0}, "data": b"\xff\xd8\xff\xd9", "content_type": "image/jpeg"},
    "add_course_file": lambda: {"data": {"file": (BytesIO(b"Read me."), "more.txt")}},
    "append_to_upload": lambda: {"query_string": {"offset": 0}, "data": b"abc"},
    "analyse_import": lambda: {"data": {"file": (BytesIO(b"no zip"), "course.zip")}},
}
FORMS = {"add_quiz_file", "add_assignment_file"}

# What belongs to the tutor who made it, whoever else teaches the course.
OF_ONE_TUTOR = {"read_upload", "append_to_upload", "discard_saved_comment", "save_lesson_note", "remove_lesson_note"}

# What is not there in this world: no such file, no alert just now, another mode than the server's, and a draft of a
# later revision; no zip, not all of it there, not archived, and a draft without that quiz; no group that has handed
# something in.
MISSING = {"read_course_file", "resolve_alert", "undo_alert_resolution", "read_frame", "publish_lesson"}
MISSING |= {"apply_import", "complete_upload", "delete_course", "check_preview_answers", "give_group_grade"}


@dataclass
class World:
    """Two courses, each with a tutor and a student; ids of what belongs to the first.

    "teaches": administrators who teach, by the name of the person whose course it is.
    """

    people: dict[str, Any]
    ids: dict[str, Any]
    code: str
    newcomer: UUID


def every_route(app):
    """(method, rule, name) of everything the application answers."""
    return [
        (method, rule, rule.endpoint.rsplit(".", 1)[-1])
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & METHODS)
    ]


@pytest.fixture
def world(make, sign_in, database, clock, settings):
    first, second = make.course("First", item_help=True), make.course("Second", item_help=True)
    for course in (first, second):  # a copy and an export take the files themselves
        folder = settings.media_dir / str(course.id)
        folder.mkdir(parents=True)
        (folder / "sampling.webm").write_bytes(b"\x1a\x45\xdf\xa3")
        (folder / "sampling.vtt").write_text("WEBVTT\n")
    student, tutor = make.student(first), make.tutor(first)
    people = {
        "owner": {Role.STUDENT: sign_in(student), Role.TUTOR: sign_in(tutor)},
        "other": {Role.STUDENT: sign_in(make.student(second)), Role.TUTOR: sign_in(make.tutor(second))},
        "administrator": sign_in(make.administrator()),
        "teaches": {
            "owner": sign_in(_teaching(make.administrator(), first, database)),
            "other": sign_in(_teaching(make.administrator(), second, database)),
        },
    }
    ids = {
        "course_id": first.id,
        "lesson_id": first.lessons[0],
        "block_id": first.practice,
        "text_block_id": first.text,
        "user_id": (pending := make.student(first)).id,
        "member_id": pending.id,
        "group_id": uuid4(),
        "code_id": uuid4(),
        "term_id": uuid4(),
        "code": "K7PM3XQT",
        "name": "sampling.webm",
        "path": "",
        "file": "model.json",
        "token": "x" * 43,
        "number": 1,
        "message_id": "confused-hint-first-step",
        "alert_id": uuid4(),
    }
    tutor_browser = people["owner"][Role.TUTOR]
    words = {"en": "A hint waits here, if you like."}
    draft = {"cause": "confused", "strategy": "hint", "texts": words}
    ids["course_message_id"] = tutor_browser.post(f"/courses/{first.id}/support-messages", draft).json["id"]
    upload = {"name": "notes.txt", "bytes": 3}
    ids["upload_id"] = tutor_browser.post(f"/authoring/courses/{first.id}/uploads", upload).json["id"]
    ids["import_id"] = ids["upload_id"]
    unused = {"data": {"file": (BytesIO(b"Not named anywhere."), "unused.txt")}}
    ids["course_file_id"] = tutor_browser.post(f"/authoring/courses/{first.id}/files", **unused).json["id"]
    with database.session(writes=False) as session:
        ids["module_id"] = session.get_one(Lesson, first.lessons[0]).module_id
        ids["question_id"] = session.get_one(Block, first.practice).content["questions"][3]["id"]
    ids |= _work_of(people["owner"], student, first, database)
    ids |= _class_of(tutor_browser, first)
    _let_in(ids, tutor, database, clock)
    ids |= _wellbeing_of(people["owner"][Role.STUDENT], student, ids, database, clock)
    return World(people, ids, ids["code"], make.student().id)


def _teaching(administrator, course, database):
    with database.transaction() as session:
        session.add(TeachingAssignment(user_id=administrator.id, course_id=course.id))
    return administrator


def _class_of(browser, course):
    """An open class of the owner's."""
    body = {"id": str(uuid4()), "lesson_id": str(course.lessons[0])}
    held = browser.post(f"/teaching/courses/{course.id}/live-sessions", body).json
    return {"live_session_id": held["id"], "class_code": held["code"]}


def _let_in(ids, tutor, database, clock):
    """Somebody invited by the tutor who has chosen no password yet, a group and a code of the first course."""
    with database.transaction() as session:
        session.get_one(User, ids["user_id"]).password = None
        invited = {"actor_id": tutor.id, "subject_id": ids["user_id"], "at": clock.now(), "detail": {}}
        audit.append(session, audit.AuditAction.USER_CREATED, **invited)
        session.add(CourseGroup(id=ids["group_id"], course_id=ids["course_id"], name="A"))
        session.add(Term(id=ids["term_id"], name="Spring", starts_on=date(2030, 2, 1), ends_on=date(2030, 7, 31)))
        session.flush()
        code = JoinCode(id=ids["code_id"], course_id=ids["course_id"], code=ids["code"], created_at=clock.now())
        session.add(code)


def _work_of(owners, student, course, database):
    """An assignment with a file and a hand-in of the owner, and a comment that the tutor keeps."""
    assignment, poll, choice = uuid4(), uuid4(), uuid4()
    with database.transaction() as session:
        content = {"prompt": "Argue.", "points": 10}
        asked = {"question": "Which?", "choices": [{"id": str(each), "text": "A"} for each in (choice, uuid4())]}
        lesson_id = course.lessons[0]
        block = Block(
            id=assignment, lesson_id=lesson_id, kind=BlockKind.ASSIGNMENT, position=9, hints=[], content=content
        )
        session.add(block)
        session.add(Block(id=poll, lesson_id=lesson_id, kind=BlockKind.POLL, position=10, hints=[], content=asked))
    browser = owners[Role.STUDENT]
    file = browser.post(f"/assignments/{assignment}/files", **form()).json
    work = {"id": str(uuid4()), "text": "So.", "file_ids": [file["id"]]}
    assert browser.post(f"/assignments/{assignment}/hand-ins", work).status_code == 200
    comment = owners[Role.TUTOR].post("/grading/saved-comments", {"text": "Why?"}).json
    attempt = {"id": str(uuid4()), "answers": {}}
    assert browser.post(f"/quizzes/{course.practice}/attempts", attempt).status_code == 200
    lesson_note = uuid4()
    for_next_time = {"text": "Begin with the example."}
    path = f"/teaching/lessons/{lesson_id}/notes/{lesson_note}"
    assert owners[Role.TUTOR].put(path, for_next_time).status_code == 200
    return {
        "lesson_note_id": lesson_note,
        "assignment_id": assignment,
        "poll_id": poll,
        "choice_id": choice,
        "item_id": assignment,
        "student_id": student.id,
        "file_id": file["id"],
        "work_id": work["id"],
        "comment_id": comment["id"],
        "attempt_id": attempt["id"],
    }


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
            cause=Cause.CONFUSED,
            strategy=Strategy.HINT,
            interruption_point=InterruptionPoint.BLOCK_CHANGE,
            rule="speak",
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
    draft = {"cause": "confused", "strategy": "hint", "texts": words}
    first = {"token": "t", "name": "N", "email": "first@school.example", "password": "long enough for us"}
    setup = {"name": "S", "region": "elsewhere", "ages": "adults", "preset": "standard", "time_zone": "Europe/Berlin"}
    setup["open_registration"] = True
    event = {"id": str(uuid4()), "kind": "rewind", "at": clock.now().isoformat()}
    place = {"lesson_id": ids["lesson_id"], "block_id": ids["block_id"]}
    lesson_body = {"title": "T", "minutes": 5, "blocks": []}
    return {
        "create_course": {"title": "New"},
        "change_course": {"summary": "Else."},
        "set_course_state": {"state": "running"},
        "add_module": {"title": "More"},
        "rename_module": {"title": "Else"},
        "move_module": {"before_id": None},
        "add_lesson": {"title": "More"},
        "change_lesson": {"due_at": None},
        "move_lesson": {"module_id": ids["module_id"], "before_id": None},
        "save_lesson_draft": {"revision": 0, "body": lesson_body},
        "publish_lesson": {"revision": 0},
        "preview_lesson": {"body": lesson_body},
        "check_preview_answers": {"answers": {}},
        "begin_upload": {"name": "notes.txt", "bytes": 3},
        "sign_in": {"email": "nobody@school.example", "password": "guess"},
        "change_me": {"name": "New Name"},
        "accept_invitation": {"password": "long enough for us"},
        "record_progress": {"block_id": ids["text_block_id"], "status": "viewed"},
        "set_completion": {"completed": True},
        "submit_answers": {"id": str(uuid4()), "answers": {}},
        "save_draft": {"answers": []},
        "save_assignment_draft": {"text": "So far."},
        "answer_poll": {"choice_id": str(ids["choice_id"])},
        "hand_in_assignment": {"id": ids["work_id"], "text": "So."},
        "grade_work": {"points": 5, "comment": None, "state": "graded"},
        "save_comment": {"text": "Why?"},
        "save_lesson_note": {"text": "Begin with the example."},
        "change_grade_item": {"weight": 2},
        "change_grade": {"override": 7},
        "set_extension": {"due_at": None},
        "set_group_extension": {"due_at": None},
        "import_gradebook": {"csv": "student_id"},
        "set_risk_rules": {
            "revision": 0,
            "missing_at_least": 1,
            "overdue_at_least": None,
            "unseen_days": 9,
            "average_below": 0.4,
            "graded_at_least": 1,
        },
        "set_risk_looks": {"student_ids": [ids["student_id"]], "looked": True},
        "check_easier": {"answer": "median"},
        "invite_user": {"name": "N", "email": "new@school.example", "role": "tutor", "locale": "de"},
        "change_user": {"name": "Renamed"},
        "change_policy": None,
        "report_presence": place,
        "create_live_session": {
            "id": ids["live_session_id"],
            "lesson_id": ids["lesson_id"],
        },
        "change_live_session": {"presented_block_id": ids["text_block_id"], "pace": "own"},
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
        "propose_course_message": draft,
        "review_course_message": draft,
        "edit_course_message": {"version": 1, "active": False},
        "change_tutor_words": {
            "en": {"one": "coach", "several": "coaches"},
            "de": dict.fromkeys(("nominative", "accusative", "dative", "several", "several_dative"), "dein Coach"),
        },
        "add_term": {"name": "Autumn", "starts_on": "2031-09-01", "ends_on": "2032-01-31"},
        "change_term": {"name": "Spring", "starts_on": "2030-02-01", "ends_on": "2030-07-31"},
        "change_resources": {"resources": []},
        "freeze_experiment_plan": {"share": 0.3, "weeks": 2, "minimal_effect": 0.05},
        "confirm_resources": {"resources": []},
        "create_first_administrator": first,
        "change_setup": setup,
        "add_people": {"user_ids": [str(world.newcomer)]},
        "invite_into_course": {"name": "Mia", "email": "invited@school.example"},
        "change_person": {"group_ids": []},
        "restore_person": {"role": "student"},
        "create_group": {"name": uuid4().hex},
        "rename_group": {"name": uuid4().hex},
        "add_group_members": {"user_ids": [ids["member_id"]]},
        "create_code": {"max_uses": 3},
        "change_code": {"revoked": False},
        "join_course": {"code": world.code},
        "register": {"name": "Mia", "email": "mia@school.example", "password": "long enough for us"},
        "change_urgent_contact": {"user_id": None},
        "serve_model": {"name": "base"},
        "reply_in_help_thread": {"id": str(uuid4()), "text": "Because it grows slowly."},
        "write_message_to_students": {
            "id": str(uuid4()),
            "student_ids": [ids["student_id"]],
            "text": "How is it going?",
        },
        "settle_help_thread": {"settled": True},
        "hide_window": {"hidden": True},
        "hide_lesson": {"hidden": True},
        "set_reflections": {"enabled": False},
        "reach_interruption_point": {"kind": "block_change", "in_graded_quiz": False, **place},
        "respond_to_support_message": {"response": "helpful"},
    }


def call(browser, method, rule, world, body):
    path = rule.rule
    for name in rule.arguments:
        path = re.sub(rf"<(?:\w+:)?{name}>", str(world.ids[name]), path)
    endpoint = rule.endpoint.rsplit(".", 1)[-1]
    raw = form if endpoint in FORMS else RAW.get(endpoint)
    options = raw() if raw is not None else {} if body is None else {"json": body}
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
    """Deleting comes late, then what makes a tutor of who asks, and signing out: after it, everything is 401."""
    begins = {"create_course", "copy_course"}
    return sorted(routes, key=lambda route: (route[2] == "sign_out", route[2] in begins, route[0] == "DELETE"))


def test_what_is_somebody_else_s_is_not_found(app, world, clock):
    owned = {
        "course_id",
        "module_id",
        "upload_id",
        "import_id",
        "course_file_id",
        "lesson_id",
        "block_id",
        "assignment_id",
        "work_id",
        "comment_id",
        "window_id",
        "check_in_id",
        "support_message_id",
        "note_id",
        "thread_id",
        "live_session_id",
        "class_code",
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
    for role, browser in world.people["owner"].items():
        sound = bodies(world, clock)
        for method, rule, name in last_sign_out(every_route(app)):
            permission = access_of(app.view_functions[rule.endpoint]).permission
            if permission in GRANTS[role] and name not in MISSING and name != "delete_own_data":
                answer = call(browser, method, rule, world, sound.get(name))
                assert (name, role, answer.status_code < 300) == (name, role, True)


def test_an_administrator_who_teaches_may_do_there_what_a_tutor_may(app, world, clock):
    browser, sound = world.people["teaches"]["owner"], bodies(world, clock)
    walked, not_found = set(), set()
    for method, rule, name in last_sign_out(every_route(app)):
        permission = access_of(app.view_functions[rule.endpoint]).permission
        if name in MISSING or permission is None:
            continue
        if permission in TEACHING:
            answer = call(browser, method, rule, world, sound.get(name))
            assert (name, answer.status_code < 300 or answer.status_code == 404) == (name, True)
            not_found |= {name} if answer.status_code == 404 else set()
            walked.add(permission)
        elif permission not in GRANTS[Role.ADMINISTRATOR]:
            assert (name, call(browser, method, rule, world, sound.get(name)).status_code) == (name, 403)
    assert walked == TEACHING - {Permission.RESOLVE_ALERTS}  # there is no alert just now
    assert not_found == OF_ONE_TUTOR


def test_who_teaches_another_course_gets_of_this_one_what_an_administrator_gets(app, world, clock):
    teaches, tutor = world.people["teaches"]["other"], world.people["other"][Role.TUTOR]
    plain, sound = world.people["administrator"], bodies(world, clock)
    for method, rule, name in last_sign_out(every_route(app)):
        permission = access_of(app.view_functions[rule.endpoint]).permission
        if permission in TEACHING - GRANTS[Role.ADMINISTRATOR]:
            # only a tutor's: the answer is that of the tutor of the other course, whatever it is
            expected = call(tutor, method, rule, world, sound.get(name))
        elif method == "GET" and permission in TEACHING and rule.arguments:
            expected = call(plain, method, rule, world, sound.get(name))
        else:
            continue
        answer = call(teaches, method, rule, world, sound.get(name))
        assert (name, answer.status_code) == (name, expected.status_code)
        if method == "GET" and expected.is_json:
            assert (name, answer.json) == (name, expected.json)


def test_what_an_administrator_reads_is_the_same_whether_they_teach_or_not(app, world, clock):
    teaches, plain = world.people["teaches"]["owner"], world.people["administrator"]
    own = {"read_session", "read_home", "listen"}  # of these it is the point that they differ
    own |= {"read_work_file"}  # whoever grades what was handed in reads it, by the address that its student has
    changing = {"read_system", "read_audit_log", "list_users", "read_course_export"}  # say who asked, and when
    sound = bodies(world, clock)
    for method, rule, name in every_route(app):
        permission = access_of(app.view_functions[rule.endpoint]).permission
        if method == "GET" and permission in GRANTS[Role.ADMINISTRATOR] and name not in own | changing:
            answers = [call(browser, method, rule, world, sound.get(name)) for browser in (plain, teaches)]
            assert (name, answers[1].status_code) == (name, answers[0].status_code)
            if answers[0].is_json:
                read = [{key: value for key, value in each.json.items() if key != "may_grade"} for each in answers]
                assert (name, read[1]) == (name, read[0])


def test_an_administrator_sees_lessons_but_never_answers_or_wellbeing():
    forbidden = {
        Permission.RECORD_OWN_PROGRESS,
        Permission.READ_OWN_PROGRESS,
        Permission.MANAGE_OWN_WELLBEING,
        Permission.WATCH_LIVE_CLASS,
        Permission.TAKE_PART_IN_HELP,
        Permission.READ_SHARED_VIEW,
    }
    assert not forbidden & GRANTS[Role.ADMINISTRATOR]
