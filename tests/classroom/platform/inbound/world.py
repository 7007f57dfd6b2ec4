"""A small school in which every kind of thing is there once, and people to send requests as."""

from __future__ import annotations

from uuid import uuid4

from attune.classroom.platform.permissions import GRANTS, Permission, Role
from tests.classroom.administration.test_messages import WORDS
from tests.classroom.conftest import PASSWORD, Browser
from tests.classroom.platform.inbound.fields import operations
from tests.classroom.wellbeing.readings import CONSENT, window


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
                "sitting": None,
                "p": shown["p"],
                "model": shown["model"],
                "last": "0,0,10,10",
                "url": "https://help.example",
                "phone": "+49 30 1234",
                "mode": "on_device",
                "snooze": "none",
                "state": "maybe_confused",
                "strategy": "hint",
                "texts": WORDS,
                "languages": ["en"],
                "version": 0,
            },
            "change_me": {"current_password": None, "new_password": None},
            "check_in": {"window_id": None, "support_message_id": None},
            "submit_answers": {"block_id": str(course.practice), "answers": answers(course.practice)},
            "sign_in": {"email": self.people[Role.TUTOR].email, "password": PASSWORD},
        }
        document = app.test_client().get("/api/openapi.json").json
        self.operations = operations(document, self.known)

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
