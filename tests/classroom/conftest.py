"""A real application on a real database (SQLite, or PostgreSQL by ATTUNE_DATABASE_URL), factories, a clock to move."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text
from werkzeug.test import TestResponse

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.app import create_app
from attune.classroom.courses.models import (
    Block,
    BlockKind,
    Course,
    CourseFile,
    Enrolment,
    Lesson,
    Module,
    QuestionKind,
    TeachingAssignment,
)
from attune.classroom.institution.resources.models import THE_LIST, ResourcesRow
from attune.classroom.institution.resources.schemas import Resources
from attune.classroom.institution.setup.models import THE_INSTITUTION, Ages, Institution, Region
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Base, Database
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.settings import Settings
from tests.classroom.migrations.full_database import bare  # noqa: F401 - a fixture
from tests.classroom.platform.events.redis_server import own_redis, session_redis  # noqa: F401 - fixtures
from tests.classroom.workers.report import (  # noqa: F401 - pytest calls two of them
    pytest_collection_modifyitems,
    pytest_terminal_summary,
)
from tests.classroom.workers.suite import CLOCK, WORKERS, SharedClock, Suite, serve_suite

PASSWORD = "correct horse"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database that has all tables and no rows."""
    given = os.environ.get("ATTUNE_DATABASE_URL")
    yield from _separate_schema(given) if given else _template(tmp_path_factory.mktemp("template"))


def _template(folder: Path) -> Iterator[str]:
    """A SQLite file that every test copies."""
    address = f"sqlite:///{folder / 'empty.sqlite'}"
    database = Database(address)
    Base.metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    yield address


