"""A transaction begins only when all is at hand, and no connection is held while an answer is written."""

from __future__ import annotations

import io

import pytest
from werkzeug.datastructures import Headers

from attune.classroom.courses.models import CourseFile
from tests.classroom.conftest import PASSWORD

ID = "00000000-0000-4000-8000-000000000000"


class Watched(io.BytesIO):
    """A body that looks at the connection pool each time somebody reads from it."""

    def __init__(self, content, pool):
        super().__init__(content)
        self._pool, self.seen = pool, []

    def read(self, size=-1):
        self.seen.append(self._pool.checkedout())
        return super().read(size)

    def readinto(self, buffer):
        self.seen.append(self._pool.checkedout())
        return super().readinto(buffer)


def writing_routes(app):
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}):
            values = {name: 1 if name == "number" else ID for name in rule.arguments}
            path = rule.build(values, append_unknown=False)[1]
            yield method, path


@pytest.fixture
def people(make, sign_in, visitor):
    course = make.course()
    return [visitor, *(sign_in(user) for user in (make.student(course), make.tutor(course), make.administrator()))]


def test_no_connection_is_held_while_a_body_arrives(app, database, people):
    database.dispose()
    held = {}
    for person in people:
        for method, path in writing_routes(app):
            body = Watched(b'{"a": 1}', database.engine.pool)
            headers = Headers({"X-CSRF-Token": person.token, "Content-Type": "application/json", "Content-Length": "8"})
            person.client.open(path, method=method, headers=headers, input_stream=body)
            if any(body.seen):
                held[f"{method} {path}"] = body.seen
    assert held == {}


def test_a_request_whose_body_is_refused_never_began_to_write(app, database, people, monkeypatch):
    began = []
    original = database.session

    def session(*, writes):
        if writes:
            began.append(True)
        return original(writes=writes)

    wrote = {}
    monkeypatch.setattr(database, "session", session)
    for person in people:
        for method, path in writing_routes(app):
            began.clear()
            answer = person.client.open(path, method=method, headers={"X-CSRF-Token": person.token}, json=[1])
            if answer.status_code in {401, 403, 422} and began:
                wrote[f"{method} {path}"] = answer.status_code
    assert wrote == {}


@pytest.mark.in_process("counts the process's connections")
def test_a_password_is_checked_before_the_transaction_begins(make, database, visitor, monkeypatch):
    from attune.classroom.accounts import service

    user, held = make.student(), []
    check = service.verify_and_update_password

    def watched(*arguments):
        held.append(database.engine.pool.checkedout())
        return check(*arguments)

    monkeypatch.setattr(service, "verify_and_update_password", watched)
    assert visitor.sign_in(user.email, PASSWORD).status_code == 200
    assert held == [0]


def test_no_connection_is_held_while_an_answer_is_written(app, make, sign_in, database, settings):
    course = make.course()
    student, tutor, administrator = (
        sign_in(user) for user in (make.student(course), make.tutor(course), make.administrator())
    )
    folder = settings.media_dir / str(course.id)
    folder.mkdir(parents=True)
    (folder / "film.webm").write_bytes(bytes(300_000))
    with database.transaction() as session:
        session.add(CourseFile(course_id=course.id, name="Film.webm", stored_name="film.webm"))
    asked = [
        (student, f"/courses/{course.id}/files/film.webm"),
        (student, "/wellbeing/export?format=csv"),
        (student, "/events"),
        (tutor, "/events"),
        (administrator, "/events"),
        (administrator, "/administration/experiment"),
    ]
    for person, path in asked:
        answer = person.get(path, buffered=False)
        assert answer.status_code == 200, (path, answer.text)
        assert database.engine.pool.checkedout() == 0, path
        answer.close()
