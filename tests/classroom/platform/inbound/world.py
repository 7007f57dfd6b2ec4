"""A small school in which every kind of thing is there once, and people to send requests as."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.courses.people.models import JoinCode
from attune.classroom.platform.permissions import GRANTS, Permission, Role
from tests.classroom.administration.test_messages import WORDS
from tests.classroom.conftest import PASSWORD, Browser
from tests.classroom.platform.inbound.fields import operations
from tests.classroom.wellbeing.readings import CONSENT, window

WEEKS = dict.fromkeys(("since", "until", "second_since", "second_until")) | {"weeks": 12}


class World:
    """A small school in which every kind of thing is there once, and people to ask."""

    def __init__(self, app, make, clock, answers):
        self.app, self.clock = app, clock
        course = make.course()
        self.people = {
            Role.STUDENT: make.student(course),
            Role.TUTOR: make.tutor(course),
            Role.ADMINISTRATOR: make.administrator(),
        }
        student = self.enter(Role.STUDENT)
        assert student.patch("/wellbeing/settings", {"mode": "on_device", "consent": CONSENT}).status_code == 200
        place = {"lesson_id": str(course.lessons[0]), "block_id": str(course.text)}
        thread = student.post("/help/threads", {"id": str(uuid4()), "text": "Why?", **place}).json["id"]
        note = str(uuid4())
        body = {"id": note, "text": "Later.", "at": clock.now().isoformat(), **place}
        assert student.post("/wellbeing/notes", body).status_code < 300
        shown = window(clock.now(), lesson_id=course.lessons[0], block_id=course.text)
        assert student.post("/wellbeing/windows", {"windows": [shown]}).status_code == 202
        taught = self._teach(course)
        message = self.enter(Role.ADMINISTRATOR).get("/administration/messages").json["messages"][0]
        self.known = {
            "receive_windows": {"state": shown["state"]},
            "": {
                **place,
                "course_id": str(course.id),
                "thread_id": thread,
                "note_id": note,
                "window_id": shown["id"],
                "user_id": str(make.user(name="Somebody").id),
                "message_id": message["id"],
                "id": lambda: str(uuid4()),
                "at": clock.now().isoformat(),
                "started_at": clock.now().isoformat(),
                "week_start": None,
                "study_session": None,
                "p": shown["p"],
                "model": shown["model"],
                "last": "0,0,10,10",
                "url": "https://help.example",
                "phone": "+49 30 1234",
                "mode": "on_device",
                "snooze": "none",
                "state": "maybe_confused",
                "cause": "confused",
                "strategy": "hint",
                "needs": ["has_hint"],
                "style": "warm",
                "texts": WORDS,
                "languages": ["en"],
                "checked_on": clock.now().date().isoformat(),
                "left_block_id": None,
                "version": 0,
                **taught,
            },
            "grade_work": {"state": "graded"},
            "read_grading_queue": {"state": "waiting"},
            "set_course_state": {"state": "running"},
            "change_course": {"language": "en", "ends_at": None},
            "change_setup": {"time_zone": "Europe/Berlin"},
            "record_progress": {"block_id": str(course.text), "status": "viewed"},
            "create_code": {"expires_at": None},
            "create_live_session": {"planned_at": clock.now().isoformat()},
            "change_live_session": {"presented_block_id": str(course.text), "pace": "own"},
            "add_term": {"name": "Autumn", "starts_on": "2026-09-01", "ends_on": "2026-12-18"},
            "change_term": {"name": "Spring", "starts_on": "2027-02-01", "ends_on": "2027-06-30"},
            "read_trends": WEEKS,
            "read_person_trends": WEEKS,
            "read_trend_comparison": WEEKS | {"first": "institution", "second": f"course:{course.id}"},
            "review_lesson": {"period": None, "group": None},
            "set_risk_looks": {"student_ids": [str(self.people[Role.STUDENT].id)]},
            "save_draft": {"block_id": str(course.graded), "answers": []},
            "start_attempt": {"block_id": str(course.graded)},
            "list_attempts": {"block_id": str(course.practice)},
            "regrade_quiz": {"block_id": str(course.practice)},
            "hand_in_assignment": {"text": "So."},
            "add_people": {"user_ids": [str(make.student().id)]},
            "change_me": {"current_password": None, "new_password": None},
            "check_in": {"window_id": None, "support_message_id": None},
            "submit_answers": {"block_id": str(course.practice), "answers": answers(course.practice)},
            "change_urgent_contact": {"user_id": str(self.people[Role.TUTOR].id)},
            "sign_in": {"email": self.people[Role.TUTOR].email, "password": PASSWORD},
        }
        document = app.test_client().get("/api/openapi.json").json
        self.operations = operations(document, self.known)

    def _teach(self, course):
        """What a tutor makes beside the course, and an assignment with a hand-in that waits: ids by their names."""
        assignment, code = uuid4(), "K7PM3XQT"
        with self.app.extensions["attune"].database.transaction() as session:
            content = {"prompt": "Argue.", "points": 10}
            block = {"id": assignment, "lesson_id": course.lessons[0], "kind": BlockKind.ASSIGNMENT, "content": content}
            session.add(Block(**block, position=9, hints=[]))
            join_code = JoinCode(id=uuid4(), course_id=course.id, code=code, created_at=self.clock.now())
            session.add(join_code)
            module_id, code_id = session.get_one(Lesson, course.lessons[0]).module_id, join_code.id
        student, tutor = self.enter(Role.STUDENT), self.enter(Role.TUTOR)
        form = {"data": {"file": (BytesIO(b"%PDF-1.7"), "essay.pdf")}, "content_type": "multipart/form-data"}
        file = student.post(f"/assignments/{assignment}/files", **form).json["id"]
        work = {"id": str(uuid4()), "text": "So.", "file_ids": [file]}
        assert student.post(f"/assignments/{assignment}/hand-ins", work).status_code == 200
        unused = {"data": {"file": (BytesIO(b"Not named anywhere."), "unused.txt")}}
        made = {
            "upload_id": (f"/authoring/courses/{course.id}/uploads", {"name": "notes.txt", "bytes": 3}),
            "group_id": (f"/courses/{course.id}/groups", {"name": "A"}),
            "comment_id": ("/grading/saved-comments", {"text": "Why?"}),
        }
        lesson_note_id = str(uuid4())
        note = {"text": "Slower here.", "block_id": None}
        assert tutor.put(f"/teaching/lessons/{course.lessons[0]}/notes/{lesson_note_id}", note).status_code == 200
        begun = {"id": str(uuid4()), "lesson_id": str(course.lessons[0])}
        held = tutor.post(f"/teaching/courses/{course.id}/live-sessions", begun).json
        term = {"name": "Last year", "starts_on": "2025-09-01", "ends_on": "2025-12-19"}
        return {
            **{name: tutor.post(path, body).json["id"] for name, (path, body) in made.items()},
            "lesson_note_id": lesson_note_id,
            "live_session_id": held["id"],
            "class_code": held["code"],
            "term_id": self.enter(Role.ADMINISTRATOR).post("/administration/terms", term).json["id"],
            "course_file_id": tutor.post(f"/authoring/courses/{course.id}/files", **unused).json["id"],
            "module_id": str(module_id),
            "code_id": str(code_id),
            "code": code,
            "assignment_id": str(assignment),
            "item_id": str(assignment),
            "student_id": str(self.people[Role.STUDENT].id),
            "work_id": work["id"],
            "file_id": file,
            "file_ids": [],
        }

    def enter(self, role):
        browser = Browser(self.app.test_client())
        if role is not None:
            assert browser.sign_in(self.people[role].email).status_code == 200
        return browser

    def roles_of(self, operation):
        """Who may do it; nobody signed in, too, where it is open."""
        if operation.permission is None:
            return [None, *Role]
        return [role for role in Role if Permission(operation.permission) in GRANTS[role]]