def _separate_schema(given: str) -> Iterator[str]:
    """Several runs may share a PostgreSQL server: each works in a schema named after its process."""
    schema = f"attune_{os.getpid()}"
    engine = create_engine(given)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(given).update_query_dict({"options": f"-csearch_path={schema} -csynchronous_commit=off"})
    address = url.render_as_string(hide_password=False)
    database = Database(address)
    Base.metadata.create_all(database.engine)
    database.dispose()
    yield address
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def database_address(empty_database: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    url = make_url(empty_database)
    if url.get_backend_name() == "sqlite":
        own = tmp_path / "attune.sqlite"
        shutil.copyfile(str(url.database), own)
        yield f"sqlite:///{own}"
        return
    yield empty_database
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture(scope="session")
def worker_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the processes share with the tests where several answer (SUITE_WORKERS)."""
    return tmp_path_factory.mktemp("workers")


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> FakeClock:
    """A clock that stands at nine o'clock on a Monday until a test moves it."""
    return SharedClock(request.getfixturevalue("worker_folder") / CLOCK, MONDAY) if WORKERS else FakeClock(MONDAY)


@pytest.fixture(scope="session")
def suites(worker_folder: Path) -> Iterator[Callable[[Settings], Suite]]:
    """Return the processes that answer, started for the first test and shared by the others."""
    with ExitStack() as stack:
        started: list[Suite] = []

        def find(settings: Settings) -> Suite:
            if not started:
                started.append(stack.enter_context(serve_suite(worker_folder, settings)))
            return started[0]

        yield find


@pytest.fixture
def redis_address(request: pytest.FixtureRequest) -> str:
    """An empty Redis for the live store and events where LIVE_STORE_UNDER_TEST is `redis`; else none."""
    chosen = os.environ.get("LIVE_STORE_UNDER_TEST", "redis" if WORKERS else "memory")
    if chosen == "memory":
        return ""
    if chosen != "redis":
        raise pytest.UsageError(f"LIVE_STORE_UNDER_TEST is '{chosen}'; give memory or redis.")
    server = request.getfixturevalue("session_redis")
    server.empty()
    return str(server.url)


@pytest.fixture
def lost_by_a_restart(redis_address: str) -> None:
    """For tests of what returns after a restart that forgets: with Redis, what was known outlives it."""
    if redis_address:
        pytest.skip("with Redis a restart forgets nothing")


@pytest.fixture
def limits_by_the_clock(redis_address: str) -> None:
    """For tests that let a wait end by moving the clock: with Redis, tries are counted by its own."""
    if redis_address:
        pytest.skip("Redis has a clock of its own")


@pytest.fixture
def settings(tmp_path: Path, database_address: str, redis_address: str) -> Settings:
    """Settings for a test: nothing shared, cheap password hashes."""
    return Settings(
        secret_key="for-tests-only",
        database_url=database_address,
        state_dir=tmp_path,
        models_dir=tmp_path / "models",
        client_dir=tmp_path / "client",
        argon2_memory_kib=8,
        argon2_passes=1,
        redis_url=redis_address,
    )


@pytest.fixture
def confirmed_resources() -> Resources | None:
    """Whom the institution has named and confirmed, so that support may speak; a test of one without returns None."""
    there = {"kind": "place", "title": "Counselling", "text": "Room 3", "languages": ["en"], "checked_on": "2026-03-01"}
    return Resources.model_validate({"resources": [there]})


@pytest.fixture
def institution() -> Institution | None:
    """An institution that may read cameras, with the policy's defaults; a test of one without returns None."""
    return Institution(
        id=THE_INSTITUTION,
        name="School of Patience",
        region=Region.ELSEWHERE,
        ages=Ages.ADULTS,
        time_zone="Europe/Berlin",
        open_registration=True,
        completed_at=MONDAY,
    )


@pytest.fixture
def several(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Suite | None]:
    """The processes that answer in the application's place, where SUITE_WORKERS asks for them."""
    if not WORKERS:
        yield None
        return
    plain = Settings(**{**settings.model_dump(), "models_dir": settings.state_dir / "models"})
    suite: Suite = request.getfixturevalue("suites")(plain)
    suite.begin(request.node)
    yield suite


@pytest.fixture
def app(
    settings: Settings,
    clock: FakeClock,
    confirmed_resources: Resources | None,
    institution: Institution | None,
    several: Suite | None,
) -> Iterator[APIFlask]:
    """The application on a database that holds only the institution and its list of whom to talk to."""
    application = create_app(settings, clock)
    if several is not None:
        several.serve(application, settings)
    if institution is not None:
        with application.extensions["attune"].database.transaction() as session:
            session.add(institution)
            session.flush()
            write_policy(session, InstitutionPolicy())
    if confirmed_resources is not None:
        content = confirmed_resources.model_dump(mode="json")["resources"]
        with application.extensions["attune"].database.transaction() as session:
            session.add(ResourcesRow(id=THE_LIST, content=content, confirmed_at=clock.now(), confirmed_by="Ada Kern"))
    yield application
    services: Services = application.extensions["attune"]
    for listener in (services.bus, services.live):
        if settings.redis_url:
            listener._stopping.set()  # their threads end by themselves; a thousand tests do not wait for each
    services.database.dispose()


@pytest.fixture
def services(app: APIFlask) -> Services:
    """What the application is wired from: database, bus, clock, observations."""
    return app.extensions["attune"]


@pytest.fixture
def database(services: Services) -> Database:
    """The application's database; `with database.transaction() as session:` arranges or checks rows."""
    return services.database


class Browser:
    """Somebody at a browser: keeps cookies and sends the CSRF token as the client does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = client.get("/api/v1/session").json["csrf_token"]

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(f"/api/v1{path}", **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self._send("POST", path, json, options)

    def put(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self._send("PUT", path, json, options)

    def patch(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        return self._send("PATCH", path, json, options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        return self._send("DELETE", path, None, options)

    def _send(self, method: str, path: str, json: Any, options: dict[str, Any]) -> TestResponse:
        headers = {"X-CSRF-Token": self.token, **options.pop("headers", {})}
        body = {} if json is None else {"json": json}
        answer = self.client.open(f"/api/v1{path}", method=method, headers=headers, **body, **options)
        if "data" in options:  # the test client leaves the temporary file of a large form to the garbage collector
            answer.request.environ["wsgi.input"].close()
        return answer

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        answer = self.post("/session", {"email": email, "password": password})
        if answer.status_code == 200:
            self.token = answer.json["csrf_token"]
        return answer


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app.test_client())


@pytest.fixture
def sign_in(app: APIFlask) -> Callable[[User], Browser]:
    """Return a new browser in which the given user is signed in."""

    def enter(user: User) -> Browser:
        browser = Browser(app.test_client())
        assert browser.sign_in(user.email).status_code == 200
        return browser

    return enter


@dataclass(frozen=True)
class SmallCourse:
    """A course of two lessons. The first: text, video, practice quiz. The second: text, graded quiz."""

    id: UUID
    lessons: tuple[UUID, UUID]
    text: UUID
    video: UUID
    practice: UUID
    second_text: UUID
    graded: UUID


class Make:
    """Makes what a test needs; each call commits."""

    def __init__(self, app: APIFlask, clock: FakeClock) -> None:
        self._app, self._clock = app, clock
        self._database: Database = app.extensions["attune"].database

    def user(self, role: Role = Role.STUDENT, name: str = "Mara Lind", email: str | None = None) -> User:
        with self._app.app_context(), self._database.transaction() as session:
            address = email or f"{uuid4().hex[:8]}@school.example"
            return accounts.create_user(
                session,
                name=name,
                email=address,
                role=role,
                locale=Locale.ENGLISH,
                password=PASSWORD,
                now=self._clock.now(),
            )

    def student(self, course: SmallCourse | None = None, name: str = "Mara Lind") -> User:
        user = self.user(Role.STUDENT, name)
        if course is not None:
            self.enrol(user, course)
        return user

    def tutor(self, course: SmallCourse | None = None, name: str = "Tom Weiss") -> User:
        user = self.user(Role.TUTOR, name)
        if course is not None:
            with self._database.transaction() as session:
                session.add(TeachingAssignment(user_id=user.id, course_id=course.id))
        return user

    def administrator(self, name: str = "Ada Kern") -> User:
        return self.user(Role.ADMINISTRATOR, name)

    def enrol(self, student: User, course: SmallCourse) -> None:
        with self._database.transaction() as session:
            session.add(Enrolment(user_id=student.id, course_id=course.id, enrolled_at=self._clock.now()))

    def course(
        self,
        title: str = "Statistics",
        *,
        item_help: bool = False,
        graded_attempts: int | None = 2,
        practice_attempts: int | None = None,
        locked: bool = False,
        language: str = "en",
    ) -> SmallCourse:
        with self._database.transaction() as session:
            course = Course(slug=uuid4().hex, title=title, summary="About chance.", language=language)
            session.add(course)
            session.flush()
            module = Module(course_id=course.id, title="Basics", position=1)
            session.add(module)
            session.flush()
            lessons = [
                Lesson(
                    id=uuid4(),
                    course_id=course.id,
                    module_id=module.id,
                    slug=f"l{position}",
                    title=f"Lesson {position}",
                    minutes=10,
                    position=position,
                )
                for position in (1, 2)
            ]
            session.add_all(lessons)
            session.flush()
            if locked:
                lessons[1].prerequisite_id = lessons[0].id
            first = [
                _block(lessons[0], 1, BlockKind.MARKDOWN, {"text": "The **mean** is $\\mu$."}),
                _block(lessons[0], 2, BlockKind.VIDEO, VIDEO),
                _block(
                    lessons[0],
                    3,
                    BlockKind.QUIZ,
                    quiz_content(graded=False, attempts=practice_attempts, item_help=item_help),
                ),
            ]
            second = [
                _block(lessons[1], 1, BlockKind.MARKDOWN, {"text": "More."}),
                _block(
                    lessons[1],
                    2,
                    BlockKind.QUIZ,
                    quiz_content(graded=True, attempts=graded_attempts, item_help=item_help),
                ),
            ]
            session.add_all([*first, *second])
            files = [VIDEO["file"], VIDEO["captions"]]
            session.add_all([CourseFile(course_id=course.id, name=name, stored_name=name) for name in files])
            session.flush()
            ids = [block.id for block in (*first, *second)]
            return SmallCourse(course.id, (lessons[0].id, lessons[1].id), *ids)


VIDEO = {"file": "sampling.webm", "captions": "sampling.vtt", "duration_seconds": 30.0}


def _block(lesson: Lesson, position: int, kind: BlockKind, content: dict[str, Any]) -> Block:
    return Block(
        id=uuid4(),
        lesson_id=lesson.id,
        kind=kind,
        position=position,
        title=None,
        hints=["Look again.", "What does the *first* line say?"],
        example="For $2$ and $4$ it is $3$." if kind is BlockKind.MARKDOWN else None,
        content=content,
    )


def quiz_content(*, graded: bool, attempts: int | None = None, item_help: bool = False) -> dict[str, Any]:
    """One question of each kind; `right_answers` answers them. With `item_help` each has a skill and all its help."""
    choices = [{"id": str(uuid4()), "text": text, "correct": text in {"A", "B"}} for text in "ABC"]
    one = [{"id": str(uuid4()), "text": text, "correct": text == "A", "feedback": f"{text}!"} for text in "AB"]
    questions = [
        {"id": str(uuid4()), "kind": QuestionKind.SINGLE, "prompt": "Which?", "choices": one},
        {"id": str(uuid4()), "kind": QuestionKind.MULTIPLE, "prompt": "Which ones?", "choices": choices},
        {"id": str(uuid4()), "kind": QuestionKind.NUMBER, "prompt": "How many?", "answer": 0.5, "tolerance": 0.01},
        {"id": str(uuid4()), "kind": QuestionKind.SHORT_TEXT, "prompt": "Its name?", "accepted": ["median"]},
    ]
    if item_help:
        questions = [question | _item_help(question) for question in questions]
    allowed = {} if attempts is None else {"attempts_allowed": attempts}
    return {"graded": graded, "pass_score": 0.75, "questions": questions, **allowed}


def _item_help(question: dict[str, Any]) -> dict[str, Any]:
    """A ladder of two, an example, and an easier question of the same kind with ids of its own."""
    choices = [{**choice, "id": str(uuid4())} for choice in question.get("choices", [])]
    easier = {**question, "id": str(uuid4()), "prompt": "The same, once more?", "feedback": "*Because*."}
    if choices:
        easier["choices"] = choices
    ladder = ["Think of *one* thing.", "Now leave it out."]
    return {"skill": question["kind"].replace("_", "-"), "hints": ladder, "example": "$1$ is one.", "easier": easier}


@pytest.fixture
def make(app: APIFlask, clock: FakeClock) -> Make:
    """Makes users, courses and enrolments."""
    return Make(app, clock)


@pytest.fixture
def right_answers(database: Database) -> Callable[[UUID], dict[str, Any]]:
    """Return the right answers to the quiz in the given block, as the client would send them."""

    def answer(block_id: UUID) -> dict[str, Any]:
        with database.session(writes=False) as session:
            content = session.get_one(Block, block_id).content
        answers: dict[str, Any] = {}
        for question in content["questions"]:
            right = [choice["id"] for choice in question.get("choices", []) if choice["correct"]]
            if question["kind"] == QuestionKind.SINGLE:
                answers[question["id"]] = right[0]
            elif question["kind"] == QuestionKind.MULTIPLE:
                answers[question["id"]] = right
            elif question["kind"] == QuestionKind.NUMBER:
                answers[question["id"]] = question["answer"]
            elif question["kind"] == QuestionKind.SHORT_TEXT:
                answers[question["id"]] = question["accepted"][0]
        return answers

    return answer
